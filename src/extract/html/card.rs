//! Cards: groups whose elements say by their names which part of a
//! publication each holds.
//!
//! Who builds a page with a style sheet names the parts of an entry for it:
//! `paper-title`, `pub-authors`, `periodical`. Where a title is a paper's by
//! its own name, or one of several that stand with their authors, the largest
//! group around it that holds no other title is the entry.

use scraper::node::Element;

use super::shape::LONGEST_ENTRY;
use super::tags::Kind;
use super::tree::{Node, Tree};
use crate::model::Field;

/// What an element is named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) field: Field,
    /// Named as a publication's: `paper-title`, not `title`.
    certain: bool,
}

/// Words beside a field's that name a publication, or its entry.
const WORKS: &[&str] = &[
    "paper",
    "papers",
    "pub",
    "pubs",
    "publi",
    "publication",
    "publications",
    "preprint",
    "wip",
    "bib",
    "bibbase",
    "citation",
    "reference",
];

/// Words for an entry of any list, which is a publication's beside a word for
/// one.
const ENTRIES: &[&str] = &["entry", "entries", "row", "box", "block"];

/// Words beside a field's that name anything.
const OTHERS: &[&str] = &[
    "article",
    "work",
    "item",
    "card",
    "name",
    "names",
    "list",
    "text",
    "line",
    "info",
    "tag",
    "p",
    "main",
    "highlighted",
];

const FIELDS: &[(Field, &[&str])] = &[
    (
        Field::Venue,
        &[
            "venue",
            "journal",
            "periodical",
            "conference",
            "outlet",
            "booktitle",
            "proceedings",
        ],
    ),
    (Field::Authors, &["author", "authors", "coauthors"]),
    (Field::Title, &["title"]),
];

/// Bytes of the longest name that is read.
const LONGEST_NAME: usize = 40;

/// What the name, the classes or the property of an element say it is.
pub(super) fn named(element: &Element) -> Option<Named> {
    let class = element.attr("class").unwrap_or_default();
    class
        .split_ascii_whitespace()
        .chain(element.attr("itemprop"))
        .chain([element.name()])
        .find_map(read_name)
}

/// Reads one name: `paper-title`, `pubAuthors`, `papertitle`.
fn read_name(name: &str) -> Option<Named> {
    if !name.is_ascii() || name.len() > LONGEST_NAME {
        return None;
    }
    // Most names hold no field's: they are not worth parting.
    let lower = name.to_ascii_lowercase();
    let mut all = FIELDS.iter().flat_map(|(_, words)| words.iter());
    if !all.any(|word| lower.contains(word)) {
        return None;
    }
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        let parts = matches!(c, '-' | '_' | ':');
        if parts || small && c.is_ascii_uppercase() {
            words.push(String::new());
        }
        small = c.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| !parts) {
            word.push(c.to_ascii_lowercase());
        }
    }
    // "papertitle" is two.
    if let [word] = words.as_slice()
        && let Some((work, field)) = FIELDS
            .iter()
            .flat_map(|(_, words)| words.iter())
            .find_map(|field| Some((word.strip_suffix(field)?, field)))
        && WORKS.contains(&work)
    {
        words = vec![work.to_owned(), (*field).to_owned()];
    }
    let is = |table: &[&str], word: &String| table.contains(&word.as_str());
    let field = FIELDS
        .iter()
        .find(|(_, names)| words.iter().any(|word| is(names, word)));
    let (field, _) = field?;
    // "pub-entry__title", but not the "entry-title" of a blog.
    let of_work = words.iter().any(|word| is(WORKS, word));
    let known = |word: &String| {
        word.is_empty()
            || is(WORKS, word)
            || of_work && is(ENTRIES, word)
            || is(OTHERS, word)
            || FIELDS.iter().any(|(_, names)| is(names, word))
    };
    let certain = of_work
        || words.iter().any(|word| {
            ["journal", "periodical", "booktitle", "proceedings"]
                .contains(&word.as_str())
        });
    words.iter().all(known).then_some(Named { field: *field, certain })
}

/// Finds the cards of a page: marks the elements that are entries, tells of
/// what elements are named after which of them are fields, and folds away
/// what tells the contents of a work.
pub(super) fn find(tree: &mut Tree) {
    let titles = titles(tree);
    let held = measure(tree, &titles);
    let cards = cards(tree, &held, titles);
    name_fields(tree, &cards);
    for card in cards.iter().filter(|card| card.all != card.title) {
        fold_summaries(tree, &held, card);
    }
}

/// A publication whose title is named as one.
struct Card {
    title: usize,
    /// The group around the title, or the title itself.
    all: usize,
    /// The title is named as a publication's.
    certain: bool,
}

/// What each element holds; bottom up, for a child stands after its parent.
fn measure(tree: &Tree, titles: &[usize]) -> Vec<Held> {
    // Headings within a title are none of the group's.
    let mut titled = vec![false; tree.nodes.len()];
    for title in titles {
        titled[*title..tree.nodes[*title].end].fill(true);
    }
    let mut held = vec![Held::default(); tree.nodes.len()];
    for at in (0..tree.nodes.len()).rev() {
        let node = &tree.nodes[at];
        let mut here = held[at];
        here.titles += usize::from(titles.binary_search(&at).is_ok());
        here.length += node.text().trim().len();
        let field = node.named().map(|named| named.field);
        here.named += usize::from(field == Some(Field::Authors));
        here.fields += usize::from(field.is_some());
        here.placed |= node
            .named()
            .is_some_and(|named| named.certain && named.field == Field::Venue);
        let heads = matches!(node.kind(), Some(Kind::Heading(_)))
            && !titled[at]
            && here.titles == 0;
        here.headings += usize::from(heads && field.is_none());
        held[at] = here;
        if node.parent != at {
            held[node.parent].add(here);
        }
    }
    held
}

/// The publications that titles tell: by their own name, or as several that
/// stand beside their authors.
fn cards(tree: &Tree, held: &[Held], titles: Vec<usize>) -> Vec<Card> {
    let alone = titles.len() == 1;
    let card = |title: usize| {
        let all = climb(tree, held, title, alone);
        // "title" beside "author" and "periodical" is a publication's, too.
        let named = tree.nodes[title].named();
        let certain = named.is_some_and(|named| named.certain)
            || held[all].named > 0 && held[all].placed;
        Card { title, all, certain }
    };
    let mut cards: Vec<Card> = titles
        .into_iter()
        .map(card)
        .filter(|card| card.certain || held[card.all].named > 0)
        .collect();
    // One title beside its author may be the page's own.
    if cards.iter().filter(|card| !card.certain).count() < 2 {
        cards.retain(|card| card.certain);
    }
    cards
}

/// Tells of elements which field they are: of those within cards, and of
/// those that say so without a title, as "pub-venue" does.
fn name_fields(tree: &mut Tree, cards: &[Card]) {
    let field = |node: &Node, certain: bool| {
        let named = node.named().filter(|named| named.certain || !certain);
        named.map(|named| named.field).filter(|f| *f != Field::Title)
    };
    let mut fields: Vec<Option<Field>> =
        tree.nodes.iter().map(|node| field(node, true)).collect();
    for card in cards {
        let within = card.all..tree.nodes[card.all].end;
        let nodes = &tree.nodes[within.clone()];
        for (node, told) in nodes.iter().zip(&mut fields[within]) {
            *told = field(node, false);
        }
        fields[card.title] = Some(match card.certain {
            true => Field::Title,
            false => Field::Caption,
        });
    }
    for (node, field) in tree.nodes.iter_mut().zip(fields) {
        if let Some(tag) = node.tag_mut() {
            tag.style.field = field;
        }
    }
}

/// Marks the group of a card as an entry, and folds away what in it tells
/// the contents of the work.
fn fold_summaries(tree: &mut Tree, held: &[Held], card: &Card) {
    let within = card.all + 1..tree.nodes[card.all].end;
    for at in within.filter(|at| held[*at].fields == 0) {
        if let Some(tag) = tree.nodes[at].tag_mut()
            && tag.summary
            && tag.kind == Kind::Block
        {
            tag.kind = Kind::Folded;
        }
    }
    if let Some(tag) = tree.nodes[card.all].tag_mut() {
        tag.card = true;
    }
}

/// Whether a class names a publication: `pub-summary`.
pub(super) fn names_work(class: &str) -> bool {
    class.split(['-', '_', ' ']).any(|word| WORKS.contains(&word))
}

/// Whether a class says that an element tells what is in a work.
pub(super) fn is_summary(class: &str) -> bool {
    const SUMMARIES: &[&str] = &[
        "abstract",
        "summary",
        "excerpt",
        "tldr",
        "blurb",
        "description",
        "desc",
    ];
    class.split_ascii_whitespace().any(|name| {
        // What themes of Hugo call it.
        name == "article-style"
            || name.split(['-', '_']).any(|word| SUMMARIES.contains(&word))
    })
}

/// What an element holds.
#[derive(Clone, Copy, Default)]
struct Held {
    titles: usize,
    /// Elements named after the authors, and after any field.
    named: usize,
    fields: usize,
    /// Something is named as the journal it appeared in is.
    placed: bool,
    /// Headings of neither titles nor other fields.
    headings: usize,
    /// Bytes of text.
    length: usize,
}

impl Held {
    fn add(&mut self, part: Held) {
        self.titles += part.titles;
        self.named += part.named;
        self.fields += part.fields;
        self.placed |= part.placed;
        self.headings += part.headings;
        self.length += part.length;
    }
}

/// The elements named after a title that hold the length of one, those
/// within others left out; in order.
fn titles(tree: &Tree) -> Vec<usize> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 8..=400;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(node) = tree.nodes.get(at) {
        let named = node.named();
        let is_title = named.is_some_and(|n| n.field == Field::Title)
            && node.kind() != Some(Kind::Hidden)
            && LENGTHS.contains(&tree.text_within(at).trim().len());
        if is_title {
            found.push(at);
        }
        at = if is_title { node.end } else { at + 1 };
    }
    found
}

/// The largest group around a title that holds no other, nor a heading, and
/// has the size of an entry; where the title is `alone` on its page, only
/// what is named after a field belongs to it for certain.
fn climb(tree: &Tree, held: &[Held], title: usize, alone: bool) -> usize {
    /// Bytes of an entry with its abstract.
    const LONGEST: usize = 2 * LONGEST_ENTRY;
    let (mut at, mut card) = (title, title);
    loop {
        let parent = tree.nodes[at].parent;
        let page = tree.nodes[parent].tag().is_none_or(|tag| {
            let name = tag.signature.split('.').next().unwrap_or("");
            matches!(name, "html" | "body" | "main")
        });
        let all = held[parent];
        let more = all.length - held[at].length;
        let foreign = alone
            && all.fields == held[at].fields
            && more * 2 > held[at].length;
        if parent == at
            || page
            || foreign
            || all.titles > 1
            || all.headings > 0
            || all.length > LONGEST
        {
            return card;
        }
        at = parent;
        if tree.nodes[at].kind() != Some(Kind::Inline) {
            card = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::html::fragment;

    #[test]
    fn names_tell_fields() {
        use Field::{Authors, Title, Venue};
        for (name, told) in [
            ("paper-title", Some((Title, true))),
            ("papertitle", Some((Title, true))),
            ("pubTitle", Some((Title, true))),
            ("bibbase_paper_title", Some((Title, true))),
            ("pub-entry__title", Some((Title, true))),
            ("entry-title", None),
            ("title", Some((Title, false))),
            ("card-title", Some((Title, false))),
            ("paper-authors", Some((Authors, true))),
            ("author", Some((Authors, false))),
            ("journal-title", Some((Venue, true))),
            ("periodical", Some((Venue, true))),
            ("venue", Some((Venue, false))),
            ("subtitle", None),
            ("page-title", None),
            ("author__avatar", None),
            ("title-wrapper", None),
            ("div", None),
        ] {
            let read = read_name(name);
            let read = read.map(|named| (named.field, named.certain));
            assert_eq!(read, told, "{name}");
        }
    }

    /// What each block of a page holds, what is told of it in brackets.
    fn told(page: &str) -> Vec<String> {
        let blocks = fragment(page, 1);
        let shown = blocks.iter().map(|block| {
            let runs = block.lines.iter().flat_map(|line| &line.runs);
            let shown = runs.map(|run| match run.style.field {
                Some(field) => format!("[{field:?}:{}]", run.text.trim()),
                None => run.text.trim().to_owned(),
            });
            shown.collect()
        });
        shown.collect()
    }

    #[test]
    fn a_title_beside_a_periodical_is_a_publications() {
        let card = "<li><div class=title>Slow Rivers</div>\
            <div class=author>Ann Roe</div>\
            <div class=periodical>Sand 3, 2020</div></li>";
        for (page, field) in [
            (format!("<ol>{card}</ol>"), "Title"),
            (format!("<ol>{card}{card}</ol>"), "Title"),
            (card.replace("periodical", "date").repeat(2), "Caption"),
        ] {
            let told = told(&page);
            let wanted = format!("[{field}:Slow Rivers]");
            assert!(told[0].starts_with(&wanted), "{told:?}");
        }
    }

    #[test]
    fn the_largest_group_around_a_title_is_an_entry() {
        let page = "<h2>Rivers</h2>\
            <details class=paper><summary><div>\
            <div class=paper-title>Slow Rivers</div>\
            <div class=paper-authors>Ann Roe, Bo Li</div></div></summary>\
            <div class=paper-body><p>Sand 3</p></div></details>\
            <details class=paper><summary><div>\
            <h4 class=paper-title>Wide Rivers</h4></div></summary>\
            <p>Wind 4</p></details>";
        assert_eq!(
            told(page),
            [
                "Rivers",
                "[Title:Slow Rivers][Authors:Ann Roe, Bo Li]Sand 3",
                "[Title:Wide Rivers]Wind 4",
            ]
        );
    }

    #[test]
    fn the_title_of_a_page_is_no_publications() {
        let page = "<body class=home><header><h1 class=title>Ann Roe</h1>\
            <p class=author>Ann Roe</p></header><div class=main>\
            <p>I look at rivers and their beds, and at sand.</p>\
            <div class=paper-title>Slow Rivers of Sand</div></div></body>";
        let told = told(page);
        assert_eq!(told[0], "Ann Roe");
        assert_eq!(
            told.last().map(|t| &**t),
            Some("[Title:Slow Rivers of Sand]")
        );
    }

    #[test]
    fn a_heading_within_a_title_is_its_own() {
        let page = "<h2>Papers</h2>\
            <div><div class=paper-title><h4>Slow Rivers</h4></div>Nature</div>\
            <div><div class=paper-title><h4>Wide Rivers</h4></div>Sand</div>";
        let want =
            ["Papers", "[Title:Slow Rivers]Nature", "[Title:Wide Rivers]Sand"];
        assert_eq!(told(page), want);
    }

    #[test]
    fn a_title_of_something_is_a_papers_beside_its_authors() {
        let card = |below: &str| {
            format!(
                "<div><div class=title>Slow Rivers</div>{below}</div>\
                 <div><div class=title>Wide Rivers</div>{below}</div>"
            )
        };
        let by = card("<div class=author>Ann Roe</div>");
        assert_eq!(told(&by)[0], "[Caption:Slow Rivers][Authors:Ann Roe]");
        let post = card("<div class=venue>University of Kiel</div>");
        assert_eq!(told(&post)[0], "Slow RiversUniversity of Kiel");
        let told_in = card(
            "<div class=author>Ann Roe</div>\
             <div class=article-style>We look at rivers.</div>",
        );
        let abstracts = told(&told_in);
        assert_eq!(abstracts[0], "[Caption:Slow Rivers][Authors:Ann Roe]");
        assert_eq!(abstracts[1], "We look at rivers.");
    }
}
