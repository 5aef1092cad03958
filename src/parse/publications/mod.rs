//! Reads the publications of a list: parts it into entries, decides their
//! layout together, and takes the fields.

mod analysis;
mod authors;
mod best;
mod bibtex;
mod blank;
mod borders;
mod bounds;
mod codes;
mod cues;
mod entry;
mod fields;
mod gap;
mod heading;
mod journal_line;
mod keys;
mod label;
mod layout;
mod legend;
mod link_label;
mod measure;
mod naming;
mod patents;
mod quoted;
mod report;
mod split;
mod styles;
mod titles;
mod version;
mod works;

use analysis::Analysis;
pub(super) use blank::is_among_names;
use entry::Entry;
pub(super) use fields::recognise;
use layout::Reading;
pub(super) use legend::Legend;
use naming::{Manner, Naming};
use split::Gathered;
use works::{
    is_bare_title, is_degree_alone, is_offered, is_publication, is_quotation,
    is_quoted_draft, opens_with_thesis, tells_of_owner,
};

use crate::model::{
    Author, Document, Line, PersonName, Publication, Status, fold_name,
};
use crate::segment::heads_publications;

/// A list of publications: its lines and the words of its heading.
pub(super) struct List<'a> {
    pub(super) document: &'a Document,
    pub(super) lines: &'a [Line],
    pub(super) heading: &'a str,
}

/// Reads all lists of a document, since they share one layout; `owner` is
/// the person the document is about, where it says so.
pub(super) fn parse(
    lists: &[List<'_>],
    owner: Option<&PersonName>,
    legend: &Legend,
) -> Vec<Publication> {
    read(lists, owner, legend, true).0
}

/// Why lines may be no list of publications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Nothing says so: they stand under an unknown heading, or in a document
    /// whose headings were lost.
    Unknown,
    /// Their heading tells something else.
    ToldOtherwise,
}

/// Reads lines that may be a list without saying so. Gives nothing where
/// they are not, by the names, years and venues in them.
pub(super) fn parse_doubtful(
    lists: &[List<'_>],
    owner: Option<&PersonName>,
    legend: &Legend,
    doubt: Doubt,
) -> Vec<Publication> {
    // "J1: …", "C4: …" among prose on what one works on.
    let coded: Vec<Vec<Line>> =
        lists.iter().filter_map(codes::coded).collect();
    let works =
        lists.iter().zip(&coded).map(|(list, lines)| List { lines, ..*list });
    let works: Vec<List<'_>> = works.collect();
    let lists = match works.len() == lists.len() {
        true => works.as_slice(),
        false => lists,
    };
    let (publications, entries) = read(lists, owner, legend, false);
    let certain = publications.iter().filter(|publication| {
        let sure = publication.confidence.is_some_and(|c| c[0] > 0.6);
        let named = publication.authors.iter().any(|author| {
            let name = PersonName::parse(&author.name);
            owner.zip(name.as_ref()).is_none_or(|(o, n)| o.matches(n))
        });
        let placed = publication.venue.is_some() || publication.year.is_some();
        // "“Slow Rivers” with Bo Li": a paper that is not out yet.
        let joint = publication.authors.len() > 1
            && publication.confidence.is_some_and(|c| c[0] > 0.85);
        sure && named
            && (placed || joint)
            && !publication.authors.is_empty()
            && !tells_of_owner(&publication.title)
    });
    let certain = certain.count();
    // A grant has a title, names and a year as well, but seldom a journal.
    let known = publications.iter().filter(|publication| {
        let underway = publication
            .status
            .is_some_and(|status| status != Status::Published);
        publication.venue_name.is_some() || underway
    });
    let enough = match doubt {
        Doubt::Unknown => certain * 2 >= entries,
        Doubt::ToldOtherwise => {
            certain * 4 >= entries * 3
                && (known.count() * 3 >= entries
                    || cited(lists, &publications) * 4 >= entries * 3)
        }
    };
    if certain >= 2 && enough { publications } else { Vec::new() }
}

/// How many publications are cited as papers are and grants are not: by
/// several names, then the title, and a year.
fn cited(lists: &[List<'_>], publications: &[Publication]) -> usize {
    let Some(list) = lists.first() else { return 0 };
    let by_names = |p: &&Publication| {
        let text = list.document.slice(p.span);
        let family = |author: &Author| {
            author.name.rsplit(' ').next().map(str::to_owned)
        };
        let at = |word: &str| text.find(word);
        let first = p.authors.first().and_then(family);
        let title = at(&p.title[..p.title.floor_char_boundary(12)]);
        p.authors.len() > 1
            && p.year.is_some()
            && first
                .and_then(|name| at(&name))
                .zip(title)
                .is_some_and(|(name, title)| name < title)
    };
    publications.iter().filter(by_names).count()
}

/// The publications of some lists, and how many entries the lists have;
/// `told` says that the document calls them lists of publications.
fn read(
    lists: &[List<'_>],
    owner: Option<&PersonName>,
    legend: &Legend,
    told: bool,
) -> (Vec<Publication>, usize) {
    let mut gathered: Vec<Gathered> = Vec::new();
    let titles = split::level_of_titles(lists);
    // Where the entries of each list end.
    let mut ends = Vec::with_capacity(lists.len());
    for list in lists {
        gathered.extend(split::entries(list, owner, titles));
        ends.push(gathered.len());
    }
    if let Some(mut publications) = records(&gathered) {
        without_lone_themes(&mut publications, owner);
        return (publications, gathered.len());
    }
    let entries = gathered.into_iter().map(|one| one.analysed(owner));
    let mut entries: Vec<Analysis> = entries.collect();
    let mut readings = layout::decide(&entries);
    for (entry, reading) in entries.iter().zip(&mut readings) {
        let Some(Reading { title, .. }) = reading else { continue };
        let text = &entry.entry.text[title.clone()];
        let text = fields::without_progress(text);
        let text = patents::without_office(fields::without_thesis(text));
        title.end = title.start + text.len();
    }
    let naming = Naming::of(&entries, &readings, &ends, owner, told);
    if let Some(owner) = owner {
        let runs = entries.iter_mut().flat_map(|entry| &mut entry.runs);
        authors::straighten(runs, owner);
    }
    let reader = Reader {
        owner: owner.map(PersonName::display),
        legend,
        told,
        titled: titles.is_some(),
        naming,
        // There rules stand for the owner, too, not for the authors before.
        blanks: entries.iter().any(|a| blank::is_among_names(&a.entry.text)),
        own_theses: are_own_theses(&entries),
    };
    let mut publications = reader.publications(&entries, &readings);
    without_lone_themes(&mut publications, owner);
    (publications, entries.len())
}

/// What tells how the entries of a document's lists are read.
struct Reader<'a> {
    owner: Option<&'a str>,
    legend: &'a Legend,
    /// The document calls them lists of publications.
    told: bool,
    /// Headings may be titles of entries.
    titled: bool,
    naming: Naming,
    /// A blank stands for the owner among the authors.
    blanks: bool,
    /// Theses told by their degrees are the owner's.
    own_theses: bool,
}

impl Reader<'_> {
    fn publications(
        &self,
        entries: &[Analysis],
        readings: &[Option<Reading>],
    ) -> Vec<Publication> {
        let mut found: Vec<Publication> = Vec::with_capacity(entries.len());
        // The last of them, where it was printed rather than a record.
        let mut printed = None;
        for (at, (analysis, reading)) in
            entries.iter().zip(readings).enumerate()
        {
            if let Some(publication) = record(&analysis.entry) {
                // A record may stand at the entry it is the record of.
                let known = |at: usize| same_title(&found[at], &publication);
                if !printed.take().is_some_and(known) {
                    found.push(publication);
                }
                continue;
            }
            let Some(reading) = reading else { continue };
            let manner = self.naming.manner(at);
            let before = found.last();
            let publication =
                self.publication(analysis, reading, manner, before);
            if let Some(publication) = publication {
                printed = Some(found.len());
                found.push(publication);
            }
        }
        found
    }

    /// The publication that an entry tells of; `before` is the one above it,
    /// whose authors dashes may stand for.
    fn publication(
        &self,
        analysis: &Analysis,
        reading: &Reading,
        manner: Manner,
        before: Option<&Publication>,
    ) -> Option<Publication> {
        let entry = &analysis.entry;
        let left = self.blanks && blank::is_left(&entry.text);
        let same = !left && opens_with_dashes(&entry.text);
        let patent = self.told && patents::is_patent(analysis);
        let degree = self.own_theses
            && is_of_degree(entry)
            && !is_degree_alone(&entry.text, reading);
        let own_thesis = self.told && (entry.above.own_thesis || degree);
        // There nobody needs to be named.
        let implied = manner.owner_is_implied || manner.lone;
        let unnamed =
            same || left || own_thesis || patent || self.told && implied;
        let named = manner.names_usual && !unnamed;
        // Where titles are headings, one alone is a work that says no more.
        let headed = self.titled && entry.headed;
        // "“Slow Rivers”" among others "with Bo Li", whatever heads them.
        let alone = manner.owner_is_implied
            && (self.told || is_quotation(&entry.text));
        let own = (alone
            || self.told
                && (headed || is_offered(entry) || is_quoted_draft(entry)))
            && is_bare_title(analysis, reading);
        // "(an earlier version appeared in: STACS 2000)" below its entry.
        let another = version::is_another(&entry.text)
            || version::is_another(&analysis.label.tag);
        // "Work in progress and unpublished papers." leads into a list.
        let lead = heads_publications(entry.text.trim_end_matches('.'));
        let own = own || patent || self.told && (left || degree);
        let found = || is_publication(analysis, reading, manner, named);
        if another || lead || !own && !found() {
            return None;
        }
        let mut publication =
            fields::publication(analysis, reading, self.owner, self.legend);
        if patent {
            patents::complete(&mut publication, &entry.text);
        }
        if left && let Some(owner) = self.owner {
            blank::fill(&mut publication, &entry.text, owner);
        }
        let by_owner = manner.owner_is_implied
            || self.naming.nobody_else
            || own_thesis
            || is_quoted_draft(entry);
        if let Some(owner) = self.owner
            && by_owner
            && publication.authors.is_empty()
        {
            let name = owner.to_owned();
            publication.authors.push(Author { name, ..Author::default() });
        }
        if let Some(before) = before.filter(|_| same) {
            let behind = entry.text.trim_start().trim_start_matches(DASHES);
            let named = [", ", " and ", " & "]
                .iter()
                .any(|next| behind.starts_with(next));
            take_authors(&mut publication, before, named);
        }
        let mut letters = publication.title.chars();
        let titled = letters.by_ref().filter(|c| c.is_alphabetic()).nth(3);
        titled.is_some().then_some(publication)
    }
}

/// Whether an entry below "Theses" opens with its degree: "PhD Thesis⇥Slow
/// Rivers".
fn is_of_degree(entry: &Entry) -> bool {
    entry.above.theses && opens_with_thesis(&entry.text)
}

/// Whether theses told by their degrees may be those of one person, who has
/// written one for each.
fn are_own_theses(entries: &[Analysis]) -> bool {
    let theses = entries.iter().filter(|a| is_of_degree(&a.entry));
    let degree = |a: &Analysis| {
        let word = a.entry.text.split_whitespace().next().unwrap_or("");
        fold_name(word)
    };
    if theses.clone().any(|a| a.runs.iter().any(authors::Run::is_likely)) {
        return false;
    }
    let mut degrees: Vec<String> = theses.map(degree).collect();
    let count = degrees.len();
    degrees.sort_unstable();
    degrees.dedup();
    degrees.len() == count
}

/// The publications of entries that are records, every one: there is no
/// layout to decide.
fn records(gathered: &[Gathered]) -> Option<Vec<Publication>> {
    let one = |gathered: &Gathered| match gathered {
        Gathered::Record(labelled) => record(&labelled.entry),
        Gathered::Analysed(_) => None,
    };
    gathered.iter().map(one).collect()
}

/// The publication of an entry that is a record of BibTeX.
fn record(entry: &Entry) -> Option<Publication> {
    let publication = bibtex::publication(&entry.text)?;
    let Entry { span, page, line, .. } = *entry;
    Some(Publication { span, page, line, ..publication })
}

/// Whether two publications have one title, but for its marks.
fn same_title(one: &Publication, other: &Publication) -> bool {
    let letters = |p: &'_ Publication| {
        p.title.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "")
    };
    letters(one) == letters(other)
}

/// What stands for the authors of the entry before.
const DASHES: &[char] = &['-', '—', '–', '_', '―', '─'];

/// Whether dashes stand for authors of the entry before: "———. 2019.",
/// "——, Bo Li, and Ann Roe".
fn opens_with_dashes(text: &str) -> bool {
    let behind = text.trim_start().trim_start_matches(DASHES);
    let dashes = text.trim_start().len() - behind.len();
    let parted = [".", ",", ":", " (", " and ", " & "]
        .iter()
        .any(|next| behind.starts_with(next));
    dashes >= 3 && (parted || dashes >= 6) || split::repeats_authors(text)
}

/// Gives a publication the authors of the one before it for its dashes:
/// the first of them where others are `named` behind the dashes, else all.
fn take_authors(
    publication: &mut Publication,
    before: &Publication,
    named: bool,
) {
    let own = std::mem::take(&mut publication.authors);
    publication.authors.clone_from(&before.authors);
    if named && !own.is_empty() {
        publication.authors.truncate(1);
        publication.authors.extend(own);
    }
}

/// Drops what headings name where they head no more than a publication each:
/// then they are titles or names of projects, as an owner's name is no
/// subject either.
fn without_lone_themes(
    publications: &mut [Publication],
    owner: Option<&PersonName>,
) {
    let owner = owner.map(|name| fold_name(name.display()));
    let mut themes: Vec<&str> =
        publications.iter().flat_map(|p| &p.subjects).map(|s| &**s).collect();
    let headed = themes.len();
    themes.sort_unstable();
    themes.dedup();
    let lone = headed <= themes.len();
    for publication in publications {
        publication.subjects.retain(|theme| {
            !lone && owner.as_ref().is_none_or(|o| *o != fold_name(theme))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine, Role, Run, Style};

    /// The venue, as printed or by its key, of the first entry of a list.
    fn venue(entry: &str) -> String {
        let list = [
            entry,
            "Roe A, Diaz B. Wide rivers and deltas. Nature. 2019;3(4):1-9.",
            "Roe A, Gomez C. Fast rivers and deltas. Nature. 2018;3(4):1-9.",
        ];
        let entries: Vec<Analysis> = list
            .iter()
            .map(|text| Analysis::of(entry::Entry::of(text), None))
            .collect();
        let readings = layout::decide(&entries);
        let reading = readings[0].as_ref().expect("it can be read");
        let legend = Legend::default();
        let read = fields::publication(&entries[0], reading, None, &legend);
        read.venue_raw.unwrap_or_default()
    }

    #[test]
    fn a_venue_is_what_it_appeared_in_not_who_printed_it() {
        for (text, begins) in [
            (
                "Roe A, Diaz B. Slow rivers of sand. 19th Conference on Invented Cold Peat (ICCP), Kiel, 2020.",
                "19th Conference on Invented Cold Peat",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. Proceedings of the Seventh Workshop on Sand. Vienna, Austria: Association for Computational Linguistics; 2020. p. 1-9.",
                "Proceedings of the Seventh Workshop on Sand",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. In Proceedings of 2018 Northern Conference on Sand and Wells, 1-9.",
                "Proceedings of 2018 Northern Conference on Sand and Wells",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. In Proceedings of the 20. Kolloquium Sand und Wasser (KSW), Kiel, 2008.",
                "Proceedings of the 20. Kolloquium Sand und Wasser",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand, in Proc. of IEEE Cluster, Sep. 2021",
                "Proc. of IEEE Cluster",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. Sand and Water A, online first, 2007.",
                "Sand and Water A",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. J. Numer. Math. 3, 12-19, 2007.",
                "J. Numer. Math",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. In: Water and Wells, Volume 5. Vienna: Association for Computational Linguistics, 2020, 1-9.",
                "Water and Wells",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. Proceedings of the 7th Conference on Theoretical and Methodological Issues in Sand, Vienna: ACM; 2020.",
                "Proceedings of the 7th Conference on Theoretical and Methodological Issues in Sand",
            ),
            (
                "Roe A, Diaz B. « Slow rivers of sand », in: Proceedings of the Third Workshop on Patents of Sand, New York: ACM, 2020, p. 1-9.",
                "Proceedings of the Third Workshop on Patents of Sand",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. In: Li B, Weber A, editors. Wells and Their Water. Kiel: Gomez; 2021. p. 3-9.",
                "Wells and Their Water",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. In Li, B. and Weber, A., editors, Wells and Their Water, volume 29 of IAU Symposium, pages 3-9, 2021.",
                "Wells and Their Water",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand (talk given in Kiel, paper forthcoming in Wells and Moss 2024)",
                "Wells and Moss",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. To appear in Anna Weber and Bo Li (eds.), The Kiel Handbook of Wells, 2nd edition, 2020.",
                "The Kiel Handbook of Wells",
            ),
            (
                "Roe A, Diaz B. İstanbul rivers and the old café. Letters of Sand 3, 2019.",
                "Letters of Sand",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. Northern Sand Meeting. Portland, OR, United States, August 25-29, 2019.",
                "Northern Sand Meeting",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. Northern Sand Symposium, Washington, DC, 2019.",
                "Northern Sand Symposium",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. Sand J. North. In review.",
                "Sand J. North",
            ),
            (
                "Roe A, Diaz B. Slow rivers of sand. In Association for Computational Linguistics (ACL), 2020.",
                "Association for Computational Linguistics",
            ),
        ] {
            let found = venue(text);
            assert!(found.starts_with(begins), "{text}: {found}");
        }
    }

    #[test]
    fn what_is_to_appear_is_not_of_the_year_of_its_drafts() {
        let found = listed(&[
            "Anna Weber and Bo Li. Slow rivers of sand. Nature. To appear. (Previous version. 32 Pages. December 2023)",
            "Anna Weber and Bo Li. Fast rivers of sand. Nature, 2020. (Previous version. 30 Pages. May 2019)",
        ]);
        let years: Vec<_> = found.iter().map(|p| p.year).collect();
        assert_eq!(years, [None, Some(2020)]);
    }

    #[test]
    fn a_word_of_the_title_is_not_where_it_was_presented() {
        let found = listed(&[
            "“Algorithms for slow rivers of sand”. With Bo Li. Presented at LICS 2022.",
            "“Fast rivers of moss and sand”. With Bo Li. Presented at LICS 2021.",
        ]);
        let venues: Vec<_> =
            found.iter().map(|p| p.venue.as_deref()).collect();
        assert_eq!(venues, [Some("LICS"), Some("LICS")]);
    }

    #[test]
    fn who_gave_an_award_is_not_where_it_was_published() {
        let found = listed(&[
            "Slow rivers of moss\nAnna Weber, Bo Li, Carla Gomez and Dan Diaz\nScience Robotics, 2023\nIEEE TPDS Best Paper Award",
            "Fast rivers of sand\nAnna Weber and Bo Li\nICML 2022, Best Paper Award",
        ]);
        let venues: Vec<_> =
            found.iter().map(|p| p.venue.as_deref()).collect();
        assert_eq!(venues, [Some("Science Robotics"), Some("ICML")]);
    }

    #[test]
    fn a_degree_alone_is_no_thesis() {
        let found = listed(&[
            "A. Weber, B. Li. Slow sand and wide rivers. Nature, 1964.",
            "A. Weber. D. Phil. Thesis. University of Oxford, 1963.",
            "A. Weber, B. Li. Fast sand and moss in rivers. Nature, 1962.",
        ]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_button_below_an_abstract_does_not_join_it() {
        let title = "Slow moss by means of wide rivers";
        let words = "This shows slow moss of the rivers (SMR) in a small and \
                     new way that we like, and tells of sand in all of them.";
        let found = listed(&[
            title,
            "Anna Weber and Bo Li",
            "[pdf]",
            "Abstract",
            words,
            "Bibtex",
        ]);
        let read: Vec<_> =
            found.iter().map(|p| (&*p.title, &p.venue)).collect();
        assert_eq!(read, [(title, &None)]);
    }

    #[test]
    fn theses_told_by_their_degrees_are_the_owners() {
        let theses = [
            "PhD thesis: Slow Rivers and the Shape of Deltas",
            "Master's thesis\tFast Rivers and Their Sand",
        ];
        let found = listed_under("Theses", &theses);
        let read: Vec<_> =
            found.iter().map(|p| (&*p.title, &*p.authors[0].name)).collect();
        let owner = "Anna Weber";
        assert_eq!(
            read,
            [
                ("Slow Rivers and the Shape of Deltas", owner),
                ("Fast Rivers and Their Sand", owner),
            ]
        );
        let degree = ["PhD Thesis, Université de Kiel, October 2014."];
        assert!(listed_under("Theses", &degree).is_empty());
        // Nobody writes two of a kind.
        let theses = theses.map(|thesis| thesis.replace("PhD", "Master's"));
        let theses: Vec<&str> = theses.iter().map(String::as_str).collect();
        assert!(listed_under("Theses", &theses).is_empty());
    }

    /// The publications of a document of such lines, each its own block.
    fn listed(lines: &[&str]) -> Vec<Publication> {
        listed_under("", lines)
    }

    /// The same of a list with a heading.
    fn listed_under(heading: &str, lines: &[&str]) -> Vec<Publication> {
        let block = |text: &&str| RawBlock {
            role: Role::Body,
            page: None,
            lines: text.lines().map(|l| RawLine::plain(l, 1)).collect(),
        };
        let blocks = lines.iter().map(block).collect();
        let raw = Raw { blocks, ..Raw::default() };
        let document = crate::normalize::document(raw, "x", "text");
        let lines = document.lines();
        let list = List { document: &document, lines: &lines, heading };
        let owner = PersonName::parse("Anna Weber");
        parse(&[list], owner.as_ref(), &Legend::default())
    }

    #[test]
    fn a_patent_is_told_by_its_number() {
        let found = listed_under(
            "Patents",
            &[
                "Anna Weber, Bo Li. Small Device for Measuring Sand, ZL01234567.8, 2003",
                "Anna Weber, Bo Li. Small Device for Measuring Moss, ZL01234568.8, 2004",
                "Distributed Control System for Several Sieves, ZL200701234567.8 (Issued)",
                "All rivers of these patents are slow",
            ],
        );
        let titles: Vec<_> = found.iter().map(|p| &*p.title).collect();
        assert_eq!(titles.len(), 3, "{titles:?}");
        assert_eq!(titles[2], "Distributed Control System for Several Sieves");
    }

    #[test]
    fn who_is_never_named_wrote_alone_what_names_nobody() {
        let found = listed(&[
            "“Slow Rivers and Deltas” (with Bo Li), Nature, 2024.",
            "“Fast Rivers and Canyons” (with Carla Gomez), Nature, 2023.",
            "“Wide Rivers and Their Islands”, Nature, 2021.",
            "“Deep Rivers and Their Beds,” in C. Gomez and E. Roe (eds.), \
             Handbook of Rivers, Elsevier, 2020.",
            "“Warm Rivers and Fish” (with Bo Li), Nature, 2019.",
            "“Cold Rivers and Ice” (with Carla Gomez), Nature, 2018.",
        ]);
        let names = |p: &Publication| -> Vec<String> {
            p.authors.iter().map(|a| a.name.clone()).collect()
        };
        assert_eq!(names(&found[0]), ["Anna Weber", "Bo Li"]);
        assert_eq!(names(&found[2]), ["Anna Weber"]);
        assert_eq!(names(&found[3]), ["Anna Weber"]);
    }

    #[test]
    fn a_list_that_names_nobody_is_the_owners_alone() {
        let found = listed(&[
            "Slow Rivers and Their Deltas (forthcoming). Nature.",
            "Fast Rivers and Their Canyons (2023; revised 2024). Nature.",
            "Wide Rivers and Their Islands (2021). Nature.",
            "Cold Rivers and Their Ice. Nature, May/June 2019.",
        ]);
        let read: Vec<_> =
            found.iter().map(|p| (&*p.authors[0].name, p.year)).collect();
        let years = [None, Some(2023), Some(2021), Some(2019)];
        assert_eq!(read, years.map(|year| ("Anna Weber", year)));
    }

    #[test]
    fn a_bare_title_may_be_the_owners_alone() {
        let found = listed(&[
            "“Slow Rivers and Deltas” (with Bo Li), Nature, 2024.",
            "“Fast Rivers and Canyons” (with Carla Gomez), Nature, 2023.",
            "Warm Rivers and What Lives in Their Beds",
            "More of my work is on the page of the group",
            "Quelques travaux publiés pendant ma thèse à Lyon",
            "“Cold Rivers and Ice” (with Carla Gomez), Nature, 2018.",
        ]);
        let titles: Vec<_> = found.iter().map(|p| &*p.title).collect();
        assert_eq!(titles.len(), 4, "{titles:?}");
        assert_eq!(titles[2], "Warm Rivers and What Lives in Their Beds");
        assert_eq!(found[2].authors[0].name, "Anna Weber");
    }

    #[test]
    fn a_quoted_question_ends_before_its_book() {
        let found = listed(&[
            "Weber, Anna and Bo Li. Nov. 2020. “Are the slow rivers of the north old?” In: Sand Letters 10.",
            "Weber, Anna and Carla Gomez. 2019. “Fast rivers”. In: Sand Letters 9.",
        ]);
        assert_eq!(found[0].title, "Are the slow rivers of the north old?");
        assert_eq!(found[0].year, Some(2020));
    }

    #[test]
    fn a_title_may_end_in_a_letter() {
        let found = listed(&[
            "Anna Weber and Bo Li. Studies of the sand in rivers of type A. Nature 3, 2020.",
            "Anna Weber and Bo Li. Studies of the moss in rivers of type A, Nature 3, 2019.",
        ]);
        assert!(found.iter().all(|p| p.title.ends_with(" type A")));
    }

    #[test]
    fn a_heading_may_say_twice_how_far_works_have_come() {
        let found = listed_under(
            "Working Papers (Completed Drafts)",
            &[
                "“Slow Rivers and Deltas” with Bo Li.",
                "“Fast Rivers and Canyons” with Carla Gomez.",
                "“Are the Rivers of the North Slow?”",
            ],
        );
        let told: Vec<_> = found.iter().filter_map(|p| p.status).collect();
        assert_eq!(told, [Status::Preprint; 3]);
    }

    #[test]
    fn cells_in_the_margin_open_entries() {
        let found = listed_under(
            "Selected Publications",
            &[
                "Nature, 2022\tSlow Rivers and the Shape of Their Deltas",
                "Science, 2021\tFast Rivers and the Shape of Canyons\n\
                 Cell, 2020\tWide Rivers and Their Many Islands",
            ],
        );
        let years: Vec<_> = found.iter().filter_map(|p| p.year).collect();
        assert_eq!(years, [2022, 2021, 2020]);
    }

    #[test]
    fn a_preprint_with_its_number_is_on_arxiv() {
        let found = listed(&[
            "A. Weber and B. Li. Slow rivers, Preprint arXiv:2408.10001, 2024.",
            "A. Weber and B. Li. Wide rivers, Preprint, 2023.",
            "A. Weber and B. Li. Fast rivers and canyons, Nature, 2020.",
            "A. Weber and B. Li. Slow deltas. (2020) arXiv:2008.10001",
        ]);
        let venues: Vec<_> =
            found.iter().map(|p| p.venue.as_deref()).collect();
        let arxiv = Some("arXiv");
        assert_eq!(venues, [arxiv, None, Some("Nature"), arxiv]);
    }

    /// The publications of a list of blocks.
    fn of_blocks(blocks: &[(Role, &str)]) -> Vec<Publication> {
        let block = |(role, text): &(Role, &str)| RawBlock {
            role: *role,
            page: None,
            lines: vec![RawLine::plain(*text, 1)],
        };
        let blocks = blocks.iter().map(block).collect();
        let raw = Raw { blocks, ..Raw::default() };
        let document = crate::normalize::document(raw, "x", "markdown");
        let lines = document.lines();
        let list = List { document: &document, lines: &lines, heading: "" };
        parse(&[list], None, &Legend::default())
    }

    #[test]
    fn notes_on_a_work_are_no_part_of_it() {
        use Role::Item;
        let blocks = [
            (
                Item(0),
                "Slow Rivers and the Shape of Deltas. Anna Weber, Bo Li",
            ),
            (Item(1), "The sand of rivers is weighed, as a note by hand."),
            (Item(1), "Sand and Moss (SM) can be told from silt."),
            (Item(1), "Nature, 2020"),
            (
                Item(0),
                "Fast Rivers and the Shape of Canyons. Anna Weber, Bo Li",
            ),
            (Item(1), "Nature, 2019"),
        ];
        let found = of_blocks(&blocks);
        let read: Vec<_> =
            found.iter().map(|p| (p.venue.as_deref(), p.year)).collect();
        let nature = Some("Nature");
        assert_eq!(read, [(nature, Some(2020)), (nature, Some(2019))]);
    }

    #[test]
    fn titles_that_are_headings_may_say_no_more() {
        let blocks = [
            (Role::Heading(3), "Slow Rivers and the Shape of Deltas"),
            (Role::Body, "ResearchGate"),
            (Role::Heading(3), "Fast Rivers and the Shape of Canyons"),
            (Role::Body, "Working Paper"),
            (Role::Heading(3), "Wide Rivers and Their Many Islands"),
            (Role::Heading(3), "Work in progress and unpublished papers"),
        ];
        let found = of_blocks(&blocks);
        let titles: Vec<_> = found.iter().map(|p| p.title.as_str()).collect();
        assert_eq!(titles.len(), 3, "{titles:?}");
        assert!(found.iter().all(|p| p.venue_raw.is_none()));
    }

    #[test]
    fn drafts_may_be_titles_in_bold_above_what_they_are_about() {
        let block = |(title, gloss): &(&str, &str)| {
            let bold = Style { bold: true, ..Style::default() };
            let title = Run { style: bold, ..Run::plain(*title) };
            let title = RawLine { runs: vec![title], ..RawLine::default() };
            let lines = vec![title, RawLine::plain(*gloss, 2)];
            RawBlock { role: Role::Item(0), page: None, lines }
        };
        let glossed = [
            (
                "Who Takes the Sand?",
                "Measuring what the moss on old walls \
              takes from them (2008-2021).",
            ),
            ("Moss", "We show that it grows."),
        ];
        let raw = Raw {
            blocks: glossed.iter().map(block).collect(),
            ..Raw::default()
        };
        let document = crate::normalize::document(raw, "x", "markdown");
        let lines = document.lines();
        let heading = "Working Papers";
        let list = List { document: &document, lines: &lines, heading };
        let owner = PersonName::parse("Anna Weber");
        let found = parse(&[list], owner.as_ref(), &Legend::default());
        let read: Vec<_> =
            found.iter().map(|p| (&*p.title, p.venue.as_deref())).collect();
        assert_eq!(read, [("Who Takes the Sand?", None)]);
    }

    #[test]
    fn whom_a_paper_is_done_with_may_have_any_name() {
        let found = listed_under(
            "Work in progress",
            &[
                "Slow rivers and the shape of deltas (joint with Arwed Mudo)",
                "The shape of canyons in the north",
                "Wide rivers and their islands (with Tarik Mudo [KIEL])",
                "Deep rivers, with Tarik Mudo (Federal Reserve Bank of Chicago)",
            ],
        );
        let read: Vec<_> = found
            .iter()
            .map(|p| (p.authors.len(), p.venue_raw.as_deref()))
            .collect();
        assert_eq!(read, [(2, None), (1, None), (2, None), (2, None)]);
    }

    #[test]
    fn square_brackets_behind_the_names_may_tell_where_it_was_published() {
        let found = listed(&[
            "Slow Rivers of the Plain by Ann Roe and Bo Li [Published in Sandgrains Vol 21 (2021)]",
            "Wide Rivers of the Hills by Ann Roe and Bo Li [Published in Moss and Applications Vol 1 (2020)]",
        ]);
        let read: Vec<_> =
            found.iter().map(|p| p.venue_raw.as_deref()).collect();
        assert_eq!(read, [Some("Sandgrains"), Some("Moss and Applications")]);
    }

    #[test]
    fn editors_of_the_book_wrote_no_chapter() {
        let found = listed(&[
            "“Slow Rivers of Kiel.” In *The Book of Sand*, Bo Li, Jan Diaz, and Karen Roe, eds. Brill, Leiden, 2022.",
            "“Wide Rivers and Moss.” In *A Handbook of Sand*. Edited by Bo Li and Jan Diaz. Leiden: Brill, 2021.",
            "“Deep Rivers and Silt.” *Sand Letters* 26.3 (2020).",
            "“Sand.” In *The Book of Deltas*, ed. Karen Roe and Bo Li. Leiden: Brill, 2019.",
        ]);
        let titles: Vec<_> = found.iter().map(|p| p.title.as_str()).collect();
        let last = titles.last().copied();
        assert_eq!((titles.len(), last), (4, Some("Sand")), "{titles:?}");
        let own = |p: &Publication| p.authors.len() == 1;
        assert!(found.iter().all(own), "{found:?}");
    }

    #[test]
    fn the_year_between_authors_and_title_is_the_works() {
        let found = listed(&[
            "Weber, Anna. 2017. Slow rivers of sand. In Karen Roe (ed.), Proceedings of the 2016 Meeting on Sand. Kiel.",
            "Weber, Anna, and Bo Li. 2016. Fast rivers of sand. In Proceedings of the 2015 Meeting on Sand. Kiel.",
            "Weber, Anna, and Bo Li. 2013. Wide rivers of sand. Journal of Sand 3.",
        ]);
        let years: Vec<_> = found.iter().filter_map(|p| p.year).collect();
        assert_eq!(years, [2017, 2016, 2013]);
    }

    #[test]
    fn a_work_of_the_owner_alone_may_be_told_weakly() {
        let found = listed(&[
            "Slow Rivers and the Shape of Deltas, with Bo Li and Jan Diaz, Sand Letters, vol. 14, September 2019",
            "Moss and Sand, Multi-Grain Rivers, and Allocative Deltas, American Moss Journals: Macrosand Vol 10 No. 2, April 2018",
            "The Anatomy of a Canyon: from Sand to Moss, with Bo Li and Jan Diaz, Review of Sand 18 (2015) 101-117",
        ]);
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn the_record_of_an_entry_is_no_other_publication() {
        let record = "@article{a,\ntitle={Slow Rivers and Deltas},\n\
                      author={Anna Weber and Bo Li},\nyear={2024}\n}";
        let found = listed(&[
            "Anna Weber, Bo Li. Slow Rivers and Deltas. ICML, 2024.",
            record,
            "Anna Weber, Bo Li. Fast Rivers and Canyons. ACL, 2023.",
        ]);
        let venues: Vec<_> =
            found.iter().map(|p| p.venue.as_deref()).collect();
        assert_eq!(venues, [Some("ICML"), Some("ACL")]);
    }

    #[test]
    fn records_of_one_title_are_publications_each() {
        let record = |year: &str| {
            format!(
                "@article{{a{year},\ntitle={{Slow Rivers and Deltas}},\n\
                 author={{Anna Weber and Bo Li}},\nyear={{{year}}}\n}}"
            )
        };
        let found = listed(&[&record("2023"), &record("2024")]);
        let years: Vec<_> = found.iter().filter_map(|p| p.year).collect();
        assert_eq!(years, [2023, 2024]);
    }

    #[test]
    fn dashes_stand_for_the_authors_before() {
        for (text, same) in [
            ("———. 2019. Slow Rivers.", true),
            ("---. \"Slow Rivers.\"", true),
            ("------ (2019) Slow Rivers", true),
            (". 2019. “Slow Rivers.”", true),
            (". “Slow Rivers.”", false),
            ("—: Slow Rivers. In: Sand 10 (2024)", true),
            ("— Slow Rivers", false),
            ("-- Slow Rivers", false),
            ("--- (2019b), “Slow Rivers”", true),
            ("——, Bo Li, and Ann Roe, ‘Slow Rivers’", true),
            ("--- and M. Roe. 2002. Slow Rivers", true),
            ("─, « Slow Rivers »", true),
        ] {
            assert_eq!(opens_with_dashes(text), same, "{text}");
        }
    }
}
