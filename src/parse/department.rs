//! Departments, as texts name them beside an organization.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::gazetteer::institution;
use crate::parse::words::bare;

/// Words of departments, lower case, in the forms that open or close their
/// names.
const HEADS: &[&str] = &[
    "department",
    "departments",
    "dept",
    "dept.",
    "school",
    "faculty",
    "division",
    "institute",
    "center",
    "centre",
    "college",
    "chair",
    "fachbereich",
    "fakultät",
    "institut",
    "lehrstuhl",
    "département",
    "departamento",
    "dipartimento",
];

static HEAD: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(HEADS)
        .expect("a table of some short words always compiles")
});

/// Small words within a department's name.
const WITHIN: &[&str] =
    &["of", "and", "for", "&", "the", "in", "de", "für", "und", "et", "di"];

/// Most words of one.
const LONGEST: usize = 12;

/// The department that a stretch of text between two organizations names:
/// "Department of Computer Science" of "a student from the Department of
/// Computer Science". None where the stretch names none, or what looks like
/// one is an organization itself.
pub(super) fn department(text: &str) -> Option<String> {
    if !HEAD.is_match(text) {
        return None;
    }
    text.split(['\n', '\t', '|', ',', ';', '(', ')', '•', '·', ':'])
        .flat_map(|part| part.split(" at "))
        .flat_map(|part| part.split(" – "))
        .find_map(within)
}

fn within(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let head = words.iter().position(|word| {
        let word = bare(word).to_lowercase();
        HEADS.iter().any(|head| head.trim_end_matches('.') == word)
    })?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let small = |word: &str| WITHIN.contains(&word);
    // "Computer Science Department": what leads up to it is its name.
    let mut start = head;
    while start > 0
        && (capital(words[start - 1])
            || small(words[start - 1])
                && start > 1
                && capital(words[start - 2])
                && words[start - 1] != "in"
                && words[start - 1] != "of")
    {
        start -= 1;
    }
    let mut end = head + 1;
    // "… of Computer Science of Example University"
    let elsewhere = |at: usize| {
        words[at] == "of"
            && at > head + 1
            && words[at + 1..].iter().take(3).any(|w| w.contains("niversi"))
    };
    // "the Business School. I teach …" ends with its sentence.
    let ends = |at: usize| {
        const OPENING: &[&str] = &[
            "I", "We", "He", "She", "They", "My", "Our", "His", "Her", "The",
            "This", "In", "At", "From", "Before", "After", "Prior",
        ];
        words[at].ends_with('.')
            && words.get(at + 1).is_some_and(|next| {
                OPENING.contains(&next.trim_end_matches([',', '.']))
            })
    };
    while end < words.len()
        && (capital(words[end]) || small(words[end]))
        && !elsewhere(end)
        && !ends(end - 1)
    {
        end += 1;
    }
    while end > head + 1 && small(words[end - 1]) {
        end -= 1;
    }
    let name = words.get(start..end)?;
    // "Institute" and "the School" name none.
    if name.len() < 2 || name.len() > LONGEST || !capital(name[0]) {
        return None;
    }
    let name = name.join(" ");
    let name = name.trim_matches([' ', '.', '*', '-']).to_owned();
    institution::find_all(&name).is_empty().then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_is_its_name_alone() {
        for (text, want) in [
            (
                "Department of Computer Science",
                Some("Department of Computer Science"),
            ),
            (
                "a Ph.D. student from the Department of Computer Science, ",
                Some("Department of Computer Science"),
            ),
            (
                "I got my degrees in the School of Software Engineering",
                Some("School of Software Engineering"),
            ),
            (
                "Computer Science Department",
                Some("Computer Science Department"),
            ),
            (
                "in the Institute for Formal and Applied Linguistics",
                Some("Institute for Formal and Applied Linguistics"),
            ),
            (
                "Department of Sand of Example University in Utopia",
                Some("Department of Sand"),
            ),
            ("Dept. of Linguistics", Some("Dept. of Linguistics")),
            ("in the Center for Moss at", Some("Center for Moss")),
            ("in the center of", None),
            ("the School", None),
            ("the Business School. I teach", Some("Business School")),
            (
                "Dept. of Mathem. and Statistics",
                Some("Dept. of Mathem. and Statistics"),
            ),
            ("at school I liked sand", None),
            ("I went to the department", None),
            ("Massachusetts Institute of Technology", None),
        ] {
            assert_eq!(department(text).as_deref(), want, "{text}");
        }
    }
}
