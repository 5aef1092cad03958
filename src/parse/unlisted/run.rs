//! The run of words with capitals around a word of organizations.

use std::ops::Range;

use super::words::{
    FUNDING, JOINING, ends_sentence, is_common, is_kind, is_part,
};
use crate::parse::post;
use crate::parse::words::bare;

/// Most words that tell a kind of school in small letters.
const MOST_TELLING: usize = 5;

/// The words with capitals around the one at a byte of a text, and those that
/// join them: "Institute of Sand" of "in the Institute of Sand under".
pub(super) fn run(part: &str, at: usize) -> Option<Range<usize>> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let start = |word: &str| word.as_ptr() as usize - part.as_ptr() as usize;
    let head = words.iter().position(|w| start(w) + w.len() > at)?;
    let closes =
        |word: &str| word.ends_with([':', '!', '?']) || ends_sentence(word);
    // "Moss Institute/Sand College", no address.
    let address = words[head].contains('@')
        || words[head].split('/').any(|part| !is_part(part));
    let slashed = words[head].contains('/');
    if is_common(words[head]) || slashed && address {
        return None;
    }
    let joins = |at: usize| {
        JOINING.contains(&words[at]) || words[at].starts_with(['&', '-'])
    };
    let mut first = head;
    while first > 0 && !closes(words[first - 1]) {
        if !is_part(words[first - 1]) && !joins(first - 1) {
            break;
        }
        first -= 1;
    }
    let told = words[..first]
        .iter()
        .any(|word| FUNDING.contains(&bare(word).to_lowercase().as_str()));
    let mut end = head + 1;
    while end < words.len() && !closes(words[end - 1]) {
        // "University of Sand in Utopia".
        // "Moss University in the UK", but "Moss University in Cairo".
        let inside = end - first > 2 || words.get(end + 1) == Some(&"the");
        let place = words[end] == "in" && inside;
        if place || !is_part(words[end]) && !joins(end) {
            break;
        }
        end += 1;
    }
    while first < head && joins(first) {
        first += 1;
    }
    while end > head + 1 && joins(end - 1) {
        end -= 1;
    }
    // "Ecole professionnelle commerciale": a kind and what tells it.
    if end == first + 1 && is_kind(words[head]) {
        let telling = |word: &&&str| {
            !word.contains(|c: char| c.is_ascii_digit() || c == ':')
        };
        let more = words[end..].iter().take_while(telling).count();
        if !(1..=MOST_TELLING).contains(&more) {
            return None;
        }
        end += more;
    }
    // "Vacations en école": any.
    let head_is_small = !words[head].contains(char::is_uppercase);
    if head_is_small && end == head + 1 {
        return None;
    }
    // What is somebody's is of another kind: "the Sand Lab's portal".
    let last = words[end - 1];
    let owns = last.ends_with("'s") || last.ends_with("’s");
    if told || owns {
        return None;
    }
    let range = start(words[first])..start(last) + last.len();
    // "Research Associate Sand Institute".
    let titled = post::title(&part[range.clone()]).filter(|title| {
        part[range.clone()].starts_with(title) && title.len() + 1 < range.len()
    });
    let titled = titled.map_or(0, |title| title.len() + 1);
    // "Investigador en la Universidad de Arena".
    let start = range.start + titled;
    let words = part[start..range.end].split(' ');
    let joins = words.take_while(|word| titled > 0 && JOINING.contains(word));
    let joins = joins.map(|word| word.len() + 1).sum::<usize>();
    Some((start + joins).min(range.end)..range.end)
}
