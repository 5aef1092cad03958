//! Research interests: stated in a section, on a labelled line, in prose.

mod han;
mod hobbies;
mod parted;
mod statements;
mod told;

use std::borrow::Cow;
use std::cell::LazyCell;

use super::date::date_range;
use super::words::{ends_in_hyphen, is_joining};
use super::years;
use crate::model::{Document, Line, Role, Section, SectionKind};
use hobbies::{drop_hobbies, without_labelled};
use parted::{RANKS, add, split, split_item, split_sentence};
use statements::states;
use told::{LONGEST_SENTENCE, label, leads, stated};

/// The stated interests of a document: of a section of interests and of
/// labelled lines; where nothing is told there, of sentences; then what
/// degrees and posts say of themselves.
pub(super) fn interests(
    document: &Document,
    lines: &[Line],
    sections: &[Section],
) -> Vec<String> {
    use SectionKind::{
        About, Contact, Education, Interests, News, Other, Positions,
        Projects, Publications, Talks,
    };
    let own = |section: &Section| &lines[section.lines.clone()];
    let mut found: Vec<String> = Vec::new();
    let mut labelled = false;
    for section in sections {
        match section.kind {
            Interests => {
                labelled |= of_headed(document, section, lines, &mut found);
            }
            Publications | Talks | News | Education | Positions => {}
            _ => {
                // "Expertise: moss, sand" may be set like a heading.
                let heading = section.heading.filter(|_| !section.known);
                let heading = heading.map(|span| document.slice(span));
                if let Some(listed) = heading.and_then(label) {
                    split(listed, &mut found);
                }
                of_labels(document, own(section), &mut found);
            }
        }
    }
    let of = |kinds: &[SectionKind]| {
        let kinds = kinds.to_vec();
        sections.iter().filter(move |s| kinds.contains(&s.kind))
    };
    let told = !found.is_empty();
    let kinds = [Contact, About, Interests];
    for section in of(&kinds) {
        match told {
            // What is listed is not all that the sentences on research say.
            true if section.kind != Interests => {
                of_research(document, own(section), &mut found);
            }
            true => {}
            false => of_prose(document, own(section), true, &mut found),
        }
    }
    for section in of(&[Other, Projects]) {
        of_led(document, own(section), &mut found);
    }
    let stated = found.len();
    for section in of(&[Education, Positions]) {
        of_labels(document, own(section), &mut found);
    }
    if !told && found.len() == stated {
        for section in of(&[Other, Projects, News, Positions, Education]) {
            of_prose(document, own(section), false, &mut found);
        }
    }
    // Nothing else is said of interests: "Music: theory" is one.
    if found.is_empty() && labelled {
        for section in of(&[Interests]) {
            of_section(document, own(section), &mut found);
        }
    }
    found
}

/// Adds what a section of interests tells; whether lines with labels of
/// something else are left out.
fn of_headed(
    document: &Document,
    section: &Section,
    lines: &[Line],
    found: &mut Vec<String>,
) -> bool {
    let lines = &lines[section.lines.clone()];
    let before = found.len();
    let of_work = section
        .heading
        .is_some_and(|heading| is_of_work(document.slice(heading)));
    let kept = match of_work {
        true => Cow::Borrowed(lines),
        false => without_labelled(document, lines),
    };
    of_section(document, &kept, found);
    if !of_work {
        drop_hobbies(found, before);
    }
    kept.len() < lines.len()
}

/// Adds what labelled lines tell.
fn of_labels(document: &Document, lines: &[Line], found: &mut Vec<String>) {
    for line in lines {
        if let Some(listed) = label(document.slice(line.span)) {
            split(listed, found);
        }
    }
}

/// The interests that a text of the owner states, in a document without
/// sections: "My research interests include rivers and moss".
pub(super) fn of_text(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    of_sentences(text, true, &mut found);
    found
}

/// A section of interests: items, or lists in lines, or prose.
fn of_section(document: &Document, lines: &[Line], found: &mut Vec<String>) {
    let before = found.len();
    let items = lines.iter().filter(|l| matches!(l.role, Role::Item(_)));
    let items = items.count();
    let glossed = LazyCell::new(|| glossed(document, lines));
    for (i, line) in lines.iter().enumerate() {
        if i > 0 && continues(document, &lines[i - 1], line) {
            continue;
        }
        let text = whole(document, &lines[i..]);
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let words = label(text).unwrap_or(text);
        if let Some(theme) = theme_told_of(words) {
            add(theme, found);
            continue;
        }
        let item = matches!(line.role, Role::Item(_));
        if item && glossed[i] && tells_at_length(words) {
            add(without_gloss(words), found);
            continue;
        }
        if states(words) {
            // "Rivers, deltas and sand, with a focus on moss."
            if let Some(listed) = before_statement(words) {
                split(listed, found);
            }
            if of_sentences(words, true, found) {
                continue;
            }
        }
        // "Efficient ML" above its item "- systems for tuning".
        let themed = !item
            && lines
                .get(i + 1)
                .is_some_and(|next| matches!(next.role, Role::Item(_)));
        let count = words.split_whitespace().count();
        if item || themed || items == 0 {
            let listed =
                words.matches([',', ';', '•', '∙', '|', '、', '；']).count();
            let short = count <= 3 * (listed + 1) + 6;
            match item {
                true => split_item(words, found),
                false if short || lists(words) => split(words, found),
                false if glossed[i] => add(without_gloss(words), found),
                false => of_bare_sentences(words, found),
            }
        }
    }
    if found.len() == before {
        of_prose(document, lines, true, found);
    }
}

/// Words that open other paragraphs beside interests.
const NO_THEMES: &[&str] = &[
    "advisor",
    "advisors",
    "collaborators",
    "contact",
    "courses",
    "funding",
    "grants",
    "info",
    "keywords",
    "links",
    "methods",
    "news",
    "note",
    "ongoing",
    "past",
    "previous",
    "students",
    "support",
    "teaching",
    "tools",
    "update",
    "updates",
];

/// Whether each line opens a paragraph with a theme and a colon, where several
/// do: "River ice: methods to tell how it grows".
fn glossed(document: &Document, lines: &[Line]) -> Vec<bool> {
    /// Paragraphs at least.
    const FEWEST: usize = 2;
    let is_glossed = |line: &Line| {
        let text = document.slice(line.span).trim();
        let theme = without_gloss(text);
        let first = theme.split(' ').next().unwrap_or("").to_lowercase();
        line.first
            && text[theme.len()..].starts_with(':')
            && theme.starts_with(char::is_uppercase)
            && !RANKS.contains(&first.as_str())
            && !NO_THEMES.contains(&first.as_str())
            && !(says(theme) || states(theme))
    };
    let found: Vec<bool> = lines.iter().map(is_glossed).collect();
    match found.iter().filter(|glossed| **glossed).count() < FEWEST {
        true => vec![false; lines.len()],
        false => found,
    }
}

/// Whether what stands behind a theme and a colon is prose, and no list: "River
/// ice: Ask how it grows on slow rivers that few have seen in any winter."
fn tells_at_length(text: &str) -> bool {
    /// Words of prose before its first comma, at least.
    const FEWEST: usize = 12;
    let told = &text[without_gloss(text).len()..];
    let told = told.trim_start_matches([':', ' ']);
    let clause = told.split([',', ';']).next().unwrap_or("");
    clause.split_whitespace().nth(FEWEST - 1).is_some()
}

/// The theme that a paragraph opens with and then tells of: "River ice
/// (2020 - present). I study how it grows."
fn theme_told_of(text: &str) -> Option<&str> {
    /// Words of a theme at most.
    const MOST: usize = 10;
    const TELLING: &[&str] = &["I", "My", "We", "Our", "Here", "This"];
    let (theme, told) = text.split_once(". ")?;
    let next = told.split(|c: char| !c.is_alphabetic()).next()?;
    let dates =
        theme.rfind(" (").filter(|at| date_range(&theme[*at..]).is_some());
    let bare = &theme[..dates.unwrap_or(theme.len())];
    let fits = TELLING.contains(&next)
        && bare.starts_with(char::is_uppercase)
        && bare.split_whitespace().nth(MOST).is_none()
        && !says(bare)
        && !states(bare);
    fits.then_some(bare)
}

/// Whether a heading says that interests are of research: what else people
/// like stands elsewhere.
fn is_of_work(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    ["research", "academic", "scientific", "scholarly"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether a line goes on in the middle of an interest, as print breaks it.
fn continues(document: &Document, before: &Line, line: &Line) -> bool {
    let begins = document.slice(line.span).trim_start();
    let ended = document.slice(before.span).trim_end();
    !line.first
        && line.block == before.block
        && begins.starts_with(char::is_lowercase)
        && !ended.ends_with([',', ';', '.', ':'])
}

/// A line with those that it continues in.
fn whole<'a>(document: &'a Document, lines: &[Line]) -> Cow<'a, str> {
    let Some(first) = lines.first() else { return Cow::Borrowed("") };
    let mut text = Cow::Borrowed(document.slice(first.span));
    for pair in lines.windows(2) {
        if !continues(document, &pair[0], &pair[1]) {
            break;
        }
        let text = text.to_mut();
        text.truncate(text.trim_end().len());
        if ends_in_hyphen(text) {
            text.pop();
        } else {
            text.push(' ');
        }
        text.push_str(document.slice(pair[1].span).trim_start());
    }
    text
}

/// What a text lists before it goes on with a statement.
fn before_statement(text: &str) -> Option<&str> {
    // Most sentences say so from the start.
    let (first, _) = text.split_once([',', ';', '.'])?;
    if says(first) || states(first) {
        return None;
    }
    let (start, _) = stated(text, 0, true)?;
    let (listed, lead) = text[..start].rsplit_once([',', ';', '.'])?;
    (!says(lead) && lists(listed)).then_some(listed)
}

/// Adds what sentences without a verb list, each at most: "Old rivers and
/// the way of the sand. In particular, moss."
fn of_bare_sentences(text: &str, found: &mut Vec<String>) {
    /// Words of one that lists nothing, at most.
    const LONGEST: usize = 16;
    /// What opens a sentence of another language on oneself.
    const OWN: &[&str] = &[
        "mon", "ma", "mes", "je", "mein", "meine", "ich", "mi", "mis", "meu",
        "minha", "il", "la", "mijn", "ik", "min", "mina", "jag", "jeg",
    ];
    /// Words that English has between others.
    const SMALL: &[&str] =
        &["and", "of", "the", "in", "for", "on", "with", "via", "to"];
    let sentences = text.trim_end_matches('.').split(". ");
    let alone = sentences.clone().nth(1).is_none();
    let is_one = |sentence: &str| {
        let mut words = sentence.split_whitespace();
        let last = words.clone().next_back().unwrap_or("");
        let own = words.clone().next().is_some_and(|word| {
            OWN.iter().any(|own| word.eq_ignore_ascii_case(own))
        });
        alone
            && words.clone().any(|word| SMALL.contains(&word))
            && sentence.starts_with(char::is_uppercase)
            && words.nth(LONGEST).is_none()
            && !(own || is_joining(last) || says(sentence))
    };
    if sentences.clone().all(|one| lists(one) || is_one(one)) {
        sentences.for_each(|one| split(one, found));
    }
}

/// Whether a line names things, and says nothing of them.
fn lists(line: &str) -> bool {
    /// Words of one interest at most.
    const LONGEST: usize = 12;
    !line.ends_with('.')
        && line.contains([',', ';'])
        && !says(line)
        && line
            .split([',', ';'])
            .all(|part| part.split_whitespace().nth(LONGEST).is_none())
}

/// Whether a text says something of somebody or of a thing.
fn says(text: &str) -> bool {
    const SAYING: &[&str] = &[
        "i",
        "i'm",
        "my",
        "we",
        "our",
        "is",
        "are",
        "am",
        "was",
        "have",
        "has",
        "which",
        "that",
        "can",
        "to",
        "this",
        "these",
        "who",
        "he",
        "she",
        "his",
        "her",
        "their",
        "they",
        "dr",
        "dr.",
        "prof",
        "prof.",
        "professor",
        "may",
        "will",
        "be",
        "been",
        "studies",
        "explores",
        "combines",
        "leads",
        "teaches",
        "joined",
        "investigates",
        "examines",
        "works",
        "focuses",
        "develops",
        "photo",
    ];
    text.split([' ', '\n', '\t', ',', ';'])
        .any(|word| SAYING.iter().any(|said| word.eq_ignore_ascii_case(said)))
}

/// Sentences that state interests, and items that one leads into.
fn of_prose(
    document: &Document,
    lines: &[Line],
    of_owner: bool,
    found: &mut Vec<String>,
) {
    let text = |line: &Line| document.slice(line.span);
    if !lines.iter().any(|line| states(text(line))) {
        return;
    }
    let mut prose = String::new();
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let said = text(line);
        let item = |next: &&Line| matches!(next.role, Role::Item(_));
        let led =
            states(said) && leads(said) && lines.peek().is_some_and(item);
        // The sentence that leads into items says no more by itself.
        let end = match led {
            true => said.rfind(". ").map_or(0, |at| at + 1),
            false => said.len(),
        };
        // What stands by itself ends its sentence, be it without a dot.
        let open = prose.trim_end().ends_with(char::is_alphanumeric);
        let opens = line.first && said.starts_with(char::is_uppercase);
        // Pictures stand before what is a line of its own.
        if open && (opens || said.starts_with(is_picture)) {
            prose.push_str(". ");
        }
        prose.push_str(&said[..end]);
        prose.push(' ');
        while led && let Some(item) = lines.next_if(item) {
            add(without_gloss(text(item)), found);
        }
    }
    of_sentences(&prose, of_owner, found);
}

/// Whether a character is a picture that opens a line: "🌊 I measure sand".
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
}

/// What sentences state that speak of research in so many words.
fn of_research(document: &Document, lines: &[Line], found: &mut Vec<String>) {
    const SPEAKS: &[&str] =
        &["my research", "research interests", "my work", "i work on"];
    for line in lines {
        let text = document.slice(line.span);
        if !states(text) {
            continue;
        }
        for sentence in text.split_inclusive(". ") {
            let lower = sentence.to_lowercase();
            if SPEAKS.iter().any(|words| lower.contains(words)) {
                of_sentences(sentence, false, found);
            }
        }
    }
}

/// Items that a sentence on the themes of one's work leads into.
fn of_led(document: &Document, lines: &[Line], found: &mut Vec<String>) {
    let text = |line: &Line| document.slice(line.span);
    let is_item = |line: &Line| matches!(line.role, Role::Item(_));
    for (at, line) in lines.iter().enumerate() {
        if is_item(line) || !leads(text(line)) {
            continue;
        }
        let items = lines[at + 1..].iter().take_while(|next| is_item(next));
        let items = items.map(text).filter(|item| years(item).is_empty());
        items.for_each(|item| add(without_gloss(item), found));
    }
}

/// An item without what it says of its theme: "River ice — how it grows".
fn without_gloss(item: &str) -> &str {
    /// Words of a theme at most.
    const MOST: usize = 8;
    let ends = [" — ", " – ", " - ", ": "];
    let end = ends.iter().filter_map(|mark| item.find(mark)).min();
    let theme = end.map_or(item, |end| &item[..end]);
    let short = theme.split_whitespace().nth(MOST).is_none();
    if short { theme } else { item }
}

/// The interests that the first sentences on them state, and whether one
/// does.
fn of_sentences(text: &str, of_owner: bool, found: &mut Vec<String>) -> bool {
    /// Sentences at most: some only tell of one more field.
    const MOST: usize = 6;
    let mut at = 0;
    for _ in 0..MOST {
        let Some((start, list)) = stated(text, at, of_owner) else { break };
        let mut ends = list.char_indices().skip(LONGEST_SENTENCE);
        let end = ends.next().map_or(list.len(), |(end, _)| end);
        split_sentence(&list[..end], found);
        at = start + end;
        if let Some(more) = continued(&text[at..]) {
            split_sentence(more, found);
        }
    }
    at > 0
}

/// What a sentence lists that goes on about the one before, which ends where
/// the text begins: ". This includes sand, moss and ice."
fn continued(text: &str) -> Option<&str> {
    const GOING_ON: &[&str] = &[
        "This includes",
        "These include",
        "This encompasses",
        "Topics include",
        "Examples include",
    ];
    let next = text.strip_prefix('.')?.trim_start();
    let opening = GOING_ON.iter().find(|words| next.starts_with(**words))?;
    let list = next[opening.len()..].strip_prefix(' ')?;
    if ["the following", "papers", "publications"]
        .iter()
        .any(|words| list.starts_with(words))
    {
        return None;
    }
    let list = &list[..list.floor_char_boundary(LONGEST_SENTENCE)];
    Some(list.split_once(['.', '!', '?']).map_or(list, |(list, _)| list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine};

    fn read(lines: &[&str]) -> Vec<String> {
        read_blocks(&[lines])
    }

    fn read_blocks(paragraphs: &[&[&str]]) -> Vec<String> {
        let block = |role, lines: &[&str]| RawBlock {
            role,
            page: None,
            lines: lines.iter().map(|l| RawLine::plain(*l, 1)).collect(),
        };
        let mut blocks =
            vec![block(Role::Heading(1), &["Research Interests"])];
        blocks.extend(paragraphs.iter().map(|p| block(Role::Body, p)));
        let raw = Raw { blocks, ..Raw::default() };
        let document = crate::normalize::document(raw, "x", "text");
        let lines = crate::segment::lines(&document);
        let sections = crate::segment::segment(&document, &lines);
        interests(&document, &lines, &sections)
    }

    #[test]
    fn paragraphs_open_with_their_themes() {
        let found = read_blocks(&[
            &["River ice: methods to tell how fast it grows in the north \
               and the south of the lake"],
            &["Old moss: what is left of it on the stones of the walls \
               that were built by hand"],
        ]);
        assert_eq!(found, ["River ice", "Old moss"]);
        let notes = read_blocks(&[
            &["Note: this page is rather old by now and I shall change it \
               as soon as there is time for that."],
            &["Funding: I am supported by those who pay for moss, and by \
               the people of the north and the south."],
        ]);
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn items_open_with_their_themes() {
        let items = |items: &[&str]| -> Vec<String> {
            let block = |item: &&str| RawBlock {
                role: Role::Item(1),
                page: None,
                lines: vec![RawLine::plain(*item, 1)],
            };
            let head = RawBlock {
                role: Role::Heading(1),
                page: None,
                lines: vec![RawLine::plain("Research Interests", 1)],
            };
            let blocks =
                std::iter::once(head).chain(items.iter().map(block)).collect();
            let raw = Raw { blocks, ..Raw::default() };
            let document = crate::normalize::document(raw, "x", "text");
            let lines = crate::segment::lines(&document);
            let sections = crate::segment::segment(&document, &lines);
            interests(&document, &lines, &sections)
        };
        let found = items(&[
            "River ice: I explore how it grows on slow rivers that few of us \
             have seen in any winter.",
            "Old moss: I explore what is left of it on the stones of the \
             walls built by hand.",
        ]);
        assert_eq!(found, ["River ice", "Old moss"]);
    }

    #[test]
    fn a_section_lists_interests() {
        for (lines, want) in [
            (
                &["Slow rivers, com-", "plex deltas"][..],
                &["Slow rivers", "complex deltas"][..],
            ),
            (&["Rivers, old", "deltas"], &["Rivers", "old deltas"]),
            (
                &["Moss, slow rivers, and sand, with a focus on deltas."],
                &["Moss", "slow rivers", "sand", "deltas"],
            ),
            (
                &[
                    "Slow rivers, the flow of mud through deltas with applications \
                   in pots & bricks",
                ],
                &[
                    "Slow rivers",
                    "the flow of mud through deltas with applications \
                   in pots & bricks",
                ],
            ),
            (
                &[
                    "I study rivers, and my maps show where they went last year and this one",
                ],
                &["rivers"],
            ),
            (
                &["I am interested in rivers. I work on", "slow deltas."],
                &["rivers", "slow deltas"],
            ),
            (&["Primary: Rivers", "Secondary: Sand"], &["Rivers", "Sand"]),
            (
                &[
                    "I am interested in old ice. This includes river ice, and moss.",
                ],
                &["old ice", "river ice", "moss"],
            ),
            (
                &[
                    "Old River Ice (2020 - present). I ask how it grows, and why.",
                ],
                &["Old River Ice"],
            ),
            (
                &["Rivers, deltas, and sand, with a focus on slow moss."],
                &["Rivers", "deltas", "sand", "slow moss"],
            ),
            (
                &[
                    "Old rivers, sand and moss. In particular, the flow of mud through the",
                    "wide deltas of the north, the paths of old stones, and the",
                    "learning of moss.",
                ],
                &[
                    "Old rivers",
                    "sand and moss",
                    "the flow of mud through the wide deltas of the north",
                    "the paths of old stones",
                    "the learning of moss",
                ],
            ),
            (
                &[
                    "Slow and fast flows of mud through the deltas of the north by means of sand.",
                ],
                &[
                    "Slow and fast flows of mud through the deltas of the north by means of sand",
                ],
            ),
            (
                &[
                    "Professor Roe studies slow rivers and the moss in the north of Kiel.",
                ],
                &[],
            ),
            (
                &[
                    "Moose halten den Torf zusammen und Flechten halten den Boden fest.",
                ],
                &[],
            ),
            (&["Cinema, music, chess, hiking"], {
                &["Cinema", "music", "chess", "hiking"]
            }),
            (&["I work on Tuesdays in the library."], &[]),
            (&["I am a researcher interested in working with students."], {
                &[]
            }),
        ] {
            assert_eq!(read(lines), want, "{lines:?}");
        }
    }
}
