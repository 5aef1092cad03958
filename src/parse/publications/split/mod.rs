//! Parts the lines of a section into the entries of its list.

mod abstracts;
mod levels;
mod lines;
mod numbering;
mod openings;
mod pieces;
mod quotes;
mod signs;
mod stacked;

use std::borrow::Cow;
use std::cell::{LazyCell, OnceCell};
use std::ops::Deref;

use super::List;
use super::analysis::{Analysis, Labelled};
use super::entry::Entry;
use super::heading::{Headings, venue_of};
use super::opens_with_dashes;
use crate::gazetteer::Strength;
use crate::gazetteer::venue::{self, VenueKind, VenueMatch};
use crate::model::{Document, Line, PersonName, SectionKind};
use crate::parse::date::first_year;
use crate::segment::{heads_kinds, heads_publications, is_capitals, known};
pub(super) use levels::level_of_titles;
pub(super) use lines::{
    is_citation, is_former_title, is_prose, repeats_authors,
};
pub(super) use numbering::label_of;
pub(super) use pieces::begins_entry;
use pieces::{Piece, full_width, is_years, pieces};

/// An entry as it was gathered.
pub(super) enum Gathered {
    /// A record of BibTeX: nothing had to be found in it yet.
    Record(Labelled),
    Analysed(Analysis),
}

impl Gathered {
    /// Finds what is not found yet.
    pub(super) fn analysed(self, owner: Option<&PersonName>) -> Analysis {
        match self {
            Gathered::Record(entry) => entry.analysed(owner),
            Gathered::Analysed(analysis) => analysis,
        }
    }
}

/// The entries of a list, in order; `titles` is the depth of the headings
/// that are titles of entries.
pub(super) fn entries(
    list: &List<'_>,
    owner: Option<&PersonName>,
    titles: Option<u8>,
) -> Vec<Gathered> {
    let &List { document, lines, heading } = list;
    let width = full_width(document, lines);
    let held = |range| {
        let entry = Entry::join(document, &lines[range], width);
        holds(&Analysis::of(entry, owner))
    };
    let (pieces, apart) = pieces(document, lines, width, titles, held);
    let mut splitter = Splitter {
        document,
        lines,
        apart,
        width,
        owner,
        titles,
        headings: Headings::of(heading),
        heading_items: None,
        open: None,
        badge: None,
        done: Vec::new(),
    };
    let mut pieces = pieces.into_iter();
    while let Some(piece) = pieces.next() {
        splitter.take(piece, pieces.as_slice());
    }
    splitter.close();
    splitter.done
}

struct Splitter<'a> {
    document: &'a Document,
    lines: &'a [Line],
    /// Lines that are no part of an entry, though they stand in one.
    apart: Vec<bool>,
    width: usize,
    owner: Option<&'a PersonName>,
    /// Depth of the headings that are titles of entries.
    titles: Option<u8>,
    headings: Headings,
    /// Depth of a heading that was found to head items.
    heading_items: Option<u8>,
    open: Option<Open>,
    /// The venue and the year that stand alone above the next entry.
    badge: Option<(String, Option<i32>)>,
    done: Vec<Gathered>,
}

/// The entry being gathered.
struct Open {
    piece: Piece,
    /// Whether it opens as a record does.
    record: bool,
    /// What stood alone above it.
    badge: Option<(String, Option<i32>)>,
    /// How many pieces it was joined of.
    pieces: usize,
    /// What is in it so far, once that matters.
    read: OnceCell<(Analysis, Holds)>,
}

/// Pieces that make one entry at most.
const MOST: usize = 40;

/// What a piece holds.
#[derive(Clone, Copy, Debug)]
struct Holds {
    title: bool,
    names: bool,
    /// A venue, a year or a status.
    venue: bool,
    /// Nothing but names in front.
    names_first: bool,
}

impl Splitter<'_> {
    /// Takes the next piece; `behind` are those that follow it.
    fn take(&mut self, piece: Piece, behind: &[Piece]) {
        let first = &self.lines[piece.lines.start];
        let text = self.document.slice(first.span).trim();
        if piece.lines.len() == 1
            && (self.is_sub_heading(&piece, text)
                || self.heads_items(&piece, behind))
        {
            self.close();
            // "CVPR 2024" beside the picture of a paper says nothing of the
            // next one.
            let badge = piece.heading.is_none().then(|| venue_of(text));
            match badge.flatten() {
                Some(venue) => {
                    let year = first_year(text).map(|(_, year)| year);
                    self.badge = Some((venue, year));
                }
                None => self.headings.open(text, piece.heading),
            }
            return;
        }
        let record = lines::is_record(text);
        let read = OnceCell::new();
        let mut next = Open { piece, record, badge: None, pieces: 1, read };
        match self.open.take() {
            Some(mut open) if self.joins(&open, &next, text) => {
                open.piece.lines.end = next.piece.lines.end;
                open.pieces += 1;
                open.read = OnceCell::new();
                self.open = Some(open);
            }
            open => {
                self.open = open;
                self.close();
                next.badge = self.badge.take();
                self.open = Some(next);
            }
        }
    }

    /// Whether a piece that opens with a text goes on with the entry before.
    fn joins(&self, open: &Open, next: &Open, text: &str) -> bool {
        // What goes on and on is no entry, and each piece is read with all
        // before it.
        if self.is_title(&next.piece) || next.record || open.pieces > MOST {
            return false;
        }
        // What is joined is read anew with the whole: by itself only where
        // that decides.
        let holds = LazyCell::new(|| self.held(next));
        let marked = next.piece.marked;
        // "### A Title", then "**Nature** — *June 23, 2026*".
        if self.is_title(&open.piece) && open.piece.lines.len() == 1 {
            let whole = holds.title && holds.names && holds.venue;
            let cited = !marked && lines::opens_with_volume(text);
            return !whole || holds.names_first || cited;
        }
        // "Slow Rivers", then a paragraph "Sand Letters, v. 3, 2019".
        let waits = || {
            let held = self.held(open);
            held.title && !(held.venue || marked)
        };
        if next.piece.lines.len() == 1 && lines::is_citation(text) && waits() {
            return true;
        }
        // "A. Roe, B. Li (arXiv)", then "Oral Presentation at ICML 2024".
        if next.piece.lines.len() == 1
            && lines::tells_outlet(text)
            // A talk beside it is an item of its own.
            && !(open.piece.marked && next.piece.marked && !next.piece.inner)
            && self.waits_for_outlet(open)
            && !holds.names
        {
            return true;
        }
        // An item below its title's, unless it is an entry by itself.
        if open.piece.marked && next.piece.inner {
            return !(holds.title && holds.names);
        }
        continues(self.held(open), &holds, open.piece.marked, marked)
    }

    /// Whether an entry has a title and its authors, and no place but that
    /// of its preprint.
    fn waits_for_outlet(&self, open: &Open) -> bool {
        let held = self.held(open);
        let served = |analysis: &Analysis| {
            // Words of titles may be those of venues, too.
            let sure = |v: &&VenueMatch<'_>| v.strength > Strength::Word;
            let mut venues = analysis.venues.iter().filter(sure);
            analysis.years.is_empty()
                && venues.all(|v| v.venue.kind() == VenueKind::Preprint)
        };
        held.title
            && held.names
            && open.read.get().is_some_and(|(analysis, _)| served(analysis))
    }

    /// What the entry being gathered holds so far.
    fn held(&self, open: &Open) -> Holds {
        let read = || {
            let analysis = self.analyse(&open.piece);
            let holds = holds(&analysis);
            (analysis, holds)
        };
        open.read.get_or_init(read).1
    }

    /// Whether a piece begins with a heading that is the title of an entry.
    fn is_title(&self, piece: &Piece) -> bool {
        piece.heading.is_some() && piece.heading == self.titles
    }

    fn analyse(&self, piece: &Piece) -> Analysis {
        Analysis::of(self.join(piece), self.owner)
    }

    fn join(&self, piece: &Piece) -> Entry {
        let lines = self.lines_of(piece);
        let mut entry = Entry::join(self.document, &lines, self.width);
        if self.is_title(piece) {
            let title = self.document.slice(lines[0].span).trim();
            if lines.len() > 1 && !title.contains(['“', '"', '\t']) {
                entry.tell_title(without_company(title));
            }
        }
        entry.tell_title_of_thesis();
        entry.year = piece.year.or(self.headings.year());
        entry.above = self.headings.above();
        entry.theme = self.headings.theme();
        entry.place = self.headings.venue();
        entry
    }

    /// The lines of a piece, but for the abstracts between them.
    fn lines_of(&self, piece: &Piece) -> Cow<'_, [Line]> {
        let lines = &self.lines[piece.lines.clone()];
        let out = &self.apart[piece.lines.clone()];
        if !out.contains(&true) {
            return Cow::Borrowed(lines);
        }
        let shown = lines.iter().zip(out).filter(|(_, out)| !**out);
        Cow::Owned(shown.map(|(line, _)| *line).collect())
    }

    fn close(&mut self) {
        let Some(Open { piece, record, badge, read, .. }) = self.open.take()
        else {
            return;
        };
        let mut analysis = match read.into_inner() {
            Some((analysis, _)) => analysis,
            None if record => {
                let entry = Labelled::of(self.join(&piece));
                return self.done.push(Gathered::Record(entry));
            }
            None => self.analyse(&piece),
        };
        if let Some((venue, year)) = badge {
            let entry = &mut analysis.entry;
            entry.place = Some(venue);
            entry.year = year.or(entry.year);
        }
        self.done.push(Gathered::Analysed(analysis));
    }

    /// Whether a heading is followed by items that are entries by themselves,
    /// two or as one of its level was: "### Memory and the shape of sand",
    /// then "- Roe, A. (2020). Slow …".
    fn heads_items(&mut self, piece: &Piece, behind: &[Piece]) -> bool {
        if piece.heading.is_none() || piece.heading == self.titles {
            return false;
        }
        let whole = |next: &&Piece| {
            let item = next.marked && !next.inner;
            let held = item.then(|| holds(&self.analyse(next)));
            held.is_some_and(|held| held.title && held.names && held.venue)
        };
        let known = piece.heading == self.heading_items;
        let count = if known { 1 } else { 2 };
        let heads = behind.iter().take(count).filter(whole).count() == count;
        if heads {
            self.heading_items = piece.heading;
        }
        heads
    }

    /// Whether a line heads a part of the list: a year alone, or a few words
    /// set as a heading.
    fn is_sub_heading(&self, piece: &Piece, text: &str) -> bool {
        if is_years(text) {
            return true;
        }
        // More are as good as none.
        let words = text.split_whitespace().take(9).count();
        // The title of an entry may be set as a heading too.
        if piece.heading.is_some() {
            // "with Bo Li", set as a smaller heading below a title.
            let below = self.titles.is_some() && piece.heading > self.titles;
            return piece.heading != self.titles
                && !(below && self.open.is_some())
                && (words <= 4
                    || text.ends_with(':')
                    || heads_publications(text));
        }
        // "ICML" below a title and its authors.
        let placed = || {
            let open = self.open.as_ref().map(|open| self.held(open));
            open.is_some_and(|open| open.title && open.names)
                && venue::canonical(text).is_some()
        };
        let capitals = is_capitals(text)
            && words <= 8
            && !text.contains(',')
            && !placed();
        let colon = text.ends_with(':') && words <= 8;
        // "Book" between the items of two lists.
        let listed =
            || words <= 3 && known(text) == Some(SectionKind::Publications);
        // "Reviews and other writing" between them; one kind alone may be a
        // mark at the entry before.
        let kinds = || {
            piece.lines.len() == 1
                && words <= 6
                && (self.open.is_none() || text.contains(" and "))
                && text.starts_with(char::is_uppercase)
                && heads_kinds(text)
        };
        // "ACL 2024" below a title is its venue.
        let dated = piece.inner && text.contains(|c: char| c.is_ascii_digit());
        !(piece.marked || dated) && (capitals || colon || listed() || kinds())
    }
}

/// A title without the names in brackets behind it: "Slow Rivers (with Bo
/// Li)".
fn without_company(title: &str) -> &str {
    const OPENINGS: &[&str] =
        &["with ", "joint with ", "joint work with ", "jointly with "];
    let inside = title.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    inside
        .filter(|(_, names)| OPENINGS.iter().any(|o| names.starts_with(o)))
        .map_or(title, |(head, _)| head.trim_end())
}

/// What an analysed piece holds.
fn holds(analysis: &Analysis) -> Holds {
    let best = analysis.best_run();
    let names = best.is_some_and(|run| {
        run.names.len() > 1 && run.score > 0.9 || run.score > 1.3
    });
    let text = &analysis.entry.text;
    let dashes = opens_with_dashes(text);
    let names_first = names
        && best.is_some_and(|run| {
            text[..run.range.start]
                .chars()
                .filter(|c| c.is_alphanumeric())
                .nth(5)
                .is_none()
        });
    Holds {
        title: analysis.title_left(),
        names: names || dashes,
        venue: !analysis.years.is_empty()
            || analysis.label.year.is_some()
            || analysis.label.venue.is_some()
            || analysis.has_venue()
            || analysis.has_status(),
        names_first: names_first || dashes,
    }
}

/// Whether a piece goes on with the entry before it.
fn continues(
    open: Holds,
    next: &impl Deref<Target = Holds>,
    marked: bool,
    next_marked: bool,
) -> bool {
    if next_marked && (open.title || !marked) && next.title {
        return false;
    }
    if next_marked && marked {
        return false;
    }
    match (open.title, open.names, open.venue) {
        // A title alone waits for its authors.
        (true, false, false) => !next.title || next.names_first,
        // Authors alone wait for their title.
        (false, true, _) => !next.names,
        // A title with its authors waits for its venue.
        (true, true, false) => !next.names && !next.title,
        // "[1] Roe at SemEval-2024: …" has a year, but waits all the same.
        (true, false, true) => !next.title && (next.names || !next.venue),
        (true, true, true) => !next.title && !next.names && !next.venue,
        (false, false, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Role};
    use crate::normalize;

    /// The first words of the entries of some blocks.
    fn split(blocks: &[(Role, &[&str])]) -> Vec<String> {
        let opening = |text: String| {
            text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
        };
        of_blocks(blocks).into_iter().map(opening).collect()
    }

    /// The entries of some blocks.
    fn of_blocks(blocks: &[(Role, &[&str])]) -> Vec<String> {
        let raw = Raw {
            blocks: blocks
                .iter()
                .map(|(role, lines)| RawBlock {
                    role: *role,
                    page: None,
                    lines: lines
                        .iter()
                        .map(|l| RawLine::plain(*l, 1))
                        .collect(),
                })
                .collect(),
            ..Raw::default()
        };
        let document = normalize::document(raw, "x", "text");
        let lines = document.lines();
        let list = List { document: &document, lines: &lines, heading: "" };
        let titles = level_of_titles(std::slice::from_ref(&list));
        entries(&list, None, titles)
            .into_iter()
            .map(|gathered| gathered.analysed(None).entry.text)
            .collect()
    }

    #[test]
    fn keys_below_a_title_tell_of_its_entry() {
        let (body, item) = (Role::Body, Role::Item(0));
        let found = split(&[
            (body, &["Slow Rivers and the Shape of Deltas"]),
            (item, &["Authors: A Roe, JT Ohm, *B Ilk*"]),
            (item, &["Venue: Workshop on Sand: Theory and Use (WS), 2023."]),
            (item, &["Paper | Slides"]),
            (body, &["Fast Rivers: A Tool for the Shape of Canyons"]),
            (item, &["Autores: A Roe and B Ilk"]),
            (item, &["Revista: Sand Letters"]),
            (item, &["Año: 2022"]),
        ]);
        assert_eq!(found, ["Slow Rivers", "Fast Rivers:"]);
        // What kind an entry is of may be told likewise.
        let found = split(&[
            (item, &["Journal: A. Roe, B. Li. Slow rivers of Kiel. 2020"]),
            (item, &["Conference: A. Roe. Fast rivers of Lyon. 2019"]),
        ]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn where_a_work_was_shown_stands_below_its_preprint() {
        let found = of_blocks(&[
            (Role::Heading(2), &["Slow Rivers and the Shape of Deltas"]),
            (Role::Item(0), &["Ann Roe, Bo Li (arXiv:2408.10001)"]),
            (Role::Item(0), &["Oral (Top 3%) Presentation at *ICML 2024*."]),
            (Role::Heading(2), &["Fast Rivers and the Shape of Canyons"]),
            (Role::Item(0), &["Ann Roe, Bo Li, Cara Diaz"]),
        ]);
        assert_eq!(found.len(), 2);
        assert!(found[0].ends_with("*ICML 2024*."), "{found:?}");
    }

    #[test]
    fn an_abstract_is_no_part_of_what_stands_around_it() {
        let told = "We count the grains of sand that Roe (1959) left on the \
                    banks of three rivers, and find that moss holds them.";
        let found = of_blocks(&[
            (Role::Item(0), &["“Slow Rivers”, Ann Roe, Bo Li, ICML 2020."]),
            (Role::Item(1), &["Abstract"]),
            (Role::Body, &["Show details", told]),
            (Role::Item(1), &["Full Paper", "PDF"]),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(!found[0].contains("1959"), "{found:?}");
    }

    #[test]
    fn kinds_of_works_head_what_stands_below() {
        let found = split(&[
            (Role::Body, &["Book"]),
            (Role::Body, &["Ann Roe. 2006. Last Best Moss of Kiel. Brill."]),
            (Role::Body, &["Reviews and other occasional writing"]),
            (Role::Body, &["Ann Roe. 2007. A Wealth of Moss. Sand 22: 1–9."]),
        ]);
        assert_eq!(found, ["Ann Roe.", "Ann Roe."]);
    }

    #[test]
    fn works_in_progress_may_stand_above_those_with_a_year() {
        let found = split(&[
            (
                Role::Body,
                &["Weber, A., Li, B. Slow rivers of the north. In prep."],
            ),
            (
                Role::Body,
                &["Gomez, C., Li, B. Wide rivers of the south. In review."],
            ),
            (Role::Body, &["2019\tRoe, A., Li, B. Deltas of moss. Sand 3."]),
            (
                Role::Body,
                &["Diaz, D., Li, B. Fast rivers of the east. Sand 2."],
            ),
            (Role::Body, &["2018\tBerg, E., Li, B. Old rivers. Sand 1."]),
        ]);
        assert_eq!(found.len(), 5, "{found:?}");
    }

    #[test]
    fn a_title_takes_the_lines_of_its_authors_and_venue() {
        let found = split(&[
            (
                Role::Heading(3),
                &["Slow Rivers and the Shape of Deltas over Time"],
            ),
            (Role::Body, &["Anna Weber, Bo Li, and Carla Gomez"]),
            (Role::Body, &["ICML 2024"]),
            (
                Role::Heading(3),
                &["Fast Rivers and the Shape of Canyons over Time"],
            ),
            (Role::Body, &["Anna Weber and Wei Wang"]),
            (Role::Body, &["NeurIPS 2023"]),
        ]);
        assert_eq!(found, ["Slow Rivers", "Fast Rivers"]);
    }

    #[test]
    fn a_long_heading_above_entries_is_none_of_them() {
        let found = split(&[
            (Role::Heading(3), &["Slow Rivers and the Shape of Deltas"]),
            (
                Role::Item(0),
                &[
                    "Weber, A., Li, B. (2020). The slow sand of deltas. Nature, 3.",
                ],
            ),
            (
                Role::Item(0),
                &[
                    "Weber, A., Wang, W. (2021). The fast sand of rivers. Nature, 4.",
                ],
            ),
            (Role::Heading(3), &["Memory and the Structure of Sand"]),
            (
                Role::Item(0),
                &[
                    "Li, B., Weber, A. (2019). The wet sand of deltas. Nature, 2.",
                ],
            ),
        ]);
        assert_eq!(found, ["Weber, A.,", "Weber, A.,", "Li, B.,"]);
    }

    #[test]
    fn a_title_may_be_as_short_as_a_heading() {
        let found = split(&[
            (Role::Heading(3), &["Slow Rivers and the Shape of Deltas"]),
            (Role::Body, &["Anna Weber, Bo Li"]),
            (Role::Body, &["ICML"]),
            (Role::Heading(3), &["Who Watches Rivers?"]),
            (Role::Body, &["Anna Weber, Carla Gomez"]),
            (Role::Body, &["AAAI"]),
            (Role::Heading(3), &["Fast Rivers and the Shape of Canyons"]),
            (Role::Body, &["Anna Weber and Wei Wang"]),
            (Role::Body, &["ICLR"]),
            (Role::Heading(3), &["Wide Rivers and Their Many Islands"]),
            (Role::Body, &["Bo Li, Anna Weber"]),
            (Role::Body, &["CVPR"]),
        ]);
        let titles = ["Slow Rivers", "Who Watches", "Fast Rivers"];
        assert_eq!(found, [&titles[..], &["Wide Rivers"]].concat());
    }

    #[test]
    fn one_heading_below_a_kind_of_work_is_its_title() {
        let raw = Raw {
            blocks: [
                (Role::Heading(3), "What do rivers want? Sand, moss and silt"),
                (Role::Body, "Draft available here"),
            ]
            .map(|(role, text)| RawBlock {
                role,
                page: None,
                lines: vec![RawLine::plain(text, 1)],
            })
            .to_vec(),
            ..Raw::default()
        };
        let document = normalize::document(raw, "x", "html");
        let lines = document.lines();
        for (heading, level) in
            [("Job Market Paper", Some(3)), ("Working Papers", None)]
        {
            let list = List { document: &document, lines: &lines, heading };
            assert_eq!(level_of_titles(&[list]), level, "{heading}");
        }
    }

    #[test]
    fn a_title_ends_before_who_joined() {
        for (title, alone) in [
            ("Slow Rivers (with Bo Li)", "Slow Rivers"),
            ("Slow Rivers (with a View)", "Slow Rivers"),
            ("Slow Rivers (of Sand)", "Slow Rivers (of Sand)"),
            ("Rivers (slow) with Sand", "Rivers (slow) with Sand"),
        ] {
            assert_eq!(without_company(title), alone, "{title}");
        }
    }

    #[test]
    fn a_year_or_a_quotation_begins_an_entry() {
        let found = split(&[
            (Role::Body, &["2023\t“Slow Rivers of Kiel” (with Bo Li)"]),
            (
                Role::Body,
                &[
                    "2022\t“Wide Rivers of Kiel” (with Bo Li)",
                    "2021\t“Deep Rivers of Kiel” (with Bo Li)",
                ],
            ),
        ]);
        let titles = ["“Slow Rivers", "“Wide Rivers", "“Deep Rivers"];
        assert_eq!(found, titles);
        let found = split(&[(
            Role::Body,
            &[
                "“Slow River of Kiel” (with Bo Li)",
                "“Wide River of Kiel” (with Bo Li)",
                "“Deep Rivers of Kiel”",
                "“Cold River of Kiel” (with Bo Li)",
                "“Warm Rivers of Kiel and Its Deltas” (with Bo Li and A. Roe)",
            ],
        )]);
        let openings = ["“Slow", "“Wide", "“Deep", "“Cold", "“Warm"];
        assert!(found.iter().zip(openings).all(|(f, o)| f.starts_with(o)));
        assert_eq!(found.len(), openings.len());
    }

    #[test]
    fn lines_below_a_heading_that_is_a_title_are_its_entrys() {
        let below = "with Bo Li and Carla Gomez — February 2025\n\
                     Latest version of the paper | Slides of talks";
        let below: Vec<&str> = below.lines().collect();
        let mut blocks = Vec::new();
        for title in [
            "Slow Rivers and the Shape of Deltas",
            "Fast Rivers and the Shape of Canyons",
            "Wide Rivers and Their Many Islands",
        ] {
            blocks.push((Role::Heading(3), vec![title]));
            blocks.push((Role::Body, below.clone()));
        }
        let blocks: Vec<(Role, &[&str])> =
            blocks.iter().map(|(role, lines)| (*role, &**lines)).collect();
        let found = split(&blocks);
        assert_eq!(found, ["Slow Rivers", "Fast Rivers", "Wide Rivers"]);
    }

    #[test]
    fn lines_that_open_alike_with_a_quotation_are_entries() {
        for (lines, want) in [
            (
                &[
                    "Ana Uzovik, “Slow Rivers.” Download paper.",
                    "Ana Uzovik, “Fast Rivers of the North.” Download paper.",
                ][..],
                2,
            ),
            (
                &[
                    "1. Bo Li, Ana C. d. S. Roe, “Slow Rivers of Kiel”, 2020.",
                    "2. Jo Berg, Max Keller, Bo Li, Tom Taub, Eva Zorn, Ana C.",
                    "d. S. Roe, “Fast Rivers of the North”, 2021.",
                ],
                2,
            ),
            (
                &[
                    "“Slow Rivers and the Moss of the North”",
                    "“Fast Rivers and What They Leave on the Sand of the South”",
                ],
                2,
            ),
            (
                &[
                    "Ana Uzovik, “Slow Rivers of the North and the Moss of",
                    "the South.” Download paper.",
                ],
                1,
            ),
        ] {
            assert_eq!(split(&[(Role::Body, lines)]).len(), want, "{lines:?}");
        }
    }

    #[test]
    fn a_short_title_is_told_by_its_abstract() {
        let blocks = [
            (Role::Heading(3), &["Slow Rivers and the Shape of Deltas"][..]),
            (Role::Body, &["Anna Weber, Bo Li"]),
            (Role::Heading(3), &["Sand and Moss"]),
            (Role::Body, &["Abstract"]),
            (Role::Heading(3), &["Wide Rivers and Their Many Islands"]),
            (Role::Body, &["Bo Li, Anna Weber"]),
            (Role::Heading(3), &["Moss and Silt"]),
            (Role::Body, &["Abstract. We count the grains of sand."]),
        ];
        let titles = ["Slow Rivers", "Sand and", "Wide Rivers", "Moss and"];
        assert_eq!(split(&blocks), titles);
    }

    #[test]
    fn a_line_at_the_margin_opens_an_entry_where_others_are_set_in() {
        use crate::model::Geometry;
        let line = |&(indent, text): &(f32, &str)| {
            let mut line = RawLine::plain(text, 1);
            let room = Some(0.0);
            line.geometry =
                Some(Geometry { indent, gap: 0.0, size: 1.0, room });
            line
        };
        let blocks = [
            &[
                (0.0, "“Slow Rivers and Deltas” (with Bo Li), Sand, 2024."),
                (0.0, "“Fast Rivers and the Shape of Their Canyons” (with"),
                (20.0, "Carla Gomez), Nature, 2023."),
            ][..],
            &[
                (0.0, "“Wide Rivers and the Shape of Their Deltas” (with"),
                (20.0, "Bo Li), Nature, 2022."),
            ],
        ];
        let blocks = blocks.iter().map(|lines| RawBlock {
            role: Role::Body,
            page: Some(1),
            lines: lines.iter().map(line).collect(),
        });
        let raw = Raw { blocks: blocks.collect(), ..Raw::default() };
        let document = normalize::document(raw, "x", "pdf");
        let lines = document.lines();
        let list = List { document: &document, lines: &lines, heading: "" };
        assert_eq!(entries(&list, None, None).len(), 3);
    }

    #[test]
    fn a_heading_among_titles_opens_an_entry() {
        let found = split(&[
            (Role::Heading(3), &["Slow Rivers and the Shape of Deltas"]),
            (Role::Body, &["Anna Weber, Bo Li"]),
            (Role::Body, &["Sandbox 2020"]),
            (Role::Heading(3), &["Mapping Bo Li with a Raspberry Pi"]),
            (Role::Body, &["Anna Weber"]),
            (Role::Body, &["Sandbox 2019"]),
            (Role::Heading(3), &["Wide Rivers and Their Many Islands"]),
            (Role::Body, &["Bo Li, Anna Weber"]),
            (Role::Body, &["Sandbox 2018"]),
        ]);
        assert_eq!(found, ["Slow Rivers", "Mapping Bo", "Wide Rivers"]);
    }

    #[test]
    fn a_bracket_may_be_broken_off_its_venue() {
        let found = split(&[(
            Role::Body,
            &[
                "[C2] Anna Weber, Bo Li. Slow Rivers and the Deltas. In USENIX",
                "Symposium on Networked Systems Design and Implementation",
                "(NSDI’21), 2021. (Acceptance rate: 16%)",
                "[C1] Anna Weber. Fast Rivers and Canyons. In USENIX Conference",
                "on File and Storage Technologies (FAST’17), 2017.",
            ],
        )]);
        assert_eq!(found, ["Anna Weber,", "Anna Weber."]);
    }

    #[test]
    fn a_venue_may_stand_above_its_title() {
        let entry = |venue, title| {
            let lines =
                [venue, title, "Anna Weber, Bo Li", "We look.", "Code"];
            (Role::Body, lines)
        };
        let entries = [
            entry("arXiv 2025", "Slow rivers and the shape of deltas"),
            entry("Sandbox 2024", "Fast rivers and the shape of canyons"),
            entry("Dunes 2023", "Wide rivers and their many islands"),
        ];
        let found = split(&entries.each_ref().map(|(r, l)| (*r, &l[..])));
        assert_eq!(found, ["arXiv 2025", "Sandbox 2024", "Dunes 2023"]);
    }

    #[test]
    fn small_initials_make_no_title_of_a_line_of_names() {
        let names = "Araujo, R. P. A.; Oliver, R. L. d.; Novas, E. M. d.; \
                     Tadeu, T. D.; Pereira, D. B.; Garcia, I. Accepted by \
                     LREC'10, 2010.";
        let analysis = Analysis::of(Entry::of(names), None);
        assert!(!holds(&analysis).title, "{:?}", analysis.runs);
    }

    #[test]
    fn bare_numbers_count_names_with_particles_too() {
        let found = split(&[(
            Role::Body,
            &[
                "1 Roe A, Li B. Slow Rivers. Nature 2024; 1: 2–3.",
                "2 de Groot C, Roe A. Fast Rivers. Nature 2023; 1: 2–3.",
                "3 Roe A, van Dijk D. Wide Rivers. Nature 2022; 1: 2–3.",
            ],
        )]);
        assert_eq!(found, ["1 Roe", "2 de", "3 Roe"]);
    }

    #[test]
    fn numbers_part_entries() {
        let found = split(&[(
            Role::Body,
            &[
                "1. Slow rivers and their deltas, A. Weber,",
                "B. Li, J. Chem. Phys. 3, 12 (2015).",
                "2. Fast rivers and canyons, A. Weber, and",
                "W. Wang, J. Chem. Phys. 4, 13 (2014).",
            ],
        )]);
        assert_eq!(found, ["Slow rivers", "Fast rivers"]);
    }

    #[test]
    fn kinds_are_numbered_by_themselves() {
        let found = split(&[(
            Role::Body,
            &[
                "2020",
                "[j7] Anna Weber, Bo Li:",
                "Slow rivers and their deltas. ICML 2020: 3-12",
                "[c14] Anna Weber:",
                "Fast rivers and their canyons. NeurIPS 2020: 1-9",
                "2019",
                "[c13] Bo Li, Anna Weber:",
                "Wide rivers and their islands. ICLR 2019: 1-7",
            ],
        )]);
        assert_eq!(found, ["[j7] Anna", "[c14] Anna", "[c13] Bo"]);
    }

    #[test]
    fn names_part_entries_of_a_few_lines_each() {
        let found = split(&[(
            Role::Body,
            &[
                "Slow rivers and the shape of deltas",
                "A Weber, B Li, C Gomez",
                "Journal of Hydrology 41 (3), 12-21\t88\t2017",
                "Fast rivers and the shape of canyons",
                "A Weber, W Wang",
                "Physical Review Letters 18, 21\t61\t2016",
                "Wide rivers",
                "B Li, A Weber",
                "Water 5\t45\t2014",
                "Old rivers and where they went",
                "A Weber, C Gomez",
                "Nature Geoscience 3, 322\t45\t2014",
            ],
        )]);
        assert_eq!(found[0], "Slow rivers");
        assert!(found.contains(&"Fast rivers".to_owned()));
        assert!(found.contains(&"Old rivers".to_owned()));
    }

    #[test]
    fn a_year_may_stand_between_a_title_and_its_names() {
        let found = split(&[(
            Role::Body,
            &[
                "Slow rivers and the shape of deltas\tICML",
                "2024",
                "Anna Weber, Bo Li",
                "Outstanding Paper Award",
                "Fast rivers and the shape of canyons\tACL",
                "2023",
                "Anna Weber, Wei Wang",
                "Wide rivers and their many islands\tNAACL",
                "2022",
                "Bo Li, Anna Weber",
            ],
        )]);
        assert_eq!(found, ["Slow rivers", "Fast rivers", "Wide rivers"]);
    }

    #[test]
    fn tags_are_no_column_of_years() {
        let found = split(&[(
            Role::Body,
            &[
                "[ICML 2025]\tAnna Weber, Bo Li. Slow Rivers and Deltas.",
                "[NeurIPS 2024] Bo Li, Anna Weber. Fast Rivers, Canyons.",
                "[ICLR 2023]\tAnna Weber, Bo Li. Wide Rivers, Islands.",
            ],
        )]);
        assert_eq!(found, ["Anna Weber,", "Bo Li,", "Anna Weber,"]);
    }

    #[test]
    fn names_may_follow_below_a_remark() {
        let found = split(&[
            (
                Role::Body,
                &[
                    "“Slow Rivers and the Shape of Deltas”",
                    "Revise and Resubmit, Water Research",
                ],
            ),
            (Role::Body, &["Details"]),
            (Role::Body, &["With: Bo Li, Carla Gomez"]),
            (
                Role::Body,
                &[
                    "“Fast Rivers and the Shape of Canyons”",
                    "Accepted, Water Research",
                ],
            ),
            (Role::Body, &["Details"]),
            (Role::Body, &["With: Bo Li and Wei Wang"]),
        ]);
        assert_eq!(found, ["“Slow Rivers", "“Fast Rivers"]);
    }

    #[test]
    fn years_in_brackets_part_the_paragraphs_of_an_item() {
        let found = split(&[(
            Role::Item(0),
            &[
                "[2013] A. Weber and B. Li.",
                "“Slow rivers and the shape of deltas.”",
                "3rd Sand Workshop, Kiel, Germany.",
                "[2012] B. Li, A. Weber.",
                "“Fast rivers and the shape of canyons.”",
                "International Sand Meeting, Lyon.",
                "[2010] A. Weber, W. Wang.",
                "“Wide rivers and their many islands.”",
                "Lecture Notes in Sand Volume 5572.",
            ],
        )]);
        assert_eq!(found, ["A. Weber", "B. Li,", "A. Weber,"]);
    }

    #[test]
    fn an_item_below_a_title_heads_nothing() {
        let found = split(&[
            (Role::Item(0), &["Slow rivers and the shape of deltas"]),
            (Role::Item(1), &["Anna Weber, Bo Li"]),
            (Role::Item(1), &["ACL 2024"]),
            (Role::Item(1), &["Paper / Code"]),
            (Role::Item(0), &["Fast rivers and the shape of canyons"]),
            (Role::Item(1), &["Anna Weber, Bo Li"]),
            (Role::Item(1), &["NAACL 2022"]),
        ]);
        assert_eq!(found, ["Slow rivers", "Fast rivers"]);
    }

    #[test]
    fn names_may_have_a_cell_beside_them() {
        let found = split(&[(
            Role::Body,
            &[
                "Slow rivers and the shape of deltas\t2024",
                "Anna Weber, Bo Li\tICML",
                "Fast rivers and the shape of canyons\t2023",
                "Anna Weber, Wei Wang\tNeurIPS",
                "Wide rivers and their many islands\t2022",
                "Bo Li, Anna Weber\tNAACL",
            ],
        )]);
        assert_eq!(found, ["Slow rivers", "Fast rivers", "Wide rivers"]);
    }

    #[test]
    fn a_rule_that_print_lost_stood_for_authors() {
        let found = split(&[(
            Role::Body,
            &[
                "Weber, Anna. 2020. “Slow Rivers and All That They Carry",
                "or Leave.” Nature 61: 101.",
                ". 2024. “Fast Rivers and the Canyons.” Nature 68: 677.",
            ],
        )]);
        assert_eq!(found, ["Weber, Anna.", ". 2024."]);
    }

    #[test]
    fn a_status_may_stand_for_a_year() {
        let found = split(&[(
            Role::Body,
            &[
                "Weber, A., & Li, B. (n.d.). Slow rivers [In review].",
                "Weber, A., & Wang, W. (in press). Fast rivers and all that they",
                "cut the canyons with in the end. Nature.",
                "Li, B., & Weber, A. (submitted). Wide rivers and their islands,",
                "a survey. Water Research.",
            ],
        )]);
        assert_eq!(found, ["Weber, A.,", "Weber, A.,", "Li, B.,"]);
    }

    #[test]
    fn abstracts_and_the_foot_of_a_page_are_no_entries() {
        let found = split(&[
            (Role::Body, &["Slow rivers and deltas (with Bo Li), 2024"]),
            (
                Role::Body,
                &[
                    "Abstract: We follow rivers from 2001 to 2018 and find",
                    "that all of them reach the sea. We say so in 2019.",
                ],
            ),
            (Role::Body, &["Fast rivers and canyons (with Bo Li), 2023"]),
            (
                Role::Body,
                &["Background: Rivers ran dry in 2018 and 2019, and nobody \
                   knows why. Methods: We ask them."],
            ),
            (Role::Body, &["© A. Weber, University of Rivers, 2024"]),
        ]);
        assert_eq!(found, ["Slow rivers", "Fast rivers"]);
    }

    #[test]
    fn names_open_wrapped_entries() {
        let found = split(&[(
            Role::Body,
            &[
                "Weber, A. and Li, B. (2021). Slow rivers and the",
                "deltas they leave behind. Water Research 24:101.",
                "Weber, A. (2019). Fast rivers and the canyons that",
                "they cut, a survey. Nature 68(3):677.",
                "Li, B., Weber, A., and Wang, W. (2018). Wide rivers",
                "and their islands. Biometrika 105(4):8.",
            ],
        )]);
        assert_eq!(found, ["Weber, A.", "Weber, A.", "Li, B.,"]);
    }
}
