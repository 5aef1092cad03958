//! Drawers of properties below a headline: `:AUTHOR: A. Roe`.

use crate::extract::separated::names::squeezed;
use crate::extract::told::Told;

/// What the properties of a headline tell.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Properties {
    /// Of a work that the headline is the title of.
    pub(super) told: Told,
    /// An address of whom the page is about.
    pub(super) mail: Option<String>,
}

/// Reads the lines of a drawer. A key may come once an author; one with a
/// plus (`:AUTHOR+:`) goes on with the value above.
pub(super) fn read(body: &str) -> Properties {
    let mut found = Properties::default();
    let pairs = body.lines().filter_map(|line| {
        let (key, value) = line.trim().strip_prefix(':')?.split_once(':')?;
        let value = value.trim();
        let key = key.trim_end_matches('+').to_lowercase();
        (!value.is_empty()).then(|| (key, value.to_owned()))
    });
    for (key, value) in pairs {
        match key.as_str() {
            "mail" | "email" => found.mail = Some(value),
            key => {
                found.told.take(&squeezed(key), &value);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_tell_of_a_work_or_an_address() {
        let found = read(
            ":DATE:     May 2018\n:AUTHOR:   Ann Roe\n:AUTHOR:   Bo Li\n\
             :PROCEEDINGS: 9th Moss.\n:DOI: 10.1/x\n:CUSTOM_ID: roofs\n",
        );
        assert_eq!(found.told.authors, ["Ann Roe", "Bo Li"]);
        assert_eq!(found.told.venue.as_deref(), Some("9th Moss."));
        assert_eq!(found.told.date.as_deref(), Some("May 2018"));
        assert_eq!(found.told.places, ["doi:10.1/x"]);
        assert!(found.told.is_work());
        let found = read(":CITY: Kiel\n:MAIL: a@example.org\n:URL:\n");
        assert_eq!(found.mail.as_deref(), Some("a@example.org"));
        assert!(!found.told.is_work());
        let found = read(":AUTHOR: Ann Roe\n:DATE: May 2018\n");
        assert!(!found.told.is_work());
    }
}
