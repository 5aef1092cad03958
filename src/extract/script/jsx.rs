//! Pages written as components (JSX) into the markup that they show.
//!
//! What a component is handed and what lists it runs through is put in where
//! the script itself holds it; what comes from elsewhere shows nothing.

use std::collections::HashMap;

use super::bound::{Bound, Scope, pattern};
use super::element::element;
use super::function::{Component, components, head, opening, path, word};
use crate::extract::record::{is_of_name, literal};
use crate::extract::tree::Node;

/// Deepest that code and markup stand within each other.
const DEEPEST: usize = 24;

/// Items of a list that are shown at most.
const MOST: usize = 500;

/// Tags that are never closed, at most, before no more are looked for.
const MOST_BROKEN: usize = 50;

/// Where a component's children go while it is written out.
const CHILDREN: char = '\u{1}';

/// The markup that a script shows, each element in the line of the script
/// that it stands in; None where it shows none. `values` are the lists, maps
/// and texts that the script gives a name.
pub(super) fn shown(
    script: &str,
    values: &HashMap<&str, Node>,
) -> Option<String> {
    if !["</", "/>"].iter().any(|mark| script.contains(mark)) {
        return None;
    }
    let components = components(script);
    let mut reader = Reader {
        script,
        values,
        components,
        fuel: (1 << 20) + 16 * script.len(),
        broken: 0,
        tags: 0,
    };
    let mut out = String::new();
    reader.whole(&mut out);
    (reader.tags > 0).then_some(out)
}

struct Reader<'a> {
    script: &'a str,
    values: &'a HashMap<&'a str, Node>,
    components: HashMap<&'a str, Component<'a>>,
    /// Bytes that may still be looked at: a list in a list is walked often.
    fuel: usize,
    broken: usize,
    /// Elements shown so far.
    tags: usize,
}

impl<'a> Reader<'a> {
    /// Reads the script from its head to its end.
    fn whole(&mut self, out: &mut String) {
        let mut at = 0;
        while at < self.script.len() {
            // A bracket that closes nothing ends no script.
            let Some(end) = self.code(at, &Scope::new(), out, 0) else {
                return;
            };
            at = end + 1;
        }
    }

    fn next(&self, at: usize) -> Option<char> {
        self.script.get(at..)?.chars().next()
    }

    /// Whether there is fuel for a step of some bytes.
    fn burns(&mut self, bytes: usize) -> bool {
        self.fuel = self.fuel.saturating_sub(bytes.max(1));
        self.fuel > 0
    }

    /// Goes through code up to the bracket that closes it, and shows the
    /// markup in it; None where the script ends before.
    fn code(
        &mut self,
        from: usize,
        scope: &Scope<'a>,
        out: &mut String,
        depth: usize,
    ) -> Option<usize> {
        if depth > DEEPEST {
            return None;
        }
        let mut at = from;
        let mut open = 0_usize;
        while let Some(c) = self.next(at) {
            if !self.burns(1) {
                return None;
            }
            let rest = &self.script[at..];
            match c {
                '"' | '\'' | '`' => {
                    if let Some((_, end)) = literal::text(self.script, at) {
                        breaks(&self.script[at..end], out);
                        at = end;
                        continue;
                    }
                }
                '/' if rest.starts_with("//") || rest.starts_with("/*") => {
                    at = self.comment(at, out);
                    continue;
                }
                '<' if self.opens_markup(from, at) => {
                    if let Some(end) = self.try_markup(at, scope, out, depth) {
                        at = end;
                        continue;
                    }
                }
                '(' | '[' | '{' => {
                    let of = |c: &Component<'_>| c.body == at;
                    if self.components.values().any(of) {
                        // Shown where it is used.
                        let mut unseen = String::new();
                        let end = self.body(at, scope, &mut unseen, depth)?;
                        breaks(&self.script[at..end], out);
                        at = end;
                        continue;
                    }
                    open += 1;
                }
                ')' | ']' | '}' if open == 0 => return Some(at),
                ')' | ']' | '}' => open -= 1,
                c if is_of_name(c) => {
                    at = match self.run_through(at, scope, out, depth) {
                        Some(end) => end,
                        None => at + word(rest).len(),
                    };
                    continue;
                }
                '\n' => out.push('\n'),
                _ => {}
            }
            at += c.len_utf8();
        }
        None
    }

    /// Passes a comment.
    fn comment(&self, at: usize, out: &mut String) -> usize {
        let rest = &self.script[at..];
        let end = match rest.starts_with("//") {
            true => rest.find('\n').unwrap_or(rest.len()),
            false => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
        };
        breaks(&rest[..end], out);
        at + end
    }

    /// Whether a `<` opens an element, and is no sign or type.
    fn opens_markup(&self, from: usize, at: usize) -> bool {
        let behind = self.script[at + 1..].chars().next();
        if !behind.is_some_and(|c| c.is_ascii_alphabetic() || c == '>') {
            return false;
        }
        let before = self.script[..at].trim_end();
        before.len() <= from
            || before.ends_with("return")
            || before.ends_with([
                '(', ',', '=', '?', ':', '&', '|', '>', '{', '[', ';',
            ])
    }

    /// Reads markup, or gives up as if nothing had been read.
    fn try_markup(
        &mut self,
        at: usize,
        scope: &Scope<'a>,
        out: &mut String,
        depth: usize,
    ) -> Option<usize> {
        if self.broken > MOST_BROKEN {
            return None;
        }
        let before = out.len();
        let end = self.markup(at, scope, out, depth + 1);
        if end.is_none() {
            out.truncate(before);
            self.broken += 1;
        }
        end
    }

    /// Reads an element with all that it holds; gives where it ends.
    fn markup(
        &mut self,
        from: usize,
        scope: &Scope<'a>,
        out: &mut String,
        depth: usize,
    ) -> Option<usize> {
        let mut at = from;
        // What closes the elements that are open.
        let mut open: Vec<String> = Vec::new();
        loop {
            let rest = self.script.get(at..)?;
            let length = rest.find(['<', '{'])?;
            if !self.burns(length) {
                return None;
            }
            out.push_str(&rest[..length]);
            at += length;
            if rest[length..].starts_with('{') {
                at = self.braces(at + 1, scope, out, depth)?;
            } else if rest[length..].starts_with("</") {
                at += rest[length..].find('>')? + 1;
                out.push_str(&open.pop()?);
            } else {
                at = self.tag(at, scope, out, &mut open, depth)?;
            }
            if open.is_empty() {
                return Some(at);
            }
        }
    }

    /// Reads an opening tag, and what it is handed.
    fn tag(
        &mut self,
        from: usize,
        scope: &Scope<'a>,
        out: &mut String,
        open: &mut Vec<String>,
        depth: usize,
    ) -> Option<usize> {
        let mut at = from + 1;
        let name_end = self.script[at..]
            .find(|c: char| !(is_of_name(c) || ".-:".contains(c)))?;
        let name = &self.script[at..at + name_end];
        at += name_end;
        let mut handed: Vec<(&'a str, Bound<'a>)> = Vec::new();
        let alone = loop {
            at = opening(self.script, at);
            let rest = &self.script[at..];
            if !self.burns(1) {
                return None;
            }
            if let Some(inner) = rest.strip_prefix('>') {
                at = self.script.len() - inner.len();
                break false;
            }
            if let Some(inner) = rest.strip_prefix("/>") {
                at = self.script.len() - inner.len();
                break true;
            }
            if rest.starts_with('{') {
                // All that another map holds, or a comment.
                let mut unseen = String::new();
                at = self.code(at + 1, scope, &mut unseen, depth + 1)? + 1;
                continue;
            }
            let length =
                rest.find(|c: char| !(is_of_name(c) || "-:".contains(c)))?;
            if length == 0 {
                return None;
            }
            let key = &rest[..length];
            at += length;
            let Some(behind) =
                self.script[at..].trim_start().strip_prefix('=')
            else {
                continue;
            };
            let behind = behind.trim_start();
            at = self.script.len() - behind.len();
            let (value, end) = self.handed(at, scope, depth)?;
            at = end;
            handed.push((key, value));
        };
        self.tags += 1;
        let lines = &self.script[from..at];
        if let Some(component) = self.components.get(name).copied() {
            let (before, behind) =
                self.expanded(component, handed, depth).unwrap_or_default();
            out.push_str(&before);
            breaks(lines, out);
            match alone {
                true => out.push_str(&behind),
                false => open.push(behind),
            }
            return Some(at);
        }
        let closing = element(name, &handed, alone, out);
        breaks(lines, out);
        match alone {
            true => out.push_str(&closing),
            false => open.push(closing),
        }
        Some(at)
    }

    /// Reads what an attribute is given: a text in quotes, which knows no
    /// escapes, or code in braces.
    fn handed(
        &mut self,
        at: usize,
        scope: &Scope<'a>,
        depth: usize,
    ) -> Option<(Bound<'a>, usize)> {
        let quote = self.next(at)?;
        if matches!(quote, '"' | '\'') {
            let end = self.script[at + 1..].find(quote)?;
            let text = &self.script[at + 1..at + 1 + end];
            return Some((Bound::Text(text.to_owned()), at + end + 2));
        }
        if quote != '{' {
            return None;
        }
        let start = opening(self.script, at + 1);
        if let Some((bound, end)) = self.value(start, scope)
            && self.next(end) == Some('}')
        {
            return Some((bound, end + 1));
        }
        let mut unseen = String::new();
        let end = self.code(at + 1, scope, &mut unseen, depth + 1)?;
        Some((Bound::Nothing, end + 1))
    }

    /// The value of a text, a number or a name, and where what follows it
    /// stands.
    fn value(
        &self,
        at: usize,
        scope: &Scope<'a>,
    ) -> Option<(Bound<'a>, usize)> {
        let c = self.next(at)?;
        let (bound, end) = if matches!(c, '"' | '\'' | '`') {
            let (text, end) = literal::text(self.script, at)?;
            (Bound::Text(self.filled(&text, scope)), end)
        } else if c.is_ascii_digit() {
            let number = word(&self.script[at..]);
            (Bound::Text(number.to_owned()), at + number.len())
        } else {
            let (path, end) = path(self.script, at)?;
            (scope.find(&path, self.values), end)
        };
        Some((bound, opening(self.script, end)))
    }

    /// A template with the names in it filled in: `${name} et al.`
    fn filled(&self, text: &str, scope: &Scope<'a>) -> String {
        let mut parts = text.split("${");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, behind) = part.split_once('}').unwrap_or((part, ""));
            if let Some((path, _)) = path(name, 0) {
                out.push_str(&scope.find(&path, self.values).text());
            }
            out.push_str(behind);
        }
        out
    }

    /// Reads what stands in braces within markup, and shows it.
    fn braces(
        &mut self,
        from: usize,
        scope: &Scope<'a>,
        out: &mut String,
        depth: usize,
    ) -> Option<usize> {
        let start = opening(self.script, from);
        if let Some((bound, end)) = self.value(start, scope) {
            if self.next(end) == Some('}') {
                out.push_str(&bound.text());
                breaks(&self.script[from..end], out);
                return Some(end + 1);
            }
            // What is not handed hides what tells of it.
            if self.script[end..].starts_with("&&")
                && scope.holds(word(&self.script[start..]))
                && bound.is_nothing()
            {
                let mut unseen = String::new();
                let end = self.code(from, scope, &mut unseen, depth + 1)?;
                breaks(&self.script[from..end], out);
                return Some(end + 1);
            }
        }
        Some(self.code(from, scope, out, depth + 1)? + 1)
    }

    /// Reads `names.map(name => …)` and shows what it gives for each; None
    /// where something else stands here.
    fn run_through(
        &mut self,
        at: usize,
        scope: &Scope<'a>,
        out: &mut String,
        depth: usize,
    ) -> Option<usize> {
        const KEEPING: &[&str] =
            &["filter", "slice", "sort", "reverse", "toSorted"];
        let (mut names, mut end) = path(self.script, at)?;
        let mut pairs = false;
        let mut list = None;
        loop {
            if self.next(end) != Some('(') {
                return None;
            }
            let method = names.pop()?;
            if list.is_none() && !names.is_empty() {
                list = Some(scope.find(&names, self.values));
            }
            if method == "map" {
                break;
            }
            let mut unseen = String::new();
            if method == "entries" && names == ["Object"] {
                let (path, _) = path(self.script, end + 1)?;
                list = Some(scope.find(&path, self.values));
                pairs = true;
            } else if !KEEPING.contains(&method) {
                return None;
            }
            end = self.code(end + 1, scope, &mut unseen, depth + 1)? + 1;
            let dot = opening(self.script, end);
            let behind = self.script[dot..].trim_start_matches(['?', '.']);
            let start = self.script.len() - behind.len();
            (names, end) = path(self.script, start)?;
            if start == dot {
                return None;
            }
        }
        let (names, body) = head(self.script, end + 1)?;
        let mut unseen = String::new();
        let behind = self.body(body, scope, &mut unseen, depth)?;
        let call_end = self.code(behind, scope, &mut unseen, depth + 1)? + 1;
        let items = list.unwrap_or(Bound::Nothing).items(pairs);
        for (number, item) in items.into_iter().take(MOST).enumerate() {
            let mut inside = scope.clone();
            pattern(names, item, number, &mut inside);
            let mut one = String::new();
            if self.body(body, &inside, &mut one, depth).is_none() {
                break;
            }
            out.push_str(&one.replace('\n', " "));
        }
        breaks(&self.script[at..call_end], out);
        Some(call_end)
    }

    /// Reads the body of a function, in brackets or without, and shows its
    /// markup; gives where it ends.
    fn body(
        &mut self,
        at: usize,
        scope: &Scope<'a>,
        out: &mut String,
        depth: usize,
    ) -> Option<usize> {
        if depth > DEEPEST {
            return None;
        }
        match self.next(at)? {
            '<' => self.markup(at, scope, out, depth + 1),
            '(' | '{' => Some(self.code(at + 1, scope, out, depth + 1)? + 1),
            _ => Some(at),
        }
    }

    /// What a component shows before its children, and behind them.
    fn expanded(
        &mut self,
        component: Component<'a>,
        handed: Vec<(&'a str, Bound<'a>)>,
        depth: usize,
    ) -> Option<(String, String)> {
        let mut inside = Scope::new();
        let mut all = handed;
        all.push(("children", Bound::Text(CHILDREN.to_string())));
        pattern(component.pattern, Bound::Map(all.into()), 0, &mut inside);
        let mut out = String::new();
        self.body(component.body, &inside, &mut out, depth + 1)?;
        let out = out.replace('\n', " ");
        Some(match out.split_once(CHILDREN) {
            Some((before, behind)) => {
                (before.to_owned(), behind.replace(CHILDREN, ""))
            }
            None => (out, String::new()),
        })
    }
}

/// Keeps the line breaks of what is not shown.
fn breaks(text: &str, out: &mut String) {
    out.extend(text.matches('\n'));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::record;

    /// What a script shows, without its blanks and line breaks.
    fn read(script: &str) -> String {
        let values = record::values(script, 1);
        let values = values.map(|(name, node, _)| (name, node)).collect();
        let shown = shown(script, &values).unwrap_or_default();
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn components_are_shown_as_markup() {
        for (script, want) in [
            (
                "function Home() {\n  // <b>old</b>\n  return (\n    <div \
                 className=\"a\">\n      {/* <i>no</i> */}\n      <h1>Mira \
                 {'Olsen'}</h1>\n      <br/>I'm here{\" \"}now.\n    \
                 </div>\n  );\n}",
                "<div class=\"a\"> <h1>Mira Olsen</h1> <br>I'm here now. \
                 </div>",
            ),
            // What is compared, typed or computed is no markup.
            (
                "const [n, set] = useState<string>(''); if (n <m && a<b) {}\n\
                 const id = <T,>(x: T) => x;\nexport default () => \
                 <p>{n + 1}<a href={url}>moss</a></p>",
                "<p><a>moss</a></p>",
            ),
            // Fragments, and what a condition shows.
            (
                "return <>{open ? (<b>one</b>) : <i>two</i>}{x && \
                 <u>three</u>}</>",
                "<b>one</b><i>two</i><u>three</u>",
            ),
            // Texts and lists that the script holds.
            (
                "const who = { name: 'Mira Olsen', at: { hall: 'Moss Hall' }\
                 };\nconst areas = ['mosses', `ferns`];\nreturn <div>\
                 <h1>{who.name}</h1><p>{who.at?.hall}, {`by ${who.name}`}\
                 </p><ul>{areas.map((area, i) => (<li key={i}>{area}</li>))}\
                 </ul></div>",
                "<div><h1>Mira Olsen</h1><p>Moss Hall, by Mira Olsen</p>\
                 <ul><li>mosses</li><li>ferns</li></ul></div>",
            ),
            (
                "const works = [{title: 'Slow Rivers', by: ['A. Roe', 'B. \
                 Li']}, {title: 'Sand'}];\nreturn <ol>{works.filter(w => \
                 w.title).slice(0, 5).map(({title: name, by}) => { return \
                 <li>{by && <i>{by}: </i>}{name}</li>; })}</ol>",
                "<ol><li><i>A. Roe, B. Li: </i>Slow Rivers</li><li>Sand\
                 </li></ol>",
            ),
            (
                "const skills = {Field: 'ferns', Lab: 'mosses'};\nreturn \
                 <p>{Object.entries(skills).map(([k, v]) => <b>{k}: \
                 {v}</b>)}</p>",
                "<p><b>Field: ferns</b><b>Lab: mosses</b></p>",
            ),
            // A component of the script's own shows what it is handed.
            (
                "const Item = ({ title, note = '' }: { title: string }) => \
                 (\n <li>{title}{note && <i>{note}</i>}</li>\n);\nfunction \
                 Box(props) { return <div><h2>{props.name}</h2>\
                 {props.children}</div> }\nexport default () => <Box \
                 name=\"Papers\"><Item title=\"Slow Rivers\" /></Box>;",
                "<div><h2>Papers</h2> <li>Slow Rivers</li> </div>",
            ),
            // Of one from elsewhere, the title is shown.
            (
                "return <><SEO title=\"Mira Olsen\" /><Section \
                 title='Papers' {...rest}>one</Section><Paper title=\"Sand\" \
                 /></>",
                "<title>Mira Olsen</title><h2>Papers</h2>one<Paper \
                 title=\"Sand\" />",
            ),
            // A script that breaks off shows what is whole.
            (
                "return (\n <div><h1>Mira Olsen</h1><p>Moss {hall",
                "<h1>Mira Olsen</h1>",
            ),
            ("const a = 1 / 2; // </p>", ""),
            ("", ""),
        ] {
            assert_eq!(read(script), want, "{script}");
        }
    }

    #[test]
    fn elements_keep_their_lines() {
        let script = "const a = {\n b: 'x'\n};\nreturn (\n <div>\n  \
                      {list.map(i => (\n   <b>{i}</b>\n  ))}\n  <p>last</p>\
                      \n </div>)";
        let shown = shown(script, &HashMap::new()).unwrap();
        let line = shown.lines().position(|line| line.contains("last"));
        assert_eq!(line, Some(8));
    }

    #[test]
    fn nothing_runs_for_ever() {
        for unit in [
            "<A>",
            "<a {",
            "{<a>",
            "(",
            "a.map(b => <i>{",
            "<a b={",
            "`${",
            "const A = (a) => (<A><A>{a}</A></A>);",
        ] {
            shown(&format!("{}</", unit.repeat(3000)), &HashMap::new());
        }
    }
}
