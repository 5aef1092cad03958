//! Profile JSON Lines, as vitae itself writes them.

use super::{Format, Source};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "profile-json",
    extensions: &["jsonl", "ndjson"],
    sniff: |_| false,
    version: 1,
    text: true,
    extract,
};

fn extract(_: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    Err(SkipReason::UnknownFormat)
}
