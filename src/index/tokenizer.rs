//! Our analyzers behind tantivy's interface.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::analyzer::{Analyzer, Chain, Term};

/// The name under which tantivy knows what makes each line a term.
pub(super) const LINES: &str = "lines-1";

/// Makes every chain known to tantivy; needed on each open.
pub(super) fn register(manager: &TokenizerManager) {
    for chain in Chain::ALL {
        manager.register(chain.name(), IndexTokenizer::new(chain));
    }
    manager.register(LINES, LineTokenizer::default());
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
        Lines { lines: text.split('\n'), token: &mut self.token }
    }
}

struct Lines<'a> {
    lines: std::str::Split<'a, char>,
    token: &'a mut Token,
}

impl TokenStream for Lines<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.lines.next() else { return false };
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
