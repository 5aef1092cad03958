//! Words and values of a query that nobody has to the near ones that were
//! meant.

use tantivy::schema::Field as Handle;
use tantivy::{Searcher, TantivyError, Term};

mod company;

use super::collect::{Hits, has};
use super::expand;
use super::field::Field;
use super::lower::field;
use super::notice::Note;
use super::plan::{Leaf, Place, Plan, Source};
use crate::gazetteer::venue;
use crate::index::keyword;
use crate::model::{Span, fold_name};
use company::Company;

/// The query with near words in place of those that nobody has; None where
/// nothing is near.
pub(super) fn corrected(
    query: &str,
    plan: &Plan,
    hits: &Hits,
    searcher: &Searcher,
) -> Result<Option<String>, TantivyError> {
    let mut changes: Vec<(Span, String)> = Vec::new();
    let mut leaves = lacking(plan, hits);
    let company = Company::of(plan, hits);
    // From the end, so that places before stay where they are.
    leaves.sort_by_key(|leaf| std::cmp::Reverse(leaf.span));
    for leaf in leaves {
        let Some(typed) = query.get(leaf.span.range()) else { continue };
        // Values with commas between have one place.
        let known = changes.pop_if(|(span, _)| *span == leaf.span);
        let mut text = known.map_or_else(|| typed.to_owned(), |known| known.1);
        match &leaf.value {
            Some((name, value)) => {
                if let Some(near) = near_value(*name, value, searcher)? {
                    text = text.replacen(value.as_str(), &near, 1);
                }
            }
            None if is_plain(leaf, typed) => {
                text = near_word(typed, &company, searcher)?.unwrap_or(text);
            }
            None => {}
        }
        changes.push((leaf.span, text));
    }
    let mut corrected = query.to_owned();
    for (span, text) in changes {
        corrected.replace_range(span.range(), &text);
    }
    Ok((corrected != query).then_some(corrected))
}

/// What is said of values that no document has, where there are few.
pub(super) fn notes(
    plan: &Plan,
    hits: &Hits,
    searcher: &Searcher,
) -> Result<Vec<Note>, TantivyError> {
    let mut notes = Vec::new();
    for leaf in lacking(plan, hits) {
        if let Some((Field::Lang, value)) = &leaf.value {
            let known = expand::prefix(searcher, field("lang"), "")?.words;
            let mut known: Vec<&str> =
                known.iter().map(|(word, _)| word.as_str()).collect();
            known.sort_unstable();
            let known = known.join(", ");
            let message =
                format!("no document is in `{value}`; there are: {known}");
            notes.push(Note { message, span: leaf.span });
        }
    }
    Ok(notes)
}

/// Leaves that no entry holds, one of each place in the query.
fn lacking<'a>(plan: &'a Plan, hits: &Hits) -> Vec<&'a Leaf> {
    let is_found =
        |leaf: usize| (0..hits.len()).any(|hit| has(hits.bits(hit), leaf));
    let typed = plan.leaves.iter().enumerate();
    let typed = typed.filter(|(_, leaf)| !leaf.hidden && leaf.weight > 0.0);
    let mut lacking: Vec<&Leaf> = Vec::new();
    let mut found: Vec<&Leaf> = Vec::new();
    for (i, leaf) in typed {
        let list = if is_found(i) { &mut found } else { &mut lacking };
        list.push(leaf);
    }
    // A value is looked up in several ways.
    let same = |a: &Leaf, b: &Leaf| a.span == b.span && a.value == b.value;
    lacking.retain(|leaf| !found.iter().any(|other| same(leaf, other)));
    lacking.dedup_by(|a, b| same(a, b));
    lacking
}

/// Whether a leaf is one plain word as typed.
fn is_plain(leaf: &Leaf, typed: &str) -> bool {
    matches!(leaf.source, Source::Words(_))
        && typed == leaf.label
        && typed.chars().all(char::is_alphanumeric)
}

/// The word that was meant by one that nobody has: the one that most often
/// stands beside the others of the query, or else the nearest.
fn near_word(
    typed: &str,
    company: &Company,
    searcher: &Searcher,
) -> Result<Option<String>, TantivyError> {
    let word = fold_name(typed);
    let near = match company.nearest(&word, exact(), searcher)? {
        None => expand::correction(searcher, exact(), &word)?,
        known => known,
    };
    Ok(near.filter(|near| *near != word))
}

/// Words of titles and all other text, as written.
fn exact() -> Handle {
    field(Place::Exact.field())
}

/// The value of a field that was meant: as a whole, or word by word.
fn near_value(
    name: Field,
    value: &str,
    searcher: &Searcher,
) -> Result<Option<String>, TantivyError> {
    let words = match name {
        Field::Venue if venue::by_alias(value).is_some() => return Ok(None),
        Field::Venue => {
            let whole = keyword(value);
            let near = expand::correction(searcher, field("venue"), &whole)?;
            if near.is_some() {
                return Ok(near.filter(|near| *near != whole));
            }
            exact()
        }
        Field::Author | Field::Name | Field::Advisor => field(name.name()),
        Field::Path => field("path"),
        Field::Tag => field("tag"),
        Field::Title
        | Field::Affiliation
        | Field::Topic
        | Field::Role
        | Field::Award => exact(),
        Field::Lang | Field::Year | Field::Status | Field::Has => {
            return Ok(None);
        }
    };
    let mut near = value.to_owned();
    for word in value.split(|c: char| !c.is_alphanumeric()) {
        let folded = fold_name(word);
        let term = Term::from_field_text(words, &folded);
        if folded.is_empty() || searcher.doc_freq(&term)? > 0 {
            continue;
        }
        let found = expand::correction(searcher, words, &folded)?;
        if let Some(found) = found.filter(|f| !f.contains([',', '='])) {
            near = near.replacen(word, &found, 1);
        }
    }
    Ok((near != value).then_some(near))
}
