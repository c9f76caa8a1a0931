//! The dates behind bins of time. What a missing bin is called where it becomes a column depends on
//! whether its dates were too vague or missing, so wherever a script says `pivot`, a column of bins has
//! a column beside it, never shown, that is null where there was no date.

use super::Resolver;
use super::frame::{Frame, Named};
use super::value::{Type, Typed};
use crate::query::functions::Function;
use crate::query::plan::{Aggregate, Expr};

/// The column of the dates behind the bins of another; no field has such a name.
pub(super) fn dated_name(bin: &str) -> String {
    format!(" dated {bin}")
}

impl Resolver<'_> {
    /// For each of some columns that hold bins the column of the dates behind it.
    pub(super) fn dates_behind(&self, frame: &Frame, columns: &[Named]) -> Vec<Named> {
        if !self.source.to_lowercase().contains("pivot") {
            return Vec::new();
        }
        let bins = columns.iter().filter(|column| column.value.is_bin);
        bins.filter_map(|bin| dates_of(frame, bin)).collect()
    }

    /// The same for the keys of a grouping: null where no row of the group has a date.
    pub(super) fn dates_of_groups(&self, frame: &Frame, keys: &[Named]) -> Vec<Named> {
        let mut dates = self.dates_behind(frame, keys);
        for date in &mut dates {
            let any = Expr::Aggregate(Aggregate::Max, vec![date.value.expr()]);
            date.value = Typed::new(Type::Int, any);
        }
        dates
    }
}

fn dates_of(frame: &Frame, bin: &Named) -> Option<Named> {
    let first = match bin.value.expr() {
        Expr::Call(Function::DateBin | Function::DateYear | Function::DateSpan, days) => {
            days.into_iter().next()?
        }
        other => {
            let mut known = frame.columns.iter();
            let known = known.find(|it| it.value.is_bin && it.value.expr() == other)?;
            frame.column(&dated_name(&known.name))?.value.expr()
        }
    };
    Some(Named::new(
        &dated_name(&bin.name),
        Typed::new(Type::Int, first),
    ))
}
