//! What leads to the name of a venue: "In", "Accepted for publication in",
//! "Chapter 3 of".

use crate::parse::date::is_month;
use crate::parse::phrase::{self, Patterns, patterns};

/// Words before the name of what a work appears in.
const LEADS: &[&str] = &[
    "In: ",
    "In ",
    "in: ",
    "in ",
    "@ ",
    "at ",
    "In:",
    "In : ",
    "in : ",
    "Proceedings, ",
    "Proceedings: ",
    "In, ",
    "in:, ",
    "dans ",
    "en ",
    "En: ",
    "en: ",
    "Dans: ",
    "dans: ",
    "Dins: ",
    "I: ",
];

/// What is said to have been done in, at or to a venue.
const DONE: &Patterns = &patterns([
    "in|under? preparation",
    "in press",
    "article|published|appeared|contribution|preprint",
    "publicado|paru|erschienen",
]);

/// Likewise, where a comma or a dash may stand instead of the small word.
const UNDER_WAY: &Patterns = &patterns([
    "manuscript? conditionally? accepted|submitted|resubmitted \
     for_publication?",
    "revise|revised|reject and|& resubmit|resubmitted|resubmission",
    "in|under review|revision",
    "minor|major revision",
    "under 1st|2nd|3rd|4th|5th|first|second|third|fourth round? review",
    "r&r|rej&r|forthcoming|to_appear|revision_requested",
    "enviado|aceptado|sometido|submetido|aceito",
    "soumis|accepté|eingereicht|angenommen|inviato|accettato",
]);

/// What a work is called by its kind, before where it appeared.
const KINDS: &Patterns = &patterns([
    "workshop|conference|journal|short|full|long|regular|demo|invited\
     |extended|refereed|poster paper|article|abstract|presentation",
]);

/// Whether a stretch says that a work is still read by others, and no more:
/// "pending review", "under review", "accepted".
pub(super) fn tells_state(text: &str) -> bool {
    const PENDING: &Patterns = &patterns([
        "pending|awaiting review|reviews|decision|approval|revision",
        "accepted|submitted|forthcoming|to_appear|in_press",
        "in|unter begutachtung|überarbeitung",
        "en révision|évaluation|revisión|evaluación",
        "em revisão|avaliação",
    ]);
    let text = text.trim_end_matches(['.', ',', ' ']);
    let ends = |said: &Patterns| phrase::end(said, text) == Some(text.len());
    is_under_way(text) || ends(PENDING) || ends(UNDER_WAY)
}

/// What is done with a work once more, at the venue that is named behind it.
const AGAIN: &Patterns =
    &patterns(["r&r|rej&r|revise_and_resubmit|revise_&_resubmit"]);

/// A stretch without the words that lead to the name of a venue.
pub(super) fn strip_in(text: &str) -> &str {
    let text = text.trim_start_matches([
        ' ', '.', ',', ':', ';', '-', '–', '—', '(', '/', '“', '”', '"', '’',
        '‘', '\'', '»',
    ]);
    let text = behind_kind(without_chapter(behind_isbn(text)));
    if is_under_way(text) {
        return text;
    }
    // "En Ríos y arenas de Kiel", but "En Route".
    let foreign = || {
        let rest = ["En ", "Em ", "Dans "]
            .iter()
            .find_map(|lead| text.strip_prefix(lead))?;
        const JOINTS: &[&str] = &[
            "y", "e", "de", "del", "la", "las", "los", "el", "en", "da", "do",
            "das", "dos", "des", "du", "et", "les", "le",
        ];
        let told = !rest.is_ascii()
            || rest.split(' ').any(|word| JOINTS.contains(&word));
        told.then_some(rest)
    };
    let led = || {
        let lead = LEADS.iter().find_map(|lead| text.strip_prefix(lead));
        lead.or_else(foreign).filter(|_| !opens_in_state(text))
    };
    let Some(rest) = behind_done(text).or_else(led) else { return text };
    let rest = rest.trim_start();
    let issue = phrase::end(ISSUE, rest).unwrap_or(0);
    let rest = rest[issue..].trim_start();
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    // "In Proceedings, 13th Workshop on Sand".
    rest.strip_prefix("Proceedings, ").unwrap_or(rest)
}

/// What a special issue is called before its subject.
const ISSUE: &Patterns = &patterns(["a|the? special issue of"]);

/// Whether a stretch says no more than how far a work has come: "In Review)".
pub(super) fn is_under_way(text: &str) -> bool {
    let text = text.trim_end_matches([')', ']', '.', ' ', '\n']);
    phrase::end(IN_STATE, text) == Some(text.len())
}

/// What a work may be in that is no venue.
const IN_STATE: &Patterns = &patterns([
    "in review|revision|press|preparation|prep|progress|submission",
]);

/// Whether a text opens with how far a work has come, and no venue: "In
/// Preparation, 2025".
pub(super) fn opens_in_state(text: &str) -> bool {
    phrase::end(IN_STATE, text).is_some_and(|end| {
        let rest = &text[end..];
        rest.is_empty() || rest.starts_with([',', '.', ';', ')', ']'])
    })
}

/// What follows words for how far a work has come: "Accepted for publication
/// in", "R&R at", "Under review, ".
pub(super) fn behind_done(text: &str) -> Option<&str> {
    let behind = |said: &Patterns| {
        let end = phrase::end(said, text)?;
        Some(text[end..].trim_ascii_start())
    };
    if let Some(rest) = behind(UNDER_WAY) {
        let parted = rest.strip_prefix([',', '–', '—', ':']);
        let again = || {
            let capital = rest.starts_with(char::is_uppercase);
            (capital && phrase::end(AGAIN, text).is_some()).then_some(rest)
        };
        // "R&R Sand Review".
        let by = || behind_by(&text[..text.len() - rest.len()], rest);
        return behind_to(rest).or(parted).or_else(by).or_else(again);
    }
    behind(DONE).and_then(behind_to)
}

/// Whether a text opens with how far a work has come: "Submitted to Sand
/// Letters".
pub(in crate::parse::publications) fn opens_in_progress(text: &str) -> bool {
    [UNDER_WAY, DONE, IN_STATE]
        .iter()
        .any(|said| phrase::end(said, text).is_some())
}

/// A title that runs on into how far its work has come, without that: "Slow
/// Rivers, R&R at Sand Review".
pub(in crate::parse::publications) fn without_progress(title: &str) -> &str {
    let runs_on = |at: &usize| {
        let rest = title[at + 1..].trim_ascii_start();
        let end = phrase::end(UNDER_WAY, rest);
        end.is_some_and(|end| {
            behind_to(rest[end..].trim_ascii_start()).is_some()
        })
    };
    let at = title.match_indices(',').map(|(at, _)| at).find(runs_on);
    // "Accepted, Submitted at" is no title before it.
    at.filter(|at| title[..*at].contains(' ')).map_or(title, |at| &title[..at])
}

/// What follows the kind of the work: "Workshop paper, SandCon", "Short paper
/// at SandCon".
fn behind_kind(text: &str) -> &str {
    let Some(end) = phrase::end(KINDS, text) else { return text };
    let rest = &text[end..];
    let parted = rest.strip_prefix([',', ':']).map(str::trim_start);
    let behind = behind_to(rest.trim_start()).map(str::trim_start).or(parted);
    let behind = behind.map(|b| b.strip_prefix("the ").unwrap_or(b));
    behind.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(text)
}

/// What follows the small words of "accepted by Sand Letters" and "to appear on
/// Sand Letters"; on a day it names none.
fn behind_by<'a>(done: &str, rest: &'a str) -> Option<&'a str> {
    let done = done.trim_end().to_ascii_lowercase();
    let word = match done.as_str() {
        "accepted" => "by ",
        "to appear" => "on ",
        _ => return None,
    };
    let name = rest.strip_prefix(word)?;
    let first = name.split([' ', ',']).next().unwrap_or("");
    let named = first.starts_with(char::is_uppercase)
        && !is_month(first)
        && !first.ends_with("day");
    named.then_some(name)
}

/// What follows a small word for where.
fn behind_to(text: &str) -> Option<&str> {
    const WHERE: &Patterns = &patterns(["in|at|to|for|dans|en|em|a|à|bei|su"]);
    behind_word(text, WHERE)
}

/// What follows one of some words and a blank.
fn behind_word<'a>(text: &'a str, words: &Patterns) -> Option<&'a str> {
    let rest = &text[phrase::end(words, text)?..];
    rest.starts_with([' ', '\n']).then_some(rest)
}

/// What stands behind the number of a book: "ISBN 978-3-16-148410-0, SandCon".
fn behind_isbn(text: &str) -> &str {
    let Some(number) = text.strip_prefix("ISBN") else { return text };
    let rest = number.trim_start_matches(|c: char| {
        c.is_ascii_digit() || " -–:".contains(c)
    });
    rest.strip_prefix(", ").unwrap_or(text)
}

/// A stretch without the number of a chapter before the name of its book:
/// "Chapter 3 in Rivers".
fn without_chapter(text: &str) -> &str {
    let rest = ["Book chapter ", "Chapter ", "chapter ", "Ch. "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.map(|rest| rest.trim_start_matches([',', ':', ' ']))
        .filter(|rest| {
            ["in ", "In ", "of "].iter().any(|w| rest.starts_with(w))
                || ["in", "In", "of"].contains(rest)
        })
        .map_or(text, |rest| rest["in".len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_venue_is_named_without_what_leads_to_it() {
        assert_eq!(strip_in("Chapter 3 in Sand"), "Sand");
        assert_eq!(strip_in("ISBN 978-3-16-1, SandCon"), "SandCon");
        assert_eq!(strip_in("In the Politics of Sand"), "Politics of Sand");
        assert_eq!(strip_in("R&R in Sand Research"), "Sand Research");
        assert_eq!(strip_in("In Review—Sand Chem"), "Sand Chem");
        assert_eq!(strip_in("R&R Sand Review"), "Sand Review");
        assert_eq!(strip_in("Rej&R Sand Review"), "Sand Review");
        assert_eq!(strip_in("Revise & resubmit, Sand"), "Sand");
        assert_eq!(strip_in("In Review)"), "In Review)");
        assert_eq!(strip_in("In Progress"), "In Progress");
        assert_eq!(strip_in("In Prep., 2025"), "In Prep., 2025");
        assert_eq!(strip_in("In Press Studies"), "Press Studies");
        assert_eq!(strip_in("In press in Sand"), "Sand");
        assert_eq!(strip_in("In a Special Issue of Sand"), "Sand");
        assert_eq!(strip_in("In A Sand Reader"), "A Sand Reader");
        assert_eq!(strip_in("Forthcoming, Sand Review"), "Sand Review");
        assert_eq!(strip_in("Accepted Sand"), "Accepted Sand");
        assert_eq!(strip_in("En Arenas y ríos"), "Arenas y ríos");
        assert_eq!(strip_in("Enviado a Arenas"), "Arenas");
        assert_eq!(strip_in("Soumis à Sables"), "Sables");
        assert_eq!(strip_in("En Route"), "En Route");
        assert_eq!(strip_in("In preparation for Sand Days"), "Sand Days");
        assert_eq!(strip_in("Under 4th round review at Sand"), "Sand");
        assert_eq!(strip_in("Under second review at Sand"), "Sand");
        assert_eq!(strip_in("In preparation"), "In preparation");
        assert_eq!(
            strip_in("Revised and resubmitted to the Journal of Sand"),
            "Journal of Sand"
        );
        assert_eq!(strip_in("In Proceedings, 3rd SandCon"), "3rd SandCon");
        assert_eq!(strip_in("Workshop paper, SandCon"), "SandCon");
        assert_eq!(strip_in("Short paper at the SandCon"), "SandCon");
        assert_eq!(strip_in("Conference Papers"), "Conference Papers");
        assert_eq!(strip_in("To appear on Sand"), "Sand");
        assert_eq!(strip_in("Accepted by Moss Days"), "Moss Days");
        assert_eq!(strip_in("Published by Moss"), "Published by Moss");
        assert_eq!(strip_in("To appear on Monday"), "To appear on Monday");
        assert_eq!(strip_in("Accepted on May 3"), "Accepted on May 3");
    }

    #[test]
    fn a_title_ends_before_how_far_its_work_has_come() {
        for (title, want) in [
            ("On Sand, R&R at Moss Review", "On Sand"),
            (
                "On Sand, in Progress and Decay",
                "On Sand, in Progress and Decay",
            ),
            ("On Sand, Major Revision at Moss", "On Sand"),
            ("On Sand, Submitted to Moss, 2020", "On Sand"),
            ("On Sand, Moss and Reed", "On Sand, Moss and Reed"),
            ("On Sand, Accepted Truths", "On Sand, Accepted Truths"),
        ] {
            assert_eq!(without_progress(title), want);
        }
    }

    #[test]
    fn a_work_may_be_in_a_state_and_in_no_venue() {
        for (text, want) in [
            ("In Preparation, 2025", true),
            ("In Progress", true),
            ("in press.", true),
            ("In Press Studies, 2025", false),
            ("In Progress of Moss, 2025", false),
            ("In Sand, 2025", false),
        ] {
            assert_eq!(opens_in_state(text), want, "{text}");
        }
    }
}
