//! Keys to what they do: the table that is obeyed and that the help shows.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::model::Focus;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Leave,
    Back,
    Help,
    Next,
    Previous,
    PageDown,
    PageUp,
    First,
    Last,
    NextPane,
    PreviousPane,
    Type,
    Enter,
    Open,
    Copy,
    Facets,
    Toggle,
    NextFacet,
    PreviousFacet,
    Clear,
    Sort,
    Suspend,
    Redraw,
}

/// Keys, where they hold, what they do and what the help says of them.
pub(super) struct Row {
    pub(super) keys: &'static [&'static str],
    holds: &'static [Focus],
    pub(super) action: Action,
    pub(super) help: &'static str,
}

const ALL: &[Focus] =
    &[Focus::Input, Focus::People, Focus::Evidence, Focus::Facets];
const PANES: &[Focus] = &[Focus::People, Focus::Evidence, Focus::Facets];

const fn row(
    keys: &'static [&'static str],
    holds: &'static [Focus],
    action: Action,
    help: &'static str,
) -> Row {
    Row { keys, holds, action, help }
}

/// Every key. The first row that holds is obeyed; what no row knows is
/// typed.
pub(super) const KEYS: &[Row] = &[
    row(&["tab"], ALL, Action::NextPane, "next pane"),
    row(&["shift-tab"], ALL, Action::PreviousPane, "pane before"),
    row(&["/", "i"], PANES, Action::Type, "type the query"),
    row(&["down", "ctrl-n"], ALL, Action::Next, "down"),
    row(&["j"], PANES, Action::Next, "down"),
    row(&["up", "ctrl-p"], ALL, Action::Previous, "up"),
    row(&["k"], PANES, Action::Previous, "up"),
    row(&["pagedown"], ALL, Action::PageDown, "a page down"),
    row(&["ctrl-d", "ctrl-f"], PANES, Action::PageDown, "a page down"),
    row(&["pageup"], ALL, Action::PageUp, "a page up"),
    row(&["ctrl-u", "ctrl-b"], PANES, Action::PageUp, "a page up"),
    row(&["g", "home"], PANES, Action::First, "first"),
    row(&["G", "end"], PANES, Action::Last, "last"),
    row(&["space"], &[Focus::Facets], Action::Toggle, "narrow by a value"),
    row(&["enter"], &[Focus::Facets], Action::Toggle, "narrow by a value"),
    row(&["enter"], ALL, Action::Enter, "the whole profile"),
    row(&["right", "l"], &[Focus::Facets], Action::NextFacet, "next facet"),
    row(
        &["left", "h"],
        &[Focus::Facets],
        Action::PreviousFacet,
        "facet before",
    ),
    row(&["right", "l"], &[Focus::People], Action::NextPane, "next pane"),
    row(
        &["left", "h"],
        &[Focus::Evidence],
        Action::PreviousPane,
        "pane before",
    ),
    row(&["f"], PANES, Action::Facets, "show or hide facets"),
    row(&["f2"], ALL, Action::Facets, "show or hide facets"),
    row(&["c"], PANES, Action::Clear, "drop what narrows"),
    row(&["s"], PANES, Action::Sort, "order otherwise"),
    row(&["o"], PANES, Action::Open, "open the source there"),
    row(&["ctrl-o"], ALL, Action::Open, "open the source there"),
    row(&["y"], PANES, Action::Copy, "copy the citation or name"),
    row(&["ctrl-y"], ALL, Action::Copy, "copy the citation or name"),
    row(&["?"], PANES, Action::Help, "this help"),
    row(&["f1"], ALL, Action::Help, "this help"),
    row(&["q"], PANES, Action::Back, "back; leave"),
    row(&["esc"], ALL, Action::Back, "back; leave"),
    row(&["ctrl-c"], ALL, Action::Leave, "leave"),
    row(&["ctrl-z"], ALL, Action::Suspend, "to the shell; fg returns"),
    row(&["ctrl-l"], ALL, Action::Redraw, "draw anew"),
];

/// What a key does in a pane; None for one that is typed or unknown.
pub(super) fn action(key: &str, focus: Focus) -> Option<Action> {
    let holds =
        |row: &&Row| row.keys.contains(&key) && row.holds.contains(&focus);
    KEYS.iter().find(holds).map(|row| row.action)
}

/// The keys of each action with its help, for reading.
pub(super) fn help() -> Vec<(String, &'static str)> {
    let mut rows: Vec<(String, &'static str)> = Vec::new();
    for Row { keys, help, .. } in KEYS {
        let known = rows.iter_mut().find(|(_, known)| known == help);
        let keys = keys.iter().map(|key| (*key).to_owned());
        match known {
            None => rows.push((keys.collect::<Vec<_>>().join(" "), help)),
            Some((all, _)) => {
                for key in keys {
                    if !all.split(' ').any(|known| known == key) {
                        all.push_str(&format!(" {key}"));
                    }
                }
            }
        }
    }
    rows
}

/// The name of a key, as in the table; a letter for one that is typed.
pub(super) fn name(key: KeyEvent) -> String {
    let bare = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(number) => format!("f{number}"),
        KeyCode::BackTab => return "shift-tab".to_owned(),
        KeyCode::PageDown => "pagedown".to_owned(),
        KeyCode::PageUp => "pageup".to_owned(),
        code => format!("{code:?}").to_lowercase(),
    };
    let mut name = String::new();
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        name.push_str("ctrl-");
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        name.push_str("alt-");
    }
    name + &bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_names() {
        let none = KeyModifiers::NONE;
        for (code, modifiers, want) in [
            (KeyCode::Char('c'), KeyModifiers::CONTROL, "ctrl-c"),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char(' '), none, "space"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "shift-tab"),
            (KeyCode::PageDown, none, "pagedown"),
            (KeyCode::Backspace, KeyModifiers::ALT, "alt-backspace"),
            (KeyCode::F(1), none, "f1"),
            (KeyCode::Esc, none, "esc"),
        ] {
            assert_eq!(name(KeyEvent::new(code, modifiers)), want);
        }
    }

    #[test]
    fn letters_are_typed_in_the_line_only() {
        assert_eq!(action("q", Focus::Input), None);
        assert_eq!(action("q", Focus::People), Some(Action::Back));
        assert_eq!(action("ctrl-u", Focus::Input), None);
        assert_eq!(action("enter", Focus::Facets), Some(Action::Toggle));
        assert_eq!(action("enter", Focus::Input), Some(Action::Enter));
    }

    #[test]
    fn the_help_names_every_key_once() {
        let help = help();
        for row in KEYS {
            let of: Vec<_> =
                help.iter().filter(|(_, help)| *help == row.help).collect();
            assert_eq!(of.len(), 1, "{}", row.help);
            for key in row.keys {
                assert!(of[0].0.split(' ').any(|k| k == *key), "{key}");
            }
        }
    }
}
