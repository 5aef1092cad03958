//! Sentences that lead into a list of publications where no heading does:
//! "Below are my papers."

use super::vocabulary::is_publication_word;
use crate::model::{Document, Line, Role, fold_name};

/// What such sentences open with, folded.
const OPENINGS: &[&str] = &[
    "below are",
    "below is a list",
    "here are",
    "here is a list",
    "the following are",
    "these are",
    "voici",
    "hier sind",
    "nachfolgend",
    "a continuacion",
    "abaixo",
    "di seguito",
    "ecco",
];

/// Words that say whose the works are, folded.
const OWN: &[&str] = &[
    "my", "our", "i", "we", "selected", "mes", "nos", "meine", "unsere",
    "mis", "nuestros", "meus", "minhas", "nossos", "miei", "mie", "nostri",
];

/// Words of sentences that lead into something else.
const OTHERS: &[&str] = &[
    "talk",
    "talks",
    "student",
    "students",
    "review",
    "reviewed",
    "favorite",
    "favourite",
    "read",
    "reading",
    "slides",
    "courses",
];

/// Bytes of such a sentence at most.
const LONGEST: usize = 100;

/// Whether a line is a paragraph that leads into a list of publications: it
/// names them, and items follow.
pub(super) fn leads_in(document: &Document, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    let next = lines.get(i + 1);
    if line.role != Role::Body
        || !line.first
        || !next.is_some_and(|n| n.first && matches!(n.role, Role::Item(_)))
    {
        return false;
    }
    let text = document.slice(line.span).trim();
    let Some(said) = text.strip_suffix(['.', ':']) else { return false };
    if text.len() > LONGEST || said.contains(['.', '“', '"']) {
        return false;
    }
    let said = fold_name(said);
    let words = || said.split(|c: char| !c.is_alphanumeric());
    OPENINGS.iter().any(|opening| said.starts_with(opening))
        && words().any(is_publication_word)
        && words().any(|word| OWN.contains(&word))
        && !words().any(|word| OTHERS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine};
    use crate::normalize;

    #[test]
    fn a_sentence_may_lead_into_a_list() {
        let leads = |text: &str, role| {
            let block = |(role, text): (Role, &str)| RawBlock {
                role,
                page: None,
                lines: vec![RawLine::plain(text, 1)],
            };
            let blocks = [(Role::Body, text), (role, "Slow Rivers of Sand")];
            let blocks = blocks.into_iter().map(block).collect();
            let raw = Raw { blocks, ..Raw::default() };
            let document = normalize::document(raw, "x", "markdown");
            leads_in(&document, &document.lines(), 0)
        };
        let item = Role::Item(0);
        for (text, role, want) in [
            ("Below are projects and selected papers.", item, true),
            ("Here are my publications:", item, true),
            ("Voici mes publications :", item, true),
            ("A continuación, mis artículos:", item, true),
            ("Below are my papers.", Role::Body, false),
            ("Below are my pets.", item, false),
            ("I write papers on sand.", item, false),
            ("Below are rivers. I write papers.", item, false),
        ] {
            assert_eq!(leads(text, role), want, "{text}");
        }
    }
}
