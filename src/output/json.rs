//! One JSON value, with a version, for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::terminal::{self, line};
use super::{Context, OutputFormat};
use crate::model::{FORMAT_VERSION, Span, Status};
use crate::search::{Answer, By, Evidence, Hit};

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "json",
    help: "one JSON value",
    evidence: true,
    write,
};

fn write(
    answer: &Answer,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let facets = answer.facets.iter().map(|facet| {
        let counts = facet.counts.iter();
        let counts =
            counts.map(|(value, count)| Count { value, count: *count });
        (facet.field.as_str().to_owned(), counts.collect())
    });
    let value = JsonAnswer {
        format_version: FORMAT_VERSION,
        query_id: context.query_id.as_deref(),
        query: &answer.query,
        total: answer.total,
        total_partial: answer.total_partial,
        by: answer.by.as_str(),
        hits: hits(answer, context),
        facets: Facets(facets.collect()),
        notes: answer.notes.iter().map(|note| note.message.as_str()).collect(),
        did_you_mean: answer.did_you_mean.as_deref(),
    };
    line(out, terminal::json(&value)?)
}

/// The hits as they stand in JSON.
pub(super) fn hits<'a>(
    answer: &'a Answer,
    context: &Context,
) -> Vec<JsonHit<'a>> {
    let hits = answer.hits.iter();
    hits.map(|hit| json_hit(hit, answer.by, context.explain)).collect()
}

#[derive(Serialize)]
struct JsonAnswer<'a> {
    format_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    query_id: Option<&'a str>,
    query: &'a str,
    total: usize,
    total_partial: usize,
    by: &'static str,
    hits: Vec<JsonHit<'a>>,
    facets: Facets<'a>,
    notes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    did_you_mean: Option<&'a str>,
}

/// Facets as a map that keeps the order asked for.
struct Facets<'a>(Vec<(String, Vec<Count<'a>>)>);

impl Serialize for Facets<'_> {
    fn serialize<S: serde::Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, all)| (name, all)))
    }
}

#[derive(Serialize)]
struct Count<'a> {
    value: &'a str,
    count: usize,
}

/// One hit.
#[derive(Serialize)]
pub(super) struct JsonHit<'a> {
    rank: usize,
    score: f32,
    person: JsonPerson<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<Listed<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<&'a str>,
    matching: usize,
    evidence: Vec<JsonEvidence<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explanation: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct JsonPerson<'a> {
    id: &'a str,
    name: Option<&'a str>,
    titles: &'a [String],
    affiliations: Vec<&'a str>,
    sources: Vec<JsonSource<'a>>,
}

#[derive(Serialize)]
struct JsonSource<'a> {
    path: &'a str,
    format: &'a str,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct JsonEvidence<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    text: &'a str,
    /// Pairs of positions in `text`, in characters.
    highlights: Vec<(usize, usize)>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    matched: &'a [String],
    path: &'a str,
    page: Option<u32>,
    line: Option<u32>,
    score: f32,
}

#[derive(Serialize)]
struct Part<'a> {
    score: f32,
    counted: f32,
    words: Vec<(&'a str, f32)>,
}

fn json_hit(hit: &Hit, by: By, explain: bool) -> JsonHit<'_> {
    let owner = &hit.person.owner;
    let people = hit.listed_by.iter();
    let parts = hit.parts.iter().filter(|_| explain);
    JsonHit {
        rank: hit.rank,
        score: hit.score,
        person: JsonPerson {
            id: &hit.person.id,
            name: owner.name.as_deref(),
            titles: &owner.titles,
            affiliations: owner
                .current_affiliations()
                .map(|affiliation| affiliation.organization.as_str())
                .collect(),
            sources: hit
                .sources
                .iter()
                .map(|source| JsonSource {
                    path: &source.path,
                    format: &source.format,
                })
                .collect(),
        },
        people: people
            .filter(|_| by == By::Publications)
            .map(|(id, name)| Listed { id, name })
            .collect(),
        missing: hit.missing.iter().map(String::as_str).collect(),
        matching: hit.matching,
        evidence: hit.evidence.iter().map(json_evidence).collect(),
        explanation: parts
            .map(|part| Part {
                score: part.score,
                counted: part.counted,
                words: part
                    .words
                    .iter()
                    .map(|(word, score)| (word.as_str(), *score))
                    .collect(),
            })
            .collect(),
    }
}

fn json_evidence(evidence: &Evidence) -> JsonEvidence<'_> {
    JsonEvidence {
        kind: evidence.kind,
        section: evidence.section.map(|section| section.name()),
        title: evidence.title.as_deref(),
        authors: &evidence.authors,
        venue: evidence.venue.as_deref(),
        year: evidence.year,
        status: evidence.status,
        text: &evidence.text,
        highlights: in_characters(&evidence.text, &evidence.highlights),
        matched: &evidence.matched,
        path: &evidence.path,
        page: evidence.page,
        line: Some(evidence.line).filter(|&line| line > 0),
        score: evidence.score,
    }
}

/// Spans of bytes as pairs of characters, which is what others count in.
fn in_characters(text: &str, spans: &[Span]) -> Vec<(usize, usize)> {
    let count = |end: usize| {
        text.get(..end).map_or(0, |before| before.chars().count())
    };
    spans
        .iter()
        .map(|span| (count(span.range().start), count(span.range().end)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_in_characters() {
        let text = "Über 大 Moos";
        let spans = [Span::new(0, 5), Span::new(10, 14)];
        assert_eq!(in_characters(text, &spans), [(0, 4), (7, 11)]);
    }
}
