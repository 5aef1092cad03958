//! Word documents into blocks.

use super::{Format, Source};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "docx",
    extensions: &["docx"],
    sniff: |_| false,
    version: 1,
    text: false,
    extract,
};

fn extract(_: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    Err(SkipReason::UnknownFormat)
}
