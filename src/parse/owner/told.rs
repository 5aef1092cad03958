//! Names that a document tells in so many words: "I am Jane Roe", "Name:
//! Jane Roe".

use super::Candidate;
use super::name::read_name;
use crate::model::is_particle;
use crate::parse::post;
use crate::parse::words::{bare, is_name_word};

/// Letters between quotes or brackets within a name at most.
const LONGEST_NICKNAME: usize = 15;

/// Words that may tell a name in one text, at most: more tell none.
const MOST_LEADS: usize = 40;

/// Words of a name after its first.
const NEXT_WORDS: usize = 5;

/// What stands before the owner's name in forms, in lower case.
const LABELS: &[&str] = &[
    "name",
    "full name",
    "name and surname",
    "first name and surname",
    "family name, first name",
    "last name, first name",
    "surname, name",
    "surname / name",
    "name / surname",
    "first name(s) / surname(s)",
    "surname(s) / first name(s)",
    "name, vorname",
    "vor- und nachname",
    "nombre y apellidos",
    "nombre",
    "nom et prénom",
    "nom, prénom",
    "nome e cognome",
    "nome completo",
    "nome",
    "adı soyadı",
    "ad soyad",
    "imię i nazwisko",
    "jméno a příjmení",
    "фио",
    "họ và tên",
    "氏名",
    "姓名",
    "성명",
    "이름",
    "ονοματεπώνυμο",
];

/// "NAME: Jane Roe", "1. Adı Soyadı: Ayşe Roe", "Family name, First name:
/// Roe, Jane".
pub(super) fn labelled(text: &str) -> Option<Candidate> {
    let (label, rest) = text.split_once([':', '：', '\t'])?;
    if label.len() > 40 {
        return None;
    }
    let label = label.trim_start_matches(|c: char| !c.is_alphabetic());
    if !LABELS.contains(&label.trim_end().to_lowercase().as_str()) {
        return None;
    }
    let rest = rest.split(['|', '\t', ';', '(']).next()?;
    let mut candidate = read_name(rest.split("  ").next()?.trim())?;
    // Nobody's name is less certain for a word that is also one of titles.
    candidate.score = candidate.score.max(0.3);
    Some(candidate)
}

/// "I am Jane Roe", "My name is …", "I'm Zirui "Ray" Liu, a …".
pub(super) fn introduced(text: &str) -> Option<Candidate> {
    let behind_leads = text.char_indices().filter_map(|(at, first)| {
        behind_lead(&text[..at], &text[at..], first)
    });
    for rest in behind_leads.take(MOST_LEADS) {
        let titled = behind_honorific(rest);
        let name = titled.and_then(name_at).or_else(|| name_at(rest));
        // "I am Chargée de Mission".
        let name = name.filter(|name| !is_post(name));
        if let Some(name) = name {
            let mut candidate = read_name(name)?;
            candidate.printed = name.trim_end_matches('.').to_owned();
            return Some(candidate);
        }
    }
    None
}

/// The given name in "Hi, I'm Ann!", where no more is told.
pub(super) fn introduced_given(text: &str) -> Option<&str> {
    let mut behind_leads = text.char_indices().filter_map(|(at, first)| {
        behind_lead(&text[..at], &text[at..], first)
    });
    behind_leads.by_ref().take(MOST_LEADS).find_map(|rest| {
        let word = &rest[..name_word(rest)?];
        let name = word.trim_end_matches('.');
        let behind = rest[name.len()..].trim_start();
        let ends = behind.is_empty() || behind.starts_with(['.', ',', '!']);
        let is_name = name.chars().nth(1).is_some()
            && name.starts_with(char::is_uppercase)
            && !is_post(name);
        (ends && is_name).then_some(name)
    })
}

/// What follows the words that tell a name, where a text begins with them and
/// another stands before it.
fn behind_lead<'a>(
    before: &str,
    text: &'a str,
    first: char,
) -> Option<&'a str> {
    const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];
    let opens =
        || !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let words = |words: &str| behind_words(words, text);
    let am = || {
        let rest = text.strip_prefix('I')?;
        let close = rest.strip_prefix(char::is_whitespace).unwrap_or(rest);
        let short = close.strip_prefix(APOSTROPHES).and_then(|rest| {
            let rest = rest.strip_prefix(char::is_whitespace).unwrap_or(rest);
            rest.strip_prefix('m')
        });
        short.or_else(|| words("I am"))
    };
    let rest = match first {
        'I' if opens() => am().or_else(|| words("Ich bin")),
        // Few words go on so.
        'M' | 'm' if text[1..].starts_with(['y', 'i', 'e']) => [
            "y name is",
            "y full name is",
            "y name:",
            "i nombre es",
            "e llamo",
            "eu nome é",
            "i chiamo",
            "ein Name ist",
        ]
        .iter()
        .find_map(|words| behind_words(words, &text[1..])),
        't' if opens() => words("this is"),
        'J' | 'j' => {
            let called = || {
                let rest = behind_words("e m", &text[1..])?;
                let rest = rest.strip_prefix(APOSTROPHES)?;
                rest.strip_prefix("appelle")
            };
            let am = || behind_words("e suis", &text[1..]);
            called().or_else(|| am().filter(|rest| opens_with_given(rest)))
        }
        'i' if opens() => words("ich bin"),
        'N' if opens() => words("Name:"),
        'S' if opens() => ["Soy", "Sou o", "Sou a", "Sou", "Sono"]
            .iter()
            .find_map(|lead| words(lead))
            .filter(|rest| opens_with_given(rest)),
        's' if opens() => ["soy", "sou"]
            .iter()
            .find_map(|lead| words(lead))
            .filter(|rest| opens_with_given(rest)),
        '我' => words("我是").or_else(|| words("我叫")),
        _ => None,
    };
    rest.map(str::trim_start)
}

/// Whether a text begins with a known given name: what somebody is, as
/// "Bióloga Marina", may have capitals, too.
fn opens_with_given(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("");
    is_name_word(bare(word))
}

/// Whether what stands for a name is the title of a post.
fn is_post(name: &str) -> bool {
    post::title(name).is_some_and(|title| name.starts_with(title))
}

/// What follows words, each a blank or line break apart, that a text begins
/// with.
fn behind_words<'a>(words: &str, text: &'a str) -> Option<&'a str> {
    let mut words = words.split(' ');
    let first = text.strip_prefix(words.next()?)?;
    words.try_fold(first, |rest, word| {
        rest.strip_prefix(char::is_whitespace)?.strip_prefix(word)
    })
}

/// What follows the title that a text begins with: "Dr. ", "Professor ".
fn behind_honorific(text: &str) -> Option<&str> {
    let titles = ["Dr", "Professor", "Prof", "Mr", "Ms"];
    let rest = titles.iter().find_map(|title| text.strip_prefix(title))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    rest.strip_prefix(char::is_whitespace)
}

/// The name that a text begins with.
fn name_at(text: &str) -> Option<&str> {
    let mut end = name_word(text)?;
    for _ in 0..NEXT_WORDS {
        let rest = &text[end..];
        if ends_sentence(&text[..end], rest) {
            break;
        }
        let next = rest.strip_prefix(char::is_whitespace).and_then(|next| {
            // "Anna - Maria Schmidt".
            let next = next.strip_prefix("- ").unwrap_or(next);
            // Chinese names are one word.
            let open = !next.starts_with(is_han);
            let length = open.then(|| name_word(next)).flatten()?;
            Some(rest.len() - next.len() + length)
        });
        let Some(length) = next else { break };
        end += length;
    }
    Some(text[..end].trim())
}

/// Whether the word of a name that ends a text ends its sentence, too:
/// "Schmidt." does, the "Chr." of "Chr. Schmidt" does not.
fn ends_sentence(text: &str, behind: &str) -> bool {
    /// Letters of a name cut short at most.
    const SHORT: usize = 3;
    const OPENING: &[&str] =
        &["I", "My", "We", "The", "In", "This", "At", "As", "Here", "You"];
    let Some(word) = text.strip_suffix('.') else { return false };
    let word = word.rsplit(char::is_whitespace).next().unwrap_or("");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let next = behind.split_whitespace().next().unwrap_or("");
    let next = next.split(['\'', '’']).next().unwrap_or("");
    letters > SHORT || letters > 1 && OPENING.contains(&next)
}

/// The length of the word of a name that a text begins with: "Jane", "J.",
/// "de", "(Ray)", "王小明".
fn name_word(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let is_letter = |c: char| c.is_alphabetic() || "'’-".contains(c);
    let letters = || text.find(|c| !is_letter(c)).unwrap_or(text.len());
    if first.is_uppercase() {
        let end = letters();
        return Some(end + usize::from(text[end..].starts_with('.')));
    }
    if matches!(first, '“' | '"' | '(') {
        let inside = &text[first.len_utf8()..];
        let mut near = inside.char_indices().take(LONGEST_NICKNAME + 1);
        let closes = |c| matches!(c, '”' | '"' | ')');
        let end = near.find(|(_, c)| closes(*c)).map(|(end, _)| end)?;
        let close = inside[end..].chars().next()?;
        let nickname = &inside[..end];
        let named = !nickname.is_empty()
            && nickname
                .chars()
                .all(|c| c.is_alphabetic() || c.is_whitespace());
        return named.then(|| first.len_utf8() + end + close.len_utf8());
    }
    if is_han(first) {
        // "我是江河大学…" goes on.
        let han = text.chars().take_while(|c| is_han(*c)).take(5);
        let length = han.clone().map(char::len_utf8).sum();
        return (2..5).contains(&han.count()).then_some(length);
    }
    let end = letters();
    // "al-Rashid", "de' Medici".
    let head = text[..end].split(['-', '\'', '’']).next().unwrap_or("");
    is_particle(head).then_some(end)
}

fn is_han(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_label_the_name() {
        for (line, name) in [
            ("NAME: Maria Schmidt", Some("Maria Schmidt")),
            ("Name / Surname\tSchmidt, Maria", Some("Maria Schmidt")),
            ("Nombre y apellidos: Maria Schmidt", Some("Maria Schmidt")),
            ("1. Adı Soyadı: Maria Schmidt", Some("Maria Schmidt")),
            ("Family name, First name: Schmidt, Maria", Some("Maria Schmidt")),
            ("Journal name: Maria Schmidt", None),
            ("Name: 3 Maria Street", None),
        ] {
            let found = labelled(line);
            let found = found.as_ref().map(|c| c.name.display());
            assert_eq!(found, name, "{line}");
        }
    }

    #[test]
    fn people_introduce_themselves() {
        for (text, want) in [
            (
                "I’m Maria \"Mia\" Schmidt, a Ph.D. student",
                Some("Maria Schmidt"),
            ),
            ("Hello! I am Carlos van Dyke.", Some("Carlos van Dyke")),
            ("I am Carlos al-Dyke, a painter", Some("Carlos al-Dyke")),
            ("Ich bin Jan van der Dyke und", Some("Jan van der Dyke")),
            ("My name is Dr. Carlos Dyke.", Some("Carlos Dyke")),
            ("I ’m Carlos Dyke", Some("Carlos Dyke")),
            ("大家好,我叫王小明。", Some("王小明")),
            ("我是江河大学的研究生。", None),
            ("My name is Carlos Day. I dig.", Some("Carlos Day")),
            ("I am Chr. Dyke", Some("Chr. Dyke")),
            ("My name is Carlos - Jan Dyke and", Some("Carlos - Jan Dyke")),
            ("¡Hola! Soy Carlos Dyke, doctorando", Some("Carlos Dyke")),
            ("Je suis Maria Schmidt.", Some("Maria Schmidt")),
            ("Olá! Sou o Carlos Dyke", Some("Carlos Dyke")),
            ("Mi chiamo Carlos Dyke.", Some("Carlos Dyke")),
            ("Soy Profesor Titular", None),
            ("Soy Bióloga Marina y", None),
            ("Sono Dottore di Ricerca", None),
            ("Je suis Maître de Conférences", None),
            ("Ich bin Wissenschaftliche Mitarbeiterin", None),
            ("Je suis doctorante à Lyon", None),
            ("Hi. I'm Carlos. I dig.", None),
            ("AI am Carlos Dyke", None),
            ("I am interested in rivers", None),
            ("I am a professor", None),
        ] {
            let name = introduced(text).map(|c| c.name.display().to_owned());
            assert_eq!(name.as_deref(), want, "{text}");
        }
    }
}
