//! A place in a file to the program that shows it.

use std::path::Path;

/// Where something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) page: Option<u32>,
    /// 0 where it is not known.
    pub(super) line: u32,
}

/// A program with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opener {
    pub(super) words: Vec<String>,
    /// Whether it takes the terminal over, as editors do.
    pub(super) takes_terminal: bool,
}

/// How editors and pagers are told the line; `{}` stands for it.
const LINES: &[(&[&str], Told)] = &[
    (
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "gvim",
            "nano",
            "pico",
            "emacs",
            "emacsclient",
            "kak",
            "joe",
            "mg",
            "less",
            "more",
            "most",
            "ne",
            "gedit",
            "micro",
            "kate",
            "mcedit",
        ],
        Told::Before,
    ),
    (&["code", "codium", "code-insiders", "cursor", "windsurf"], Told::Goto),
    (&["hx", "helix", "subl", "zed", "bat", "zeditor"], Told::Behind),
];

/// Where a program wants the line.
#[derive(Clone, Copy)]
enum Told {
    /// `+12 file`
    Before,
    /// `--goto file:12`
    Goto,
    /// `file:12`
    Behind,
}

/// The program that shows a place: for text the editor or pager that `set`
/// (the environment) names, else what the system opens such files with.
pub(super) fn opener(
    place: &Place,
    is_text: bool,
    set: &dyn Fn(&str) -> Option<String>,
) -> Opener {
    let named = ["VISUAL", "EDITOR", "PAGER"].iter().find_map(|name| {
        set(name).filter(|command| !command.trim().is_empty())
    });
    let path = safe(&place.path);
    match named {
        Some(command) if is_text => {
            let mut words: Vec<String> =
                command.split_whitespace().map(str::to_owned).collect();
            words.extend(located(&words[0], path, place.line));
            Opener { words, takes_terminal: true }
        }
        _ if is_text && !cfg!(windows) => {
            let mut words = vec!["less".to_owned()];
            words.extend(located("less", path, place.line));
            Opener { words, takes_terminal: true }
        }
        _ => {
            let mut words: Vec<String> =
                SYSTEM.iter().map(ToString::to_string).collect();
            words.push(path);
            Opener { words, takes_terminal: false }
        }
    }
}

/// What opens a file as a double click would.
const SYSTEM: &[&str] = if cfg!(target_os = "macos") {
    &["open"]
} else if cfg!(windows) {
    &["explorer"]
} else {
    &["xdg-open"]
};

/// The file and the line, as the program wants them.
fn located(program: &str, path: String, line: u32) -> Vec<String> {
    let name = Path::new(program).file_stem().unwrap_or_default();
    let row = LINES.iter().find(|(names, _)| {
        names.iter().any(|known| name.eq_ignore_ascii_case(known))
    });
    match row {
        Some((_, told)) if line > 0 => match told {
            Told::Before => vec![format!("+{line}"), path],
            Told::Goto => vec!["--goto".to_owned(), format!("{path}:{line}")],
            Told::Behind => vec![format!("{path}:{line}")],
        },
        _ => vec![path],
    }
}

/// A path that no program takes for an option.
fn safe(path: &str) -> String {
    match path.starts_with(['-', '+']) {
        true => format!("./{path}"),
        false => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line_as_they_want_it() {
        for (editor, line, want) in [
            ("vim", 12, &["vim", "+12", "a.md"][..]),
            ("/usr/bin/nano -w", 3, &["/usr/bin/nano", "-w", "+3", "a.md"]),
            ("code --wait", 12, &["code", "--wait", "--goto", "a.md:12"]),
            ("hx", 12, &["hx", "a.md:12"]),
            ("hx", 0, &["hx", "a.md"]),
            ("myeditor", 12, &["myeditor", "a.md"]),
        ] {
            let set = |name: &str| (name == "EDITOR").then(|| editor.into());
            let place = Place { path: "a.md".into(), page: None, line };
            let opener = opener(&place, true, &set);
            assert_eq!(opener.words, want);
            assert!(opener.takes_terminal);
        }
    }

    #[test]
    fn the_environment_says_which_program() {
        let place = Place { path: "-x.md".into(), page: None, line: 2 };
        let program = |is_text, names: &[&str]| {
            let set = |name: &str| names.contains(&name).then(|| name.into());
            opener(&place, is_text, &set).words[0].clone()
        };
        assert_eq!(program(true, &["EDITOR", "VISUAL"]), "VISUAL");
        assert_eq!(program(true, &["PAGER"]), "PAGER");
        assert_eq!(program(false, &["EDITOR"]), SYSTEM[0]);
        let words = opener(&place, false, &|_| None).words;
        assert_eq!(words.last().map(String::as_str), Some("./-x.md"));
    }
}
