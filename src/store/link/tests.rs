//! Counting in parts gives what counting at once gives, whatever happens between two parts.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::Connection;

use super::{BOUNDS, Bounds, LinkProgress, count, has_fresh, has_waiting, update};
use crate::query::{Options, Rewrite, compile};
use crate::record::Record;
use crate::store::Store;

/// Two articles of different days, each of twelve sentences with four entities, an event and a quote.
fn article(number: usize) -> Record {
    let mut line = format!(
        "{{\"record\":\"article\",\"id\":\"a{number}\",\"published\":\"2021-03-{:02}\",\"text\":\"{}\"",
        number % 7 + 1,
        "abcdefgh. ".repeat(12)
    );
    let mut lists = [const { String::new() }; 4];
    for at in 0..12 {
        let comma = if at > 0 { "," } else { "" };
        let [sentences, mentions, events, quotes] = &mut lists;
        let (start, stop) = (at * 10, at * 10 + 9);
        write!(sentences, "{comma}{{\"start\":{start},\"end\":{stop}}}").unwrap();
        let entity = |step: usize| format!("e{}", (number * 5 + at * (step + 1) + step) % 23);
        for step in 0..4 {
            let comma = if at + step > 0 { "," } else { "" };
            let (start, stop) = (start + step, start + step + 1);
            write!(
                mentions,
                "{comma}{{\"start\":{start},\"end\":{stop},\"entity\":\"{}\"}}",
                entity(step)
            )
            .unwrap();
        }
        write!(
            events,
            "{comma}{{\"id\":\"v{number}-{at}\",\"kind\":\"assault\",\"start\":{start},\"end\":{stop},\
             \"actors\":[\"{}\"],\"targets\":[\"{}\"]}}",
            entity(1),
            entity(2)
        )
        .unwrap();
        write!(
            quotes,
            "{comma}{{\"id\":\"u{number}-{at}\",\"form\":\"direct\",\"start\":{start},\"end\":{stop},\
             \"speaker\":\"{}\"}}",
            entity(5)
        )
        .unwrap();
    }
    for (name, list) in ["sentences", "mentions", "events", "quotes"]
        .iter()
        .zip(lists)
    {
        write!(line, ",\"{name}\":[{list}]").unwrap();
    }
    Record::read(&(line + "}")).unwrap()
}

fn write(store: &mut Store, numbers: std::ops::Range<usize>) {
    let mut batch = store.batch().unwrap();
    for number in numbers {
        batch.write(&article(number)).unwrap();
    }
    batch.commit().unwrap();
}

/// Every column of every link.
fn links(connection: &Connection) -> Vec<[Option<i64>; 8]> {
    links_of(connection, "link")
}

fn links_of(connection: &Connection, table: &str) -> Vec<[Option<i64>; 8]> {
    let sql = format!("SELECT * FROM {table} ORDER BY kind, is_turned, a, b");
    let mut statement = connection.prepare(&sql).unwrap();
    let read = |row: &rusqlite::Row<'_>| {
        let mut link = [None; 8];
        for (at, value) in link.iter_mut().enumerate() {
            *value = row.get(at)?;
        }
        Ok(link)
    };
    let rows = statement.query_map([], read).unwrap();
    rows.map(Result::unwrap).collect()
}

fn should_be(connection: &Connection) -> Vec<[Option<i64>; 8]> {
    let mut all = Vec::new();
    count::each_link(connection, &mut |link| {
        all.push(link);
        Ok(())
    })
    .unwrap();
    all
}

fn loaded(path: &Path) -> Store {
    let mut store = Store::create(path).unwrap();
    write(&mut store, 0..10);
    store
}

/// Counts in parts of so many pairs; gives how often it was asked to go on with some parts done.
fn in_parts(
    store: &Store,
    together: usize,
    between: &mut dyn FnMut(usize, LinkProgress) -> bool,
) -> usize {
    let mut n_asked = 0;
    let bounds = Bounds { together, ..BOUNDS };
    update(&store.connection, bounds, &mut |progress| {
        n_asked += usize::from(progress.n_done > 0);
        between(n_asked, progress)
    })
    .unwrap();
    n_asked
}

#[test]
fn parts_of_any_size_give_the_same_links() {
    let folder = tempfile::tempdir().unwrap();
    let store = loaded(&folder.path().join("news.db"));
    let connection = &store.connection;
    assert_eq!(in_parts(&store, usize::MAX, &mut |_, _| true), 0);
    let at_once = links(connection);
    assert_eq!(at_once, should_be(connection));
    for (together, at_least) in [(1, 100), (50, 20), (400, 3)] {
        super::let_all_wait(connection).unwrap();
        let n_asked = in_parts(&store, together, &mut |_, _| true);
        assert!(
            n_asked >= at_least,
            "{n_asked} stops in parts of {together}"
        );
        assert_eq!(links(connection), at_once, "parts of {together}");
        assert!(!has_waiting(connection).unwrap());
    }
}

#[test]
fn a_stop_between_two_parts_leaves_all_waiting_and_the_next_time_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = loaded(&folder.path().join("news.db"));
    write(&mut store, 10..31);
    in_parts(&store, 50, &mut |n_asked, _| n_asked < 5);
    assert!(!links(&store.connection).is_empty());
    assert!(!store.has_links());
    // Gaps in the keys make the articles that wait few.
    store
        .connection
        .execute_batch("DELETE FROM article WHERE id <> 'a30'")
        .unwrap();
    write(&mut store, 31..32);
    in_parts(&store, 50, &mut |_, _| true);
    assert!(store.has_links());
    assert_eq!(links(&store.connection), should_be(&store.connection));
}

#[test]
fn nothing_is_linked_once_all_articles_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let store = loaded(&folder.path().join("news.db"));
    in_parts(&store, 50, &mut |n_asked, _| n_asked < 5);
    store
        .connection
        .execute_batch("DELETE FROM article")
        .unwrap();
    in_parts(&store, 50, &mut |_, _| true);
    assert!(links(&store.connection).is_empty());
}

#[test]
fn what_another_program_writes_between_two_parts_is_counted_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let store = loaded(&path);
    let mut other = Store::create(&path).unwrap();
    in_parts(&store, 50, &mut |n_asked, _| {
        if n_asked == 7 {
            write(&mut other, 10..14);
        }
        true
    });
    assert!(store.has_links());
    assert_eq!(links(&store.connection), should_be(&store.connection));
}

#[test]
fn articles_go_on_waiting_while_others_write_all_the_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let store = loaded(&path);
    let mut other = Store::create(&path).unwrap();
    let mut next = 10;
    in_parts(&store, 50, &mut |_, progress| {
        if progress.n_done > 0 {
            write(&mut other, next..next + 1);
            next += 1;
        }
        true
    });
    assert!(!store.has_links());
    in_parts(&store, 50, &mut |_, _| true);
    assert!(store.has_links());
    assert_eq!(links(&store.connection), should_be(&store.connection));
}

/// Keeps the links of at most so many articles apart.
fn apart(store: &Store, most_fresh: i64) {
    let bounds = Bounds {
        most_fresh,
        rarely_fresh: 2,
        ..BOUNDS
    };
    update(&store.connection, bounds, &mut |_| true).unwrap();
    assert!(store.has_links());
}

#[test]
fn links_that_are_kept_apart_are_read_with_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = loaded(&folder.path().join("news.db"));
    store.update_links().unwrap();
    let before = links(&store.connection);
    for numbers in [10..12, 12..15] {
        write(&mut store, numbers);
        assert!(!store.has_links());
        apart(&store, 5);
        assert!(store.has_fresh_links());
        assert_eq!(links(&store.connection), before, "untouched");
        assert_eq!(
            links_of(&store.connection, "linked"),
            should_be(&store.connection)
        );
    }
    // An article too many: all are added to the others.
    write(&mut store, 15..16);
    apart(&store, 5);
    assert!(!store.has_fresh_links());
    assert_eq!(links(&store.connection), should_be(&store.connection));
}

#[test]
fn articles_whose_links_are_kept_apart_may_change_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = loaded(&folder.path().join("news.db"));
    store.update_links().unwrap();
    write(&mut store, 10..14);
    apart(&store, 20);
    let changed = |number: usize| {
        let Record::Article(mut record) = article(number) else {
            panic!("it is an article");
        };
        record.mentions.as_mut().unwrap().truncate(7);
        record.events.as_mut().unwrap().clear();
        Record::Article(record)
    };
    for number in [3, 11] {
        let mut batch = store.batch().unwrap();
        batch.write(&changed(number)).unwrap();
        batch.commit().unwrap();
        assert!(!has_fresh(&store.connection).unwrap() || number == 3);
        apart(&store, 20);
        assert_eq!(
            links_of(&store.connection, "linked"),
            should_be(&store.connection),
            "{number}"
        );
    }
    super::let_all_wait(&store.connection).unwrap();
    assert!(!store.has_fresh_links());
    store.update_links().unwrap();
    assert_eq!(links(&store.connection), should_be(&store.connection));
}

#[test]
fn the_strongest_links_are_the_same_where_some_are_kept_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = loaded(&folder.path().join("news.db"));
    store.update_links().unwrap();
    write(&mut store, 10..14);
    apart(&store, 20);
    assert!(store.has_fresh_links());
    let ask = |rewrite: Rewrite, question: &str| {
        let options = Options {
            rewrite,
            ..Options::default()
        };
        let compiled = compile(question, &store, &options).unwrap();
        (
            store.run(&compiled.statement).unwrap().records,
            compiled.statement.sql,
        )
    };
    // More are wanted than the stored links alone have, and fewer.
    for wanted in [1, 3, 40, 250, 100_000] {
        for kind in ["comention", "coevent"] {
            let question = format!("network {kind} | take {wanted}");
            let (found, sql) = ask(Rewrite::On, &question);
            assert!(
                sql.contains("FROM link AS") || sql.contains("FROM link\n"),
                "{sql}"
            );
            assert_eq!(found, ask(Rewrite::Off, &question).0, "{question}");
        }
    }
}
