//! What must not harm a run: corrupted files, bombs, deep nesting, hangs.

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use vitae::extract::{NoSiblings, Siblings, Source};
use vitae::isolate::{Limits, Workers};
use vitae::model::{Raw, SkipReason};

use crate::pdf::{blocks, list};
use crate::pdf_file::{PdfFile, assembled, stream};
use crate::zip_file::{docx as docx_file, odt as odt_file, zipped};

fn workers(limits: Limits) -> Workers {
    Workers::new(env!("CARGO_BIN_EXE_vitae").into(), limits)
}

fn read(
    workers: &Workers,
    name: &str,
    bytes: &[u8],
) -> Result<Vec<Raw>, SkipReason> {
    let path = Path::new(name);
    let source = Source { path, bytes, siblings: &NoSiblings };
    workers.read(&source).map(|(_, raws)| raws)
}

/// A sequence of numbers that looks random and is the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// One of the ways in which files break.
fn corrupted(whole: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    match dice.below(4) {
        0 => {
            for _ in 0..=dice.below(20) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
        }
        1 => bytes.truncate(dice.below(whole.len())),
        2 => {
            let at = dice.below(bytes.len());
            let end = bytes.len().min(at + dice.below(200));
            bytes[at..end].fill(0);
        }
        _ => {
            // A digit more or less: sizes, offsets and references lie.
            for _ in 0..=dice.below(8) {
                let digits: Vec<usize> = (0..bytes.len())
                    .filter(|&at| bytes[at].is_ascii_digit())
                    .collect();
                if let Some(&at) = digits.get(dice.below(digits.len())) {
                    bytes[at] = b'0' + dice.below(10) as u8;
                }
            }
        }
    }
    bytes
}

/// One small file of each binary format.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let pdf = PdfFile::default().page(list()).page(list()).info("Title", "CV");
    let docx = "<w:p><w:r><w:t>Ada Lovelace, notes on the engine</w:t></w:r>\
                </w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1843</w:t></w:r>\
                </w:p></w:tc></w:tr></w:tbl>";
    let odt = "<text:h text:outline-level=\"1\">Ada Lovelace</text:h>\
               <text:p>Notes on the engine</text:p>";
    let rtf = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\\b Ada \
               Lovelace\\b0\\par{\\i Notes} on the engine, \\u233?t\\'e9\\par}";
    vec![
        ("cv.pdf", pdf.bytes()),
        ("cv.docx", docx_file(docx.repeat(8).as_bytes())),
        ("cv.odt", odt_file(odt.repeat(8).as_bytes())),
        ("cv.rtf", rtf.into()),
    ]
}

#[test]
fn corrupted_files_cost_no_more_than_themselves() {
    let limits = Limits { time: Duration::from_secs(5), ..Limits::default() };
    let workers = workers(limits);
    for (name, whole) in samples() {
        assert!(read(&workers, name, &whole).is_ok(), "{name}");
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for variant in 0..200 {
            let bytes = corrupted(&whole, &mut dice);
            if let Err(
                reason @ (SkipReason::Crashed(_)
                | SkipReason::TimedOut(_)
                | SkipReason::OutOfMemory(_)),
            ) = read(&workers, name, &bytes)
            {
                panic!("{name}, variant {variant}: {reason}");
            }
        }
    }
}

/// Text that deflate packs a thousandfold.
fn packed(mebibytes: usize, unit: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(
        Vec::new(),
        flate2::Compression::best(),
    );
    let chunk = unit.repeat((1 << 20) / unit.len());
    for _ in 0..mebibytes {
        encoder.write_all(&chunk).expect("memory takes all");
    }
    encoder.finish().expect("memory takes all")
}

/// A one-page file with this content stream.
fn page_of(entries: &str, content: &[u8]) -> Vec<u8> {
    assembled(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources \
          << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>"
            .to_vec(),
        stream(entries, content),
        b"<< >>".to_vec(),
    ])
}

#[test]
fn bombs_end_within_the_limits() {
    let limits = Limits {
        time: Duration::from_secs(4),
        memory: 256,
        ..Limits::default()
    };
    let workers = workers(limits);
    let flate = "/Filter /FlateDecode";
    let twice = "/Filter [/FlateDecode /FlateDecode]";
    let nested = [b"[".repeat(200_000), b"]".repeat(200_000)].concat();
    let dictionaries = b"<< /A ".repeat(200_000);
    let bombs: [(&str, Vec<u8>); 6] = [
        ("zeros", page_of(flate, &packed(300, &[0]))),
        ("texts", page_of(flate, &packed(200, b"BT /F1 9 Tf (x) Tj ET\n"))),
        ("twice", page_of(twice, &packed(1, &packed(40, &[0])))),
        ("arrays", page_of("", &nested)),
        ("saved states", page_of("", &b"q ".repeat(2_000_000))),
        ("dictionaries", page_of("", &dictionaries)),
    ];
    for (name, bytes) in bombs {
        let start = Instant::now();
        let result = read(&workers, "cv.pdf", &bytes);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{name} took {took:?}");
        if let Err(SkipReason::Crashed(what)) = result {
            panic!("{name}: {what}");
        }
        let good = PdfFile::default().page(list()).bytes();
        assert!(read(&workers, "cv.pdf", &good).is_ok(), "after {name}");
    }
}

#[test]
fn bombs_of_other_formats_end_within_the_limits() {
    let limits = Limits {
        time: Duration::from_secs(4),
        memory: 256,
        ..Limits::default()
    };
    let workers = workers(limits);
    let blanks = vec![b' '; 400 << 20];
    let paragraphs = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(1_000_000);
    let deep = b"<w:tbl><w:tr><w:tc>".repeat(100_000);
    let sections = b"<text:section>".repeat(200_000);
    let entities = br#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&d;&d;&d;</w:t></w:r></w:p></w:body></w:document>"#;
    let groups = [b"{\\rtf1 ".to_vec(), b"{".repeat(1_000_000)].concat();
    let bombs: [(&str, Vec<u8>); 6] = [
        ("blanks.docx", docx_file(&blanks)),
        ("paragraphs.docx", docx_file(&paragraphs)),
        ("deep.docx", docx_file(&deep)),
        ("deep.odt", odt_file(&sections)),
        ("entities.docx", zipped(&[("word/document.xml", entities)])),
        ("groups.rtf", groups),
    ];
    for (name, bytes) in bombs {
        let start = Instant::now();
        let result = read(&workers, name, &bytes);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{name} took {took:?}");
        if let Err(SkipReason::Crashed(what)) = result {
            panic!("{name}: {what}");
        }
    }
}

#[test]
fn deep_objects_do_not_end_the_run() {
    let workers = workers(Limits::default());
    let deep = [b"[".repeat(500_000), b"]".repeat(500_000)].concat();
    let file = assembled(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        deep.clone(),
        deep,
    ]);
    let result = read(&workers, "cv.pdf", &file);
    assert!(result.is_err(), "{result:?}");
    let good = PdfFile::default().page(list()).bytes();
    assert!(read(&workers, "cv.pdf", &good).is_ok());
}

#[test]
fn a_slow_file_is_given_up_and_the_next_one_read() {
    let pages = (0..400).fold(PdfFile::default(), |f, _| f.page(list()));
    let slow = pages.bytes();
    let limits =
        Limits { time: Duration::from_millis(3), ..Limits::default() };
    let strict = workers(limits);
    assert_eq!(read(&strict, "a.pdf", &slow), Err(SkipReason::TimedOut(3)));
    let patient = workers(Limits::default());
    assert!(read(&patient, "a.pdf", &slow).is_ok());
}

#[test]
fn a_file_that_needs_too_much_memory_is_named_so() {
    let limits = Limits { memory: 96, ..Limits::default() };
    let workers = workers(limits);
    let bomb = page_of("/Filter /FlateDecode", &packed(200, &[0]));
    let reason = read(&workers, "cv.pdf", &bomb);
    assert_eq!(reason, Err(SkipReason::OutOfMemory(96)));
    let good = PdfFile::default().page(list()).bytes();
    assert!(read(&workers, "cv.pdf", &good).is_ok());
}

#[test]
fn many_threads_share_a_pool() {
    let workers = workers(Limits::default());
    let good = PdfFile::default().page(list()).bytes();
    let want = read(&workers, "cv.pdf", &good);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(read(&workers, "cv.pdf", &good), want);
                }
            });
        }
    });
}

/// One file beside the one that is read.
struct Beside(&'static str, &'static [u8]);

impl Siblings for Beside {
    fn read(&self, relative: &str) -> Option<Vec<u8>> {
        (relative == self.0).then(|| self.1.to_vec())
    }
}

#[test]
fn workers_see_the_files_beside_a_source() {
    let limits = Limits { in_place: 0, ..Limits::default() };
    let source = Source {
        path: Path::new("cv.tex"),
        bytes: b"\\documentclass{article}\\begin{document}\nBefore.\n\n\
                 \\input{papers}\n\n\\input{missing}\n\nBehind.\n\\end{document}",
        siblings: &Beside("papers.tex", b"Sorting Sand by Sound."),
    };
    let workers = workers(limits);
    for _ in 0..2 {
        let (_, raws) = workers.read(&source).unwrap();
        let text: String =
            blocks(&raws[0]).into_iter().map(|(_, t)| t).collect();
        let places = ["Before.", "Sorting Sand", "Behind."]
            .map(|words| text.find(words).unwrap());
        assert!(places.is_sorted(), "{text}");
    }
}
