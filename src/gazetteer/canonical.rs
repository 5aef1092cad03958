//! The venue of a text that is a venue as printed, and nothing else.

use std::collections::HashSet;

use super::compile::SPONSORS;
use super::fold::{Folded, fold, year};
use super::found::Found;
use super::noise::{is_noise, is_place, track};
use super::strength::Strength;
use super::venue::{VenueKind, VenueMatch, Venues};

/// Reads a printed venue; nothing where words remain unexplained.
pub(super) fn read<'a>(
    venues: &'a Venues,
    text: &str,
) -> Option<VenueMatch<'a>> {
    let words = fold(text);
    let found = names(venues, text, &words);
    let printed = Printed { text, words: &words, found: &found };
    let main = printed.main()?;
    let mut tags = main.tags(text, &words, 0);
    tags.track = main.track().or(tags.track).or_else(|| printed.track());
    tags.year = tags.year.or_else(|| printed.year());
    let strength = printed.strength(main);
    let explained = printed.is_explained(main, strength, tags.track)
        || printed.names_itself(main);
    explained.then(|| tags.found(&words, main.venue, strength))
}

/// All names in the text, weak ones too, that do not overlap.
fn names<'a>(
    venues: &'a Venues,
    text: &str,
    words: &Folded,
) -> Vec<Found<'a>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.words.len() {
        let whole = at == 0;
        match venues.longest(text, words, at) {
            Some(name)
                if whole && name.words.end == words.words.len()
                    || name.is_printed_as_such(text, words) =>
            {
                at = name.words.end;
                out.push(name);
            }
            _ => at += 1,
        }
    }
    out
}

/// A printed venue with the names found in it.
struct Printed<'t, 'a> {
    text: &'t str,
    words: &'t Folded,
    found: &'t [Found<'a>],
}

impl<'a> Printed<'_, 'a> {
    /// The name that the others stand beside: the most telling, the last of
    /// those after `Findings`, else the first.
    fn main(&self) -> Option<&Found<'a>> {
        let weight = |name: &Found<'_>| {
            let proceedings = name.venue.kind() == VenueKind::Conference
                && self.is_in_brackets_as_proceedings(name);
            let kind = match name.venue.kind() {
                _ if proceedings => 3,
                VenueKind::Series => 0,
                VenueKind::Preprint => 1,
                _ => 2,
            };
            (kind, self.strength(name))
        };
        let best = self.found.iter().map(weight).max()?;
        let mut equal = self.found.iter().filter(|n| weight(n) == best);
        if self.track() == Some("Findings") {
            let conference =
                |n: &&Found<'_>| n.venue.kind() == VenueKind::Conference;
            let last = self.found.iter().rfind(conference);
            return last.or_else(|| equal.next());
        }
        equal.next()
    }

    /// `ACM Transactions on Graphics (Proc. of SIGGRAPH)`: the conference
    /// is what people count.
    fn is_in_brackets_as_proceedings(&self, name: &Found<'_>) -> bool {
        let Some(before) = name.words.start.checked_sub(1) else {
            return false;
        };
        let start = self.words.words[before].span.start;
        self.words.word(before) == "proceedings"
            && self.text[..start].trim_end().ends_with('(')
    }

    /// The strongest way in which the text names this venue.
    fn strength(&self, name: &Found<'_>) -> Strength {
        let same = self.found.iter().filter(|n| n.venue == name.venue);
        same.map(Found::strength).max().unwrap_or(Strength::Word)
    }

    fn track(&self) -> Option<&'static str> {
        let all = 0..self.words.words.len();
        all.into_iter().find_map(|at| track(self.words.word(at)))
    }

    fn year(&self) -> Option<i32> {
        let all = 0..self.words.words.len();
        let mut years = all.into_iter().filter_map(|at| {
            let word = self.words.word(at);
            if word.len() == 4 { year(word) } else { None }
        });
        let first = years.next()?;
        years.all(|other| other == first).then_some(first)
    }

    /// True where every word beside the main name is one that surrounds
    /// venues.
    fn is_explained(
        &self,
        main: &Found<'_>,
        strength: Strength,
        track: Option<&str>,
    ) -> bool {
        let strong = strength > Strength::Word;
        let kind = main.venue.kind();
        let part = matches!(track, Some("Workshop" | "Demo" | "Tutorial"));
        // What a workshop or preprint is called itself is no matter.
        if strong && kind == VenueKind::Preprint
            || strong && kind == VenueKind::Conference && part
        {
            return true;
        }
        let is_event = strength == Strength::Name
            && matches!(kind, VenueKind::Conference | VenueKind::Workshop);
        let mut unknown = 0;
        for at in 0..self.words.words.len() {
            let after = at >= main.words.end;
            let word = self.words.word(at);
            if after && strong && self.is_remark(at) {
                continue;
            }
            if after && is_event && self.opens_subtitle(main, at) {
                break;
            }
            if after && is_place(word) {
                unknown = 0;
            } else if !self.is_beside(at, main, strength) {
                unknown += 1;
                // A town nobody lists may stand before its country.
                if !after || unknown > 3 || self.words.words[at].joined {
                    return false;
                }
            }
        }
        unknown == 0
    }

    fn is_beside(
        &self,
        at: usize,
        main: &Found<'_>,
        strength: Strength,
    ) -> bool {
        let word = self.words.word(at);
        let named = self.found.iter().find(|n| n.words.contains(&at));
        if let Some(name) = named
            && (name.venue == main.venue
                || name.strength() > Strength::Word
                || name.words.len() > 2)
        {
            return true;
        }
        if word == "review" {
            return self.words.words[at].joined
                || at > 0 && self.words.word(at - 1) == "under";
        }
        let several = main.words.len() > 1 && word == "proceedings";
        if strength == Strength::Word && GENERIC.contains(&word) && !several {
            return false;
        }
        is_noise(word)
            || SPONSORS.binary_search(&word).is_ok()
            || GENERIC.contains(&word)
            || strength == Strength::Name && self.is_acronym_in_brackets(at)
    }

    /// True where a colon or dash parts the word from the name of an event:
    /// what follows is its motto, part or workshop.
    fn opens_subtitle(&self, main: &Found<'_>, at: usize) -> bool {
        let end = self.words.words[main.words.end - 1].span.end;
        let start = self.words.words[at].span.start;
        let between = &self.text[end..start];
        between.contains(':')
            || [" - ", " – ", " — "].iter().any(|d| between.contains(d))
    }

    /// True of a word in brackets: `(Acceptance rate 27%, used in …)`.
    fn is_remark(&self, at: usize) -> bool {
        let before = &self.text[..self.words.words[at].span.start];
        let open = before.matches(['(', '[']).count();
        open > before.matches([')', ']']).count()
    }

    /// `(ICLR)` beside a full name, known or not.
    fn is_acronym_in_brackets(&self, at: usize) -> bool {
        let span = &self.words.words[at].span;
        let printed = &self.text[span.clone()];
        self.text[..span.start].ends_with('(')
            && printed.chars().filter(|c| c.is_uppercase()).count() > 1
    }

    /// True where the text is the venue's name in other words, with its
    /// acronym in brackets after it: half of the words of the name it is
    /// known by are there.
    fn names_itself(&self, main: &Found<'_>) -> bool {
        let bracket = self.is_acronym_in_brackets(main.words.start);
        if !bracket || main.words.len() > 1 {
            return false;
        }
        let name = fold(main.venue.name());
        let known: HashSet<&str> = (0..name.words.len())
            .map(|at| name.word(at))
            .filter(|word| !GENERIC.contains(word))
            .collect();
        let printed: HashSet<&str> = (0..main.words.start)
            .map(|at| self.words.word(at))
            .filter(|word| !is_noise(word) && !GENERIC.contains(word))
            .collect();
        let shared = printed.intersection(&known).count();
        shared * 2 >= known.len() && shared * 2 >= printed.len() && shared > 0
    }
}

/// Words of so many names that they tell none.
const GENERIC: &[&str] = &[
    "annual",
    "colloquium",
    "conference",
    "international",
    "joint",
    "journal",
    "meeting",
    "proceedings",
    "symposium",
    "workshop",
];

#[cfg(test)]
mod tests {
    use crate::gazetteer::venue::canonical;

    #[test]
    fn printed_venues_are_read() {
        for (text, want) in [
            (
                "Proc. of the 2019 Conference of the North American Chapter of the Association for Computational Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)",
                "NAACL",
            ),
            (
                "In Proceedings of the Twenty-Eighth AAAI Conference on Artificial Intelligence",
                "AAAI",
            ),
            (
                "Findings of the Association for Computational Linguistics: EMNLP 2023",
                "EMNLP Findings",
            ),
            ("NIPS Workshop on Sums", "NeurIPS Workshop"),
            ("arXiv preprint arXiv:2101.00001", "arXiv"),
            (
                "International Conference on Machine Learning, Vienna, Austria",
                "ICML",
            ),
            (
                "International Conference on Machine Learning, Kleinstadt, Austria",
                "ICML",
            ),
            (
                "2021 IEEE/CVF International Conference on Computer Vision Workshops (ICCVW)",
                "ICCV Workshop",
            ),
            ("Annual Conference on Learning Representations (ICLR)", "ICLR"),
            (
                "ACM Transactions on Graphics (Proc. of SIGGRAPH), 35(4)",
                "SIGGRAPH",
            ),
            ("Accepted by ASPLOS'25, 2025. (CCF-A).", "ASPLOS"),
            ("Nature 521 (7553), 436-444", "Nature"),
            (
                "Int. J. Comput. Vis., vol. 12, no. 3, pp. 1-20, Jan. 2020",
                "IJCV",
            ),
            (
                "European Conference on Computer Vision, LNCS 12345, Springer",
                "ECCV",
            ),
        ] {
            let found = canonical(text).map(|found| {
                let track = found.track.map(|t| format!(" {t}"));
                format!("{}{}", found.venue.key(), track.unwrap_or_default())
            });
            assert_eq!(found.as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn unknown_venues_stay_unknown() {
        for text in [
            "International Conference on Foo",
            "Proceedings of the Brazilian Conference on Machine Learning",
            "International Conference on Machine Learning and Sums",
            "International Conference on Machine Learning, Sums, and Data Science, Siena, Italy",
            "The Changing Nature of Work (A University Press, 2025), Chap. 2",
            "Brazilian Review of Sums and Quotients",
            "EAI Endorsed Transactions on Internet of Things",
            "Department of Energy",
            "",
        ] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }
}
