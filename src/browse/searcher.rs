//! Questions to answers, on a thread of its own: what is asked later makes
//! what was asked before not worth answering.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::profile::{self, Profile};
use crate::error::Result;
use crate::search::{Answer, Engine, Request};

/// A question, numbered in the order of asking.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) number: u64,
    pub(super) of: Asked,
}

/// What is asked.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// Who matches; where nobody holds all words, who matches the second
    /// query, in which the word being typed is the beginning of one.
    Search(Box<Request>, Option<String>),
    /// The whole profile of the person with an identifier.
    Profile(String),
}

/// The answer to the question of a number.
pub(super) struct Reply {
    pub(super) number: u64,
    pub(super) what: Replied,
}

/// What is answered; errors as they are shown.
pub(super) enum Replied {
    Answer(std::result::Result<Box<Answer>, String>),
    Profile(std::result::Result<Profile, String>),
}

/// Starts answering; ends when nobody asks any more.
pub(super) fn start(
    engine: Engine,
) -> Result<(Sender<Question>, Receiver<Reply>)> {
    let (ask, questions) = mpsc::channel();
    let (reply, replies) = mpsc::channel();
    thread::Builder::new()
        .name("searcher".to_owned())
        .spawn(move || serve(&engine, &questions, &reply))?;
    Ok((ask, replies))
}

fn serve(
    engine: &Engine,
    questions: &Receiver<Question>,
    replies: &Sender<Reply>,
) {
    while let Ok(first) = questions.recv() {
        let waiting = std::iter::once(first).chain(questions.try_iter());
        for question in latest(waiting) {
            let number = question.number;
            let what = answer(engine, question.of);
            if replies.send(Reply { number, what }).is_err() {
                return;
            }
        }
    }
}

/// The last question of each kind, in the order of asking.
fn latest(questions: impl Iterator<Item = Question>) -> Vec<Question> {
    let (mut search, mut profile) = (None, None);
    for question in questions {
        match question.of {
            Asked::Search(..) => search = Some(question),
            Asked::Profile(_) => profile = Some(question),
        }
    }
    let mut both: Vec<Question> = search.into_iter().chain(profile).collect();
    both.sort_by_key(|question| question.number);
    both
}

fn answer(engine: &Engine, asked: Asked) -> Replied {
    match asked {
        Asked::Search(request, beginning) => {
            let answer = search(engine, *request, beginning);
            Replied::Answer(answer.map(Box::new).map_err(|e| e.to_string()))
        }
        Asked::Profile(id) => {
            let profile = profile::read(engine.snapshot(), &id);
            Replied::Profile(profile.map_err(|err| err.to_string()))
        }
    }
}

fn search(
    engine: &Engine,
    request: Request,
    beginning: Option<String>,
) -> Result<Answer> {
    let answer = engine.search(&request)?;
    let is_found = answer.total > 0 && answer.did_you_mean.is_none();
    let Some(query) = beginning.filter(|_| !is_found) else {
        return Ok(answer);
    };
    let begun = engine.search(&Request { query, ..request })?;
    let is_better = begun.total > 0 && begun.did_you_mean.is_none();
    Ok(if is_better { begun } else { answer })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_question_of_a_kind_is_answered() {
        let search = || Asked::Search(Box::default(), None);
        let profile = || Asked::Profile(String::new());
        let asked = [search(), profile(), search(), search()];
        let questions = (1..).zip(asked);
        let questions = questions.map(|(number, of)| Question { number, of });
        let numbers: Vec<u64> =
            latest(questions).iter().map(|q| q.number).collect();
        assert_eq!(numbers, [2, 4]);
    }
}
