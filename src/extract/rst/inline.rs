//! Marks within reStructuredText: emphasis, links, roles, substitutions.

use std::collections::HashMap;

use super::Line;
use crate::extract::flow::Flow;
use crate::model::Style;

/// How far a mark's end is looked for, in bytes.
const LONGEST: usize = 1_000;

/// The most bytes of a name: of a role, a note, a substitution.
const LONGEST_NAME: usize = 60;

/// How often a substitution may stand within another.
const DEEPEST: usize = 3;

/// What names stand for in the whole of a page.
pub(super) struct Names<'a> {
    /// `.. _name: https://…`
    targets: HashMap<String, &'a str>,
    /// `.. |name| replace:: words`; nothing for pictures.
    substitutions: HashMap<&'a str, String>,
}

impl<'a> Names<'a> {
    pub(super) fn of(lines: &[Line<'a>]) -> Names<'a> {
        let mut names =
            Names { targets: HashMap::new(), substitutions: HashMap::new() };
        for (i, line) in lines.iter().enumerate() {
            let Some(text) = line.text.trim_start().strip_prefix(".. ") else {
                continue;
            };
            let text = text.trim_start();
            if let Some((name, target)) =
                text.strip_prefix('_').and_then(|text| text.split_once(": "))
            {
                let name = name.trim_matches('`').to_lowercase();
                names.targets.insert(name, target.trim());
            } else if let Some((name, rest)) =
                text.strip_prefix('|').and_then(|text| text.split_once('|'))
            {
                let words = rest.trim_start().strip_prefix("replace::");
                let mut words = words.unwrap_or_default().trim().to_owned();
                let further = lines[i + 1..].iter().take_while(|further| {
                    !further.is_blank() && further.indent() > line.indent()
                });
                if rest.contains("replace::") {
                    for line in further.take(20) {
                        words.push(' ');
                        words.push_str(line.text.trim());
                    }
                }
                names.substitutions.insert(name, words);
            }
        }
        names
    }

    fn target(&self, name: &str) -> Option<&'a str> {
        let words: Vec<&str> = name.split_whitespace().collect();
        self.targets.get(&words.join(" ").to_lowercase()).copied()
    }
}

/// Adds text with its marks; its first character stands on line `number`.
pub(super) fn write(
    flow: &mut Flow,
    text: &str,
    names: &Names<'_>,
    number: u32,
) {
    Writer { flow, names, number, depth: 0 }.write(text);
}

struct Writer<'a> {
    flow: &'a mut Flow,
    names: &'a Names<'a>,
    number: u32,
    depth: usize,
}

/// Characters that may be marks.
const MARKS: &[char] = &['*', '`', '|', '\\', ':', '_', '['];

impl Writer<'_> {
    fn write(&mut self, text: &str) {
        let names = self.names;
        let mut rest = text;
        let mut at = 0;
        let mut before = None;
        while let Some(found) = rest[at..].find(MARKS) {
            at += found;
            before = rest[..at].chars().next_back().or(before);
            if let Some((start, target)) = reference(&rest[..=at], names) {
                self.styled(&rest[..start], Style::default());
                self.linked(&rest[start..at], Some(target));
                rest = rest[at..].trim_start_matches('_');
                at = 0;
                continue;
            }
            let mark = &rest[at..];
            let mark = &mark[..mark.floor_char_boundary(LONGEST)];
            let Some((piece, length)) = piece(mark, before) else {
                at += 1;
                continue;
            };
            self.styled(&rest[..at], Style::default());
            self.piece(piece);
            before = mark[..length].chars().next_back();
            rest = &rest[at + length..];
            at = 0;
        }
        self.styled(rest, Style::default());
    }

    fn piece(&mut self, piece: Piece<'_>) {
        let style = Style::default();
        match piece {
            Piece::Plain(text) => self.styled(text, style),
            Piece::Bold(text) => {
                self.styled(&bare(text), Style { bold: true, ..style });
            }
            Piece::Italic(text) => {
                self.styled(&bare(text), Style { italic: true, ..style });
            }
            Piece::Raised(text) => {
                self.styled(&bare(text), Style { superscript: true, ..style });
            }
            Piece::Link(text) => {
                let text = bare(text);
                let (words, link) = match embedded(&text) {
                    Some((words, link)) => (words, Some(link)),
                    None => (text.as_str(), self.names.target(&text)),
                };
                let shown = if words.is_empty() { link } else { Some(words) };
                self.linked(shown.unwrap_or_default(), link);
            }
            Piece::Identifier(archive, number) => {
                self.styled(&format!("{archive}:{number}"), style);
            }
            Piece::Substitution(name) => {
                match self.names.substitutions.get(name) {
                    Some(words) if self.depth < DEEPEST => {
                        self.depth += 1;
                        self.write(words);
                        self.depth -= 1;
                    }
                    Some(_) => {}
                    None => self.styled(&format!("|{name}|"), style),
                }
            }
        }
    }

    fn styled(&mut self, text: &str, style: Style) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.flow.break_line();
                self.number += 1;
            }
            self.flow.text(line, style, None, self.number);
        }
    }

    /// Words of a link, which stay on one line.
    fn linked(&mut self, text: &str, link: Option<&str>) {
        self.flow.text(text, Style::default(), link, self.number);
        let lines = text.matches('\n').count();
        self.number += u32::try_from(lines).unwrap_or(0);
    }
}

/// What a mark makes of the words it stands around.
enum Piece<'a> {
    Plain(&'a str),
    Bold(&'a str),
    Italic(&'a str),
    Raised(&'a str),
    Link(&'a str),
    /// A number with the name of the archive that gave it.
    Identifier(&'a str, &'a str),
    Substitution(&'a str),
}

/// Reads the mark that `text` begins with, and what it stands around: how
/// long they are.
fn piece(text: &str, before: Option<char>) -> Option<(Piece<'_>, usize)> {
    let opens = before
        .is_none_or(|c| c.is_whitespace() || "'\"([{<-–—/:“‘".contains(c));
    // The words up to where a mark closes.
    let within = |open: &str, close: &str| {
        let inner = text.strip_prefix(open)?;
        let ends = |at: &usize| {
            let words = &inner[..*at];
            let after = inner[at + close.len()..].chars().next();
            let inside = words.chars().next_back();
            inside.is_some_and(|c| !c.is_whitespace() && c != '\\')
                && after.is_none_or(|c| !c.is_alphanumeric())
        };
        let mut found = inner.match_indices(close).map(|(at, _)| at);
        let words = &inner[..found.find(ends)?];
        let fits = opens && !words.starts_with(char::is_whitespace);
        fits.then_some((words, open.len() + words.len() + close.len()))
    };
    let head = &text[..text.floor_char_boundary(LONGEST_NAME)];
    match text.as_bytes().first()? {
        b'\\' => {
            let escaped = text[1..].chars().next()?;
            let length = 1 + escaped.len_utf8();
            let blank = escaped.is_whitespace();
            let shown = if blank { "" } else { &text[1..length] };
            Some((Piece::Plain(shown), length))
        }
        b'*' => within("**", "**")
            .map(|(words, length)| (Piece::Bold(words), length))
            .or_else(|| {
                let (words, length) = within("*", "*")?;
                Some((Piece::Italic(words), length))
            }),
        b'`' if text.starts_with("``") => {
            let (words, length) = within("``", "``")?;
            Some((Piece::Plain(words), length))
        }
        b'`' => {
            let (words, length) = quoted(text)?;
            let after = &text[length..];
            let marks = after.len() - after.trim_start_matches('_').len();
            if marks > 0 {
                return Some((Piece::Link(words), length + marks));
            }
            let role = after.strip_prefix(':').and_then(|role| {
                let (name, _) = role.split_once(':')?;
                is_role(name).then_some(name)
            });
            let tail = role.map_or(0, |role| role.len() + 2);
            Some((in_role(role.unwrap_or("title"), words), length + tail))
        }
        b':' => {
            let (role, _) = head[1..].split_once(":`")?;
            let (words, length) = quoted(&text[role.len() + 2..])?;
            let fits = opens && is_role(role);
            fits.then(|| (in_role(role, words), role.len() + 2 + length))
        }
        b'_' => {
            // "_`a target`" in the running text.
            let (words, length) = quoted(&text[1..]).filter(|_| opens)?;
            Some((Piece::Plain(words), length + 1))
        }
        b'|' => {
            let (name, after) = head[1..].split_once('|')?;
            let marks = after.len() - after.trim_start_matches('_').len();
            let fits = opens && name == name.trim() && !name.is_empty();
            let length = name.len() + 2 + marks;
            fits.then_some((Piece::Substitution(name), length))
        }
        _ => {
            // "[1]_"
            let (label, rest) = head[1..].split_once(']')?;
            let is_note = rest.starts_with('_') && !label.contains(' ');
            is_note.then_some((Piece::Plain(""), label.len() + 3))
        }
    }
}

/// What stands between backquotes: the words, and the length with both.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('`')?;
    let end = inner.find('`').filter(|end| *end > 0)?;
    Some((&inner[..end], end + 2))
}

fn is_role(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.+".contains(c);
    !name.is_empty() && name.chars().all(fits)
}

fn in_role<'a>(role: &'a str, words: &'a str) -> Piece<'a> {
    match role {
        "strong" => Piece::Bold(words),
        "emphasis" | "title" | "title-reference" => Piece::Italic(words),
        "sup" | "superscript" => Piece::Raised(words),
        "sub" | "subscript" => Piece::Plain(words),
        "doi" | "arxiv" | "pmid" | "hal" => Piece::Identifier(role, words),
        _ => Piece::Link(words),
    }
}

/// `words <https://…>`
fn embedded(text: &str) -> Option<(&str, &str)> {
    let (words, link) = text.strip_suffix('>')?.rsplit_once('<')?;
    Some((words.trim_end(), link))
}

/// A word before an underscore that names a target: where it begins, and
/// the target.
fn reference<'a>(text: &str, names: &Names<'a>) -> Option<(usize, &'a str)> {
    let text = text.strip_suffix('_')?;
    let begins = |c: char| !c.is_alphanumeric() && !"-.".contains(c);
    let start = text.rfind(begins).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    let name = &text[start..];
    let target = names.target(name).filter(|_| !name.is_empty())?;
    Some((start, target))
}

/// Text without the backslashes before characters.
fn bare(text: &str) -> String {
    text.replace("\\ ", "").replace('\\', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with bold and italic runs marked, links behind.
    fn read(text: &str) -> String {
        let source = ".. _page: https://a.example\n\
                      .. |me| replace:: **A. Roe**\n.. |x| image:: y.png";
        let lines: Vec<Line<'_>> =
            source.lines().map(|text| Line { text, number: 1 }).collect();
        let mut flow = Flow::default();
        write(&mut flow, text, &Names::of(&lines), 1);
        flow.shown()
    }

    #[test]
    fn marks_are_told_from_characters() {
        for (text, want) in [
            ("**A. Roe**, *Moss*. 2 * 3", "*A. Roe*, /Moss/. 2 * 3"),
            ("A. Roe*, B. Li*", "A. Roe*, B. Li*"),
            ("[`pdf <a.pdf>`__\\ ]", "[pdf<a.pdf>]"),
            ("`long\nwords <a>`_ b", "long words<a> b"),
            (
                "`page`_ and page_, un_known_",
                "page<https://a.example> and page<https://a.example>, un_known_",
            ),
            (":doi:`10.1/x` `a`:sup:", "doi:10.1/x a"),
            ("|me| and |x|, | a | b", "*A. Roe* and , | a | b"),
            ("``a*b``, `Moss` [1]_ \\*", "a*b, /Moss/ *"),
            ("*open `ends |x", "*open `ends |x"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
