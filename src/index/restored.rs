//! A profile out of its entries: what the next commit needs of it, without
//! its file being read.

use super::entry::EntryKind;
use super::files::Record;
use super::identities::decode_identity;
use super::lookup::Located;
use super::store::Snapshot;
use super::stored::Entry;
use crate::error::Result;
use crate::model::{
    Education, Passage, Position, Profile, Publication, SectionKind,
    SourceDocument,
};

impl Snapshot {
    /// The profiles of a file as far as the index knows them: adding them
    /// makes the entries that reading the file again would make. None where
    /// the file is left out, where the user says something of one of them,
    /// and where something is missing.
    pub fn restored(&self, file: &Record<'_>) -> Result<Option<Vec<Profile>>> {
        if file.is_skipped() {
            return Ok(None);
        }
        file.profiles().map(|number| self.profile(number, file)).collect()
    }

    fn profile(
        &self,
        number: u32,
        file: &Record<'_>,
    ) -> Result<Option<Profile>> {
        let record = self.people().identity(number);
        let Some(identity) = decode_identity(record, file.path) else {
            return Ok(None);
        };
        if identity.marks.touched {
            return Ok(None);
        }
        let mut profile = Profile {
            id: identity.id,
            person: identity.owner,
            document: SourceDocument {
                path: file.path.to_owned(),
                format: file.format.to_owned(),
                language: None,
                sought: file.sought(),
            },
            ..Profile::default()
        };
        let mut headers = 0;
        for Located { kind, entry, .. } in self.entries_in(number)? {
            match kind {
                EntryKind::Header => {
                    if !head(&mut profile, entry) {
                        return Ok(None);
                    }
                    headers += 1;
                }
                EntryKind::Publication => {
                    profile.publications.push(publication(entry));
                }
                EntryKind::Passage(section) => {
                    put(&mut profile, section, passage(entry));
                }
            }
        }
        Ok(Some(profile).filter(|_| headers == 1))
    }
}

/// Tells whether the header has its facts.
fn head(profile: &mut Profile, entry: Entry) -> bool {
    profile.interests = entry.interests().map(str::to_owned).collect();
    let Some(facts) = entry.facts else { return false };
    profile.document.language = facts.language;
    if facts.has_positions {
        profile.positions.push(Position::default());
    }
    if facts.has_education {
        let advisors = facts.advisors;
        profile.education.push(Education { advisors, ..Education::default() });
    }
    true
}

fn publication(entry: Entry) -> Publication {
    let subjects = entry.subjects().map(str::to_owned).collect();
    let [venue, venue_name, venue_raw] = entry.venue_read;
    Publication {
        title: entry.title,
        authors: entry.authors,
        authors_truncated: entry.authors_truncated,
        venue,
        venue_name,
        venue_raw,
        year: entry.year,
        status: entry.status,
        track: entry.track,
        notes: entry.notes,
        doi: entry.doi,
        arxiv: entry.arxiv,
        links: entry.links,
        summary: entry.summary,
        subjects,
        page: entry.page,
        line: entry.line,
        ..Publication::default()
    }
}

fn passage(entry: Entry) -> Passage {
    Passage {
        text: entry.text,
        year: entry.year,
        page: entry.page,
        line: entry.line,
        ..Passage::default()
    }
}

fn put(profile: &mut Profile, section: SectionKind, passage: Passage) {
    match section {
        SectionKind::Awards => profile.awards.push(passage),
        SectionKind::Talks => profile.talks.push(passage),
        SectionKind::Teaching => profile.teaching.push(passage),
        SectionKind::Students => profile.students.push(passage),
        SectionKind::Service => profile.service.push(passage),
        other => profile.passages.push((other, passage)),
    }
}
