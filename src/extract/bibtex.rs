//! BibTeX and BibLaTeX entries into facts.

use super::{Format, Source};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "bibtex",
    extensions: &["bib"],
    sniff: |_| false,
    version: 1,
    text: true,
    extract,
};

fn extract(_: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    Err(SkipReason::UnknownFormat)
}
