//! What a user prefers to what each entry counts: recent papers, those where
//! the person stands first or last, those that came through review.
//!
//! Off unless asked for: on the benchmark of README each of them harms.

use tantivy::columnar::Column;
use tantivy::{SegmentReader, TantivyError};

use super::collect::Hits;
use crate::index::{EntryKind, Snapshot, status_code};
use crate::model::Status;

/// Something that makes a publication count less where it lacks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Recent publications.
    Recency,
    /// Those where the person is the first or the last author.
    Position,
    /// Published and accepted ones.
    Status,
}

impl Preference {
    /// All of them, with the word used in options and what it does.
    pub const ALL: [(Preference, &'static str, &'static str); 3] = [
        (
            Preference::Recency,
            "recency",
            "Five years older than the latest found count a quarter less, \
             old ones half",
        ),
        (
            Preference::Position,
            "position",
            "Papers with the person in the middle of the authors count .6",
        ),
        (
            Preference::Status,
            "status",
            "Preprints count .8, submitted papers .7",
        ),
    ];

    /// The word used in options and explanations.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let mut all = Preference::ALL.iter();
        all.find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// What a publication counts, 1 at most; `latest` is the latest year
    /// found.
    fn factor(self, paper: Paper, latest: i32) -> f32 {
        match self {
            Preference::Recency => match paper.year {
                None => 0.75,
                Some(year) => {
                    let age = latest.saturating_sub(year).max(0) as f32;
                    0.5 + 0.5 * 0.5f32.powf(age / 5.0)
                }
            },
            Preference::Position => match paper.position {
                (0, _) => 0.8,
                (place, count) if place == 1 || place == count => 1.0,
                _ => 0.6,
            },
            Preference::Status => match paper.status {
                Some(Status::Preprint) => 0.8,
                Some(Status::Submitted) => 0.7,
                Some(Status::Published | Status::Accepted) | None => 1.0,
            },
        }
    }
}

/// What is known of a publication.
#[derive(Clone, Copy, Debug, Default)]
struct Paper {
    year: Option<i32>,
    /// Place of the person among the authors from 1, 0 if not known, and
    /// how many there are.
    position: (u64, u64),
    status: Option<Status>,
}

/// The factors of each hit, a preference after the other; none at all where
/// nothing is preferred.
#[derive(Debug, Default)]
pub(super) struct Factors {
    preferences: Vec<Preference>,
    values: Vec<f32>,
}

impl Factors {
    /// The factors of all hits.
    pub(super) fn new(
        preferences: &[Preference],
        hits: &Hits,
        snapshot: &Snapshot,
    ) -> Result<Factors, TantivyError> {
        if preferences.is_empty() {
            return Ok(Factors::default());
        }
        let segments = snapshot.searcher().segment_readers().iter();
        let columns = segments.map(Columns::open);
        let columns = columns.collect::<Result<Vec<_>, TantivyError>>()?;
        let papers = (0..hits.len()).map(|hit| {
            let hit = hits.get(hit);
            let is_paper = hit.kind == EntryKind::Publication;
            let columns = &columns[hit.address.segment_ord as usize];
            is_paper.then(|| columns.paper(hit.address.doc_id))
        });
        let papers: Vec<Option<Paper>> = papers.collect();
        let years = papers.iter().flatten().filter_map(|paper| paper.year);
        let latest = years.max().unwrap_or_default();
        let mut values = Vec::with_capacity(papers.len() * preferences.len());
        for paper in papers {
            values.extend(preferences.iter().map(|preference| {
                paper.map_or(1.0, |paper| preference.factor(paper, latest))
            }));
        }
        Ok(Factors { preferences: preferences.to_vec(), values })
    }

    /// What a hit counts.
    pub(super) fn of(&self, hit: usize) -> f32 {
        self.values(hit).iter().product()
    }

    /// What each preference takes from a hit's score.
    pub(super) fn taken(
        &self,
        hit: usize,
        mut score: f32,
    ) -> Vec<(Preference, f32)> {
        let mut taken = Vec::new();
        for (&preference, factor) in
            self.preferences.iter().zip(self.values(hit))
        {
            let counted = score * factor;
            taken.push((preference, counted - score));
            score = counted;
        }
        taken
    }

    fn values(&self, hit: usize) -> &[f32] {
        let count = self.preferences.len();
        self.values.get(hit * count..(hit + 1) * count).unwrap_or_default()
    }
}

/// The columns that preferences are read from.
struct Columns {
    year: Option<Column<u64>>,
    position: Option<Column<u64>>,
    status: Option<Column<u64>>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Columns, TantivyError> {
        let fast = segment.fast_fields();
        Ok(Columns {
            year: fast.column_opt::<u64>("year")?,
            position: fast.column_opt::<u64>("author_position")?,
            status: fast.column_opt::<u64>("status")?,
        })
    }

    fn paper(&self, doc: u32) -> Paper {
        let value = |column: &Option<Column<u64>>| {
            column.as_ref().and_then(|column| column.first(doc))
        };
        let position = value(&self.position).unwrap_or(0);
        let status = value(&self.status);
        let mut all = Status::ALL.iter().map(|(status, _)| *status);
        Paper {
            year: value(&self.year).and_then(|y| i32::try_from(y).ok()),
            position: (position / 256, position % 256),
            status: all.find(|s| Some(status_code(*s)) == status),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_preferred_counts_whole() {
        let paper = |year: i32, position, status| Paper {
            year: Some(year),
            position,
            status: Some(status),
        };
        let best = paper(2024, (1, 3), Status::Published);
        let last = paper(2019, (3, 3), Status::Accepted);
        let old = paper(1970, (2, 3), Status::Preprint);
        for (preference, want) in [
            (Preference::Recency, [1.0, 0.75, 0.5]),
            (Preference::Position, [1.0, 1.0, 0.6]),
            (Preference::Status, [1.0, 1.0, 0.8]),
        ] {
            let found = [best, last, old].map(|p| preference.factor(p, 2024));
            for (found, want) in found.iter().zip(want) {
                assert!((found - want).abs() < 0.01, "{preference:?}");
            }
        }
    }
}
