//! Which headings of lists are the titles of entries.

use super::lines::tells_when;
use crate::model::{Line, Role};
use crate::parse::publications::List;
use crate::segment::is_kind_of_work;

/// The depth of the headings of some lists of which most are titles of
/// entries, and three at least, or two that are links as a whole: there "Do
/// Rerankers Read?" is one, too. The only heading below one that tells but the
/// kind of a work is a title, be there no more of them: "Job Market Paper".
pub(in crate::parse::publications) fn level_of_titles(
    lists: &[List<'_>],
) -> Option<u8> {
    const FEWEST: usize = 3;
    let mut titles = [0_usize; 8];
    let mut all = [0_usize; 8];
    let mut linked = [0_usize; 8];
    let mut alone = false;
    for list in lists {
        let mut headed = 0;
        for (i, line) in list.lines.iter().enumerate() {
            let Role::Heading(level) = line.role else { continue };
            let text = list.document.slice(line.span);
            let at = usize::from(level).min(7);
            let below = &list.lines[i + 1..];
            let title = (text.split_whitespace().nth(4).is_some()
                || heads_abstract(list, below))
                && !text.trim_end().ends_with(':')
                && !heads_references(list, below);
            titles[at] += usize::from(title);
            all[at] += 1;
            linked[at] += usize::from(title && is_link(list, line));
            headed += 1;
        }
        alone |= headed == 1 && is_kind_of_work(list.heading);
    }
    let alone = alone && all.iter().sum::<usize>() == 1;
    let fewest = if alone { 1 } else { FEWEST };
    let enough = |at: usize| {
        titles[at] >= fewest || linked[at] > 1 && linked[at] == all[at]
    };
    let level = (0..8).find(|&at| enough(at) && titles[at] * 3 >= all[at] * 2);
    level.and_then(|level| u8::try_from(level).ok())
}

/// Whether all of a line is one link.
fn is_link(list: &List<'_>, line: &Line) -> bool {
    let links = &list.document.blocks[line.block].links;
    let text = list.document.slice(line.span);
    let length = text.trim().len();
    links.iter().any(|link| {
        link.span.overlaps(line.span) && link.span.range().len() >= length
    })
}

/// Whether a line that heads an abstract stands close below a heading, so
/// that it is a title, be it short.
fn heads_abstract(list: &List<'_>, below: &[Line]) -> bool {
    /// Lines of authors, places and links at most.
    const CLOSE: usize = 6;
    below
        .iter()
        .take(CLOSE)
        .take_while(|line| !matches!(line.role, Role::Heading(_)))
        .any(|line| {
            let text = list.document.slice(line.span).trim();
            let word = text.split(' ').next().unwrap_or("");
            let bare = word.trim_end_matches([':', '.']);
            bare.eq_ignore_ascii_case("abstract")
                && (word.len() > bare.len() || word.len() == text.len())
        })
}

/// Whether items stand below a heading that are as long as references are,
/// each with its year.
fn heads_references(list: &List<'_>, below: &[Line]) -> bool {
    /// Bytes of a reference at least.
    const SHORTEST: usize = 100;
    let is_item = |line: &&Line| matches!(line.role, Role::Item(0 | 1));
    let mut items = below.iter().take_while(is_item).peekable();
    let is_reference = |line: &Line| {
        let text = list.document.slice(line.span);
        !line.first || text.len() >= SHORTEST && tells_when(text)
    };
    items.peek().is_some() && items.all(is_reference)
}
