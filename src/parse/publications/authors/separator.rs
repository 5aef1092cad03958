//! What stands between the names of a run, and behind the last.

use crate::parse::words::opens_with;

/// Whether a word stands between the last two names of a run.
fn is_conjunction(word: &str) -> bool {
    match word {
        "&" | "y" | "e" | "i" | "и" => true,
        // "och A. Lund", but "Och F,".
        "och" | "og" | "en" | "ve" | "dan" | "és" | "ja" | "ir" | "un"
        | "și" | "та" => true,
        _ if word.len() > 4 => false,
        _ => ["and", "und", "et", "with"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word)),
    }
}

/// What stands behind a name.
pub(super) enum Separator {
    /// The next name, which begins there.
    Next(usize),
    /// Words for more names, up to there.
    Others(usize),
    /// Nothing that goes on.
    None,
}

/// What stands between two names; `marked` when the first ended in a mark,
/// behind which the comma is sometimes forgotten.
pub(super) fn separator(text: &str, end: usize, marked: bool) -> Separator {
    let rest = &text[end..];
    // "L. Roe., K. Diaz., …", "Roe, L. ., & Diaz, K. . (2023)" of OJS.
    let stop = rest.strip_prefix('.').or_else(|| rest.strip_prefix(" ."));
    let rest = match stop {
        Some(behind) if behind.starts_with(", ") => behind,
        _ => rest,
    };
    // "The Law of S&D in Rivers": no name is a letter.
    if is_abbreviation(text, end) {
        return Separator::None;
    }
    // "A Title of Two Rivers\nwith A. Roe": no name stands above.
    if rest.starts_with("\nwith ") {
        return Separator::None;
    }
    let mut trimmed = rest.trim_start_matches([' ', '\n']);
    let mut parted = false;
    for _ in 0..3 {
        let before = trimmed;
        if let Some(next) = trimmed
            .strip_prefix([',', ';', '、', '，', '；', '·', '/', '–', '—'])
            .or_else(|| trimmed.strip_prefix("- "))
        {
            trimmed = next.trim_start_matches([' ', '\n']);
            parted = true;
        }
        if let Some(others) = others(trimmed) {
            return Separator::Others(text.len() - trimmed.len() + others);
        }
        if let Some(behind) = behind_conjunction(trimmed) {
            trimmed = behind.trim_start_matches([' ', '\n', ',']);
            parted = true;
        }
        if trimmed == before {
            break;
        }
    }
    if parted {
        // "A. Roe, *B. Li": a mark may stand before its name; and "A. Roe,*
        // B. Li": behind the comma of the name it belongs to.
        let name = trimmed.trim_start_matches(['*', '†', '‡', '#']);
        let name = name.strip_prefix(' ').unwrap_or(name);
        if name.starts_with(char::is_uppercase) {
            trimmed = name;
        }
    }
    if parted || (marked && rest.starts_with([' ', '\n'])) {
        return match trimmed.chars().next() {
            Some(_) => Separator::Next(text.len() - trimmed.len()),
            None => Separator::None,
        };
    }
    Separator::None
}

/// Whether "&" joins two capitals to an abbreviation: "R&D", "Q&A".
fn is_abbreviation(text: &str, at: usize) -> bool {
    let Some(behind) = text[at..].strip_prefix('&') else { return false };
    let lone = |letter: Option<char>, next: Option<char>| {
        letter.is_some_and(char::is_uppercase)
            && next.is_none_or(|c| !c.is_alphanumeric() && c != '.')
    };
    let (mut before, mut behind) = (text[..at].chars().rev(), behind.chars());
    // "Smith A&B Jones": two people.
    let head = text[..at].trim_end_matches(char::is_uppercase);
    let initial = head.strip_suffix(' ').is_some_and(|head| {
        let word = head.rsplit([' ', ',']).next().unwrap_or("");
        word.chars().nth(1).is_some() && word.starts_with(char::is_uppercase)
    });
    !initial
        && lone(before.next(), before.next())
        && lone(behind.next(), behind.next())
}

/// What follows "and" and its like at the start of a text.
pub(super) fn behind_conjunction(text: &str) -> Option<&str> {
    /// Bytes that are looked at: no conjunction is as long.
    const NEAR: usize = 16;
    let near = &text[..text.floor_char_boundary(NEAR)];
    let length = near.find([' ', '\n']).unwrap_or(near.len());
    let word = &text[..length];
    // "L. García y M. Soto", but "K Ma, Y Zheng".
    if is_conjunction(word) {
        return Some(&text[length..]);
    }
    // "Jana Malá a Petr Novák", but "Ann Roe a student".
    if let Some(rest) = text.strip_prefix("a ") {
        let mut words = rest.split(' ').take(2);
        let named = words.all(|w| w.starts_with(char::is_uppercase));
        return named.then_some(&text[length..]);
    }
    // "M. Zupan in Novak, P." in Slovenian, but "M. Zupan in Nature".
    if let Some(rest) = text.strip_prefix("in ") {
        let family = rest.find(", ")?;
        let mut behind = rest[family + 2..].chars();
        let initial = behind.next().is_some_and(char::is_uppercase)
            && behind.next() == Some('.');
        let whole = !rest[..family].contains([' ', '.', '\n']);
        return (initial && whole).then_some(&text["in".len()..]);
    }
    text.strip_prefix('&')
}

/// The length of "et al.", "and others", "and 12 others", "…", which may
/// stand in brackets.
pub(super) fn others(text: &str) -> Option<usize> {
    if let Some(inside) = text.strip_prefix(['[', '('])
        && !inside.starts_with(['[', '('])
    {
        let length = others(inside)?;
        let closed = inside[length..].starts_with([']', ')']);
        return closed.then_some(length + 2);
    }
    const FIRST: &[char] = &[
        'e', 'E', 'a', 'A', '&', 'u', 'U', '.', '…', 'o', 'O', '等', 'y', 'i',
        'и', 'm', 'v', 'é',
    ];
    if !text.starts_with(FIRST) {
        return None;
    }
    for phrase in [
        "et al.",
        "et al",
        "et. al.",
        "et. al",
        "et alii",
        "and others",
        "& others",
        "and co-authors",
        "and coauthors",
        "et coll.",
        "et collab.",
        "e outros",
        "e altri",
        "y otros",
        "y cols.",
        "u.a.",
        "u. a.",
        "i in.",
        "i wsp.",
        "vd.",
        "és mtsai.",
        "i sur.",
        "и др.",
        "a kol.",
        "m.fl.",
        "m. fl.",
        "ve ark.",
        "ve diğ.",
        "...",
        ". . .",
        "…",
        "others",
        "and colleagues",
        "等",
    ] {
        if phrase.as_bytes()[0].eq_ignore_ascii_case(&text.as_bytes()[0])
            && opens_with(text, phrase)
        {
            return Some(phrase.len());
        }
    }
    let rest =
        text.get("and ".len()..).filter(|_| opens_with(text, "and "))?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(digits..)?;
    let words = [" others", " more", " other authors", " more authors"];
    let word = words.iter().find(|word| opens_with(behind, word))?;
    (digits > 0).then_some("and ".len() + digits + word.len())
}
