//! Keys, clicks and answers to what is drawn and what is asked for.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use super::model::{Model, Over};
use super::profile::{Item, Profile};
use super::searcher::{Asked, Replied, Reply};
use super::update::{Effect, Message, update};
use super::view::view;
use crate::model::{Affiliation, Owner, Person, Span};
use crate::search::{
    Answer, Evidence, Facet, FacetField, Hit, Request, Source,
};

/// A model on a screen, driven by keys.
struct Driven {
    model: Model,
    terminal: Terminal<TestBackend>,
    /// What was asked for, the last one last.
    effects: Vec<Effect>,
}

impl Driven {
    fn new(width: u16, height: u16) -> Driven {
        let mut model = Model::new("", true);
        let first = model.search_anew();
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        Driven { model, terminal, effects: vec![Effect::Ask(first)] }
    }

    /// On which two people were found.
    fn with_people() -> Driven {
        let mut driven = Driven::new(80, 24);
        driven.reply(Ok(answer(&["Ada Bell", "Cy Dunn"])));
        driven
    }

    /// Presses keys: names of the table, or what is typed.
    fn keys(&mut self, keys: &[&str]) -> &mut Driven {
        for key in keys {
            let (modifiers, bare) = match key.strip_prefix("ctrl-") {
                Some(bare) => (KeyModifiers::CONTROL, bare),
                None => (KeyModifiers::NONE, *key),
            };
            let code = match bare {
                "tab" => KeyCode::Tab,
                "enter" => KeyCode::Enter,
                "esc" => KeyCode::Esc,
                "up" => KeyCode::Up,
                "down" => KeyCode::Down,
                "space" => KeyCode::Char(' '),
                "f1" => KeyCode::F(1),
                "f2" => KeyCode::F(2),
                letter => KeyCode::Char(letter.chars().next().unwrap()),
            };
            self.send(Event::Key(KeyEvent::new(code, modifiers)));
        }
        self
    }

    fn send(&mut self, event: Event) {
        let effect = update(&mut self.model, Message::Event(event));
        self.effects.extend(effect);
        self.shown();
    }

    fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        let modifiers = KeyModifiers::NONE;
        let mouse = MouseEvent { kind, column, row, modifiers };
        self.send(Event::Mouse(mouse));
    }

    /// Answers the last question.
    fn reply(&mut self, answer: Result<Answer, String>) {
        let number = self.last_number();
        self.reply_to(number, answer);
    }

    fn reply_to(&mut self, number: u64, answer: Result<Answer, String>) {
        let what = Replied::Answer(answer.map(Box::new));
        let reply = Box::new(Reply { number, what });
        let effect = update(&mut self.model, Message::Reply(reply));
        assert!(effect.is_none());
        self.shown();
    }

    fn last_number(&self) -> u64 {
        let asked =
            self.effects.iter().rev().find_map(|effect| match effect {
                Effect::Ask(question) => Some(question.number),
                _ => None,
            });
        asked.expect("something was asked")
    }

    /// The last search that was asked for.
    fn request(&self) -> &Request {
        let asked =
            self.effects.iter().rev().find_map(|effect| match effect {
                Effect::Ask(question) => match &question.of {
                    Asked::Search(request, _) => Some(request),
                    Asked::Profile(_) => None,
                },
                _ => None,
            });
        asked.expect("a search was asked for")
    }

    /// The lines on the screen.
    fn shown(&mut self) -> String {
        let draw = self.terminal.draw(|frame| view(&mut self.model, frame));
        draw.unwrap();
        let buffer = self.terminal.backend().buffer().clone();
        let width = usize::from(buffer.area.width);
        let cells: Vec<&str> =
            buffer.content.iter().map(|cell| cell.symbol()).collect();
        let lines: Vec<String> =
            cells.chunks(width).map(|row| row.concat()).collect();
        lines.join("\n")
    }

    #[track_caller]
    fn shows(&mut self, texts: &[&str]) -> &mut Driven {
        let shown = self.shown();
        for text in texts {
            assert!(shown.contains(text), "no {text:?} in\n{shown}");
        }
        self
    }
}

fn hit(rank: usize, name: &str) -> Hit {
    let organization = format!("University of {name}");
    let affiliation = Affiliation { organization, ..Affiliation::default() };
    let owner = Owner {
        name: Some(name.to_owned()),
        affiliations: vec![affiliation],
        ..Owner::default()
    };
    let evidence = (1..=3).map(|line| Evidence {
        kind: "publication",
        title: Some(format!("On sorting {line} by {name}")),
        text: format!("On sorting {line} by {name}"),
        highlights: vec![Span::new(3, 10)],
        authors: vec![name.to_owned()],
        venue: Some("ICML".to_owned()),
        year: Some(2024),
        path: format!("{name}.md"),
        line,
        ..Evidence::default()
    });
    let id = name.to_lowercase().replace(' ', "-");
    let path = format!("{name}.md");
    Hit {
        rank,
        score: 1.0,
        person: Person { id, owner, ..Person::default() },
        sources: vec![Source { path, format: "markdown".to_owned() }],
        listed_by: Vec::new(),
        missing: Vec::new(),
        matching: 3,
        evidence: evidence.collect(),
        parts: Vec::new(),
    }
}

fn answer(names: &[&str]) -> Answer {
    let hits = (1..).zip(names).map(|(rank, name)| hit(rank, name));
    let counts = [("ICML", 2), ("ACL", 1)];
    let counts = counts.map(|(value, count)| (value.to_owned(), count));
    Answer {
        total: names.len(),
        hits: hits.collect(),
        facets: vec![Facet {
            field: FacetField::Venue,
            counts: counts.to_vec(),
        }],
        ..Answer::default()
    }
}

#[test]
fn people_change_as_one_types() {
    let mut driven = Driven::with_people();
    driven.shows(&["2 people", "▌ Ada Bell", "University of Ada Bell"]);
    driven.keys(&["s", "o", "r", "t"]);
    assert_eq!(driven.request().query, "sort");
    driven.shows(&["search sort", "… 2 people"]);
    driven.reply(Ok(answer(&["Eve Fox"])));
    driven.shows(&["1 person", "▌ Eve Fox", "ICML 2024 · Eve Fox.md:1"]);
    assert!(!driven.shown().contains("Ada Bell"));
}

#[test]
fn an_answer_older_than_the_one_shown_is_dropped() {
    let mut driven = Driven::with_people();
    driven.keys(&["a"]);
    let first = driven.last_number();
    driven.keys(&["b"]);
    driven.reply(Ok(answer(&["Eve Fox"])));
    driven.reply_to(first, Ok(answer(&["Guy Hill"])));
    driven.shows(&["Eve Fox"]);
}

#[test]
fn a_query_that_cannot_be_read_leaves_the_people() {
    let mut driven = Driven::with_people();
    driven.keys(&["y", "e"]);
    let error = "no field `yeer`\n  yeer:1\n  ^^^^\n  did you mean `year:`?";
    driven.reply(Err(error.to_owned()));
    driven.shows(&["no field `yeer`; did you mean `year:`?", "Ada Bell"]);
}

#[test]
fn arrows_choose_while_one_types_and_letters_in_the_panes() {
    let mut driven = Driven::with_people();
    driven.keys(&["down"]).shows(&["▌ Cy Dunn", "On sorting 1 by Cy Dunn"]);
    driven.keys(&["down"]).shows(&["▌ Cy Dunn"]);
    driven.keys(&["tab", "k"]).shows(&["▌ Ada Bell"]);
    driven.keys(&["l", "j", "j"]).shows(&["▌ On sorting 3 by Ada Bell"]);
    driven.keys(&["g"]).shows(&["▌ On sorting 1 by Ada Bell"]);
    driven.keys(&["/", "q"]);
    assert_eq!(driven.request().query, "q");
}

#[test]
fn facets_narrow_the_answer() {
    let mut driven = Driven::with_people();
    driven.keys(&["f2"]);
    assert_eq!(driven.request().facets, [FacetField::Venue]);
    driven.reply(Ok(answer(&["Ada Bell", "Cy Dunn"])));
    driven.shows(&["[venue] year topic affiliation", "[ ] ICML"]);
    driven.keys(&["j", "space"]);
    assert_eq!(driven.request().query, "venue:\"ACL\"");
    driven.reply(Ok(answer(&["Cy Dunn"])));
    driven.shows(&["[x] ACL", "venue:ACL"]);
    driven.keys(&["l"]);
    assert_eq!(driven.request().facets, [FacetField::Year]);
    driven.keys(&["c"]);
    assert_eq!(driven.request().query, "*");
}

#[test]
fn a_profile_opens_and_its_lines_have_places() {
    let mut driven = Driven::with_people();
    driven.keys(&["enter"]);
    let Some(Effect::Ask(question)) = driven.effects.last() else { panic!() };
    assert!(matches!(&question.of, Asked::Profile(id) if id == "ada-bell"));
    let number = question.number;
    let item = |line: u32| Item {
        heading: Some(format!("20{line}")),
        text: format!("Paper {line}"),
        place: super::opener::Place { path: "a.md".into(), page: None, line },
        ..Item::default()
    };
    let items = (10..60).map(item).collect();
    let name = "Ada Bell".to_owned();
    let profile = Profile { name, items, ..Profile::default() };
    let what = Replied::Profile(Ok(profile));
    let reply = Box::new(Reply { number, what });
    update(&mut driven.model, Message::Reply(reply));
    driven.shows(&["Ada Bell───", "2010", "Paper 10", "a.md:10"]);
    driven.keys(&["G"]).shows(&["Paper 59"]);
    driven.keys(&["o"]);
    let Some(Effect::Open(place)) = driven.effects.last() else { panic!() };
    assert_eq!((place.path.as_str(), place.line), ("a.md", 59));
    driven.keys(&["q"]).shows(&["▌ Ada Bell"]);
    assert_eq!(driven.model.over, Over::Nothing);
}

#[test]
fn sources_open_and_citations_are_copied_where_one_is() {
    let mut driven = Driven::with_people();
    driven.keys(&["tab", "tab", "j", "o"]);
    let Some(Effect::Open(place)) = driven.effects.last() else { panic!() };
    assert_eq!((place.path.as_str(), place.line), ("Ada Bell.md", 2));
    driven.keys(&["y"]);
    let Some(Effect::Copy(text)) = driven.effects.last() else { panic!() };
    assert_eq!(text, "Ada Bell. On sorting 2 by Ada Bell. ICML 2024.");
    driven.shows(&["copied: Ada Bell. On sorting 2"]);
}

#[test]
fn one_leaves_by_each_of_the_keys() {
    for keys in [&["esc"][..], &["ctrl-c"], &["tab", "q"], &["f1", "q", "esc"]]
    {
        let mut driven = Driven::with_people();
        driven.keys(keys);
        let left = matches!(driven.effects.last(), Some(Effect::Leave));
        assert!(left, "{keys:?}");
    }
}

#[test]
fn the_mouse_points_and_scrolls() {
    let mut driven = Driven::with_people();
    let click = MouseEventKind::Down(MouseButton::Left);
    // Two lines a person below the title of the pane.
    driven.mouse(click, 4, 5);
    driven.shows(&["▌ Cy Dunn", "Enter profile"]);
    driven.mouse(MouseEventKind::ScrollUp, 4, 10);
    driven.shows(&["▌ Ada Bell"]);
    driven.mouse(MouseEventKind::ScrollDown, 60, 5);
    driven.shows(&["▌ On sorting 3 by Ada Bell"]);
    driven.mouse(click, 10, 0);
    driven.keys(&["x"]);
    assert_eq!(driven.request().query, "x");
}

#[test]
fn further_people_are_asked_for_near_the_end() {
    let mut driven = Driven::new(80, 24);
    let names: Vec<String> = (0..60).map(|i| format!("Person {i}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut many = answer(&names);
    many.total = 300;
    driven.reply(Ok(many));
    assert_eq!(driven.request().limit, 60);
    driven.keys(&["tab", "G"]).shows(&["▌ Person 59"]);
    assert_eq!(driven.request().limit, 120);
}

#[test]
fn every_size_is_drawn_and_nothing_is_obeyed() {
    let evil = "A\u{1b}]0;x\u{7}\u{202e}B";
    for (width, height) in [(200, 50), (80, 24), (20, 5), (3, 2), (1, 1)] {
        let mut driven = Driven::new(width, height);
        driven.reply(Ok(answer(&[evil, "量子计算机 量子计算机"])));
        driven.keys(&["f2", "tab", "tab", "down", "f1"]);
        driven.send(Event::Resize(10, 4));
        let shown = driven.shown();
        let obeyed = |c: char| c != '\n' && c.is_control();
        assert!(!shown.contains(obeyed), "{width}x{height}: {shown:?}");
        assert!(!shown.contains('\u{202e}'), "{width}x{height}");
    }
}

#[test]
fn what_is_pasted_is_searched_for() {
    let mut driven = Driven::with_people();
    driven.keys(&["tab"]);
    driven.send(Event::Paste("kv\ncache".to_owned()));
    assert_eq!(driven.request().query, "kv cache");
}

#[test]
fn without_colours_nothing_is_coloured() {
    for coloured in [true, false] {
        let mut driven = Driven::with_people();
        driven.model.coloured = coloured;
        driven.shown();
        let buffer = driven.terminal.backend().buffer();
        let is_coloured = buffer
            .content
            .iter()
            .any(|cell| cell.fg != ratatui::style::Color::Reset);
        assert_eq!(is_coloured, coloured);
    }
}
