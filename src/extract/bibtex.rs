//! BibTeX and BibLaTeX entries into facts.

use std::collections::HashMap;

use super::{Format, Source, reference, tex};
use crate::model::{Profile, Publication, Raw, SkipReason, Span, Status};
use entries::Entry;
use names::authors;

mod entries;
mod lenient;
mod macros;
mod names;

pub(super) static FORMAT: Format = Format {
    name: "bibtex",
    extensions: &["bib", "bibtex"],
    sniff,
    version: 5,
    text: true,
    extract,
};

/// Fields that name the place of a work, more telling ones first; those with
/// an underscore are the usual way to hide a field from BibTeX styles.
const VENUES: &[&str] = &[
    "_venue",
    "venue",
    "journal",
    "journaltitle",
    "booktitle",
    "eventtitle",
    "shortjournal",
    "maintitle",
];

/// Places of works that appeared nowhere else.
const HOUSES: &[&str] = &["institution", "school", "organization"];

/// Fields with the venue's short name, as web page generators use them.
const SHORT_VENUES: &[&str] =
    &["abbr", "publication_acronym", "shortbooktitle", "acronym"];

/// What `abbr` says where it names a kind of work, not a venue.
const NO_VENUES: &[&str] = &[
    "tech report",
    "technical report",
    "blog",
    "blogpost",
    "blog post",
    "conf. proc.",
    "proceedings",
    "journal issue",
    "chapter",
    "book chapter",
    "report",
    "article",
    "paper",
    "poster",
    "preprint",
    "wp",
    "working paper",
    "job market paper",
    "jmp",
    "r&r",
    "talk",
    "thesis",
    "phd thesis",
    "master thesis",
    "msc thesis",
    "workshop",
    "journal",
    "conference",
    "book",
    "misc",
    "submitted",
    "in review",
    "under review",
    "to appear",
];

/// Fields that may tell how far a work has come.
const REMARKS: &[&str] = &[
    "pubstate",
    "note",
    "_note",
    "addendum",
    "status",
    "journal",
    "booktitle",
    "howpublished",
    "pages",
    "year",
    "date",
    "volume",
];

/// Keywords that tell how far a work has come and not what it is about.
const STATES: &[&str] = &[
    "accepted",
    "forthcoming",
    "in press",
    "preprint",
    "submitted",
    "under review",
    "working paper",
];

/// Fields with links.
const LINKS: &[&str] = &[
    "url",
    "html",
    "pdf",
    "website",
    "webpage",
    "code",
    "codeurl",
    "video",
    "slides",
    "slidesurl",
    "poster",
    "blog",
    "supp",
];

fn sniff(bytes: &[u8]) -> bool {
    const KINDS: &[&str] = &[
        "article{",
        "inproceedings{",
        "conference{",
        "misc{",
        "book{",
        "incollection{",
        "inbook{",
        "phdthesis{",
        "mastersthesis{",
        "techreport{",
        "unpublished{",
        "string{",
        "preamble{",
        "comment{",
    ];
    // Remarks may stand above, as managers of references leave them.
    let mut start = bytes.trim_ascii_start();
    while let Some(remark) = start.strip_prefix(b"%") {
        let end = remark.iter().position(|byte| *byte == b'\n');
        start = remark[end.unwrap_or(remark.len())..].trim_ascii_start();
    }
    let head = String::from_utf8_lossy(&start[..start.len().min(20)]);
    head.strip_prefix('@').is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        KINDS.iter().any(|kind| name.starts_with(kind))
    })
}

fn extract(source: &Source<'_>) -> Result<Vec<Raw>, SkipReason> {
    let (mut entries, broken) = entries::read(source.text());
    inherit_from_crossrefs(&mut entries);
    let mut raw = Raw::default();
    let mut facts = Box::<Profile>::default();
    for entry in &entries {
        let Some(mut publication) = publication(entry) else { continue };
        publication.line = entry.line;
        publication.span = Span::new(raw.blocks.len(), raw.blocks.len() + 1);
        let lines: Vec<&str> = entry.source.trim_end().lines().collect();
        raw.blocks.push(reference::block(&lines, entry.line));
        facts.publications.push(publication);
    }
    if facts.publications.is_empty() {
        return Err(SkipReason::Malformed(match broken {
            Some(line) => format!("no entry can be read; see line {line}"),
            None => "no entry with a title".into(),
        }));
    }
    raw.facts = Some(facts);
    Ok(vec![raw])
}

/// The first work of a text in BibTeX, as other formats hold one an entry.
pub(super) fn first(text: &str) -> Option<Publication> {
    entries::read(text).0.iter().find_map(publication)
}

/// Fills entries from those they cross-reference, and drops the latter:
/// volumes of proceedings are there for their papers' sake.
fn inherit_from_crossrefs(entries: &mut Vec<Entry<'_>>) {
    let mut parents: HashMap<String, Option<HashMap<String, String>>> =
        entries
            .iter()
            .filter_map(|entry| entry.tex("crossref"))
            .map(|key| (key.to_lowercase(), None))
            .collect();
    if parents.is_empty() {
        return;
    }
    for entry in &mut *entries {
        if let Some(place) = parents.get_mut(&entry.key.to_lowercase()) {
            let mut fields = entry.fields().clone();
            // A volume's title is the place of its papers.
            if let Some(title) = fields.remove("title") {
                fields.entry("booktitle".into()).or_insert(title);
            }
            fields.retain(|name, _| name != "author" && name != "crossref");
            *place = Some(fields);
        }
    }
    entries.retain(|e| !parents.contains_key(&e.key.to_lowercase()));
    for entry in entries {
        let key = entry.tex("crossref").map(str::to_lowercase);
        if let Some(Some(fields)) = key.and_then(|key| parents.get(&key)) {
            entry.inherit(fields);
        }
    }
}

/// Reads an entry; None where it has no title, or is a page that is nowhere:
/// what people note down of talks and visits.
fn publication(entry: &Entry<'_>) -> Option<Publication> {
    let placed = ["url", "doi", "eprint", "journal", "howpublished"];
    if entry.kind == "online"
        && placed.iter().all(|field| entry.tex(field).is_none())
        || is_talk(entry)
    {
        return None;
    }
    let text = |name: &str| entry.tex(name).map(plain);
    let mut title = reference::title(&text("title")?);
    if let Some(subtitle) = text("subtitle").filter(|s| !title.contains(s)) {
        title = format!("{title}: {}", reference::title(&subtitle));
    }
    // BibLaTeX's `venue` is where an event takes place.
    let is_event = entry.tex("eventtitle").is_some();
    let venues = VENUES.iter().filter(|name| !(is_event && **name == "venue"));
    let place = venues.filter_map(|name| entry.tex(name)).next().map(|tex| {
        macros::journal(tex).map_or_else(|| plain(tex), str::to_owned)
    });
    let place = place.filter(|place| !place.is_empty());
    let is_thesis = entry.kind.contains("thesis")
        || place.as_deref().is_some_and(reference::is_thesis);
    let is_report = matches!(&*entry.kind, "techreport" | "report");
    let (authors, authors_truncated) =
        authors(entry.first(&["author", "authors", "editor"]).unwrap_or(""));
    let year_of = |name| entry.tex(name).and_then(reference::year);
    let mut publication = Publication {
        title,
        authors,
        authors_truncated,
        year: ["year", "date", "eventdate"]
            .into_iter()
            .find_map(year_of)
            .or_else(|| year_within(place.as_deref()?)),
        doi: entry.tex("doi").and_then(reference::doi),
        arxiv: arxiv(entry),
        summary: text("abstract"),
        subjects: ["keywords", "keyword"]
            .into_iter()
            .filter_map(text)
            .flat_map(|words| reference::keywords(&words).collect::<Vec<_>>())
            .collect(),
        notes: notes(entry),
        links: links(entry),
        ..Publication::default()
    };
    publication.venue_raw = place;
    let short = entry.first(SHORT_VENUES).map(plain);
    let short = short.filter(|s| !NO_VENUES.contains(&&*s.to_lowercase()));
    let house = || entry.first(HOUSES).map(plain);
    let remarks = REMARKS.iter().filter_map(|name| entry.tex(name));
    let is_out = entry.first(&["volume", "doi", "pages"]).is_some();
    let states = STATES.iter().copied().filter(|state| {
        let mut words = publication.subjects.iter();
        !is_out && words.any(|word| word.eq_ignore_ascii_case(state))
    });
    let remarks: Vec<&str> = remarks.chain(states).collect();
    let remarks = remarks.join("; ").replace("\\&", "&");
    if is_thesis || is_report && publication.arxiv.is_none() {
        // Who awards a thesis or prints a report is no venue.
        let place = publication.venue_raw.take();
        publication.venue_raw = house().or(place);
        let remark = reference::remark(&remarks);
        publication.status = Some(remark.unwrap_or(Status::Published));
        return Some(publication);
    }
    if publication.venue_raw.is_none() {
        // "@misc{…, publisher = {PsyArXiv}}"
        let server =
            || text("publisher").filter(|p| reference::is_preprint_server(p));
        publication.venue_raw =
            short.clone().or_else(|| how(entry)).or_else(server);
    }
    if publication.venue_raw.is_none() && publication.arxiv.is_none() {
        publication.venue_raw = promised(entry).or_else(house);
    }
    reference::settle(&mut publication, &remarks);
    // Who prints a book is no venue.
    if publication.venue_raw.is_none() && entry.kind.ends_with("book") {
        publication.venue_raw = text("publisher");
    }
    if let (Some(short), Some(venue)) = (short, &mut publication.venue)
        && venue != "arXiv"
    {
        *venue = short;
    }
    Some(publication)
}

/// The year of "Workshop on Moss 2021"; a server's numbers are none.
fn year_within(place: &str) -> Option<i32> {
    let server = reference::is_preprint_server(place);
    reference::year(place).filter(|_| !server)
}

/// What is printed nowhere and says that it was only told.
const TALKS: &[&str] = &[
    "talk ",
    "talks ",
    "invited talk",
    "contributed talk",
    "conference talk",
    "oral presentation",
    "poster ",
    "conference poster",
    "presentation at ",
    "presentation given",
    "invited presentation",
    "keynote",
    "plenary ",
    "seminar talk",
    "guest lecture",
    "invited lecture",
    "lecture at ",
    "lecture given",
];

/// Whether an entry is a talk: `@misc` with "Talk presented at …".
fn is_talk(entry: &Entry<'_>) -> bool {
    let loose = matches!(&*entry.kind, "misc" | "unpublished" | "online");
    loose
        && entry.first(VENUES).is_none()
        && ["howpublished", "note", "type", "addendum"]
            .into_iter()
            .filter_map(|name| entry.tex(name))
            .any(|told| {
                let told = format!("{} ", plain(told).to_lowercase());
                TALKS.iter().any(|talk| told.starts_with(talk))
            })
}

/// A field's TeX as text, without the HTML that web pages' sources hold.
fn plain(tex: &str) -> String {
    tex::to_text(&reference::without_tags(tex))
}

/// `howpublished`, where it is a place and not an address.
fn how(entry: &Entry<'_>) -> Option<String> {
    let how = entry.tex("howpublished")?;
    let text = plain(how);
    let is_place = !how.contains("://") && reference::remark(&text).is_none();
    (is_place && !text.is_empty()).then_some(text)
}

/// Where a remark says that a work is to appear, or in which series it did:
/// "Submitted to Nature", "NBER Working Paper 34383".
fn promised(entry: &Entry<'_>) -> Option<String> {
    let note = plain(entry.first(&["note", "pubstate", "addendum"])?);
    let promised = reference::promised(&note);
    promised.or_else(|| reference::series(&note)).map(str::to_owned)
}

/// The arXiv identifier, from the fields that are for it, or else from a
/// place, link or DOI that names arXiv.
fn arxiv(entry: &Entry<'_>) -> Option<String> {
    let kind = entry.first(&["archiveprefix", "eprinttype"]);
    let is_arxiv = kind.is_none_or(|k| k.to_lowercase().contains("arxiv"));
    let own = ["arxivid", "arxiv", "eprint"]
        .into_iter()
        .filter(|name| is_arxiv || *name != "eprint")
        .filter_map(|name| entry.tex(name))
        .find_map(|value| reference::arxiv(value, true));
    own.or_else(|| {
        ["journal", "howpublished", "note", "url", "html", "doi", "volume"]
            .into_iter()
            .filter_map(|name| entry.tex(name))
            .find_map(|value| reference::arxiv(value, false))
    })
}

/// Awards and remarks, without those on authors' marks.
fn notes(entry: &Entry<'_>) -> Vec<String> {
    ["award", "award_name", "note", "_note", "addendum"]
        .into_iter()
        .filter_map(|name| entry.tex(name))
        .map(plain)
        .filter(|note| {
            let lower = note.to_lowercase();
            !note.is_empty()
                && lower != "true"
                && !lower.trim_start_matches('*').starts_with("equal contrib")
        })
        .collect()
}

fn links(entry: &Entry<'_>) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for value in LINKS.iter().filter_map(|name| entry.tex(name)) {
        // `\url{...}`, and percent signs that TeX wants escaped.
        let value = value.trim_start_matches(r"\url").replace(r"\%", "%");
        let value = value.trim_matches(['{', '}']).replace(r"\_", "_");
        if value.contains("://") && !links.contains(&value) {
            links.push(value);
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::NoSiblings;

    fn read(text: &str) -> Result<Vec<Raw>, SkipReason> {
        extract(&Source {
            path: Path::new("a.bib"),
            bytes: text.as_bytes(),
            siblings: &NoSiblings,
        })
    }

    fn one(fields: &str) -> Publication {
        let text = format!("@article{{a, title={{Moss}}, {fields}}}");
        let raw = read(&text).unwrap().remove(0);
        raw.facts.unwrap().publications.remove(0)
    }

    #[test]
    fn a_server_may_stand_for_the_house() {
        let found = one("publisher={{PsyArXiv}}, year=2022");
        assert_eq!(found.venue.as_deref(), Some("PsyArXiv"));
        assert_eq!(found.status, Some(Status::Preprint));
    }

    #[test]
    fn what_was_only_told_is_no_publication() {
        for (kind, fields, is) in [
            (
                "misc",
                "howpublished={Talk presented at the 7\\textsuperscript{th} Sand Days}",
                false,
            ),
            ("misc", "note={Talk}", false),
            ("unpublished", "note={Invited talk at Kiel}", false),
            ("misc", "howpublished={arXiv:2001.00001}", true),
            ("misc", "note={Talking Rivers Series}", true),
            ("misc", "howpublished={Poster at Sand Days}", false),
            ("misc", "type={Poster}", false),
            (
                "inproceedings",
                "booktitle={Sand Days}, note={Talk at Kiel}",
                true,
            ),
        ] {
            let text = format!("@{kind}{{a, title={{Moss}}, {fields}}}");
            let found = read(&text).is_ok_and(|raw| {
                let facts = raw.into_iter().find_map(|raw| raw.facts);
                facts.is_some_and(|facts| !facts.publications.is_empty())
            });
            assert_eq!(found, is, "{text}");
        }
    }

    #[test]
    fn a_remark_may_tell_where_a_work_is_to_appear() {
        for (note, place) in [
            ("Submitted to the Journal of Moss", Some("Journal of Moss")),
            ("under review at {Moss}, second round.", Some("Moss")),
            ("Submitted to my advisor", Some("Kiel")),
            ("Submitted", Some("Kiel")),
        ] {
            let fields =
                format!("author={{A. Roe}}, note={{{note}}}, school={{Kiel}}");
            assert_eq!(one(&fields).venue_raw.as_deref(), place, "{note}");
        }
    }

    #[test]
    fn the_fixture_is_read_whole() {
        let raw = read(include_str!("../../tests/fixtures/bibtex/moss.bib"))
            .unwrap()
            .remove(0);
        let facts = raw.facts.unwrap();
        let read: Vec<String> = facts
            .publications
            .iter()
            .map(|p| {
                let names: Vec<&str> =
                    p.authors.iter().map(|a| a.name.as_str()).collect();
                format!(
                    "{}: {} | {} | {} | {} | {}",
                    p.line,
                    p.title,
                    names.join("; "),
                    p.venue.as_deref().unwrap_or("-"),
                    p.year.unwrap_or(0),
                    p.status.unwrap().as_str(),
                )
            })
            .collect();
        let want = [
            "7: Moss on Roofs: A Survey | Mira Øster Olsen; Tao Reed Jr. | \
             Journal of Invented Botany | 2021 | published",
            "16: Ferns at 50% Light | Jan van den Berg; Moss Consortium | \
             WIB | 2022 | published",
            "29: L∞ Spores | Mira Olsen; Jiří Novák | arXiv | 2023 | preprint",
            "38: The Life of Lichen | Mira Olsen | - | 2019 | published",
            "45: Liverwort Futures | Mira Olsen | - | 2024 | submitted",
            "51: Hornwort Pasts | Mira Olsen | Bryology Letters | 2024 | \
             accepted",
            "56: Never closed |  | - | 1999 | published",
            "64: Inherited Places | Mira Olsen | Proceedings of Green Things \
             | 2020 | published",
        ];
        assert_eq!(read, want);
        let lines = &raw.blocks[1].lines;
        assert_eq!((lines[0].number, lines.len()), (16, 11));
    }

    #[test]
    fn the_place_decides_venue_and_status() {
        for (fields, venue, status) in [
            (
                "journal={Moss Letters}",
                Some("Moss Letters"),
                Status::Published,
            ),
            (
                "journal={arXiv preprint arXiv:2101.00001}",
                Some("arXiv"),
                Status::Preprint,
            ),
            (
                "eprint={2101.00001}, archiveprefix={arXiv}",
                Some("arXiv"),
                Status::Preprint,
            ),
            ("journal={J}, eprint={2101.00001}", Some("J"), Status::Published),
            ("journal={submitted}", None, Status::Submitted),
            ("journal={J}, note={in press}", Some("J"), Status::Accepted),
            (
                "journal={To be published in J of Sand}",
                Some("J of Sand"),
                Status::Accepted,
            ),
            ("journal={J}, year={in revision}", Some("J"), Status::Submitted),
            (
                "journal={J}, keywords={sand, Forthcoming}",
                Some("J"),
                Status::Accepted,
            ),
            (
                "journal={J}, keywords={submitted}, volume={3}",
                Some("J"),
                Status::Published,
            ),
            (
                "journal={J}, keywords={forthcoming elections}",
                Some("J"),
                Status::Published,
            ),
            (
                "abbr={ICB}, booktitle={Int. Conf. on Bogs}",
                Some("ICB"),
                Status::Published,
            ),
            ("abbr={Preprint}, journal={J}", Some("J"), Status::Published),
            (
                "_venue={ICB}, booktitle={Workshop}",
                Some("ICB"),
                Status::Published,
            ),
            (
                "howpublished={\\url{https://a.example}}",
                None,
                Status::Published,
            ),
        ] {
            let publication = one(fields);
            let found = (publication.venue.as_deref(), publication.status);
            assert_eq!(found, (venue, Some(status)), "{fields}");
        }
    }

    #[test]
    fn a_file_without_entries_says_so() {
        for (text, want) in [
            ("% nothing yet\n", "malformed: no entry with a title"),
            (
                "@online{a, title={A Visit to a School}, date={2023-04}}",
                "malformed: no entry with a title",
            ),
            (
                "\n@misc{a, title",
                "malformed: no entry can be read; see line 2",
            ),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), want);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(
            text in r#"[@{}"%=#,a-c \n\\]{0,80}|\PC{0,80}"#
        ) {
            let _ = read(&text);
            let _ = read(&format!("@misc{{a, title={{x}}, author={{{text}}}}}"));
        }
    }
}
