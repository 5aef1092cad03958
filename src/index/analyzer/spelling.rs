//! British spellings of English words brought to the American ones, so that
//! either finds the other.

/// Endings of verbs in `-ise` and of words made of them.
const ISE: &[&str] = &[
    "ise",
    "ised",
    "iser",
    "isers",
    "ises",
    "ising",
    "isable",
    "isability",
    "isation",
    "isations",
    "isational",
];

/// Endings of verbs in `-yse`. Of `-yses` nobody can tell whether it is one:
/// "analyses" is more often the plural of "analysis".
const YSE: &[&str] = &["yse", "ysed", "yser", "ysers", "ysing"];

/// What stands before an `-ise` that all spell with an `s`, at the end of
/// what goes before. Where no other word of the stem has an `s` ("promise"),
/// a wrong `z` would do no harm; but "surprise" must find "surprisal".
const KEEP_S: &[&str] = &[
    "adv", "appra", "chast", "circumc", "compr", "conc", "dev", "disgu",
    "exc", "exerc", "expert", "franch", "improv", "inc", "merchand", "pra",
    "prec", "prem", "prom", "rev", "superv", "surpr", "telev",
];

/// Parts of words: British, American. Long enough to be of no other word.
const PARTS: &[(&str, &str)] = &[
    // -our
    ("arbour", "arbor"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("colour", "color"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("flavour", "flavor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("saviour", "savior"),
    ("tumour", "tumor"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
    // -re
    ("calibre", "caliber"),
    ("centred", "centered"),
    ("centre", "center"),
    ("centring", "centering"),
    ("fibre", "fiber"),
    ("litre", "liter"),
    ("lustre", "luster"),
    ("manoeuvre", "maneuver"),
    ("manoeuvring", "maneuvering"),
    ("metre", "meter"),
    ("spectre", "specter"),
    ("theatre", "theater"),
    // -ence; "dialogue" and the like are written so in America too.
    ("defence", "defense"),
    ("licence", "license"),
    ("offence", "offense"),
    ("pretence", "pretense"),
    // ae, oe
    ("aemia", "emia"),
    ("aemic", "emic"),
    ("aesthe", "esthe"),
    ("aetiolog", "etiolog"),
    ("archaeo", "archeo"),
    ("caesar", "cesar"),
    ("coeliac", "celiac"),
    ("diarrhoea", "diarrhea"),
    ("faeca", "feca"),
    ("faeces", "feces"),
    ("foetal", "fetal"),
    ("foetus", "fetus"),
    ("gynaec", "gynec"),
    ("haem", "hem"),
    ("homoeo", "homeo"),
    ("mediaeval", "medieval"),
    ("oedema", "edema"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("orthopaed", "orthoped"),
    ("paediat", "pediat"),
    ("palaeo", "paleo"),
    // others
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("artefact", "artifact"),
    ("judgement", "judgment"),
    ("knowledgement", "knowledgment"),
    ("mould", "mold"),
    ("plough", "plow"),
    ("sceptic", "skeptic"),
    ("sulph", "sulf"),
];

/// The American spelling of a folded English word, where it has another;
/// what is no English word may be changed as well, to the same each time.
///
/// Stems are made of it: the stemmer keeps "normalis" apart from "normal".
pub(super) fn american(word: &str) -> Option<String> {
    match word {
        "programme" => return Some("program".to_owned()),
        "programmes" => return Some("programs".to_owned()),
        "grey" => return Some("gray".to_owned()),
        _ => {}
    }
    if let Some((head, ending)) = parted(word, ISE)
        && takes_z(head)
    {
        return Some(format!("{head}iz{}", &ending[2..]));
    }
    if let Some((head, ending)) = parted(word, YSE)
        && head.len() >= 3
    {
        return Some(format!("{head}yz{}", &ending[2..]));
    }
    if !may_hold_part(word) {
        return None;
    }
    let (british, american) =
        PARTS.iter().find(|(british, _)| word.contains(british))?;
    Some(word.replacen(british, american, 1))
}

/// The first letter of British spellings of words that begin with a stem,
/// where it is another: "estrogen" is "oestrogen".
pub(in crate::index) fn other_beginning(stem: &str) -> Option<u8> {
    let parts = PARTS.iter().filter(|(british, american)| {
        british.as_bytes()[0] != american.as_bytes()[0]
    });
    let mut parts = parts.filter(|(_, american)| stem.starts_with(american));
    parts.next().and_then(|(british, _)| british.bytes().next())
}

/// A word without one of some endings, and that ending.
fn parted<'a>(word: &'a str, endings: &[&str]) -> Option<(&'a str, &'a str)> {
    let ending = endings.iter().find(|ending| word.ends_with(**ending))?;
    Some(word.split_at(word.len() - ending.len()))
}

/// Whether a verb's head takes `-ize` in America.
fn takes_z(head: &str) -> bool {
    head.len() >= 3
        && head.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        && !KEEP_S.iter().any(|keep| head.ends_with(keep))
}

/// Whether a word holds letters that a part to be changed has: most words
/// need no closer look.
fn may_hold_part(word: &str) -> bool {
    word.as_bytes().windows(3).any(|three| {
        matches!(
            three,
            b"our"
                | b"bre"
                | b"tre"
                | b"tri"
                | b"enc"
                | b"gei"
                | b"niu"
                | b"tef"
                | b"gem"
                | b"oul"
                | b"oug"
                | b"sce"
                | b"lph"
                | [b'a' | b'o', b'e', _]
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_words_become_american() {
        for (british, want) in [
            ("quantisation", "quantization"),
            ("normalise", "normalize"),
            ("normalised", "normalized"),
            ("summarising", "summarizing"),
            ("optimisers", "optimizers"),
            ("generalisability", "generalizability"),
            ("criticise", "criticize"),
            ("relativised", "relativized"),
            ("analyse", "analyze"),
            ("catalysed", "catalyzed"),
            ("behavioural", "behavioral"),
            ("neighbourhood", "neighborhood"),
            ("multicoloured", "multicolored"),
            ("nanofibres", "nanofibers"),
            ("centred", "centered"),
            ("ischaemic", "ischemic"),
            ("haematology", "hematology"),
            ("oesophagus", "esophagus"),
            ("oestrogen", "estrogen"),
            ("palaeoclimate", "paleoclimate"),
            ("sulphur", "sulfur"),
            ("ageing", "aging"),
            ("programmes", "programs"),
            ("grey", "gray"),
        ] {
            assert_eq!(american(british).as_deref(), Some(want), "{british}");
        }
    }

    #[test]
    fn other_words_stay() {
        for word in [
            "exercise",
            "precise",
            "supervised",
            "unsupervised",
            "revising",
            "surprise",
            "improvisation",
            "noise",
            "raising",
            "arise",
            "wise",
            "analyses",
            "analysis",
            "four",
            "tour",
            "contour",
            "hours",
            "source",
            "acre",
            "massacre",
            "tree",
            "league",
            "dialogue",
            "sequence",
            "science",
            "evidence",
            "poem",
            "aerial",
            "poetry",
            "phoneme",
            "programmer",
            "quantization",
            "color",
            "trace",
            "michael",
        ] {
            assert_eq!(american(word), None, "{word}");
        }
    }

    #[test]
    fn every_part_is_found() {
        for (british, want) in PARTS {
            assert_eq!(american(british).as_deref(), Some(*want));
        }
    }

    #[test]
    fn a_stem_may_begin_otherwise_than_its_words() {
        for (stem, begins) in [
            ("estrogen", Some(b'o')),
            ("etiolog", Some(b'a')),
            ("edema", Some(b'o')),
            ("fiber", None),
            ("e", None),
        ] {
            assert_eq!(other_beginning(stem), begins, "{stem}");
        }
    }
}
