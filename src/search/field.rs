//! The fields a query can name, and what each of them is about.

pub(crate) use crate::error::closest;

/// Whether a field is a fact of one publication or of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One publication: binds the words of its group to it.
    Publication,
    /// The person.
    Person,
}

/// Makes [`Field`] and its table from one list.
macro_rules! fields {
    ($($field:ident $scope:ident $name:literal $aliases:expr, $help:literal;)*) => {
        /// A field of the query language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field { $(#[doc = $help] $field,)* }

        impl Field {
            /// Every field, in the order of the help.
            pub const ALL: &[Field] = &[$(Field::$field,)*];

            /// The name written before the colon.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Field::$field => $name,)* }
            }

            /// Other names that are read as this one.
            #[must_use]
            pub fn aliases(self) -> &'static [&'static str] {
                match self { $(Field::$field => &$aliases,)* }
            }

            /// What it finds, for the help.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Field::$field => $help,)* }
            }

            /// What it is a fact of.
            #[must_use]
            pub fn scope(self) -> Scope {
                match self { $(Field::$field => Scope::$scope,)* }
            }
        }
    };
}

fields! {
    Title Publication "title" ["titles"], "words of a publication's title";
    Venue Publication "venue" ["venues", "conference", "journal"],
        "where it appeared, by any of the venue's names";
    Year Publication "year" ["years"], "when it appeared";
    Author Publication "author" ["authors", "coauthor"],
        "one of its authors; ^ for the first one";
    Status Publication "status" [],
        "published, accepted, submitted or preprint";
    Name Person "name" ["person"], "the person's name";
    Affiliation Person "affiliation"
        ["affiliations", "institution", "university", "org"],
        "where the person is or was";
    Topic Person "topic" ["topics", "interest", "interests"],
        "what the person works on";
    Role Person "role" ["roles", "position"], "posts and titles held";
    Award Person "award" ["awards"], "prizes and honours";
    Advisor Person "advisor" ["adviser", "advisors", "supervisor"],
        "who advised the person";
    Lang Person "lang" ["language"], "language of a document, as in lang:de";
    Path Person "path" ["file"], "part of a document's path";
    Tag Person "tag" ["tags"], "a word you set for the person in vitae.toml";
    Has Person "has" [], "what is known: has:email, has:orcid, ...";
}

impl Field {
    /// The field of a name or alias, in any case; None for no field.
    #[must_use]
    pub fn named(name: &str) -> Option<Field> {
        let name = name.to_ascii_lowercase();
        Field::ALL.iter().copied().find(|field| {
            field.name() == name || field.aliases().contains(&name.as_str())
        })
    }

    /// The name that a mistyped one is closest to; None for nothing close.
    #[must_use]
    pub fn closest(name: &str) -> Option<&'static str> {
        closest(name, Field::ALL.iter().map(|field| field.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_fields() {
        let mut seen = std::collections::HashSet::new();
        for field in Field::ALL {
            assert!(seen.insert(field.name()), "{}", field.name());
            for alias in field.aliases() {
                assert!(seen.insert(alias), "{alias}");
            }
        }
    }

    #[test]
    fn a_mistyped_name_has_a_neighbour() {
        for (typed, want) in [
            ("yeer", Some("year")),
            ("vneue", Some("venue")),
            ("afiliation", Some("affiliation")),
            ("http", None),
            ("kivi", None),
        ] {
            assert_eq!(Field::closest(typed), want, "{typed}");
        }
    }
}
