//! The parser made from the grammar files.

use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "grammar/lex.pest"]
#[grammar = "grammar/expr.pest"]
#[grammar = "grammar/clause.pest"]
#[grammar = "grammar/query.pest"]
pub(super) struct QueryParser;
