//! What a user says of people, against what their documents say.

use serde::{Deserialize, Serialize};

/// All that a user says of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Overrides {
    /// One for each person, or for each file that has words of its own.
    pub people: Vec<Override>,
}

/// What a user says of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Override {
    /// Who it is: the documents that any of these names are this person's.
    pub is: Vec<Designator>,
    /// Documents that are not this person's, though the above names them or
    /// they look like it.
    pub not: Vec<Designator>,
    /// The identifier the person is known by; who shares one is one person.
    pub id: Option<String>,
    /// The name to be used.
    pub name: Option<String>,
    /// The ORCID iD.
    pub orcid: Option<String>,
    /// Words to find the person by.
    pub tags: Vec<String>,
    /// Shows no address and no homepage, even when asked for.
    pub hide_contact: bool,
    /// Leaves the person out of the index.
    pub forget: bool,
    /// Where it stands: `vitae.toml:12`.
    pub place: String,
}

/// Names documents by something that outlives a run.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Designator {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub place: String,
    /// What it is read as.
    pub kind: DesignatorKind,
}

/// What documents are named by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DesignatorKind {
    /// An ORCID iD they state.
    Orcid,
    /// An e-mail address they state.
    Email,
    /// The folder they lie in.
    Folder,
    /// This very file.
    File,
    /// Their path, the identifier the source gives, or the name they state.
    Any,
}

/// The marks that overrides leave on a profile, for those who join it.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize,
)]
#[serde(default)]
pub struct Marks {
    /// Profiles with a mark in common are one person's.
    pub same: Vec<u64>,
    /// Profiles with these marks are another person's.
    pub apart: Vec<u64>,
    /// The name is the user's word, which no document's spelling beats.
    pub named: bool,
    /// Any override names the profile.
    pub touched: bool,
}

impl Designator {
    /// Reads what a user wrote to name somebody's documents: an ORCID iD, an
    /// e-mail address, a folder with its final slash, or else a file, an
    /// identifier or a name.
    #[must_use]
    pub fn read(text: &str, place: String) -> Designator {
        let text = text.trim();
        let bare = ["https://orcid.org/", "http://orcid.org/", "orcid:"]
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .unwrap_or(text);
        let upper = bare.to_uppercase();
        let (text, kind) = if is_orcid(&upper) {
            (upper, DesignatorKind::Orcid)
        } else if let Some(folder) = text.strip_suffix('/') {
            let folder = folder.trim_start_matches("./");
            (format!("{folder}/"), DesignatorKind::Folder)
        } else if text.contains('@') && !text.contains(['/', ' ']) {
            (text.to_lowercase(), DesignatorKind::Email)
        } else {
            let path = text.trim_start_matches("./").to_owned();
            (path, DesignatorKind::Any)
        };
        Designator { text, place, kind }
    }
}

/// Whether a text is an ORCID iD: four groups of four digits, the last digit
/// perhaps an X.
#[must_use]
pub fn is_orcid(text: &str) -> bool {
    text.len() == 19
        && text.char_indices().all(|(at, c)| match at {
            4 | 9 | 14 => c == '-',
            18 => c.is_ascii_digit() || c == 'X',
            _ => c.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_designator_is_read_by_its_form() {
        use DesignatorKind::*;
        for (text, want, kind) in [
            ("0000-0002-1825-0097", "0000-0002-1825-0097", Orcid),
            (
                "https://orcid.org/0000-0001-5109-370x",
                "0000-0001-5109-370X",
                Orcid,
            ),
            ("Ada@Example.org", "ada@example.org", Email),
            ("./bell/", "bell/", Folder),
            ("./bell/cv@home.md", "bell/cv@home.md", Any),
            (" Ada Bell ", "Ada Bell", Any),
            ("0000-0002-1825-009", "0000-0002-1825-009", Any),
        ] {
            let read = Designator::read(text, String::new());
            assert_eq!((read.text.as_str(), read.kind), (want, kind));
        }
    }
}
