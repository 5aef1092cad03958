//! The terminal, taken over and always given back: on leaving, on an error,
//! on a panic and on a signal.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use ratatui::DefaultTerminal;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste,
    EnableMouseCapture,
};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

use super::opener::Opener;

/// The terminal while it is taken over.
pub(super) struct Screen {
    pub(super) terminal: DefaultTerminal,
}

impl Screen {
    /// Takes the terminal over; a panic gives it back, too.
    pub(super) fn take() -> io::Result<Screen> {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            loud(panic);
        }));
        take_over()?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(Screen { terminal })
    }

    /// Gives the terminal back while something else has it, then draws anew.
    pub(super) fn lend<T>(
        &mut self,
        to: impl FnOnce() -> io::Result<T>,
    ) -> io::Result<T> {
        restore();
        let result = to();
        take_over()?;
        self.terminal.clear()?;
        result
    }

    /// Runs a program that shows a file.
    pub(super) fn open(&mut self, opener: &Opener) -> io::Result<()> {
        let Some((program, arguments)) = opener.words.split_first() else {
            return Ok(());
        };
        let mut command = Command::new(program);
        command.args(arguments);
        if opener.takes_terminal {
            return self.lend(|| command.status()).map(|_| ());
        }
        for stream in [Command::stdout, Command::stderr] {
            stream(&mut command, Stdio::null());
        }
        command.stdin(Stdio::null()).spawn().map(|_| ())
    }

    /// Puts a text on the clipboard of the terminal, also over ssh (OSC 52).
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout();
        write!(out, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
        out.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    let taken = execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableMouseCapture,
        EnableBracketedPaste
    );
    taken.inspect_err(|_| restore())
}

/// Gives the terminal back. What fails has no terminal to say so.
pub(super) fn restore() {
    let _ = disable_raw_mode();
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
}

/// Bytes as terminals want them on the clipboard (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            match i <= chunk.len() {
                true => {
                    let digit = bits >> (18 - 6 * i) & 63;
                    out.push(char::from(DIGITS[digit as usize]));
                }
                false => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_base64() {
        for (text, want) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("Zürich?", "WsO8cmljaD8="),
        ] {
            assert_eq!(base64(text.as_bytes()), want, "{text}");
        }
    }
}
