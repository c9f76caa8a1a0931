use super::*;

#[test]
fn commands_go_by_any_unique_beginning() {
    let check = |text: &str, expected: Command| assert_eq!(read(text), Ok(expected), "{text}");
    let set = |name: &str, value: Option<&str>| {
        Command::Set(Some(name.to_owned()), value.map(str::to_owned))
    };
    check(".help", Command::Help(None));
    check(".h e010", Command::Help(Some("e010".to_owned())));
    check(".TAB", Command::Tables);
    check(".schema events", Command::Schema(Some("events".to_owned())));
    check(".sc", Command::Schema(None));
    check(".mode jsonl", set("mode", Some("jsonl")));
    check(".mod", set("mode", None));
    check(
        ".sql events | take 3;",
        Command::Sql(Some("events | take 3".to_owned())),
    );
    check(".q", Command::Quit);
    check(".set timeout 30", set("timeout", Some("30")));
    check(".set timeout=0.5s", set("timeout", Some("0.5s")));
    check(".set timeout = off", set("timeout", Some("off")));
    check(".set", Command::Set(None, None));
    check(".timer off", set("timer", Some("off")));
}

#[test]
fn arguments_are_read_as_they_are_meant() {
    let check = |text: &str, expected: Command| assert_eq!(read(text), Ok(expected), "{text}");
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    check(".x", Command::Records(None));
    check(".x ON", Command::Records(Some(RecordView::Always)));
    check(".open 3", Command::Open(3));
    check(
        ".export \"my file.csv\"",
        Command::Export("my file.csv".into()),
    );
    check(".watch", Command::Watch(Duration::from_secs(5)));
    check(".watch 0.5s", Command::Watch(Duration::from_millis(500)));
    check(".chart LINE", Command::Chart(Some(ChartKind::Line)));
    check(".chart network", Command::Chart(Some(ChartKind::Graph)));
    check(".facet `my column`", Command::Facet("my column".to_owned()));
    check(
        ".param $who \"Xan Front\"",
        Command::Param(Some(pair("who", "Xan Front"))),
    );
    let run = vec![pair("who", "Xan Front"), pair("since", "2020")];
    check(
        ".run deaths who=\"Xan Front\" since=2020",
        Command::Run("deaths".to_owned(), run),
    );
    let crosstab = Crosstab {
        row: "kind".to_owned(),
        column: "a year".to_owned(),
        value: None,
    };
    check(".crosstab kind \"a year\"", Command::Crosstab(crosstab));
}

#[test]
fn a_command_may_name_an_earlier_result() {
    let check = |text: &str, number: usize, expected: Command| {
        assert_eq!(
            read(text),
            Ok(Command::Of(number, Box::new(expected))),
            "{text}"
        );
    };
    check(".x 2", 2, Command::Records(None));
    check(".x on _2", 2, Command::Records(Some(RecordView::Always)));
    check(
        ".export \"my file.csv\" _12",
        12,
        Command::Export("my file.csv".into()),
    );
    check(".open 3 _1", 1, Command::Open(3));
    check(".facet kind _4;", 4, Command::Facet("kind".to_owned()));
    let plain = Command::Export("a 2".into());
    assert_eq!(read(".export a 2"), Ok(plain));
    assert_eq!(read(".sql _2"), Ok(Command::Sql(Some("_2".to_owned()))));
}

#[test]
fn mistyped_commands_are_explained() {
    let check = |text: &str, part: &str| {
        let message = read(text).unwrap_err();
        assert!(message.contains(part), "{message}");
    };
    check(".sa", "needs something after it: `.save NAME`");
    check(
        ".s",
        "`.s` could be `.sources`, `.schema`, `.sql`, `.save` or `.set`",
    );
    check(".shcema", "did you mean `.schema`?");
    check(".xyz", "`.help` lists them");
    check(".", "`.help` lists them");
    check(".open", "`.open N`");
    check(".open x", "`x` is no number of a row");
    check(".open 0", "`0` is no number of a row");
    check(".chart wheel", "charts are bar, line");
    check(".chart column", "did you mean `bar`?");
    check(".chart area", "did you mean `line`?");
    check(".chart map", "maps are drawn in reports");
    check(".chart bra", "did you mean `bar`?");
    check(".watch soon", "no number of seconds");
    check(".crosstab kind", "needs two columns");
    check(".run deaths x", "`x` is no parameter");
    check(".param who", "needs a value");
    check(".x maybe", "on, off or auto");
}
