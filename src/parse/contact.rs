//! Whom a document is about and how to reach them: the lines above the
//! first section, and what stands elsewhere in so many words.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::words::{is_name_word, is_title_word};
use crate::model::{Document, Line, PersonName, Publication, Role, fold_name};
use crate::segment::is_capitals;

/// A name that may be the owner's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) name: PersonName,
    /// As the document writes it.
    pub(super) printed: String,
    pub(super) score: f32,
}

impl Candidate {
    /// The name as the document spells it: a header gives names in reading
    /// order, so initials behind ("Abhishek R") stay behind.
    pub(super) fn spelling(&self) -> String {
        let sorted = |text: &str| {
            let mut words: Vec<String> =
                text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        let read = self.name.display();
        if sorted(read) == sorted(&self.printed) {
            return self.printed.clone();
        }
        read.to_owned()
    }
}

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    // Written out, or with "[at]" and "(dot)" against harvesters.
    Regex::new(
        r"(?xi)
        ([a-z0-9][a-z0-9._%+\-]*|\{[^{}\n]{2,60}\})
        \s*(?:@|\ ?[\[({<]\s*(?:at|@)\s*[\])}>]\ ?|\ (?:at|AT)\ )\s*
        ((?:[a-z0-9\-]+\s*(?:\.|\ ?[\[({<]\s*(?:dot|\.)\s*[\])}>]\ ?|\ dot\ )\s*)+
        [a-z]{2,12})\b",
    )
    .expect("a constant pattern")
});

static DOTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\s+dot\s+|\s*\.\s*")
        .expect("a constant pattern")
});

static ORCID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\d{4})-(\d{4})-(\d{4})-(\d{3}[\dXx])\b")
        .expect("a constant pattern")
});

/// The e-mail addresses of a text, lower case, written out, each once.
pub(super) fn emails<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |address: String| {
        let known = found.contains(&address);
        // "lastname" and "firstname.lastname" stand for a pattern.
        let holder = address.starts_with("firstname")
            || address.contains("lastname")
            || address.starts_with("name@")
            || address.starts_with("you@");
        if !known && !holder {
            found.push(address);
        }
    };
    for text in texts {
        for part in EMAIL.captures_iter(text) {
            let whole = part.get(0).map_or("", |m| m.as_str());
            let at_word = !whole.contains('@');
            let bracketed = whole.contains(['[', '(', '{', '<']);
            let dotted = whole.contains(" dot ");
            // "I work at example.com" is no address.
            if at_word && !bracketed && !dotted {
                continue;
            }
            let domain = DOTS.replace_all(&part[2], ".").to_lowercase();
            let domain = domain.replace(char::is_whitespace, "");
            let local = part[1].to_lowercase();
            if let Some(several) =
                local.strip_prefix('{').and_then(|l| l.strip_suffix('}'))
            {
                for one in several.split([',', ';', '|']) {
                    let one = one.trim();
                    if !one.is_empty() && !one.contains(' ') {
                        add(format!("{one}@{domain}"));
                    }
                }
                continue;
            }
            add(format!("{local}@{domain}"));
        }
    }
    found
}

/// The ORCID identifier of a text.
pub(super) fn orcid(text: &str) -> Option<String> {
    ORCID
        .captures_iter(text)
        .map(|c| format!("{}-{}-{}-{}", &c[1], &c[2], &c[3], &c[4]))
        .map(|id| id.to_uppercase())
        .find(|id| is_checked(id))
}

/// Whether the last digit of an ORCID is right (ISO 7064 11,2).
fn is_checked(id: &str) -> bool {
    let digits: Vec<u32> = id
        .chars()
        .filter(|c| *c != '-')
        .map(|c| c.to_digit(10).unwrap_or(10))
        .collect();
    let Some((last, head)) = digits.split_last() else { return false };
    let total = head.iter().fold(0, |sum, d| (sum + d) * 2);
    (12 - total % 11) % 11 == *last
}

/// Words that stand beside a name in a heading and are no part of it.
const AROUND: &[&str] = &[
    "curriculum vitae",
    "curriculum vitæ",
    "résumé",
    "resume",
    "cv of",
    "cv",
    "vita",
    "vitae",
    "home page",
    "homepage",
    "personal page",
    "personal website",
    "publications of",
    "publications by",
    "publications",
    "list of publications",
    "about me",
    "welcome to",
    "academic",
    "lebenslauf",
    "dr.",
    "prof.",
    "个人简历",
    "个人主页",
    "of",
    "by",
    "the",
    "website",
    "page",
    "'s",
    "’s",
    "about",
    "research",
    "web site",
    "bio",
    "short",
    "full",
];

/// The owner's name by the document's own words, the likeliest first.
pub(super) fn candidates(
    document: &Document,
    header: &[Line],
    prose: &[Line],
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut seen = 0;
    for line in header {
        if matches!(line.role, Role::Boilerplate) {
            continue;
        }
        let text = document.slice(line.span).trim();
        if text.is_empty() {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let depth = seen as f32;
        seen += 1;
        if seen > 12 {
            break;
        }
        let large = line.geometry.is_some_and(|g| g.size > 1.25);
        let heading = matches!(line.role, Role::Heading(_));
        for part in header_parts(text) {
            if let Some(mut candidate) = read_name(part) {
                if candidate.score < 0.1 && (depth > 0.0 || part != text) {
                    continue;
                }
                candidate.score += 1.2 - depth * 0.25;
                candidate.score += if large || heading { 1.0 } else { 0.0 };
                candidate.score += if part == text { 0.3 } else { 0.0 };
                found.push(candidate);
            }
        }
    }
    for candidate in &mut found {
        if names_path(&candidate.name, &document.path) {
            candidate.score += 0.8;
        }
    }
    let meta = [&document.metadata.author, &document.metadata.title];
    for (i, text) in meta.into_iter().enumerate() {
        let Some(text) = text else { continue };
        for part in header_parts(text) {
            if let Some(mut candidate) = read_name(part)
                && candidate.score > 0.1
            {
                candidate.score += if i == 0 { 0.6 } else { 0.4 };
                found.push(candidate);
            }
        }
    }
    for line in header.iter().chain(prose).take(60) {
        let text = document.slice(line.span);
        if let Some(mut candidate) = introduced(text) {
            candidate.score += 1.4;
            found.push(candidate);
        }
    }
    merge(found)
}

/// Adds up the scores of spellings of one name.
fn merge(found: Vec<Candidate>) -> Vec<Candidate> {
    let mut merged: Vec<Candidate> = Vec::new();
    for candidate in found {
        let same = merged.iter_mut().find(|m| m.name.matches(&candidate.name));
        match same {
            Some(known) => {
                known.score += 0.5 + candidate.score.max(0.0) * 0.3;
                // The fuller spelling stays.
                if !known.name.is_full() && candidate.name.is_full() {
                    known.name = candidate.name;
                    known.printed = candidate.printed;
                }
            }
            None => merged.push(candidate),
        }
    }
    merged.sort_by(|a, b| b.score.total_cmp(&a.score));
    merged
}

/// The stretches of a header line: "Jane Roe | Curriculum Vitae".
fn header_parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text
        .split([
            '|', '•', '\t', '·', '/', '—', '–', ';', '【', '】', ':', '\n',
        ])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split("  "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    // "Jane Roe, Ph.D." and "Roe, Jane" stay whole; "Jane Roe, Yale" not.
    let heads: Vec<&str> = parts
        .iter()
        .filter_map(|part| part.split_once(", ").map(|(head, _)| head))
        .collect();
    parts.extend(heads);
    parts
}

/// Reads a stretch as a name, the words around it taken off.
fn read_name(text: &str) -> Option<Candidate> {
    let mut bare = text.trim();
    // Icons, numbers, brackets at either end.
    bare = bare.trim_matches(|c: char| {
        !c.is_alphabetic() && !matches!(c, ')' | '）' | '.')
    });
    for _ in 0..4 {
        let lower = bare.to_lowercase();
        if lower.len() != bare.len() {
            break;
        }
        let before = bare;
        for word in AROUND {
            let whole = |rest: &str, at_start: bool| {
                rest.is_empty()
                    || if at_start {
                        rest.starts_with(|c: char| !c.is_alphanumeric())
                    } else {
                        rest.ends_with(|c: char| !c.is_alphanumeric())
                            || word.starts_with(['\'', '’'])
                    }
            };
            if let Some(rest) = lower.strip_prefix(word)
                && whole(rest, true)
            {
                bare = bare[word.len()..]
                    .trim_start_matches([' ', ':', '-', '–', '|', ',', '.']);
                break;
            }
            if let Some(rest) = lower.strip_suffix(word)
                && whole(rest, false)
            {
                bare = bare[..rest.len()]
                    .trim_end_matches([' ', ':', '-', '–', '|', ',', '(']);
                break;
            }
        }
        if bare == before {
            break;
        }
    }
    let bare = bare.trim();
    let score = name_score(bare)?;
    let name = PersonName::parse(bare)?;
    let printed = bare.trim_end_matches(['.', ',']).to_owned();
    Some(Candidate { name, printed, score })
}

/// How much a short text looks like a person's name; None where it cannot be
/// one.
fn name_score(text: &str) -> Option<f32> {
    if text.is_empty() || text.chars().count() > 48 {
        return None;
    }
    if text.contains(['@', '/', '\\', '=', '<', '?', '!', '+', '&'])
        || text.chars().any(|c| c.is_ascii_digit())
    {
        return None;
    }
    let wide = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if text.chars().filter(|c| c.is_alphabetic()).all(wide) {
        return ((2..=4).contains(&letters)).then_some(0.9);
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|w| !w.is_empty())
        .collect();
    if !(2..=6).contains(&words.len()) {
        return None;
    }
    let mut score = 0.0f32;
    let mut full = 0;
    for word in &words {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let Some(first) = bare.chars().next() else { continue };
        let lower = fold_name(bare);
        if NOT_NAMES.contains(&lower.as_str()) {
            return None;
        }
        let particle = matches!(
            lower.as_str(),
            "von"
                | "van"
                | "der"
                | "de"
                | "del"
                | "di"
                | "da"
                | "dos"
                | "du"
                | "la"
                | "le"
                | "el"
                | "al"
                | "bin"
                | "den"
                | "ter"
                | "zu"
                | "y"
                | "e"
                | "af"
                | "do"
                | "das"
                | "della"
                | "ben"
                | "ibn"
        );
        let degree = matches!(
            lower.replace('.', "").as_str(),
            "phd"
                | "md"
                | "msc"
                | "jr"
                | "sr"
                | "dr"
                | "prof"
                | "ii"
                | "iii"
                | "professor"
                | "dphil"
                | "mba"
                | "ing"
        );
        if particle || degree {
            continue;
        }
        if !first.is_uppercase() {
            return None;
        }
        if bare.chars().count() > 1 {
            full += 1;
            if is_name_word(bare) {
                score += 0.6;
            } else if is_title_word(bare) {
                score -= 0.9;
            } else {
                score += 0.15;
            }
        }
    }
    if full == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most six words")]
    let mean = score / (full as f32);
    // "Marine Carpuat": a word of titles beside one that is not.
    (mean > -0.4).then_some(mean + 0.3)
}

/// Words of headers that no name holds.
const NOT_NAMES: &[&str] = &[
    "university",
    "institute",
    "department",
    "school",
    "college",
    "faculty",
    "laboratory",
    "lab",
    "center",
    "centre",
    "professor",
    "research",
    "education",
    "contact",
    "email",
    "phone",
    "address",
    "street",
    "road",
    "assistant",
    "associate",
    "engineer",
    "scientist",
    "student",
    "science",
    "sciences",
    "computer",
    "machine",
    "learning",
    "technology",
    "google",
    "scholar",
    "github",
    "linkedin",
    "twitter",
    "website",
    "page",
    "updated",
    "last",
    "download",
    "menu",
    "news",
    "publications",
    "projects",
    "talks",
    "teaching",
    "service",
    "awards",
    "experience",
    "skills",
    "languages",
    "references",
    "personal",
    "information",
    "data",
    "degree",
    "bachelor",
    "master",
    "doctor",
    "candidate",
    "fellow",
    "lecturer",
    "united",
    "states",
    "kingdom",
    "china",
    "france",
    "germany",
    "italy",
    "canada",
    "australia",
    "curriculum",
    "vitae",
    "resume",
    "and",
    "the",
    "for",
    "with",
    "in",
    "at",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "current",
    "position",
    "nationality",
    "born",
    "birth",
    "date",
    "selected",
    "list",
    "home",
    "about",
    "welcome",
    "hello",
    "hi",
    "summary",
    "profile",
    "interests",
    "conference",
    "journal",
    "papers",
    "articles",
    "preprints",
    "working",
    "blog",
    "code",
    "software",
    "group",
    "team",
    "members",
    "people",
    "jump",
    "skip",
    "content",
    "navigation",
    "toggle",
    "search",
    "universitat",
    "universite",
    "universidad",
    "universita",
    "institut",
    "ecole",
];

/// "I am Jane Roe", "My name is …", "I'm Zirui "Ray" Liu, a …".
static INTRODUCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)(?:\bI\s?(?:['’ʼ]\s?m|\sam)|[Mm]y\s(?:full\s)?name\s(?:is|:)|\bthis\sis|[Jj]e\sm['’]appelle|[Ii]ch\sbin|我是|我叫|\bName:)\s*
        (?:(?:Dr|Prof|Professor|Mr|Ms)\.?\s)?
        ((?:\p{Lu}[\p{L}'’\-]*\.?|[“"(][\p{L}\s]{1,15}[”")]|(?:van|von|de|der|di|da|del|la|le|bin|al)\b|\p{Han}{2,4})(?:\s(?:\p{Lu}[\p{L}'’\-]*\.?|[“"(][\p{L}\s]{1,15}[”")]|van|von|de|der|di|da|del|la|le|bin|al)\b?){0,5})"#,
    )
    .expect("a constant pattern")
});

fn introduced(text: &str) -> Option<Candidate> {
    let found = INTRODUCED.captures(text)?;
    let name = found.get(1)?.as_str().trim();
    let mut candidate = read_name(name)?;
    candidate.printed = name.trim_end_matches('.').to_owned();
    Some(candidate)
}

/// The spellings of one name, each with how often it is met.
type Spellings = Vec<(usize, PersonName)>;

/// The author who stands in nearly every publication: the owner of a list
/// that names none. Of two who always write together the one whom the path
/// names wins. Gives the name in its fullest spelling.
pub(super) fn common_author(
    publications: &[Publication],
    path: &str,
) -> Option<String> {
    let mut count: HashMap<String, Spellings> = HashMap::new();
    let mut lists = 0;
    for publication in publications {
        lists += usize::from(!publication.authors.is_empty());
        let mut seen: Vec<String> = Vec::new();
        for author in &publication.authors {
            let Some(name) = PersonName::parse(&author.name) else { continue };
            // Family name and first initial hold all spellings together.
            let initial = name.given().first().and_then(|g| g.chars().next());
            let key = format!(
                "{},{}",
                name.family(),
                initial.map_or(String::new(), String::from)
            );
            if seen.contains(&key) {
                continue;
            }
            match count.get_mut(&key) {
                None => {
                    count.insert(key.clone(), vec![(1, name)]);
                }
                Some(known) => {
                    let same = known
                        .iter_mut()
                        .find(|(_, n)| n.display() == name.display());
                    match same {
                        Some((times, _)) => *times += 1,
                        None => known.push((1, name)),
                    }
                }
            }
            seen.push(key);
        }
    }
    let mut ranked: Vec<(usize, bool, PersonName)> = count
        .into_values()
        .filter_map(|spellings| {
            let times: usize = spellings.iter().map(|(n, _)| n).sum();
            // The usual one of the spellings that are written out; a longer
            // one is more likely a word too many than a fuller name.
            let (_, name) =
                spellings.into_iter().max_by_key(|(n, name)| {
                    (
                        name.is_full(),
                        *n,
                        std::cmp::Reverse(name.display().len()),
                    )
                })?;
            let named = names_path(&name, path);
            (times * 2 > lists).then_some((times, named, name))
        })
        .collect();
    // The path decides only among those who are nearly always there.
    ranked.sort_by(|a, b| {
        (b.1, b.0, b.2.display()).cmp(&(a.1, a.0, a.2.display()))
    });
    let (most, named, name) = ranked.first()?;
    if *named {
        return Some(spelt_by_path(name, path));
    }
    let second = ranked.get(1).map_or(0, |(times, _, _)| *times);
    (lists >= 2 && most * 10 >= lists * 7 && *most > second)
        .then(|| name.display().to_owned())
}

/// The words of the last folders and the file name of a path.
fn path_words(path: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    let parts = path.rsplit(['/', '\\']).take(3);
    parts.map(|part| {
        let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
        stem.split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 1)
            .map(fold_name)
            .collect()
    })
}

/// Whether a path names a person: `jane-roe/papers.bib`, `Roe_CV.pdf`.
fn names_path(name: &PersonName, path: &str) -> bool {
    let family = name.family().replace(' ', "");
    family.chars().count() > 1
        && path_words(path).any(|words| {
            let at = words.iter().position(|word| *word == family);
            at.is_some() && {
                let given = name.given().first();
                words.len() == 1
                    || words.iter().any(|word| {
                        given.is_some_and(|g| {
                            word.starts_with(g.as_str())
                                || g.starts_with(word.as_str())
                        })
                    })
                    || words.iter().any(|w| {
                        matches!(
                            w.as_str(),
                            "cv" | "resume"
                                | "vita"
                                | "publications"
                                | "papers"
                        )
                    })
            }
        })
}

/// A name with its given name written out where the path does so: `J. Roe`
/// in `jane-roe/` is Jane Roe.
fn spelt_by_path(name: &PersonName, path: &str) -> String {
    if name.is_full() {
        return name.display().to_owned();
    }
    let initial = name.given().first().cloned().unwrap_or_default();
    let spelt = path_words(path).find_map(|words| {
        let family = name.family().replace(' ', "");
        words.contains(&family).then_some(())?;
        words.into_iter().find(|word| {
            *word != family
                && !initial.is_empty()
                && word.starts_with(&initial)
        })
    });
    let Some(given) = spelt else { return name.display().to_owned() };
    let mut letters = given.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    let given = format!("{}{}", first.unwrap_or_default(), letters.as_str());
    let family = name
        .display()
        .rsplit_once(['.', ' '])
        .map_or(name.display(), |(_, family)| family);
    format!("{given} {family}")
}

/// A name as the author lists spell it, where they differ in nothing but
/// capitals: `KATHLEEN MCKEOWN` is printed Kathleen McKeown there.
pub(super) fn spelt_in(publications: &[Publication], name: &str) -> String {
    let folded = fold_name(name);
    let authors = publications.iter().flat_map(|p| &p.authors);
    let spelt = authors
        .map(|author| author.name.as_str())
        .find(|spelt| fold_name(spelt) == folded && !is_capitals(spelt));
    spelt.unwrap_or(name).to_owned()
}

/// How often a name stands in the author lists, as a share of the lists.
pub(super) fn authorship(
    name: &PersonName,
    publications: &[Publication],
) -> f32 {
    let with_authors: Vec<&Publication> =
        publications.iter().filter(|p| !p.authors.is_empty()).collect();
    let hits = with_authors
        .iter()
        .filter(|p| {
            p.authors.iter().any(|a| {
                PersonName::parse(&a.name).is_some_and(|n| n.matches(name))
            })
        })
        .count();
    if with_authors.is_empty() {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a list's length")]
    let share = hits as f32 / with_authors.len() as f32;
    share
}

/// A printed name with the capitals of running text: `LIAN LIU` becomes
/// `Lian Liu`, `Fabien PETIT` `Fabien Petit`.
pub(super) fn with_capitals(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let roman = word.chars().all(|c| matches!(c, 'I' | 'V'));
        // "JM" and "III" are initials and a number.
        if letters < 3 || roman || !is_capitals(word) {
            return word.to_owned();
        }
        let mut out = String::with_capacity(word.len());
        let mut inside = false;
        for c in word.chars() {
            if inside {
                out.extend(c.to_lowercase());
            } else {
                out.push(c);
            }
            inside = c.is_alphabetic() || c == '’' || c == '\'';
        }
        out
    });
    let words: Vec<String> = words.collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_out() {
        for (text, want) in [
            ("mail: Ann.Roe@Example.ORG, or", &["ann.roe@example.org"][..]),
            ("ann [at] example [dot] org", &["ann@example.org"]),
            (
                "{ann,bo}@cs.example.org",
                &["ann@cs.example.org", "bo@cs.example.org"],
            ),
            ("I work at example.org", &[]),
            ("ann(at)example.org", &["ann@example.org"]),
            ("@handle and #tag", &[]),
        ] {
            assert_eq!(emails(std::iter::once(text)), want, "{text}");
        }
    }

    #[test]
    fn an_orcid_has_a_check_digit() {
        let right = "https://orcid.org/0000-0002-1825-0097";
        assert_eq!(orcid(right).as_deref(), Some("0000-0002-1825-0097"));
        assert_eq!(orcid("0000-0002-1825-0098"), None);
    }

    #[test]
    fn a_name_is_read_out_of_a_header() {
        for (text, want) in [
            ("Curriculum Vitae of Maria Schmidt", Some("Maria Schmidt")),
            ("Carlos García", Some("Carlos García")),
            ("Maria Schmidt – Curriculum Vitae", Some("Maria Schmidt")),
            ("Department of Physics", None),
            ("Research Assistant", None),
            ("李雷的主页", None),
            ("Deep Learning", None),
        ] {
            let found = header_parts(text)
                .into_iter()
                .filter_map(read_name)
                .max_by(|a, b| a.score.total_cmp(&b.score));
            let found = found.map(|c| c.printed);
            assert_eq!(found.as_deref(), want, "{text}");
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
            ("I am interested in rivers", None),
            ("I am a professor", None),
        ] {
            let name = introduced(text).map(|c| c.name.display().to_owned());
            assert_eq!(name.as_deref(), want, "{text}");
        }
    }
}
