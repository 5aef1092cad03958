//! `vitae man`: manual pages, from the same tables as the help.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap_mangen::Man;

use super::help::examples;
use super::{Shared, note};
use crate::error::{Error, ErrorKind, Result};
use crate::output::terminal::clean;

/// Write manual pages
///
/// Writes the page of vitae, or of COMMAND, to stdout; with --out, a page
/// for each command into a folder.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Write the page of COMMAND
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    command: Option<String>,
    /// Write every page into DIR, which is made where it is missing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, shared: &Shared) -> Result<ExitCode> {
    let pages = pages()?;
    if let Some(folder) = &arguments.out {
        write_all(folder, &pages)?;
        return Ok(ExitCode::SUCCESS);
    }
    let name = match &arguments.command {
        Some(command) => format!("vitae-{command}"),
        None => "vitae".to_owned(),
    };
    let Some((_, page)) = pages.iter().find(|(known, _)| *known == name)
    else {
        let asked = arguments.command.as_deref().unwrap_or_default();
        return Err(Error::new(ErrorKind::Usage(format!(
            "no command `{asked}`; `vitae --help` lists them"
        ))));
    };
    let mut out = shared.stdout();
    out.write_all(page)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The name and the text of each page, that of vitae first.
fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    let mut command = super::command();
    command.build();
    let mut pages = vec![page("vitae".to_owned(), command.clone())?];
    for sub in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        let name = format!("vitae-{}", sub.get_name());
        pages.push(page(name, sub.clone())?);
    }
    Ok(pages)
}

/// The page of a command; its examples stand in a section of their own.
fn page(name: String, command: clap::Command) -> Result<(String, Vec<u8>)> {
    let examples = examples::of(command.get_name());
    let program = concat!("vitae ", env!("CARGO_PKG_VERSION"));
    let command = command.display_name(&name).after_long_help("");
    let man = Man::new(command.after_help("")).title(&name).source(program);
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if name == "vitae" {
        man.render_subcommands_section(&mut out)?;
    }
    if !examples.is_empty() {
        writeln!(out, ".SH EXAMPLES")?;
    }
    for (line, says) in examples {
        writeln!(out, ".TP\n\\fB{}\\fR\n{}", escaped(line), escaped(says))?;
    }
    writeln!(out, "{EXIT_STATUS}\n.SH SEE ALSO")?;
    match name.as_str() {
        "vitae" => writeln!(out, "{}", escaped("vitae help query"))?,
        _ => writeln!(out, "\\fBvitae\\fR(1)")?,
    }
    Ok((name, out))
}

/// What the exit codes mean, as in the README.
const EXIT_STATUS: &str = "\
.SH EXIT STATUS
.TP
0
done; for search: there are hits
.TP
1
search: there are none
.TP
2
an error, said on stderr
.TP
3
index \\-\\-strict: a file had to be left out";

/// A text of which roff takes nothing for its own.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    let text = text.replace('\'', "\\(aq").replace('~', "\\(ti");
    text.replace('^', "\\(ha")
}

fn write_all(folder: &Path, pages: &[(String, Vec<u8>)]) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|err| Error::at(folder, err))?;
    for (name, page) in pages {
        let path = folder.join(format!("{name}.1"));
        std::fs::write(&path, page).map_err(|err| Error::at(&path, err))?;
    }
    let folder = folder.display().to_string();
    note(format_args!("{} pages in {}", pages.len(), clean(&folder)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_names_every_option_of_its_command() {
        let mut command = crate::cli::command();
        command.build();
        let pages = pages().unwrap();
        for (name, page) in pages {
            let page = String::from_utf8(page).unwrap().replace('\\', "");
            assert!(page.contains(&format!(".TH {name} ")), "{name}");
            let of = match name.strip_prefix("vitae-") {
                None => &command,
                Some(sub) => command.find_subcommand(sub).unwrap(),
            };
            for argument in of.get_arguments().filter(|a| !a.is_hide_set()) {
                if let Some(long) = argument.get_long() {
                    let option = format!("--{long}");
                    assert!(page.contains(&option), "{name} lacks {option}");
                }
            }
        }
    }
}
