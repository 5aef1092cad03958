//! What the marks at names mean, by the document's own legend.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Marks with a meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::parse) struct Legend {
    equal: String,
    corresponding: String,
}

/// Words of a legend.
const EQUAL: &[&str] = &[
    "equal",
    "co-first",
    "contributed equally",
    "joint first",
    "co-lead",
    "shared first",
    "共同一作",
    "同等贡献",
    "共同第一",
];
const CORRESPONDING: &[&str] =
    &["corresponding", "correspondence", "通讯作者", "通信作者"];

/// Finds any of them: hardly a line has one.
static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(EQUAL.iter().chain(CORRESPONDING))
        .expect("a table of a dozen words always compiles")
});

impl Legend {
    /// Reads the legend out of the lines of a document: "* Co-first author",
    /// "(† corresponding author)".
    pub(in crate::parse) fn of<'a>(
        lines: impl Iterator<Item = &'a str>,
    ) -> Legend {
        let mut legend = Legend::default();
        // Hardly a line has a mark, and fewer have one of the words.
        let may_tell = |line: &&str| {
            line.bytes().any(|b| matches!(b, b'*' | b'#' | 0x80..))
                && WORDS.is_match(line)
        };
        for line in lines.filter(may_tell) {
            let lower = line.to_lowercase();
            for (words, marks) in [
                (EQUAL, &mut legend.equal),
                (CORRESPONDING, &mut legend.corresponding),
            ] {
                for at in words.iter().filter_map(|word| lower.find(word)) {
                    marks.extend(mark_before(&lower[..at]));
                }
            }
        }
        legend
    }

    /// Whether marks say that their bearer contributed equally: by the
    /// legend, and without one by custom.
    pub(super) fn is_equal(&self, marks: &str) -> bool {
        let custom = self.equal.is_empty() && self.corresponding.is_empty();
        marks.chars().any(|mark| {
            self.equal.contains(fold(mark))
                || (custom && matches!(fold(mark), '*'))
        })
    }

    /// Whether marks say that their bearer is the corresponding author.
    pub(super) fn is_corresponding(&self, marks: &str) -> bool {
        marks.chars().any(|mark| {
            self.corresponding.contains(fold(mark))
                || matches!(mark, '✉')
                || (self.corresponding.is_empty() && mark == '†')
        })
    }
}

/// The mark that stands before the words of a legend.
fn mark_before(text: &str) -> Option<char> {
    text.chars()
        .rev()
        .take(24)
        .map(fold)
        .find(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '✉'))
}

/// One star for all stars.
fn fold(mark: char) -> char {
    match mark {
        '∗' | '⋆' | '⁎' | '＊' => '*',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legend_gives_marks_their_meaning() {
        let lines = ["^{*} Co-first author", "(† corresponding author)"];
        let legend = Legend::of(lines.into_iter());
        assert!(legend.is_equal("*") && legend.is_equal("∗"));
        assert!(!legend.is_equal("†") && legend.is_corresponding("†"));
        let turned =
            Legend::of(["* indicates the corresponding author"].into_iter());
        assert!(!turned.is_equal("*") && turned.is_corresponding("*"));
        assert!(Legend::default().is_equal("*"));
    }
}
