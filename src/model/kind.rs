//! What works are called by their kinds.

/// Kinds of works, in lower case.
const KINDS: &[&str] = &[
    "article",
    "artigo",
    "artikel",
    "articolo",
    "artículo",
    "bachelor thesis",
    "book",
    "book chapter",
    "chapter",
    "conference",
    "conference paper",
    "conférence",
    "diploma thesis",
    "disertación doctoral",
    "dissertation",
    "dissertação de mestrado",
    "doctoral dissertation",
    "doctoral thesis",
    "invention patent",
    "invited paper",
    "journal",
    "journal article",
    "journal paper",
    "konferenz",
    "licentiate thesis",
    "master thesis",
    "master's thesis",
    "masterarbeit",
    "masters thesis",
    "mémoire de master",
    "paper",
    "patent",
    "phd thesis",
    "poster",
    "preprint",
    "report",
    "research article",
    "revue",
    "tech report",
    "technical report",
    "tese de doutorado",
    "tesi di dottorato",
    "tesi di laurea",
    "tesis de maestría",
    "tesis doctoral",
    "thesis",
    "thèse de doctorat",
    "thèse de master",
    "workshop",
    "workshop paper",
    "zeitschrift",
    "会议",
    "学位论文",
    "专利",
    "期刊",
    "期刊论文",
    "论文",
];

/// Whether a text says what kind of work something is and nothing more: the
/// tag `[Journal]`, a "journal" that is but "Article".
#[must_use]
pub fn is_bare_kind(text: &str) -> bool {
    let text = text.trim();
    // None is longer.
    text.len() < 24 && KINDS.contains(&&*text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_works_are_no_names() {
        for (text, want) in [
            ("Article", true),
            (" Conference paper ", true),
            ("Artículo", true),
            ("Thèse de master", true),
            ("Tesis doctoral", true),
            ("Invited Paper", true),
            ("Papers in Moss Science", false),
            ("Nature", false),
        ] {
            assert_eq!(is_bare_kind(text), want, "{text}");
        }
    }
}
