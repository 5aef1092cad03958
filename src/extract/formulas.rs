//! Formulas of TeX within the texts of other formats, as pages show them that
//! load MathJax or KaTeX: `\(\alpha\)`, `$L^2$`.

use std::borrow::Cow;

use super::tex;

/// Longest formula, in bytes.
const LONGEST: usize = 300;

/// What opens and what closes a formula; Jekyll wants backslashes doubled,
/// or dollars.
const DELIMITERS: &[(&str, &str)] =
    &[("\\\\(", "\\\\)"), ("\\(", "\\)"), ("$$", "$$"), ("$", "$")];

/// A text with its formulas as readers see them.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    set(text, str::to_owned)
}

/// Likewise for Markdown, to which what formulas hold is no mark.
pub(super) fn in_markdown(text: &str) -> Cow<'_, str> {
    set(text, |formula| formula.replace('*', "\\*").replace('_', "\\_"))
}

fn set(text: &str, write: impl Fn(&str) -> String) -> Cow<'_, str> {
    if !text.contains('$') && !text.contains("\\(") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['$', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((formula, behind)) = formula(rest) {
            out.push_str(&write(&tex::to_text(&format!("${formula}$"))));
            rest = behind;
        } else {
            // What is escaped opens nothing.
            let taken = if rest.starts_with('\\') { 2 } else { 1 };
            let length = rest.chars().take(taken).map(char::len_utf8).sum();
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The formula that a text opens with, and what stands behind it.
fn formula(text: &str) -> Option<(&str, &str)> {
    let mut pairs = DELIMITERS.iter();
    let (open, close) = pairs.find(|(open, _)| text.starts_with(open))?;
    let within = &text[open.len()..];
    let head = &within[..within.floor_char_boundary(LONGEST)];
    let end = head.find(close)?;
    let (formula, behind) = (&within[..end], &within[end + close.len()..]);
    // "from $5 to $6"; a script's "${name}"
    let priced = *open == "$"
        && (formula.starts_with([' ', '{'])
            || formula.ends_with(' ')
            || behind.starts_with(|c: char| c.is_ascii_digit()));
    (is_formula(formula) && !priced && !formula.contains('\n'))
        .then_some((formula, behind))
}

/// Whether what stands between delimiters is mathematics: it has a sign of
/// TeX in it, or is no more than the name of a quantity.
fn is_formula(text: &str) -> bool {
    let command = text.split('\\').skip(1);
    let letter = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic());
    let mut letters = text.chars();
    text.contains(['^', '_'])
        || command.into_iter().any(letter)
        || (1..=2).contains(&text.len())
            && letters.all(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_set_as_readers_see_them() {
        for (text, want) in [
            (r"Decays of \(\pi^{+}\) in sand", "Decays of π⁺ in sand"),
            (r"Flows in \\(L^2\\)", "Flows in L²"),
            ("Moss in $L^2$ and $\\alpha$-moss", "Moss in L² and α-moss"),
            (r"\(pp\) rivers, $K$-means", "pp rivers, K-means"),
            (r"Sand in $$\alpha$$-moss", "Sand in α-moss"),
            ("from $5 to $6", "from $5 to $6"),
            ("US$5_000, US$7_000", "US$5_000, US$7_000"),
            (r"Sand \(Kiel, 2020\)", r"Sand \(Kiel, 2020\)"),
            (r"a \$ b_c $", r"a \$ b_c $"),
            ("${a}_${b}", "${a}_${b}"),
            (r"open \(\alpha", r"open \(\alpha"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
        assert_eq!(in_markdown("$A^*$ in sand"), r"A\* in sand");
    }

    proptest! {
        #[test]
        fn any_text_is_set_without_panic(text in r"[$\\()^_ a{}é\n]{0,60}") {
            let _ = shown(&text);
        }
    }
}
