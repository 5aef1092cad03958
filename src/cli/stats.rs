//! `vitae stats`: the corpus at a glance.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::{Shared, format_named, format_names, search};
use crate::error::Result;
use crate::index::Snapshot;
use crate::model::{FORMAT_VERSION, SkipReason};
use crate::output::stats::{Count, STATS_FORMATS, Stats};
use crate::output::tally::{TALLY_FORMATS, Tallies};
use crate::search::{Axis, By, Engine, Facet, FacetField, Request};

/// Show the corpus at a glance: people, publications by year and venue,
/// topics, formats, languages, and what could not be read
///
/// With --by, count publications by person, venue, year or status, or by
/// several of them together: a line each. A publication counts once, however
/// many documents list it; by person, once for everyone who lists it.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Count only publications that QUERY finds
    #[arg(value_name = "QUERY", requires = "by")]
    query: Option<String>,
    /// Count publications by WHAT, one or several: everyone's by venue and
    /// year with person,venue,year
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    by: Vec<Axis>,
    /// Show NUM bars of each; JSON and CSV have them all
    #[arg(long, value_name = "NUM", default_value_t = 12)]
    limit: usize,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    #[arg(value_parser = formats())]
    format: String,
}

fn formats() -> PossibleValuesParser {
    format_names(STATS_FORMATS.iter().map(|f| (f.name, f.help)))
}

impl ValueEnum for Axis {
    fn value_variants<'a>() -> &'a [Axis] {
        &[Axis::Person, Axis::Venue, Axis::Year, Axis::Status]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

/// Counts and prints.
pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let engine = search::engine(shared)?;
    if !arguments.by.is_empty() {
        return tally(&engine, arguments, shared);
    }
    let stats = stats(&engine, arguments.limit)?;
    let mut out = shared.stdout();
    let screen = out.screen();
    let format = format_named(STATS_FORMATS, &arguments.format);
    (format.write)(&stats, &screen, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Counts publications by what was asked for, and prints.
fn tally(
    engine: &Engine,
    arguments: &Arguments,
    shared: &Shared,
) -> Result<ExitCode> {
    let mut axes = Vec::new();
    for &axis in &arguments.by {
        if !axes.contains(&axis) {
            axes.push(axis);
        }
    }
    let query = arguments.query.as_deref().unwrap_or("*").to_owned();
    let answer = engine.search(&Request {
        query: query.clone(),
        by: By::Publications,
        limit: 0,
        evidence: 0,
        tally: axes.clone(),
        ..Request::default()
    })?;
    search::remarks(&answer);
    let all = Tallies {
        query,
        axes,
        publications: answer.total,
        tallies: answer.tallies,
    };
    let mut out = shared.paged();
    let screen = out.screen();
    let format = format_named(TALLY_FORMATS, &arguments.format);
    (format.write)(&all, &screen, &mut out)?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(all.publications == 0)))
}

fn stats(engine: &Engine, limit: usize) -> Result<Stats> {
    let snapshot = engine.snapshot();
    // Distinct publications are counted by asking for all of them.
    let all = engine.search(&Request {
        query: "*".to_owned(),
        by: By::Publications,
        limit: 0,
        evidence: 0,
        facets: vec![FacetField::Year, FacetField::Venue, FacetField::Status],
        facet_limit: usize::MAX,
        ..Request::default()
    })?;
    let mut facets = all.facets.into_iter().map(counts);
    let mut next = || facets.next().unwrap_or_default();
    let (mut years, venues, statuses) = (next(), next(), next());
    years.sort_by(|a, b| b.value.cmp(&a.value));
    let of_people = |field| -> Result<Vec<Count>> {
        Ok(counts(engine.list(field, usize::MAX)?))
    };
    let files = snapshot.files()?;
    let (mut formats, mut not_read) = (BTreeMap::new(), BTreeMap::new());
    for file in files.iter() {
        match file.skip_reason() {
            None => *formats.entry(file.format.to_owned()).or_default() += 1,
            Some(reason) => {
                *not_read.entry(kind_of(&reason)).or_default() += 1;
            }
        }
    }
    let not_read = sorted(not_read);
    let documents_not_read = not_read.iter().map(|one| one.count).sum();
    Ok(Stats {
        format_version: FORMAT_VERSION,
        people: snapshot.people().len(),
        people_of_several_documents: joined(snapshot),
        documents: files.len() - documents_not_read,
        documents_not_read,
        publications: all.total,
        years,
        venues,
        statuses,
        topics: of_people(FacetField::Topic)?,
        affiliations: of_people(FacetField::Affiliation)?,
        formats: sorted(formats),
        languages: sorted(snapshot.languages()?),
        not_read,
        limit,
    })
}

fn counts(facet: Facet) -> Vec<Count> {
    let counts = facet.counts.into_iter();
    counts.map(|(value, count)| Count { value, count }).collect()
}

/// Counts, the most frequent first.
fn sorted(counts: BTreeMap<String, usize>) -> Vec<Count> {
    let counts = counts.into_iter();
    let mut counts: Vec<Count> =
        counts.map(|(value, count)| Count { value, count }).collect();
    counts.sort_by_key(|one| std::cmp::Reverse(one.count));
    counts
}

/// People who are known from more than one file.
fn joined(snapshot: &Snapshot) -> usize {
    let people = snapshot.people();
    let numbers = 0..u32::try_from(people.len()).unwrap_or(u32::MAX);
    let several = |number: &u32| {
        let profiles = people.person(*number).unwrap_or_default().profiles;
        let mut sources = profiles.iter().map(|p| people.source_of(*p));
        let first = sources.next();
        sources.any(|source| Some(source) != first)
    };
    numbers.filter(several).count()
}

/// A reason without its details: `malformed: line 3` is `malformed`.
fn kind_of(reason: &SkipReason) -> String {
    let text = reason.to_string();
    let end = text.find([':', ';']).unwrap_or(text.len());
    match reason {
        SkipReason::TooLarge(_) => "too large".to_owned(),
        SkipReason::Forgotten(_) => "forgotten".to_owned(),
        SkipReason::TimedOut(_) => "took too long".to_owned(),
        SkipReason::OutOfMemory(_) => "needed too much memory".to_owned(),
        SkipReason::Empty
        | SkipReason::UnknownFormat
        | SkipReason::Binary
        | SkipReason::Encrypted
        | SkipReason::NeedsOcr
        | SkipReason::Malformed(_)
        | SkipReason::Unreadable(_)
        | SkipReason::Crashed(_) => text[..end].to_owned(),
    }
}
