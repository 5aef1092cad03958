//! Headings put together from words for what is published: no table has
//! "Original Articles and Reviews in International Journals" or "Trabalhos
//! publicados em periódicos" as they stand. And those put together from words
//! for interests.

use std::borrow::Cow;

use arrayvec::ArrayVec;

use super::vocabulary::{
    AREA, AROUND, INTEREST, JOINT, KIND, KINDS, LANGUAGES, QUALITY, REVIEWS,
    Roles, roles,
};
use crate::model::fold_name;

/// What a heading that is made of such words alone tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Kinds of publications: "Edited Books and Special Issues".
    Kinds,
    /// A kind in the singular: "Book Chapter".
    Kind,
    /// A quality, which heads publications only among others: "In revision".
    Quality,
}

/// Most words of such a heading.
const LONGEST: usize = 12;

/// The place of English among the languages.
const ENGLISH: usize = 0;

/// What each word of a heading can be, by language.
type Told = ArrayVec<&'static [Roles; LANGUAGES], LONGEST>;

/// What the words of a heading can be; nothing where one is in no language's
/// table, or where they are too many.
fn told(bare: &str) -> Option<Told> {
    let folded = match bare.is_ascii() {
        true => Cow::Borrowed(bare),
        false => Cow::Owned(fold_name(bare)),
    };
    let words = folded.split([' ', ',', '\'']).filter(|word| !word.is_empty());
    let mut told = Told::new();
    for word in words {
        told.try_push(roles(word)?).ok()?;
    }
    Some(told)
}

/// What a heading tells, of which the words are `bare`.
pub(super) fn of(bare: &str) -> Option<Form> {
    let words = told(bare)?;
    // "Trabajos de curso" were written for one.
    let courses = [" de curso", " de cours", " di corso"];
    if courses.iter().any(|course| bare.contains(course)) {
        return None;
    }
    (0..LANGUAGES).find_map(|language| form(&words, language))
}

/// What a heading tells in a language, where all words are that language's.
fn form(words: &Told, language: usize) -> Option<Form> {
    let mut form = None;
    let mut reviews = false;
    for roles in words.iter().map(|roles| roles[language]) {
        if roles & KINDS > 0 {
            form = Some(Form::Kinds);
        } else if roles & REVIEWS > 0 {
            reviews = true;
        } else if roles & KIND > 0 && form != Some(Form::Kinds) {
            form = Some(Form::Kind);
        } else if roles & (QUALITY | KIND) > 0 {
            form = form.or(Some(Form::Quality));
        } else if roles & JOINT == 0 {
            return None;
        }
    }
    // In other languages the words for qualities head much else.
    let told = language == ENGLISH && !reviews;
    form.filter(|form| *form != Form::Quality || told)
}

/// Whether all words of a heading are such as tell interests: "Areas of
/// Scientific Interest", "Temas de interés".
pub(super) fn is_interests(bare: &str) -> bool {
    let Some(words) = told(bare) else { return false };
    let has = |sought| bare.split(' ').any(|word| word == sought);
    (0..LANGUAGES).any(|language| {
        let is = |of: Roles| {
            words.iter().filter(move |roles| roles[language] & of > 0).count()
        };
        // One word may be both; two must be there.
        is(INTEREST | AREA | AROUND) == words.len()
            && is(INTEREST) > 0
            && is(AREA) > 0
            && is(INTEREST | AREA) > 1
    }) && (!has("teaching") || has("research"))
}

/// Whether a heading says in which form works appeared.
pub(super) fn names_form(text: &str) -> bool {
    const FORMS: &[&str] = &[
        "abstract",
        "chapter",
        "conferenc",
        "congress",
        "paper",
        "poster",
        "proceeding",
        "report",
        "symposi",
        "workshop",
    ];
    let lower = text.to_lowercase();
    FORMS.iter().any(|form| lower.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_publications_are_told_from_others() {
        for (heading, form) in [
            ("edited books and special issues", Some(Form::Kinds)),
            ("articles in international journals", Some(Form::Kinds)),
            ("white papers", Some(Form::Kinds)),
            ("works under review", Some(Form::Kinds)),
            ("op-eds and opinion pieces", Some(Form::Kinds)),
            ("trabalhos publicados em periódicos", Some(Form::Kinds)),
            ("trabajos en curso", Some(Form::Kinds)),
            ("artículos en revistas indexadas", Some(Form::Kinds)),
            ("chapitres d’ouvrages collectifs", Some(Form::Kinds)),
            ("aufsätze in sammelbänden", Some(Form::Kinds)),
            ("articoli in atti di convegno", Some(Form::Kinds)),
            ("en preparación", None),
            ("revisión por pares", None),
            ("trabajos de curso", None),
            ("documentos", None),
            ("trabajos de grado dirigidos", None),
            ("articles et vorträge", None),
            ("papers under review", Some(Form::Kinds)),
            ("book chapter", Some(Form::Kind)),
            ("in revision", Some(Form::Quality)),
            ("peer-reviewed", Some(Form::Quality)),
            ("reviews", None),
            ("papers of the lab", None),
            ("reviewer for journals", None),
            ("current students", None),
            ("", None),
        ] {
            assert_eq!(of(heading), form, "{heading:?}");
        }
    }

    #[test]
    fn words_for_interests_are_told_from_others() {
        for (heading, want) in [
            ("areas of scientific interest", true),
            ("research specialization", true),
            ("science interests", true),
            ("research and teaching expertise", true),
            ("temas de interes", true),
            ("líneas de investigación", true),
            ("áreas de pesquisa", true),
            ("axes de recherche", true),
            ("temi di ricerca", true),
            ("proyectos de investigación", false),
            ("investigación", false),
            ("teaching expertise", false),
            ("interests", false),
            ("personal interests", false),
            ("research areas of the lab", false),
            ("", false),
        ] {
            assert_eq!(is_interests(heading), want, "{heading:?}");
        }
    }
}
