//! People with their evidence, for reading.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::layout::{cut, padded, quoted};
use super::terminal::{DIM, KIND, NUMBER, STRONG, clean, line, styled};
use super::{Context, OutputFormat};
use crate::search::{Answer, By, Evidence, Facet, Hit};

pub(super) static FORMAT: OutputFormat = OutputFormat {
    name: "text",
    help: "people with their evidence, for reading",
    evidence: true,
    write,
};

/// Narrowest terminal that is laid out for.
const NARROWEST: usize = 40;
/// Widest lines; longer ones are hard to read.
const WIDEST: usize = 120;
/// Lines that one quotation takes at most.
const LINES: usize = 2;

fn write(
    answer: &Answer,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = context.width.clamp(NARROWEST, WIDEST);
    if let Some(id) = &context.query_id {
        let title = format!("{}: {}", clean(id), clean(&answer.query));
        line(out, styled(STRONG, cut(&title, width)))?;
    }
    let indent =
        answer.hits.last().map_or(1, |h| h.rank.to_string().len()) + 2;
    for hit in &answer.hits {
        match answer.by {
            By::People | By::Documents => {
                head(hit, answer.by, indent, width, out)?;
            }
            By::Publications => {}
        }
        for evidence in &hit.evidence {
            let first = answer.by == By::Publications;
            let lead =
                if first { hit.rank.to_string() } else { String::new() };
            quotation(evidence, &lead, indent, width, out)?;
        }
        if answer.by == By::Publications {
            listed_by(hit, indent, width, out)?;
        }
        if context.explain {
            explanation(hit, indent, out)?;
        }
    }
    for facet in &answer.facets {
        counts(facet, answer.by, out)?;
    }
    Ok(())
}

/// `1  Zirui Liu   University of Minnesota · Assistant Professor`
fn head(
    hit: &Hit,
    by: By,
    indent: usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let owner = &hit.person.owner;
    let name = clean(owner.name.as_deref().unwrap_or(&hit.person.id));
    let mut post: Vec<&str> = Vec::new();
    if by == By::Documents {
        post.extend(hit.sources.first().map(|source| source.path.as_str()));
    } else {
        let first = owner.affiliations.first();
        post.extend(
            first.map(|affiliation| affiliation.organization.as_str()),
        );
        post.extend(owner.titles.first().map(String::as_str));
    }
    let post = post.join(" · ");
    let mut missing = String::new();
    if !hit.missing.is_empty() {
        missing = format!("  lacks {}", clean(&hit.missing.join(", ")));
    }
    let room = width.saturating_sub(indent + name.width() + 2);
    let missing = cut(&missing, room);
    let post = cut(&clean(&post), room.saturating_sub(missing.width()));
    let rank = padded(&hit.rank.to_string(), indent - 2);
    write!(out, "{rank}  {}", styled(STRONG, &name))?;
    for text in [post, missing].iter().filter(|text| !text.is_empty()) {
        write!(out, "  {}", styled(DIM, text.trim_start()))?;
    }
    writeln!(out)
}

/// A quoted line, its venue and year at the right edge.
fn quotation(
    evidence: &Evidence,
    lead: &str,
    indent: usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let place = match (&evidence.venue, &evidence.title) {
        (Some(venue), _) => venue.as_str(),
        (None, Some(_)) => "",
        (None, None) => evidence.kind,
    };
    let place = cut(&clean(place), width / 4);
    let year = evidence.year.map(|y| y.to_string()).unwrap_or_default();
    let gap = usize::from(!place.is_empty() && !year.is_empty());
    let right = place.width() + gap + year.width();
    let columns = width.saturating_sub(indent + right + 2).max(20);
    let title = evidence.title.as_deref().unwrap_or(&evidence.text);
    let mut lines =
        quoted(&evidence.text, &evidence.highlights, columns, LINES);
    if title != evidence.text && !title.is_empty() {
        // What matched stands in the abstract or a note.
        let quote = std::mem::take(&mut lines);
        lines = quoted(title, &[], columns, LINES);
        lines.extend(quote.iter().map(|text| format!("  {text}")));
    }
    for (i, text) in lines.iter().enumerate() {
        if i > 0 || right == 0 {
            let lead = if i == 0 { lead } else { "" };
            line(out, format_args!("{}{text}", padded(lead, indent)))?;
            continue;
        }
        let plain: usize =
            anstream::adapter::strip_str(text).to_string().width();
        let blanks = " ".repeat(columns.saturating_sub(plain) + 2);
        line(
            out,
            format_args!(
                "{}{text}{blanks}{}{}{}",
                padded(lead, indent),
                styled(KIND, &place),
                " ".repeat(gap),
                styled(NUMBER, &year)
            ),
        )?;
    }
    Ok(())
}

/// Who lists a publication.
fn listed_by(
    hit: &Hit,
    indent: usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names: Vec<&str> =
        hit.listed_by.iter().map(|(_, name)| name.as_str()).collect();
    let names = names.join(", ");
    let names = cut(&clean(&names), width.saturating_sub(indent));
    line(out, format_args!("{}{}", " ".repeat(indent), styled(DIM, names)))
}

/// What a score is made of.
fn explanation(
    hit: &Hit,
    indent: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let blanks = " ".repeat(indent);
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

/// The values of a facet with bars as long as their counts.
fn counts(facet: &Facet, by: By, out: &mut dyn Write) -> io::Result<()> {
    let title = format!("{} ({})", facet.field.as_str(), by.as_str());
    line(out, "")?;
    line(out, styled(STRONG, title))?;
    let values: Vec<String> =
        facet.counts.iter().map(|(value, _)| cut(&clean(value), 44)).collect();
    let widest = values.iter().map(|value| value.width()).max().unwrap_or(0);
    let most = facet.counts.first().map_or(1, |(_, count)| *count).max(1);
    for (value, (_, count)) in values.iter().zip(&facet.counts) {
        let bar = "▪".repeat((count * 24).div_ceil(most).min(24));
        let number = styled(NUMBER, format_args!("{count:>6}"));
        let value = padded(value, widest);
        line(out, format_args!("  {value} {number} {}", styled(DIM, bar)))?;
    }
    Ok(())
}
