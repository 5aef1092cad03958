//! The text of a settings file into settings, venues, synonyms and people.

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use super::source::{Pair, Place, Source};
use super::table::SETTINGS;
use super::{person, venue};
use crate::error::{Result, closest};
use crate::model::{Overrides, Synonyms};

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `vitae.toml` beside a corpus.
    Project,
    /// The user's own.
    User,
}

/// One setting of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its key: `search.limit`.
    pub key: &'static str,
    /// As an option's value would be written; several of a list.
    pub texts: Vec<String>,
    /// Where the value stands.
    pub place: Place,
}

/// What a settings file holds.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Its settings, in the order of their keys.
    pub values: Vec<Value>,
    /// A row of the gazetteer for each venue, in order.
    pub venues: Vec<String>,
    /// Groups of synonyms.
    pub synonyms: Synonyms,
    /// A file of further groups, relative to this one, with its place.
    pub synonym_file: Option<(String, Place)>,
    /// What is said of people.
    pub overrides: Overrides,
}

/// What may stand at the top of a file besides settings.
const TABLES: &[&str] = &["person", "synonyms", "venue"];

impl File {
    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// Shows the place of what is no TOML, of a key that there is not with
    /// the nearest that there is, and of a value of the wrong kind.
    pub fn parse(source: Source<'_>, kind: Kind) -> Result<File> {
        let mut file = File::default();
        for pair in &source.table()? {
            let name = pair.0.get_ref().as_ref();
            match name {
                "venue" => {
                    for table in tables(source, pair)? {
                        file.venues.push(venue::row(source, table)?);
                    }
                }
                "person" if kind == Kind::User => {
                    let message = "people stand in the `vitae.toml` beside \
                                   their documents";
                    return Err(source.fault(&pair.0.span(), message, None));
                }
                "person" => {
                    let people = &mut file.overrides.people;
                    for table in tables(source, pair)? {
                        people.push(person::person(source, table)?);
                    }
                }
                "synonyms" => file.read_synonyms(source, pair)?,
                _ => file.read_setting(source, "", pair)?,
            }
        }
        Ok(file)
    }

    /// Reads a setting, or a command's table of them.
    fn read_setting(
        &mut self,
        source: Source<'_>,
        command: &str,
        pair: Pair<'_, '_>,
    ) -> Result<()> {
        let name = pair.0.get_ref().as_ref();
        let key = match (command, name) {
            ("", name) => name.to_owned(),
            // `index` is an option and a command: TOML has room for one.
            ("index", "dir") => "index".to_owned(),
            (command, name) => format!("{command}.{name}"),
        };
        let below = format!("{key}.");
        let is_command = command.is_empty()
            && SETTINGS.iter().any(|s| s.starts_with(&below));
        if let Some(table) = pair.1.get_ref().as_table()
            && is_command
        {
            return table.iter().try_for_each(|pair: Pair<'_, '_>| {
                self.read_setting(source, &key, pair)
            });
        }
        if let Ok(at) = SETTINGS.binary_search(&key.as_str()) {
            let place = source.place(&pair.1.span());
            let texts = texts(source, pair)?;
            self.values.push(Value { key: SETTINGS[at], texts, place });
            return Ok(());
        }
        if is_command {
            let what = format!("a table of settings, `[{name}]`");
            return Err(source.wanted(pair, &what));
        }
        Err(unknown(source, command, pair))
    }

    fn read_synonyms(
        &mut self,
        source: Source<'_>,
        pair: Pair<'_, '_>,
    ) -> Result<()> {
        if let Some(path) = pair.1.get_ref().as_str() {
            let place = source.place(&pair.1.span());
            self.synonym_file = Some((path.to_owned(), place));
            return Ok(());
        }
        let Some(groups) = pair.1.get_ref().as_array() else {
            let what = "a list of groups or the name of a file";
            return Err(source.wanted(pair, what));
        };
        for group in groups {
            let text = source.text_of((pair.0, group))?;
            let mut parsed = Synonyms::parse(&text).groups;
            if parsed.is_empty() {
                let message = "a group needs two members, parted by a comma";
                let hint = Some("as in \"kv cache, key-value cache\"".into());
                return Err(source.fault(&group.span(), message, hint));
            }
            self.synonyms.groups.append(&mut parsed);
        }
        Ok(())
    }
}

/// The tables of a key that stands above each.
fn tables<'t, 'a>(
    source: Source<'_>,
    pair: Pair<'t, 'a>,
) -> Result<&'t DeArray<'a>> {
    let name = pair.0.get_ref();
    let what = format!("a list of tables, each under `[[{name}]]`");
    pair.1.get_ref().as_array().ok_or_else(|| source.wanted(pair, &what))
}

/// A value as an option's value would be written.
fn texts(source: Source<'_>, pair: Pair<'_, '_>) -> Result<Vec<String>> {
    let one = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(text) => Ok(text.clone().into_owned()),
        // 1_000 is a number in TOML, not on a command line.
        DeValue::Integer(number) => Ok(number.as_str().replace('_', "")),
        DeValue::Float(number) => Ok(number.as_str().replace('_', "")),
        DeValue::Boolean(truth) => Ok(truth.to_string()),
        DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            Err(source.wanted((pair.0, value), "a text, a number or a truth"))
        }
    };
    match pair.1.get_ref() {
        DeValue::Array(values) => values.iter().map(one).collect(),
        _ => Ok(vec![one(pair.1)?]),
    }
}

/// The error of a key that is no setting, with the one that may be meant.
fn unknown(
    source: Source<'_>,
    command: &str,
    pair: Pair<'_, '_>,
) -> crate::error::Error {
    let name = pair.0.get_ref().as_ref();
    let message = match command {
        "" => format!("no setting `{name}`"),
        _ => format!("no setting `{name}` in `[{command}]`"),
    };
    // Right by name, but of another table.
    let tail = format!(".{name}");
    let elsewhere: Vec<String> = SETTINGS
        .iter()
        .filter(|key| **key == name || key.ends_with(&tail))
        .map(|key| match key.rsplit_once('.') {
            Some((table, _)) => format!("in `[{table}]`"),
            None => "at the top, above all tables".to_owned(),
        })
        .collect();
    if !elsewhere.is_empty() {
        let hint = format!("`{name}` stands {}", elsewhere.join(" or "));
        return source.fault(&pair.0.span(), &message, Some(hint));
    }
    let mut known: Vec<&str> = SETTINGS
        .iter()
        .filter_map(|key| match command {
            "" => Some(key.split('.').next().unwrap_or(key)),
            _ => key.strip_prefix(command)?.strip_prefix('.'),
        })
        .collect();
    if command.is_empty() {
        known.extend(TABLES);
    }
    let hint = match closest(name, known.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`vitae config` lists all settings".to_owned(),
    };
    source.fault(&pair.0.span(), &message, Some(hint))
}
