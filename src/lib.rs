//! vitae finds people by what they published and wrote about themselves.
//!
//! Files go one way, each on one thread, to the profile of whom they are
//! about; profiles are joined into people; queries come the other way, and
//! go back as people with the entries that made them match.
//!
//! ```text
//! path ─ ingest ─ extract ─ normalize ─ segment ─ parse ─ people ─ index
//!                 Raw       Document    Section   Profile Person     │
//!                                                                    │
//! query ─ search: syntax ─ lower ─ collect ─ group ─ evidence ───────┘
//!                                            Answer ─ output ─ bytes
//! ```
//!
//! | stage | turns | into |
//! | --- | --- | --- |
//! | [`extract`] | the bytes of a file, one reader a format | [`model::Raw`]: blocks with their layout |
//! | [`normalize`] | that | [`model::Document`]: the text of record, damage undone |
//! | [`segment`] | its lines | [`model::Section`]s, by heading or by place |
//! | [`parse`] | the sections | [`model::Profile`]: the person, publications, passages |
//! | [`people`] | all profiles | [`model::Person`]s: who is the same as whom |
//! | [`index`] | profiles and people | one entry a publication or passage, on disk |
//! | [`topics`] | all titles and interests | topics, and who works on which |
//! | [`search`] | a query | people, scored by their entries, with evidence |
//! | [`output`] | that answer | text, JSON and others |
//!
//! [`ingest`] runs the stages up to the index in parallel and knows which
//! files changed; [`isolate`] reads what may crash or hang in a process of
//! its own; [`gazetteer`] knows venues, institutions and acronyms;
//! [`settings`] reads what a user settled; [`browse`] shows answers while one
//! types; [`cli`] is the command.
//!
//! # To change it
//!
//! | to change | open |
//! | --- | --- |
//! | which files are read, in what format | [`extract`]: a file a format, a row in [`extract::FORMATS`] |
//! | how extraction damage is undone | [`normalize`]: [`normalize::NORMALIZERS`], in order |
//! | which headings are known | `model/section.rs`: a line a kind, a word a heading |
//! | how references are cut into fields | `parse/publications/`: `split`, `layout`, `fields` |
//! | which venues, institutions, acronyms are known | `gazetteer/*.tsv`: a row a name |
//! | who is the same person | [`people`]: a file for clusters, for merging, for identifiers |
//! | what can be searched for | `index/fields/table.rs`: a row a field |
//! | how words become terms | `index/analyzer.rs` |
//! | how queries are read | `search/syntax`, `search/lower` |
//! | what ranks first | `search/ranking.rs` |
//! | how answers look | [`output`]: a file a format, a row in [`output::OUTPUT_FORMATS`] |
//! | commands and options | [`cli`]: a file a subcommand |
//! | which options are settings | `settings/table.rs`: a row an option |
//!
//! Stages use only what comes before them: `tests/layers.rs` holds the rules.
//! Each value keeps its [`model::Span`] in the text, so that a wrong reading
//! can be pointed at (`vitae parse FILE`).

pub mod browse;
pub mod cli;
pub mod error;
pub mod extract;
pub mod gazetteer;
pub mod index;
pub mod ingest;
pub mod isolate;
pub mod model;
pub mod normalize;
pub mod output;
pub mod parse;
pub mod people;
pub mod search;
pub mod segment;
pub mod settings;
pub mod topics;
