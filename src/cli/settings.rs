//! Settings meet the command line: what files and environment say becomes
//! the default of the option that a user may still give.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::{OsStr, ValueRange};
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, Command};

use crate::error::{Error, ErrorKind, Result};
use crate::gazetteer::venue;
use crate::model::Synonyms;
use crate::settings::{
    File, Kind, PROJECT_FILE, Place, SETTINGS, Source, Value, variable,
};

/// Names another file for the user's own settings; none where it is empty.
pub(super) const USER_FILE: &str = "VITAE_CONFIG";

/// Where a setting is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The command line.
    Flag,
    /// This variable.
    Environment(String),
    /// A file.
    File(Place),
    /// Nobody said anything.
    Default,
}

/// The files read, and what they and the environment settle.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// The file in this folder and the user's own, read or not.
    pub(super) paths: Vec<(Kind, PathBuf, bool)>,
    /// The file in this folder.
    pub(crate) project: File,
    /// The user's own.
    pub(crate) user: File,
    /// The winning value of each setting that somebody settled, by key.
    pub(super) settled: Vec<(&'static str, Vec<String>, Origin)>,
}

impl Settings {
    /// Reads the environment, `vitae.toml` in the folder we stand in and the
    /// user's own file.
    pub(super) fn load() -> Result<Settings> {
        let mut settings = Settings::default();
        settings.project =
            settings.read(Kind::Project, Path::new(PROJECT_FILE))?;
        if let Some(path) = user_file() {
            settings.user = settings.read(Kind::User, &path)?;
        }
        for key in SETTINGS {
            let of = |file: &File| {
                let value = file.values.iter().find(|v| v.key == *key)?;
                let Value { texts, place, .. } = value.clone();
                Some((*key, texts, Origin::File(place)))
            };
            let settled = from_environment(key)
                .or_else(|| of(&settings.project))
                .or_else(|| of(&settings.user));
            settings.settled.extend(settled);
        }
        Ok(settings)
    }

    /// Reads one file; nothing where there is none.
    fn read(&mut self, kind: Kind, path: &Path) -> Result<File> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(err) if is_missing(&err) => {
                self.paths.push((kind, path.to_owned(), false));
                return Ok(File::default());
            }
            Err(err) => return Err(Error::at(path, err)),
        };
        self.paths.push((kind, path.to_owned(), true));
        let shown = path.display().to_string();
        File::parse(Source { path: &shown, text: &text }, kind)
    }

    /// The command with what is settled as its defaults.
    ///
    /// # Errors
    /// Says which value an option does not take, where it stands and why.
    pub(super) fn apply(&self, mut command: Command) -> Result<Command> {
        for (key, texts, origin) in &self.settled {
            // A row without an option is caught by a test.
            let Some(arg) = argument(&command, key) else { continue };
            let values = accepted(arg, texts)
                .map_err(|why| refused(key, texts, origin, &why))?;
            let id = arg.get_id().clone();
            let settle = |arg: Arg| {
                arg.default_values(values.into_iter().map(OsStr::from))
            };
            command = match key.split_once('.') {
                None => command.mut_arg(id, settle),
                Some((name, _)) => {
                    command.mut_subcommand(name, |c| c.mut_arg(id, settle))
                }
            };
        }
        Ok(command)
    }

    /// Puts the user's own venues into force; of two with one key, that of
    /// the folder counts.
    ///
    /// # Errors
    /// Names an alias that two of them claim.
    pub(super) fn adopt_venues(&self) -> Result<()> {
        let key = |row: &String| row.split('\t').next().map(str::to_owned);
        let own = &self.project.venues;
        let keys: Vec<Option<String>> = own.iter().map(key).collect();
        let others = self.user.venues.iter();
        let others = others.filter(|row| !keys.contains(&key(row)));
        let rows: Vec<&str> =
            own.iter().chain(others).map(String::as_str).collect();
        if rows.is_empty() {
            return Ok(());
        }
        venue::adopt(&rows.concat()).map_err(|err| {
            let files: Vec<String> = self
                .paths
                .iter()
                .filter(|(.., exists)| *exists)
                .map(|(_, path, _)| path.display().to_string())
                .collect();
            let files = files.join(", ");
            let message = format!("{files}: venues: {err}");
            Error::new(ErrorKind::Usage(message))
        })
    }

    /// All groups of synonyms, those of files among them.
    pub(super) fn synonyms(&self) -> Result<Synonyms> {
        let mut all = Synonyms::default();
        for ((_, path, _), file) in
            self.paths.iter().zip([&self.project, &self.user])
        {
            all.groups.extend(file.synonyms.groups.iter().cloned());
            let Some((name, place)) = &file.synonym_file else { continue };
            let folder = path.parent().unwrap_or(Path::new(""));
            let text = std::fs::read_to_string(folder.join(name));
            let text = text.map_err(|err| {
                let why = ErrorKind::Io(err);
                let message = format!("{place}: `synonyms`: {name}: {why}");
                Error::new(ErrorKind::Usage(message))
            })?;
            all.groups.extend(Synonyms::parse(&text).groups);
        }
        Ok(all)
    }

    /// Takes switches that are turned off (`--no-strict`) out of a command
    /// line: they settle the default, which a later `--strict` overrides.
    pub(super) fn take_negations(
        &mut self,
        arguments: Vec<OsString>,
        command: &Command,
    ) -> Vec<OsString> {
        let mut of: Option<String> = None;
        let mut kept: Vec<OsString> = Vec::new();
        let mut arguments = arguments.into_iter();
        for argument in arguments.by_ref() {
            let text = argument.to_str().unwrap_or_default();
            if text == "--" {
                kept.push(argument);
                break;
            }
            let key = text
                .strip_prefix("--no-")
                .and_then(|name| switch(command, of.as_deref(), name));
            if let Some(key) = key {
                let name = key.rsplit('.').next().unwrap_or(key);
                kept.retain(|known| *known != *format!("--{name}"));
                self.settled.retain(|(known, ..)| *known != key);
                let off = vec!["false".to_owned()];
                self.settled.push((key, off, Origin::Flag));
                continue;
            }
            if of.is_none() && command.find_subcommand(text).is_some() {
                of = Some(text.to_owned());
            }
            kept.push(argument);
        }
        kept.extend(arguments);
        kept
    }

    /// Where a setting that is not from the command line is from.
    pub(super) fn origin(&self, key: &str) -> Origin {
        let settled = self.settled.iter().find(|(k, ..)| *k == key);
        settled.map_or(Origin::Default, |(.., origin)| origin.clone())
    }
}

/// The command with what is settled as its defaults; as it is where that is
/// wrong.
pub(super) fn settled(command: Command) -> Command {
    let settings = Settings::load();
    let settled = settings.and_then(|all| all.apply(command.clone()));
    settled.unwrap_or(command)
}

fn is_missing(err: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(err.kind(), NotFound | NotADirectory)
}

/// Where the user's own settings are: `$VITAE_CONFIG`, or `vitae/config.toml`
/// in `$XDG_CONFIG_HOME`, `~/.config`, or `%APPDATA%` on Windows.
fn user_file() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(USER_FILE) {
        return Some(PathBuf::from(path)).filter(|p| *p != Path::new(""));
    }
    let folder = |name: &str| {
        let path = PathBuf::from(std::env::var_os(name)?);
        // XDG: a relative path is to be ignored.
        path.is_absolute().then_some(path)
    };
    let config = folder("XDG_CONFIG_HOME")
        .or_else(|| folder("APPDATA").filter(|_| cfg!(windows)))
        .or_else(|| Some(folder("HOME")?.join(".config")))?;
    Some(config.join("vitae").join("config.toml"))
}

/// What the environment says of a setting; an empty variable says nothing.
fn from_environment(
    key: &'static str,
) -> Option<(&'static str, Vec<String>, Origin)> {
    let name = variable(key);
    let value = std::env::var_os(&name)?.to_string_lossy().into_owned();
    let origin = Origin::Environment(name);
    (!value.is_empty()).then(|| (key, vec![value], origin))
}

/// The option of a setting's key.
pub(super) fn argument<'c>(
    command: &'c Command,
    key: &str,
) -> Option<&'c Arg> {
    let (command, name) = match key.rsplit_once('.') {
        None => (command, key),
        Some((of, name)) => (command.find_subcommand(of)?, name),
    };
    command.get_arguments().find(|arg| arg.get_long() == Some(name))
}

/// The key of a command's switch, where it is a setting.
fn switch(
    command: &Command,
    of: Option<&str>,
    name: &str,
) -> Option<&'static str> {
    let own = of.map(|of| format!("{of}.{name}"));
    let keys = own.into_iter().chain([name.to_owned()]);
    keys.filter_map(|key| SETTINGS.binary_search(&key.as_str()).ok())
        .map(|at| SETTINGS[at])
        .find(|key| argument(command, key).is_some_and(is_switch))
}

/// Whether an option is a switch, which needs no value.
pub(super) fn is_switch(arg: &Arg) -> bool {
    let optional = |range: ValueRange| range.min_values() == 0;
    matches!(arg.get_action(), ArgAction::SetTrue)
        || arg.get_num_args().is_some_and(optional)
}

/// The values in the form the option takes; why it does not take them.
fn accepted(
    arg: &Arg,
    texts: &[String],
) -> std::result::Result<Vec<String>, String> {
    if is_switch(arg) {
        let truth = match texts {
            [one] => match one.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" => Some("true"),
                "false" | "no" | "off" | "0" => Some("false"),
                _ => None,
            },
            _ => None,
        };
        let truth = truth.ok_or("it is true or false")?;
        return Ok(vec![truth.to_owned()]);
    }
    let name = arg.get_long().unwrap_or_default();
    let takes_many = matches!(arg.get_action(), ArgAction::Append)
        || arg.get_value_delimiter().is_some();
    if texts.len() != 1 && !takes_many {
        return Err("it is one value, not a list".to_owned());
    }
    let mut alone = Arg::new("value")
        .long(name.to_owned())
        .action(ArgAction::Append)
        .value_parser(arg.get_value_parser().clone());
    alone = alone.value_delimiter(arg.get_value_delimiter());
    let words = texts.iter().map(|text| format!("--{name}={text}"));
    let parsed = Command::new("vitae")
        .no_binary_name(true)
        .arg(alone)
        .try_get_matches_from(words);
    match parsed {
        Ok(_) => Ok(texts.to_vec()),
        Err(err) => Err(reason(&err)),
    }
}

/// Why clap refuses a value, in our words.
fn reason(err: &clap::Error) -> String {
    if let Some(ContextValue::Strings(valid)) =
        err.get(ContextKind::ValidValue)
        && !valid.is_empty()
    {
        return format!("it is one of {}", valid.join(", "));
    }
    match std::error::Error::source(err) {
        Some(source) => source.to_string(),
        None => "that is no value for it".to_owned(),
    }
}

/// The error of a value that an option does not take.
fn refused(key: &str, texts: &[String], origin: &Origin, why: &str) -> Error {
    let value = texts.join(", ");
    let at = match origin {
        Origin::Environment(name) => name.clone(),
        Origin::File(place) => place.to_string(),
        Origin::Flag | Origin::Default => format!("--{key}"),
    };
    let message = format!("{at}: `{key}` cannot be `{value}`: {why}");
    Error::new(ErrorKind::Usage(message))
}
