//! Reads names as BibTeX joins them: "Adam, Christoph and García Martín,
//! Ana and van der Berg, B.".

use super::context::opens_field;
use super::name::in_small;
use super::word::{is_initial, may_be_name};
use super::{Name, Run, Style};
use crate::parse::words::{is_name_word, places_of};

/// What stands between two names.
const JOINT: &str = " and ";

/// The longest name, in bytes.
const LONGEST: usize = 60;

/// Most words of a family name, and of the given names.
const WORDS: usize = 4;

/// Reads a whole run at the start of a text, in which every name has its one
/// comma. A family name may have several words here, since nothing but "and"
/// parts names.
pub(super) fn read_joined(text: &str, start: usize) -> Option<Run> {
    let mut names: Vec<Name> = Vec::new();
    if !opens_field(text, start) {
        return None;
    }
    let (mut at, mut known) = (start, 0);
    loop {
        let rest = &text[at..];
        let near = &rest[..rest.floor_char_boundary(LONGEST)];
        // "… and Li, Bo\nSlow Rivers and Deltas": that one is the title's.
        let joint = places_of(near, JOINT)
            .next()
            .filter(|end| !near[..*end].contains('\n'));
        if joint.is_none() && names.is_empty() {
            return None;
        }
        let piece = match joint {
            Some(end) => &near[..end],
            None => closed(rest, names.len() > 1)?,
        };
        let (family, given) = piece.split_once(", ")?;
        let (family, given) = (family.trim(), given.trim());
        if !is_name(family) || !is_name(given) || ends_sentence(family) {
            return None;
        }
        let mut words = family.split(' ').chain(given.split(' '));
        known += usize::from(
            words.any(|word| is_initial(word) || is_name_word(word)),
        );
        // "…, Text and Video, Li, H.": those that open it are no names.
        if known == 0 {
            return None;
        }
        names.push(Name {
            text: format!("{given} {}", in_small(family)),
            marks: String::new(),
            style: Style::Reversed,
        });
        at += piece.len();
        match joint {
            Some(_) => at += JOINT.len(),
            None => break,
        }
    }
    if known * 2 < names.len() {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few names")]
    let score = 0.9 * names.len() as f32;
    let range = start..at;
    Some(Run { range, names, truncated: false, with: false, score })
}

/// The last name, up to where it ends: behind its initials, before a full
/// stop, a bracket, a bar, a quotation or the end of the line; behind one
/// given name, where the list is `certain` to be one.
fn closed(rest: &str, certain: bool) -> Option<&str> {
    let rest = &rest[..rest.floor_char_boundary(2 * LONGEST)];
    let comma = rest.find(", ").filter(|at| *at < LONGEST)? + 2;
    let mut end = comma;
    for word in rest[comma..].split_inclusive(' ') {
        let bare = word.trim_end();
        let cut = bare.find(['\n', ',', '(', '|', ':', '“', '"', ';']);
        if end > comma && !is_initial(&bare[..cut.unwrap_or(bare.len())]) {
            break;
        }
        let stop = bare.strip_suffix('.').filter(|_| !is_initial(bare));
        end += cut.or(stop.map(str::len)).unwrap_or(bare.len());
        if cut.is_some() || stop.is_some() {
            return Some(&rest[..end]);
        }
        end += word.len() - bare.len();
    }
    let whole = rest[..end].trim_end();
    // "Roe, Ann Slow Rivers" may be anything.
    let behind = rest[whole.len()..].trim_start_matches(' ');
    let dotted = whole.ends_with('.') || certain;
    let ends = |c: char| "\n,.(|:“\";–—-[".contains(c);
    (dotted || behind.is_empty() || behind.starts_with(ends)).then_some(whole)
}

/// Whether all words are those of a name.
fn is_name(words: &str) -> bool {
    words.split(' ').count() <= WORDS && words.split(' ').all(may_be_name)
}

/// Whether a word ends a sentence: "… of Rivers. Roe".
fn ends_sentence(family: &str) -> bool {
    family.split(' ').any(|word| {
        let known = ["St.", "Jr.", "Sr."].contains(&word);
        let dotted = word.strip_suffix('.');
        dotted.is_some_and(|bare| bare.chars().count() > 1) && !known
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_comma_each() {
        for (text, names, rest) in [
            (
                "Adam, Christoph and García Martín, Ana and Li, Bo\nSand",
                &["Christoph Adam", "Ana García Martín", "Bo Li"][..],
                "\nSand",
            ),
            (
                "García Martín, Ana and Sánchez Vela, José M. Slow Rivers",
                &["Ana García Martín", "José M. Sánchez Vela"],
                " Slow Rivers",
            ),
            (
                "Diaz, B. and van der Berg, A. C. Slow rivers",
                &["B. Diaz", "A. C. van der Berg"],
                " Slow rivers",
            ),
            ("Diaz, Bo and Li, Ann. Slow", &["Bo Diaz", "Ann Li"], ". Slow"),
            (
                "Diaz, B. and Li, Ann M.\nSand",
                &["B. Diaz", "Ann M. Li"],
                "\nSand",
            ),
            (
                "Diaz, Bo and Li, Ann\nRivers and Sand",
                &["Bo Diaz", "Ann Li"],
                "\nRivers and Sand",
            ),
            (
                "Roe, Ann and Li, Bo and Diaz, Carla Slow Rivers",
                &["Ann Roe", "Bo Li", "Carla Diaz"],
                " Slow Rivers",
            ),
        ] {
            let run = read_joined(text, 0).expect("it is a run");
            let read: Vec<_> = run.names.iter().map(|n| &*n.text).collect();
            assert_eq!(read, names, "{text}");
            assert_eq!(&text[run.range.end..], rest, "{text}");
        }
        for text in [
            "Diaz, Bo and Ann Li. Slow Rivers",
            "Smith, John and Jane Li. Slow Rivers, Nature, 2020.",
            "Roe, A., Diaz, B. and Li, C. Slow Rivers",
            "Rivers, Sand and Deltas, Moss and Stone",
            "Diaz, Bo and Li, Ann Slow Rivers",
            "Diaz, Bo",
            "",
        ] {
            assert_eq!(read_joined(text, 0), None, "{text}");
        }
    }
}
