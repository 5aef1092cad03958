//! The short names that gatherings give themselves.

use super::printed::is_gathering;
use crate::gazetteer::acronym_pairs::pairs;

/// The short name that stands in brackets behind the name of a gathering, and
/// abbreviates it: the CRC of "Conference on River Control (CRC 2019)".
pub(super) fn short_name<'a>(name: &str, behind: &'a str) -> Option<&'a str> {
    /// Bytes between the brackets.
    const LONGEST: usize = 20;
    let inside = behind.trim_start().strip_prefix('(')?;
    let end = inside.find(')').filter(|end| *end <= LONGEST)?;
    let mut words = inside[..end].split([' ', '\n', '’', '\'', ',']);
    let is_count = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let short = words.next()?.trim_end_matches(|c: char| c.is_ascii_digit());
    let of_gathering = is_gathering(name)
        || ["Symposium", "Congress", "Meeting", "Kolloquium", "Colloquium"]
            .iter()
            .any(|word| name.contains(word));
    if !of_gathering || short.len() < 3 || !words.all(is_count) {
        return None;
    }
    let told = format!("{name} ({short})");
    pairs(&told).iter().any(|pair| pair.short == short).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gatherings_tell_their_short_names() {
        for (name, behind, short) in [
            ("Conference on River Control", " (CRC 2019), Kiel", Some("CRC")),
            ("Symposium on Sand", "\n(SoSand’19)", Some("SoSand")),
            ("Symposium on Slow Sand", " (SSS99)", Some("SSS")),
            ("Conference on River Control", " (ACM)", None),
            ("Conference on River Control", ", Kiel", None),
            ("River Control Letters", " (RCL)", None),
            ("Conference on River Control", " (CRC and more)", None),
        ] {
            assert_eq!(short_name(name, behind), short, "{name}{behind}");
        }
    }
}
