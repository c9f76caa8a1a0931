//! The results that are kept, by number: as many of the last as there is room for.

use std::collections::VecDeque;

use super::result::{LastResult, MOST_BYTES, MOST_ROWS};

/// Results that are kept, however small they are.
const MOST_RESULTS: usize = 100;

/// Results in the order in which somebody wanted them; the last is at the end.
#[derive(Debug, Default)]
pub(super) struct Results {
    kept: VecDeque<(usize, LastResult)>,
    /// By number, from 1: what another question can go on from. Longer than the rows, as it takes no room.
    pipelines: Vec<Option<String>>,
}

impl Results {
    /// The last one.
    pub(super) fn last(&self) -> Option<&LastResult> {
        self.kept.back().map(|(_, result)| result)
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut LastResult> {
        self.kept.back_mut().map(|(_, result)| result)
    }

    /// The number of the last one.
    pub(super) fn number(&self) -> Option<usize> {
        self.kept.back().map(|(number, _)| *number)
    }

    /// What a question can go on from that names the last result, or that of a number.
    pub(super) fn pipeline(&self, number: Option<usize>) -> Option<&str> {
        let number = number.or_else(|| self.number())?;
        self.pipelines.get(number.checked_sub(1)?)?.as_deref()
    }

    /// Takes a new result, which gets the next number; those of long ago make room for it.
    pub(super) fn push(&mut self, result: LastResult, pipeline: Option<String>) {
        self.pipelines.push(pipeline);
        self.kept.push_back((self.pipelines.len(), result));
        self.make_room();
    }

    /// Puts another result in the place of the last one, under its number.
    pub(super) fn replace(&mut self, result: LastResult) {
        if let Some((_, last)) = self.kept.back_mut() {
            *last = result;
        }
        self.make_room();
    }

    /// Makes an earlier result the last one again.
    ///
    /// # Errors
    /// A sentence for the user: there is none of that number.
    pub(super) fn pick(&mut self, number: usize) -> Result<(), String> {
        let place = self.kept.iter().position(|(known, _)| *known == number);
        if let Some(result) = place.and_then(|place| self.kept.remove(place)) {
            self.kept.push_back(result);
            return Ok(());
        }
        Err(self.why_missing(number))
    }

    /// Whether there has been a result of this number.
    pub(super) fn has_been(&self, number: usize) -> bool {
        (1..=self.pipelines.len()).contains(&number)
    }

    /// Why there is no result of this number.
    pub(super) fn why_missing(&self, number: usize) -> String {
        let n_results = self.pipelines.len();
        match number {
            _ if n_results == 0 => "nothing has been asked yet".to_owned(),
            1.. if number <= n_results => format!(
                "the rows of `_{number}` are no longer kept; ask `_{number}` for them once more"
            ),
            _ => format!("there is no result `_{number}`; the newest is `_{n_results}`"),
        }
    }

    /// Forgets all of them; numbers go on.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
        self.pipelines.fill(None);
    }

    fn make_room(&mut self) {
        let rows = |result: &LastResult| result.rows.records.len();
        let mut n_rows: usize = self.kept.iter().map(|(_, result)| rows(result)).sum();
        let mut bytes: usize = self.kept.iter().map(|(_, result)| result.bytes).sum();
        while self.kept.len() > 1
            && (n_rows > MOST_ROWS || bytes > MOST_BYTES || self.kept.len() > MOST_RESULTS)
        {
            if let Some((_, oldest)) = self.kept.pop_front() {
                n_rows -= rows(&oldest);
                bytes -= oldest.bytes;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::ask::Rest;
    use crate::value::{Rows, Value};

    fn result(n_rows: usize, value: &str) -> LastResult {
        let rows = Rows {
            columns: Vec::new(),
            records: vec![vec![Value::Text(value.to_owned())]; n_rows],
        };
        LastResult::new((value.to_owned(), 0), Arc::new(rows), Rest::Nothing, None)
    }

    #[test]
    fn an_earlier_result_can_be_the_last_again() {
        let mut results = Results::default();
        assert_eq!(results.pick(1).unwrap_err(), "nothing has been asked yet");
        for name in ["a", "b", "c"] {
            results.push(result(1, name), Some(name.to_owned()));
        }
        results.pick(1).unwrap();
        assert_eq!(results.last().map(LastResult::input), Some("a"));
        assert_eq!(
            (results.number(), results.pipeline(None)),
            (Some(1), Some("a"))
        );
        assert_eq!(results.pipeline(Some(2)), Some("b"));
        assert!(results.pick(4).unwrap_err().contains("the newest is `_3`"));
        assert!(results.pick(0).is_err());
        results.push(result(1, "d"), None);
        assert_eq!(results.number(), Some(4));
    }

    #[test]
    fn all_together_are_kept_in_the_room_of_one() {
        let mut results = Results::default();
        results.push(result(60_000, "a"), Some("a".to_owned()));
        results.push(result(50_000, "b"), None);
        assert!(results.pick(1).unwrap_err().contains("no longer kept"));
        assert_eq!(
            results.pipeline(Some(1)),
            Some("a"),
            "it can be asked again"
        );
        let large = "x".repeat(40 << 20);
        results.push(result(1, &large), None);
        results.push(result(1, &large), None);
        assert!(results.pick(3).is_err());
        assert!(results.pick(4).is_ok());
        for _ in 0..2 * MOST_RESULTS {
            results.push(result(0, ""), None);
        }
        assert_eq!(results.kept.len(), MOST_RESULTS);
    }
}
