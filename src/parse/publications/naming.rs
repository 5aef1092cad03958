//! Whom the entries of a document's lists name, and whom they leave out.

use super::analysis::Analysis;
use super::authors::{Run, is_name_of};
use super::fields;
use super::layout::Reading;
use super::works::{is_lone, is_under_way};
use crate::model::PersonName;

/// How the entries of some lists name authors.
pub(super) struct Naming {
    /// Nobody but the owner and those beside whom the owner is left out.
    pub(super) nobody_else: bool,
    entries: Vec<Manner>,
}

/// What may be left out of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// The owner: "with Bo Li".
    pub(super) owner_is_implied: bool,
    /// Nobody: where authors are printed, an entry without any is none.
    pub(super) names_usual: bool,
    /// Everybody, as the owner alone wrote it: "“A Title.” Journal 18 (2013)".
    pub(super) lone: bool,
}

/// Entries of the owner alone that tell that others may be, too.
const SEVERAL: usize = 3;

impl Naming {
    /// Looks over the entries of all lists, of which each ends where `ends`
    /// says; `told` says that the document calls them lists of publications.
    pub(super) fn of(
        entries: &[Analysis],
        readings: &[Option<Reading>],
        ends: &[usize],
        owner: Option<&PersonName>,
        told: bool,
    ) -> Naming {
        let read = || entries.iter().zip(readings);
        let likely: Vec<Option<&Run>> = read()
            .map(|(a, r)| {
                fields::run(a, r.as_ref()?).filter(|run| run.is_likely())
            })
            .collect();
        let lone: Vec<bool> = read()
            .map(|(a, r)| r.as_ref().is_some_and(|r| is_lone(a, r)))
            .collect();
        let count = Count::of(&likely, &lone, owner);
        let quoted = readings.iter().flatten().filter(|r| r.is_quoted());
        let implied = count.leaves_owner_out(quoted.count(), told);
        let usual = count.names_authors(told);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let lists = starts.zip(ends).map(|(start, end)| start..*end);
        let manners = lists.flat_map(|list| {
            let runs = &likely[list.clone()];
            let owner_is_implied = implied || told && leaves_owner_out(runs);
            let nobody = || told && names_nobody(runs, &entries[list.clone()]);
            let names_usual = usual && !nobody();
            list.map(move |_| (owner_is_implied, names_usual))
        });
        let manner = |((owner_is_implied, names_usual), lone)| Manner {
            owner_is_implied,
            names_usual,
            lone: lone && count.alone >= SEVERAL,
        };
        Naming {
            nobody_else: told && count.nobody_else(),
            entries: manners.zip(lone).map(manner).collect(),
        }
    }

    /// What may be left out of an entry, by its place among those of all
    /// lists.
    pub(super) fn manner(&self, entry: usize) -> Manner {
        self.entries[entry]
    }
}

/// How many entries name whom.
struct Count {
    entries: usize,
    /// Entries with a likely run of names.
    named: usize,
    /// Of these, those that name others beside whom the owner is left out.
    with: usize,
    /// Of these, those that name the owner alone.
    own: usize,
    /// Entries of the owner alone, who is left out.
    alone: usize,
}

impl Count {
    fn of(
        likely: &[Option<&Run>],
        lone: &[bool],
        owner: Option<&PersonName>,
    ) -> Count {
        let runs = || likely.iter().flatten();
        let is_owners = |run: &&&Run| match run.names.as_slice() {
            [name] => owner.is_some_and(|owner| is_name_of(name, owner)),
            _ => false,
        };
        Count {
            entries: likely.len(),
            named: runs().count(),
            with: runs().filter(|run| run.with).count(),
            own: runs().filter(is_owners).count(),
            alone: lone.iter().filter(|lone| **lone).count(),
        }
    }

    /// Whether authors are printed as a rule; where the owner is left out
    /// ("with A. Roe"), an entry without any may be the owner's alone.
    fn names_authors(&self, told: bool) -> bool {
        let mostly_alone =
            self.alone >= SEVERAL && self.alone * 5 >= self.entries * 2;
        self.named >= 2
            && self.named * 5 >= self.entries
            && self.with * 4 < self.named
            && !(told && mostly_alone)
    }

    /// Whether what names nobody is the owner's; `quoted` is how many titles
    /// are quotations: "“A Title”" beside "“A Title” (with Bo Li)".
    fn leaves_owner_out(&self, quoted: usize, told: bool) -> bool {
        let quoted = quoted >= 2 && quoted * 4 >= self.entries * 3;
        let with = self.with >= 2 && self.with * 5 >= self.named * 4;
        with || told && quoted && self.with > 0 && self.nobody_else()
            // A list that names nobody at all.
            || told
                && self.entries >= 3
                && (self.named - self.with) * 10 <= self.entries
            || told && self.alone >= 2 && self.alone * 5 >= self.entries * 2
    }

    /// Whether nobody but others beside the owner, and the owner, is named.
    /// There what names nobody may be no publication, but no one else's.
    fn nobody_else(&self) -> bool {
        self.with + self.own == self.named
    }
}

/// Whether one list of several leaves its owner out: "Work in progress".
fn leaves_owner_out(runs: &[Option<&Run>]) -> bool {
    let runs = || runs.iter().flatten();
    runs().count() >= 2 && runs().all(|run| run.with)
}

/// Whether a list of what is under way names nobody, where others do.
fn names_nobody(runs: &[Option<&Run>], entries: &[Analysis]) -> bool {
    entries.len() >= 3
        && runs.iter().all(Option::is_none)
        && entries.iter().all(|analysis| is_under_way(&analysis.entry))
}
