//! The topics of a commit: worked out once, and kept beside the index.

use std::collections::{BTreeSet, HashMap};

use super::corpus::Corpus;
use super::mine::{Mined, Topic, mine};
use super::names::stems;
use crate::error::Result;
use crate::index::{
    Analyzer, Brief, Chain, Decoder, Encoder, Entry, EntryKind, Snapshot, gist,
};

/// The name of the kept file.
const KEPT: &str = "topics";

/// Raised with each change of what topics are or how they are kept.
const VERSION: u64 = 2;

/// The topics of an index.
pub struct Topics {
    topics: Vec<u8>,
    keys: Vec<u8>,
    people: Vec<u8>,
}

impl Topics {
    /// The topics of a commit: as they are kept beside it, or else worked
    /// out and kept.
    pub fn open(snapshot: &Snapshot) -> Result<Topics> {
        let kept = snapshot.kept(KEPT);
        if let Some(topics) = kept.and_then(|bytes| Topics::decode(&bytes)) {
            return Ok(topics);
        }
        let mut corpus = Corpus::default();
        snapshot.briefs(|brief| add(&mut corpus, brief))?;
        let topics = Topics::of(&mine(&corpus));
        snapshot.keep(KEPT, &topics.encode());
        Ok(topics)
    }

    fn of(mined: &Mined) -> Topics {
        let mut topics = Encoder::default();
        let mut keys: Vec<(String, u64)> = Vec::new();
        let mut analyzer = Analyzer::new(Chain::Prose);
        topics.number(mined.topics.len() as u64);
        for (number, topic) in (0u64..).zip(&mined.topics) {
            topics.text(&topic.name).texts(topic.aliases.iter());
            topics.number(topic.people.into());
            topics.number(topic.publications.into());
            for form in topic.forms() {
                keys.push((stems(&mut analyzer, form), number));
            }
        }
        // Where two topics share a form, the more frequent one has it.
        keys.sort();
        keys.dedup_by(|later, kept| later.0 == kept.0);
        let mut sorted = Encoder::default();
        for (key, number) in &keys {
            sorted.text(key).number(*number);
        }
        let mut people = Encoder::default();
        people.number(mined.people.len() as u64);
        for own in &mined.people {
            people.number(own.len() as u64);
            let mut last = 0;
            for &(topic, publications) in own {
                people.number(u64::from(topic - last));
                people.number(publications.into());
                last = topic;
            }
        }
        Topics {
            topics: topics.finish(),
            keys: sorted.finish(),
            people: people.finish(),
        }
    }

    fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::default();
        out.number(VERSION).bytes(&self.topics);
        out.bytes(&self.keys).bytes(&self.people);
        out.finish()
    }

    fn decode(bytes: &[u8]) -> Option<Topics> {
        let mut from = Decoder::new(bytes);
        let version = from.number();
        let topics = Topics {
            topics: from.bytes().to_vec(),
            keys: from.bytes().to_vec(),
            people: from.bytes().to_vec(),
        };
        (version == VERSION && from.is_whole()).then_some(topics)
    }

    /// Every topic, the one of most people first.
    #[must_use]
    pub fn all(&self) -> Vec<Topic> {
        let mut from = Decoder::new(&self.topics);
        let count = from.number();
        let mut all = Vec::new();
        for _ in 0..count {
            all.push(Topic {
                name: from.text().to_owned(),
                aliases: from.texts(),
                people: narrow(from.number()),
                publications: narrow(from.number()),
            });
        }
        all
    }

    /// The topic that a text is a form of, whatever its case, accents,
    /// hyphens and endings; None for no topic.
    #[must_use]
    pub fn named(&self, text: &str) -> Option<Topic> {
        let wanted = stems(&mut Analyzer::new(Chain::Prose), text);
        let mut from = Decoder::new(&self.keys);
        while !from.is_empty() {
            let (key, number) = (from.text(), from.number());
            if key == wanted {
                let number = usize::try_from(number).unwrap_or(usize::MAX);
                return self.all().into_iter().nth(number);
            }
        }
        None
    }

    /// How rare a topic of so many people is.
    pub(super) fn rarity(&self, people: f64) -> f64 {
        let all = narrow(Decoder::new(&self.people).number());
        (1.0 + f64::from(all) / people.max(1.0)).ln().sqrt()
    }

    /// Calls `visit` with the number of each entry and of each topic it is
    /// about, once each: those of interests, of titles, of the subjects that
    /// lists state, and of the gist of abstracts.
    pub fn in_entries<'e>(
        &self,
        entries: impl IntoIterator<Item = (EntryKind, &'e Entry)>,
        mut visit: impl FnMut(usize, u32),
    ) {
        let mut forms = self.by_form();
        for (number, (kind, entry)) in entries.into_iter().enumerate() {
            let mut found: BTreeSet<u32> = BTreeSet::new();
            let mut read = |text: &str| {
                forms.visit(text, |topic| _ = found.insert(topic));
            };
            match kind {
                EntryKind::Header => entry.interests().for_each(read),
                EntryKind::Publication => {
                    read(&entry.title);
                    entry.subjects().for_each(&mut read);
                    entry.summary.iter().flat_map(|s| gist(s)).for_each(read);
                }
                EntryKind::Passage(_) => {}
            }
            found.into_iter().for_each(|topic| visit(number, topic));
        }
    }

    /// Every form of every topic.
    fn by_form(&self) -> Forms<'_> {
        let mut keys: HashMap<&str, u32> = HashMap::new();
        let mut longest = 0;
        let mut from = Decoder::new(&self.keys);
        while !from.is_empty() {
            let key = from.text();
            longest = longest.max(key.split(' ').count());
            keys.insert(key, narrow(from.number()));
        }
        Forms { keys, longest, analyzer: Analyzer::new(Chain::Prose) }
    }

    /// Calls `visit` with each topic of each person: numbers of the person
    /// and of the topic, and the publications on it, 0 where an interest
    /// says so.
    pub fn of_people(&self, mut visit: impl FnMut(u32, u32, u32)) {
        let mut from = Decoder::new(&self.people);
        from.number();
        let mut person = 0;
        while !from.is_empty() {
            let mut topic = 0;
            for _ in 0..from.number() {
                topic += narrow(from.number());
                visit(person, topic, narrow(from.number()));
            }
            person += 1;
        }
    }
}

/// Finds topics in texts.
struct Forms<'t> {
    /// Topics by the stems of their forms.
    keys: HashMap<&'t str, u32>,
    /// Most words of a form.
    longest: usize,
    analyzer: Analyzer,
}

impl Forms<'_> {
    /// Calls `visit` with each topic of a text, as often as it is named.
    fn visit(&mut self, text: &str, mut visit: impl FnMut(u32)) {
        let stems = stems(&mut self.analyzer, text);
        let mut start = 0;
        for word in stems.split(' ') {
            let rest = &stems[start..];
            let ends = rest.match_indices(' ').map(|(at, _)| at);
            for end in ends.chain([rest.len()]).take(self.longest) {
                if let Some(&topic) = self.keys.get(&rest[..end]) {
                    visit(topic);
                }
            }
            start += word.len() + 1;
        }
    }
}

/// Adds what an entry says of topics.
fn add(corpus: &mut Corpus, brief: Brief<'_>) {
    match brief.kind {
        EntryKind::Publication if brief.work != 0 => {
            corpus.publication(brief.person, brief.work, brief.title);
            for subject in brief.text.lines() {
                corpus.subject(brief.person, brief.work, subject);
            }
            if !brief.summary.is_empty() {
                corpus.summary(brief.work, brief.summary);
            }
        }
        EntryKind::Header => {
            for interest in brief.text.split('\n').skip(1) {
                corpus.interest(brief.person, interest);
            }
        }
        EntryKind::Publication | EntryKind::Passage(_) => {}
    }
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
