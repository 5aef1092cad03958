//! What the commands of LaTeX and of the CV classes in wide use mean.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a command does to the flow of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Its argument is a heading.
    Heading(u8),
    /// Its argument is bold; with [`Effect::BoldOn`], what follows is.
    Bold,
    BoldOn,
    Italic,
    ItalicOn,
    UprightOn,
    Raised,
    /// What follows is larger than the body's text, by steps.
    Size(u8),
    /// That many arguments are no text.
    Drop(u8),
    Item,
    /// A link to its argument, or to its first with the second as its text.
    Url,
    Href,
    /// The block ends, but for paragraphs within a list item.
    Paragraph,
    /// Likewise, where the line is empty.
    Space,
    Line,
    Tab,
    Blank,
    /// Its argument is set in a box, apart from what follows where the box
    /// has a width.
    Boxed,
    Nothing,
    Footnote,
    Math,
    /// Shows what the header commands have said.
    MakeTitle,
    /// Reads a file.
    Input,
    /// A length follows, in no braces.
    Length,
    /// A font is set up: a command's name, options and the font's follow.
    Font,
    /// Its argument stands in the margin.
    Margin,
    /// Its argument stands at the head or the foot of each page.
    PageHead,
    /// Its argument is set in quotation marks.
    Quoted,
}

use Effect::*;

/// Commands by what they do.
#[rustfmt::skip]
const EFFECTS: &[(Effect, &str)] = &[
    (Heading(1), "chapter part addchap"),
    (Heading(2), r"
        section cvsection roottitle sectiontitle resheading headedsection
        cvhead makeheading ecvsection europasssection mysection MySection
        resumesection Section addsec cvsect NewSection
    "),
    (Heading(3), r"
        subsection cvsubsection headedsubsection SubSection mysubsection
    "),
    (Heading(4), "subsubsection"),
    (Bold, "textbf mathbf paragraph subparagraph"),
    (Italic, "textit emph textsl"),
    (Raised, "textsuperscript up"),
    (BoldOn, "bf bfseries"),
    (ItalicOn, "it itshape em sl slshape"),
    (UprightOn, "rm upshape normalfont mdseries"),
    (Size(0), "normalsize small footnotesize scriptsize tiny"),
    (Size(1), "large"),
    (Size(2), "Large LARGE huge Huge HUGE"),
    (Drop(1), r"
        vspace hspace includegraphics label ref eqref pageref cite citep citet
        nocite fullcite color pagestyle thispagestyle geometry usepackage
        documentclass hypersetup bibliographystyle bibliography
        addbibresource newlength hyphenation setmainfont setsansfont faIcon phantom
        vphantom hphantom photo raisebox parbox textcolor colorbox hyperlink
        hypertarget linespread cline cmidrule index todo markboth
        moderncvstyle moderncvtheme moderncvcolor moderncvicons setlist
        pagenumbering RequirePackage usetikzlibrary tikzset graphicspath
        quote newcounter stepcounter refstepcounter newcolumntype newtheorem
        fontdir acvHeaderSocialSep cvtheme urlstyle multirow scalebox
        rotatebox foreignlanguage selectlanguage nobibliography bibentry
        bookmarksetup newif columnratio fontencoding fontfamily fontseries
        fontshape titlerule savebox newsavebox usebox
        settowidth pdfinfo setromanfont setmonofont
    "),
    (PageHead, r"
        fancyhead fancyfoot fancyhf lhead rhead chead lfoot rfoot cfoot cofoot
        ohead ihead
    "),
    (Drop(2), r"
        setlength addtolength setcounter addtocounter rule fontsize colorlet
        fcolorbox resizebox multicolumn PassOptionsToPackage setbool newbool
        DeclareUnicodeCharacter crule
    "),
    (Drop(3), r"
        definecolor addcontentsline DeclareFieldFormat makecvfooter
    "),
    (Drop(4), "titlespacing"),
    (Drop(5), "titleformat"),
    (Item, "item bibitem"),
    (Url, "url path nolinkurl"),
    (Href, "href"),
    (Paragraph, r"
        par bigskip medskip smallskip bigbreak medbreak smallbreak filbreak
        newpage clearpage pagebreak cleardoublepage hrule hrulefill divider columnbreak switchcolumn
    "),
    (Space, "vfill addvspace noindent"),
    (Line, r"\ newline linebreak tabularnewline cr"),
    (Tab, "hfill dotfill hfil tab"),
    (Blank, r"
        , ; : > newblock quad qquad enspace enskip thinspace space hss xspace cdotp and
    "),
    (Boxed, "makebox framebox"),
    (Nothing, r"
        - / @ ! * ( ) today centering raggedright raggedleft protect relax
        hline toprule midrule bottomrule thepage tableofcontents makeatletter
        makeatother center flushleft flushright mbox null strut sc
        scshape sf sffamily tt ttfamily rmfamily leavevmode unskip selectfont
        ignorespaces printbibliography phantomsection fi else nopagenumbers
    "),
    (Footnote, "footnote thanks footnotetext"),
    (Math, "ensuremath"),
    (MakeTitle, r"
        maketitle makecvtitle makecvheader makeheader makecvhead
        makeletterhead ecvpersonalinfo
    "),
    (Input, "input include subfile subfileinclude"),
    (Length, r"
        vskip hskip kern moveleft moveright raise lower hangindent
        hangafter parindent parskip leftskip rightskip baselineskip tabcolsep
        arraystretch parshape looseness
    "),
    (Font, "newfontface newfontfamily"),
    (Margin, "marginpar marginnote"),
    (Quoted, "enquote say"),
];

static BY_NAME: LazyLock<HashMap<&str, Effect>> = LazyLock::new(|| {
    let rows = EFFECTS.iter().flat_map(|(effect, names)| {
        names.split_whitespace().map(|name| (name, *effect))
    });
    rows.collect()
});

/// The effect of a command; None for one that is not known.
pub(super) fn effect(name: &str) -> Option<Effect> {
    // `\ ` and a backslash at the end of a line.
    if name.chars().all(char::is_whitespace) {
        return Some(Blank);
    }
    BY_NAME.get(name).copied()
}

/// Commands of CV classes that set one entry: name, number of arguments,
/// layout. In a layout `1` is the first argument, `*` and `/` make the next
/// argument bold or italic; what stands between two arguments is printed
/// where both are there.
const ENTRIES: &[(&str, usize, &str)] = &[
    // moderncv: years, degree, institution, city, grade, description.
    ("cventry", 6, "1\t*2, /3, 4, 5\n6"),
    // awesome-cv: position, organization, location, date, description.
    ("cventry", 5, "*2\t3\n/1\t4\n5"),
    ("cventry", 4, "*1, /2, 3\t4"),
    ("tlcventry", 7, "1–2\t*3, /4, 5, 6\n7"),
    ("cvhonor", 4, "4\t*1, 2, 3"),
    ("cvskill", 2, "*1\t2"),
    ("cvitem", 2, "1\t2"),
    ("cvitemwithcomment", 3, "1\t2, /3"),
    ("cvdoubleitem", 4, "1\t2\n3\t4"),
    ("cvlanguage", 3, "1\t2, /3"),
    ("cvline", 2, "1\t2"),
    ("cvlistitem", 1, "1"),
    ("cvlistdoubleitem", 2, "1\n2"),
    ("cvlistdoubleitem", 3, "1\n2\n3"),
    // altacv: title, organization, dates, place.
    ("cvevent", 4, "*1\n/2\t3\t4"),
    ("cvachievement", 3, "*2\n3"),
    ("cvref", 3, "*1\n2\n3"),
    ("cvtag", 1, "1"),
    ("cvproject", 4, "*1\n/2\t3\n4"),
    ("cvpubentry", 4, "*1\n2\n/3, 4"),
    ("ecvitem", 2, "1\t2"),
    ("ecvbigitem", 2, "1\t2"),
    ("cvpub", 4, "1\n2\n3\n4"),
    ("publication", 2, "1\t2"),
    ("entry", 4, "1\t*2, /3\n4"),
    ("twentyitem", 4, "1\t*2, /3\n4"),
    ("twentyitemshort", 2, "1\t2"),
    ("datedsubsection", 2, "*1\t2"),
    ("datedline", 2, "1\t2"),
    ("role", 2, "/1, 2"),
    ("resumeSubheading", 4, "*1\t2\n/3\t4"),
    ("resumeProjectHeading", 2, "1\t2"),
    ("resumeSubSubheading", 2, "/1\t2"),
    ("resumeItem", 2, "*1: 2"),
    ("resumeItem", 1, "1"),
    ("resumeSubItem", 2, "*1: 2"),
    ("years", 1, "1"),
    ("denseouterlist", 1, "1"),
];

/// Environments whose arguments are an entry's head, as for [`entry`].
const HEADED: &[(&str, usize, &str)] = &[
    ("rSubsection", 4, "*1\t2\n/3\t4"),
    ("position", 0, ""),
    ("subheading", 4, "*1\t2\n/3\t4"),
    ("joblong", 2, "*1\t2"),
    ("jobshort", 2, "*1\t2"),
];

/// The layout of an entry command used with that many arguments.
pub(super) fn entry(name: &str, arguments: usize) -> Option<&'static str> {
    row(ENTRIES, name, arguments)
}

/// The layout of an environment's head.
pub(super) fn head(name: &str, arguments: usize) -> Option<&'static str> {
    row(HEADED, name, arguments)
}

/// The most arguments an entry command of that name takes; None where it
/// sets no entry.
pub(super) fn entry_arguments(name: &str) -> Option<usize> {
    let rows = ENTRIES.iter().chain(HEADED).filter(|row| row.0 == name);
    rows.map(|row| row.1).max()
}

fn row(
    table: &[(&'static str, usize, &'static str)],
    name: &str,
    arguments: usize,
) -> Option<&'static str> {
    table
        .iter()
        .find(|row| row.0 == name && row.1 == arguments)
        .map(|row| row.2)
}

/// What an environment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Environment {
    List,
    Table,
    /// No text.
    Hidden,
    /// Its argument is a heading.
    Titled,
    Plain,
}

/// Environments: their kind and how many arguments are no text.
#[rustfmt::skip]
const ENVIRONMENTS: &[(Environment, usize, &str)] = &[
    (Environment::List, 0, r"
        itemize enumerate description etaremune compactitem compactenum
        compactdesc cvitems publications benumerate innerlist outerlist
        bibsection bibenumerate rSubsection itemize* enumerate* inparaenum
        trivlist revnumerate resume_list twenty cvpubs denselist highlights
        bulletList
    "),
    (Environment::List, 1, "thebibliography labeling"),
    (Environment::List, 2, "list"),
    (Environment::Table, 1, "tabular longtable supertabular array"),
    (Environment::Table, 2, "tabular* tabularx tabulary xltabular"),
    (Environment::Hidden, 0, r"
        comment lstlisting tikzpicture picture filecontents filecontents*
        minted pspicture
    "),
    (Environment::Titled, 0, r"
        rSection resume_section cvsection ressection cvblock cvsubsection
        cvlist
    "),
    (Environment::Plain, 1, r"
        minipage multicols multicols* paracol wrapfigure spacing addmargin
        textblock*
    "),
    (Environment::Plain, 2, "adjustwidth textblock changemargin"),
];

/// What an environment does, and how many of its arguments are no text.
pub(super) fn environment(name: &str) -> (Environment, usize) {
    // What nobody knows tells by its name: `cvsplitsection`.
    let titled = name.to_lowercase().contains("section");
    let unknown =
        if titled { Environment::Titled } else { Environment::Plain };
    ENVIRONMENTS
        .iter()
        .find(|row| row.2.split_whitespace().any(|known| known == name))
        .map_or((unknown, 0), |row| (row.0, row.1))
}

/// Commands that state who the document is about, in the order their values
/// are shown in; `#` in the layout is the value.
pub(super) const HEADER: &[(&str, &str)] = &[
    ("name", "#"),
    ("author", "#"),
    ("firstname", "#"),
    ("familyname", "#"),
    ("lastname", "#"),
    ("ecvname", "#"),
    ("title", "#"),
    ("position", "#"),
    ("jobtitle", "#"),
    ("tagline", "#"),
    ("institute", "#"),
    ("affiliation", "#"),
    ("address", "#"),
    ("ecvaddress", "#"),
    ("location", "#"),
    ("contact", "#"),
    ("contactinfo", "#"),
    ("phone", "#"),
    ("mobile", "#"),
    ("ecvtelephone", "#"),
    ("email", "\\href{mailto:#}{#}"),
    ("ecvemail", "\\href{mailto:#}{#}"),
    ("mail", "\\href{mailto:#}{#}"),
    ("homepage", "\\url{#}"),
    ("website", "\\url{#}"),
    ("personalpage", "\\url{#}"),
    ("orcid", "\\url{https://orcid.org/#}"),
    ("orcidlink", "\\url{https://orcid.org/#}"),
    ("github", "\\url{https://github.com/#}"),
    ("gitlab", "\\url{https://gitlab.com/#}"),
    ("linkedin", "\\url{https://www.linkedin.com/in/#}"),
    ("twitter", "\\url{https://twitter.com/#}"),
    ("googlescholar", "\\url{https://scholar.google.com/citations?user=#}"),
    ("researchgate", "\\url{https://www.researchgate.net/profile/#}"),
    ("extrainfo", "#"),
];

/// The place of a header command in [`HEADER`].
pub(super) fn header(name: &str) -> Option<usize> {
    HEADER.iter().position(|row| row.0 == name)
}
