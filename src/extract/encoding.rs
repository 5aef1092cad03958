//! Bytes of a text file into UTF-8, whatever charset they were written in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes text: byte-order mark first, then UTF-8 where the bytes are
/// valid, then UTF-16 told by its zero bytes, then the charset that the
/// text declares or its bytes suggest. Line ends become `\n`. None for
/// binary data.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => {
            encoding.decode_without_bom_handling(&bytes[length..]).0
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => Cow::Borrowed(text),
            _ => guess(bytes)?.decode_without_bom_handling(bytes).0,
        },
    };
    if is_binary(&text) {
        return None;
    }
    if text.contains('\r') {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        return Some(Cow::Owned(unix));
    }
    Some(text)
}

/// The charset of bytes that are not UTF-8; None for binary data.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |offset: usize| {
        head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count()
    };
    let half = head.len() / 2;
    // Western UTF-16 without a mark: every other byte is zero.
    if zeros(1) > half * 6 / 10 && zeros(0) <= half / 20 {
        return Some(UTF_16LE);
    }
    if zeros(0) > half * 6 / 10 && zeros(1) <= half / 20 {
        return Some(UTF_16BE);
    }
    if head.contains(&0) {
        return None;
    }
    // A few stray bytes in a long UTF-8 text do not make it Latin-1.
    let lossy = UTF_8.decode_without_bom_handling(bytes).0;
    let broken = lossy.matches('\u{fffd}').count();
    let beyond_ascii = lossy.chars().filter(|c| !c.is_ascii()).count();
    if broken * 20 < beyond_ascii {
        return Some(UTF_8);
    }
    let mut detector =
        chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, chardetng::Utf8Detection::Deny);
    Some(believed(declared(bytes), guessed, bytes))
}

/// Chooses between the declared charset and the guessed one. Declarations
/// are often wrong: one that the bytes refute loses, and so does a
/// single-byte charset, which nothing refutes, against bytes that read as
/// Chinese, Japanese or Korean without fault.
fn believed(
    declared: Option<&'static Encoding>,
    guessed: &'static Encoding,
    bytes: &[u8],
) -> &'static Encoding {
    let fits = |encoding: &'static Encoding| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some()
    };
    match declared {
        Some(declared) if declared.is_single_byte() => {
            let refuted = !guessed.is_single_byte() && fits(guessed);
            if refuted { guessed } else { declared }
        }
        Some(declared) if declared != UTF_8 && fits(declared) => declared,
        _ => guessed,
    }
}

/// The charset that a text names near its beginning: HTML's `charset=`,
/// XML's `encoding=`, LaTeX's `[latin1]{inputenc}`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = |mark: &str| {
        let rest = head.split_once(mark)?.1;
        let rest = rest.trim_start_matches([' ', '"', '\'', '=']);
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        Encoding::for_label(&rest.as_bytes()[..length])
    };
    let tex = || {
        let options = head.split_once("]{inputenc}")?.0.rsplit_once('[')?.1;
        Encoding::for_label(match options.trim() {
            "ansinew" | "cp1252" => b"windows-1252",
            "applemac" => b"macintosh",
            "latin9" => b"iso-8859-15",
            other => other.as_bytes(),
        })
    };
    after("charset=").or_else(|| after(" encoding=")).or_else(tex)
}

/// Whether decoded text is no text: many control characters.
fn is_binary(text: &str) -> bool {
    let (mut control, mut all) = (0usize, 0usize);
    for c in text.chars().take(8192) {
        all += 1;
        control += usize::from(
            (c < ' ' && !matches!(c, '\n' | '\r' | '\t' | '\x0c' | '\x1b'))
                || c == '\u{fffd}',
        );
    }
    control * 20 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charset_is_recognised() {
        let utf16: Vec<u8> = "Zürich, plain"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
        for (bytes, text) in [
            ("Jos\u{e9}".as_bytes(), "José"),
            (b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc"),
            (
                b"Universit\xe9 de Gen\xe8ve, d\xe9partement",
                "Université de Genève, département",
            ),
            (&utf16, "Zürich, plain"),
            (&marked, "Zürich, plain"),
            (b"", ""),
        ] {
            assert_eq!(decode(bytes).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_declared_charset_is_believed_unless_refuted() {
        let (gbk, ..) = encoding_rs::GBK.encode(
            "<meta charset=iso-8859-1> 研究方向是机器学习和计算机视觉",
        );
        for (bytes, text) in [
            (
                b"<meta charset=\"iso-8859-2\"> \xb9koda".as_slice(),
                "<meta charset=\"iso-8859-2\"> škoda",
            ),
            (
                b"\\usepackage[latin2]{inputenc} \xb9koda",
                "\\usepackage[latin2]{inputenc} škoda",
            ),
            (
                b"<meta charset=\"utf-8\"> caf\xe9 cr\xe8me",
                "<meta charset=\"utf-8\"> café crème",
            ),
            (&gbk, "<meta charset=iso-8859-1> 研究方向是机器学习和计算机视觉"),
        ] {
            assert_eq!(decode(bytes).as_deref(), Some(text));
        }
    }

    #[test]
    fn binary_data_is_no_text() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06";
        let noise: Vec<u8> =
            (0..2000u32).map(|i| ((i * 7919) >> 3) as u8).collect();
        for bytes in [png.as_slice(), &noise] {
            assert_eq!(decode(bytes), None);
        }
    }
}
