//! Compiles the gazetteer's tables into indexes that need no loading.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use compile::{Alias, QUIET, SHARED, WEAK, strength};
use fold::fold;

#[path = "src/gazetteer/compile.rs"]
#[allow(dead_code, reason = "the build looks nothing up")]
mod compile;
#[path = "src/gazetteer/fold.rs"]
#[allow(dead_code, reason = "the build needs keys, not places")]
mod fold;

/// The tables, each with what reads its rows.
const TABLES: &[(&str, compile::Aliases)] = &[
    ("acronyms", acronym_aliases),
    ("institutions", institution_aliases),
    ("venues", compile::venue_aliases),
];

fn main() -> Result<(), Box<dyn Error>> {
    let sources = Path::new("src/gazetteer");
    println!("cargo::rerun-if-changed=build.rs");
    link_in_place();
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    for (name, aliases) in TABLES {
        let source = sources.join(name).with_extension("tsv");
        println!("cargo::rerun-if-changed={}", source.display());
        let rows = fs::read_to_string(&source)?;
        let index = compile::index(&rows, *aliases)
            .map_err(|claim| format!("{name}.tsv: {claim}"))?;
        let file = Path::new(&out).join(name).with_extension("openings");
        fs::write(file, compile::openings(index.keys()))?;
        let map = fst::Map::from_iter(index)?;
        let file = Path::new(&out).join(name).with_extension("fst");
        fs::write(file, map.as_fst().as_bytes())?;
    }
    Ok(())
}

/// Links the command for one place in memory, where that is known to work.
///
/// Wherever it may be loaded, sixty thousand addresses in its tables have to
/// be filled in at each start: half the time of a command that finds people.
fn link_in_place() {
    let is = |what: &str, value: &str| {
        env::var(format!("CARGO_CFG_TARGET_{what}")).as_deref() == Ok(value)
    };
    // A static binary is linked in a way of its own.
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let is_static = features.split(',').any(|one| one == "crt-static");
    if is("OS", "linux") && is("ENV", "gnu") && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Name, listed aliases and domains of an institution's row. Names of the
/// second tier that are no more than a word or an acronym are quiet.
fn institution_aliases(row: &str) -> Vec<Alias<'_>> {
    let mut cells = row.split('\t');
    let mut cell = || cells.next().unwrap_or_default();
    let (name, _, tier, domains, listed) =
        (cell(), cell(), cell(), cell(), cell());
    let names = std::iter::once(name).chain(listed.split(';')).map(|alias| {
        let (printed, weak) = match alias.strip_prefix('~') {
            Some(printed) => (printed, WEAK),
            None => (alias, 0),
        };
        let short = strength(&fold(printed).key(), printed) != 0;
        let quiet = if tier == "2" && short { QUIET } else { 0 };
        Alias { printed, flags: weak | quiet }
    });
    let domains = domains.split(';');
    names
        .chain(domains.map(|printed| Alias { printed, flags: QUIET }))
        .collect()
}

/// An acronym and its long form, each shared by its other meanings.
fn acronym_aliases(row: &str) -> Vec<Alias<'_>> {
    let forms = row.split('\t').take(2);
    forms.map(|printed| Alias { printed, flags: SHARED }).collect()
}
