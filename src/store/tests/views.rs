use super::*;
use crate::model::date::{OPEN_END, OPEN_START, PartialDate, Precision, days};
use jiff::civil::date;
use proptest::prelude::*;

/// What the view writes for an event of each date.
fn written(dates: &[PartialDate]) -> Vec<String> {
    let (_folder, path) = fresh();
    write(&path, &[r#"{"record":"article","id":"a1","text":"One."}"#]);
    let mut connection = Connection::open(&path).unwrap();
    let transaction = connection.transaction().unwrap();
    for (position, date) in dates.iter().enumerate() {
        let sql = "INSERT INTO event (id, article, sentence, kind, date_first, date_last,
                     date_precision, modality, start, stop)
                   VALUES (?1, 1, 1, 'aid', ?2, ?3, ?4, 'asserted', 0, 1)";
        let row = (
            format!("{position:06}"),
            date.first,
            date.last,
            date.precision.code(),
        );
        transaction.execute(sql, row).unwrap();
    }
    transaction.commit().unwrap();
    drop(connection);
    texts(
        &Store::open(&path).unwrap(),
        "SELECT date FROM events ORDER BY id",
    )
}

fn check(dates: &[PartialDate]) {
    let expected: Vec<String> = dates.iter().map(ToString::to_string).collect();
    assert_eq!(written(dates), expected);
}

#[test]
fn views_write_every_text_form_of_a_date() {
    let forms = [
        "2016-06-09",
        "2016-W01",
        "2015-W53",
        "2016-06",
        "2016-02",
        "2016-Q1",
        "2016-Q4",
        "2016",
        "201X",
        "2016-06-09/2016-06-11",
        "2015-01/2017-09",
        "2016-06-09/2016-08",
        "2014-06/..",
        "../2014",
        "2016-Q2/2016-Q3",
        "1999/2001",
        "0312-04-05",
        "2016-W02/2016-W04",
    ];
    let dates: Vec<PartialDate> = forms.iter().map(|form| form.parse().unwrap()).collect();
    assert_eq!(written(&dates), forms);
}

#[test]
fn views_write_every_day_of_some_years_at_every_precision() {
    let first = days(date(2014, 12, 25));
    let dates: Vec<PartialDate> = (first..first + 800)
        .flat_map(|day| Precision::ALL.map(|precision| PartialDate::unit(day, precision)))
        .collect();
    check(&dates);
}

#[test]
fn a_missing_date_is_null() {
    let (_folder, path) = fresh();
    write(&path, &[r#"{"record":"article","id":"a1","text":"One."}"#]);
    let store = Store::open(&path).unwrap();
    assert_eq!(
        texts(&store, "SELECT published IS NULL FROM articles"),
        ["1"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]
    #[test]
    fn views_write_intervals_as_the_program_does(
        parts in proptest::collection::vec((-200_000..200_000_i32, 0..2_000_i32, 0..6_u8, 0..6_u8), 50)
    ) {
        let dates: Vec<PartialDate> = parts
            .into_iter()
            .map(|(first, length, precision, open)| PartialDate {
                first: if open == 1 { OPEN_START } else { first },
                last: if open == 2 { OPEN_END } else { first + length },
                precision: Precision::from_code(precision).unwrap(),
            })
            .collect();
        check(&dates);
    }
}

#[test]
fn views_give_names_instead_of_keys() {
    let (_folder, path) = fresh();
    write(
        &path,
        &[
            r#"{"record":"source","id":"press-tv","name":"Press TV"}"#,
            r#"{"record":"entity","id":"iran","kind":"place","name":"Iran","place_type":"country","aliases":["Persia","IRI"]}"#,
            r#"{"record":"entity","id":"a-roe","kind":"person","name":"Ali Roe","country":"iran"}"#,
            r#"{"record":"cluster","id":"c1","label":"a visit"}"#,
            r#"{"record":"article","id":"a1","source":"press-tv","published":"2016-06","text":"Ali Roe met gunmen in Iran.",
                "mentions":[{"start":0,"end":7,"entity":"a-roe"}],
                "events":[{"id":"e1","mode":"meeting","start":0,"end":27,"place":"iran","actors":["a-roe",{"text":"his aide"}],"targets":[{"text":"gunmen"}],"claimant":"a-roe","cluster":"c1","date":"2016-06-09"}],
                "quotes":[{"id":"q1","start":0,"end":7,"form":"direct","speaker":"a-roe"}],
                "figures":[{"id":"f1","start":0,"end":7,"measure":"killed","low":5,"high":7,"place":"iran","event":"e1","as_of":"2015-10","counted_from":"2011-03"}]}"#,
        ],
    );
    let store = Store::open(&path).unwrap();
    for (sql, expected) in [
        (
            "SELECT concat_ws('|', source, published) FROM articles",
            "Press TV|2016-06",
        ),
        (
            "SELECT concat_ws('|', name, country, aliases) FROM places",
            "Iran|Iran|Persia; IRI",
        ),
        (
            "SELECT concat_ws('|', name, country) FROM people",
            "Ali Roe|Iran",
        ),
        (
            "SELECT concat_ws('|', entity, surface, sentence, source) FROM mentions",
            "Ali Roe|Ali Roe|Ali Roe met gunmen in Iran.|Press TV",
        ),
        (
            "SELECT concat_ws('|', date, kind, mode, actors, targets, place, claimant, actor_text, cluster, published) FROM events",
            "2016-06-09|consult|meeting|Ali Roe; his aide|gunmen|Iran|Ali Roe|Ali Roe; his aide|a visit|2016-06",
        ),
        (
            "SELECT concat_ws('|', speaker, text, published) FROM quotes",
            "Ali Roe|Ali Roe|2016-06",
        ),
        (
            "SELECT concat_ws('|', as_of, counted_from, measure, value, place, event) FROM figures",
            "2015-10|2011-03|killed|6.0|Iran|e1",
        ),
        ("SELECT label FROM clusters", "a visit"),
        ("SELECT count(*) FROM organizations", "0"),
        ("SELECT count(*) FROM groups", "0"),
        ("SELECT name FROM sources", "Press TV"),
    ] {
        assert_eq!(texts(&store, sql), [expected], "{sql}");
    }
}
