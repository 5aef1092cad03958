//! One entry of a list as a string with the marks of its layout.

use std::ops::Range;
use std::rc::Rc;

use super::authors::{Run, before_opening, opening_run};
use super::heading::Above;
use super::journal_line;
use super::keys::{behind_key, field_key, tells_company};
use super::link_label::{is_links_alone, may_be_links, without_labels};
use super::split;
use super::works::thesis;
use crate::model::{
    Block, Document, Field, Line, Link, Role, Span, is_particle,
    letters_of_first_word,
};
use crate::parse::words::{ends_in_hyphen, is_name_word, is_title_word};

/// A stretch of an entry that the source sets apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// In bytes of [`Entry::text`].
    pub(super) range: Range<usize>,
    pub(super) kind: MarkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    Bold,
    Italic,
    Superscript,
    Link,
    /// The source says outright which field it is.
    Field(Field),
}

/// One entry of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// The lines joined: `\n` where the break parts fields, a blank where
    /// the line was merely full, nothing where a word was hyphenated.
    pub(super) text: String,
    /// In order of their start.
    pub(super) marks: Vec<Mark>,
    /// Link targets, in order.
    pub(super) links: Vec<String>,
    /// For each line: where it starts in `text` and in the document.
    offsets: Vec<(usize, usize)>,
    pub(super) span: Span,
    pub(super) page: Option<u32>,
    pub(super) line: u32,
    /// Whether it opens with a heading, which is its title.
    pub(super) headed: bool,
    /// Year of the sub-heading it stands under.
    pub(super) year: Option<i32>,
    /// The headings it stands under.
    pub(super) above: Rc<Above>,
    /// The subject that one of them names.
    pub(super) theme: Option<String>,
    /// The venue that one of them, or a badge above the entry, is the name
    /// of.
    pub(super) place: Option<String>,
}

/// The links of a block, those that run over lines in one piece: printed
/// formats give each line of a linked title its own.
fn whole_links<'a>(
    document: &Document,
    block: &'a Block,
) -> Vec<(&'a str, Span)> {
    let mut links: Vec<(&str, Span)> = Vec::new();
    for link in &block.links {
        let runs_on = |end: u32| {
            let gap = Span { start: end, end: link.span.start };
            gap.start <= gap.end && document.slice(gap).trim().is_empty()
        };
        match links.last_mut() {
            Some((target, span))
                if *target == link.target && runs_on(span.end) =>
            {
                span.end = link.span.end;
            }
            _ => links.push((&link.target, link.span)),
        }
    }
    links
}

/// The links within `length` bytes of a document, counted from `start`.
fn links_of(
    document: &Document,
    block: usize,
    start: usize,
    length: usize,
) -> Vec<Range<usize>> {
    let inside = |link: &Link| {
        let link = link.span.range();
        let from = link.start.checked_sub(start)?;
        (link.end - start <= length).then(|| from..link.end - start)
    };
    document.blocks[block].links.iter().filter_map(inside).collect()
}

/// Whether a line is of an item below another that says what is found in the
/// work.
fn is_note(document: &Document, first: &Line, line: &Line) -> bool {
    let below = match (first.role, line.role) {
        (Role::Item(depth), Role::Item(below)) => below > depth,
        _ => false,
    };
    let block = || document.slice(document.blocks[line.block].span);
    below && split::is_prose(block()) && !split::begins_entry(block())
}

/// Whether a blank line of the source parts a line from the one before it.
fn is_paragraph(before: &Line, line: &Line) -> bool {
    line.page.is_none() && before.number > 0 && line.number > before.number + 1
}

/// Whether a line below the first is links to a work and nothing else.
fn is_row_of_links(document: &Document, line: &Line, text: &str) -> bool {
    if !may_be_links(text) {
        return false;
    }
    let start = line.span.start as usize;
    is_links_alone(text, &links_of(document, line.block, start, text.len()))
}

/// Bytes of an entry that are read: thousands of authors take no more, and
/// what a file holds in one line may be anything.
const LONGEST: usize = 1 << 16;

impl Entry {
    /// Joins lines of a document; `width` is the number of characters of a
    /// full line in the list.
    pub(super) fn join(
        document: &Document,
        lines: &[Line],
        width: usize,
    ) -> Entry {
        let mut entry = Entry::default();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return entry;
        };
        entry.span = Span { start: first.span.start, end: last.span.end };
        entry.page = first.page;
        entry.line = first.number;
        entry.headed = matches!(first.role, Role::Heading(_));
        let mut cells: Vec<&str> = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            let left = LONGEST.saturating_sub(entry.text.len());
            if left == 0 {
                break;
            }
            let text = document.slice(line.span);
            let text = &text[..text.floor_char_boundary(left)];
            if i > 0
                && (split::is_former_title(text)
                    || is_note(document, &lines[0], line)
                    || is_row_of_links(document, line, text))
            {
                continue;
            }
            // A column of dates or venues at the right is no part of the
            // sentence it stands beside.
            let (text, cell) = split_cell(text);
            cells.extend(cell);
            if i > 0 {
                let before = &lines[i - 1];
                let soft = before.block == line.block
                    && !is_paragraph(before, line)
                    && !journal_line::opens(document, before, line)
                    && field_key(text.trim_start()).is_none()
                    && is_full(
                        split_cell(document.slice(before.span)).0,
                        before,
                        text,
                        width,
                    )
                    && !(line.geometry.is_some()
                        && opens_byline(document.slice(before.span), text));
                entry.break_line(text, soft);
            }
            let lead = match field_key(text.trim_start()) {
                Some(_) => behind_key(text),
                None => text.len() - text.trim_start().len(),
            };
            let (text_of_key, text) = text.split_at(lead);
            let start = line.span.start as usize + lead;
            // "Co-authors: Bo Li": the owner is left out.
            if tells_company(text_of_key) {
                entry.text.push_str("with ");
            }
            entry.offsets.push((entry.text.len(), start));
            let links = links_of(document, line.block, start, text.len());
            entry.text.push_str(without_labels(text.trim(), &links));
        }
        for cell in cells {
            entry.text.push('\n');
            entry.text.push_str(cell);
        }
        entry.collect_marks(document, lines);
        entry
    }

    /// An entry of mere text.
    #[cfg(test)]
    pub(super) fn of(text: &str) -> Entry {
        Entry { text: text.to_owned(), ..Entry::default() }
    }

    /// Ends a line before `next` is appended.
    fn break_line(&mut self, next: &str, soft: bool) {
        let lower = next.trim_start().starts_with(char::is_lowercase);
        if ends_in_hyphen(&self.text) && (soft || lower) {
            // "meth-\nods" is one word, "Cross-\nLingual" keeps its hyphen.
            if lower {
                self.text.pop();
            }
            return;
        }
        let soft = soft || ends_in_initials(&self.text);
        self.text.push(if soft { ' ' } else { '\n' });
    }

    fn collect_marks(&mut self, document: &Document, lines: &[Line]) {
        let blocks: Vec<usize> = {
            let mut all: Vec<usize> = lines.iter().map(|l| l.block).collect();
            all.dedup();
            all
        };
        for &block in &blocks {
            let block = &document.blocks[block];
            for e in &block.emphasis {
                let symbol = || is_symbol(document.slice(e.span));
                let kinds = [
                    (e.bold, MarkKind::Bold),
                    (e.italic && !symbol(), MarkKind::Italic),
                    (e.superscript, MarkKind::Superscript),
                ];
                for (_, kind) in kinds.iter().filter(|(set, _)| *set) {
                    self.mark(e.span, *kind);
                }
                if let Some(field) = e.field {
                    self.mark(e.span, MarkKind::Field(field));
                }
            }
            for (target, span) in whole_links(document, block) {
                if self.span.overlaps(span) {
                    self.mark(span, MarkKind::Link);
                    self.links.push(target.to_owned());
                }
            }
        }
        self.marks.sort_by_key(|m| (m.range.start, m.range.end));
        self.join_marks();
    }

    fn mark(&mut self, span: Span, kind: MarkKind) {
        if !self.span.overlaps(span) {
            return;
        }
        let start = self.locate(span.start as usize);
        let end = self.locate(span.end as usize);
        if start < end {
            self.marks.push(Mark { range: start..end, kind });
        }
    }

    /// One mark for a title that an extractor gives as several runs.
    fn join_marks(&mut self) {
        let mut joined: Vec<Mark> = Vec::with_capacity(self.marks.len());
        let marks = std::mem::take(&mut self.marks);
        let bold = |range: &Range<usize>| {
            marks.iter().any(|mark| {
                mark.kind == MarkKind::Bold
                    && mark.range.start <= range.start
                    && range.end <= mark.range.end
            })
        };
        for mark in marks.iter().cloned() {
            let before = joined.iter_mut().rev().find(|m| m.kind == mark.kind);
            // "*A Slow River.* ***Sand Letters***": the venue behind a title.
            let alike = |before: &Range<usize>| {
                mark.kind != MarkKind::Italic
                    || bold(before) == bold(&mark.range)
            };
            match before {
                Some(before)
                    if mark.kind != MarkKind::Link
                        && alike(&before.range)
                        && mark.range.start >= before.range.end
                        && self.text[before.range.end..mark.range.start]
                            .chars()
                            .all(|c| c.is_whitespace() || c == '-') =>
                {
                    before.range.end = before.range.end.max(mark.range.end);
                }
                _ => joined.push(mark),
            }
        }
        self.marks = joined;
    }

    /// Says that the title is what the entry opens with.
    pub(super) fn tell_title(&mut self, title: &str) {
        if self.text.starts_with(title) && !title.is_empty() {
            let kind = MarkKind::Field(Field::Title);
            self.marks.insert(0, Mark { range: 0..title.len(), kind });
        }
    }

    /// Says that the title is what is set apart behind the degree that the
    /// entry opens with: "PhD thesis, *Slow Rivers of Sand*, Kiel, 2020".
    pub(super) fn tell_title_of_thesis(&mut self) {
        let Some(end) = thesis(&self.text) else { return };
        let behind = self.text[end..].trim_start_matches([' ', ',', ':', '.']);
        let start = self.text.len() - behind.len();
        let apart = self.marks.iter().find(|mark| {
            let kinds = [MarkKind::Italic, MarkKind::Bold, MarkKind::Link];
            mark.range.start == start && kinds.contains(&mark.kind)
        });
        let title = apart.map(|mark| mark.range.clone()).filter(|title| {
            self.text[title.clone()].split_whitespace().nth(2).is_some()
        });
        if let Some(range) = title {
            let kind = MarkKind::Field(Field::Caption);
            self.marks.push(Mark { range, kind });
            self.marks.sort_by_key(|m| (m.range.start, m.range.end));
        }
    }

    /// Ends what is set apart where names open that it ends with, beside
    /// which the owner is left out: "*Slow Rivers (with Bo Li and A. Roe)*".
    pub(super) fn end_before_company(&mut self, runs: &[Run]) {
        /// Bytes of a title at least.
        const SHORTEST: usize = 12;
        for run in runs.iter().filter(|run| run.is_company()) {
            let Some((title, _)) =
                before_opening(&self.text[..run.range.start])
            else {
                continue;
            };
            let end = title.trim_end_matches([' ', '(', '[', ',']).len();
            let near = run.range.end..=run.range.end + 1;
            for mark in &mut self.marks {
                if mark.range.start + SHORTEST < end
                    && near.contains(&mark.range.end)
                    && !matches!(mark.kind, MarkKind::Field(_))
                {
                    mark.range.end = end;
                }
            }
        }
    }

    /// The title, where the source says which it is.
    pub(super) fn told_title(&self) -> Option<Range<usize>> {
        let mut told =
            self.told(Field::Title).chain(self.told(Field::Caption));
        let title = told.next()?;
        Some(self.without_company(title).unwrap_or_else(|| title.clone()))
    }

    /// A title that goes on behind what is set apart in it with whom it was
    /// written: "**Slow Rivers** (with Bo Li), 2024", all of it called a title.
    fn without_company(&self, title: &Range<usize>) -> Option<Range<usize>> {
        const WITH: &[&str] = &["with ", "joint with ", "joint work with "];
        let set_apart = |mark: &&Mark| {
            matches!(mark.kind, MarkKind::Bold | MarkKind::Link)
                && mark.range.start <= title.start
                && (title.start + 1..title.end).contains(&mark.range.end)
        };
        let ends = self.marks.iter().filter(set_apart).map(|m| m.range.end);
        let end = ends.max()?;
        let behind = self.text.get(end..title.end)?.trim_start();
        let names = behind.strip_prefix('(').unwrap_or(behind);
        let names = WITH.iter().find_map(|word| names.strip_prefix(word))?;
        // "**Living** with Moss" is a title.
        let named = |run: Run| run.is_likely() || run.names.len() > 1;
        let company = opening_run(names).is_some_and(named);
        company.then_some(title.start..end)
    }

    /// Where the source says that the authors stand: from the first of them
    /// to the last, what is no other field.
    pub(super) fn told_authors(&self) -> Option<Range<usize>> {
        let first = self.told(Field::Authors).next()?.clone();
        let last = self.told(Field::Authors).next_back()?;
        let other = |mark: &Mark| {
            matches!(mark.kind, MarkKind::Field(_))
                && mark.kind != MarkKind::Field(Field::Authors)
                && mark.range.start >= first.end
                && mark.range.end <= last.start
        };
        match self.marks.iter().any(other) {
            true => Some(first),
            false => Some(first.start..last.end),
        }
    }

    /// Where the source says that the venue stands; of several such places
    /// the longest, since badges are short.
    pub(super) fn told_venue(&self) -> Option<Range<usize>> {
        self.told(Field::Venue).max_by_key(|range| range.len()).cloned()
    }

    fn told(
        &self,
        field: Field,
    ) -> impl DoubleEndedIterator<Item = &Range<usize>> {
        let kind = MarkKind::Field(field);
        let marks = self.marks.iter().filter(move |mark| mark.kind == kind);
        marks.map(|mark| &mark.range)
    }

    /// The place in `text` of a document offset, moved to a character
    /// boundary and into the text.
    fn locate(&self, offset: usize) -> usize {
        let after = self.offsets.partition_point(|(_, from)| *from <= offset);
        let place = match after.checked_sub(1) {
            None => 0,
            Some(i) => {
                let (at, from) = self.offsets[i];
                let end = self
                    .offsets
                    .get(i + 1)
                    .map_or(self.text.len(), |(next, _)| *next);
                (at + (offset - from)).min(end)
            }
        };
        self.text.floor_char_boundary(place)
    }

    /// Without the text before `start`; marks move along.
    pub(super) fn cut_before(&mut self, start: usize) {
        if start == 0 {
            return;
        }
        self.text.drain(..start);
        self.marks.retain_mut(|mark| {
            mark.range.start = mark.range.start.saturating_sub(start);
            mark.range.end = mark.range.end.saturating_sub(start);
            mark.range.start < mark.range.end
        });
    }
}

/// Whether a text ends in the initials of a name that goes on: "A. Roe, B.",
/// but not "Roe, B.".
fn ends_in_initials(text: &str) -> bool {
    if !text.ends_with('.') {
        return false;
    }
    let Some((before, last)) = text.rsplit_once(", ") else { return false };
    let last = last.strip_prefix("and ").unwrap_or(last);
    let initial = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.as_str() == "."
    };
    let name = before.rsplit([',', ';', '\n']).next().unwrap_or("").trim();
    last.split(' ').all(initial)
        && name.split(' ').next().is_some_and(initial)
        && name.contains(' ')
}

/// Parts the cell of a date or venue column from the end of a line.
pub(super) fn split_cell(line: &str) -> (&str, Option<&str>) {
    let Some((head, cell)) = line.trim_end().rsplit_once('\t') else {
        return (line, None);
    };
    let cell = cell.trim();
    let short = (3..=32).contains(&cell.chars().count());
    let text = || head.chars().filter(|c| c.is_alphabetic()).count() > 8;
    let dated = || {
        crate::parse::date::years(cell).len() == 1
            || !crate::gazetteer::venue::find_all(cell).is_empty()
    };
    if short && text() && dated() { (head, Some(cell)) } else { (line, None) }
}

/// Whether words in italics are a symbol of a formula, which a page does not
/// tell from other words: "The *Lp* norm", "*k*-means".
fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    let letters = || text.chars().filter(|c| c.is_alphanumeric());
    let symbol = matches!(letters().take(4).count(), 1..=3)
        && letters().any(char::is_alphabetic);
    // "CHI" is a venue's, "in" stands before one.
    let word = text.len() > 1
        && (letters().all(char::is_uppercase)
            || letters().all(char::is_lowercase));
    // "S. He" is a name.
    let name = text.contains([' ', '.']) || is_name_word(text);
    symbol && !word && !name
}

/// Whether a printed line below words of a title, which may happen to fill
/// theirs, is the names of who wrote it.
fn opens_byline(title: &str, line: &str) -> bool {
    const JOINING: &[&str] =
        &["and", "with", "by", "of", "from", "after", "und", "et", "y"];
    let last = title.split_whitespace().next_back().unwrap_or("");
    let joins = JOINING.contains(&last) || is_particle(last);
    let small = last.chars().all(char::is_lowercase);
    !joins
        && last.chars().count() > 1
        && (small || is_title_word(last) && !is_name_word(last))
        && line.starts_with(char::is_uppercase)
        && opening_run(line).is_some_and(|run| {
            run.names.len() > 1 && line[run.range.end..].trim().is_empty()
        })
}

/// Whether a line was broken because it was full: the next word would not
/// have fitted.
pub(super) fn is_full(
    text: &str,
    line: &Line,
    next: &str,
    width: usize,
) -> bool {
    let word = next.split_whitespace().next().unwrap_or("").chars().count();
    let needed = letters_of_first_word(next);
    let room = line.geometry.and_then(|geometry| geometry.room);
    if room.is_some_and(|room| room < needed) {
        return true;
    }
    // Proportional type: lines of one width differ by a tenth in letters.
    text.chars().count() + 1 + word > width * 9 / 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Role};
    use crate::normalize;

    #[test]
    fn a_told_title_ends_before_whom_it_was_written_with() {
        for (text, apart, title) in [
            ("Slow Rivers (with Bo Li), 2024", 11, "Slow Rivers"),
            ("Slow Rivers joint with Bo Li", 11, "Slow Rivers"),
            ("Slow Rivers (Part 2)", 11, "Slow Rivers (Part 2)"),
            ("Slow Rivers", 4, "Slow Rivers"),
        ] {
            let mut entry = Entry::of(text);
            entry.tell_title(text);
            let (range, kind) = (0..apart, MarkKind::Bold);
            entry.marks.push(Mark { range, kind });
            assert_eq!(&text[entry.told_title().unwrap()], title);
        }
    }

    fn joined(lines: &[&str], width: usize) -> String {
        let block = RawBlock {
            role: Role::Body,
            page: None,
            lines: lines.iter().map(|l| RawLine::plain(*l, 1)).collect(),
        };
        let raw = Raw { blocks: vec![block], ..Raw::default() };
        let document = normalize::document(raw, "x", "text");
        Entry::join(&document, &document.lines(), width).text
    }

    #[test]
    fn a_paragraph_within_an_item_is_a_field() {
        let line = |number, text: &str| RawLine::plain(text, number);
        let text = "Slow Rivers and the Sand of the North";
        for (number, want) in [(3, '\n'), (2, ' ')] {
            let block = RawBlock {
                role: Role::Item(0),
                page: None,
                lines: vec![line(1, text), line(number, "with Bo Li")],
            };
            let raw = Raw { blocks: vec![block], ..Raw::default() };
            let document = normalize::document(raw, "x", "rst");
            let entry = Entry::join(&document, &document.lines(), 38);
            assert_eq!(entry.text, format!("{text}{want}with Bo Li"));
        }
    }

    #[test]
    fn symbols_are_no_words_in_italics() {
        for (text, symbol) in [
            ("k", true),
            ("Lp", true),
            ("L2", true),
            ("in", false),
            ("CHI", false),
            ("Sand", false),
            ("S. He", false),
            ("Li", false),
            ("3", false),
        ] {
            assert_eq!(is_symbol(text), symbol, "{text}");
        }
    }

    #[test]
    fn names_below_words_of_a_title_are_a_line_of_their_own() {
        for (title, line, apart) in [
            ("Slow rivers of the north", "Ann Roe, Bo Li", true),
            ("Slow Rivers and Their Systems", "Ann Roe, Bo Li", true),
            ("Slow rivers and those of", "Ann Roe, Bo Li", false),
            ("Ann Roe, Bo Li, Cara", "Diaz, Dan Novak", false),
            ("Slow rivers of the", "North Sea", false),
        ] {
            assert_eq!(opens_byline(title, line), apart, "{title} / {line}");
        }
    }

    #[test]
    fn full_lines_are_joined_and_short_ones_parted() {
        for (lines, width, text) in [
            (
                &["A Title of Note", "Ann Roe"][..],
                60,
                "A Title of Note\nAnn Roe",
            ),
            (&["string meth-", "ods for you"], 14, "string methods for you"),
            (&["A. Roe, B.", "Diaz, C. Li"], 60, "A. Roe, B. Diaz, C. Li"),
            (&["Roe, A., Li, B.", "Sand"], 60, "Roe, A., Li, B.\nSand"),
            (&["the Cross-", "Lingual way"], 12, "the Cross-Lingual way"),
            (&["one two three", "four"], 14, "one two three four"),
        ] {
            assert_eq!(joined(lines, width), text);
        }
    }
}
