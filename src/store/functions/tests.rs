use super::*;
use crate::query::functions::OURS;

fn answer(sql: &str) -> Value {
    let connection = Connection::open_in_memory().unwrap();
    define(&connection).unwrap();
    connection
        .query_row(&format!("SELECT {sql}"), [], |row| row.get(0))
        .unwrap()
}

#[test]
fn every_function_that_statements_call_is_defined() {
    let connection = Connection::open_in_memory().unwrap();
    define(&connection).unwrap();
    for ours in OURS {
        let arguments = vec!["NULL"; ours.arity].join(", ");
        let sql = format!("SELECT {}({arguments})", ours.name);
        connection
            .prepare(&sql)
            .unwrap_or_else(|error| panic!("{}: {error}", ours.name));
    }
}

#[test]
fn functions_give_what_their_descriptions_say() {
    let text = |text: &str| Value::Text(text.to_owned());
    let check = |sql: &str, expected: Value| assert_eq!(answer(sql), expected, "{sql}");
    // 2016-06-09 is day 16961 from 1970-01-01.
    check(
        "date_text(date_bin(16961, 16961, 'month'))",
        text("2016-06"),
    );
    check(
        "date_text(date_bin(16961, 16961, 'quarter'))",
        text("2016-Q2"),
    );
    check("date_bin(16961, 17000, 'month')", Value::Null);
    check("date_bin(16961, 8388607, 'decade')", Value::Null);
    check(
        "date_text(date_next(date_bin(16961, 16961, 'month')))",
        text("2016-07"),
    );
    check(
        "date_text(date_moved(date_bin(16961, 16961, 'day'), 1))",
        text("2016-07-09"),
    );
    check(
        "date_text(date_span(16961, 16961, 14, 'day'))",
        text("2016-06-06/2016-06-19"),
    );
    check(
        "date_text(date_next(date_span(16961, 16961, 2, 'month')))",
        text("2016-07/2016-08"),
    );
    check("date_span(16961, 17961, 14, 'day')", Value::Null);
    check("date_part_text(16961, 16961, 'B')", text("June"));
    check("date_part_text(16953, 16982, 'd')", Value::Null);
    check("text_split('a, b,,c', ',')", text(r#"["a","b","c"]"#));
    check(r#"list_has('["a",2]', 'a')"#, Value::Integer(1));
    check(r#"list_has('["a",2]', 2)"#, Value::Integer(1));
    check(r#"list_has('["a",2]', 'b')"#, Value::Integer(0));
    check(r#"list_length('["a",2]')"#, Value::Integer(2));
    check(
        r#"list_merged(x) FROM (SELECT '["b","a"]' AS x UNION ALL SELECT NULL UNION ALL SELECT '["b","c"]')"#,
        text(r#"["a","b","c"]"#),
    );
    check("date_year(16961, 16961)", Value::Integer(2016));
    check("date_year(NULL, 16961)", Value::Null);
    check("date_weekday(16961, 16961)", Value::Integer(4));
    check(
        "text_contains('Erdoğan spoke', 'ERDOGAN')",
        Value::Integer(1),
    );
    check("text_contains('Erdoğan spoke', 'putin')", Value::Integer(0));
    check(
        "text_matches('in Aleppo', '(?i)aleppo|idlib')",
        Value::Integer(1),
    );
    check("text_extract('some 250 men', '([0-9]+) men')", text("250"));
    check("text_upper('ğ')", text("Ğ"));
    check("text_words('two words, three')", Value::Integer(3));
    check("number_floor(-1.5)", Value::Integer(-2));
    check("log_ten(1000)", Value::Real(1000_f64.log10()));
    check("log_ten(0)", Value::Null);
    // SHA-256 of "7:e1", by sha256sum.
    check("length(sample_rank('7:e1'))", Value::Integer(16));
    check(
        "list_of(x, x) FROM (SELECT 'b' AS x UNION ALL SELECT 'a' UNION ALL SELECT 'b')",
        text(r#"["a","b"]"#),
    );
    check("list_of(x, x) FROM (SELECT 1 AS x WHERE FALSE)", text("[]"));
    check(
        "quantile_of(x, 0.5) FROM (SELECT 1 AS x UNION ALL SELECT 2 UNION ALL SELECT NULL)",
        Value::Real(1.5),
    );
    check(
        "pick_last(x, y, x) FROM (SELECT 'a' AS x, 2 AS y UNION ALL SELECT 'b', 2)",
        text("a"),
    );
}

#[test]
fn distance_between_two_cities_is_that_of_the_map() {
    // Aleppo to Damascus: about 310 km as the crow flies.
    let Value::Real(distance) = answer("great_circle(36.2, 37.16, 33.51, 36.29)") else {
        panic!("not a number");
    };
    assert!((300.0..320.0).contains(&distance), "{distance}");
}
