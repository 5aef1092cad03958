//! Parts what states interests into them.

use super::told::label;
use crate::parse::phrase::{self, Patterns, patterns};

/// Parts a list of interests: "(1) A: x, y. (2) B" at its numbers, others at
/// commas.
pub(super) fn split(text: &str, found: &mut Vec<String>) {
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

/// Parts what a sentence lists, of which "and" joins the last two: "rivers,
/// deltas, sand and moss".
pub(super) fn split_sentence(text: &str, found: &mut Vec<String>) {
    let by_what = |start: usize, end: usize| {
        let before = text[..start].trim_end_matches(BLANKS);
        let parted = before.len() < start && text[end..].starts_with(BLANKS);
        let led = text[start..].starts_with("by ");
        parted && (led || before.ends_with([',', '–', '—']))
    };
    let means = phrase::find(MEANS, text, 0, by_what);
    let text = means.map_or(text, |(start, _)| trimmed(&text[..start]));
    // "counting moss slowly and by hand": what joined the means goes, too.
    let text = text.strip_suffix(" and").unwrap_or(text);
    // "rivers and sand: I want to know …", "rivers, while my students …".
    // "rivers, with recent contributions to MossNet": the work is no interest.
    let goes_on = [
        ": I ",
        ": we ",
        ": my ",
        ", while ",
        ", whereas ",
        ", with recent ",
        ", with contributions ",
        " under the guidance of ",
        " under the supervision of ",
        " under the direction of ",
        " in collaboration with ",
        ", supervised by ",
        ", advised by ",
    ];
    let end = goes_on.iter().filter_map(|words| text.find(words)).min();
    let text = &text[..end.unwrap_or(text.len())];
    split(text, found);
    if let Some((left, right)) = last_two(text) {
        add(left, found);
        add(right, found);
    }
}

/// The last two of three and more, where no comma stands before the last.
fn last_two(text: &str) -> Option<(&str, &str)> {
    const RELATING: &[&str] =
        &["of", "for", "in", "on", "with", "to", "from", "between", "as"];
    let (head, last) = text.rsplit_once(',')?;
    let last = last.trim();
    let (at, length) = conjunctions(last).next()?;
    let (left, right) = (&last[..at], &last[at + length..]);
    let relates = || last.split(' ').any(|word| RELATING.contains(&word));
    // "supply and demand" is one.
    let phrase = |side: &str| side.split_whitespace().nth(1).is_some();
    let apart = head.contains(',')
        && conjunctions(head).next().is_none()
        && conjunctions(right).next().is_none()
        && !text.contains(['(', '[', ';'])
        && behind_lead(last).is_none()
        && (phrase(left) || is_field(left))
        && (phrase(right) || is_field(right));
    (apart && !relates()).then_some((left, right))
}

/// Adds an item of a list: one interest, where its commas part but words
/// that belong to its last ones.
pub(super) fn split_item(text: &str, found: &mut Vec<String>) {
    match is_one(text) {
        true => add(text, found),
        // Print may have set its words apart.
        false => split(&text.replace('\t', " "), found),
    }
}

/// "Slow, old and high-order methods of sand": the words before the last ones
/// tell which.
fn is_one(text: &str) -> bool {
    /// Words behind the last one that tells, at least.
    const NOUNS: usize = 3;
    /// Words of what is seen in several things, at least, and of each of
    /// them but the first, at most: "The slow growth of moss based on light,
    /// rain, wind".
    const WHOLE: usize = 7;
    const SEEN_IN: usize = 2;
    let Some((head, last)) = text.rsplit_once(',') else { return false };
    let mut parts = text.split(',').map(|part| part.split_whitespace());
    let led = text.split_once(',').is_some_and(|(first, _)| {
        ["based on", "including", "such as"].iter().any(|w| first.contains(w))
    });
    let long = parts.next().is_some_and(|first| first.count() >= WHOLE);
    if led && long && parts.all(|part| part.count() <= SEEN_IN) {
        return true;
    }
    let Some((telling, rest)) = last.split_once(" and ") else { return false };
    let single = |word: &str| !word.trim().contains(' ');
    head.split(',').all(single)
        && single(telling)
        && rest.split_whitespace().nth(NOUNS - 1).is_some()
        && !rest.contains(" and ")
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
    if NO_INTERESTS.iter().any(|words| rest.starts_with(words)) {
        return;
    }
    add(rest, found);
    let Some((left, right)) = halves(rest) else { return };
    add(left, found);
    add(right, found);
}

/// Where the conjunctions of a text stand, with the blanks around them, and
/// their lengths.
fn conjunctions(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    const AND: &[&str] = &["and", "und", "et", "y", "e", "och", "og", "sowie"];
    let blanks = text.match_indices(' ').map(|(at, _)| at);
    blanks.filter_map(move |at| {
        let behind = &text[at + 1..];
        let word = &behind[..behind.find(' ')?];
        AND.contains(&word).then_some((at, word.len() + 2))
    })
}

/// Both sides of "machine learning and its systems", where each is a phrase
/// of its own.
fn halves(text: &str) -> Option<(&str, &str)> {
    let (at, length) = conjunctions(text).find(|(at, _)| {
        let open = |c: char| text[..*at].matches(c).count();
        open('(') == open(')') && open('[') == open(']')
    })?;
    let (left, right) = (&text[..at], &text[at + length..]);
    let several = |side: &str| side.split_whitespace().nth(1).is_some();
    // "rivers for slow and old deltas": what is old are deltas.
    let relates = |side: &str| {
        let mut words = side.split_whitespace();
        words.any(|word| {
            ["for", "in", "on", "between", "zwischen", "entre"].contains(&word)
        })
    };
    let apart = several(left) || is_field(left);
    let apart = apart && (several(right) || is_field(right));
    (apart && (!relates(left) || relates(right))).then_some((left, right))
}

/// Whether a word alone names a field: "Macroeconomics".
fn is_field(word: &str) -> bool {
    const ENDS: [&str; 5] = ["ics", "ology", "ography", "ometry", "onomy"];
    let lower = word.trim().to_ascii_lowercase();
    lower.bytes().all(|b| b.is_ascii_alphabetic())
        && ENDS.iter().any(|end| lower.ends_with(end))
        && !["topics", "basics", "metrics", "dynamics"].contains(&&*lower)
}

/// Adds an interest, bare of what leads into it and of the sentence behind.
pub(super) fn add(text: &str, found: &mut Vec<String>) {
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
        || NO_INTERESTS.iter().any(|words| bare.starts_with(words))
        || bare.ends_with('?')
        || bare.contains("://")
        || bare.split(' ').any(|word| word.contains('@') && word.len() > 1)
        || OF_PAGES.iter().any(|words| starts_with_words(bare, words))
        || is_number(bare)
    {
        return;
    }
    let text = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = |one: &String| without_the(one) == without_the(&text);
    if !found.iter().any(same) {
        found.push(text);
    }
}

/// A text without the article before it.
fn without_the(text: &str) -> &str {
    text.strip_prefix("the ").unwrap_or(text)
}

/// What opens the lines at the foot of a page, and links to other pages.
const OF_PAGES: &[&str] = &[
    "last updated",
    "last modified",
    "typeset in",
    "typeset with",
    "read more",
    "learn more",
    "see more",
    "click here",
    "see my",
];

/// Whether a text opens with words, in capitals or not.
fn starts_with_words(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|head| {
        let behind = &text[words.len()..];
        head.eq_ignore_ascii_case(words)
            && !behind.starts_with(char::is_alphanumeric)
    })
}

/// Whether a stretch is the number of a telephone: "Phone: +49 431 12".
fn is_number(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() > 5
}

/// What opens a stretch that goes on about interests, or about oneself.
const NO_INTERESTS: &[&str] = &[
    "I ",
    "We ",
    "my ",
    "they ",
    "which ",
    "both in ",
    "how ",
    "in how ",
    "who ",
    "not ",
    "whether ",
    "why ",
    "using ",
    "in the context ",
    "applied to ",
];

/// What parts interests from how they are studied.
const MEANS: &Patterns = &patterns([
    "by? using|combining|leveraging|employing|integrating|applying",
    "drawing_on|building_on|relying_on|based_on|with_the_help_of|by_means_of",
]);

/// What parts an interest from what it is seen in.
const WITHIN: &Patterns = &patterns([
    "with a|an? particular|special|strong? focus|emphasis on",
    "and mainly focus on",
]);

/// A text without what leads into the interest it names.
fn without_lead(text: &str) -> &str {
    let mut bare = trimmed(text);
    // One phrase may lead into another: "with a particular focus on the".
    while let Some(behind) = behind_lead(bare) {
        bare = trimmed(behind);
    }
    without_article(bare)
}

/// A text without the article that is written as one with its first word:
/// "l'hydrologie".
fn without_article(text: &str) -> &str {
    const ARTICLES: &[&str] =
        &["l", "d", "dell", "nell", "sull", "L", "D", "Dell"];
    let Some((article, word)) = text.split_once(['\'', '’']) else {
        return text;
    };
    // "D'Arcy's law" keeps its name.
    let inner = word.starts_with(char::is_lowercase);
    if inner && ARTICLES.contains(&article) { word } else { text }
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
    phrase::ends(LEADS, text).find_map(|end| {
        let behind = &text[end..];
        behind.starts_with([' ', '\t', '\n', ',', ':']).then_some(behind)
    })
}

/// Words of a section of interests that are none by themselves.
const HEADS: &[&str] = &[
    "e.g",
    "i.e",
    "etc",
    "topics",
    "themes",
    "areas",
    "methods",
    "subjects",
    "disciplines",
    "especially",
    "particularly",
    "in particular",
    "specifically",
    "more specifically",
    "more broadly",
    "including",
    "such as",
    "but not limited to",
    "among others",
    "broad",
    "very broad",
    "diverse",
    "very diverse",
    "varied",
    "what i work on",
    "what i do",
];

/// What tells some of the interests from the others.
pub(super) const RANKS: &[&str] = &[
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
const LEADS: &Patterns = &patterns([
    "with? a|an? \
     particular|special|current|main|primary|strong|sustained|clinical\
     |research? \
     focus|emphasis|interest on|in|for",
    "within the field|fields|area|areas|scope of",
    "projects|problems|topics|questions related|relating|pertaining to",
    "the? field|fields|area|areas|intersection|intersections of",
    "more? \
     especially|particularly|specifically|mainly|primarily|notably|generally\
     |broadly",
    "in particular|general|both",
    "such_as|including|include|includes|e.g.|i.e.|as_well_as|and|also",
    "encompassing|spanning|within",
    "insbesondere|besonders|vor_allem|speziell|sowie|und",
    "plus précisément|particulièrement? à_l'intersection|à_l’intersection \
     de|entre",
    "notamment|en_particulier|particulièrement|ainsi_que|plus_particulièrement\
     |surtout|et|aux|à_la|à",
    "especialmente|en_particular|particularmente|así_como|en_especial\
     |em_particular|bem_como|in_particolare|nonché|soprattutto",
    "incluyendo|incluida|incluido|incluidas|incluidos|incluindo|y_compris\
     |incluant|einschließlich|compresi|comprese",
]);

/// What leads out of an interest into one that another line holds.
const TRAILING: &Patterns = &patterns([
    "with a|an particular|special|strong",
    "with a? particular? focus|emphasis on",
    "such_as|including",
    "broadly defined|construed|conceived",
]);

/// What parts words.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// A text without the marks of lists and sentences around it.
fn trimmed(text: &str) -> &str {
    let bare = text.trim().trim_matches([
        ' ', '.', ',', ';', ':', '-', '–', '—', '*', '•', '。', '…', '>', '»',
        '▪', '■', '→', '/',
    ]);
    // "“slow” rivers" keeps its marks.
    let count = |mark: char| bare.matches(mark).count();
    let curly = bare.strip_prefix('“').and_then(|t| t.strip_suffix('”'));
    let plain = bare.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    let plain = plain.filter(|inside| !inside.contains('"'));
    match curly.filter(|_| count('“') == 1).or(plain) {
        Some(whole) => whole,
        None if count('“') != count('”') => bare.trim_matches(['“', '”']),
        None => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_joins_the_last_of_a_sentence() {
        for (text, want) in [
            (
                "ice, sand, old mud and slow moss",
                &[
                    "ice",
                    "sand",
                    "old mud and slow moss",
                    "old mud",
                    "slow moss",
                ][..],
            ),
            ("slow ice, using old maps, sand", &["slow ice"]),
            ("ice and moss by combining maps", &["ice and moss"]),
            ("ice, and by combining maps", &["ice"]),
            ("counting ice and by using maps", &["counting ice"]),
            ("slow ice, mud: I ask how, why", &["slow ice", "mud"]),
            ("slow ice, while my students, too, study mud", &["slow ice"]),
            ("ice sheets — drawing on maps, logs", &["ice sheets"]),
            ("ice, under the guidance of A. Roe, Kiel", &["ice"]),
            ("ice and mud in collaboration with Kiel", &["ice and mud"]),
            ("moss, routes through sand", &["moss", "routes through sand"]),
            (
                "ice, sand, supply and demand",
                &["ice", "sand", "supply and demand"],
            ),
            ("ice, mud and moss", &["ice", "mud and moss"]),
            ("ice, sand, and mud and moss", &["ice", "sand", "mud and moss"]),
            (
                "ice, sand, search and rescue of moss",
                &["ice", "sand", "search and rescue of moss"],
            ),
        ] {
            let mut found = Vec::new();
            split_sentence(text, &mut found);
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn an_item_may_be_one_interest() {
        for (text, want) in [
            (
                "Slow, Old and High-Order Methods of Sand",
                &["Slow, Old and High-Order Methods of Sand"][..],
            ),
            ("Rivers, Sand and Moss", &["Rivers", "Sand and Moss"]),
            ("Study of “sand”\tof old", &["Study of “sand” of old"]),
        ] {
            let mut found = Vec::new();
            split_item(text, &mut found);
            assert_eq!(found, want, "{text}");
        }
    }

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
            (
                "rivers, Last updated: May 2, http://a.example, E-mail: a@b.c",
                &["rivers"],
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
            ("“Slow” rivers, “moss”", &["“Slow” rivers", "moss"]),
            (
                "slow rivers (old sand and new moss)",
                &["slow rivers (old sand and new moss)"],
            ),
            (
                "moss, hydrology and river ice",
                &["moss", "hydrology and river ice", "hydrology", "river ice"],
            ),
            (
                "the flow of mud for slow and old deltas",
                &["the flow of mud for slow and old deltas"],
            ),
            (
                "within moss, encompassing sand, including, but not limited \
                 to, ice",
                &["moss", "sand", "ice"],
            ),
            ("> River ice", &["River ice"]),
            ("River ice // Sand / Old mud //", {
                &["River ice", "Sand", "Old mud"]
            }),
            ("\"slow ice\", e.g., sand, etc.", &["slow ice", "sand"]),
            ("projects related to river ice", &["river ice"]),
            ("slow rivers broadly defined", &["slow rivers"]),
            ("in situ measurements", &["in situ measurements"]),
            ("in memory computing", &["in memory computing"]),
            ("our oceans, it governance", &["our oceans", "it governance"]),
            ("l'hydrologie, la glace", &["hydrologie", "la glace"]),
            ("D'Arcy's law", &["D'Arcy's law"]),
            (
                "rivières lentes et deltas anciens",
                &[
                    "rivières lentes et deltas anciens",
                    "rivières lentes",
                    "deltas anciens",
                ],
            ),
            ("moss, both in the context of ice and elsewhere", &["moss"]),
            ("slow moss, applied to old ice", &["slow moss"]),
        ] {
            let mut found = Vec::new();
            split(text, &mut found);
            assert_eq!(found, want, "{text}");
        }
    }
}
