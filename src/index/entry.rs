//! Entries: what is indexed and scored.

use crate::model::{Passage, Profile, Publication, SectionKind, Status};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    /// What a profile says of the person: name, titles, affiliations,
    /// interests. Exactly one a profile.
    Header,
    /// One publication.
    Publication,
    /// One passage of a section.
    Passage(SectionKind),
}

impl EntryKind {
    /// The number in the fast field `kind`.
    #[must_use]
    pub fn code(self) -> u64 {
        match self {
            EntryKind::Header => 0,
            EntryKind::Publication => 1,
            EntryKind::Passage(section) => 2 + section as u64,
        }
    }

    /// The kind a number of the fast field `kind` stands for.
    #[must_use]
    pub fn from_code(code: u64) -> EntryKind {
        match code {
            0 => EntryKind::Header,
            1 => EntryKind::Publication,
            code => usize::try_from(code - 2)
                .ok()
                .and_then(|i| SectionKind::ALL.get(i))
                .copied()
                .map_or(EntryKind::Header, EntryKind::Passage),
        }
    }

    /// The word used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EntryKind::Header => "profile",
            EntryKind::Publication => "publication",
            EntryKind::Passage(section) => section.name(),
        }
    }
}

/// The number of a status in the fast field `status`.
#[must_use]
pub fn status_code(status: Status) -> u64 {
    match status {
        Status::Published => 1,
        Status::Accepted => 2,
        Status::Submitted => 3,
        Status::Preprint => 4,
    }
}

pub(super) fn status_from_code(code: u64) -> Option<Status> {
    let all = Status::ALL.iter().map(|(status, _)| *status);
    all.into_iter().find(|status| status_code(*status) == code)
}

/// The same paper in five CVs is one work: equal for equal titles, 0 for a
/// title without letters.
#[must_use]
pub fn work(publication: &Publication) -> u64 {
    let key = publication.title_key();
    if key.is_empty() {
        return 0;
    }
    let hash = blake3::hash(key.as_bytes());
    let (first, _) = hash.as_bytes().split_first_chunk().expect("32 bytes");
    // Six bytes tell millions of works apart, and are two less to keep.
    (u64::from_le_bytes(*first) >> 16).max(1)
}

/// One entry about to be indexed, with the profile it is from.
#[derive(Clone, Copy, Debug)]
pub enum EntryView<'a> {
    /// The profile's header.
    Header(&'a Profile),
    /// A publication of it.
    Publication(&'a Profile, &'a Publication),
    /// A passage of it.
    Passage(&'a Profile, SectionKind, &'a Passage),
}

impl<'a> EntryView<'a> {
    /// All entries of a profile, the header first.
    pub fn all(
        profile: &'a Profile,
    ) -> impl Iterator<Item = EntryView<'a>> + 'a {
        let publications = profile
            .publications
            .iter()
            .map(move |p| EntryView::Publication(profile, p));
        let passages = profile
            .all_passages()
            .filter(|(_, passage)| !passage.text.is_empty())
            .map(move |(kind, p)| EntryView::Passage(profile, kind, p));
        std::iter::once(EntryView::Header(profile))
            .chain(publications)
            .chain(passages)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> EntryKind {
        match self {
            EntryView::Header(_) => EntryKind::Header,
            EntryView::Publication(..) => EntryKind::Publication,
            EntryView::Passage(_, section, _) => EntryKind::Passage(section),
        }
    }

    /// The publication, where it is one.
    #[must_use]
    pub fn publication(self) -> Option<&'a Publication> {
        match self {
            EntryView::Publication(_, publication) => Some(publication),
            EntryView::Header(_) | EntryView::Passage(..) => None,
        }
    }

    /// The profile, where this is its header.
    #[must_use]
    pub fn header(self) -> Option<&'a Profile> {
        match self {
            EntryView::Header(profile) => Some(profile),
            EntryView::Publication(..) | EntryView::Passage(..) => None,
        }
    }

    /// The profile it is from.
    #[must_use]
    pub fn profile(self) -> &'a Profile {
        match self {
            EntryView::Header(profile)
            | EntryView::Publication(profile, _)
            | EntryView::Passage(profile, ..) => profile,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_code() {
        let sections = SectionKind::ALL.iter().copied();
        for kind in [EntryKind::Header, EntryKind::Publication]
            .into_iter()
            .chain(sections.map(EntryKind::Passage))
        {
            assert_eq!(EntryKind::from_code(kind.code()), kind);
        }
    }
}
