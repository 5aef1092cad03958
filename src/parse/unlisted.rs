//! Names of organizations that no table knows, told by their words: "Sand
//! Research Institute", "River Tracking LLC".

mod other;
mod run;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::finder::finder;
use super::words::is_caseless;
use crate::gazetteer::venue;
pub(super) use other::is_generic;
use other::{is_address, is_other};
use run::run;
use words::is_part;

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
    "laboratoire",
    "laboratório",
    "faculdade de",
    "facultad de",
    "escuela",
    "escola",
    "observatory",
    "observatoire",
    "observatorio",
    "observatório",
    "osservatorio",
    "museum",
    "museo",
    "musée",
    "clinic",
    "klinikum",
    "centro de",
    "centro di",
    "centre de",
    "uniwersytet",
    "politechnika",
    "üniversitesi",
    "yliopisto",
    "egyetem",
    "大學",
    "研究センター",
    "대학교",
    "연구원",
];

/// Most letters of such a name.
const LONGEST: usize = 90;

/// Likewise in a script that parts no words.
const LONGEST_IN_HAN: usize = 24;

/// Where the first name, between separators, of an organization that no table
/// knows stands.
pub(super) fn unlisted(text: &str) -> Option<Range<usize>> {
    let mut before = 0..0;
    for part in parts(text).map(str::trim) {
        let at = part.as_ptr() as usize - text.as_ptr() as usize;
        let place = at..at + part.len();
        let found = company(text, &before, &place).or_else(|| {
            let name = name(part)?;
            Some(at + name.start..at + name.end)
        });
        if let Some(found) = found.filter(|f| !is_generic(&text[f.clone()])) {
            return Some(with_seat(text, found));
        }
        before = place;
    }
    None
}

/// What stands between the marks and words that part names of organizations
/// from what is beside them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    const WORDS: &[&str] = &[" at ", " @ ", " – "];
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let parting = |(at, c): (usize, char)| match c {
            '\n' | '\t' | '|' | ',' | ';' | '(' | ')' | '•' | '·' => {
                Some((at, c.len_utf8()))
            }
            ' ' => {
                let behind = &text[at..];
                let word =
                    WORDS.iter().find(|word| behind.starts_with(**word));
                word.map(|word| (at, word.len()))
            }
            _ => None,
        };
        let Some((at, length)) = text.char_indices().find_map(parting) else {
            return Some(text);
        };
        rest = Some(&text[at + length..]);
        Some(&text[..at])
    })
}

/// The name of a university with its seat: the "University of Moss at Kiel"
/// whose first words alone stand before an "at".
fn with_seat(text: &str, name: Range<usize>) -> Range<usize> {
    /// Words of a seat at most.
    const MOST: usize = 2;
    /// What begins or ends an event there.
    const EVENTS: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Easter",
        "Christmas",
        "Seminar",
        "Workshop",
        "Conference",
        "Colloquium",
        "Meeting",
        "Symposium",
        "Summer",
        "Winter",
        "Spring",
        "Fall",
    ];
    let printed = &text[name.clone()];
    let seat = text[name.end..].strip_prefix(" at ").filter(|_| {
        printed.starts_with("University of ") && !printed.contains(',')
    });
    let Some(seat) = seat else { return name };
    let mut end = 0;
    for word in seat.split(' ').take(MOST + 1) {
        let letters = word.trim_end_matches([',', '.', ';', ':', ')']);
        let capital = letters.starts_with(char::is_uppercase)
            && letters.chars().all(char::is_alphabetic);
        if !capital {
            // "at Easter 2010".
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                return name;
            }
            break;
        }
        if EVENTS.contains(&letters) || venue::canonical(letters).is_some() {
            return name;
        }
        let at = word.as_ptr() as usize - seat.as_ptr() as usize;
        end = at + letters.len();
        if letters.len() < word.len() {
            break;
        }
    }
    if end == 0 { name } else { name.start..name.end + " at ".len() + end }
}

/// Whether a name tells of a university by its words: no department does.
pub(super) fn is_school(name: &str) -> bool {
    const SCHOOLS: &[&str] = &[
        "universi",
        "hochschule",
        "politecnico",
        "politécnica",
        "polytechnic",
        "uniwersytet",
        "politechnika",
        "üniversitesi",
        "yliopisto",
        "egyetem",
        "institute of technology",
        "大学",
        "大學",
        "대학교",
    ];
    // "la universidad más antigua" is any.
    if name.starts_with(char::is_lowercase) {
        return false;
    }
    let lower = name.to_lowercase();
    SCHOOLS.iter().any(|school| lower.contains(school))
}

/// Where the name of an organization stands within a part of a line.
fn name(part: &str) -> Option<Range<usize>> {
    if part.chars().count() >= LONGEST * 2 {
        return None;
    }
    let lower = part.to_lowercase();
    let mut words = ORGANIZATION.find_iter(&lower).filter(|found| {
        let (before, behind) =
            (&lower[..found.start()], &lower[found.end()..]);
        match &lower[found.range()] {
            // "BioLabs" may be a laboratory's name, or not.
            "labs" => !before.ends_with(char::is_alphanumeric),
            // "Clinical Texts" is no clinic.
            "clinic" => !behind.starts_with(char::is_alphanumeric),
            _ => true,
        }
    });
    let bounds = match part.contains(is_caseless) || lower.len() != part.len()
    {
        true => words.next().and_then(|found| {
            // A whole sentence is no name.
            let short = part.chars().nth(LONGEST_IN_HAN).is_none();
            han_name(part, &lower, &found)
                .or_else(|| short.then_some(0..part.len()))
        }),
        // "research institute of the Sand College": the first that names.
        false => {
            words.take(MOST_TRIED).find_map(|found| run(part, found.start()))
        }
    };
    let bounds = bounds.or_else(|| small(part, &lower))?;
    let name = part[bounds].trim_start_matches("the ");
    let name = name.trim_matches([' ', '.', '*', '-', ':']);
    let article = ["l'", "l’", "d'", "d’", "dell'", "dell’"];
    let name =
        article.iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name);
    let long = name.chars().count();
    let start = name.as_ptr() as usize - part.as_ptr() as usize;
    (long > 3 && long < LONGEST && !is_other(name) && !is_address(name))
        .then(|| start..start + name.len())
}

/// Where a name of Han characters stands, in a sentence that parts no words:
/// the "江河大学" of "我是江河大学的研究生".
fn han_name(
    part: &str,
    lower: &str,
    found: &aho_corasick::Match,
) -> Option<Range<usize>> {
    const BEFORE: &[char] = &[
        '是', '在', '于', '於', '任', '从', '和', '与', '自', '到', '由',
        '及', 'は', 'で', 'に', '、', '，', '。', '！', '：', ':', '　', ' ',
    ];
    /// What somebody does who comes or goes there.
    const VERBS: &[&str] = &["访问", "就读", "加入", "前往", "来到"];
    let word = lower.get(found.range())?;
    if lower.len() != part.len() || !word.starts_with(is_caseless) {
        return None;
    }
    let before = &part[..found.start()];
    let start = before.rfind(BEFORE).map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    // "正在访问江河大学", "现就读江河大学".
    let name = &part[start..found.start()];
    let verb = VERBS
        .iter()
        .find_map(|verb| name.find(verb).map(|at| at + verb.len()));
    let start = start + verb.unwrap_or(0);
    (start < found.start()).then_some(start..found.end())
}

/// Words of organizations in one part of a line that are looked at, at most.
const MOST_TRIED: usize = 4;

/// A name in small letters, where all around it are: "moss research
/// institute" of "researcher at the moss research institute".
fn small(part: &str, lower: &str) -> Option<Range<usize>> {
    const KINDS: &[&str] =
        &["institute", "university", "college", "laboratory", "academy"];
    /// Words of such a name, at most.
    const MOST: usize = 5;
    let name = part.strip_prefix("the ").unwrap_or(part);
    let last = name.rsplit(' ').next()?;
    let count = name.split(' ').count();
    let whole = part == lower
        && KINDS.contains(&last)
        && (2..=MOST).contains(&count)
        && name.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
        && !name.split(' ').any(|word| NEVER.contains(&word));
    whole.then(|| part.len() - name.len()..part.len())
}

/// Words that no name in small letters holds.
const NEVER: &[&str] = &[
    "a",
    "an",
    "my",
    "our",
    "your",
    "his",
    "her",
    "this",
    "that",
    "same",
    "every",
    "each",
    "any",
    "another",
    "other",
    "is",
    "was",
    "in",
    "from",
    "to",
    "with",
    "by",
    "local",
    "public",
    "private",
    "new",
    "community",
    "i",
    "we",
    "and",
];

/// The name of a company by its legal form, which may stand behind a comma:
/// "River Tracking LLC", "Sand Global, Inc."
fn company(
    text: &str,
    before: &Range<usize>,
    place: &Range<usize>,
) -> Option<Range<usize>> {
    const FORMS: &[&str] = &[
        "inc", "inc.", "llc", "l.l.c.", "ltd", "ltd.", "limited", "gmbh",
        "corp", "corp.", "s.a.", "s.r.l.", "s.p.a.", "b.v.", "sarl", "plc",
        "pty",
    ];
    /// Words of a company's name, at most.
    const MOST: usize = 5;
    let part = &text[place.clone()];
    let (start, name, form) = match part.rsplit_once(' ') {
        Some((name, form)) => (place.start, name, form),
        None if text[before.end..place.start].trim() == "," => {
            (before.start, &text[before.clone()], part)
        }
        None => return None,
    };
    let is_form = FORMS.contains(&form.to_lowercase().as_str());
    let printed = form.starts_with(char::is_uppercase) || form == "plc";
    let words: Vec<&str> = name.split_whitespace().collect();
    if is_form && printed && !words.is_empty() && words.len() <= MOST {
        let whole = words.iter().all(|word| {
            is_part(word) || ["of", "the", "and", "&", "on"].contains(word)
        });
        return whole.then_some(start..place.end);
    }
    // "JetBrains Research": a name no other word has.
    let (name, unit) = part.rsplit_once(' ')?;
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let own = capitals > 1
        && name.chars().all(char::is_alphanumeric)
        && name.contains(char::is_lowercase)
        && name.starts_with(char::is_uppercase);
    (unit == "Research" && own).then(|| place.clone())
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
            ("Notes on Clinical Texts", None),
            ("Physician, Moss Clinic", Some("Moss Clinic")),
            ("Ecole professionnelle de mousse", {
                Some("Ecole professionnelle de mousse")
            }),
            ("BSc @ Università degli Studi di Mosso", {
                Some("Università degli Studi di Mosso")
            }),
            ("the Hospital", None),
            ("Investigador en la Universidad de Arena", {
                Some("Universidad de Arena")
            }),
            ("Vacations en école, Lyon", None),
            ("à l'école Mousse", Some("école Mousse")),
            ("Sand Global, Inc., Remote", Some("Sand Global, Inc.")),
            ("2020 - now Scientist, River Tracking LLC", {
                Some("River Tracking LLC")
            }),
            ("JetMoss Research, Kiel", Some("JetMoss Research")),
            ("Graduate Research, Kiel", None),
            (
                "researcher at the moss research institute, kiel",
                Some("moss research institute"),
            ),
            ("Staff Scientist, Moss Institute of Education", {
                Some("Moss Institute of Education")
            }),
            ("University College of Teacher Education", {
                Some("University College of Teacher Education")
            }),
            ("Institute of Education", Some("Institute of Education")),
            ("Observatório do Musgo, Kiel", Some("Observatório do Musgo")),
            ("Office: University Hall Email: a@b.example", None),
            ("Sand Institute Education", None),
            ("Moss Institute/Sand College", {
                Some("Moss Institute/Sand College")
            }),
            ("à l'INRIA", Some("INRIA")),
            (
                "at the University of Sand at Mosshill, where I dig",
                Some("University of Sand at Mosshill"),
            ),
            (
                "University of Sand at Moss Hill and",
                Some("University of Sand at Moss Hill"),
            ),
            ("University of Sand at last", Some("University of Sand")),
            ("University of Sand at Monday Seminar", {
                Some("University of Sand")
            }),
            ("University of Sand at Easter 2010", Some("University of Sand")),
            ("University of Sand at ICML", Some("University of Sand")),
            ("University of Moss Park", Some("University of Moss Park")),
            ("毕业于从江河大学", Some("江河大学")),
            ("目前正在访问江河大学", Some("江河大学")),
            ("现加入江河大学", Some("江河大学")),
            ("我是江河大学的研究生，研究方向", Some("江河大学")),
            ("江河大学物理学部にて教育を行う", Some("江河大学")),
            ("Esplanade de l'Université, Kiel", None),
            ("University Park, PA", None),
            ("a.roe@sanduniversity.example", None),
            (
                "at the HES-XY University of Sand and Arts",
                Some("HES-XY University of Sand and Arts"),
            ),
        ] {
            let found = unlisted(text).map(|range| &text[range]);
            assert_eq!(found, want, "{text}");
        }
    }
}
