//! What files become a database, and what happens on a disk that does not allow it.

use super::*;

#[test]
fn a_file_that_is_not_there_is_not_made_by_reading() {
    let (_folder, path) = fresh();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Missing { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("make one with `dateline load PATH --db ")
    );
    assert!(!path.exists());
}

#[test]
fn a_file_that_is_something_else_is_named_and_left_alone() {
    let (_folder, path) = fresh();
    let check = |expected: &str| {
        for result in [Store::open(&path), Store::create(&path)] {
            let message = result.unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
    };
    let text = "not a database, but long enough to have a header ".repeat(4);
    std::fs::write(&path, &text).unwrap();
    check("is not a database");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);

    std::fs::remove_file(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE bookmark (url TEXT)")
        .unwrap();
    drop(other);
    check("not one made by Dateline");

    std::fs::remove_file(&path).unwrap();
    write(&path, &[]);
    let newer = Connection::open(&path).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(newer);
    check("has schema version 99");
}

#[test]
fn an_empty_file_becomes_a_database_only_when_written_to() {
    let (_folder, path) = fresh();
    std::fs::write(&path, "").unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Empty { .. })));
    write(&path, &[]);
    Store::open(&path).unwrap();
}

#[test]
fn migrating_twice_is_migrating_once() {
    let (_folder, path) = fresh();
    let schema = || {
        drop(Store::create(&path).unwrap());
        let store = Store::open(&path).unwrap();
        texts(
            &store,
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name",
        )
    };
    let once = schema();
    assert!(once.len() > 30, "{once:?}");
    assert_eq!(schema(), once);
    let connection = Connection::open(&path).unwrap();
    let n_broken = connection
        .prepare("PRAGMA foreign_key_check")
        .unwrap()
        .query_map([], |_| Ok(()))
        .unwrap()
        .count();
    assert_eq!(n_broken, 0);
    let mode: String = connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_full_disk_is_named_and_loses_nothing_committed() {
    let (_folder, path) = fresh();
    let article = |number: usize| {
        let text = format!("Words of article {number}. ").repeat(200);
        let line = format!(r#"{{"record":"article","id":"a{number}","text":"{text}"}}"#);
        Record::read(&line).unwrap()
    };
    let mut store = Store::create(&path).unwrap();
    let mut batch = store.batch().unwrap();
    batch.write(&article(0)).unwrap();
    batch.commit().unwrap();
    // The limit stands in for the disk: SQLite reports both in the same way.
    let n_pages: i64 = store
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    store
        .connection
        .pragma_update(None, "max_page_count", n_pages + 20)
        .unwrap();
    let mut batch = store.batch().unwrap();
    let error = (1..200)
        .find_map(|number| batch.write(&article(number)).err())
        .unwrap();
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    assert!(error.is_fatal());
    drop(batch);
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(texts(&store, "SELECT id FROM article"), ["a0"]);
    let mut store = Store::create(&path).unwrap();
    let mut batch = store.batch().unwrap();
    batch.write(&article(1)).unwrap();
    batch.commit().unwrap();
}

#[cfg(unix)]
#[test]
fn a_database_in_a_folder_that_cannot_be_written_to_is_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = fresh();
    write(
        &path,
        &[r#"{"record":"entity","id":"iran","kind":"place","name":"Iran"}"#],
    );
    let permit = |mode: u32| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path(), permissions).unwrap();
    };
    permit(0o555);
    let opened = Store::open(&path).map(|store| store.entity("iran").is_some());
    permit(0o755);
    assert!(opened.unwrap());
}
