//! E-mail addresses, as printed and as hidden from harvesters:
//! `ann@example.org`, `ann [at] example (dot) org`, `{ann,bo}@example.org`.

use std::borrow::Cow;

use super::words::{strip_end, tail};
use crate::gazetteer::institution;
use crate::model::{PersonName, fold_name};

/// The e-mail addresses of some texts, lower case, written out, each once;
/// `owner` is whose name stands for "firstname.lastname".
pub(super) fn emails<'a>(
    texts: impl Iterator<Item = &'a str>,
    owner: Option<&PersonName>,
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str, domain: &str| {
        let address = format!("{name}@{domain}").to_lowercase();
        if !found.contains(&address) && !is_pattern(&address) {
            found.push(address);
        }
    };
    for text in texts {
        if text.contains("-at-") {
            let hidden = text.split_whitespace().filter_map(hyphened);
            hidden.for_each(|(name, domain)| add(&name, &domain));
        }
        let mut from = 0;
        while let Some(sign) = next_sign(text, from) {
            let before = &text[from..sign.start];
            let meant = owner
                .and_then(|owner| meant(before, sign.is_spelt, owner))
                .filter(|_| !is_everybodys(&text[..sign.start]));
            let names = match &meant {
                Some(name) => vec![Cow::Borrowed(name.as_str())],
                None => names(before, !sign.is_plain),
            };
            from = sign.end;
            let behind = &text[sign.end..];
            for domain in several(behind) {
                names.iter().for_each(|name| add(name, &domain.text));
            }
            let Some(domain) = domain(behind) else { continue };
            // "I work at example.com" is no address.
            let told = !sign.is_spelt
                || domain.is_spelt
                || meant.is_some()
                || stands_alone(text, &sign, &domain);
            // "Write to me at ann[dot]roe@example.org".
            let is_name = text[sign.end + domain.length..].starts_with('@');
            if names.is_empty() || !told || is_name {
                continue;
            }
            let apart = text[sign.start..].starts_with(' ');
            if is_handle(&names, &domain.text, apart) {
                continue;
            }
            from += domain.length;
            if is_of_staff(&text[..sign.start]) {
                continue;
            }
            names.iter().for_each(|name| add(name, &domain.text));
        }
    }
    found
}

/// Name and domain of the address that a word hides behind hyphens:
/// "ann-at-example-dot-org".
fn hyphened(word: &str) -> Option<(String, String)> {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let (name, domain) = word.split_once("-at-")?;
    let belongs =
        |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let spelt = domain.contains("-dot-") && !name.is_empty();
    let written = |part: &str| part.replace("-dot-", ".");
    let told = spelt && word.bytes().all(belongs);
    told.then(|| (written(name), written(domain)))
}

/// Whether a name and a domain are those of an account elsewhere: "Bluesky
/// @ann.bsky.social".
fn is_handle(names: &[Cow<'_, str>], domain: &str, apart: bool) -> bool {
    const NETWORKS: &[&str] = &[
        "bluesky",
        "github",
        "gitlab",
        "instagram",
        "linkedin",
        "mastodon",
        "telegram",
        "threads",
        "twitter",
    ];
    let network = |name: &str| {
        NETWORKS.iter().any(|known| name.eq_ignore_ascii_case(known))
    };
    domain.to_ascii_lowercase().ends_with("bsky.social")
        || apart && matches!(names, [name] if network(name))
}

/// The name of an address in place of which a text says what it is made of:
/// "firstname.lastname", `[first]_[last]`, "vorname dot nachname"; `spelt`
/// where its sign is the word "at".
fn meant(before: &str, spelt: bool, owner: &PersonName) -> Option<String> {
    /// Bytes of the longest.
    const NEAR: usize = 40;
    let near = tail(before, NEAR).trim_end();
    // Most addresses end in none of them.
    if !near.ends_with(|c: char| "temosTEMOS]}>)".contains(c)) {
        return None;
    }
    let near = near.to_lowercase();
    let dotted = [" [dot] ", "[dot]", "(dot)", " dot ", "[.]", "(.)"];
    let near = dotted.iter().fold(near, |text, dot| text.replace(dot, "."));
    let near = near
        .replace("first name", "firstname")
        .replace("last name", "lastname");
    let word = near.rsplit([' ', ':', '\n', '\t', '`']).next()?;
    let bare = word.replace(['[', ']', '{', '}', '<', '>', '(', ')'], "");
    let (name, parts) = spelt_out(&bare, owner)?;
    // "First at the …", "My surname at birth.example".
    let is_sure = parts > 1
        || !spelt && (bare.len() < word.len() || bare.len() > "nombre".len());
    is_sure.then_some(name)
}

/// What a name is made of by the words for its parts, and how many there are;
/// None where other words stand there, or the name has more than one form.
fn spelt_out(pattern: &str, owner: &PersonName) -> Option<(String, usize)> {
    const GIVEN: &[&str] = &[
        "firstname",
        "first_name",
        "first-name",
        "first",
        "givenname",
        "forename",
        "vorname",
        "prenom",
        "prénom",
        "nombre",
        "nome",
        "name",
    ];
    const FAMILY: &[&str] = &[
        "lastname",
        "last_name",
        "last-name",
        "last",
        "surname",
        "familyname",
        "nachname",
        "nom",
        "apellido",
        "cognome",
    ];
    let german = pattern.contains("nachname");
    let printed = owner.display().to_lowercase();
    let umlauts = printed.contains(['ä', 'ö', 'ü', 'ß', 'ø', 'å', 'æ']);
    let full = owner.given().iter().filter(|given| given.len() > 1).count();
    // "Ana García López" has two family names, or two given ones.
    if umlauts && !german || full != 1 || owner.family().contains(' ') {
        return None;
    }
    let written = |folded: &str| {
        let spell = |word: &str| {
            let word = word.replace('ä', "ae").replace('ö', "oe");
            word.replace('ü', "ue").replace('ß', "ss")
        };
        let words = printed.split(' ').map(str::to_owned);
        let bare = |word: &str| fold_name(word).replace('-', "");
        let mut own = words.filter(|word| bare(word) == bare(folded));
        own.next().map_or_else(|| folded.to_owned(), |word| spell(&word))
    };
    let ascii = |text: String| -> String {
        let kept = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        fold_name(&text).chars().filter(kept).collect()
    };
    let given = ascii(written(owner.given().first()?));
    let family = ascii(written(owner.family()));
    let (mut name, mut parts, mut rest) = (String::new(), 0, pattern);
    while !rest.is_empty() {
        let after = |words: &[&str]| {
            words.iter().find_map(|word| rest.strip_prefix(word))
        };
        if let Some(behind) = after(GIVEN) {
            name.push_str(&given);
            (rest, parts) = (behind, parts + 1);
        } else if let Some(behind) = after(FAMILY) {
            name.push_str(&family);
            (rest, parts) = (behind, parts + 1);
        } else {
            let mark = rest.chars().next().filter(|c| "._-".contains(*c))?;
            name.push(mark);
            rest = &rest[1..];
        }
    }
    let told = given.len() > 1 && !family.is_empty() && parts > 0;
    // "name@example.org" is a sign for any.
    (told && pattern != "name").then_some((name, parts))
}

/// Whether a text tells how everybody is reached: "All staff can be reached
/// at …".
fn is_everybodys(before: &str) -> bool {
    const EVERYBODY: &[&str] = &[
        "staff",
        "members",
        "everyone",
        "everybody",
        "colleagues",
        "team",
        "students",
        "people",
    ];
    let near = tail(before, 80);
    let sentence = near.rsplit(['.', '!', '?', '\n']).nth(1);
    let sentence = sentence.unwrap_or(near).to_lowercase();
    let mut words = sentence.split(|c: char| !c.is_alphabetic());
    words.any(|word| EVERYBODY.contains(&word))
}

/// Whether an address stands for those of others: "firstname.lastname@…".
fn is_pattern(address: &str) -> bool {
    const NAMES: &[&str] = &[
        "name",
        "you",
        "your",
        "your.email",
        "your-email",
        "your_email",
        "youremail",
        "your.name",
        "your-name",
        "yourname",
        "username",
    ];
    let name = address.split('@').next().unwrap_or("");
    address.starts_with("firstname")
        || address.contains("lastname")
        || NAMES.contains(&name)
}

/// What stands between names and domain.
struct Sign {
    /// Bytes of the text, with the blanks and brackets around it.
    start: usize,
    end: usize,
    /// Written as a word, without brackets.
    is_spelt: bool,
    /// A mere `@`.
    is_plain: bool,
}

/// Whether the name and the domain around a spelt sign are all that a cell
/// of a text holds, but for its label: "E-mail: ann at example.org".
fn stands_alone(text: &str, sign: &Sign, domain: &Domain) -> bool {
    const CELLS: [char; 3] = ['\n', '\t', '|'];
    const LABELS: [&str; 6] =
        ["email", "e-mail", "mail", "contact", "email address", "e"];
    /// Bytes that are looked at on either side: a line may hold thousands
    /// of signs.
    const NEAR: usize = 40;
    let near = tail(&text[..sign.start], NEAR);
    let before = near.rsplit(CELLS).next().unwrap_or("");
    if near.len() < sign.start && before.len() == near.len() {
        // No label is that long.
        return false;
    }
    let behind = text.get(sign.end + domain.length..).unwrap_or("");
    let behind = &behind[..behind.floor_char_boundary(NEAR)];
    let behind = behind.split(CELLS).next().unwrap_or("");
    let name = before.rsplit(' ').next().unwrap_or("");
    let printed = before[..before.len() - name.len()].trim_end();
    let label = printed
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_ascii_lowercase();
    let labelled = LABELS.contains(&label.as_str());
    // "Student at example.org" names a post.
    let told = name.contains(|c: char| c.is_ascii_digit() || c == '.');
    // "Private: ann.roe at gmail.com" says whose it is; "Winner: moss2019 at
    // moss.edu", "Talk: 12.30 at moss.edu" do not.
    let plain = name.split('.').all(|part| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphabetic())
    });
    let headed = label.is_empty()
        || printed.ends_with(':') && plain && !is_of_others(&label);
    !behind.contains(char::is_alphanumeric)
        && (labelled || headed && told && is_of_mail(&domain.text))
}

/// Whether the line that a text ends in is about somebody who writes for the
/// owner: "Secretary: Ann Roe, ann".
fn is_of_staff(before: &str) -> bool {
    const STAFF: &[&str] = &[
        "secretary",
        "secretariat",
        "administrative assistant",
        "executive assistant",
        "personal assistant",
        "sekretariat",
        "sekretärin",
        "secrétariat",
        "secrétaire",
        "secretaría",
        "segreteria",
    ];
    /// Bytes of a name and its address.
    const NEAR: usize = 120;
    let line = tail(before, NEAR).rsplit('\n').next().unwrap_or("");
    line.split_once([':', '：']).is_some_and(|(label, _)| {
        let label = label.trim().to_lowercase();
        STAFF.iter().any(|staff| label.ends_with(staff))
    })
}

/// Whether a label tells of others than the owner, or of no address.
fn is_of_others(label: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "advisor",
        "chair",
        "facebook",
        "github",
        "host",
        "instagram",
        "lecture",
        "linkedin",
        "position",
        "seminar",
        "speaker",
        "talk",
        "twitter",
        "version",
    ];
    OTHERS.contains(&label)
}

/// Whether a domain is one of those that most addresses have.
fn is_of_mail(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    ["gmail.com", "outlook.com", "hotmail.com", "yahoo.com"]
        .contains(&domain.as_str())
        || domain.ends_with(".edu")
        || domain.contains(".ac.")
        || domain.contains(".edu.")
        || institution::by_domain(&domain).is_some()
}

/// The first `@` or "at" from a byte of a text on.
fn next_sign(text: &str, from: usize) -> Option<Sign> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find_map(|at| {
        let length = match bytes[at] {
            b'@' => 1,
            b'a' | b'A' if is_word(bytes, at, b"at") => 2,
            _ => return None,
        };
        let (before, behind) = (&text[from..at], &text[at + length..]);
        if let Some((before, behind)) = bracketed(before, behind) {
            let (start, end) =
                (from + before.len(), text.len() - behind.len());
            let is_plain = false;
            return Some(Sign { start, end, is_spelt: false, is_plain });
        }
        let is_spelt = length > 1;
        if is_spelt && !(before.ends_with(' ') && behind.starts_with(' ')) {
            return None;
        }
        let start = from + before.trim_ascii_end().len();
        let end = text.len() - behind.trim_ascii_start().len();
        Some(Sign { start, end, is_spelt, is_plain: !is_spelt })
    })
}

/// Whether a word stands at a place, whatever its case.
fn is_word(bytes: &[u8], at: usize, word: &[u8]) -> bool {
    let end = at + word.len();
    let found = bytes.get(at..end);
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let apart =
        |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_alphanumeric);
    found.is_some_and(|found| found.eq_ignore_ascii_case(word))
        && apart(before)
        && apart(bytes.get(end))
}

/// What stands before and behind brackets that something stands in.
fn bracketed<'a>(
    before: &'a str,
    behind: &'a str,
) -> Option<(&'a str, &'a str)> {
    let before = before.trim_ascii_end().strip_suffix(['[', '(', '{', '<'])?;
    let behind =
        behind.trim_ascii_start().strip_prefix([']', ')', '}', '>'])?;
    Some((before.trim_ascii_end(), behind.trim_ascii_start()))
}

/// The names that stand before the sign of their address, whose dots may be
/// spelt where it is.
fn names(before: &str, is_spelt: bool) -> Vec<Cow<'_, str>> {
    /// Characters of the longest list of names before one domain.
    const MOST: usize = 60;
    if let Some(list) = before.strip_suffix('}') {
        let list = list.rsplit(['{', '}', '\n']).next().unwrap_or("");
        let opens = before.len() - list.len() - 1;
        let several = before[..opens].ends_with('{')
            && (1..=MOST).contains(&list.chars().count());
        let names = list.split([',', ';', '|']).map(str::trim);
        let names = names.filter(|one| !one.is_empty() && !one.contains(' '));
        return names.filter(|_| several).map(Cow::Borrowed).collect();
    }
    let belongs =
        |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    // "/ann.roe/ [at]": marks of slanted letters.
    let bare = match is_spelt {
        true => before.trim_end_matches(['/', '*', '_']),
        false => before,
    };
    let length = bare.bytes().rev().take_while(belongs).count();
    let (head, name) = bare.split_at(bare.len() - length);
    let name = name.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let in_brackets = head.ends_with([']', ')', '}', '>']);
    let spelt = Some(head).filter(|_| is_spelt || in_brackets);
    let spelt = spelt.and_then(|head| {
        let parts = spelt_parts(head);
        (!parts.is_empty() && !name.is_empty())
            .then(|| Cow::Owned(format!("{parts}{name}")))
    });
    let name = spelt.unwrap_or(Cow::Borrowed(name));
    // "a.r...@example.org" keeps most of it to itself.
    let whole = !name.is_empty() && !name.ends_with("..");
    Some(name).filter(|_| whole).into_iter().collect()
}

/// The parts of a name, with their dots, that are spelt at the end of a
/// text: "ann.b." of "mail ann [dot] b dot ".
fn spelt_parts(mut text: &str) -> String {
    /// Parts at most.
    const MOST: usize = 4;
    let mut name = String::new();
    for _ in 0..MOST {
        let Some(head) = before_dot(text) else { break };
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let length = head.bytes().rev().take_while(part).count();
        let (rest, part) = head.split_at(head.len() - length);
        if part.is_empty() {
            break;
        }
        name.insert(0, '.');
        name.insert_str(0, part);
        text = rest;
    }
    name
}

/// What stands before the dot, spelt or in brackets, that ends a text.
fn before_dot(text: &str) -> Option<&str> {
    let close = text.trim_ascii_end();
    let inside = close.strip_suffix([']', ')', '}', '>']);
    let word = inside.unwrap_or(close).trim_ascii_end();
    let head = word.strip_suffix('.').filter(|_| inside.is_some());
    let mut spelt =
        dots(inside.is_some()).iter().filter_map(|dot| strip_end(word, dot));
    let head = head.or_else(|| spelt.next())?;
    let bare = head.trim_ascii_end();
    match inside {
        Some(_) => Some(bare.strip_suffix(['[', '(', '{', '<'])?.trim_end()),
        // " dot ", not "dot.".
        None if close.len() < text.len() && bare.len() < head.len() => {
            Some(bare)
        }
        None => None,
    }
}

/// What stands behind the sign.
struct Domain {
    text: String,
    /// How many bytes it is printed with.
    length: usize,
    /// Whether one of its dots is written as a word or in brackets.
    is_spelt: bool,
}

/// The domains of an address that has several: "{gmail.com, example.org}".
fn several(text: &str) -> Vec<Domain> {
    /// Bytes of all.
    const MOST: usize = 80;
    let near = &text[..text.floor_char_boundary(MOST)];
    let inside = near.strip_prefix('{').and_then(|near| near.split_once('}'));
    let Some((inside, _)) = inside else { return Vec::new() };
    inside.split([',', '|']).filter_map(|one| domain(one.trim())).collect()
}

/// Letters of the last part of most domains.
const USUAL_END: usize = 3;

/// The domain that a text begins with.
fn domain(text: &str) -> Option<Domain> {
    let mut labels = String::new();
    let mut found = None;
    let mut is_spelt = false;
    let mut rest = text;
    loop {
        let belongs = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let (label, behind) = rest.split_at(length);
        // The last one is letters: "edu".
        let last = label.split('-').next().unwrap_or("");
        let closes = label.len() > last.len() || !behind.starts_with('_');
        if !labels.is_empty()
            && (2..=12).contains(&last.len())
            && last.bytes().all(|byte| byte.is_ascii_alphabetic())
            && closes
        {
            let length = text.len() - rest.len() + last.len();
            let text = format!("{labels}{last}");
            found = Some(Domain { text, length, is_spelt });
        }
        let Some(dot) = dot(behind).filter(|_| !label.is_empty()) else {
            return found;
        };
        // "ann@example.org. My name": a sentence ends.
        let ends = label.len() == 2 || COMMON.contains(&label);
        // Nor is "Notes @St. Moss" an address.
        let next = dot.behind.split(|c| !belongs(c)).next().unwrap_or("");
        let is_name = labels.is_empty()
            && next.starts_with(char::is_uppercase)
            && next.len() > USUAL_END;
        if dot.opens_gap && (is_name || !labels.is_empty() && ends) {
            return found;
        }
        labels += label;
        labels.push('.');
        is_spelt |= dot.is_spelt;
        rest = dot.behind;
    }
}

/// Last parts of domains, but for those of countries, which have two letters.
const COMMON: &[&str] = &["com", "edu", "gov", "info", "net", "org"];

/// What a dot is called: in English, and in brackets in other languages and
/// for short, too.
fn dots(bracketed: bool) -> &'static [&'static str] {
    const DOTS: &[&str] =
        &["dot", "pt", "punkt", "point", "punto", "ponto", "punt", "d0t"];
    if bracketed { DOTS } else { &DOTS[..1] }
}

/// A dot of a domain.
struct Dot<'a> {
    /// A blank stands behind it and none before.
    opens_gap: bool,
    is_spelt: bool,
    behind: &'a str,
}

/// The dot that a text begins with, blanks aside.
fn dot(text: &str) -> Option<Dot<'_>> {
    let close = text.trim_ascii_start();
    if let Some(behind) = close.strip_prefix('.') {
        let next = behind.trim_ascii_start();
        let opens_gap = close.len() == text.len() && next.len() < behind.len();
        return Some(Dot { opens_gap, is_spelt: false, behind: next });
    }
    let inside = close.strip_prefix(['[', '(', '{', '<']);
    let word = inside.unwrap_or(close).trim_ascii_start();
    let told = |dot: &&&str| is_word(word.as_bytes(), 0, dot.as_bytes());
    let known = dots(inside.is_some());
    let length = match word.starts_with('.') {
        true => 1,
        false => known.iter().find(told)?.len(),
    };
    let behind = word[length..].trim_ascii_start();
    let behind = match inside {
        Some(_) => behind.strip_prefix([']', ')', '}', '>'])?,
        // " dot ", not "dot.org".
        None if close.len() < text.len()
            && behind.len() < word.len() - length =>
        {
            behind
        }
        None => return None,
    };
    let behind = behind.trim_ascii_start();
    Some(Dot { opens_gap: false, is_spelt: true, behind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_signs_take_no_longer_each() {
        let line = "ann9 at x.edu ".repeat(20_000);
        assert!(emails(std::iter::once(line.as_str()), None).is_empty());
    }

    #[test]
    fn addresses_are_written_out() {
        for (text, want) in [
            ("mail: Ann.Roe@Example.ORG, or", &["ann.roe@example.org"][..]),
            ("ann [at] example [dot] org", &["ann@example.org"]),
            ("me at ann[dot]roe@example.org", &["ann.roe@example.org"]),
            ("mail ann(dot)roe@example.org", &["ann.roe@example.org"]),
            (
                "{ann,bo}@cs.example.org",
                &["ann@cs.example.org", "bo@cs.example.org"],
            ),
            (
                "{ann, bo} (at) example.org",
                &["ann@example.org", "bo@example.org"],
            ),
            ("ann AT example DOT org", &["ann@example.org"]),
            ("I work at example.org", &[]),
            ("Secretary: Bo Li, bo@example.org\nann@example.org", {
                &["ann@example.org"]
            }),
            ("Secretary of the Society: ann@example.org", {
                &["ann@example.org"]
            }),
            ("ann(at)example.org", &["ann@example.org"]),
            ("ann <at> cs <dot> example <dot> org", &["ann@cs.example.org"]),
            ("ann at example (dot) org or later", &["ann@example.org"]),
            (
                "Ann Roe <ann@example.org>, b@x.io",
                &["ann@example.org", "b@x.io"],
            ),
            ("ann@example.org. My name", &["ann@example.org"]),
            ("ann@example.org.", &["ann@example.org"]),
            ("ann @ example . org", &["ann@example.org"]),
            ("ann@example. org", &["ann@example.org"]),
            ("ann@bio.uio. no", &["ann@bio.uio.no"]),
            ("ann@example.org. my name", &["ann@example.org"]),
            ("ann+x_y@ex-ample.ac.uk/", &["ann+x_y@ex-ample.ac.uk"]),
            ("ann@example.org-ish", &["ann@example.org"]),
            ("ann@example.org_x, a@b", &[]),
            ("firstname.lastname@example.org", &[]),
            ("@handle and #tag", &[]),
            (
                "/ann [DOT] roe/ [@] example [DOT] org",
                &["ann.roe@example.org"],
            ),
            ("a dot b dot roe at example dot org", &["a.b.roe@example.org"]),
            ("ann (.) roe (at) example.org", &["ann.roe@example.org"]),
            ("see the dot. ann [at] example.org", &["ann@example.org"]),
            ("ann dot roe@example.org", &["roe@example.org"]),
            ("E-mail: ann at example.org", &["ann@example.org"]),
            ("+1 234\nar90 at umn.edu", &["ar90@umn.edu"]),
            ("student at umn.edu", &[]),
            ("é and all of those who are there, ar90 at umn.edu", &[]),
            ("ar90 at example.org", &[]),
            ("Moss Hall: a.roe at moss.ac.uk", &["a.roe@moss.ac.uk"]),
            ("Moss Hall: roe at moss.ac.uk", &[]),
            ("Winner: moss2019 at moss.edu", &[]),
            ("Twitter: ann.roe at moss.edu", &[]),
            ("Seminar: 12.30 at hall.moss.ac.uk", &[]),
            ("mail: look at example.org for more", &[]),
            ("é@example.org", &[]),
            ("*E-mail:* ann-roe-at-ex-dot-org", &["ann-roe@ex.org"]),
            ("a stay-at-home parent", &[]),
            ("ann[at]moss[pt]ex[pt]de", &["ann@moss.ex.de"]),
            ("ann (Punkt) roe (at) ex (Punkt) de", &["ann.roe@ex.de"]),
            ("ann at the point of no return", &[]),
            ("a.r....@example.org (click to see)", &[]),
            ("Notes @St. Moss, Sand @Moss Hall", &[]),
            ("ann..roe@kiel. De", &["ann..roe@kiel.de"]),
        ] {
            assert_eq!(emails(std::iter::once(text), None), want, "{text}");
        }
    }

    #[test]
    fn the_owners_name_stands_for_its_parts() {
        for (name, text, want) in [
            (
                "Ann Roe",
                "firstname.lastname@example.org",
                &["ann.roe@example.org"][..],
            ),
            (
                "Ann Roe",
                "email: firstname.lastname at umn.edu",
                &["ann.roe@umn.edu"],
            ),
            ("Ann Roe", "[firstname]@example.org", &["ann@example.org"]),
            (
                "Ann Roe",
                "<first>_<last> at example.org",
                &["ann_roe@example.org"],
            ),
            (
                "Ann Roe",
                "first dot last [at] example.org",
                &["ann.roe@example.org"],
            ),
            (
                "Ann Roe",
                "first name.last name@example.org",
                &["ann.roe@example.org"],
            ),
            ("Ann Roe", "nome.cognome@example.org", &["ann.roe@example.org"]),
            ("Ann Roe", "name.surname@example.org", &["ann.roe@example.org"]),
            (
                "Ann Roe",
                "firstname@{example.org, x.edu}.",
                &["ann@example.org", "ann@x.edu"],
            ),
            (
                "Jürgen Müller",
                "vorname.nachname(at)example.org",
                &["juergen.mueller@example.org"],
            ),
            ("Jürgen Müller", "firstname.lastname@example.org", &[]),
            (
                "Jean-Pierre Roe-Smith",
                "firstname.lastname@example.org",
                &["jean-pierre.roe-smith@example.org"],
            ),
            ("Ana García López", "firstname.lastname@example.org", &[]),
            (
                "Ann Roe",
                "All staff can be reached at firstname.lastname@example.org",
                &[],
            ),
            ("Ann Roe", "My surname at birth.example", &[]),
            ("Ann Roe", "firsthand@example.org", &["firsthand@example.org"]),
            ("Ann Roe", "blast@example.org", &["blast@example.org"]),
            ("Ann Roe", "the first at example.org", &[]),
            ("Ann Roe", "Bluesky @ann.bsky.social", &[]),
            ("Ann Roe", "GitHub: @ann.example", &[]),
            ("Ann Roe", "github@roe.example", &["github@roe.example"]),
        ] {
            let owner = PersonName::parse(name).unwrap();
            let found = emails(std::iter::once(text), Some(&owner));
            assert_eq!(found, want, "{text}");
        }
    }
}
