//! Abstracts and descriptions of papers between the entries of a list.

use super::lines::is_control;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::find_all;
use crate::model::{Block, Document, Line, Role, Span};
use crate::parse::date::years;
use crate::parse::publications::authors::opening_run;
use crate::parse::publications::entry::{is_full, split_cell};

/// Tells the lines of a list that are parts of abstracts.
pub(super) struct Abstracts<'a> {
    document: &'a Document,
    lines: &'a [Line],
    width: usize,
    /// Titles are set apart, so that prose between them is none.
    titled: bool,
    /// They are headings.
    headed: bool,
    /// The block of the last line, and whether it opens with a title that is
    /// set apart.
    block: Option<usize>,
    apart: bool,
    /// The last line was a part of an abstract.
    within: bool,
}

impl<'a> Abstracts<'a> {
    /// For a list, whose lines are to be asked for in order; `titles` is the
    /// depth of headings that are titles.
    pub(super) fn of(
        document: &'a Document,
        lines: &'a [Line],
        width: usize,
        titles: Option<u8>,
    ) -> Abstracts<'a> {
        let headed = titles.is_some();
        let titled = headed || has_titles_apart(document, lines);
        Abstracts {
            document,
            lines,
            width,
            titled,
            headed,
            block: None,
            apart: false,
            within: false,
        }
    }

    /// Whether a line is a part of an abstract.
    pub(super) fn holds(&mut self, at: usize) -> bool {
        let line = &self.lines[at];
        if self.block.replace(line.block) != Some(line.block) {
            let block = &self.document.blocks[line.block];
            self.apart = opens_apart(self.document, block);
        }
        let text = self.text(at);
        // "- Resumo: uma leitura. A. Roe. Revista, 2019" opens an entry.
        let item = line.first && matches!(line.role, Role::Item(_));
        let own = item && !text.to_ascii_lowercase().starts_with("abstract");
        self.within = opens_abstract(text) && !own
            || line.first && !item && runs_in(text, self.rest(at))
            || is_abstract(text)
            || self.is_announced(at)
            || self.is_below_word(at)
            || self.is_below_title(at)
            || self.is_between_titles(at)
            || self.within && !line.first;
        self.within
    }

    fn text(&self, at: usize) -> &'a str {
        self.document.slice(self.lines[at].span).trim()
    }

    /// What a block holds from a line on, as far as it matters.
    fn rest(&self, at: usize) -> &'a str {
        /// Bytes of an abstract at most.
        const LONGEST: usize = 2_000;
        let line = &self.lines[at];
        let end = self.document.blocks[line.block].span.end;
        let rest = self.document.slice(Span { start: line.span.start, end });
        rest[..rest.floor_char_boundary(LONGEST)].trim()
    }

    /// Whether a line is the word "Abstract" above one.
    fn is_announced(&self, at: usize) -> bool {
        /// Bytes of its first line at least.
        const SHORTEST: usize = 80;
        if !announces(self.text(at)) || at + 1 == self.lines.len() {
            return false;
        }
        // "Abstract", then "Show details".
        let hidden = is_control(self.text(at + 1));
        let below = at + 1 + usize::from(hidden);
        let next = self.lines.get(below).filter(|next| {
            !next.first || next.role == Role::Body && self.is_prose_at(below)
        });
        next.is_some_and(|_| self.text(below).len() > SHORTEST)
    }

    /// Whether a line opens a block of prose right below "Abstract", which
    /// was a block of its own.
    fn is_below_word(&self, at: usize) -> bool {
        let line = &self.lines[at];
        line.first
            && line.role == Role::Body
            && at > 0
            && announces(self.text(at - 1))
            && self.is_prose_at(at)
    }

    /// Whether a block is prose from a line on.
    fn is_prose_at(&self, at: usize) -> bool {
        let text = self.rest(at);
        let named = || opening_run(text).is_some_and(|run| run.is_likely());
        is_prose(text) && !ends_dated(text) && !named()
    }

    /// Whether prose begins with a line in the block of its title.
    fn is_below_title(&self, at: usize) -> bool {
        let may = self.titled && !self.headed && self.apart;
        if !may || self.lines[at].first || at == 0 {
            return false;
        }
        let (before, text) = (self.text(at - 1), self.text(at));
        is_of_sentence(text)
            && !is_full(
                split_cell(before).0,
                &self.lines[at - 1],
                text,
                self.width,
            )
            && is_description(self.rest(at))
    }

    /// Whether a block is prose between titles that are set apart.
    fn is_between_titles(&self, at: usize) -> bool {
        let line = &self.lines[at];
        self.titled
            && line.first
            && !self.apart
            && !matches!(line.role, Role::Item(_) | Role::Row)
            && is_description(self.rest(at))
    }
}

/// Whether a line is the word for an abstract, be it with the sign that opens
/// it: "Abstract [+]", "Abstract ▾".
fn announces(line: &str) -> bool {
    ANNOUNCING.contains(&line.trim_matches(|c: char| !c.is_alphabetic()))
}

/// Whether a third of the blocks, and two at least, open with a title that
/// is set apart.
fn has_titles_apart(document: &Document, lines: &[Line]) -> bool {
    let blocks = lines.iter().filter(|line| line.first);
    let (mut opened, mut all) = (0, 0);
    for line in blocks {
        all += 1;
        let block = &document.blocks[line.block];
        opened += usize::from(opens_apart(document, block));
    }
    opened >= 2 && opened * 3 >= all
}

/// Whether a block opens with what is set apart, and has a title's length.
fn opens_apart(document: &Document, block: &Block) -> bool {
    /// Bytes of a title at least.
    const SHORTEST: usize = 15;
    let marked = block.emphasis.iter().map(|e| e.span);
    let mut marked = marked.chain(block.links.iter().map(|link| link.span));
    let start = block.span.start;
    document.slice(block.span).starts_with(['“', '"'])
        || marked.any(|span| {
            span.start <= start + 1 && span.range().len() > SHORTEST
        })
}

/// Whether a text is prose on what a paper says, and no entry in prose.
fn is_description(text: &str) -> bool {
    is_prose(text) && !tells_entry(text)
}

/// Whether prose tells what an entry does: who wrote it, where it appeared,
/// how far it has come, or when, as its last word.
fn tells_entry(text: &str) -> bool {
    const WITH: &[&str] =
        &["(with ", ", with ", "joint with ", "jointly with "];
    const STATES: &[&str] = &[
        "forthcoming",
        "under review",
        "in press",
        "to appear",
        "revise and resubmit",
        "R&R",
        "submitted to",
    ];
    ends_dated(text)
        || WITH.iter().chain(STATES).any(|words| text.contains(words))
        || opening_run(text).is_some_and(|run| run.is_likely())
        || find_all(text).iter().any(|venue| venue.strength > Strength::Word)
}

/// Whether a year is the last word of a text.
fn ends_dated(text: &str) -> bool {
    let end = text.trim_end_matches(['.', ')', ' ']);
    years(end).last().is_some_and(|(at, _)| at.end == end.len())
}

/// Whether a line opens the abstract of a paper: "Abstract: We show …".
fn opens_abstract(text: &str) -> bool {
    /// Bytes of an abstract at least; a link has fewer.
    const SHORTEST: usize = 40;
    let first = text.as_bytes().first();
    let behind = |word: &&str| {
        // Most words tell by their first letter that they are others.
        let alike = word.as_bytes().first() == first;
        let rest = alike.then(|| text.strip_prefix(*word)).flatten();
        rest.filter(|rest| rest.len() > SHORTEST)
    };
    let mut called = ANNOUNCING.iter().filter_map(behind);
    // Those of medicine have parts.
    let mut parts = ABSTRACT_PARTS.iter().filter_map(behind);
    let mut glosses = GLOSSES.iter().filter_map(behind);
    called.any(|rest| rest.trim_start().starts_with([':', '.', '—', '–']))
        || parts.any(|rest| rest.starts_with([':', '—']))
        // "Highlight: best paper award" is worth a note.
        || glosses.any(|rest| rest.starts_with(':') && !rest.contains("ward"))
}

/// Whether a line opens an abstract behind its heading without a mark:
/// "Abstract We count the grains …", and not "Abstract Rivers of the North".
/// `rest` is the block from the line on.
fn runs_in(text: &str, rest: &str) -> bool {
    /// Bytes of an abstract at least, and sentences behind the first.
    const SHORTEST: usize = 300;
    const SENTENCES: usize = 2;
    if !text.starts_with(['A', 'S']) || rest.len() < SHORTEST {
        return false;
    }
    let headed = ["Abstract ", "Summary "].iter().any(|heading| {
        let behind = text.strip_prefix(heading);
        behind.is_some_and(|behind| behind.starts_with(char::is_uppercase))
    });
    let sentences = rest.split(['.', '\n']).filter(|s| s.len() > 30);
    headed && sentences.count() > SENTENCES && is_prose(rest)
}

/// Whether a line is an abstract that nothing announces: long prose of what
/// its authors did, which opens as no entry does.
fn is_abstract(text: &str) -> bool {
    /// Bytes of an abstract at least, and of what an entry opens with.
    const SHORTEST: usize = 400;
    const HEAD: usize = 160;
    /// Bytes of one that says at once whose it is.
    const SHORT: usize = 80;
    let first = ["I ", "We ", "This paper ", "This article ", "This book "];
    let owned = first.iter().any(|word| text.starts_with(word))
        && text.ends_with('.')
        && text.len() >= SHORT
        && text.split(' ').nth(1).is_some_and(|word| {
            word.chars().all(|c| c.is_lowercase() || c == '-')
        });
    if text.len() < SHORTEST || owned {
        return owned;
    }
    let head = &text[..text.floor_char_boundary(HEAD)];
    let mut words = head.split([' ', '\t', '\n']);
    let named = words.any(|word| {
        let mut letters = word.trim_start_matches('(').chars();
        letters.next().is_some_and(char::is_uppercase)
            && matches!(letters.next(), Some('.' | ','))
    });
    let opens_entry = named
        || head.contains(['\t', '“', '"', '*'])
        || head.matches(',').count() > 3
        || !years(head).is_empty();
    // English, German, French, Spanish and Portuguese, Italian.
    let told = [
        " we ",
        " We ",
        " our ",
        " paper ",
        " article ",
        " study ",
        " wir ",
        " unser",
        " nous ",
        " notre ",
        " artículo ",
        " artigo ",
        " articolo ",
    ];
    let told =
        || told.iter().any(|word| text.contains(word)) || is_description(text);
    !opens_entry && text.matches(". ").count() >= 2 && told()
}

/// Whether a line is a part of a sentence rather than names or a venue.
fn is_of_sentence(line: &str) -> bool {
    /// Words at least.
    const FEWEST: usize = 6;
    let (small, all) = count_small(line);
    all >= FEWEST && small * 3 >= all * 2
}

/// Whether a text is sentences rather than names, a title and a venue: most
/// of its words open in small letters.
fn is_prose(text: &str) -> bool {
    /// Words at least; what has many may name a few.
    const FEWEST: usize = 15;
    const MANY: usize = 35;
    let (small, all) = count_small(text);
    all >= FEWEST
        && small * 100 >= all * if all < MANY { 75 } else { 62 }
        && text.trim_end().ends_with(['.', ')'])
        && text.starts_with(char::is_uppercase)
}

/// How many words of a text open in small letters, and how many it has.
fn count_small(text: &str) -> (usize, usize) {
    let words = text.split_whitespace();
    words.fold((0, 0), |(small, all), word| {
        let opens_small = word.starts_with(char::is_lowercase);
        (small + usize::from(opens_small), all + 1)
    })
}

/// What an abstract is called.
const ANNOUNCING: &[&str] = &[
    "Abstract",
    "ABSTRACT",
    "Resumo",
    "Resumen",
    "Résumé",
    "Riassunto",
    "Zusammenfassung",
    "Samenvatting",
    "Streszczenie",
    "Özet",
    "Sammanfattning",
    "摘要",
    "要旨",
    "초록",
];

/// What a word or two on a paper is called.
const GLOSSES: &[&str] = &[
    "Contribution",
    "Contributions",
    "Description",
    "Destacado",
    "Highlight",
    "Highlights",
    "In brief",
    "In short",
    "Key finding",
    "Key findings",
    "Main finding",
    "Main findings",
    "TL;DR",
    "TLDR",
    "Takeaway",
];

/// What the first part of an abstract is called.
const ABSTRACT_PARTS: &[&str] = &[
    "Background",
    "BACKGROUND",
    "Objective",
    "OBJECTIVE",
    "Objectives",
    "OBJECTIVES",
    "Importance",
    "IMPORTANCE",
    "Purpose",
    "PURPOSE",
    "Aims",
    "AIMS",
    "Aim",
    "Introduction",
    "INTRODUCTION",
    "Summary",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_mostly_small_words() {
        for (text, prose) in [
            (
                "Through a map of Kiel 1995–2015, I study how slow rivers of \
                 sand and their beds reach the sea.",
                true,
            ),
            (
                "Ann Roe, Bo Diaz. The flow of slow rivers in sand and what \
                 it tells. Water Research, 2019.",
                false,
            ),
            ("Slow rivers of sand.", false),
        ] {
            assert_eq!(is_prose(text), prose, "{text}");
        }
    }

    #[test]
    fn a_line_may_open_an_abstract_or_a_gloss() {
        for (line, opens) in [
            ("Abstract: we count the grains of sand in old rivers", true),
            ("Abstract: [pdf]", false),
            ("TL;DR: moss grows slowly, and slower still in Kiel 2017", true),
            ("Destacado: las medidas de los ríos viejos del norte", true),
            ("Highlights: best paper award of the Moss Society", false),
            ("Contributions to the Growth of Moss in Old Rivers, 2017", false),
        ] {
            assert_eq!(opens_abstract(line), opens, "{line}");
        }
    }

    #[test]
    fn a_word_announces_an_abstract() {
        for (line, announced) in [
            ("Abstract:", true),
            ("Abstract [+]", true),
            ("▸ Resumen", true),
            ("Abstract Rivers", false),
        ] {
            assert_eq!(announces(line), announced, "{line}");
        }
    }

    #[test]
    fn an_abstract_may_run_in_behind_its_heading() {
        let prose = "Abstract In 2012, the towns of the north counted the \
                     grains that their rivers leave behind on the shore. It \
                     was found that few of them are as old as the moss that \
                     grows on them. We show that this holds for deltas as \
                     well, and for what the wind takes away from the dunes \
                     in winter and in the long nights of autumn.";
        let entry = "Abstract Rivers of the North. A. Roe, B. Li. Sand, 2020.";
        assert!(runs_in(prose, prose));
        assert!(!runs_in(entry, entry));
        let entries = [entry; 6].join(" ");
        assert!(!runs_in(entry, &entries));
    }

    #[test]
    fn prose_may_be_an_entry_in_small_letters() {
        for (text, entry) in [
            (
                "Does the price of sand reach the rivers of the north and \
                 their many small tributaries? (with Bo Li), Sand, 2019.",
                true,
            ),
            (
                "In a volume on the history of sand and of the rivers of \
                 the north, edited by the museum of the town, 2019.",
                true,
            ),
            (
                "Through a map of Kiel 1995–2015, I study how slow rivers of \
                 sand and their beds reach the sea.",
                false,
            ),
        ] {
            assert_eq!(tells_entry(text), entry, "{text}");
        }
    }

    #[test]
    fn abstracts_are_long_prose_of_what_was_done() {
        let rest = "It holds for rivers of any width, and for canals too, \
                    as long as they are slow enough to be measured at all. \
                    On seven rivers of the north we find it to be right. ";
        let tail = rest.repeat(3);
        for (head, want) in [
            ("The flow of slow rivers is hard to tell. We show how. ", true),
            ("Langsame Flüsse sind schwer zu messen. Das zeigen wir. ", true),
            ("A. Roe and B. Diaz. Slow Rivers. Nature, 2019. We ", false),
            ("“Slow Rivers and Their Beds”, with Bo Diaz. We show ", false),
            ("Slow Rivers and Their Beds (2019), Nature. We show ", false),
        ] {
            let text = format!("{head}{tail}");
            assert_eq!(is_abstract(&text), want, "{text}");
        }
        for (text, want) in [
            (
                "I show that rivers which flow slowly in sand reach the sea as late as those in clay.",
                true,
            ),
            (
                "This paper shows that rivers which flow slowly in sand reach the sea late.",
                false,
            ),
            (
                "I Robot and the Slow Rivers of the North: How to Reach the Sea as Late as in Clay.",
                false,
            ),
        ] {
            assert_eq!(is_abstract(text), want, "{text}");
        }
        assert!(!is_abstract("The flow of rivers. We show how it is told."));
    }
}
