//! Lines that name the field they hold before a colon: "Authors: …".

use super::fields::opens_in_progress;

/// The key of a line that names its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKey {
    Title,
    Authors,
    Venue,
    Year,
    Other,
}

/// The field that a line names before its colon: "Title: …".
pub(super) fn field_key(line: &str) -> Option<FieldKey> {
    use FieldKey::*;
    const KEYS: &[(&str, FieldKey)] = &[
        ("title", Title),
        ("paper title", Title),
        ("titel", Title),
        ("titre", Title),
        ("标题", Title),
        ("author", Authors),
        ("authors", Authors),
        ("author(s)", Authors),
        ("coauthor", Authors),
        ("coauthors", Authors),
        ("co-author", Authors),
        ("co-authors", Authors),
        ("co-author(s)", Authors),
        ("collaborators", Authors),
        ("autoren", Authors),
        ("auteurs", Authors),
        ("autores", Authors),
        ("autori", Authors),
        ("作者", Authors),
        ("著者", Authors),
        ("venue", Venue),
        ("journal", Venue),
        ("conference", Venue),
        ("booktitle", Venue),
        ("published in", Venue),
        ("publication", Venue),
        ("published", Venue),
        ("published at", Venue),
        ("appeared in", Venue),
        ("source", Venue),
        ("conférence", Venue),
        ("konferenz", Venue),
        ("zeitschrift", Venue),
        ("revue", Venue),
        ("revista", Venue),
        ("rivista", Venue),
        ("期刊", Venue),
        ("会议", Venue),
        ("掲載誌", Venue),
        ("year", Year),
        ("date", Year),
        ("publication date", Year),
        ("publication year", Year),
        ("jahr", Year),
        ("année", Year),
        ("año", Year),
        ("ano", Year),
        ("anno", Year),
        ("年份", Year),
        ("pages", Other),
        ("volume", Other),
        ("issue", Other),
        ("publisher", Other),
        ("doi", Other),
        ("url", Other),
        ("status", Other),
        ("type", Other),
    ];
    // A key is short.
    let mut start = line.char_indices().take_while(|(at, _)| *at <= 24);
    let (end, _) = start.find(|(_, c)| matches!(c, ':' | '：' | '\t'))?;
    let head = line[..end].trim();
    KEYS.iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(head))
        .map(|(_, field)| *field)
}

/// Whether a key names those whom one has written with.
pub(super) fn tells_company(key: &str) -> bool {
    let key = key.trim_start();
    ["coauthor", "co-author", "collaborator"].iter().any(|word| {
        let head = key.get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word))
    })
}

/// Where the value of a line with a key begins; keys that tell something of
/// the value ("DOI: …") stay. "Status: Submitted to Sand Letters" tells
/// nothing that its value does not.
pub(super) fn behind_key(line: &str) -> usize {
    let lead = line.len() - line.trim_start().len();
    let status = line[lead..].split_once(": ").is_some_and(|(key, value)| {
        key.eq_ignore_ascii_case("status") && opens_in_progress(value)
    });
    if field_key(&line[lead..]) == Some(FieldKey::Other) && !status {
        return lead;
    }
    let colon = line.find([':', '：', '\t']).unwrap_or(lead);
    let value =
        line[colon..].trim_start_matches([':', '：', '\t', ' ', '\u{a0}']);
    line.len() - value.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_name_fields() {
        use FieldKey::{Authors, Other, Title, Venue, Year};
        for (line, key, value) in [
            ("Title: Slow Rivers", Some(Title), "Slow Rivers"),
            ("Co-Authors: Bo Li", Some(Authors), "Bo Li"),
            ("Autores：Bo Li", Some(Authors), "Bo Li"),
            ("Zeitschrift: Sand", Some(Venue), "Sand"),
            ("Année\t2020", Some(Year), "2020"),
            ("DOI: 10.1/x", Some(Other), "DOI: 10.1/x"),
            (
                "Status: Submitted to Sand Letters",
                Some(Other),
                "Submitted to Sand Letters",
            ),
            ("Sand: A Study", None, "A Study"),
        ] {
            assert_eq!(field_key(line), key, "{line}");
            assert_eq!(&line[behind_key(line)..], value, "{line}");
        }
    }

    #[test]
    fn some_keys_leave_the_owner_out() {
        for (key, company) in [
            ("Co-authors: ", true),
            (" Coauthor(s): ", true),
            ("Collaborators: ", true),
            ("Authors: ", false),
        ] {
            assert_eq!(tells_company(key), company, "{key}");
        }
    }
}
