//! The long forms that the texts of the corpus give an acronym.
//!
//! The field `acronym` holds a term for each pair an entry introduces:
//! what is said only once may be a slip, so two works have to agree.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, TERMINATED, TantivyError};

use super::lower::field;
use crate::index::{Analyzer, acronym_prefix};

/// Works that have to agree on a long form.
const SUPPORT: usize = 2;
/// Long forms that are looked at.
const MOST: usize = 200;

/// A long form: its spellings, each with the works that have it.
type Spellings = BTreeMap<String, BTreeSet<(u64, u64)>>;

/// The long forms of an acronym, those of most works first, each as it is
/// usually spelt.
pub(super) fn long_forms(
    searcher: &Searcher,
    prose: &mut Analyzer,
    acronym: &str,
) -> Result<Vec<String>, TantivyError> {
    let mut forms: BTreeMap<Vec<String>, Spellings> = BTreeMap::new();
    let singular = acronym.strip_suffix('s');
    for short in std::iter::once(acronym).chain(singular) {
        let Some(prefix) = acronym_prefix(short) else { continue };
        for (long, works) in introduced(searcher, &prefix)? {
            let terms = prose.terms(&long).iter().filter(|t| !t.extra);
            let stems = terms.map(|t| t.text.clone()).collect();
            let spellings = forms.entry(stems).or_default();
            spellings.entry(long).or_default().extend(works);
        }
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for spellings in forms.into_values() {
        let all: BTreeSet<&(u64, u64)> =
            spellings.values().flatten().collect();
        let support = all.len();
        let usual = spellings.iter().max_by(|a, b| {
            a.1.len().cmp(&b.1.len()).then_with(|| b.0.cmp(a.0))
        });
        let usual = usual.map(|(long, _)| long.clone());
        found.extend(usual.map(|long| (support, long)));
    }
    found.retain(|(support, _)| *support >= SUPPORT);
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Ok(found.into_iter().map(|(_, long)| long).collect())
}

/// The long forms behind a prefix, as spelt, each with the works that have
/// it: an entry that is no publication counts as a work of its own.
fn introduced(
    searcher: &Searcher,
    prefix: &str,
) -> Result<Spellings, TantivyError> {
    let handle = field("acronym");
    let mut found = Spellings::new();
    for (ord, segment) in (0u64..).zip(searcher.segment_readers()) {
        let inverted = segment.inverted_index(handle)?;
        let works = segment.fast_fields().u64("work")?;
        let mut terms = inverted.terms().range().ge(prefix).into_stream()?;
        for _ in 0..MOST {
            let Some((term, info)) = terms.next() else { break };
            let Some(long) = term.strip_prefix(prefix.as_bytes()) else {
                break;
            };
            let Ok(long) = std::str::from_utf8(long) else { continue };
            let basic = IndexRecordOption::Basic;
            let mut postings =
                inverted.read_postings_from_terminfo(info, basic)?;
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if !segment.is_deleted(doc) {
                    let work = match works.first(doc).unwrap_or(0) {
                        0 => (ord + 1, u64::from(doc)),
                        work => (0, work),
                    };
                    found.entry(long.to_owned()).or_default().insert(work);
                }
                postings.advance();
            }
        }
    }
    Ok(found)
}
