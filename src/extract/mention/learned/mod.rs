//! A second opinion on names, by weights that were learned from a user's own articles.
//!
//! What the rules find in articles teaches the weights; beside the rules, these then see names by the
//! words around them that no list holds. Known names and the short names of known people stay as the
//! rules have them.

mod lesson;
mod rows;
mod tag;
mod verdict;

pub use lesson::{Lesson, lessons};
pub use rows::{ObservedWord, Rows};
pub use tag::{decide, is_plainly_outside};
pub(super) use verdict::{Verdict, judge};
