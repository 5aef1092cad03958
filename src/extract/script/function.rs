//! Functions and names in scripts.

use std::collections::{HashMap, HashSet};

use crate::extract::record::is_of_name;

/// Longest head of a function, in bytes: its parameters and their types.
const HEAD: usize = 600;

/// A function that shows markup for what it is handed.
#[derive(Clone, Copy)]
pub(super) struct Component<'a> {
    /// What its parameters are called.
    pub(super) pattern: &'a str,
    /// Where its body opens.
    pub(super) body: usize,
}

/// The components that a script defines and uses itself.
pub(super) fn components(script: &str) -> HashMap<&str, Component<'_>> {
    let used: HashSet<&str> = script
        .match_indices('<')
        .map(|(at, _)| word(&script[at + 1..]))
        .filter(|name| is_component(name))
        .collect();
    let mut found = HashMap::new();
    for opening in ["const ", "function "] {
        for (at, _) in script.match_indices(opening) {
            let name = word(&script[at + opening.len()..]);
            if !used.contains(name) {
                continue;
            }
            let behind = at + opening.len() + name.len();
            if let Some((pattern, body)) = head(script, behind) {
                found.insert(name, Component { pattern, body });
            }
        }
    }
    found
}

/// What a function's parameters are called, and where its body opens:
/// ` = ({ title }) => (`, `({ title }) {`, `item => <`.
pub(super) fn head(script: &str, from: usize) -> Option<(&str, usize)> {
    let rest = &script[from..];
    let rest = &rest[..rest.floor_char_boundary(HEAD)];
    let open = rest.find('(').unwrap_or(rest.len());
    let arrow = rest.find("=>");
    if let Some(arrow) = arrow.filter(|arrow| *arrow < open) {
        let name = rest[..arrow].trim().rsplit([' ', '=']).next()?;
        return Some((name, opening(script, from + arrow + 2)));
    }
    let mut depth = 0_usize;
    let close = rest[open..].find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let names = &rest[open + 1..open + close];
    let behind = open + close + 1;
    // The type of what it gives may stand between.
    let body = match rest[behind..].find("=>") {
        Some(arrow) if !rest[behind..behind + arrow].contains(['{', ';']) => {
            behind + arrow + 2
        }
        _ => behind + rest[behind..].find('{')?,
    };
    Some((names, opening(script, from + body)))
}

/// Where the next thing stands that is no blank.
pub(super) fn opening(script: &str, from: usize) -> usize {
    script.len() - script[from..].trim_start().len()
}

pub(super) fn is_component(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The name that a text opens with.
pub(super) fn word(text: &str) -> &str {
    let end = text.find(|c: char| !is_of_name(c));
    &text[..end.unwrap_or(text.len())]
}

/// A name with what is asked of it: `paper.venue?.name`.
pub(super) fn path(text: &str, from: usize) -> Option<(Vec<&str>, usize)> {
    let mut at = from;
    let mut names = Vec::new();
    loop {
        let name = word(&text[at..]);
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        names.push(name);
        at += name.len();
        let behind = text[at..].trim_start_matches(['?', '!']);
        let Some(behind) = behind.trim_start().strip_prefix('.') else {
            return Some((names, at));
        };
        at = text.len() - behind.len();
    }
}
