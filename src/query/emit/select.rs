//! `select` statements.

use super::Dialect;
use super::aggregate::ordered;
use super::expr;
use super::found::found;
use super::writer::Writer;
use crate::query::catalog::Link;
use crate::query::plan::{
    Expr, Join, Nulls, Order, Output, Query, Relation, Rows, Select, SetOperator,
};

/// Writes a query.
pub(super) fn query(writer: &mut Writer, query: &Query) {
    match query {
        Query::Select(select) => self::select(writer, select),
        Query::Set {
            operator,
            left,
            right,
        } => {
            side(writer, left);
            writer.line();
            writer.push(match operator {
                SetOperator::Union => "UNION",
                SetOperator::UnionAll => "UNION ALL",
                SetOperator::Except => "EXCEPT",
                SetOperator::Intersect => "INTERSECT",
            });
            writer.line();
            side(writer, right);
        }
    }
}

/// Writes one side of a set operation. SQLite allows no parentheses there and combines from the left,
/// so what would need them becomes a query in `from`.
fn side(writer: &mut Writer, side: &Query) {
    let needs_wrapping = match side {
        Query::Set { .. } => true,
        Query::Select(select) => {
            !select.order.is_empty()
                || select.limit.is_some()
                || select.offset > 0
                || !select.shared.is_empty()
        }
    };
    if needs_wrapping {
        writer.push("SELECT * FROM ");
        writer.nested(|writer| query(writer, side));
        writer.push(" AS side");
    } else {
        query(writer, side);
    }
}

fn select(writer: &mut Writer, select: &Select) {
    shared(writer, select);
    writer.push("SELECT ");
    writer.list(&select.outputs, ", ", output);
    if let Some(from) = &select.from {
        writer.line();
        writer.push("FROM ");
        relation(writer, from);
    }
    for join in &select.joins {
        self::join(writer, join);
    }
    conditions(writer, "WHERE ", &select.filters);
    if !select.groups.is_empty() {
        writer.line();
        writer.push("GROUP BY ");
        writer.list(&select.groups, ", ", key);
    }
    conditions(writer, "HAVING ", &select.group_filters);
    if !select.order.is_empty() {
        writer.line();
        writer.push("ORDER BY ");
        order_keys(writer, &select.order);
    }
    limit(writer, select);
}

fn output(writer: &mut Writer, output: &Output) {
    if writer.is_nested() {
        ordered(writer, &output.expr);
    } else {
        expr::value(writer, &output.expr);
    }
    let is_same_name = matches!(&output.expr, Expr::Column { name, .. } if *name == output.name);
    if !is_same_name {
        writer.push(" AS ");
        writer.identifier(&output.name);
    }
}

fn shared(writer: &mut Writer, select: &Select) {
    if select.shared.is_empty() {
        return;
    }
    let is_recursive = select.shared.iter().any(|shared| shared.is_recursive);
    writer.push(if is_recursive {
        "WITH RECURSIVE "
    } else {
        "WITH "
    });
    writer.list(&select.shared, ", ", |writer, shared| {
        writer.identifier(&shared.alias.0);
        writer.push(if shared.is_recursive {
            " AS "
        } else {
            " AS MATERIALIZED "
        });
        writer.nested(|writer| query(writer, &shared.query));
    });
    writer.line();
}

fn relation(writer: &mut Writer, relation: &Relation) {
    let own_name: &str = match &relation.rows {
        Rows::Table(table) => {
            writer.identifier(table);
            table
        }
        Rows::Shared(name) => {
            writer.identifier(&name.0);
            &name.0
        }
        Rows::Link(link) => link_rows(writer, *link),
        Rows::Found(later) => {
            found(writer, *later);
            ""
        }
        Rows::Query(inner) => {
            writer.nested(|writer| query(writer, inner));
            ""
        }
    };
    if *relation.alias.0 != *own_name {
        writer.push(" AS ");
        writer.identifier(&relation.alias.0);
    }
}

/// Writes the rows of a link; returns their own name, if they have one.
fn link_rows(writer: &mut Writer, link: Link) -> &'static str {
    const CLUSTER_ARTICLE: [&str; 4] = [
        "SELECT story AS cluster, key AS article FROM article WHERE story IS NOT NULL",
        "UNION SELECT cluster, article FROM event WHERE cluster IS NOT NULL",
        "UNION SELECT cluster, article FROM quote WHERE cluster IS NOT NULL",
        "UNION SELECT cluster, article FROM figure WHERE cluster IS NOT NULL",
    ];
    match link {
        Link::Participant => {
            writer.push("participant");
            "participant"
        }
        Link::ClusterArticle => {
            writer.nested(|writer| {
                for (position, line) in CLUSTER_ARTICLE.into_iter().enumerate() {
                    if position > 0 {
                        writer.line();
                    }
                    writer.push(line);
                }
            });
            ""
        }
    }
}

fn join(writer: &mut Writer, join: &Join) {
    writer.line();
    writer.push(match (join.is_outer, &join.on) {
        (true, _) => "LEFT JOIN ",
        (false, Some(_)) => "JOIN ",
        (false, None) => "CROSS JOIN ",
    });
    relation(writer, &join.relation);
    if let Some(on) = &join.on {
        writer.push(" ON ");
        expr::value(writer, on);
    }
}

fn conditions(writer: &mut Writer, word: &str, conditions: &[Expr]) {
    if conditions.is_empty() {
        return;
    }
    writer.line();
    writer.push(word);
    expr::chain(writer, conditions, " AND ", expr::conjunct);
}

fn limit(writer: &mut Writer, select: &Select) {
    if let Some(limit) = select.limit {
        writer.line();
        writer.push(&format!("LIMIT {limit}"));
    } else if select.offset > 0 {
        writer.line();
        let no_limit = writer.dialect().no_limit();
        writer.push(no_limit);
    }
    if select.offset > 0 {
        writer.push(&format!(" OFFSET {}", select.offset));
    }
}

/// Writes what rows are grouped or ordered by. A number there would be the position of a column, and
/// PostgreSQL takes no other constant.
fn key(writer: &mut Writer, key: &Expr) {
    if matches!(
        key,
        Expr::Number(_) | Expr::Word(_) | Expr::Null | Expr::Bool(_)
    ) {
        writer.push("CASE WHEN TRUE THEN ");
        expr::value(writer, key);
        writer.push(" END");
    } else {
        expr::value(writer, key);
    }
}

/// Writes the keys of an order. Nulls stand last in both directions unless a key says otherwise.
pub(super) fn order_keys(writer: &mut Writer, keys: &[Order]) {
    writer.list(keys, ", ", |writer, by| {
        let collation = writer.dialect().code_point_order();
        if by.is_text && !collation.is_empty() {
            expr::atom(writer, &by.expr);
            writer.push(collation);
        } else {
            key(writer, &by.expr);
        }
        if by.descending {
            writer.push(" DESC");
        }
        let (are_first, words) = match by.nulls {
            _ if !by.expr.is_nullable() => return,
            Nulls::Anywhere => return,
            Nulls::First => (true, " NULLS FIRST"),
            Nulls::Last => (false, " NULLS LAST"),
        };
        let by_itself = match writer.dialect() {
            Dialect::Sqlite => by.descending != are_first,
            Dialect::Postgres => by.descending == are_first,
        };
        if !by_itself {
            writer.push(words);
        }
    });
}
