//! Research interests: stated in a section, on a labelled line, in prose.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::phrase;
use super::words::ends_in_hyphen;
use crate::model::{Document, Line, Role, Section, SectionKind};

/// What labels a line, but for [`OWN`]: "Research Interests: a, b, and c".
const LABELS: &[&str] = &[
    "research interest|interests|area|areas|topic|topics|field|fields|focus",
    "secondary? field|fields of_interest|of_research|of_study?",
    "area|areas of interest|expertise|research",
    "topic|topics of research|interest",
    "interest|interests|keywords|specialty|specialties",
    "forschungsinteressen|themes_de_recherche",
];

/// What may stand before that.
const OWN: &str = "main|current|primary|my|general";

/// Likewise, where a script has no blanks.
const LABELS_OF_HAN: &[&str] = &["研究方向", "研究兴趣", "研究领域"];

/// What a sentence says before interests: "my research interests lie in".
const STATEMENTS: &[&str] = &[
    "research? interest|interests broadly|currently|mainly|primarily? \
     are|is|lie|lies|include|includes|revolve|revolves|span|spans|focus|cover\
     |concern|center|centre|encompass \
     in|on|around|at|the_area_of|the_areas_of|the_intersection_of|broadly\
     |mainly|primarily|both|at_the_intersection_of*",
    "i_am|i'm|i’m %ly|also? interested in",
    "my? research %ly? focus|focuses|focused|centers %ly? on",
    "my? research %ly? is %ly? focused? about|on|in",
    "my? research %ly? \
     explores|concerns|lies_in|interest_in|interests_in",
    "i %ly? work|do_research %ly? on|in",
];

/// The most characters of interests that a sentence states.
const LONGEST_SENTENCE: usize = 401;

/// What a labelled line says behind its label.
fn label(text: &str) -> Option<&str> {
    // Most lines have no colon, and need no look at the words before it.
    if !text.contains([':', '：']) {
        return None;
    }
    let opens = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let from = text.find(opens).unwrap_or(text.len());
    let (before, words) = text.split_at(from);
    let own = phrase::end(OWN, words).unwrap_or(0);
    let words = words[own..].trim_ascii_start();
    let mut found = LABELS.iter().filter_map(|label| {
        let end = phrase::end(label, words)?;
        value(&words[end..])
    });
    let of_han = || {
        let mut ends = LABELS_OF_HAN.iter().filter_map(|label| {
            let at = before.rfind(label)?;
            Some(at + label.len())
        });
        ends.find_map(|end| value(&text[end..]))
    };
    found.next().or_else(of_han)
}

/// What stands behind the colon that a text begins with, and brackets before
/// that.
fn value(text: &str) -> Option<&str> {
    let text = text.trim_ascii_start();
    let behind = match text.strip_prefix('(') {
        Some(inside) => inside.split_once(')')?.1.trim_ascii_start(),
        None => text,
    };
    let value = behind.strip_prefix([':', '：'])?.trim_ascii_start();
    (!value.is_empty() && !value.contains('\n')).then_some(value)
}

/// The interests that the first sentence on them from a byte of a text on
/// states, and where they begin.
fn stated(text: &str, from: usize) -> Option<(usize, &str)> {
    /// Characters at least.
    const SHORTEST: usize = 4;
    let list = |end: usize| {
        let behind = text[end..].trim_ascii_start();
        let inside = behind.strip_prefix([':', '：']);
        let start = inside.unwrap_or(behind).trim_ascii_start();
        let parted = match inside {
            Some(inside) => start.len() < inside.len(),
            None => behind.len() < text.len() - end,
        };
        if !parted {
            return None;
        }
        let end = start.find(['.', '。']).unwrap_or(start.len());
        let list = &start[..end];
        let long = list.chars().nth(SHORTEST - 1).is_some();
        long.then(|| (text.len() - start.len(), list))
    };
    let fits = |_, end| list(end).is_some();
    phrase::find(STATEMENTS, text, from, fits).and_then(|(_, end)| list(end))
}

/// Words of which each of [`STATEMENTS`] holds one, and what [`leads`].
static STATING: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(["interest", "research", "work"])
        .expect("three words always compile")
});

/// The stated interests of a document.
pub(super) fn interests(
    document: &Document,
    lines: &[Line],
    sections: &[Section],
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for section in sections {
        let lines = &lines[section.lines.clone()];
        match section.kind {
            SectionKind::Interests => {
                of_section(document, lines, &mut found);
            }
            SectionKind::Publications
            | SectionKind::Talks
            | SectionKind::News => {}
            _ => {
                for line in lines {
                    let text = document.slice(line.span);
                    if let Some(listed) = label(text) {
                        split(listed, &mut found);
                    }
                }
            }
        }
    }
    if found.is_empty() {
        for section in sections {
            let prose = matches!(
                section.kind,
                SectionKind::Contact
                    | SectionKind::About
                    | SectionKind::Other
                    | SectionKind::Projects
                    | SectionKind::News
                    | SectionKind::Positions
                    | SectionKind::Interests
            );
            if prose {
                of_prose(document, &lines[section.lines.clone()], &mut found);
            }
        }
    }
    found
}

/// A section of interests: items, or lists in lines, or prose.
fn of_section(document: &Document, lines: &[Line], found: &mut Vec<String>) {
    let before = found.len();
    let items = lines.iter().filter(|l| matches!(l.role, Role::Item(_)));
    let items = items.count();
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
        if STATING.is_match(words) && of_sentences(words, found) {
            continue;
        }
        let item = matches!(line.role, Role::Item(_));
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
            if !short && !item && !lists(words) {
                continue;
            }
            split(words, found);
        }
    }
    if found.len() == before {
        of_prose(document, lines, found);
    }
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

/// Whether a line names things, and says nothing of them.
fn lists(line: &str) -> bool {
    /// Words of one interest at most.
    const LONGEST: usize = 12;
    const SAYING: &[&str] = &[
        "i", "i'm", "my", "we", "our", "is", "are", "am", "was", "have",
        "has", "which", "that", "can", "to", "this", "these", "who",
    ];
    let says =
        |word: &str| SAYING.iter().any(|said| word.eq_ignore_ascii_case(said));
    !line.ends_with('.')
        && line.contains([',', ';'])
        && line.split([',', ';']).all(|part| {
            let mut words = part.split_whitespace();
            words.clone().nth(LONGEST).is_none() && !words.any(says)
        })
}

/// A sentence that leads into items: "My research interests include:".
fn leads(text: &str) -> bool {
    /// Characters between the interests and the end at most.
    const WITHIN: usize = 80;
    const ENDS: &[&str] =
        &[":", "including", "include", "are", "follows", "in"];
    let lower = text.trim_end().to_ascii_lowercase();
    let Some(head) = ENDS.iter().find_map(|end| lower.strip_suffix(end))
    else {
        return false;
    };
    if [" working on", " work on"].iter().any(|on| head.ends_with(on)) {
        return true;
    }
    head.rmatch_indices("interest").any(|(at, word)| {
        let behind = &head[at + word.len()..];
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        !head[..at].ends_with(char::is_alphanumeric)
            && !behind.starts_with(char::is_alphanumeric)
            && behind.chars().nth(WITHIN).is_none()
    })
}

/// Sentences that state interests.
fn of_prose(document: &Document, lines: &[Line], found: &mut Vec<String>) {
    let states = |line: &Line| STATING.is_match(document.slice(line.span));
    if !lines.iter().any(states) {
        return;
    }
    for (i, line) in lines.iter().enumerate() {
        if states(line) && leads(document.slice(line.span)) {
            let items = lines[i + 1..]
                .iter()
                .take_while(|l| matches!(l.role, Role::Item(_)));
            for item in items {
                add(document.slice(item.span), found);
            }
        }
    }
    if !found.is_empty() {
        return;
    }
    let text: Vec<&str> =
        lines.iter().map(|line| document.slice(line.span)).collect();
    let text = text.join(" ");
    of_sentences(&text, found);
}

/// The interests that the first sentences on them state, and whether one
/// does.
fn of_sentences(text: &str, found: &mut Vec<String>) -> bool {
    /// Sentences at most.
    const MOST: usize = 3;
    let mut at = 0;
    for _ in 0..MOST {
        let Some((start, list)) = stated(text, at) else { break };
        let mut ends = list.char_indices().skip(LONGEST_SENTENCE);
        let end = ends.next().map_or(list.len(), |(end, _)| end);
        split(&list[..end], found);
        at = start + end;
    }
    at > 0
}

/// Parts a list of interests: "(1) A: x, y. (2) B" at its numbers, others at
/// commas.
fn split(text: &str, found: &mut Vec<String>) {
    let numbered = at_numbers(text);
    if numbered.len() > 2 {
        for part in numbered {
            add(part, found);
        }
        return;
    }
    let mut depth = 0i32;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth -= 1,
            ',' | ';' | '•' | '∙' | '|' | '、' | '；' | '，' | '·' | '/'
            | '\t'
                if depth <= 0
                    && (c != '/' || text[at + 1..].starts_with(' ')) =>
            {
                add_joined(&text[start..at], found);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    add_joined(&text[start..], found);
}

/// Parts a text at the numbers of a list within it.
fn at_numbers(text: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for word in text.split_ascii_whitespace() {
        if let Some(length) = number(word) {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            parts.push(&text[start..at]);
            start = at + length;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The length of the number that a word begins with: "(1)", "2)", "(iii)",
/// "④".
fn number(word: &str) -> Option<usize> {
    let inside = word.strip_prefix('(');
    let roman = || {
        let (number, _) = inside?.split_once(')')?;
        ["i", "ii", "iii", "iv"].contains(&number).then_some(number.len() + 2)
    };
    match inside.unwrap_or(word).as_bytes() {
        [digit, b')', ..] if digit.is_ascii_digit() => {
            Some(if inside.is_some() { 3 } else { 2 })
        }
        _ if word.starts_with(|c| ('①'..='⑨').contains(&c)) => {
            Some('①'.len_utf8())
        }
        _ => roman(),
    }
}

/// Parts "machine learning and its systems" only where both sides are short
/// phrases of their own.
fn add_joined(text: &str, found: &mut Vec<String>) {
    let fits = |start: usize, end: usize| {
        text[..start].ends_with(BLANKS) && text[end..].starts_with(BLANKS)
    };
    if let Some((start, end)) = phrase::find(WITHIN, text, 0, fits) {
        add_joined(&text[..start], found);
        return add_joined(&text[end..], found);
    }
    let rest = without_lead(text);
    add(rest, found);
    if let Some((left, right)) = rest.split_once(" and ")
        && left.split_whitespace().count() > 1
        && right.split_whitespace().count() > 1
    {
        add(left, found);
        add(right, found);
    }
}

/// Adds an interest, bare of what leads into it and of the sentence behind.
fn add(text: &str, found: &mut Vec<String>) {
    // "slow rivers. My work …": the list ends with its sentence.
    let text = text.find(". ").map_or(text, |end| {
        let behind = text[end + 2..].trim_start();
        let ends = text[..end].rsplit(' ').next().is_some_and(|word| {
            word.chars().filter(|c| c.is_alphabetic()).count() > 3
        });
        match ends && behind.starts_with(char::is_uppercase) {
            true => &text[..end],
            false => text,
        }
    });
    let bare = without_lead(text);
    let ends = |start: usize, end| {
        end == bare.len() && bare[..start].ends_with(BLANKS)
    };
    let bare = phrase::find(TRAILING, bare, 0, ends)
        .map_or(bare, |(start, _)| trimmed(&bare[..start]));
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || bare.chars().count() > 160
        || label(&format!("{bare}: x")).is_some()
        || HEADS.iter().any(|head| bare.eq_ignore_ascii_case(head))
        || bare.starts_with("I ")
        || bare.starts_with("We ")
    {
        return;
    }
    let text = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    if !found.contains(&text) {
        found.push(text);
    }
}

/// What parts an interest from what it is seen in.
const WITHIN: &[&str] = &[
    "with a|an? particular|special|strong? focus|emphasis on",
    "and mainly focus on",
];

/// A text without what leads into the interest it names.
fn without_lead(text: &str) -> &str {
    let mut bare = trimmed(text);
    // One phrase may lead into another: "with a particular focus on the".
    while let Some(behind) = behind_lead(bare) {
        bare = trimmed(behind);
    }
    bare
}

/// What stands behind words that lead into an interest, or rank some of
/// them: "Primary: rivers".
fn behind_lead(text: &str) -> Option<&str> {
    let ranked = text.split_once(':').filter(|(rank, _)| {
        RANKS.iter().any(|word| rank.eq_ignore_ascii_case(word))
    });
    if let Some((_, behind)) = ranked {
        return Some(behind);
    }
    LEADS.iter().find_map(|lead| {
        let behind = &text[phrase::end(lead, text)?..];
        behind.starts_with([' ', '\t', '\n', ',', ':']).then_some(behind)
    })
}

/// Words of a section of interests that are none by themselves.
const HEADS: &[&str] = &[
    "topics",
    "themes",
    "areas",
    "methods",
    "subjects",
    "disciplines",
    "especially",
    "particularly",
];

/// What tells some of the interests from the others.
const RANKS: &[&str] = &[
    "primary",
    "secondary",
    "tertiary",
    "main",
    "other",
    "others",
    "broad",
    "broadly",
    "narrow",
    "specific",
    "general",
    "current",
    "additional",
];

/// What leads from the words of a sentence into an interest.
const LEADS: &[&str] = &[
    "with? a|an? particular|special|current|main|primary|strong? \
     focus|emphasis|interest on|in",
    "within the field|fields|area|areas|scope of",
    "the? field|fields|area|areas|intersection|intersections of",
    "more? \
     especially|particularly|specifically|mainly|primarily|notably|generally\
     |broadly",
    "in particular|general|both",
    "such_as|including|include|includes|e.g.|i.e.|as_well_as|and|also|the",
];

/// What leads out of an interest into one that another line holds.
const TRAILING: &[&str] = &[
    "with a|an particular|special|strong",
    "with a? particular? focus|emphasis on",
    "such_as|including",
];

/// What parts words.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// A text without the marks of lists and sentences around it.
fn trimmed(text: &str) -> &str {
    text.trim().trim_start_matches("the ").trim_matches([
        ' ', '.', ',', ';', ':', '-', '–', '*', '•', '。', '…', '“', '”',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine};

    #[test]
    fn interests_are_parted() {
        for (text, want) in [
            (
                "NLP, computer vision, and music",
                &["NLP", "computer vision", "music"][..],
            ),
            (
                "(1) Systems: a, b. (2) Agents: c",
                &["Systems: a, b", "Agents: c"],
            ),
            (
                "learning (deep, wide); optics",
                &["learning (deep, wide)", "optics"],
            ),
            (
                "rivers, with a particular focus on slow ones, and in \
                 particular deltas. My work shows why",
                &["rivers", "slow ones", "deltas"],
            ),
            ("Primary fields", &[]),
            ("Primary: rivers; Secondary: sand", &["rivers", "sand"]),
            ("Topics, labour markets, I love the sea", &["labour markets"]),
            ("within the fields of statistics", &["statistics"]),
            (
                "slow rivers and deltas with a special emphasis on mud",
                &["slow rivers and deltas", "mud"],
            ),
            ("U.S. Politics", &["U.S. Politics"]),
        ] {
            let mut found = Vec::new();
            split(text, &mut found);
            assert_eq!(found, want, "{text}");
        }
    }

    fn read(lines: &[&str]) -> Vec<String> {
        let block = |role, lines: &[&str]| RawBlock {
            role,
            page: None,
            lines: lines.iter().map(|l| RawLine::plain(*l, 1)).collect(),
        };
        let blocks = vec![
            block(Role::Heading(1), &["Research Interests"]),
            block(Role::Body, lines),
        ];
        let raw = Raw { blocks, ..Raw::default() };
        let document = crate::normalize::document(raw, "x", "text");
        let lines = crate::segment::lines(&document);
        let sections = crate::segment::segment(&document, &lines);
        interests(&document, &lines, &sections)
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
                &[
                    "Slow rivers, the flow of mud through deltas with applications \
                   in pots & bricks",
                ],
                &[
                    "Slow rivers",
                    "flow of mud through deltas with applications \
                   in pots & bricks",
                ],
            ),
            (
                &[
                    "I study rivers, and my maps show where they went last year and this one",
                ],
                &[],
            ),
            (
                &["I am interested in rivers. I work on", "slow deltas."],
                &["rivers", "slow deltas"],
            ),
            (&["Primary: Rivers", "Secondary: Sand"], &["Rivers", "Sand"]),
        ] {
            assert_eq!(read(lines), want, "{lines:?}");
        }
    }

    #[test]
    fn sentences_state_interests() {
        for (text, want) in [
            ("My core research interests lie in slow rivers.", "slow rivers"),
            ("I am broadly interested in deltas", "deltas"),
            ("My research focuses on canyons.", "canyons"),
            ("My research interests are: rivers, sand.", "rivers, sand"),
            ("I am interested in: rivers, sand.", "rivers, sand"),
            ("my interests include : rivers", "rivers"),
        ] {
            let found = stated(text, 0).map(|(_, list)| list);
            assert_eq!(found, Some(want), "{text}");
        }
    }
}
