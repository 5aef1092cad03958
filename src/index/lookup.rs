//! Looks up people by name, and all entries of a person.

use std::collections::BTreeMap;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, TantivyError, Term};

use super::entry::EntryKind;
use super::fields;
use super::names::name_query;
use super::store::{Snapshot, engine_error};
use super::stored::Entry;
use crate::error::Result;

/// An entry with the profile it is from.
#[derive(Clone, Debug)]
pub struct Located {
    /// Number of the profile.
    pub profile: u32,
    /// What it is.
    pub kind: EntryKind,
    /// The entry.
    pub entry: Entry,
}

impl Snapshot {
    /// How many entries the index holds.
    #[must_use]
    pub fn entry_count(&self) -> u64 {
        self.searcher().num_docs()
    }

    /// The persons a typed name can mean, in the order of their numbers.
    pub fn people_named(&self, name: &str) -> Result<Vec<u32>> {
        let mut people = Vec::new();
        for term in name_query(name) {
            let entries = self.entries_with("name", &term)?;
            people.extend(
                entries.iter().filter_map(|(_, profile)| {
                    self.people().person_of(*profile)
                }),
            );
        }
        people.sort_unstable();
        people.dedup();
        Ok(people)
    }

    /// How many profiles are in each language, by its two-letter code.
    pub fn languages(&self) -> Result<BTreeMap<String, usize>> {
        let field = fields::handle("lang").expect("a row of FIELDS");
        let failed = |err: TantivyError| engine_error(self.folder(), &err);
        let mut codes = BTreeMap::new();
        for segment in self.searcher().segment_readers() {
            let index = segment.inverted_index(field).map_err(failed)?;
            let stream = index.terms().stream().map_err(TantivyError::from);
            let mut terms = stream.map_err(failed)?;
            while terms.advance() {
                let code = String::from_utf8_lossy(terms.key()).into_owned();
                codes.insert(code, 0);
            }
        }
        for (code, count) in &mut codes {
            let term = Term::from_field_text(field, code);
            *count = self.postings(&term).map_err(failed)?.len();
        }
        codes.retain(|_, count| *count > 0);
        Ok(codes)
    }

    /// All entries of a person, profile by profile, in the order they were
    /// added.
    pub fn entries_of(&self, person: u32) -> Result<Vec<Located>> {
        let profiles =
            self.people().person(person).map(|person| person.profiles);
        let mut entries = Vec::new();
        for profile in profiles.unwrap_or_default() {
            entries.extend(self.entries_in(profile)?);
        }
        Ok(entries)
    }

    /// The entries of a profile, in the order they were added.
    pub(super) fn entries_in(&self, profile: u32) -> Result<Vec<Located>> {
        let field = fields::handle("profile").expect("a row of FIELDS");
        let term = Term::from_field_u64(field, u64::from(profile));
        let addresses = self
            .postings(&term)
            .map_err(|err| engine_error(self.folder(), &err))?;
        let located = addresses.into_iter().map(|address| {
            Ok(Located {
                profile,
                kind: EntryKind::from_code(self.number("kind", address)?),
                entry: self.entry(address)?,
            })
        });
        located.collect()
    }

    /// The entries whose field holds a term, with their profiles.
    fn entries_with(
        &self,
        field: &str,
        term: &str,
    ) -> Result<Vec<(DocAddress, u32)>> {
        let field = fields::handle(field).expect("a row of FIELDS");
        let addresses = self
            .postings(&Term::from_field_text(field, term))
            .map_err(|err| engine_error(self.folder(), &err))?;
        addresses
            .into_iter()
            .map(|address| {
                let profile = self.number("profile", address)?;
                Ok((address, u32::try_from(profile).unwrap_or(u32::MAX)))
            })
            .collect()
    }

    /// The living entries that hold a term.
    fn postings(
        &self,
        term: &Term,
    ) -> std::result::Result<Vec<DocAddress>, TantivyError> {
        let mut found = Vec::new();
        for (ordinal, segment) in (0..).zip(self.searcher().segment_readers())
        {
            let index = segment.inverted_index(term.field())?;
            let postings =
                index.read_postings(term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            let mut entry = postings.doc();
            while entry != TERMINATED {
                if !segment.is_deleted(entry) {
                    found.push(DocAddress::new(ordinal, entry));
                }
                entry = postings.advance();
            }
        }
        Ok(found)
    }

    /// The value of a fast field of an entry, 0 where it has none.
    fn number(&self, field: &str, address: DocAddress) -> Result<u64> {
        let segment = self.searcher().segment_reader(address.segment_ord);
        let column = segment
            .fast_fields()
            .u64(field)
            .map_err(|err| engine_error(self.folder(), &err))?;
        Ok(column.first(address.doc_id).unwrap_or(0))
    }
}
