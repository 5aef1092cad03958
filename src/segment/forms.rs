//! Headings put together from words for what is published: no table has
//! "Original Articles and Reviews in International Journals" or "White
//! Papers" as they stand. And those put together from words for interests.

/// What is published, in the plural.
const KINDS: &[&str] = &[
    "articles",
    "papers",
    "publications",
    "chapters",
    "books",
    "booklets",
    "monographs",
    "volumes",
    "journals",
    "magazines",
    "proceedings",
    "preprints",
    "manuscripts",
    "reviews",
    "letters",
    "editorials",
    "commentaries",
    "essays",
    "reports",
    "briefs",
    "theses",
    "dissertations",
    "patents",
    "entries",
    "issues",
    "translations",
    "writings",
    "abstracts",
    "outputs",
    "investigations",
    "works",
    "pieces",
    "op-eds",
];

/// The same, of one of them: so reads a mark at an entry, too.
const KIND: &[&str] = &[
    "article",
    "paper",
    "publication",
    "chapter",
    "book",
    "monograph",
    "journal",
    "preprint",
    "manuscript",
    "report",
    "dissertation",
    "patent",
    "scholarship",
    "writing",
    "output",
];

/// How, where and in which state.
const QUALITIES: &[&str] = &[
    "academic",
    "accepted",
    "archival",
    "audience",
    "authored",
    "book",
    "brief",
    "case",
    "completed",
    "conference",
    "conferences",
    "contributed",
    "creative",
    "current",
    "data",
    "discussion",
    "dormant",
    "edited",
    "encyclopedia",
    "english",
    "first-author",
    "forthcoming",
    "full",
    "general",
    "german",
    "international",
    "invited",
    "journal",
    "lightly",
    "magazine",
    "national",
    "newspaper",
    "non-archival",
    "non-refereed",
    "old",
    "older",
    "opinion",
    "original",
    "other",
    "peer",
    "peer-reviewed",
    "policy",
    "popular",
    "press",
    "preparation",
    "progress",
    "public",
    "published",
    "refereed",
    "reference",
    "research",
    "resting",
    "resubmit",
    "scholarly",
    "review",
    "reviewed",
    "revise",
    "revision",
    "science",
    "scientific",
    "selected",
    "short",
    "software",
    "special",
    "submission",
    "submitted",
    "survey",
    "technical",
    "top",
    "top-tier",
    "under",
    "unpublished",
    "white",
    "work",
    "working",
    "workshop",
    "workshops",
];

/// What joins them.
const BETWEEN: &[&str] =
    &["and", "or", "in", "of", "at", "for", "with", "the", "an", "a", "on"];

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

/// What a heading tells, of which the words are `bare`.
pub(super) fn of(bare: &str) -> Option<Form> {
    let is = |set: &[&str], word: &str| set.contains(&word);
    let mut form = None;
    let mut reviews = false;
    let mut count = 0;
    for word in bare.split([' ', ',']).filter(|word| !word.is_empty()) {
        count += 1;
        if is(KINDS, word) {
            // Reviews alone may be those that one writes of others' papers.
            reviews |= word == "reviews";
            if word != "reviews" {
                form = Some(Form::Kinds);
            }
        } else if is(KIND, word) && form != Some(Form::Kinds) {
            form = Some(Form::Kind);
        } else if is(QUALITIES, word) || is(KIND, word) {
            form = form.or(Some(Form::Quality));
        } else if !is(BETWEEN, word) {
            return None;
        }
    }
    let told = form != Some(Form::Quality) || !reviews;
    form.filter(|_| told && count <= LONGEST)
}

/// Most words of such a heading.
const LONGEST: usize = 8;

/// Whether all words of a heading are such as tell interests: "Areas of
/// Scientific Interest", "Research Specialization".
pub(super) fn is_interests(bare: &str) -> bool {
    const HEADS: &[&str] = &[
        "interest",
        "interests",
        "specialization",
        "specializations",
        "specialisation",
        "specialisations",
        "expertise",
        "specialty",
        "specialties",
    ];
    const QUALITIES: &[&str] = &[
        "area",
        "areas",
        "field",
        "fields",
        "topic",
        "topics",
        "research",
        "scientific",
        "academic",
        "scholarly",
        "disciplinary",
    ];
    const AROUND: &[&str] = &[
        "of", "and", "in", "my", "main", "current", "primary", "general",
        "broad", "specific", "key", "teaching",
    ];
    let is = |set: &[&str], word: &str| set.contains(&word);
    let words = || bare.split([' ', ',']).filter(|word| !word.is_empty());
    let all = words().all(|word| {
        is(HEADS, word) || is(QUALITIES, word) || is(AROUND, word)
    });
    all && words().any(|word| is(HEADS, word))
        && words().any(|word| is(QUALITIES, word))
        && (!words().any(|word| word == "teaching")
            || words().any(|word| word == "research"))
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
            ("research and teaching expertise", true),
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
