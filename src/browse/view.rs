//! The model to a picture of it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Clear, Paragraph};
use unicode_width::UnicodeWidthStr;

use super::item::{Item, Theme, help, name, person, piece, whole};
use super::model::{Cursor, FACETS, Focus, Model, Over};
use super::profile;
use super::wrap::cut;

/// Narrowest screen on which facets stand beside the evidence, not over it.
const WIDE: u16 = 100;
/// What stands before the query.
const PROMPT: &str = "search ";

/// Draws the model, and notes in it where its parts are.
pub(super) fn view(model: &mut Model, frame: &mut Frame<'_>) {
    let theme = Theme::new(model.coloured);
    model.areas.panes.clear();
    let [input, notice, main, footer] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(1),
    ])
    .areas(frame.area());
    typed(model, theme, frame, input);
    frame.render_widget(said(model, theme, notice.width), notice);
    frame.render_widget(hints(model, theme), footer);
    match std::mem::take(&mut model.over) {
        Over::Nothing => panes(model, theme, frame, main),
        Over::Help(mut cursor) => {
            let items = help(theme);
            let pane = Pane { focus: Focus::Evidence, title: "keys".into() };
            list(model, theme, frame, main, pane, &items, &mut cursor);
            model.over = Over::Help(cursor);
        }
        Over::Profile(profile, mut cursor) => {
            let items = whole(&profile, theme, main.width.into());
            let title = match profile.post.is_empty() {
                true => profile.name.clone(),
                false => format!("{} · {}", profile.name, profile.post),
            };
            let pane = Pane { focus: Focus::Evidence, title };
            list(model, theme, frame, main, pane, &items, &mut cursor);
            model.over = Over::Profile(profile, cursor);
        }
    }
}

/// The query, and how many it finds.
fn typed(model: &mut Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    model.areas.input = area;
    let counted = counted(model);
    let count = u16::try_from(counted.width()).unwrap_or(u16::MAX);
    let [prompt, text, count] = Layout::horizontal([
        Constraint::Length(PROMPT.len() as u16),
        Constraint::Fill(1),
        Constraint::Length(count),
    ])
    .areas(area);
    frame.render_widget(Span::styled(PROMPT, theme.kind), prompt);
    // A long query is shown from where its cursor is seen.
    let width = usize::from(text.width.saturating_sub(2));
    let column = model.input.column();
    let hidden = column.saturating_sub(width);
    let line = Paragraph::new(cut(model.input.text(), usize::MAX));
    let hidden = u16::try_from(hidden).unwrap_or(0);
    frame.render_widget(line.scroll((0, hidden)), text);
    frame.render_widget(Span::styled(counted, theme.dim), count);
    if model.focus == Focus::Input && model.over == Over::Nothing {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let x = text.x + column.saturating_sub(hidden);
        frame.set_cursor_position((x, text.y));
    }
}

/// `12 people; 3 more lack a word`
fn counted(model: &Model) -> String {
    let waiting = if model.is_waiting() { "… " } else { "" };
    let Some(answer) = &model.answer else { return waiting.to_owned() };
    let people = match answer.total {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    let partial = match answer.total_partial {
        0 => String::new(),
        count => format!("; {count} more lack a word"),
    };
    format!("{waiting}{people}{partial}")
}

/// What is to be said: a message, an error, what narrows, or how the query
/// was read.
fn said(model: &Model, theme: Theme, width: u16) -> Line<'static> {
    let width = usize::from(width);
    if let Some(message) = &model.message {
        return Line::styled(cut(message, width), theme.kind);
    }
    if let Some(error) = &model.error {
        let lines: Vec<&str> = error.lines().collect();
        let tip = lines.get(1..).and_then(<[&str]>::last);
        let tip = tip.filter(|tip| tip.contains("did you mean"));
        let parts = lines.first().into_iter().chain(tip);
        let text: Vec<&str> = parts.map(|part| part.trim()).collect();
        return Line::styled(cut(&text.join("; "), width), theme.wrong);
    }
    if !model.filters.is_empty() {
        let mut spans = Vec::new();
        for (field, value) in &model.filters {
            let chip = format!("{}:{}", field.as_str(), cut(value, 30));
            spans.push(Span::styled(chip, theme.kind));
            spans.push(Span::raw("  "));
        }
        spans.push(Span::styled("c drops them", theme.dim));
        return Line::from(spans);
    }
    let notes = model.answer.iter().flat_map(|answer| &answer.notes);
    let notes: Vec<&str> = notes.map(|note| note.message.as_str()).collect();
    Line::styled(cut(&notes.join("; "), width), theme.dim)
}

/// The keys that matter most here.
fn hints(model: &Model, theme: Theme) -> Line<'static> {
    let hints: &[(&str, &str)] = match (&model.over, model.focus) {
        (Over::Nothing, Focus::Input) => &[
            ("↑↓", "choose"),
            ("Enter", "profile"),
            ("Tab", "panes"),
            ("F2", "facets"),
            ("F1", "keys"),
            ("Esc", "leave"),
        ],
        (Over::Nothing, Focus::Facets) => &[
            ("Space", "narrow"),
            ("←→", "facet"),
            ("c", "all"),
            ("f", "hide"),
            ("Tab", "panes"),
            ("?", "keys"),
            ("q", "leave"),
        ],
        (Over::Nothing, Focus::People | Focus::Evidence) => &[
            ("Enter", "profile"),
            ("o", "open"),
            ("y", "copy"),
            ("f", "facets"),
            ("s", "order"),
            ("/", "type"),
            ("?", "keys"),
            ("q", "leave"),
        ],
        (Over::Help(_), _) => &[("q", "back")],
        (Over::Profile(..), _) => {
            &[("o", "open"), ("y", "copy"), ("?", "keys"), ("q", "back")]
        }
    };
    let mut spans = Vec::new();
    for (key, does) in hints {
        spans.push(Span::styled((*key).to_owned(), theme.strong));
        spans.push(Span::styled(format!(" {does}   "), theme.dim));
    }
    Line::from(spans)
}

/// People, evidence and, where they are shown, facets.
fn panes(model: &mut Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let people = (area.width * 2 / 5).clamp(24.min(area.width), 52);
    let beside = model.facets_shown && area.width >= WIDE;
    let facets = if beside { (area.width / 4).min(44) } else { 0 };
    let [left, _, middle, _, right] = Layout::horizontal([
        Constraint::Length(people),
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(u16::from(beside)),
        Constraint::Length(facets),
    ])
    .areas(area);
    let items: Vec<Item> = model
        .hits()
        .iter()
        .map(|hit| person(hit, theme, people.into()))
        .collect();
    let mut cursor = model.people;
    let title = match items.is_empty() && !model.is_waiting() {
        true => "nobody".to_owned(),
        false => "people".to_owned(),
    };
    let pane = Pane { focus: Focus::People, title };
    list(model, theme, frame, left, pane, &items, &mut cursor);
    model.people = cursor;
    if beside || !model.facets_shown {
        evidence(model, theme, frame, middle);
    }
    if model.facets_shown {
        values(model, theme, frame, if beside { right } else { middle });
    }
}

fn evidence(
    model: &mut Model,
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let (mut items, mut title) = (Vec::new(), String::new());
    if let Some(hit) = model.hit() {
        let columns = area.width.into();
        let pieces = hit.evidence.iter();
        items.extend(pieces.map(|e| piece(e, theme, columns)));
        title.clone_from(&name(hit));
        let post = profile::post(&hit.person.owner);
        if !post.is_empty() {
            title.push_str(&format!(" · {post}"));
        }
    }
    let mut cursor = model.evidence;
    let pane = Pane { focus: Focus::Evidence, title };
    list(model, theme, frame, area, pane, &items, &mut cursor);
    model.evidence = cursor;
}

fn values(model: &mut Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let columns = usize::from(area.width);
    let items: Vec<Item> = model
        .facet_values()
        .into_iter()
        .map(|(value, count)| {
            let mark = if model.narrows(&value) { "[x] " } else { "[ ] " };
            let count = count.map(|n| n.to_string()).unwrap_or_default();
            let room = columns.saturating_sub(count.len() + 7);
            let text = cut(&value, room);
            let gap = " ".repeat(room.saturating_sub(text.width()) + 1);
            let line = Line::from(vec![
                Span::styled(mark, theme.kind),
                Span::raw(text),
                Span::raw(gap),
                Span::styled(count, theme.dim),
            ]);
            Item { above: None, lines: vec![line] }
        })
        .collect();
    let names = FACETS.iter().enumerate().map(|(i, field)| {
        if i == model.facet {
            format!("[{}]", field.as_str())
        } else {
            field.as_str().to_owned()
        }
    });
    let title = names.collect::<Vec<_>>().join(" ");
    let mut cursor = model.values;
    let pane = Pane { focus: Focus::Facets, title };
    list(model, theme, frame, area, pane, &items, &mut cursor);
    model.values = cursor;
}

/// A list's place among the panes, and its title.
struct Pane {
    focus: Focus,
    title: String,
}

/// Draws a list so that the item one is at is seen whole.
fn list(
    model: &mut Model,
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    pane: Pane,
    items: &[Item],
    cursor: &mut Cursor,
) {
    let focused = model.focus == pane.focus || model.over != Over::Nothing;
    let style = if focused { theme.strong } else { theme.dim };
    let title = cut(&pane.title, usize::from(area.width.saturating_sub(2)));
    let block = Block::new()
        .borders(Borders::TOP)
        .border_style(theme.dim)
        .title(Span::styled(title, style));
    let inner = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let mut lines: Vec<(Option<usize>, Line<'static>)> = Vec::new();
    let mut seen = 0..0;
    for (i, item) in items.iter().enumerate() {
        let start = lines.len();
        let above = item.above.clone().into_iter().map(|line| (None, line));
        lines.extend(above);
        for line in &item.lines {
            let mark = if i == cursor.at { "▌ " } else { "  " };
            let mut line = line.clone();
            line.spans.insert(0, Span::styled(mark, theme.kind));
            if i == cursor.at && focused {
                line.style = line.style.add_modifier(Modifier::REVERSED);
            }
            lines.push((Some(i), line));
        }
        if i == cursor.at {
            seen = start..lines.len();
        }
    }
    let height = usize::from(inner.height);
    let lowest = seen.end.saturating_sub(height);
    let scroll = cursor.scroll.max(lowest).min(seen.start);
    cursor.scroll = scroll.min(lines.len().saturating_sub(height));
    let shown = lines.into_iter().skip(cursor.scroll).take(height);
    let (numbers, shown): (Vec<_>, Vec<_>) = shown.unzip();
    frame.render_widget(Paragraph::new(shown), inner);
    model.areas.panes.push((pane.focus, inner, numbers));
}
