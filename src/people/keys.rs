//! What two profiles of one human can have in common, made comparable.

use std::cmp::Ordering;

use crate::gazetteer::institution;
use crate::model::{Identity, PersonName, fold_name};

/// What profiles are found by that may be about the same human; equal for
/// equal values, and for others hardly ever.
pub type Key = u64;

/// Bytes that a key takes when stored.
pub const KEY_BYTES: usize = 6;

/// What a profile is found by besides its name.
pub(super) struct Keys {
    pub(super) folder: Option<Key>,
    pub(super) orcid: Option<Key>,
    /// E-mail addresses and homepages.
    pub(super) addresses: Vec<Key>,
    /// What the user said of several profiles at once.
    pub(super) marks: Vec<Key>,
}

impl Keys {
    pub(super) fn of(identity: &Identity) -> Keys {
        let owner = &identity.owner;
        let emails = owner.emails.iter().map(|e| e.to_lowercase());
        let homepages = owner.homepages.iter().map(|h| homepage_key(h));
        let addresses = emails.chain(homepages);
        let marks = identity.marks.same.iter();
        Keys {
            folder: folder(&identity.path).map(|f| key("folder", f)),
            orcid: owner.orcid.as_deref().map(|o| key("orcid", o)),
            addresses: addresses.map(|a| key("address", &a)).collect(),
            marks: marks.map(|m| key("mark", &m.to_string())).collect(),
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Key> {
        self.folder.into_iter().chain(self.without_folder())
    }

    pub(super) fn without_folder(&self) -> impl Iterator<Item = Key> {
        let several = self.addresses.iter().chain(&self.marks);
        self.orcid.into_iter().chain(several.copied())
    }
}

/// The key of all that can bear a name: family name and first initial.
pub(super) fn name_key(name: &PersonName) -> Key {
    let family = name.family().replace([' ', '-'], "");
    let initial = name.given().first().and_then(|g| g.chars().next());
    let initial = initial.map_or(String::new(), String::from);
    key("name", &format!("{family},{initial}"))
}

/// FNV-1a: the same in every build, for keys are stored.
fn key(kind: &str, value: &str) -> Key {
    let bytes = kind.bytes().chain([0]).chain(value.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash >> (64 - 8 * KEY_BYTES)
}

/// The order in which profiles are joined: by path, so that neither threads
/// nor the order of runs change who is joined and who is called what.
pub(super) fn in_order(a: &Identity, b: &Identity) -> Ordering {
    let one = (&a.path, &a.id, &a.owner.name);
    one.cmp(&(&b.path, &b.id, &b.owner.name))
}

/// The folder a file lies in; None for a file at the top. What site
/// generators spread over folders of their own (`_pages`, `_publications`,
/// `content/publication`) lies in the folder of the site.
fn folder(path: &str) -> Option<&str> {
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
fn homepage_key(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, b)| b);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let bare = bare.split(['#', '?']).next().unwrap_or(bare);
    let bare = bare.trim_end_matches("index.html").trim_end_matches('/');
    bare.to_owned()
}
