//! Names in the fields of BibTeX: "Weber, Anna and Li, Bo and others".

use super::plain;
use crate::extract::reference;
use crate::model::Author;

/// Reads an author field; the flag says that more authors are left out.
pub(super) fn authors(field: &str) -> (Vec<Author>, bool) {
    let mut truncated = false;
    let mut authors = Vec::new();
    for name in names(unbraced(field.trim())) {
        let text = plain(name);
        if reference::is_others(&text) {
            truncated = true;
        } else if is_braced(name) {
            // `{Moss Consortium, Europe}` is one name as it stands.
            authors.push(Author { name: text, ..Author::default() });
        } else {
            authors.extend(reference::author(&text));
        }
    }
    (authors, truncated)
}

/// An author field without the braces around all of it, where what is in them
/// is plainly a list: `{Weber, Anna and Li, Bo}`, `{A. Weber, B. Li}`.
fn unbraced(field: &str) -> &str {
    let Some(inner) = within_braces(field) else { return field };
    let pieces = split_outside(inner, &[" and "]);
    let turned = pieces.iter().all(|name| is_turned(name));
    if pieces.len() > 1 && turned {
        return inner;
    }
    let names = split_outside(inner, &[", and ", " and ", ",", ";"]);
    let several = |is: fn(&str) -> bool, fewest: usize| {
        names.len() >= fewest && names.iter().all(|name| is(name))
    };
    let list = several(opens_with_initial, 2)
        || several(ends_with_initials, 2)
        || several(is_full, 3);
    if list { inner } else { field }
}

/// Whether a name has initials without stops behind it: `Weber A`.
fn ends_with_initials(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(family, initials)| {
        (1..=3).contains(&initials.len())
            && initials.bytes().all(|b| b.is_ascii_uppercase())
            && family.contains(char::is_lowercase)
            && family.starts_with(char::is_uppercase)
    })
}

/// Whether words may be a person's whole name, and are none of a group's:
/// `Anna Weber`.
fn is_full(name: &str) -> bool {
    const GROUPS: &[&str] = &[
        "Agency",
        "Association",
        "Authority",
        "Board",
        "Bureau",
        "Center",
        "Centre",
        "Collaboration",
        "Commission",
        "Committee",
        "Consortium",
        "Council",
        "Department",
        "Division",
        "Energy",
        "Foundation",
        "Group",
        "Initiative",
        "Institute",
        "Lab",
        "Laboratory",
        "Ministry",
        "Network",
        "Office",
        "Press",
        "Programme",
        "Project",
        "School",
        "Service",
        "Society",
        "Team",
        "Trust",
        "UK",
        "US",
        "Union",
        "University",
    ];
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    (2..=4).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(capital)
        && !name.split_whitespace().any(|word| GROUPS.contains(&word))
}

/// What one pair of braces around all of a field holds.
fn within_braces(field: &str) -> Option<&str> {
    let inner = field.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 1_usize;
    for byte in inner.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return None;
        }
    }
    Some(inner)
}

/// Whether a name has an initial in front of its family name: `A. Weber`.
fn opens_with_initial(name: &str) -> bool {
    name.split_once(['.', '~']).is_some_and(|(initial, family)| {
        initial.chars().count() == 1
            && initial.starts_with(char::is_uppercase)
            && family.chars().any(char::is_lowercase)
    })
}

/// Whether a name has its family name in front: `Weber, Anna`.
fn is_turned(name: &str) -> bool {
    let mut parts = name.split(',').map(str::trim);
    let two = parts.next().zip(parts.next());
    two.is_some_and(|(family, given)| !family.is_empty() && !given.is_empty())
        && parts.next().is_none()
}

/// Whether one pair of braces holds the whole name.
fn is_braced(name: &str) -> bool {
    let Some(inner) = name.strip_prefix('{').and_then(|n| n.strip_suffix('}'))
    else {
        return false;
    };
    !inner.contains(['{', '}'])
}

/// Splits an author field at `and`s outside braces, and further where
/// somebody wrote a plain list of names.
fn names(field: &str) -> Vec<&str> {
    let pieces = split_outside(field, &[" and "]);
    // "de Sousa, Ana Maria" between others that are turned is one name.
    let turned = pieces.len() > 1 && pieces.iter().all(|p| is_turned(p));
    // "A. Pe{\~n}a, R. Li": of names with initials each comma parts two.
    let initialled = |piece: &str| {
        let names = split_outside(piece, &[","]);
        names.len() > 1 && names.iter().all(|name| opens_with_initial(name))
    };
    let mut names: Vec<&str> = pieces
        .into_iter()
        .flat_map(|piece| match piece.contains('{') {
            _ if turned => vec![piece],
            true if initialled(piece) => split_outside(piece, &[","]),
            true => vec![piece],
            false => reference::names(piece),
        })
        .collect();
    names.retain(|name| !name.is_empty());
    names
}

/// Splits at any of the separators outside braces; blanks in a separator
/// stand for any white space.
fn split_outside<'a>(text: &'a str, separators: &[&str]) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    let bytes = text.as_bytes();
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if depth > 0 || i < start => {}
            _ => {
                let here = |separator: &&&str| {
                    let end = i + separator.len();
                    bytes.get(i..end).is_some_and(|found| {
                        found.iter().zip(separator.bytes()).all(|(&a, b)| {
                            a.eq_ignore_ascii_case(&b)
                                || b == b' ' && a.is_ascii_whitespace()
                        })
                    })
                };
                if let Some(separator) = separators.iter().find(here) {
                    pieces.push(text[start..i].trim());
                    // The blank after an `and` may open the next one.
                    start = i + separator.trim_end().len();
                }
            }
        }
    }
    pieces.push(text[start.min(text.len())..].trim());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn author_lists_are_split_as_people_write_them() {
        for (field, want) in [
            ("Olsen, Mira and Reed, Tao", "Mira Olsen|Tao Reed"),
            ("Mira Olsen AND Tao\nReed and others", "Mira Olsen|Tao Reed|+"),
            ("Mira Olsen, Tao Reed, Ana Sand", "Mira Olsen|Tao Reed|Ana Sand"),
            (
                "Mira Olsen, Tao Reed, Bo Li, and Ana Sand",
                "Mira Olsen|Tao Reed|Bo Li|Ana Sand",
            ),
            ("{Moss and Fern Consortium}", "Moss and Fern Consortium"),
            ("{Weber, Anna and Li, Bo}", "Anna Weber|Bo Li"),
            ("{Moss, Fern and Sand}", "Moss, Fern and Sand"),
            ("{A. Weber, B. Li, C. Gomez}", "A. Weber|B. Li|C. Gomez"),
            ("{A. Pe{\\~n}a, B. Li and C. Diaz}", "A. Peña|B. Li|C. Diaz"),
            (
                "{A. B. Weber and the Moss Team}",
                "A. B. Weber and the Moss Team",
            ),
            ("{A. Weber; B. Li}", "A. Weber|B. Li"),
            ("{Weber A, Li BC}", "Weber A|Li BC"),
            (
                "{Anna Weber, Bo Li and Carla Gomez}",
                "Anna Weber|Bo Li|Carla Gomez",
            ),
            (
                "{Moss Group, Sand Team, Fern Lab}",
                "Moss Group, Sand Team, Fern Lab",
            ),
            (
                "Weber, Anna and de Sousa, Ana Maria and Li, Bo",
                "Anna Weber|Ana Maria de Sousa|Bo Li",
            ),
            (
                "Anna Weber, Bo Li and Carla Gomez",
                "Anna Weber|Bo Li|Carla Gomez",
            ),
            (
                "{\\'A}lvarez, Jos{\\'e} and Erd\\H{o}s, P.",
                "José Álvarez|P. Erdős",
            ),
            ("Olsen, M. and et al.", "M. Olsen|+"),
            ("Alexander Sand", "Alexander Sand"),
            ("", ""),
        ] {
            let (authors, truncated) = authors(field);
            let mut names: Vec<&str> =
                authors.iter().map(|a| a.name.as_str()).collect();
            names.extend(truncated.then_some("+"));
            assert_eq!(names.join("|"), want, "{field}");
        }
    }
}
