//! Formulas, accents and verbatim text within a LaTeX source.

use super::Reader;
use crate::extract::tex;

/// The longest that a formula gets, in bytes.
const LONGEST: usize = 2_000;

impl Reader<'_> {
    pub(super) fn math(&mut self) {
        let number = self.input.number();
        let mark =
            if self.input.rest().starts_with("$$") { "$$" } else { "$" };
        self.input.skip(mark.len());
        let rest = self.input.rest();
        let bytes = rest.as_bytes();
        let end = (0..rest.len().min(LONGEST)).find(|&at| {
            bytes[at] == b'$' && (at == 0 || bytes[at - 1] != b'\\')
        });
        let Some(end) = end else { return self.text("$", number) };
        let formula = self.input.take(end);
        self.input.eat(mark);
        self.formula(&formula, number);
    }

    pub(super) fn formula(&mut self, formula: &str, number: u32) {
        let trimmed = formula.trim();
        // `$^{*}$` raises a mark, and is no formula.
        if let Some(raised) = trimmed.strip_prefix('^') {
            let raised = raised.trim_matches(['{', '}']);
            let text = tex::to_text(&format!("${raised}$"));
            let before = self.state;
            self.state.style.superscript = true;
            self.plain(&text, number);
            self.state = before;
            return;
        }
        let text = tex::to_text(&format!("${trimmed}$"));
        // `$\diamond$`: an ornament that has no character here.
        if trimmed.strip_prefix('\\') != Some(&text) {
            self.plain(&text, number);
        }
    }

    pub(super) fn delimited_math(&mut self, end: &str) {
        let number = self.input.number();
        let rest = self.input.rest();
        let head = &rest.as_bytes()[..rest.len().min(LONGEST)];
        let found = head.windows(end.len()).position(|w| w == end.as_bytes());
        let Some(length) = found else { return };
        let formula = self.input.take(length);
        self.input.eat(end);
        self.formula(&formula, number);
    }

    /// `\'e`, `\v{s}`
    pub(super) fn accent(&mut self, name: &str) -> bool {
        let is_accent = name.len() == 1
            && "'`^\"~=.cvuHkrdbt".contains(name)
            && !name.is_empty();
        if !is_accent {
            return false;
        }
        let argument = self.input.argument().unwrap_or_default();
        let text = tex::to_text(&format!("\\{name}{{{argument}}}"));
        self.plain(&text, self.input.number());
        true
    }

    pub(super) fn verbatim(&mut self) {
        let number = self.input.number();
        let Some(mark) = self.input.peek() else { return };
        self.input.skip(mark.len_utf8());
        let rest = self.input.rest();
        let line = rest.split('\n').next().unwrap_or_default();
        let length = line.find(mark).unwrap_or(line.len());
        let text = self.input.take(length);
        self.plain(&text, number);
        self.input.eat(mark.encode_utf8(&mut [0; 4]));
    }
}
