//! Names whose family name stands first, without a comma: "Roe Ann, Diaz Bo".

use super::run::may_hold;
use super::{Run, Style};
use crate::model::PersonName;

/// Puts the given names first in runs that print the family name first, as
/// the owner's name tells: "Roe Ann" in the document of Ann Roe. Leaves all
/// as they are where it is printed in reading order as often.
pub(in crate::parse::publications) fn straighten<'a>(
    runs: impl Iterator<Item = &'a mut Run>,
    owner: &PersonName,
) {
    let mut runs: Vec<&mut Run> = runs
        .filter(|run| run.names.iter().all(|n| n.style == Style::Open))
        .collect();
    let is_owner = |text: &str| {
        PersonName::parse(text).is_some_and(|name| {
            name.family() == owner.family() && owner.matches(&name)
        })
    };
    // As the first name of a run, and as any other.
    let (mut straight, mut turned) = ([0, 0], [0, 0]);
    for run in &runs {
        for (i, name) in run.names.iter().enumerate() {
            let place = i.min(1);
            let (_, last) = name.text.rsplit_once(' ').unwrap_or_default();
            if last.eq_ignore_ascii_case(owner.family()) {
                straight[place] += 1;
                continue;
            }
            if !may_hold(&name.text, owner.family()) {
                continue;
            }
            let given_first = given_first(&name.text);
            if is_owner(&name.text) {
                straight[place] += 1;
            } else if given_first.is_some_and(|text| is_owner(&text)) {
                turned[place] += 1;
            }
        }
    }
    // "Roe Ann, Bo Diaz et Carl Li": the first alone is printed so.
    let first = straight[0] == 0 && turned[1] == 0 && straight[1] > 0;
    let (straight, turned) =
        (straight[0] + straight[1], turned[0] + turned[1]);
    if turned < 2 || turned <= straight && !first {
        return;
    }
    for run in &mut runs {
        let names = if first { 1 } else { run.names.len() };
        for name in run.names.iter_mut().take(names) {
            if let Some(text) = given_first(&name.text) {
                name.text = text;
            }
        }
    }
}

/// A name with its first word behind the others; None for one word, or
/// where a word is an initial.
fn given_first(name: &str) -> Option<String> {
    let (family, given) = name.split_once(' ')?;
    let whole = |word: &str| word.chars().nth(1).is_some_and(|c| c != '.');
    name.split(' ').all(whole).then(|| format!("{given} {family}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::authors::find_runs;

    #[test]
    fn the_owner_tells_which_name_stands_first() {
        for (owner, want) in [
            ("Ann Weber", "Ann Weber|Maria Irena Roe|Ann Weber|Bo Diaz"),
            ("Irena Roe", "Weber Ann|Roe Maria Irena|Weber Ann|Diaz Bo"),
        ] {
            let owner = PersonName::parse(owner).expect("a name");
            let mut runs: Vec<Run> =
                ["Weber Ann, Roe Maria Irena", "Weber Ann, Diaz Bo"]
                    .iter()
                    .flat_map(|text| find_runs(text, Some(&owner)))
                    .collect();
            straighten(runs.iter_mut(), &owner);
            let names: Vec<&str> = runs
                .iter()
                .flat_map(|run| &run.names)
                .map(|name| name.text.as_str())
                .collect();
            assert_eq!(names.join("|"), want);
        }
    }

    #[test]
    fn the_first_name_alone_may_stand_turned() {
        for (owner, want) in [
            (
                "Ann Weber",
                "Ann Weber|Bo Diaz|Ann Weber|Bo Diaz|Maria Roe|Ann Weber",
            ),
            (
                "Bo Diaz",
                "Weber Ann|Bo Diaz|Weber Ann|Bo Diaz|Roe Maria|Ann Weber",
            ),
        ] {
            let owner = PersonName::parse(owner).expect("a name");
            let mut runs: Vec<Run> = [
                "Weber Ann, Bo Diaz",
                "Weber Ann et Bo Diaz",
                "Roe Maria, Ann Weber",
            ]
            .iter()
            .flat_map(|text| find_runs(text, Some(&owner)))
            .collect();
            straighten(runs.iter_mut(), &owner);
            let names = runs.iter().flat_map(|run| &run.names);
            let names: Vec<&str> = names.map(|n| n.text.as_str()).collect();
            assert_eq!(names.join("|"), want);
        }
    }
}
