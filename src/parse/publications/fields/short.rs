//! The short names that gatherings give themselves.

use super::venue_like::is_gathering;
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
    let gathers = |name: &str| {
        is_gathering(name)
            || ["Symposium", "Congress", "Meeting", "Kolloquium", "Colloquium"]
                .iter()
                .any(|word| name.contains(word))
    };
    let mut counts = words.filter(|word| !word.is_empty()).peekable();
    let dated = counts.peek().is_some() || inside[..end].len() > short.len();
    if !gathers(name) || short.len() < 3 || !counts.all(is_count) {
        return None;
    }
    // "Symposium on Sand, University of Kiel (UKI)" tells no name of its own.
    let told = format!("{name} ({short})");
    // What a gathering is on, which has no comma: "Conference on Slow Sand and
    // River Moss (SSRM)".
    let subject = |long: &str| {
        let before = name.strip_suffix(long);
        before.is_some_and(|before| before.ends_with(" on "))
    };
    let own = |long: &str| dated || gathers(long) || subject(long);
    let found = pairs(&told);
    let mut names = found.iter().filter(|pair| pair.short == short);
    names.any(|pair| own(pair.long)).then_some(short)
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
            ("Conference on Slow Sand and Rivers", " (SSR)", Some("SSR")),
            ("Symposium on Sand, United Arab Emirates", " (UAE)", None),
            ("Conference on River Control", ", Kiel", None),
            ("River Control Letters", " (RCL)", None),
            ("Conference on River Control", " (CRC and more)", None),
        ] {
            assert_eq!(short_name(name, behind), short, "{name}{behind}");
        }
    }
}
