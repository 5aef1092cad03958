//! One person's whole profile in Markdown, for notes and web pages.

use std::io::{self, Write};

use super::super::Format;
use super::super::link::url;
use super::super::terminal::{Screen, clean, line};
use super::{Shown, ShownPublication};
use crate::model::{SectionKind, Status};

pub(super) static FORMAT: Format<Shown> = Format {
    name: "markdown",
    help: "the whole profile, for notes and web pages",
    write,
};

fn write(shown: &Shown, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let person = &shown.person;
    line(out, format_args!("# {}", escaped(shown.name())))?;
    if let Some(post) = shown.post() {
        line(out, format_args!("\n{}", escaped(&post)))?;
    }
    let emails = person.emails.as_deref().unwrap_or_default();
    let orcid = person
        .orcid
        .iter()
        .map(|id| format!("[ORCID {id}](<https://orcid.org/{id}>)"));
    let homepages = person.homepages.iter().map(|page| escaped(page));
    let emails = emails.iter().map(|email| escaped(email));
    let contact: Vec<String> = orcid.chain(homepages).chain(emails).collect();
    if !contact.is_empty() {
        line(out, format_args!("\n{}", contact.join(" · ")))?;
    }
    if !shown.interests.is_empty() {
        line(out, "\n## Research Interests\n")?;
        for interest in &shown.interests {
            line(out, format_args!("- {}", escaped(interest)))?;
        }
    }
    if !shown.publications.is_empty() {
        line(out, "\n## Publications")?;
    }
    for same in shown.publications.chunk_by(|a, b| a.year == b.year) {
        let year = same.first().and_then(|p| p.year);
        let year = year.map_or("Undated".to_owned(), |y| y.to_string());
        line(out, format_args!("\n### {year}\n"))?;
        for publication in same {
            line(out, entry(publication))?;
        }
    }
    for section in SectionKind::ALL {
        let passages = shown.section(section.name());
        if passages.is_empty() {
            continue;
        }
        let mut name = section.name().to_owned();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        line(out, format_args!("\n## {name}\n"))?;
        for passage in passages {
            line(out, format_args!("- {}", escaped(&passage.text)))?;
        }
    }
    Ok(())
}

/// `- Zirui Liu, Xia Hu. **KIVI**. *ICML*, 2024. [doi](...)`
fn entry(p: &ShownPublication) -> String {
    let mut authors: Vec<&str> =
        p.authors.iter().map(|a| a.name.as_str()).collect();
    authors.extend(p.authors_truncated.then_some("et al."));
    let mut parts = Vec::new();
    if !authors.is_empty() {
        parts.push(escaped(authors.join(", ").trim_end_matches('.')));
    }
    parts.push(format!("**{}**", escaped(&p.title)));
    let venue = p.venue_name.as_ref().or(p.venue.as_ref());
    let year = p.year.map(|year| year.to_string());
    let venue = venue.map(|venue| format!("*{}*", escaped(venue)));
    let place: Vec<String> = venue.into_iter().chain(year).collect();
    if !place.is_empty() {
        parts.push(place.join(", "));
    }
    let stated = p.status.filter(|status| *status != Status::Published);
    parts.extend(stated.map(|status| status.as_str().to_owned()));
    let mut text = format!("- {}.", parts.join(". "));
    if let Some(url) = url(p.doi.as_deref(), p.arxiv.as_deref(), &p.links) {
        let url = clean(&url).replace(['<', '>', '\\', ' '], "");
        text.push_str(&format!(" [link](<{url}>)"));
    }
    text
}

/// A text in which Markdown sees nothing but text.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for word in clean(text).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for (i, c) in word.chars().enumerate() {
            // `1.`, `-`, `+` and `#` mean something where a line begins.
            let opens = out.is_empty() && i == 0 && "-+#=".contains(c);
            let lists = matches!(c, '.' | ')')
                && !out.is_empty()
                && out.chars().all(|c| c.is_ascii_digit());
            if opens || lists || "\\`*_[]<>|~$&".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_sees_text_only() {
        for (text, want) in [
            ("a *b* <script>", r"a \*b\* \<script\>"),
            ("# no heading", r"\# no heading"),
            ("1. no list", r"1\. no list"),
            ("x\n\n# y", "x # y"),
            ("[a](b)", r"\[a\](b)"),
        ] {
            assert_eq!(escaped(text), want);
        }
    }
}
