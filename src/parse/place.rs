//! Where a document stands, as evidence of whom it is about.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use super::path_name::{humps, told_by};
use super::words::is_name_word;
use crate::model::{PersonName, SectionKind, fold_name, is_particle};
use crate::segment::kind_of;

/// A document's path, which notes the family names it is asked for.
pub(super) struct Place<'a> {
    path: &'a str,
    sought: RefCell<BTreeSet<u16>>,
    /// See [`path_words`]; the authors of most publications are looked for.
    words: OnceCell<Vec<Vec<String>>>,
}

impl<'a> Place<'a> {
    pub(super) fn of(path: &'a str) -> Place<'a> {
        let (sought, words) = Default::default();
        Place { path, sought, words }
    }

    fn words(&self) -> &[Vec<String>] {
        self.words.get_or_init(|| path_words(self.path).collect())
    }

    /// The keys of the family names it was asked for, in order.
    pub(super) fn sought(self) -> Vec<u16> {
        self.sought.into_inner().into_iter().collect()
    }

    /// The words of the family name of somebody the path is asked for.
    fn family(&self, name: &PersonName) -> Vec<String> {
        // `chris-okeefe`.
        let words =
            name.family().split([' ', '-']).map(|w| w.replace('\'', ""));
        let mut words: Vec<String> = words.collect();
        words.push(words.concat());
        let mut sought = self.sought.borrow_mut();
        sought.extend(words.iter().map(|word| key(word)));
        words
    }

    /// Whether the path names a person: `jane-roe/papers.bib`, `Roe_CV.pdf`.
    pub(super) fn names(&self, name: &PersonName) -> bool {
        if name.given().is_empty() && self.tells_family(name).is_some() {
            return true;
        }
        let family = self.family(name);
        if self.joined(name, &family).is_some() {
            return true;
        }
        let family = Family::of(&family);
        family.joined.chars().count() > 1
            && self.words().iter().any(|words| {
                let Some(length) = family.length_in(words) else {
                    return false;
                };
                // "Y. D. Roe" may go by the second: `dan-roe`.
                let fits = |word: &String| {
                    name.given().iter().any(|given| {
                        word.starts_with(given.as_str())
                            || given.starts_with(word.as_str())
                    })
                };
                let form = |w: &&String| FORMS.contains(&w.as_str());
                // "Roe_CV_updated.pdf", but "lee-kim_papers.bib" is Kim's, too.
                let others = || {
                    words.iter().any(|word| {
                        !family.words.contains(word)
                            && word.chars().nth(2).is_some()
                            && is_name_word(word)
                    })
                };
                let forms = words.iter().filter(form).count();
                words.len() - forms == length
                    || words.iter().any(fits)
                    || forms > 0 && !others()
            })
    }

    /// The given name or the initials of somebody that a word of the path
    /// joins to the family name: the `jane` of `janeroe`, the `j` of `roej`.
    fn joined(&self, name: &PersonName, family: &[String]) -> Option<&str> {
        /// Letters of such a word at least: shorter ones are names.
        const SHORTEST: usize = 4;
        let (family, given) = (family.last()?, name.given());
        let initial = |word: &String| word.chars().next();
        let initials: String = given.iter().filter_map(initial).collect();
        let whole = given.concat();
        let is_of = |rest: &&str| {
            let known = || {
                is_name_word(rest)
                    && given.iter().any(|g| rest.starts_with(g.as_str()))
            };
            !rest.is_empty()
                && (*rest == whole
                    || given.iter().any(|g| g == rest)
                    || initials.starts_with(*rest)
                    || known())
        };
        let words = self.words().iter().flatten();
        let mut words = words.filter(|word| word.chars().count() >= SHORTEST);
        words.find_map(|word| {
            let front = word.strip_suffix(family.as_str()).filter(is_of);
            let back = || word.strip_prefix(family.as_str()).filter(is_of);
            front.or_else(back)
        })
    }

    /// A name with its given name written out where the path does so:
    /// `J. Roe` in `jane-roe/` is Jane Roe.
    /// A family name alone is spelt as the path has the whole.
    pub(super) fn spelling(&self, name: &PersonName) -> String {
        if name.is_full() {
            return name.display().to_owned();
        }
        let initial = name.given().first().cloned().unwrap_or_default();
        if initial.is_empty()
            && let Some(told) = self.tells_family(name)
        {
            return told;
        }
        let family = self.family(name);
        // The "at" of `at-roe.tex` is A. T. Roe's.
        let initials: String =
            name.given().iter().filter_map(|g| g.chars().next()).collect();
        let opens = |word: &String, initial: &String| {
            !family.contains(word)
                && *word != initials
                && !initial.is_empty()
                && word.starts_with(initial.as_str())
        };
        let spelt = name.given().iter().find_map(|initial| {
            self.words().iter().find_map(|words| {
                Family::of(&family).length_in(words)?;
                words.iter().find(|word| opens(word, initial))
            })
        });
        let joined = || self.joined(name, &family).filter(|g| is_name_word(g));
        let spelt = spelt.map(String::as_str).or_else(joined);
        let Some(given) = spelt else { return name.display().to_owned() };
        let mut letters = given.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        let given =
            format!("{}{}", first.unwrap_or_default(), letters.as_str());
        let display = name.display();
        let family = display
            .rsplit_once(['.', ' '])
            .map_or(display, |(_, family)| family);
        // "J. van der Roe": what joins the names belongs to the family's.
        let before = &display[..display.len() - family.len()];
        let joints = before.split(' ').rev().skip(1);
        let joints = joints.take_while(|word| is_particle(word));
        let length: usize = joints.map(|word| word.len() + 1).sum();
        let family = &display[display.len() - family.len() - length..];
        format!("{given} {family}")
    }

    /// Whom the path alone tells: see [`told_by`].
    pub(super) fn person(&self) -> Option<String> {
        self.sought.borrow_mut().insert(ANYBODY);
        told_by(self.path)
    }

    /// Whom the path tells who has the family name of a name.
    fn tells_family(&self, name: &PersonName) -> Option<String> {
        self.person().filter(|told| {
            PersonName::parse(told)
                .is_some_and(|told| told.family() == name.family())
        })
    }

    /// Whether the file's name says that it is a list of publications.
    pub(super) fn is_list(&self) -> bool {
        is_list(self.path)
    }
}

/// The words of a family name.
struct Family<'a> {
    words: &'a [String],
    /// All of them as one.
    joined: &'a str,
}

impl Family<'_> {
    /// Of what [`Place::family`] gives.
    fn of(words: &[String]) -> Family<'_> {
        let (joined, words) = words.split_last().expect("one word at least");
        Family { words, joined }
    }

    /// How many of the words of a path spell the name, where some do.
    fn length_in(&self, path: &[String]) -> Option<usize> {
        let whole = || path.iter().any(|word| word == self.joined);
        let apart = || {
            let mut windows = path.windows(self.words.len());
            windows.any(|window| window == self.words)
        };
        if whole() {
            return Some(1);
        }
        apart().then_some(self.words.len())
    }
}

/// Whether a document says the same of its owner at two paths, by the keys
/// of the family names that its path was asked for when it was read.
#[must_use]
pub fn says_the_same(one: &str, other: &str, sought: &[u16]) -> bool {
    if sought.contains(&ANYBODY) && told_by(one) != told_by(other) {
        return false;
    }
    let telling = |path| -> Vec<Vec<String>> {
        let tells = |words: &Vec<String>| {
            words
                .iter()
                .flat_map(|word| ends_of(word))
                .any(|part| sought.contains(&key(part)))
        };
        path_words(path).filter(tells).collect()
    };
    is_list(one) == is_list(other) && telling(one) == telling(other)
}

/// A word, and all that it begins or ends with, one of which is the family
/// name where a given name is joined to that.
fn ends_of(word: &str) -> impl Iterator<Item = &str> {
    let inner = word.char_indices().map(|(at, _)| at).skip(1);
    let ends = inner.flat_map(move |at| [&word[at..], &word[..at]]);
    std::iter::once(word).chain(ends)
}

/// Words that stand beside a family name in file names.
const FORMS: &[&str] = &["cv", "resume", "vita", "publications", "papers"];

/// What is noted in place of a family name where a path was asked for
/// anybody.
const ANYBODY: u16 = 0;

fn is_list(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or("");
    let file = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let told = |word: &str| {
        ["pubs", "publis", "publist", "publications", "papers"]
            .iter()
            .any(|list| word.eq_ignore_ascii_case(list))
    };
    let names_list = |stem: &str| {
        // "roe-pubs.txt".
        stem.split([' ', '-', '_']).any(told)
            || kind_of(&stem.replace('_', " "))
                == Some(SectionKind::Publications)
    };
    file.split('.').any(names_list)
}

/// FNV-1a, cut: the same in every build, for keys are stored. Names that
/// share one only have a document read once more.
fn key(family: &str) -> u16 {
    let hash = family.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    u16::try_from(hash >> 16).unwrap_or(0)
}

/// The words of the last folders and the file name of a path.
fn path_words(path: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    let parts = path.rsplit(['/', '\\']).take(3);
    parts.map(|part| {
        let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
        stem.split(|c: char| !c.is_alphabetic())
            .flat_map(humps)
            .filter(|word| word.chars().count() > 1)
            .map(fold_name)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_and_spells_people() {
        let name = |text| PersonName::parse(text).unwrap();
        for (path, person, named, spelt) in [
            ("jane-roe/papers.bib", "J. Roe", true, "Jane Roe"),
            ("x/Roe_CV.pdf", "J. Roe", true, "J. Roe"),
            ("x/roe-smith.pdf", "J. Roe", false, "J. Roe"),
            ("x/cv.pdf", "J. Roe", false, "J. Roe"),
            ("jane-roe.md", "Jane Roe", true, "Jane Roe"),
            ("dan-roe/papers.md", "Y. D. Roe", true, "Dan Roe"),
        ] {
            let place = Place::of(path);
            assert_eq!(place.names(&name(person)), named, "{path}");
            assert_eq!(place.spelling(&name(person)), spelt, "{path}");
            assert_eq!(place.sought(), [key("roe")], "{path}");
        }
    }

    #[test]
    fn apostrophes_are_no_part_of_a_path() {
        for (path, person) in [
            ("bo-okeefe/cv.md", "Bo O'Keefe"),
            ("anne-de-lestang/cv.md", "Anne de L'Estang"),
        ] {
            let name = PersonName::parse(person).unwrap();
            assert!(Place::of(path).names(&name), "{path}");
        }
    }

    #[test]
    fn a_path_may_spell_what_lists_do_not() {
        for (path, person, named, spelt) in [
            ("jane-roe/cv.md", "Roe", true, "Jane Roe"),
            ("jane-roe/cv.md", "Smith", false, "Smith"),
            ("jane-de-roe/x.md", "J.A. de Roe", true, "Jane de Roe"),
            ("roe-lee.bib", "Lee", true, "Roe Lee"),
            ("lee-kim_papers.bib", "S. Lee", false, "S. Lee"),
            ("in/lee_papers_2020.bib", "S. Lee", true, "S. Lee"),
            ("ana-roe-diaz/x.md", "A. Roe-Diaz", true, "Ana Roe-Diaz"),
            ("at-roe.papers.tex", "A.T. Roe", true, "A.T. Roe"),
            ("al-roe.papers.tex", "A.T. Roe", true, "Al Roe"),
            ("JaneRoe/papers.bib", "J. Roe", true, "Jane Roe"),
            ("janeroe/papers.bib", "J. Roe", true, "Jane Roe"),
            ("janeroe/papers.bib", "J. B. Roe", true, "Jane Roe"),
            ("jroe/papers.bib", "Jane Roe", true, "Jane Roe"),
            ("jbroe/papers.bib", "J. B. Roe", true, "J. B. Roe"),
            ("roej.bib", "Jane Roe", true, "Jane Roe"),
            ("monroe/papers.bib", "J. Roe", false, "J. Roe"),
            ("ali/papers.bib", "A. Li", false, "A. Li"),
        ] {
            let name = PersonName::parse(person).unwrap();
            assert_eq!(Place::of(path).names(&name), named, "{path}");
            assert_eq!(Place::of(path).spelling(&name), spelt, "{path}");
        }
    }

    #[test]
    fn paths_that_name_nobody_anew_say_the_same() {
        for (one, other, same) in [
            ("in/cv.pdf", "2024/old/cv.pdf", true),
            ("in/roe-cv.pdf", "out/roe-cv.pdf", true),
            ("in/cv.pdf", "roe/cv.pdf", false),
            ("in/roe-cv.pdf", "in/cv.pdf", false),
            ("in/roe-cv.pdf", "in/jane-roe-cv.pdf", false),
            ("in/smith.pdf", "in/miller.pdf", true),
            ("in/smith.pdf", "in/publications.pdf", false),
            ("in/cv.pdf", "jroe/cv.pdf", false),
            ("in/cv.pdf", "roejane/cv.pdf", false),
            ("in/cv.pdf", "proem/cv.pdf", true),
            ("publications.txt", "x/my_publications.txt", true),
        ] {
            assert_eq!(
                says_the_same(one, other, &[key("roe")]),
                same,
                "{one}"
            );
        }
    }
}
