//! What happens to what follows from it: a message changes the model and may
//! ask for something to be done.

use ratatui::crossterm::event::{
    Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;

use super::keys::{self, Action};
use super::model::{Cursor, FACETS, Focus, Model, Over, SORTS};
use super::opener::Place;
use super::searcher::{Asked, Question, Replied, Reply};

/// What happened.
pub(super) enum Message {
    /// Something at the terminal.
    Event(Event),
    /// An answer came.
    Reply(Box<Reply>),
}

/// What is to be done.
#[derive(Clone, Debug)]
pub(super) enum Effect {
    Ask(Question),
    Open(Place),
    Copy(String),
    Suspend,
    Redraw,
    Leave,
}

/// Items that a page key passes.
const PAGE: usize = 10;
/// Items that a step of the wheel passes.
const WHEEL: usize = 3;

/// Changes the model by a message.
pub(super) fn update(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Reply(reply) => {
            take(model, *reply);
            None
        }
        Message::Event(Event::Key(key)) => {
            if key.kind == KeyEventKind::Release {
                return None;
            }
            press(model, &keys::name(key))
        }
        Message::Event(Event::Paste(text)) => {
            model.over = Over::Nothing;
            model.focus = Focus::Input;
            model.input.insert(&text);
            Some(Effect::Ask(model.search_anew()))
        }
        Message::Event(Event::Mouse(mouse)) => point(model, mouse),
        // The next picture is drawn for the new size.
        Message::Event(_) => None,
    }
}

/// Takes an answer in, unless a later one is shown.
fn take(model: &mut Model, reply: Reply) {
    let is_stale = reply.number < model.answered;
    match reply.what {
        Replied::Answer(_) if is_stale => {}
        Replied::Answer(Ok(answer)) => {
            model.answered = reply.number;
            model.answer = Some(*answer);
            model.error = None;
            let last = model.hits().len().saturating_sub(1);
            model.people.at = model.people.at.min(last);
        }
        Replied::Answer(Err(error)) => {
            model.answered = reply.number;
            model.error = Some(error);
        }
        Replied::Profile(profile) => {
            model.answered = model.answered.max(reply.number);
            match profile {
                Ok(profile) => {
                    let profile = Box::new(profile);
                    model.over = Over::Profile(profile, Cursor::default());
                }
                Err(error) => model.message = Some(error),
            }
        }
    }
}

/// Does what a key means here.
fn press(model: &mut Model, key: &str) -> Option<Effect> {
    model.message = None;
    let focus = match model.over {
        Over::Nothing => model.focus,
        Over::Help(_) | Over::Profile(..) => Focus::Evidence,
    };
    match keys::action(key, focus) {
        Some(action) => act(model, action),
        None if focus == Focus::Input => write(model, key),
        None => None,
    }
}

/// Types or edits.
fn write(model: &mut Model, key: &str) -> Option<Effect> {
    let before = model.input.text().to_owned();
    let mut chars = key.chars();
    match (key, chars.next(), chars.next()) {
        ("space", ..) => model.input.insert(" "),
        (_, Some(_), None) => model.input.insert(key),
        _ => {
            model.input.edit(key);
        }
    }
    let is_changed = model.input.text() != before;
    is_changed.then(|| Effect::Ask(model.search_anew()))
}

fn act(model: &mut Model, action: Action) -> Option<Effect> {
    match action {
        Action::Leave => return Some(Effect::Leave),
        Action::Back if model.over == Over::Nothing => {
            return Some(Effect::Leave);
        }
        Action::Back => model.over = Over::Nothing,
        Action::Help => model.over = Over::Help(Cursor::default()),
        Action::Next => return go(model, |at| at.saturating_add(1)),
        Action::Previous => return go(model, |at| at.saturating_sub(1)),
        Action::PageDown => return go(model, |at| at.saturating_add(PAGE)),
        Action::PageUp => return go(model, |at| at.saturating_sub(PAGE)),
        Action::First => return go(model, |_| 0),
        Action::Last => return go(model, |_| usize::MAX),
        Action::Type => focus(model, Focus::Input),
        Action::NextPane => pane(model, 1),
        Action::PreviousPane => pane(model, panes(model).len() - 1),
        Action::Enter => return enter(model),
        Action::Open => return model.place().map(Effect::Open),
        Action::Copy => return copy(model),
        Action::Facets => {
            model.facets_shown ^= true;
            let next = match model.facets_shown {
                true => Focus::Facets,
                false => Focus::People,
            };
            focus(model, next);
            return model.facets_shown.then(|| Effect::Ask(model.search()));
        }
        Action::NextFacet => return facet(model, 1),
        Action::PreviousFacet => return facet(model, FACETS.len() - 1),
        Action::Toggle => return toggle(model),
        Action::Clear => {
            model.filters.clear();
            return Some(Effect::Ask(model.search_anew()));
        }
        Action::Sort => {
            model.sort = (model.sort + 1) % SORTS.len();
            model.message = Some(SORTS[model.sort].1.to_owned());
            return Some(Effect::Ask(model.search_anew()));
        }
        Action::Suspend => return Some(Effect::Suspend),
        Action::Redraw => return Some(Effect::Redraw),
    }
    None
}

/// The panes that there are, in the order of Tab.
fn panes(model: &Model) -> Vec<Focus> {
    let mut panes = vec![Focus::Input, Focus::People, Focus::Evidence];
    panes.extend(model.facets_shown.then_some(Focus::Facets));
    panes
}

fn pane(model: &mut Model, step: usize) {
    let panes = panes(model);
    let at = panes.iter().position(|pane| *pane == model.focus).unwrap_or(0);
    focus(model, panes[(at + step) % panes.len()]);
}

fn focus(model: &mut Model, pane: Focus) {
    model.over = Over::Nothing;
    model.focus = pane;
}

/// Moves in the list that takes the keys.
fn go(model: &mut Model, step: impl Fn(usize) -> usize) -> Option<Effect> {
    let values = model.facet_values().len();
    let (people, evidence) =
        (model.hits().len(), model.hit().map_or(0, |hit| hit.evidence.len()));
    let (cursor, length) = match (&mut model.over, model.focus) {
        (Over::Help(cursor), _) => (cursor, keys::help().len()),
        (Over::Profile(profile, cursor), _) => (cursor, profile.items.len()),
        (Over::Nothing, Focus::Evidence) => (&mut model.evidence, evidence),
        (Over::Nothing, Focus::Facets) => (&mut model.values, values),
        (Over::Nothing, Focus::Input | Focus::People) => {
            (&mut model.people, people)
        }
    };
    let last = length.saturating_sub(1);
    cursor.at = step(cursor.at).min(last);
    let is_people = model.over == Over::Nothing
        && matches!(model.focus, Focus::Input | Focus::People);
    if !is_people {
        return None;
    }
    model.evidence = Cursor::default();
    let near_end = model.people.at + PAGE > last;
    near_end.then(|| model.search_more()).flatten().map(Effect::Ask)
}

/// Opens the whole profile of the person one is at.
fn enter(model: &mut Model) -> Option<Effect> {
    if model.over != Over::Nothing {
        return model.place().map(Effect::Open);
    }
    let id = model.hit()?.person.id.clone();
    Some(Effect::Ask(model.ask(Asked::Profile(id))))
}

fn copy(model: &mut Model) -> Option<Effect> {
    let text = model.quotable()?;
    model.message = Some(format!("copied: {text}"));
    Some(Effect::Copy(text))
}

fn facet(model: &mut Model, step: usize) -> Option<Effect> {
    model.facet = (model.facet + step) % FACETS.len();
    model.values = Cursor::default();
    Some(Effect::Ask(model.search()))
}

/// Narrows by the value one is at, or no longer.
fn toggle(model: &mut Model) -> Option<Effect> {
    let values = model.facet_values();
    let (value, _) = values.get(model.values.at)?;
    let filter = (FACETS[model.facet], value.clone());
    match model.filters.iter().position(|known| *known == filter) {
        Some(at) => {
            model.filters.remove(at);
        }
        None => model.filters.push(filter),
    }
    // Values that narrow stand first: one stays at the value.
    let values = model.facet_values();
    let at = values.iter().position(|(known, _)| known == value);
    model.values.at = at.unwrap_or(0);
    Some(Effect::Ask(model.search_anew()))
}

/// The wheel moves in what is below it; a click goes there.
fn point(model: &mut Model, mouse: MouseEvent) -> Option<Effect> {
    let position = Position::new(mouse.column, mouse.row);
    if model.areas.input.contains(position)
        && matches!(mouse.kind, MouseEventKind::Down(_))
    {
        focus(model, Focus::Input);
        return None;
    }
    let found = model
        .areas
        .panes
        .iter()
        .find(|(_, area, _)| area.contains(position))
        .map(|(pane, area, items)| {
            let line = usize::from(position.y.saturating_sub(area.y));
            (*pane, items.get(line).copied().flatten())
        });
    let (pane, item) = found?;
    let before = model.focus;
    match mouse.kind {
        MouseEventKind::ScrollDown | MouseEventKind::ScrollUp => {
            let down = mouse.kind == MouseEventKind::ScrollDown;
            model.focus = pane;
            let effect = go(model, |at| match down {
                true => at.saturating_add(WHEEL),
                false => at.saturating_sub(WHEEL),
            });
            model.focus = before;
            effect
        }
        MouseEventKind::Down(MouseButton::Left) => {
            model.focus = pane;
            let item = item?;
            let effect = go(model, |_| item);
            if pane == Focus::Facets { toggle(model) } else { effect }
        }
        _ => None,
    }
}
