//! Markdown with front matter and HTML inside into blocks.

use super::{Format, Source};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "qmd", "rmd"],
    sniff: |_| false,
    version: 1,
    text: true,
    extract,
};

fn extract(_: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    Err(SkipReason::UnknownFormat)
}
