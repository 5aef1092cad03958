//! What the fields of an already structured reference say: names, years,
//! identifiers, how far a work has come.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Author, RawBlock, RawLine, Role, Status};
pub(super) use place::{
    is_preprint_server, is_thesis, promised, series, settle,
};

mod place;

/// Remarks and what they say, the first that fits deciding.
const REMARKS: &[(Status, &[&str])] = &[
    (
        Status::Submitted,
        &[
            "submitted",
            "under review",
            "in review",
            "under revision",
            "in revision",
            "minor revision",
            "major revision",
            "revise and resubmit",
            "r&r",
            "enviado a",
            "submetido",
            "em avaliação",
            "en revisión",
            "soumis",
            "en révision",
            "eingereicht",
            "in begutachtung",
            "inviato a",
        ],
    ),
    (
        Status::Accepted,
        &[
            "accepted",
            "to appear",
            "to be published",
            "forthcoming",
            "in press",
            "inpress",
            "aceptado",
            "en prensa",
            "aceito",
            "no prelo",
            "accepté",
            "à paraître",
            "sous presse",
            "im erscheinen",
            "im druck",
            "in corso di stampa",
        ],
    ),
    (
        Status::Preprint,
        &[
            "preprint",
            "pre-print",
            "prepublished",
            "working paper",
            "in preparation",
            "in progress",
            "wip",
            "en preparación",
            "en proceso",
            "em preparação",
            "em andamento",
            "en préparation",
            "in vorbereitung",
            "in preparazione",
            "targeting",
        ],
    ),
];

/// Returns the first year of four digits in a field, 1800 to 2099.
pub(super) fn year(text: &str) -> Option<i32> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^0-9])((?:18|19|20)[0-9]{2})(?:[^0-9]|$)")
            .expect("the pattern is valid")
    });
    YEAR.captures(text)?.get(1)?.as_str().parse().ok()
}

/// Returns the keywords that a field lists.
pub(super) fn keywords(text: &str) -> impl Iterator<Item = String> {
    let words = text.split([',', ';', '\n', '、', '；', '，']);
    words.map(|w| w.trim().to_owned()).filter(|word| !word.is_empty())
}

/// Returns the DOI that a field holds, bare or as a link, in lower case.
pub(super) fn doi(text: &str) -> Option<String> {
    let start = text.find("10.")?;
    let doi = text[start..].split_whitespace().next()?;
    let doi = doi.trim_end_matches(['.', ',', ';', '}']);
    doi.contains('/').then(|| doi.to_lowercase())
}

/// Returns the arXiv identifier in a field, without version.
///
/// Bare numbers pass only where `bare` says that the field is for them.
pub(super) fn arxiv(text: &str, bare: bool) -> Option<String> {
    const NUMBER: &str = r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})";
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        let lead = r"(?i)arxiv(?:\.org/(?:abs|pdf|html)/|[:.]\s*|\s+)";
        Regex::new(&format!("{lead}{NUMBER}")).expect("the pattern is valid")
    });
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)^\s*(?:abs/)?{NUMBER}(?:v\d+)?\s*$"))
            .expect("the pattern is valid")
    });
    let pattern = if bare { &*BARE } else { &*NAMED };
    let found = pattern
        .captures(text)
        .or_else(|| if bare { NAMED.captures(text) } else { None })?;
    Some(found.get(1)?.as_str().to_lowercase())
}

/// Returns what a remark ("Submitted to ...", "to appear") says of a work.
pub(super) fn remark(text: &str) -> Option<Status> {
    let text = text.to_lowercase();
    // "A Latin Revision" is none in revision.
    let says = |word: &&str| {
        let mut found = text.match_indices(word);
        found.any(|(at, _)| !text[..at].ends_with(char::is_alphabetic))
    };
    REMARKS
        .iter()
        .find(|(_, words)| words.iter().any(says))
        .map(|(status, _)| *status)
}

/// Reads one author: `Last, First`, `First Last`, with marks as `*`.
///
/// Returns None where there is no letter.
pub(super) fn author(text: &str) -> Option<Author> {
    const EQUAL: &[char] = &['*', '†', '‡', '＊', '∗'];
    const CORRESPONDING: &[char] = &['✉', '📧', '#', '§', '¶', '+'];
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let marked = |marks: &[char]| text.contains(marks);
    let bare: String = text
        .chars()
        .filter(|c| !EQUAL.contains(c) && !CORRESPONDING.contains(c))
        .collect();
    // "Olsen1": a number at a name is a footnote's, but for "COVID-19".
    let is_mark = |c: char| c.is_ascii_digit() || c == ',';
    let letters = bare.trim_end().trim_end_matches(is_mark);
    let bare = match letters.ends_with(char::is_alphabetic) {
        true => letters,
        false => &bare,
    };
    let parts: Vec<&str> =
        bare.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    // "Reed, Jr., Tao" as BibTeX has it, "Reed, Tao, Jr." as RIS does.
    let (suffixes, parts): (Vec<&str>, Vec<&str>) =
        parts.into_iter().partition(|part| is_suffix(part));
    let name = match parts.as_slice() {
        [family, given] => format!("{given} {family}"),
        _ => parts.join(" "),
    };
    let name = format!("{name} {}", suffixes.join(" "));
    Some(Author {
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        equal_contribution: marked(EQUAL),
        corresponding: marked(&['✉', '📧']),
    })
}

/// Whether a name is whole in Chinese, Japanese or Korean characters alone,
/// unlike the parts of "王, 伟".
fn is_caseless(name: &str) -> bool {
    let is_one =
        |c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    name.chars().nth(1).is_some() && name.chars().all(is_one)
}

/// Splits a list of names at `and`, `&`, semicolons and commas, where the
/// commas do not part family names from given ones.
pub(super) fn names(text: &str) -> Vec<&str> {
    static BORDER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\s*(?:[;、，；]|,?\s+and\s+|\s&\s|,\s*&\s)\s*|^and\s+",
        )
        .expect("the pattern is valid")
    });
    // "Bo Li et al.", "Bo Li [and 34 others, including A. Roe]"
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?isx)
            [,;\s\[(]* (?: (?-u:\b) et\s+al (?-u:\b)
            | (?: (?-u:\b) and | & | \+ )? \s* (?-u:\b) [0-9]+ \s+
              (?: others? | more | co-?authors? ) (?-u:\b)
            | \.\.\. | … ) .*$",
        )
        .expect("the pattern is valid")
    });
    // "[Moss Collaboration] (incl. A. Roe)"
    static INCLUDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\[([^\]]+)\]\s*\((?:incl\.|including)\s+([^()]+)\)$")
            .expect("the pattern is valid")
    });
    if let Some(found) = INCLUDED.captures(text.trim()) {
        let (_, [group, names]) = found.extract();
        return [&[group.trim()][..], &self::names(names)].concat();
    }
    // "Roe, A., ..., Li, B.": the last of them stands behind the dots.
    if let Some((head, last)) = behind_dots(text) {
        return [names(head), vec!["..."], names(last)].concat();
    }
    let others = OTHERS.find(text);
    let text = others.map_or(text, |others| &text[..others.start()]);
    let mut names = Vec::new();
    for piece in BORDER.split(text) {
        let piece =
            piece.trim_matches(|c: char| c == ',' || c.is_whitespace());
        let parts: Vec<&str> = piece.split(',').map(str::trim).collect();
        let words = |part: &&str| part.split_whitespace().count();
        let full = parts.iter().all(|part| words(part) > 1);
        // BibTeX's `Last, Jr., First`.
        let suffixed = parts.len() == 3 && is_suffix(parts[1]);
        // "Olsen, M., T. Reed, B. Li": only the first is turned.
        let first_turned = parts.len() > 2
            && initials_alternate(&parts[..2])
            && words(&parts[0]) == 1
            && parts[2..].iter().all(|part| words(part) > 1);
        if first_turned {
            let place = piece.match_indices(',').nth(1);
            let (first, rest) = piece.split_at(place.map_or(0, |(at, _)| at));
            names.push(first);
            names.extend(rest[1..].split(',').map(str::trim));
        } else if parts.len() > 1 && parts.iter().all(|part| is_caseless(part))
        {
            // "王伟, 李娜": none of them is turned.
            names.extend(parts);
        } else if parts.len() < 2
            || !full && parts.len() == 2 && !parts.iter().all(is_whole)
            || suffixed
        {
            names.push(piece);
        } else if !full
            && parts.len().is_multiple_of(2)
            && initials_alternate(&parts)
        {
            // "Olsen, M., Reed, T. K."
            let mut start = 0;
            for (i, (at, _)) in piece.match_indices(',').enumerate() {
                if i % 2 == 1 {
                    names.push(piece[start..at].trim());
                    start = at + 1;
                }
            }
            names.push(piece[start..].trim());
        } else {
            names.extend(parts);
        }
    }
    names.retain(|name| !name.is_empty());
    names.extend(others.map(|others| match others.as_str() {
        cut if cut.ends_with("...") => "...",
        _ => "et al.",
    }));
    names
}

/// The names before and behind the dots that stand for those left out
/// between them: "Roe, A., ... & Li, B.".
fn behind_dots(text: &str) -> Option<(&str, &str)> {
    /// Bytes of the names behind, at most.
    const LONGEST: usize = 60;
    let dots = ["...", "…", ". . ."]
        .iter()
        .find_map(|dots| text.find(dots).map(|at| (at, at + dots.len())));
    let (start, end) = dots?;
    let head = text[..start].trim_end_matches([',', ';', ' ', '[', '(']);
    let last = text[end..].trim_start_matches([',', ';', ' ', '&', ']', ')']);
    let last = last.strip_prefix("and ").unwrap_or(last).trim();
    let named = last.starts_with(char::is_uppercase)
        && last.len() <= LONGEST
        && !last.contains(['[', '(', '…'])
        && !last.contains("...");
    (named && head.contains(char::is_alphabetic)).then_some((head, last))
}

/// Whether a word in Hangul is a whole name, by its length: "김하늘*", but
/// the "김" of "김, 하늘".
fn is_whole(part: &&str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic());
    letters.clone().all(|c| ('가'..='힣').contains(&c)) && letters.count() >= 3
}

fn is_suffix(part: &str) -> bool {
    let part = part.trim_end_matches('.').to_lowercase();
    matches!(&*part, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// The names before the title in "Roe, A., & Li, B. (2020). Title. …".
pub(super) fn cited<'a>(citation: &'a str, title: &str) -> Option<&'a str> {
    let start = title.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let (names, _) = citation.split_once(&start)?;
    // The year, and the quote before the title.
    let names = names.split(" (").next().unwrap_or(names);
    let names = names.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    // "Roe, Ann. 2020. “Title.”".
    let dated = names.trim_end_matches('.').rsplit_once(' ');
    let names = dated
        .filter(|(_, year)| {
            year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())
        })
        .map_or(names, |(names, _)| names.trim_end());
    // A full stop behind a word ends the names, one behind an initial not.
    let bare = names.trim_end_matches('.');
    let word = bare.rsplit([' ', '.', '-']).next().unwrap_or_default();
    let names = if word.chars().count() > 2 { bare } else { names };
    (names.contains(' ') && names.len() < 400).then_some(names)
}

/// Whether every second part is initials.
fn initials_alternate(parts: &[&str]) -> bool {
    parts.iter().skip(1).step_by(2).all(|part| {
        part.split(['.', ' ', '-']).all(|piece| piece.chars().count() < 3)
    })
}

/// Whether the words stand for authors left out.
pub(super) fn is_others(text: &str) -> bool {
    let text = text.trim();
    let words = text.trim_end_matches('.').to_lowercase();
    text == "..."
        || [
            "others",
            "and others",
            "many others",
            "and many others",
            "et al",
            "al",
            "et. al",
        ]
        .contains(&&*words)
}

/// Drops a title's final full stop and the quotes around it.
pub(super) fn title(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = text.strip_suffix('.').unwrap_or(&text);
    let bare = bare
        .strip_prefix(['"', '“'])
        .and_then(|inner| inner.strip_suffix(['"', '”']))
        .filter(|inner| !inner.contains(['"', '“', '”']))
        .unwrap_or(bare);
    bare.trim().to_owned()
}

/// Drops HTML tags (`<i>`, `<span style="...">`) and reads the five
/// entities of XML; a lone `<` stays.
pub(super) fn without_tags(text: &str) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"</?[A-Za-z][^<>]*>").expect("the pattern is valid")
    });
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    TAG.replace_all(text, "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

/// The lines of an entry's source as a block, numbered from `first_line`.
pub(super) fn block(lines: &[&str], first_line: u32) -> RawBlock {
    RawBlock {
        role: Role::Item(0),
        page: None,
        lines: lines
            .iter()
            .zip(first_line..)
            .map(|(line, number)| RawLine::plain(line.trim_end(), number))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_hold_years_and_identifiers() {
        for (text, want) in [
            ("2024", Some(2024)),
            ("2023-05-01", Some(2023)),
            ("May 1999", Some(1999)),
            ("2021a", Some(2021)),
            ("W20240", None),
            ("to appear", None),
        ] {
            assert_eq!(year(text), want, "{text}");
        }
        for (text, want) in [
            ("https://doi.org/10.1000/ABC.5", Some("10.1000/abc.5")),
            ("doi:10.1000/x y", Some("10.1000/x")),
            ("10.5 points", None),
        ] {
            assert_eq!(doi(text).as_deref(), want, "{text}");
        }
        for (text, bare, want) in [
            ("arXiv preprint arXiv:2101.00001v2", false, Some("2101.00001")),
            (
                "https://arxiv.org/abs/math/0501001",
                false,
                Some("math/0501001"),
            ),
            ("10.48550/arXiv.2101.00001", false, Some("2101.00001")),
            ("2101.00001v3", true, Some("2101.00001")),
            ("2101.00001", false, None),
            ("hal-01234567", true, None),
        ] {
            assert_eq!(arxiv(text, bare).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn an_author_is_put_in_reading_order() {
        for (text, want) in [
            ("Olsen, Mira", "Mira Olsen"),
            ("van den Berg, Jan-Piet", "Jan-Piet van den Berg"),
            ("Reed, Jr., Tao", "Tao Reed Jr."),
            ("Reed, Tao, III", "Tao Reed III"),
            ("Mira  K. Olsen*", "Mira K. Olsen"),
            ("Moss Consortium", "Moss Consortium"),
            ("Mira Olsen1,2*", "Mira Olsen"),
            ("COVID-19", "COVID-19"),
        ] {
            assert_eq!(author(text).unwrap().name, want, "{text}");
        }
        assert!(author("Mira Olsen*").unwrap().equal_contribution);
        assert_eq!(author("*, 2"), None);
    }

    #[test]
    fn lists_of_names_are_split() {
        for (text, want) in [
            ("王伟, 李娜", "王伟|李娜"),
            ("王伟、李娜，张敏", "王伟|李娜|张敏"),
            ("王, 伟 and 李, 娜", "王, 伟|李, 娜"),
            (
                "Mira Olsen, Tao Reed, and Ana Sand",
                "Mira Olsen|Tao Reed|Ana Sand",
            ),
            ("and Ana Sand", "Ana Sand"),
            ("Olsen, M., Reed, T. K.", "Olsen, M.|Reed, T. K."),
            (
                "Olsen, M., T. Reed, L. van Sand, and B. Li",
                "Olsen, M.|T. Reed|L. van Sand|B. Li",
            ),
            ("Olsen, Mira; Reed, Tao", "Olsen, Mira|Reed, Tao"),
            ("Olsen, Mira", "Olsen, Mira"),
            ("Mira Olsen, Tao Reed", "Mira Olsen|Tao Reed"),
            ("Bo Li, Ana Sand et al.", "Bo Li|Ana Sand|et al."),
            ("Bo Li, et al. [and 34 others]", "Bo Li|et al."),
            (
                "[Moss and Fern Groups] (incl. A. Roe, B. Li)",
                "Moss and Fern Groups|A. Roe|B. Li",
            ),
            ("Bo Li and 3 others", "Bo Li|et al."),
            ("Bo Li, ...", "Bo Li|..."),
            ("Roe, A., Li, B., ... & Diaz, C.", "Roe, A.|Li, B.|...|Diaz, C."),
            ("Roe, A., Li, B.,..., Diaz, C.", "Roe, A.|Li, B.|...|Diaz, C."),
            ("M. Olsen & T. Reed", "M. Olsen|T. Reed"),
            ("김하늘*, 이바다+", "김하늘*|이바다+"),
            ("김, 하늘", "김, 하늘"),
            ("ミュラー, アンナ", "ミュラー, アンナ"),
            ("Alexandra Sandoval", "Alexandra Sandoval"),
        ] {
            assert_eq!(names(text).join("|"), want, "{text}");
        }
    }

    #[test]
    fn remarks_tell_how_far_a_work_has_come() {
        for (text, want) in [
            ("Submitted to Nature", Some(Status::Submitted)),
            ("to appear", Some(Status::Accepted)),
            ("to be published in Sand", Some(Status::Accepted)),
            ("in revision", Some(Status::Submitted)),
            ("R&R, Sand Letters", Some(Status::Submitted)),
            ("Minor Revision", Some(Status::Submitted)),
            ("A Latin Revision", None),
            (r"\bibstring{prepublished}", Some(Status::Preprint)),
            ("In progress", Some(Status::Preprint)),
            ("Work in progress", Some(Status::Preprint)),
            ("Best paper", None),
        ] {
            assert_eq!(remark(text), want, "{text}");
        }
    }

    #[test]
    fn titles_lose_tags_quotes_and_the_final_stop() {
        assert_eq!(without_tags("a<sub>2</sub> &amp; x < y"), "a2 & x < y");
        assert_eq!(title("“Moss on\n  Roofs.”"), "Moss on Roofs.");
        assert_eq!(title("Moss on Roofs."), "Moss on Roofs");
        assert_eq!(title("\"Moss\" and \"Fern\""), "\"Moss\" and \"Fern\"");
    }

    #[test]
    fn the_names_of_a_citation_end_before_its_year() {
        for (citation, names) in [
            ("Roe, A., & Li, B. (2020). Slow Rivers.", "Roe, A., & Li, B."),
            ("Roe, Ann. 2020. \"Slow Rivers.\" Sand.", "Roe, Ann"),
            (
                "Roe, Ann and Bo Lind. 2020. “Slow Rivers.”",
                "Roe, Ann and Bo Lind",
            ),
            ("A. Roe and B. Li, Slow Rivers, 2020", "A. Roe and B. Li"),
        ] {
            assert_eq!(cited(citation, "Slow Rivers"), Some(names));
        }
    }
}
