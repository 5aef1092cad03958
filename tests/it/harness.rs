//! A folder of its own for each test, and the command run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A folder that goes when the test is done.
pub(crate) struct Dir {
    folder: tempfile::TempDir,
}

impl Dir {
    /// An empty folder.
    pub(crate) fn new() -> Dir {
        Dir { folder: tempfile::tempdir().expect("a folder can be made") }
    }

    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Dir {
        let dir = Dir::new();
        for (path, text) in files {
            dir.write(path, text);
        }
        dir
    }

    /// A folder that holds the project's own corpus.
    pub(crate) fn with_corpus() -> Dir {
        let dir = Dir::new();
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for file in walkdir::WalkDir::new(&corpus) {
            let file = file.expect("corpus/ can be listed");
            if file.file_type().is_file() {
                let below = file.path().strip_prefix(&corpus);
                let below = below.expect("it is below").to_string_lossy();
                let bytes = fs::read(file.path()).expect("it can be read");
                dir.write(&format!("corpus/{below}"), bytes);
            }
        }
        dir
    }

    /// A path in the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, making its folders.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        let folder = path.parent().expect("it is in the folder");
        fs::create_dir_all(folder).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// Moves a file.
    pub(crate) fn rename(&self, from: &str, to: &str) {
        let to = self.path(to);
        let folder = to.parent().expect("it is in the folder");
        fs::create_dir_all(folder).expect("folders can be made");
        fs::rename(self.path(from), to).expect("the file is there");
    }

    /// A command in the folder, its words separated by blanks, those with
    /// blanks within in quotes.
    pub(crate) fn vitae(&self, words: &str) -> Cmd<'_> {
        let mut all = Vec::new();
        for (i, part) in words.split('"').enumerate() {
            if i % 2 == 1 {
                all.push(part);
            } else {
                all.extend(part.split_whitespace());
            }
        }
        self.command(&all)
    }

    /// A command in the folder, a word each.
    pub(crate) fn command(&self, words: &[&str]) -> Cmd<'_> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vitae"));
        command.current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.folder.path()).env("LC_ALL", "C.UTF-8");
        command.args(words);
        Cmd { command, dir: self }
    }

    /// Runs a command that must end well, and gives what it printed.
    pub(crate) fn ok(&self, words: &str) -> String {
        self.vitae(words).exits(0).stdout
    }

    fn listing(&self) -> String {
        let mut folders = vec![self.folder.path().to_owned()];
        let mut lines = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                lines.push(shown(&path, self.folder.path()));
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        lines.sort();
        lines.join("\n")
    }
}

fn shown(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let size = path.metadata().map_or(0, |metadata| metadata.len());
    format!("  {} {size}", below.display())
}

/// A command about to be run.
pub(crate) struct Cmd<'a> {
    command: Command,
    dir: &'a Dir,
}

/// What a command printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Cmd<'_> {
    /// Adds an environment variable.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs the command in a folder below.
    pub(crate) fn within(mut self, folder: &str) -> Self {
        self.command.current_dir(self.dir.path(folder));
        self
    }

    /// Adds one argument as it stands, quotes and blanks included.
    pub(crate) fn arg(mut self, argument: &str) -> Self {
        self.command.arg(argument);
        self
    }

    /// Runs the command and gives its stdout, however it ends.
    pub(crate) fn prints(mut self) -> String {
        text(&self.command.output().expect("the command runs").stdout)
    }

    /// Runs the command, however it ends: exit code, stdout, stderr.
    pub(crate) fn ends(mut self) -> (Option<i32>, String, String) {
        let output = self.command.output().expect("the command runs");
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        (output.status.code(), out, err)
    }

    /// Starts the command, what it prints to be read from pipes.
    pub(crate) fn start(mut self) -> Child {
        let piped = self.command.stdout(Stdio::piped());
        piped.stderr(Stdio::piped()).spawn().expect("the command runs")
    }

    /// Runs the command and gives stdout and stderr, however it ends.
    pub(crate) fn shows(mut self) -> (String, String) {
        let output = self.command.output().expect("the command runs");
        (text(&output.stdout), text(&output.stderr))
    }

    /// Starts the command and kills it after a while.
    pub(crate) fn killed_after(mut self, delay: Duration) {
        let silent = self.command.stdout(Stdio::null());
        let child = silent.stderr(Stdio::null()).spawn();
        let mut child = child.expect("the command runs");
        std::thread::sleep(delay);
        // It may be done already.
        let _ = child.kill();
        child.wait().expect("it was started");
    }

    /// Runs the command, which must end with this exit code.
    pub(crate) fn exits(mut self, code: i32) -> Printed {
        let output = self.command.output().expect("the command runs");
        let printed = Printed {
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        };
        assert!(
            output.status.code() == Some(code),
            "{}",
            self.story(&output, code)
        );
        printed
    }

    fn story(&self, output: &Output, wanted: i32) -> String {
        format!(
            "\n{:?}\nended with {}, not {wanted}\n\nstdout:\n{}\nstderr:\n{}\
             \nfiles:\n{}\n",
            self.command,
            output.status,
            text(&output.stdout),
            text(&output.stderr),
            self.dir.listing()
        )
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
