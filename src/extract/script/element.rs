//! Elements of components into elements of pages.

use super::bound::Bound;
use super::function::is_component;

/// Writes an element's opening tag; gives what closes it.
pub(super) fn element(
    name: &str,
    handed: &[(&str, Bound<'_>)],
    alone: bool,
    out: &mut String,
) -> String {
    const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];
    let title = || {
        let mut named = handed.iter().filter(|(_, value)| !value.is_nothing());
        named.find(|(key, _)| ["title", "heading"].contains(key))
    };
    if is_component(name) {
        let heads = ["Meta", "SEO", "Seo", "Head", "Helmet", "Layout"];
        let element = match heads.iter().any(|head| name.contains(head)) {
            true => "title",
            // The rest is read where works are handed to it.
            false if alone => "",
            false => "h2",
        };
        if let Some((_, title)) = title().filter(|_| !element.is_empty()) {
            let title = title.text();
            out.push_str(&format!("<{element}>{title}</{element}>"));
            return String::new();
        }
    }
    if name.is_empty() {
        return String::new();
    }
    out.push('<');
    out.push_str(name);
    for (key, value) in handed {
        let text = value.text();
        if *key != "key" && !text.is_empty() && !text.contains('"') {
            let key = match *key {
                "className" => "class",
                key => key,
            };
            out.push_str(&format!(" {key}=\"{text}\""));
        }
    }
    let void = VOID.contains(&name);
    if alone && is_component(name) {
        out.push_str(" />");
        return String::new();
    }
    out.push('>');
    match void {
        true => String::new(),
        false => format!("</{name}>"),
    }
}
