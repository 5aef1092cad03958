//! Parts a section into stays: posts held or degrees taken, each with its
//! dates.

use super::date::{DateRange, date_range};
use super::organization::organization;
use super::post::title;
use super::words::is_joining;
use crate::model::{Document, Line, Role};

/// One entry of a list of posts or degrees.
pub(super) struct Stay {
    pub(super) text: String,
    pub(super) dates: Option<DateRange>,
    /// Bytes of the text before the items that tell what was done there.
    head: Option<usize>,
}

impl Stay {
    /// Where it was: what is told of it may name others.
    pub(super) fn organization(&self) -> Option<String> {
        let head = self.head.and_then(|end| self.text.get(..end));
        head.and_then(organization)
            .or_else(|| organization(&self.text))
            .or_else(|| self.employer().map(str::to_owned))
    }

    /// An organization that nothing tells but its place in a dated entry:
    /// "Mossworks - Senior Engineer (2016 – today)", "Senior Engineer at
    /// Mossworks".
    fn employer(&self) -> Option<&str> {
        self.dates.as_ref()?;
        let line = self.text.lines().next()?;
        let mut parts = parted(line);
        let (first, second) = (parts.next()?, parts.next().unwrap_or(""));
        let told = title(first).is_none() && title(second).is_some();
        let behind = || {
            let title = title(line)?;
            let end = title.as_ptr() as usize - line.as_ptr() as usize;
            let rest = &line[end + title.len()..];
            let at = [" at ", " @ "].iter().find_map(|at| rest.split_once(at));
            // What was shown at a place was not done there.
            let (between, name) = at?;
            (between.split_whitespace().count() < 2).then_some(name)
        };
        let behind = || parted(behind()?).next();
        told.then_some(first).or_else(behind).filter(|name| is_name(name))
    }
}

/// The parts of a line that tells an organization, a post and their dates. A
/// hyphen parts them where blanks stand around it: "Post-doctoral Researcher".
fn parted(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', '|', '(', '\t', '·', '•', '–', '—', ';'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
}

/// Whether a text may be the name of a company: a few words with capitals,
/// none of which tells a unit or what one is there.
fn is_name(text: &str) -> bool {
    /// Words of it at most.
    const MOST: usize = 3;
    const OTHERS: &[&str] = &[
        "center",
        "centre",
        "chair",
        "department",
        "dept",
        "dept.",
        "director",
        "division",
        "experience",
        "faculty",
        "fellow",
        "freelance",
        "group",
        "head",
        "lab",
        "lead",
        "manager",
        "member",
        "officer",
        "online",
        "position",
        "post",
        "program",
        "project",
        "remote",
        "research",
        "school",
        "section",
        "student",
        "team",
        "trainee",
        "unit",
        "volunteer",
        "work",
    ];
    let part = |word: &str| {
        word == "&"
            || word.starts_with(char::is_uppercase)
                && !OTHERS.contains(&word.to_lowercase().as_str())
                && word.chars().all(|c| c.is_alphanumeric() || c == '.')
    };
    let words = || text.split(' ');
    text.chars().count() > 2 && words().count() <= MOST && words().all(part)
}

/// Parts a section into stays: each has one range of dates.
pub(super) fn stays(document: &Document, lines: &[Line]) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for line in lines {
        let text = document.slice(line.span).trim();
        if text.is_empty() {
            continue;
        }
        let dates = date_range(text);
        // An organization line opens a stay, also the one whose dates come
        // on a line of their own below.
        let named =
            |text: &str| title(text).is_some() || organization(text).is_some();
        let opens = || dates.is_some() || (line.first && named(text));
        let complete = |stay: &Stay| stay.dates.is_some() && named(&stay.text);
        let fresh = stays.last().is_none_or(|stay| {
            !is_cut(&stay.text) && complete(stay) && opens()
        });
        if fresh {
            stays.push(Stay { text: text.to_owned(), dates, head: None });
            continue;
        }
        if let Some(stay) = stays.last_mut() {
            if line.first && matches!(line.role, Role::Item(_)) {
                stay.head.get_or_insert(stay.text.len());
            }
            stay.text.push('\n');
            stay.text.push_str(text);
            stay.dates = stay.dates.take().or(dates);
        }
    }
    stays
}

/// Whether a text breaks off where more must follow: "…, Institute of".
fn is_cut(text: &str) -> bool {
    let last = text.rsplit([' ', '\n']).next().unwrap_or("");
    last.ends_with([',', '&']) || is_joining(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_place_in_an_entry_may_tell_an_employer() {
        for (text, want) in [
            ("Mossworks - Senior Engineer (2016 - 2018)", Some("Mossworks")),
            ("Mossworks AI, Software Engineer, 2021", Some("Mossworks AI")),
            ("Software Engineer at Mossworks, Kiel", Some("Mossworks")),
            ("Software Engineer @ Mossworks (2019)", Some("Mossworks")),
            ("Software Engineer, 2019", None),
            ("Post-doctoral Researcher, Kiel", None),
            ("Pre-doctoral Researcher, 2019", None),
            ("Member, Research Fellow of the Society", None),
            ("Moss Group, Research Assistant", None),
            ("Looking after moss, Research Assistant", None),
            ("Software Engineer for tools shown at Mossworks", None),
        ] {
            let dates = date_range("2016 - 2018");
            let stay = Stay { text: text.to_owned(), dates, head: None };
            assert_eq!(stay.employer(), want, "{text}");
        }
    }
}
