//! Rows that stand beside others by their key, and who looks at them.

use super::visit::{Pass, visit_expr};
use crate::query::plan::{Alias, Binary, Expr, Join, Rows, Select};

/// A row of a table that is joined by its key: at most one for each row before it.
pub(super) struct Joined {
    /// What it is called.
    pub(super) alias: Alias,
    /// Its table.
    pub(super) table: &'static str,
    /// The column that holds its key.
    pub(super) from: Expr,
}

impl Joined {
    /// The row of a join, if it is of that sort.
    pub(super) fn of(join: &Join) -> Option<Self> {
        let Rows::Table(table) = join.relation.rows else {
            return None;
        };
        let Some(Expr::Binary(Binary::Equal, left, right)) = &join.on else {
            return None;
        };
        let own = &join.relation.alias;
        let is_own_key = |expr: &Expr| match expr {
            Expr::Column { alias, name, .. } => alias == own && **name == *"key",
            _ => false,
        };
        let from = if is_own_key(left) { right } else { left };
        let is_by_key = is_own_key(left) != is_own_key(right);
        let is_of_other = matches!(&**from, Expr::Column { alias, .. } if alias != own);
        (is_by_key && is_of_other).then(|| Self {
            alias: own.clone(),
            table,
            from: (**from).clone(),
        })
    }

    /// The name of the rows that hold its key.
    pub(super) fn holder(&self) -> Option<&Alias> {
        match &self.from {
            Expr::Column { alias, .. } => Some(alias),
            _ => None,
        }
    }
}

/// Looks for columns of some rows.
struct Looks<F: FnMut(&Alias, &str) -> bool> {
    is_wanted: F,
    found: bool,
}

impl<F: FnMut(&Alias, &str) -> bool> Pass for Looks<F> {
    fn expr(&mut self, expr: &mut Expr) {
        if let Expr::Column { alias, name, .. } = expr {
            self.found = self.found || (self.is_wanted)(alias, name);
        }
    }
}

fn looks(expr: &mut Expr, is_wanted: impl FnMut(&Alias, &str) -> bool) -> bool {
    let mut looks = Looks {
        is_wanted,
        found: false,
    };
    visit_expr(expr, &mut looks);
    looks.found
}

/// Whether an expression looks at any of these rows.
pub(super) fn looks_at(expr: &mut Expr, aliases: &[Alias]) -> bool {
    looks(expr, |alias, _| aliases.contains(alias))
}

/// Whether an expression looks at a column.
pub(super) fn looks_at_column(expr: &mut Expr, of: &Alias, column: &str) -> bool {
    looks(expr, |alias, name| alias == of && name == column)
}

/// The names of all rows of a `select`.
pub(super) fn aliases(select: &Select) -> Vec<Alias> {
    let from = select.from.iter();
    let joined = select.joins.iter().map(|join| &join.relation);
    from.chain(joined)
        .map(|relation| relation.alias.clone())
        .collect()
}

/// Whether anything in a `select` looks at some rows, apart from the join that brings them.
pub(super) fn is_used(select: &mut Select, alias: &Alias) -> bool {
    let one = std::slice::from_ref(alias);
    let joins = select.joins.iter_mut();
    let others = joins.filter(|join| join.relation.alias != *alias);
    let on = others.filter_map(|join| join.on.as_mut());
    on.chain(select.outputs.iter_mut().map(|output| &mut output.expr))
        .chain(&mut select.filters)
        .chain(&mut select.groups)
        .chain(&mut select.group_filters)
        .chain(select.order.iter_mut().map(|key| &mut key.expr))
        .any(|expr| looks_at(expr, one))
}

/// Whether an expression looks at rows other than those of a name.
pub(super) fn looks_at_others(expr: &mut Expr, own: &Alias) -> bool {
    looks(expr, |alias, _| alias != own)
}
