//! Research interests: stated in a section, on a labelled line, in prose.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::model::{Document, Line, Role, Section, SectionKind};

// Patterns of ASCII wherever that is all they mean: those of Unicode's words
// and blanks took longer to compile than most documents take to read.

/// A labelled line: "Research Interests: a, b, and c".
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi-u)^(?u:[^0-9A-Za-z_]*)(?:(?:main|current|primary|my|general)\s+)?
        (?:research\s+(?:interests?|areas?|topics?|fields?|focus)|fields?(?:\s+of\s+(?:interest|research|study))?|areas?\s+of\s+(?:interest|expertise|research)|interests?|primary\s+fields?|secondary\s+fields?|topics?\s+of\s+(?:research|interest)|keywords|specialt(?:y|ies)|研究方向|研究兴趣|研究领域|forschungsinteressen|themes\s+de\s+recherche)
        \s*(?:\((?u:[^)]*)\)\s*)?(?u:[:：])\s*(?u:(.+))$",
    )
    .expect("a constant pattern")
});

/// Characters that a sentence of interests may have: counted here, for a
/// pattern that counts them is slow to compile.
const LONGEST_SENTENCE: usize = 401;

/// A sentence: "my research interests lie in a and b".
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi-u)\b(?:
        (?:research\s+)?interests?\s+(?:broadly\s+|currently\s+|mainly\s+|primarily\s+)?(?:are|is|lie|lies|include|includes|revolve|revolves|span|spans|focus|cover|concern|center|centre|encompass)(?:\s+(?:in|on|around|at|the\s+areas?\s+of|the\s+intersection\s+of|broadly|mainly|primarily|both|at\s+the\s+intersection\s+of))*
        |i(?:\s+am|(?u:['’])m)\s+(?:\w+ly\s+|also\s+|particularly\s+)?interested\s+in
        |(?:my\s+)?research\s+(?:\w+ly\s+)?(?:focus(?:es)?\s+(?:\w+ly\s+)?on|focused\s+on|is\s+(?:\w+ly\s+)?focused\s+on|centers\s+on|explores|concerns|is\s+(?:\w+ly\s+)?(?:about|on|in)|lies\s+in|interests?\s+in)
        |i\s+(?:\w+ly\s+)?(?:work|do\s+research)\s+(?:\w+ly\s+)?(?:on|in)
        )\s*(?u:[:：])?\s+((?u:[^.。\n][^.。]{3}[^.。]*))",
    )
    .expect("a constant pattern")
});

/// The match of [`LABEL`] in a line.
fn label(text: &str) -> Option<regex::Captures<'_>> {
    // Most lines have no colon, and need no look at the words before it.
    text.contains([':', '：']).then(|| LABEL.captures(text)).flatten()
}

/// Words of which every match of [`SENTENCE`] holds one, and what [`leads`].
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
                    if let Some(label) = label(text) {
                        split(&label[1], &mut found);
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

/// The first match of [`SENTENCE`] in a text.
fn sentence(text: &str) -> Option<regex::Captures<'_>> {
    STATING.is_match(text).then(|| SENTENCE.captures(text)).flatten()
}

/// A section of interests: items, or lists in lines, or prose.
fn of_section(document: &Document, lines: &[Line], found: &mut Vec<String>) {
    let before = found.len();
    let items = lines.iter().filter(|l| matches!(l.role, Role::Item(_)));
    let items = items.count();
    for (i, line) in lines.iter().enumerate() {
        let text = document.slice(line.span).trim();
        if text.is_empty() {
            continue;
        }
        let labelled = label(text);
        let words = labelled
            .as_ref()
            .map_or(text, |c| c.get(1).map_or(text, |m| m.as_str()));
        if let Some(sentence) = sentence(words) {
            split(&sentence[1], found);
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
                words.matches([',', ';', '•', '|', '、', '；']).count();
            if count > 3 * (listed + 1) + 6 && !item {
                continue;
            }
            split(words, found);
        }
    }
    if found.len() == before {
        of_prose(document, lines, found);
    }
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
    let mut at = 0;
    for _ in 0..3 {
        let sentence = SENTENCE.captures_at(&text, at);
        let Some(list) = sentence.and_then(|s| s.get(1)) else { break };
        let mut ends = list.as_str().char_indices().skip(LONGEST_SENTENCE);
        let end = ends.next().map_or(list.len(), |(end, _)| end);
        split(&list.as_str()[..end], found);
        at = list.start() + end;
    }
}

/// Parts a list of interests: "(1) A: x, y. (2) B" at its numbers, others at
/// commas.
fn split(text: &str, found: &mut Vec<String>) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u)(?:^|\s)(?:\(\d\)|\d\)|\(i{1,3}v?\)|(?u:[①-⑨]))\s*")
            .expect("a constant pattern")
    });
    let numbered: Vec<&str> = NUMBER.split(text).collect();
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
            ',' | ';' | '•' | '|' | '、' | '；' | '，' | '·' | '/' | '\t'
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

/// Parts "machine learning and its systems" only where both sides are short
/// phrases of their own.
fn add_joined(text: &str, found: &mut Vec<String>) {
    if let Some(more) = WITHIN.find(text) {
        add_joined(&text[..more.start()], found);
        return add_joined(&text[more.end()..], found);
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
    let bare =
        TRAILING.find(bare).map_or(bare, |end| trimmed(&bare[..end.start()]));
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || bare.chars().count() > 160
        || LABEL.is_match(&format!("{bare}: x"))
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
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)\s(?:with\s+(?:an?\s+)?(?:particular\s+|special\s+|strong\s+)?(?:focus|emphasis)\s+on|and\s+mainly\s+focus\s+on)\s",
    )
    .expect("a constant pattern")
});

/// A text without what leads into the interest it names.
fn without_lead(text: &str) -> &str {
    let mut bare = trimmed(text);
    // One phrase may lead into another: "with a particular focus on the".
    while let Some(lead) = LEAD_IN.find(bare) {
        bare = trimmed(&bare[lead.end()..]);
    }
    bare
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

/// What leads from the words of a sentence into an interest.
static LEAD_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi-u)^(?:
        (?:with\s+)?(?:an?\s+)?(?:particular|special|current|main|primary|strong)?\s*(?:focus|emphasis|interest)\s+(?:on|in)
        |within\s+the\s+(?:fields?|areas?|scope)\s+of
        |(?:the\s+)?(?:fields?|areas?|intersections?)\s+of
        |(?:more\s+)?(?:especially|particularly|specifically|mainly|primarily|notably|generally|broadly)
        |in\s+(?:particular|general|both)
        |such\s+as|including|includes?|e\.g\.|i\.e\.|as\s+well\s+as|mainly\s+focus\s+on|and|also|the
        )[\s,:]+",
    )
    .expect("a constant pattern")
});

/// What leads out of an interest into one that another line holds.
static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)\s+(?:with\s+an?\s+(?:particular|special|strong)|with\s+(?:a\s+)?(?:particular\s+)?(?:focus|emphasis)\s+on|such\s+as|including)$",
    )
    .expect("a constant pattern")
});

/// A text without the marks of lists and sentences around it.
fn trimmed(text: &str) -> &str {
    text.trim().trim_start_matches("the ").trim_matches([
        ' ', '.', ',', ';', ':', '-', '–', '*', '•', '。', '…', '“', '”',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn sentences_state_interests() {
        for (text, want) in [
            ("My core research interests lie in slow rivers.", "slow rivers"),
            ("I am broadly interested in deltas", "deltas"),
            ("My research focuses on canyons.", "canyons"),
        ] {
            let found = SENTENCE.captures(text).map(|c| c[1].to_owned());
            assert_eq!(found.as_deref(), Some(want), "{text}");
        }
    }
}
