//! People with their evidence, for reading.

use std::io::{self, Write};

use super::chart::{Chart, write_charts};
use super::layout::{Line, cut, marked, wrapped};
use super::terminal::{
    DIM, KIND, NUMBER, PLAIN, STRONG, Screen, WARNING, clean, line, styled,
};
use super::{Context, OutputFormat};
use crate::search::{Answer, By, Evidence, Hit};

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "text",
    help: "people with their evidence, for reading",
    evidence: true,
    write,
};

/// Lines that one quotation takes at most.
const LINES: usize = 2;

/// Where the lines of hits stand.
struct Page<'a> {
    screen: &'a Screen,
    width: usize,
    /// Columns before the text, for the ranks.
    indent: usize,
}

fn write(
    answer: &Answer,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = context.screen.width();
    if let Some(id) = &context.query_id {
        let title = format!("{}: {}", clean(id), clean(&answer.query));
        line(out, styled(STRONG, cut(&title, width)))?;
    }
    let digits = |hit: &Hit| hit.rank.to_string().len();
    let indent = answer.hits.last().map_or(1, digits) + 2;
    let page = Page { screen: &context.screen, width, indent };
    for hit in &answer.hits {
        let by_publication = answer.by == By::Publications;
        if !by_publication {
            page.head(hit, answer.by, out)?;
        }
        for evidence in &hit.evidence {
            let rank = hit.rank.to_string();
            let lead = if by_publication { rank.as_str() } else { "" };
            page.quotation(evidence, lead, out)?;
        }
        if by_publication {
            page.listed_by(hit, out)?;
        }
        if context.explain {
            page.explanation(hit, out)?;
        }
    }
    let charts = answer.facets.iter().map(|facet| Chart {
        title: format!("{} ({})", facet.field.as_str(), answer.by.as_str()),
        counts: facet.counts.clone(),
        rest: None,
    });
    if !answer.hits.is_empty() && !answer.facets.is_empty() {
        line(out, "")?;
    }
    write_charts(&charts.collect::<Vec<_>>(), width, out)
}

impl Page<'_> {
    /// The beginning of a line: a rank, or blanks.
    fn lead(&self, text: &str) -> Line {
        let mut lead = Line::new(PLAIN, text);
        lead.put(self.indent, &Line { text: String::new(), width: 0 });
        lead
    }

    /// `1  Zirui Liu   University of Minnesota · Assistant Professor`
    fn head(&self, hit: &Hit, by: By, out: &mut dyn Write) -> io::Result<()> {
        let owner = &hit.person.owner;
        let source = hit.sources.first().map_or("", |s| s.path.as_str());
        let mut post: Vec<&str> = Vec::new();
        if by == By::Documents {
            post.push(source);
        } else {
            let first = owner.affiliations.first();
            post.extend(first.map(|place| place.organization.as_str()));
            post.extend(owner.titles.first().map(String::as_str));
        }
        let room = self.width.saturating_sub(self.indent);
        let name = owner.name.as_deref().unwrap_or(&hit.person.id);
        let mut name = Line::new(STRONG, &cut(&clean(name), room));
        name.text = self.screen.links.file(source, &name.text);
        let mut head = self.lead(&hit.rank.to_string());
        head.put(self.indent, &name);
        let mut rest = self.width.saturating_sub(head.width + 2);
        let mut missing = Line::default();
        if !hit.missing.is_empty() {
            let words = format!("lacks {}", hit.missing.join(", "));
            missing = Line::new(WARNING, &cut(&clean(&words), rest));
            rest = rest.saturating_sub(missing.width + 2);
        }
        let post = Line::new(DIM, &cut(&clean(&post.join(" · ")), rest));
        for part in [post, missing].iter().filter(|part| part.width > 1) {
            head.put(head.width + 2, part);
        }
        line(out, head.text)
    }

    /// A quoted line, its venue and year at the right edge.
    fn quotation(
        &self,
        evidence: &Evidence,
        lead: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let place = match (&evidence.venue, &evidence.title) {
            (Some(venue), _) => venue.as_str(),
            (None, Some(_)) => "",
            (None, None) => evidence.kind,
        };
        let mut right = Line::new(KIND, &cut(&clean(place), self.width / 4));
        let year = evidence.year.map(|y| y.to_string()).unwrap_or_default();
        right.put(0, &Line::new(NUMBER, &year));
        let columns =
            self.width.saturating_sub(self.indent + right.width + 2).max(20);
        let title = evidence.title.as_deref().unwrap_or(&evidence.text);
        let reasons = evidence.matched.join(", ");
        let mut quote = marked(&evidence.text, &evidence.highlights, PLAIN);
        if evidence.title.is_none() && evidence.highlights.is_empty() {
            // Nothing of it stands in the text: `has:email`, `lang:de`.
            let blank = if evidence.text.is_empty() { "" } else { "  " };
            quote.insert(0, (PLAIN, blank));
            quote.insert(0, (DIM, &reasons));
        }
        let mut lines = wrapped(&quote, columns, LINES);
        if title != evidence.text && !title.is_empty() {
            // What matched stands in the abstract or a note.
            let mut quote = wrapped(&quote, columns.saturating_sub(2), LINES);
            for line in &mut quote {
                line.text.insert_str(0, "  ");
                line.width += 2;
            }
            lines = wrapped(&[(PLAIN, title)], columns, LINES);
            lines.extend(quote);
        }
        let links = &self.screen.links;
        for (i, quoted) in lines.into_iter().enumerate() {
            let mut printed = self.lead(if i == 0 { lead } else { "" });
            let Evidence { doi, arxiv, links: urls, .. } = evidence;
            let text = links
                .publication(
                    doi.as_deref(),
                    arxiv.as_deref(),
                    urls,
                    &quoted.text,
                )
                .unwrap_or_else(|| links.file(&evidence.path, &quoted.text));
            let quoted = Line { text, ..quoted };
            printed.put(self.indent, &quoted);
            if i == 0 {
                printed.put(self.width.saturating_sub(right.width), &right);
            }
            line(out, printed.text)?;
        }
        Ok(())
    }

    /// Who lists a publication.
    fn listed_by(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let names: Vec<&str> =
            hit.listed_by.iter().map(|(_, name)| name.as_str()).collect();
        let room = self.width.saturating_sub(self.indent);
        let mut printed = self.lead("");
        let names = cut(&clean(&names.join(", ")), room);
        printed.put(self.indent, &Line::new(DIM, &names));
        line(out, printed.text)
    }

    /// What a score is made of.
    fn explanation(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let blanks = " ".repeat(self.indent);
        let total = format!("{blanks}score {:.2}", hit.score);
        line(out, styled(DIM, total))?;
        for (i, part) in hit.parts.iter().enumerate() {
            let words: Vec<String> = part
                .words
                .iter()
                .map(|(word, score)| format!("{} {score:.2}", clean(word)))
                .collect();
            let text = format!(
                "{blanks}  {:.2} = {:.2} / {}^1.5: {}",
                part.counted,
                part.score,
                i + 1,
                words.join(" + ")
            );
            line(out, styled(DIM, text))?;
        }
        Ok(())
    }
}
