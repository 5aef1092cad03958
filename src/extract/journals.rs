//! Macros for journals, as the classes of astronomers and ADS's exports have
//! them: `\apj`, `\mnras`.

/// Each with the short name it stands for, but for those that people also
/// give to commands of their own: `\na`, `\pre`.
const JOURNALS: &[(&str, &str)] = &[
    ("aap", "A&A"),
    ("aapr", "A&A Rev."),
    ("aaps", "A&AS"),
    ("actaa", "Acta Astron."),
    ("aj", "AJ"),
    ("apj", "ApJ"),
    ("apjl", "ApJL"),
    ("apjs", "ApJS"),
    ("applopt", "Appl. Opt."),
    ("apss", "Ap&SS"),
    ("araa", "ARA&A"),
    ("baas", "BAAS"),
    ("gca", "Geochim. Cosmochim. Acta"),
    ("grl", "Geophys. Res. Lett."),
    ("icarus", "Icarus"),
    ("jcap", "JCAP"),
    ("jcp", "J. Chem. Phys."),
    ("jgr", "J. Geophys. Res."),
    ("memras", "MmRAS"),
    ("mnras", "MNRAS"),
    ("pasa", "PASA"),
    ("pasj", "PASJ"),
    ("pasp", "PASP"),
    ("physrep", "Phys. Rep."),
    ("planss", "Planet. Space Sci."),
    ("prb", "Phys. Rev. B"),
    ("prc", "Phys. Rev. C"),
    ("prd", "Phys. Rev. D"),
    ("prl", "Phys. Rev. Lett."),
    ("procspie", "Proc. SPIE"),
    ("psj", "PSJ"),
    ("solphys", "Sol. Phys."),
    ("ssr", "Space Sci. Rev."),
];

/// The journal that a macro stands for.
pub(super) fn journal(name: &str) -> Option<&'static str> {
    let at = JOURNALS.binary_search_by_key(&name, |row| row.0).ok()?;
    Some(JOURNALS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_stand_for_journals() {
        assert!(JOURNALS.is_sorted_by_key(|row| row.0));
        assert_eq!(journal("apj"), Some("ApJ"));
        assert_eq!(journal("mnras"), Some("MNRAS"));
        assert_eq!(journal("textbf"), None);
        assert_eq!(journal("na"), None);
        assert_eq!(journal("pre"), None);
    }
}
