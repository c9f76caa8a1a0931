//! Cutting rows: `take`, `skip`, `top n by`, `sample`.

use super::frame::{Frame, Named, SortBy};
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::query::ast;
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr, Window, WindowFunction};
use crate::span::Span;

/// The column that numbers rows within their partition; no user can write this name.
const NUMBER: &str = " row number";

impl Resolver<'_> {
    /// `take n`
    pub(super) fn take(&mut self, frame: Frame, n: u64) -> Frame {
        let mut frame = if frame.select.limit.is_some() {
            self.wrap(frame)
        } else {
            frame
        };
        frame.note_left_out();
        frame.select.limit = Some(n);
        frame.is_cut = true;
        frame
    }

    /// `skip n`
    pub(super) fn skip(&mut self, frame: Frame, n: u64) -> Frame {
        let mut frame = if frame.is_cut {
            self.wrap(frame)
        } else {
            frame
        };
        frame.note_left_out();
        frame.select.offset = n;
        frame.is_cut = true;
        frame
    }

    /// `take n per keys`: the first of each partition, in ascending order of the keys.
    pub(super) fn take_per(&mut self, frame: Frame, n: u64, per: &[ast::Expr]) -> Outcome<Frame> {
        let mut frame = self.open(frame);
        frame.note_left_out();
        let keys = self.partition(&mut frame, per)?;
        let shown = frame.shown.clone();
        for (key, value) in per.iter().zip(&keys) {
            self.show_ranked(&mut frame, key, value);
        }
        // Keys that were not shown lead; columns that were stay where they are.
        frame.shown.rotate_left(shown.len());
        let order = self.full_order(&mut frame);
        let number = Expr::Window(Box::new(Window {
            function: WindowFunction::RowNumber,
            arguments: Vec::new(),
            partition: keys.iter().map(Typed::expr).collect(),
            order,
            preceding: None,
        }));
        frame
            .columns
            .push(Named::new(NUMBER, Typed::new(Type::Int, number)));
        // The keys lead the order; what they lead must survive the wrapping with them.
        let mut order: Vec<SortBy> = keys.into_iter().map(SortBy::ascending).collect();
        order.append(&mut frame.order);
        if order.len() == per.len() {
            order.extend(self.natural_keys(&mut frame));
        }
        frame.order = order;
        let mut frame = self.wrap(frame);
        if let Some(at) = frame
            .columns
            .iter()
            .position(|column| *column.name == *NUMBER)
        {
            let number = frame.columns.remove(at).value.expr();
            let limit = i64::try_from(n).unwrap_or(i64::MAX);
            frame.filter(number.binary(Binary::LessOrEqual, Expr::integer(limit)));
        }
        Ok(frame)
    }

    /// The natural order as keys that can be carried.
    fn natural_keys(&mut self, frame: &mut Frame) -> Vec<SortBy> {
        match (&frame.natural, frame.subject.clone()) {
            (super::frame::Natural::Keys(keys), _) => keys.clone(),
            (super::frame::Natural::Subject, Some(subject)) => {
                let row = matches!(subject.noun, Noun::Entities | Noun::Sources)
                    .then(|| Typed::new(Type::Row(subject.noun), subject.key.clone()));
                let date = self.primary_date(frame, &subject);
                date.or(row).into_iter().map(SortBy::ascending).collect()
            }
            (super::frame::Natural::Subject, None) => Vec::new(),
        }
    }

    /// `top n by keys per keys`
    pub(super) fn top_rows(
        &mut self,
        frame: Frame,
        n: u64,
        keys: &[ast::SortKey],
        per: &[ast::Expr],
    ) -> Outcome<Frame> {
        let mut frame = self.open(frame);
        let mut order = Vec::new();
        for key in keys {
            order.push(self.sort_key(&mut frame, key, true)?);
        }
        for (key, by) in keys.iter().zip(&order) {
            self.show_ranked(&mut frame, &key.expr, &by.value);
        }
        frame.order = order;
        let frame = self.with_plain_rows(frame);
        if per.is_empty() {
            Ok(self.take(frame, n))
        } else {
            self.take_per(frame, n, per)
        }
    }

    /// `sample n seed k`: those whose hash is smallest, in their own order.
    pub(super) fn sample(&mut self, frame: Frame, n: u64, seed: u64, span: Span) -> Outcome<Frame> {
        let mut frame = self.open(frame);
        let Some(subject) = frame.subject.clone() else {
            return error(
                QueryErrorKind::MisplacedStage {
                    stage: "sample".to_owned(),
                    needs: "rows of a noun".to_owned(),
                    ended_by: frame.ended.unwrap_or("the stage before").to_owned(),
                    fix: frame.ended.and_then(|stage| self.moved_before(stage)),
                },
                span,
            );
        };
        frame.note_left_out();
        let id = self.id(&mut frame, subject.noun, &subject.key);
        let text = Expr::text(format!("{seed}:")).binary(Binary::Concat, id);
        let rank = Expr::Call(Function::SampleRank, vec![text]);
        let order = std::mem::replace(
            &mut frame.order,
            vec![SortBy::ascending(Typed::new(Type::Text, rank))],
        );
        frame.select.limit = Some(n);
        frame.is_cut = true;
        let mut asked = Vec::new();
        for (number, key) in order.into_iter().enumerate() {
            let name = format!(" sort key {number}");
            asked.push((name.clone(), key.clone()));
            frame.columns.push(Named::new(&name, key.value));
        }
        let mut frame = self.wrap(frame);
        frame.order = asked
            .into_iter()
            .filter_map(|(name, key)| {
                let at = frame
                    .columns
                    .iter()
                    .position(|column| *column.name == *name)?;
                let value = frame.columns.remove(at).value;
                Some(SortBy { value, ..key })
            })
            .collect();
        Ok(frame)
    }
}
