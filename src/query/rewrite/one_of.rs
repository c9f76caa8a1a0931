//! `x = 1 or x = 2 or x in (3, 4)` → `x in (1, 2, 3, 4)`: one search of an index, and no limit on how
//! many there may be (SQLite stops at a thousand `or`).

use super::visit::Pass;
use crate::query::plan::{Binary, Expr};

pub(super) struct OneOf;

impl Pass for OneOf {
    fn expr(&mut self, expr: &mut Expr) {
        let Expr::Or(any) = expr else {
            return;
        };
        let mut kept: Vec<Expr> = Vec::new();
        for part in std::mem::take(any) {
            match among(part) {
                Ok((tested, values)) => add(&mut kept, tested, values),
                Err(other) => kept.push(other),
            }
        }
        for part in &mut kept {
            // A single value stays an equation.
            if let Expr::In(tested, values) = part
                && values.len() == 1
                && let Some(value) = values.pop()
            {
                let tested = std::mem::replace(&mut **tested, Expr::Null);
                *part = tested.binary(Binary::Equal, value);
            }
        }
        *expr = match kept.len() {
            1 => kept.remove(0),
            _ => Expr::Or(kept),
        };
    }
}

/// The column and the constants that a condition compares it with; else the condition.
fn among(condition: Expr) -> Result<(Expr, Vec<Expr>), Expr> {
    match condition {
        Expr::Binary(Binary::Equal, left, right) if is_column(&left) && is_constant(&right) => {
            Ok((*left, vec![*right]))
        }
        Expr::In(tested, values) if is_column(&tested) && values.iter().all(is_constant) => {
            Ok((*tested, values))
        }
        other => Err(other),
    }
}

/// Adds values to the test of the same column, at the place of the first.
fn add(kept: &mut Vec<Expr>, tested: Expr, values: Vec<Expr>) {
    let known = kept.iter_mut().find_map(|part| match part {
        Expr::In(column, list) if **column == tested && list.iter().all(is_constant) => Some(list),
        _ => None,
    });
    match known {
        Some(list) => {
            for value in values {
                if !list.contains(&value) {
                    list.push(value);
                }
            }
        }
        None => kept.push(Expr::In(Box::new(tested), values)),
    }
}

fn is_column(expr: &Expr) -> bool {
    matches!(expr, Expr::Column { .. })
}

fn is_constant(expr: &Expr) -> bool {
    matches!(expr, Expr::Bound(_) | Expr::Number(_) | Expr::Word(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::plan::Alias;

    fn column(name: &str) -> Expr {
        Expr::field(&Alias("event".into()), name, true)
    }

    fn is(name: &str, value: i64) -> Expr {
        column(name).binary(Binary::Equal, Expr::Number(value))
    }

    fn rewritten(mut expr: Expr) -> Expr {
        OneOf.expr(&mut expr);
        expr
    }

    #[test]
    fn equations_of_one_column_become_a_list() {
        let list = [1, 2, 3].map(Expr::Number).to_vec();
        let expected = Expr::In(Box::new(column("kind")), list);
        let any = vec![is("kind", 1), is("kind", 2), is("kind", 1), is("kind", 3)];
        assert_eq!(rewritten(Expr::Or(any)), expected);
    }

    #[test]
    fn other_conditions_stay_beside_the_list() {
        let any = vec![is("kind", 1), is("place", 9), is("kind", 2)];
        let list = [1, 2].map(Expr::Number).to_vec();
        let expected = vec![Expr::In(Box::new(column("kind")), list), is("place", 9)];
        assert_eq!(rewritten(Expr::Or(any)), Expr::Or(expected));
    }

    #[test]
    fn what_compares_columns_stays() {
        let own = column("actor").binary(Binary::Equal, column("target"));
        let any = Expr::Or(vec![own.clone(), own]);
        assert_eq!(rewritten(any.clone()), any);
    }
}
