//! One sentence for each kind of error and warning, in the words of who asks.

use crate::query::error::{DateFault, NoPath, QueryErrorKind, WarningKind};

/// What is wrong.
pub(super) fn of_error(kind: &QueryErrorKind) -> String {
    use QueryErrorKind as Kind;
    match kind {
        Kind::UnknownStage { word, .. } => format!("there is no stage `{word}`"),
        Kind::SqlHabit { .. } => "queries start with a noun".to_owned(),
        Kind::Unclosed { open } => format!("this `{open}` is never closed"),
        Kind::Unopened { close } => format!("this `{close}` closes nothing"),
        Kind::WrongOperator { found, .. } => {
            let pairs = found
                .iter()
                .map(|(typed, own)| format!("`{own}` for `{typed}`"));
            format!("use {}", listed(pairs, "and"))
        }
        Kind::ChainedComparison { .. } => "comparisons do not chain".to_owned(),
        Kind::UnquotedName(_) => "names are quoted or handles".to_owned(),
        Kind::Incomplete {
            after,
            needs,
            examples,
        } => incomplete(after, needs, examples),
        Kind::TooDeep { limit } => format!("nested more than {limit} levels"),
        Kind::TooLong { limit } => format!("longer than {} KiB", limit / 1024),
        Kind::TooMany {
            what,
            limit: Some(limit),
        } => format!("more than {limit} {what} in one query"),
        Kind::TooMany { what, limit: None } => format!("too many {what} for one query"),
        Kind::UnknownField { row, name, .. } => format!("{row} have no `{name}`"),
        Kind::FieldGone {
            name,
            stage,
            position,
            ..
        } => format!("`{name}` was dropped by `{stage}` in stage {position}"),
        Kind::WrongClause { noun, lacks, .. } => format!("{noun} have no {lacks}"),
        Kind::ClausesNotJoined { .. } => "inside `where`, join clauses with `and`".to_owned(),
        Kind::Unexpected { found, .. } if found.is_empty() => {
            "something is missing at the end".to_owned()
        }
        Kind::Unexpected { found, .. } => format!("`{found}` cannot stand here"),
        Kind::UnknownFunction { name, .. } => format!("there is no function `{name}`"),
        Kind::UnknownSource { name, .. } => {
            format!("`{name}` is neither a noun nor the name of a query")
        }
        Kind::WrongArguments { function, .. } => format!("`{function}` takes other arguments"),
        Kind::DuplicateColumn { name } => format!("two columns are called `{name}`"),
        Kind::NoLink { from, to, .. } => format!("{from} do not lead to {to}"),
        _ => of_meaning(kind),
    }
}

/// What is wrong with the meaning of a query whose names are known.
fn of_meaning(kind: &QueryErrorKind) -> String {
    use QueryErrorKind as Kind;
    match kind {
        Kind::TypeMismatch { left, right, .. } => {
            format!("`{}` is {}, `{}` is {}", left.0, left.1, right.0, right.1)
        }
        Kind::WrongType {
            found,
            found_type,
            expected,
            ..
        } => format!("`{found}` is {found_type}, not {expected}"),
        Kind::UnknownMember { what, word, .. } => format!("no {what} `{word}`"),
        Kind::ToManyAsOne { owner, link, .. } => {
            format!("{owner} has many {link}; say which you mean")
        }
        Kind::AggregatePlace { call, .. } => format!("`{call}` works after grouping"),
        Kind::UnitMix { units, .. } => {
            let all = units.iter().map(|(unit, rows)| format!("{unit} {rows}"));
            let all: Vec<String> = all.collect();
            format!("values mix {} units ({})", units.len(), all.join(", "))
        }
        Kind::UnknownEntity { name, .. } => format!("nothing is called \"{name}\""),
        Kind::AmbiguousName { name, candidates } => {
            format!("\"{name}\" is {} entities", number_word(candidates.len()))
        }
        Kind::WrongKind {
            name,
            found,
            expected,
            ..
        } => format!("{name} is {found}, not {expected}"),
        Kind::UnknownOutlet { name, .. } => format!("no outlet is called \"{name}\""),
        Kind::BadDate { text, fault, .. } => match fault {
            DateFault::Month(month) => format!("there is no month {month}"),
            DateFault::Day(day) => format!("that month has no day {day}"),
            DateFault::Quarter(quarter) => format!("there is no quarter {quarter}"),
            DateFault::Either(_) => format!("`{text}` can be two days"),
            DateFault::Form | DateFault::MonthName(_) => format!("`{text}` is not a date"),
        },
        _ => of_shape(kind),
    }
}

/// What is wrong with the order of stages, the shape of rows, or the cost.
fn of_shape(kind: &QueryErrorKind) -> String {
    use QueryErrorKind as Kind;
    match kind {
        Kind::MisplacedStage {
            stage,
            needs,
            ended_by,
            ..
        } if ended_by == "the source" => format!("`{stage}` needs {needs}"),
        Kind::MisplacedStage {
            stage,
            needs,
            ended_by,
            ..
        } => format!("`{stage}` needs {needs}; `{ended_by}` merged them"),
        Kind::ChartNotLast => "`chart` ends a query".to_owned(),
        Kind::NeedsOrder { function, .. } => format!("`{function}` needs an order"),
        Kind::PivotTooWide { columns, limit, .. } => {
            format!("{} columns (limit {limit})", thousands(*columns))
        }
        Kind::SetShapes { left, right } => {
            format!(
                "left has ({}), right has ({})",
                left.join(", "),
                right.join(", ")
            )
        }
        Kind::LookupNotUnique { name, on, example } => {
            let shown = example
                .as_ref()
                .map(|(key, rows)| format!(" ({key}: {rows})"));
            format!(
                "`{name}` has several rows per {on}{}",
                shown.unwrap_or_default()
            )
        }
        Kind::CellNotUnique {
            path,
            head,
            row,
            values,
            ..
        } => {
            let row = if row.is_empty() {
                String::new()
            } else {
                format!(" of {row}")
            };
            format!("`pivot {path}` has {values} values for the cell `{head}`{row}")
        }
        Kind::PathLength { steps: 0, .. } => "a path has at least one step".to_owned(),
        Kind::PathLength { steps, limit } => {
            format!("a path of {steps} steps is not searched (limit {limit})")
        }
        Kind::ParameterUnset { name, type_name } => {
            let declared = type_name.as_ref().map(|name| format!(": {name}"));
            format!("`${name}{}` has no value", declared.unwrap_or_default())
        }
        Kind::ParameterValue {
            name,
            type_name,
            value,
        } => match type_name {
            Some(type_name) => format!("`{value}` is no value for `${name}: {type_name}`"),
            None => format!("`{value}` is no value for `${name}`"),
        },
        Kind::UnknownParameter(unknown) => {
            format!("the question has no parameter `${}`", unknown.name)
        }
        Kind::TooExpensive {
            limit,
            rows_read,
            stage,
        } => {
            let read = rows_read.map(|rows| format!(" having read over {} rows", roughly(rows)));
            let slow = stage.map(|stage| format!("; the slow part is stage {stage}"));
            let (read, slow) = (read.unwrap_or_default(), slow.unwrap_or_default());
            format!("stopped after {} s{read}{slow}", limit.as_secs_f64())
        }
        // The others are told before it comes to this.
        _ => kind.code().to_owned(),
    }
}

/// What is worth saying.
pub(super) fn of_warning(kind: &WarningKind) -> String {
    match kind {
        WarningKind::EmptyBecause { without, instead } => {
            let others = instead.iter();
            let others = others.map(|(way, rows)| format!("`{way}` gives {}", thousands(*rows)));
            let without = without
                .iter()
                .map(|(clause, rows)| format!("dropping `{clause}` gives {}", thousands(*rows)));
            let parts: Vec<String> = others.chain(without).collect();
            match parts.join("; ").split_at_checked(1) {
                Some((first, rest)) => format!("no rows. {}{rest}", first.to_uppercase()),
                None => "no rows. Dropping any one of its conditions gives none either".to_owned(),
            }
        }
        WarningKind::RepeatedSum { .. } => {
            "this sum counts the same happening again for each report of it".to_owned()
        }
        WarningKind::NoPath(reason) => no_path(reason),
        WarningKind::Shadowed { name } => format!("this `{name}` hides another one"),
    }
}

fn incomplete(after: &str, needs: &str, examples: &[String]) -> String {
    let shown: Vec<String> = examples.iter().map(|text| format!("`{text}`")).collect();
    let examples = if shown.is_empty() {
        String::new()
    } else {
        format!(", e.g. {}", shown.join(", "))
    };
    if after.is_empty() {
        format!("the query needs {needs}{examples}")
    } else {
        format!("`{after}` needs {needs}{examples}")
    }
}

/// `a, b and c`
pub(super) fn listed(items: impl Iterator<Item = String>, last: &str) -> String {
    let mut items: Vec<String> = items.collect();
    match items.pop() {
        None => String::new(),
        Some(only) if items.is_empty() => only,
        Some(end) => format!("{} {last} {end}", items.join(", ")),
    }
}

fn number_word(number: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five"];
    words
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// `4.1 M`: large numbers to two digits, never above what they are.
fn roughly(number: u64) -> String {
    match number {
        0..10_000 => thousands(number),
        10_000..1_000_000 => format!("{},000", number / 1000),
        _ => format!(
            "{}.{} M",
            thousands(number / 1_000_000),
            number / 100_000 % 10
        ),
    }
}

/// `1,204`
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn no_path(reason: &NoPath) -> String {
    let amount = |steps: u64| {
        if steps == 1 {
            "1 step".to_owned()
        } else {
            format!("{steps} steps")
        }
    };
    match reason {
        NoPath::SameEnds { name } => format!("no path: {name} is both of its ends"),
        NoPath::NoLinks { name } => format!("no path: {name} is linked with nobody"),
        NoPath::Longer { steps } => {
            format!(
                "no path so short: the shortest has {}; say `max {steps}`",
                amount(*steps)
            )
        }
        NoPath::UpTo { steps } => format!("no path of up to {}", amount(*steps)),
        NoPath::Apart => "no path: no chain of links of any length joins the two".to_owned(),
        NoPath::OtherWay { steps } => format!(
            "no path this way: a quote links who speaks with whom he speaks of, not back; the other \
             way round there is one of {}",
            amount(*steps)
        ),
    }
}
