//! The vocabulary of the domain: nouns, their kinds, and dates. No input or output.
//!
//! Names follow the model: articles hold sentences; sentences hold mentions of entities, events,
//! quotes and figures; clusters group reports of one happening.

mod words;

pub mod article;
pub mod calendar;
pub mod correction;
pub mod dataset;
pub mod date;
pub mod entity;
pub mod event;
pub mod facts;
pub mod figure;
pub mod fold;
pub mod link;
pub mod quote;
pub mod suggest;
