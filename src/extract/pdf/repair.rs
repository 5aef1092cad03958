//! Rewrites PDF files whose cross-references are lost.

/// Rewrites a file so that its objects can be found again, or None where
/// that does not help.
pub(super) fn rewritten(bytes: &[u8]) -> Option<Vec<u8>> {
    let start = bytes.windows(5).position(|head| head == b"%PDF-")?;
    let mut document = lopdf::Document::load_mem(&bytes[start..]).ok()?;
    if document.is_encrypted() || document.get_pages().is_empty() {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len());
    document.save_to(&mut out).ok()?;
    Some(out)
}
