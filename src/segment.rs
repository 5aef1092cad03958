//! Splits a document into sections by its headings.

mod alone;
mod forms;
mod known;
mod lead;
mod margin;
mod vocabulary;
mod within;

use crate::model::{Document, Field, Line, Role, Section, SectionKind, Span};
use forms::{Form, names_form};
use known::{composed, is_title, is_told, known_within, owned};
pub(crate) use known::{
    heads_kinds, heads_publications, is_kind_of_work, kind_of, known,
};
use lead::leads_in;
pub(crate) use vocabulary::is_publication_word;
use within::{
    gathers, heads_entry, heads_titles, is_label, is_part_of, is_refereed,
    is_years, lists_dated, names_research, names_work, tells_kind,
};

/// The lines of a document, headings in its margin by themselves.
#[must_use]
pub fn lines(document: &Document) -> Vec<Line> {
    let mut lines = document.lines();
    margin::part(document, &mut lines);
    margin::join(document, &mut lines);
    lines
}

/// Splits a document's lines into sections.
///
/// What stands above the first known heading is the contact section. A
/// heading that no table row knows opens a section of its own when it ranks
/// with the known ones, and otherwise stays, as a line, in the section
/// around it.
#[must_use]
pub fn segment(document: &Document, lines: &[Line]) -> Vec<Section> {
    let mut segmenter = Segmenter::new(document, lines);
    (0..lines.len()).for_each(|i| segmenter.add(i));
    let sections = without_menu(document, lines, segmenter.sections);
    let parted = sections.into_iter();
    parted.flat_map(|s| above_titles(document, lines, s)).collect()
}

/// Goes through the lines of a document, and opens a section where one
/// begins.
struct Segmenter<'a> {
    document: &'a Document,
    lines: &'a [Line],
    sections: Vec<Section>,
    /// Whether symbols mark the headings.
    emoji: bool,
    /// Whether a heading was met that a table row knows.
    seen_known: bool,
}

impl Segmenter<'_> {
    fn new<'a>(document: &'a Document, lines: &'a [Line]) -> Segmenter<'a> {
        let contact = Section {
            kind: SectionKind::Contact,
            known: false,
            heading: None,
            level: 0,
            lines: 0..0,
        };
        let emoji = lines.iter().any(|line| {
            let text = document.slice(line.span);
            starts_with_symbol(text) && known(text).is_some()
        });
        let sections = vec![contact];
        Segmenter { document, lines, sections, emoji, seen_known: false }
    }

    /// Adds a line to the section it belongs to, or opens one below it.
    fn add(&mut self, i: usize) {
        let opened = self.heading(i).and_then(|found| self.opened(i, &found));
        if let Some(section) = opened {
            self.seen_known |= section.known;
            self.sections.push(section);
        } else if let Some(section) = self.sections.last_mut() {
            section.lines.end = i + 1;
        }
    }

    /// The level of the publications that are listed here, if any are.
    fn list(&self) -> Option<u8> {
        let around = self.sections.last();
        around.filter(|s| s.kind == SectionKind::Publications).map(|s| s.level)
    }

    /// The heading that a line is.
    fn heading(&self, i: usize) -> Option<Heading> {
        let Segmenter { document, lines, .. } = self;
        let (line, list) = (&lines[i], self.list());
        let text = document.slice(line.span);
        heading(document, line, text, self.emoji, list)
            .filter(|_| stands_alone(document, lines, i))
            .filter(|_| !is_of_menu(document, lines, i))
            .filter(|found| !(found.guessed && heads_entry(lines, i)))
            .filter(|_| !(list.is_some() && tells_kind(document, lines, i)))
            .filter(|_| {
                !(list.is_some() && (is_title(text) || is_label(line, text)))
            })
            .or_else(|| {
                let kind = Some(SectionKind::Publications);
                let found =
                    Heading { kind, level: 1, soft: false, guessed: false };
                let unheaded = list.is_none();
                (unheaded && leads_in(document, lines, i)).then_some(found)
            })
            .or_else(|| self.between_items(i))
    }

    /// The heading that a line is which ends an item, before another one:
    /// Markdown has it go on with the item, where no empty line parts them.
    fn between_items(&self, i: usize) -> Option<Heading> {
        let Segmenter { document, lines, .. } = self;
        let is_item = |line: &Line| matches!(line.role, Role::Item(_));
        let next = lines.get(i + 1).filter(|next| next.first)?;
        if lines[i].first || !is_item(&lines[i]) || !is_item(next) {
            return None;
        }
        let before = document.slice(lines[i - 1].span).trim_end();
        let text = document.slice(lines[i].span).trim_end();
        // "In preparation." tells of the item above.
        let kind = known(text).filter(|_| !text.ends_with('.'));
        let level = self.level_around().max(1);
        (kind.is_some() && before.ends_with(['.', ')', ']']))
            .then_some(Heading { kind, level, soft: false, guessed: false })
    }

    /// The section that a heading opens; None where it stays in the one
    /// around it.
    fn opened(&self, i: usize, found: &Heading) -> Option<Section> {
        let line = &self.lines[i];
        let text = self.document.slice(line.span);
        let kind = self.kind_here(i, found);
        let opens = match kind {
            Some(_) => true,
            // Above the first known heading: the name, in large letters.
            None if !self.seen_known => false,
            // A year heads a part of the list, however large it is set.
            None if self.list().is_some() && is_years(text) => false,
            None if heads_titles(&self.sections, self.lines, i, text) => false,
            None => found.level <= self.level_around() && !found.soft,
        };
        opens.then(|| Section {
            kind: kind.unwrap_or(SectionKind::Other),
            known: kind.is_some(),
            heading: Some(line.span),
            level: found.level,
            lines: i + 1..i + 1,
        })
    }

    fn level_around(&self) -> u8 {
        self.sections.last().map_or(0, |s| s.level)
    }

    /// What a heading heads in the section around it, which may be something
    /// else than it would elsewhere.
    fn kind_here(&self, i: usize, found: &Heading) -> Option<SectionKind> {
        use SectionKind::{
            Positions, Projects, Publications, Students, Talks,
        };
        let Segmenter { document, lines, sections, .. } = self;
        let text = document.slice(lines[i].span);
        let list = self.list();
        let is_part_of = |kind| is_part_of(sections, found.level, kind);
        match found.kind {
            Some(Talks)
                if list.is_some()
                    && sections.last().is_some_and(|s| s.known)
                    && gathers(text) =>
            {
                Some(Publications)
            }
            // "Research" below "Publications": what is listed there.
            Some(Projects)
                if list.is_some_and(|list| found.level > list)
                    && names_research(text)
                    && lists_dated(document, &lines[i + 1..]) =>
            {
                Some(Publications)
            }
            // "Earlier Work" below "Publications".
            Some(Positions)
                if list.is_some_and(|list| found.level > list)
                    && names_work(text) =>
            {
                Some(Publications)
            }
            // "Refereed" below "Talks".
            Some(Publications) if is_refereed(text) && is_part_of(Talks) => {
                Some(Talks)
            }
            // "Theses" below "Students".
            Some(Publications)
                if text.to_lowercase().contains("thes")
                    && is_part_of(Students) =>
            {
                Some(Students)
            }
            // "Posters and Workshops" beside "Journals", both below
            // "Publications".
            None if list.is_some()
                && found.level <= self.level_around()
                && !found.soft
                && names_form(text)
                && is_part_of(Publications)
                && !is_years(text) =>
            {
                Some(Publications)
            }
            kind => kind,
        }
    }
}

/// Whether a line is one of some that are but links, to other pages of the
/// site or, to both sides of it, anywhere: a menu's "Papers". A link alone
/// may head what follows.
fn is_of_menu(document: &Document, lines: &[Line], i: usize) -> bool {
    let leads = |at: usize| {
        lines.get(at).is_some_and(|line| leads_elsewhere(document, line))
    };
    let is_link = |at: usize| {
        lines.get(at).is_some_and(|line| {
            line.role == Role::Body && target(document, line).is_some()
        })
    };
    let before = |is: &dyn Fn(usize) -> bool| i.checked_sub(1).is_some_and(is);
    leads(i)
        && (leads(i + 1)
            || before(&leads)
            || is_link(i + 1) && before(&is_link))
}

/// Where a line leads to that is but a link.
fn target<'a>(document: &'a Document, line: &Line) -> Option<&'a str> {
    let links = &document.blocks[line.block].links;
    let whole = document.slice(line.span).trim().len();
    let link = links.iter().find(|link| {
        line.span.start <= link.span.start
            && link.span.end <= line.span.end
            && document.slice(link.span).trim().len() == whole
    });
    link.map(|link| link.target.as_str())
}

/// Whether a line that is marked as no heading is but a link to another page
/// of the site.
fn leads_elsewhere(document: &Document, line: &Line) -> bool {
    let file = |path: &str| {
        let page = path.split(['#', '?']).next().unwrap_or("");
        let name = page.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        name.split('.').next().unwrap_or("").to_lowercase()
    };
    let elsewhere = |target: &str| {
        let page = target.split(['#', '?']).next().unwrap_or("");
        let of_site = !page.is_empty()
            && !page.contains("://")
            && !page.starts_with("mailto:")
            && !page.ends_with(".pdf");
        of_site && file(page) != file(&document.path)
    };
    line.role == Role::Body && target(document, line).is_some_and(elsewhere)
}

/// A section, and as one of its own what follows from the first line that the
/// source calls the title of a publication.
fn above_titles(
    document: &Document,
    lines: &[Line],
    mut section: Section,
) -> Vec<Section> {
    let Some(at) = first_title(document, lines, &section) else {
        return vec![section];
    };
    let end = std::mem::replace(&mut section.lines.end, at);
    let kind = SectionKind::Publications;
    let list = Section { kind, lines: at..end, ..section.clone() };
    let above = (!section.lines.is_empty()).then_some(section);
    above.into_iter().chain([list]).collect()
}

/// The line of a section from which on the source calls lines titles of
/// publications, whatever heads them: "Education" may be what papers are
/// about.
fn first_title(
    document: &Document,
    lines: &[Line],
    section: &Section,
) -> Option<usize> {
    use SectionKind::{About, Contact, Education, Interests, Other, Projects};
    let told = |at: &usize| {
        let block = &document.blocks[lines[*at].block];
        block.emphasis.iter().any(|e| e.field == Some(Field::Title))
    };
    let open = matches!(
        section.kind,
        About | Contact | Education | Interests | Other | Projects
    );
    section.lines.clone().find(|at| open && told(at))
}

/// Sections of a menu that are as good as empty.
const MENU: usize = 3;

/// Words of a menu's entry.
const ENTRY: usize = 3;

/// Takes a menu's entries ("Home", "Publications", "Teaching") for what they
/// are: headings of body text with nothing beneath but other entries, one
/// after the other. What follows the last of them belongs to the head of the
/// page.
fn without_menu(
    document: &Document,
    lines: &[Line],
    sections: Vec<Section>,
) -> Vec<Section> {
    let is_text = |line: &Line| {
        document.slice(line.span).split_whitespace().nth(ENTRY).is_some()
    };
    let printed = |s: &Section| {
        s.lines.start > 0
            && !matches!(lines[s.lines.start - 1].role, Role::Heading(_))
    };
    let mut kept: Vec<Section> = Vec::with_capacity(sections.len());
    let mut i = 0;
    while i < sections.len() {
        let run = sections[i..]
            .iter()
            .take_while(|s| s.heading.is_some() && printed(s))
            .position(|s| {
                s.lines.len() > MENU
                    || lines[s.lines.clone()].iter().any(is_text)
            })
            .unwrap_or(0);
        // "Publications" again below the menu heads the page by itself.
        let title = |s: &Section| s.heading.map(|span| document.slice(span));
        let heads = sections.get(i + run).is_some_and(|s| {
            sections[i..i + run].iter().any(|entry| title(entry) == title(s))
        });
        let run = if heads { run - 1 } else { run };
        if run >= MENU {
            let last = &sections[i + run];
            let start = sections[i].lines.start - 1;
            match kept.last_mut() {
                Some(before) => before.lines.end = last.lines.end,
                None => kept.push(Section {
                    kind: SectionKind::Contact,
                    known: false,
                    heading: None,
                    level: 0,
                    lines: start..last.lines.end,
                }),
            }
            i += run + 1;
            continue;
        }
        kept.push(sections[i].clone());
        i += 1;
    }
    kept
}

/// A line that may open a section.
struct Heading {
    kind: Option<SectionKind>,
    level: u8,
    /// Told by its look alone; does not close a known section.
    soft: bool,
    /// A line that holds words of a heading among others.
    guessed: bool,
}

fn heading(
    document: &Document,
    line: &Line,
    text: &str,
    emoji: bool,
    list: Option<u8>,
) -> Option<Heading> {
    let text = text.trim();
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    match line.role {
        // A heading that was broken over two lines opens nothing new.
        Role::Heading(_)
            if text.matches('(').count() != text.matches(')').count() =>
        {
            None
        }
        Role::Heading(level) => {
            let kind = known(text)
                .or_else(|| known_within(text))
                .or_else(|| {
                    // "CASE" below a list's heading is one of its venues.
                    let beside = list.is_none_or(|around| level <= around);
                    let told = |form| form != Form::Quality || list.is_some();
                    composed(text, told).filter(|_| beside)
                })
                .or_else(|| owned(text));
            Some(Heading { kind, level, soft: false, guessed: false })
        }
        Role::Boilerplate => None,
        Role::Item(_) | Role::Row | Role::Body => {
            let capitals = is_capitals(text);
            let bold = is_bold(document, line.span);
            let symbol = emoji && starts_with_symbol(text);
            let item = matches!(line.role, Role::Item(_) | Role::Row);
            if item && !(capitals || bold) {
                return None;
            }
            let marked = capitals || bold || symbol;
            let told = known(text);
            let guessed = told.is_none();
            let kind = told.or_else(|| {
                let few = text.split_whitespace().count() <= 6;
                let kind = || {
                    // One kind alone may be a mark at an entry.
                    let composed =
                        || composed(text, |form| form == Form::Kinds);
                    known_within(text).or_else(composed)
                };
                (marked && few && !item).then(kind).flatten()
            });
            if kind.is_some() {
                return Some(Heading { kind, level: 1, soft: false, guessed });
            }
            (line.first && symbol && text.chars().count() < 50).then_some(
                Heading { kind: None, level: 2, soft: true, guessed },
            )
        }
    }
}

/// Whether a heading-like line is one: a body line must not be the middle
/// of a paragraph.
fn stands_alone(document: &Document, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    if matches!(line.role, Role::Heading(_)) || line.first {
        return true;
    }
    // "…\nPUBLICATIONS\nSmith, J. (2019)…" without a blank line.
    let text = document.slice(line.span);
    let before = document.slice(lines[i - 1].span).trim_end();
    let ends = before.ends_with(['.', ')', ':', ';', '!', '?'])
        || before.chars().count() < 45;
    ends && (is_capitals(text)
        || is_bold(document, line.span)
        || starts_with_symbol(text)
        || line.geometry.is_some_and(|g| g.size > 1.08 || g.gap > 0.4)
        || is_told(text))
}

/// Whether all letters are capitals, and there are some.
pub(crate) fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|c| !c.is_lowercase())
        && text.chars().filter(|c| c.is_uppercase()).count() > 2
}

/// Whether all words of a line are bold.
pub(crate) fn is_bold(document: &Document, span: Span) -> bool {
    let Some(block) = document.block_at(span.start as usize) else {
        return false;
    };
    let emphasis = block.emphasis_in(span);
    let bold = |at: usize| {
        emphasis.iter().any(|e| e.bold && e.span.range().contains(&at))
    };
    let text = document.slice(span);
    let mut letters =
        text.char_indices().filter(|(_, c)| c.is_alphanumeric()).peekable();
    letters.peek().is_some()
        && letters.all(|(at, _)| bold(span.start as usize + at))
}

/// Whether a line begins with a pictograph.
fn starts_with_symbol(text: &str) -> bool {
    text.chars().next().is_some_and(
        |c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Run};
    use crate::normalize;

    /// The sections of a document of such blocks, a line each.
    fn sections(blocks: &[(Role, &str)]) -> Vec<Section> {
        let block = |(role, text): &(Role, &str)| RawBlock {
            role: *role,
            page: None,
            lines: vec![RawLine::plain(*text, 1)],
        };
        sections_of(blocks.iter().map(block).collect())
    }

    fn sections_of(blocks: Vec<RawBlock>) -> Vec<Section> {
        let raw = Raw { blocks, ..Raw::default() };
        let document = normalize::document(raw, "x", "markdown");
        segment(&document, &lines(&document))
    }

    fn kinds(sections: &[Section]) -> Vec<SectionKind> {
        sections.iter().map(|section| section.kind).collect()
    }

    #[test]
    fn a_line_between_items_may_head_those_below() {
        use SectionKind::{Contact, Publications, Talks};
        let item = |lines: &[&str]| RawBlock {
            role: Role::Item(0),
            page: None,
            lines: lines.iter().map(|l| RawLine::plain(*l, 1)).collect(),
        };
        let read = |last: &str| {
            kinds(&sections_of(vec![
                RawBlock {
                    role: Role::Heading(2),
                    page: None,
                    lines: vec![RawLine::plain("Publications", 1)],
                },
                item(&["A. Roe. Slow Rivers. Sand, 2024.", last]),
                item(&["Old Rivers, Kiel (2019)"]),
            ]))
        };
        let list = [Contact, Publications];
        assert_eq!(read("Talks"), [Contact, Publications, Talks]);
        assert_eq!(read("Talks on sand"), list);
        assert_eq!(read("In preparation."), list);
    }

    #[test]
    fn a_menu_heads_nothing() {
        use SectionKind::{Contact, Publications};
        let linked = |text: &str, target: &str| {
            let link = Some(target.to_owned());
            let run = Run { link, ..Run::plain(text) };
            let line = RawLine { runs: vec![run], ..RawLine::default() };
            RawBlock { role: Role::Body, page: None, lines: vec![line] }
        };
        let papers = || linked("Papers", "papers.html");
        let body = || RawBlock {
            role: Role::Body,
            page: None,
            lines: vec![RawLine::plain("A. Roe. Slow Rivers. 2024.", 1)],
        };
        let menu = vec![linked("About", "about.html"), papers(), body()];
        assert_eq!(kinds(&sections_of(menu)), [Contact]);
        let among_links = vec![
            linked("CV", "cv.pdf"),
            papers(),
            linked("My papers elsewhere", "https://sand.example/roe"),
            body(),
        ];
        assert_eq!(kinds(&sections_of(among_links)), [Contact]);
        let heading = vec![body(), papers(), body()];
        let found = kinds(&sections_of(heading));
        assert_eq!(found, [Contact, Publications]);
    }

    #[test]
    fn venues_below_the_heading_of_a_list_end_it_not() {
        let found = sections(&[
            (Role::Heading(1), "Anna Weber"),
            (Role::Heading(2), "Conference Papers"),
            (Role::Heading(3), "CASE"),
            (Role::Body, "Anna Weber. Slow Rivers. 2024."),
            (Role::Heading(3), "SandPsych"),
            (Role::Body, "Anna Weber. Fast Rivers. 2023."),
            (Role::Heading(2), "Book Chapters"),
            (Role::Body, "Anna Weber. Wide Rivers. 2022."),
        ]);
        use SectionKind::{Contact, Publications};
        assert_eq!(kinds(&found), [Contact, Publications, Publications]);
    }

    #[test]
    fn what_stands_beside_a_part_of_a_list_is_one() {
        use SectionKind::{Contact, Other, Publications, Service};
        for (level, kind) in [(3, Publications), (2, Other)] {
            let found = sections(&[
                (Role::Heading(1), "Anna Weber"),
                (Role::Heading(2), "Publications"),
                (Role::Heading(3), "Journals"),
                (Role::Body, "Anna Weber. Slow Rivers. Sand, 2024."),
                (Role::Heading(level), "Sandy Congresses"),
                (Role::Body, "Anna Weber. Fast Rivers. Moss, 2023."),
                (Role::Heading(2), "Service"),
            ]);
            let list = Publications;
            assert_eq!(kinds(&found), [Contact, list, list, kind, Service]);
        }
    }

    #[test]
    fn theses_below_students_are_theirs() {
        use SectionKind::{Publications, Students};
        for (level, kind) in [(3, Students), (2, Publications)] {
            let found = sections(&[
                (Role::Heading(2), "Students"),
                (Role::Heading(level), "Theses"),
                (Role::Body, "PhD thesis: Slow Rivers, 2020"),
            ]);
            assert_eq!(kinds(&found).last(), Some(&kind));
        }
    }

    #[test]
    fn research_below_the_heading_of_a_list_is_what_it_lists() {
        use SectionKind::{Projects, Publications};
        for (level, kind) in [(3, Publications), (2, Projects)] {
            let found = sections(&[
                (Role::Heading(2), "Publications"),
                (Role::Heading(level), "Research"),
                (Role::Item(0), "Slow Rivers. Sand Letters, 2025"),
            ]);
            assert_eq!(kinds(&found).last(), Some(&kind));
        }
    }

    #[test]
    fn work_below_the_heading_of_a_list_is_what_it_lists() {
        use SectionKind::{Positions, Publications};
        for (level, words, kind) in [
            (3, "Earlier Work", Publications),
            (3, "Work Experience", Positions),
            (2, "Earlier Work", Positions),
        ] {
            let found = sections(&[
                (Role::Heading(2), "Publications"),
                (Role::Heading(3), "Sand"),
                (Role::Body, "Roe A. Slow rivers. Sand Letters, 2025"),
                (Role::Heading(level), words),
                (Role::Body, "Roe A. Old rivers. Sand Letters, 2015"),
            ]);
            assert_eq!(kinds(&found).last(), Some(&kind), "{words}");
        }
    }

    #[test]
    fn titles_may_be_headings_of_the_rank_of_their_list() {
        for (headings, count) in [
            (["Published Papers", "Slow Rivers and Their Beds"], 2),
            (["Published Papers", "Slow Rivers"], 3),
            (["Teaching", "Slow Rivers and Their Beds"], 3),
        ] {
            let found = sections(&headings.map(|h| (Role::Heading(2), h)));
            assert_eq!(found.len(), count, "{headings:?}");
        }
    }

    #[test]
    fn a_title_with_its_authors_below_heads_nothing() {
        let block = |(role, text): &(Role, &str)| RawBlock {
            role: *role,
            page: None,
            lines: text
                .split('\n')
                .enumerate()
                .map(|(i, line)| {
                    let mut line = RawLine::plain(line, 1);
                    line.runs[0].style.bold = i == 0;
                    line
                })
                .collect(),
        };
        for (blocks, count) in [
            (
                [
                    (Role::Heading(1), "Publications"),
                    (Role::Body, "Programming Slow Rivers\nAnna Weber"),
                ],
                2,
            ),
            (
                [
                    (Role::Heading(1), "Publications"),
                    (Role::Body, "Programming Skills"),
                ],
                3,
            ),
            ([(Role::Heading(2), "Research"), (Role::Body, "Thesis")], 2),
            (
                [
                    (Role::Heading(1), "Publications"),
                    (Role::Body, "Keywords\nriver; sand"),
                ],
                2,
            ),
        ] {
            let found = sections_of(blocks.iter().map(block).collect());
            assert_eq!(found.len(), count, "{blocks:?}");
        }
    }

    #[test]
    fn parts_of_a_list_do_not_end_it() {
        for (headings, count) in [
            (["Publications", "2018", "Teaching"], 2),
            (["Publicaciones", "Conferencias", "Docencia"], 3),
            (["Publicaciones", "Conferencias Nacionales", "Docencia"], 3),
            (["Publicaciones", "Conferencias (Nacionales)", "Docencia"], 3),
        ] {
            let found = sections(&headings.map(|h| (Role::Heading(2), h)));
            let found: Vec<_> = found.iter().filter(|s| s.known).collect();
            assert_eq!(found.len(), count, "{headings:?}");
            let last = found.len() - 1;
            assert_eq!(found[last].kind, SectionKind::Teaching);
            let lists = &found[..last];
            let list = SectionKind::Publications;
            assert!(lists.iter().all(|s| s.kind == list), "{headings:?}");
        }
        let reviewed = "Publications with Peer Review";
        assert_eq!(kind_of(reviewed), Some(SectionKind::Publications));
    }
}
