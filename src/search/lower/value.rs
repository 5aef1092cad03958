//! Values of fields to leaves of a plan.

use tantivy::TantivyError;
use tantivy::schema::Field as Handle;

use super::term::placed;
use super::{Lowering, field};
use crate::gazetteer::{institution, venue};
use crate::index::{
    Term as Token, exact_name_query, keyword, name_query, status_code,
};
use crate::model::{PersonName, Status};
use crate::search::field::{Field, Scope};
use crate::search::plan::{Condition, Source};
use crate::search::tree::{How, Node, Term};

impl Lowering<'_> {
    /// The condition of one value of a field; None where it says nothing.
    pub(super) fn value(
        &mut self,
        name: Field,
        term: &Term,
        node: &Node,
    ) -> Result<Option<Condition>, TantivyError> {
        let handle = index_field(name);
        let text = &term.text;
        let expands = term.how.expands();
        let terms = |all: Vec<String>, handle: Handle| {
            Source::Terms(all.into_iter().map(|t| (handle, t)).collect())
        };
        if name == Field::Topic && !term.exact && !expands {
            return Ok(self.topic(term, node));
        }
        let source = match name {
            Field::Status => {
                let code = |(status, _): &(Status, &str)| status_code(*status);
                let found = Status::ALL.iter().find(|(_, w)| w == text);
                Source::Status(found.map(code).into_iter().collect())
            }
            Field::Venue if expands => {
                let word = keyword(text);
                let found = self.expansion(handle, &word, term.how, node)?;
                let words = found.words.into_iter().map(|(word, _)| word);
                terms(words.collect(), handle)
            }
            Field::Venue => self.venue(term, handle),
            Field::Author | Field::Name | Field::Advisor => {
                self.named(name, term, node)?
            }
            Field::Lang | Field::Tag => terms(vec![keyword(text)], handle),
            Field::Path => {
                let tokens = self.exact.terms(text).iter();
                let words = tokens.filter(|t| !t.extra);
                Source::AllTerms(
                    handle,
                    words.map(|token| token.text.clone()).collect(),
                )
            }
            Field::Topic if term.exact => {
                terms(vec![keyword(text)], field("topic"))
            }
            Field::Affiliation if term.exact => {
                terms(vec![keyword(text)], field("organization"))
            }
            Field::Title
            | Field::Affiliation
            | Field::Topic
            | Field::Role
            | Field::Award
            | Field::Year
            | Field::Has => self.words_in(handle, term, node)?,
        };
        let scored = name == Field::Title;
        let condition = self.leaf(node, source);
        if let Condition::Leaf(index) = condition {
            let leaf = &mut self.plan.leaves[index];
            leaf.of_person = name.scope() == Scope::Person;
            leaf.scored = scored;
            leaf.value = Some((name, text.clone()));
        }
        if name == Field::Affiliation && !term.exact && !expands {
            return Ok(Some(self.or_known_as(condition, text, node)));
        }
        Ok(Some(condition))
    }

    /// People by their names.
    fn named(
        &mut self,
        name: Field,
        term: &Term,
        node: &Node,
    ) -> Result<Source, TantivyError> {
        let handle = index_field(name);
        let text = &term.text;
        let keys = match term.how {
            How::Prefix | How::Fuzzy(_) => {
                let word = keyword(text);
                let found = if term.first {
                    // Authors that are not the first are many more.
                    self.all_words(handle, &word, term.how)?
                } else {
                    self.expansion(handle, &word, term.how, node)?
                };
                found.words.into_iter().map(|(word, _)| word).collect()
            }
            How::Word | How::Phrase(_) if term.exact => exact_name_query(text),
            How::Word | How::Phrase(_) => name_query(text),
        };
        let plain = !term.exact && !term.how.expands();
        let keys = keys.into_iter().map(|key| (handle, key)).collect();
        // "Liu, Z. R.": the index knows the first initial.
        let full = (name == Field::Author && plain)
            .then(|| PersonName::parse(text))
            .flatten()
            .filter(|full| full.given().len() > 1);
        Ok(match full {
            Some(full) => Source::Author(keys, full, term.first),
            None if term.first => Source::FirstAuthor(keys),
            None => Source::Terms(keys),
        })
    }

    /// An affiliation in words, or under the name that an institution so
    /// called is known by.
    fn or_known_as(
        &mut self,
        words: Condition,
        text: &str,
        node: &Node,
    ) -> Condition {
        let Some(known) = institution::by_alias(text) else { return words };
        let name = (field("organization"), keyword(known.name()));
        let other = self.leaf(node, Source::Terms(vec![name]));
        let other = self.of_person(other);
        if let Condition::Leaf(index) = other {
            let value = (Field::Affiliation, text.to_owned());
            self.plan.leaves[index].value = Some(value);
        }
        Condition::Any(vec![words, other])
    }

    /// A topic under any of its names: as an interest, as a theme, or in
    /// the title of a publication.
    fn topic(&mut self, term: &Term, node: &Node) -> Option<Condition> {
        let slop = term.how.slop();
        let mut phrases = Vec::new();
        for form in
            std::iter::once(term.text.clone()).chain((self.forms)(&term.text))
        {
            let tokens = self.prose.terms(&form).to_vec();
            let words: Vec<&Token> =
                tokens.iter().filter(|t| !t.extra).collect();
            phrases.extend(self.placings(&form, &words));
        }
        let fields = vec![field("interest"), field("title")];
        let leaf = self.leaf(node, Source::Phrase(fields, phrases, slop));
        if let Condition::Leaf(index) = leaf {
            let value = (Field::Topic, term.text.clone());
            self.plan.leaves[index].value = Some(value);
        }
        Some(self.of_person(leaf))
    }

    /// A venue by any of its names, or by words of an unknown one's name.
    fn venue(&mut self, term: &Term, handle: Handle) -> Source {
        let value = keyword(&term.text);
        let mut all = vec![(handle, value)];
        let known =
            if term.exact { None } else { venue::by_alias(&term.text) };
        if let Some(venue) = known {
            let key = keyword(venue.key());
            if all.iter().all(|(_, value)| *value != key) {
                all.push((handle, key));
            }
        } else if !term.exact {
            let tokens = self.prose.terms(&term.text);
            let words: Vec<&Token> =
                tokens.iter().filter(|t| !t.extra).collect();
            let words = vec![placed(&words)];
            return Source::Phrase(vec![field("venue_words")], words, 0);
        }
        Source::Terms(all)
    }

    /// Words side by side in one prose field.
    fn words_in(
        &mut self,
        handle: Handle,
        term: &Term,
        node: &Node,
    ) -> Result<Source, TantivyError> {
        if term.how.expands() {
            let all = self.expanded_stems(handle, term, node)?;
            return Ok(Source::Terms(all));
        }
        let slop = term.how.slop();
        let tokens = self.prose.terms(&term.text).to_vec();
        let words: Vec<&Token> = tokens.iter().filter(|t| !t.extra).collect();
        let phrases = self.placings(&term.text, &words);
        Ok(Source::Phrase(vec![handle], phrases, slop))
    }
}

/// The index's field of a field of the language.
fn index_field(name: Field) -> Handle {
    field(match name {
        Field::Title => "title",
        Field::Venue => "venue",
        Field::Year => "year",
        Field::Author => "author",
        Field::Status => "status",
        Field::Name => "name",
        Field::Affiliation => "affiliation",
        Field::Topic => "interest",
        Field::Role => "role",
        Field::Award => "award",
        Field::Advisor => "advisor",
        Field::Lang => "lang",
        Field::Path => "path",
        Field::Tag => "tag",
        Field::Has => "has",
    })
}
