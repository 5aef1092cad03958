//! Words that tell what a stretch of an entry is.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use crate::model::Status;

/// What a cue tells about the text it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Words of venues, never of titles.
    Venue,
    /// How far the publication has come.
    Status(Status),
    /// Workshop, demo, spotlight and the like.
    Track(&'static str),
    /// Pages, volumes, places, remarks: neither title nor venue.
    Remark,
}

/// One cue a row, in lower case; the longest that fits counts.
const CUES: &[(&str, Cue)] = &[
    ("in proceedings", Cue::Venue),
    ("proceedings of", Cue::Venue),
    ("in proc", Cue::Venue),
    ("proc. of", Cue::Venue),
    ("proc. ", Cue::Venue),
    ("journal of", Cue::Venue),
    ("transactions on", Cue::Venue),
    ("trans. on", Cue::Venue),
    ("conference on", Cue::Venue),
    ("symposium on", Cue::Venue),
    ("workshop on", Cue::Venue),
    ("annual meeting of", Cue::Venue),
    ("advances in neural", Cue::Venue),
    ("lecture notes in", Cue::Venue),
    ("arxiv:", Cue::Venue),
    ("arxiv preprint", Cue::Venue),
    ("review of", Cue::Remark),
    ("pp.", Cue::Remark),
    ("pages ", Cue::Remark),
    ("vol.", Cue::Remark),
    ("volume ", Cue::Remark),
    ("et al", Cue::Remark),
    ("http://", Cue::Remark),
    ("https://", Cue::Remark),
    ("doi:", Cue::Remark),
    ("doi.org", Cue::Remark),
    ("doi ", Cue::Remark),
    ("isbn", Cue::Remark),
    ("acceptance rate", Cue::Remark),
    ("paper award", Cue::Remark),
    ("impact factor", Cue::Remark),
    ("corresponding author", Cue::Remark),
    ("sole-authored", Cue::Remark),
    ("solo-authored", Cue::Remark),
    ("single-authored", Cue::Remark),
    ("cited by", Cue::Remark),
    ("available on", Cue::Remark),
    ("available at", Cue::Remark),
    ("| conference paper", Cue::Remark),
    ("| journal article", Cue::Remark),
    ("| book chapter", Cue::Remark),
    ("contributors:", Cue::Remark),
    ("citations", Cue::Remark),
    ("accepted", Cue::Status(Status::Accepted)),
    ("to appear", Cue::Status(Status::Accepted)),
    ("forthcoming", Cue::Status(Status::Accepted)),
    ("in press", Cue::Status(Status::Accepted)),
    ("conditionally accepted", Cue::Status(Status::Accepted)),
    ("à paraître", Cue::Status(Status::Accepted)),
    ("im druck", Cue::Status(Status::Accepted)),
    ("im erscheinen", Cue::Status(Status::Accepted)),
    ("sous presse", Cue::Status(Status::Accepted)),
    ("accepté", Cue::Status(Status::Accepted)),
    ("en prensa", Cue::Status(Status::Accepted)),
    ("no prelo", Cue::Status(Status::Accepted)),
    ("in corso di stampa", Cue::Status(Status::Accepted)),
    ("aceito para publicação", Cue::Status(Status::Accepted)),
    ("aceito em", Cue::Status(Status::Accepted)),
    ("aceptado en", Cue::Status(Status::Accepted)),
    ("aceptado para", Cue::Status(Status::Accepted)),
    ("aceptado por", Cue::Status(Status::Accepted)),
    ("aceito por", Cue::Status(Status::Accepted)),
    ("accettato su", Cue::Status(Status::Accepted)),
    ("accettato da", Cue::Status(Status::Accepted)),
    ("zur veröffentlichung angenommen", Cue::Status(Status::Accepted)),
    ("录用", Cue::Status(Status::Accepted)),
    ("submitted", Cue::Status(Status::Submitted)),
    ("in submission", Cue::Status(Status::Submitted)),
    ("under review", Cue::Status(Status::Submitted)),
    ("under second review", Cue::Status(Status::Submitted)),
    ("under third review", Cue::Status(Status::Submitted)),
    ("under 2nd review", Cue::Status(Status::Submitted)),
    ("under 3rd review", Cue::Status(Status::Submitted)),
    ("under revision", Cue::Status(Status::Submitted)),
    ("under submission", Cue::Status(Status::Submitted)),
    ("revise and resubmit", Cue::Status(Status::Submitted)),
    ("revise & resubmit", Cue::Status(Status::Submitted)),
    ("revise-and-resubmit", Cue::Status(Status::Submitted)),
    ("revision requested", Cue::Status(Status::Submitted)),
    ("revisions requested", Cue::Status(Status::Submitted)),
    ("reject and resubmit", Cue::Status(Status::Submitted)),
    ("reject & resubmit", Cue::Status(Status::Submitted)),
    ("rej&r", Cue::Status(Status::Submitted)),
    ("r&r", Cue::Status(Status::Submitted)),
    ("in review", Cue::Status(Status::Submitted)),
    ("in-review", Cue::Status(Status::Submitted)),
    ("in revision", Cue::Status(Status::Submitted)),
    ("under-review", Cue::Status(Status::Submitted)),
    ("submited", Cue::Status(Status::Submitted)),
    ("minor revision", Cue::Status(Status::Submitted)),
    ("major revision", Cue::Status(Status::Submitted)),
    ("soumis", Cue::Status(Status::Submitted)),
    ("eingereicht", Cue::Status(Status::Submitted)),
    ("en révision", Cue::Status(Status::Submitted)),
    ("en revisión", Cue::Status(Status::Submitted)),
    ("bajo revisión", Cue::Status(Status::Submitted)),
    ("in begutachtung", Cue::Status(Status::Submitted)),
    ("sometido a", Cue::Status(Status::Submitted)),
    ("enviado a", Cue::Status(Status::Submitted)),
    ("enviado para", Cue::Status(Status::Submitted)),
    ("submetido a", Cue::Status(Status::Submitted)),
    ("submetido à", Cue::Status(Status::Submitted)),
    ("submetido para", Cue::Status(Status::Submitted)),
    ("em avaliação", Cue::Status(Status::Submitted)),
    ("inviato a", Cue::Status(Status::Submitted)),
    ("sottomesso a", Cue::Status(Status::Submitted)),
    ("in revisione", Cue::Status(Status::Submitted)),
    ("under 1st round review", Cue::Status(Status::Submitted)),
    ("under 1st-round review", Cue::Status(Status::Submitted)),
    ("under 2nd round review", Cue::Status(Status::Submitted)),
    ("under 2nd-round review", Cue::Status(Status::Submitted)),
    ("under 3rd round review", Cue::Status(Status::Submitted)),
    ("under 3rd-round review", Cue::Status(Status::Submitted)),
    ("under 4th round review", Cue::Status(Status::Submitted)),
    ("under 4th-round review", Cue::Status(Status::Submitted)),
    ("under 5th round review", Cue::Status(Status::Submitted)),
    ("under 5th-round review", Cue::Status(Status::Submitted)),
    ("under first round review", Cue::Status(Status::Submitted)),
    ("under first-round review", Cue::Status(Status::Submitted)),
    ("under second round review", Cue::Status(Status::Submitted)),
    ("under second-round review", Cue::Status(Status::Submitted)),
    ("under third round review", Cue::Status(Status::Submitted)),
    ("under third-round review", Cue::Status(Status::Submitted)),
    ("under fourth round review", Cue::Status(Status::Submitted)),
    ("under fourth-round review", Cue::Status(Status::Submitted)),
    ("resubmitted", Cue::Status(Status::Submitted)),
    ("在投", Cue::Status(Status::Submitted)),
    ("审稿", Cue::Status(Status::Submitted)),
    ("working paper", Cue::Status(Status::Preprint)),
    ("working papers", Cue::Status(Status::Preprint)),
    ("preprint", Cue::Status(Status::Preprint)),
    ("preprints", Cue::Status(Status::Preprint)),
    ("pre-print", Cue::Status(Status::Preprint)),
    ("arxiv", Cue::Status(Status::Preprint)),
    ("in preparation", Cue::Status(Status::Preprint)),
    ("in prep", Cue::Status(Status::Preprint)),
    ("in vorbereitung", Cue::Status(Status::Preprint)),
    ("en préparation", Cue::Status(Status::Preprint)),
    ("in preparazione", Cue::Status(Status::Preprint)),
    ("en preparación", Cue::Status(Status::Preprint)),
    ("em preparação", Cue::Status(Status::Preprint)),
    ("en proceso", Cue::Status(Status::Preprint)),
    ("en elaboración", Cue::Status(Status::Preprint)),
    ("em elaboração", Cue::Status(Status::Preprint)),
    ("w przygotowaniu", Cue::Status(Status::Preprint)),
    ("in voorbereiding", Cue::Status(Status::Preprint)),
    ("in progress", Cue::Status(Status::Preprint)),
    ("work in progress", Cue::Status(Status::Preprint)),
    ("ongoing work", Cue::Status(Status::Preprint)),
    ("works in progress", Cue::Status(Status::Preprint)),
    ("papers in progress", Cue::Status(Status::Preprint)),
    ("trabajo en curso", Cue::Status(Status::Preprint)),
    ("trabajos en curso", Cue::Status(Status::Preprint)),
    ("trabajo en progreso", Cue::Status(Status::Preprint)),
    ("trabalho em andamento", Cue::Status(Status::Preprint)),
    ("trabalhos em andamento", Cue::Status(Status::Preprint)),
    ("travaux en cours", Cue::Status(Status::Preprint)),
    ("lavori in corso", Cue::Status(Status::Preprint)),
    ("laufende arbeiten", Cue::Status(Status::Preprint)),
    ("documento de trabajo", Cue::Status(Status::Preprint)),
    ("documentos de trabajo", Cue::Status(Status::Preprint)),
    ("texto para discussão", Cue::Status(Status::Preprint)),
    ("textos para discussão", Cue::Status(Status::Preprint)),
    ("document de travail", Cue::Status(Status::Preprint)),
    ("documents de travail", Cue::Status(Status::Preprint)),
    ("arbeitspapier", Cue::Status(Status::Preprint)),
    ("arbeitspapiere", Cue::Status(Status::Preprint)),
    ("diskussionspapier", Cue::Status(Status::Preprint)),
    ("diskussionspapiere", Cue::Status(Status::Preprint)),
    ("preparing for submission", Cue::Status(Status::Preprint)),
    ("in preparation for submission", Cue::Status(Status::Preprint)),
    ("to be submitted", Cue::Status(Status::Preprint)),
    ("manuscript", Cue::Status(Status::Preprint)),
    ("mimeo", Cue::Status(Status::Preprint)),
    ("discussion paper", Cue::Status(Status::Preprint)),
    ("job market paper", Cue::Status(Status::Preprint)),
    ("draft", Cue::Status(Status::Preprint)),
    ("draft proceedings", Cue::Venue),
    ("findings", Cue::Track("Findings")),
    ("(finding)", Cue::Track("Findings")),
    ("workshop", Cue::Track("Workshop")),
    ("demo track", Cue::Track("Demo")),
    ("(demo", Cue::Track("Demo")),
    ("demonstration", Cue::Track("Demo")),
    ("spotlight", Cue::Track("Spotlight")),
    ("oral", Cue::Track("Oral")),
    ("poster", Cue::Track("Poster")),
    ("industry track", Cue::Track("Industry")),
    ("datasets and benchmarks", Cue::Track("Datasets and Benchmarks")),
    ("doctoral consortium", Cue::Track("Doctoral Consortium")),
    ("student research workshop", Cue::Track("Student Research Workshop")),
    ("shared task", Cue::Track("Shared Task")),
];

/// A cue with the number that its first letters make.
#[derive(Clone, Copy)]
struct Row {
    head: u32,
    text: &'static [u8],
    cue: Cue,
}

/// The cues by their first byte, the longest first.
static BY_FIRST: LazyLock<[Vec<Row>; 256]> = LazyLock::new(|| {
    let mut cues = [const { Vec::new() }; 256];
    for (text, cue) in CUES {
        let text = text.as_bytes();
        if let Some(head) = head(text) {
            cues[usize::from(text[0])].push(Row { head, text, cue: *cue });
        }
    }
    for of_one in &mut cues {
        of_one.sort_by_key(|row| Reverse(row.text.len()));
    }
    cues
});

/// Finds the cues of a text, where words start.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Cue)> {
    let mut found = Vec::new();
    let cues = &*BY_FIRST;
    let (mut at, mut within) = (0, false);
    while let Some(&byte) = text.as_bytes().get(at) {
        let of_byte = &cues[usize::from(byte.to_ascii_lowercase())];
        if !within && let Some(row) = opening(of_byte, &text[at..]) {
            found.push((at..at + row.text.len(), row.cue));
            at += row.text.len();
            within = text[..at].ends_with(char::is_alphanumeric);
        } else if byte.is_ascii_alphanumeric() {
            // No cue begins within a word.
            let word = text.as_bytes()[at..].iter();
            at += word.take_while(|b| b.is_ascii_alphanumeric()).count();
            within = true;
        } else if byte.is_ascii() {
            at += 1;
            within = false;
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            at += c.len_utf8();
            within = c.is_alphanumeric();
        }
    }
    found
}

/// The longest of some cues that a text begins with, and that ends a word;
/// the first byte is known to fit.
fn opening(cues: &[Row], text: &str) -> Option<Row> {
    let bytes = text.as_bytes();
    let own = head(bytes)?;
    let opens = |cue: &[u8]| {
        let head = bytes.get(..cue.len());
        let letter = cue.last().is_some_and(u8::is_ascii_alphabetic);
        let goes_on = bytes.get(cue.len()).is_some_and(u8::is_ascii_lowercase);
        head.is_some_and(|head| head.eq_ignore_ascii_case(cue))
            && !(letter && goes_on)
    };
    let mut near = cues.iter().filter(|row| row.head == own);
    near.find(|row| opens(row.text)).copied()
}

/// The number that the first letters of a text make, whatever their case, by
/// which nearly all cues are told apart; none has fewer.
fn head(text: &[u8]) -> Option<u32> {
    let [a, b, c] = text.first_chunk()?;
    let small = |byte: &u8| byte.to_ascii_lowercase();
    Some(u32::from_le_bytes([small(a), small(b), small(c), 0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_is_found() {
        for (text, cue) in CUES {
            let found = find(&format!("x, {text}"));
            assert!(found.iter().any(|(_, c)| c == cue), "{text}");
        }
    }

    #[test]
    fn a_cue_is_a_word() {
        for text in ["Moral Graphs", "Temporal oralism", "Drafty Houses"] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
