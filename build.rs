//! Compiles the gazetteer's tables into indexes that need no loading.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/gazetteer/compile.rs"]
mod compile;
#[path = "src/gazetteer/fold.rs"]
#[allow(dead_code, reason = "the build needs keys, not places")]
mod fold;

/// The tables, each with what reads its rows.
const TABLES: &[(&str, compile::Aliases)] =
    &[("venues", compile::venue_aliases)];

fn main() -> Result<(), Box<dyn Error>> {
    let sources = Path::new("src/gazetteer");
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    for (name, aliases) in TABLES {
        let source = sources.join(name).with_extension("tsv");
        println!("cargo::rerun-if-changed={}", source.display());
        let rows = fs::read_to_string(&source)?;
        let index = compile::index(&rows, *aliases)
            .map_err(|claim| format!("{name}.tsv: {claim}"))?;
        let map = fst::Map::from_iter(index)?;
        let file = Path::new(&out).join(name).with_extension("fst");
        fs::write(file, map.as_fst().as_bytes())?;
    }
    Ok(())
}
