//! Finds the works among the lines of a page that counts them by their kind:
//! `J1: …`, `C4 : …`, `[T2] …`.

use super::List;
use super::split::label_of;
use crate::model::{Line, Role};

/// The lines of the items of a list that have such codes, where three have
/// one, of two kinds or more, and nearly all items do; None elsewhere.
pub(super) fn coded(list: &List<'_>) -> Option<Vec<Line>> {
    const FEWEST: usize = 3;
    let is_item = |line: &Line| matches!(line.role, Role::Item(_));
    let mut lines = Vec::new();
    let (mut items, mut kinds) = (0, Vec::new());
    let mut counted = 0;
    let mut within = false;
    for line in list.lines.iter().filter(|line| is_item(line)) {
        if line.first {
            let kind = code(list.document.slice(line.span));
            within = kind.is_some();
            items += 1;
            counted += usize::from(within);
            kinds.extend(kind.filter(|kind| !kinds.contains(kind)));
        }
        lines.extend(within.then_some(*line));
    }
    let usual = counted >= FEWEST && counted * 5 >= items * 4;
    (usual && kinds.len() > 1).then_some(lines)
}

/// The letters of the code that a line opens with.
fn code(text: &str) -> Option<&str> {
    let (letters, _) = label_of(text.trim_start())?;
    let kind = letters.bytes().all(|b| b.is_ascii_uppercase());
    (kind && (1..=2).contains(&letters.len())).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_letters_and_a_number() {
        for (text, kind) in [
            ("J1: Slow Rivers", Some("J")),
            ("TR12 : Slow Rivers", Some("TR")),
            ("[C3] Slow Rivers", Some("C")),
            ("W4A4 Rivers", None),
            ("12. Slow Rivers", None),
            ("SAND3: Slow Rivers", None),
        ] {
            assert_eq!(code(text), kind, "{text}");
        }
    }
}
