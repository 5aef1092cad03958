//! Writes small PDF files for tests.

use std::fmt::Write as _;

/// A font every reader knows.
#[derive(Clone, Copy)]
pub(crate) enum Font {
    /// Helvetica.
    Regular = 1,
    /// Helvetica-Bold.
    Bold = 2,
    /// Helvetica-Oblique.
    Italic = 3,
}

/// A PDF file in the making.
#[derive(Default)]
pub(crate) struct PdfFile {
    pages: Vec<Page>,
    info: String,
}

/// One page, 600 by 800 points.
#[derive(Clone, Default)]
pub(crate) struct Page {
    content: String,
    links: Vec<([i32; 4], String)>,
}

impl Page {
    /// Shows a text with its left edge and baseline there.
    pub(crate) fn show(
        mut self,
        font: Font,
        size: f32,
        at: (f32, f32),
        text: &str,
    ) -> Page {
        let (x, y) = at;
        let text = text
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)")
            // The bullet's place in WinAnsiEncoding.
            .replace('\u{2022}', "\\225");
        let _ = writeln!(
            self.content,
            "BT /F{} {size} Tf {x} {y} Td ({text}) Tj ET",
            font as u8
        );
        self
    }

    /// Shows a text in 10 points.
    pub(crate) fn text(self, x: f32, y: f32, text: &str) -> Page {
        self.show(Font::Regular, 10.0, (x, y), text)
    }

    /// Lays a link over a rectangle: left, bottom, right, top.
    pub(crate) fn link(mut self, bounds: [i32; 4], target: &str) -> Page {
        self.links.push((bounds, target.to_owned()));
        self
    }
}

impl PdfFile {
    /// Adds a page.
    pub(crate) fn page(mut self, page: Page) -> PdfFile {
        self.pages.push(page);
        self
    }

    /// Sets an entry of the information dictionary.
    pub(crate) fn info(mut self, key: &str, value: &str) -> PdfFile {
        let _ = write!(self.info, "/{key} ({value}) ");
        self
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        // 1 catalog, 2 pages, 3-5 fonts, 6 information, then two a page.
        let kids: Vec<String> = (0..self.pages.len())
            .map(|i| format!("{} 0 R", 7 + 2 * i))
            .collect();
        let mut objects = vec![
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            format!(
                "<< /Type /Pages /Kids [{}] /Count {} >>",
                kids.join(" "),
                kids.len()
            )
            .into_bytes(),
        ];
        for font in ["Helvetica", "Helvetica-Bold", "Helvetica-Oblique"] {
            objects.push(
                format!("<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>")
                    .into_bytes(),
            );
        }
        objects.push(format!("<< {}>>", self.info).into_bytes());
        for (i, page) in self.pages.iter().enumerate() {
            let links: String = page
                .links
                .iter()
                .map(|([l, b, r, t], target)| {
                    format!("<< /Type /Annot /Subtype /Link /Rect [{l} {b} {r} {t}] /A << /S /URI /URI ({target}) >> >> ")
                })
                .collect();
            objects.push(
                format!(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] \
                     /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> \
                     /Contents {} 0 R /Annots [{links}] >>",
                    8 + 2 * i
                )
                .into_bytes(),
            );
            objects.push(stream("", page.content.as_bytes()));
        }
        assembled(&objects)
    }
}

/// A stream object with further dictionary entries.
pub(crate) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut object =
        format!("<< {entries} /Length {} >>\nstream\n", data.len())
            .into_bytes();
    object.extend_from_slice(data);
    object.extend_from_slice(b"\nendstream");
    object
}

/// A file of these objects, numbered from 1; the first is the catalog, the
/// sixth the information dictionary.
pub(crate) fn assembled(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    let mut end =
        format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(end, "{offset:010} 00000 n ");
    }
    let _ = write!(
        end,
        "trailer\n<< /Size {} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.extend_from_slice(end.as_bytes());
    file
}
