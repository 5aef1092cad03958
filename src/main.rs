//! The `vitae` command.

use std::process::ExitCode;

use vitae::isolate;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(isolate::WORKER_ARGUMENT) {
        let memory = arguments.next().and_then(|mib| mib.parse().ok());
        let memory = memory.unwrap_or(isolate::Limits::default().memory);
        let (stdin, stdout) =
            (std::io::stdin().lock(), std::io::stdout().lock());
        return match isolate::serve(stdin, stdout, memory) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    ExitCode::SUCCESS
}
