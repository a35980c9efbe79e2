//! What the processor can do, for loaders that choose between builds of one addon.

/// The level of x86-64 that this processor runs: 3 for `x86-64-v3` and above, 2, or 1; 0 on other
/// architectures. Features that the system does not save for a thread do not count.
///
/// Of x86-64-v2, `lahf` is taken for granted where the rest is: Rust has no stable name for it.
pub(crate) fn level() -> u8 {
    #[cfg(target_arch = "x86_64")]
    {
        let two = is_x86_feature_detected!("cmpxchg16b")
            && is_x86_feature_detected!("popcnt")
            && is_x86_feature_detected!("sse3")
            && is_x86_feature_detected!("sse4.1")
            && is_x86_feature_detected!("sse4.2")
            && is_x86_feature_detected!("ssse3");
        let three = is_x86_feature_detected!("avx")
            && is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("f16c")
            && is_x86_feature_detected!("fma")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("movbe");
        match (two, three) {
            (true, true) => 3,
            (true, false) => 2,
            (false, _) => 1,
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    0
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn a_level_or_none() {
        let levels = if cfg!(target_arch = "x86_64") {
            1..=3
        } else {
            0..=0
        };
        assert!(levels.contains(&level()));
    }
}
