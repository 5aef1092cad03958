//! `[[venue]]` tables into rows of the gazetteer.

use toml::Spanned;
use toml::de::DeValue;

use super::source::Source;
use crate::error::Result;

/// The keys of a table.
const KEYS: &[&str] = &["key", "name", "kind", "aliases", "rank"];

/// What a venue can be.
const KINDS: &[&str] =
    &["conference", "journal", "preprint", "series", "workshop"];

/// Reads one venue into a row: key, kind, name, rank, aliases.
pub(super) fn row(
    source: Source<'_>,
    table: &Spanned<DeValue<'_>>,
) -> Result<String> {
    let Some(pairs) = table.get_ref().as_table() else {
        let message = "a venue is a table, as in `[[venue]]`";
        return Err(source.fault(&table.span(), message, None));
    };
    let (mut key, mut name, mut rank) = (None, None, String::new());
    let (mut kind, mut aliases) = ("conference".to_owned(), Vec::new());
    for pair in pairs {
        match pair.0.get_ref().as_ref() {
            "key" => key = Some(source.text_of(pair)?),
            "name" => name = Some(source.text_of(pair)?),
            "rank" => rank = source.text_of(pair)?,
            "kind" => kind = kind_of(source, pair)?,
            "aliases" => {
                let texts = source.texts_of(pair)?;
                aliases.extend(texts.into_iter().map(|(text, _)| text));
            }
            _ => return Err(source.unknown(pair.0, "a venue", KEYS)),
        }
    }
    let Some(key) = key.or_else(|| name.clone()) else {
        let message = "a venue needs a `key` or a `name`";
        return Err(source.fault(&table.span(), message, None));
    };
    // These part the cells of a row.
    if let Some(odd) = aliases.iter().find(|a| a.contains([';', '='])) {
        let message = format!("`{odd}`: no `;` and no `=` in an alias");
        return Err(source.fault(&table.span(), &message, None));
    }
    let name = name.unwrap_or_default();
    Ok(format!("{key}\t{kind}\t{name}\t{rank}\t{}\n", aliases.join(";")))
}

fn kind_of(
    source: Source<'_>,
    pair: super::source::Pair<'_, '_>,
) -> Result<String> {
    let kind = source.text_of(pair)?;
    if KINDS.contains(&kind.as_str()) {
        return Ok(kind);
    }
    let message = format!("no kind of venue `{kind}`");
    let hint = format!("there are: {}", KINDS.join(", "));
    Err(source.fault(&pair.1.span(), &message, Some(hint)))
}
