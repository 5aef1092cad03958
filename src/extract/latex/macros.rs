//! The macros and environments a source defines for itself.

use std::collections::HashMap;

use super::input::Input;

/// A macro: how many arguments it takes, and what it stands for.
#[derive(Clone, Default)]
pub(super) struct Macro {
    arguments: usize,
    /// What the first argument is where it is optional and absent.
    default: Option<String>,
    body: String,
    /// What the end of an environment stands for.
    ending: String,
}

/// The definitions met so far.
#[derive(Default)]
pub(super) struct Macros {
    commands: HashMap<String, Macro>,
    environments: HashMap<String, Macro>,
}

/// Commands that define others.
const DEFINING: &[&str] = &[
    "newcommand",
    "renewcommand",
    "providecommand",
    "def",
    "gdef",
    "edef",
    "DeclareRobustCommand",
    "NewDocumentCommand",
    "RenewDocumentCommand",
    "newenvironment",
    "renewenvironment",
    "let",
];

impl Macros {
    /// Reads the definition that `command` opens; false where it opens none.
    pub(super) fn define(&mut self, command: &str, input: &mut Input) -> bool {
        if !DEFINING.contains(&command) {
            return false;
        }
        // A definition that breaks off defines nothing.
        let _ = match command {
            "def" | "gdef" | "edef" => self.define_plain(input),
            "let" => self.define_alias(input),
            "newenvironment" | "renewenvironment" => {
                self.define_environment(input)
            }
            _ => self.define_command(command, input),
        };
        true
    }

    fn define_command(
        &mut self,
        command: &str,
        input: &mut Input,
    ) -> Option<()> {
        input.eat("*");
        let name = input.argument()?;
        let name = name.trim().strip_prefix('\\')?.to_owned();
        let (arguments, default) = if command.ends_with("DocumentCommand") {
            let letters = input.group()?;
            (letters.matches(['m', 'o', 'O']).count(), None)
        } else {
            signature(input)
        };
        let body = input.argument()?;
        let ending = String::new();
        let new = Macro { arguments, default, body, ending };
        self.commands.insert(name, new);
        Some(())
    }

    /// `\def\pub#1#2{...}`
    fn define_plain(&mut self, input: &mut Input) -> Option<()> {
        let name = input.argument()?;
        let name = name.strip_prefix('\\')?.to_owned();
        let brace = input.rest().bytes().take(80).position(|b| b == b'{')?;
        let arguments = input.take(brace).matches('#').count();
        let body = input.group()?;
        let new = Macro { arguments, body, ..Macro::default() };
        self.commands.insert(name, new);
        Some(())
    }

    /// `\let\old\new`
    fn define_alias(&mut self, input: &mut Input) -> Option<()> {
        let name = input.argument()?;
        let name = name.strip_prefix('\\')?.to_owned();
        input.eat("=");
        let body = input.argument()?;
        let known = body.strip_prefix('\\').and_then(|b| self.commands.get(b));
        let new = known.cloned().unwrap_or(Macro { body, ..Macro::default() });
        self.commands.insert(name, new);
        Some(())
    }

    fn define_environment(&mut self, input: &mut Input) -> Option<()> {
        let name = input.group()?;
        let (arguments, default) = signature(input);
        let body = input.group()?;
        let ending = input.group()?;
        let new = Macro { arguments, default, body, ending };
        self.environments.insert(name, new);
        Some(())
    }

    /// The macro of a name.
    pub(super) fn command(&self, name: &str) -> Option<&Macro> {
        self.commands.get(name)
    }

    /// The environment of a name.
    pub(super) fn environment(&self, name: &str) -> Option<&Macro> {
        self.environments.get(name)
    }
}

/// Reads `[2][default]`.
fn signature(input: &mut Input) -> (usize, Option<String>) {
    let arguments = input
        .optional()
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(0)
        .min(9);
    (arguments, input.optional())
}

impl Macro {
    /// Whether a use of it is an entry or a heading of its own, not a word
    /// of running text.
    pub(super) fn stands_alone(&self) -> bool {
        const SIZES: &[&str] =
            &["\\large", "\\Large", "\\LARGE", "\\huge", "\\Huge"];
        self.arguments >= 3
            || SIZES.iter().any(|size| self.body.contains(size))
    }

    /// What ends the environment.
    pub(super) fn ending(&self) -> &str {
        &self.ending
    }

    /// Reads the arguments of a use; gives what it stands for.
    pub(super) fn expand(&self, input: &mut Input) -> String {
        let mut arguments = Vec::with_capacity(self.arguments);
        if let Some(default) = &self.default {
            arguments.push(input.optional().unwrap_or(default.clone()));
        }
        while arguments.len() < self.arguments {
            arguments.push(input.argument().unwrap_or_default());
        }
        let mut pieces = self.body.split('#');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let digit = piece.chars().next().and_then(|c| c.to_digit(10));
            let place = digit.and_then(|d| (d as usize).checked_sub(1));
            match place {
                Some(place) => {
                    let argument = arguments.get(place);
                    append(&mut text, argument.map_or("", |text| text));
                    append(&mut text, &piece[1..]);
                }
                None => text.push_str(piece),
            }
            // The input bounds the sum; this bounds a single one.
            if text.len() > 1 << 20 {
                break;
            }
        }
        text
    }
}

/// Appends TeX to TeX: `\small` and `Text` do not make one command.
fn append(text: &mut String, more: &str) {
    let word = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if word.ends_with('\\')
        && word.len() < text.len()
        && more.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        text.push(' ');
    }
    text.push_str(more);
}
