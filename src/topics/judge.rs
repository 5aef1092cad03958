//! Which runs of words are topics, by statistics of the corpus alone.
//!
//! A topic is a noun phrase that stands for itself: it ends where phrases
//! end ("multi-task" does not), is no piece of one longer phrase ("role
//! labeling"), needs no article ("a case study"), keeps together, and those
//! who use it use it again, while everyone has "challenges" once.

use super::grams::Gram;

/// Least share of occurrences that end where a phrase does.
const ENDS: f64 = 0.2;
/// Occurrences that its last word's share of ends counts beside.
const PRIOR: f64 = 3.0;
/// What more is needed where only those speak.
const DOUBT: f64 = 0.2;
/// Largest share beginning with a gerund at the beginning of a text.
const GERUNDS: f64 = 0.3;
/// The same for single words, which are mostly parts of phrases.
const WORD_ENDS: f64 = 0.45;
/// The same for acronyms.
const ACRONYM_ENDS: f64 = 0.3;
/// Largest share behind an article.
const DETERMINED: f64 = 0.3;
/// The same for single words.
const WORD_DETERMINED: f64 = 0.15;
/// Largest share with "of", "for" or the like behind.
const LEADS: f64 = 0.75;
/// The same for single words.
const WORD_LEADS: f64 = 0.52;
/// Largest share beside a number: events are named so.
const NUMBERED: f64 = 0.08;
/// Largest share beginning behind a hyphen.
const HYPHEN: f64 = 0.3;
/// Largest share that is within one longer phrase.
const EXTENDED: f64 = 0.66;
/// Least cohesion, raised by what it clumps.
const COHESION: f64 = 0.17;
/// What clumping counts beside cohesion.
const CLUMP: f64 = 1.0;
/// Least clumping of single words.
const WORD_CLUMP: f64 = 1.3;
/// Fewest people whose use of a single word says whether it clumps.
const WORD_PEOPLE: u32 = 8;
/// From so many texts on, how a stated phrase stands in them counts.
const TELLING: u32 = 5;
/// People who write a phrase, for each one who states it as an interest.
const PER_STATEMENT: u32 = 4;

/// How a phrase is spread over people.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spread {
    /// People who have it.
    pub(super) people: u32,
    /// Publications of theirs, one that two people list counting twice.
    pub(super) uses: u32,
    /// Distinct publications.
    pub(super) publications: u32,
    /// People who would have it if its uses were strewn at random, over
    /// those who do; 1 for what clumps like most words of the corpus.
    pub(super) clump: f64,
}

/// Share with one added to the whole, so that few occurrences prove little.
fn share(part: u32, gram: &Gram) -> f64 {
    f64::from(part) / f64::from(gram.count + 1)
}

/// Whether a run stands in its texts as a topic does.
pub(super) fn stands_alone(gram: &Gram, is_acronym: bool) -> bool {
    let single = gram.key.len() == 1;
    let count = f64::from(gram.count);
    let ends = f64::from(gram.ends) + PRIOR * gram.last_ends;
    let most_leads = if single { WORD_LEADS } else { LEADS };
    let (least_ends, most_determined) = match (single, is_acronym) {
        (true, true) => (ACRONYM_ENDS, DETERMINED),
        (true, false) => (WORD_ENDS, WORD_DETERMINED),
        (false, _) => (ENDS, DETERMINED),
    };
    ends >= least_ends * count + (least_ends + DOUBT) * PRIOR
        && share(gram.gerunds, gram) <= GERUNDS
        && share(gram.determined, gram) <= most_determined
        && share(gram.leads, gram) <= most_leads
        && share(gram.numbered, gram)
            <= NUMBERED.max(1.5 / f64::from(gram.count + 1))
        && share(gram.hyphen, gram) <= HYPHEN
        && f64::from(gram.extended) <= EXTENDED * f64::from(gram.texts)
}

/// Whether how a stated run stands in texts is no reason against it.
pub(super) fn may_be_stated(gram: &Gram) -> bool {
    gram.texts < TELLING || stands_alone(gram, false) && gram.cohesion >= 0.0
}

/// Whether a phrase that stands alone is a topic. `head` is how the phrase
/// without its last word clumps, where that is a topic: "translation system"
/// clumps as "translation" does.
pub(super) fn is_topic(
    gram: &Gram,
    spread: Spread,
    is_acronym: bool,
    head: Option<f64>,
) -> bool {
    let supported = spread.publications >= 3
        || spread.people >= 2 && spread.publications >= 2;
    if gram.texts == 0 || !supported {
        return false;
    }
    if gram.key.len() == 1 {
        return is_acronym
            || spread.people >= WORD_PEOPLE && spread.clump >= WORD_CLUMP;
    }
    let expected = head.unwrap_or(1.0).max(1.0);
    gram.cohesion + CLUMP * (spread.clump - expected).max(0.0) >= COHESION
}

/// Whether those who state a phrase as an interest make it a topic where
/// statistics do not: they must not be few among those who write it.
pub(super) fn is_stated(gram: &Gram, stated: u32, spread: Spread) -> bool {
    stated > 0
        && spread.people <= PER_STATEMENT * stated
        && may_be_stated(gram)
}
