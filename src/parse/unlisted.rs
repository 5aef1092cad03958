//! Names of organizations that no table knows, told by their words: "Sand
//! Research Institute", "River Tracking LLC".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::finder::finder;
use super::post;
use super::words::{bare, is_caseless};

/// Words of organizations that no table knows.
static ORGANIZATION: LazyLock<AhoCorasick> =
    LazyLock::new(|| finder(ORGANIZATIONS));

const ORGANIZATIONS: &[&str] = &[
    "university",
    "universit",
    "institut",
    "college",
    "school of",
    "academy",
    "laborator",
    "research center",
    "research centre",
    "center for",
    "centre for",
    "hochschule",
    "école",
    "ecole",
    "universidad",
    "politecnico",
    "polytechnic",
    "hospital",
    "cnrs",
    "inria",
    "大学",
    "学院",
    "研究所",
    "研究院",
    "foundation",
    "corporation",
    "labs",
    "research group",
    "graduate school",
    "business school",
];

/// Most letters of such a name.
const LONGEST: usize = 90;

/// The first name, between separators, of an organization that no table
/// knows.
pub(super) fn unlisted(text: &str) -> Option<String> {
    let parts = text
        .split(['\n', '\t', '|', ',', ';', '(', ')', '•', '·'])
        .flat_map(|part| part.split(" at "))
        .flat_map(|part| part.split(" @ "))
        .flat_map(|part| part.split(" – "));
    let mut before = "";
    for part in parts.map(str::trim) {
        let found = company(before, part).or_else(|| name(part));
        if let Some(found) = found.filter(|found| !is_generic(found)) {
            return Some(found);
        }
        before = part;
    }
    None
}

/// The name of an organization within a part of a line.
fn name(part: &str) -> Option<String> {
    if part.chars().count() >= LONGEST * 2 {
        return None;
    }
    let lower = part.to_lowercase();
    let found = ORGANIZATION.find_iter(&lower).find(|found| {
        // "BioLabs" may be a laboratory's name, or not.
        &lower[found.range()] != "labs"
            || !lower[..found.start()].ends_with(char::is_alphanumeric)
    })?;
    let bounds = match part.contains(is_caseless) || lower.len() != part.len()
    {
        true => 0..part.len(),
        false => run(part, found.start())?,
    };
    let name = part[bounds].trim_start_matches("the ");
    let name = name.trim_matches([' ', '.', '*', '-', ':']);
    let long = name.chars().count();
    (long > 3 && long < LONGEST && !is_other(name)).then(|| name.to_owned())
}

/// The words with capitals around the one at a byte of a text, and those that
/// join them: "Institute of Sand" of "in the Institute of Sand under".
fn run(part: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let start = |word: &str| word.as_ptr() as usize - part.as_ptr() as usize;
    let head = words.iter().position(|w| start(w) + w.len() > at)?;
    let closes =
        |word: &str| word.ends_with([':', '!', '?']) || ends_sentence(word);
    if is_common(words[head]) || words[head].contains(['/', '@']) {
        return None;
    }
    let joins = |at: usize| {
        JOINING.contains(&words[at]) || words[at].starts_with(['&', '-'])
    };
    let mut first = head;
    while first > 0 && !closes(words[first - 1]) {
        if !is_part(words[first - 1]) && !joins(first - 1) {
            break;
        }
        first -= 1;
    }
    let told = words[..first]
        .iter()
        .any(|word| FUNDING.contains(&bare(word).to_lowercase().as_str()));
    let mut end = head + 1;
    while end < words.len() && !closes(words[end - 1]) {
        // "University of Sand in Utopia".
        let place = words[end] == "in" && end - first > 2;
        if place || !is_part(words[end]) && !joins(end) {
            break;
        }
        end += 1;
    }
    while first < head && joins(first) {
        first += 1;
    }
    while end > head + 1 && joins(end - 1) {
        end -= 1;
    }
    // "Ecole professionnelle commerciale": a kind and what tells it.
    if end == first + 1 && is_kind(words[head]) {
        let telling = |word: &&&str| {
            !word.contains(|c: char| c.is_ascii_digit() || c == ':')
        };
        let more = words[end..].iter().take_while(telling).count();
        if !(1..=MOST_TELLING).contains(&more) {
            return None;
        }
        end += more;
    }
    // What is somebody's is of another kind: "the Sand Lab's portal".
    let last = words[end - 1];
    let owns = last.ends_with("'s") || last.ends_with("’s");
    if told || owns {
        return None;
    }
    let range = start(words[first])..start(last) + last.len();
    // "Research Associate Sand Institute".
    let titled = post::title(&part[range.clone()]).filter(|title| {
        part[range.clone()].starts_with(title) && title.len() + 1 < range.len()
    });
    let titled = titled.map_or(0, |title| title.len() + 1);
    Some(range.start + titled..range.end)
}

/// Most words that tell a kind of school in small letters.
const MOST_TELLING: usize = 5;

/// Whether a word by itself names but a kind, of languages that write in
/// small letters, behind it, what tells it.
fn is_kind(word: &str) -> bool {
    const KINDS: &[&str] = &[
        "école",
        "ecole",
        "université",
        "università",
        "universidad",
        "universidade",
        "universitat",
        "instituto",
        "istituto",
        "laboratoire",
        "laboratorio",
    ];
    KINDS.contains(&bare(word).to_lowercase().as_str())
}

/// Whether a word may be part of a name.
fn is_part(word: &str) -> bool {
    let year = word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let first = word.chars().find(|c| c.is_alphanumeric());
    !year && first.is_some_and(|c| !c.is_lowercase())
}

/// Whether a word that is one of organizations stands for any: "my college".
fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "universit",
        "institut",
        "colleg",
        "school",
        "academ",
        "laborator",
        "research",
        "center",
        "centre",
        "hospital",
        "foundation",
        "corporation",
        "labs",
        "graduate",
        "business",
        "polytechnic",
    ];
    // "université", "institut": of other languages, in lower case.
    let foreign = ["université", "institut", "universidad", "universidade"];
    word.starts_with(char::is_lowercase)
        && COMMON.iter().any(|common| word.starts_with(common))
        && !foreign.contains(&word)
}

/// Whether a sentence ends with a word.
fn ends_sentence(word: &str) -> bool {
    let Some(head) = word.strip_suffix('.') else { return false };
    head.chars().filter(|c| c.is_alphabetic()).count() > 4
}

/// Small words within a name.
const JOINING: &[&str] = &[
    "of", "for", "and", "the", "in", "de", "la", "le", "du", "des", "del",
    "di", "da", "do", "dos", "las", "los", "el", "y", "e", "et", "für", "und",
    "der", "die", "zu", "van", "von", "voor", "en", "on", "i", "och", "og",
    "at", "–", "degli", "dei", "delle", "dello", "della", "al",
];

/// Words before an organization that gives money.
const FUNDING: &[&str] = &[
    "support",
    "supported",
    "funded",
    "funding",
    "grant",
    "grants",
    "fellowship",
    "scholarship",
    "sponsored",
    "award",
    "awarded",
    "prize",
];

/// Whether a name is that of a post, a prize or an event.
fn is_other(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "technician",
        "veterinarian",
        "manager",
        "assistant",
        "instructor",
        "coordinator",
        "teacher",
        "lecturer",
        "intern",
        "student",
        "students",
        "fellow",
        "professor",
        "engineer",
        "researcher",
        "member",
        "candidate",
        "tutor",
        "scholar",
        "officer",
        "analyst",
        "competition",
        "award",
        "awards",
        "prize",
        "fellowship",
        "scholarship",
        "conference",
        "workshop",
        "course",
        "courses",
        "contest",
        "seminar",
        "lecture",
        "journal",
        "teaching",
        "education",
        "project",
    ];
    let last = name.rsplit(' ').next().unwrap_or("");
    OTHERS.contains(&bare(last).to_lowercase().as_str())
}

/// Whether words name no organization but a kind: "Research group".
fn is_generic(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "academy",
        "college",
        "department",
        "corporation",
        "foundation",
        "graduate",
        "group",
        "hospital",
        "institut",
        "institute",
        "laboratories",
        "laboratory",
        "labs",
        "my",
        "our",
        "research",
        "school",
        "the",
        "university",
    ];
    let mut words = name.split_whitespace();
    words.all(|word| KINDS.contains(&word.to_lowercase().as_str()))
}

/// The name of a company by its legal form, which may stand behind a comma:
/// "River Tracking LLC", "Sand Global, Inc."
fn company(before: &str, part: &str) -> Option<String> {
    const FORMS: &[&str] = &[
        "inc", "inc.", "llc", "l.l.c.", "ltd", "ltd.", "limited", "gmbh",
        "corp", "corp.", "s.a.", "s.r.l.", "s.p.a.", "b.v.", "sarl", "plc",
        "pty",
    ];
    /// Words of a company's name, at most.
    const MOST: usize = 5;
    let (name, form) = match part.rsplit_once(' ') {
        Some((name, form)) => (name, form),
        None => (before, part),
    };
    let is_form = FORMS.contains(&form.to_lowercase().as_str());
    let printed = form.starts_with(char::is_uppercase) || form == "plc";
    let words: Vec<&str> = name.split_whitespace().collect();
    if is_form && printed && !words.is_empty() && words.len() <= MOST {
        let whole = words.iter().all(|word| {
            is_part(word) || ["of", "the", "and", "&", "on"].contains(word)
        });
        let comma = if part.contains(' ') { "" } else { "," };
        return whole.then(|| format!("{name}{comma} {form}"));
    }
    // "JetBrains Research": a name no other word has.
    let (name, unit) = part.rsplit_once(' ')?;
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let own = capitals > 1
        && name.chars().all(char::is_alphanumeric)
        && name.contains(char::is_lowercase)
        && name.starts_with(char::is_uppercase);
    (unit == "Research" && own).then(|| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organization_is_told_by_its_words() {
        for (text, want) in [
            ("Sand Research Institute, Kiel", Some("Sand Research Institute")),
            ("University of Moss in Utopia under", Some("University of Moss")),
            ("Institut für Sand und Moos", Some("Institut für Sand und Moos")),
            ("Karl University in Moss", Some("Karl University in Moss")),
            ("Utopian Centre for Sand (SC)", Some("Utopian Centre for Sand")),
            ("Research Associate Moss Academy", Some("Moss Academy")),
            ("Semifinalist in the 2015 Sand Labs Moss Competition", None),
            ("Laboratory Technician and Sand Manager", None),
            ("grids. With support from Moss Research Foundation", None),
            ("BioLabs group is developing novel algorithms", None),
            ("at the Moss Institute's portal", None),
            ("I went to my college", None),
            ("Research group", None),
            ("Ecole professionnelle de mousse", {
                Some("Ecole professionnelle de mousse")
            }),
            ("BSc @ Università degli Studi di Mosso", {
                Some("Università degli Studi di Mosso")
            }),
            ("the Hospital", None),
            ("Sand Global, Inc., Remote", Some("Sand Global, Inc.")),
            ("2020 - now Scientist, River Tracking LLC", {
                Some("River Tracking LLC")
            }),
            ("JetMoss Research, Kiel", Some("JetMoss Research")),
            ("Graduate Research, Kiel", None),
            (
                "at the HES-XY University of Sand and Arts",
                Some("HES-XY University of Sand and Arts"),
            ),
        ] {
            assert_eq!(unlisted(text).as_deref(), want, "{text}");
        }
    }
}
