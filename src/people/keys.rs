//! What two profiles of one human can have in common, made comparable.

use crate::gazetteer::institution;
use crate::model::fold_name;

/// The folder a file lies in; None for a file at the top. What site
/// generators spread over folders of their own (`_pages`, `_publications`,
/// `content/publication`) lies in the folder of the site.
pub(super) fn folder(path: &str) -> Option<&str> {
    let (folder, _) = path.rsplit_once('/')?;
    let is_part = |below: &str| {
        below.starts_with('_')
            || below.starts_with("content/publication")
            || below.starts_with("content/authors")
    };
    let site = folder.match_indices('/').map(|(end, _)| end);
    let mut site = site.filter(|end| is_part(&folder[end + 1..]));
    Some(&folder[..site.next().unwrap_or(folder.len())])
}

/// An organization under its usual name, folded.
pub(super) fn organization_key(printed: &str) -> String {
    let known = institution::by_alias(printed).map(|known| known.name());
    fold_name(known.unwrap_or(printed))
}

/// A homepage without scheme, `www.`, index file and final slash.
pub(super) fn homepage_key(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, b)| b);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let bare = bare.split(['#', '?']).next().unwrap_or(bare);
    let bare = bare.trim_end_matches("index.html").trim_end_matches('/');
    bare.to_owned()
}
