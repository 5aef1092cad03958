//! Matches to the ones that are shown, in order: full matches first, then
//! as asked, then by name and identifier, so that equal scores have one
//! order.

use tantivy::TantivyError;

use super::answer::{Request, Sort};
use super::collect::Hits;
use super::group::{Match, Wanted};
use super::roll::{Names, Roll, from_first_letter};
use crate::index::{EntryKind, Snapshot};
use crate::model::{PersonName, fold_name};

/// Longest query, in words, whose full matches all come before partial ones.
///
/// A longer one seldom finds all of its words in anyone who matters: there
/// the score alone orders (measured: full matches first costs .1 MAP up to
/// three words, 1.4 if done always).
const FULL_FIRST: usize = 3;

/// What hits are sorted by before the score.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    None,
    Number(i64),
    Name(String),
}

/// What a name is listed by: its letters and digits, whatever stands before
/// them, without accents and capitals.
#[must_use]
pub fn listed_by(name: &str) -> String {
    fold_name(from_first_letter(name))
}

/// Whether full matches of a query of so many words come before partial ones.
fn full_first(request: &Request, words: usize) -> bool {
    words <= FULL_FIRST || request.sort != Sort::Score
}

/// The matches that must be known to tell those that are shown.
pub(super) fn wanted(request: &Request, words: usize) -> Wanted {
    let counts_all = !request.facets.is_empty() || !request.tally.is_empty();
    if counts_all || request.sort != Sort::Score {
        return Wanted::All;
    }
    Wanted::Best {
        count: request.offset.saturating_add(request.limit),
        full_first: full_first(request, words),
    }
}

/// Sorts as far as is shown and drops the rest; `words` are those of the
/// query that score.
pub(super) fn order(
    matches: &mut Vec<Match>,
    hits: &Hits,
    (snapshot, roll): (&Snapshot, &Roll),
    request: &Request,
    words: usize,
) -> Result<(), TantivyError> {
    let full_first = full_first(request, words);
    let keys = sort_keys(matches, hits, snapshot, request.sort)?;
    // Read once: where nothing scores, names alone tell all apart.
    let people: Vec<u32> = matches.iter().map(|m| m.person).collect();
    let names = Names::of(&people, snapshot.people(), roll);
    let mut places: Vec<usize> = (0..matches.len()).collect();
    let compare = |a: &usize, b: &usize| {
        let (one, other) = (&matches[*a], &matches[*b]);
        let full = |found: &Match| full_first && found.is_full();
        full(other)
            .cmp(&full(one))
            .then_with(|| keys[*a].cmp(&keys[*b]))
            .then_with(|| other.score.total_cmp(&one.score))
            .then_with(|| names.compare(*a, *b))
            .then_with(|| one.best.cmp(&other.best))
    };
    let shown = request.offset.saturating_add(request.limit);
    if shown < places.len() {
        places.select_nth_unstable_by(shown, compare);
        places.truncate(shown);
    }
    places.sort_unstable_by(compare);
    let mut all: Vec<Option<Match>> =
        std::mem::take(matches).into_iter().map(Some).collect();
    matches.extend(places.into_iter().filter_map(|i| all[i].take()));
    Ok(())
}

/// What comes before the score in the order; smaller is first.
fn sort_keys(
    matches: &[Match],
    hits: &Hits,
    snapshot: &Snapshot,
    sort: Sort,
) -> Result<Vec<SortKey>, TantivyError> {
    let publications = |found: &Match| {
        let mut works: Vec<u64> = found
            .entries
            .iter()
            .map(|(hit, _)| hits.get(*hit))
            .filter(|hit| hit.kind == EntryKind::Publication)
            .map(|hit| hit.work)
            .collect();
        works.sort_unstable();
        works.dedup();
        works.len()
    };
    let name = |found: &Match| {
        let name = snapshot.people().id_and_name(found.person);
        let name = name.map_or("", |(_, name)| name);
        let parsed = PersonName::parse(name);
        listed_by(parsed.as_ref().map_or(name, PersonName::family))
    };
    let mut keys = Vec::with_capacity(matches.len());
    for found in matches {
        keys.push(match sort {
            Sort::Score => SortKey::None,
            Sort::Publications => {
                SortKey::Number(-(publications(found) as i64))
            }
            Sort::Recent => SortKey::Number(-latest(found, hits, snapshot)?),
            Sort::Name => SortKey::Name(name(found)),
        });
    }
    Ok(keys)
}

/// The year of the latest publication that matches; 0 for none.
fn latest(
    found: &Match,
    hits: &Hits,
    snapshot: &Snapshot,
) -> Result<i64, TantivyError> {
    let mut latest = 0;
    for (hit, _) in &found.entries {
        let address = hits.get(*hit).address;
        let segment = snapshot.searcher().segment_reader(address.segment_ord);
        let years = segment.fast_fields().column_opt::<u64>("year")?;
        let year = years.and_then(|y| y.first(address.doc_id));
        latest = latest.max(year.map_or(0, |y| y as i64));
    }
    Ok(latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_in_a_dictionary() {
        let mut names = ["Zoë Ort", "Émile Orr", ". Chandra", "van Es", "ada"];
        names.sort_by_key(|name| listed_by(name));
        let want = ["ada", ". Chandra", "Émile Orr", "van Es", "Zoë Ort"];
        assert_eq!(names, want);
        assert_eq!(listed_by("王伟"), "王伟");
    }
}
