//! Titles and stated interests to topics: one pass to count, one to match.

use super::acronyms::Acronyms;
use super::corpus::Corpus;
use super::grams::grams;
use super::judge;
use super::names::{Spellings, with_capitals};
use super::phrases::{Candidate, Found, Phrases};
use super::spelling::Spelling;
use super::words::{Map, Token, Words, place};
use crate::gazetteer::acronym;
use crate::index::gist;
use crate::model::fold_name;

/// A topic of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its most usual spelling.
    pub name: String,
    /// Other forms it stands under, one for all that share their stems.
    pub aliases: Vec<String>,
    /// People who have it.
    pub people: u32,
    /// Distinct publications.
    pub publications: u32,
}

impl Topic {
    /// Every spelling of it, the most usual first.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }
}

/// The topics of a corpus, the most frequent first.
#[derive(Debug, Default)]
pub struct Mined {
    /// The topics.
    pub topics: Vec<Topic>,
    /// For each person the topics, by number, with the number of
    /// publications; 0 for one that is only stated.
    pub people: Vec<Vec<(u32, u32)>>,
}

/// How many titles a stated form counts when a topic is named.
const STATED: u32 = 2;

/// Mines the topics of a corpus.
#[must_use]
pub fn mine(corpus: &Corpus) -> Mined {
    let mut words = Words::new();
    let mut tokens: Vec<Token> = Vec::new();
    for (i, title) in corpus.titles.iter().enumerate() {
        words.tokens(place(i), title, &mut tokens);
    }
    for row in acronym::all() {
        // "Markov chain Monte Carlo" tells who Markov was.
        let mut phrase = Vec::new();
        words.tokens(0, row.long(), &mut phrase);
        words.casing.note_phrase(row.long(), &phrase);
    }
    let mut stated: Vec<Token> = Vec::new();
    for (i, statement) in corpus.statements.iter().enumerate() {
        words.tokens(place(i), &statement.text, &mut stated);
    }
    let mut told: Vec<Token> = Vec::new();
    for (work, summary) in &corpus.summaries {
        for run in gist(summary) {
            words.tokens(*work, run, &mut told);
        }
    }
    let spelling = Spelling::of(&words, &tokens);
    for tokens in [&mut tokens, &mut stated, &mut told] {
        spelling.apply(tokens);
    }
    let all = grams(&tokens, corpus.titles.len(), |word| {
        words.text(word).ends_with("ing")
    });
    let acronyms = Acronyms::of(&mut words, &spelling, corpus, &tokens);
    let meanings = &acronyms.meanings;
    let mut refused: Map<Vec<u32>, ()> = Map::default();
    let mut phrases = Phrases::default();
    for gram in all {
        let is_acronym =
            gram.key.len() == 1 && acronyms.is_acronym(gram.key[0]);
        if judge::stands_alone(&gram, is_acronym) {
            phrases.add(gram, is_acronym, meanings);
        } else if !judge::may_be_stated(&gram) {
            refused.insert(gram.key, ());
        }
    }
    phrases.add_stated(corpus, &stated, &words, meanings, &refused);
    phrases.add_short_forms(meanings);
    let found = phrases.find(&tokens);
    let said = phrases.find(&stated);
    phrases.spread(corpus, &tokens, &found);
    let within = phrases.find(&told);
    let texts = Texts {
        titles: (&tokens, &found),
        statements: (&stated, &said),
        summaries: (&told, &within),
    };
    phrases.finish(corpus, &words, &texts)
}

/// Tokens of each kind of text, and the candidates found among them.
struct Texts<'a> {
    titles: (&'a [Token], &'a [Found]),
    statements: (&'a [Token], &'a [Found]),
    summaries: (&'a [Token], &'a [Found]),
}

impl Texts<'_> {
    /// Which candidate is a topic of which publication: by its title, by
    /// what its list says of it, or by the gist of its abstract. In order,
    /// each once.
    fn support(&self, corpus: &Corpus) -> Vec<(u32, u32)> {
        let works = |(tokens, found): (&[Token], &[Found])| {
            let work = |f: &Found| tokens[f.at as usize].text;
            let works = found.iter().map(|f| (f.candidate, work(f)));
            works.collect::<Vec<_>>()
        };
        let mut support = works(self.titles);
        for (candidate, statement) in works(self.statements) {
            let work = corpus.statements[statement as usize].work;
            support.extend(work.map(|work| (candidate, work)));
        }
        support.extend(works(self.summaries));
        support.sort_unstable();
        support.dedup();
        support
    }

    /// The topics of each person, in order, with the number of publications
    /// that support them; 0 for those that are only stated.
    fn people(
        &self,
        corpus: &Corpus,
        support: &[(u32, u32)],
        kept: &[bool],
    ) -> Vec<Vec<(u32, u32)>> {
        let mut people: Vec<Vec<(u32, u32)>> = vec![Vec::new(); corpus.people];
        for (candidate, work) in support {
            for owner in &corpus.owners[*work as usize] {
                people[*owner as usize].push((*candidate, 1));
            }
        }
        let (stated, said) = self.statements;
        for one in said.iter().filter(|f| kept[f.candidate as usize]) {
            let statement = stated[one.at as usize].text;
            let person = corpus.statements[statement as usize].person;
            people[person as usize].push((one.candidate, 0));
        }
        for own in &mut people {
            own.sort_unstable();
            own.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                kept.1 += if same { later.1 } else { 0 };
                same
            });
        }
        people
    }

    /// How the topics are spelled in titles and statements.
    fn spellings<'a>(
        &self,
        corpus: &'a Corpus,
        kept: &[bool],
    ) -> Spellings<'a> {
        let mut spellings = Spellings::default();
        let is_kept = |f: &&Found| kept[f.candidate as usize];
        let (tokens, found) = self.titles;
        for one in found.iter().filter(is_kept) {
            let (at, end) = (one.at as usize, (one.at + one.length) as usize);
            let title = &corpus.titles[tokens[at].text as usize];
            let printed = printed(title, &tokens[at..end]);
            let ends = tokens.get(end).is_none_or(|t| t.before.is_border());
            spellings.add(one.candidate, printed, u32::from(ends));
        }
        let (stated, said) = self.statements;
        for one in said.iter().filter(is_kept) {
            let (at, end) = (one.at as usize, (one.at + one.length) as usize);
            let statement = &corpus.statements[stated[at].text as usize];
            let printed = printed(&statement.text, &stated[at..end]);
            spellings.add(one.candidate, printed, STATED);
        }
        spellings
    }
}

impl Phrases {
    /// Keeps what is a topic, and orders and names it.
    fn finish(
        self,
        corpus: &Corpus,
        words: &Words,
        texts: &Texts<'_>,
    ) -> Mined {
        let kept = self.kept();
        let support = texts.support(corpus).into_iter();
        let support: Vec<(u32, u32)> =
            support.filter(|(c, _)| kept[*c as usize]).collect();
        let mut publications = vec![0u32; kept.len()];
        for (candidate, _) in &support {
            publications[*candidate as usize] += 1;
        }
        let mut people = texts.people(corpus, &support, &kept);
        let mut having = vec![0u32; kept.len()];
        for (candidate, _) in people.iter().flatten() {
            having[*candidate as usize] += 1;
        }
        let spellings = texts.spellings(corpus, &kept);
        let acronyms = words.casing.acronyms();
        let mut order: Vec<(u32, Topic)> = Vec::new();
        for (id, forms) in spellings.ordered() {
            let capitals = |form| with_capitals(form, words, &acronyms);
            let mut forms = forms.iter().map(|form| capitals(form));
            let Some(name) = forms.next() else { continue };
            let aliases = forms.collect();
            let publications = publications[id as usize];
            let people = having[id as usize];
            order.push((id, Topic { name, aliases, people, publications }));
        }
        order.sort_by(|(_, a), (_, b)| {
            b.people
                .cmp(&a.people)
                .then(b.publications.cmp(&a.publications))
                .then_with(|| a.name.cmp(&b.name))
        });
        let mut ranks = vec![u32::MAX; kept.len()];
        for (i, (id, _)) in order.iter().enumerate() {
            ranks[*id as usize] = place(i);
        }
        for own in &mut people {
            for (topic, _) in own.iter_mut() {
                *topic = ranks[*topic as usize];
            }
            own.sort_unstable();
        }
        let topics = order.into_iter().map(|(_, topic)| topic).collect();
        Mined { topics, people }
    }

    /// Of each candidate, whether it is a topic.
    fn kept(&self) -> Vec<bool> {
        let is_topic = |one: &Candidate| {
            judge::is_topic(
                &one.gram,
                one.spread,
                one.is_acronym,
                self.head_clump(&one.gram),
            ) || judge::is_stated(&one.gram, one.stated, one.spread)
        };
        self.candidates.iter().map(is_topic).collect()
    }
}

/// The words of a phrase, folded and parted by single blanks.
pub(super) fn folded(phrase: &str) -> String {
    let folded = fold_name(phrase).replace('-', " ");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn printed<'a>(text: &'a str, run: &[Token]) -> &'a str {
    let end = run.last().map_or(run[0].end, |last| last.end);
    &text[run[0].start as usize..end as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(titles: &[(u32, &str)], interests: &[(u32, &str)]) -> Vec<Topic> {
        let mut corpus = Corpus::default();
        for (work, (person, title)) in (1..).zip(titles) {
            corpus.publication(*person, work, title);
        }
        // Others, who write of other things.
        for work in 100..120u32 {
            let title = format!("Filler{work} of place{work}");
            corpus.publication(work, work.into(), &title);
        }
        for (person, interest) in interests {
            corpus.interest(*person, interest);
        }
        mine(&corpus).topics
    }

    fn has(topics: &[Topic], form: &str) -> bool {
        topics.iter().any(|topic| topic.forms().any(|known| known == form))
    }

    #[test]
    fn forms_of_one_phrase_are_one_topic() {
        for (one, other, third) in [
            ("Word embeddings", "Word-embedding maps", "Word Embedding"),
            ("Dialogue systems", "Dialog systems", "A few dialogue systems"),
            ("Text summarisation", "Text summarization", "Text Summarization"),
            ("Code-switching", "Code switching", "Code switching"),
            (
                "Multi-task learning",
                "Multitask learning",
                "Multi-task learning",
            ),
            (
                "Alzheimer’s disease",
                "Alzheimer disease",
                "Alzheimer's disease",
            ),
            ("Parallel corpora", "Parallel corpus", "Parallel corpora"),
            ("Poincaré embeddings", "Poincare Embeddings", "Poincaré maps"),
            (
                "Quality estimation (QE) of things",
                "Quality estimation",
                "QE by ear",
            ),
        ] {
            let topics = of(&[(0, one), (1, other), (0, third)], &[]);
            let all = topics.iter().map(|topic| topic.publications).max();
            let wanted = if third.ends_with("maps") { 2 } else { 3 };
            assert_eq!(all, Some(wanted), "{one}: {topics:?}");
        }
    }

    #[test]
    fn what_everyone_writes_once_is_no_topic() {
        let titles = [
            (0, "Semantic parsing of deltas: a case study"),
            (1, "Semantic parsing: a case study of rivers"),
            (2, "Improving semantic parsing"),
            (3, "Improving semantic parsing with a new approach"),
            (4, "River deltas: a new approach"),
        ];
        let topics = of(&titles, &[]);
        assert!(has(&topics, "semantic parsing"), "{topics:?}");
        for none in
            ["case study", "new approach", "improving semantic parsing"]
        {
            assert!(!has(&topics, none), "{none}: {topics:?}");
        }
    }

    #[test]
    fn a_piece_of_a_longer_phrase_is_no_topic() {
        let titles = [
            (0, "Semantic role labeling"),
            (1, "Semantic role labeling of verbs"),
            (2, "On semantic role labeling"),
        ];
        let topics = of(&titles, &[]);
        assert!(has(&topics, "semantic role labeling"), "{topics:?}");
        assert!(!has(&topics, "role labeling"), "{topics:?}");
        assert!(!has(&topics, "semantic role"), "{topics:?}");
    }

    #[test]
    fn interests_are_topics_unless_few_of_many_state_them() {
        let titles: Vec<String> =
            (0..9).map(|i| format!("Rivers of place number{i}")).collect();
        let titles: Vec<(u32, &str)> =
            (0..9).zip(titles.iter().map(String::as_str)).collect();
        let stated = [(0, "Bathymetry"), (1, "Rivers"), (2, "the sea, too")];
        let topics = of(&titles, &stated);
        assert!(has(&topics, "bathymetry"), "{topics:?}");
        assert!(!has(&topics, "rivers"), "{topics:?}");
        assert!(!has(&topics, "the sea, too"), "{topics:?}");
    }

    #[test]
    fn the_order_of_what_is_mined_changes_nothing() {
        let titles = [
            (0, "LLM inference on GPUs"),
            (1, "Large language model inference"),
            (2, "Efficient LLM Inference"),
            (1, "Large language models (LLMs) for parsing"),
            (0, "The large language model"),
            (2, "Parsing with LLMs"),
        ];
        let mut turned = titles;
        turned.reverse();
        let topics = of(&titles, &[(2, "Parsing")]);
        assert!(has(&topics, "LLMs"), "{topics:?}");
        let corpus = |titles: &[(u32, &str)]| {
            let mut corpus = Corpus::default();
            for (person, title) in titles {
                let work = title.len() as u64;
                corpus.publication(*person, work, title);
            }
            corpus.interest(2, "Parsing");
            mine(&corpus)
        };
        let (one, other) = (corpus(&titles), corpus(&turned));
        assert_eq!(one.topics, other.topics);
        assert_eq!(one.people, other.people);
    }
}
