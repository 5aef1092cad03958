//! A pager between the answer and the screen, as git has it.

use std::process::{Child, Command, Stdio};

use anstream::stream::IsTerminal;

/// What pages where nobody says otherwise.
const PAGER: &str = "less";

/// Starts the pager that a user wants, its input open to be written to.
///
/// `asked` is a command and its arguments, from an option or `VITAE_PAGER`;
/// without it, `PAGER` counts. None where stdout is no terminal, where the
/// user wants no pager (an empty command, `cat`), or where there is none.
pub(super) fn start(asked: Option<&str>) -> Option<Child> {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    if !std::io::stdout().is_terminal() || dumb {
        return None;
    }
    let fallback = std::env::var("PAGER").unwrap_or_else(|_| PAGER.into());
    let words = asked.unwrap_or(&fallback);
    let mut words = words.split_whitespace();
    let program = words.next().filter(|program| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    // Quit where all fits one screen, keep colours and what was on screen.
    for (name, value) in
        [("LESS", "FRX"), ("LESSCHARSET", "utf-8"), ("LV", "-c")]
    {
        if std::env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    let child = command.spawn().ok()?;
    // Ctrl-C is for the pager now: we end when it does.
    let ignored = std::sync::Arc::default();
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, ignored);
    Some(child)
}
