//! The functions that statements call, one by one: the same values for the same arguments, over most of
//! Unicode, over the calendar and over awkward numbers.

use dateline::model::date::{OPEN_END, OPEN_START, PartialDate, Precision};
use dateline::model::fold::without_accents;
use dateline::value::{Column, ColumnType, Parameter, Statement, Value};
use regex::Regex;
use rusqlite::Connection;

use super::server::Server;
use super::{Pair, database, same, server};

/// Characters of a text that is compared as a whole.
const BLOCK: usize = 512;

fn statement(sql: String, parameters: &[Parameter]) -> Statement {
    let column = Column::new("x".to_owned(), ColumnType::Plain);
    Statement {
        sql,
        parameters: parameters.to_vec(),
        columns: vec![column],
    }
}

impl Pair {
    /// The value of a call in PostgreSQL.
    fn called(&mut self, call: &str, parameters: &[Parameter]) -> Value {
        let statement = statement(format!("SELECT {call} AS x"), parameters);
        let mut rows = database::run(&mut self.client, &statement)
            .unwrap_or_else(|error| panic!("{call}: {error}"));
        rows.records.remove(0).remove(0)
    }

    /// The values of a call in SQLite and in PostgreSQL, where placeholders have types.
    fn both(&mut self, call: &str, parameters: &[Parameter]) -> (Value, Value) {
        let plain = Regex::new(r"\$(\d)::(bigint|text|double precision)").unwrap();
        let names = call.replace("number_round", "round");
        let sql = format!("SELECT {} AS x", plain.replace_all(&names, "?$1"));
        let rows = self.store.run(&statement(sql, parameters)).unwrap();
        (rows.records[0][0].clone(), self.called(call, parameters))
    }
}

fn pair() -> Option<(Server, tempfile::TempDir, Pair)> {
    let server = server()?;
    let (folder, _) = crate::meaning::small_world();
    let file = folder.path().join("small.db");
    let pair = Pair::new(&server, "functions", &file, "2020-07-01");
    Some((server, folder, pair))
}

/// Texts with every character of Unicode 14 in the scripts of most news, inside and between words.
fn all_characters() -> Vec<String> {
    let known = Regex::new(
        r"(?x)^[\p{Age=14.0}&&[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}]&&[\p{Common}\p{Inherited}
            \p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Hebrew}\p{Arabic}\p{Devanagari}\p{Bengali}
            \p{Thai}\p{Georgian}\p{Hiragana}\p{Katakana}]]$",
    )
    .unwrap();
    let is_known = |character: &char| known.is_match(character.encode_utf8(&mut [0; 4]));
    let characters: Vec<char> = ('\u{1}'..=char::MAX).filter(is_known).collect();
    let written = |block: &[char]| -> String {
        let around = |character: &char| ['x', *character, 'y', ' ', *character, ' '];
        block.iter().flat_map(around).collect()
    };
    characters.chunks(BLOCK).map(written).collect()
}

/// What two long texts differ in.
fn first_difference(one: &str, other: &str) -> String {
    let differ = one
        .chars()
        .zip(other.chars())
        .position(|(one, other)| one != other);
    let at = differ.unwrap_or(0).saturating_sub(5);
    let part = |text: &str| text.chars().skip(at).take(20).collect::<String>();
    format!("{:?} and {:?}", part(one), part(other))
}

#[test]
fn characters_are_folded_and_counted_alike() {
    let Some((_server, _folder, mut pair)) = pair() else {
        return;
    };
    for text in all_characters() {
        let argument = [Parameter::Text(text.clone())];
        for function in ["text_lower", "text_upper", "text_fold"] {
            let (one, other) = pair.both(&format!("{function}($1::text)"), &argument);
            let (Value::Text(one), Value::Text(other)) = (one, other) else {
                panic!("{function} gives no text");
            };
            assert!(
                one == other,
                "{function}: {}",
                first_difference(&one, &other)
            );
        }
        let (one, other) = pair.both("text_words($1::text)", &argument);
        assert_eq!(one, other, "{text}");
        let plain = without_accents(&text);
        let Value::Text(found) = pair.called("text_plain($1::text)", &argument) else {
            panic!("text_plain gives no text");
        };
        assert!(plain == found, "{}", first_difference(&plain, &found));
    }
}

/// The stems of texts as SQLite's full-text index holds them.
fn stems(texts: &[String]) -> Vec<Vec<String>> {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE VIRTUAL TABLE words USING fts5(
               text, tokenize='porter unicode61 remove_diacritics 2');
             CREATE VIRTUAL TABLE found USING fts5vocab(words, instance);
             BEGIN",
        )
        .unwrap();
    for (row, text) in texts.iter().enumerate() {
        let row = i64::try_from(row).unwrap();
        let sql = "INSERT INTO words (rowid, text) VALUES (?1, ?2)";
        connection.execute(sql, (row, text)).unwrap();
    }
    let mut stems = vec![Vec::new(); texts.len()];
    let sql = "SELECT doc, term FROM found ORDER BY doc, \"offset\"";
    let mut select = connection.prepare(sql).unwrap();
    let mut rows = select.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let doc: i64 = row.get(0).unwrap();
        stems[usize::try_from(doc).unwrap()].push(row.get(1).unwrap());
    }
    stems
}

#[test]
fn texts_are_cut_and_stemmed_alike() {
    let Some((_server, _folder, mut pair)) = pair() else {
        return;
    };
    let mut texts = all_characters();
    for words in ["common_words", "verb_forms", "event_nouns"] {
        let file = format!(
            "{}/src/lexicon/data/{words}.tsv",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(file).unwrap();
        texts.extend(text.split_inclusive('\n').map(str::to_owned));
    }
    // Letters in the order of the alphabets of endings, where rules meet.
    for start in [
        "", "a", "b", "ay", "sky", "feed", "tr", "hopp", "fil", "å", "søy", "conflat",
    ] {
        for end in [
            "", "s", "es", "ies", "sses", "ss", "eed", "ed", "ing", "ated", "bled", "ized", "y",
            "ational", "tional", "enci", "izer", "logi", "bli", "alli", "entli", "ization",
            "ousness", "biliti", "icate", "ative", "ical", "ful", "ness", "ement", "ment", "ent",
            "ion", "sion", "ou", "ism", "ive", "e", "ll", "lle", "ylys",
        ] {
            texts.push(format!("{start}{end} {start}{start}{end} {start}n{end}"));
        }
    }
    let expected = stems(&texts);
    for (texts, expected) in texts.chunks(500).zip(expected.chunks(500)) {
        let sql =
            "SELECT text_stems(text) FROM unnest($1::text[]) WITH ORDINALITY AS given(text, n)
                   ORDER BY n";
        let rows = pair.client.query(sql, &[&texts]).unwrap();
        for ((row, expected), text) in rows.iter().zip(expected).zip(texts) {
            let found: Vec<String> = row.get(0);
            assert_eq!(&found, expected, "{text}");
        }
    }
}

#[test]
fn dates_are_binned_and_written_alike() {
    let Some((_server, _folder, mut pair)) = pair() else {
        return;
    };
    let mut days = vec![
        0, -1, 58, 59, 10_957, 16_861, 18_321, -719_155, -719_000, 2_932_896,
    ];
    days.extend((0..30).map(|step| -25_567 + step * 2_173));
    for day in days {
        for precision in Precision::ALL {
            let unit = PartialDate::unit(day, precision);
            let numbers = |first: i32, last: i32| {
                let word = Parameter::Text(precision.word().to_owned());
                [
                    Parameter::Integer(first.into()),
                    Parameter::Integer(last.into()),
                    word,
                ]
            };
            let mut check = |call: &str, parameters: &[Parameter]| {
                let (one, other) = pair.both(call, parameters);
                assert_eq!(one, other, "{call} {parameters:?}");
            };
            let two = "($1::bigint, $2::bigint)";
            for (first, last) in [
                (day, day),
                (unit.first, unit.last),
                (day, day + 6),
                (day, OPEN_END),
            ] {
                check(
                    "date_bin($1::bigint, $2::bigint, $3::text)",
                    &numbers(first, last),
                );
                check(&format!("date_year{two}"), &numbers(first, last)[..2]);
                check(&format!("date_weekday{two}"), &numbers(first, last)[..2]);
                let date = PartialDate {
                    first,
                    last,
                    precision,
                };
                check("date_text($1::bigint)", &[Parameter::Integer(date.pack())]);
            }
            let open = PartialDate {
                first: OPEN_START,
                last: day,
                precision,
            };
            check("date_text($1::bigint)", &[Parameter::Integer(open.pack())]);
            if day < 2_900_000 {
                check("date_next($1::bigint)", &[Parameter::Integer(unit.pack())]);
            }
        }
    }
}

#[test]
fn numbers_are_rounded_and_written_alike() {
    let Some((_server, _folder, mut pair)) = pair() else {
        return;
    };
    let mut numbers = vec![
        0.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        2.675,
        1.005,
        0.285,
        1e-7,
        1e15,
        1e16,
        123_456.789,
    ];
    numbers.extend((1..200).map(|step| f64::from(step) * 0.035 - 3.5));
    numbers.extend((1..100).map(|step| f64::from(step).sqrt() * 1000.0));
    for number in numbers {
        let x = Parameter::Real(number);
        for digits in 0..5 {
            let call = "number_round($1::double precision, $2::bigint)";
            let (one, other) = pair.both(call, &[x.clone(), Parameter::Integer(digits)]);
            assert!(
                same(&one, &other),
                "{number} to {digits}: {one:?} and {other:?}"
            );
        }
        for function in ["value_text", "number_floor", "number_ceil", "log_ten"] {
            let (one, other) = pair.both(
                &format!("{function}($1::double precision)"),
                std::slice::from_ref(&x),
            );
            assert!(
                same(&one, &other),
                "{function}({number}): {one:?} and {other:?}"
            );
        }
        let call = "great_circle($1::double precision, 10.25, 36.2, $1::double precision)";
        let (one, other) = pair.both(call, &[x]);
        assert_eq!(one, other, "{call} {number}");
    }
}

#[test]
fn every_function_that_statements_call_is_defined() {
    let Some((_server, _folder, mut pair)) = pair() else {
        return;
    };
    // Written out by the dialect instead of called.
    let written = [
        "cell_of",
        "cells_of",
        "pick_first",
        "pick_last",
        "quantile_of",
        "stddev_samp",
        "text_joined",
    ];
    for ours in dateline::query::functions::OURS {
        let sql = "SELECT count(*) FROM pg_proc WHERE proname = $1 AND pronargs <= $2";
        let name: &str = ours.name;
        let arity = i16::try_from(ours.arity).unwrap();
        let row = pair.client.query_one(sql, &[&name, &arity]).unwrap();
        let is_there = row.get::<_, i64>(0) > 0;
        assert!(is_there || written.contains(&name), "{name}");
    }
}
