//! The options of all commands together.

use super::*;
use crate::settings::{FOR_ONE_RUN, SETTINGS};

#[test]
fn the_options_fit_together() {
    Arguments::command().debug_assert();
}

/// The keys of all options below a command.
fn keys(command: &clap::Command, of: &str, keys: &mut Vec<String>) {
    for arg in command.get_arguments() {
        let name =
            arg.get_long().filter(|name| !["help", "version"].contains(name));
        keys.extend(name.map(|name| format!("{of}{name}")));
    }
    for below in command.get_subcommands() {
        self::keys(below, &format!("{of}{}.", below.get_name()), keys);
    }
}

#[test]
fn every_option_is_a_setting_or_for_one_run() {
    let mut there = Vec::new();
    keys(&Arguments::command(), "", &mut there);
    let rows = || SETTINGS.iter().chain(FOR_ONE_RUN);
    let unsaid: Vec<&String> =
        there.iter().filter(|key| rows().all(|row| row != key)).collect();
    assert!(
        unsaid.is_empty(),
        "add {unsaid:?} to SETTINGS or FOR_ONE_RUN in \
         src/settings/table.rs"
    );
    let gone: Vec<&&str> =
        rows().filter(|row| !there.contains(&(**row).to_owned())).collect();
    assert!(gone.is_empty(), "rows without an option: {gone:?}");
}
