//! Sentences and labels that tell of interests.

use super::han;
use super::statements;
use crate::model::SectionKind;
use crate::parse::phrase::{self, Patterns, patterns};
use crate::parse::post;
use crate::parse::words::tail;
use crate::segment::known;

/// What labels a line, but for [`OWN`]: "Research Interests: a, b, and c".
const LABELS: &Patterns = &patterns([
    "research interest|interests|area|areas|topic|topics|field|fields|focus\
     |theme|themes|direction|directions",
    "secondary? field|fields of_interest|of_research|of_study?",
    "area|areas of interest|expertise|research",
    "topic|topics of research|interest",
    "interest|interests|keywords|specialty|specialties",
]);

/// What may stand before that.
const OWN: &Patterns = &patterns(["my|our? main|current|primary|general?"]);

/// The most characters of interests that a sentence states.
pub(super) const LONGEST_SENTENCE: usize = 401;

/// What a labelled line says behind its label.
pub(super) fn label(text: &str) -> Option<&str> {
    // Most lines have no colon, and need no look at the words before it.
    if !text.contains([':', '：']) {
        return None;
    }
    let opens = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let from = text.find(opens).unwrap_or(text.len());
    let (before, words) = text.split_at(from);
    let own = phrase::end(OWN, words).unwrap_or(0);
    let words = words[own..].trim_ascii_start();
    let mut found =
        phrase::ends(LABELS, words).filter_map(|end| value(&words[end..]));
    let of_han = || {
        // Mostly nothing stands there, or a bullet.
        if before.is_ascii() {
            return None;
        }
        let mut ends = han::LEADS.iter().filter_map(|label| {
            let at = before.rfind(label)?;
            Some(at + label.len())
        });
        ends.find_map(|end| value(&text[end..]))
    };
    found.next().or_else(of_han).or_else(|| headed(text))
}

/// What stands behind what would head a section of interests, in whichever
/// language, and a colon: "Thèmes de recherche : rivers".
fn headed(text: &str) -> Option<&str> {
    /// Bytes of such a heading at most.
    const LONGEST: usize = 60;
    let colon = text.find([':', '：']).filter(|at| *at <= LONGEST)?;
    let (head, behind) = text.split_at(colon);
    // English has its labels above.
    let told = statements::states(head)
        && !head.to_ascii_lowercase().contains("research")
        && known(head) == Some(SectionKind::Interests);
    if told { value(behind) } else { None }
}

/// What stands behind the colon that a text begins with, and brackets before
/// that.
fn value(text: &str) -> Option<&str> {
    let text = text.trim_ascii_start();
    let behind = match text.strip_prefix('(') {
        Some(inside) => inside.split_once(')')?.1.trim_ascii_start(),
        None => text,
    };
    let value = behind.strip_prefix([':', '：'])?.trim_ascii_start();
    (!value.is_empty() && !value.contains('\n')).then_some(value)
}

/// The interests that the first sentence on them from a byte of a text on
/// states, and where they begin; `of_owner` where it is one of those in which
/// people tell of themselves.
pub(super) fn stated(
    text: &str,
    from: usize,
    of_owner: bool,
) -> Option<(usize, &str)> {
    /// Characters at least.
    const SHORTEST: usize = 4;
    let list = |end: usize| {
        let end = end + not_all(&text[end..]);
        let behind = text[end..].trim_ascii_start();
        let inside = behind.strip_prefix([':', '：']);
        let start = inside.unwrap_or(behind).trim_ascii_start();
        let parted = match inside {
            Some(inside) => start.len() < inside.len(),
            None => behind.len() < text.len() - end,
        };
        if !parted {
            return None;
        }
        let near = start.char_indices().nth(LONGEST_SENTENCE);
        let near = near.map_or(start, |(end, _)| &start[..end]);
        let list = without_clause(&start[..sentence_end(near)]);
        let aim = aim(&text[..end], list)?;
        let start = &start[list.len() - aim.len()..];
        let list = aim;
        if is_no_field(list) {
            return None;
        }
        // "My research area is in rivers", but "in situ measurements".
        let behind = list.strip_prefix("in ").filter(|behind| {
            let word = behind.split(' ').next().unwrap_or("");
            !LATIN.contains(&word)
        });
        let start = &start[list.len() - behind.unwrap_or(list).len()..];
        let list = behind.unwrap_or(list);
        let long = list.chars().nth(SHORTEST - 1).is_some();
        long.then(|| (text.len() - start.len(), list))
    };
    let fits = |start, end| {
        let (statement, behind) = (&text[start..end], &text[end..]);
        let other = is_asked(&text[..start])
            || is_of_life(statement, behind)
            || is_name_of_studies(statement, behind)
            || !fits_sentence(&text[..start], statement)
            || is_tour(statement) && is_of_places(behind);
        !other && list(end).is_some()
    };
    let told = statements::find(text, from, of_owner, fits);
    let told = told.and_then(|(_, end)| list(end));
    let of_han = han::stated(text, from);
    [told, of_han].into_iter().flatten().min_by_key(|(start, _)| *start)
}

/// What a sentence lists before it says more of oneself: "moss and I'm also
/// interested in sand".
fn without_clause(list: &str) -> &str {
    const OPENING: &[&str] =
        &[" and I'm ", " and I’m ", " and I am ", " and I'd ", " and I’d "];
    let ends = OPENING.iter().filter_map(|words| list.find(words));
    ends.min().map_or(list, |end| &list[..end])
}

/// What the means are used to study that a sentence tells of: the "moss" of
/// "My work uses maps to study moss". None where they have no such aim, and
/// all that is listed where no means are told of.
fn aim<'a>(statement: &str, list: &'a str) -> Option<&'a str> {
    const MEANS: &[&str] =
        &["uses", "employs", "combines", "leverages", "integrates", "applies"];
    const AIMS: &[&str] = &[
        " to study ",
        " to understand ",
        " to investigate ",
        " to examine ",
        " to explore ",
        " to address ",
    ];
    let word = statement.trim_end().rsplit(' ').next().unwrap_or("");
    if !MEANS.contains(&word.to_ascii_lowercase().as_str()) {
        return Some(list);
    }
    let ends = AIMS.iter().filter_map(|aim| Some(list.find(aim)? + aim.len()));
    ends.min().map(|end| &list[end..])
}

/// Whether the sentence up to a statement lets it be one of the owner's work:
/// "I am a historian of moss", but not "with Bo Li, a historian of moss".
fn fits_sentence(before: &str, statement: &str) -> bool {
    /// Bytes of the sentence that are looked at, and words before who one is.
    const WITHIN: usize = 160;
    const FEW: usize = 5;
    let near = tail(before, WITHIN);
    let sentence = near.rsplit(['.', '!', '?', '\n']).next().unwrap_or("");
    let lower = statement.to_ascii_lowercase();
    let starts = |words: &[&str]| words.iter().any(|w| lower.starts_with(w));
    if starts(&["historian", "scholar"]) {
        let am = ["I am ", "I'm ", "I’m "];
        return am.iter().any(|am| {
            let behind = sentence.rsplit_once(am).map(|(_, behind)| behind);
            behind.is_some_and(|b| b.split_whitespace().count() <= FEW)
        });
    }
    if starts(&["working on"]) {
        return is_told_of_work(sentence);
    }
    if starts(&["and studies", "and researches"]) {
        return sentence.contains(" is a") && !sentence.contains(" who ");
    }
    let focus = lower.starts_with("i ")
        && !lower.starts_with("i am ")
        && !lower.starts_with("i have a")
        && lower.contains(" on")
        && (lower.contains("focus") || lower.contains("concentrate"));
    !focus || post::title(sentence).is_some()
}

/// Whether a sentence tells who one is before what one works on: "I am a
/// postdoc at Kiel, working on", but not "with Bo Li, who is working on".
fn is_told_of_work(sentence: &str) -> bool {
    const AM: &[&str] = &["I am a", "I'm a", "I’m a", "is a", "currently a"];
    let begin = AM.iter().filter_map(|am| sentence.find(am)).min();
    begin.is_some_and(|begin| {
        sentence.trim_end().ends_with(',')
            && post::title(&sentence[begin..]).is_some()
    })
}

/// Whether what somebody is interested in, or works on, is nothing that is
/// studied: "working with students", "Tuesdays".
fn is_no_field(list: &str) -> bool {
    const DAYS: &[&str] = &[
        "mondays",
        "tuesdays",
        "wednesdays",
        "thursdays",
        "fridays",
        "saturdays",
        "sundays",
        "weekdays",
        "weekends",
    ];
    let mut words = list.split(|c: char| !c.is_alphanumeric());
    let first = words.next().unwrap_or("").to_lowercase();
    if NOT_STUDIED.contains(&first.as_str()) {
        return true;
    }
    match first.as_str() {
        "working" | "collaborating" => {
            words.next().is_some_and(|w| w.eq_ignore_ascii_case("with"))
        }
        _ => DAYS.contains(&first.as_str()),
    }
}

/// Latin that "in" opens.
const LATIN: &[&str] = &[
    "vivo", "vitro", "silico", "situ", "utero", "operando", "cellulo",
    "planta", "context", "memory",
];

/// What goes on from "I study", "me interesa" and their like to what is no
/// field, by its first word.
const NOT_STUDIED: &[&str] = &[
    // English.
    "my",
    "his",
    "her",
    "at",
    "from",
    "under",
    "hard",
    "abroad",
    "here",
    "there",
    "you",
    "your",
    "me",
    "them",
    "us",
    "it",
    "hearing",
    "buying",
    "hiring",
    "family",
    "what",
    "making",
    // French, Spanish, Portuguese, Italian, German, Dutch.
    "place",
    "publiés",
    "variés",
    "divers",
    "financés",
    "posible",
    "gracias",
    "mucho",
    "todo",
    "siguiente",
    "que",
    "coordinar",
    "aprender",
    "financiado",
    "financiada",
    "colaborar",
    "didattica",
    "uns",
    "mich",
    "mir",
    "mijn",
];

/// Whether the words before ask the reader: "If you are interested", "If you
/// are a student interested".
fn is_asked(before: &str) -> bool {
    /// Bytes before that are looked at.
    const WITHIN: usize = 160;
    let near = tail(before, WITHIN);
    let sentence = near.rsplit(['.', '!', '?']).next().unwrap_or("");
    let sentence = sentence.to_ascii_lowercase();
    if ASKING.iter().any(|words| sentence.contains(words)) {
        return true;
    }
    let mut words = before.split_whitespace().rev();
    let last = words.next().unwrap_or("");
    let last = match ["are", "is"].contains(&last) {
        true => words.next().unwrap_or(""),
        false => last,
    };
    ["you", "students", "anyone", "who"]
        .iter()
        .any(|word| last.eq_ignore_ascii_case(word))
}

/// What a sentence says that speaks of others, or of what is no more.
const ASKING: &[&str] = &[
    "if you ",
    "are you ",
    "looking for",
    "seeking",
    "any ",
    "novel",
    "used to ",
    "i never",
    "welcome",
    "candidates",
];

/// Whether what somebody has an interest in is of their life: "a company",
/// "football as a child".
fn is_of_life(statement: &str, behind: &str) -> bool {
    let has =
        statement.get(..8).is_some_and(|s| s.eq_ignore_ascii_case("i have a"));
    let behind = behind.trim_ascii_start();
    let sentence = &behind[..sentence_end(behind)];
    has && (["a ", "an ", "the "].iter().any(|a| behind.starts_with(a))
        || ["as a child", "outside of work", "in my free time"]
            .iter()
            .any(|words| sentence.contains(words)))
}

/// Whether "studies" is no verb: "Linguistic Theory and Studies in Moss".
fn is_name_of_studies(statement: &str, behind: &str) -> bool {
    let name = || {
        behind.trim_ascii_start().starts_with("in ")
            || statement.ends_with("Studies")
    };
    statement.to_ascii_lowercase().ends_with("studies") && name()
}

/// Whether a statement may go on with places: "a range of topics in".
fn is_tour(statement: &str) -> bool {
    statement.starts_with("studied") || statement.starts_with("explored")
}

/// Whether a sentence goes on with names of places alone: "Paris, London,
/// and Rome".
fn is_of_places(behind: &str) -> bool {
    let list = behind.trim_ascii_start();
    let list = &list[..sentence_end(list)];
    list.split([',', ' '])
        .filter(|word| !["", "and"].contains(word))
        .all(|word| word.starts_with(char::is_uppercase))
}

/// The length of what a text says first of how much it tells: ", but are not
/// limited to,".
fn not_all(text: &str) -> usize {
    const NOT_ALL: &Patterns = &patterns([
        "but are|is|be|may_be? not are|is|be? limited|restricted|confined to",
    ]);
    let comma = |text: &str| {
        let behind = text.trim_ascii_start().strip_prefix(',');
        behind.map_or(0, |behind| text.len() - behind.len())
    };
    let start = comma(text);
    let words = text[start..].trim_ascii_start();
    let Some(end) = phrase::end(NOT_ALL, words) else { return 0 };
    let end = text.len() - words.len() + end;
    end + comma(&text[end..])
}

/// Where the first sentence of a text ends; "(e.g. sand)" ends none.
fn sentence_end(text: &str) -> usize {
    let mut depth = 0usize;
    let closed = text.rfind(')').unwrap_or(0);
    for (at, c) in text.char_indices() {
        match c {
            '(' if at < closed => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '。' => return at,
            '.' if depth == 0 && !is_inner_dot(text, at) => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether a dot stands within "e.g.", or within a word.
fn is_inner_dot(text: &str, at: usize) -> bool {
    const SHORT: &[&str] = &["e.g", "i.e", "eg", "ie", "cf", "vs", "incl"];
    let word = text[..at].rsplit([' ', '(', '\n', '\t']).next();
    let word = word.unwrap_or("").to_ascii_lowercase();
    let behind = &text[at + 1..];
    let within = behind.starts_with(char::is_lowercase);
    // "in the U.S. and abroad".
    let letters = |word: &str| {
        word.split('.').all(|part| part.len() == 1 && part.is_ascii())
    };
    let goes_on = || match behind.strip_prefix(' ') {
        Some(next) => next.starts_with(char::is_lowercase),
        None => behind.starts_with(char::is_uppercase),
    };
    within || SHORT.contains(&word.as_str()) || letters(&word) && goes_on()
}

/// A sentence that leads into items: "My research interests include:".
pub(super) fn leads(text: &str) -> bool {
    /// Characters between the interests and the end at most.
    const WITHIN: usize = 80;
    const ENDS: &[&str] =
        &[":", "including", "include", "are", "follows", "in"];
    let lower = text.trim_end().to_ascii_lowercase();
    let Some(head) = ENDS.iter().find_map(|end| lower.strip_suffix(end))
    else {
        return false;
    };
    let is_work =
        [" working on", " work on"].iter().any(|on| head.ends_with(on));
    if is_work || lower.ends_with(':') && is_of_themes(head) {
        return true;
    }
    head.rmatch_indices("interest").any(|(at, word)| {
        let behind = &head[at + word.len()..];
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        !head[..at].ends_with(char::is_alphanumeric)
            && !behind.starts_with(char::is_alphanumeric)
            && behind.chars().nth(WITHIN).is_none()
    })
}

/// Whether what stands before a colon says that the themes of somebody's work
/// follow: "My work spans several connected themes".
fn is_of_themes(head: &str) -> bool {
    const THEMES: &[&str] =
        &["areas", "directions", "strands", "themes", "threads", "topics"];
    /// Words between the theme and the colon at most.
    const BEHIND: usize = 2;
    /// What was done with work, which tells of no themes.
    const DONE: &[&str] =
        &["was", "were", "been", "accepted", "funded", "published"];
    let sentence = head.rsplit(". ").next().unwrap_or(head);
    let words = || {
        let words = sentence.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    let has = |some: &[&str]| words().any(|word| some.contains(&word));
    let themes = words().rev().take(BEHIND + 1);
    has(&["my", "i"])
        && has(&["research", "work", "study", "focus", "interests"])
        && !has(DONE)
        && themes.into_iter().any(|word| THEMES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_state_interests() {
        for (text, want) in [
            ("My core research interests lie in slow rivers.", "slow rivers"),
            ("I am broadly interested in deltas", "deltas"),
            ("My research focuses on canyons.", "canyons"),
            ("My research interests are: rivers, sand.", "rivers, sand"),
            ("I am interested in: rivers, sand.", "rivers, sand"),
            ("my interests include : rivers", "rivers"),
            ("Research interests of mine are slow rivers.", "slow rivers"),
            ("I have a regional focus on slow rivers.", "slow rivers"),
            (
                "My research interests include, but are not limited to, sand, \
                 moss.",
                "sand, moss",
            ),
            ("My interests include but are not limited to moss", "moss"),
            (
                "I am a theorist interested primarily in slow sand.",
                "slow sand",
            ),
            ("I am interested primarily in slow sand.", "slow sand"),
            ("I am interested in sand (e.g. dunes) and moss. So", {
                "sand (e.g. dunes) and moss"
            }),
            ("I am interested in sand, e.g. dunes. So", "sand, e.g. dunes"),
            ("My PhD research has focused on moss.", "moss"),
            ("My research agenda focuses on sand.", "sand"),
            ("Recent work examines: slow ice, moss.", "slow ice, moss"),
            ("I have explored a range of topics in moss.", "moss"),
            ("My research area is sand.", "sand"),
            ("My research background lies in sand.", "sand"),
            ("My areas of expertise and interest are sand, ice.", "sand, ice"),
            ("I am also interested on moss.", "moss"),
            ("My research area is in sand.", "sand"),
            ("I am interested in in situ sand.", "in situ sand"),
            ("研究方向包括河流、沙丘。I am interested in ice.", {
                "河流、沙丘"
            }),
            ("My fields of interest are: sand, moss.", "sand, moss"),
            ("I am most interested in the ice of moss.", "the ice of moss"),
            ("She is interested in moss.", "moss"),
            ("I am a PhD student working on slow sand.", "slow sand"),
            (
                "I am a postdoc at the Lab of Ice, Kiel, working on old ice.",
                "old ice",
            ),
            ("I am a PhD student, working on old ice.", "old ice"),
            ("I am focused on the slow growth of moss.", {
                "the slow growth of moss"
            }),
            ("I study slow ice, moss.", "slow ice, moss"),
            ("My primary research focus is old ice.", "old ice"),
            ("My focus is on moss.", "moss"),
            ("I am a historian of old ice.", "old ice"),
            ("I have related interests in ice and moss.", "ice and moss"),
            ("I have a strong interest in old moss.", "old moss"),
            (
                "My research grows ferns, with current interests in old moss.",
                { "old moss" },
            ),
            ("Roe is a fellow at Kiel, and studies old ice.", "old ice"),
            ("I am an engineer at Kiel, where I focus on moss.", "moss"),
            (
                "My research employs maps and logs to study the growth of moss.",
                { "the growth of moss" },
            ),
            ("In other research, I explore old moss.", "old moss"),
            ("I study moss in the U.S. and ice. So", {
                "moss in the U.S. and ice"
            }),
            (
                "Meine Forschungsinteressen liegen im Bereich der Flüsse.",
                "Flüsse",
            ),
            ("Ich interessiere mich vor allem für Moose.", "Moose"),
            ("In Kiel beschäftige ich mich mit Sand und Eis.", "Sand und Eis"),
            ("Ich forsche zu Sand.", "Sand"),
            ("Je m’intéresse principalement aux rivières.", "rivières"),
            ("Mes recherches portent sur les deltas.", "deltas"),
            (
                "Mes centres d'intérêt sont la glace, le sable.",
                "glace, le sable",
            ),
            ("Mi investigación se centra en los ríos.", "ríos"),
            ("Mis líneas de investigación son: ríos, arena.", "ríos, arena"),
            ("Me interesan los deltas.", "deltas"),
            ("Minha pesquisa se concentra em rios.", "rios"),
            ("Tenho interesse em deltas e areia.", "deltas e areia"),
            ("I miei interessi di ricerca riguardano i fiumi.", "fiumi"),
            ("Mi occupo principalmente di sabbia.", "sabbia"),
            ("Mijn onderzoek richt zich op rivieren.", "rivieren"),
            ("Forskningsområder inkluderer sand og is.", "sand og is"),
            ("Jag forskar främst om sand, is.", "sand, is"),
            ("Min forskning handler om sand.", "sand"),
            ("研究方向包括河流、沙丘等。", "河流、沙丘"),
            (
                "My research interests sit at the intersection of ice and mud.",
                "ice and mud",
            ),
            ("My work lies at the interface of ice and mud.", "ice and mud"),
            ("My research background spans ice, mud.", "ice, mud"),
            (
                "Mon domaine de recherche est la combinatoire des rivières.",
                "combinatoire des rivières",
            ),
            ("Son sujet de recherche porte sur le sable.", "sable"),
            (
                "Mon domaine de recherche se situe entre l'eau et l'air.",
                "l'eau et l'air",
            ),
            ("My main field of study is moss.", "moss"),
            ("My area of study/research is mainly centered on moss.", "moss"),
            ("I also like to think about old ice.", "old ice"),
            ("Roe measures ice, with a sustained interest for moss.", "moss"),
            ("I am interested in sand and I'm new to moss.", "sand"),
        ] {
            let found = stated(text, 0, true).map(|(_, list)| list);
            assert_eq!(found, Some(want), "{text}");
        }
    }

    #[test]
    fn a_label_says_what_follows() {
        for (text, want) in [
            ("Research interests: sand, moss", Some("sand, moss")),
            ("My main research areas (2020): sand", Some("sand")),
            ("Research themes: sand; moss", Some("sand; moss")),
            ("Thèmes de recherche : sable", Some("sable")),
            ("Forschungsschwerpunkte: Sand", Some("Sand")),
            ("研究方向：河流", Some("河流")),
            ("Research: see below", None),
            ("Recherche: voir", None),
        ] {
            assert_eq!(label(text), want, "{text}");
        }
    }

    #[test]
    fn a_sentence_may_lead_into_items() {
        for (text, leading) in [
            ("My research interests include:", true),
            ("My work spans several connected themes:", true),
            ("My current focus areas include:", true),
            ("I love ice. My research follows three threads:", true),
            ("My work was presented in these places:", false),
            ("My work was funded by grants in these areas:", false),
            ("In my work on topics of the moss I follow these lines:", false),
            ("The research areas of the institute:", false),
            ("Topics I teach in my course:", false),
        ] {
            assert_eq!(leads(text), leading, "{text}");
        }
    }

    #[test]
    fn other_sentences_state_none() {
        for text in [
            "If you are interested primarily in coding, look elsewhere.",
            "I am a researcher interested in working with students.",
            "I have studied a range of topics in Paris, London, and Rome.",
            "I work on Tuesdays in the library.",
            "If you are a student interested in sand, write to me.",
            "Ich arbeite an der Universität Kiel.",
            "Je travaille à Lyon.",
            "Je travaille sur place.",
            "Mes travaux sont publiés dans des revues.",
            "I study at the University of Kiel.",
            "I study hard.",
            "We are looking for a PhD student interested in glaciers.",
            "Please write if you are a PhD student interested in glaciers.",
            "I used to be a physicist working on glass.",
            "Mi trabajo es posible gracias a una beca.",
            "My work uses Python, R and Stan.",
            "I work at Kiel with Bo Li, a historian of science in Lyon.",
            "My husband is a historian of sport.",
            "I also explore old towns.",
            "We focus on patients with asthma.",
            "I focus on the patient, not on the illness.",
            "I am focused on my family.",
            "I am a PhD student, working on my thesis.",
            "I am a student of Bo Li, who is working on ice.",
            "I met Bo Li, working on ice.",
            "I have a strong interest in football as a child.",
            "I have a strong interest in a company that sells ice.",
            "She studies medicine at Kiel.",
            "I am at the Centre for Theory and Studies in Moss of Kiel.",
            "I am at the Centre for Theory and studies in Moss of Kiel.",
            "Trabajo en la Universidad de Lyon.",
        ] {
            assert_eq!(stated(text, 0, true), None, "{text}");
        }
    }
}
