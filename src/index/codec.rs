//! Values to bytes and back: the compact form of what the index stores.

/// Bits of a number that a byte holds; the next one says whether more follow.
const BITS: u32 = 7;

/// Likewise where all bytes are to be a text.
const TEXT_BITS: u32 = 6;

/// Writes values one after another.
pub(crate) type Encoder = Writer<BITS>;

/// Writes values into a text.
pub(super) type TextEncoder = Writer<TEXT_BITS>;

/// Reads what an [`Encoder`] wrote.
pub(crate) type Decoder<'a> = Reader<'a, BITS>;

/// Reads what a [`TextEncoder`] wrote.
pub(super) type TextDecoder<'a> = Reader<'a, TEXT_BITS>;

/// See [`Encoder`].
#[derive(Default)]
pub(crate) struct Writer<const BITS: u32> {
    bytes: Vec<u8>,
}

impl<const BITS: u32> Writer<BITS> {
    /// Adds a number in as few bytes as it needs.
    pub(crate) fn number(&mut self, mut value: u64) -> &mut Self {
        let more = 1 << BITS;
        while value >= more {
            self.bytes.push((value % more + more) as u8);
            value >>= BITS;
        }
        self.bytes.push(value as u8);
        self
    }

    /// Adds bytes with their length.
    pub(crate) fn bytes(&mut self, value: &[u8]) -> &mut Self {
        self.number(value.len() as u64);
        self.bytes.extend_from_slice(value);
        self
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, value: &str) -> &mut Self {
        self.bytes(value.as_bytes())
    }

    /// Adds a text that may be absent; an empty one counts as absent.
    pub(crate) fn option(&mut self, value: Option<&str>) -> &mut Self {
        self.text(value.unwrap_or_default())
    }

    /// Adds texts with their count.
    pub(crate) fn texts<S: AsRef<str>>(
        &mut self,
        values: impl ExactSizeIterator<Item = S>,
    ) -> &mut Self {
        self.number(values.len() as u64);
        for value in values {
            self.text(value.as_ref());
        }
        self
    }

    /// What was written.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

impl TextEncoder {
    /// What was written, of texts and numbers.
    pub(super) fn finish_text(self) -> String {
        String::from_utf8(self.bytes).expect("numbers are ASCII")
    }
}

/// A record with its length before it.
pub(super) fn framed(record: &[u8]) -> Vec<u8> {
    let mut out = Encoder::default();
    out.bytes(record);
    out.finish()
}

/// Reads values in the order they were written.
///
/// Bytes that end early give zeros and empty texts; whoever must know asks
/// [`Decoder::is_whole`].
pub(crate) struct Reader<'a, const BITS: u32> {
    rest: &'a [u8],
    whole: bool,
}

impl<'a, const BITS: u32> Reader<'a, BITS> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes, whole: true }
    }

    /// The next number.
    #[inline]
    pub(crate) fn number(&mut self) -> u64 {
        match self.rest {
            [byte, rest @ ..] if *byte >> BITS == 0 => {
                self.rest = rest;
                u64::from(*byte)
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(BITS as usize) {
            let Some((&byte, rest)) = self.rest.split_first() else {
                self.whole = false;
                return 0;
            };
            self.rest = rest;
            let low = byte & ((1 << BITS) - 1);
            value |= u64::from(low) << shift;
            if byte >> BITS == 0 {
                return value;
            }
        }
        self.whole = false;
        0
    }

    /// The next bytes.
    pub(crate) fn bytes(&mut self) -> &'a [u8] {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX);
        let Some((value, rest)) = self.rest.split_at_checked(length) else {
            self.whole = false;
            self.rest = &[];
            return &[];
        };
        self.rest = rest;
        value
    }

    /// The next text.
    pub(crate) fn text(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).unwrap_or_else(|_| {
            self.whole = false;
            ""
        })
    }

    /// The next text that may be absent.
    pub(crate) fn option(&mut self) -> Option<String> {
        let text = self.text();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The next texts.
    pub(crate) fn texts(&mut self) -> Vec<String> {
        let count = self.number();
        let mut texts = Vec::new();
        for _ in 0..count {
            if !self.whole {
                break;
            }
            texts.push(self.text().to_owned());
        }
        texts
    }

    /// Whether all that was asked for was there.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// How many bytes are left.
    pub(crate) fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// Whether nothing is left.
    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        written_and_read::<BITS>();
        let text = written_and_read::<TEXT_BITS>();
        assert!(std::str::from_utf8(&text).is_ok());
    }

    fn written_and_read<const BITS: u32>() -> Vec<u8> {
        let mut encoder = Writer::<BITS>::default();
        let all = [0, 63, 64, 127, 128, u64::MAX];
        all.iter().for_each(|number| _ = encoder.number(*number));
        encoder.text("Łódź").option(None).option(Some("x"));
        encoder.texts(["a", "b"].iter());
        let bytes = encoder.finish();
        let mut decoder = Reader::<BITS>::new(&bytes);
        assert_eq!(all.map(|_| decoder.number()), all);
        assert_eq!(decoder.text(), "Łódź");
        assert_eq!(decoder.option(), None);
        assert_eq!(decoder.option().as_deref(), Some("x"));
        assert_eq!(decoder.texts(), ["a", "b"]);
        assert!(decoder.is_whole() && decoder.is_empty());
        bytes
    }

    #[test]
    fn cut_bytes_are_noticed() {
        let mut encoder = Encoder::default();
        encoder.text("words").number(300);
        let bytes = encoder.finish();
        for cut in 0..bytes.len() {
            let mut decoder = Decoder::new(&bytes[..cut]);
            decoder.text();
            decoder.number();
            assert!(!decoder.is_whole(), "cut at {cut}");
        }
    }
}
