//! Texts that lead somewhere when clicked (OSC 8), where the terminal can.

use std::env;
use std::path::{Path, PathBuf};

/// Variables that terminals with links set, and what they set them to; an
/// empty value stands for any.
const TERMINALS: &[(&str, &str)] = &[
    ("TERM_PROGRAM", "iTerm.app"),
    ("TERM_PROGRAM", "WezTerm"),
    ("TERM_PROGRAM", "vscode"),
    ("TERM_PROGRAM", "ghostty"),
    ("TERM_PROGRAM", "Hyper"),
    ("TERM", "xterm-kitty"),
    ("TERM", "alacritty"),
    ("TERM", "foot"),
    ("TERM", "xterm-ghostty"),
    ("WT_SESSION", ""),
    ("KONSOLE_VERSION", ""),
    ("DOMTERM", ""),
];

/// The first version of VTE (GNOME Terminal and kin) that shows links.
const VTE: u32 = 5000;

/// Whether and how texts lead to files and pages.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Whether there are links at all.
    shown: bool,
    /// The folder that relative paths start from; None where files lie on
    /// another machine than the screen.
    folder: Option<PathBuf>,
}

impl Links {
    /// Links as this terminal can show them. `FORCE_HYPERLINK` overrules:
    /// `0` is none, anything else is yes.
    pub(super) fn detect(folder: PathBuf, is_terminal: bool) -> Links {
        let shown = match env::var("FORCE_HYPERLINK") {
            Ok(forced) => forced != "0",
            Err(_) => is_terminal && knows_links(),
        };
        let remote = env::var_os("SSH_CONNECTION").is_some();
        Links { shown, folder: (shown && !remote).then_some(folder) }
    }

    /// A text that leads to a file.
    #[must_use]
    pub fn file(&self, path: &str, text: &str) -> String {
        let Some(folder) = &self.folder else { return text.to_owned() };
        let path = folder.join(Path::new(path));
        let path = path.to_string_lossy();
        // A drive stands behind a slash of its own.
        let root = if path.starts_with('/') { "" } else { "/" };
        let path = match cfg!(windows) {
            true => encoded(&path.replace('\\', "/"), true),
            false => encoded(&path, true),
        };
        wrap(&format!("file://{root}{path}"), text)
    }

    /// A text that leads to where a publication can be read: its DOI, its
    /// arXiv page, or its first link.
    #[must_use]
    pub fn publication(
        &self,
        doi: Option<&str>,
        arxiv: Option<&str>,
        links: &[String],
        text: &str,
    ) -> Option<String> {
        let url = url(doi, arxiv, links).filter(|_| self.shown)?;
        Some(wrap(&encoded(&url, false), text))
    }
}

/// Where a publication can be read.
pub(super) fn url(
    doi: Option<&str>,
    arxiv: Option<&str>,
    links: &[String],
) -> Option<String> {
    let is_web = |link: &&String| {
        ["http://", "https://"].iter().any(|s| link.starts_with(s))
    };
    doi.map(|doi| format!("https://doi.org/{doi}"))
        .or_else(|| arxiv.map(|id| format!("https://arxiv.org/abs/{id}")))
        .or_else(|| links.iter().find(is_web).cloned())
}

fn knows_links() -> bool {
    let is = |(name, value): &(&str, &str)| {
        env::var(name).is_ok_and(|v| value.is_empty() || v == *value)
    };
    let vte = env::var("VTE_VERSION").ok().and_then(|v| v.parse().ok());
    TERMINALS.iter().any(is) || vte.is_some_and(|v: u32| v >= VTE)
}

fn wrap(url: &str, text: &str) -> String {
    format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

/// A path or an address with nothing in it but what an address may hold. In
/// a path, also what has a meaning in addresses is escaped.
fn encoded(text: &str, is_path: bool) -> String {
    let kept = if is_path { "-._~/:+@,=" } else { "-._~/:+@,=?#%&!$'()*;[]" };
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || kept.contains(c) {
            out.push(c);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_nothing_that_ends_it() {
        let links = Links { shown: true, folder: Some("/home/a b".into()) };
        assert_eq!(
            links.file("cv\u{1b}ü#1.pdf", "cv"),
            "\u{1b}]8;;file:///home/a%20b/cv%1B%C3%BC%231.pdf\u{1b}\\cv\
             \u{1b}]8;;\u{1b}\\"
        );
        let evil = ["https://x.example/\u{7}\u{1b}]0;".to_owned()];
        let text = links.publication(None, None, &evil, "t").unwrap();
        assert!(text.contains("https://x.example/%07%1B]0;\u{1b}\\t"));
        let script = ["javascript:alert(1)".to_owned()];
        assert_eq!(links.publication(None, None, &script, "t"), None);
    }

    #[test]
    fn without_links_a_text_is_itself() {
        let links = Links::default();
        assert_eq!(links.file("cv.pdf", "cv"), "cv");
        assert_eq!(links.publication(Some("10.1/x"), None, &[], "t"), None);
    }
}
