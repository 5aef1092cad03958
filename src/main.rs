//! The `vitae` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    vitae::cli::run(std::env::args_os())
}
