//! `ferrotype-extract`: prints the manifest of an addon as JSON.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the command line"
)]

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use ferrotype_extract::{Request, extract};

const USAGE: &str = "\
Prints the surface of a napi-rs addon as a JSON manifest.

Usage: ferrotype-extract [--crate DIR] [--with DIR]... [--features A,B] [--workspace-root DIR] [--contract]

  --crate DIR           folder with the addon's Cargo.toml (default: .)
  --with DIR            a further crate whose #[napi] items belong to the addon; repeatable
  --features A,B        features besides the default ones
  --workspace-root DIR  folder that paths are relative to (default: the workspace's)
  --contract            prints only the contract
  --pretty              prints indented JSON
  --help, --version

Exit codes: 0 the manifest was printed (its diagnostics are part of it), 1 there is none, 2 usage.";

/// What the command line asks for.
struct Arguments {
    request: Request,
    contract: bool,
    pretty: bool,
}

enum Command {
    Extract(Arguments),
    Print(String),
}

fn main() -> ExitCode {
    let command = match parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("error: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let arguments = match command {
        Command::Print(text) => {
            println!("{text}");
            return ExitCode::SUCCESS;
        }
        Command::Extract(arguments) => arguments,
    };
    match print(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut parsed = Arguments {
        request: Request::of("."),
        contract: false,
        pretty: false,
    };
    while let Some(argument) = arguments.next() {
        let (name, mut given) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        let mut value = || {
            given
                .take()
                .or_else(|| arguments.next())
                .ok_or_else(|| format!("{name} needs a value"))
        };
        match name.as_str() {
            "--crate" => parsed.request.crate_folder = PathBuf::from(value()?),
            "--with" => parsed.request.with.push(PathBuf::from(value()?)),
            "--workspace-root" => parsed.request.workspace_root = Some(PathBuf::from(value()?)),
            "--features" => {
                let list = value()?;
                let features = list.split([',', ' ']).filter(|each| !each.is_empty());
                parsed.request.features.extend(features.map(str::to_owned));
            }
            "--contract" => parsed.contract = true,
            "--pretty" => parsed.pretty = true,
            "--help" | "-h" => return Ok(Command::Print(USAGE.to_owned())),
            "--version" | "-V" => {
                return Ok(Command::Print(env!("CARGO_PKG_VERSION").to_owned()));
            }
            _ => return Err(format!("unknown argument {name}")),
        }
    }
    Ok(Command::Extract(parsed))
}

fn print(arguments: &Arguments) -> Result<(), String> {
    let manifest = extract(&arguments.request).map_err(|error| error.to_string())?;
    let text = match (arguments.contract, arguments.pretty) {
        (true, _) => serde_json::to_string_pretty(&manifest.contract),
        (false, true) => serde_json::to_string_pretty(&manifest),
        (false, false) => serde_json::to_string(&manifest),
    }
    .map_err(|error| error.to_string())?;
    std::io::stdout()
        .write_all((text + "\n").as_bytes())
        .map_err(|error| format!("cannot write to stdout: {error}"))
}
