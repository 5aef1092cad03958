//! What each HTML element means for the layout of its words.

use scraper::node::Element;

use super::card;
use super::tree::Tag;
use crate::model::Style;

/// The part an element plays in the flow of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Neither it nor what it holds is text of the page.
    Skipped,
    /// Runs on in its line.
    Inline,
    /// Begins and ends a line.
    Block,
    /// An article or a card: one thing among others of its kind.
    Article,
    Heading(u8),
    List,
    Item,
    /// `dt` and `dd`.
    Term,
    Definition,
    Table,
    Row,
    Cell,
    /// `br`.
    Break,
    /// `hr`.
    Rule,
    /// Text whose line breaks count.
    Verbatim,
    /// Navigation, footers, notices.
    Boilerplate,
    /// Not shown, or not at first.
    Hidden,
    /// Text folded away until asked for: abstracts, citation exports.
    Folded,
}

/// What an element that is not shown at first holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hides {
    /// What goes with a work: its abstract, its citation.
    Summary,
    /// A part of the page, which is shown on some screens or on demand.
    Pane,
    /// Its names do not tell.
    Anything,
}

/// Elements that are not inline.
const KINDS: &[(Kind, &[&str])] = &[
    (
        Kind::Skipped,
        &[
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "title",
            "iframe",
            "object",
            "audio",
            "video",
            "canvas",
            "select",
            "textarea",
            "annotation",
            "annotation-xml",
            "map",
            "applet",
            "noframes",
            "datalist",
        ],
    ),
    (
        Kind::Block,
        &[
            "address",
            "aside",
            "blockquote",
            "body",
            "center",
            "dir",
            "div",
            "fieldset",
            "figure",
            "figcaption",
            "form",
            "header",
            "hgroup",
            "head",
            "html",
            "legend",
            "main",
            "p",
            "section",
            "caption",
            "summary",
            "dialog",
            "search",
        ],
    ),
    (Kind::Article, &["article"]),
    (Kind::Heading(1), &["h1"]),
    (Kind::Heading(2), &["h2"]),
    (Kind::Heading(3), &["h3"]),
    (Kind::Heading(4), &["h4"]),
    (Kind::Heading(5), &["h5"]),
    (Kind::Heading(6), &["h6"]),
    (Kind::List, &["ul", "ol", "menu", "dl"]),
    (Kind::Item, &["li"]),
    (Kind::Term, &["dt"]),
    (Kind::Definition, &["dd"]),
    (Kind::Table, &["table", "thead", "tbody", "tfoot"]),
    (Kind::Row, &["tr"]),
    (Kind::Cell, &["td", "th"]),
    (Kind::Break, &["br"]),
    (Kind::Rule, &["hr"]),
    (Kind::Verbatim, &["pre", "listing", "xmp"]),
    (Kind::Boilerplate, &["nav", "footer"]),
    (Kind::Folded, &["details"]),
];

const BOLD: &[&str] = &["b", "strong", "th"];
const ITALIC: &[&str] = &["i", "em", "cite", "var", "dfn"];
const SUPERSCRIPT: &[&str] = &["sup"];

/// Words of `class` that set type, in the style sheets in wide use.
const BOLD_CLASSES: &[&str] = &[
    "bold",
    "fw-bold",
    "font-bold",
    "font-weight-bold",
    "font-semibold",
    "fw-semibold",
    "title",
    "paper-title",
    "papertitle",
    "pub-title",
    "publication-title",
    "article-title",
];
const ITALIC_CLASSES: &[&str] =
    &["italic", "fst-italic", "font-italic", "text-italic"];

/// Words of `class`, `id` and `role` that mark what every page of a site
/// repeats.
const BOILERPLATE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "topnav",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "contentinfo",
    "cookie",
    "cookies",
    "cookieconsent",
    "pagination",
    "masthead",
    "toc",
    "tableofcontents",
    "sitemap",
    "counter",
    "copyright",
    "consent",
    "searchform",
];

/// Words of `class` for what only screen readers read.
const UNSEEN: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "visuallyhidden",
    "d-none",
    "skip-link",
];

/// Words of `class` for icons whose text is a ligature or a private glyph.
const ICONS: &[&str] =
    &["material-icons", "material-symbols-outlined", "google-symbols"];

/// Words of `class` for the kind of a work, set behind its title as if it
/// were a part of it: teachPress's "Journal Article".
const WORK_KINDS: &[&str] = &["tp_pub_type"];

/// Words of `class` for what is folded away inside an entry.
const FOLDED: &[&str] =
    &["abstract", "bibtex", "collapse", "hidden", "bib", "modal"];

/// Words of `class` for inline elements that stand apart from neighbours.
const APART: &[&str] = &[
    "btn",
    "badge",
    "button",
    "label",
    "tag",
    "chip",
    "pill",
    "flex",
    "d-flex",
    "inline-flex",
    "grid",
    "abbr",
];

/// Words of names for what tells the contents of a work.
const SUMMARIES: &[&str] = &["abs", "bib", "summary", "tldr"];

/// Words of names for parts of a page, of which one is shown at a time.
const PANES: &[&str] =
    &["content", "pane", "section", "tab", "tabcontent", "tabpanel", "tabs"];

/// Reads an element.
pub(super) fn read(element: &Element) -> Tag {
    let name = element.name();
    let class = element.attr("class").unwrap_or_default();
    let marked = |table: &[&str]| {
        class.split_ascii_whitespace().any(|word| {
            table.iter().any(|known| known.eq_ignore_ascii_case(word))
        })
    };
    let css: String = element
        .attr("style")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    let bold = BOLD.contains(&name)
        || marked(BOLD_CLASSES)
        || ["font-weight:bold", "font-weight:600", "font-weight:700"]
            .iter()
            .any(|rule| css.contains(rule));
    let italic = ITALIC.contains(&name) && !is_icon(element)
        || marked(ITALIC_CLASSES)
        || css.contains("font-style:italic");
    let superscript =
        SUPERSCRIPT.contains(&name) || css.contains("vertical-align:super");
    let hidden = element.attr("hidden").is_some_and(|v| v != "until-found")
        || css.contains("display:none")
        || css.contains("visibility:hidden")
        || marked(UNSEEN)
        || marked(ICONS);
    let plain = KINDS
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map_or(Kind::Inline, |(kind, _)| *kind);
    let summary = card::is_summary(class);
    let kind = match plain {
        Kind::Skipped => Kind::Skipped,
        _ if hidden && name != "html" && name != "body" => Kind::Hidden,
        _ if plain == Kind::Inline
            && (element.attr("aria-hidden") == Some("true")
                || marked(WORK_KINDS)) =>
        {
            Kind::Skipped
        }
        Kind::Block | Kind::List | Kind::Cell | Kind::Table
            if !matches!(name, "html" | "head" | "body" | "main")
                && is_boilerplate(element) =>
        {
            Kind::Boilerplate
        }
        Kind::Block | Kind::Inline if marked(FOLDED) => Kind::Folded,
        Kind::Block if summary && card::names_work(class) => Kind::Folded,
        kind => kind,
    };
    let link = match name {
        "a" => element.attr("href"),
        // `<td onclick="location.href='teaching.htm'">`
        _ => element
            .attr("onclick")
            .filter(|script| script.contains("location"))
            .and_then(|script| script.split(['\'', '"']).nth(1)),
    };
    Tag {
        kind,
        style: Style { bold, italic, superscript, field: None },
        link: link.map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned),
        signature: signature(name, class),
        apart: marked(APART)
            || name == "button"
            || css.contains("display:flex"),
        named: card::named(element),
        summary,
        card: false,
        hides: hides(element),
    }
}

/// What an element holds, should it be hidden, as far as its names tell.
fn hides(element: &Element) -> Hides {
    let named = ["class", "id", "role"];
    let names = named.iter().filter_map(|name| element.attr(name));
    let names = names.flat_map(str::split_ascii_whitespace);
    if names.clone().any(is_by_screen) {
        return Hides::Pane;
    }
    let is_one_of = |table: &[&str], name: &str| {
        name.to_ascii_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .any(|word| table.contains(&word))
    };
    let says_summary = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["abstract", "bibtex"].iter().any(|word| name.contains(word))
            || is_one_of(SUMMARIES, &name)
    };
    if names.clone().any(says_summary) {
        return Hides::Summary;
    }
    match names.clone().any(|name| is_one_of(PANES, name)) {
        true => Hides::Pane,
        false => Hides::Anything,
    }
}

/// Whether a class shows its element on some screens: `d-none d-md-block`.
fn is_by_screen(word: &str) -> bool {
    let rest = word.strip_prefix("d-");
    let screen = rest.and_then(|rest| rest.split_once('-'));
    screen.is_some_and(|(screen, shown)| {
        ["sm", "md", "lg", "xl", "xxl"].contains(&screen) && shown != "none"
    })
}

/// Name and classes, without those that number or date their elements:
/// `year-2020`, `col-md-8`.
fn signature(name: &str, class: &str) -> String {
    let is_plain =
        |word: &&str| !word.bytes().any(|byte| byte.is_ascii_digit());
    let mut out = name.to_owned();
    for word in class.split_ascii_whitespace().filter(is_plain) {
        out.push('.');
        out.push_str(word);
    }
    out
}

/// `<i class="fa fa-envelope">` is a picture, not slanted text.
fn is_icon(element: &Element) -> bool {
    element.name() == "i" && element.attr("class").is_some()
}

/// Whether a name given to an element marks navigation or a notice.
fn is_boilerplate(element: &Element) -> bool {
    ["class", "id", "role"].iter().any(|name| {
        element.attr(name).unwrap_or_default().split([' ', '-', '_']).any(
            |word| {
                BOILERPLATE
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(word))
            },
        )
    })
}
