//! Sentences of Chinese and Japanese that tell of interests, which have no
//! blanks: "研究方向包括…", "主要从事…等方面的研究工作", "…に興味があります".

/// Words of which each statement holds one.
pub(super) const STEMS: &[&str] =
    &["研究", "从事", "從事", "専門", "興味", "関心"];

/// What interests follow.
pub(super) const LEADS: &[&str] = &[
    "研究方向",
    "研究兴趣",
    "研究興趣",
    "研究领域",
    "研究領域",
    "研究分野",
    "専門分野",
    "研究重点",
    "研究课题",
    "研究主题",
    "研究内容",
    "研究聚焦",
    "専門",
];

/// What may stand between that and the first interest.
const LINKS: &[&str] = &[
    "主要",
    "目前",
    "包括",
    "集中在",
    "集中于",
    "在于",
    "于",
    "涵盖",
    "涉及",
    "为",
    "是",
    "有",
    "は",
    "：",
    ":",
    "、",
    " ",
];

/// What opens interests that [`DONE`] closes.
const DOING: &[&str] = &["主要从事", "从事", "從事", "主要研究"];

/// What closes them.
const DONE: &[&str] = &[
    "等方面的研究",
    "等方面研究",
    "方面的研究",
    "等领域的研究",
    "领域的研究",
    "领域研究",
    "等研究",
    "的研究",
    "研究",
];

/// What asks others to come: "欢迎…".
const ASKING: &[&str] = &["招收", "欢迎", "名额"];

/// People, whom no list of interests holds.
const OF_PEOPLE: &[&str] = &["学者", "专家", "博士生", "硕士生"];

/// What is done that is no field.
const NO_FIELDS: &[&str] =
    &["博士后", "科学", "访问", "合作", "教学与", "教学", "科研"];

/// What closes interests that a sentence begins with.
const LIKED: &[&str] = &[
    "などに興味",
    "等に興味",
    "に興味",
    "などに関心",
    "に関心",
    "などを研究し",
    "等を研究し",
    "を研究し",
    "の研究をし",
    "の研究に従事",
    "について研究し",
    "の研究を行",
    "の研究も行",
    "の教育・研究を行",
    "を専門と",
];

/// What a sentence may say before them.
const OPENINGS: &[&str] = &[
    "私は",
    "私の",
    "現在は",
    "現在",
    "主に",
    "特に",
    "また",
    "とくに",
    "、",
    "，",
    " ",
];

/// What is said behind the last interest.
const TRAILING: &[&str] =
    &["等方向", "等领域", "等方面", "等", "など", "である", "です", "だ"];

/// The interests that the first sentence on them from a byte of a text on
/// states, and where they begin.
pub(super) fn stated(text: &str, from: usize) -> Option<(usize, &str)> {
    let rest = text.get(from..)?;
    if !STEMS.iter().any(|stem| rest.contains(stem)) {
        return None;
    }
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    rest.split(['。', '．', '！', '\n']).find_map(|sentence| {
        let list = behind_lead(sentence)
            .or_else(|| done(sentence))
            .or_else(|| liked(sentence))?;
        let asks = ASKING.iter().any(|word| sentence.contains(word));
        if asks || OF_PEOPLE.iter().any(|word| list.contains(word)) {
            return None;
        }
        list.chars().nth(1).is_some().then(|| (at(list), list))
    })
}

/// "研究方向包括A、B等".
fn behind_lead(sentence: &str) -> Option<&str> {
    let (start, lead) = first_of(LEADS, sentence)?;
    let behind = &sentence[start + lead.len()..];
    let list = without_any(LINKS, behind);
    // "研究方向" as an object of something else.
    (list.len() < behind.len()).then(|| without_trailing(list))
}

/// "主要从事A、B等方面的研究工作".
fn done(sentence: &str) -> Option<&str> {
    let (start, lead) = first_of(DOING, sentence)?;
    let behind = &sentence[start + lead.len()..];
    let (end, _) = first_of(DONE, behind)?;
    let list = behind[..end].trim();
    // "从事博士后研究工作" tells of a post, "招收从事…" of others.
    let asked = sentence[..start].contains("招");
    let post = NO_FIELDS.iter().any(|word| list.ends_with(word));
    (!asked && !post).then_some(list)
}

/// "現在はA、Bに興味があります".
fn liked(sentence: &str) -> Option<&str> {
    if sentence.contains("趣味") || sentence.contains("学生は") {
        return None;
    }
    let (end, _) = first_of(LIKED, sentence)?;
    let list = without_any(OPENINGS, &sentence[..end]);
    // A clause before tells of something else: "…で働いており、", or where.
    let ends = ["おり、", "にて、", "にて，", "において、", "において"];
    let end = |end: &&str| Some(list.find(*end)? + end.len());
    let from = ends.iter().filter_map(end).max().unwrap_or(0);
    Some(without_any(OPENINGS, &list[from..]))
}

/// Where the first of some words stands in a text; of those that begin there,
/// the one that is listed first.
fn first_of<'a>(words: &[&'a str], text: &str) -> Option<(usize, &'a str)> {
    let found =
        words.iter().filter_map(|word| Some((text.find(word)?, *word)));
    found.min_by_key(|(at, _)| *at)
}

/// A text without any of some words that it begins with.
fn without_any<'a>(words: &[&str], mut text: &'a str) -> &'a str {
    while let Some(behind) =
        words.iter().find_map(|word| text.strip_prefix(word))
    {
        text = behind;
    }
    text
}

/// A list without what is said behind it.
fn without_trailing(list: &str) -> &str {
    let list = list.trim_end_matches(['，', ',', ';', '；', ' ', '.']);
    let trailing = TRAILING.iter().find_map(|word| list.strip_suffix(word));
    trailing.unwrap_or(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_without_blanks_state_interests() {
        for (text, want) in [
            ("我的研究方向包括河流、沙丘等。", Some("河流、沙丘")),
            ("研究兴趣主要是河流与沙丘", Some("河流与沙丘")),
            (
                "安娜，教授。主要从事河流、沙丘等方面的研究工作。",
                { Some("河流、沙丘") },
            ),
            ("河流と砂丘に興味があります。", Some("河流と砂丘")),
            ("私は現在、河流を研究しています", Some("河流")),
            ("江河大学にて，砂丘の研究を行っています", Some("砂丘")),
            ("専門は河流、砂丘です。", Some("河流、砂丘")),
            ("从事博士后研究工作", None),
            ("招收从事河流研究的学生", None),
            ("研究领域有国际知名专家", None),
            ("我是博士生，研究方向包括河流", Some("河流")),
            ("欢迎研究方向为河流的学生", None),
            ("趣味は釣りで、音楽に興味があります", None),
            ("河川と氷河に関心があります", Some("河川と氷河")),
            ("在研究方向上帮助学生", None),
            ("她的研究聚焦于河流与沙丘。", Some("河流与沙丘")),
            ("河流研究所教授", None),
            ("I study rivers", None),
        ] {
            let found = stated(text, 0).map(|(_, list)| list);
            assert_eq!(found, want, "{text}");
        }
    }
}
