//! `fill`: the bins of time that grouping has left out.

use super::frame::{Bin, Frame, Named, SortBy};
use super::value::{Typed, Value};
use super::wrap::{Outputs, select_from};
use super::{Outcome, Resolver, error};
use crate::query::ast::Path;
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{
    Aggregate, Alias, Binary, Expr, Join, Output, Query, Relation, Rows, Select, SetOperator,
    Shared,
};
use crate::span::Span;

impl Resolver<'_> {
    /// Adds the bins between the first and the last, for each combination of the other keys.
    pub(super) fn fill(&mut self, frame: Frame, path: Option<&Path>, span: Span) -> Outcome<Frame> {
        let mut frame = self.open(frame);
        let wanted = match path {
            Some(path) => {
                self.path(&mut frame, path)?;
                Some(path.segments[path.segments.len() - 1].text.clone())
            }
            None => None,
        };
        let bin = frame.columns.iter().position(|column| {
            let is_wanted = wanted.as_ref().is_none_or(|name| **name == *column.name);
            is_wanted && column.is_key && column.bin.is_some()
        });
        let Some(bin) = bin else {
            return error(
                QueryErrorKind::MisplacedStage {
                    stage: "fill".to_owned(),
                    needs: "rows grouped by a bin of time".to_owned(),
                    ended_by: frame.ended.unwrap_or("the source").to_owned(),
                    fix: Some("count by month(date) | fill".to_owned()),
                },
                span,
            );
        };
        Ok(self.filled(frame, bin))
    }

    fn filled(&mut self, mut frame: Frame, bin: usize) -> Frame {
        // Rows that have all keys in common stand as they stood before.
        let is_key = |tie: &SortBy| {
            let mut keys = frame.columns.iter().filter(|column| column.is_key);
            keys.any(|key| key.value.expr() == tie.value.expr())
        };
        let ties: Vec<SortBy> = frame
            .ties
            .iter()
            .filter(|it| !is_key(it))
            .cloned()
            .collect();
        let n_columns = frame.columns.len();
        for (number, tie) in ties.iter().enumerate() {
            let name = format!(" tie {number}");
            frame.columns.push(Named::new(&name, tie.value.clone()));
        }
        let mut outputs = Outputs::new(self.alias("base"));
        let base = outputs.alias().clone();
        let inside: Vec<Typed> = frame
            .columns
            .iter()
            .map(|column| outputs.add_again(&column.name, &column.value))
            .collect();
        let mut select = frame.select.clone();
        select.outputs = outputs.into_list();
        let names: Vec<std::rc::Rc<str>> = select
            .outputs
            .iter()
            .map(|output| output.name.clone())
            .collect();
        let bins = self.bins(&base, &names[bin], frame.columns[bin].bin);
        let query = self.bins_and_rest(&frame.columns, (bin, &names), &base, &bins.alias);
        let alias = self.alias("filled");
        let mut outer = select_from(&alias, query);
        outer.shared = vec![
            Shared {
                alias: base,
                query: Query::from(select),
                is_recursive: false,
            },
            bins,
        ];
        let outside = |value: &Typed, position: usize| Typed {
            value: Value::Plain(Expr::field(&alias, &names[position], true)),
            ..value.clone()
        };
        let mut result = Frame::new(outer);
        result.columns = frame
            .columns
            .iter()
            .enumerate()
            .map(|(position, column)| Named {
                value: outside(&inside[position], position),
                ..column.clone()
            })
            .collect();
        let keys: Vec<_> = result
            .columns
            .iter()
            .filter(|column| column.is_key)
            .map(|column| SortBy::ascending(column.value.clone()))
            .collect();
        result.natural = super::frame::Natural::Keys(keys.clone());
        result.ties = keys;
        let values = result.columns.split_off(n_columns).into_iter();
        let ties = ties.into_iter().zip(values);
        result.ties.extend(ties.map(|(tie, column)| SortBy {
            value: column.value,
            ..tie
        }));
        result.shown = frame.shown;
        result.gone = frame.gone;
        result.ended = frame.ended;
        result.footnotes = frame.footnotes;
        result.spread = frame.spread;
        result.is_grouped = true;
        result.n_keys = frame.n_keys;
        result
    }

    /// Every bin from the first to the last, by recursion.
    fn bins(&mut self, base: &Alias, name: &str, bin: Option<Bin>) -> Shared {
        let alias = self.alias("bins");
        let column = Expr::field(base, name, true);
        let end = |function| {
            from_shared(base).output("bin", Expr::Aggregate(function, vec![column.clone()]))
        };
        let current = Expr::field(&alias, "bin", true);
        let next = match bin {
            Some(Bin::Year) => current.clone().binary(Binary::Add, Expr::Number(1)),
            _ => Expr::Call(Function::DateNext, vec![current.clone()]),
        };
        let last = Expr::Scalar(Box::new(Query::from(end(Aggregate::Max))));
        let more = from_shared(&alias)
            .output("bin", next)
            .filter(current.binary(Binary::Less, last));
        Shared {
            alias,
            query: Query::Set {
                operator: SetOperator::UnionAll,
                left: Box::new(Query::from(end(Aggregate::Min))),
                right: Box::new(Query::from(more)),
            },
            is_recursive: true,
        }
    }

    fn bins_and_rest(
        &mut self,
        columns: &[Named],
        (bin, names): (usize, &[std::rc::Rc<str>]),
        base: &Alias,
        bins: &Alias,
    ) -> Query {
        let others = self.alias("others");
        let other_keys: Vec<usize> = (0..columns.len())
            .filter(|at| *at != bin && columns[*at].is_key)
            .collect();
        let the_bin = Expr::field(bins, "bin", true);
        let mut on = Expr::field(base, &names[bin], true).binary(Binary::Equal, the_bin.clone());
        let mut full = from_shared(bins).filter(the_bin.clone().is_null().negated());
        if !other_keys.is_empty() {
            let mut combinations = from_shared(base);
            for at in &other_keys {
                let key = Expr::field(base, &names[*at], true);
                combinations.groups.push(key.clone());
                combinations = combinations.output(&names[*at], key.clone());
                on = on.and(key.binary(Binary::Same, Expr::field(&others, &names[*at], true)));
            }
            full.joins.push(Join {
                relation: Relation {
                    alias: others.clone(),
                    rows: Rows::Query(Query::from(combinations)),
                },
                is_outer: false,
                on: None,
            });
        }
        full.joins.push(Join {
            relation: Relation {
                alias: base.clone(),
                rows: Rows::Shared(base.clone()),
            },
            is_outer: true,
            on: Some(on),
        });
        let value = |at: usize| {
            let own = Expr::field(base, &names[at], true);
            if at == bin {
                the_bin.clone()
            } else if columns[at].is_key {
                Expr::field(&others, &names[at], true)
            } else if columns[at].is_count && columns[at].value.is_nullable() {
                // What a row that is there does not know, it does not know afterwards.
                let is_added = Expr::field(base, &names[bin], true).is_null();
                Expr::Case(vec![(is_added, Expr::Number(0))], Some(Box::new(own)))
            } else if columns[at].is_count {
                Expr::Call(Function::Coalesce, vec![own, Expr::Number(0)])
            } else {
                own
            }
        };
        full.outputs = (0..columns.len())
            .map(|at| Output {
                name: names[at].clone(),
                expr: value(at),
            })
            .collect();
        let is_missing = Expr::field(base, &names[bin], true).is_null();
        let mut rest = from_shared(base).filter(is_missing);
        rest.outputs = names
            .iter()
            .map(|name| Output {
                name: name.clone(),
                expr: Expr::field(base, name, true),
            })
            .collect();
        Query::Set {
            operator: SetOperator::UnionAll,
            left: Box::new(Query::from(full)),
            right: Box::new(Query::from(rest)),
        }
    }
}

fn from_shared(alias: &Alias) -> Select {
    Select {
        from: Some(Relation {
            alias: alias.clone(),
            rows: Rows::Shared(alias.clone()),
        }),
        ..Select::default()
    }
}
