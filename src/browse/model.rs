//! All that is on the screen, as values: what was asked, what came back and
//! where one is in it.

use ratatui::layout::Rect;

use super::input::Input;
use super::opener::Place;
use super::profile::{self, Profile};
use super::searcher::{Asked, Question};
use crate::search::{Answer, Evidence, FacetField, Hit, Request, Sort};

/// People that are fetched at once; further ones when one goes there.
pub(super) const PEOPLE: usize = 60;
/// Pieces of evidence a person.
const EVIDENCE: usize = 12;
/// Values of a facet.
const VALUES: usize = 60;

/// The facets, in the order in which they are gone through.
pub(super) const FACETS: &[FacetField] = &[
    FacetField::Venue,
    FacetField::Year,
    FacetField::Topic,
    FacetField::Affiliation,
];

/// The orders, likewise.
pub(super) const SORTS: &[(Sort, &str)] = &[
    (Sort::Score, "best first"),
    (Sort::Recent, "latest first"),
    (Sort::Publications, "most publications first"),
    (Sort::Name, "by family name"),
];

/// A part of the screen that takes keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Focus {
    #[default]
    Input,
    People,
    Evidence,
    Facets,
}

/// Where one is in a list, and the first line that is shown of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) at: usize,
    pub(super) scroll: usize,
}

/// What lies over the panes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Over {
    #[default]
    Nothing,
    Help(Cursor),
    Profile(Box<Profile>, Cursor),
}

/// Where the parts were drawn last, for the mouse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Areas {
    pub(super) input: Rect,
    /// Each pane with the item that each of its lines belongs to.
    pub(super) panes: Vec<(Focus, Rect, Vec<Option<usize>>)>,
}

/// All that is on the screen.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub(super) input: Input,
    pub(super) focus: Focus,
    pub(super) over: Over,
    pub(super) answer: Option<Answer>,
    /// Why there is no answer to what is typed.
    pub(super) error: Option<String>,
    /// What was done last, until the next key.
    pub(super) message: Option<String>,
    pub(super) people: Cursor,
    pub(super) evidence: Cursor,
    pub(super) values: Cursor,
    pub(super) facets_shown: bool,
    /// Index in [`FACETS`].
    pub(super) facet: usize,
    /// Index in [`SORTS`].
    pub(super) sort: usize,
    /// Values that narrow the answer.
    pub(super) filters: Vec<(FacetField, String)>,
    limit: usize,
    /// Number of the last question, and of the one that is answered.
    asked: u64,
    pub(super) answered: u64,
    pub(super) areas: Areas,
    pub(super) coloured: bool,
}

impl Model {
    /// Nothing asked yet but, perhaps, this query.
    pub(super) fn new(query: &str, coloured: bool) -> Model {
        let input = Input::new(query);
        Model { input, limit: PEOPLE, coloured, ..Model::default() }
    }

    /// Whether the answer to the last question is still to come.
    pub(super) fn is_waiting(&self) -> bool {
        self.answered < self.asked
    }

    /// The question for what is typed, from the first person on.
    pub(super) fn search_anew(&mut self) -> Question {
        self.limit = PEOPLE;
        self.people = Cursor::default();
        self.evidence = Cursor::default();
        self.search()
    }

    /// The question for more people than there are; None where these are
    /// all.
    pub(super) fn search_more(&mut self) -> Option<Question> {
        let shown = self.hits().len();
        let answer = self.answer.as_ref()?;
        let is_all = shown >= answer.total + answer.total_partial;
        if is_all || shown < self.limit || self.is_waiting() {
            return None;
        }
        self.limit *= 2;
        Some(self.search())
    }

    /// The question for what is typed.
    pub(super) fn search(&mut self) -> Question {
        let facets = match self.facets_shown {
            true => vec![FACETS[self.facet]],
            false => Vec::new(),
        };
        let request = Request {
            query: self.query(),
            sort: SORTS[self.sort].0,
            limit: self.limit,
            evidence: EVIDENCE,
            facets,
            facet_limit: VALUES,
            ..Request::default()
        };
        let beginning = self.is_beginning().then(|| self.query() + "*");
        self.ask(Asked::Search(Box::new(request), beginning))
    }

    /// Whether a plain word of three letters or more is being typed.
    fn is_beginning(&self) -> bool {
        let typed = self.input.text();
        let last = typed.rsplit(char::is_whitespace).next().unwrap_or("");
        let plain = last.chars().all(char::is_alphanumeric);
        let quoted = !typed.matches('"').count().is_multiple_of(2);
        let is_choice = self.query().ends_with(')');
        plain && last.chars().count() >= 3 && !quoted && !is_choice
    }

    /// Numbers a question.
    pub(super) fn ask(&mut self, of: Asked) -> Question {
        self.asked += 1;
        Question { number: self.asked, of }
    }

    /// The query with what narrows it; everyone where nothing is typed.
    pub(super) fn query(&self) -> String {
        let mut parts = Vec::new();
        for &field in FACETS {
            let values = self.filters.iter().filter(|(of, _)| *of == field);
            let values: Vec<String> = values
                .map(|(_, value)| match field {
                    FacetField::Year => value.clone(),
                    _ => format!("\"{}\"", value.replace('"', " ")),
                })
                .collect();
            if !values.is_empty() {
                parts.push(format!("{}:{}", field.as_str(), values.join(",")));
            }
        }
        let typed = self.input.text().trim();
        let is_choice = [" OR ", "||"].iter().any(|or| typed.contains(or));
        match typed {
            "" if parts.is_empty() => return "*".to_owned(),
            "" => {}
            typed if is_choice && !parts.is_empty() => {
                parts.push(format!("({typed})"));
            }
            typed => parts.push(typed.to_owned()),
        }
        parts.join(" ")
    }

    /// The people who were found.
    pub(super) fn hits(&self) -> &[Hit] {
        self.answer.as_ref().map_or(&[], |answer| &answer.hits)
    }

    /// The person one is at.
    pub(super) fn hit(&self) -> Option<&Hit> {
        self.hits().get(self.people.at)
    }

    /// The evidence one is at.
    pub(super) fn piece(&self) -> Option<&Evidence> {
        self.hit()?.evidence.get(self.evidence.at)
    }

    /// The values that can narrow the answer, with the people who have them:
    /// those that do first.
    pub(super) fn facet_values(&self) -> Vec<(String, Option<usize>)> {
        let field = FACETS[self.facet];
        let facets = self.answer.iter().flat_map(|answer| &answer.facets);
        let counts: Vec<&(String, usize)> = facets
            .filter(|facet| facet.field == field)
            .flat_map(|facet| &facet.counts)
            .collect();
        let chosen = self.filters.iter().filter(|(of, _)| *of == field);
        let mut values: Vec<(String, Option<usize>)> = chosen
            .map(|(_, value)| {
                let known = counts.iter().find(|(text, _)| text == value);
                (value.clone(), known.map(|(_, count)| *count))
            })
            .collect();
        for (value, count) in counts {
            if !values.iter().any(|(known, _)| known == value) {
                values.push((value.clone(), Some(*count)));
            }
        }
        values
    }

    /// Whether a value of the shown facet narrows the answer.
    pub(super) fn narrows(&self, value: &str) -> bool {
        let field = FACETS[self.facet];
        self.filters.iter().any(|(of, known)| *of == field && known == value)
    }

    /// Where what one is at stands.
    pub(super) fn place(&self) -> Option<Place> {
        if let Over::Profile(profile, cursor) = &self.over {
            return Some(profile.items.get(cursor.at)?.place.clone());
        }
        let piece = match self.focus {
            Focus::Evidence => self.piece(),
            _ => self.hit().and_then(|hit| hit.evidence.first()),
        };
        let place = piece.map(|piece| Place {
            path: piece.path.clone(),
            page: piece.page,
            line: piece.line,
        });
        place.filter(|place| !place.path.is_empty()).or_else(|| {
            let path = self.hit()?.sources.first()?.path.clone();
            Some(Place { path, ..Place::default() })
        })
    }

    /// The format of a file of the person one is at.
    pub(super) fn format_of(&self, path: &str) -> Option<&str> {
        let mut sources = self.hit()?.sources.iter();
        let source = sources.find(|source| source.path == path)?;
        Some(&source.format)
    }

    /// What is copied of what one is at: a citation or a name.
    pub(super) fn quotable(&self) -> Option<String> {
        if let Over::Profile(profile, cursor) = &self.over {
            return Some(profile.items.get(cursor.at)?.citation.clone());
        }
        let owner = &self.hit()?.person.owner;
        if self.focus != Focus::Evidence {
            return owner.name.clone();
        }
        let piece = self.piece()?;
        let Some(title) = &piece.title else {
            return Some(piece.text.clone());
        };
        let venue = piece.venue.as_deref().unwrap_or_default();
        Some(profile::citation(&piece.authors, title, venue, piece.year))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_word_may_be_a_beginning() {
        for (typed, want) in [
            ("quantiz", Some("quantiz*")),
            ("kv cach", Some("kv cach*")),
            ("kv", None),
            ("cache ", None),
            ("venue:icm", None),
            ("\"kv cach", None),
            ("quant*", None),
        ] {
            let asked = Model::new(typed, false).search_anew().of;
            let Asked::Search(_, beginning) = asked else { panic!() };
            assert_eq!(beginning.as_deref(), want, "{typed}");
        }
    }

    #[test]
    fn what_narrows_joins_the_query() {
        let venue = |value: &str| (FacetField::Venue, value.to_owned());
        let year = (FacetField::Year, "2024".to_owned());
        for (typed, filters, want) in [
            ("", &[][..], "*"),
            ("kv cache", &[], "kv cache"),
            ("", &[venue("ICML")], "venue:\"ICML\""),
            (
                "kv \"cac",
                &[year.clone(), venue("ICML"), venue("MT \"S\"")],
                "venue:\"ICML\",\"MT  S \" year:2024 kv \"cac",
            ),
            ("a OR b", &[year], "year:2024 (a OR b)"),
        ] {
            let mut model = Model::new(typed, false);
            model.filters = filters.to_vec();
            assert_eq!(model.query(), want, "{typed}");
            assert!(crate::search::parse(&model.query()).is_ok(), "{typed}");
        }
    }
}
