//! Whom a document is about, by its author lists and its path.

use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::FixedState;

use super::place::Place;
use crate::model::{Author, Document, PersonName, Publication, fold_name};
use crate::segment::is_capitals;

/// The authors of each publication that has any, read as names.
pub(super) struct AuthorLists {
    /// Each printed name once.
    names: Vec<Rc<PersonName>>,
    /// Positions in `names`.
    lists: Vec<Vec<usize>>,
}

impl AuthorLists {
    /// Those of publications printed in a document: where they stand behind
    /// "with" the owner is left out, and they tell nothing of who it is.
    pub(super) fn printed(
        publications: &[Publication],
        document: &Document,
    ) -> AuthorLists {
        let told = publications
            .iter()
            .filter(|publication| !names_company(publication, document));
        AuthorLists::of(told)
    }

    pub(super) fn of<'a>(
        publications: impl IntoIterator<Item = &'a Publication>,
    ) -> AuthorLists {
        let mut names = Vec::new();
        let mut known: HashMap<&str, Option<usize>, FixedState> =
            HashMap::default();
        let mut position = |printed| {
            *known.entry(printed).or_insert_with(|| {
                names.push(PersonName::known(printed)?);
                Some(names.len() - 1)
            })
        };
        let lists = publications.into_iter().filter(|p| !p.authors.is_empty());
        let lists = lists.map(|publication| {
            let authors = publication.authors.iter();
            authors.filter_map(|author| position(&author.name)).collect()
        });
        AuthorLists { lists: lists.collect(), names }
    }
}

/// Whether the first author of a publication stands behind "with" in the
/// entry it was read from: "Slow Rivers, with Bo Li and Ann Roe".
fn leaves_owner_out(publication: &Publication, entry: &str) -> bool {
    /// Bytes of a name.
    const NAME: usize = 40;
    let Some(first) = publication.authors.first() else { return false };
    let family = first.name.rsplit(' ').next().unwrap_or("");
    const OPENERS: &[&str] = &["with", "avec", "mit", "con", "com"];
    // Most bytes part no words, and most words open otherwise.
    let parted =
        entry.as_bytes().windows(2).enumerate().filter(|(_, pair)| {
            let [before, first] = pair else { return false };
            matches!(before, b' ' | b'\n' | b'(' | b'"' | b'\'')
                && matches!(
                    first.to_ascii_lowercase(),
                    b'w' | b'a' | b'm' | b'c'
                )
        });
    let words = parted.map(|(at, _)| &entry[at + 1..]);
    let mut openers = std::iter::once(entry).chain(words).filter_map(|rest| {
        let opens = |word: &&&str| {
            let head = rest.as_bytes().get(..word.len());
            head.is_some_and(|h| h.eq_ignore_ascii_case(word.as_bytes()))
        };
        OPENERS.iter().find(opens).map(|word| &rest[word.len()..])
    });
    openers.any(|behind| {
        let near = &behind[..behind.floor_char_boundary(NAME)];
        if !near.starts_with([' ', ':']) {
            return false;
        }
        // A page may break a line within the name.
        let opens = near.trim_start_matches([' ', ':']);
        let given = first.name.split(' ').next().filter(|g| g.len() > 3);
        if given.is_some_and(|given| opens.starts_with(given)) {
            return true;
        }
        if !near.contains(family) {
            return false;
        }
        // Up to the name behind it.
        let name = near.split([',', ';', '\n']).next().unwrap_or(near);
        let name = name.split(" and ").next().unwrap_or(name);
        name.contains(family)
    })
}

/// Puts the owner before the authors of publications told in keys and values
/// that name only those beside: `coauthors: [Bo Li]`, `authors: with Bo Li`.
/// Where all do that name anyone, those without authors have no other.
pub(super) fn put_owner_in(
    publications: &mut [Publication],
    document: &Document,
    owner: &PersonName,
) {
    let is_owner = |author: &Author| {
        PersonName::parse(&author.name).is_some_and(|n| n.matches(owner))
    };
    let put_in = |publication: &mut Publication| {
        let name = owner.display().to_owned();
        let author = Author { name, ..Author::default() };
        publication.authors.insert(0, author);
    };
    let (mut implied, mut printed) = (false, false);
    for publication in publications.iter_mut() {
        if publication.authors.is_empty() {
            continue;
        }
        if !publication.authors.iter().any(is_owner)
            && names_company(publication, document)
        {
            put_in(publication);
            implied = true;
        } else {
            printed = true;
        }
    }
    if implied && !printed {
        let bare = |p: &&mut Publication| {
            p.authors.is_empty() && !p.authors_truncated
        };
        publications.iter_mut().filter(bare).for_each(put_in);
    }
}

/// Whether a publication names those beside the owner alone, by the words or
/// the keys of its entry.
fn names_company(publication: &Publication, document: &Document) -> bool {
    let entry = document.slice(publication.span);
    leaves_owner_out(publication, entry)
        || document.facts.is_some() && has_company(entry)
}

/// Whether an entry of keys and values has one for those beside the owner.
fn has_company(entry: &str) -> bool {
    /// Bytes of an entry that its keys are looked for in.
    const NEAR: usize = 4000;
    let entry = &entry[..entry.floor_char_boundary(NEAR)];
    entry.lines().any(|line| {
        let line = line.trim_start_matches([' ', '-', '{', '"', '\'']);
        let key = line.split([':', '=']).next().unwrap_or("");
        let key = key.trim_end_matches(['"', '\'', ' ']);
        ["coauthors", "coauthor", "co-authors", "co_authors", "coAuthors"]
            .contains(&key)
    })
}

/// The spellings of one name, each with how often it is met.
type Spellings<'a> = Vec<(usize, &'a PersonName)>;

/// The author who stands in nearly every publication: the owner of a list
/// that names none. Of two who always write together the one whom the path
/// names wins. Gives the name in its fullest spelling.
pub(super) fn common_author(
    lists: &AuthorLists,
    place: &Place<'_>,
) -> Option<String> {
    if let Some(told) = told(lists, place) {
        return Some(told);
    }
    let AuthorLists { names: all, lists } = lists;
    let mut count: HashMap<_, Spellings<'_>, FixedState> = HashMap::default();
    for names in lists {
        let mut seen = Vec::with_capacity(names.len());
        for name in names.iter().map(|name| &*all[*name]) {
            // Family name and first initial hold all spellings together.
            let initial = name.given().first().and_then(|g| g.chars().next());
            let key = (name.family(), initial);
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let known = count.entry(key).or_default();
            let same = known
                .iter_mut()
                .find(|(_, spelt)| spelt.display() == name.display());
            match same {
                Some((times, _)) => *times += 1,
                None => known.push((1, name)),
            }
        }
    }
    let lists = lists.len();
    let mut ranked: Vec<(usize, bool, &PersonName)> = count
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
            (times * 2 > lists).then(|| (times, place.names(name), name))
        })
        .collect();
    // The path decides only among those who are nearly always there.
    ranked.sort_by(|a, b| {
        (b.1, b.0, b.2.display()).cmp(&(a.1, a.0, a.2.display()))
    });
    let (most, named, name) = ranked.first()?;
    if *named {
        return Some(place.spelling(name));
    }
    let second = ranked.get(1).map_or(0, |(times, _, _)| *times);
    (lists >= 2 && most * 10 >= lists * 7 && *most > second)
        .then(|| name.display().to_owned())
}

/// Whom the path tells, as most of the lists spell the name that have it:
/// "Ana Roe Diaz", "Ana Roe" and "Ana Roe-Diaz" may be one in a list.
fn told(lists: &AuthorLists, place: &Place<'_>) -> Option<String> {
    let told = PersonName::parse(&place.person()?)?;
    // "Ana Roe" may sign "Ana Roe Moss" elsewhere.
    let begun = |name: &PersonName| {
        let rest = name.display().strip_prefix(told.display());
        told.is_full() && rest.is_some_and(|rest| rest.starts_with(' '))
    };
    // Several who begin so are as many people.
    let mut longer = lists.names.iter().filter(|name| begun(name));
    let one = longer.next().is_some() && longer.next().is_none();
    let begun = |name: &PersonName| one && begun(name);
    if share(lists, |name| name.matches(&told) || begun(name)) <= 0.5 {
        return None;
    }
    let full = |at: &&usize| {
        let name = &lists.names[**at];
        name.is_full() && (name.matches(&told) || begun(name))
    };
    let met = lists.lists.iter().flatten().filter(full);
    let mut times: HashMap<usize, usize, FixedState> = HashMap::default();
    for at in met {
        *times.entry(*at).or_default() += 1;
    }
    let rank = |(at, times): &(usize, usize)| {
        let name = &lists.names[*at];
        let display = name.display().to_owned();
        (name.matches(&told), *times, std::cmp::Reverse(display))
    };
    let usual = times.into_iter().max_by_key(rank);
    usual.map(|(at, _)| lists.names[at].display().to_owned())
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
pub(super) fn authorship(name: &PersonName, lists: &AuthorLists) -> f32 {
    share(lists, |author| author.matches(name))
}

/// The share of the lists in which someone is whom `is_meant` tells.
fn share(lists: &AuthorLists, is_meant: impl Fn(&PersonName) -> bool) -> f32 {
    let AuthorLists { names, lists } = lists;
    let same: Vec<bool> = names.iter().map(|name| is_meant(name)).collect();
    let hits = lists.iter().filter(|list| list.iter().any(|n| same[*n]));
    let hits = hits.count();
    if lists.is_empty() {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a list's length")]
    let share = hits as f32 / lists.len() as f32;
    share
}

/// Whether somebody may own author lists that have no common author: is
/// among the authors of one, or there are too few lists to tell.
pub(super) fn fits(name: &str, lists: &AuthorLists) -> bool {
    /// Lists from which on an owner would be met.
    const TELLING: usize = 2;
    PersonName::parse(name).is_some_and(|name| {
        lists.lists.len() < TELLING || authorship(&name, lists) > 0.0
    })
}

/// Whether a text has a name in nothing but its initials, twice at least: "Bo
/// Li and R.V." for Rosa Vey.
pub(super) fn stands_in_initials(name: &str, text: &str) -> bool {
    let dotted = dotted_initials(name);
    let alone = |(at, _): &(usize, &str)| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + dotted.len()..].trim_start_matches(['*', ' ']);
        // "R.V. Jones" is somebody.
        !before.is_some_and(|c| c.is_alphanumeric() || c == '.')
            && !behind.starts_with(char::is_uppercase)
    };
    dotted.len() > 2
        && text.match_indices(&dotted).filter(alone).nth(1).is_some()
}

/// The initials of a name: "R.V." of Rosa Vey.
pub(super) fn dotted_initials(name: &str) -> String {
    let initials = name.split(' ').filter_map(|word| word.chars().next());
    initials.flat_map(|c| [c, '.']).collect()
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
        // "MCNAMARA" is McNamara.
        if letters > 4
            && out.starts_with("Mc")
            && let Some(third) = out[2..].chars().next()
        {
            let capital = third.to_uppercase().to_string();
            out.replace_range(2..2 + third.len_utf8(), &capital);
        }
        out
    });
    let words: Vec<String> = words.collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Role, Span};
    use crate::normalize;

    #[test]
    fn a_key_may_name_those_beside_the_owner() {
        for (entry, company) in [
            ("title: Slow Rivers\ncoauthors:\n  - Bo Li", true),
            ("- {\n  \"coauthors\": [\"Bo Li\"]\n}", true),
            ("title: Slow Rivers\nauthors: Bo Li", false),
            ("title: On coauthors: Who Are They?", false),
        ] {
            assert_eq!(has_company(entry), company, "{entry}");
        }
    }

    #[test]
    fn works_without_authors_are_hers_who_leaves_herself_out() {
        let owner = PersonName::parse("Ann Roe").unwrap();
        for (first, want) in [
            (Some("Bo Li"), ["Ann Roe", "Ann Roe"]),
            (Some("Ann Roe"), ["Ann Roe", ""]),
            (Some("Carla Diaz"), ["Carla Diaz", ""]),
            (None, ["", ""]),
        ] {
            let line = RawLine::plain("authors: with Bo Li", 1);
            let block =
                RawBlock { role: Role::Body, page: None, lines: vec![line] };
            let raw = Raw { blocks: vec![block], ..Raw::default() };
            let document = normalize::document(raw, "x", "cv-yaml");
            let name = |name: &str| Author {
                name: name.to_owned(),
                ..Author::default()
            };
            let of = |authors| Publication {
                authors,
                span: Span { start: 0, end: document.text.len() as u32 },
                ..Publication::default()
            };
            let signed = first.map(name).into_iter().collect();
            let mut works = [of(signed), of(Vec::new())];
            put_owner_in(&mut works, &document, &owner);
            let firsts = works.map(|work| {
                work.authors.first().map_or("".into(), |a| a.name.clone())
            });
            assert_eq!(firsts, want, "{first:?}");
        }
    }

    #[test]
    fn initials_may_stand_for_the_owner() {
        for (text, stands) in [
            ("Bo Li and R.V.\nSand\nR.V. and Bo Li", true),
            ("Bo Li and R.V.\nSand", false),
            ("R.V. Jones, 2019. R.V. Jones, 2020.", false),
            ("Bo Li and M.R.V.\nSand and M.R.V.", false),
        ] {
            assert_eq!(stands_in_initials("Rosa Vey", text), stands, "{text}");
        }
    }

    #[test]
    fn whom_one_did_it_with_is_somebody_else() {
        for (entry, first, with) in [
            ("Slow Rivers with Bo Li", "Bo Li", true),
            ("Slow Rivers (with Bo Li and Ann Roe). 2020", "Bo Li", true),
            ("Slow Rivers. Sand, 2020. With Bo Li.", "Bo Li", true),
            ("Slow Rivers, with: Li, B., 2020", "B. Li", true),
            ("Slow Rivers, avec Bo Li", "Bo Li", true),
            ("with Bo Li, Slow Rivers", "Bo Li", true),
            ("authors: \"with Bo Li and Ann Roe\"", "Bo Li", true),
            ("Slow Rivers. With Carla\nDiaz Jr", "Carla Diaz Jr", true),
            ("Bo Li, Ann Roe. Slow Rivers with Sand", "Bo Li", false),
            ("Slow Rivers (with Ann Roe)", "Bo Li", false),
            ("Ann Li. Slow Rivers, without Bo Li", "Bo Li", false),
        ] {
            let name = first.to_owned();
            let authors = vec![Author { name, ..Author::default() }];
            let publication =
                Publication { authors, ..Publication::default() };
            assert_eq!(leaves_owner_out(&publication, entry), with, "{entry}");
        }
    }

    #[test]
    fn capitals_become_those_of_running_text() {
        for (printed, name) in [
            ("LIAN LIU", "Lian Liu"),
            ("Amelia A. MCNAMARA", "Amelia A. McNamara"),
            ("ANN MCGEE III", "Ann McGee III"),
            ("JM ROE", "JM Roe"),
            ("Bo Mcfee", "Bo Mcfee"),
        ] {
            assert_eq!(with_capitals(printed), name);
        }
    }
}
