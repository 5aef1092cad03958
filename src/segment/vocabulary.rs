//! The words that headings for publications and for interests are put
//! together from, by language, in small letters without accents.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// What a word can be in headings of one language; bits.
pub(super) type Roles = u8;

/// What is published, in the plural.
pub(super) const KINDS: Roles = 1;
/// The same, of one of them: so reads a mark at an entry, too.
pub(super) const KIND: Roles = 1 << 1;
/// How, where and in which state.
pub(super) const QUALITY: Roles = 1 << 2;
/// Reviews, which alone may be those that one writes of others' papers.
pub(super) const REVIEWS: Roles = 1 << 3;
/// What joins words for what is published.
pub(super) const JOINT: Roles = 1 << 4;
/// Interests.
pub(super) const INTEREST: Roles = 1 << 5;
/// Of what kind interests are, or how many.
pub(super) const AREA: Roles = 1 << 6;
/// What stands around words for interests.
pub(super) const AROUND: Roles = 1 << 7;

/// How many languages there are words of.
pub(super) const LANGUAGES: usize = 6;

/// What a word can be in headings, by language; nothing where it is none of
/// theirs.
pub(super) fn roles(word: &str) -> Option<&'static [Roles; LANGUAGES]> {
    WORDS.get(word)
}

/// Whether a word, folded, is one for what is published, in the plural:
/// "articoli".
pub(crate) fn is_publication_word(word: &str) -> bool {
    roles(word).is_some_and(|of| of.iter().any(|roles| roles & KINDS != 0))
}

/// All words with what they can be.
static WORDS: LazyLock<HashMap<&'static str, [Roles; LANGUAGES], FixedState>> =
    LazyLock::new(|| {
        let mut words = HashMap::<_, [Roles; LANGUAGES], _>::default();
        for (language, lists) in LISTS.iter().enumerate() {
            for (role, list) in *lists {
                for word in list.split(' ') {
                    words.entry(word).or_default()[language] |= role;
                }
            }
        }
        words
    });

/// The words of one language by what they can be.
type Lists = &'static [(Roles, &'static str)];

/// The words of all languages.
const LISTS: [Lists; LANGUAGES] =
    [ENGLISH, SPANISH, PORTUGUESE, FRENCH, GERMAN, ITALIAN];

const ENGLISH: Lists = &[
    (
        KINDS,
        "articles papers publications chapters books booklets monographs \
         volumes journals magazines proceedings preprints manuscripts \
         letters editorials commentaries essays reports briefs theses \
         dissertations patents entries issues translations writings \
         abstracts outputs investigations works pieces op-eds",
    ),
    (REVIEWS, "reviews"),
    (
        KIND,
        "article paper publication chapter book monograph journal preprint \
         manuscript report dissertation patent scholarship writing output",
    ),
    (
        QUALITY,
        "academic accepted archival audience authored book brief case \
         completed conference conferences contributed creative current data \
         discussion domestic dormant edited encyclopedia english first-author \
         forthcoming full general german international invited journal \
         lightly magazine national newspaper non-archival non-refereed occasional \
         old older opinion original other peer peer-reviewed policy popular \
         press preparation progress public published refereed reference \
         research resting resubmit scholarly review reviewed revise \
         revision science scientific selected short software special \
         submission submitted survey technical top top-tier under \
         unpublished white work working workshop workshops",
    ),
    (JOINT, "and or in of at for with the an a on"),
    (
        INTEREST,
        "interest interests specialization specializations specialisation \
         specialisations expertise specialty specialties",
    ),
    (
        AREA,
        "area areas field fields topic topics research science scientific \
         academic \
         scholarly disciplinary",
    ),
    (
        AROUND,
        "of and in my main current primary general broad specific key \
         teaching",
    ),
];

const SPANISH: Lists = &[
    (
        KINDS,
        "articulos produccion publicaciones libros capitulos trabajos resenas \
         monografias manuscritos ensayos actas traducciones preprints \
         patentes",
    ),
    (KIND, "articulo publicacion libro capitulo monografia"),
    (
        QUALITY,
        "academica academicas academicos aceptadas aceptados actas alto \
         arbitradas arbitrados bibliografica cientifica cientificas \
         cientificos colectivos congreso congresos \
         curso desarrollo discusion divulgacion editados enviadas enviados \
         evaluacion impacto indexadas indexados indizadas indizados \
         ineditos internacionales investigacion marcha nacionales opinion \
         otras otros pares prensa preparacion principales proceso proximas \
         proximos publicadas publicados recientes revisadas revisados \
         revision seleccionadas seleccionados tecnicos trabajo ultimas \
         ultimos revistas",
    ),
    (JOINT, "y e o u en de del la las el los con por para a"),
    (INTEREST, "interes intereses investigacion especializacion especialidad"),
    (
        AREA,
        "tema temas area areas linea lineas campo campos ambitos intereses \
         academicos cientificos",
    ),
    (AROUND, "de e y del en mis principales actuales la"),
];

const PORTUGUESE: Lists = &[
    (
        KINDS,
        "artigos producao publicacoes livros capitulos trabalhos anais patentes \
         resenhas monografias manuscritos ensaios textos traducoes \
         preprints",
    ),
    (KIND, "artigo publicacao livro capitulo"),
    (
        QUALITY,
        "academica academicas academicos aceitas aceitos andamento \
         avaliacao bibliografica cientifica cientificas cientificos completas completos congressos \
         conferencias curso discussao divulgacao eventos impacto indexadas \
         indexados internacionais nacionais opiniao organizados outras \
         outros pares pesquisa prelo preparacao principais publicadas \
         publicados recentes resumos revisao selecionadas selecionados \
         submetidas submetidos tecnicos periodicos revistas",
    ),
    (JOINT, "e ou em no na nos nas de do da dos das com por para a o os as"),
    (
        INTEREST,
        "interesse interesses pesquisa atuacao especialidade especialidades",
    ),
    (
        AREA,
        "tema temas area areas linha linhas campo campos topicos interesses \
         academicos cientificos",
    ),
    (AROUND, "de e do da em meus minhas principais atuais"),
];

const FRENCH: Lists = &[
    (
        KINDS,
        "articles publications ouvrages livres chapitres actes brevets \
         preprints prepublications manuscrits travaux essais traductions \
         monographies",
    ),
    (KIND, "article chapitre ouvrage livre publication manuscrit"),
    (
        QUALITY,
        "academiques acceptees acceptes autres choisies choisis collectifs \
         colloque colloques comite conference conferences congres cours \
         internationale internationales internationaux journal journaux \
         lecture nationale nationales nationaux pairs paraitre parues parus \
         preparation presse principales principaux publiees publies \
         recentes recents recherche revision scientifiques soumises soumis \
         techniques travail valorisation vulgarisation revues",
    ),
    (
        JOINT,
        "et ou a d l au aux en de des du dans la le les avec par pour un une \
         sur",
    ),
    (INTEREST, "interet interets recherche recherches"),
    (
        AREA,
        "domaine domaines theme themes thematique thematiques axe axes \
         champ champs sujet sujets interets scientifiques",
    ),
    (AROUND, "de et mes du principaux actuels la d"),
];

const GERMAN: Lists = &[
    (
        KINDS,
        "abhandlungen arbeiten arbeitspapiere artikel aufsatze beitrage \
         bucher buchbeitrage buchkapitel diskussionspapiere essays \
         fachartikel forschungsberichte handbuchartikel herausgaben \
         herausgeberschaften kapitel konferenzbeitrage lexikonartikel \
         manuskripte monografien monographien patente publikationen \
         rezensionen sammelbande schriften sonderhefte tagungsbande \
         tagungsbeitrage ubersetzungen veroffentlichungen \
         zeitschriftenartikel zeitschriftenaufsatze zeitschriftenbeitrage",
    ),
    (
        KIND,
        "artikel aufsatz beitrag buch buchkapitel monografie monographie \
         publikation",
    ),
    (
        QUALITY,
        "aktuelle andere angenommene arbeit ausgewahlte begutachtete \
         begutachteten begutachtung druck eigene eingereichte erscheinen \
         erschienene fachzeitschriften internationale internationalen \
         konferenzbanden konferenzen nationale nationalen neuere peer peer- \
         reviewed referierte referierten review sammelbanden sonstige \
         tagungen tagungsbanden unveroffentlichte vorbereitung weitere \
         wichtige wissenschaftliche wissenschaftlichen zeitschriften",
    ),
    (
        JOINT,
        "und oder in im der die das den von zu zum mit fur auf aus bei an",
    ),
    (INTEREST, "forschungsinteressen interessen forschung"),
    (AREA, "forschungsgebiete wissenschaftliche schwerpunkte themen gebiete"),
    (AROUND, "der meine meiner aktuelle und lehre in"),
];

const ITALIAN: Lists = &[
    (
        KINDS,
        "articoli produzione pubblicazioni libri capitoli saggi monografie atti volumi \
         lavori curatele recensioni brevetti traduzioni preprint",
    ),
    (KIND, "articolo libro capitolo saggio pubblicazione monografia"),
    (
        QUALITY,
        "accademiche accademici accettate accettati altre altri collettanei \
         congressi conferenze convegni convegno corso divulgativi \
         internazionale internazionali libro nazionali peer preparazione \
         principali pubblicate pubblicati recenti referati revisione review \
         ricerca rivista scientifica scientifiche scientifici selezionate \
         selezionati sottomessi stampa valutazione volume riviste \
         contributi",
    ),
    (
        JOINT,
        "e ed o d l dell nell in di del della delle dei degli da su con per a nel nei \
         nelle la le gli i il un una",
    ),
    (INTEREST, "interesse interessi ricerca specializzazione"),
    (
        AREA,
        "area aree tema temi ambito ambiti linea linee campo campi settore \
         settori interessi scientifici accademici",
    ),
    (AROUND, "di e della principali attuali i miei"),
];
