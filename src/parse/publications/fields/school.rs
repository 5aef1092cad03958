//! The school that a thesis was written at.

use super::segments::segments;
use crate::gazetteer::Strength;
use crate::gazetteer::institution::find_all;
use crate::parse::publications::works::tells_thesis;

/// The school that stands with what tells a thesis behind its title, as
/// printed: "PhD thesis, University of Kiel". It is printed where a venue is,
/// and is none.
pub(super) fn school_of_thesis(behind: &str) -> Option<&str> {
    /// Parts behind a title that are looked at: an abstract may follow.
    const PARTS: usize = 8;
    let end = segments(behind)
        .get(..PARTS)
        .map_or(behind.len(), |parts| parts.last().map_or(0, |part| part.end));
    let head = behind.get(..end)?;
    if !tells_thesis(head) {
        return None;
    }
    let schools = find_all(head).into_iter();
    let mut schools = schools.filter(|found| found.strength != Strength::Word);
    schools.next().and_then(|found| head.get(found.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thesis_tells_its_school() {
        for (behind, school) in [
            (
                ". PhD thesis, Princeton University. PDF",
                "Princeton University",
            ),
            (
                ". M.S. Thesis, University of Oslo, May 1991",
                "University of Oslo",
            ),
            (" (PhD thesis at the University of Oslo)", "University of Oslo"),
            (
                ", University of Oslo, Master’s thesis, 2012",
                "University of Oslo",
            ),
            (
                "\nDoctoral dissertation (2017)\nSchool of Sand, University of Oslo",
                "University of Oslo",
            ),
        ] {
            assert_eq!(school_of_thesis(behind), Some(school), "{behind}");
        }
        for behind in [
            ". Technical report, University of Oslo, 1991",
            ". PhD thesis, 2012",
            ". My thesis on sand was read at the University of Oslo",
            "",
        ] {
            assert_eq!(school_of_thesis(behind), None, "{behind}");
        }
    }
}
