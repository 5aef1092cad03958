//! Acronyms of subjects, and what they are short for.

use std::sync::LazyLock;

use super::fold::fold;
use super::table::{Entry, Table};

/// One meaning of an acronym.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Acronym {
    row: &'static str,
}

impl Acronym {
    fn cell(self, at: usize) -> &'static str {
        self.row.split('\t').nth(at).unwrap_or_default()
    }

    /// The acronym as people write it: `LLM`, `mAP`.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.cell(0)
    }

    /// What it stands for, in the singular: `large language model`.
    #[must_use]
    pub fn long(self) -> &'static str {
        self.cell(1)
    }

    /// The field that uses it so: `machine learning`.
    #[must_use]
    pub fn field(self) -> &'static str {
        self.cell(2)
    }
}

impl std::fmt::Debug for Acronym {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Acronym({}: {})", self.short(), self.long())
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::compiled(
        include_str!("acronyms.tsv"),
        include_bytes!(concat!(env!("OUT_DIR"), "/acronyms.fst")),
        include_bytes!(concat!(env!("OUT_DIR"), "/acronyms.openings")),
    )
});

fn acronym(entry: Entry) -> Acronym {
    Acronym { row: Table::row(&TABLE, entry) }
}

/// All meanings of all acronyms, in order.
pub fn all() -> impl Iterator<Item = Acronym> {
    TABLE.rows().map(|row| Acronym { row })
}

/// What an acronym may stand for; a plural counts as its singular. Meanings
/// of just this case alone, where there are any: `mAP` is not `MAP`.
#[must_use]
pub fn meanings(short: &str) -> Vec<Acronym> {
    let singular = short.strip_suffix('s').filter(|s| s.len() > 1);
    let found = std::iter::once(short).chain(singular).find_map(|short| {
        let all: Vec<Acronym> = rows_of(short)
            .filter(|row| fold(row.short()).key() == fold(short).key())
            .collect();
        let exact = |row: &Acronym| row.short() == short;
        if all.iter().any(exact) {
            Some(all.into_iter().filter(exact).collect())
        } else {
            Some(all).filter(|all| !all.is_empty())
        }
    });
    found.unwrap_or_default()
}

/// The acronyms of a phrase, whatever its case and hyphens; a plural counts
/// as its singular.
#[must_use]
pub fn of_phrase(long: &str) -> Vec<Acronym> {
    let singular = long.strip_suffix('s').filter(|s| !s.ends_with('s'));
    let forms = std::iter::once(long).chain(singular);
    let mut found = forms.map(|long| {
        let key = fold(long).key();
        rows_of(long).filter(|r| fold(r.long()).key() == key).collect()
    });
    found.find(|rows: &Vec<_>| !rows.is_empty()).unwrap_or_default()
}

/// The rows with an acronym or phrase that folds like the text.
fn rows_of(text: &str) -> impl Iterator<Item = Acronym> {
    TABLE.shared(&fold(text).key()).into_iter().map(acronym)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_have_meanings() {
        for (short, long) in [
            ("LLM", "large language model"),
            ("LLMs", "large language model"),
            ("llm", "large language model"),
            ("RAG", "retrieval-augmented generation"),
        ] {
            assert_eq!(meanings(short)[0].long(), long, "{short}");
        }
        assert!(meanings("AD").len() > 1);
        assert_ne!(meanings("mAP"), meanings("MAP"));
        assert_eq!(
            meanings("map").len(),
            all().filter(|a| a.short().eq_ignore_ascii_case("map")).count()
        );
        for none in ["", "s", "large language model", "xyzzy"] {
            assert_eq!(meanings(none), [], "{none}");
        }
    }

    #[test]
    fn phrases_have_acronyms() {
        for (long, short) in [
            ("Large Language Models", "LLM"),
            ("retrieval augmented generation", "RAG"),
        ] {
            assert_eq!(of_phrase(long)[0].short(), short, "{long}");
        }
        assert_eq!(of_phrase("LLM"), []);
        assert_eq!(of_phrase(""), []);
    }

    #[test]
    fn the_table_is_in_order() {
        let rows: Vec<&str> = all().map(|acronym| acronym.row).collect();
        for pair in rows.windows(2) {
            let order = |row: &str| {
                let mut cells = row.split('\t');
                let short = cells.next().map(str::to_owned);
                let folded = short.as_deref().map(|s| fold(s).key());
                (folded, short, cells.next().map(str::to_owned))
            };
            assert!(order(pair[0]) < order(pair[1]), "{pair:?}");
        }
        assert!(rows.iter().all(|row| row.split('\t').count() == 3));
    }
}
