//! Reads what a PDF file says about itself.

use pdfboss_core::{Document, Object};

use crate::model::Metadata;

/// Title, author and language: from the information dictionary, and where
/// that is silent from the XMP packet.
pub(super) fn about(document: &Document) -> Metadata {
    let info = document.metadata();
    let packet = xmp(document);
    let told = |entry: Option<String>, element: &str| {
        entry
            .and_then(|text| tidy(&text))
            .or_else(|| tidy(&value(packet.as_deref()?, element)?))
    };
    Metadata {
        title: told(info.title, "dc:title"),
        author: told(info.author, "dc:creator"),
        language: document.language(),
        ..Metadata::default()
    }
}

/// Cuts off what word processors put before a title; None for nothing.
fn tidy(text: &str) -> Option<String> {
    let bare = text.trim();
    let bare = bare.strip_prefix("Microsoft Word - ").unwrap_or(bare);
    (!bare.is_empty()).then(|| bare.to_owned())
}

/// The XMP packet of the file.
fn xmp(document: &Document) -> Option<String> {
    let root = document.resolve(document.xref().trailer.get("Root")?).ok()?;
    let metadata = root.as_dict()?.get("Metadata")?;
    let Object::Stream(stream) = document.resolve(metadata).ok()? else {
        return None;
    };
    let bytes = document.stream_data(&stream).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of the first element of a name, without the tags inside.
fn value(packet: &str, element: &str) -> Option<String> {
    let (_, rest) = packet.split_once(&format!("<{element}>"))?;
    let (inside, _) = rest.split_once(&format!("</{element}>"))?;
    let mut text = String::new();
    for piece in inside.split('<') {
        let shown = piece.split_once('>').map_or("", |(_, shown)| shown);
        text.push_str(shown.trim());
    }
    for (entity, c) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
    {
        text = text.replace(entity, c);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_names_title_and_author() {
        let packet = "<dc:title>\n <rdf:Alt><rdf:li xml:lang='x'>CV &amp; \
                      List</rdf:li></rdf:Alt></dc:title><dc:creator>\
                      <rdf:Seq><rdf:li>Ada Lovelace</rdf:li></rdf:Seq>\
                      </dc:creator>";
        for (element, want) in [
            ("dc:title", Some("CV & List")),
            ("dc:creator", Some("Ada Lovelace")),
            ("dc:subject", None),
        ] {
            assert_eq!(value(packet, element).as_deref(), want);
        }
    }
}
