use super::*;

fn check(text: &str, first: &str, last: &str, precision: Precision) {
    let found: PartialDate = text.parse().unwrap();
    assert_eq!(civil(found.first).to_string(), first, "{text}");
    assert_eq!(civil(found.last).to_string(), last, "{text}");
    assert_eq!(found.precision, precision, "{text}");
    assert_eq!(found.to_string(), text);
    assert_eq!(PartialDate::unpack(found.pack()), Some(found), "{text}");
}

#[test]
fn the_last_units_of_the_calendar_end_with_it() {
    for text in ["9999-12", "9999-Q4", "9999", "999X"] {
        let found: PartialDate = text.parse().unwrap();
        assert_eq!(civil(found.last).to_string(), "9999-12-31", "{text}");
    }
}

#[test]
fn every_text_form_is_read_and_written_back() {
    check("2016-06-09", "2016-06-09", "2016-06-09", Precision::Day);
    check("2016-02", "2016-02-01", "2016-02-29", Precision::Month);
    check("2016-Q4", "2016-10-01", "2016-12-31", Precision::Quarter);
    check("2016", "2016-01-01", "2016-12-31", Precision::Year);
    check("201X", "2010-01-01", "2019-12-31", Precision::Decade);
    check("2016-W01", "2016-01-04", "2016-01-10", Precision::Week);
    check(
        "2016-06-09/2016-06-11",
        "2016-06-09",
        "2016-06-11",
        Precision::Day,
    );
    check(
        "2015-01/2017-09",
        "2015-01-01",
        "2017-09-30",
        Precision::Month,
    );
    check(
        "2016-06-09/2016-08",
        "2016-06-09",
        "2016-08-31",
        Precision::Month,
    );
    check("0312-04-05", "0312-04-05", "0312-04-05", Precision::Day);
}

#[test]
fn open_ends_lie_beyond_every_day() {
    let open: PartialDate = "2014-06/..".parse().unwrap();
    assert_eq!((open.last, open.precision), (OPEN_END, Precision::Month));
    assert_eq!(open.to_string(), "2014-06/..");
    assert_eq!(PartialDate::unpack(open.pack()), Some(open));
    let past: PartialDate = "../2014".parse().unwrap();
    assert_eq!(past.first, OPEN_START);
    assert_eq!(past.to_string(), "../2014");
    assert_eq!(PartialDate::unpack(past.pack()), Some(past));
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "2016-13",
        "2016-02-30",
        "16",
        "2016-6",
        "2016-Q5",
        "2016-Q0",
        "yesterday",
        "20X",
        "2016/2015",
        "../..",
        "2016-01-01-01",
        "2016-W54",
        "+016",
        "-016-01",
    ] {
        assert!(text.parse::<PartialDate>().is_err(), "{text}");
    }
}

#[test]
fn a_time_of_day_is_read_over() {
    assert_eq!(
        "2016-06-09T12:00:00Z".parse(),
        Ok(PartialDate::ymd(2016, 6, 9).unwrap())
    );
}

#[test]
fn packed_dates_order_by_first_then_last_day() {
    let ordered = [
        "../2014",
        "2014",
        "2015-01-01",
        "2015-01",
        "2015",
        "2015-01-04",
    ];
    let packed: Vec<i64> = ordered
        .iter()
        .map(|text| text.parse::<PartialDate>().unwrap().pack())
        .collect();
    assert!(packed.is_sorted(), "{packed:?}");
}
