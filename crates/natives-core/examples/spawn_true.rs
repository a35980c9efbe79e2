//! The yardstick of `bench/groups/spawn.js`: runs `true` N times through `std::process` and prints the milliseconds.

use std::{env, io::Write, process::Command, time::Instant};

fn main() -> std::io::Result<()> {
    let count: u32 = env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(200);
    Command::new("true").output()?;
    let start = Instant::now();
    for _ in 0..count {
        Command::new("true").output()?;
    }
    writeln!(
        std::io::stdout(),
        "{}",
        start.elapsed().as_secs_f64() * 1000.0
    )
}
