//! Scripts that hold the works a page shows (`const papers = [...]`) into
//! blocks.

use super::{Format, Source, record};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "script",
    extensions: &["js", "mjs", "jsx", "ts", "tsx"],
    sniff: |_| false,
    version: 1,
    text: true,
    extract,
};

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let (blocks, _) = record::of_script(source.text(), 1);
    if blocks.is_empty() {
        return Err(SkipReason::UnknownFormat);
    }
    Ok(vec![Raw { blocks, ..Raw::default() }])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::extract::NoSiblings;

    #[test]
    fn scripts_without_works_are_left_out() {
        for (text, works) in [
            (
                "export const papers = [{title: 'Slow Rivers', authors: \
                 ['A. Roe'], year: 2020}]",
                true,
            ),
            ("const menu = [{title: 'Home', url: '/'}]", false),
            ("export default function Page() { return null }", false),
            ("", false),
        ] {
            let path = Path::new("papers.js");
            let bytes = text.as_bytes();
            let source = Source { path, bytes, siblings: &NoSiblings };
            assert_eq!(extract(&source).is_ok(), works, "{text}");
        }
    }
}
