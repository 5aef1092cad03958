//! Identifiers that stand in the text of an entry or in its links.

use std::ops::Range;

use crate::parse::words::places_of;

/// The DOI in a text or address.
pub(super) fn doi(text: &str) -> Option<String> {
    printed_doi(text).map(|range| text[range].to_lowercase())
}

/// Where a DOI stands in a text.
fn printed_doi(text: &str) -> Option<Range<usize>> {
    let at = places_of(text, "10.").find(|at| {
        let digits =
            text[at + 3..].bytes().take_while(u8::is_ascii_digit).count();
        (4..=9).contains(&digits) && text[at + 3 + digits..].starts_with('/')
    })?;
    let rest = &text[at..];
    let end = rest
        .find(|c: char| {
            c.is_whitespace()
                || matches!(c, ')' | ']' | '>' | '⟩' | '"' | ',' | ';' | '}')
        })
        .unwrap_or(rest.len());
    Some(at..at + rest[..end].trim_end_matches(['.', ',']).len())
}

/// The DOI of an entry, as its text or else one of its links has it; whole,
/// where the print breaks it over lines and a link does not.
pub(super) fn doi_of(text: &str, links: &[String]) -> Option<String> {
    let mut linked = links.iter().filter_map(|link| doi(link));
    let Some(range) = printed_doi(text) else { return linked.next() };
    // What the print has behind the break, were it not broken.
    let behind = text[range.end..].trim_start_matches('.');
    let printed = text[range].to_lowercase();
    if !behind.starts_with([' ', '\n', '-']) {
        return Some(printed);
    }
    let next: String =
        behind.chars().filter(|c| !c.is_whitespace()).take(4).collect();
    let next = next.trim_end_matches('.').to_lowercase();
    let next = next.trim_start_matches(['.', '-']);
    // ".../sand.3/full" is a page of the publisher's, "sand.3.pdf" a file.
    let whole = linked.find(|linked| {
        let more = linked.strip_prefix(&printed).unwrap_or("");
        let more = more.trim_start_matches(['.', '-']);
        let shared = more.chars().zip(next.chars());
        let shared = shared.take_while(|(a, b)| a == b).count();
        shared > 0 && shared >= more.chars().count().min(3)
    });
    Some(whole.unwrap_or(printed))
}

/// Whether a DOI is a preprint server's.
pub(super) fn is_preprint_doi(doi: &str) -> bool {
    /// arXiv, SSRN, PsyArXiv, OSF, SocArXiv, Preprints.org, Research Square,
    /// ChemRxiv, TechRxiv, EarthArXiv, Authorea, NBER, the World Bank.
    const SERVERS: &[&str] = &[
        "10.22541", "10.3386", "10.1596", "10.48550", "10.2139", "10.31234",
        "10.31219", "10.31235", "10.20944", "10.21203", "10.26434",
        "10.36227", "10.31223",
    ];
    let Some((registrant, suffix)) = doi.split_once('/') else {
        return false;
    };
    // bioRxiv and medRxiv number theirs; "10.1101/gr.1" is a journal's.
    let numbered = suffix.starts_with(|c: char| c.is_ascii_digit());
    SERVERS.contains(&registrant)
        || registrant == "10.1101" && numbered
        || registrant == "10.5194" && suffix.starts_with("egusphere")
        || registrant == "10.1002" && suffix.starts_with("essoar")
        || registrant == "10.2196" && suffix.starts_with("preprints")
}

/// Whether a DOI is that of an archive of anything: Zenodo, OSF.
pub(super) fn is_archive_doi(doi: &str) -> bool {
    ["10.5281/", "10.17605/"].iter().any(|at| doi.starts_with(at))
}

/// The arXiv identifier in a text or address, without its version.
pub(super) fn arxiv(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    for at in places_of(&lower, "arxiv") {
        let rest = &lower[at..lower.floor_char_boundary(at + 60)];
        let found = rest
            .split(|c: char| !(c.is_ascii_digit() || c == '.'))
            .find(|word| {
                word.trim_matches('.').split_once('.').is_some_and(|(a, b)| {
                    a.len() == 4 && (4..=5).contains(&b.len())
                })
            });
        if let Some(found) = found {
            return Some(found.trim_matches('.').to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found() {
        assert_eq!(
            doi("doi: 10.1145/3637528.3671610."),
            Some("10.1145/3637528.3671610".into())
        );
        assert_eq!(doi("version 10.2"), None);
        let links = ["https://doi.org/10.1145/sand.2021.3".to_owned()];
        for (text, found) in [
            ("doi: 10.1145/sand.2021. 3", "10.1145/sand.2021.3"),
            ("doi: 10.1145/moss.7", "10.1145/moss.7"),
            ("doi: 10.1145", "10.1145/sand.2021.3"),
            ("Slow Rivers", "10.1145/sand.2021.3"),
            ("doi: 10.1145/sand.2021", "10.1145/sand.2021"),
            ("doi: 10.1145/sand.2021. Kiel", "10.1145/sand.2021"),
        ] {
            assert_eq!(doi_of(text, &links).as_deref(), Some(found), "{text}");
        }
        for (doi, server) in [
            ("10.48550/arxiv.2401.01325", true),
            ("10.1101/2020.01.01.123456", true),
            ("10.1101/gr.123456", false),
            ("10.1145/3637528", false),
        ] {
            assert_eq!(is_preprint_doi(doi), server, "{doi}");
        }
        assert_eq!(
            arxiv("https://arxiv.org/abs/2401.01325v2"),
            Some("2401.01325".into())
        );
        assert_eq!(
            arxiv("https://doi.org/10.48550/arXiv.2401.01325."),
            Some("2401.01325".into())
        );
        assert_eq!(arxiv("arXiv preprint"), None);
        assert_eq!(arxiv(&format!("arXiv: {}", "预印本".repeat(9))), None);
    }
}
