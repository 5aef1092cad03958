//! One person's whole profile, for reading.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::super::Format;
use super::super::chart::{Chart, heading, spark, write_charts};
use super::super::layout::{Line, cut, padded, wrapped};
use super::super::terminal::{
    DIM, KIND, NUMBER, PLAIN, STRONG, Screen, clean, line, styled,
};
use super::position;
use crate::model::{Author, SectionKind, Status};
use crate::search::{Place, Shown, ShownPublication, ShownTopic};

pub(super) static FORMAT: Format<Shown> =
    Format { name: "text", help: "the whole profile, for reading", write };

/// Lines that the authors of one publication take at most.
const AUTHORS: usize = 3;
/// Co-authors and bars that are shown at most.
const MOST: usize = 12;
/// Years that a topic is followed over, back from the last one.
const YEARS: i32 = 24;
/// Columns that they and the counts take.
const YEARS_WIDTH: usize = 24 + 8;
/// Columns of the labels in the header.
const LABEL: usize = 11;

/// Where the lines stand.
struct Page<'a> {
    shown: &'a Shown,
    screen: &'a Screen,
    width: usize,
}

fn write(
    shown: &Shown,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page { shown, screen, width: screen.width() };
    page.header(out)?;
    page.charts(out)?;
    page.topics(out)?;
    page.publications(out)?;
    page.sections(out)?;
    page.coauthors(out)?;
    page.sources(out)
}

impl Page<'_> {
    fn header(&self, out: &mut dyn Write) -> io::Result<()> {
        let person = &self.shown.person;
        let mut name = Line::new(STRONG, self.shown.name());
        name.put(name.width + 2, &Line::new(DIM, &person.id));
        line(out, name.text)?;
        if let Some(post) = self.shown.post() {
            for text in wrapped(&[(PLAIN, &post)], self.width, usize::MAX) {
                line(out, text.text)?;
            }
        }
        let emails = person.emails.as_deref().unwrap_or_default();
        for (label, value) in [
            ("also", person.name_variants.join(", ")),
            ("interests", self.shown.interests.join("; ")),
            ("tags", person.tags.join(", ")),
            ("orcid", person.orcid.clone().unwrap_or_default()),
            ("homepage", person.homepages.join(" ")),
            ("e-mail", emails.join(" ")),
        ] {
            if !value.is_empty() {
                let label = Line::new(DIM, label);
                self.block(&label, LABEL, &[(PLAIN, &value)], None, out)?;
            }
        }
        Ok(())
    }

    /// Publications over the years and venues; nothing for a handful.
    fn charts(&self, out: &mut dyn Write) -> io::Result<()> {
        let (mut years, mut venues) = (BTreeMap::new(), BTreeMap::new());
        for publication in &self.shown.publications {
            if let Some(year) = publication.year {
                *years.entry(year).or_insert(0) += 1;
            }
            if let Some(venue) = &publication.venue {
                *venues.entry(venue.clone()).or_insert(0) += 1;
            }
        }
        let venues: Vec<(String, usize)> = venues.into_iter().collect();
        let charts = [
            Chart::years("publications by year", years, MOST),
            Chart::top("venues", &venues, MOST - 1, Some("others")),
        ];
        if charts.iter().any(|chart| !chart.counts.is_empty()) {
            line(out, "")?;
        }
        write_charts(&charts, self.width, out)
    }

    /// Topics, each with how it went over the years: `parsing 5 ·▁··█▃`.
    fn topics(&self, out: &mut dyn Write) -> io::Result<()> {
        // One publication makes no topic, unless the person says so.
        let topics = self.shown.topics.iter();
        let topics = topics
            .filter(|t| t.publications > 1 || t.stated && t.publications > 0);
        let topics: Vec<&ShownTopic> = topics.take(MOST).collect();
        let years = topics.iter().flat_map(|topic| topic.years.keys());
        let last = years.clone().max().copied();
        let first = years.min().copied();
        let (Some(first), Some(last)) = (first, last) else { return Ok(()) };
        let first = first.max(last - YEARS + 1);
        heading(out, &format!("topics, {first}–{last}"))?;
        let width = |topic: &&ShownTopic| clean(&topic.name).width();
        let widest = topics.iter().map(width).max().unwrap_or(0);
        let name_width = widest.min(self.width.saturating_sub(YEARS_WIDTH));
        for topic in topics {
            let name =
                padded(&cut(&clean(&topic.name), name_width), name_width);
            let mut printed = Line::new(PLAIN, &format!("  {name}"));
            let count = format!("{:>3}", topic.publications);
            printed.put(0, &Line::new(NUMBER, &count));
            let of = |year| topic.years.get(&year).copied().unwrap_or(0);
            let counts: Vec<u32> = (first..=last).map(of).collect();
            printed.put(0, &Line::new(DIM, &spark(&counts)));
            line(out, printed.text)?;
        }
        Ok(())
    }

    fn publications(&self, out: &mut dyn Write) -> io::Result<()> {
        let all = &self.shown.publications;
        match all.len() {
            0 => return Ok(()),
            1 => heading(out, "1 publication")?,
            count => heading(out, &format!("{count} publications"))?,
        }
        let is_own = self.shown.is_own();
        for same in all.chunk_by(|a, b| a.year == b.year) {
            let year = same.first().and_then(|p| p.year);
            let year = year.map_or("no year".into(), |y| y.to_string());
            line(out, styled(NUMBER, year))?;
            for publication in same {
                self.publication(publication, &is_own, out)?;
            }
        }
        Ok(())
    }

    fn publication(
        &self,
        p: &ShownPublication,
        is_own: &impl Fn(&str) -> bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let venue = [p.venue.as_deref(), p.track.as_deref()];
        let venue = venue.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let venue = cut(&clean(&venue), self.width / 3);
        let venue = Line::new(KIND, &venue);
        let columns = self.width.saturating_sub(4 + venue.width);
        let links = &self.screen.links;
        let titles = wrapped(&[(STRONG, &p.title)], columns, usize::MAX);
        for (i, title) in titles.into_iter().enumerate() {
            let (doi, arxiv) = (p.doi.as_deref(), p.arxiv.as_deref());
            let linked = links.publication(doi, arxiv, &p.links, &title.text);
            let text = linked.unwrap_or_else(|| title.text.clone());
            let mut printed = Line::default();
            printed.put(2, &Line { text, ..title });
            if i == 0 {
                printed.put(self.width - venue.width, &venue);
            }
            line(out, printed.text)?;
        }
        let mut pieces: Vec<(Style, String)> = Vec::new();
        for author in &p.authors {
            let style = if is_own(&author.name) { PLAIN } else { DIM };
            let comma = if pieces.is_empty() { "" } else { ", " };
            pieces.push((DIM, comma.to_owned()));
            pieces.push((style, marked(author)));
        }
        if p.authors_truncated {
            pieces.push((DIM, ", et al.".to_owned()));
        }
        let pieces: Vec<(Style, &str)> =
            pieces.iter().map(|(style, text)| (*style, &**text)).collect();
        let place = self.places(&p.places);
        let columns = self.width.saturating_sub(6 + place.width);
        let mut authors = wrapped(&pieces, columns, AUTHORS);
        if p.authors.is_empty() && place.width == 0 {
            authors.clear();
        }
        for (i, names) in authors.into_iter().enumerate() {
            let mut printed = Line::default();
            printed.put(4, &names);
            if i == 0 {
                printed.put(self.width - place.width, &place);
            }
            line(out, printed.text)?;
        }
        let stated = p.status.filter(|status| *status != Status::Published);
        let stated = stated.map(Status::as_str);
        let notes = p.notes.iter().map(String::as_str);
        let about: Vec<&str> = stated.into_iter().chain(notes).collect();
        if !about.is_empty() {
            let text = about.join(" · ");
            let columns = self.width.saturating_sub(4);
            for text in wrapped(&[(PLAIN, &text)], columns, AUTHORS) {
                line(out, format_args!("    {}", text.text))?;
            }
        }
        Ok(())
    }

    fn sections(&self, out: &mut dyn Write) -> io::Result<()> {
        for section in SectionKind::ALL {
            let passages = self.shown.section(section.name());
            if passages.is_empty() {
                continue;
            }
            heading(out, section.name())?;
            for passage in passages {
                let place = self.places(std::slice::from_ref(&passage.place));
                let text = [(PLAIN, passage.text.as_str())];
                let bullet = Line::default();
                self.block(&bullet, 2, &text, Some(&place), out)?;
            }
        }
        Ok(())
    }

    fn coauthors(&self, out: &mut dyn Write) -> io::Result<()> {
        let all = &self.shown.coauthors;
        if all.is_empty() {
            return Ok(());
        }
        heading(out, "co-authors here")?;
        for coauthor in all.iter().take(MOST) {
            let count = format!("  {:>3}", coauthor.publications);
            let mut printed = Line::new(NUMBER, &count);
            printed.put(printed.width + 2, &Line::new(PLAIN, &coauthor.name));
            printed.put(printed.width + 2, &Line::new(DIM, &coauthor.id));
            line(out, printed.text)?;
        }
        if all.len() > MOST {
            let more = all.len() - MOST;
            let more = format!("  … {more} more (`--format json` has all)");
            line(out, styled(DIM, more))?;
        }
        Ok(())
    }

    fn sources(&self, out: &mut dyn Write) -> io::Result<()> {
        heading(out, "sources")?;
        for (number, source) in (1..).zip(&self.shown.sources) {
            let count = match source.publications {
                1 => "1 publication".to_owned(),
                count => format!("{count} publications"),
            };
            let mut path = Line::new(PLAIN, &source.path);
            path.text = self.screen.links.file(&source.path, &path.text);
            let number = format!("  [{number}]");
            let mut printed = Line::new(DIM, &number);
            printed.put(0, &path);
            let mut about = Line::new(KIND, &source.format);
            about.put(about.width + 2, &Line::new(DIM, &count));
            if printed.width + 2 + about.width > self.width {
                line(out, &printed.text)?;
                printed = Line::default();
                printed.put(4, &about);
            } else {
                printed.put(printed.width + 2, &about);
            }
            line(out, printed.text)?;
        }
        Ok(())
    }

    /// Running text in a column of its own, a label before it and perhaps a
    /// place at the right edge.
    fn block(
        &self,
        label: &Line,
        indent: usize,
        text: &[(Style, &str)],
        place: Option<&Line>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let right = place.map_or(0, |place| place.width + 2);
        let columns = self.width.saturating_sub(indent + right);
        let lines = wrapped(text, columns, usize::MAX);
        for (i, text) in lines.into_iter().enumerate() {
            let first = i == 0;
            let mut printed =
                if first { label.clone() } else { Line::default() };
            printed.put(indent, &text);
            if let Some(place) = place.filter(|_| first) {
                printed.put(self.width - place.width, place);
            }
            line(out, printed.text)?;
        }
        Ok(())
    }

    /// `[1]:14  [2] p2:7`: source and line, page and line.
    fn places(&self, places: &[Place]) -> Line {
        let mut printed = Line::default();
        for place in places {
            let number = place.source;
            let text = match (place.page, position(place.page, place.line)) {
                (Some(_), position) => format!("[{number}] {position}"),
                (None, line) if line.is_empty() => format!("[{number}]"),
                (None, line) => format!("[{number}]:{line}"),
            };
            let mut text = Line::new(DIM, &text);
            let source = self.shown.sources.get(number.wrapping_sub(1));
            if let Some(source) = source {
                text.text = self.screen.links.file(&source.path, &text.text);
            }
            let far = printed.width + text.width > self.width / 3;
            if printed.width > 0 && far {
                printed.put(0, &Line::new(DIM, "…"));
                break;
            }
            let gap = if printed.width == 0 { 0 } else { printed.width + 2 };
            printed.put(gap, &text);
        }
        printed
    }
}

/// A name with the marks that lists of publications set.
fn marked(author: &Author) -> String {
    let equal = if author.equal_contribution { "*" } else { "" };
    let corresponding = if author.corresponding { "†" } else { "" };
    format!("{}{equal}{corresponding}", author.name)
}
