//! Our analyzers behind tantivy's interface.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::analyzer::{Analyzer, Chain, Language, Term};

/// The name under which tantivy knows what makes each line a term.
pub(super) const LINES: &str = "lines-1";

/// Makes every chain known to tantivy; needed on each open.
pub(super) fn register(manager: &TokenizerManager) {
    for chain in Chain::ALL {
        manager.register(chain.name(), IndexTokenizer::new(chain));
    }
    manager.register(LINES, LineTokenizer::default());
}

/// Stands before and behind the code of the language that a text is told to
/// be in.
const TOLD: char = '\u{2}';

/// A text as fields of prose take it where it is not in English.
pub(super) fn told_in(language: Language, text: &str) -> String {
    let code = language.code().unwrap_or_default();
    format!("{TOLD}{code}{TOLD}{text}")
}

/// A text and what [`told_in`] says of it.
fn told(text: &str) -> (Option<Language>, &str) {
    let told = text.strip_prefix(TOLD).and_then(|rest| {
        let (code, text) = rest.split_once(TOLD)?;
        Some((Some(Language::foreign(code)?), text))
    });
    told.unwrap_or((None, text))
}

/// Our analyzer behind tantivy's interface.
struct IndexTokenizer {
    analyzer: Analyzer,
    token: Token,
}

impl IndexTokenizer {
    fn new(chain: Chain) -> IndexTokenizer {
        IndexTokenizer {
            analyzer: Analyzer::new(chain),
            token: Token::default(),
        }
    }
}

impl Clone for IndexTokenizer {
    fn clone(&self) -> IndexTokenizer {
        IndexTokenizer::new(self.analyzer.chain())
    }
}

impl Tokenizer for IndexTokenizer {
    type TokenStream<'a> = IndexTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> IndexTokens<'a> {
        let (second, text) = match self.analyzer.chain() {
            Chain::Prose => told(text),
            Chain::Exact | Chain::Keyword => (None, text),
        };
        self.analyzer.set_second(second);
        IndexTokens {
            terms: self.analyzer.terms_mut(text).iter_mut(),
            token: &mut self.token,
        }
    }
}

struct IndexTokens<'a> {
    terms: std::slice::IterMut<'a, Term>,
    token: &'a mut Token,
}

impl TokenStream for IndexTokens<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else { return false };
        // The next text's terms are filled anew.
        std::mem::swap(&mut self.token.text, &mut term.text);
        self.token.position = term.position as usize;
        self.token.offset_from = term.span.start;
        self.token.offset_to = term.span.end;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Makes each line of a text a term, as it is: many terms are one value.
#[derive(Clone, Default)]
struct LineTokenizer {
    token: Token,
}

impl Tokenizer for LineTokenizer {
    type TokenStream<'a> = Lines<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Lines<'a> {
        self.token.reset();
        Lines { rest: Some(text), token: &mut self.token }
    }
}

struct Lines<'a> {
    /// Behind the last line; None at the end.
    rest: Option<&'a str>,
    token: &'a mut Token,
}

impl TokenStream for Lines<'_> {
    fn advance(&mut self) -> bool {
        let Some(rest) = self.rest else { return false };
        // Lines are a word each: a search made for long ones takes longer.
        let end = rest.bytes().position(|byte| byte == b'\n');
        let line = &rest[..end.unwrap_or(rest.len())];
        self.rest = end.map(|end| &rest[end + 1..]);
        self.token.text.clear();
        self.token.text.push_str(line);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_to_be_in_a_language() {
        let german = Language::foreign("de").expect("it has a stemmer");
        let mut tokenizer = IndexTokenizer::new(Chain::Prose);
        for (text, want) in [
            (told_in(german, "Netzen"), "netzen de:netz"),
            ("Netzen".to_owned(), "netzen"),
            ("\u{2}xx\u{2}Netzen".to_owned(), "xx netzen"),
            ("\u{2}Netzen".to_owned(), "netzen"),
        ] {
            let mut terms = Vec::new();
            let mut tokens = tokenizer.token_stream(&text);
            while let Some(token) = tokens.next() {
                terms.push(token.text.clone());
            }
            assert_eq!(terms.join(" "), want, "{text:?}");
        }
    }

    #[test]
    fn each_line_is_a_term() {
        let mut tokenizer = LineTokenizer::default();
        for text in ["bell,ada", "ada\nbell\nbell,a"] {
            let mut terms = Vec::new();
            let mut tokens = tokenizer.token_stream(text);
            while let Some(token) = tokens.next() {
                terms.push(token.text.clone());
            }
            assert_eq!(terms.join("\n"), text);
        }
    }
}
