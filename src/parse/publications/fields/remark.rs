//! Remarks beside a publication, which stand where a venue might: "Press
//! coverage", "Best paper award", "(eds.)".

/// What tells that those before it are editors.
const EDITORS: &[&str] = &[
    "ed", "eds", "editor", "editors", "hg", "hgg", "hrsg", "org", "orgs",
    "coord", "coords", "dir", "red",
];

/// What a remark on a publication opens with.
const REMARKS: &[&str] = &[
    "pdf",
    "link",
    "paper",
    "slides",
    "video",
    "poster",
    "abstract",
    "bibtex",
    "website",
    "demo",
    "doi",
    "http",
    "www",
    "draft",
    "award",
    "best paper",
    "acceptance",
    "with ",
    "co-author",
    "cited",
    "citation",
    "corresponding",
    "new!",
    "preliminary",
    // As linguists say of what they only circulate: "Ms., Kiel University".
    "ms., ",
    "unpublished",
    "an unpublished",
    "e-print",
    "eprint",
    "available",
    "supplement",
    "appendix",
    "replication",
    "download",
    "arxiv version",
    "new version",
    "new draft",
    "presented",
    "presenting",
    "winner",
    "runner",
    "honorable",
    "nominated",
    "coverage",
    "code and",
    "doctoral dissertation",
    "phd thesis",
    "ph.d. thesis",
    "feb",
    "volume",
    "spotlight",
    "oral",
    "invited",
    "status",
    "this ",
    "updated: ",
    "last updated",
    "last revised",
    "we ",
    "ccf",
    "sci ",
    "jcr",
    "and ",
    "top ",
    "isbn",
    "issn",
    "if =",
    "if=",
    "impact factor",
    "details",
    "r package",
    "github",
    "independently published",
    "retrieve",
    "document at",
    "vorbereitung",
    "in vorbereitung",
    "supervised by",
    "computer software",
    "prepared for",
    "first author",
    "second author",
    "joint first author",
    "lead author",
    "older version",
    "previous version",
    "earlier version",
    "final preprint",
    "latest version",
    "latest draft",
    "current version",
    "current draft",
    "sole author",
    "sole-author",
    "solo author",
    "solo-author",
    "single author",
    "single-author",
    "as part of",
];

/// Whether a text, in small letters, only holds the place of a venue: "Add
/// journal link", "TBD".
pub(super) fn is_placeholder(lower: &str) -> bool {
    const WHOLE: &[&str] = &[
        "tbd",
        "tba",
        "tbc",
        "to be announced",
        "to be added",
        "to be decided",
        "to be determined",
        "coming soon",
        "journal name",
        "conference name",
        "venue",
        "journal",
        "conference",
        "n/a",
        "none",
        // What a thesis was written for.
        "phd",
        "ph.d",
        "doctoral",
        "doctorate",
        "master",
        "masters",
        "master's",
        "master’s",
        "msc",
        "bachelor",
        "bachelors",
        "bachelor's",
        "bachelor’s",
        "bsc",
        "undergraduate",
        "unknown",
        "description",
        "online",
        "en línea",
        "en ligne",
        "virtual",
        "virtuell",
        // Where it can be read.
        "researchgate",
        "academia.edu",
        "google scholar",
        "author",
        "authors",
        "autor",
        "autores",
        "auteurs",
        "autoren",
        "共著",
        "単著",
        "主著",
        "筆頭著者",
        "責任著者",
        "査読付き",
        "査読あり",
        "査読有り",
    ];
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    // "Journal TBD".
    let bare = ["journal ", "conference ", "venue "]
        .iter()
        .find_map(|kind| bare.strip_prefix(kind))
        .map_or(bare, |name| name.trim_start_matches([':', '(', ' ']));
    let adds = ["add ", "insert ", "fill in ", "back to "];
    WHOLE.contains(&bare)
        || adds.iter().any(|verb| bare.starts_with(verb))
            && bare.split(' ').count() <= 5
}

/// Whether a word, in small letters, names a language.
pub(super) fn is_language(word: &str) -> bool {
    LANGUAGES.contains(&word.trim())
}

/// Languages, which reviews print behind a title: "(Russian)".
const LANGUAGES: &[&str] = &[
    "russian",
    "german",
    "french",
    "spanish",
    "italian",
    "chinese",
    "japanese",
    "polish",
    "english",
    "portuguese",
    "serbian",
    "croatian",
    "czech",
    "hungarian",
    "korean",
    "dutch",
    "swedish",
    "turkish",
    "ukrainian",
];

/// Words that open remarks and names: "Press coverage", "Data Mining
/// Letters".
const EITHER: &[&str] = &[
    "blog", "chinese", "code", "data", "dataset", "english", "equal",
    "figure", "french", "german", "jan", "joint", "media", "note", "press",
    "project", "selected", "talk",
];

/// Words behind these that make a remark of both.
const OF_REMARKS: &[&str] = &[
    "available",
    "code",
    "coverage",
    "first",
    "homepage",
    "link",
    "of",
    "oral",
    "page",
    "paper",
    "release",
    "site",
    "slides",
    "talk",
    "version",
    "video",
    "website",
];

/// Whether a stretch, in small letters too, is a remark on a publication and
/// no name of a venue.
pub(super) fn is_remark(text: &str, lower: &str) -> bool {
    let language = lower.strip_prefix("in ").unwrap_or(lower);
    // "Demographic Research" is no demo.
    let opens = |word: &&str| {
        lower.strip_prefix(*word).is_some_and(|rest| {
            word.len() > 4
                || rest.starts_with('s')
                || !rest.starts_with(char::is_alphabetic)
                || word.ends_with(' ')
        })
    };
    // "DEC ID: PA-00X".
    if REMARKS.iter().any(opens)
        || tells_award(lower)
        // "Only on arXiv": where it can be read.
        || lower.ends_with(" on arxiv")
        || lower.contains(" id:")
        || LANGUAGES.contains(&language)
        || EDITORS.contains(&lower.trim_end_matches('.'))
    {
        return true;
    }
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let first = words.next().unwrap_or("");
    let second = words.find(|word| !word.is_empty());
    let named = second.is_some_and(|word| !OF_REMARKS.contains(&word))
        && text
            .split_whitespace()
            .filter(|word| !matches!(*word, "&" | "and"))
            .nth(1)
            .is_some_and(|word| word.starts_with(char::is_uppercase));
    // "Media: Kiel News".
    let label = lower[first.len()..].starts_with(':');
    EITHER.contains(&first) && (!named || label)
}

/// Whether a stretch, in small letters, names what a work won: "Anna Weber
/// Student Paper Award".
fn tells_award(lower: &str) -> bool {
    const AWARDS: &[&str] =
        &["award", "prize", "prix du meilleur", "premio al mejor"];
    let ends = |award: &&str| lower.trim_end_matches('.').ends_with(award);
    lower.contains(" paper award") || AWARDS.iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_open_remarks_may_open_names() {
        for (text, remark) in [
            ("Press Coverage", true),
            ("New Version Soon", true),
            ("Code", true),
            ("Joint work", true),
            ("Eds.", true),
            ("ISBN", true),
            ("Russian", true),
            ("Russian Journal of Sand", false),
            ("Data Mining Letters", false),
            ("Media: Kiel News", true),
            ("Media and Sand", false),
            ("Data & Policy", false),
            ("Demographic Sand", false),
            ("Demo", true),
            ("English Language Review", false),
            ("Sand Science", false),
            ("Prepared for the Sand Office", true),
            ("SND ID: coming soon", true),
            ("Sole-Authored", true),
            ("First author", true),
            ("Roe Student Paper Award", true),
            ("Roe Student Paper Award in Kiel", true),
            ("Weber Prize", true),
            ("Posted on arXiv", true),
            ("Rewarding Rivers", false),
        ] {
            assert_eq!(
                is_remark(text, &text.to_lowercase()),
                remark,
                "{text}"
            );
        }
    }
}
