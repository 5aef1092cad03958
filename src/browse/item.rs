//! People, evidence and profiles to the lines of a list.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

use super::keys;
use super::opener::Place;
use super::profile::{self, Profile};
use super::wrap::{Piece, cut, wrapped};
use crate::search::{Evidence, Hit};

/// What the words on the screen look like.
#[derive(Clone, Copy)]
pub(super) struct Theme {
    pub(super) strong: Style,
    pub(super) dim: Style,
    pub(super) kind: Style,
    pub(super) marked: Style,
    pub(super) wrong: Style,
}

impl Theme {
    pub(super) fn new(coloured: bool) -> Theme {
        let style = Style::new();
        let coloured = |colour| match coloured {
            true => style.fg(colour),
            false => style,
        };
        Theme {
            strong: style.add_modifier(Modifier::BOLD),
            dim: style.add_modifier(Modifier::DIM),
            kind: coloured(Color::Cyan),
            marked: coloured(Color::Yellow).add_modifier(Modifier::BOLD),
            wrong: coloured(Color::Red),
        }
    }
}

/// One item of a list: what stands above it, and its lines.
#[derive(Default)]
pub(super) struct Item {
    pub(super) above: Option<Line<'static>>,
    pub(super) lines: Vec<Line<'static>>,
}

/// What a person is called.
pub(super) fn name(hit: &Hit) -> String {
    let owner = &hit.person.owner;
    owner.name.clone().unwrap_or_else(|| hit.person.id.clone())
}

/// A name, and below it what the person lacks or where they are.
pub(super) fn person(hit: &Hit, theme: Theme, columns: usize) -> Item {
    let room = columns.saturating_sub(2);
    let below = match hit.missing.is_empty() {
        true => profile::post(&hit.person.owner),
        false => format!("lacks {}", hit.missing.join(", ")),
    };
    let mut lines = vec![Line::styled(cut(&name(hit), room), theme.strong)];
    if !below.is_empty() {
        let below = cut(&below, room.saturating_sub(2));
        lines.push(Line::styled(format!("  {below}"), theme.dim));
    }
    Item { above: None, lines }
}

/// What was found, its words marked, and where it stands.
pub(super) fn piece(
    evidence: &Evidence,
    theme: Theme,
    columns: usize,
) -> Item {
    let columns = columns.saturating_sub(2);
    let plain = Style::new();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let text = evidence.text.as_str();
    let mut at = 0;
    for mark in &evidence.highlights {
        let range = mark.range();
        let (before, marked) =
            (text.get(at..range.start), text.get(range.clone()));
        if let (Some(before), Some(marked)) = (before, marked) {
            pieces.push((before, plain));
            pieces.push((marked, theme.marked));
            at = range.end;
        }
    }
    pieces.push((text.get(at..).unwrap_or_default(), plain));
    let mut lines = Vec::new();
    // Where the abstract or a note matches, the title stands before it.
    match evidence.title.as_deref().filter(|title| *title != text) {
        Some(title) => {
            lines.extend(wrapped(&[(title, plain)], columns, 0));
            lines.extend(wrapped(&pieces, columns, 2));
        }
        None => lines.extend(wrapped(&pieces, columns, 0)),
    }
    let venue = match (&evidence.venue, &evidence.title) {
        (Some(venue), _) => venue.as_str(),
        (None, Some(_)) => "",
        (None, None) => evidence.kind,
    };
    let year = evidence.year.map(|year| year.to_string());
    let about = [venue, year.as_deref().unwrap_or_default()];
    let about: Vec<&str> =
        about.into_iter().filter(|part| !part.is_empty()).collect();
    let place = placed(&Place {
        path: evidence.path.clone(),
        page: evidence.page,
        line: evidence.line,
    });
    lines.extend(below(
        &about.join(" "),
        theme.kind,
        &place,
        theme,
        columns,
        2,
    ));
    Item { above: None, lines }
}

/// `ICML 2024 · cv.pdf p2:14`
fn below(
    about: &str,
    style: Style,
    place: &str,
    theme: Theme,
    columns: usize,
    indent: usize,
) -> Vec<Line<'static>> {
    let dot = if about.is_empty() { "" } else { " · " };
    let pieces = [(about, style), (dot, theme.dim), (place, theme.dim)];
    wrapped(&pieces, columns, indent)
}

/// `cv.pdf p2:14`
fn placed(place: &Place) -> String {
    let Place { path, page, line } = place;
    match (page, line) {
        (Some(page), 0) => format!("{path} p{page}"),
        (Some(page), line) => format!("{path} p{page}:{line}"),
        (None, 0) => path.clone(),
        (None, line) => format!("{path}:{line}"),
    }
}

/// The whole profile.
pub(super) fn whole(
    profile: &Profile,
    theme: Theme,
    columns: usize,
) -> Vec<Item> {
    let columns = columns.saturating_sub(2);
    let items = profile.items.iter().map(|item| {
        let above = item.heading.as_ref();
        let above =
            above.map(|text| Line::styled(cut(text, columns), theme.kind));
        let plain = Style::new();
        let place = placed(&item.place);
        let text = [(item.text.as_str(), plain)];
        let mut lines = wrapped(&text, columns, 2);
        let detail = &item.detail;
        lines.extend(below(detail, theme.dim, &place, theme, columns, 4));
        Item { above, lines }
    });
    items.collect()
}

pub(super) fn help(theme: Theme) -> Vec<Item> {
    let rows = keys::help().into_iter().map(|(keys, does)| {
        let line = Line::from(vec![
            Span::styled(format!("{keys:<26}"), theme.kind),
            Span::raw(does),
        ]);
        Item { above: None, lines: vec![line] }
    });
    rows.collect()
}
