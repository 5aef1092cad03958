//! Rich text into blocks.

mod tokens;
mod words;

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::flow::Flow;
use super::{Format, Source, table};
use crate::model::{Metadata, Raw, RawBlock, Role, SkipReason, Style};
use tokens::{Token, Tokens};
use words::Destination;

pub(super) static FORMAT: Format = Format {
    name: "rtf",
    extensions: &["rtf"],
    sniff: |bytes| bytes.starts_with(b"{\\rtf"),
    version: 1,
    text: false,
    extract,
};

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    if !source.bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Err(SkipReason::Malformed("no rich text".to_owned()));
    }
    let mut reader = Reader::default();
    for token in Tokens::new(source.bytes) {
        reader.token(&token)?;
    }
    reader.finish()
}

/// The most groups that may be open at once.
const DEEPEST: usize = 10_000;

/// What holds within a group.
#[derive(Clone, Copy)]
struct State {
    style: Style,
    destination: Destination,
    /// Characters to skip after one in Unicode.
    skip: usize,
    font: i32,
    /// Set in a table cell.
    cell: bool,
    role: Role,
    hidden: bool,
    /// Place in [`Reader::fields`].
    field: Option<usize>,
    /// No character seen since its opening brace, and marked as optional.
    fresh: bool,
    optional: bool,
}

impl Default for State {
    fn default() -> State {
        State {
            style: Style::default(),
            destination: Destination::Body,
            skip: 1,
            font: 0,
            cell: false,
            role: Role::Body,
            hidden: false,
            field: None,
            fresh: false,
            optional: false,
        }
    }
}

#[derive(Default)]
struct Reader {
    state: State,
    groups: Vec<State>,
    page: Option<&'static Encoding>,
    /// Encodings of the fonts that have their own.
    fonts: HashMap<i32, &'static Encoding>,
    default_font: i32,
    /// Heading levels of the styles that have one, and the one being read.
    levels: HashMap<i32, u8>,
    style: (i32, String),
    /// Bytes that wait for their neighbours to be decoded with.
    bytes: Vec<u8>,
    /// The first half of a character of two halves.
    half: Option<u16>,
    /// Characters still to be skipped.
    skipped: usize,
    flow: Flow,
    cell: Flow,
    row: Vec<Vec<RawBlock>>,
    notes: Flow,
    /// What each field was told to show.
    fields: Vec<String>,
    metadata: Metadata,
    number: u32,
}

impl Reader {
    fn token(&mut self, token: &Token<'_>) -> Result<(), SkipReason> {
        let fresh = std::mem::take(&mut self.state.fresh);
        match token {
            Token::Byte(byte) => {
                if self.skipped > 0 {
                    self.skipped -= 1;
                } else {
                    self.bytes.push(*byte);
                }
                return Ok(());
            }
            Token::Word("u", Some(unit)) => {
                self.flush();
                self.unicode(*unit);
                return Ok(());
            }
            _ => self.flush(),
        }
        self.skipped = 0;
        match token {
            Token::Open => {
                if self.groups.len() >= DEEPEST {
                    let what = "groups nest too deep".to_owned();
                    return Err(SkipReason::Malformed(what));
                }
                self.groups.push(self.state);
                self.state.fresh = true;
                self.state.optional = false;
            }
            Token::Close => {
                if let Some(before) = self.groups.pop() {
                    self.state = State { fresh: false, ..before };
                }
            }
            Token::Symbol(symbol) => self.symbol(*symbol, fresh),
            Token::Word(word, number) => {
                let optional = self.state.optional;
                if fresh || optional {
                    self.state.optional = false;
                    if let Some(to) = words::destination(word, optional) {
                        self.direct(to);
                        return Ok(());
                    }
                }
                self.word(word, *number);
            }
            Token::Byte(_) => {}
        }
        Ok(())
    }

    /// Directs the text of a group.
    fn direct(&mut self, to: Destination) {
        // The author and the title stand in a group that holds no text.
        let nowhere = self.state.destination == Destination::Nowhere
            && !matches!(to, Destination::Author | Destination::Title);
        if !nowhere {
            self.state.destination = to;
        }
        if to == Destination::Instruction && !nowhere {
            self.fields.push(String::new());
            let field = Some(self.fields.len() - 1);
            self.state.field = field;
            // The result stands beside the instruction.
            if let Some(around) = self.groups.last_mut() {
                around.field = field;
            }
        }
        if to == Destination::Note {
            self.state.style = Style::default();
            self.state.role = Role::Body;
        }
    }

    fn symbol(&mut self, symbol: u8, fresh: bool) {
        match symbol {
            b'*' => {
                self.state.optional = true;
                self.state.fresh = fresh;
            }
            b'~' => self.text(" "),
            b'_' => self.text("-"),
            b'\\' | b'{' | b'}' => {
                self.text((symbol as char).encode_utf8(&mut [0; 4]));
            }
            b'\n' | b'\r' => self.paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        let state = &mut self.state;
        match word {
            "par" | "sect" | "page" => self.paragraph(),
            "line" | "nestrow" => self.here().break_line(),
            "tab" | "nestcell" => self.here().tab(),
            "cell" => {
                let cell = std::mem::take(&mut self.cell);
                self.row.push(cell.finish());
                self.number += 1;
            }
            "row" => self.end_row(),
            "trowd" | "intbl" => state.cell = true,
            "pard" => {
                state.cell = false;
                state.role = Role::Body;
            }
            "plain" => state.style = Style::default(),
            "b" => state.style.bold = is_on,
            "i" => state.style.italic = is_on,
            "super" => state.style.superscript = is_on,
            "up" => state.style.superscript = number.unwrap_or(6) > 0,
            "nosupersub" | "sub" => state.style.superscript = false,
            "v" | "deleted" => state.hidden = is_on,
            "ls" if !matches!(state.role, Role::Heading(_)) => {
                state.role = Role::Item(0);
            }
            "ilvl" => {
                if let (Role::Item(_), Some(level)) = (state.role, number) {
                    state.role = Role::Item(u8::try_from(level).unwrap_or(0));
                }
            }
            "pnlvlblt" | "pnlvlbody" => state.role = Role::Item(0),
            "outlinelevel" => {
                let level = number.and_then(|n| u8::try_from(n).ok());
                if let Some(level) = level.filter(|&level| level < 9) {
                    state.role = Role::Heading(level + 1);
                }
            }
            "s" if state.destination == Destination::Styles => {
                self.style = (number.unwrap_or(0), String::new());
            }
            "s" => {
                let style = number.unwrap_or(0);
                if let Some(&level) = self.levels.get(&style) {
                    state.role = Role::Heading(level);
                }
            }
            "uc" => {
                let skip = usize::try_from(number.unwrap_or(1));
                state.skip = skip.unwrap_or(1).min(16);
            }
            "ansicpg" => self.page = number.and_then(words::code_page),
            "mac" => self.page = words::code_page(10000),
            "deff" => {
                self.default_font = number.unwrap_or(0);
                state.font = self.default_font;
            }
            "f" => state.font = number.unwrap_or(self.default_font),
            "fcharset" if state.destination == Destination::Fonts => {
                let encoding = number.and_then(words::character_set);
                if let Some(encoding) = encoding {
                    self.fonts.insert(state.font, encoding);
                }
            }
            _ => {
                if let Some(text) = words::character(word) {
                    self.text(text);
                }
            }
        }
    }

    /// The flow that text goes to now.
    fn here(&mut self) -> &mut Flow {
        if self.state.destination == Destination::Note {
            &mut self.notes
        } else if self.state.cell {
            &mut self.cell
        } else {
            &mut self.flow
        }
    }

    fn paragraph(&mut self) {
        if self.state.destination == Destination::Body {
            self.number += 1;
        }
        if self.state.destination != Destination::Nowhere {
            self.here().close();
        }
    }

    fn end_row(&mut self) {
        let cell = std::mem::take(&mut self.cell).finish();
        if !cell.is_empty() {
            self.row.push(cell);
        }
        let cells = std::mem::take(&mut self.row);
        self.flow.append(table::row(cells));
    }

    /// Adds a character in Unicode, given by one of its 16-bit units.
    fn unicode(&mut self, unit: i32) {
        // Negative numbers stand for those beyond 32767.
        let unit = (unit & 0xffff) as u16;
        self.skipped = self.state.skip;
        let units: Vec<u16> = self.half.take().into_iter().collect();
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let both = units.into_iter().chain([unit]);
        let text: String = char::decode_utf16(both).flatten().collect();
        self.text(&text);
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self
            .fonts
            .get(&self.state.font)
            .copied()
            .or(self.page)
            .unwrap_or(WINDOWS_1252);
        let text = encoding.decode_without_bom_handling(&bytes).0;
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        if self.state.hidden {
            return;
        }
        let slot = match self.state.destination {
            Destination::Nowhere | Destination::Fonts => return,
            Destination::Styles => return self.style_name(text),
            Destination::Author => &mut self.metadata.author,
            Destination::Title => &mut self.metadata.title,
            Destination::Instruction => {
                if let Some(place) = self.state.field {
                    self.fields[place].push_str(text);
                }
                return;
            }
            Destination::Body | Destination::Note => {
                return self.running_text(text);
            }
        };
        slot.get_or_insert_default().push_str(text);
    }

    fn running_text(&mut self, text: &str) {
        let State { style, role, field, .. } = self.state;
        let link = field.and_then(|place| target(&self.fields[place]));
        let link = link.map(str::to_owned);
        let number = self.number + 1;
        let flow = self.here();
        if flow.at_block_start() {
            flow.set_role(role);
        }
        flow.text(text, style, link.as_deref(), number);
    }

    /// Reads on in the name of a style; `heading 2;` ends it.
    fn style_name(&mut self, text: &str) {
        self.style.1.push_str(text);
        let Some(name) = self.style.1.trim().strip_suffix(';') else { return };
        let name = name.to_lowercase();
        let level = match name.strip_prefix("heading ") {
            Some(level) => level.trim().parse().ok(),
            None if name == "title" => Some(1),
            None => None,
        };
        if let Some(level) = level {
            self.levels.insert(self.style.0, level);
        }
        self.style = (-1, String::new());
    }

    fn finish(mut self) -> Result<Vec<Raw>, SkipReason> {
        self.flush();
        self.end_row();
        self.flow.append(self.notes.finish());
        let blocks = self.flow.finish();
        if blocks.is_empty() {
            return Err(SkipReason::Empty);
        }
        Ok(vec![Raw { blocks, metadata: self.metadata, facts: None }])
    }
}

/// The target of a field that links: `HYPERLINK "https://a.example/"`.
fn target(instruction: &str) -> Option<&str> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim();
    if rest.starts_with("\\l") {
        return None;
    }
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    };
    target.filter(|target| !target.is_empty())
}
