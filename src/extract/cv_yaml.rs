//! RenderCV and al-folio cv.yml into facts.

use super::{Format, Source};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "cv-yaml",
    extensions: &["yaml", "yml"],
    sniff: |_| false,
    version: 1,
    text: true,
    extract,
};

fn extract(_: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    Err(SkipReason::UnknownFormat)
}
