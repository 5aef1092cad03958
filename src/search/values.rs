//! What entries have in the columns of a field, to be counted.

use std::collections::HashMap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, TantivyError};

use super::answer::FacetField;
use crate::index::Snapshot;
use crate::model::Status;

/// The columns that hold a field's values. Each value is given a number,
/// since there are many entries and few values.
pub(super) struct Values {
    field: FacetField,
    segments: Vec<Segment>,
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// The columns of one segment.
struct Segment {
    texts: Option<StrColumn>,
    codes: Option<Column<u64>>,
    /// The numbers of its own codes, as far as they were met.
    known: HashMap<u64, u32>,
}

impl Values {
    pub(super) fn new(
        field: FacetField,
        snapshot: &Snapshot,
    ) -> Result<Values, TantivyError> {
        let (text, code) = match field {
            FacetField::Venue => (Some("venue"), None),
            // Counted by `facet::topics` instead.
            FacetField::Topic => (None, None),
            FacetField::Affiliation => (Some("organization"), None),
            FacetField::Year => (None, Some("year")),
            FacetField::Status => (None, Some("status")),
        };
        let readers = snapshot.searcher().segment_readers().iter();
        let segments = readers.map(|segment| {
            let fast = segment.fast_fields();
            let codes = |name: &str| fast.column_opt::<u64>(name);
            Ok(Segment {
                texts: text.map(|n| fast.str(n)).transpose()?.flatten(),
                codes: code.map(codes).transpose()?.flatten(),
                known: HashMap::new(),
            })
        });
        let segments = segments.collect::<Result<_, TantivyError>>()?;
        let (names, numbers) = (Vec::new(), HashMap::new());
        Ok(Values { field, segments, names, numbers })
    }

    /// Calls `visit` with the number of each value of an entry.
    pub(super) fn read(
        &mut self,
        address: DocAddress,
        mut visit: impl FnMut(u32),
    ) -> Result<(), TantivyError> {
        let Values { field, segments, names, numbers } = self;
        let Segment { texts, codes, known } =
            &mut segments[address.segment_ord as usize];
        let mut number = |name: String| {
            *numbers.entry(name).or_insert_with_key(|name| {
                names.push(name.clone());
                u32::try_from(names.len() - 1).unwrap_or(u32::MAX)
            })
        };
        if let Some(code) =
            codes.as_ref().and_then(|c| c.first(address.doc_id))
        {
            visit(*known.entry(code).or_insert_with(|| {
                number(match field {
                    FacetField::Status => status_word(code).to_owned(),
                    _ => code.to_string(),
                })
            }));
        }
        if let Some(texts) = texts {
            for code in texts.term_ords(address.doc_id) {
                if let Some(number) = known.get(&code) {
                    visit(*number);
                    continue;
                }
                let mut text = String::new();
                if texts.ord_to_str(code, &mut text)? {
                    let number = number(text);
                    known.insert(code, number);
                    visit(number);
                }
            }
        }
        Ok(())
    }

    /// The value of a number.
    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }
}

fn status_word(code: u64) -> &'static str {
    Status::ALL
        .iter()
        .find(|(status, _)| crate::index::status_code(*status) == code)
        .map_or("unknown", |(_, word)| word)
}
