//! What has to be searched before the statements of a query run, and what it found put into them.

use std::collections::BTreeMap;

use super::Compiled;
use crate::query::path_search::PathSearch;
use crate::value::{Later, Parameter, Statement};

impl Compiled {
    /// Whether anything has to be searched before the statements run.
    pub fn has_searches(&self) -> bool {
        !self.searches.is_empty()
    }

    /// What has to be searched before a statement runs, each with its number; what another one needs
    /// stands before it.
    pub fn searches(&self) -> Vec<(usize, &PathSearch)> {
        let notes = self.footnotes.iter().map(|note| &note.statement);
        let heads = self.spread.iter().map(|spread| &spread.statement);
        let statements = notes.chain(heads).chain([&self.statement]);
        let mut needed: Vec<usize> = statements.flat_map(steps_in).collect();
        for (number, search) in self.searches.iter().enumerate().rev() {
            if needed.contains(&number) {
                needed.extend(search.statements().flat_map(steps_in));
            }
        }
        let all = self.searches.iter().enumerate();
        all.filter(|(number, _)| needed.contains(number)).collect()
    }

    /// The same query with what its searches have found: the steps of each as a JSON array, by number.
    #[must_use]
    pub fn with_steps(mut self, steps: &BTreeMap<usize, String>) -> Self {
        let known = |later: Later| found_steps(steps, later);
        self.statement = self.statement.with(known);
        for note in &mut self.footnotes {
            note.statement = note.statement.with(known);
        }
        if let Some(spread) = &mut self.spread {
            spread.statement = spread.statement.with(known);
        }
        self
    }
}

/// The searches whose steps a statement reads.
fn steps_in(statement: &Statement) -> Vec<usize> {
    let later = statement.later();
    later
        .filter_map(|later| match later {
            Later::Steps(number) => Some(number),
            Later::Nodes | Later::Start | Later::End => None,
        })
        .collect()
}

/// The steps that a search has found, as a value of a statement.
pub fn found_steps(steps: &BTreeMap<usize, String>, later: Later) -> Option<Parameter> {
    match later {
        Later::Steps(number) => steps.get(&number).cloned().map(Parameter::Text),
        Later::Nodes | Later::Start | Later::End => None,
    }
}
