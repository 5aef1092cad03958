//! The words of a command line to the options, commands and values that can
//! follow, from the table of arguments that also reads them.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

use super::values::Values;
use super::{Candidate, Completion, MOST, query};
use crate::cli::{help, settings};
use crate::settings::SETTINGS;

/// What can follow the beginning of a value.
type Complete = fn(&str, &Values) -> Completion;

/// What completes the values of an argument, by the name that the help gives
/// them.
const VALUES: &[(&str, Complete)] = &[
    ("QUERY", |typed, values| {
        Completion::Words(query::complete(typed, values))
    }),
    ("PERSON", |typed, values| Completion::Words(values.people(typed))),
    ("TOPIC", |typed, _| Completion::Words(topics(typed, help::topics()))),
    ("COMMAND", |typed, _| Completion::Words(topics(typed, [].into_iter()))),
    ("KEY", |typed, _| {
        let keys = SETTINGS.iter().filter(|key| key.starts_with(typed));
        Completion::Words(keys.map(|key| Candidate::new(*key, "")).collect())
    }),
    ("PATH", |_, _| Completion::Paths),
    ("FILE", |_, _| Completion::Paths),
    ("DIR", |_, _| Completion::Paths),
];

/// What can follow the words, the last of which is being typed.
pub(super) fn complete(words: &[String]) -> Completion {
    let mut command = settings::settled(crate::cli::command());
    command.build();
    let none = Completion::Words(Vec::new());
    let Some((current, before)) = words.split_last() else { return none };
    let place = Place::after(&command, before.get(1..).unwrap_or_default());
    let values = Values::new(place.index(&command));
    let current = current.as_str();
    if let Some(option) = place.open {
        return value(option, current, "", &values);
    }
    if !place.escaped && current.starts_with('-') {
        if let Some((name, typed)) = current.split_once('=') {
            let option = place.option(name.trim_start_matches('-'));
            return option.map_or(none, |option| {
                value(option, typed, &format!("{name}="), &values)
            });
        }
        let options = place.options(current);
        if !options.is_empty() || current.starts_with("--") {
            return Completion::Words(options);
        }
    }
    let mut commands = Vec::new();
    if place.positionals == 0 {
        commands.extend(
            shown_commands(place.command)
                .filter(|candidate| candidate.text.starts_with(current)),
        );
    }
    let positional = place.positional();
    match positional.map(|argument| value(argument, current, "", &values)) {
        Some(Completion::Paths) => Completion::Paths,
        Some(Completion::Words(words)) => {
            commands.extend(words);
            Completion::Words(commands)
        }
        None => Completion::Words(commands),
    }
}

/// Where on a command line one is.
struct Place<'a> {
    command: &'a Command,
    /// The option whose value comes next.
    open: Option<&'a Arg>,
    /// Words that are no options.
    positionals: usize,
    /// Whether `--` has been seen.
    escaped: bool,
    /// The value of `--index`.
    index: Option<PathBuf>,
}

impl<'a> Place<'a> {
    fn after(command: &'a Command, words: &[String]) -> Place<'a> {
        let mut place = Place {
            command,
            open: None,
            positionals: 0,
            escaped: false,
            index: None,
        };
        for word in words {
            place.take(word);
        }
        place
    }

    fn take(&mut self, word: &str) {
        if let Some(option) = self.open.take() {
            self.note(option, word);
        } else if self.escaped {
            self.positionals += 1;
        } else if word == "--" {
            self.escaped = true;
        } else if let Some(long) = word.strip_prefix("--") {
            match long.split_once('=') {
                Some((name, value)) => {
                    if let Some(option) = self.option(name) {
                        self.note(option, value);
                    }
                }
                None => {
                    let option = self.option(long);
                    self.open = option.filter(|o| takes_value(o));
                }
            }
        } else if let Some(option) = self.short(word) {
            let attached = word.len() > 2;
            self.open = (takes_value(option) && !attached).then_some(option);
        } else if let Some(sub) = self.command.find_subcommand(word)
            && self.positionals == 0
        {
            self.command = sub;
        } else {
            self.positionals += 1;
        }
    }

    fn note(&mut self, option: &Arg, value: &str) {
        if option.get_id() == "index" {
            self.index = Some(PathBuf::from(value));
        }
    }

    /// The folder of the index that will be asked.
    fn index(&self, command: &Command) -> PathBuf {
        let default = || {
            let arguments = command.get_arguments();
            let mut index = arguments.filter(|a| a.get_id() == "index");
            let value = index.next()?.get_default_values().first()?;
            Some(PathBuf::from(value))
        };
        self.index.clone().or_else(default).unwrap_or_default()
    }

    fn option(&self, long: &str) -> Option<&'a Arg> {
        self.command.get_arguments().find(|a| a.get_long() == Some(long))
    }

    fn short(&self, word: &str) -> Option<&'a Arg> {
        let letter = word.strip_prefix('-')?.chars().next()?;
        let mut arguments = self.command.get_arguments();
        arguments.find(|a| a.get_short() == Some(letter))
    }

    /// The options that begin so.
    fn options(&self, typed: &str) -> Vec<Candidate> {
        let shown = self.command.get_arguments().filter(|a| !a.is_hide_set());
        let mut options: Vec<Candidate> = shown
            .filter_map(|argument| {
                let long = format!("--{}", argument.get_long()?);
                let help = argument.get_help().map(ToString::to_string);
                Some(Candidate::new(long, help.unwrap_or_default()))
            })
            .filter(|candidate| candidate.text.starts_with(typed))
            .collect();
        options.sort_by(|a, b| a.text.cmp(&b.text));
        options
    }

    /// The argument that the next word is a value of.
    fn positional(&self) -> Option<&'a Arg> {
        let mut all = self.command.get_positionals();
        let last = self.command.get_positionals().last();
        all.nth(self.positionals).or(last.filter(|a| is_list(a)))
    }
}

fn takes_value(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Set | ArgAction::Append)
}

fn is_list(argument: &Arg) -> bool {
    argument.get_num_args().is_some_and(|count| count.max_values() > 1)
        || matches!(argument.get_action(), ArgAction::Append)
}

/// The values of an argument that begin so, `head` standing before them.
fn value(
    argument: &Arg,
    typed: &str,
    head: &str,
    values: &Values,
) -> Completion {
    let known = argument.get_possible_values();
    if !known.is_empty() {
        let delimiter = argument.get_value_delimiter();
        let from = delimiter.and_then(|d| typed.rfind(d)).map_or(0, |i| i + 1);
        let (list, last) = typed.split_at(from);
        let words = known.iter().filter(|value| {
            !value.is_hide_set() && value.get_name().starts_with(last)
        });
        let words = words.map(|value| {
            let help = value.get_help().map(ToString::to_string);
            Candidate::new(value.get_name(), help.unwrap_or_default())
                .after(list)
                .after(head)
        });
        return Completion::Words(words.collect());
    }
    let name = argument.get_value_names().and_then(<[_]>::first);
    let row =
        VALUES.iter().find(|(value, _)| name.is_some_and(|n| n == value));
    match row.map(|(_, complete)| complete(typed, values)) {
        Some(Completion::Words(mut words)) => {
            words.truncate(MOST);
            let words = words.into_iter().map(|word| word.after(head));
            Completion::Words(words.collect())
        }
        Some(Completion::Paths) => Completion::Paths,
        None => Completion::Words(Vec::new()),
    }
}

fn shown_commands(command: &Command) -> impl Iterator<Item = Candidate> {
    command.get_subcommands().filter(|c| !c.is_hide_set()).map(|command| {
        let about = command.get_about().map(ToString::to_string);
        Candidate::new(command.get_name(), about.unwrap_or_default())
    })
}

/// Commands, and other texts that there is help on.
fn topics(
    typed: &str,
    others: impl Iterator<Item = &'static str>,
) -> Vec<Candidate> {
    let command = crate::cli::command();
    let others = others.map(|name| Candidate::new(name, ""));
    let mut all: Vec<Candidate> = others.collect();
    all.extend(shown_commands(&command));
    all.retain(|candidate| candidate.text.starts_with(typed));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::complete::words;

    #[test]
    fn options_commands_and_values_follow() {
        for (line, want) in [
            ("vitae sea", &["search"][..]),
            ("vitae search --expl", &["--explain", "--explain-query"]),
            ("vitae search --by pu", &["publications"]),
            ("vitae search --by=pu", &["--by=publications"]),
            ("vitae search --facet venue,st", &["venue,status"]),
            ("vitae search x --sort=re", &["--sort=recent"]),
            ("vitae --color al", &["always"]),
            ("vitae -j 2 list ven", &["venues"]),
            ("vitae search --by people vene", &[]),
            ("vitae help fi", &["fields"]),
            ("vitae help sea", &["search"]),
            ("vitae search -- --str", &[]),
            ("vitae list venues ven", &[]),
            ("vitae nonsense ", &[]),
        ] {
            let Completion::Words(found) = complete(&words(line)) else {
                panic!("{line}: paths");
            };
            let found: Vec<&str> =
                found.iter().map(|c| c.text.as_str()).collect();
            assert_eq!(found, want, "{line}");
        }
        for line in ["vitae index cor", "vitae --index x", "vitae parse "] {
            assert_eq!(complete(&words(line)), Completion::Paths, "{line}");
        }
    }
}
