//! TeX fragments into readable Unicode: accents, symbols, simple formulas.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::journals::journal;
use crate::model::tex_mark;

/// Accent commands that only a source of TeX has (`\d{s}`), and the
/// combining mark each stands for.
const RARE_ACCENTS: &[(&str, char)] =
    &[("d", '\u{323}'), ("b", '\u{331}'), ("t", '\u{361}')];

/// The combining mark of an accent command: `\'e`, `\v{s}`.
fn accent(name: &str) -> Option<char> {
    let mut letters = name.chars();
    let command = letters.next().filter(|_| letters.as_str().is_empty())?;
    let rare = || RARE_ACCENTS.iter().find(|(known, _)| *known == name);
    tex_mark(command).or_else(|| rare().map(|(_, mark)| *mark))
}

/// Commands that stand for text, wherever they occur: name and text by turns.
static SYMBOLS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let words: Vec<&str> = SYMBOL_WORDS.split_whitespace().collect();
    words.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

#[rustfmt::skip]
const SYMBOL_WORDS: &str = r#"
    & & % % $ $ # # _ _ { { } }
    ss ß SS SS o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð
    th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ textendash – textemdash — textquoteright ’
    textquoteleft ‘ textquotedblleft “ textquotedblright ” textquotesingle '
    textbackslash \ textasciitilde ~ textasciicircum ^ textunderscore _
    textbraceleft { textbraceright } lbrace { rbrace } textasciigrave `
    textbar | textless < textgreater > textdegree ° degree ° textregistered ®
    texttrademark ™ copyright © textbullet • textperiodcentered · textmu µ S §
    P ¶ dag † ddag ‡ pounds £ euro € texteuro € ldots … dots … textellipsis …
    cdots ⋯ LaTeX LaTeX TeX TeX BibTeX BibTeX slash / lq ‘ rq ’
    guillemotleft « guillemotright » alpha α beta β gamma γ delta δ epsilon ε
    varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ
    nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ
    omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ
    Psi Ψ Omega Ω infty ∞ times × cdot · pm ± mp ∓ leq ≤ le ≤ geq ≥ ge ≥ neq ≠
    ne ≠ approx ≈ sim ∼ simeq ≃ equiv ≡ propto ∝ to → rightarrow → leftarrow ←
    leftrightarrow ↔ Rightarrow ⇒ mapsto ↦ ell ℓ in ∈ notin ∉ subset ⊂
    subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ partial ∂ nabla ∇
    sum ∑ prod ∏ int ∫ sqrt √ circ ∘ ast * star ⋆ oplus ⊕ otimes ⊗ wedge ∧
    vee ∨ neg ¬ perp ⊥ parallel ∥ langle ⟨ rangle ⟩ mid | setminus ∖ aleph ℵ
    hbar ħ prime ′ dagger † ddagger ‡ checkmark ✓ bullet •
"#;

/// Commands that part words.
const BLANKS: &[&str] = &[
    " ",
    "\n",
    "\\",
    ",",
    ";",
    ":",
    "newline",
    "linebreak",
    "par",
    "quad",
    "qquad",
];

/// Commands whose next group is no text: link targets, sizes, references.
const SKIPS_GROUP: &[&str] = &[
    "href",
    "cite",
    "citep",
    "citet",
    "label",
    "ref",
    "vspace",
    "hspace",
    "textcolor",
    "color",
    "fontsize",
    "includegraphics",
    "begin",
    "end",
];

/// What the closing brace of an open group prints.
#[derive(Clone, Copy)]
enum Close {
    Nothing,
    Brace,
    Slash,
}

/// Reads a TeX fragment as text.
///
/// Braces and font commands go, their contents stay; white space comes out
/// single, none at the ends. Takes time linear in the length.
pub(super) fn to_text(tex: &str) -> String {
    let mut reader = Reader::default();
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        rest = reader.step(c, rest);
    }
    let composed: String = reader.out.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Reader {
    out: String,
    /// A combining mark that waits for its letter.
    accent: Option<char>,
    /// One a group that is open.
    groups: Vec<Close>,
    /// What the next group's end prints.
    next_close: Option<Close>,
    math: bool,
}

impl Reader {
    /// Reads what `rest` starts with, the character `c`; gives what follows.
    fn step<'a>(&mut self, c: char, rest: &'a str) -> &'a str {
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' => return self.command(after),
            '{' => {
                let close = self.next_close.take().unwrap_or(Close::Nothing);
                self.groups.push(close);
            }
            '}' => {
                self.accent = None;
                match self.groups.pop() {
                    Some(Close::Brace) => self.out.push('}'),
                    Some(Close::Slash) => self.out.push('/'),
                    Some(Close::Nothing) | None => {}
                }
            }
            '$' => self.math = !self.math,
            '_' | '^' if self.math => return self.script(c, after),
            '~' => self.out.push(' '),
            _ if c.is_whitespace() && self.accent.is_some() => {}
            _ => return self.text(rest),
        }
        after
    }

    /// Prints one character, or the dash or quotation mark of several.
    fn text<'a>(&mut self, rest: &'a str) -> &'a str {
        const LIGATURES: &[(&str, &str)] =
            &[("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘")];
        if !self.math && self.accent.is_none() {
            for (tex, text) in LIGATURES {
                if let Some(after) = rest.strip_prefix(tex) {
                    self.out.push_str(text);
                    return after;
                }
            }
        }
        let mut characters = rest.chars();
        self.out.extend(characters.next());
        self.out.extend(self.accent.take());
        characters.as_str()
    }

    /// Reads the command whose name `rest` starts with.
    fn command<'a>(&mut self, rest: &'a str) -> &'a str {
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 {
            letters
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
        let (name, after) = rest.split_at(length);
        if !name.is_ascii() {
            // `D\’Arc`: the backslash was meant for an apostrophe.
            return self.text(rest);
        }
        // A blank ends a command's name and is no text.
        let after = if letters > 0 { after.trim_start() } else { after };
        if name == "(" || name == ")" {
            self.math = name == "(";
            return after;
        }
        if !self.math
            && let Some(mark) = accent(name)
        {
            self.accent = Some(mark);
            return after;
        }
        if BLANKS.contains(&name) {
            self.out.push(' ');
            return after;
        }
        if let Some(text) = SYMBOLS.get(name) {
            match self.accent.take() {
                // The dotless letters exist to carry an accent.
                Some(mark) if name == "i" || name == "j" => {
                    self.out.push_str(name);
                    self.out.push(mark);
                }
                mark => {
                    self.out.push_str(text);
                    self.out.extend(mark);
                }
            }
            return after;
        }
        if !self.math
            && let Some(journal) = journal(name)
        {
            self.out.push_str(journal);
            return after;
        }
        if SKIPS_GROUP.contains(&name) {
            return skip_group(after);
        }
        if name == "frac" {
            self.next_close = Some(Close::Slash);
        } else if self.math && letters > 1 && !is_font(name) {
            // `\log n` reads as words do.
            self.out.push_str(name);
            self.out.push(' ');
        }
        after
    }

    /// Reads a subscript or superscript.
    fn script<'a>(&mut self, mark: char, rest: &'a str) -> &'a str {
        let (content, after) = match rest.strip_prefix('{') {
            Some(inner) => match inner.find(['{', '}']) {
                Some(end) if inner[end..].starts_with('}') => {
                    (&inner[..end], &inner[end + 1..])
                }
                _ => {
                    self.out.push(mark);
                    self.out.push('{');
                    self.next_close = Some(Close::Brace);
                    return rest;
                }
            },
            None => {
                let length = rest.chars().next().map_or(0, char::len_utf8);
                rest.split_at(length)
            }
        };
        if let Some(name) = content.strip_prefix('\\') {
            // `L_\infty`, `L_{\infty}`: one symbol needs no mark.
            return match SYMBOLS.get(name) {
                Some(text) => {
                    self.out.push_str(text);
                    after
                }
                None => rest,
            };
        }
        let raised: Option<String> =
            content.chars().map(|c| small(mark, c)).collect();
        if let Some(small) = raised.filter(|s| !s.is_empty()) {
            self.out.push_str(&small);
            return after;
        }
        // `5$^{th}$`
        if mark == '^' && ["st", "nd", "rd", "th"].contains(&content) {
            self.out.push_str(content);
            return after;
        }
        // `Olsen$^*$`: a mark of an author's, raised as all of them are.
        if content.chars().all(|c| !c.is_alphanumeric()) {
            self.out.push_str(content);
            return after;
        }
        self.out.push(mark);
        if content.chars().count() > 1 {
            self.out.push('{');
            self.next_close = Some(Close::Brace);
        }
        rest
    }
}

/// The small raised or lowered form of a digit or sign.
fn small(mark: char, c: char) -> Option<char> {
    const PLAIN: &str = "0123456789+-=()";
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    let place = PLAIN.find(c)?;
    if mark == '^' { RAISED } else { LOWERED }.chars().nth(place)
}

/// Whether a command of a formula sets a font or a size, and is no word.
fn is_font(name: &str) -> bool {
    name.starts_with("math")
        || name.starts_with("text")
        || [
            "left",
            "right",
            "big",
            "Big",
            "rm",
            "bf",
            "it",
            "cal",
            "bm",
            "boldsymbol",
            "operatorname",
            "ensuremath",
            "mbox",
            "bar",
            "hat",
            "tilde",
            "overline",
            "widehat",
            "widetilde",
            "vec",
            "limits",
        ]
        .contains(&name)
}

/// What follows the group that `rest` starts with; all of `rest` where it
/// starts with none, nothing where the group does not end.
fn skip_group(rest: &str) -> &str {
    if !rest.starts_with('{') {
        return rest;
    }
    let mut depth = 0_usize;
    for (i, c) in rest.bytes().enumerate() {
        match c {
            b'{' => depth += 1,
            b'}' if depth == 1 => return &rest[i + 1..],
            b'}' => depth -= 1,
            _ => {}
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tex_reads_as_text() {
        for (tex, want) in [
            (
                r"Fran\c{c}ois, Jos\'e, Mart{\'\i}nez",
                "François, José, Martínez",
            ),
            (r#"M{\"u}ller and M\"{u}ller"#, "Müller and Müller"),
            (r"Milani\v{c}, \v Sk\'{\i}la", "Milanič, Škíla"),
            (r"Universit{\`{a}} degli Studi", "Università degli Studi"),
            (
                r"{\O}rsted \o sterbro Stra\ss e {\L}ukasz",
                "Ørsted østerbro Straße Łukasz",
            ),
            (r"The {GPU} and {{Twice} Braced}", "The GPU and Twice Braced"),
            (r"A \emph{new} \textbf{bold} claim", "A new bold claim"),
            (r"pages 3--9 --- ``quoted'' text", "pages 3–9 — “quoted” text"),
            (r"R\&D at 50\% of~cost\_base", "R&D at 50% of cost_base"),
            (r"snake_case and x^y", "snake_case and x^y"),
            (r"$L_\infty$-algebras", "L∞-algebras"),
            (r"$L_{\infty}$-algebras", "L∞-algebras"),
            (r"Detecting $K_{2,3}$ in $H_2O$", "Detecting K_{2,3} in H₂O"),
            (r"$\mathcal{O}(n^{3})$ and $2^{O(k)}$", "O(n³) and 2^{O(k)}"),
            (
                r"$\alpha$-variants, $\log n$, $\frac{a}{b}$",
                "α-variants, log n, a/b",
            ),
            (r"\href{https://a.example/x}{Title} \cite{b}", "Title"),
            ("one\n   two\\\\three", "one two three"),
            ("D\\’Arc", "D’Arc"),
            (r"\TeX{} and \LaTeX", "TeX and LaTeX"),
            (r"Erd\H{o}s, Dvo{\v{r}}{\'a}k", "Erdős, Dvořák"),
            (r"Olsen$^*$ and Reed$^{\dagger}$", "Olsen* and Reed†"),
            (r"$x^", "x"),
            (r"the 5$^{th}$ of $k^{th}$", "the 5th of kth"),
            (r"\", ""),
            (r"\'", ""),
        ] {
            assert_eq!(to_text(tex), want, "{tex}");
        }
    }

    #[test]
    fn deep_nesting_costs_linear_time() {
        for piece in ["{", "\\'{", "$_{", "\\href{", "}", "^"] {
            let _ = to_text(&piece.repeat(100_000));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(
            text in r"[\\{}$_^'a-c é~`-]{0,60}|\PC{0,60}"
        ) {
            let _ = to_text(&text);
        }
    }
}
