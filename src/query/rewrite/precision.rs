//! `precision(date) in (month, year)` → its codes: a number is compared, no word is made for each row.

use super::visit::Pass;
use crate::model::date::Precision;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr};
use crate::value::Parameter;

pub(super) struct PrecisionCodes;

impl Pass for PrecisionCodes {
    fn expr(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Binary(Binary::Equal | Binary::Same, left, right) => {
                if let (Some(code), Some(number)) = (coded(left), number(right)) {
                    **left = code;
                    **right = number;
                }
            }
            Expr::In(tested, words) => {
                let numbers: Option<Vec<Expr>> = words.iter().map(number).collect();
                if let (Some(code), Some(numbers)) = (coded(tested), numbers) {
                    **tested = code;
                    *words = numbers;
                }
            }
            _ => {}
        }
    }
}

/// What a word is made of.
fn coded(expr: &Expr) -> Option<Expr> {
    match expr {
        Expr::Call(Function::PrecisionWord, arguments) => arguments.first().cloned(),
        _ => None,
    }
}

fn number(word: &Expr) -> Option<Expr> {
    let word = match word {
        Expr::Word(word) => *word,
        Expr::Bound(Parameter::Text(text)) => text.as_str(),
        _ => return None,
    };
    let mut all = Precision::ALL.into_iter();
    let found = all.find(|precision| precision.word() == word)?;
    Some(Expr::Number(i64::from(found.code())))
}
