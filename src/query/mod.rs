//! Query text → Statement.

pub mod ast;
pub mod error;
pub mod names;
pub mod parse;
pub mod suggest;
