//! Institutions: where people work and study, their names and domains.

use std::ops::Range;
use std::sync::LazyLock;

use super::compile::{ACRONYM, QUIET};
use super::fold::{Folded, Gap, fold};
use super::strength::{Case, Strength, acronym_case};
use super::table::{Entry, Table};

/// Longest text that may be a name of one, in bytes: twice what the longest
/// takes.
const LONGEST: usize = 256;

/// One row of the table of institutions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Institution {
    row: &'static str,
}

impl Institution {
    fn cell(self, at: usize) -> &'static str {
        self.row.split('\t').nth(at).unwrap_or_default()
    }

    /// The name it goes by in English, else its own.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.cell(0)
    }

    /// Country, two letters of ISO 3166; empty where several countries have
    /// one of that name.
    #[must_use]
    pub fn country(self) -> &'static str {
        self.cell(1)
    }

    /// True of one known for research, whose aliases are complete.
    #[must_use]
    pub fn is_major(self) -> bool {
        self.cell(2) == "1"
    }

    /// The domains of its hosts and mail addresses.
    pub fn domains(self) -> impl Iterator<Item = &'static str> {
        self.cell(3).split(';').filter(|domain| !domain.is_empty())
    }
}

impl std::fmt::Debug for Institution {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Institution({})", self.name())
    }
}

/// An institution found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstitutionMatch {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The institution.
    pub institution: Institution,
    /// How telling the match is.
    pub strength: Strength,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::compiled(
        include_str!("institutions.tsv"),
        include_bytes!(concat!(env!("OUT_DIR"), "/institutions.fst")),
        include_bytes!(concat!(env!("OUT_DIR"), "/institutions.openings")),
    )
});

fn institution(entry: Entry) -> Institution {
    Institution { row: Table::row(&TABLE, entry) }
}

/// All institutions in the order of their names.
pub fn all() -> impl Iterator<Item = Institution> {
    TABLE.rows().map(|row| Institution { row })
}

/// The institution that a text is a name of, whatever its case, accents and
/// punctuation, and with an article or without.
#[must_use]
pub fn by_alias(text: &str) -> Option<Institution> {
    if text.len() > LONGEST {
        return None;
    }
    let bare = || TABLE.get(&fold(text.strip_prefix("The ")?).key());
    TABLE.get(&fold(text).key()).or_else(bare).map(institution)
}

/// The institution of a host or mail domain: that of its longest listed
/// suffix, `umn.edu` for `cs.umn.edu`.
#[must_use]
pub fn by_domain(domain: &str) -> Option<Institution> {
    let mut suffix = domain.trim_matches('.');
    while suffix.contains('.') {
        let found = TABLE.get(&fold(suffix).key()).map(institution);
        let owner = found.filter(|found| {
            found.domains().any(|d| d.eq_ignore_ascii_case(suffix))
        });
        if owner.is_some() {
            return owner;
        }
        suffix = suffix.split_once('.')?.1;
    }
    None
}

/// The institutions that a running text names: the longest names that do
/// not overlap, in order. Small institutions count by their full name only.
#[must_use]
pub fn find_all(text: &str) -> Vec<InstitutionMatch> {
    let words = fold(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.words.len() {
        let found = TABLE.longest(text, &words, at);
        let strength =
            found.and_then(|(end, entry)| weigh(text, &words, at..end, entry));
        at = match (found, strength) {
            (Some((end, entry)), Some(strength)) => {
                let span =
                    words.words[at].span.start..words.words[end - 1].span.end;
                let institution = institution(entry);
                out.push(InstitutionMatch { span, institution, strength });
                end
            }
            _ => at + 1,
        };
    }
    out
}

/// How telling a name is as the text prints it; nothing where it is none.
fn weigh(
    text: &str,
    words: &Folded,
    name: Range<usize>,
    entry: Entry,
) -> Option<Strength> {
    if entry.has(QUIET) {
        return None;
    }
    let printed = |at: usize| &text[words.words[at].span.clone()];
    if entry.has(ACRONYM) && name.len() == 1 {
        // `BSc` is a degree, `BSC` a centre.
        let printed = printed(name.start);
        let capitals = !printed.contains(char::is_lowercase);
        let as_listed = capitals || TABLE.row(entry).contains(printed);
        let exact = matches!(acronym_case(printed), Case::Exact);
        return (as_listed && exact).then(|| Strength::of(entry));
    }
    let lower = |at: usize| printed(at).starts_with(char::is_lowercase);
    if name.clone().any(lower) && name.len() < 3 {
        return None;
    }
    let part = is_lengthened(words, name.start);
    Some(if part { Strength::Word } else { Strength::of(entry) })
}

/// Words that make another name of one they stand before: `Technical
/// University of …`, `State University of …`. Sorted.
const MODIFIERS: &[&str] = &[
    "agricultural",
    "catholic",
    "federal",
    "free",
    "international",
    "islamic",
    "medical",
    "national",
    "normal",
    "open",
    "pedagogical",
    "polytechnic",
    "private",
    "state",
    "technical",
    "technological",
];

/// True where a word that belongs to a longer name stands right before.
fn is_lengthened(words: &Folded, at: usize) -> bool {
    let word = &words.words[at];
    let Some(before) = at.checked_sub(1) else { return false };
    word.gap == Gap::Space
        && !word.joined
        && MODIFIERS.binary_search(&words.word(before)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found() {
        for (text, want) in [
            (
                "PhD, Univ. of Minnesota, Twin Cities",
                "University of Minnesota Name",
            ),
            (
                "at MIT and Carnegie Mellon University",
                "Massachusetts Institute of Technology Acronym; Carnegie Mellon University Name",
            ),
            (
                "Massachusetts Institute of Technology (MIT)",
                "Massachusetts Institute of Technology Name; Massachusetts Institute of Technology Acronym",
            ),
            ("ETH Zürich, Switzerland", "ETH Zurich Name"),
            ("清华大学计算机系", "Tsinghua University Name"),
            ("Université de Montréal", "Université de Montréal Name"),
            (
                "BSc, University of Florence 2016",
                "University of Florence Name",
            ),
            (
                "Technical University of Minnesota",
                "University of Minnesota Word",
            ),
            ("the rice paddies of brown apple shells", ""),
            ("mail ada@cs.umn.edu", ""),
            ("", ""),
        ] {
            let found: Vec<String> = find_all(text)
                .into_iter()
                .map(|f| format!("{} {:?}", f.institution.name(), f.strength))
                .collect();
            assert_eq!(found.join("; "), want, "{text}");
        }
    }

    #[test]
    fn domains_are_found_by_suffix() {
        for (domain, want) in [
            ("cs.umn.edu", Some("University of Minnesota")),
            ("UMN.edu", Some("University of Minnesota")),
            ("csail.mit.edu", Some("Massachusetts Institute of Technology")),
            ("example.org", None),
            ("mit", None),
            ("edu", None),
            ("", None),
        ] {
            let found = by_domain(domain).map(Institution::name);
            assert_eq!(found, want, "{domain}");
        }
    }

    #[test]
    fn modifiers_are_sorted() {
        assert!(MODIFIERS.is_sorted());
    }

    #[test]
    fn aliases_fold() {
        for (text, want) in [
            ("mit", Some("Massachusetts Institute of Technology")),
            ("ucla", Some("University of California, Los Angeles")),
            ("eth zurich", Some("ETH Zurich")),
            ("université de montréal", Some("Université de Montréal")),
            ("Lancaster University", Some("Lancaster University")),
            ("Lincoln University", Some("Lincoln University")),
            ("The Lincoln University", Some("Lincoln University")),
            ("university of nowhere", None),
        ] {
            assert_eq!(by_alias(text).map(Institution::name), want, "{text}");
        }
    }

    #[test]
    fn the_table_is_in_order() {
        let names: Vec<_> = all().map(Institution::name).collect();
        for pair in names.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for institution in all() {
            assert_eq!(institution.row.split('\t').count(), 5);
            let country = institution.country().len();
            assert!(matches!(country, 0 | 2), "{institution:?}");
            let name = institution.name();
            assert_eq!(by_alias(name), Some(institution), "{name}");
            for domain in institution.domains() {
                let owner = by_domain(domain);
                assert_eq!(owner, Some(institution), "{domain}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(\\PC|MIT| of |[.] |Univ|ß|学){0,40}") {
            for found in find_all(&text) {
                proptest::prop_assert!(text.get(found.span).is_some());
            }
            let _ = by_domain(&text);
        }
    }
}
