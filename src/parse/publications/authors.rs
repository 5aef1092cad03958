//! Finds runs of names in the text of an entry.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::model::{PersonName, fold_name};
use crate::parse::authorship;
use crate::parse::words::{is_joining, is_name_word, is_title_word};

/// A run of names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// From the first name's first letter to behind the last mark.
    pub(super) range: Range<usize>,
    pub(super) names: Vec<Name>,
    /// "et al.", "and others", "and 12 others".
    pub(super) truncated: bool,
    /// Opened by "with" or "joint with": the owner is left out.
    pub(super) with: bool,
    /// How much it looks like names: about 1 a name.
    pub(super) score: f32,
}

/// One name of a run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// In reading order, without marks.
    pub(super) text: String,
    /// `*`, `†` and their like that stand at the name.
    pub(super) marks: String,
    style: Style,
}

/// How a name is printed, where the names after it will be too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Style {
    /// `Zirui Liu`, `Z. Liu`, `Liu, Zirui`.
    #[default]
    Open,
    /// With its initials behind: `Liu Z`.
    Medical,
    /// Turned round, with nothing but initials behind: `Liu, Z.`.
    Inverted,
}

/// Characters that mark authors.
const MARKS: &[char] = &[
    '*', '∗', '⋆', '†', '‡', '§', '¶', '#', '^', '✉', '✝', '♯', '♢', '⁎',
    '＊', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰', '\\', '$', '{',
    '}', '_',
];

/// Words that end a name and belong to none.
const ENDING: &[&str] = &[
    "accepted",
    "submitted",
    "in",
    "to",
    "under",
    "proceedings",
    "published",
    "the",
    "a",
    "an",
    "of",
    "on",
    "for",
    "forthcoming",
    "project",
    "paper",
    "code",
    "arxiv",
    "available",
    "proc",
    "working",
    "preprint",
    "pdf",
    "draft",
    "manuscript",
    "eds",
    "ed",
    "editors",
    "editor",
    "link",
    "phd",
    "supervised",
    "abstract",
    "slides",
    "video",
    "journal",
    "university",
    "department",
    "conference",
    "workshop",
    "revise",
    "r&r",
    "invited",
    "with",
    "best",
    "advances",
    "advisor",
    "and",
    "et",
];

static ENDINGS: LazyLock<HashSet<&str, FixedState>> =
    LazyLock::new(|| ENDING.iter().copied().collect());
/// What opens a run that leaves the owner out.
const OWNER_LEFT_OUT: &[&str] =
    &["with", "(with", "w/", "with:", "co-authors:", "coauthors:"];

/// Finds runs of names, longest first at each place; they do not overlap.
pub(super) fn find_runs(text: &str, owner: Option<&PersonName>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        match read_run(text, start, owner) {
            Some(run) if run.names.len() > 1 || run.score >= 0.9 => {
                at = run.range.end.max(start + 1);
                runs.push(run);
            }
            Some(run) => {
                at = word_end(text, start);
                runs.push(run);
            }
            None => at = word_end(text, start),
        }
    }
    for run in &mut runs {
        trim_start(text, run);
        extend_start(text, run);
        let before = text[..run.range.start].trim_end().as_bytes();
        run.with = OWNER_LEFT_OUT.iter().any(|w| {
            let at = before.len().checked_sub(w.len());
            at.is_some_and(|at| {
                before[at..].eq_ignore_ascii_case(w.as_bytes())
            })
        });
        // Whom one did it with is a person, though of an unknown name.
        run.score += if run.with { 0.6 } else { 0.0 };
    }
    runs
}

/// Takes the last words of a title from the start of a run that begins where
/// no field does: "… Model Introspection Ann Roe, Bo Li".
fn trim_start(text: &str, run: &mut Run) {
    while is_mid_phrase(text, run.range.start) && run.names.len() > 1 {
        let before = text[..run.range.start].trim_end();
        let word = before.rsplit([' ', '\n']).next().unwrap_or("");
        // "Endocentricity of English Gerunds, Ann Roe"
        let goes_on = is_joining(word);
        let start = run.range.start;
        let end = name_word_end(text, start);
        let Some(rest) = text[end..].strip_prefix(' ') else { return };
        let first = run.names[0].text.clone();
        let words: Vec<&str> = first.split(' ').collect();
        let known = |w: &&str| is_name_word(w) || is_initial(w);
        if words.iter().all(known) && !goes_on
            || run.names[0].style != Style::Open
            || words[0] != &text[start..end]
        {
            return;
        }
        let after = end + 1;
        if words.len() > 2 && !known(&words[0]) && rest.starts_with(words[1]) {
            let text = words[1..].join(" ");
            run.names[0].text = turned(&text).unwrap_or(text);
            run.range.start = after;
        } else if goes_on
            || !words.iter().any(known)
                && words.iter().any(|w| is_title_word(w))
        {
            let next = text[after..]
                .find([',', ';'])
                .map(|at| after + at + 1)
                .filter(|at| *at < run.range.end);
            let Some(next) = next else { return };
            run.range.start =
                next + text[next..].len() - text[next..].trim_start().len();
            run.names.remove(0);
            run.score -= 0.4;
        } else {
            return;
        }
    }
}

/// Puts before a run the one name that could not be told from the words of
/// titles, where nothing but its comma parts it from names that can:
/// "Anjalie Field, Doron Roe, Ann Diaz".
fn extend_start(text: &str, run: &mut Run) {
    if run.names.len() < 2 || run.score < 1.2 {
        return;
    }
    let Some(before) = text[..run.range.start].strip_suffix(", ") else {
        return;
    };
    let start = before
        .rfind(['\n', '\t', '.', ':', ';', ',', '”', '"', '(', ')', '?'])
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    let opens = !before[..start].ends_with(',');
    let piece = before[start..].trim_start();
    let words: Vec<&str> = piece.split(' ').collect();
    let named = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
            && word.chars().count() > 2
            && word.chars().any(char::is_lowercase)
            && !ENDING.iter().any(|e| e.eq_ignore_ascii_case(word))
    };
    let titles = words.iter().filter(|word| is_title_word(word)).count();
    if opens
        && (2..=3).contains(&words.len())
        && words.iter().all(named)
        && titles <= 1
    {
        let name = Name {
            text: piece.to_owned(),
            marks: String::new(),
            style: Style::Open,
        };
        run.names.insert(0, name);
        run.range.start = before.len() - piece.len();
        run.score += 0.4;
    }
}

/// Whether a place follows the words of a phrase, with nothing between.
fn is_mid_phrase(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].strip_suffix(' ') else { return false };
    let word = before.rsplit([' ', '\n', '(']).next().unwrap_or("");
    let opener = ["by", "authors", "joint", "from", "w"];
    before.ends_with(char::is_alphabetic)
        && !opener.iter().any(|w| w.eq_ignore_ascii_case(word))
        && behind_conjunction(word).is_none()
}

/// The next word that can open a name: a capital letter at the start of a
/// word.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let mut before = text[..from].chars().next_back();
    for (at, c) in text[from..].char_indices() {
        let inside = before.is_some_and(|b| {
            b.is_alphanumeric() || matches!(b, '-' | '\'' | '’' | '.')
        });
        // A particle may open a name: "von Luxburg, U.".
        let opens = c.is_uppercase() || is_caseless(c) || {
            c.is_lowercase()
                && !inside
                && is_particle(word_at(text, from + at))
        };
        // "…Framework, Zirui Liu" glued to a digit or dot still opens one.
        let glued = before == Some('.') && c.is_uppercase();
        if opens && (!inside || glued) {
            return Some(from + at);
        }
        before = Some(c);
    }
    None
}

fn word_at(text: &str, at: usize) -> &str {
    &text[at..word_end(text, at)]
}

/// Behind the word at `at`; at least one character on.
fn word_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let length = rest
        .char_indices()
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')))
        .map_or(rest.len(), |(i, _)| i);
    at + length.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// Letters of scripts without capitals.
fn is_caseless(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos",
    "das", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "ten",
    "zu", "zur", "af", "av", "do", "dal", "vom", "dello", "im", "zum", "het",
];

fn is_particle(word: &str) -> bool {
    word.len() <= 5 && PARTICLES.contains(&word)
}
/// Words between the last two names of a run.
const CONJUNCTIONS: &[&str] =
    &["and", "&", "und", "et", "y", "e", "och", "og", "en", "i", "with"];

/// A name's words as they stand.
struct Words<'a> {
    words: Vec<&'a str>,
    end: usize,
    score: f32,
    initials: usize,
    marks: String,
}

impl Words<'_> {
    fn full(&self) -> usize {
        self.words.len() - self.initials
    }
    fn is_initials(&self) -> bool {
        self.initials > 0 && self.full() == 0
    }
    /// Without the words behind its initials, where they open the title:
    /// "Hsu, W. Faithful Logical Reasoning". `inverted` where all names
    /// before have nothing but initials behind the comma.
    fn cut_to_initials(mut self, text: &str, inverted: bool) -> Self {
        let dotted = |w: &&&str| is_initial(w) && w.ends_with('.');
        let initials = self.words.iter().take_while(dotted).count();
        let behind = text[self.end..].trim_start_matches(' ');
        let parted = behind.starts_with([',', ';', '&', '('])
            || behind_conjunction(behind).is_some();
        let Some(next) = self.words.get(initials) else { return self };
        let parted = parted && (is_name_word(next) || is_initial(next));
        if initials > 0 && (inverted || !parted) {
            self.words.truncate(initials);
            let last = self.words[initials - 1];
            self.end =
                last.as_ptr() as usize - text.as_ptr() as usize + last.len();
            self.initials = initials;
            self.marks.clear();
            self.score = 0.0;
        }
        self
    }
    fn text(&self) -> String {
        let mut text = String::new();
        let mut end = 0;
        for word in &self.words {
            let start = word.as_ptr() as usize;
            // "A.V." stays as it is printed.
            if !text.is_empty() && start != end {
                text.push(' ');
            }
            text.push_str(word);
            end = start + word.len();
        }
        text
    }
}

/// A name in reading order where dotted initials stand behind a family name
/// of one or two words: "ROE A. B.", "Roe A.".
fn turned(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let full = words.iter().take_while(|w| !is_initial(w)).count();
    let (family, given) = words.split_at(full);
    let dotted = |w: &&str| is_initial(w) && w.ends_with('.');
    let long = family.len() > 2 && !is_particle(family[0]);
    if full == 0 || long || given.is_empty() || !given.iter().all(dotted) {
        return None;
    }
    let family = authorship::with_capitals(&family.join(" "));
    Some(format!("{} {family}", given.join(" ")))
}

/// Reads a run that starts at `start`.
fn read_run(
    text: &str,
    start: usize,
    owner: Option<&PersonName>,
) -> Option<Run> {
    let mut run = Run {
        range: start..start,
        names: Vec::new(),
        truncated: false,
        with: false,
        score: 0.0,
    };
    let mut at = start;
    let mut delimiter = first_delimiter(text, start);
    // A lone word that may be the family name of "Liu, Z.".
    while let Some((name, end, score)) = read_delimited(text, at, delimiter)
        .or_else(|| read_name(text, at, &run, owner))
        .or_else(|| bridge(text, at, &run, owner))
    {
        // Reading a name costs more than looking for the family's.
        let is_owner = owner.is_some_and(|owner| {
            fold_name(&name.text).contains(owner.family())
                && PersonName::parse(&name.text)
                    .is_some_and(|n| owner.matches(&n))
        });
        if !run.names.is_empty()
            && !is_owner
            && runs_into_prose(text, &run.names, &name, end, score)
        {
            break;
        }
        run.score += if is_owner { score.max(0.8) + 1.0 } else { score };
        let marked = !name.marks.is_empty();
        run.names.push(name);
        run.range.end = end;
        match separator(text, end, marked) {
            Separator::Next(next) => {
                at = next;
                delimiter = text[end..next]
                    .chars()
                    .find(|c| matches!(c, ';' | '；' | '/'));
            }
            Separator::Others(end) => {
                run.truncated = true;
                run.range.end = end;
                break;
            }
            Separator::None => break,
        }
    }
    // A list that breaks off behind its comma may go on "et al.".
    (!run.names.is_empty()).then_some(run)
}

/// Reads a piece between two separators that no rule takes for a name, where
/// the run of names goes on behind it or "and" says that it ends with it:
/// "Ann Roe, Can Udom, Bo Li", "Ann Roe and German Diaz."
fn bridge(
    text: &str,
    at: usize,
    run: &Run,
    owner: Option<&PersonName>,
) -> Option<(Name, usize, f32)> {
    // Inverted names are read elsewhere or not at all.
    let open = run.names.iter().all(|name| name.style == Style::Open);
    if run.names.is_empty() || !open {
        return None;
    }
    let rest = &text[at..];
    let end = rest
        .char_indices()
        .take(40)
        .find(|(i, c)| {
            matches!(c, ',' | ';' | '\n' | '(' | '“' | '"')
                || *c == '.' && !is_initial_at(rest, *i)
                || rest[*i..].starts_with(" and ")
                || rest[*i..].starts_with(" & ")
        })
        .map_or(rest.len(), |(i, _)| i);
    let piece = rest.get(..end)?.trim_end();
    let words: Vec<&str> = piece.split(' ').collect();
    let named = |word: &&&str| {
        word.starts_with(|c: char| c.is_uppercase())
            && word.chars().all(|c| {
                c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.')
            })
            && !ENDINGS.contains(&*word.to_lowercase())
            || is_particle(word)
    };
    let capitals = words.iter().filter(named).count();
    // "Ji hyun An": one word may stand in small letters.
    let small = words
        .iter()
        .filter(|w| !named(w))
        .all(|word| word.len() < 8 && word.chars().all(char::is_lowercase));
    if words.len() > 4
        || capitals == 0
        || capitals + 1 < words.len()
        || !small
        || !named(&&words[0])
    {
        return None;
    }
    let stop = at + piece.len();
    let name = || Name {
        text: piece.to_owned(),
        marks: String::new(),
        style: run.names[0].style,
    };
    let before = text[..at].trim_end();
    let last = before.ends_with(" and") || before.ends_with('&');
    let closed = matches!(
        text[stop..].chars().next(),
        None | Some('.' | '\n' | '(' | '“' | '"')
    );
    if last {
        let whole = capitals == words.len() && words.len() > 1;
        return (closed && whole && run.score > 0.9)
            .then(|| (name(), stop, 0.5));
    }
    let Separator::Next(next) = separator(text, stop, false) else {
        return None;
    };
    let lone = words.len() == 1 && is_title_word(words[0]);
    let (_, _, score) = read_name(text, next, run, owner)?;
    (score >= 0.9 && !lone).then(|| (name(), stop, 0.5))
}

/// Whether the full stop at a place follows an initial.
fn is_initial_at(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit([' ', '.', '-']).next().unwrap_or("");
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// Whether what was read as one more name is the start of a title that goes
/// on: "H. Ney, Revisiting Checkpoint Averaging for …".
fn runs_into_prose(
    text: &str,
    before: &[Name],
    name: &Name,
    end: usize,
    score: f32,
) -> bool {
    const REMARKS: &[&str] =
        &["in", "by", "as", "to", "under", "with", "working", "a", "at"];
    let goes_on = text[end..].strip_prefix(' ').is_some_and(|rest| {
        let word = rest.split([' ', '\n', ',', '.']).next().unwrap_or("");
        word.starts_with(char::is_lowercase)
            && is_title_word(word)
            && behind_conjunction(rest).is_none()
            && !REMARKS.contains(&word)
    });
    let initials = |name: &Name| name.text.split(' ').any(is_initial);
    // "L. Li, K. Roe, Chinese Long and Short Forms".
    let resumes = text[end..].strip_prefix(", ").is_some_and(|rest| {
        rest.split([' ', '.']).next().is_some_and(is_initial)
    });
    let other_style = before.len() > 1
        && before.iter().all(initials)
        && !initials(name)
        && !resumes;
    name.marks.is_empty() && score < 0.9 && (goes_on || other_style)
}

/// Reads the name up to the next delimiter, once a run has shown that its
/// names are parted by one that no name holds: "N, Anandhavelu; Roe, Ann".
fn read_delimited(
    text: &str,
    at: usize,
    delimiter: Option<char>,
) -> Option<(Name, usize, f32)> {
    let rest = &text[at..];
    let delimiter = delimiter?;
    let end = match rest.find(delimiter) {
        Some(end) if end <= 60 => end,
        // The last one ends with its sentence.
        _ => closing(rest)?,
    };
    let piece = &rest[..end];
    let (family, given) = match piece.split_once(',') {
        Some((family, given)) => (family.trim(), given.trim()),
        None => ("", piece.trim()),
    };
    let words = || family.split(' ').chain(given.split(' '));
    let named = |word: &str| {
        let bare = word.trim_end_matches('.');
        let first = bare.chars().next();
        first.is_some_and(|c| c.is_uppercase() || is_caseless(c))
            && bare.chars().all(|c| {
                c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.')
            })
            || PARTICLES.contains(&word)
    };
    let count = words().filter(|word| !word.is_empty()).count();
    let last = !rest[end..].starts_with(delimiter);
    if last && (family.is_empty() || count > 4) {
        return None;
    }
    // "…; Zhu, J. Slam: Towards …" ends with its initials.
    let dotted = |w: &&str| is_initial(w) && w.ends_with('.');
    let initials = given.split(' ').take_while(dotted).count();
    if last && initials > 0 && initials < given.split(' ').count() {
        return None;
    }
    let all = words().all(|word| word.is_empty() || named(word));
    if !(2..=6).contains(&count) || !all || given.is_empty() {
        return None;
    }
    let text = format!("{given} {family}").trim().to_owned();
    let end = at + piece.trim_end().len();
    let name = Name { text, marks: String::new(), style: Style::default() };
    Some((name, end, 0.9))
}

/// The delimiter of a run whose first name is turned round and followed by
/// one: "Lim, Kwan Hui / Roe, Ann", "Roe, Ann; Diaz, Bo".
fn first_delimiter(text: &str, start: usize) -> Option<char> {
    let rest = &text[start..];
    let end = rest.find([';', '/', '\n', '(', ':', '“', '"'])?;
    let delimiter = rest[end..].chars().next()?;
    let (family, given) = rest[..end].split_once(',')?;
    let named = family.split(' ').chain(given.split(' ')).any(is_name_word);
    (matches!(delimiter, ';' | '/') && named && end <= 60).then_some(delimiter)
}

/// Where a name that nothing delimits ends: before a full stop that is no
/// initial's, a bracket, a colon, a quotation or a line's end.
fn closing(text: &str) -> Option<usize> {
    text.char_indices().take(60).find_map(|(at, c)| {
        let word = text[..at].rsplit([' ', '-', '.']).next().unwrap_or("");
        let ends = match c {
            '.' => {
                word.chars().count() > 1
                    || text[..at].ends_with('.')
                    || !text[..at].contains(',')
                    || text[..at].ends_with(char::is_lowercase)
            }
            '(' | ':' | '“' | '"' | '\n' => true,
            _ => false,
        };
        ends.then_some(at)
    })
}

enum Separator {
    Next(usize),
    Others(usize),
    None,
}

/// What stands between two names; `marked` when the first ended in a mark,
/// behind which the comma is sometimes forgotten.
fn separator(text: &str, end: usize, marked: bool) -> Separator {
    let rest = &text[end..];
    let mut trimmed = rest.trim_start_matches([' ', '\n']);
    let mut parted = false;
    for _ in 0..3 {
        let before = trimmed;
        if let Some(next) = trimmed
            .strip_prefix([',', ';', '、', '，', '；', '·', '/', '–', '—'])
        {
            trimmed = next.trim_start_matches([' ', '\n']);
            parted = true;
        }
        if let Some(others) = others(trimmed) {
            return Separator::Others(text.len() - trimmed.len() + others);
        }
        if let Some(behind) = behind_conjunction(trimmed) {
            trimmed = behind.trim_start_matches([' ', '\n', ',']);
            parted = true;
        }
        if trimmed == before {
            break;
        }
    }
    if parted || (marked && rest.starts_with([' ', '\n'])) {
        return match trimmed.chars().next() {
            Some(_) => Separator::Next(text.len() - trimmed.len()),
            None => Separator::None,
        };
    }
    Separator::None
}

/// What follows "and" and its like at the start of a text.
fn behind_conjunction(text: &str) -> Option<&str> {
    let length = text.find([' ', '\n']).unwrap_or(text.len());
    let word = &text[..length];
    // "L. García y M. Soto", but "K Ma, Y Zheng".
    let known = |w: &&&str| match w.len() {
        1 => **w == word,
        _ => w.eq_ignore_ascii_case(word),
    };
    if CONJUNCTIONS.iter().find(known).is_some() {
        return Some(&text[length..]);
    }
    text.strip_prefix('&')
}

/// The length of "et al.", "and others", "and 12 others", "…".
fn others(text: &str) -> Option<usize> {
    const FIRST: &[char] =
        &['e', 'E', 'a', 'A', '&', 'u', 'U', '.', '…', 'o', 'O', '等'];
    if !text.starts_with(FIRST) {
        return None;
    }
    let lower = text.get(..text.len().min(24)).map_or_else(
        || text.chars().take(16).collect::<String>(),
        str::to_owned,
    );
    let lower = lower.to_ascii_lowercase();
    for phrase in [
        "et al.",
        "et al",
        "et. al.",
        "et alii",
        "and others",
        "& others",
        "and co-authors",
        "and coauthors",
        "u.a.",
        "...",
        "…",
        "others",
        "and colleagues",
        "等",
    ] {
        if lower.starts_with(phrase) {
            return Some(phrase.len());
        }
    }
    let rest = lower.strip_prefix("and ")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(digits..)?;
    let words = [" others", " more", " other authors", " more authors"];
    let word = words.iter().find(|w| behind.starts_with(**w))?;
    (digits > 0).then_some("and ".len() + digits + word.len())
}

/// Reads one name at `at`: the name, where it ends, how much it looks like
/// one.
fn read_name(
    text: &str,
    at: usize,
    run: &Run,
    owner: Option<&PersonName>,
) -> Option<(Name, usize, f32)> {
    let place = Place {
        in_run: !run.names.is_empty(),
        medical: run.names.iter().any(|n| n.style == Style::Medical),
        owner,
    };
    let inverted = !run.names.is_empty()
        && run.names.iter().all(|name| name.style == Style::Inverted);
    let words = read_words(text, at, place)?;
    // "Liu, Z." and "Liu, Zirui": the family name stands first.
    // "S, A. D.": so may a single letter be the family name.
    let letter = inverted && words.is_initials() && words.words.len() == 1;
    if words.marks.is_empty()
        && (words.initials == 0 && words.full() <= 3 || letter)
    {
        let rest = &text[words.end..];
        let gap = rest.len() - rest.trim_start().len();
        if let Some(behind) = rest[gap..].strip_prefix(',') {
            let skip = behind.len() - behind.trim_start().len();
            let next = words.end + gap + 1 + skip;
            let lone = is_particle(words.words[0])
                || words.full() == 1
                    && (is_name_word(words.words[0]) || opens_field(text, at));
            let given = read_words(text, next, place).map(|given| {
                if lone || inverted {
                    given.cut_to_initials(text, inverted)
                } else {
                    given
                }
            });
            if let Some(given) = given
                && is_inverted(&words, &given, text, run)
            {
                let style = match given.is_initials() {
                    true => Style::Inverted,
                    false => Style::Open,
                };
                let name = Name {
                    text: format!("{} {}", given.text(), words.text()),
                    marks: given.marks.clone(),
                    style,
                };
                let known = if words.score > 0.3 { 1.1 } else { 0.9 };
                return Some((name, given.end, known));
            }
        }
    }
    if words.is_initials() {
        return None;
    }
    let single = words.words.len() == 1;
    if single && !words.words[0].chars().all(is_caseless) {
        return None;
    }
    let initials = words.initials > 0;
    let score = if initials { 1.0 } else { words.score };
    let last = words.words[words.words.len() - 1];
    // "Liu Z", "García JM.": initials behind the family name.
    let closed = !last.ends_with('.')
        || last.chars().filter(|c| c.is_uppercase()).count() > 1;
    let medical = initials
        && (is_initial(last) || is_initials_group(last))
        && closed
        && !last.contains("-")
        && !is_initial(words.words[0]);
    // "LIU Pengyuan": capitals say which name is the family's.
    let shouted = words.words.len() == 2
        && words.initials == 0
        && is_name_word(words.words[0])
        && words.words[0].chars().all(char::is_uppercase)
        && !last.chars().all(|c| c.is_uppercase() || c == '-');
    if shouted {
        let family = authorship::with_capitals(words.words[0]);
        let family = if family.chars().all(char::is_uppercase) {
            title_case(&family)
        } else {
            family
        };
        let text = format!("{last} {family}");
        let name = Name { text, marks: words.marks, style: Style::Open };
        return Some((name, words.end, 0.9));
    }
    let style = if medical { Style::Medical } else { Style::Open };
    let text = match medical {
        true => {
            let split = words.words.len() - 1;
            let initials = last.trim_end_matches('.');
            format!("{initials} {}", words.words[..split].join(" "))
        }
        false => {
            let text = words.text();
            turned(&text).unwrap_or(text)
        }
    };
    Some((Name { text, marks: words.marks, style }, words.end, score))
}

/// Whether `family, given` is one name turned round, not two names.
fn is_inverted(
    family: &Words<'_>,
    given: &Words<'_>,
    text: &str,
    run: &Run,
) -> bool {
    let behind = text[given.end..].trim_start_matches(' ');
    let closed = behind.is_empty()
        || behind.starts_with(|c: char| !c.is_alphanumeric())
        || behind.starts_with("and ");
    if given.is_initials() {
        // "Hui Guan, A Tree of …": an article is no initial.
        return closed || given.words.iter().any(|w| w.ends_with('.'));
    }
    // "… Are Not Sexist, Chiril, P., V. Moriceau": the second is a family's.
    let next = text[given.end..].strip_prefix(", ").unwrap_or("");
    let word = &next[..name_word_end(next, 0)];
    let initials = word.ends_with('.') && is_initial(word);
    if initials
        && given.initials == 0
        && next[word.len()..].starts_with([',', ';'])
    {
        return false;
    }
    // One of the two has a name of its own: "Tianwei Xing, Chia-Yuan Chang".
    let particle = is_particle(family.words[0]);
    if family.full() > 1 && !particle && given.full() > 1 {
        return false;
    }
    if family.full() == 1 && given.full() + given.initials <= 3 {
        // "Wang, Wei Li": after a whole name the lone word is its family
        // name only where the given name stands alone or has initials.
        let alone = given.full() == 1;
        let behind = text[given.end..].trim_start();
        let closes = behind.is_empty()
            || behind.starts_with([
                ',', ';', '.', '&', '(', '*', '“', '"', '\n', '/', ':', '–',
                '—',
            ])
            || behind.starts_with("and ");
        let known = is_name_word(family.words[0])
            || family.score > 0.0 && given.initials == 0;
        return closes && known && (alone || given.initials > 0)
            || (closes
                && run.names.is_empty()
                && given.full() == 2
                && given.words.len() == 2
                && behind.starts_with([';', '.'])
                && is_name_word(family.words[0]));
    }
    // "García Márquez, Gabriel;" with semicolons between names.
    let behind = text[given.end..].trim_start();
    family.full() <= 3
        && given.full() == 1
        && (behind.starts_with(';') || particle)
}

/// Reads the words of one name: capitalised words, initials, particles.
fn read_words<'a>(
    text: &'a str,
    at: usize,
    place: Place<'_>,
) -> Option<Words<'a>> {
    let mut words = Words {
        words: Vec::new(),
        end: at,
        score: 0.0,
        initials: 0,
        marks: String::new(),
    };
    let mut pos = at;
    let mut known = 0.0f32;
    while words.words.len() < 6 {
        let end = name_word_end(text, pos);
        let word = &text[pos..end];
        let Some(first) = word.chars().next() else { break };
        let bare = word.trim_end_matches('.');
        if bare.is_empty() {
            break;
        }
        let caseless = is_caseless(first);
        // "Yu. V. Roe" but "Xia Hu.": two letters abbreviate in front only.
        let short = bare.chars().count() == 2
            && bare.ends_with(char::is_lowercase)
            && !words.words.is_empty();
        // "R. van der A": a family name of one letter.
        let family = bare.chars().count() == 1
            && bare == word
            && words.words.last().is_some_and(|w| is_particle(w));
        // "S3Eval", "K2": no name runs into a number and more letters.
        let behind =
            text[end..].trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - end - behind.len();
        if digits > 0 && behind.starts_with(char::is_alphabetic) {
            break;
        }
        // "LI D.": capitals and an initial are a name.
        let shouted = words.words.is_empty()
            && bare == word
            && bare.chars().count() > 1
            && bare.chars().all(|c| c.is_uppercase() || c == '-')
            && text[end..].strip_prefix(' ').is_some_and(|rest| {
                let next = &rest[..name_word_end(rest, 0)];
                next.ends_with('.') && is_initial(next)
            });
        // "… with an LLM. Ann Roe": no name opens with three initials.
        let acronym = words.words.is_empty()
            && !place.in_run
            && bare.len() >= 3
            && word.ends_with('.')
            && bare.bytes().all(|b| b.is_ascii_uppercase());
        if acronym {
            break;
        }
        // "Yang CHH": as many as there are given names.
        let medical = words.words.len() == 1
            && words.initials == 0
            && matches!(bare.len(), 3 | 4)
            && bare.bytes().all(|b| b.is_ascii_uppercase())
            && (place.medical || is_name_word(words.words[0]))
            && text[end..].trim_start_matches('.').starts_with([',', ';'])
            && !is_name_word(bare);
        let initial = !caseless
            && !short
            && !family
            && !shouted
            && (is_initial(word) || medical);
        let particle = is_particle(bare)
            || matches!(bare, "y" | "e") && links_family(text, end, &words);
        if !particle && !first.is_uppercase() && !caseless {
            break;
        }
        // A Chinese name has four characters at most.
        let long = caseless && bare.chars().count() > 5;
        if caseless && !words.words.is_empty() || long {
            break;
        }
        let mut buffer = [0; 24];
        let lower = lower_case(bare, &mut buffer);
        let ends = ENDINGS.contains(&*lower);
        if !initial && !particle && !caseless {
            let suffix = matches!(&*lower, "jr" | "sr" | "ii" | "iii");
            // "WenHan Chao", among others.
            let camel = place.in_run
                && bare.chars().filter(|c| c.is_uppercase()).count() == 2
                && bare.ends_with(char::is_lowercase)
                && bare.chars().count() > 4;
            let wordlike = is_wordlike(bare) || shouted || camel;
            if !suffix && !family && !wordlike {
                break;
            }
            // "Mengnan Du", "Christopher De Sa": a particle with a capital.
            let capital = is_particle(&lower);
            let title = is_title_word(bare) && !is_name_word(bare);
            let named = || {
                place.owner.is_some_and(|o| o.holds(&lower))
                    || words.words.is_empty()
                        && precedes_initials(text, end, place)
                    || (place.in_run || opens_field(text, at))
                        && is_closed_piece(text, at, place.in_run)
            };
            // "Larry An, …"
            let given = ends
                && bare == "An"
                && !words.words.is_empty()
                && text[end..].starts_with([',', ';', '\n']);
            let ends = ends && !family && !given;
            if ends || (title && !capital && !family && !named()) {
                break;
            }
            // "Niko Roe COLING": a venue without its comma.
            let shouts = !words.words.is_empty()
                && bare.chars().count() > 2
                && bare.chars().all(char::is_uppercase)
                && crate::gazetteer::venue::by_alias(bare).is_some();
            if shouts {
                break;
            }
            known += if is_name_word(bare) { 1.0 } else { 0.4 };
        }
        if initial {
            words.initials += 1;
        }
        words.words.push(word);
        words.end = end;
        // "Nghiem MQ. Title": in a list of this style the dot ends it.
        if initial && place.medical && words.full() > 0 {
            break;
        }
        // A dot behind a word that is no initial ends the name.
        let dotted = word.ends_with('.') && !initial;
        if dotted {
            let last = words.words.len() - 1;
            words.words[last] = bare;
            words.end = end - 1;
            break;
        }
        let marks = read_marks(text, end);
        if marks > end {
            words.marks.push_str(text[end..marks].trim());
            words.end = marks;
            break;
        }
        // "E. Roe (Diaz), …": the name of before a marriage.
        if let Some(length) = former_name(&text[end..])
            && !words.words.is_empty()
        {
            words.words.push(text[end + 1..end + length].trim_start());
            words.end = end + length;
            break;
        }
        // "Zirui (Ray) Liu", "Zirui "Ray" Liu".
        let next = skip_nickname(text, end);
        match text[next..].chars().next() {
            Some(' ') => pos = next + 1,
            // "J.K. Rowling" and "J.Rowling": no blank behind a dot.
            Some(c) if word.ends_with('.') && c.is_uppercase() => pos = next,
            _ => break,
        }
    }
    // No name ends in a particle: "von" of "B. von".
    while words.words.last().is_some_and(|w| is_particle(w)) {
        words.words.pop();
    }
    if words.words.is_empty() || words.initials > 5 {
        return None;
    }
    if words.marks.is_empty() {
        let last = words.words[words.words.len() - 1];
        words.end =
            last.as_ptr() as usize - text.as_ptr() as usize + last.len();
    }
    let full = words.full();
    #[expect(clippy::cast_precision_loss, reason = "at most six")]
    let share = if full > 0 { known / full as f32 } else { 0.0 };
    words.score = if words.words.len() > 4 { share - 0.4 } else { share };
    Some(words)
}

/// Whether the "y" that ends at `end` joins the two family names of one
/// person ("José Ortega y Gasset, …") rather than two persons ("Ana Ruiz y
/// Bo Díaz", "Ruiz, A. y Díaz, B.").
fn links_family(text: &str, end: usize, words: &Words<'_>) -> bool {
    let Some(rest) = text[end..].strip_prefix(' ') else { return false };
    let next = &rest[..name_word_end(rest, 0)];
    let behind = rest[next.len()..].trim_start_matches(' ');
    words.full() >= 2
        && words.initials == 0
        && next.chars().next().is_some_and(char::is_uppercase)
        && !is_initial(next)
        && !behind.starts_with(char::is_alphabetic)
}

/// Where a name is read.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// Behind another name.
    in_run: bool,
    /// Names before it have their initials behind.
    medical: bool,
    /// Whom the document is about.
    owner: Option<&'a PersonName>,
}

/// Whether initials behind a word say that it is a family name, whatever
/// else it means: "North, K., …", "Short S." among names of that kind.
fn precedes_initials(text: &str, end: usize, place: Place<'_>) -> bool {
    if !place.in_run {
        return false;
    }
    let rest = &text[end..];
    if let Some(rest) = rest.strip_prefix(", ") {
        let word = &rest[..name_word_end(rest, 0)];
        return word.ends_with('.') && is_initial(word);
    }
    rest.strip_prefix(' ').is_some_and(|rest| {
        let word = &rest[..name_word_end(rest, 0)];
        let bare = word.trim_end_matches('.');
        place.medical
            && (is_initial(bare) || is_initials_group(bare))
            && (word.ends_with('.') || rest[word.len()..].starts_with(','))
    })
}

/// Whether the piece of text at `at`, up to the next separator, is two or
/// three capitalised words of which one is known as a name: then a word of
/// titles may be a name too ("Or Biran, …", "A. Way, …").
fn is_closed_piece(text: &str, at: usize, in_run: bool) -> bool {
    let rest = &text[at..];
    let end = rest
        .char_indices()
        .take(48)
        .find(|(i, c)| {
            matches!(c, ',' | ';' | '\n' | '(' | '“' | '"' | '*' | '†')
                || *c == ' '
                    && [" and ", " & ", " – ", " — "]
                        .iter()
                        .any(|word| rest[*i..].starts_with(word))
                || *c == '.'
                    && rest[..*i]
                        .chars()
                        .rev()
                        .take_while(|c| c.is_alphabetic())
                        .count()
                        > 1
        })
        .map(|(i, _)| i);
    let piece = match end {
        Some(end) => &rest[..end],
        None if rest.chars().count() < 40 => rest,
        None => return false,
    };
    let words: Vec<&str> = piece.split_whitespace().collect();
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    // "A. Way, …", but not "J. Chem. Phys.".
    let parted = !rest[piece.len()..].starts_with('.');
    let known = |w: &str| is_name_word(w) || in_run && parted && is_initial(w);
    (2..=3).contains(&words.len())
        && words.iter().all(|w| capital(w))
        && words.iter().any(|w| known(w))
}

/// Whether a field can begin at a place: at the start, behind a separator.
fn opens_field(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    before.is_empty()
        || before.ends_with([
            '.', ',', ';', ':', '\n', '\t', '”', '"', ')', ']', '?', '!', '–',
            '—', '|', '(',
        ])
}

/// A word in lower case, without allocating for short ASCII.
fn lower_case<'a>(word: &'a str, buffer: &'a mut [u8; 24]) -> Cow<'a, str> {
    if word.is_ascii() && word.len() <= buffer.len() {
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        if let Ok(lower) = std::str::from_utf8(lower) {
            return Cow::Borrowed(lower);
        }
    }
    Cow::Owned(word.to_lowercase())
}

/// `LI` as `Li`.
fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first: String = chars.next().into_iter().collect();
    first + &chars.as_str().to_lowercase()
}

/// Behind the letters, hyphens, apostrophes of a word and a dot after it.
fn name_word_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let inner = matches!(c, '-' | '\'' | '’' | '‐' | '‑' | '`' | '´')
            && end > 0
            && chars.peek().is_some_and(|(_, n)| n.is_alphabetic());
        // "J.-P." is one initial group.
        let joint = c == '.' && end > 0 && joins_initial(&rest[i + 1..]);
        if c.is_alphabetic() || inner || joint || is_joint(rest, i, c) {
            end = i + c.len_utf8();
        } else {
            if c == '.' && i == end && end > 0 {
                end += 1;
            }
            break;
        }
    }
    at + end
}

/// A hyphen between two dotted initials.
fn is_joint(text: &str, at: usize, c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
        && text[..at].ends_with('.')
        && joins_initial(&text[at..])
}

/// Whether a text goes on with a hyphen and a letter.
fn joins_initial(text: &str) -> bool {
    text.strip_prefix(['-', '‐', '‑'])
        .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Whether a word is initials: `J.`, `J.-P.`, `JP`, `J`, `Ch.`, `Yu.`.
fn is_initial(word: &str) -> bool {
    // Most words are none: two small letters tell.
    let mut small = word.chars().filter(|c| c.is_lowercase());
    if small.nth(1).is_some() && !word.contains(".-") {
        return false;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let dotted = word.ends_with('.');
    if dotted {
        letters == capitals && letters <= 3
            || (letters == 2 && capitals == 1)
            || word.contains(".-")
    } else {
        letters == capitals
            && letters <= 2
            && letters > 0
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
    }
}

/// Whether a word is three or four initials without dots: `CHH`.
fn is_initials_group(word: &str) -> bool {
    matches!(word.len(), 3 | 4) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a capitalised word is written as names are: `Liu`, `McKay`,
/// `O'Brien`, `LIU`; not `KV`, `GPT-4` or `LLaMA2`.
fn is_wordlike(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let upper = letters.clone().filter(|c| c.is_uppercase()).count();
    let letters = letters.count();
    if letters < 2 {
        return false;
    }
    if upper == letters {
        // A name in capitals; acronyms are seldom names.
        return is_name_word(word) || letters > 5;
    }
    upper <= 1
        || upper <= 1 + word.matches(['-', '\'', '’']).count()
        || word.starts_with("Mc")
        || word.starts_with("Mac")
        || (upper == 2
            && (word.starts_with("De")
                || word.starts_with("Di")
                || word.starts_with("La")
                || word.starts_with("Le")
                || word.starts_with("Van")
                || word.starts_with("Fitz")
                || word.starts_with("Du")))
}

/// Behind the marks at `at`; `*` and `,` may alternate ("Roe1,*").
fn read_marks(text: &str, at: usize) -> usize {
    let mut end = at;
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches([' ']);
    let gap = rest.len() - trimmed.len();
    let mut pos = at;
    if trimmed.starts_with(MARKS) && gap <= 1 {
        pos += gap;
    }
    for c in text[pos..].chars() {
        let digit = c.is_ascii_digit() && end - at < 3;
        if MARKS.contains(&c) || digit {
            pos += c.len_utf8();
            end = pos;
        } else {
            break;
        }
    }
    // A year is no mark: "Roe 2019" and "Roe2019".
    let digits = text[at..end].chars().filter(char::is_ascii_digit).count();
    if digits > 2 { at } else { end }
}

/// The length of a family name in brackets that ends a name: " (Diaz)" of
/// "E. Roe (Diaz), A. Li".
fn former_name(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(" (")?;
    let end = inside.find(')')?;
    let word = &inside[..end];
    let parted = inside[end + 1..].starts_with([',', ';']);
    let named = word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(|c| c.is_lowercase() || c == '-')
        && word.chars().count() > 3;
    (parted && named && !is_title_word(word)).then_some(end + 3)
}

/// Behind a nickname in brackets or quotes.
fn skip_nickname(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    for (open, close) in [(" (", ')'), (" \"", '"'), (" “", '”')] {
        if let Some(inside) = rest.strip_prefix(open)
            && let Some(end) = inside.find(close)
            && end < 16
            && inside[..end].chars().all(char::is_alphabetic)
            && inside[end + close.len_utf8()..].starts_with(' ')
        {
            return at + open.len() + end + close.len_utf8();
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let runs = find_runs(text, None);
        let best = runs.into_iter().max_by(|a, b| a.score.total_cmp(&b.score));
        best.map_or(Vec::new(), |run| {
            run.names.into_iter().map(|n| n.text).collect()
        })
    }

    #[test]
    fn runs_of_names_are_found_in_every_style() {
        for (text, want) in [
            (
                "Lian Ode*, Shi Bao*, Bing Li, and Ying Wang Accepted by X",
                "Lian Ode|Shi Bao|Bing Li|Ying Wang",
            ),
            (
                "Serving System Ana Zhao*, Lia Liu*, Yu Zhou",
                "Ana Zhao|Lia Liu|Yu Zhou",
            ),
            ("Mai Liu* Chao Zeng*, Lean Fu", "Mai Liu|Chao Zeng|Lean Fu"),
            (
                "Liu, Z., Xu, Z. R., & Hu, X. (2019). Title",
                "Z. Liu|Z. R. Xu|X. Hu",
            ),
            (
                "Chuang, Yu-Neng, Tianwei Xing, and Xia Hu",
                "Yu-Neng Chuang|Tianwei Xing|Xia Hu",
            ),
            ("Roe, Jane and Ryan Pike. 2024.", "Jane Roe|Ryan Pike"),
            (
                "A. Arun and P. Koehn. 2007. Online learning",
                "A. Arun|P. Koehn",
            ),
            ("Liu Z, Daume H, García JM. Title", "Z Liu|H Daume|JM García"),
            (
                "Model, B. Li, A.V. Matveev, and N. Rösch, J.",
                "B. Li|A.V. Matveev|N. Rösch",
            ),
            ("Duan, X.; Zhang, M.; Li, H.", "X. Duan|M. Zhang|H. Li"),
            (
                "Zhang, X., van der A, R., Ding, J. (2022).",
                "X. Zhang|R. van der A|J. Ding",
            ),
            ("Ann Roe, Mengnan Du, Zi Liu", "Ann Roe|Mengnan Du|Zi Liu"),
            (
                "H.-J. Bungartz, and U. von Luxburg",
                "H.-J. Bungartz|U. von Luxburg",
            ),
            ("李雷, 韩梅梅", "李雷|韩梅梅"),
            (
                "A New Unit, Y Roe, H Dong, Songwei Li, Q Dong, K Chen",
                "Y Roe|H Dong|Songwei Li|Q Dong|K Chen",
            ),
        ] {
            assert_eq!(names(text).join("|"), want, "{text}");
        }
    }

    #[test]
    fn more_authors_than_printed_are_noticed() {
        for text in [
            "Ann Roe, Bo Li, et al.",
            "Ann Roe, Bo Li and others",
            "Ann Roe, Bo Li, and 12 others",
        ] {
            let runs = find_runs(text, None);
            assert!(runs[0].truncated, "{text}");
            assert_eq!(runs[0].names.len(), 2, "{text}");
        }
    }

    #[test]
    fn titles_hold_no_names() {
        for text in [
            "Deep Learning for Natural Language Processing",
            "KV Cache Compression, But What Must We Give in Return?",
        ] {
            let best = find_runs(text, None)
                .into_iter()
                .map(|run| run.score)
                .fold(0.0, f32::max);
            assert!(best < 1.2, "{text}: {best}");
        }
    }
}
