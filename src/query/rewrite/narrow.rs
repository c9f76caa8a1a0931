//! A pass over all mentions looks up in each one's article only what it needs: that is put together
//! beforehand, as a small table, for rows of articles are long and each has many mentions.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::joined::Joined;
use super::visit::{Pass, visit_expr};
use crate::query::plan::{Alias, Expr, Query, Relation, Rows, Select, Shared};

pub(super) struct Narrow;

impl Pass for Narrow {
    fn select(&mut self, select: &mut Select) {
        let is_whole_pass = matches!(
            select.from,
            Some(Relation {
                rows: Rows::Table("mention" | "sentence"),
                ..
            })
        ) && select.filters.is_empty()
            && !select.groups.is_empty()
            && select.shared.is_empty();
        let [join] = select.joins.as_slice() else {
            return;
        };
        let Some(article) = Joined::of(join).filter(|joined| joined.table == "article") else {
            return;
        };
        if !is_whole_pass {
            return;
        }
        let columns = columns_of(select, &article.alias);
        let shared = Alias(format!("{}_needed", article.alias.0).into());
        let mut needed = Select::table(&article.alias, article.table);
        for (name, is_nullable) in columns {
            let column = Expr::field(&article.alias, &name, is_nullable);
            needed = needed.output(&name, column);
        }
        select.joins[0].relation.rows = Rows::Shared(shared.clone());
        select.shared.push(Shared {
            alias: shared,
            query: Query::from(needed),
            is_recursive: false,
        });
    }
}

/// The columns of some rows that a `select` looks at, and whether they may be null.
fn columns_of(select: &Select, of: &Alias) -> BTreeSet<(Rc<str>, bool)> {
    struct Columns<'alias>(&'alias Alias, BTreeSet<(Rc<str>, bool)>);
    impl Pass for Columns<'_> {
        fn expr(&mut self, expr: &mut Expr) {
            if let Expr::Column {
                alias,
                name,
                is_nullable,
            } = expr
                && alias == self.0
            {
                self.1.insert((name.clone(), *is_nullable));
            }
        }
    }
    let mut columns = Columns(of, BTreeSet::new());
    let mut whole = Expr::Scalar(Box::new(Query::from(select.clone())));
    visit_expr(&mut whole, &mut columns);
    // A column is one, whatever is known of it in one place.
    let nullable: BTreeSet<Rc<str>> = columns
        .1
        .iter()
        .filter(|(_, is_nullable)| *is_nullable)
        .map(|(name, _)| name.clone())
        .collect();
    let each = columns.1.into_iter();
    each.map(|(name, is_nullable)| (name.clone(), is_nullable || nullable.contains(&name)))
        .collect()
}
