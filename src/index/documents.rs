//! Stored entries, read back without tantivy's documents in between.
//!
//! Tantivy makes a document of what is stored byte by byte, which takes
//! longer than to find and decompress it. Ours have one field, the entry,
//! whose bytes stand behind a short frame.

use tantivy::directory::OwnedBytes;
use tantivy::store::StoreReader;
use tantivy::{DocId, SegmentReader, TantivyError};

/// How many fields there are, which field it is, and of which type: before
/// the length of the entry.
const FRAME: usize = 1 + 4 + 1;

/// The bit of a length's last byte.
const LAST: u8 = 0x80;

/// What is stored of a segment.
pub(super) struct Documents(StoreReader);

impl Documents {
    /// Opens a segment's; so many blocks are kept once they are
    /// decompressed.
    pub(super) fn open(
        segment: &SegmentReader,
        blocks: usize,
    ) -> Result<Documents, TantivyError> {
        Ok(Documents(segment.get_store_reader(blocks)?))
    }

    /// The bytes of an entry.
    pub(super) fn entry(
        &self,
        doc: DocId,
    ) -> Result<OwnedBytes, TantivyError> {
        let document = self.0.get_document_bytes(doc)?;
        let start = start(&document).unwrap_or(document.len());
        Ok(document.slice(start..document.len()))
    }
}

/// Where the only field of a document begins.
fn start(document: &[u8]) -> Option<usize> {
    let length = document.get(FRAME..)?;
    let last = length.iter().position(|byte| byte & LAST != 0)?;
    Some(FRAME + last + 1)
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{STORED, Schema, Value};
    use tantivy::{DocAddress, Index, TantivyDocument, doc};

    use super::*;

    #[test]
    fn the_frame_of_a_document_is_that_of_tantivy() {
        let mut schema = Schema::builder();
        schema.add_u64_field("first", tantivy::schema::INDEXED);
        let field = schema.add_text_field("entry", STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        for length in [0, 1, 127, 128, 20_000] {
            let text: String =
                (0..length).map(|i| char::from(i as u8 % 128)).collect();
            writer.add_document(doc!(field => text)).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let documents =
            Documents::open(searcher.segment_reader(0), 1).unwrap();
        for doc in 0..5 {
            let address = DocAddress::new(0, doc);
            let whole: TantivyDocument = searcher.doc(address).unwrap();
            let text = whole.get_first(field).unwrap().as_str().unwrap();
            let entry = documents.entry(doc).unwrap();
            assert_eq!(&*entry, text.as_bytes(), "{doc}");
        }
    }
}
