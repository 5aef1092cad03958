//! Word documents into blocks.

mod numbering;
mod styles;

use std::collections::HashMap;

use super::flow::Flow;
use super::office::{Attributes, Node, Package, is_package, walk};
use super::{Format, Source, table};
use crate::model::{Metadata, Raw, RawBlock, Role, SkipReason, Style};
use numbering::Numbering;
use styles::{Styles, is_on};

pub(super) static FORMAT: Format = Format {
    name: "docx",
    extensions: &["docx", "docm", "dotx"],
    sniff: |bytes| is_package(bytes, "word/document.xml"),
    version: 1,
    text: false,
    extract,
};

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let mut package = Package::open(source.bytes)?;
    let Some(document) = package.part("word/document.xml")? else {
        return Err(SkipReason::Malformed("no document part".to_owned()));
    };
    let mut optional = |name: &str| package.part(name).ok().flatten();
    let styles = optional("word/styles.xml").unwrap_or_default();
    let numbering = optional("word/numbering.xml").unwrap_or_default();
    let sheets = Sheets {
        styles: Styles::parse(&styles),
        numbering: Numbering::parse(&numbering),
    };
    let relations = optional("word/_rels/document.xml.rels");
    let links = relationships(&relations.unwrap_or_default());
    let metadata = core(&optional("docProps/core.xml").unwrap_or_default());

    let (body, heads) = read(&document, &sheets, &links)?;
    let mut blocks = Vec::new();
    for (kind, id) in heads {
        let target = links.get(&id).map_or("", String::as_str);
        let part = optional(&format!("word/{target}")).unwrap_or_default();
        let (head, _) = read(&part, &sheets, &HashMap::new())?;
        // The head of the first page is a letterhead; others repeat.
        let role = |block: RawBlock| match kind.as_str() {
            "first" => block,
            _ => RawBlock { role: Role::Boilerplate, ..block },
        };
        blocks.extend(head.into_iter().map(role));
    }
    blocks.extend(body);
    let notes = optional("word/footnotes.xml").unwrap_or_default();
    blocks.extend(read(&notes, &sheets, &HashMap::new())?.0);
    if blocks.is_empty() {
        return Err(SkipReason::Empty);
    }
    Ok(vec![Raw { blocks, metadata, facts: None }])
}

/// What a document's paragraphs refer to.
struct Sheets {
    styles: Styles,
    numbering: Numbering,
}

/// Targets of a part's links and parts, by identifier.
fn relationships(xml: &str) -> HashMap<String, String> {
    let mut targets = HashMap::new();
    // Relationships that break off give those before.
    let _ = walk(xml, |node| {
        if let Node::Open("Relationship", attributes) = node
            && let (Some(id), Some(target)) =
                (attributes.get("Id"), attributes.get("Target"))
        {
            targets.insert(id, target);
        }
    });
    targets
}

/// What the document says about itself.
fn core(xml: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let mut name = String::new();
    let _ = walk(xml, |node| match node {
        Node::Open(element, _) => element.clone_into(&mut name),
        Node::Close(_) => name.clear(),
        Node::Text(text) => {
            let slot = match name.as_str() {
                "title" => &mut metadata.title,
                "creator" => &mut metadata.author,
                "language" => &mut metadata.language,
                _ => return,
            };
            if !text.trim().is_empty() {
                slot.get_or_insert_default().push_str(text);
            }
        }
    });
    metadata
}

/// Elements that hold no text of the document.
const SKIPPED: &[&str] = &[
    "del",
    "moveFrom",
    "tabs",
    "rPrChange",
    "pPrChange",
    "sdtPr",
    "rt",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "delText",
    "delInstrText",
];

/// A field: what it was told to show, and whether its text has begun.
#[derive(Default)]
struct Field {
    instruction: String,
    shown: bool,
}

/// What holds for the paragraph being read.
#[derive(Clone, Default)]
struct Paragraph {
    style: String,
    /// The list it says to be of: "0" for none.
    list: Option<String>,
    level: u8,
    outline: Option<u8>,
}

/// A page header that a part names: its kind, and its identifier.
type PageHead = (String, String);

/// A text within a text: a table cell, a text box.
struct Inset {
    flow: Flow,
    paragraph: Paragraph,
    links: Vec<Option<String>>,
}

struct Reader<'a> {
    sheets: &'a Sheets,
    targets: &'a HashMap<String, String>,
    flow: Flow,
    paragraph: Paragraph,
    /// Hyperlinks that are open.
    links: Vec<Option<String>>,
    fields: Vec<Field>,
    run: Style,
    in_run: bool,
    in_text: bool,
    in_instruction: bool,
    number: u32,
    insets: Vec<Inset>,
    /// Cells of the rows that are open.
    rows: Vec<Vec<Vec<RawBlock>>>,
    /// Text boxes, waiting for the end of the paragraph they hang on.
    boxes: Vec<RawBlock>,
    /// For each set of alternatives that is open: whether one was read.
    alternatives: Vec<bool>,
    /// Depth within an element that is skipped.
    skipped: usize,
    /// The page headers named.
    heads: Vec<PageHead>,
}

/// Reads a part; gives its blocks and the page headers it names.
fn read(
    xml: &str,
    sheets: &Sheets,
    targets: &HashMap<String, String>,
) -> Result<(Vec<RawBlock>, Vec<PageHead>), SkipReason> {
    let mut reader = Reader {
        sheets,
        targets,
        flow: Flow::default(),
        paragraph: Paragraph::default(),
        links: Vec::new(),
        fields: Vec::new(),
        run: Style::default(),
        in_run: false,
        in_text: false,
        in_instruction: false,
        number: 0,
        insets: Vec::new(),
        rows: Vec::new(),
        boxes: Vec::new(),
        alternatives: Vec::new(),
        skipped: 0,
        heads: Vec::new(),
    };
    walk(xml, |node| reader.node(node))?;
    // A part that breaks off leaves rows and boxes open.
    while let Some(inset) = reader.insets.pop() {
        let inner = std::mem::replace(&mut reader.flow, inset.flow).finish();
        reader.flow.append(inner);
    }
    for cells in std::mem::take(&mut reader.rows) {
        reader.flow.append(table::row(cells));
    }
    reader.flow.append(std::mem::take(&mut reader.boxes));
    Ok((reader.flow.finish(), reader.heads))
}

impl Reader<'_> {
    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Open(..) if self.skipped > 0 => self.skipped += 1,
            Node::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Node::Open(name, attributes) => self.open(name, &attributes),
            Node::Close(name) => self.close(name),
            Node::Text(text) => self.text(text),
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        let value = || attributes.get("val").unwrap_or_default();
        match name {
            _ if SKIPPED.contains(&name) => self.skipped = 1,
            "p" => {
                self.number += 1;
                self.paragraph = Paragraph::default();
            }
            "pStyle" => self.paragraph.style = value(),
            "numId" => self.paragraph.list = Some(value()),
            "ilvl" => self.paragraph.level = value().parse().unwrap_or(0),
            "outlineLvl" => self.paragraph.outline = value().parse().ok(),
            "r" => {
                self.in_run = true;
                self.run = Style {
                    bold: self.sheets.styles.bold(&self.paragraph.style),
                    italic: self.sheets.styles.italic(&self.paragraph.style),
                    ..Style::default()
                };
            }
            "rStyle" if self.in_run => {
                let style = value();
                self.run.bold |= self.sheets.styles.bold(&style);
                self.run.italic |= self.sheets.styles.italic(&style);
            }
            "b" if self.in_run => self.run.bold = is_on(&value()),
            "i" if self.in_run => self.run.italic = is_on(&value()),
            "vertAlign" if self.in_run => {
                self.run.superscript = value() == "superscript";
            }
            "t" => self.in_text = true,
            "br" | "cr" => self.flow.break_line(),
            "tab" | "ptab" => self.flow.tab(),
            "noBreakHyphen" => self.add("-"),
            "hyperlink" => {
                let id = attributes.get("id").unwrap_or_default();
                self.links.push(self.targets.get(&id).cloned());
            }
            "fldSimple" => {
                let instruction = attributes.get("instr").unwrap_or_default();
                self.links.push(field_target(&instruction));
            }
            "instrText" => self.in_instruction = true,
            "fldChar" => {
                let kind = attributes.get("fldCharType").unwrap_or_default();
                match (kind.as_str(), self.fields.last_mut()) {
                    ("begin", _) => self.fields.push(Field::default()),
                    ("separate", Some(field)) => field.shown = true,
                    ("end", _) => {
                        self.fields.pop();
                    }
                    _ => {}
                }
            }
            "tr" => self.rows.push(Vec::new()),
            "tc" | "txbxContent" => self.begin_inset(),
            "AlternateContent" => self.alternatives.push(false),
            "Choice" => {
                if let Some(read) = self.alternatives.last_mut() {
                    *read = true;
                }
            }
            "Fallback" if self.alternatives.last() == Some(&true) => {
                self.skipped = 1;
            }
            "headerReference" => {
                let kind = attributes.get("type").unwrap_or_default();
                let id = attributes.get("id").unwrap_or_default();
                self.heads.push((kind, id));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => {
                self.flow.close();
                if self.goes_on() {
                    self.flow.join_item(self.paragraph.level);
                }
                if !self.boxes.is_empty() {
                    self.flow.append(std::mem::take(&mut self.boxes));
                }
            }
            "r" => self.in_run = false,
            "t" => self.in_text = false,
            "instrText" => self.in_instruction = false,
            "hyperlink" | "fldSimple" => {
                self.links.pop();
            }
            "tc" => {
                let blocks = self.end_inset();
                if let Some(row) = self.rows.last_mut() {
                    row.push(blocks);
                }
            }
            "txbxContent" => {
                let blocks = self.end_inset();
                self.boxes.extend(blocks);
            }
            "tr" => {
                if let Some(cells) = self.rows.pop() {
                    self.flow.append(table::row(cells));
                }
            }
            "AlternateContent" => {
                self.alternatives.pop();
            }
            _ => {}
        }
    }

    fn begin_inset(&mut self) {
        self.insets.push(Inset {
            flow: std::mem::take(&mut self.flow),
            paragraph: std::mem::take(&mut self.paragraph),
            links: std::mem::take(&mut self.links),
        });
    }

    fn end_inset(&mut self) -> Vec<RawBlock> {
        let Some(inset) = self.insets.pop() else { return Vec::new() };
        self.paragraph = inset.paragraph;
        self.links = inset.links;
        std::mem::replace(&mut self.flow, inset.flow).finish()
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.in_instruction {
            if let Some(field) = self.fields.last_mut() {
                field.instruction.push_str(text);
            }
        } else if self.in_text && self.fields.iter().all(|f| f.shown) {
            self.add(text);
        }
    }

    fn add(&mut self, text: &str) {
        if self.flow.at_block_start() {
            self.flow.set_role(self.role());
        }
        let field = || {
            let mut fields = self.fields.iter().rev();
            fields.find_map(|field| field_target(&field.instruction))
        };
        let link = self.links.last().cloned().flatten().or_else(field);
        self.flow.text(text, self.run, link.as_deref(), self.number);
    }

    /// Whether the paragraph goes on with the item above: it shows no bullet
    /// of its own.
    fn goes_on(&self) -> bool {
        let Paragraph { list, level, .. } = &self.paragraph;
        let numbering = &self.sheets.numbering;
        list.as_ref().is_some_and(|list| numbering.is_blank(list, *level))
    }

    fn role(&self) -> Role {
        let Paragraph { style, list, level, outline } = &self.paragraph;
        let of_style = self.sheets.styles.role(style);
        if let Some(Role::Heading(_) | Role::Boilerplate) = of_style {
            return of_style.unwrap_or(Role::Body);
        }
        if let Some(level) = outline.filter(|&level| level < 9) {
            return Role::Heading(level + 1);
        }
        match list.as_deref() {
            Some(list) if list == "0" || self.goes_on() => Role::Body,
            Some(_) => Role::Item(*level),
            None => of_style.unwrap_or(Role::Body),
        }
    }
}

/// The target of a field that links: `HYPERLINK "https://a.example/"`.
fn field_target(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let quoted = rest.split('"').nth(1).filter(|url| !url.is_empty());
    // `\l` names a place within the document.
    quoted.filter(|_| !rest.trim_start().starts_with("\\l")).map(str::to_owned)
}
