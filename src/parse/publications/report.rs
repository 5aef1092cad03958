//! Numbers of reports and notes: `CERN-PH-EP-2012-134`, `NASA/TM-2012-217456`.

/// Where such numbers begin in a text, in bytes.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let hyphened = text.match_indices(['-', '/']).filter(|(at, _)| {
        // The first of a word's: most words have none.
        let before = bytes[..*at].iter().rev();
        let letters =
            before.clone().take_while(|b| b.is_ascii_uppercase()).count();
        let opens = before.clone().nth(letters);
        letters > 1 && opens.is_none_or(|b| !is_of_number(*b))
    });
    hyphened.filter_map(|(at, _)| {
        let start = bytes[..at].iter().rev();
        let start = at - start.take_while(|b| b.is_ascii_uppercase()).count();
        let rest = &bytes[start..];
        let end = rest.iter().position(|b| !is_of_number(*b));
        let word = &text[start..start + end.unwrap_or(rest.len())];
        is_number(word).then_some(start)
    })
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/')
}

/// Whether a word has the parts of a report's number: who gave it out, the
/// year, and the number in the year.
fn is_number(word: &str) -> bool {
    let all = |part: &str, is: fn(&u8) -> bool| {
        !part.is_empty() && part.as_bytes().iter().all(is)
    };
    let mut parts = word.split(['-', '/']).peekable();
    let mut series = 0;
    while parts.next_if(|p| all(p, u8::is_ascii_uppercase)).is_some() {
        series += 1;
    }
    let year = parts.next().unwrap_or("");
    let dated = all(year, u8::is_ascii_digit)
        && (year.len() == 2
            || year.len() == 4 && year.starts_with(['1', '2']));
    let number = parts.next().unwrap_or("");
    let counted = all(number, u8::is_ascii_digit) && number.len() < 8;
    // "FERMILAB-PUB-12-345-E".
    series > 0
        && dated
        && counted
        && parts.all(|p| all(p, u8::is_ascii_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_have_numbers() {
        for (text, want) in [
            ("Slow Moss, CERN-PH-EP-2012-134, 2012", &[11][..]),
            ("FERMILAB-PUB-12-345-E", &[0]),
            ("in NASA/TM-2012-217456.", &[3]),
            ("UCB/EECS-2012-44", &[0]),
            ("DESY-THESIS-2010-007", &[0]),
            ("the SARS-CoV-2 of COVID-19, 2019-20", &[]),
            ("A607:340-366, II-V compounds, ATLAS-2", &[]),
            ("é-2012-13 and AND/OR graphs", &[]),
        ] {
            let found: Vec<_> = numbers(text).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
