//! Which sections of a document are lists of publications, and what they
//! hold.

use super::Reader;
use super::conferences::{
    Gathering, gathering, heads_gathering, heads_read_papers, heads_refereed,
    names_gathering, were_read,
};
use super::publications::{self, Doubt, Legend, List};
use super::without_repeats;
use crate::model::{PersonName, Publication, Section, SectionKind};

impl<'a> Reader<'a> {
    /// The publications of one owner, in order: those of lists that say so,
    /// and of what follows such a list or stands alone and looks like one.
    pub(super) fn listed(
        &self,
        owner: Option<&PersonName>,
        legend: &Legend,
    ) -> Vec<Publication> {
        let told: Vec<bool> =
            self.sections.iter().map(|s| self.is_list(s)).collect();
        let none_told = !told.contains(&true);
        let sections = || self.sections.iter().zip(told.iter().copied());
        // Above a list that says so stands whose it is, or a part of it.
        let heads = |s: &Section| s.kind == SectionKind::Contact && !none_told;
        let (sure, doubtful): (Vec<_>, Vec<_>) = if self.is_list {
            sections()
                .filter(|(s, told)| *told || self.is_unknown(s))
                .partition(|(s, told)| *told || !heads(s))
        } else {
            let behind = sections()
                .skip_while(|(_, told)| !none_told && !told)
                .filter(|(s, _)| self.may_be_list(s, none_told));
            (sections().filter(|(_, told)| *told).collect(), behind.collect())
        };
        let lists: Vec<List> =
            sure.iter().map(|(s, _)| self.list(s)).collect();
        let mut found = publications::parse(&lists, owner, legend);
        let doubtful = doubtful.into_iter().map(|(s, _)| (s, Doubt::Unknown));
        let known = self.sections.iter().filter_map(|section| {
            let doubt = self.doubt(section, !none_told, owner.is_some())?;
            Some((section, doubt))
        });
        for (section, doubt) in doubtful.chain(known) {
            let list = [self.list(section)];
            let read =
                publications::parse_doubtful(&list, owner, legend, doubt);
            found.extend(read);
        }
        found.sort_by_key(|publication| publication.span);
        without_repeats(&mut found);
        found
    }

    /// A section as a list.
    fn list(&self, section: &Section) -> List<'_> {
        List {
            document: self.document,
            lines: &self.lines[section.lines.clone()],
            heading: section
                .heading
                .map_or(self.list_title, |span| self.document.slice(span)),
        }
    }

    /// Whether a section is a list by what its heading says; "Conferences"
    /// may head papers, or talks.
    fn is_list(&self, section: &Section) -> bool {
        use SectionKind::{Publications, Talks};
        let list = self.list(section);
        let held = match section.kind {
            Publications | Talks if heads_gathering(list.heading) => {
                gathering(&list)
            }
            Talks if heads_refereed(list.heading) => gathering(&list),
            Publications
                if heads_read_papers(list.heading)
                    && self.has_list_beside(section)
                    && were_read(&list) =>
            {
                Gathering::Talks
            }
            _ => Gathering::Unsaid,
        };
        match held {
            Gathering::Papers => {
                self.sections.iter().any(|s| s.kind == Publications)
            }
            Gathering::Talks => false,
            Gathering::Unsaid => {
                section.kind == Publications && !self.is_of_talks(section)
            }
        }
    }

    /// Whether the papers that are out have a section of their own beside
    /// another.
    fn has_list_beside(&self, section: &Section) -> bool {
        self.sections.iter().any(|other| {
            let heading = self.list(other).heading;
            other.kind == SectionKind::Publications
                && other.lines.start != section.lines.start
                && other.heading.is_some()
                && !heads_read_papers(heading)
                && !heads_gathering(heading)
        })
    }

    /// Whether a section stands below a heading that no table knows: "Book
    /// Project", "Analysis & General Audience".
    fn is_unknown(&self, section: &Section) -> bool {
        let open = match section.kind {
            SectionKind::Contact => !section.known,
            SectionKind::Other => self.is_list || !section.known,
            _ => false,
        };
        open && !self.is_of_talks(section)
    }

    /// Whether a section may be a list without saying so. Where no other does,
    /// it may stand under "Research", or follow a heading that tells something
    /// else: "Additional Information".
    fn may_be_list(&self, section: &Section, none_told: bool) -> bool {
        use SectionKind::{Contact, Other, Projects};
        self.is_unknown(section)
            || none_told && matches!(section.kind, Contact | Projects | Other)
    }

    /// Why a section whose heading is known may be a list nevertheless:
    /// "Ongoing research projects" may be papers; on a page of such, what
    /// follows the "Contact" in its margin; "References" those to the works of
    /// an owner who is named.
    fn doubt(
        &self,
        section: &Section,
        told: bool,
        named: bool,
    ) -> Option<Doubt> {
        match section.kind {
            SectionKind::Projects if section.known => {
                (told || self.is_list).then_some(Doubt::ToldOtherwise)
            }
            SectionKind::References => named.then_some(Doubt::ToldOtherwise),
            SectionKind::Contact if section.known => {
                self.is_list.then_some(Doubt::Unknown)
            }
            _ => None,
        }
    }

    /// Whether a section whose heading does not tell papers is a part of one
    /// of talks: "National conferences" below "Presentations". On printed
    /// pages the size of a heading says too little of what it is a part of.
    fn is_of_talks(&self, section: &Section) -> bool {
        /// Sections between a heading and the one it is a part of, at most.
        const REACH: usize = 64;
        let heading = section.heading.map(|span| self.document.slice(span));
        let gathers = |heading| match section.known {
            true => heads_gathering(heading),
            false => names_gathering(heading),
        };
        if !heading.is_some_and(gathers) || self.is_printed {
            return false;
        }
        let level = |s: &Section| s.heading.map(|_| s.level);
        let Some(own) = level(section).filter(|own| *own > 0) else {
            return false;
        };
        let start = section.lines.start;
        let end = self.sections.partition_point(|s| s.lines.start < start);
        let mut least = own;
        for before in self.sections[..end].iter().rev().take(REACH) {
            let Some(level) = level(before).filter(|l| *l > 0) else { break };
            if level < least {
                least = level;
                if before.kind == SectionKind::Talks {
                    return true;
                }
            }
        }
        false
    }
}
