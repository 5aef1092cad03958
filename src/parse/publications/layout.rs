//! Decides where the fields of each entry stand, over all entries of a list.
//!
//! One list uses one layout. Every entry is read in all ways that its borders
//! allow, each way with a score of its own; the ways are then counted over
//! the list, and each entry takes the way that is good in itself and usual
//! around it.

use std::cell::LazyCell;
use std::ops::Range;

use super::analysis::Analysis;
use super::best::Best;
use super::borders::{self, Kind};
use super::gap::is_gap;
use super::titles::{self, Style, Title};
use crate::gazetteer::Strength;

/// One way to read an entry.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Position in [`Analysis::runs`].
    pub(super) run: Option<usize>,
    /// Bytes of the entry's text.
    pub(super) title: Range<usize>,
    pub(super) score: f32,
    shape: Shape,
}

impl Reading {
    /// Whether the title stands between quotation marks.
    pub(super) fn is_quoted(&self) -> bool {
        self.shape.style == Style::Quoted
    }

    /// Whether the title is set apart: quoted, in italics, a link.
    pub(super) fn is_set_apart(&self) -> bool {
        self.shape.style != Style::Plain
    }
}

/// What readings of a list have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    order: Order,
    left: Kind,
    right: Kind,
    style: Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    AuthorsFirst,
    TitleFirst,
    TitleOnly,
}

/// How much the usual layout of the list counts against an entry's own
/// score.
const LIST_WEIGHT: f32 = 1.0;

/// The likeliest ways to read an entry, the best first.
fn read(analysis: &Analysis) -> Vec<Reading> {
    let text = &analysis.entry.text;
    let places: Vec<Range<usize>> = analysis
        .venues
        .iter()
        .filter(|v| {
            let before = text[..v.span.start].trim_end();
            // "… for Object Understanding in AI."
            let short = v.span.len() <= 2 && v.year.is_none();
            v.strength > Strength::Word || before.ends_with(" in") && !short
        })
        .map(|v| v.span.clone())
        .chain(analysis.years.iter().map(|(range, _)| range.clone()))
        .collect();
    let borders = borders::find(&analysis.entry, &analysis.runs, &places);
    let fitting = Fitting::of(analysis);
    let titles = titles::find(analysis, &borders);
    let mut best = Best::new();
    for (score, title) in &titles {
        fitting.offer(*score, title, &mut best);
    }
    let reading = |(score, (run, title)): (f32, (Option<usize>, &Title))| {
        let order = match run {
            None => Order::TitleOnly,
            Some(run)
                if analysis.runs[run].range.start < title.range.start =>
            {
                Order::AuthorsFirst
            }
            Some(_) => Order::TitleFirst,
        };
        let Title { left, right, style, .. } = *title;
        let shape = Shape { order, left, right, style };
        Reading { run, title: title.range.clone(), score, shape }
    };
    best.into_vec().into_iter().map(reading).collect()
}

/// How well the runs of names of an entry go with its titles.
struct Fitting<'a> {
    analysis: &'a Analysis,
    /// The score of each run by itself, and whether nothing that matters
    /// stands before it.
    runs: Vec<(f32, bool)>,
    /// The score of a title without names.
    alone: f32,
    /// What names within a title can add to its score.
    gain: f32,
}

impl<'a> Fitting<'a> {
    fn of(analysis: &'a Analysis) -> Fitting<'a> {
        let runs = analysis.runs.iter().map(|run| {
            #[expect(clippy::cast_precision_loss, reason = "a handful")]
            let count = run.names.len().min(6) as f32;
            let mut score = run.score.min(6.0) * 0.35 + count * 0.1;
            if run.names.len() == 1 && run.score < 0.9 {
                score -= 0.8;
            }
            (score, is_gap(&analysis.entry.text[..run.range.start]))
        });
        let scores = || analysis.runs.iter().map(|run| run.score);
        // The owner is left out, or the names were lost.
        let lost = scores().map(|s| s.min(4.0) * 0.4).fold(0.0, f32::max);
        Fitting {
            analysis,
            runs: runs.collect(),
            alone: -0.6 - lost,
            gain: scores().map(|score| (-score).max(0.0)).sum(),
        }
    }

    /// Offers a title with each run that does not overlap it, and without.
    fn offer<'t>(
        &self,
        score: f32,
        title: &'t Title,
        best: &mut Best<(Option<usize>, &'t Title)>,
    ) {
        let text = &self.analysis.entry.text;
        let Range { start, end } = title.range;
        let overlaps =
            |range: &Range<usize>| range.start < end && start < range.end;
        let runs = || self.analysis.runs.iter();
        // Seldom asked for, as the names stand first nearly everywhere.
        let opens = LazyCell::new(|| is_gap(&text[..start]));
        for (i, run) in runs().enumerate() {
            let (mut fit, run_opens) = self.runs[i];
            // What follows only takes away.
            let most = score + fit + self.gain + 0.01;
            if !best.admits(most) || overlaps(&run.range) {
                continue;
            }
            // Names inside the title that are not its authors'.
            for other in runs().filter(|run| overlaps(&run.range)) {
                if other.names.len() > 1 {
                    fit -= 0.5 * other.score.min(3.0);
                }
            }
            let gap = match run.range.start < start {
                true => &text[run.range.end..start],
                false => &text[end..run.range.start],
            };
            #[expect(clippy::cast_precision_loss, reason = "a line or two")]
            if !is_gap(gap) {
                fit -= 0.7 + (gap.len().min(120) as f32) * 0.008;
            }
            // What stands before both fields is explained by neither.
            let first = run.range.start.min(start);
            let clear = if first == start { *opens } else { run_opens };
            #[expect(clippy::cast_precision_loss, reason = "a line or two")]
            if !clear {
                fit -= 0.5 + (first.min(100) as f32) * 0.01;
            }
            best.offer(score + fit, (Some(i), title));
        }
        best.offer(score + self.alone, (None, title));
    }
}

/// Counts of shapes over a list.
#[derive(Default)]
struct Votes {
    total: f32,
    order: [f32; 3],
    left: [f32; Kind::COUNT],
    right: [f32; Kind::COUNT],
    style: [f32; Style::COUNT],
}

impl Votes {
    fn add(&mut self, shape: Shape, weight: f32) {
        self.total += weight;
        self.order[shape.order as usize] += weight;
        self.left[shape.left as usize] += weight;
        self.right[shape.right as usize] += weight;
        self.style[shape.style as usize] += weight;
    }

    /// How usual each part of a shape is, by the logarithm of its share of
    /// the votes.
    fn shares(mut self) -> Shares {
        let total = self.total;
        let Votes { order, left, right, style, .. } = &mut self;
        for count in order.iter_mut().chain(left).chain(right).chain(style) {
            *count = ((*count + 0.3) / (total + 0.6)).ln();
        }
        Shares(self)
    }
}

/// Votes as logarithms of shares.
struct Shares(Votes);

impl Shares {
    /// How usual a shape is, 0 being the most usual.
    fn usual(&self, shape: Shape) -> f32 {
        let order = self.0.order[shape.order as usize];
        let left = self.0.left[shape.left as usize];
        let right = self.0.right[shape.right as usize];
        let style = self.0.style[shape.style as usize];
        // Long lists say more than short ones.
        let trust = (self.0.total / 4.0).min(1.0);
        trust * (order * 0.6 + left * 0.3 + right * 0.35 + style * 0.35)
    }
}

/// Chooses a reading for every entry of a list; None for an entry that has
/// none.
pub(super) fn decide(list: &[Analysis]) -> Vec<Option<Reading>> {
    let readings: Vec<Vec<Reading>> = list.iter().map(read).collect();
    let mut chosen: Vec<Option<Reading>> =
        readings.iter().map(|of_one| of_one.first().cloned()).collect();
    // Twice: the second vote no longer hears the readings that lost.
    for _ in 0..2 {
        let mut votes = Votes::default();
        for (readings, now) in readings.iter().zip(&chosen) {
            let Some(best) = now else { continue };
            let top = best.score;
            let weights: Vec<f32> = readings
                .iter()
                .map(|r| ((r.score - top) * 1.5).min(0.0).exp())
                .collect();
            let sum: f32 = weights.iter().sum();
            for (reading, weight) in readings.iter().zip(&weights) {
                votes.add(reading.shape, weight / sum.max(0.01));
            }
        }
        let shares = votes.shares();
        for (readings, now) in readings.iter().zip(&mut chosen) {
            *now = readings
                .iter()
                .map(|reading| {
                    let usual = shares.usual(reading.shape) * LIST_WEIGHT;
                    (reading.score + usual, reading)
                })
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(score, reading)| Reading { score, ..reading.clone() });
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::publications::entry::{Entry, Mark, MarkKind};

    /// Titles that a list of entries gives, decided together.
    fn titles(list: &[&str]) -> Vec<String> {
        let entries: Vec<Analysis> = list
            .iter()
            .map(|text| Analysis::of(Entry::of(text), None))
            .collect();
        decide(&entries)
            .into_iter()
            .zip(&entries)
            .map(|(reading, analysis)| {
                reading.map_or(String::new(), |reading| {
                    analysis.entry.text[reading.title].to_owned()
                })
            })
            .collect()
    }

    #[test]
    fn bold_holds_all_of_a_title() {
        let title = "Decisions by slow rivers with French Weber Moss";
        for behind in [" (2020)", ", job market paper", ""] {
            let mut entry = Entry::of(&format!("{title}{behind}"));
            let range = 0..title.len();
            entry.marks.push(Mark { range, kind: MarkKind::Bold });
            let entries = [Analysis::of(entry, None)];
            let found = decide(&entries).remove(0).expect("one is found");
            let text = &entries[0].entry.text;
            assert_eq!(&text[found.title], title, "{text}");
        }
    }

    #[test]
    fn a_title_is_found_in_every_layout() {
        for (text, title) in [
            (
                "Roe, A., & Diaz, B. (2019). Slow rivers and deltas. Journal of Hydrology, 3, 1–9.",
                "Slow rivers and deltas",
            ),
            (
                "Roe, A. and Diaz, B. (2019) ‘Slow rivers: whose delta is it?’, Journal of Hydrology, 3(1), pp. 1–9.",
                "Slow rivers: whose delta is it?",
            ),
            (
                "Roe, A. & Diaz, B. (2025). “It was sand”: A study of online rivers. Journal of Sand, 3(1), 1–9.",
                "It was sand”: A study of online rivers",
            ),
            (
                "Roe, A., 1998, Breaking the river ceiling: Sand Science, v. 29, p. 474–496.",
                "Breaking the river ceiling",
            ),
            (
                "Roe, A. & Diaz, B., 1998. Nightfall: Breaking the river ceiling: Sand, 3(2), 20-34.",
                "Nightfall: Breaking the river ceiling",
            ),
            (
                "How slow are the rivers in old deltas, under review (with A. Roe).",
                "How slow are the rivers in old deltas",
            ),
            (
                "How large are the costs of old rivers, R&R at Sand Letters (with A. Roe).",
                "How large are the costs of old rivers",
            ),
            (
                "A. Roe and B. Diaz, Slow rivers of the north, CERN-PH-EP-2012-134, 2012.",
                "Slow rivers of the north",
            ),
            (
                "A. Roe, B. Diaz. \"Slow rivers in sand\" Sandly, in Kiel, Germany, 2014.",
                "Slow rivers in sand",
            ),
            (
                "Slow rivers and their memory, Notre Dame J. Form. Log. 64(2), 2023.",
                "Slow rivers and their memory",
            ),
            (
                "Advances in Progress Monitoring of Old Rivers. Sand Letters, 2020.",
                "Advances in Progress Monitoring of Old Rivers",
            ),
            (
                "Schnelle Flüsse und ihre Schluchten, Jahrbuch der Moose 4 (2021), S. 3-9.",
                "Schnelle Flüsse und ihre Schluchten",
            ),
            (
                "Roe A, Diaz B. (2019): Detecting Slow Rivers via Modal Fusion Proceedings of the 10th Workshop on Sand (Sand 2019). Berlin: Springer, S. 1–9.",
                "Detecting Slow Rivers via Modal Fusion",
            ),
            (
                "A. Roe, Fiumi lenti: un percorso a ostacoli, in «Le Regioni», 2019, n. 3, pp. 4-9.",
                "Fiumi lenti: un percorso a ostacoli",
            ),
            (
                "A. Roe, Die Wege der Flüsse vor Gericht, in: Zeitschrift für Wasserrecht 33 (2019), S. 4–9.",
                "Die Wege der Flüsse vor Gericht",
            ),
            (
                "Roe A. B., Diaz C. D. Модели фильтрации на сетках // Вычислительные технологии. — 2019. — Т. 27.",
                "Модели фильтрации на сетках",
            ),
            (
                "Ann Roe, 'Slow Rivers' (2019) 30 Water Law Review 210",
                "Slow Rivers",
            ),
            (
                "Slow Rivers and the Law, 121 COLUM. L. REV. 1455 (2019)",
                "Slow Rivers and the Law",
            ),
            (
                "Roe, Anna; Diaz, Bo (Hrsg.) (2019): Langsame Flüsse und Deltas. Bielefeld: transcript.",
                "Langsame Flüsse und Deltas",
            ),
            (
                "A. Roe and B. Diaz. 2019. Slow rivers and deltas. In Proceedings of ACL, pages 1–9.",
                "Slow rivers and deltas",
            ),
            (
                "Ann Roe, Bo Diaz. “Slow Rivers: A Study”, ICML 2019.",
                "Slow Rivers: A Study",
            ),
            (
                "Roe, A. and Diaz, B. (2019a). TRIK: a river for deltas. Nature 3, 1–9.",
                "TRIK: a river for deltas",
            ),
            (
                "Roe, A. & B. Diaz (2022): Slow rivers and their deltas.- Journal of Hydrology 74: 348–373.",
                "Slow rivers and their deltas",
            ),
            (
                "2J. Roe, Y. Diaz, and Y. Gomez, “Slow Rivers,” Nature 5, 9–12 (2019).",
                "Slow Rivers",
            ),
            (
                "Roe A., Diaz B., Slow Rivers and Deltas, 27 maja, Proceedings of ICML, 2019, s. 1-9.",
                "Slow Rivers and Deltas",
            ),
            (
                "Roe, A., B. Diaz, and C. Gomez, ‘Slow Rivers and the Delta’ Journal of Hydrology, 3 (2019), pp. 1–9",
                "Slow Rivers and the Delta",
            ),
            (
                "Roe, Anna; Diaz, Bo 1982. »Slow Rivers, A Study«, in Journal of Hydrology, S. 1–9.",
                "Slow Rivers, A Study",
            ),
            (
                "Roe A, Diaz B. Findings of the Third WMT25 General Shared Task: Time to Stop. Nature. 2020;3(4): 1–9.",
                "Findings of the Third WMT25 General Shared Task: Time to Stop",
            ),
            (
                "Slow Rivers and Deltas (2019). Ann Roe and Bo Diaz. In ICML.",
                "Slow Rivers and Deltas",
            ),
            (
                "Slow Rivers of the North\nAnn Roe, Bo Diaz\nICML 2019",
                "Slow Rivers of the North",
            ),
            (
                "Roe A, Diaz B. Slow rivers of the north. Nature. 2019;3(4):1-9.",
                "Slow rivers of the north",
            ),
            (
                "Slow rivers of the north, A. Roe, B. Diaz, ICML 2019",
                "Slow rivers of the north",
            ),
            (
                "Ann Roe and Bo Diaz. 2019. “It Rains on Me”: Mean Flow of the Rivers for People Who Row. In Proceedings of the Annual Meeting of the Association for Computational Linguistics (ACL ’19).",
                "It Rains on Me”: Mean Flow of the Rivers for People Who Row",
            ),
            (
                "A. Roe and B. Diaz, Slow Rivers of the North, Cambridge University Press, 2019.",
                "Slow Rivers of the North",
            ),
            (
                "Rivers that run slow and the people by them (2019). Sand Commission Report.",
                "Rivers that run slow and the people by them",
            ),
            (
                "Roe, A., & Diaz, B. (2019). On slow rivers: a reply to Gomez and Li (2016). Sand Science, 3, 4–9.",
                "On slow rivers: a reply to Gomez and Li (2016)",
            ),
            (
                "Roe, A., & Diaz, B. (2019). SandKit and its users: don't call it \"Yet Another Kit for All of Sand\". Proceedings of Sand.",
                "SandKit and its users: don't call it \"Yet Another Kit for All of Sand\"",
            ),
            (
                "Roe, A. (2019). Rivers. In B. Diaz (Ed.), The Handbook of Sand and Silt. London: Sage.",
                "Rivers",
            ),
            (
                "A. Roe and B. Diaz. 2019. Deltas. pp. 43-45 in Waters: A Companion (C. Gomez, and D. Li, eds.). CRC Press, Boca Raton, FL.",
                "Deltas",
            ),
            (
                "A. Roe, B. Diaz. Slow rivers of the far north, Sensors, 2019, 3: 4-9.",
                "Slow rivers of the far north",
            ),
            (
                "A. Roe, B. Diaz, Slow rivers of the north, in Neurocomputing, 2019.",
                "Slow rivers of the north",
            ),
        ] {
            assert_eq!(titles(&[text]), [title], "{text}");
        }
    }
}
