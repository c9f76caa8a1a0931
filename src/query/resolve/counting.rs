//! Figures and the events that they count: a figure's own event, and where it has none, whatever its
//! sentence tells.

use super::Resolver;
use super::frame::Frame;
use crate::query::catalog::Noun;
use crate::query::plan::{Binary, Expr, Join, Relation, Rows, Select};

impl Resolver<'_> {
    /// The keys of the figures that count the events with a key, or of the events that the figures with
    /// a key count; `None` for rows of other nouns.
    pub(super) fn counting(
        &mut self,
        frame: &mut Frame,
        (from, key): (Noun, &Expr),
        to: Noun,
    ) -> Option<Select> {
        if !matches!(
            (from, to),
            (Noun::Events, Noun::Figures) | (Noun::Figures, Noun::Events)
        ) {
            return None;
        }
        let table = to.info().table;
        let other = self.alias(table);
        let other_key = Expr::column(&other, "key");
        let of_other = Expr::column(&other, "sentence");
        let sentence = self.column(frame, (from, key), "sentence", false);
        let (counted, event) = if from == Noun::Events {
            (Expr::field(&other, "event", true), key.clone())
        } else {
            (
                self.column(frame, (from, key), "event", true),
                other_key.clone(),
            )
        };
        let in_sentence = counted
            .clone()
            .is_null()
            .and(of_other.binary(Binary::Equal, sentence));
        let on = Expr::Or(vec![counted.binary(Binary::Equal, event), in_sentence]);
        frame.select.joins.push(Join {
            relation: Relation {
                alias: other,
                rows: Rows::Table(table),
            },
            is_outer: false,
            on: Some(on),
        });
        Some(std::mem::take(&mut frame.select).output("key", other_key))
    }
}
