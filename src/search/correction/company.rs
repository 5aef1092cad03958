//! The words that a mistyped word stands among.

use tantivy::schema::{Field as Handle, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, TantivyError, Term};

use crate::search::collect::{Hits, has};
use crate::search::expand;
use crate::search::plan::Plan;

/// Most entries that are asked what else they hold.
const ENTRIES: usize = 4096;
/// Most words that are asked about.
const WORDS: usize = 100;
/// Wrong letters that a word can have which stands in company.
const WRONG: usize = 2;
/// How many times oftener a word must be met for a wrong letter more.
const ODDS: usize = 8;

/// The entries that hold as many words of a query as any entry does, in the
/// order of the index.
pub(super) struct Company(Vec<DocAddress>);

impl Company {
    pub(super) fn of(plan: &Plan, hits: &Hits) -> Company {
        let leaves = plan.leaves.iter().enumerate();
        let typed: Vec<usize> = leaves
            .filter(|(_, leaf)| !leaf.hidden && leaf.weight > 0.0)
            .map(|(i, _)| i)
            .collect();
        let held = |hit: &usize| {
            let bits = hits.bits(*hit);
            typed.iter().filter(|leaf| has(bits, **leaf)).count()
        };
        let most = (0..hits.len()).map(|hit| held(&hit)).max();
        let best = (0..hits.len()).filter(|hit| Some(held(hit)) == most);
        Company(best.map(|hit| hits.get(hit).address).take(ENTRIES).collect())
    }

    /// The word in them that another was most likely meant to be; None where
    /// they hold none that is near.
    pub(super) fn nearest(
        &self,
        word: &str,
        field: Handle,
        searcher: &Searcher,
    ) -> Result<Option<String>, TantivyError> {
        // Short words are near to all kinds of others.
        if self.0.is_empty() || word.chars().count() < 4 {
            return Ok(None);
        }
        let near = expand::corrections(searcher, field, word, WRONG)?;
        let mut best: Option<(usize, String)> = None;
        for (term, wrong) in near.into_iter().take(WORDS) {
            let known = Term::from_field_text(field, &term);
            let times = self.count(&known, searcher)?;
            let rest = u32::try_from(WRONG.saturating_sub(wrong));
            let weight = times * ODDS.pow(rest.unwrap_or(0));
            if weight > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((weight, term));
            }
        }
        Ok(best.map(|(_, term)| term))
    }

    /// How many of the entries hold a term.
    fn count(
        &self,
        term: &Term,
        searcher: &Searcher,
    ) -> Result<usize, TantivyError> {
        let mut count = 0;
        for here in self.0.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let segment = searcher.segment_reader(here[0].segment_ord);
            let inverted = segment.inverted_index(term.field())?;
            let basic = IndexRecordOption::Basic;
            let Some(mut postings) = inverted.read_postings(term, basic)?
            else {
                continue;
            };
            let mut at = postings.doc();
            for entry in here {
                if at < entry.doc_id {
                    at = postings.seek(entry.doc_id);
                }
                if at == TERMINATED {
                    break;
                }
                count += usize::from(at == entry.doc_id);
            }
        }
        Ok(count)
    }
}
