//! Whom a document is about, by its own words: the lines above the first
//! section, and what stands elsewhere in so many words.

mod name;
mod name_words;
mod told;

use super::place::Place;
use super::words::is_caseless;
use crate::gazetteer::institution::by_alias;
use crate::model::{Document, Line, PersonName, Role, SectionKind, fold_name};
use crate::segment::kind_of;
use name::read_name;
pub(super) use name_words::STATES;
use told::{introduced, introduced_given, labelled};

/// A name that may be the owner's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) name: PersonName,
    /// As the document writes it.
    pub(super) printed: String,
    pub(super) score: f32,
    /// The same in another script: "Anna Weber (韦安娜)".
    pub(super) also: Option<String>,
}

impl Candidate {
    /// The name as the document spells it: a header gives names in reading
    /// order, so initials behind ("Abhishek R") stay behind.
    pub(super) fn spelling(&self) -> String {
        let sorted = |text: &str| {
            let mut words: Vec<String> =
                text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        let behind = self.printed.rsplit_once(' ');
        let born =
            behind.and_then(|(name, word)| Some((name, generation(word)?)));
        let printed = born.map_or(&*self.printed, |(name, _)| name);
        let printed = printed.trim_end_matches(',');
        let read = self.name.display();
        let same = sorted(read) == sorted(printed);
        let spelt = if same { printed } else { read };
        match born {
            Some((_, born)) => format!("{spelt} {born}"),
            None => spelt.to_owned(),
        }
    }
}

/// What tells a namesake's child by a word behind the name, as it is written.
fn generation(word: &str) -> Option<&'static str> {
    match word.trim_end_matches('.') {
        "Jr" | "JR" | "jr" => Some("Jr."),
        "Sr" | "SR" | "sr" => Some("Sr."),
        "II" => Some("II"),
        "III" => Some("III"),
        "IV" => Some("IV"),
        _ => None,
    }
}

/// The names that a page's menu links to the home page: `<a
/// href="index.html">Ann Roe</a>`.
fn links_home(document: &Document) -> impl Iterator<Item = Candidate> {
    /// Blocks of a page's head.
    const HEAD: usize = 12;
    // "/" may be a laboratory's.
    let is_home = |target: &str| {
        let page = target.split('#').next().unwrap_or("");
        let page = page.strip_prefix("./").unwrap_or(page);
        ["index.html", "index.htm", "index.php", "home.html"].contains(&page)
    };
    let blocks = document.blocks.iter().take(HEAD);
    let links = blocks.flat_map(|block| &block.links);
    links.filter(move |link| is_home(&link.target)).filter_map(|link| {
        let text = document.slice(link.span).trim();
        let mut candidate = read_name(text)?;
        let sure = candidate.score > 0.1 && by_alias(text).is_none();
        candidate.score += 1.0;
        sure.then_some(candidate)
    })
}

/// The names above the menu of a site that bears them, where the path tells
/// the same: "Ann Roe" in `ann-roe/papers.html`.
fn framed(
    document: &Document,
    place: &Place<'_>,
    header: &[Line],
) -> impl Iterator<Item = Candidate> {
    /// Lines of a page's head.
    const HEAD: usize = 12;
    let lines = header.iter().take(HEAD);
    let framed = lines.filter(|line| matches!(line.role, Role::Boilerplate));
    framed.filter_map(|line| {
        let mut candidate = read_name(document.slice(line.span).trim())?;
        candidate.score += 1.0;
        let told = candidate.name.is_full() && place.names(&candidate.name);
        told.then_some(candidate)
    })
}

/// The owner's name by the document's own words, the likeliest first.
pub(super) fn candidates(
    document: &Document,
    place: &Place<'_>,
    header: &[Line],
    prose: &[Line],
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut seen = 0;
    for line in header {
        if matches!(line.role, Role::Boilerplate) {
            continue;
        }
        let text = document.slice(line.span).trim();
        if text.is_empty() {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let depth = seen as f32;
        seen += 1;
        if seen > 12 {
            break;
        }
        let large = line.geometry.is_some_and(|g| g.size > 1.25);
        let heading = matches!(line.role, Role::Heading(_));
        for part in header_parts(text) {
            if is_label(text, part) {
                continue;
            }
            if let Some(mut candidate) = read_name(part) {
                if candidate.score < 0.1 && (depth > 0.0 || part != text) {
                    continue;
                }
                candidate.score += 1.2 - depth * 0.25;
                candidate.score += if large || heading { 1.0 } else { 0.0 };
                candidate.score += if part == text { 0.3 } else { 0.0 };
                found.push(candidate);
            }
        }
    }
    let meta = [&document.metadata.author, &document.metadata.title];
    for (i, text) in meta.into_iter().enumerate() {
        let Some(text) = text else { continue };
        for part in header_parts(text) {
            if let Some(mut candidate) = read_name(part)
                && candidate.score > 0.1
            {
                candidate.score += match i {
                    0 => 0.6,
                    // "Publications – Jane Roe", "Jane Roe's Papers".
                    _ if heads_list(text) => 2.5,
                    _ => 0.4,
                };
                found.push(candidate);
            }
        }
    }
    let told = document.metadata.person.as_deref();
    if let Some(mut candidate) =
        told.and_then(|told| read_name(told.name.as_deref()?))
    {
        candidate.score += 0.8;
        found.push(candidate);
    }
    for candidate in &mut found {
        if place.names(&candidate.name) {
            candidate.score += 0.8;
        }
    }
    if found.is_empty() {
        found.extend(links_home(document));
        found.extend(framed(document, place, header));
    }
    for line in header.iter().chain(prose).take(60) {
        let text = document.slice(line.span);
        if let Some(mut candidate) = labelled(text) {
            candidate.score += 1.8;
            found.push(candidate);
        } else if let Some(mut candidate) = introduced(text) {
            candidate.score += 1.4;
            found.push(candidate);
        } else if let Some(given) = introduced_given(text) {
            of_given(given, place, &mut found);
        } else if let Some(mut candidate) = headed(line, text, place) {
            candidate.score += 1.8;
            found.push(candidate);
        }
    }
    merge(found)
}

/// The name that a heading is, wherever it stands, where the path tells the
/// same: "Ann Roe" in `ann-roe/about.html`.
fn headed(line: &Line, text: &str, place: &Place<'_>) -> Option<Candidate> {
    if !matches!(line.role, Role::Heading(_)) {
        return None;
    }
    let candidate = read_name(text.trim())?;
    let told = PersonName::parse(&place.person()?)?;
    let same = told.is_full() && told.matches(&candidate.name);
    (same && candidate.name.is_full()).then_some(candidate)
}

/// Takes note that the owner says "I'm Ann": of names those with that given
/// name are likelier, or else the path may tell the rest.
fn of_given(given: &str, place: &Place<'_>, found: &mut Vec<Candidate>) {
    let given = fold_name(given);
    let has = |name: &PersonName| name.given().first() == Some(&given);
    let mut known = false;
    for candidate in found.iter_mut().filter(|found| has(&found.name)) {
        candidate.score += 0.8;
        known = true;
    }
    let told = || read_name(&place.person()?);
    if !known
        && let Some(mut candidate) = told().filter(|told| has(&told.name))
    {
        candidate.score += 1.8;
        found.push(candidate);
    }
}

/// A name with initials as a short text spells it out: "A. Roe" in
/// "Publications by Anna Roe".
pub(super) fn spelt_out(text: &str, initials: &PersonName) -> Option<String> {
    const LONGEST: usize = 160;
    if text.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let windows = (2..=4).flat_map(|n| words.windows(n));
    windows
        .map(|window| window.join(" "))
        .filter_map(|name| read_name(&name))
        .find(|found| found.name.is_full() && found.name.matches(initials))
        .map(|found| found.spelling())
}

/// Whether a page's title says that it is a list of publications, or one
/// part of it does.
fn heads_list(title: &str) -> bool {
    list_named(title).is_some()
}

/// What a page's title calls the list of publications that the page is: the
/// "Working Papers" of "Ann Roe | Working Papers".
pub(super) fn list_named(title: &str) -> Option<&str> {
    let parts = title.split(['|', '•', '—', '–', '·', ':', '-', '«', '»']);
    std::iter::once(title)
        .chain(parts)
        .map(str::trim)
        .find(|part| kind_of(part) == Some(SectionKind::Publications))
}

/// Adds up the scores of spellings of one name.
fn merge(found: Vec<Candidate>) -> Vec<Candidate> {
    let mut merged: Vec<Candidate> = Vec::new();
    for candidate in found {
        let same = merged.iter_mut().find(|m| m.name.matches(&candidate.name));
        match same {
            Some(known) => {
                known.score += 0.5 + candidate.score.max(0.0) * 0.3;
                // The fuller spelling stays.
                if !known.name.is_full() && candidate.name.is_full() {
                    known.name = candidate.name;
                    known.printed = candidate.printed;
                }
                known.also = known.also.take().or(candidate.also);
            }
            None => merged.push(candidate),
        }
    }
    merged.sort_by(|a, b| b.score.total_cmp(&a.score));
    merged
}

/// The stretches of a header line: "Jane Roe | Curriculum Vitae".
fn header_parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text
        .split(['|', '•', '\t', '/', '—', '–', ';', '【', '】', ':', '\n'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" · "))
        .flat_map(|part| part.split("  "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    // "Jane Roe, Ph.D." and "Roe, Jane" stay whole; "Jane Roe, Yale" not.
    let heads: Vec<&str> = parts
        .iter()
        .filter(|part| !is_byline(part))
        .filter_map(|part| part.split_once(", ").map(|(head, _)| head))
        .collect();
    parts.extend(heads);
    // "남궁소율 (Soyul Namgung)".
    if let Some((head, _)) = text.split_once([' ', '(', '（'])
        && text.starts_with(is_caseless)
    {
        parts.push(head);
    }
    parts
}

/// Whether a text begins with the names of several people, as those who wrote
/// a work stand below its title: "Ann Roe, Bo Li, Cy Diaz, Moss, 2020".
fn is_byline(text: &str) -> bool {
    /// Names in a row; what follows one name may be a town and its country.
    const NAMES: usize = 4;
    /// The first have several words each, as few towns do.
    const FULL: usize = 3;
    let mut names = text.split(", ").take(NAMES).enumerate();
    let sure = |part: &str| read_name(part).is_some_and(|it| it.score > 0.1);
    text.split(", ").nth(NAMES - 1).is_some()
        && names
            .all(|(i, part)| (i >= FULL || part.contains(' ')) && sure(part))
}

/// Whether a part of a line in such a script stands before a colon:
/// "이메일: …" labels an address.
fn is_label(text: &str, part: &str) -> bool {
    let end = part.as_ptr() as usize + part.len() - text.as_ptr() as usize;
    part.starts_with(is_caseless)
        && text
            .get(end..)
            .is_some_and(|behind| behind.trim_start().starts_with([':', '：']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Raw, RawBlock, RawLine};

    #[test]
    fn a_menu_links_its_owner_home() {
        use crate::model::Run;
        let entry = |(text, target): (&str, &str)| {
            let link = Some(target.to_owned());
            let run = Run { link, ..Run::plain(text) };
            let role = Role::Boilerplate;
            let line = RawLine { runs: vec![run], ..RawLine::default() };
            RawBlock { role, page: None, lines: vec![line] }
        };
        let names = |menu: &[(&str, &str)]| -> Vec<String> {
            let blocks = menu.iter().copied().map(entry).collect();
            let raw = Raw { blocks, ..Raw::default() };
            let document = crate::normalize::document(raw, "x", "html");
            links_home(&document).map(|found| found.printed).collect()
        };
        let menu = [("Anna Weber", "./index.html"), ("Papers", "papers.html")];
        assert_eq!(names(&menu), ["Anna Weber"]);
        assert_eq!(names(&[("Home", "/"), ("Research", "r.html")]), [""; 0]);
        assert_eq!(names(&[("Bo Li", "https://li.example")]), [""; 0]);
        assert_eq!(names(&[("Carnegie Mellon", "index.html")]), [""; 0]);
        assert_eq!(names(&[("Bo Li", "/")]), [""; 0]);
    }

    #[test]
    fn a_site_may_bear_its_owners_name() {
        let read = |path: &str| -> Vec<String> {
            let block = |role, text: &str| RawBlock {
                role,
                page: None,
                lines: vec![RawLine::plain(text, 1)],
            };
            let blocks = vec![
                block(Role::Boilerplate, "Anna Weber"),
                block(Role::Boilerplate, "Papers Teaching"),
                block(Role::Body, "Slow rivers are what I look at."),
            ];
            let raw = Raw { blocks, ..Raw::default() };
            let document = crate::normalize::document(raw, path, "html");
            let lines = crate::segment::lines(&document);
            let place = Place::of(path);
            let found = framed(&document, &place, &lines);
            found.map(|found| found.printed).collect()
        };
        assert_eq!(read("anna-weber/papers.html"), ["Anna Weber"]);
        assert!(read("rivers/papers.html").is_empty());
    }

    #[test]
    fn the_first_of_several_people_is_not_whom_a_line_is_about() {
        let several = "Ann Roe, Bo Li, Cy Diaz, Dora Vey, Moss, 2020";
        assert!(!header_parts(several).contains(&"Ann Roe"));
        for one in [
            "Ann Roe, Moss Institute, Sandton, South Africa",
            "Ann Roe, Paris, London, Boston",
        ] {
            assert!(header_parts(one).contains(&"Ann Roe"), "{one}");
        }
    }

    #[test]
    fn a_label_is_no_name() {
        let names = |line: &'static str| -> Vec<&str> {
            let parts = header_parts(line).into_iter();
            parts.filter(|part| !is_label(line, part)).collect()
        };
        assert!(!names("이메일: soyul@postech.example").contains(&"이메일"));
        assert!(names("남궁소율 (Soyul Namgung)").contains(&"남궁소율"));
    }

    #[test]
    fn a_name_keeps_its_generation() {
        for (text, want) in [
            ("Anna B. Weber II", "Anna B. Weber II"),
            ("Anton Weber, Jr.", "Anton Weber Jr."),
            ("Anton Weber Jr", "Anton Weber Jr."),
            ("Anton Weber, PhD", "Anton Weber"),
            ("Weber A", "Weber A"),
        ] {
            let spelt = read_name(text).map(|found| found.spelling());
            assert_eq!(spelt.as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn a_name_is_read_out_of_a_header() {
        for (text, want) in [
            ("Curriculum Vitae of Maria Schmidt", Some("Maria Schmidt")),
            ("Curriculum Vitae for Maria Schmidt", Some("Maria Schmidt")),
            ("Publications HAL de Maria Schmidt", Some("Maria Schmidt")),
            ("PERSONAL INFORMATION Maria Schmidt", Some("Maria Schmidt")),
            ("dr hab. Maria Schmidt", Some("Maria Schmidt")),
            ("Eng. Maria Schmidt", Some("Maria Schmidt")),
            ("Carlos García", Some("Carlos García")),
            ("Maria Schmidt – Curriculum Vitae", Some("Maria Schmidt")),
            ("Department of Physics", None),
            ("CEPR DP18001", None),
            ("Research Assistant", None),
            ("李雷的主页", Some("李雷")),
            ("关于我", None),
            ("2 Rue de la Source", None),
            ("Syracuse, NY", None),
            ("GeoRISK Lyon", None),
            ("Sean McDONALD", Some("Sean McDONALD")),
            ("我妻栄", Some("我妻栄")),
            ("Rivers and “Sand", None),
            ("李雷", Some("李雷")),
            ("个人简介", None),
            ("Deep Learning", None),
        ] {
            let found = header_parts(text)
                .into_iter()
                .filter_map(read_name)
                .max_by(|a, b| a.score.total_cmp(&b.score));
            let found = found.map(|c| c.printed);
            assert_eq!(found.as_deref(), want, "{text}");
        }
    }
}
