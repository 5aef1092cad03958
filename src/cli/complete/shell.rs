//! The shells: the script that each is given once, what it hands over on
//! TAB, and how it wants the answer.

use super::{Candidate, Completion};

/// A shell that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum Shell {
    /// Bash 4 and newer
    Bash,
    /// Zsh, after `compinit`
    Zsh,
    /// fish 3 and newer
    Fish,
    /// Elvish
    Elvish,
    /// PowerShell, of any system
    Powershell,
}

/// What makes a shell ask, to be read by it when it starts.
pub(in crate::cli) fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("vitae.bash"),
        Shell::Zsh => include_str!("vitae.zsh"),
        Shell::Fish => include_str!("vitae.fish"),
        Shell::Elvish => include_str!("vitae.elv"),
        Shell::Powershell => include_str!("vitae.ps1"),
    }
}

/// Stands for "a path" in an answer.
const PATHS: &str = ":paths\n";

impl Shell {
    /// The shell of a name, as in the scripts.
    pub(super) fn named(name: &str) -> Option<Shell> {
        <Shell as clap::ValueEnum>::from_str(name, false).ok()
    }

    /// The answer to what a shell hands over: Bash the line up to the
    /// cursor, the others its words.
    pub(super) fn answer(
        self,
        typed: &[String],
        complete: &dyn Fn(&[String]) -> Completion,
    ) -> String {
        if self == Shell::Bash {
            let line = typed.first().map_or("", String::as_str);
            let breaks = typed.get(1).map_or("", String::as_str);
            return bash(line, breaks, complete);
        }
        let mut words = typed.to_vec();
        if let Some(last) = words.last_mut() {
            // It is handed over with its open quote, if there is one.
            *last = split(last, |_| false).remove(0).text;
        }
        match complete(&words) {
            Completion::Paths => PATHS.to_owned(),
            Completion::Words(mut candidates) => {
                if self == Shell::Elvish {
                    fit_case(&mut candidates, words.last());
                }
                candidates.iter().map(row).collect()
            }
        }
    }
}

/// Elvish drops what does not begin as typed, to the case: queries may as
/// well be in lower case.
fn fit_case(candidates: &mut [Candidate], typed: Option<&String>) {
    let typed = typed.map_or("", String::as_str);
    for candidate in candidates {
        if !candidate.text.starts_with(typed) {
            candidate.text = candidate.text.to_lowercase();
        }
    }
}

/// A candidate, whether it is open, and what it means, with tabs between.
fn row(candidate: &Candidate) -> String {
    let Candidate { text, help, open } = candidate;
    let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let help = clean(help.lines().next().unwrap_or_default());
    let open = if *open { "+" } else { "" };
    format!("{}\t{open}\t{help}\n", clean(text))
}

/// Bash replaces what stands behind the last of the characters in `breaks`,
/// or behind the open quote, by what is printed, as it is.
fn bash(
    line: &str,
    breaks: &str,
    complete: &dyn Fn(&[String]) -> Completion,
) -> String {
    let split = split(line, char::is_whitespace);
    let Some(last) = split.last() else { return String::new() };
    let texts: Vec<String> = split.iter().map(|w| w.text.clone()).collect();
    let candidates = match complete(&texts) {
        Completion::Paths => return PATHS.to_owned(),
        Completion::Words(candidates) => candidates,
    };
    let kept = match last.quote {
        Some(_) => last.quoted_from,
        None => last.text.rfind(|c| breaks.contains(c)).map_or(0, |i| i + 1),
    };
    let lone = candidates.len() == 1;
    let mut out = String::new();
    for Candidate { text, open, .. } in &candidates {
        let Some(rest) = text.get(kept..) else { continue };
        let shown = match last.quote {
            Some('\'') => rest.replace('\'', "'\\''"),
            Some(_) => rest.replace('\\', "\\\\").replace('"', "\\\""),
            None => quoted(rest),
        };
        let open = if *open { "+" } else { "" };
        out.push_str(&format!("{shown}\t{open}\n"));
        // A second candidate keeps Bash from closing the quote.
        if lone && !open.is_empty() && last.quote.is_some() {
            out.push_str(&format!("{shown}…\t+\n"));
        }
    }
    out
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:,=+@%^".contains(c);
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A word of a command line, without its quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Word {
    text: String,
    /// The quote that is open at its end.
    quote: Option<char>,
    /// Where the open quote stands in `text`.
    quoted_from: usize,
}

/// The words of a line, one at least; the last one is empty behind a blank.
fn split(line: &str, is_blank: fn(char) -> bool) -> Vec<Word> {
    let mut words = vec![Word::default()];
    let mut started = false;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        let word = words.last_mut().expect("there is one at least");
        match (word.quote, c) {
            (Some(quote), c) if c == quote => word.quote = None,
            (None, '\'' | '"') => {
                word.quote = Some(c);
                word.quoted_from = word.text.len();
            }
            (None | Some('"'), '\\') => word.text.extend(chars.next()),
            (None, c) if is_blank(c) => {
                if started {
                    words.push(Word::default());
                }
                started = false;
                continue;
            }
            (_, c) => word.text.push(c),
        }
        started = true;
    }
    words
}

/// The words of a line, as a shell reads them.
#[cfg(test)]
pub(in crate::cli) fn words(line: &str) -> Vec<String> {
    let words = split(line, char::is_whitespace).into_iter();
    words.map(|word| word.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_as_by_a_shell() {
        for (line, want, quote) in [
            ("vitae  sea", &["vitae", "sea"][..], None),
            ("vitae search ", &["vitae", "search", ""], None),
            ("v 'a \"b c' d", &["v", "a \"b c", "d"], None),
            ("v 'a b", &["v", "a b"], Some('\'')),
            ("v x\\ y \"\\\"z", &["v", "x y", "\"z"], Some('"')),
            ("v '", &["v", ""], Some('\'')),
            ("", &[""], None),
        ] {
            assert_eq!(words(line), want, "{line}");
            let last = split(line, char::is_whitespace).pop().unwrap();
            assert_eq!(last.quote, quote, "{line}");
        }
    }

    #[test]
    fn bash_gets_what_it_replaces() {
        for (line, text, open, want) in [
            ("v venue:ic", "venue:ICML", false, "ICML\t\n"),
            ("v ven", "venue:", true, "venue:\t+\n"),
            ("v 'ven", "venue:", true, "venue:\t+\nvenue:…\t+\n"),
            ("v 'a venue:m", "a venue:\"M T\"", false, "a venue:\"M T\"\t\n"),
            ("v venue:m", "venue:\"M T\"", false, "'\"M T\"'\t\n"),
            ("v \"venue:m", "venue:\"M\"", false, "venue:\\\"M\\\"\t\n"),
            ("v --by=p", "--by=people", false, "people\t\n"),
            ("v sh'", "sho", false, "o\t\n"),
        ] {
            let complete = |_: &[String]| {
                let candidate = Candidate {
                    text: text.into(),
                    open,
                    ..Candidate::default()
                };
                Completion::Words(vec![candidate])
            };
            assert_eq!(bash(line, "\"'@><=;|&(:", &complete), want, "{line}");
        }
    }

    #[test]
    fn elvish_gets_what_begins_as_typed() {
        let complete = |_: &[String]| {
            let texts = ["venue:ICML", "venue:icon"].into_iter();
            let words = texts.map(|text| Candidate::new(text, ""));
            Completion::Words(words.collect())
        };
        let answer = Shell::Elvish.answer(&["venue:ic".into()], &complete);
        assert_eq!(answer, "venue:icml\t\t\nvenue:icon\t\t\n");
    }

    #[test]
    fn other_shells_get_rows() {
        let complete = |words: &[String]| {
            assert_eq!(words, ["vitae", "a \"b c"]);
            let help = "of two\nlines".into();
            Completion::Words(vec![Candidate {
                text: "a\tb".into(),
                help,
                open: true,
            }])
        };
        for last in ["'a \"b c", "a\\ \\\"b c"] {
            let typed = ["vitae".to_owned(), last.to_owned()];
            let answer = Shell::Fish.answer(&typed, &complete);
            assert_eq!(answer, "a b\t+\tof two\n");
        }
    }
}
