//! The values a field has anywhere in the index, for completing what is
//! typed.

use std::collections::BTreeSet;

use tantivy::TantivyError;

use super::fields::{self, FIELDS, Kind, Scope};
use super::store::{Snapshot, engine_error};
use crate::error::Result;

impl Snapshot {
    /// The values of a field, sorted, each once; none for a field that keeps
    /// no whole values, or for no field.
    ///
    /// Values that only entries taken away had may still be among them. Of
    /// numbers, all between the lowest and the highest are given.
    pub fn values(&self, field: &str) -> Result<Vec<String>> {
        let Some(row) = FIELDS.iter().find(|row| row.name == field) else {
            return Ok(Vec::new());
        };
        let values = match row.kind {
            Kind::Keyword => self.keywords(field),
            Kind::Number | Kind::Column if row.scope != Scope::Internal => {
                self.numbers(field)
            }
            Kind::Terms => self.terms(field),
            Kind::Prose
            | Kind::Exact
            | Kind::Names
            | Kind::Number
            | Kind::Column
            | Kind::Stored => {
                return Ok(Vec::new());
            }
        };
        values.map_err(|err| engine_error(self.folder(), &err))
    }

    fn keywords(
        &self,
        field: &str,
    ) -> std::result::Result<Vec<String>, TantivyError> {
        let mut values = BTreeSet::new();
        for segment in self.searcher().segment_readers() {
            let Some(column) = segment.fast_fields().str(field)? else {
                continue;
            };
            let mut stream = column.dictionary().stream()?;
            while stream.advance() {
                let value = String::from_utf8_lossy(stream.key());
                values.insert(value.into_owned());
            }
        }
        Ok(values.into_iter().collect())
    }

    fn numbers(
        &self,
        field: &str,
    ) -> std::result::Result<Vec<String>, TantivyError> {
        let (mut low, mut high) = (u64::MAX, 0);
        for segment in self.searcher().segment_readers() {
            let column = segment.fast_fields().column_opt::<u64>(field)?;
            let Some(column) = column else { continue };
            low = low.min(column.min_value());
            high = high.max(column.max_value());
        }
        Ok((low..=high).map(|number| number.to_string()).collect())
    }

    fn terms(
        &self,
        field: &str,
    ) -> std::result::Result<Vec<String>, TantivyError> {
        let handle = fields::handle(field).expect("a row of FIELDS");
        let mut values = BTreeSet::new();
        for segment in self.searcher().segment_readers() {
            let index = segment.inverted_index(handle)?;
            let mut stream = index.terms().stream()?;
            while stream.advance() {
                let value = String::from_utf8_lossy(stream.key());
                values.insert(value.into_owned());
            }
        }
        Ok(values.into_iter().collect())
    }
}
