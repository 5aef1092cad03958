//! What a line of a list is by its words: an opening, a legend, a footer.

use crate::parse::date::{first_year, is_month, years};
use crate::parse::phrase::{self, Patterns, patterns};
use crate::parse::publications::cues;
use crate::parse::publications::label::take_label;

/// Whether a rule stood for the authors of the entry before, of which print
/// leaves but what followed it: ". 2024. “A Title.”".
pub(in crate::parse::publications) fn repeats_authors(text: &str) -> bool {
    text.strip_prefix(". ").is_some_and(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits == 4
            && first_year(&rest[..digits]).is_some()
            && rest[digits..].starts_with(". ")
    })
}

/// Whether what opens a text stands where its year would: "(in press)".
pub(super) fn stands_for_year(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "n.d.",
        "in press",
        "in prep",
        "in revision",
        "under review",
        "under revision",
        "submitted",
        "accepted",
        "forthcoming",
        "to appear",
        "preprint",
    ];
    text.strip_prefix('(').is_some_and(|inside| {
        WORDS.iter().any(|word| {
            inside
                .get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        })
    })
}

/// Whether a line holds a year, or what stands for one.
pub(super) fn tells_when(text: &str) -> bool {
    first_year(text).is_some()
        || text
            .match_indices(" (")
            .any(|(at, _)| stands_for_year(&text[at + 1..]))
}

/// Whether a line tells where the whole list is, or what marks mean:
/// "* denotes a student", "A full list is on Google Scholar".
pub(super) fn is_legend(text: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "full list ",
        "a full list ",
        "the full list ",
        "for a full list",
        "for the full list",
        "complete list ",
        "a complete list ",
        "for a complete list",
        "selected works from ",
        "selected publications from ",
        "lista completa ",
        "liste complète ",
        "elenco completo ",
        "vollständige liste ",
        "eine vollständige liste ",
        "you can also find my",
        "you can find my",
        "see also my google",
        "see my google",
    ];
    // "The present author's name is underlined".
    const MARKED: &Patterns = &patterns([
        "name|names is|are underlined|bold|bolded|highlighted|italicized|\
         in_bold|in_boldface|in_italics",
    ]);
    const SHORT: usize = 120;
    const LONG: usize = 240;
    const EXPLAINS: &[&str] =
        &[" denotes ", " indicates ", " denote ", " indicate ", " marks "];
    let marked = text.len() < LONG
        && text.contains("name")
        && first_year(text).is_none()
        && phrase::find(MARKED, text, 0, |_, _| true).is_some();
    if marked || text.len() >= SHORT {
        return marked;
    }
    let head = text.get(..32).unwrap_or(text).to_ascii_lowercase();
    OPENINGS.iter().any(|opening| head.starts_with(opening))
        || text.starts_with(['*', '†', '‡', '#', '(', '_'])
            && EXPLAINS.iter().any(|word| text.contains(word))
}

/// Whether a line tells nothing but the impact of a journal: "(Impact factor:
/// 4.9)".
pub(super) fn is_impact(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', ' ']);
    let named = ["Impact factor", "Impact Factor", "IF", "Journal IF"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let number = |rest: &str| {
        let mut parts = rest.split('.');
        parts.next().is_some_and(|p| p.ends_with(|c: char| c.is_ascii_digit()))
            && parts
                .next()
                .is_some_and(|p| p.starts_with(|c: char| c.is_ascii_digit()))
    };
    named.is_some_and(|rest| {
        let mut letters = rest.chars().filter(|c| c.is_alphabetic());
        rest.starts_with([' ', ':', '='])
            && number(rest)
            && letters.nth(11).is_none()
    })
}

/// Whether a line tells nothing but what a paper was called before: "(Previous
/// title: Slow Rivers)".
pub(in crate::parse::publications) fn is_former_title(text: &str) -> bool {
    const OPENINGS: &Patterns = &patterns([
        "previous title|titles",
        "previously|formerly circulated|titled|entitled|called|known",
        "former|earlier|old|original title",
        "first|earlier version circulated|titled|entitled",
    ]);
    let inside = text.trim().strip_prefix('(');
    let inside = inside.and_then(|rest| rest.strip_suffix(')'));
    // "(Previously titled “Sand”, with Bo Li. Forthcoming, Sand Letters)".
    let says_more = |inside: &str| {
        inside.contains([')', ';'])
            || inside.contains(" with ")
            || first_year(inside).is_some()
            || !cues::find(inside).is_empty()
    };
    inside.is_some_and(|inside| {
        phrase::end(OPENINGS, inside).is_some() && !says_more(inside)
    })
}

/// Whether a line says what a click on it does.
pub(super) fn is_control(text: &str) -> bool {
    const CONTROLS: &[&str] = &[
        "click to expand",
        "click here to expand",
        "click to show",
        "expand",
        "show more",
        "read more",
        "show abstract",
        "hide abstract",
        "view abstract",
        "toggle abstract",
        "show details",
        "show/hide details",
        "show/hide abstract",
    ];
    // "View all publications →", "See full list".
    const LEADS: &Patterns = &patterns([
        "view|see|show|browse the? all|more|full|complete list? of? my? \
         publications|papers?",
    ]);
    let text = text
        .trim_end_matches(['.', '…', ':', '▼', '+', ' ', '→', '»', '>', '›']);
    CONTROLS.iter().any(|control| text.eq_ignore_ascii_case(control))
        || phrase::end(LEADS, text) == Some(text.len())
}

/// Whether a line tells where a work was read or talked of, as below it:
/// "Presented at the Sand Days (2020), …".
pub(super) fn opens_remark(text: &str) -> bool {
    const REMARKS: &Patterns = &patterns([
        "presented|covered|featured at|in|by",
        "previously circulated|titled under|as",
        "media|press coverage",
    ]);
    phrase::end(REMARKS, text).is_some() || is_form_of_thesis(text)
}

/// Whether a line says where the work above it was taken or shown, and no
/// more: "Oral (Top 3%) Presentation at ICML 2024", "Accepted to Sand Days".
pub(super) fn tells_outlet(text: &str) -> bool {
    /// Bytes of such a line, and of the words before the place.
    const LONGEST: usize = 160;
    const HEAD: usize = 48;
    const SHOWN: &Patterns = &patterns(["oral|poster|spotlight|highlight"]);
    const TAKEN: &Patterns = &patterns([
        "accepted|published|appeared at|in|to|by",
        "to appear|be published at|in|by",
    ]);
    let text = text.trim_start_matches(['(', '[', '*', ' ']);
    let head = &text[..text.floor_char_boundary(HEAD)];
    // "Spotlight on rivers in winter", "Accepted to be true" are titles.
    text.len() <= LONGEST
        && (phrase::end(SHOWN, text).is_some() && head.contains(" at ")
            || phrase::end(TAKEN, text).is_some() && !head.contains(" to be "))
}

/// Whether a line tells no more of the work above than that it is a thesis:
/// "Tese de Doutorado em Ciências."
fn is_form_of_thesis(text: &str) -> bool {
    const FORMS: &Patterns = &patterns([
        "dissertação|tese|trabalho de|final mestrado|doutorado|do",
        "tesis de doctorado|maestría|grado",
        "thèse|mémoire de doctorat|master|maîtrise",
        "tesi di dottorato|laurea",
    ]);
    const SHORT: usize = 100;
    text.len() < SHORT
        && !text.trim_end_matches('.').contains([',', ':', '“', '"', '.'])
        && first_year(text).is_none()
        && phrase::end(FORMS, text).is_some()
}

/// Whether a note below a work says what is found in it: "The grains are
/// counted by hand."
pub(in crate::parse::publications) fn is_prose(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "is", "are", "was", "were", "can", "does", "do", "has", "have",
        "show", "shows",
    ];
    let text = text.trim();
    // "This paper was given an award."
    let won = || {
        ["award", "Award", "prize", "Prize"].iter().any(|w| text.contains(w))
    };
    let verb = |word: &str| VERBS.contains(&word);
    text.ends_with('.')
        && text.split_whitespace().nth(4).is_some()
        && text.split_whitespace().any(verb)
        && first_year(text).is_none()
        && !won()
}

/// Whether a line opens with the number of a volume and the name of a
/// journal, as lawyers cite: "74 Sand L. Rev."
pub(super) fn opens_with_volume(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && text[digits..]
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether a line says where a work appeared and nothing else, by volume,
/// pages and year: "Sand Letters, v. 12, n. 3, p. 4-9, 2019".
pub(in crate::parse::publications) fn is_citation(text: &str) -> bool {
    /// Words of a journal's name at most.
    const WORDS: usize = 9;
    const UNITS: &[&str] = &[
        "v", "vol", "volume", "n", "no", "nr", "num", "nº", "n°", "núm",
        "ano", "año", "année", "bd", "jg", "h", "heft", "issue", "p", "pp",
        "s", "pages", "págs", "tome", "t",
    ];
    let mut parts = text.trim_end_matches('.').split(',').map(str::trim);
    let name = parts.next().unwrap_or("");
    let named = name.starts_with(char::is_uppercase)
        && (2..=WORDS).contains(&name.split(' ').count())
        && !name.contains(['.', ':', '?', '“', '"', '«'])
        && !name.contains(|c: char| c.is_ascii_digit());
    let located = |part: &str| {
        let digits = part.starts_with(|c: char| c.is_ascii_digit());
        let word = part.split([' ', '.']).next().unwrap_or("");
        digits && !part.contains(char::is_alphabetic)
            || UNITS.contains(&word.to_lowercase().as_str())
            || is_month(word)
    };
    // "Bo Li, May 12, 2019" has no volume and no pages.
    let unit = |part: &str| {
        let word = part.split([' ', '.']).next().unwrap_or("");
        UNITS.contains(&word.to_lowercase().as_str())
            || part.contains('(')
            || part.len() > 4 && part.contains(['-', '–'])
    };
    named
        && parts.clone().any(unit)
        && parts.clone().all(located)
        && parts.clone().count() >= 2
        && parts.any(|part| first_year(part).is_some())
}

/// Lines that the foot of a page has at most.
pub(super) const FOOT: usize = 8;

/// Whether a line is the foot of a page: whose it is, when it was changed.
pub(super) fn is_footer(text: &str) -> bool {
    ["©", "Copyright ©", "Copyright (c)", "Last updated", "Last modified"]
        .iter()
        .any(|opening| text.starts_with(opening))
}

/// Whether a line opens a BibTeX entry.
pub(super) fn is_record(text: &str) -> bool {
    text.strip_prefix('@').is_some_and(|rest| {
        rest.split_once('{').is_some_and(|(kind, _)| {
            (1..20).contains(&kind.len())
                && kind.chars().all(|c| c.is_ascii_alphabetic())
        })
    })
}

/// Whether a line opens with the cell of a column of years.
pub(super) fn opens_with_year(text: &str) -> bool {
    text.split_once('\t').is_some_and(|(cell, rest)| {
        cell.len() <= 12
            && !cell.starts_with('[')
            && years(cell).len() == 1
            && rest.len() > 20
    })
}

/// Whether a line opens with a cell that says where and when, beside its
/// title: "Sand Letters, 2020⇥Slow Rivers and Their Deltas".
pub(super) fn opens_with_venue(text: &str) -> bool {
    /// Bytes of such a cell; as much as a margin holds, over several lines.
    const LONGEST: usize = 60;
    text.split_once('\t').is_some_and(|(cell, rest)| {
        let at = cell.len().saturating_sub(5);
        let (place, year) = cell.split_at(cell.floor_char_boundary(at));
        cell.len() <= LONGEST
            && place.starts_with(char::is_uppercase)
            && year.starts_with(' ')
            && years(year).len() == 1
            && rest.len() > 20
    })
}

/// Whether a line opens with a year in square brackets: `[2013] A. Roe`.
pub(super) fn is_yeared(text: &str) -> bool {
    let Some((year, rest)) =
        text.strip_prefix('[').and_then(|text| text.split_once(']'))
    else {
        return false;
    };
    year.len() == 4
        && first_year(year).is_some()
        && rest.starts_with([' ', '\t'])
}

/// Whether a line opens with a tag of venue and year: `[ICML'24]`.
pub(super) fn is_tagged(text: &str) -> bool {
    // Most lines have no number at all.
    let may_count = |byte: u8| byte.is_ascii_digit() || !byte.is_ascii();
    text.bytes().any(may_count) && {
        let (label, _) = take_label(text);
        label.year.is_some() && label.venue.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_cite_where_a_work_appeared() {
        for (text, cites) in [
            ("Sand Letters, v. 12, nº 3, p. 4-9, 2019", true),
            ("Revista de Areias, v.12, n.3, p.11-52., 2019", true),
            ("Annalen des Sandes, Jg. 12, H. 3, 2019", true),
            ("Sand Letters, 12(3), 4–9, March 2019", true),
            ("Slow Rivers, Fast Sand, and Moss, 2019", false),
            ("Sand, 2019", false),
            ("Bo Li, May 12, 2019", false),
            ("Rivers of Sand, 2019", false),
        ] {
            assert_eq!(is_citation(text), cites, "{text}");
        }
    }

    #[test]
    fn a_line_may_say_where_a_work_was_taken() {
        for (text, told) in [
            ("Oral (Top 3%) Presentation at *ICML 2024*", true),
            ("Poster presentation at the Sand Days", true),
            ("Accepted to ICML 2024", true),
            ("(Published in Sand Letters, 2020)", true),
            ("Oral histories of the rivers around Kiel, and in Lyon", false),
            ("Posters at the Sand Days", false),
            ("Spotlight", false),
        ] {
            assert_eq!(tells_outlet(text), told, "{text}");
        }
    }

    #[test]
    fn notes_below_a_work_are_prose() {
        for (text, prose) in [
            ("The grains of sand are counted by hand.", true),
            ("Grains counted by hand and sieved.", false),
            ("This paper was given an award of Kiel.", false),
            ("The Journal of Sand is Here, 2020.", false),
            ("Sand is wet.", false),
        ] {
            assert_eq!(is_prose(text), prose, "{text}");
        }
    }

    #[test]
    fn lawyers_cite_the_volume_first() {
        for (text, cited) in [
            ("74 Sand L. Rev. 12 (2020)", true),
            ("1912 Sand L. Rev.", false),
            ("74 grains of sand", false),
            ("Sand L. Rev. 74", false),
        ] {
            assert_eq!(opens_with_volume(text), cited, "{text}");
        }
    }

    #[test]
    fn a_cell_may_say_where_and_when() {
        for (text, cell) in [
            ("Sand Letters, 2020\tSlow Rivers and Their Deltas", true),
            ("Moss 2019\tSlow Rivers and Their Deltas", true),
            ("2019\tSlow Rivers and Their Deltas", false),
            ("Sand Letters\tSlow Rivers and Their Deltas", false),
            ("Moss 2019\tKiel", false),
            ("…é 2019\tSlow Rivers and Their Deltas", false),
        ] {
            assert_eq!(opens_with_venue(text), cell, "{text}");
        }
    }

    #[test]
    fn a_former_title_says_nothing_else() {
        for (text, former) in [
            ("(Previous title: Slow Rivers and Sand)", true),
            ("(formerly known as “Slow Rivers”)", true),
            ("(Previously titled “Sand”, with Bo Li)", false),
            ("(Previously titled Sand) (with Bo Li)", false),
            ("(earlier version circulated as Sand, 2019)", false),
            ("(Former title: Sand. Forthcoming)", false),
            ("Previous title: Slow Rivers", false),
        ] {
            assert_eq!(is_former_title(text), former, "{text}");
        }
    }

    #[test]
    fn what_a_click_does_is_no_entry() {
        for (text, control) in [
            ("Click to expand", true),
            ("Show abstract ▼", true),
            ("Read more…", true),
            ("Expand the Rivers", false),
            ("View all publications →", true),
            ("See full list of my papers", true),
            ("See All Rivers", false),
        ] {
            assert_eq!(is_control(text), control, "{text}");
        }
    }

    #[test]
    fn a_remark_tells_where_a_work_was_read() {
        for (text, remark) in [
            ("Presented at Sand Days (2020), Moss Days (2021)", true),
            ("Previously circulated under the title “Rivers”", true),
            ("Covered in Sand Weekly", true),
            ("Tese de Doutorado em Ciências da Areia.", true),
            ("Tese de Doutorado: Areia e Rios, Kiel, 2020", false),
            ("Presented Rivers of the North", false),
            ("Covered Bridges, with Bo Li. Sand, 2020", false),
        ] {
            assert_eq!(opens_remark(text), remark, "{text}");
        }
    }

    #[test]
    fn a_legend_is_no_entry() {
        for (text, legend) in [
            ("* denotes a student", true),
            ("A full list is on Google Scholar", true),
            ("You can also find my articles on my profile", true),
            ("You can find sand in rivers", false),
            ("Full list of papers is available via ADS.", true),
            ("Selected works from Google Scholar", true),
            ("Lista completa em academia.edu", true),
            ("Papers are numbered. My name is underlined, e.g. A. Roe", true),
            ("A. Roe. What’s in a name is bold. Sand, 2020", false),
            ("Full Lists of Rivers. A. Roe. Nature, 2020.", false),
        ] {
            assert_eq!(is_legend(text), legend, "{text}");
        }
    }

    #[test]
    fn the_impact_of_a_journal_is_no_entry() {
        for (text, impact) in [
            ("(Impact factor : 15.843)", true),
            ("[IF 3.2, Q1]", true),
            ("IF rivers are slow and their deltas wide", false),
            ("IFIP SEC 2019", false),
            ("Slow Rivers", false),
        ] {
            assert_eq!(is_impact(text), impact, "{text}");
        }
    }
}
