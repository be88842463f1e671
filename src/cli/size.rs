//! Sizes as people write them: `64MiB`, `10M`, `65536`.

/// Returns the number of bytes that a size stands for.
///
/// `K`, `M` and `G`, alone or as `KiB`, count by 1024; `kB`, `MB` and `GB` count by 1000. Case does not count.
pub(super) fn bytes(typed: &str) -> Result<u64, String> {
    let typed = typed.trim();
    let digits = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let (number, unit) = typed.split_at(digits);
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kib" => 1 << 10,
        "m" | "mib" => 1 << 20,
        "g" | "gib" => 1 << 30,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        _ => return Err("a size is a number and K, M or G, such as 64M".to_owned()),
    };
    let number: u64 =
        number.parse().map_err(|_| "a size begins with a whole number, such as 64M".to_owned())?;
    number.checked_mul(factor).ok_or_else(|| "that is more than can be counted".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_count_by_1024_unless_they_say_otherwise() {
        assert_eq!(
            ["7", "7b", "2K", "2 KiB", "2kB", "10M", "64MiB", "1g", "1GB"].map(bytes),
            [
                Ok(7),
                Ok(7),
                Ok(2048),
                Ok(2048),
                Ok(2000),
                Ok(10 << 20),
                Ok(64 << 20),
                Ok(1 << 30),
                Ok(1_000_000_000),
            ]
        );
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for typed in ["", "M", "-1", "1.5M", "10 parsecs", "99999999999999999999", "99999999999G"] {
            assert!(bytes(typed).is_err(), "{typed}");
        }
    }
}
