//! Who of the names beside a text a query asks for.

use std::collections::HashSet;

use super::field::Field;
use super::plan::{Place, Plan, Source};
use crate::index::{Analyzer, name_terms};
use crate::model::{PersonName, Span};

/// Bytes of names that are quoted whole; of more, those asked for remain.
const LONGEST: usize = 80;

/// Knows the names of one query.
#[derive(Default)]
pub(super) struct Bylines {
    /// Names of fields, each by the terms that find it.
    terms: HashSet<String>,
    /// Names of fields that say more than the terms know.
    full: Vec<PersonName>,
    /// Free words that names can hold.
    words: HashSet<String>,
}

impl Bylines {
    /// The names that a plan asks for.
    pub(super) fn new(plan: &Plan) -> Bylines {
        let mut bylines = Bylines::default();
        let asked = plan.leaves.iter();
        for leaf in asked.filter(|leaf| leaf.weight > 0.0) {
            let field = leaf.value.as_ref().map(|(field, _)| *field);
            match &leaf.source {
                Source::Author(_, name, _) => bylines.full.push(name.clone()),
                Source::Terms(terms) | Source::FirstAuthor(terms)
                    if matches!(field, Some(Field::Author | Field::Name)) =>
                {
                    let terms = terms.iter().map(|(_, term)| term.clone());
                    bylines.terms.extend(terms);
                }
                Source::Words(words) => {
                    let of_names = words.iter().filter(|word| {
                        matches!(word.place, Place::Name | Place::Author)
                    });
                    let words = of_names.map(|word| word.term.clone());
                    bylines.words.extend(words);
                }
                _ => {}
            }
        }
        bylines
    }

    /// Names in a row, with the marks of those asked for; None where none
    /// is.
    pub(super) fn quote<'a>(
        &self,
        names: impl Iterator<Item = &'a str>,
        exact: &mut Analyzer,
    ) -> Option<(String, Vec<Span>)> {
        if self.terms.is_empty()
            && self.full.is_empty()
            && self.words.is_empty()
        {
            return None;
        }
        let marked = names.map(|name| (name, self.marks(name, exact)));
        let marked: Vec<(&str, Vec<Span>)> = marked.collect();
        if marked.iter().all(|(_, marks)| marks.is_empty()) {
            return None;
        }
        let length: usize = marked.iter().map(|(n, _)| n.len() + 2).sum();
        let (mut text, mut spans) = (String::new(), Vec::new());
        let mut left_out = false;
        for (name, marks) in marked {
            let kept = length <= LONGEST || !marks.is_empty();
            if !kept && left_out {
                continue;
            }
            if !text.is_empty() {
                text.push_str(", ");
            }
            left_out = !kept;
            let at = text.len();
            text.push_str(if kept { name } else { "…" });
            let moved = |m: Span| {
                let range = m.range();
                Span::new(at + range.start, at + range.end)
            };
            spans.extend(marks.into_iter().map(moved));
        }
        Some((text, spans))
    }

    /// What to mark in a name: all of one that a field asks for, the words
    /// that were typed of another.
    fn marks(&self, name: &str, exact: &mut Analyzer) -> Vec<Span> {
        let parsed = || PersonName::parse(name);
        let is_meant = name_terms(name).iter().any(|t| self.terms.contains(t))
            || !self.full.is_empty()
                && parsed().is_some_and(|parsed| {
                    self.full.iter().any(|full| parsed.matches(full))
                });
        if is_meant {
            return vec![Span::new(0, name.len())];
        }
        if self.words.is_empty() {
            return Vec::new();
        }
        let words = exact.terms(name).iter();
        let words = words.filter(|w| !w.extra && self.words.contains(&w.text));
        words.map(|word| Span::new(word.span.start, word.span.end)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Chain, name_query};

    #[test]
    fn of_many_names_those_asked_for_remain() {
        let bylines = Bylines {
            terms: name_query("Bell, A").into_iter().collect(),
            words: HashSet::from(["muller".to_owned()]),
            ..Bylines::default()
        };
        let quote = |names: &[&str]| {
            let mut exact = Analyzer::new(Chain::Exact);
            let quoted = bylines.quote(names.iter().copied(), &mut exact);
            quoted.map(|(text, marks)| {
                let marks = marks.iter().map(|m| &text[m.range()]);
                let marks = marks.collect::<Vec<_>>().join("|");
                (text.clone(), marks)
            })
        };
        let (text, marks) = quote(&["Cy Dunn", "Ada Bell"]).unwrap();
        assert_eq!(
            (text.as_str(), marks.as_str()),
            ("Cy Dunn, Ada Bell", "Ada Bell")
        );
        let (_, marks) = quote(&["Zoë Müller"]).unwrap();
        assert_eq!(marks, "Müller");
        assert_eq!(quote(&["Cy Dunn"]), None);
        let many = ["Eve Farr", "A. Bell", "Cy Dunn", "Zoë Müller", "Dan Orr"];
        let long = "Konstantina Papadimitriou-Alexopoulou";
        let names = [&many[..], &[long, long]].concat();
        let (text, marks) = quote(&names).unwrap();
        assert_eq!(text, "…, A. Bell, …, Zoë Müller, …");
        assert_eq!(marks, "A. Bell|Müller");
    }
}
