//! `vitae config`: every setting, its value, and who settled it.

use std::io::Write;
use std::process::ExitCode;

use clap::parser::ValueSource;
use serde::Serialize;

use super::settings::{Origin, Settings, USER_FILE, argument, is_switch};
use super::{Format, Shared, Typed, note};
use crate::error::{Error, ErrorKind, Result, closest};
use crate::model::FORMAT_VERSION;
use crate::output::terminal::{DIM, clean, json, line, styled};
use crate::settings::{Kind, SETTINGS, variable};

/// Show every setting, its value, and where it is from
///
/// A setting is an option that holds for every run. It can be given as the
/// option itself, as an environment variable, in `vitae.toml` in the folder
/// you work in, or in your own file for all folders, and they win in this
/// order. In a file, options of all commands stand at the top, those of one
/// command in its table:
///
///   jobs = 4
///
///   [search]
///   limit = 20
///
/// The variable of `search.limit` is VITAE_SEARCH_LIMIT. A switch that a
/// file turns on is turned off by --no-NAME, as in --no-strict.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
#[allow(rustdoc::broken_intra_doc_links, reason = "the help shows a table")]
pub(super) struct Arguments {
    /// Settings to show, by key or by command [default: all]
    #[arg(value_name = "KEY")]
    keys: Vec<String>,
    /// Say which files are read instead
    #[arg(long, conflicts_with = "keys")]
    paths: bool,
    /// Write FORMAT
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// One setting as it is.
#[derive(Serialize)]
struct Shown {
    key: &'static str,
    /// None where nobody, not even a default, says one.
    value: Option<String>,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    variable: String,
}

/// A file of settings.
#[derive(Serialize)]
struct ShownFile {
    path: String,
    holds: &'static str,
    exists: bool,
}

/// All that `config` says.
#[derive(Serialize)]
struct Config {
    format_version: u32,
    files: Vec<ShownFile>,
    settings: Vec<Shown>,
}

pub(super) fn run(
    arguments: &Arguments,
    shared: &Shared,
    typed: &Typed,
    settings: &Settings,
) -> Result<ExitCode> {
    let config = Config {
        format_version: FORMAT_VERSION,
        files: files(settings),
        settings: shown(&arguments.keys, typed, settings)?,
    };
    let mut out = shared.stdout();
    match arguments.format {
        Format::Json => line(&mut out, json(&config)?)?,
        Format::Jsonl if arguments.paths => {
            for file in &config.files {
                line(&mut out, json(file)?)?;
            }
        }
        Format::Jsonl => {
            for setting in &config.settings {
                line(&mut out, json(setting)?)?;
            }
        }
        Format::Text if arguments.paths => {
            for ShownFile { path, holds, exists } in &config.files {
                let there = if *exists { "" } else { ", not there" };
                let about = styled(DIM, format!("{holds}{there}"));
                line(&mut out, format!("{}  {about}", clean(path)))?;
            }
        }
        Format::Text => write_text(&mut out, &config.settings)?,
    }
    out.flush()?;
    note_unknown_variables();
    Ok(ExitCode::SUCCESS)
}

fn files(settings: &Settings) -> Vec<ShownFile> {
    let file = |(kind, path, exists): &(Kind, std::path::PathBuf, bool)| {
        let path = path.display().to_string();
        let holds = match kind {
            Kind::Project => "for this folder",
            Kind::User => "for all folders",
        };
        ShownFile { path, holds, exists: *exists }
    };
    settings.paths.iter().map(file).collect()
}

/// The settings under some keys, in order.
fn shown(
    keys: &[String],
    typed: &Typed,
    settings: &Settings,
) -> Result<Vec<Shown>> {
    for key in keys {
        let below = format!("{key}.");
        let is_key = |row: &&str| *row == key || row.starts_with(&below);
        if !SETTINGS.iter().any(is_key) {
            let hint = match closest(key, SETTINGS.iter().copied()) {
                Some(near) => format!("; did you mean `{near}`?"),
                None => "; `vitae config` lists them".to_owned(),
            };
            let message = format!("no setting `{key}`{hint}");
            return Err(Error::new(ErrorKind::Usage(message)));
        }
    }
    let is_asked = |row: &&&str| {
        keys.is_empty()
            || keys.iter().any(|key| {
                row.strip_prefix(key.as_str()).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with('.')
                })
            })
    };
    let asked = SETTINGS.iter().filter(is_asked);
    Ok(asked.map(|key| setting(key, typed, settings)).collect())
}

fn setting(key: &'static str, typed: &Typed, settings: &Settings) -> Shown {
    let arg = argument(&typed.command, key);
    let id = arg.map(|arg| arg.get_id().as_str()).unwrap_or_default();
    // Only options of all commands can be given to this one.
    let is_typed = !key.contains('.')
        && typed.matches.value_source(id) == Some(ValueSource::CommandLine);
    let (values, origin) = if is_typed {
        let raw = typed.matches.get_raw(id).into_iter().flatten();
        (raw.map(|v| v.to_string_lossy().into_owned()).collect(), Origin::Flag)
    } else {
        let defaults = arg.map_or(&[][..], |arg| arg.get_default_values());
        let text = |v: &clap::builder::OsStr| v.to_string_lossy().into_owned();
        let mut values: Vec<String> = defaults.iter().map(text).collect();
        if values.is_empty() && arg.is_some_and(is_switch) {
            values.push("false".to_owned());
        }
        (values, settings.origin(key))
    };
    let (source, place) = match origin {
        Origin::Flag => ("flag", None),
        Origin::Environment(name) => ("environment", Some(name)),
        Origin::File(place) => ("file", Some(place.to_string())),
        Origin::Default => ("default", None),
    };
    Shown {
        key,
        value: (!values.is_empty()).then(|| values.join(", ")),
        source,
        place,
        variable: variable(key),
    }
}

fn write_text(out: &mut dyn Write, settings: &[Shown]) -> Result<()> {
    let value_of = |s: &Shown| s.value.clone().unwrap_or_else(|| "-".into());
    let widest = |width: fn(&Shown) -> usize| {
        settings.iter().map(width).max().unwrap_or(0)
    };
    let key_width = widest(|s| s.key.len());
    let value_width =
        widest(|s| s.value.as_ref().map_or(1, |v| v.chars().count()));
    for setting in settings {
        let value = value_of(setting);
        let from = setting.place.as_deref().unwrap_or(setting.source);
        line(
            out,
            format!(
                "{:key_width$}  {:value_width$}  {}",
                setting.key,
                clean(&value),
                styled(DIM, clean(from))
            ),
        )?;
    }
    Ok(())
}

/// Says which variables look like settings and are none.
fn note_unknown_variables() {
    let known: Vec<String> =
        SETTINGS.iter().map(|key| variable(key).to_lowercase()).collect();
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        let lower = name.to_lowercase();
        if !name.starts_with("VITAE_")
            || name == USER_FILE
            || known.contains(&lower)
        {
            continue;
        }
        let hint = match closest(&name, known.iter().map(String::as_str)) {
            Some(near) => format!("; did you mean {}?", near.to_uppercase()),
            None => String::new(),
        };
        note(format_args!("note: {} is no setting{hint}", clean(&name)));
    }
}
