//! Works that a page's templates and scripts hold as keys and values, and
//! that its readers see as references.

use std::ops::Range;

use super::keyed;
use super::tree::Node;
use crate::model::{RawBlock, RawLine, Role};

mod call;
pub(super) mod literal;

pub(super) use call::written_out;

/// Most bytes between the name of a value and the value.
const DECLARATION: usize = 120;

/// Values that are looked at in a script at most; pages declare a few.
const MOST: usize = 200;

/// The lists of works that a script holds, each below its name, and where in
/// the script they stand: `const papers = [{title: "Slow Rivers", …}];`.
/// Lines are counted from `first`.
pub(super) fn of_script(
    script: &str,
    first: u32,
) -> (Vec<RawBlock>, Vec<Range<usize>>) {
    let mut blocks = Vec::new();
    let mut places = Vec::new();
    if !may_title(script) {
        return (blocks, places);
    }
    let mut at = 0;
    for (name, node, place) in values(script, first) {
        let before = blocks.len();
        for (name, items) in keyed::lists(name, &node) {
            list(name, items, &mut blocks);
        }
        if blocks.len() > before {
            let start = place.start;
            let line = script[..start].rfind('\n').map_or(0, |at| at + 1);
            places.push(line.max(at)..place.end);
        }
        at = place.end;
    }
    (blocks, places)
}

/// The lists and maps that a script gives a name, and where they stand; what
/// the script itself is, or gives by default, has none. Lines are counted
/// from `first`.
pub(super) fn values(
    script: &str,
    first: u32,
) -> impl Iterator<Item = (&str, Node, Range<usize>)> {
    let mut at = 0;
    let next = move || {
        let (name, start) = declared(script, at)?;
        let (node, end) = literal::value(script, start, first)?;
        at = end.max(start + 1);
        Some((name, node, start..at))
    };
    std::iter::from_fn(next).take(MOST)
}

/// Whether a text may name the title of a work: "title", "titre", "título".
pub(super) fn may_title(text: &str) -> bool {
    text.contains("tit") || text.contains("Tit") || text.contains("tít")
}

/// The next list or map behind `at` that is given a name, or that opens the
/// script: `const papers: Paper[] = [`, `export default [`.
fn declared(script: &str, at: usize) -> Option<(&str, usize)> {
    if at == 0 {
        let start = script.len() - script.trim_start().len();
        if script[start..].starts_with(['[', '{']) {
            return Some(("", start));
        }
    }
    script.get(at..)?.match_indices(['[', '{']).find_map(|(found, _)| {
        let start = at + found;
        let from = script
            .ceil_char_boundary(start.saturating_sub(DECLARATION).max(at));
        let before = script[from..start].trim_end();
        if let Some(before) = before.strip_suffix("default")
            && before.trim_end().ends_with("export")
        {
            return Some(("", start));
        }
        let before = before.strip_suffix('=')?;
        let line = before.rsplit(['\n', ';', '{', '}']).next()?;
        if line.trim_start().starts_with("//") {
            return None;
        }
        // The type behind the name is none of it.
        let name = line.split(':').next()?.split_whitespace().next_back()?;
        let name = name.rsplit('.').next()?;
        name.chars().all(is_of_name).then_some((name, start))
    })
}

/// Whether a character may stand in a script's name.
pub(super) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn list(name: &str, items: &[Node], blocks: &mut Vec<RawBlock>) {
    // Posts, slides and products have titles and authors, too.
    if !(name.is_empty() || keyed::heads_works(name)) {
        return;
    }
    let works: Vec<(u32, String)> = items
        .iter()
        .filter_map(|item| Some((item.lines.0, keyed::written_out(item)?)))
        .collect();
    let Some((number, _)) = works.first() else { return };
    let heading = match name.is_empty() {
        true => "Publications".to_owned(),
        false => keyed::in_words(name).replace('_', " "),
    };
    let block = |role, text: String, number| RawBlock {
        role,
        page: None,
        lines: vec![RawLine::plain(text, number)],
    };
    blocks.push(block(Role::Heading(2), heading, *number));
    blocks.extend(
        works
            .into_iter()
            .map(|(number, text)| block(Role::Item(0), text, number)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Vec<(u32, String)> {
        let (blocks, _) = of_script(script, 1);
        let lines = blocks.iter().flat_map(|block| &block.lines);
        lines.map(|l| (l.number, l.runs[0].text.clone())).collect()
    }

    #[test]
    fn scripts_hold_lists_of_works() {
        let works = [
            "const papers: Paper[] = [\n  {\n    title: 'Slow Rivers', // 1\n    \
             authors: [\"A. Roe\", 'Bo Li'],\n    venue: `Sand Letters`,\n    \
             year: 2020,\n  },\n];",
            "let x = 1;\nexport default [\n{\"title\": \"Slow Rivers\", \
             \"authors\": [\"A. Roe\", \"Bo Li\"], \"venue\": \"Sand Letters\",\
             year: 2020, show: () => { go(x) }}]",
            "\n\nvar site = { name: 'A', publications: [\n ...more, { title: \
             'Slow ' + 'Rivers', authors: 'A. Roe, Bo Li',\n journal: \
             'Sand Letters', year: new Date('2020')}].sort(by) };",
        ];
        for script in works {
            let found = read(script);
            let texts: Vec<&str> =
                found.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts.len(), 2, "{script} {texts:?}");
            let want = "A. Roe, Bo Li. “Slow Rivers.” Sand Letters";
            assert!(texts[1].starts_with(want), "{script} {texts:?}");
        }
        let lines = read(works[0]).into_iter().map(|(line, _)| line);
        assert_eq!(lines.collect::<Vec<_>>(), [2, 2]);
        let named = works[0].replace("papers", "PAPERS_LIST");
        assert_eq!(read(&named)[0].1, "PAPERS LIST");
        for script in [
            "const talks = [{title: 'Slow Rivers', venue: 'Kiel', year: 2020}]",
            "const menu = [{title: 'Home', url: '/'}, {title: 'Papers'}]",
            "const papers = [{title: 'Slow Rivers', venue: 'Kiel'",
            "papers.map(p => { return `<b>${p.title}</b>` })",
        ] {
            assert_eq!(read(script), [], "{script}");
        }
    }

    #[test]
    fn hostile_scripts_are_passed() {
        for piece in ["a = [", "a = {title: ", "x = '", "a={b:[`${", "[{"] {
            let script = format!("title {}", piece.repeat(100_000));
            assert!(of_script(&script, 1).0.is_empty());
        }
    }
}
