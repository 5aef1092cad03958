//! Weighs an alias found in a text by how and among what it is printed.

use std::ops::Range;

use super::compile::{ACRONYM, SPONSORS, TRACK_SHIFT, TRACKS, WEAK};
use super::fold::{Folded, Gap, year};
use super::noise::{is_noise, track};
use super::strength::{Case, Strength, acronym_case};
use super::table::Entry;
use super::venue::{Venue, VenueKind, VenueMatch};

/// An alias found in a text, before it is weighed.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    /// Its words.
    pub(super) words: Range<usize>,
    entry: Entry,
    /// Whose alias it is.
    pub(super) venue: Venue<'a>,
}

impl<'a> Found<'a> {
    pub(super) fn new(
        words: Range<usize>,
        entry: Entry,
        venue: Venue<'a>,
    ) -> Found<'a> {
        Found { words, entry, venue }
    }

    /// How telling the alias is by itself.
    pub(super) fn strength(&self) -> Strength {
        Strength::of(self.entry)
    }

    /// The track that the alias itself names.
    pub(super) fn track(&self) -> Option<&'static str> {
        let at = self.entry.bits_from(TRACK_SHIFT).checked_sub(1)?;
        TRACKS.get(at).copied()
    }

    /// False of an acronym that is also a word and printed like one.
    pub(super) fn is_printed_as_such(
        &self,
        text: &str,
        words: &Folded,
    ) -> bool {
        let first = &words.words[self.words.start];
        let word = self.entry.has(ACRONYM) && self.entry.has(WEAK);
        if self.opens_compound(text, words) {
            return false;
        }
        !word || matches!(acronym_case(&text[first.span.clone()]), Case::Exact)
    }

    /// Weighs the alias as running text prints it: the word to go on from
    /// and the match, or nothing where it is no venue there. The words before
    /// `first` belong to another match.
    pub(super) fn admit(
        self,
        text: &str,
        words: &Folded,
        first: usize,
    ) -> Option<(usize, VenueMatch<'a>)> {
        let mut tags = self.tags(text, words, first);
        tags.track = self.track().or(tags.track);
        let dated = tags.year.is_some();
        let mut strength = self.printed_strength(text, words, dated)?;
        let start = self.words.start;
        // "IEEE Computer", but "Department of Computer Science".
        let is_society = |at: usize| {
            words.word(at) != "computer"
                || at > 0 && words.word(at - 1) == "ieee"
        };
        let sponsored = words.words[start].gap <= Gap::Mark
            && start > 0
            && SPONSORS.binary_search(&words.word(start - 1)).is_ok()
            && is_society(start - 1);
        if strength == Strength::Word
            && (dated && self.entry.has(ACRONYM) || sponsored)
        {
            strength = Strength::Acronym;
        }
        if strength == Strength::Name && self.is_part(text, words, &tags) {
            strength = Strength::Word;
        }
        if self.ends_lawyers_citation(text, words)
            || self.is_initials(text, words)
            || self.is_sponsor(text, words)
            || strength == Strength::Word && self.ends_phrase(text, words)
        {
            return None;
        }
        let next = tags.words.end;
        Some((next, tags.found(words, self.venue, strength)))
    }

    /// The tags to both sides of the name, from word `first` on.
    pub(super) fn tags(
        &self,
        text: &str,
        words: &Folded,
        first: usize,
    ) -> Tags {
        let mut tags = Tags::around(words, &self.words, first);
        let gathers = matches!(
            self.venue.kind(),
            VenueKind::Conference | VenueKind::Workshop
        );
        if tags.year.is_none() && gathers && self.entry.has(ACRONYM) {
            tags.take_hyphened_year(text, words);
        }
        tags
    }

    /// How telling the alias is in the case that it is printed in; nothing
    /// where that is a word's.
    fn printed_strength(
        &self,
        text: &str,
        words: &Folded,
        dated: bool,
    ) -> Option<Strength> {
        let own = self.strength();
        let printed = |at: usize| &text[words.words[at].span.clone()];
        if !self.entry.has(ACRONYM) {
            // "eLife" and "arXiv" are no words, nor is "biorxiv 2021".
            let kind = self.venue.kind();
            let brand =
                matches!(kind, VenueKind::Journal | VenueKind::Preprint);
            let server = kind == VenueKind::Preprint && dated;
            let lower = |at| {
                printed(at).starts_with(char::is_lowercase)
                    && !server
                    && !(brand && printed(at).contains(char::is_uppercase))
            };
            let word = own == Strength::Word && self.words.clone().any(lower);
            return (!word).then_some(own);
        }
        let several = self.words.len() > 1;
        match acronym_case(printed(self.words.start)) {
            Case::Exact => Some(own),
            _ if own == Strength::Word => None,
            // "Institute of Cultural Assets", "l'Espace Roman".
            Case::Title if self.ends_name(text, words) => None,
            Case::Title if self.opens_compound(text, words) => None,
            Case::Title => Some(own),
            Case::Lower if several => Some(own),
            // The `jmc-2019` of an address.
            Case::Lower => {
                let end = words.words[self.words.start].span.end;
                let plain = !text[end..].starts_with(['-', '_', '/']);
                (dated && plain).then_some(Strength::Word)
            }
        }
    }

    /// True of an acronym printed as the first part of a word: the "Pre" of
    /// "Pre-print".
    fn opens_compound(&self, text: &str, words: &Folded) -> bool {
        let span = &words.words[self.words.start].span;
        self.entry.has(ACRONYM)
            && !matches!(acronym_case(&text[span.clone()]), Case::Exact)
            && text[span.end..]
                .strip_prefix(['-', '‐', '‑'])
                .is_some_and(|rest| rest.starts_with(char::is_lowercase))
    }

    /// True of a word that follows another of a name.
    fn ends_name(&self, text: &str, words: &Folded) -> bool {
        let start = self.words.start;
        start > 0
            && words.words[start].gap == Gap::Space
            && is_part_of_name(text, words, start - 1)
    }

    /// True where the name goes on to either side, so that it is likely a
    /// part of another: `Brazilian Conference on Machine Learning`,
    /// `Conference on Machine Learning and Cybernetics`.
    fn is_part(&self, text: &str, words: &Folded, tags: &Tags) -> bool {
        if self.venue.kind() == VenueKind::Preprint {
            return false;
        }
        let part_of_name = |at| is_part_of_name(text, words, at);
        // The LMS of "LMS J. Comput. Math.".
        let society = |at: usize| {
            let printed = &text[words.words[at].span.clone()];
            printed.len() > 1
                && printed.chars().all(char::is_uppercase)
                && SPONSORS.binary_search(&words.word(at)).is_err()
                && matches!(
                    words.word(self.words.start),
                    "journal" | "conference"
                )
        };
        let start = tags.words.start;
        // The "Eur." of "Eur. Conf. Artificial Intelligence".
        let cut_short = |at: usize| {
            let printed = &text[words.words[at].span.clone()];
            let own = &text[words.words[start].span.start..];
            own.starts_with("Conf. ")
                && text[words.words[at].span.end..].starts_with(". ")
                && (3..=5).contains(&printed.len())
                && printed.starts_with(char::is_uppercase)
                && !["Int", "Intl", "Proc", "Annu"].contains(&printed)
        };
        let before = start > 0
            && (words.words[start].gap == Gap::Space
                && (part_of_name(start - 1) || society(start - 1))
                || cut_short(start - 1));
        let end = tags.words.end;
        let after = words.words.get(end).is_some_and(|word| {
            word.gap == Gap::Space && word.joined && part_of_name(end)
        });
        before && self.begins_generic(words) || after
    }

    /// True of the end of a lawyer's citation: the REV of `121 Colum. L. REV.
    /// 1455`.
    fn ends_lawyers_citation(&self, text: &str, words: &Folded) -> bool {
        let span = |at: usize| words.words[at].span.clone();
        let mut before = text[..span(self.words.start).start].chars().rev();
        self.entry.has(ACRONYM)
            && before.next() == Some(' ')
            && before.next() == Some('.')
            && before.next().is_some_and(char::is_uppercase)
            && before.next().is_none_or(|c| c == ' ')
            && text[span(self.words.end - 1).end..]
                .strip_prefix(". ")
                .is_some_and(|rest| {
                    rest.starts_with(|c: char| c.is_ascii_digit())
                })
    }

    /// True of an acronym that is also a word and ends a phrase of such: the
    /// AI of "generative AI".
    fn ends_phrase(&self, text: &str, words: &Folded) -> bool {
        let start = self.words.start;
        if !self.entry.has(ACRONYM)
            || start == 0
            || words.words[start].gap != Gap::Space
        {
            return false;
        }
        let before = &text[words.words[start - 1].span.clone()];
        before.len() > 3 && before.chars().all(|c| c.is_ascii_lowercase())
    }

    /// True of the initials of a person: the S.P of `S.P. Roe`.
    fn is_initials(&self, text: &str, words: &Folded) -> bool {
        let span = |at: usize| words.words[at].span.clone();
        let (from, to) = (self.words.start, self.words.end - 1);
        let dotted = |at: usize| {
            span(at).len() == 1 && text[span(at).end..].starts_with('.')
        };
        from < to && (from..=to).all(dotted)
    }

    /// True of an acronym that sponsors something beside a society: the CIT
    /// of `CIT/IEEE Conference on Sums`.
    fn is_sponsor(&self, text: &str, words: &Folded) -> bool {
        const SOCIETIES: &[&str] =
            &["acm", "ieee", "ifip", "osa", "siam", "spie"];
        let end = words.words[self.words.end - 1].span.end;
        let beside = self.words.end < words.words.len()
            && SOCIETIES.contains(&words.word(self.words.end));
        self.entry.has(ACRONYM) && beside && text[end..].starts_with('/')
    }

    /// True of `Conference on …`, which another name may precede.
    fn begins_generic(&self, words: &Folded) -> bool {
        matches!(
            words.word(self.words.start),
            "colloquium"
                | "conference"
                | "journal"
                | "symposium"
                | "transactions"
                | "workshop"
        )
    }
}

/// True of a word that is printed as those of names are, but for what stands
/// around the name of any venue.
fn is_part_of_name(text: &str, words: &Folded, at: usize) -> bool {
    let printed = &text[words.words[at].span.clone()];
    // "l’Espace".
    let printed = printed.rsplit(['\'', '’']).next().unwrap_or(printed);
    let name = printed.starts_with(char::is_uppercase)
        && printed.chars().nth(1).is_some_and(char::is_lowercase);
    name && !is_noise(words.word(at))
}

/// Year and track that adjoin a name.
pub(super) struct Tags {
    words: Range<usize>,
    pub(super) year: Option<i32>,
    pub(super) track: Option<&'static str>,
}

impl Tags {
    /// The match that name and tags make.
    pub(super) fn found<'a>(
        &self,
        words: &Folded,
        venue: Venue<'a>,
        strength: Strength,
    ) -> VenueMatch<'a> {
        let first = &words.words[self.words.start].span;
        let last = &words.words[self.words.end - 1].span;
        let span = first.start..last.end;
        let (year, track) = (self.year, self.track);
        VenueMatch { span, venue, year, track, strength }
    }

    /// Takes the two digits of a year that a hyphen joins to the name before:
    /// "AAAI-18", which the volume of a journal might be as well.
    fn take_hyphened_year(&mut self, text: &str, words: &Folded) {
        let end = self.words.end;
        let before = &words.words[end - 1].span;
        let Some(next) = words.words.get(end) else { return };
        let capitals = text[before.clone()].chars().all(char::is_uppercase);
        let joined = matches!(&text[before.end..next.span.start], "-" | "–");
        let digits = words.word(end);
        if capitals && joined && digits.len() == 2 {
            self.year = year(digits);
            self.words.end += usize::from(self.year.is_some());
        }
    }

    /// The tags to both sides of a name, from word `first` on.
    fn around(words: &Folded, name: &Range<usize>, first: usize) -> Tags {
        let mut tags = Tags { words: name.clone(), year: None, track: None };
        while let Some(word) = words.words.get(tags.words.end) {
            let folded = words.word(tags.words.end);
            let apostrophe = word.gap == Gap::Apostrophe;
            if !apostrophe && word.gap != Gap::Space {
                break;
            }
            let tight =
                word.span.start == words.words[tags.words.end - 1].span.end;
            if tags.year.is_none()
                && (folded.len() == 4 || apostrophe || tight)
                && let Some(year) = year(folded)
            {
                tags.year = Some(year);
            } else if tags.track.is_none()
                && let Some(track) = track(folded)
            {
                tags.track = Some(track);
            } else {
                break;
            }
            tags.words.end += 1;
        }
        while tags.words.start > first {
            let before = tags.words.start - 1;
            let folded = words.word(before);
            let gap = words.words[tags.words.start].gap;
            if gap != Gap::Space {
                break;
            }
            if tags.year.is_none()
                && folded.len() == 4
                && let Some(year) = year(folded)
            {
                tags.year = Some(year);
            } else if folded == "findings" && tags.track.is_none() {
                tags.track = Some("Findings");
            } else {
                break;
            }
            tags.words.start = before;
        }
        tags
    }
}
