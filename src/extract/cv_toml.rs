//! CVs and lists of publications in TOML into facts.

use super::{Format, Source, keyed, tree::Node};
use crate::model::{Raw, SkipReason};

pub(super) static FORMAT: Format = Format {
    name: "cv-toml",
    extensions: &["toml"],
    sniff: |_| false,
    version: 2,
    text: true,
    extract,
};

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let text = source.text();
    let mut root: Node = toml::from_str(text)
        .map_err(|error| SkipReason::Malformed(error.message().to_owned()))?;
    root.locate(text);
    let raw = keyed::read(&root, text, source.stem())
        .ok_or(SkipReason::UnknownFormat)?;
    Ok(vec![raw])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;

    fn read(text: &str) -> Result<Raw, SkipReason> {
        let source = Source {
            path: Path::new("papers.toml"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        };
        extract(&source).map(|mut raws| raws.remove(0))
    }

    #[test]
    fn a_list_of_papers_is_read_with_its_lines() {
        let raw = read(
            "[[paper]]\ntitle = \"Moss\"\nauthors = \"Mira Olsen and Tao Reed\"\n\
             venue = \"Ferns\"\ndate = 2020-02-01\n\n[paper.links]\n\
             doi = \"https://doi.org/10.0/x\"\n\n[[paper]]\n\
             venue = \"Lichen '19\"\n\
             authors = [\"Mira Olsen\"]\ntitle = \"Spores\"\n",
        );
        let facts = raw.unwrap().facts.unwrap();
        let [moss, spores] = facts.publications.as_slice() else {
            panic!("{:?}", facts.publications);
        };
        assert_eq!((&*moss.title, moss.year), ("Moss", Some(2020)));
        assert_eq!(moss.authors[1].name, "Tao Reed");
        assert_eq!(moss.doi.as_deref(), Some("10.0/x"));
        assert_eq!((&*spores.title, spores.year), ("Spores", Some(2019)));
        assert_eq!((moss.line, spores.line), (2, 11));
    }

    #[test]
    fn other_toml_is_no_cv() {
        for text in [
            "[package]\nname = \"moss\"\nauthors = [\"Mira Olsen\"]\n",
            "title = \"My Site\"\n[params]\nauthor = \"Mira Olsen\"\n",
        ] {
            assert_eq!(read(text).unwrap_err(), SkipReason::UnknownFormat);
        }
        let error = read("a = \n").unwrap_err();
        assert!(matches!(error, SkipReason::Malformed(_)), "{error}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(
            text in r"[-=\[\]{}a-c \n\x22.,#]{0,80}|\PC{0,80}"
        ) {
            let _ = read(&text);
        }
    }
}
