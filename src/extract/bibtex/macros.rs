//! The commands that stand for journals in astronomy and physics: ADS writes
//! `journal = {\prl}` and leaves the rest to the class of the paper.

/// The journal that a command stands for, its backslash and braces left off.
pub(super) fn journal(tex: &str) -> Option<&'static str> {
    let name = tex.trim_matches(['{', '}', ' ']).strip_prefix('\\')?;
    let at = JOURNALS.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some(JOURNALS[at].1)
}

/// Commands of AASTeX and REVTeX, sorted.
const JOURNALS: &[(&str, &str)] = &[
    ("aap", "Astronomy & Astrophysics"),
    ("aapr", "Astronomy and Astrophysics Review"),
    ("aaps", "Astronomy and Astrophysics Supplement Series"),
    ("actaa", "Acta Astronomica"),
    ("aj", "The Astronomical Journal"),
    ("ao", "Applied Optics"),
    ("apj", "The Astrophysical Journal"),
    ("apjl", "The Astrophysical Journal Letters"),
    ("apjlett", "The Astrophysical Journal Letters"),
    ("apjs", "The Astrophysical Journal Supplement Series"),
    ("apjsupp", "The Astrophysical Journal Supplement Series"),
    ("applopt", "Applied Optics"),
    ("apss", "Astrophysics and Space Science"),
    ("araa", "Annual Review of Astronomy and Astrophysics"),
    ("astap", "Astronomy & Astrophysics"),
    ("baas", "Bulletin of the American Astronomical Society"),
    ("gca", "Geochimica et Cosmochimica Acta"),
    ("grl", "Geophysical Research Letters"),
    ("icarus", "Icarus"),
    ("jcap", "Journal of Cosmology and Astroparticle Physics"),
    ("jcp", "Journal of Chemical Physics"),
    ("jgr", "Journal of Geophysical Research"),
    ("jqsrt", "Journal of Quantitative Spectroscopy and Radiative Transfer"),
    ("jrasc", "Journal of the Royal Astronomical Society of Canada"),
    ("memras", "Memoirs of the Royal Astronomical Society"),
    ("mnras", "Monthly Notices of the Royal Astronomical Society"),
    ("na", "New Astronomy"),
    ("nar", "New Astronomy Reviews"),
    ("nat", "Nature"),
    ("nphysa", "Nuclear Physics A"),
    ("pasa", "Publications of the Astronomical Society of Australia"),
    ("pasj", "Publications of the Astronomical Society of Japan"),
    ("pasp", "Publications of the Astronomical Society of the Pacific"),
    ("physrep", "Physics Reports"),
    ("physscr", "Physica Scripta"),
    ("planss", "Planetary and Space Science"),
    ("pra", "Physical Review A"),
    ("prb", "Physical Review B"),
    ("prc", "Physical Review C"),
    ("prd", "Physical Review D"),
    ("pre", "Physical Review E"),
    ("prl", "Physical Review Letters"),
    ("procspie", "Proceedings of SPIE"),
    ("psj", "The Planetary Science Journal"),
    ("rmp", "Reviews of Modern Physics"),
    ("solphys", "Solar Physics"),
    ("ssr", "Space Science Reviews"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_stands_for_a_journal() {
        assert!(JOURNALS.is_sorted_by_key(|(name, _)| name));
        for (tex, name) in [
            (r"\prl", Some("Physical Review Letters")),
            (r"{\apj}", Some("The Astrophysical Journal")),
            (r"\nosuch", None),
            ("prl", None),
        ] {
            assert_eq!(journal(tex), name, "{tex}");
        }
    }
}
