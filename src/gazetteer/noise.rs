//! Words around a venue's name that are not part of it.

use std::collections::HashSet;
use std::sync::LazyLock;

/// True of words that proceedings, numbering, publishers and remarks put
/// around a venue's name, in folded form; also of all numbers and ordinals.
pub(super) fn is_noise(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || word.len() == 1
        || SURROUND.contains(word)
        || is_roman(word)
        || is_page(word)
        || track(word).is_some()
}

/// The track that a word names.
pub(super) fn track(word: &str) -> Option<&'static str> {
    let found = TRACK_WORDS.binary_search_by_key(&word, |row| row.0).ok()?;
    Some(TRACK_WORDS[found].1)
}

/// True of a word of the names of countries, states and the cities that
/// conferences meet in, folded.
pub(crate) fn is_place(word: &str) -> bool {
    PLACE_WORDS.contains(word)
}

const TRACK_WORDS: &[(&str, &str)] = &[
    ("demo", "Demo"),
    ("demonstration", "Demo"),
    ("demonstrations", "Demo"),
    ("demos", "Demo"),
    ("findings", "Findings"),
    ("oral", "Oral"),
    ("poster", "Poster"),
    ("posters", "Poster"),
    ("spotlight", "Spotlight"),
    ("tutorial", "Tutorial"),
    ("tutorials", "Tutorial"),
    ("workshop", "Workshop"),
];

static SURROUND: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = [ORDINALS, NOISE].map(str::split_ascii_whitespace);
    words.into_iter().flatten().collect()
});

static PLACE_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| PLACES.split_ascii_whitespace().collect());

fn is_roman(word: &str) -> bool {
    word.len() <= 6
        && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l'))
}

/// Article numbers and pages that begin with a letter: `e123`, `S12`.
fn is_page(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
    word.len() - digits.len() <= 2
        && !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Ordinals and their parts, in words.
const ORDINALS: &str = "\
    eighteenth eighth eightieth eighty eleventh fifteenth fifth fiftieth \
    fifty first fortieth forty fourteenth fourth nineteenth ninetieth ninety \
    ninth second seventeenth seventh seventieth seventy sixteenth sixth \
    sixtieth sixty tenth third thirteenth thirtieth thirty twelfth twentieth \
    twenty";

/// What proceedings, publishers, dates and remarks say.
const NOISE: &str = "\
    abs abstract abstracts acceptance accepted access acm advance afnlp \
    annual appear apr april art article arxiv at aug august award be \
    benchmark benchmarks best biennial blackwell brief briefs by cambridge \
    camera ccf co collocated companion conditionally conference conjunction \
    core cover cvf dataset datasets day dec december demos doi early ed \
    edition eds elsevier eurographics evaluations extended face factor \
    featured feb february forthcoming full held highlight highlights id ieee \
    ifip impact industry interactive international invited issue jan january \
    joint jul july jun june keynote latebreaking long main major mar march \
    may minor nd no nov november nr num number oct october of online \
    outstanding oxford page pages paper papers part pmlr posters pp preprint \
    presentation presented press print proceeded proceedings published \
    publishing q1 q2 rank ranked rate rd ready regular report revised \
    revision sci selected sep sept september series session sessions shared \
    short siam spie springer st student submission submitted supplement task \
    tasks technical th to top track under usenix verlag version vol volume \
    volumes wiley with";

/// Words of the names of countries, states and conference cities.
const PLACES: &str = "\
    aachen abu adelaide afghanistan ahmedabad aires ak al alabama alaska \
    albania alberta algeria alto amsterdam anaheim angeles ankara antonio \
    antwerp ar arabia argentina arizona arkansas armenia athens atlanta \
    auckland austin australia austria aviv az azerbaijan bahrain bali \
    baltimore banff bangalore bangkok bangladesh barbara barcelona basel bc \
    beijing beirut belarus belfast belgium belgrade bengaluru bergen \
    berkeley berlin bern bilbao birmingham bolivia bologna bonn bordeaux \
    bosnia boston brasil bratislava brazil bremen brisbane bristol brno \
    brussels bucharest budapest buenos bulgaria busan ca cairo calgary \
    california cambodia cambridge cameroon canada canberra cancun carolina \
    chengdu chennai chicago chile china city clara cologne colombia colorado \
    columbia connecticut copenhagen cracow crete croatia cruz ct cuba cyprus \
    czech czechia daegu daejeon dakota dallas dc de delaware delft delhi \
    denmark denver detroit deutschland diego doha dresden dubai dublin \
    dubrovnik ecuador edinburgh edmonton egypt eindhoven emirates england \
    espana estonia ethiopia event everywhere fe fez finland fl florence \
    florianopolis florida fort france francisco frankfurt fukuoka ga galway \
    geneva genoa georgia germany ghana ghent glasgow gothenburg granada graz \
    greece grenoble guangzhou haifa halifax hamburg hampshire hangzhou hanoi \
    havana hawaii heidelberg helsinki heraklion hi hiroshima hobart hokkaido \
    hong honolulu houston hungary hybrid hyderabad iceland idaho il illinois \
    india indiana indonesia iowa iran iraq ireland israel istanbul italia \
    italy jamaica janeiro japan jeju jersey jerusalem johannesburg jordan \
    jose juan kansas karlsruhe kazakhstan kentucky kenya kiev kigali kingdom \
    kobe kolkata kong korea krakow kuala kuwait ky kyoto la lake las latvia \
    lausanne lebanon leipzig lille lima linz lisbon lithuania liverpool \
    ljubljana london los louisiana louisville lugano lumpur lund luxembourg \
    lyon ma macao macau madagascar madrid maine malaga malaysia mallorca \
    malta manchester manila marrakech marseille maryland massachusetts \
    mauritius md melbourne mexico mi miami michigan milan milwaukee \
    minneapolis minnesota mississippi missouri mn mo moldova monaco mongolia \
    montana montenegro montpellier montreal morocco moscow mozambique mumbai \
    munich nagoya nanjing nantes naples nara nashville nc nd nebraska nepal \
    netherlands nevada new nh nicaragua nice nigeria nj nm norway nottingham \
    nv ny oakland oh ohio ok oklahoma oman online ontario oregon orlando \
    orleans osaka oslo osterreich ottawa oxford pa padova padua pakistan \
    palermo palestine palm palo panama paraguay paris paulo pennsylvania \
    perth peru philadelphia philippines phoenix phuket pisa pittsburgh \
    poland portland porto portugal prague puerto pune qatar qc quebec \
    republic reykjavik ri rico riga rio romania rome rotterdam russia rwanda \
    salt salzburg san santa santiago sao sapporo sardinia saudi sc schweiz \
    scotland seattle senegal seoul serbia seville shanghai sheffield \
    shenzhen sicily singapore slovakia slovenia snowbird sofia southampton \
    spain springs stanford states stockholm strasbourg stuttgart suzhou \
    sweden switzerland sydney syria tahoe taipei taiwan tallinn tampa \
    tampere tanzania tartu tel tennessee texas thailand thessaloniki tianjin \
    tn tokyo torino toronto toulouse trento trieste trondheim tucson tunisia \
    turin turkey turkiye turku tx uae uganda uk ukraine uruguay us usa ut \
    utah utrecht uzbekistan va valencia valletta vancouver vegas venezuela \
    venice vermont victoria vienna vietnam vilnius virginia virtual \
    virtually wa waikoloa wales warsaw washington wellington whistler wi \
    wisconsin worth wuhan wyoming xiamen xian yokohama york zagreb zambia \
    zimbabwe zurich";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_names_are_known() {
        assert!(TRACK_WORDS.is_sorted_by_key(|row| row.0));
        for word in ["proceedings", "twenty", "41st", "xvii", "e123", "pp"] {
            assert!(is_noise(word), "{word}");
        }
        for word in ["learning", "nature", "brazilian"] {
            assert!(!is_noise(word) && !is_place(word), "{word}");
        }
        assert!(is_place("vienna") && is_place("austria"));
    }
}
