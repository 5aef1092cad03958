//! What Typst documents are read as.

use std::path::Path;

use super::*;
use crate::extract::NoSiblings;

fn page(text: &str) -> Raw {
    let source = Source {
        path: Path::new("cv.typ"),
        bytes: text.as_bytes(),
        siblings: &NoSiblings,
    };
    extract(&source).expect("a page").remove(0)
}

/// The blocks of a page as their role and lines, parted by " / ".
fn read(text: &str) -> Vec<String> {
    let raw = page(text);
    let lines = raw.blocks.iter().map(|block| {
        let role = match block.role {
            Role::Heading(level) => "=".repeat(usize::from(level)) + " ",
            Role::Item(depth) => " ".repeat(usize::from(depth)) + "- ",
            _ => String::new(),
        };
        let lines = block.lines.iter().map(|line| {
            line.runs.iter().map(|run| run.text.as_str()).collect::<String>()
        });
        role + &lines.collect::<Vec<_>>().join(" / ")
    });
    lines.collect()
}

#[test]
fn markup_is_read() {
    for (text, want) in [
        (
            "= Ann Roe\n\nMoss // no\nand ice. \\ Kiel\n\nMore",
            &["= Ann Roe", "Moss and ice. / Kiel", "More"][..],
        ),
        (
            "== Papers\n+ *A. Roe*, _Slow Moss_, 2020--21\n- Two\n  - Deep",
            &["== Papers", "- A. Roe, Slow Moss, 2020–21", "- Two", " - Deep"],
        ),
        ("a_b c\\*d ~e <moss> @roe `x` $y$", &["a_b c*d e x y"]),
        (
            "See #link(\"https://m.example\")[the _moss_] and https://a.b.",
            &["See the moss and https://a.b."],
        ),
        ("ann#h(1fr)2020 #text(9pt)[Kiel]", &["ann\t2020 Kiel"]),
        ("/* no\nno */ yes", &["yes"]),
        ("#f(", &["("]),
        ("a] b) c", &["a] b) c"]),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn code_is_read_for_what_it_prints() {
    for (text, want) in [
        (
            "#import \"@preview/cv:1.0\": *\n#set text(font: \"Moss\")\n\
             #show heading: it => [#it.body]\n\
             #let f(x) = {\n  [no #x]\n}\n#let mail = \"a@b.example\"\n\
             Write to #mail!",
            &["Write to a@b.example!"][..],
        ),
        (
            "#show: resume.with(\n  author: (firstname: \"Ann\", lastname: \
             \"Roe\",\n  email: \"a@b.example\", positions: (\"Lecturer\",)),\n  \
             font: \"Moss\")\n= Posts",
            &["= Ann Roe", "a@b.example", "Lecturer", "= Posts"],
        ),
        (
            "#entry(title: \"Lecturer\", place: [Moss *Hall*], date: \"2020\")\n\
             - Teaching",
            &["Lecturer, Moss Hall, 2020", "- Teaching"],
        ),
        (
            "#grid(columns: (1fr, 2fr), [2020], [Kiel], [2021], [Lyon])",
            &["2020\tKiel", "2021\tLyon"],
        ),
        (
            "#let links = ((name: \"mail\", link: \"mailto:a@b.example\"),)\n\
             #let body = [\n  == Papers\n  One\n]\n#columns(2, body)",
            &["a@b.example", "== Papers", "One"],
        ),
        ("#list([Moss], [Ice])", &["- Moss", "- Ice"]),
        (
            "#let name = \"Ann Roe\"\n#let mail = \"a@b.example\"\n\
             #show: resume.with(author: name, email: mail, heading-font: \
             \"Moss\", references: ((name: \"Bo Li\"),))\n",
            &["= Ann Roe", "a@b.example"],
        ),
        (
            "#let who = (name: \"Ann Roe\", post: [Reader])\n= #who.name\n\
             #who.post",
            &["= Ann Roe", "Reader"],
        ),
        ("#let me = strong[A. Roe]\n+ #me, Moss", &["- A. Roe, Moss"]),
        (
            "#align(center, text(20pt)[Ann Roe])\n#entry(title: \"Reader\", \
             dates: span(start: \"2017\", end: 2019))",
            &["Ann Roe", "Reader, 2017 – 2019"],
        ),
        (
            "#let pubs = ((title: \"Moss\", year: 2020), (title: \"Ice\"))\n\
             #for p in pubs [+ #p.title]\nEnd",
            &["- Moss, 2020", "- Ice", "End"],
        ),
        (
            "A #if full [at Kiel] else [no] who\n\n#context [= Posts]\n\
             #{ [One] }",
            &["A at Kielno who", "= Posts", "One"],
        ),
        ("#table(columns: 0, table.hline(), [a], [b])", &["a", "b"]),
        ("2016#sym.dash.en;20 #counter(page).display(\"1\")", &["2016–20"]),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn lines_are_counted() {
    let text = "= Ann\n\nOne\n#box[\nTwo]\n\nThree";
    let raw = page(text);
    let numbers: Vec<u32> = raw
        .blocks
        .iter()
        .flat_map(|block| block.lines.iter().map(|line| line.number))
        .collect();
    assert_eq!(numbers, [1, 3, 7]);
}

#[test]
fn what_nothing_closes_is_soon_read() {
    for piece in ["#f(", "#f[", "#[", "(", "#let a = (", "*", "#f(\"", "`"] {
        let text = format!("a {}", piece.repeat(30_000));
        let _ = read(&text);
    }
    let moss = "moss ".repeat(10_000);
    let text = format!("#let a = \"{moss}\"\n{}", "#a ".repeat(16_000));
    let printed: usize = read(&text).iter().map(String::len).sum();
    assert!(printed < 1 << 19, "{printed}");
}
