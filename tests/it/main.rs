//! The command as a user runs it: one binary, one file a theme.

mod analysis;
mod browse;
mod complete;
mod corpus;
mod crash;
mod damage;
mod evidence;
mod first_run;
mod harness;
mod help;
mod index;
mod interrupt;
mod order;
mod output;
mod overrides;
mod pages;
mod paths;
mod properties;
mod quality;
mod random;
mod readers;
mod readme;
mod room;
mod schema;
mod search;
mod settings;
mod show;
mod status;
mod topics;
mod transcripts;
mod watch;

#[test]
fn every_file_here_is_declared() {
    let source = include_str!("main.rs");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it");
    for entry in std::fs::read_dir(folder).expect("tests/it is there") {
        let name = entry.expect("it can be listed").file_name();
        let name = name.to_string_lossy().replace(".rs", "");
        let declared = format!("mod {name};");
        assert!(name == "main" || source.contains(&declared), "{declared}");
    }
}
