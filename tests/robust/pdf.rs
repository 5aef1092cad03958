//! PDF files of many layouts, read to blocks.

use std::path::Path;

use vitae::extract::{NoSiblings, Source, read};
use vitae::model::{Raw, RawBlock, Role, SkipReason};

use crate::pdf_file::{Font, Page, PdfFile};

fn extract(bytes: &[u8]) -> Result<Raw, SkipReason> {
    let path = Path::new("cv.pdf");
    let source = Source { path, bytes, siblings: &NoSiblings };
    let (format, mut raws) = read(&source)?;
    assert_eq!((format.name, raws.len()), ("pdf", 1));
    Ok(raws.remove(0))
}

fn text(block: &RawBlock) -> String {
    let lines = block.lines.iter().map(|line| {
        line.runs.iter().map(|run| run.text.as_str()).collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

pub(crate) fn blocks(raw: &Raw) -> Vec<(Role, String)> {
    raw.blocks.iter().map(|block| (block.role, text(block))).collect()
}

/// A page of a publication list with headings, numbers and hanging lines.
pub(crate) fn list() -> Page {
    Page::default()
        .show(Font::Bold, 20.0, (50.0, 760.0), "Ada Lovelace")
        .text(50.0, 742.0, "London, ada@example.org")
        .show(Font::Bold, 14.0, (50.0, 712.0), "Publications")
        .text(50.0, 690.0, "[1]")
        .text(
            70.0,
            690.0,
            "A. Lovelace and C. Babbage. Notes on the engine that",
        )
        .text(70.0, 678.0, "weaves. In")
        .show(Font::Italic, 10.0, (120.6, 678.0), "Scientific Memoirs")
        .text(201.7, 678.0, ", 1843.")
        .text(50.0, 660.0, "[2]")
        .text(70.0, 660.0, "A. Lovelace. A second note. 1844.")
        .show(Font::Bold, 14.0, (50.0, 630.0), "Teaching")
        .text(50.0, 610.0, "1842")
        .text(120.0, 610.0, "Looms and cards")
        .text(400.0, 610.0, "London")
        .text(50.0, 598.0, "1843")
        .text(120.0, 598.0, "Cards and looms")
        .text(400.0, 598.0, "Turin")
        .link([120, 596, 200, 606], "https://example.org/cards")
}

#[test]
fn headings_entries_and_date_rows_keep_their_layout() {
    let raw = extract(&PdfFile::default().page(list()).bytes()).unwrap();
    let want = [
        (Role::Heading(1), "Ada Lovelace"),
        (Role::Body, "London, ada@example.org"),
        (Role::Heading(2), "Publications"),
        (
            Role::Item(0),
            "[1] A. Lovelace and C. Babbage. Notes on the engine that\nweaves. In Scientific Memoirs, 1843.",
        ),
        (Role::Item(0), "[2] A. Lovelace. A second note. 1844."),
        (Role::Heading(2), "Teaching"),
        (
            Role::Body,
            "1842\tLooms and cards\tLondon\n1843\tCards and looms\tTurin",
        ),
    ];
    let want = want.map(|(role, text)| (role, text.to_owned()));
    assert_eq!(blocks(&raw), want);
    let entry = &raw.blocks[3];
    let indents: Vec<f32> = entry
        .lines
        .iter()
        .filter_map(|line| Some(line.geometry?.indent.round()))
        .collect();
    assert_eq!(indents, [0.0, 20.0]);
    let venue = entry.lines[1].runs.iter().find(|run| run.style.italic);
    assert_eq!(venue.unwrap().text, "Scientific Memoirs");
    let row = &raw.blocks[6].lines[1];
    let link = row.runs.iter().find(|run| run.link.is_some()).unwrap();
    assert_eq!(link.text, "Cards and looms");
    assert_eq!(link.link.as_deref(), Some("https://example.org/cards"));
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let mut page = Page::default().show(
        Font::Bold,
        20.0,
        (50.0, 760.0),
        "A title as wide as both columns of this page",
    );
    for (x, side) in [(50.0, "left"), (320.0, "right")] {
        for i in 0..8u8 {
            let y = 700.0 - 12.0 * f32::from(i);
            page = page.text(x, y, &format!("line {i} on the {side} hand"));
        }
    }
    let raw = extract(&PdfFile::default().page(page).bytes()).unwrap();
    let all: String = raw.blocks.iter().map(|b| text(b) + "\n").collect();
    let (left, right) =
        (all.find("line 7 on the left"), all.find("line 0 on the right"));
    assert!(left.unwrap() < right.unwrap(), "{all}");
}

#[test]
fn an_entry_goes_on_over_the_page_and_running_heads_do_not_part_it() {
    let furniture = |page: Page, number: &str| {
        page.text(50.0, 785.0, "Ada Lovelace, Curriculum Vitae")
            .text(300.0, 20.0, number)
    };
    let first = Page::default()
        .show(Font::Bold, 14.0, (50.0, 740.0), "Publications")
        .text(50.0, 60.0, "Lovelace, A., Babbage, C. and Somerville, M. A long note on the engine of")
        .text(70.0, 48.0, "looms and cards, with tables that fill the page up to its last line and go");
    let second = Page::default().text(70.0, 740.0, "on here. 1843.").text(
        50.0,
        722.0,
        "Lovelace, A. Another note. 1844.",
    );
    let third = Page::default().text(50.0, 740.0, "The end.");
    let file = PdfFile::default()
        .page(furniture(first, "1"))
        .page(furniture(second, "2"))
        .page(furniture(third, "3"));
    let raw = extract(&file.bytes()).unwrap();
    let texts: Vec<String> = raw.blocks.iter().map(text).collect();
    assert_eq!(texts[2].lines().count(), 3, "{texts:?}");
    assert!(texts[2].ends_with("on here. 1843."), "{texts:?}");
    assert_eq!(raw.blocks[3].page, Some(2));
    let heads = texts.iter().filter(|t| t.contains("Curriculum")).count();
    assert_eq!(heads, 1, "{texts:?}");
    assert!(!texts.iter().any(|text| text == "2"), "{texts:?}");
}

#[test]
fn a_file_says_its_title_and_author() {
    let file = PdfFile::default()
        .page(list())
        .info("Title", "Microsoft Word - CV of Ada Lovelace")
        .info("Author", "Ada Lovelace");
    let raw = extract(&file.bytes()).unwrap();
    assert_eq!(raw.metadata.title.as_deref(), Some("CV of Ada Lovelace"));
    assert_eq!(raw.metadata.author.as_deref(), Some("Ada Lovelace"));
}

#[test]
fn a_file_without_its_cross_references_is_repaired() {
    let whole = PdfFile::default().page(list()).bytes();
    let want = extract(&whole).unwrap();
    let at = whole.windows(4).rposition(|w| w == b"xref").unwrap();
    let start = whole.windows(9).rposition(|w| w == b"startxref").unwrap();
    let mut lost = whole.clone();
    lost[start - 5..start + 9].fill(b' ');
    lost[at..at + 4].fill(b' ');
    let junk = [b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &whole].concat();
    for (how, bytes) in [("lost", lost), ("junk", junk)] {
        let got = extract(&bytes).map(|raw| blocks(&raw));
        assert_eq!(got, Ok(blocks(&want)), "{how}");
    }
}

#[test]
fn pages_without_text_need_ocr() {
    let raw = extract(&PdfFile::default().page(Page::default()).bytes());
    assert_eq!(raw, Err(SkipReason::NeedsOcr));
}

/// Encrypts a file for a user password.
fn encrypted(bytes: &[u8], password: &str) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(bytes).expect("it is whole");
    let id = lopdf::Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state =
        lopdf::EncryptionState::try_from(version).expect("it is known");
    document.encrypt(&state).expect("it can be");
    let mut out = Vec::new();
    document.save_to(&mut out).expect("memory takes all");
    out
}

#[test]
fn only_a_real_password_keeps_a_file_shut() {
    let open = PdfFile::default().page(list()).bytes();
    let want = extract(&open).map(|raw| blocks(&raw));
    let without = extract(&encrypted(&open, ""));
    assert_eq!(without.map(|raw| blocks(&raw)), want);
    let locked = extract(&encrypted(&open, "engine"));
    assert_eq!(locked, Err(SkipReason::Encrypted));
}

#[test]
fn marks_raised_beside_names_are_superscripts() {
    let page = Page::default()
        .text(50.0, 700.0, "A. Lovelace")
        .show(Font::Regular, 7.0, (102.4, 703.6), "*")
        .text(107.0, 700.0, "and C. Babbage wrote this line together.");
    let raw = extract(&PdfFile::default().page(page).bytes()).unwrap();
    let runs = &raw.blocks[0].lines[0].runs;
    let mark = runs.iter().find(|run| run.style.superscript).unwrap();
    assert_eq!(mark.text, "*");
    assert!(text(&raw.blocks[0]).starts_with("A. Lovelace*"));
}

#[test]
fn bullets_are_dropped_and_nest() {
    let page = Page::default()
        .show(Font::Bold, 14.0, (50.0, 740.0), "Awards")
        .text(50.0, 720.0, "\u{2022} Medal")
        .text(60.0, 708.0, "of looms")
        .text(70.0, 696.0, "- with a ribbon")
        .text(50.0, 684.0, "\u{2022} Prize");
    let raw = extract(&PdfFile::default().page(page).bytes()).unwrap();
    let want = [
        (Role::Heading(2), "Awards"),
        (Role::Item(0), "Medal\nof looms"),
        (Role::Item(1), "with a ribbon"),
        (Role::Item(0), "Prize"),
    ];
    let want = want.map(|(role, text)| (role, text.to_owned()));
    assert_eq!(blocks(&raw), want);
}

#[test]
fn white_space_and_edges_part_the_entries_of_a_list() {
    let full = "a line that goes on to the right edge of the column of this page, full";
    // Each line with its left edge and the white above it, in points; "|"
    // begins a block.
    type Line = (&'static str, f32, f32);
    let cases: [(&str, &[Line]); 6] = [
        ("lines below each other", &[("|one", 0.0, 0.0), ("two", 0.0, 0.0)]),
        ("white space", &[("|one", 0.0, 0.0), ("|two", 0.0, 6.0)]),
        (
            "hanging lines",
            &[
                ("|one", 0.0, 0.0),
                ("two", 20.0, 0.0),
                ("|three", 0.0, 0.0),
                ("four", 20.0, 0.0),
            ],
        ),
        (
            "numbers without white space",
            &[
                ("|1. one", 0.0, 0.0),
                ("|2. two", 0.0, 0.0),
                ("|3. three", 0.0, 0.0),
            ],
        ),
        (
            "a number that begins a hanging line",
            &[
                ("|[7] one", 0.0, 0.0),
                (full, 20.0, 0.0),
                ("12. two", 20.0, 0.0),
            ],
        ),
        (
            "an indented first line",
            &[(concat!("|", "in"), 15.0, 0.0), ("|out", 0.0, 0.0)],
        ),
    ];
    for (name, lines) in cases {
        let mut page = Page::default()
            .show(Font::Bold, 14.0, (50.0, 760.0), "Publications")
            .text(50.0, 740.0, full)
            .text(50.0, 728.0, full)
            .text(50.0, 716.0, full);
        let mut y = 690.0;
        let mut want: Vec<String> = Vec::new();
        for (line, left, white) in lines {
            y -= 12.0 + white;
            let text = line.trim_start_matches('|');
            page = page.text(50.0 + left, y, text);
            match want.last_mut() {
                Some(block) if !line.starts_with('|') => {
                    *block += "\n";
                    *block += text;
                }
                _ => want.push(text.to_owned()),
            }
        }
        let raw = extract(&PdfFile::default().page(page).bytes()).unwrap();
        let got: Vec<String> = raw.blocks[2..].iter().map(text).collect();
        assert_eq!(got, want, "{name}");
    }
}
