//! Venues: where work appears, under the names people give it.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use super::canonical;
use super::compile::{self, SPONSORS};
use super::fold::{Folded, Gap, fold};
use super::found::Found;
use super::strength::Strength;
use super::table::Table;

/// What appears there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VenueKind {
    /// Proceedings of a conference.
    Conference,
    /// Issues of a journal.
    Journal,
    /// A workshop with a name of its own.
    Workshop,
    /// A preprint server, or a series of working papers.
    Preprint,
    /// A book series that holds the proceedings of many.
    Series,
}

/// One row of the table of venues.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Venue<'a> {
    row: &'a str,
}

impl<'a> Venue<'a> {
    fn cell(self, at: usize) -> &'a str {
        let end = |rest: &str| rest.bytes().position(|byte| byte == b'\t');
        let mut rest = self.row;
        for _ in 0..at {
            let Some(end) = end(rest) else { return "" };
            rest = &rest[end + 1..];
        }
        &rest[..end(rest).unwrap_or(rest.len())]
    }

    /// The canonical key: `NeurIPS`.
    #[must_use]
    pub fn key(self) -> &'a str {
        self.cell(0)
    }

    /// The full name; the key where it is the name.
    #[must_use]
    pub fn name(self) -> &'a str {
        Some(self.cell(2)).filter(|n| !n.is_empty()).unwrap_or(self.key())
    }

    /// What appears there.
    #[must_use]
    pub fn kind(self) -> VenueKind {
        match self.cell(1) {
            "conference" => VenueKind::Conference,
            "workshop" => VenueKind::Workshop,
            "preprint" => VenueKind::Preprint,
            "series" => VenueKind::Series,
            _ => VenueKind::Journal,
        }
    }

    /// The ranks it is given, parted by a comma: `CCF A, CORE A*`.
    #[must_use]
    pub fn rank(self) -> Option<&'a str> {
        Some(self.cell(3)).filter(|rank| !rank.is_empty())
    }
}

impl std::fmt::Debug for Venue<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Venue({})", self.key())
    }
}

/// A venue found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueMatch<'a> {
    /// Bytes of the text: the name with year and track where they adjoin.
    pub span: Range<usize>,
    /// The venue.
    pub venue: Venue<'a>,
    /// The year beside the name: `ICML'24`, `2023 NeurIPS`.
    pub year: Option<i32>,
    /// Part of the venue that the text names: `Workshop`, `Findings`.
    pub track: Option<&'static str>,
    /// How telling the match is.
    pub strength: Strength,
}

impl VenueMatch<'_> {
    /// True where the match right behind names the same venue again, or the
    /// conference whose findings these are.
    fn takes(&self, text: &str, next: &VenueMatch<'_>) -> bool {
        let between = &text[self.span.end..next.span.start];
        self.venue == next.venue
            || self.track == Some("Findings")
                && between.contains(':')
                && next.venue.kind() == VenueKind::Conference
    }
}

impl<'a> VenueMatch<'a> {
    /// Makes one match of this and the one right behind.
    fn join(&mut self, text: &str, next: VenueMatch<'a>) {
        self.span.end = next.span.end;
        let bracket = text[self.span.clone()].contains('(');
        if bracket && text[self.span.end..].starts_with(')') {
            self.span.end += 1;
        }
        self.venue = next.venue;
        self.year = self.year.or(next.year);
        self.track = self.track.or(next.track);
        self.strength = self.strength.max(next.strength);
    }
}

/// The tables of venues that look-ups go through, in order.
pub struct Venues {
    tables: Vec<Table>,
}

static BUILTIN: LazyLock<Venues> =
    LazyLock::new(|| Venues { tables: vec![builtin_table()] });

fn builtin_table() -> Table {
    Table::compiled(
        include_str!("venues.tsv"),
        include_bytes!(concat!(env!("OUT_DIR"), "/venues.fst")),
        include_bytes!(concat!(env!("OUT_DIR"), "/venues.openings")),
    )
}

/// The tables in force where a user has venues of their own.
static OWN: OnceLock<(Venues, u64)> = OnceLock::new();

/// Puts venues of the user's own before the built-in ones, for as long as
/// the process lives; rows as in [`Venues::with`], without the heading. Only
/// the first call counts: what was read by now must not change its meaning.
///
/// # Errors
/// Names the alias that two of the rows claim.
pub fn adopt(rows: &str) -> Result<(), String> {
    let venues =
        Venues::with(format!("key\tkind\tname\trank\taliases\n{rows}"))?;
    let hash = blake3::hash(rows.as_bytes());
    let (first, _) = hash.as_bytes().split_first_chunk().expect("32 bytes");
    OWN.get_or_init(|| (venues, u64::from_le_bytes(*first).max(1)));
    Ok(())
}

/// A number that tells one set of adopted venues from another; 0 for none.
#[must_use]
pub fn edition() -> u64 {
    OWN.get().map_or(0, |(_, edition)| *edition)
}

fn in_force() -> &'static Venues {
    OWN.get().map_or(&BUILTIN, |(venues, _)| venues)
}

/// [`Venues::find_all`] in the tables in force.
#[must_use]
pub fn find_all(text: &str) -> Vec<VenueMatch<'static>> {
    in_force().find_all(text)
}

/// [`Venues::canonical`] in the tables in force.
#[must_use]
pub fn canonical(text: &str) -> Option<VenueMatch<'static>> {
    in_force().canonical(text)
}

/// [`Venues::by_alias`] in the tables in force.
#[must_use]
pub fn by_alias(text: &str) -> Option<Venue<'static>> {
    in_force().by_alias(text)
}

/// [`Venues::all`] in the tables in force.
pub(super) fn all() -> impl Iterator<Item = Venue<'static>> {
    in_force().all()
}

impl Venues {
    /// The built-in table alone.
    #[must_use]
    pub fn builtin() -> &'static Venues {
        &BUILTIN
    }

    /// The built-in table under rows of one's own, which win. A row holds
    /// key, kind, full name, rank and aliases parted by tabs, the aliases by
    /// semicolons; the first line is a heading.
    ///
    /// # Errors
    /// Names the alias that two of the rows claim.
    pub fn with(rows: String) -> Result<Venues, String> {
        let own = Table::build(rows, compile::venue_aliases)?;
        Ok(Venues { tables: vec![own, builtin_table()] })
    }

    /// All venues in the order of their keys, one's own first.
    pub fn all(&self) -> impl Iterator<Item = Venue<'_>> {
        self.tables.iter().flat_map(Table::rows).map(|row| Venue { row })
    }

    /// The venue that a text is a name of, whatever its case, accents and
    /// punctuation.
    #[must_use]
    pub fn by_alias(&self, text: &str) -> Option<Venue<'_>> {
        let key = fold(text).key();
        self.tables.iter().find_map(|table| {
            table.get(&key).map(|entry| Venue { row: table.row(entry) })
        })
    }

    /// The venues that a running text names: the longest names that do not
    /// overlap, in order; a name and its acronym beside it are one match.
    /// Acronyms that are also words count only in the case of the venue.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<VenueMatch<'_>> {
        let words = fold(text);
        let mut out: Vec<VenueMatch<'_>> = Vec::new();
        let (mut at, mut end) = (0, 0);
        while at < words.words.len() {
            let found = self.longest(text, &words, at);
            let admitted = found.and_then(|f| f.admit(text, &words, end));
            at = match admitted {
                Some((next, found)) => {
                    let gap = words.words[at].gap;
                    let beside = at == end && gap <= Gap::Mark;
                    match out.last_mut().filter(|_| beside) {
                        Some(last) if last.takes(text, &found) => {
                            last.join(text, found);
                        }
                        _ => out.push(found),
                    }
                    end = next;
                    next
                }
                None => at + 1,
            };
        }
        out
    }

    /// The venue of a text that is nothing but a venue as printed, with
    /// proceedings, ordinals, years, places, pages and publishers around its
    /// name; nothing where words remain that these do not explain.
    #[must_use]
    pub fn canonical(&self, text: &str) -> Option<VenueMatch<'_>> {
        canonical::read(self, text)
    }

    /// The longest name that begins at word `at`.
    pub(super) fn longest(
        &self,
        text: &str,
        words: &Folded,
        at: usize,
    ) -> Option<Found<'_>> {
        let mut best: Option<Found<'_>> = None;
        for table in &self.tables {
            if let Some((end, entry)) = table.longest(text, words, at)
                && !is_cut_short(words, at..end)
                && best.as_ref().is_none_or(|best| best.words.end < end)
            {
                let venue = Venue { row: table.row(entry) };
                best = Some(Found::new(at..end, entry, venue));
            }
        }
        best
    }
}

/// True where only the sponsor of proceedings is read as their name:
/// `Proceedings of the IEEE` of `Proceedings of the IEEE/CVF Conference …`.
fn is_cut_short(words: &Folded, name: Range<usize>) -> bool {
    let last = words.word(name.end - 1);
    let Some(next) = words.words.get(name.end) else { return false };
    let word = words.word(name.end);
    words.word(name.start) == "proceedings"
        && SPONSORS.binary_search(&last).is_ok()
        && (SPONSORS.binary_search(&word).is_ok()
            || next.gap == Gap::Space
                && word.starts_with(|c: char| c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key, printed span, strength, year and track of each match.
    fn found(text: &str) -> Vec<String> {
        find_all(text)
            .into_iter()
            .map(|found| {
                let mut out = format!(
                    "{} <{}> {:?}",
                    found.venue.key(),
                    &text[found.span],
                    found.strength
                );
                if let Some(year) = found.year {
                    out += &format!(" {year}");
                }
                if let Some(track) = found.track {
                    out += &format!(" {track}");
                }
                out
            })
            .collect()
    }

    #[test]
    fn names_are_found_in_entries() {
        for (text, want) in [
            ("Fast sums. ICML'24", "ICML <ICML'24> Acronym 2024"),
            ("Fast sums. ICML’25.", "ICML <ICML’25> Acronym 2025"),
            ("(ACL2023, oral)", "ACL <ACL2023> Acronym 2023"),
            ("at EMNLP-IJCNLP 2019", "EMNLP <EMNLP-IJCNLP 2019> Acronym 2019"),
            ("KDD MLG'23", "MLG <KDD MLG'23> Acronym 2023"),
            ("Accepted by TC'23.", "TC <TC'23> Acronym 2023"),
            ("(IEEE TPDS)", "TPDS <IEEE TPDS> Acronym"),
            ("In CHI 2019, 3-8", "CHI <CHI 2019> Acronym 2019"),
            (
                "Findings of ACL 2023",
                "ACL <Findings of ACL 2023> Name 2023 Findings",
            ),
            (
                "NeurIPS 2022 Workshop on Sums",
                "NeurIPS <NeurIPS 2022 Workshop> Acronym 2022 Workshop",
            ),
            ("CVPRW 2022", "CVPR <CVPRW 2022> Acronym 2022 Workshop"),
            (
                "The 41st International Conference on Machine Learning, 2024",
                "ICML <International Conference on Machine Learning> Name",
            ),
            (
                "In: Advances in Neural Information Processing Systems 33",
                "NeurIPS <Advances in Neural Information Processing Systems> Name",
            ),
            (
                "A. Doe, J. Am. Chem. Soc. 130, 9342",
                "JACS <J. Am. Chem. Soc> Name",
            ),
            ("Physical Review B 98(4)", "PRB <Physical Review B> Name"),
            ("Proc. VLDB Endow. 14(2)", "VLDB <Proc. VLDB Endow> Name"),
            (
                "arXiv preprint arXiv:2101.00001",
                "arXiv <arXiv preprint arXiv> Name",
            ),
            ("Roe, arXiv:2101.00001", "arXiv <arXiv> Word"),
            ("Sums, biorxiv 2021", "bioRxiv <biorxiv 2021> Word 2021"),
            (
                "Int. Conf. on Machine Learning (ICML 2020), Vienna",
                "ICML <Int. Conf. on Machine Learning (ICML 2020)> Name 2020",
            ),
            (
                "Findings of the Association for Computational Linguistics: EMNLP 2023",
                "EMNLP <Findings of the Association for Computational Linguistics: EMNLP 2023> Name 2023 Findings",
            ),
            (
                "ICML 2020 NeurIPS 2020",
                "ICML <ICML 2020> Acronym 2020; NeurIPS <NeurIPS 2020> Acronym 2020",
            ),
            ("ICML 2020 ICML", "ICML <ICML 2020 ICML> Acronym 2020"),
            ("IEEE Trans. on Computers", "TC <IEEE Trans. on Computers> Name"),
            ("Nature 521, 436", "Nature <Nature> Word"),
            (
                "Nature Machine Intelligence",
                "Nature Machine Intelligence <Nature Machine Intelligence> Name",
            ),
        ] {
            assert_eq!(found(text).join("; "), want, "{text}");
        }
    }

    #[test]
    fn words_are_no_venues() {
        for text in [
            "the nature of machine learning to date",
            "a fast case for chi and small cell energy",
            "see https://www.acm.org/science/cell and ada@acl.edu",
            "doi:10.1109/TPAMI.2020.12345",
            "see biorxiv for eprint and sums",
            "CIT/IEEE Days of Sums, 1990",
            "121 COLUM. L. REV. 1455",
            "S.P. Roe, Green, R.J., and Li, B.",
            "Report of the Institute of Sandy Assets",
            "Études de l’Espace Roman 14",
            "",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_sentence_ends_a_name() {
        let text = "Sums for Science. Advances in Neural Information \
                    Processing Systems";
        assert_eq!(found(text).len(), 2);
    }

    #[test]
    fn parts_of_other_names_are_weak() {
        for text in [
            "Proceedings of the Brazilian Conference on Machine Learning",
            "International Conference on Machine Learning and Sums",
        ] {
            assert_eq!(find_all(text)[0].strength, Strength::Word, "{text}");
        }
    }

    #[test]
    fn aliases_fold() {
        for (text, key) in [
            ("nips", Some("NeurIPS")),
            ("neural information processing systems", Some("NeurIPS")),
            ("acm mm", Some("ACM MM")),
            ("ACMMM", Some("ACM MM")),
            ("tpami", Some("TPAMI")),
            ("phys rev lett", Some("PRL")),
            ("environmental science and technology", Some("ES&T")),
            ("TheWebConf", Some("WWW")),
            ("corr", Some("arXiv")),
            ("conference on sums", None),
            ("", None),
        ] {
            assert_eq!(by_alias(text).map(Venue::key), key, "{text}");
        }
    }

    #[test]
    fn a_hyphen_joins_a_year_or_a_word() {
        for (text, found) in [
            ("AAAI-18", Some(("AAAI", Some(2018)))),
            ("Proceedings of ICML-98", Some(("ICML", Some(1998)))),
            ("JMLR-12", Some(("JMLR", None))),
            ("Pre-print", None),
            ("PRE", Some(("PRE", None))),
        ] {
            let read = find_all(text);
            let read = read.first().map(|v| (v.venue.key(), v.year));
            assert_eq!(read, found, "{text}");
        }
        assert!(canonical("Pre-print").is_none());
    }

    #[test]
    fn rows_of_ones_own_win() {
        let rows = "key\tkind\tname\trank\taliases\n\
                    SumCon\tconference\tConference on Exact Sums\t\tICML\n";
        let venues = Venues::with(rows.into()).unwrap();
        for text in ["ICML", "international conference on exact sums"] {
            let venue = venues.by_alias(text).unwrap();
            assert_eq!(venue.key(), "SumCon", "{text}");
        }
        assert_eq!(venues.by_alias("ICLR").unwrap().key(), "ICLR");
        let twice = "key\nA\tjournal\tSums\nB\tjournal\tSums\n";
        assert!(Venues::with(twice.into()).is_err());
    }

    #[test]
    fn the_table_is_in_order() {
        let keys: Vec<_> = Venues::builtin().all().map(Venue::key).collect();
        assert!(keys.len() >= 2_500);
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for venue in Venues::builtin().all() {
            assert_eq!(venue.row.split('\t').count(), 5, "{venue:?}");
            let kinds =
                ["conference", "journal", "workshop", "preprint", "series"];
            assert!(kinds.contains(&venue.cell(1)), "{venue:?}");
            assert_eq!(by_alias(venue.key()), Some(venue));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(\\PC|ICML|'24| 2020 | of |[.] |Proc|ß|学){0,40}") {
            let mut end = 0;
            for found in find_all(&text) {
                proptest::prop_assert!(found.span.start >= end);
                proptest::prop_assert!(text.get(found.span.clone()).is_some());
                end = found.span.end;
            }
            if let Some(found) = canonical(&text) {
                proptest::prop_assert!(text.get(found.span).is_some());
            }
        }
    }
}
