//! Stdout as a user has it: with colours, columns, links and a pager, or
//! plain.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::Child;

use anstream::stream::IsTerminal;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Color, Style};

pub use super::layout::field;
pub use super::link::Links;
use super::pager;
pub use super::safe::{clean, json, pretty_json};

/// Bytes that are written at once.
const BUFFER: usize = 1 << 16;
/// Columns where no terminal tells them.
const WIDTH: usize = 100;
/// Narrowest terminal that is laid out for.
const NARROWEST: usize = 40;
/// Widest lines of running text; longer ones are hard to read.
const WIDEST: usize = 120;

/// Names, titles of sections: what the eye looks for first.
pub const STRONG: Style = Style::new().bold();
/// What stands beside: places, counts, marks.
pub const DIM: Style = Style::new().dimmed();
/// Venues, kinds.
pub const KIND: Style = ink(AnsiColor::Cyan);
/// Years, numbers.
pub const NUMBER: Style = ink(AnsiColor::Green);
/// Words that a query asked for.
pub const MATCH: Style = ink(AnsiColor::Red).bold();
/// What is wrong, or missing.
pub const WARNING: Style = ink(AnsiColor::Yellow);
/// The name before an error.
pub const ERROR: Style = ink(AnsiColor::Red).bold();
/// Text as it is.
pub const PLAIN: Style = Style::new();

/// One of the theme's sixteen colours.
const fn ink(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}

/// A text in a style, the text being safe already.
#[must_use]
pub fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// A count with its noun: `1 file`, `2 files`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Writes one line.
pub fn line(out: &mut dyn Write, text: impl Display) -> io::Result<()> {
    writeln!(out, "{text}")
}

/// What writers need to know of the screen.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    /// Its columns; None where nobody tells, as in a pipe.
    pub columns: Option<usize>,
    /// Whether and how texts lead to files and pages.
    pub links: Links,
}

impl Screen {
    /// Columns for running text.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.unwrap_or(WIDTH).clamp(NARROWEST, WIDEST)
    }
}

/// Stdout, buffered; dropped, it waits until the pager is left.
pub struct Stdout {
    out: Option<BufWriter<AutoStream<Box<dyn Write>>>>,
    pager: Option<Child>,
    screen: Screen,
}

impl Stdout {
    /// Opens stdout; `ColorChoice::Auto` colours terminals only and heeds
    /// `NO_COLOR`, `CLICOLOR_FORCE` and `TERM=dumb`.
    #[must_use]
    pub fn open(choice: ColorChoice) -> Stdout {
        Stdout::with(choice, None, "")
    }

    /// Opens stdout behind a pager where it is a terminal. `pager` is the
    /// command asked for, if any; an empty one pages nothing.
    #[must_use]
    pub fn paged(choice: ColorChoice, pager: Option<&str>) -> Stdout {
        let command = pager.unwrap_or_default().to_owned();
        Stdout::with(choice, pager::start(pager), &command)
    }

    fn with(
        choice: ColorChoice,
        mut pager: Option<Child>,
        command: &str,
    ) -> Stdout {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        let choice = match choice {
            ColorChoice::Auto => AutoStream::choice(&stdout),
            choice => choice,
        };
        let colours = choice != ColorChoice::Never;
        let input = pager.as_mut().and_then(|child| child.stdin.take());
        // Other pagers than less may not know links.
        let passes = pager.is_none() || ["", "less"].contains(&command);
        let here = std::env::current_dir().ok().filter(|_| passes && colours);
        let sink: Box<dyn Write> = match input {
            Some(input) => Box::new(input),
            None => Box::new(stdout.lock()),
        };
        // What takes colours out writes piece by piece, and stdout each line
        // by itself.
        let sink: Box<dyn Write> =
            Box::new(BufWriter::with_capacity(BUFFER, sink));
        let out = AutoStream::new(sink, choice);
        Stdout {
            out: Some(BufWriter::with_capacity(BUFFER, out)),
            pager,
            screen: Screen {
                columns: columns(is_terminal),
                links: here.map_or_else(Links::default, |here: PathBuf| {
                    Links::detect(here, is_terminal)
                }),
            },
        }
    }

    /// The screen it writes to.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.screen.clone()
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Ok(bytes.len()), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Stdout {
    fn drop(&mut self) {
        drop(self.out.take());
        if let Some(pager) = &mut self.pager {
            // Where it cannot be waited for, there is nothing to wait for.
            let _ = pager.wait();
        }
    }
}

/// Columns of the terminal; `COLUMNS` where it is set.
fn columns(is_terminal: bool) -> Option<usize> {
    let told = std::env::var("COLUMNS").ok();
    let told = told.and_then(|text| text.parse().ok());
    told.or_else(|| {
        let size = terminal_size::terminal_size().filter(|_| is_terminal);
        size.map(|(width, _)| usize::from(width.0))
    })
    .filter(|&columns| columns > 0)
}
