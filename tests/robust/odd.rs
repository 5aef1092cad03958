//! Characters where nobody expects them: bytes are not letters, and what is
//! cut by them must be cut where characters end. `VITAE_VARIANTS=100000`
//! tries so many.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use vitae::extract::{self, NoSiblings, Source};
use vitae::{normalize, parse};

use crate::hostile::Dice;

/// What is put into documents, parted by blanks: letters that change their
/// length with their case, marks of other scripts, what separates, what
/// opens a field.
const ODD: &str = "İ ı ß ẞ ŉ ǅ ΐ ς Å ł Æ ﬁ É 中文 ， 。 、 （ ） 《 》 ： ２０２０ \
    Ｉ 한 ア ا א ह ก ٣ “ ” „ ‘ ’ « » – — ‐ … · • † ∗ ² ½ ★ 😀 \u{ad} \
    \u{200b} \u{feff} \u{301} . , ; : ( ) [ ] { } \" ' * _ ` & # | < > \\ \
    // --- +++ @ 0 2021 and In in: et.al. pp. vol. doi: 10.1/ arXiv: \
    https://x A. J.-P.";

/// What is put around it.
const BLANKS: [&str; 6] = ["", "", " ", "\n", "\n\n", "\u{a0}"];

/// Bytes of a document that are looked at; a list shows its layout in them.
const LONGEST: usize = 2_000;

/// All documents of the project that are text.
fn documents() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["corpus", "tests/fixtures"].into_iter().flat_map(|folder| {
        walkdir::WalkDir::new(root.join(folder)).sort_by_file_name()
    });
    files
        .filter_map(|entry| {
            let path = entry.expect("the folder is there").into_path();
            let text = std::fs::read_to_string(&path).ok()?;
            Some((path, text))
        })
        .collect()
}

/// A document with odd characters put in, letters replaced, stretches taken
/// out or said twice.
fn mutated(text: &str, dice: &mut Dice) -> String {
    let odd: Vec<&str> = ODD.split(' ').collect();
    let start = dice.below(text.len().saturating_sub(LONGEST));
    let from = text.floor_char_boundary(start);
    let mut chars: Vec<char> = text[from..].chars().take(LONGEST).collect();
    for _ in 0..=dice.below(40) {
        let at = dice.below(chars.len());
        let end = |length: usize| (at + length).min(chars.len());
        let blank = BLANKS[dice.below(BLANKS.len())].chars();
        let odd = odd[dice.below(odd.len())].chars().chain(blank);
        match dice.below(5) {
            0 | 1 => drop(chars.splice(at..at, odd)),
            2 => drop(chars.splice(at..end(1), odd)),
            3 => drop(chars.drain(at..end(1 + dice.below(12)))),
            _ => {
                let again = chars[at..end(1 + dice.below(60))].to_vec();
                let place = dice.below(chars.len());
                drop(chars.splice(place..place, again));
            }
        }
    }
    chars.into_iter().collect()
}

fn read(path: &Path, text: &str) {
    let bytes = text.as_bytes();
    let source = Source { path, bytes, siblings: &NoSiblings };
    let Ok((format, raws)) = extract::read(&source) else { return };
    let name = path.to_string_lossy();
    for raw in raws {
        let document = normalize::document(raw, &name, format.name);
        std::hint::black_box(parse::profile(&document));
    }
}

#[test]
fn odd_characters_crash_no_reader() {
    let documents = documents();
    assert!(documents.len() > 100, "{} documents", documents.len());
    let variants = std::env::var("VITAE_VARIANTS").ok();
    let variants = variants.map_or(1_500, |n| n.parse().expect("a number"));
    let mut dice = Dice(0x5851_f42d_4c95_7f2d);
    for variant in 0..variants {
        let (path, text) = &documents[dice.below(documents.len())];
        let text = mutated(text, &mut dice);
        let path = if dice.below(2) == 0 { path } else { Path::new("cv.txt") };
        let crashed = catch_unwind(|| read(path, &text)).is_err();
        assert!(!crashed, "variant {variant}, {}:\n{text}", path.display());
    }
}
