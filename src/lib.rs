//! Dateline: ask a folder of news articles who did what to whom, when, where, and according to whom.
//!
//! ```text
//! bytes ─load→ Article ─text→ Document ─extract→ Facts ─store→ rows
//! query ─parse→ AST ─resolve→ Plan ─emit→ Statement ─store→ Rows ─render→ text
//! ```
//!
//! Modules in reading order: [`span`], [`model`] and [`value`] are the vocabulary; [`lexicon`] holds what
//! the program knows about words; [`load`], [`text`], [`extract`] and [`store`] take an article in;
//! [`query`], [`path`], [`store`] and [`render`] answer a question; [`record`] is the exchange format, [`exchange`] writes those of other tools; [`ingest`],
//! [`evaluate`], [`ask`], [`repl`], [`demo`] and [`cli`] put the parts together.

pub mod ask;
pub mod cli;
pub mod demo;
pub mod evaluate;
pub mod exchange;
pub mod extract;
pub mod ingest;
pub mod learn;
pub mod lexicon;
pub mod load;
pub mod model;
pub mod path;
pub mod query;
pub mod record;
pub mod render;
pub mod repl;
pub mod report;
pub mod span;
pub mod store;
pub mod text;
pub mod value;
