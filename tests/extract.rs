//! Documents in markup and of word processors, read into blocks: fixtures
//! against their outlines, broken and hostile files against the clock.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use vitae::extract::{FORMATS, NoSiblings, Siblings, Source, read};
use vitae::model::{Raw, RawLine, Role, SkipReason};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

/// The files beside a fixture.
struct Beside(PathBuf);

impl Siblings for Beside {
    fn read(&self, relative: &str) -> Option<Vec<u8>> {
        std::fs::read(self.0.join(relative)).ok()
    }
}

fn parse(name: &str, bytes: &[u8]) -> Result<Vec<Raw>, SkipReason> {
    let path = Path::new(name);
    let source = Source { path, bytes, siblings: &NoSiblings };
    read(&source).map(|(_, raws)| raws)
}

/// Reads what must not hang; whatever comes of it.
fn survives(name: &str, bytes: &[u8]) -> Result<Vec<Raw>, SkipReason> {
    let start = Instant::now();
    let outcome = parse(name, bytes);
    let taken = start.elapsed();
    // Seconds on a busy machine without optimisation, not minutes.
    assert!(taken < Duration::from_secs(15), "{name} took {taken:?}");
    outcome
}

/// A reading in lines a person can check: role, line number, styled text.
fn outline(raws: &[Raw]) -> String {
    let mut out = String::new();
    for raw in raws {
        let metadata = &raw.metadata;
        for (name, value) in [
            ("title", &metadata.title),
            ("author", &metadata.author),
            ("language", &metadata.language),
        ] {
            if let Some(value) = value {
                writeln!(out, "@{name} {value}").expect("a string takes all");
            }
        }
        for block in &raw.blocks {
            let role = match block.role {
                Role::Heading(level) => format!("h{level}"),
                Role::Item(depth) => format!("i{depth}"),
                Role::Body => "body".to_owned(),
                Role::Row => "row".to_owned(),
                Role::Boilerplate => "x".to_owned(),
            };
            for (i, line) in block.lines.iter().enumerate() {
                let role = if i == 0 { role.as_str() } else { "" };
                let number = line.number;
                let text = styled(line);
                writeln!(out, "{role:4} {number:3} {text}")
                    .expect("a string takes all");
            }
        }
    }
    out
}

fn styled(line: &RawLine) -> String {
    let mut out = String::new();
    for run in &line.runs {
        let style = run.style;
        let marks =
            [(style.bold, "*"), (style.italic, "/"), (style.superscript, "^")];
        let marks: String =
            marks.iter().filter(|m| m.0).map(|m| m.1).collect();
        let text = run.text.replace('\t', "→");
        out += &marks;
        match &run.link {
            Some(target) => write!(out, "[{text}]({target})"),
            None => write!(out, "{text}"),
        }
        .expect("a string takes all");
        out.extend(marks.chars().rev());
    }
    out
}

/// Compares with the outline beside the fixture; `UPDATE=1` writes it.
fn check(name: &str, raws: &[Raw]) {
    let path = format!("{FIXTURES}/{name}.outline");
    let got = outline(raws);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &got).expect("the fixtures can be written");
    }
    let want = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(got, want, "{name}");
}

#[test]
fn fixtures_read_as_their_outlines_say() {
    for folder in
        ["html", "latex", "jemdoc", "org", "rst", "rtf", "script", "typst"]
    {
        let folder_path = Path::new(FIXTURES).join(folder);
        let entries = std::fs::read_dir(&folder_path);
        for entry in entries.expect("fixtures are there") {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().and_then(|n| n.to_str());
            let name = name.expect("fixtures have plain names");
            if name.ends_with(".outline") {
                continue;
            }
            let bytes = std::fs::read(&path).expect("a fixture can be read");
            let siblings = &Beside(folder_path.clone());
            let source = Source { path: &path, bytes: &bytes, siblings };
            let (format, raws) = read(&source).expect("fixtures are whole");
            assert_eq!(format.name, folder, "{name}");
            check(&format!("{folder}/{name}"), &raws);
        }
    }
}

/// Packs parts, given by their name in the package and their content.
fn package(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = match *name {
            // Stands unpacked at the start, for all to see.
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("the name is new");
        writer.write_all(content).expect("memory suffices");
    }
    writer.finish().expect("memory suffices").into_inner()
}

fn part(name: &str) -> Vec<u8> {
    std::fs::read(format!("{FIXTURES}/{name}")).expect("fixtures are there")
}

fn docx() -> Vec<u8> {
    package(&[
        ("word/document.xml", part("docx/document.xml")),
        ("word/styles.xml", part("docx/styles.xml")),
        ("word/numbering.xml", part("docx/numbering.xml")),
        ("word/_rels/document.xml.rels", part("docx/rels.xml")),
        ("word/header1.xml", part("docx/header1.xml")),
        ("word/footnotes.xml", part("docx/footnotes.xml")),
        ("docProps/core.xml", part("docx/core.xml")),
    ])
}

fn odt() -> Vec<u8> {
    let kind = b"application/vnd.oasis.opendocument.text".to_vec();
    package(&[
        ("mimetype", kind),
        ("content.xml", part("odt/content.xml")),
        ("meta.xml", part("odt/meta.xml")),
    ])
}

#[test]
fn packages_read_as_their_outlines_say() {
    for (name, bytes) in [("docx/cv.docx", docx()), ("odt/cv.odt", odt())] {
        let raws = parse(name, &bytes).expect("fixtures are whole");
        check(name, &raws);
        // The bytes tell the format, whatever the name.
        assert_eq!(parse("cv", &bytes).as_deref(), Ok(raws.as_slice()));
    }
}

/// A small generator of numbers: the same variants in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("the limit is small")
    }
}

/// A variant with bytes flipped, the end cut off, or a stretch zeroed.
fn corrupted(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut bytes = bytes.to_vec();
    match seed % 3 {
        0 => {
            for _ in 0..=dice.below(40) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
        }
        1 => bytes.truncate(dice.below(bytes.len())),
        _ => {
            let start = dice.below(bytes.len());
            let end = (start + dice.below(600)).min(bytes.len());
            bytes[start..end].fill(0);
        }
    }
    bytes
}

#[test]
fn corrupted_documents_never_panic() {
    let content = part("docx/document.xml");
    for seed in 1..=200 {
        for (name, bytes) in [
            ("a.docx", docx()),
            ("a.odt", odt()),
            ("a.rtf", part("rtf/cv.rtf")),
        ] {
            let _ = survives(name, &corrupted(&bytes, seed));
        }
        // Past the checksum: the XML itself is broken.
        let inner = ("word/document.xml", corrupted(&content, seed));
        let _ = survives("b.docx", &package(&[inner]));
    }
}

#[test]
fn hostile_documents_cost_bounded_time() {
    let docx =
        |xml: String| package(&[("word/document.xml", xml.into_bytes())]);
    let body = |text: &str| format!("<w:document><w:p>{text}</w:p>");
    let deep = |tag: &str, times: usize| tag.repeat(times).into_bytes();
    let lol = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]>\
               <w:document><w:p><w:r><w:t>&b;x</w:t></w:r></w:p>";
    let doubling: String =
        ('b'..='z').zip('a'..).fold(String::new(), |mut text, (new, old)| {
            let _ = write!(text, "\\newcommand{{\\x{new}}}{{");
            let _ = write!(text, "\\x{old}\\x{old}}}");
            text
        });
    for (name, bytes) in [
        ("deep.html", deep("<div>", 100_000)),
        ("deep-lists.html", deep("<ul><li>", 50_000)),
        ("deep-bold.html", deep("<b><p>", 50_000)),
        ("breaks.html", deep("x<br>\n<br>", 50_000)),
        ("braces.tex", deep("{", 300_000)),
        ("bold.tex", deep("\\textbf{", 100_000)),
        ("links.tex", deep("\\href{", 50_000)),
        ("begin.tex", deep("\\begin{itemize}\\item x", 30_000)),
        ("brackets.tex", deep("\\item[", 50_000)),
        ("dollars.tex", deep("$x", 100_001)),
        ("self.tex", b"\\newcommand{\\a}{\\a\\a x}\\a".to_vec()),
        ("argument.tex", {
            let mut text = String::from("\\newcommand{\\a}[1]{#1#1#1#1}");
            text += &"\\a{".repeat(40);
            text += &"x".repeat(1000);
            text += &"}".repeat(40);
            text.into_bytes()
        }),
        ("doubling.tex", format!("{doubling}\\xz").into_bytes()),
        ("deep.rtf", [b"{\\rtf1 ".to_vec(), deep("{\\b ", 200_000)].concat()),
        ("deep.docx", docx(body(&"<w:r>".repeat(100_000)))),
        ("tables.docx", docx(body(&"<w:tbl><w:tr><w:tc>".repeat(1_300)))),
        ("entities.docx", docx(lol.to_owned())),
        ("bomb.docx", docx(body(&" ".repeat(40 << 20)))),
        ("stars.jemdoc", deep("*/[\\", 100_000)),
        ("deep.typ", deep("#f([a ", 50_000)),
        ("calls.typ", deep("#f(\"", 50_000)),
        ("deep.xml", deep("<a>", 3_900)),
        ("many.xml", deep("<a b='c'/>", 100_000)),
        ("deep.toml", deep("[", 100_000)),
        ("colons.yaml", deep("- a: b: c\n", 20_000)),
        ("stars.org", deep("*/=[[\\ ", 50_000)),
        ("lists.org", deep("- a\n  ", 50_000)),
        ("marks.rst", deep("*`|:_[\\ ", 50_000)),
        ("lines.rst", deep("==\n", 50_000)),
        ("notes.rst", deep(".. note::\n ", 20_000)),
    ] {
        let _ = survives(name, &bytes);
    }
    let bomb = parse("bomb.docx", &docx(body(&" ".repeat(40 << 20))));
    assert!(matches!(bomb, Err(SkipReason::TooLarge(_))), "{bomb:?}");
    let raws = parse("l.docx", &docx(lol.to_owned())).expect("has text");
    assert_eq!(outline(&raws), "body   1 x\n");
}

#[test]
fn a_document_with_a_password_says_so() {
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and what follows";
    assert_eq!(parse("a.docx", ole), Err(SkipReason::Encrypted));
    let manifest = b"<manifest:encryption-data/>".to_vec();
    let odt = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("META-INF/manifest.xml", manifest),
    ]);
    assert_eq!(parse("a.odt", &odt), Err(SkipReason::Encrypted));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_a_reader_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400)
    ) {
        for format in FORMATS {
            // A text format sees text only.
            let text = String::from_utf8_lossy(&bytes);
            let bytes = if format.text { text.as_bytes() } else { &bytes };
            let path = Path::new("x");
            let source = Source { path, bytes, siblings: &NoSiblings };
            let _ = (format.extract)(&source);
        }
    }

    #[test]
    fn no_markup_makes_its_reader_panic(
        html in "(<(/)?(div|li|ul|p|b|td|tr|table|h2|dt|dd|br|pre|a href=x)>| |é|2019|&nbsp;|&|\n){0,80}",
        tex in r"(\\(begin|end)\{(itemize|tabular|x|document)\}|\\[a-z]{1,8}|\\cventry|\\item|\\newcommand|\\name|[\\{}\[\]$&~%#é1\n ]|\\\\){0,80}",
        rtf in r"(\\(b|i|par|u8220|'e9|cell|row|intbl|field|fldinst|f1|s1|bin3|\*|footnote|info|author)|[{}\\ xé]){0,80}",
        jemdoc in r"([*/\[\]\\#=~|{}\n-]|~~~\n|\{a\}\{table\}\n| |é|x){0,80}",
        org in r"([*/=~_+\[\]\\<>@$^:#|{} \n-]|#\+|begin_|export html|end_|\[\[|\]\]|TITLE:|:END:|é|x){0,80}",
        typst in r"(#|let |show: |with|f|link|[()\[\]{}*_=\\<>@$:,/~ \n\x22-]|é|x|1){0,80}",
        rst in r"([*`|:_\[\]\\<>=+ \n-]|\.\. |::|raw:: html|list-table::|==|\+-|é|x){0,80}",
    ) {
        let _ = parse("x.html", html.as_bytes());
        let _ = parse("x.tex", tex.as_bytes());
        let _ = parse("x.rtf", format!("{{\\rtf1 {rtf}").as_bytes());
        let _ = parse("x.jemdoc", jemdoc.as_bytes());
        let _ = parse("x.org", org.as_bytes());
        let _ = parse("x.rst", rst.as_bytes());
        let _ = parse("x.typ", typst.as_bytes());
    }
}
