//! What sentences say before interests, by language: "my research interests
//! lie in", "je m'intéresse à", "mi investigación se centra en".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::han;
use crate::parse::phrase::{self, Patterns, patterns};

/// How one language tells of interests.
struct Tongue {
    /// Beginnings of words, in lower case, of which each statement holds one.
    stems: &'static [&'static str],
    /// Patterns of [`phrase`], longer ones before those that they begin with.
    statements: &'static Patterns,
    /// Likewise of what is said in passing: of oneself where one tells of
    /// oneself, elsewhere of a course or a job.
    asides: &'static Patterns,
}

/// Every language's, the commonest first.
const TONGUES: &[Tongue] =
    &[ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, NORDIC];

const ENGLISH: Tongue = Tongue {
    stems: &[
        "interest",
        "research",
        "work",
        "i study",
        "speciali",
        "focus",
        "range of",
        "variety of",
        "expertise",
        "historian of",
        "scholar of",
        "explore",
        "investigate",
        "and studies",
        "and researches",
        "think",
        "field of study",
        "area of study",
    ],
    statements: &patterns([
        "research? interest|interests of_mine? \
         broadly|currently|mainly|primarily|generally|now|also? \
         are|is|lie|lies|include|includes|revolve|revolves|span|spans|focus\
         |cover|concern|center|centre|encompass|sit|sits|fall|falls \
         in|on|around|at|the_area_of|the_areas_of|the_intersection_of|broadly\
         |mainly|primarily|both|at_the_intersection_of*",
        "area|areas|field|fields of my? \
         interest|interests|interesting|expertise|research|specialization\
         |specialisation|study/research|study \
         and_interest|and_interests|and_interesting|and_expertise? \
         are|is|include|includes \
         %ly? centered|centred|focused|focussed? on|in|around?",
        "research area|areas|topic|topics|field|fields \
         are|is|include|includes|cover|span",
        "i_am|i'm|i’m|he_is|she_is|they_are %ly|also|most|very? %ly|very? \
         interested %ly|most? in|on",
        "interested primarily|mainly|chiefly|broadly|especially in",
        "scientist|researcher|theorist|physicist|economist|mathematician\
         |statistician|biologist|ecologist|linguist|philosopher|historian\
         |student|candidate|postdoc|fellow|professor|lecturer|scholar\
         |academic|engineer interested_in|working_on",
        "explored|studied a range|variety of topics|areas|questions in?",
        "my? research %ly? focus|focuses|focused|centers|centres %ly? on",
        "my|his|her|their primary|principal|main|current|broad|overall? \
         research|scientific|academic|scholarly? \
         focus|foci|specialty|speciality|specialties|specialities\
         |specialization|specialisation is|are|lies|lie %ly? on|in|around?",
        "my|his|her|their current? work %ly? \
         focuses|focused|centers|centres %ly? on",
        "my? research %ly? is %ly? focused? about|on|in",
        "my? research %ly? \
         explores|concerns|lies_in|interest_in|interests_in",
        "my|our current? research|work %ly? \
         lies|sits|stands|falls|is|operates|situated? %ly? \
         at_the|within_the|in_the \
         intersection|intersections|interface|crossroads|nexus|boundary \
         of|between",
        "my|his|her|their current? research background|program|work? \
         %ly? spans|covers|bridges|investigates|examines|addresses",
        "my|his|her|their research|scientific background %ly? lies_in",
        "my|his|her|their research? expertise \
         is_in|lies_in|includes|spans|covers",
        "research has|have %ly? focused %ly? on",
        "research agenda|program|programme %ly? focuses|centers on",
        "recent|current work %ly? examines|explores|investigates",
        "i %ly? work|do_research %ly? on|in",
        "i %ly|also? like|love|enjoy to? think|thinking about|on",
        "i %ly? study|specialize_in|specialise_in\
         |conduct_research_on|conduct_research_in",
        "with current|main|primary|broad|particular|special|strong|keen\
         |additional|further|long-standing|longstanding? \
         research? interests in",
        "i have related|strong|broad|keen|deep|special|particular|additional\
         |other|further|secondary|long-standing|longstanding? \
         research|academic|scholarly? interests in",
        "i have a|an? \
         related|strong|broad|keen|deep|special|particular|additional|other\
         |further|secondary|long-standing|longstanding|regional|geographic\
         |geographical|methodological|thematic? \
         research|academic|scholarly? interest|focus|specialization\
         |specialisation in|on",
        "i %ly|also? focus|concentrate %ly? on",
        "i_am|i'm|i’m %ly? focused|focussed %ly? on",
        "in my|other|this|recent|current|related research,|work,|research|work \
         i %ly|also? explore|investigate|examine",
        "my|our|his|her|their current? research|work %ly? \
         uses|employs|combines|leverages|integrates|applies",
    ]),
    asides: &patterns([
        "with a|an? \
         particular|special|strong|main|current|research|clinical|sustained\
         |keen|broad|deep|regional|geographic|geographical|methodological\
         |thematic? \
         interest|focus|emphasis in|on|for",
        "mainly|primarily focusing|focused on",
        "working|works|work in the? field|fields|area|areas of",
        "working on",
        "specializing|specialising|specialized|specialised|specializes\
         |specialises in",
        "historian|scholar of",
        "and studies|researches",
    ]),
};

const GERMAN: Tongue = Tongue {
    stems: &[
        "interess",
        "forsch",
        "schwerpunkt",
        "beschäftig",
        "befass",
        "arbeite",
        "spezialisiert",
    ],
    statements: &patterns([
        "meine|seine|ihre %en? \
         forschungsinteressen|forschungsschwerpunkte|arbeitsschwerpunkte\
         |forschungsgebiete|arbeitsgebiete|interessen \
         sind|liegen|umfassen|gelten|betreffen|beinhalten \
         derzeit|aktuell|insbesondere|vor_allem? \
         in_den_bereichen|im_bereich|auf_dem_gebiet|auf_den_gebieten|auf|in\
         |im? der|des|die|den|dem|das?",
        "mein|sein|ihr forschungsschwerpunkt|arbeitsschwerpunkt\
         |forschungsinteresse|hauptinteresse|interesse liegt|ist|gilt \
         derzeit|aktuell|insbesondere|vor_allem? \
         im_bereich|auf_dem_gebiet|auf|in|im? der|des|die|den|dem|das?",
        "forsche|forscht ich? derzeit|aktuell|insbesondere|vor_allem? \
         im_bereich|auf_dem_gebiet|zu|zur|zum|über der|des|die|den|dem|das?",
        "interessiere|interessiert ich? mich|sich \
         derzeit|besonders|insbesondere|vor_allem? \
         für der|des|die|den|dem|das?",
        "beschäftige|befasse|beschäftigt|befasst ich? mich|sich \
         derzeit|besonders|insbesondere|vor_allem? \
         mit der|des|die|den|dem|das?",
        "meine|seine|ihre aktuelle|derzeitige? forschung|forschungsarbeit \
         konzentriert_sich_auf|fokussiert_sich_auf|richtet_sich_auf\
         |befasst_sich_mit|beschäftigt_sich_mit|dreht_sich_um\
         |liegt_im_bereich|umfasst|untersucht \
         der|des|die|den|dem|das?",
    ]),
    asides: &patterns([
        "spezialisiert auf der|des|die|den|dem|das?",
        "arbeite|arbeitet ich? im_bereich|in_den_bereichen|auf_dem_gebiet \
         der|des?",
    ]),
};

const FRENCH: Tongue = Tongue {
    stems: &[
        "intérêt",
        "intéress",
        "recherche",
        "travaille",
        "travaux",
        "spécialis",
    ],
    statements: &patterns([
        "mes|ses principaux|principales|actuels|actuelles? \
         centres_d'intérêt|centres_d’intérêt|intérêts|thèmes|domaines\
         |axes|sujets \
         scientifiques|de_recherche|d'intérêt|d’intérêt? \
         principaux|actuels? \
         sont|portent|concernent|incluent|comprennent|se_concentrent\
         |s'inscrivent|s’inscrivent|se_situent|relèvent \
         %ement? sur|dans_le_domaine|dans|en|autour? de|du|des|la|le|les?",
        "mon|son domaine|thème|sujet|champ|axe de_recherche \
         principal|actuel? \
         est|porte|concerne|s'inscrit|s’inscrit|se_situe \
         %ement? sur|dans|entre|à_l'intersection_de|à_l’intersection_de? \
         de|du|des|la|le|les?",
        "mes|ses|nos recherches|travaux|activités \
         de_recherche|actuelles|actuels? \
         portent|concernent|traitent|se_concentrent|se_situent|s'articulent\
         |s’articulent|s'intéressent|s’intéressent %ement? \
         sur|dans_le_domaine|dans|autour|aux|au|à? de|du|des|la|le|les?",
        "mes|ses|nos travaux|recherches de_recherche? actuels|actuelles? \
         explorent|étudient|analysent|examinent la|le|les?",
        "ma|sa recherche actuelle? porte|concerne|traite|se_concentre \
         %ement? sur|dans? de|du|des|la|le|les?",
        "m'intéresse|m’intéresse|s'intéresse|s’intéresse \
         aussi|surtout|%ement? %ement? aux|au|à la|le|les?",
        "je|il|elle travaille aussi|surtout|%ement? \
         sur|dans_le_domaine|dans_les_domaines de|du|des|la|le|les?",
    ]),
    asides: &patterns([
        "spécialisé|spécialisée|spécialiste en|dans|de|du|des la|le|les?",
    ]),
};

const SPANISH: Tongue = Tongue {
    stems: &[
        "intereses",
        "interesa",
        "intereso",
        "interés",
        "investig",
        "trabajo",
        "especiali",
    ],
    statements: &patterns([
        "mis|sus principales|actuales? \
         intereses|líneas|áreas|temas de_investigación|de_interés? \
         principales|actuales? \
         son|incluyen|abarcan|se_centran|se_enfocan|giran_en_torno|están \
         %mente? en|a|sobre? el|la|los|las?",
        "mi|su interés|investigación|línea de_investigación? \
         %mente? se_centra|se_enfoca|se_basa|se_concentra|trata|versa|gira\
         |aborda|estudia|explora|analiza|examina %mente? en_torno_a|en|sobre? el|la|los|las?",
        "me interesa|interesan|intereso %mente? por? el|la|los|las?",
        "estoy|está interesado|interesada %mente? en|por el|la|los|las?",
        "investigo|investiga %mente? sobre el|la|los|las?",
        "trabajo sobre|en_temas_de|en_el_área_de|en_las_áreas_de\
         |en_el_campo_de el|la|los|las?",
    ]),
    asides: &patterns([
        "especializado|especializada|especialista en el|la|los|las?",
    ]),
};

const PORTUGUESE: Tongue = Tongue {
    stems: &["interess", "pesquis", "investiga", "atuo"],
    statements: &patterns([
        "meus|seus principais|atuais? interesses|temas \
         de_pesquisa|de_investigação|acadêmicos? \
         são|incluem|abrangem|estão|concentram-se|se_concentram|se_focam\
         |envolvem \
         %mente? na_área|nas_áreas|no_campo|em|na|nas|no|nos? \
         de|da|do|das|dos? o|a|os|as?",
        "minhas|suas principais|atuais? áreas|linhas \
         de_pesquisa|de_investigação|de_interesse|de_atuação? \
         são|incluem|abrangem o|a|os|as?",
        "minha|sua pesquisa|investigação atual? \
         se_concentra|concentra-se|se_foca|foca-se|foca|trata|aborda\
         |investiga|envolve %mente? em|na|nas|no|nos|sobre|de? o|a|os|as?",
        "tenho|tem interesse %mente? em|na|nas|no|nos|por o|a|os|as?",
        "atuo|atua %mente? na_área_de|nas_áreas_de|com o|a|os|as?",
        "pesquiso|pesquisa %mente? sobre o|a|os|as?",
    ]),
    asides: &patterns([]),
};

const ITALIAN: Tongue = Tongue {
    stems: &["interess", "ricerca", "occup"],
    statements: &patterns([
        "miei|suoi principali? interessi di_ricerca|scientifici? principali? \
         sono|includono|riguardano|comprendono|vertono|si_concentrano \
         %mente? su|sulla|sul|sulle|sui? il|la|le|i|gli|lo?",
        "mia|sua attività_di? ricerca \
         si_concentra|si_focalizza|si_incentra|verte|riguarda \
         %mente? su|sulla|sul|sulle|sui? il|la|le|i|gli|lo?",
        "mi occupo|interesso %mente? di|del|della|delle",
        "interessato|interessata %mente? a|alla|al|alle|ai",
    ]),
    asides: &patterns([]),
};

const DUTCH: Tongue = Tongue {
    stems: &["onderzoek"],
    statements: &patterns([
        "mijn|zijn|haar onderzoek richt_zich_op|gaat_over|focust_op|betreft \
         de|het?",
        "mijn|zijn|haar onderzoeksinteresses zijn|omvatten|liggen_in|liggen_bij \
         de|het?",
    ]),
    asides: &patterns([]),
};

/// Danish, Norwegian and Swedish.
const NORDIC: Tongue = Tongue {
    stems: &["forskning", "forsker", "forskar", "interess", "intress"],
    statements: &patterns([
        "mine|mina|hans|hendes|hennes? %este|%ande|%ende? \
         forskningsinteresser|forskningsintressen|forskningsområder\
         |forskningsområden|forskningsfelt|forskningsfält \
         er|är|ligger|omfatter|omfattar|inkluderer|inkluderar|dækker|rör \
         især|primært|hovedsakelig|främst|särskilt? inden_for|innen|inom|i?",
        "min|mit|mitt|hans|hendes|hennes? forskning|forskningsområde \
         er|är|handler|handlar|fokuserer|fokuserar|omhandler|undersøger\
         |undersöker|undersøker|vedrører|berör \
         især|primært|hovedsakelig|främst|särskilt? om|på|inden_for|inom?",
        "jeg|jag forsker|forskar især|primært|främst? \
         i|på|innen|inom|inden_for|om",
        "jeg|jag interesserer|intresserar|interessert|interesseret \
         mig|meg især|primært|främst? for|för",
    ]),
    asides: &patterns([]),
};

/// The stems of all languages, in the order of [`TONGUES`].
static STEMS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let tongues = TONGUES.iter().flat_map(|tongue| tongue.stems);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(tongues.chain(han::STEMS))
        .expect("a few short words always compile")
});

/// Whether a text may state interests: it holds a stem of some language.
pub(super) fn states(text: &str) -> bool {
    STEMS.is_match(text)
}

/// The languages of which a text holds a stem.
fn spoken(text: &str) -> impl Iterator<Item = &'static Tongue> {
    let mut held = [false; TONGUES.len()];
    for stem in STEMS.find_overlapping_iter(text) {
        let mut ends = TONGUES.iter().scan(0, |end, tongue| {
            *end += tongue.stems.len();
            Some(*end)
        });
        let at = stem.pattern().as_usize();
        if let Some(tongue) = ends.position(|end| at < end) {
            held[tongue] = true;
        }
    }
    TONGUES
        .iter()
        .zip(held)
        .filter_map(|(tongue, held)| held.then_some(tongue))
}

/// The first statement in a text from a byte on, of whichever language, that
/// `fits`: where it begins and where it ends. What is said in passing counts
/// where the text is `of_owner`.
pub(super) fn find(
    text: &str,
    from: usize,
    of_owner: bool,
    fits: impl Fn(usize, usize) -> bool,
) -> Option<(usize, usize)> {
    let told = spoken(&text[from..]).flat_map(|tongue| {
        let asides = of_owner.then_some(tongue.asides);
        [Some(tongue.statements), asides].into_iter().flatten()
    });
    let found = told.filter_map(|told| phrase::find(told, text, from, &fits));
    found.min_by_key(|(start, _)| *start)
}
