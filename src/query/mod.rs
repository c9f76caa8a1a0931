//! Query text → Statement.

pub mod names;
