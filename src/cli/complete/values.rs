//! What the index knows of a field: the values that a query can ask for.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Candidate;
use crate::index::Snapshot;
use crate::model::{Status, fold_name};
use crate::search::Field;

/// The values of an index, which is opened when one is asked for.
pub(super) struct Values {
    index: PathBuf,
    snapshot: OnceCell<Option<Snapshot>>,
    #[cfg(test)]
    known: Vec<(Field, Vec<String>)>,
}

impl Values {
    /// Those of the index in a folder; none where it cannot be opened.
    pub(super) fn new(index: PathBuf) -> Values {
        Values {
            index,
            snapshot: OnceCell::new(),
            #[cfg(test)]
            known: Vec::new(),
        }
    }

    /// These, for tests.
    #[cfg(test)]
    pub(super) fn known(rows: &[(Field, &[&str])]) -> Values {
        let texts =
            |row: &[&str]| row.iter().map(ToString::to_string).collect();
        Values {
            known: rows.iter().map(|(f, row)| (*f, texts(row))).collect(),
            ..Values::new(PathBuf::new())
        }
    }

    fn snapshot(&self) -> Option<&Snapshot> {
        let open = || Snapshot::open(&self.index).ok();
        self.snapshot.get_or_init(open).as_ref()
    }

    /// The identifiers of the people whose identifier or name begins so.
    pub(super) fn people(&self, typed: &str) -> Vec<Candidate> {
        let people = self.everyone().into_iter();
        let folded = fold_name(typed);
        let ids = people.filter(|(id, name)| {
            id.starts_with(&folded) || fold_name(name).starts_with(&folded)
        });
        let mut found: Vec<Candidate> =
            ids.map(|(id, name)| Candidate::new(id, name)).collect();
        if found.is_empty() {
            let people = self.everyone().into_iter();
            let named: Vec<(String, String)> =
                people.filter(|(_, name)| holds(name, &folded)).collect();
            match named.as_slice() {
                [(id, name)] => found.push(Candidate::new(id, name)),
                several => {
                    found = words(several.iter().map(|(_, n)| n), &folded);
                }
            }
        }
        found
    }

    /// The values of a field that begin so; where there are none, the one
    /// that holds such a word, or the words.
    pub(super) fn of_field(
        &self,
        field: Field,
        typed: &str,
    ) -> Vec<Candidate> {
        let typed = fold_name(typed);
        let all = self.all(field);
        let starts = |text: &&String| fold_name(text).starts_with(&typed);
        let mut found: Vec<Candidate> =
            all.iter().filter(starts).map(|t| Candidate::new(t, "")).collect();
        if found.is_empty() {
            let within: Vec<&String> =
                all.iter().filter(|text| holds(text, &typed)).collect();
            match within.as_slice() {
                [text] => found.push(Candidate::new(*text, "")),
                several => found = words(several.iter().copied(), &typed),
            }
        }
        found
    }

    fn all(&self, field: Field) -> Vec<String> {
        #[cfg(test)]
        if let Some((_, row)) = self.known.iter().find(|(f, _)| *f == field) {
            return row.clone();
        }
        let column = |name: &str| {
            let snapshot = self.snapshot();
            let values = snapshot.and_then(|s| s.values(name).ok());
            values.unwrap_or_default()
        };
        match field {
            Field::Venue => column("venue"),
            Field::Topic => column("topic"),
            Field::Affiliation => column("organization"),
            Field::Lang => column("lang"),
            Field::Year => {
                let mut years = column("year");
                years.reverse();
                years
            }
            Field::Name | Field::Author => {
                let mut names: Vec<String> = self
                    .everyone()
                    .into_iter()
                    .map(|(_, name)| name)
                    .collect();
                names.sort();
                names.dedup();
                names
            }
            Field::Status => Status::ALL
                .iter()
                .map(|(_, word)| (*word).to_owned())
                .collect(),
            Field::Tag => column("tag"),
            Field::Has => column("has"),
            Field::Title
            | Field::Role
            | Field::Award
            | Field::Advisor
            | Field::Path => Vec::new(),
        }
    }

    /// Identifier and name of everyone.
    fn everyone(&self) -> Vec<(String, String)> {
        let Some(people) = self.snapshot().map(Snapshot::people) else {
            return Vec::new();
        };
        (0..u32::try_from(people.len()).unwrap_or(u32::MAX))
            .filter_map(|number| people.id_and_name(number))
            .map(|(id, name)| (id.to_owned(), name.to_owned()))
            .collect()
    }
}

/// The words of a text that begin so; `typed` is folded.
fn words_of<'a>(
    text: &'a str,
    typed: &'a str,
) -> impl Iterator<Item = &'a str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(move |w| !w.is_empty() && fold_name(w).starts_with(typed))
}

/// Whether a word of the text begins so.
fn holds(text: &str, typed: &str) -> bool {
    !typed.is_empty() && words_of(text, typed).next().is_some()
}

/// The words that begin so, each once: the texts themselves would replace
/// what was typed by what they have in common, which may be nothing.
fn words<'a>(
    texts: impl Iterator<Item = &'a String>,
    typed: &str,
) -> Vec<Candidate> {
    let mut found: BTreeMap<String, &str> = BTreeMap::new();
    for text in texts {
        for word in words_of(text, typed) {
            found.entry(fold_name(word)).or_insert(word);
        }
    }
    found.into_values().map(|word| Candidate::new(word, "")).collect()
}
