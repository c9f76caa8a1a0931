//! Rows without a date among those that a list of keys names are searched by the list: all rows without
//! a date may be many more.

use super::visit::Pass;
use crate::query::functions::Function;
use crate::query::plan::{Expr, Select};

pub(super) struct Undated;

impl Pass for Undated {
    fn select(&mut self, select: &mut Select) {
        if !select
            .filters
            .iter()
            .any(|test| matches!(test, Expr::InQuery(..)))
        {
            return;
        }
        for test in &mut select.filters {
            if let Expr::IsNull(tested) = test
                && matches!(**tested, Expr::Column { .. })
            {
                let column = std::mem::replace(&mut **tested, Expr::Null);
                **tested = Expr::Call(Function::Unsearched, vec![column]);
            }
        }
    }
}
