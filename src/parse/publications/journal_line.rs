//! Lines that open with the name of a journal, which no line before them
//! runs on into.

use crate::model::{Document, Line, Span};

/// Whether a line opens with what the line before it does not run on into,
/// however full that is: words in italics that a volume follows or nothing,
/// as behind "Slow Rivers and the Delta⏎*Moss Letters* 26, 51–60".
pub(super) fn opens(document: &Document, before: &Line, line: &Line) -> bool {
    let text = document.slice(line.span);
    if before.block != line.block || !text.starts_with(char::is_uppercase) {
        return false;
    }
    let italics = |span: Span| {
        let block = &document.blocks[line.block];
        block.emphasis_in(span).iter().find(|e| e.italic).map(|e| e.span)
    };
    let Some(name) = italics(line.span) else { return false };
    let end = document.slice(before.span).trim_end().len();
    let end = before.span.start as usize + end;
    let runs_on = || {
        let start = u32::try_from(end.saturating_sub(1)).unwrap_or(0);
        italics(Span { start, end: start + 1 }).is_some()
    };
    let length = (name.end.min(line.span.end) - line.span.start) as usize;
    name.start <= line.span.start
        && is_end_or_volume(&text[length..])
        && !runs_on()
}

/// Whether nothing follows a journal's name, or its volume.
fn is_end_or_volume(behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', ',', '.']);
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    behind.is_empty() || (1..=4).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Role, Run, Style};
    use crate::normalize;

    /// A line whose words between stars are in italics.
    fn line(text: &str) -> RawLine {
        let runs = text.split('*').enumerate().map(|(at, text)| Run {
            text: text.to_owned(),
            style: Style { italic: at % 2 == 1, ..Style::default() },
            link: None,
        });
        let runs = runs.filter(|run| !run.text.is_empty()).collect();
        RawLine { runs, number: 1, geometry: None }
    }

    #[test]
    fn a_journal_in_italics_opens_a_line() {
        for (before, after, want) in [
            ("Slow Rivers", "*Moss* 26, 51–60", true),
            ("Slow Rivers", "*Moss Letters*, 26(3)", true),
            ("Slow Rivers", "*Moss Letters*", true),
            ("Slow Rivers of", "*Mossa alba* in Kiel", false),
            ("Slow Rivers. *Letters on*", "*Moss* 26, 51–60", false),
            ("Slow Rivers", "Moss 26, 51–60", false),
            ("Slow Rivers", "In *Moss* 26, 51–60", false),
        ] {
            let lines = vec![line(before), line(after)];
            let block = RawBlock { role: Role::Body, page: None, lines };
            let raw = Raw { blocks: vec![block], ..Raw::default() };
            let document = normalize::document(raw, "x", "text");
            let lines = document.lines();
            let [before, after] = lines.as_slice() else {
                panic!("two lines were given");
            };
            assert_eq!(opens(&document, before, after), want, "{after:?}");
        }
    }
}
