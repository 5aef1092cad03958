//! Zip packages of XML parts, as word processors write them: bounded
//! unpacking and a plain walk over the elements.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::model::SkipReason;

/// The most one part may unpack to, in bytes.
const LARGEST_PART: u64 = 32 << 20;

/// The most parts a package may have.
const MOST_PARTS: usize = 20_000;

/// The deepest that elements may nest.
const DEEPEST: usize = 4_000;

/// An opened package.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, SkipReason> {
        // Word wraps a document with a password into an OLE file.
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Err(SkipReason::Encrypted);
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| SkipReason::Malformed(error.to_string()))?;
        if archive.len() > MOST_PARTS {
            return Err(malformed("too many parts"));
        }
        Ok(Package(archive))
    }

    /// The text of a part; None where there is no such part.
    pub(super) fn part(
        &mut self,
        name: &str,
    ) -> Result<Option<String>, SkipReason> {
        let Some(place) = self.0.index_for_name(name) else {
            return Ok(None);
        };
        let file = self
            .0
            .by_index(place)
            .map_err(|error| SkipReason::Malformed(error.to_string()))?;
        if file.encrypted() {
            return Err(SkipReason::Encrypted);
        }
        let mut bytes = Vec::new();
        // What unpacks with an error at its end may still hold most text.
        let outcome = file.take(LARGEST_PART + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > LARGEST_PART {
            return Err(SkipReason::TooLarge(LARGEST_PART));
        }
        match outcome {
            Err(error) if bytes.is_empty() => {
                Err(SkipReason::Malformed(error.to_string()))
            }
            _ => Ok(super::encoding::decode(&bytes).map(|t| t.into_owned())),
        }
    }
}

/// Whether bytes are a zip file that names `part` where zip files name
/// their parts: at their start and at their end.
pub(super) fn is_package(bytes: &[u8], part: &str) -> bool {
    const REACH: usize = 1 << 16;
    let holds = |bytes: &[u8]| {
        bytes.windows(part.len()).any(|window| window == part.as_bytes())
    };
    bytes.starts_with(b"PK\x03\x04")
        && (holds(&bytes[..bytes.len().min(REACH)])
            || holds(&bytes[bytes.len().saturating_sub(REACH)..]))
}

/// A piece of an XML part; names are without their prefix.
pub(super) enum Node<'a> {
    Open(&'a str, Attributes<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The names of all attributes, their prefixes left out.
    pub(super) fn names(&self) -> Vec<String> {
        let mut all = self.0.attributes();
        let all = all.with_checks(false).flatten();
        all.map(|one| one.key.local_name().into_inner().to_owned()).collect()
    }

    /// The value of the attribute of a name, its prefix left out.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .map(|attribute| {
                match attribute.normalized_value(XmlVersion::Implicit1_0) {
                    Ok(value) => value.into_owned(),
                    Err(_) => attribute.value.into_owned(),
                }
            })
    }
}

/// Walks over a part. Entities are not expanded, but for those of XML
/// itself; what follows an error is left out.
pub(super) fn walk(
    xml: &str,
    mut visit: impl FnMut(Node<'_>),
) -> Result<(), SkipReason> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(malformed("elements nest too deep"));
                }
                let name = element.name().local_name().into_inner();
                visit(Node::Open(name, Attributes(&element)));
            }
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                visit(Node::Close(element.name().local_name().into_inner()));
            }
            Ok(Event::Text(text)) => visit(Node::Text(&text)),
            Ok(Event::CData(text)) => visit(Node::Text(&text)),
            Ok(Event::GeneralRef(entity)) => {
                let character = match entity.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    _ => predefined(&entity.xml10_content()),
                };
                if let Some(character) = character {
                    visit(Node::Text(character.encode_utf8(&mut [0; 4])));
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn predefined(name: &str) -> Option<char> {
    const ENTITIES: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
    ];
    ENTITIES.iter().find(|entity| entity.0 == name).map(|entity| entity.1)
}

fn malformed(what: &str) -> SkipReason {
    SkipReason::Malformed(what.to_owned())
}
