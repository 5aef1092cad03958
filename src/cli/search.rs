//! `vitae search`: people with evidence.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::{Shared, first_run, format_names, note};
use crate::error::{Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::ingest::{self, Options};
use crate::model::Synonyms;
use crate::output::terminal::{Stdout, clean, counted, line};
use crate::output::{Context, OUTPUT_FORMATS, OutputFormat, output_format};
use crate::search::{
    Answer, By, Engine, FacetField, Preference, Request, Sort, use_cores,
};

/// Where the corpus is unless one is named.
const CORPUS: &str = "corpus";

/// Find people by what they published and wrote about themselves
///
/// Words ask for people who hold all of them; people who lack some follow.
/// `vitae help query` says what a query can say, `vitae help fields` what it
/// can ask.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to find
    #[arg(value_name = "QUERY", required_unless_present = "queries")]
    #[arg(num_args = 1..)]
    query: Vec<String>,
    /// Answer each line of FILE, an identifier, a tab and a query
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    queries: Option<PathBuf>,
    /// List WHAT
    #[arg(long, value_name = "WHAT", default_value = "people")]
    by: By,
    /// Stop after NUM hits
    #[arg(long, value_name = "NUM", default_value_t = 10)]
    limit: usize,
    /// Leave out the first NUM hits
    #[arg(long, value_name = "NUM", default_value_t = 0)]
    offset: usize,
    /// Order by ORDER
    #[arg(long, value_name = "ORDER", default_value = "score")]
    sort: Sort,
    /// Prefer publications by WHAT, besides the words
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    ranking: Vec<Preference>,
    /// Count the values of FIELD over all full matches
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    facet: Vec<FacetField>,
    /// Show NUM pieces of evidence for each
    #[arg(long, value_name = "NUM", default_value_t = 3)]
    evidence: usize,
    /// Leave out people who lack a word
    #[arg(long)]
    strict: bool,
    /// Take what stands on a line of FILE, commas between, for each other
    #[arg(long, value_name = "FILE")]
    synonyms: Option<PathBuf>,
    /// Say what each score is made of
    #[arg(long)]
    explain: bool,
    /// Say how the query is read instead of showing what it finds
    #[arg(long)]
    explain_query: bool,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    #[arg(value_parser = formats())]
    format: String,
}

fn formats() -> PossibleValuesParser {
    format_names(OUTPUT_FORMATS.iter().map(|f| (f.name, f.help)))
}

/// Sets a blank before words to be left out (`gpu -training`), which tells
/// them from options.
pub(super) fn shield(
    arguments: impl IntoIterator<Item = OsString>,
) -> Vec<OsString> {
    let mut is_search = false;
    let shield = |argument: OsString| {
        let excludes = argument.to_str().is_some_and(|text| {
            let word = text.strip_prefix('-').unwrap_or_default();
            let threads = word.strip_prefix('j').unwrap_or("-");
            !word.is_empty()
                && !word.starts_with('-')
                && !["h", "V"].contains(&word)
                && !threads.chars().all(|c| c.is_ascii_digit())
        });
        let shields = is_search && excludes;
        is_search |= argument == "search";
        if !shields {
            return argument;
        }
        let mut shielded = OsString::from(" ");
        shielded.push(argument);
        shielded
    };
    arguments.into_iter().map(shield).collect()
}

impl ValueEnum for By {
    fn value_variants<'a>() -> &'a [By] {
        &[By::People, By::Publications, By::Documents]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

impl ValueEnum for Sort {
    fn value_variants<'a>() -> &'a [Sort] {
        &[Sort::Score, Sort::Recent, Sort::Name, Sort::Publications]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Sort::Score => ("score", "Best first"),
            Sort::Recent => ("recent", "Latest matching year first"),
            Sort::Name => ("name", "By family name"),
            Sort::Publications => {
                ("publications", "Most matching publications first")
            }
        };
        Some(PossibleValue::new(name).help(help))
    }
}

impl ValueEnum for Preference {
    fn value_variants<'a>() -> &'a [Preference] {
        &[Preference::Recency, Preference::Position, Preference::Status]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let row = Preference::ALL.iter().find(|row| row.0 == *self);
        row.map(|(_, name, help)| PossibleValue::new(*name).help(*help))
    }
}

impl ValueEnum for FacetField {
    fn value_variants<'a>() -> &'a [FacetField] {
        &[
            FacetField::Venue,
            FacetField::Year,
            FacetField::Status,
            FacetField::Topic,
            FacetField::Affiliation,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

/// Answers one query or a file of them.
pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let format =
        output_format(&arguments.format).expect("clap has checked the name");
    let mut engine = engine(shared)?;
    if let Some(path) = &arguments.synonyms {
        engine = engine.with_synonyms(&synonyms(path, shared)?);
    }
    let mut found = false;
    match &arguments.queries {
        None => {
            let query = arguments.query.join(" ");
            let answer = engine.search(&request(arguments, format, query))?;
            // Said before the pager starts, which has the screen then.
            remarks(&answer);
            if arguments.explain_query {
                found = true;
            } else {
                found = answer.total + answer.total_partial > 0;
                summary(&answer);
            }
            let mut out = shared.paged();
            write(&answer, arguments, format, None, &mut out)?;
            out.flush()?;
        }
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|err| Error::at(path, err))?;
            let mut out = shared.paged();
            for query in text.lines().filter(|l| !l.trim().is_empty()) {
                let (id, query) =
                    query.split_once('\t').unwrap_or(("", query));
                let request = request(arguments, format, query.to_owned());
                let answer = match engine.search(&request) {
                    Ok(answer) => answer,
                    // One query in a file does not stop the others.
                    Err(err) if matches!(err.kind, ErrorKind::Usage(_)) => {
                        note(format_args!("{}: {err}", clean(id)));
                        continue;
                    }
                    Err(err) => return Err(err),
                };
                found |= answer.total + answer.total_partial > 0;
                write(&answer, arguments, format, Some(id), &mut out)?;
            }
            out.flush()?;
        }
    }
    // The process ends: the system takes all it has at once.
    std::mem::forget(engine);
    Ok(ExitCode::from(u8::from(!found)))
}

/// The index, ready for searching with the synonyms of the settings.
pub(super) fn engine(shared: &Shared) -> Result<Engine> {
    if let Some(jobs) = shared.jobs {
        use_cores(jobs.into());
    }
    let engine = Engine::new(snapshot(shared)?)?;
    if engine.snapshot().people().is_empty() {
        note(format_args!(
            "nobody is in the index: put documents into the corpus and run \
             `vitae index`; `vitae status` says what was left out"
        ));
    }
    Ok(engine.with_synonyms(&shared.synonyms))
}

/// The user's synonyms, those of the settings and of a file.
fn synonyms(path: &Path, shared: &Shared) -> Result<Synonyms> {
    let mut all = shared.synonyms.clone();
    let text =
        std::fs::read_to_string(path).map_err(|err| Error::at(path, err))?;
    all.groups.extend(Synonyms::parse(&text).groups);
    Ok(all)
}

/// The index; built first where there is none yet.
fn snapshot(shared: &Shared) -> Result<Snapshot> {
    let missing = match Snapshot::open(&shared.index) {
        Ok(snapshot) => return Ok(snapshot),
        Err(err) => err,
    };
    let corpus = PathBuf::from(CORPUS);
    match missing.kind {
        ErrorKind::NoIndex if corpus.is_dir() => {}
        ErrorKind::NoIndex => {
            return Err(first_run::no_corpus(Some(&shared.index)));
        }
        _ => return Err(missing),
    }
    note(format_args!(
        "no index in {} yet; indexing {CORPUS}/ first",
        clean(&shared.index.display().to_string())
    ));
    let report = ingest::run(
        &Options {
            index: shared.index.clone(),
            jobs: shared.jobs(),
            limits: shared.limits(),
            ..Options::default()
        },
        &(),
    )?;
    let read = counted(report.added.len(), "file", "files");
    let skipped = match report.skipped.len() {
        0 => String::new(),
        count => format!(", {count} skipped (`vitae status` says why)"),
    };
    note(format_args!("indexed {read}{skipped}"));
    Snapshot::open(&shared.index)
}

fn request(
    arguments: &Arguments,
    format: &OutputFormat,
    query: String,
) -> Request {
    Request {
        query,
        by: arguments.by,
        sort: arguments.sort,
        limit: arguments.limit,
        offset: arguments.offset,
        strict: arguments.strict,
        preferences: arguments.ranking.clone(),
        evidence: if format.evidence { arguments.evidence } else { 0 },
        facets: arguments.facet.clone(),
        ..Request::default()
    }
}

fn write(
    answer: &Answer,
    arguments: &Arguments,
    format: &OutputFormat,
    query_id: Option<&str>,
    out: &mut Stdout,
) -> Result<()> {
    if arguments.explain_query {
        explain_query(answer, out)?;
        return Ok(());
    }
    let context = Context {
        screen: out.screen(),
        explain: arguments.explain,
        query_id: query_id.map(str::to_owned),
    };
    (format.write)(answer, &context, out)?;
    Ok(())
}

/// How the query was read: the tree, the condition, and each word with what
/// it is looked up as, its weight and the people who have it.
fn explain_query(answer: &Answer, out: &mut dyn Write) -> Result<()> {
    let explained = &answer.explained;
    line(out, clean(&explained.tree))?;
    line(out, format_args!("  asks for: {}", clean(&explained.condition)))?;
    for word in explained.words.iter().filter(|word| !word.word.is_empty()) {
        let name = clean(&word.word);
        let terms = word.terms.join(" | ");
        let people = word.people;
        let weight = match word.weight {
            0.0 => String::new(),
            weight => format!(" (weight {weight:.1}, {people} people)"),
        };
        line(out, format_args!("  {name}: {}{weight}", clean(&terms)))?;
    }
    Ok(())
}

/// Says how the query was read.
pub(super) fn remarks(answer: &Answer) {
    for remark in &answer.notes {
        note(format_args!("note: {}", clean(&remark.message)));
    }
}

/// Says how many matches there are.
fn summary(answer: &Answer) {
    let by = match (answer.total, answer.by.as_str()) {
        (1, "people") => "person",
        (1, plural) => plural.trim_end_matches('s'),
        (_, plural) => plural,
    };
    let Answer { total, total_partial, .. } = answer;
    let partial = match total_partial {
        0 => String::new(),
        1 => "; 1 more lacks a word".to_owned(),
        n => format!("; {n} more lack a word"),
    };
    note(format_args!("{total} {by}{partial}"));
    if let Some(query) =
        answer.did_you_mean.as_ref().filter(|_| !answer.corrected)
    {
        note(format_args!("did you mean: {}", clean(query)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_to_leave_out_are_no_options() {
        for (typed, shielded) in [
            ("search gpu -training", &[" -training"][..]),
            ("search -training --limit 2", &[" -training"]),
            ("search gpu -j4 -j 4 -h -V --strict", &[]),
            ("search -venue:icml -jax", &[" -venue:icml", " -jax"]),
            ("--index -x search gpu - --", &[]),
            ("index -n", &[]),
        ] {
            let arguments = typed.split(' ').map(OsString::from);
            let mut changed = shield(arguments);
            changed
                .retain(|argument| argument.to_str().unwrap().contains(' '));
            assert_eq!(changed, *shielded, "{typed}");
        }
    }
}
