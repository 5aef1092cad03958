//! Repairs UTF-8 that was read as Windows-1252: `Iâ€™m` into `I’m`.

use std::borrow::Cow;

/// Undoes the misreading wherever a run of characters, written back as
/// Windows-1252, is valid UTF-8. Text that merely has odd characters
/// (`2.03× Speedup`, `naïve`) stays as it is.
pub(super) fn repair(text: &str) -> Cow<'_, str> {
    // All of them begin with the same byte, which is found sooner.
    let may_lead = text.as_bytes().contains(&LEAD_BYTE);
    if !may_lead || !text.contains(is_lead) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut repaired = false;
    while let Some(at) = rest.bytes().position(|byte| byte == LEAD_BYTE) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(c) = rest.chars().next() else { break };
        if let Some((fixed, used)) = is_lead(c).then(|| decode(rest)).flatten()
        {
            out.push(fixed);
            rest = &rest[used..];
            repaired = true;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.push_str(rest);
    if repaired { Cow::Owned(out) } else { Cow::Borrowed(text) }
}

/// What [`is_lead`] holds of begins with this byte in UTF-8.
const LEAD_BYTE: u8 = 0xC3;

/// Characters that begin a misread sequence: of two bytes only C2 to C5
/// (accented Latin), for `×` and its like begin honest text.
fn is_lead(c: char) -> bool {
    matches!(c, 'Â'..='Å' | 'à'..='ï' | 'ð')
}

/// Decodes one misread character at the start of `text`: the character and
/// the number of bytes of `text` it took.
fn decode(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0u8; 4];
    let mut used = 0;
    let mut chars = text.chars();
    let first = chars.next()?;
    bytes[0] = to_cp1252(first)?;
    used += first.len_utf8();
    let length = match bytes[0] {
        0xC2..=0xC5 => 2,
        0xE0..=0xEF => 3,
        0xF0 => 4,
        _ => return None,
    };
    for slot in &mut bytes[1..length] {
        let c = chars.next()?;
        *slot = to_cp1252(c).filter(|b| (0x80..0xC0).contains(b))?;
        used += c.len_utf8();
    }
    let c = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    Some((c, used))
}

/// The Windows-1252 byte of a character; bytes without a character there
/// are kept as control characters by the usual decoders.
fn to_cp1252(c: char) -> Option<u8> {
    const HIGH: [(char, u8); 27] = [
        ('€', 0x80),
        ('‚', 0x82),
        ('ƒ', 0x83),
        ('„', 0x84),
        ('…', 0x85),
        ('†', 0x86),
        ('‡', 0x87),
        ('ˆ', 0x88),
        ('‰', 0x89),
        ('Š', 0x8A),
        ('‹', 0x8B),
        ('Œ', 0x8C),
        ('Ž', 0x8E),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('•', 0x95),
        ('–', 0x96),
        ('—', 0x97),
        ('˜', 0x98),
        ('™', 0x99),
        ('š', 0x9A),
        ('›', 0x9B),
        ('œ', 0x9C),
        ('ž', 0x9E),
        ('Ÿ', 0x9F),
    ];
    match c {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        _ => HIGH.iter().find(|(high, _)| *high == c).map(|(_, b)| *b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_text_is_repaired() {
        for (broken, right) in [
            ("Iâ€™m", "I’m"),
            ("â€œquotedâ€\u{9d}", "“quoted”"),
            ("ðŸ“§ðŸ”¥", "📧🔥"),
            ("MÃ¼ller, JosÃ©", "Müller, José"),
            ("119â€“136", "119–136"),
        ] {
            assert_eq!(repair(broken), right);
        }
    }

    #[test]
    fn honest_text_is_left_alone() {
        for text in [
            "2.03× Speedup",
            "naïve",
            "São Paulo",
            "Ångström",
            "à la carte",
            "3.12× Energy",
            "Âge",
            "plain",
            "Erdős – Rényi",
            "été",
        ] {
            assert_eq!(repair(text), text);
        }
    }
}
