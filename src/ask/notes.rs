//! Counts of what an answer leaves out → sentences for its footer.

use crate::model::date::Precision;
use crate::query::FootnoteKind;
use crate::value::{Rows, Value, thousands};

/// The sentence about a footnote's rows; `None` where there is nothing to tell.
pub(super) fn sentence(kind: &FootnoteKind, counted: &Rows) -> Option<String> {
    match kind {
        FootnoteKind::UndatedLeftOut { noun } => {
            let n = number(counted)?;
            Some(format!("{} without a date left out", amount(n, noun)))
        }
        FootnoteKind::UndatedInBin { noun } => {
            let n = number(counted)?;
            Some(format!("{} without a date", amount(n, noun)))
        }
        FootnoteKind::TooVague { bin, .. } => {
            let is_finer = |word: &str| {
                let mut all = Precision::ALL.iter();
                all.any(|known| known.word() == word && known <= bin)
            };
            let (long, vague): (Vec<_>, Vec<_>) = words(counted)
                .into_iter()
                .partition(|(word, _)| is_finer(word));
            let n_long: i64 = long.iter().map(|(_, n)| n).sum();
            let long =
                (n_long > 0).then(|| format!("{} across several {}s", grouped(n_long), bin.word()));
            let vague = vague
                .iter()
                .map(|(word, n)| format!("{} dated only to the {word}", grouped(*n)));
            let parts: Vec<String> = long.into_iter().chain(vague).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        FootnoteKind::Units { .. }
        | FootnoteKind::Unique { .. }
        | FootnoteKind::Cells { .. }
        | FootnoteKind::Heads { .. } => None,
        FootnoteKind::Modality => {
            let parts = words(counted);
            let parts: Vec<String> = parts
                .iter()
                .map(|(word, n)| format!("{} {word}", grouped(*n)))
                .collect();
            (!parts.is_empty()).then(|| format!("includes {}", parts.join(", ")))
        }
    }
}

/// Of the rows that lie in no bin of time: those whose dates are too vague for it, less those without a date.
pub(super) fn vague_or_undated(kind: &FootnoteKind, counted: &Rows) -> i64 {
    match kind {
        FootnoteKind::TooVague { .. } => words(counted).iter().map(|(_, n)| n).sum(),
        FootnoteKind::UndatedInBin { .. } => -number(counted).unwrap_or_default(),
        _ => 0,
    }
}

fn grouped(n: i64) -> String {
    thousands(&n.to_string())
}

fn number(counted: &Rows) -> Option<i64> {
    match counted.records.first()?.first()? {
        Value::Integer(number) if *number > 0 => Some(*number),
        _ => None,
    }
}

fn words(counted: &Rows) -> Vec<(String, i64)> {
    let pair = |record: &Vec<Value>| match record.as_slice() {
        [Value::Text(word), Value::Integer(number)] if *number > 0 => Some((word.clone(), *number)),
        _ => None,
    };
    counted.records.iter().filter_map(pair).collect()
}

/// `1 event`, `3 events`; nouns come in the plural.
fn amount(n: i64, noun: &str) -> String {
    let singular = match noun {
        "people" => "person".to_owned(),
        "entities" => "entity".to_owned(),
        other => other.strip_suffix('s').unwrap_or(other).to_owned(),
    };
    if n == 1 {
        format!("1 {singular}")
    } else {
        format!("{} {noun}", grouped(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(records: Vec<Vec<Value>>) -> Rows {
        Rows {
            columns: Vec::new(),
            records,
        }
    }

    #[test]
    fn nothing_left_out_says_nothing() {
        let none = rows(vec![vec![Value::Integer(0)]]);
        assert_eq!(
            sentence(&FootnoteKind::UndatedInBin { noun: "events" }, &none),
            None
        );
        assert_eq!(sentence(&FootnoteKind::Modality, &rows(Vec::new())), None);
    }

    #[test]
    fn what_is_not_asserted_is_counted_by_modality() {
        let counted = rows(vec![
            vec![Value::Text("denied".into()), Value::Integer(1)],
            vec![Value::Text("planned".into()), Value::Integer(2)],
        ]);
        let said = sentence(&FootnoteKind::Modality, &counted);
        assert_eq!(said.as_deref(), Some("includes 1 denied, 2 planned"));
    }

    #[test]
    fn one_is_singular() {
        let one = rows(vec![vec![Value::Integer(1)]]);
        let said = sentence(&FootnoteKind::UndatedLeftOut { noun: "people" }, &one);
        assert_eq!(said.as_deref(), Some("1 person without a date left out"));
    }
}
