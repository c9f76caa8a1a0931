//! Aggregates over the rows that the rows of a group are linked to. A linked row counts once for each row
//! of the group that leads to it; only `distinct` and `list` look at it as one.

use super::aggregate::{Word, scalar, total};
use super::elements::Elements;
use super::value::{Type, Typed};
use super::{Outcome, Resolver};
use crate::query::ast::Call;
use crate::query::functions::Function;
use crate::query::plan::{Aggregate, Binary, Expr};

impl Resolver<'_> {
    /// The aggregate of what the rows of a group are linked to: made of one value, or one list, for each
    /// row.
    pub(super) fn links_of_group(
        &mut self,
        key: &Expr,
        elements: Elements,
        call: &Call,
        word: Word,
    ) -> Outcome<Typed> {
        let over = match word {
            Word::Count => {
                let each = self.over_links(key, elements, call, word)?;
                return Ok(total(&each));
            }
            Word::Distinct => {
                let each = keys_of_links(key, elements);
                let all = Expr::Aggregate(Aggregate::Merged, vec![each]);
                let number = Expr::Call(Function::ListLength, vec![all]);
                return Ok(Typed::new(Type::Int, number));
            }
            Word::Average => return self.average_of_links(key, elements, call),
            Word::Median | Word::Quantile | Word::Deviation => {
                return self.numbers_of_links(key, elements, call, word);
            }
            Word::First | Word::Last | Word::ArgMax => {
                return self.picked_of_links(key, elements, call, word);
            }
            Word::Sum => Aggregate::Sum,
            Word::Min => Aggregate::Min,
            Word::Max => Aggregate::Max,
            Word::List => Aggregate::Merged,
        };
        let each = self.over_links(key, elements, call, word)?;
        let all = Expr::Aggregate(over, vec![each.expr()]);
        Ok(Typed::new(each.kind, all))
    }

    /// The sum of all over the number of all.
    fn average_of_links(&mut self, key: &Expr, elements: Elements, call: &Call) -> Outcome<Typed> {
        let number = Expr::Aggregate(Aggregate::Count, vec![elements.value.expr()]);
        let number = Typed::new(Type::Int, number);
        let number = scalar(elements.frame.clone(), elements.owner.clone(), key, number);
        let sum = self.over_links(key, elements, call, Word::Sum)?;
        let [sum, number] =
            [sum, number].map(|it| Expr::Aggregate(Aggregate::Sum, vec![it.expr()]));
        Ok(Typed::new(Type::Num, sum.binary(Binary::Divide, number)))
    }

    /// A function that needs every number: those of each row are gathered in a list first.
    fn numbers_of_links(
        &mut self,
        key: &Expr,
        elements: Elements,
        call: &Call,
        word: Word,
    ) -> Outcome<Typed> {
        let mut frame = elements.frame.clone();
        let value = self.aggregated(&mut frame, &elements.value, call, word)?;
        let Expr::Aggregate(_, arguments) = value.expr() else {
            return Ok(value);
        };
        let mut arguments = arguments.into_iter();
        let numbers = Expr::Aggregate(Aggregate::Numbers, arguments.by_ref().take(1).collect());
        let numbers = Typed::new(Type::Text, numbers);
        let each = scalar(elements.frame, elements.owner, key, numbers).expr();
        let function = match word {
            Word::Deviation => Aggregate::DeviationOfLists,
            _ => Aggregate::QuantileOfLists,
        };
        let arguments = std::iter::once(each).chain(arguments).collect();
        Ok(Typed::new(Type::Num, Expr::Aggregate(function, arguments)))
    }

    /// The value of the linked row that is first or last: of each row its own, then of these.
    fn picked_of_links(
        &mut self,
        key: &Expr,
        elements: Elements,
        call: &Call,
        word: Word,
    ) -> Outcome<Typed> {
        let Elements {
            mut frame,
            owner,
            value,
        } = elements;
        let picked = self.aggregated(&mut frame, &value, call, word)?;
        let Expr::Aggregate(function, arguments) = picked.expr() else {
            return Ok(picked);
        };
        let [of, by, id] = arguments.as_slice() else {
            return Ok(picked);
        };
        // All three are of the same linked row, which has a value.
        let each = [of, by, id].map(|part| {
            let known = of.clone().is_null().negated();
            let part = Expr::Case(vec![(known, part.clone())], None);
            let own = Expr::Aggregate(function, vec![part, by.clone(), id.clone()]);
            let own = Typed::new(picked.kind.clone(), own);
            scalar(frame.clone(), owner.clone(), key, own).expr()
        });
        let all = Expr::Aggregate(function, each.into());
        Ok(Typed::new(picked.kind, all))
    }
}

/// The distinct values of the rows that a key owns, of rows their keys, as a list.
fn keys_of_links(key: &Expr, elements: Elements) -> Expr {
    let value = elements.value.expr();
    let list = Expr::Aggregate(Aggregate::List, vec![value.clone(), value]);
    let list = Typed::new(Type::List(Box::new(Type::Int)), list);
    scalar(elements.frame, elements.owner, key, list).expr()
}
