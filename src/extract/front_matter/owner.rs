//! Whom a page is about, as its front matter says for the theme to print:
//! Hugo's author pages, al-folio's and others' about pages.

use super::mails::mails;
use crate::extract::persons::{has_parts, is_name, is_of_page};
use crate::extract::sheet::Sheet;
use crate::extract::tree::{Node, same_key};
use crate::model::{Affiliation, Owner, RawBlock};

/// What front matter has a theme print around a page.
#[derive(Debug, Default)]
pub(in crate::extract) struct Around {
    /// Above: post, place and address.
    pub(in crate::extract) above: Vec<RawBlock>,
    /// Below: interests and degrees.
    pub(in crate::extract) below: Vec<RawBlock>,
}

const POSTS: &[&str] = &["role", "position", "jobtitle"];
const PLACES: &[&str] = &[
    "organizations",
    "organization",
    "affiliation",
    "affiliations",
    "organizaciones",
    "organizações",
    "organisationen",
    "organisations",
];
const INTERESTS: &[&str] = &[
    "interests",
    "researchinterests",
    "researchareas",
    "intereses",
    "interesses",
    "interessen",
    "interessi",
    "intérêts",
    "centresd'intérêt",
    "forschungsinteressen",
    "研究方向",
    "研究兴趣",
    "研究分野",
];
const STUDIES: &[&str] = &[
    "education",
    "educations",
    "educación",
    "educação",
    "educaçãoformal",
    "formación",
    "formação",
    "formation",
    "formazione",
    "ausbildung",
    "教育",
    "学歴",
];
pub(super) const MAILS: &[&str] = &["email", "mail", "emails"];
pub(super) const LINKS: &[&str] =
    &["social", "profiles", "links", "sociallinks"];

/// What a theme prints about the person at the head of the page.
const PROSE: &[&str] = &[
    "subtitle",
    "tagline",
    "teaser",
    "description",
    "excerpt",
    "bio",
    "shortbio",
];
/// Likewise beside the picture.
const BESIDE_PICTURE: &[&str] = &["moreinfo", "address"];

/// Longest text of one line, in bytes; others are prose.
const LONGEST: usize = 120;

/// The name of the person, where front matter describes one: `name` alone
/// may be a page's.
pub(super) fn name(front: &Node) -> Option<String> {
    let describes = [POSTS, PLACES, INTERESTS, STUDIES, MAILS, LINKS]
        .iter()
        .any(|keys| front.get(keys).is_some());
    let name = front.text_of(&["name"]).filter(|_| describes);
    // Quarto's page about somebody has their name for its title.
    let titled = || {
        let set_up = !front.get(&["about"])?.entries().is_empty();
        front.text_of(&["title"]).filter(|title| set_up && is_name(title))
    };
    let name = name.filter(|name| has_parts(name)).or_else(titled);
    let hero = || hero(front)?.text_of(&["name"]);
    name.or_else(hero).or_else(|| caseless(front)).map(str::to_owned)
}

/// The title of one of Hugo's author pages, which is the name to show, where
/// its script has no capitals to tell names by: "山田太郎".
fn caseless(front: &Node) -> Option<&str> {
    /// Endings of titles of the page.
    const PAGES: &[&str] = &["简介", "简历", "主页", "关于", "关于我"];
    let is_letter =
        |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    let title = front.text_of(&["title"]).filter(|_| is_author(front))?;
    let fits = (2..=5).contains(&title.chars().count())
        && title.chars().all(is_letter)
        && !PAGES.iter().any(|page| title.ends_with(page));
    fits.then_some(title)
}

/// What VitePress prints across the first page of a site, where that bears a
/// person's name.
fn hero(front: &Node) -> Option<&Node> {
    let hero = front.get(&["hero"])?;
    hero.text_of(&["name"]).is_some_and(is_name).then_some(hero)
}

/// Whether a page tells of its owner: by its theme's layout, or its title.
fn is_about(front: &Node) -> bool {
    let layout = front.text_of(&["layout"]).map(str::to_lowercase);
    let titled = front.text_of(&["title"]).is_some_and(|title| {
        title.split_whitespace().all(|word| {
            let lower = word.to_lowercase();
            is_of_page(word) || ["me", "my", "welcome"].contains(&&*lower)
        })
    });
    // The first page of a site that has its owner's name.
    let at_home = front.text_of(&["permalink"]) == Some("/")
        && front.text_of(&["title"]).is_some_and(is_name);
    // A page laid out around its owner, whose name is its title.
    let told = front.get(&["about"]).is_some_and(|about| {
        !about.entries().is_empty()
            && front.text_of(&["title"]).is_some_and(is_name)
    });
    front.get(&["profile"]).is_some()
        || told
        || is_described(front)
        || layout.is_some_and(|l| ["about", "profile", "bio"].contains(&&*l))
        || titled
        || at_home
        || hero(front).is_some()
}

/// Whether a page is named after a person, and its description tells of them:
/// "Ann Roe is a PhD student at Moss Hall."
fn is_described(front: &Node) -> bool {
    let title = front.text_of(&["title"]).filter(|title| is_name(title));
    title.zip(front.text_of(&["description"])).is_some_and(|(name, told)| {
        told.strip_prefix(name).is_some_and(|told| told.starts_with(" is "))
    })
}

/// What Hugo's sample author is interested in, which many leave as it is.
const SAMPLE: &str = "programmable matter";

/// Whether it is one of Hugo's author pages.
fn is_author(front: &Node) -> bool {
    ["superuser", "organizations"]
        .iter()
        .all(|key| front.get(&[key]).is_some())
}

/// Adds what the page prints about its owner in whole words.
fn add_prose(sheet: &mut Sheet, front: &Node) {
    let keys = match (is_about(front), is_author(front)) {
        (true, _) => PROSE,
        (false, true) => &["bio"],
        (false, false) => return,
    };
    let own = keys.iter().filter_map(|key| front.get(&[key]));
    let beside = front.get(&["profile"]).into_iter().flat_map(|profile| {
        BESIDE_PICTURE.iter().filter_map(|key| profile.get(&[key]))
    });
    let across = hero(front).and_then(|hero| hero.get(&["tagline"]));
    let features = hero(front).and_then(|_| front.get(&["features"]));
    let features = features.map_or(&[][..], Node::items).iter();
    let below = features.filter_map(|feature| feature.get(&["details"]));
    for node in own.chain(beside).chain(across).chain(below) {
        let Some(text) = node.text() else { continue };
        // A word or two set the page up.
        let told = text.split_whitespace().nth(2).is_some();
        if told && !text.contains(SAMPLE) {
            sheet.prose(text, node.lines.0);
        }
    }
}

/// Roles that tell of no post held now.
const ELSEWHERE: &[&str] = &[
    "alumn", "former", "ex-", "speaker", "guest", "advis", "sponsor", "organi",
];

/// Where a picture stands: a position, but no post.
const PLACEMENTS: &[&str] =
    &["fixed", "absolute", "center", "right", "left", "sticky"];

/// The post and the places that front matter states of its owner.
pub(super) fn person(front: &Node) -> Option<Owner> {
    // Hugo's author pages have several organizations.
    let describes = is_about(front) || front.get(&["organizations"]).is_some();
    let title = || front.text_of(&["title"]).filter(|title| is_name(title));
    let name = name(front).or_else(|| title().map(str::to_owned));
    if !describes || is_paper(front) || is_by_another(front) {
        return None;
    }
    let places = said(front.get(PLACES)).into_iter().map(|(name, _)| {
        Affiliation { organization: name, department: None, current: true }
    });
    let titles = said(front.get(POSTS)).into_iter().map(|(title, _)| title);
    let titles = titles
        .filter(|title| title.len() > 3)
        .filter(|title| !PLACEMENTS.contains(&title.to_lowercase().as_str()))
        .collect::<Vec<_>>();
    // Whoever was, or was but invited, is elsewhere.
    if titles.iter().any(|title| {
        let lower = title.to_lowercase();
        ELSEWHERE.iter().any(|role| lower.starts_with(role))
    }) {
        return None;
    }
    let person = Owner {
        name,
        affiliations: places.collect(),
        titles,
        ..Owner::default()
    };
    (!person.affiliations.is_empty()).then_some(person)
}

/// The short texts of a list, or of its items' names or titles, with their
/// lines.
pub(super) fn said(list: Option<&Node>) -> Vec<(String, u32)> {
    let items = list.map_or(&[][..], Node::items);
    let said = items.iter().filter_map(|item| {
        let text = item.text().or_else(|| item.text_of(&["name", "title"]))?;
        // `email: true` sets what a theme shows.
        let is_set = text == "true" || text == "false";
        let fits = text.len() < LONGEST && !text.contains('\n') && !is_set;
        fits.then(|| (text.to_owned(), item.lines.0))
    });
    said.collect()
}

/// The list under some keys.
fn listed<'a>(front: &'a Node, keys: &[&str]) -> Option<&'a Node> {
    let list = front.get(keys)?;
    // Hugo's widgets have the list in a table of its name.
    Some(list.get(keys).unwrap_or(list))
}

/// The lists of interests: by itself, within what is about the person, or,
/// as Hugo Apéro has it, below a label of its own.
fn interests(front: &Node) -> Vec<(String, u32)> {
    let label = front.text_of(&["linklistlabel"]);
    let is_labelled = label
        .is_some_and(|label| INTERESTS.iter().any(|n| same_key(label, n)));
    let labelled = front.get(&["linklist"]).filter(|_| is_labelled);
    // Those who left the label as it was have their other pages below it.
    let labelled = labelled.filter(|list| {
        !said(Some(list)).iter().any(|(name, _)| is_site(name))
    });
    let about = front.get(&["about"]);
    let about = about.and_then(|about| listed(about, INTERESTS));
    let lists = about.into_iter().chain(listed(front, INTERESTS));
    lists.chain(labelled).flat_map(|list| said(Some(list))).collect()
}

/// Whether a name is that of a site where people have pages.
fn is_site(name: &str) -> bool {
    const SITES: &[&str] = &[
        "arxiv",
        "bluesky",
        "cv",
        "email",
        "github",
        "gitlab",
        "google scholar",
        "linkedin",
        "mail",
        "mastodon",
        "orcid",
        "osf",
        "researchgate",
        "resume",
        "scholar",
        "twitter",
        "x",
        "youtube",
    ];
    SITES.contains(&&*name.to_lowercase())
}

/// What front matter has printed around the page.
pub(super) fn around(front: &Node) -> Around {
    let mut above = Sheet::default();
    let places =
        if is_paper(front) { Vec::new() } else { said(front.get(PLACES)) };
    above.lines(head(said(front.get(POSTS)), places));
    above.mails(mails(front));
    add_prose(&mut above, front);
    let mut below = Sheet::default();
    add_list(&mut below, "Interests", &interests(front));
    // Of a job notice they are what it asks for.
    let of_somebody = [POSTS, &["organizations"], &["name"]]
        .iter()
        .any(|keys| front.get(keys).is_some());
    if of_somebody {
        add_list(&mut below, "Education", &studies(front));
    }
    Around { above: above.blocks, below: below.blocks }
}

/// Adds a list below its heading.
fn add_list(sheet: &mut Sheet, heading: &str, items: &[(String, u32)]) {
    let first = items.first().map_or(0, |(_, first)| *first);
    let items = items.iter().map(|(text, line)| (text.as_str(), *line));
    sheet.list((heading, first.saturating_sub(1)), items);
}

/// Posts and places as lines none of which looks like a name, as "Goldman
/// Sachs" by itself does, and behind a comma as a family does.
fn head(
    posts: Vec<(String, u32)>,
    places: Vec<(String, u32)>,
) -> Vec<(String, u32)> {
    let mut lines = posts;
    let mut places = places.into_iter();
    if let Some((post, _)) = lines.last_mut()
        && let Some((place, _)) = places.next()
    {
        *post = format!("{post} at {place}");
    }
    lines.extend(places.map(|(place, line)| (format!("at {place}"), line)));
    lines
}

/// Whether it is a paper's: its affiliations are numbered, or those of
/// several authors.
fn is_paper(front: &Node) -> bool {
    let authors = front.get(&["authors", "author"]);
    let several = authors.is_some_and(|authors| authors.items().len() > 1);
    let places = front.get(&["affiliations"]).map_or(&[][..], Node::items);
    several || places.iter().any(|place| place.get(&["index"]).is_some())
}

/// Whether the one who wrote the page is not the one it is named after,
/// and the address not theirs.
pub(super) fn is_by_another(front: &Node) -> bool {
    let Some(author) = front.text_of(&["author"]) else { return false };
    let lower = author.to_lowercase();
    let known: Vec<&str> = lower.split_whitespace().collect();
    let Some(title) = front.text_of(&["name", "title"]) else { return false };
    let mut words = title.split_whitespace();
    is_name(title) && !words.any(|w| known.contains(&&*w.to_lowercase()))
}

/// Degrees, of which each is one line: "PhD in Botany, Moss Hall, 2020".
fn studies(front: &Node) -> Vec<(String, u32)> {
    let Some(studies) = listed(front, STUDIES) else { return Vec::new() };
    let studies = studies.get(&["courses"]).unwrap_or(studies);
    let said = studies.items().iter().filter_map(|study| {
        let parts = study.entries().iter().filter(|(key, _)| {
            let parts =
                ["course", "degree", "institution", "school", "year", "date"];
            parts.iter().any(|part| same_key(key, part))
        });
        let parts: Vec<&str> =
            parts.filter_map(|(_, part)| part.text()).collect();
        let text = match parts.as_slice() {
            [] => study.text()?.to_owned(),
            parts => parts.join(", "),
        };
        Some((text, study.lines.0))
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use crate::extract::front_matter;
    use crate::model::RawBlock;

    fn shown(blocks: &[RawBlock]) -> Vec<(u32, &str)> {
        let lines = blocks.iter().flat_map(|block| &block.lines);
        lines.map(|line| (line.number, &*line.runs[0].text)).collect()
    }

    #[test]
    fn an_author_page_says_whom_it_is_about() {
        let front = front_matter::parse(
            "name: Anna Weber\nauthors:\n- admin\nrole: Reader in Moss\n\
             organizations:\n- name: River Hall\n  url: 'https://r.example'\n\
             interests:\n- Slow rivers\n- Sand\neducation:\n  courses:\n  \
             - course: PhD in Moss\n    institution: Kiel\n    year: 2012\n\
             social:\n- icon: envelope\n  link: 'mailto:a@example.org'\n\
             - icon: github\n  link: https://example.org/a\n",
        );
        assert_eq!(front.metadata.author.as_deref(), Some("Anna Weber"));
        let above =
            [(5, "Reader in Moss at River Hall"), (18, "a@example.org")];
        assert_eq!(shown(&front.around.above), above);
        let below = [
            (9, "Interests"),
            (10, "Slow rivers"),
            (11, "Sand"),
            (13, "Education"),
            (14, "PhD in Moss, Kiel, 2012"),
        ];
        assert_eq!(shown(&front.around.below), below);
    }

    #[test]
    fn a_theme_prints_more_of_its_owner() {
        for (text, want) in [
            (
                "layout: about\nsubtitle: >\n  Reader in Moss, <a \
                 href='https://r.example'>River Hall</a>.<br>\n\
                 profile:\n  more_info: <p>a [at] example.org, Kiel</p>\n",
                &["Reader in Moss, ", "a [at] example.org, Kiel"][..],
            ),
            ("title: About\nteaser: I am at Kiel.\n", &["I am at Kiel."]),
            (
                "title: Ann Roe\ndescription: Ann Roe is at Kiel.\n",
                &["Ann Roe is at Kiel."],
            ),
            ("title: Ann Roe\ndescription: The page of Ann Roe.\n", &[]),
            ("title: On Tides\nsubtitle: What the moon does.\n", &[]),
            ("layout: about\nsubtitle: false\n", &[]),
            (
                "title: Ann Roe\nsuperuser: true\norganizations: [{}]\n\
                 bio: I count moss.\n",
                &["I count moss."],
            ),
            (
                "title: About\nsuperuser: true\norganizations: [{}]\n\
                 bio: I count moss.\n",
                &["I count moss."],
            ),
            ("title: About\nbio: I like programmable matter.\n", &[]),
            (
                "title: Ann Roe\nabout:\n  links:\n  - icon: envelope\n    \
                 text: Email\n    href: mailto:a@example.org\n",
                &["a@example.org"],
            ),
        ] {
            let front = front_matter::parse(text);
            let said = shown(&front.around.above);
            let said: Vec<&str> = said.iter().map(|line| line.1).collect();
            assert_eq!(said, want, "{text}");
        }
        let interests = front_matter::parse(
            "widget = 'about'\n[interests]\n  interests = ['Moss', 'Sand']\n",
        );
        let below = shown(&interests.around.below);
        let below: Vec<&str> = below.iter().map(|line| line.1).collect();
        assert_eq!(below, ["Interests", "Moss", "Sand"]);
    }

    #[test]
    fn the_banner_of_a_site_may_be_its_owners() {
        let front = front_matter::parse(
            "layout: home\nhero:\n  name: Anna Weber\n  text: My site\n  \
             tagline: Reader in slow rivers\nfeatures:\n  - title: Work\n    \
             details: I count moss.\n",
        );
        assert_eq!(front.metadata.author.as_deref(), Some("Anna Weber"));
        let above = [(6, "Reader in slow rivers"), (9, "I count moss.")];
        assert_eq!(shown(&front.around.above), above);
        let front = front_matter::parse(
            "layout: home\nhero:\n  name: MossKit\n  tagline: A kit for the \
             moss\n",
        );
        assert_eq!(front.metadata.author, None);
        assert!(front.around.above.is_empty());
    }

    #[test]
    fn posts_and_places_are_stated() {
        for (text, want) in [
            (
                "role: Reader\norganizations: [{name: Moss Hall}]\n",
                Some(("Moss Hall", Some("Reader"))),
            ),
            (
                "layout: about\naffiliation: Moss Hall\n",
                Some(("Moss Hall", None)),
            ),
            ("role: Speaker\norganizations: [{name: Moss Hall}]\n", None),
            ("title: On Tides\norganization: Moss Hall\n", None),
            ("role: Reader\n", None),
            ("affiliations: [{name: Kiel, index: 1}]\n", None),
        ] {
            let person = front_matter::parse(text).metadata.person;
            let stated = person.as_ref().map(|person| {
                let title = person.titles.first().map(String::as_str);
                (&*person.affiliations[0].organization, title)
            });
            assert_eq!(stated, want, "{text}");
        }
    }

    #[test]
    fn a_page_is_named_after_its_owner() {
        for (text, want) in [
            ("title: Ann Roe\nabout: {template: x}\n", Some("Ann Roe")),
            ("title: About Me\nabout: {template: x}\n", None),
            ("title: Ann Roe\n", None),
            ("title: About\nauthors: Ann Roe\n", Some("Ann Roe")),
            ("title: About\nauthors: [Ann Roe]\n", Some("Ann Roe")),
            ("title: About\nauthors: [Ann Roe, Bo Li]\n", None),
            ("title: About\nauthors: [admin]\n", None),
        ] {
            let author = front_matter::parse(text).metadata.author;
            assert_eq!(author.as_deref(), want, "{text}");
        }
    }

    #[test]
    fn an_author_page_shows_its_title() {
        let is_author = "superuser: true\norganizations: [{name: 大学}]\n";
        for (title, rest, want) in [
            ("山田太郎", is_author, Some("山田太郎")),
            ("个人简介", is_author, None),
            ("Moss", is_author, None),
            ("苔与沙", "layout: page\n", None),
        ] {
            let front =
                front_matter::parse(&format!("title: {title}\n{rest}"));
            let author = front.metadata.author;
            assert_eq!(author.as_deref(), want, "{title}");
        }
    }

    #[test]
    fn interests_may_lie_deeper() {
        let want = &["Interests", "Moss", "Sand"][..];
        for (text, want) in [
            ("about:\n  interests: [Moss, Sand]\n", want),
            (
                "link_list_label: Interests\nlink_list:\n- name: Moss\n  \
                 url: https://m.example\n- name: Sand\n",
                want,
            ),
            (
                "research_areas:\n- title: Moss\n  body: It grows.\n\
                 - title: Sand\n",
                want,
            ),
            ("link_list_label: Bookmarks\nlink_list: [{name: Moss}]\n", &[]),
            (
                "link_list_label: Interests\nlink_list:\n- name: GitHub\n- \
                 name: Moss\n",
                &[],
            ),
        ] {
            let below = front_matter::parse(text).around.below;
            let said: Vec<&str> =
                shown(&below).into_iter().map(|line| line.1).collect();
            assert_eq!(said, want, "{text}");
        }
    }

    #[test]
    fn no_line_above_a_page_looks_like_a_name() {
        for (text, want) in [
            (
                "role: Postdoc\norganizations:\n- name: Goldman Sachs\n",
                &[(2, "Postdoc at Goldman Sachs")][..],
            ),
            ("organization: Bell Labs\n", &[(2, "at Bell Labs")]),
            (
                "role: Postdoc\naffiliation: [Bell Labs, Johns Hopkins]\n",
                &[(2, "Postdoc at Bell Labs"), (3, "at Johns Hopkins")],
            ),
            (
                "authors: [admin]\naffiliations: [{name: Kiel}]\n",
                &[(3, "at Kiel")],
            ),
            // Those of a paper's authors.
            ("affiliations:\n- {name: Kiel, index: 1}\n", &[]),
            ("authors: [Bo Li, Ann Roe]\naffiliations: [Kiel]\n", &[]),
        ] {
            let front = front_matter::parse(text);
            assert_eq!(shown(&front.around.above), want, "{text}");
        }
    }

    #[test]
    fn a_page_of_something_else_says_nothing() {
        for text in [
            "name: publications\ntitle: Papers\n",
            "title: On Tides\nauthors: [Ann Roe]\npublication: Moons\n\
             links: [{name: PDF, url: a.pdf}]\n",
            "title: Home\nemail: true\nsocial: true\n",
            "name: Two Words\nlayout: page\n",
            "title: Job Opening\neducation:\n- PhD in Botany required\n",
        ] {
            let front = front_matter::parse(text);
            assert_eq!(front.metadata.author, None, "{text}");
            assert!(front.around.below.is_empty(), "{text}");
            assert!(shown(&front.around.above).is_empty(), "{text}");
        }
    }
}
