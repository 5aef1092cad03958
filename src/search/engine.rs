//! The whole way from a request to its answer.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use tantivy::TantivyError;

use super::answer::{
    self, Answer, By, Evidence, Facet, FacetField, Hit, Request,
};
use super::collect::{self, Collector, Hits};
use super::group::{self, Grouped, Match};
use super::highlight::{Highlighter, Readers};
use super::lower::{self, Knowledge, Manner};
use super::notice::Note;
use super::plan::Plan;
use super::preference::Factors;
use super::synonyms::Synonyms;
use super::tree::Node;
use super::weights::Weights;
use super::{
    correction, evidence, explain, facet, languages, order, syntax, tally,
};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Entry, EntryKind, Snapshot};
use crate::model::{self, Person, Span};
use crate::topics::{Topic, Topics};

/// Answers queries over one snapshot of the index.
pub struct Engine {
    snapshot: Snapshot,
    collector: Collector,
    topics: OnceLock<Topics>,
    synonyms: Synonyms,
    languages: Vec<String>,
    readers: Readers,
}

impl Engine {
    /// Makes a snapshot ready for searching.
    pub fn new(snapshot: Snapshot) -> Result<Engine> {
        let collector =
            Collector::new(&snapshot).map_err(|err| engine_error(&err))?;
        let languages = languages::of(snapshot.searcher())
            .map_err(|err| engine_error(&err))?;
        let synonyms = Synonyms::default();
        let topics = OnceLock::new();
        let readers = Readers::default();
        Ok(Engine {
            snapshot,
            collector,
            topics,
            synonyms,
            languages,
            readers,
        })
    }

    /// Takes words of queries also for what a user holds to mean the same;
    /// such matches score below the words typed.
    #[must_use]
    pub fn with_synonyms(self, synonyms: &model::Synonyms) -> Engine {
        Engine { synonyms: Synonyms::new(synonyms), ..self }
    }

    /// The snapshot that is searched.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The topics of the snapshot, worked out when first asked for.
    pub fn topics(&self) -> Result<&Topics> {
        if let Some(topics) = self.topics.get() {
            return Ok(topics);
        }
        let topics = Topics::open(&self.snapshot)?;
        Ok(self.topics.get_or_init(|| topics))
    }

    /// The forms of the topic that a text is one of.
    fn topic_forms(&self, text: &str) -> Result<Vec<String>> {
        let topic = self.topics()?.named(text);
        let forms = topic.iter().flat_map(Topic::forms);
        Ok(forms.map(str::to_owned).collect())
    }

    /// Counts the values of a field over everyone, publications or people.
    pub fn list(&self, field: FacetField, limit: usize) -> Result<Facet> {
        if field == FacetField::Topic {
            return Ok(facet::topics(self.topics()?, limit, |_| true));
        }
        facet::count_all(field, limit, &self.snapshot, |_| true)
            .map_err(|err| engine_error(&err))
    }

    /// Answers a request; an error where its query cannot be read.
    ///
    /// Where nothing matches and a near spelling is known, that is answered
    /// instead, with a note.
    pub fn search(&self, request: &Request) -> Result<Answer> {
        let answer = self.search_as_typed(request)?;
        let nothing = answer.total + answer.total_partial == 0;
        let Some(query) = answer.did_you_mean.clone().filter(|_| nothing)
        else {
            return Ok(answer);
        };
        let corrected = Request { query: query.clone(), ..request.clone() };
        let mut other = self.search_as_typed(&corrected)?;
        if other.total + other.total_partial == 0 {
            return Ok(answer);
        }
        let message =
            format!("nothing matches `{}`; showing `{query}`", request.query);
        let span = Span::new(0, request.query.len());
        other.notes = answer.notes;
        other.notes.push(Note { message, span });
        other.query = answer.query;
        other.did_you_mean = Some(query);
        other.corrected = true;
        Ok(other)
    }

    fn search_as_typed(&self, request: &Request) -> Result<Answer> {
        let read = syntax::parse(&request.query)
            .map_err(|err| Error::new(ErrorKind::Usage(err.to_string())))?;
        let failed = |err: TantivyError| engine_error(&err);
        let root = read.root.as_ref();
        let (plan, notes) = self.plan(root, request)?;
        let mut answer = Answer {
            query: request.query.clone(),
            by: request.by,
            notes: read.notes,
            ..Answer::default()
        };
        answer.notes.extend(notes);
        if root.is_none() {
            return Ok(answer);
        }
        let hits =
            self.collector.collect(&plan, &self.snapshot).map_err(failed)?;
        let factors =
            Factors::new(&request.preferences, &hits, &self.snapshot)
                .map_err(failed)?;
        let words = plan.word_count();
        let Grouped { mut matches, totals, weights, everyone } = group::group(
            &plan,
            &hits,
            &self.collector.statistics,
            (self.snapshot.people(), &self.collector.roll),
            (request.by, order::wanted(request, words)),
            factors,
        );
        (answer.total, answer.total_partial) = totals;
        self.count(request, (&matches, everyone), &hits, &mut answer)?;
        answer.explained = explain::explain(root, &plan, &weights);
        if answer.total == 0 {
            self.correct(&plan, &hits, &mut answer)?;
        }
        let of = (&self.snapshot, &self.collector.roll);
        order::order(&mut matches, &hits, of, request, words)
            .map_err(failed)?;
        answer.hits =
            self.shown(&matches, (&plan, &weights), &hits, request)?;
        self.collector.give_back(hits);
        Ok(answer)
    }

    /// What is to be looked for, and what is to be said about the query.
    fn plan(
        &self,
        root: Option<&Node>,
        request: &Request,
    ) -> Result<(Plan, Vec<Note>)> {
        let manner = Manner {
            strict: request.strict,
            one_publication: request.by == By::Publications,
        };
        let failure = Cell::new(None);
        let forms = |text: &str| {
            let forms = self.topic_forms(text);
            forms.unwrap_or_else(|err| {
                failure.set(Some(err));
                Vec::new()
            })
        };
        let knowledge = Knowledge {
            synonyms: &self.synonyms,
            languages: &self.languages,
            forms: &forms,
        };
        let searcher = self.snapshot.searcher();
        let lowered = lower::lower(root, searcher, knowledge, manner)
            .map_err(|err| engine_error(&err))?;
        match failure.take() {
            Some(err) => Err(err),
            None => Ok(lowered),
        }
    }

    /// Adds the facets and tallies that are asked for; `everyone` says that
    /// people match who hold nothing of the query.
    fn count(
        &self,
        request: &Request,
        (matches, everyone): (&[Match], bool),
        hits: &Hits,
        answer: &mut Answer,
    ) -> Result<()> {
        let failed = |err: TantivyError| engine_error(&err);
        for &field in &request.facets {
            let facet = if field == FacetField::Topic {
                self.topic_facet(request, matches, hits)?
            } else {
                facet::count(
                    field,
                    request,
                    matches,
                    hits,
                    &self.snapshot,
                    everyone,
                )
                .map_err(failed)?
            };
            answer.facets.push(facet);
        }
        if !request.tally.is_empty() {
            answer.tallies =
                tally::count(&request.tally, matches, hits, &self.snapshot)
                    .map_err(failed)?;
        }
        Ok(())
    }

    /// Adds what may have been meant where nothing matches fully.
    fn correct(
        &self,
        plan: &Plan,
        hits: &Hits,
        answer: &mut Answer,
    ) -> Result<()> {
        let failed = |err: TantivyError| engine_error(&err);
        let searcher = self.snapshot.searcher();
        let corrected =
            correction::corrected(&answer.query, plan, hits, searcher);
        answer.did_you_mean = corrected.map_err(failed)?;
        let notes = correction::notes(plan, hits, searcher);
        answer.notes.extend(notes.map_err(failed)?);
        Ok(())
    }

    /// The matches that are asked for, with what shows why they match.
    fn shown(
        &self,
        matches: &[Match],
        (plan, weights): (&Plan, &Weights),
        hits: &Hits,
        request: &Request,
    ) -> Result<Vec<Hit>> {
        let reader = self.readers.take(&self.languages);
        let mut highlighter =
            Highlighter::new(plan, reader, self.snapshot.searcher())
                .map_err(|err| engine_error(&err))?;
        let shown = matches.iter().skip(request.offset).take(request.limit);
        let mut all = Vec::new();
        for (found, rank) in shown.zip(request.offset + 1..) {
            let mut hit =
                self.hit(rank, found, plan, hits, request, &mut highlighter)?;
            if request.evidence > 0 {
                let parts = found.entries.iter().take(request.evidence);
                let parts = parts.enumerate().map(|(i, (entry, score))| {
                    explain::part(plan, weights, hits, i, *entry, *score)
                });
                hit.parts = parts.collect();
                explain::scale(&mut hit, plan, weights);
            }
            all.push(hit);
        }
        self.readers.give_back(highlighter.into_reader());
        Ok(all)
    }

    /// Counts the topics of all full matches.
    fn topic_facet(
        &self,
        request: &Request,
        matches: &[Match],
        hits: &Hits,
    ) -> Result<Facet> {
        let topics = self.topics()?;
        let full = matches.iter().filter(|found| found.is_full());
        if request.by == By::Publications {
            let entries = full.filter_map(|found| {
                Some(self.snapshot.entry(hits.get(found.best?).address))
            });
            let entries: Vec<Entry> = entries.collect::<Result<_>>()?;
            return Ok(facet::topics_of(
                topics,
                request.facet_limit,
                &entries,
            ));
        }
        let people: HashSet<u32> = full.map(|found| found.person).collect();
        let wanted = |person| people.contains(&person);
        Ok(facet::topics(topics, request.facet_limit, wanted))
    }

    fn hit(
        &self,
        rank: usize,
        found: &Match,
        plan: &Plan,
        hits: &Hits,
        request: &Request,
        highlighter: &mut Highlighter,
    ) -> Result<Hit> {
        let people = self.snapshot.people();
        let bare = request.evidence == 0;
        let person = if bare {
            let (id, name) =
                people.id_and_name(found.person).unwrap_or_default();
            let mut person = Person { id: id.to_owned(), ..Person::default() };
            let stated = Some(name).filter(|name| *name != id);
            person.owner.name = stated.map(str::to_owned);
            person
        } else {
            people.person(found.person).unwrap_or_default()
        };
        let profiles = match found.profile {
            Some(profile) if request.by == By::Documents => vec![profile],
            _ => person.profiles.clone(),
        };
        let sources: BTreeSet<answer::Source> = profiles
            .iter()
            .filter_map(|&profile| people.source_of(profile))
            .map(|s| answer::Source { path: s.path, format: s.format })
            .collect();
        let mut hit = Hit {
            rank,
            score: found.score,
            person,
            sources: sources.into_iter().collect(),
            listed_by: Vec::new(),
            missing: plan.labels(&found.missing),
            matching: found.entries.len(),
            evidence: Vec::new(),
            parts: Vec::new(),
        };
        if !bare {
            hit.evidence =
                self.evidence(found, plan, hits, request, highlighter)?;
        }
        if request.by == By::Publications {
            let listed: BTreeSet<u32> = found
                .entries
                .iter()
                .map(|(entry, _)| hits.persons[*entry])
                .collect();
            let names = listed.iter().filter_map(|&p| people.id_and_name(p));
            let owned =
                |(id, name): (&str, &str)| (id.to_owned(), name.to_owned());
            hit.listed_by = names.map(owned).collect();
            hit.matching = 1;
        }
        Ok(hit)
    }

    fn evidence(
        &self,
        found: &Match,
        plan: &Plan,
        hits: &Hits,
        request: &Request,
        highlighter: &mut Highlighter,
    ) -> Result<Vec<Evidence>> {
        let people = self.snapshot.people();
        let mut all: Vec<Evidence> = Vec::new();
        // A header that quotes nothing of the query but the name is shown
        // last: where there is nothing else, or it alone has what a filter
        // asks for.
        let mut last: Option<Evidence> = None;
        let mut works = Vec::new();
        let owner = people.id_and_name(found.person);
        let owner = owner.map_or("", |(_, name)| name);
        let wanted =
            if request.by == By::Publications { 1 } else { request.evidence };
        for (index, score) in &found.entries {
            if all.len() >= wanted {
                break;
            }
            let hit = hits.get(*index);
            if hit.work != 0 && works.contains(&hit.work) {
                continue;
            }
            works.push(hit.work);
            let entry = self.snapshot.entry(hit.address)?;
            let source = people.source_of(hit.profile);
            let path = source.map(|source| source.path).unwrap_or_default();
            let bits = hits.bits(*index);
            // What must not be there weighs nothing.
            let holds = |&leaf: &usize| {
                collect::has(bits, leaf) && plan.leaves[leaf].weight > 0.0
            };
            let matched: Vec<usize> =
                (0..plan.leaves.len()).filter(holds).collect();
            let matched = plan.labels(&matched);
            let line = evidence::evidence(
                &hit,
                entry,
                (path, owner),
                matched,
                *score,
                highlighter,
            );
            let header = hit.kind == EntryKind::Header;
            let same = |known: &Evidence| {
                known.text == line.text && known.title == line.title
            };
            let repeated = all.iter().any(same);
            let says_nothing = line.text.is_empty() && line.matched.is_empty();
            if says_nothing || repeated {
                continue;
            }
            let says_name = line.highlights.is_empty() || line.text == owner;
            if header && says_name {
                last.get_or_insert(line);
            } else {
                all.push(line);
            }
        }
        let is_new = |line: &Evidence| {
            let shown = |part| all.iter().any(|e| e.matched.contains(part));
            all.is_empty() || !line.matched.iter().all(shown)
        };
        if all.len() < wanted {
            last = last.filter(is_new);
            all.extend(last);
        }
        Ok(all)
    }
}

/// What tantivy says, in our words.
fn engine_error(err: &TantivyError) -> Error {
    Error::new(ErrorKind::Engine(err.to_string()))
}
