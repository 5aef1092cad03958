//! `[[person]]` tables and sidecars into overrides.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::{Pair, Source};
use crate::error::Result;
use crate::model::{Designator, DesignatorKind, Override, is_orcid};

/// What ends the name of a file with words about the file beside it.
pub const SIDECAR: &str = ".vitae.toml";

/// The keys of a table.
const KEYS: &[&str] =
    &["is", "not", "id", "name", "orcid", "tags", "hide-contact", "forget"];

/// Reads a `[[person]]` table.
pub(super) fn person(
    source: Source<'_>,
    table: &Spanned<DeValue<'_>>,
) -> Result<Override> {
    let Some(pairs) = table.get_ref().as_table() else {
        let message = "a person is a table, as in `[[person]]`";
        return Err(source.fault(&table.span(), message, None));
    };
    let mut said = read(source, pairs, KEYS)?;
    said.place = source.place(&table.span()).to_string();
    if said.is.is_empty() {
        let message = "a person needs `is`: who it is";
        let hint = "as in `is = \"ada@example.org\"`: a file, a folder/, an \
                    e-mail address, an ORCID iD or a name";
        return Err(source.fault(&table.span(), message, Some(hint.into())));
    }
    Ok(said)
}

/// Reads a sidecar: what is said of the person whom the file at `path`,
/// below its root, is about.
///
/// # Errors
/// As [`super::File::parse`].
pub fn sidecar(source: Source<'_>, path: &str) -> Result<Override> {
    // Of the file beside it alone: `is` and `not` have no place in it.
    let mut said = read(source, &source.table()?, &KEYS[2..])?;
    said.place = source.path.to_owned();
    let file = Designator {
        text: path.to_owned(),
        place: source.path.to_owned(),
        kind: DesignatorKind::File,
    };
    said.is.insert(0, file);
    Ok(said)
}

fn read(
    source: Source<'_>,
    pairs: &DeTable<'_>,
    keys: &[&str],
) -> Result<Override> {
    let mut said = Override::default();
    for pair in pairs {
        let key = pair.0.get_ref().as_ref();
        if !keys.contains(&key) {
            return Err(source.unknown(pair.0, "a person", keys));
        }
        match key {
            "is" => said.is = designators(source, pair)?,
            "not" => said.not = designators(source, pair)?,
            "id" => said.id = Some(id(source, pair)?),
            "name" => said.name = Some(source.text_of(pair)?),
            "orcid" => said.orcid = Some(orcid(source, pair)?),
            "tags" => {
                let texts = source.texts_of(pair)?;
                said.tags = texts.into_iter().map(|(text, _)| text).collect();
            }
            "hide-contact" => said.hide_contact = source.bool_of(pair)?,
            _ => said.forget = source.bool_of(pair)?,
        }
    }
    Ok(said)
}

fn designators(
    source: Source<'_>,
    pair: Pair<'_, '_>,
) -> Result<Vec<Designator>> {
    let texts = source.texts_of(pair)?;
    let read = texts
        .into_iter()
        .map(|(text, place)| Designator::read(&text, place.to_string()));
    Ok(read.collect())
}

/// An identifier as people type it: no blanks, no slashes.
fn id(source: Source<'_>, pair: Pair<'_, '_>) -> Result<String> {
    let text = source.text_of(pair)?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if text.chars().all(fits) {
        return Ok(text);
    }
    let message = format!("`{text}` is no identifier");
    let hint = Some("letters, digits and hyphens, as in \"ada-bell\"".into());
    Err(source.fault(&pair.1.span(), &message, hint))
}

fn orcid(source: Source<'_>, pair: Pair<'_, '_>) -> Result<String> {
    let text = source.text_of(pair)?;
    let read = Designator::read(&text, String::new()).text;
    if is_orcid(&read) {
        return Ok(read);
    }
    let message = format!("`{text}` is no ORCID iD");
    let hint = Some("as in \"0000-0002-1825-0097\"".to_owned());
    Err(source.fault(&pair.1.span(), &message, hint))
}
