//! Plan → an equal plan that is simpler to read and faster to run.
//!
//! Every step keeps the rows, their order and their columns: with [`Rewrite::Off`] a question has the
//! same answer. A step is here because it was measured to pay (`cargo bench --bench questions`).

mod both_ends;
mod copied;
mod counted;
mod day_first;
mod dimension;
mod flatten;
mod joined;
mod late;
mod led;
mod lookup;
mod narrow;
mod nested;
mod one_of;
mod pass_through;
mod pinned;
mod precision;
mod threshold;
mod told_heads;
mod undated;
mod ungroup;
mod visit;

use super::names::Names;
use super::plan::Query;
use visit::visit;

/// Whether plans are rewritten before they are written as SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rewrite {
    /// They are.
    #[default]
    On,
    /// They are written as resolved: for tests that compare both.
    Off,
}

/// Makes a plan simpler; `names` says what is stored ready.
pub(super) fn rewrite(query: &mut Query, names: &dyn Names) {
    told_heads::tell_by_cells(query);
    visit(query, &mut one_of::OneOf);
    visit(query, &mut precision::PrecisionCodes);
    visit(query, &mut nested::Nested);
    visit(query, &mut ungroup::Ungroup);
    visit(query, &mut flatten::Flatten);
    visit(query, &mut dimension::Dimension);
    visit(query, &mut lookup::Lookup);
    visit(query, &mut led::Led);
    visit(query, &mut copied::Copied);
    visit(query, &mut undated::Undated);
    visit(query, &mut both_ends::BothEnds);
    visit(query, &mut counted::Counted { names });
    visit(query, &mut day_first::DayFirst);
    visit(query, &mut narrow::Narrow);
    visit(query, &mut late::Late);
    visit(query, &mut threshold::Threshold);
    visit(query, &mut pass_through::PassThrough);
    visit(query, &mut pinned::Pinned);
}
