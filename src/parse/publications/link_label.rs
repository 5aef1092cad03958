//! What links are called that lead to a copy of a publication, or to what
//! belongs to it: `[pdf]`, "(code | slides)". No field of it.

use std::ops::Range;

use crate::parse::path_name::MONTHS;

/// Words that name a link wherever they stand in brackets.
const PLAIN: &[&str] = &[
    "abs", "bib", "bibtex", "code", "doi", "html", "link", "links", "paper",
    "pdf", "ps", "slides", "url", "video", "webpage", "website", "www",
];

/// Words that name one only where they are a link: a "(demo)" may be the
/// track of a paper, "data" a word of its title.
const LINKED: &[&str] = &[
    "abstract",
    "access",
    "acm",
    "appendix",
    "article",
    "blog",
    "book",
    "chapter",
    "cite",
    "copy",
    "current",
    "data",
    "dataset",
    "demo",
    "download",
    "entry",
    "errata",
    "file",
    "files",
    "final",
    "free",
    "full",
    "github",
    "here",
    "ieee",
    "journal",
    "latest",
    "local",
    "long",
    "material",
    "materials",
    "matlab",
    "media",
    "most",
    "newest",
    "notebook",
    "online",
    "open",
    "package",
    "packages",
    "page",
    "postscript",
    "poster",
    "press",
    "presentation",
    "proceedings",
    "project",
    "publisher",
    "pubmed",
    "python",
    "r",
    "recent",
    "replication",
    "repo",
    "repository",
    "researchgate",
    "scholar",
    "slide",
    "software",
    "source",
    "stata",
    "summary",
    "supplement",
    "supplemental",
    "supplementary",
    "talk",
    "text",
    "thread",
    "tutorial",
    "ungated",
    "version",
    "web",
    "youtube",
    // French, Spanish, Portuguese, German, Italian.
    "annexe",
    "données",
    "lien",
    "résumé",
    "texte",
    "vidéo",
    "apéndice",
    "artículo",
    "código",
    "datos",
    "diapositivas",
    "enlace",
    "resumen",
    "texto",
    "vídeo",
    "artigo",
    "dados",
    "resumo",
    "anhang",
    "artikel",
    "daten",
    "folien",
    "zusammenfassung",
    "articolo",
    "testo",
];

/// Words that name a link and tell how far its publication has come: in an
/// entry they stay, in its title they do not.
const TELLING: &[&str] =
    &["arxiv", "biorxiv", "draft", "hal", "medrxiv", "preprint", "ssrn"];

/// Bytes of the longest label.
const LONGEST: usize = 40;

/// What parts one label from the next.
const BETWEEN: &[char] =
    &[' ', '\u{a0}', '|', '/', '·', '•', ',', '↗', '→', '⬇', '↓', '🔗', '📄'];

/// A line without the labels at its end; `links` are stretches of it, in
/// bytes. A line of labels alone stays as it is.
pub(super) fn without_labels<'t>(
    line: &'t str,
    links: &[Range<usize>],
) -> &'t str {
    let mut kept = line;
    loop {
        let end = kept.trim_end_matches(BETWEEN);
        let Some(start) = label(end, links) else { break };
        kept = end[..start].trim_end_matches(BETWEEN);
    }
    if kept.is_empty() { line } else { kept }
}

/// Whether a line of words that [`may_be_links`] is links that lead to copies
/// of a publication, or to what belongs to it, and nothing else: "PDF SSRN
/// Slides", each a link. "arXiv" may be where it appeared.
pub(super) fn is_links_alone(line: &str, links: &[Range<usize>]) -> bool {
    let start = line.as_ptr() as usize;
    let is_linked = |word: &str| {
        let at = word.as_ptr() as usize - start;
        links.iter().any(|link| link.contains(&at))
    };
    // "[Abstract] [Code]", where what opens the first is no link.
    let in_brackets = |word: &str| {
        let before = line[..word.as_ptr() as usize - start].rfind(['[', ']']);
        before.is_some_and(|at| line[at..].starts_with('['))
    };
    words(line).any(is_linked)
        && words(line).all(|word| is_linked(word) || in_brackets(word))
}

/// Whether a line is made of words that name links.
pub(super) fn may_be_links(line: &str) -> bool {
    line.len() <= LONGEST * 3
        && words(line).all(|w| is_in(&[PLAIN, LINKED, &["ssrn"]], w))
}

/// Where the label that a text ends in begins.
fn label(text: &str, links: &[Range<usize>]) -> Option<usize> {
    let open = match text.as_bytes().last()? {
        b']' => '[',
        b')' => '(',
        _ => {
            let link = links.iter().find(|link| link.end == text.len())?;
            return is_label(text.get(link.clone())?, &[PLAIN, LINKED])
                .then_some(link.start);
        }
    };
    let start = text.rfind(open)?;
    let linked = links.iter().any(|link| link.end > start);
    let words = [PLAIN, if linked { LINKED } else { &[] }];
    // "[[pdf]]".
    let outer = text[..start].trim_end_matches(open).len();
    let label = &text[start..];
    let dated = || linked && is_dated_label(label);
    (is_label(label, &words) || dated()).then_some(outer)
}

/// Whether a text is a label and the date of what it leads to: "[Paper
/// (version: Dec. 2023)]".
fn is_dated_label(text: &str) -> bool {
    let is_date = |word: &str| {
        is_in(&[MONTHS], word)
            || word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
    };
    text.len() <= LONGEST
        && words(text).next().is_some_and(|word| !is_date(word))
        && words(text)
            .all(|word| is_date(word) || is_in(&[PLAIN, LINKED], word))
}

/// A title without the labels in brackets behind it: `Slow Rivers [arXiv]`.
pub(super) fn title_alone(title: &str) -> &str {
    let mut kept = title;
    while let Some(close) = kept.chars().last().filter(|c| ")]".contains(*c))
        && let Some(start) = kept.rfind(if close == ')' { '(' } else { '[' })
        && is_label(&kept[start..], &[PLAIN, TELLING])
    {
        kept = kept[..start].trim_end_matches(['[', '(', ' ']);
    }
    kept
}

/// Whether a text is nothing but labels and dates: "Full paper (8/3/25): PDF
/// | arXiv".
pub(super) fn is_all_labels(text: &str) -> bool {
    words(text).all(|word| {
        word.bytes().all(|b| b.is_ascii_digit())
            || is_in(&[PLAIN, LINKED, TELLING, MONTHS], word)
    })
}

/// Whether a text is made of words of some lists and what parts them.
fn is_label(text: &str, lists: &[&[&str]]) -> bool {
    text.len() <= LONGEST
        && words(text).next().is_some()
        && words(text).all(|word| is_in(lists, word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_in(lists: &[&[&str]], word: &str) -> bool {
    let mut known = lists.iter().copied().flatten();
    known.any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_at_the_end_of_a_line_are_no_part_of_it() {
        for (line, link, kept) in [
            ("Slow Rivers [pdf]", None, "Slow Rivers"),
            ("Slow Rivers [[pdf]] [code|slides]", None, "Slow Rivers"),
            ("Slow Rivers [Proceedings]", Some("Proceedings"), "Slow Rivers"),
            ("Slow Rivers [Proceedings]", None, "Slow Rivers [Proceedings]"),
            ("Slow Rivers (PDF, bibtex)", None, "Slow Rivers"),
            ("Slow Rivers (demo)", None, "Slow Rivers (demo)"),
            ("Slow Rivers (demo)", Some("(demo)"), "Slow Rivers"),
            ("Slow Rivers | web page", Some("web page"), "Slow Rivers"),
            ("Slow Rivers. Latest", Some("Latest"), "Slow Rivers."),
            ("Moss. Most Recent Version", Some("Most"), "Moss."),
            ("Slow Rivers. Latest", None, "Slow Rivers. Latest"),
            ("Slow Rivers and Data", None, "Slow Rivers and Data"),
            ("Rivers and Data", Some("Rivers and Data"), "Rivers and Data"),
            ("Moss [Paper (May 2023)]", Some("Paper"), "Moss"),
            ("Moss [R package]", Some("R"), "Moss"),
            ("Musgo [Artículo] [Código]", Some("Art"), "Musgo"),
            ("Moss (2023)", Some("Moss"), "Moss (2023)"),
            ("[pdf] [code]", None, "[pdf] [code]"),
            ("The Ends of Rivers]", None, "The Ends of Rivers]"),
            ("Slow Rivers [arXiv]", None, "Slow Rivers [arXiv]"),
            ("", None, ""),
        ] {
            let link = link.and_then(|link| line.find(link));
            let links: Vec<_> =
                link.into_iter().map(|at| at..line.len()).collect();
            assert_eq!(without_labels(line, &links), kept, "{line}");
        }
    }

    #[test]
    fn a_line_may_be_links_and_nothing_else() {
        for (line, link, alone) in [
            ("PDF SSRN", 0..8, true),
            ("[Abstract] [Code]", 11..17, true),
            ("Abstract Code", 9..13, false),
            ("PDF SSRN", 0..0, false),
            ("arXiv", 0..5, false),
            ("PDF Sand", 0..8, false),
        ] {
            let found = may_be_links(line) && is_links_alone(line, &[link]);
            assert_eq!(found, alone, "{line}");
        }
    }

    #[test]
    fn a_title_ends_before_its_labels() {
        for (title, alone) in [
            ("Slow Rivers [arXiv] (pdf)", "Slow Rivers"),
            ("Slow Rivers [[preprint]]", "Slow Rivers"),
            ("Slow Rivers (Part 2)", "Slow Rivers (Part 2)"),
            ("Slow Rivers)", "Slow Rivers)"),
        ] {
            assert_eq!(title_alone(title), alone);
        }
        assert!(is_all_labels("Full paper (8/3/25): PDF | arXiv"));
        assert!(!is_all_labels("A Paper on Data"));
    }
}
