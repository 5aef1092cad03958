//! Rich text as tokens: braces, control words, bytes of text.

/// One piece of rich text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word and its number, where it has one.
    Word(&'a str, Option<i32>),
    /// A control symbol: `\~`, `\*`.
    Symbol(u8),
    /// A byte in the code page of its font.
    Byte(u8),
}

/// Splits rich text into tokens.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { bytes, at: 0 }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// Reads what follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.byte(0)?;
        if first == b'\'' {
            let digit = |ahead| Some((self.byte(ahead)? as char).to_digit(16));
            let byte = match (digit(1).flatten(), digit(2).flatten()) {
                (Some(high), Some(low)) => high * 16 + low,
                _ => {
                    self.at += 1;
                    return Some(Token::Symbol(b'\''));
                }
            };
            self.at += 3;
            return Some(Token::Byte(u8::try_from(byte).unwrap_or(b'?')));
        }
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(Token::Symbol(first));
        }
        let rest = &self.bytes[self.at..];
        let letters =
            rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let sign = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + sign..]
            .iter()
            .take(10)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let end = if digits > 0 { letters + sign + digits } else { letters };
        let text = |part: &'a [u8]| std::str::from_utf8(part).unwrap_or("");
        let number = text(&rest[letters..end]).parse().ok();
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        if let ("bin", Some(length)) = (text(&rest[..letters]), number) {
            self.at += usize::try_from(length).unwrap_or(0);
        }
        Some(Token::Word(text(&rest[..letters]), number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.byte(0)?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rich_text_is_split() {
        use Token::*;
        let tokens: Vec<_> =
            Tokens::new(b"{\\b1 x\\'e9\\u-10179?\\~\\bin3 {}}\n}\\").collect();
        let want = [
            Open,
            Word("b", Some(1)),
            Byte(b'x'),
            Byte(0xe9),
            Word("u", Some(-10179)),
            Byte(b'?'),
            Symbol(b'~'),
            Word("bin", Some(3)),
            Close,
        ];
        assert_eq!(tokens, want);
    }
}
