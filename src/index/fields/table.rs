//! The rows: what each field finds, how it is indexed, and what of an entry
//! it holds.
//!
//! To add a field, add a row and raise [`crate::index::VERSION`].

use super::held::{
    acronyms, affiliations, author_position, has, names, owner, subjects, text,
};
use super::{Field, Kind, Scope};
use crate::index::analyzer::keyword;
use crate::index::entry::{EntryView, status_code};
use crate::index::gist;
use crate::index::repeats::without_repeats;
use crate::index::stored::{Entry, year_code};
use crate::model::{Publication, SectionKind};

/// Every field, in the order of the schema.
pub static FIELDS: &[Field] = &[
    Field {
        name: "profile",
        help: "number of the profile within the index",
        kind: Kind::Number,
        scope: Scope::Internal,
        boost: 0.0,
        values: |_, out| out.number(out.numbers.profile),
    },
    Field {
        name: "kind",
        help: "what the entry is",
        kind: Kind::Column,
        scope: Scope::Internal,
        boost: 0.0,
        values: |entry, out| out.number(entry.kind().code()),
    },
    Field {
        name: "work",
        help: "equal for the same paper in several profiles",
        kind: Kind::Column,
        scope: Scope::Internal,
        boost: 0.0,
        values: |_, out| {
            // Most entries are none.
            if out.numbers.work > 0 {
                out.number(out.numbers.work);
            }
        },
    },
    Field {
        name: "length",
        help: "words of the title without stop words",
        kind: Kind::Column,
        scope: Scope::Internal,
        boost: 0.0,
        values: |_, out| out.number(out.numbers.length),
    },
    Field {
        name: "author_position",
        help: "place of the owner among the authors from 1, 0 if unknown; \
               times 256, plus the number of authors",
        kind: Kind::Column,
        scope: Scope::Internal,
        boost: 0.0,
        values: author_position,
    },
    Field {
        name: "year",
        help: "year of a publication",
        kind: Kind::Column,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            let year = match entry {
                EntryView::Header(_) => None,
                EntryView::Publication(_, publication) => publication.year,
                EntryView::Passage(_, _, passage) => passage.year,
            };
            if year_code(year) > 0 {
                out.number(year_code(year));
            }
        },
    },
    Field {
        name: "status",
        help: "published, accepted, submitted, preprint",
        kind: Kind::Column,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            if let Some(status) = entry.publication().and_then(|p| p.status) {
                out.number(status_code(status));
            }
        },
    },
    Field {
        name: "title",
        help: "words of a publication's title",
        kind: Kind::Prose,
        scope: Scope::Publication,
        boost: 1.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                out.text(&publication.title);
            }
        },
    },
    Field {
        name: "text",
        help: "all other words of the profile",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.5,
        values: text,
    },
    Field {
        name: "exact",
        help: "words as they are written, of titles and other text",
        kind: Kind::Exact,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            out.title();
            text(entry, out);
        },
    },
    Field {
        name: "author",
        help: "an author; `\"Liu, Z\"` finds every spelling it can mean",
        kind: Kind::Names,
        scope: Scope::Publication,
        boost: 0.5,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                out.names(names(&publication.authors));
                if publication.authors.is_empty() {
                    // Lists of one's own papers often leave oneself out.
                    out.names(entry.profile().person.name.as_deref());
                }
            }
        },
    },
    Field {
        name: "venue",
        help: "where a paper appeared, under any of the venue's names",
        kind: Kind::Keyword,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                let raw = publication.venue_raw.as_ref();
                out.option(publication.venue.as_ref().or(raw));
            }
        },
    },
    Field {
        name: "venue_words",
        help: "words of the venue's names",
        kind: Kind::Prose,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                let Publication { venue, venue_name, venue_raw, .. } =
                    publication;
                let names = [venue, venue_name, venue_raw];
                let names: Vec<&str> =
                    names.into_iter().filter_map(Option::as_deref).collect();
                for name in without_repeats(&names) {
                    out.text(name);
                }
            }
        },
    },
    Field {
        name: "doi",
        help: "a DOI or arXiv identifier",
        kind: Kind::Terms,
        scope: Scope::Publication,
        boost: 0.0,
        values: |entry, out| {
            if let Some(publication) = entry.publication() {
                out.option(publication.doi.as_ref());
                out.option(publication.arxiv.as_ref());
            }
        },
    },
    Field {
        name: "name",
        help: "the person's name",
        kind: Kind::Names,
        scope: Scope::Person,
        boost: 1.0,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                let variants = owner.name_variants.iter().map(String::as_str);
                out.names(owner.name.as_deref().into_iter().chain(variants));
            }
        },
    },
    Field {
        name: "affiliation",
        help: "a university, institute or company the person belongs to",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.5,
        values: |entry, out| {
            for affiliation in owner(entry).into_iter().flat_map(affiliations)
            {
                out.text(affiliation);
            }
        },
    },
    Field {
        name: "organization",
        help: "an affiliation as a whole value",
        kind: Kind::Keyword,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                let all = owner.affiliations.iter();
                out.texts(all.map(|affiliation| &affiliation.organization));
            }
        },
    },
    Field {
        name: "topic",
        help: "a subject named as an interest, or of a publication",
        kind: Kind::Keyword,
        scope: Scope::Person,
        boost: 0.0,
        values: subjects,
    },
    Field {
        name: "interest",
        help: "words of such a subject, or that an abstract keeps coming \
               back to",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            subjects(entry, out);
            let summary = entry.publication().and_then(|p| p.summary.as_ref());
            for run in summary.into_iter().flat_map(|text| gist(text)) {
                out.text(run);
            }
        },
    },
    Field {
        name: "role",
        help: "the person's title, such as professor",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.5,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                out.texts(&owner.titles);
            }
        },
    },
    Field {
        name: "award",
        help: "words of a prize, scholarship or honour",
        kind: Kind::Prose,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let EntryView::Passage(_, SectionKind::Awards, award) = entry {
                out.text(&award.text);
            }
        },
    },
    Field {
        name: "advisor",
        help: "who supervised a degree",
        kind: Kind::Names,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(profile) = entry.header() {
                let all = profile.education.iter().flat_map(|e| &e.advisors);
                out.names(all.map(String::as_str));
            }
        },
    },
    Field {
        name: "lang",
        help: "language of the document, as `en`",
        kind: Kind::Keyword,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(profile) = entry.header() {
                out.option(profile.document.language.as_ref());
            }
        },
    },
    Field {
        name: "path",
        help: "a word of the document's path",
        kind: Kind::Exact,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(profile) = entry.header() {
                out.text(&profile.document.path);
            }
        },
    },
    Field {
        name: "email",
        help: "an e-mail address",
        kind: Kind::Terms,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                for email in &owner.emails {
                    out.text(&keyword(email));
                }
            }
        },
    },
    Field {
        name: "orcid",
        help: "an ORCID iD",
        kind: Kind::Terms,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            out.option(owner(entry).and_then(|owner| owner.orcid.as_ref()));
        },
    },
    Field {
        name: "has",
        help: "what a profile states: email, orcid, homepage, publications",
        kind: Kind::Terms,
        scope: Scope::Person,
        boost: 0.0,
        values: has,
    },
    Field {
        name: "tag",
        help: "a word set in `vitae.toml`",
        kind: Kind::Keyword,
        scope: Scope::Person,
        boost: 0.0,
        values: |entry, out| {
            if let Some(owner) = owner(entry) {
                out.texts(&owner.tags);
            }
        },
    },
    Field {
        name: "acronym",
        help: "an acronym that a text introduces, with its long form",
        kind: Kind::Terms,
        scope: Scope::Internal,
        boost: 0.0,
        values: acronyms,
    },
    Field {
        name: "entry",
        help: "the entry itself",
        kind: Kind::Stored,
        scope: Scope::Internal,
        boost: 0.0,
        values: |entry, out| {
            out.document.add_text(out.field, Entry::encode(entry));
        },
    },
];
