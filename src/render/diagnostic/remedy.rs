//! What to do about each kind of error: lines that can be pasted where that is possible.

use super::message::listed;
use super::name;
use crate::model::date::PartialDate;
use crate::query::error::{DateFault, QueryErrorKind, UnknownParameter, WarningKind};

/// Most fields or names that a list in a remedy shows.
const MOST: usize = 12;

/// What people call the day on which a text came into the database, which is no field of it.
const LOADED: [&str; 6] = ["loaded", "added", "imported", "ingested", "fetched", "new"];

/// Lines of help; none where nothing is known to help.
pub(super) fn of_error(kind: &QueryErrorKind) -> Vec<String> {
    use QueryErrorKind as Kind;
    match kind {
        Kind::UnknownStage { similar: Some(stage), .. } => one(meant(stage)),
        Kind::UnknownStage { stages, .. } => all_of("stages", stages, "stages"),
        Kind::SqlHabit { fix } => one(fix
            .as_ref()
            .map_or_else(|| "`articles | select title`".to_owned(), |fix| format!("`{fix}`"))),
        Kind::Unclosed { open } => one(format!("add `{}`", partner(*open))),
        Kind::Unopened { close } => one(format!("remove it, or add `{}` before it", partner(*close))),
        Kind::WrongOperator { fix, .. } | Kind::ClausesNotJoined { fix } => one(format!("`{fix}`")),
        Kind::ChainedComparison { fixes } if fixes.is_empty() => {
            one("join the conditions with `and`".to_owned())
        }
        Kind::ChainedComparison { fixes } => one(alternatives(fixes)),
        Kind::UnquotedName(unquoted) => one(name::unquoted(unquoted)),
        Kind::TooDeep { .. } => one("split it: name its parts with `let`".to_owned()),
        Kind::TooMany { .. } => one("ask for less at once, or in several queries".to_owned()),
        Kind::TooLong { .. } => one("split it, or pass long lists as a parameter".to_owned()),
        Kind::UnknownField { name, .. } if LOADED.contains(&name.to_lowercase().as_str()) => one(
            "what was loaded when is told by `dateline loads`; `published` is the date of an article"
                .to_owned(),
        ),
        Kind::UnknownField { similar, fields, .. } => fields_help(similar.as_deref(), fields),
        Kind::FieldGone { stage, fix: None, .. } => {
            one(format!("use it before the `{stage}`"))
        }
        Kind::FieldGone { stage, fix: Some(fix), .. } => {
            one(format!("use it before the `{stage}`, or keep it: `{fix}`"))
        }
        Kind::WrongClause { instead, .. } => {
            let clauses = instead.iter().map(|(clause, meaning)| {
                if meaning.is_empty() {
                    format!("`{clause}`")
                } else {
                    format!("`{clause}` ({meaning})")
                }
            });
            lines(listed(clauses, "or"))
        }
        Kind::Unexpected { found, expected, similar } => {
            let mut help = unexpected(expected, similar.as_deref());
            if found.eq_ignore_ascii_case("map") && expected.iter().any(|word| word == "`heat`") {
                help.push("maps are drawn in reports: `dateline help report`".to_owned());
            }
            help
        }
        Kind::UnknownFunction { similar: Some(name), .. } => one(meant(name)),
        Kind::UnknownFunction { functions, .. } => all_of("functions", functions, "functions"),
        Kind::UnknownSource { instead, .. } if !instead.is_empty() => {
            let each = instead.iter().map(|(query, tells)| match tells.as_str() {
                "" => format!("`{query}`"),
                tells => format!("`{query}` ({tells})"),
            });
            each.collect()
        }
        Kind::UnknownSource { similar, nouns, .. } => {
            let mut help: Vec<String> = similar.iter().map(|name| meant(name)).collect();
            help.extend(lines(shortened("nouns", nouns)));
            help
        }
        Kind::WrongArguments { signature, .. } => one(format!("`{signature}`")),
        Kind::DuplicateColumn { name } => one(format!("give one `{name}` another name, before a `=`")),
        Kind::NoLink { reachable, .. } => lines(shortened("reachable", reachable)),
        _ => of_meaning(kind),
    }
}

/// Lines of help for what is worth saying.
pub(super) fn of_warning(kind: &WarningKind) -> Vec<String> {
    match kind {
        WarningKind::RepeatedSum { fix: Some(fix) } => one(format!(
            "take one of each happening, `{fix}`, or see what each source says, `compare value across source`"
        )),
        _ => Vec::new(),
    }
}

fn of_meaning(kind: &QueryErrorKind) -> Vec<String> {
    use QueryErrorKind as Kind;
    match kind {
        Kind::TypeMismatch { fix, .. } | Kind::WrongType { fix, .. } => {
            fix.iter().map(|fix| format!("`{fix}`")).collect()
        }
        // Where nothing is compared, grouping is all the help.
        Kind::AggregatePlace { fix, .. } => fix
            .iter()
            .map(|fix| match fix.split_once(" | where ") {
                Some((grouped, condition)) if condition.ends_with('…') => format!("`{grouped}`"),
                _ => format!("`{fix}`"),
            })
            .collect(),
        Kind::UnknownMember {
            word,
            elsewhere: Some((what, fix)),
            ..
        } if fix.starts_with("figures ") => one(format!("numbers are figures: `{fix}`")),
        Kind::UnknownMember {
            word,
            elsewhere: Some((what, fix)),
            ..
        } => one(format!("`{word}` is {}: `{fix}`", with_article(what))),
        Kind::UnknownMember {
            similar,
            field,
            members,
            ..
        } => unknown_member(similar.as_ref(), field, members),
        Kind::ToManyAsOne { fixes, .. } | Kind::WrongKind { fixes, .. } if !fixes.is_empty() => {
            one(alternatives(fixes))
        }
        Kind::UnitMix { fixes, .. } => one(alternatives(fixes)),
        Kind::UnknownEntity {
            name,
            nearest,
            stands_for,
            is_in_texts,
        } => name::unknown(name, nearest, stands_for.as_ref(), *is_in_texts),
        Kind::AmbiguousName { candidates, .. } => name::candidates(candidates),
        Kind::UnknownOutlet { nearest, .. } => one(name::outlets(nearest)),
        Kind::BadDate {
            meant: Some(date),
            clause,
            today,
            ..
        } => {
            let clause = clause.map_or(String::new(), |clause| format!("{clause} "));
            let today = today
                .as_ref()
                .map(|day| format!(" (`{clause}{day}` today)"));
            one(format!(
                "did you mean `{clause}{date}`{}?",
                today.unwrap_or_default()
            ))
        }
        Kind::BadDate { fault, .. } => one(bad_date(*fault)),
        _ => of_shape(kind),
    }
}

fn of_shape(kind: &QueryErrorKind) -> Vec<String> {
    use QueryErrorKind as Kind;
    match kind {
        Kind::MisplacedStage { fix, stage, .. } => fix
            .iter()
            .map(|fix| match fix.strip_prefix(stage.as_str()) {
                Some(rest) if rest.contains('|') => format!("put it first: `{fix}`"),
                _ => format!("`{fix}`"),
            })
            .collect(),
        Kind::ChartNotLast => one("put `chart` last".to_owned()),
        Kind::NeedsOrder { fix, .. } => one(fix.clone()),
        Kind::PivotTooWide { path, limit, .. } => one(format!(
            "`top {limit} {path}` first, or swap rows and columns"
        )),
        Kind::SetShapes { left, right } if left.iter().all(|name| right.contains(name)) => {
            one(format!("`| select {}` on the right", left.join(", ")))
        }
        Kind::SetShapes { .. } => one("`select` the same columns on both sides".to_owned()),
        Kind::PathLength { steps: 0, .. } => one("`max 1`".to_owned()),
        Kind::PathLength { limit, .. } => one(format!("`max {limit}`")),
        Kind::LookupNotUnique { name, .. } => {
            one(format!("`join` to keep all, or group `{name}` first"))
        }
        Kind::CellNotUnique { fix, .. } => one(format!(
            "group first, so that each cell has one value: `{fix}`"
        )),
        Kind::ParameterUnset { name, type_name }
        | Kind::ParameterValue {
            name, type_name, ..
        } => {
            let example = example_value(type_name.as_deref().unwrap_or_default());
            one(format!(
                "`-p {name}={example}` (in the prompt `.param {name} {example}`)"
            ))
        }
        Kind::UnknownParameter(unknown) => unknown_parameter(unknown),
        Kind::TooExpensive { limit, .. } => {
            let more = (limit.as_secs() * 6).max(60);
            one(format!(
                "add a date or `of`, or allow more: `--timeout {more}` (in the prompt `.set timeout {more}`)"
            ))
        }
        _ => Vec::new(),
    }
}

fn bad_date(fault: DateFault) -> String {
    match fault {
        DateFault::Month(_) => "months are 01 to 12: `2016-06`".to_owned(),
        DateFault::MonthName(month) => {
            format!("write a month with its year: `2016-{month:02}`")
        }
        DateFault::Either(days) => {
            let [one, other] = days.map(PartialDate::day);
            format!("write `{one}` or `{other}`")
        }
        DateFault::Day(_) => "write the month alone if the day is not known: `2016-02`".to_owned(),
        DateFault::Quarter(_) => "quarters are `2016-Q1` to `2016-Q4`".to_owned(),
        DateFault::Form => {
            "dates are `2016`, `2016-Q2`, `2016-06`, `2016-06-09`, or relative: `ago(30d)`"
                .to_owned()
        }
    }
}

/// A value that a parameter of a type could be given.
fn example_value(type_name: &str) -> &'static str {
    match type_name {
        "int" => "30",
        "num" => "2.5",
        "bool" => "true",
        "date" | "instant" => "2016-06",
        "duration" => "30d",
        "entity" => "\"Daesh\"",
        "place" => "\"Syria\"",
        "list<entity>" => "\"Iran, Russia\"",
        "kind" => "airstrike",
        "modality" => "alleged",
        "measure" => "killed",
        _ => "\"…\"",
    }
}

fn unknown_parameter(unknown: &UnknownParameter) -> Vec<String> {
    let known: Vec<String> = unknown.known.iter().map(|it| format!("`${it}`")).collect();
    match &unknown.similar {
        Some(similar) => one(format!("did you mean `-p {similar}=…`?")),
        None if known.is_empty() => {
            one("it has no parameters; `param $who: entity` declares one".to_owned())
        }
        None => one(format!("its parameters: {}", known.join(", "))),
    }
}

/// A whole closed set of words, and where each is explained.
fn all_of(title: &str, words: &[&'static str], topic: &str) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    one(format!(
        "{title}: {}; `dateline help {topic}` tells what each does",
        words.join(", ")
    ))
}

fn with_article(what: &str) -> String {
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {what}")
}

fn one(help: String) -> Vec<String> {
    vec![help]
}

fn lines(help: String) -> Vec<String> {
    if help.is_empty() {
        Vec::new()
    } else {
        vec![help]
    }
}

fn meant(word: &str) -> String {
    format!("did you mean `{word}`?")
}

fn alternatives(fixes: &[String]) -> String {
    listed(fixes.iter().map(|fix| format!("`{fix}`")), "or")
}

fn partner(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        ')' => '(',
        ']' => '[',
        '}' => '{',
        quote => quote,
    }
}

fn shortened(title: &str, words: &[String]) -> String {
    if words.is_empty() {
        return String::new();
    }
    let shown: Vec<&str> = words.iter().take(MOST).map(String::as_str).collect();
    let more = if words.len() > MOST { ", …" } else { "" };
    format!("{title}: {}{more}", shown.join(", "))
}

fn fields_help(similar: Option<&str>, fields: &[String]) -> Vec<String> {
    let list = shortened("fields", fields);
    match similar {
        Some(name) if list.is_empty() => one(meant(name)),
        Some(name) => one(format!("{} {list}", meant(name))),
        None => lines(list),
    }
}

fn unexpected(expected: &[String], similar: Option<&str>) -> Vec<String> {
    match similar {
        Some(word) => one(meant(word)),
        None if expected.is_empty() => Vec::new(),
        None => {
            let shown = expected.iter().take(MOST).cloned();
            let more = if expected.len() > MOST { ", …" } else { "" };
            one(format!("here can stand {}{more}", listed(shown, "or")))
        }
    }
}

fn unknown_member(
    similar: Option<&(String, String, u64)>,
    field: &str,
    members: &[String],
) -> Vec<String> {
    let meant = similar.map(|(word, noun, rows)| format!("did you mean `{word}` ({rows} {noun})?"));
    let field_word = field.rsplit('.').next().unwrap_or(field);
    let all = (!field.is_empty()).then(|| {
        let plural = match field_word.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{field_word}s"),
        };
        format!("All {plural}: `describe {field}`")
    });
    let first: Vec<String> = meant.into_iter().chain(all).collect();
    let mut help = lines(first.join(" "));
    help.extend(lines(shortened("there are", members)));
    help
}
