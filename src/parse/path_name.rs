//! Whom a path tells in so many words: `jane-roe/papers.md`.

use super::words::{is_name_word, is_title_word};
use crate::model::{PersonName, fold_name, is_particle};

/// What files, and the folders within a person's, are called.
const FORMS: &[&str] = &[
    "about",
    "academic",
    "all",
    "articles",
    "assets",
    "bib",
    "bibliography",
    "bio",
    "com",
    "conference",
    "content",
    "curriculum",
    "cv",
    "data",
    "doc",
    "docs",
    "documents",
    "draft",
    "edu",
    "english",
    "files",
    "final",
    "full",
    "github",
    "gitlab",
    "google",
    "home",
    "homepage",
    "includes",
    "index",
    "io",
    "journal",
    "journals",
    "lebenslauf",
    "letter",
    "list",
    "long",
    "math",
    "maths",
    "me",
    "my",
    "mypapers",
    "net",
    "new",
    "news",
    "notes",
    "old",
    "org",
    "page",
    "pages",
    "papers",
    "pdf",
    "posts",
    "preprints",
    "prof",
    "profile",
    "public",
    "publication",
    "publications",
    "pubs",
    "publist",
    "readme",
    "research",
    "resume",
    "scholar",
    "scholarship",
    "selected",
    "short",
    "site",
    "source",
    "src",
    "statement",
    "static",
    "talks",
    "teaching",
    "thesis",
    "updated",
    "version",
    "vita",
    "vitae",
    "web",
    "website",
    "working",
    "works",
    "writing",
    "writings",
    // In other languages.
    "articulos",
    "artigos",
    "forschung",
    "pubblicazioni",
    "publicacions",
    "publicaciones",
    "publicacoes",
    "publikationen",
    "publikationsliste",
    "recherche",
    "schriften",
    "travaux",
    "veroeffentlichungen",
    "veroffentlichungen",
    // Languages.
    "ar",
    "cn",
    "de",
    "en",
    "eng",
    "es",
    "fr",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "us",
    "zh",
];

/// Months as files are dated with them.
pub(super) const MONTHS: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
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
];

/// What opens the names of places and things that sound like persons'.
const PLACES: &[&str] = &[
    "san", "santa", "santo", "saint", "st", "monte", "hong", "new", "los",
    "las", "port", "lake", "mount", "north", "south", "east", "west",
];

/// What no name ends in, but the names of subjects do.
const OF_SUBJECTS: &[&str] = &[
    "ing",
    "ings",
    "tion",
    "tions",
    "ment",
    "ness",
    "ity",
    "ics",
    "ology",
    "ism",
    "ography",
    "izer",
    "proposals",
    "project",
    "projects",
    "group",
    "lab",
    "street",
    "dept",
    "department",
    "station",
    "archive",
    "award",
    "awards",
    "prize",
    "planck",
];

/// The person whom a path tells: Jane Roe of `jane-roe/papers.md`,
/// `Jane-Roe-CV.pdf` and `jane-roe/_pages/papers.md`. None where a word is
/// none of a name, or where `Roe_Jane_CV.pdf` may be either way round.
pub(super) fn told_by(path: &str) -> Option<String> {
    let mut parts = path.rsplit(['/', '\\']);
    let stems = stems(parts.next()?);
    // `jane-roe.papers.md` says what it is, and so that the rest is a name.
    let telling = stems.len() > 1 && stems.iter().any(|stem| is_form(stem));
    for stem in &stems {
        let turned = stem.contains('_') && !stem.contains('-');
        if !turned && let Some(name) = named(stem, telling) {
            return Some(name);
        }
    }
    let folders: Vec<&str> = parts.take(2).collect();
    let first = folders.first()?;
    // `deltas.md` may be about anybody, but not within `_publications`.
    if !stems.iter().all(|stem| is_form(stem)) && !is_form(first) {
        return None;
    }
    for folder in folders {
        let site = [".github.", ".gitlab."]
            .iter()
            .find_map(|site| folder.split_once(site));
        let folder = site.map_or(folder, |(name, _)| name);
        // Beside a file of such a name, it says whose that is.
        let telling = stems.iter().all(|stem| is_form(stem));
        if let Some(name) = named(folder, telling) {
            return Some(name);
        }
        // `_pages` lies in a folder that may tell more.
        if !is_form(folder) {
            return None;
        }
    }
    None
}

/// The parts of a file's name that dots part, as in `jane-roe.papers.md`,
/// the last first, but for its ending.
fn stems(file: &str) -> Vec<&str> {
    let mut parts = file.split('.').rev();
    let ending = parts.next();
    let stems: Vec<&str> = parts.collect();
    if stems.is_empty() { ending.into_iter().collect() } else { stems }
}

/// The words of a part of a path.
fn words(part: &str) -> impl Iterator<Item = &str> {
    part.split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| !word.is_empty())
}

/// The parts of a word that capitals open: the Jane and the Roe of
/// `JaneRoe`; a `McRoe` is one.
pub(super) fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut letters = rest.char_indices().zip(rest.chars().skip(1));
        let end = letters.find_map(|((at, before), c)| {
            let end = at + before.len_utf8();
            let opens = before.is_lowercase() && c.is_uppercase();
            (opens && !matches!(&rest[..end], "Mc" | "Mac")).then_some(end)
        });
        let (hump, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(hump)
    })
}

/// Whether a word says what a file is, not whose.
fn is_form_word(word: &str) -> bool {
    FORMS.contains(&&*fold_name(word))
}

/// Whether all words of a part of a path do.
fn is_form(part: &str) -> bool {
    words(part).all(is_form_word)
}

/// The name that the words of a file's or folder's name are; `telling` says
/// that something else than a name would not stand there.
fn named(part: &str, telling: bool) -> Option<String> {
    let not_form = |word: &&str| !is_form_word(word);
    let all: Vec<&str> = words(part).collect();
    // "jane-de-roe", but "cv-de-jane-roe" and "jane-roe-de".
    let is_joint = |at: usize| {
        is_particle(&all[at].to_lowercase())
            && all[..at].last().is_some_and(not_form)
            && all.get(at + 1).is_some_and(not_form)
    };
    let mut words: Vec<&str> = Vec::new();
    for (at, word) in all.iter().enumerate() {
        match is_joint(at) {
            true => words.push(word),
            false if not_form(word) => {
                words.extend(humps(word).filter(not_form));
            }
            false => {}
        }
    }
    // June may be a name, but none behind one.
    if words.len() > 2
        && words.last().is_some_and(|l| MONTHS.contains(&&*fold_name(l)))
    {
        words.pop();
    }
    let is_short = |word: &&str| word.chars().nth(5).is_none();
    let long = |word: &str| word.chars().nth(1).is_some();
    let known = |word: &str| long(word) && is_name_word(word);
    let subject = |word: &str| {
        let folded = fold_name(word);
        is_title_word(word)
            || OF_SUBJECTS.iter().any(|end| folded.ends_with(end))
    };
    let place = words
        .first()
        .is_some_and(|first| PLACES.contains(&&*fold_name(first)));
    let last = words.last().copied().unwrap_or("");
    // Of a few words more, each must be one of a name.
    let fits = match words.len() {
        2 => words.iter().any(|word| known(word)),
        3 | 4 if telling && known(words[0]) => true,
        // "tian-an-wong", "calla-rosa-wong", but "slow-rivers-jordan".
        3 | 4
            if telling
                && known(last)
                && (words.iter().all(is_short)
                    || words[1..].iter().all(|word| known(word))) =>
        {
            true
        }
        3 | 4 => words.iter().all(|word| {
            known(word) || !long(word) || is_particle(&word.to_lowercase())
        }),
        _ => false,
    };
    let is_person = fits
        && !place
        && words.last().is_some_and(|last| long(last))
        && !words
            .iter()
            .any(|word| subject(word) && !is_particle(&word.to_lowercase()));
    if !is_person {
        return None;
    }
    let last = words.len() - 1;
    let spell = |(at, word): (usize, &&str)| {
        // "jane-van-dyke".
        if (1..last).contains(&at) && is_particle(&word.to_lowercase()) {
            return word.to_lowercase();
        }
        if at == 0 && is_two_initials(word) {
            let dotted = word.chars().flat_map(char::to_uppercase);
            return dotted
                .flat_map(|c| [c, '.', ' '])
                .collect::<String>()
                .trim_end()
                .to_owned();
        }
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let rest = letters.as_str();
        first.chain(rest.chars()).collect()
    };
    let whole = is_two_initials(words[0]);
    let words: Vec<String> = words.iter().enumerate().map(spell).collect();
    let name = words.join(" ");
    let name = PersonName::parse(&name).filter(|n| n.is_full() || whole)?;
    Some(name.display().to_owned())
}

/// Whether a word is two initials: the `mj` of `mj-roe`, which no one could
/// speak as a name.
fn is_two_initials(word: &str) -> bool {
    const OTHER: &[&str] = &[
        "bk", "cs", "cv", "dr", "hd", "ml", "mr", "ms", "ph", "pr", "st",
        "vs", "wp",
    ];
    word.len() == 2
        && !OTHER.contains(&word.to_ascii_lowercase().as_str())
        && word.bytes().all(|b| {
            b.is_ascii_alphabetic()
                && !b"aeiouy".contains(&b.to_ascii_lowercase())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_tell_a_person() {
        for (path, person) in [
            ("jane-roe/papers.md", Some("Jane Roe")),
            ("jane-roe/scholarship.md", Some("Jane Roe")),
            ("jane-roe/2_publicaciones.md", Some("Jane Roe")),
            ("jane-uzrek-muvo/papers.md", Some("Jane Uzrek Muvo")),
            ("jane-uzrek-muvo/deltas.md", None),
            ("uzrek-muvo-hwang/maths.md", Some("Uzrek Muvo Hwang")),
            ("cvs/Jane-Roe-CV-2024.pdf", Some("Jane Roe")),
            ("CV-Jane-Roe-June-2024.md", Some("Jane Roe")),
            ("jane-roe.papers.md", Some("Jane Roe")),
            ("jane-uzrek-muvo.papers.md", Some("Jane Uzrek Muvo")),
            ("jane-uzrek-muvo.deltas.md", None),
            ("jane-uzrek-muvo.md", None),
            ("jane-uzrek-inequality.papers.md", None),
            ("maria-van-berg.md", Some("Maria van Berg")),
            ("maria-de-berg/papers.md", Some("Maria de Berg")),
            ("cv-de-maria-berg.md", Some("Maria Berg")),
            ("maria-berg-de.md", Some("Maria Berg")),
            ("mj-ribeiro.md", Some("M. J. Ribeiro")),
            ("dr-ribeiro.md", None),
            ("jane-roe/_pages/papers.md", Some("Jane Roe")),
            ("JaneRoe/papers.md", Some("Jane Roe")),
            ("JaneMcRoe/papers.md", Some("Jane McRoe")),
            ("SlowRivers/papers.md", None),
            ("slow-rivers-jordan/papers.md", None),
            ("dept-math-lee/papers.md", None),
            ("jane-roe/_publications/2019-deltas.md", Some("Jane Roe")),
            ("jane-roe/2019/deltas.md", Some("Jane Roe")),
            ("jane-roe.github.io/_pages/papers.md", Some("Jane Roe")),
            // Which is the family's?
            ("Roe_Jane_CV.pdf", None),
            // A home folder is not that of whoever's CV lies within.
            ("jane-roe/cvs-of-others/x.md", None),
            ("jane-roe/deep-learning.md", None),
            ("jane-roe/references.bib", None),
            ("jane-roe-ucla-notes-on/papers.md", None),
            ("deep-learning/papers.md", None),
            ("ray-tracing.md", None),
            ("monte-carlo/papers.md", None),
            ("san-francisco/papers.md", None),
            ("grant-proposals/papers.md", None),
            ("grace-roe-award/papers.md", None),
            ("max-planck-kiel/papers.md", None),
            ("jane.md", None),
            ("j-roe.md", None),
            ("cv.md", None),
            ("", None),
        ] {
            assert_eq!(told_by(path).as_deref(), person, "{path}");
        }
    }
}
