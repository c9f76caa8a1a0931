//! Disks that are full, folders that cannot be written to, pages that are broken.

use std::fs;
use std::process::Command;

use super::{Lots, assert_same, exported, loading, newsroom, run};
use crate::support::{assert_sound, program};

/// A file may not grow beyond so many kilobytes: writes fail in the middle of the load, as on a failing disk.
#[cfg(unix)]
#[test]
fn a_load_whose_writes_fail_leaves_a_sound_database_and_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("news"), 400, 10);
    loading(folder, &["news"], "whole.db").output().unwrap();
    let whole = exported(folder, "whole.db");
    for (number, n_kilobytes) in [200, 600, 1000].into_iter().enumerate() {
        let name = format!("{number}.db");
        let limited = format!(
            "trap '' XFSZ; ulimit -f {}; exec \"$0\" load news --db {name}",
            n_kilobytes * 2
        );
        let mut command = Command::new("sh");
        command.args(["-c", &limited]).arg(program());
        let (status, _, said) =
            crate::support::outcome(command.current_dir(folder).env_remove("DATELINE_DB"));
        assert_eq!(status, 1, "{n_kilobytes} kB: {said}");
        assert!(said.contains(&name), "{said}");
        assert_sound(&folder.join(&name));
        let again = loading(folder, &["news"], &name).output().unwrap();
        assert_eq!(again.status.code(), Some(3), "{again:?}");
        assert_same(
            &exported(folder, &name),
            &whole,
            &format!("{n_kilobytes} kB"),
        );
    }
}

/// A disk of its own that is too small, where the system lets a user make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_with_the_remedy_and_keeps_what_was_stored() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("news"), 400, 0);
    fs::create_dir(folder.join("disk")).unwrap();
    let script = "mount -t tmpfs -o size=1m none disk || exit 77; \"$0\" load news --db disk/n.db; status=$?; \
                  mkdir kept; cp disk/n.db* kept; exit $status";
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", script]).arg(program());
    let output = command
        .current_dir(folder)
        .env_remove("DATELINE_DB")
        .output();
    let Some(output) = output.ok().filter(|output| output.status.code() == Some(1)) else {
        eprintln!("skipped: this system lets no user make a small disk");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !said.contains("disk/n.db") {
        eprintln!("skipped: this system lets no user make a small disk: {said}");
        return;
    }
    assert!(said.contains("no room left on the disk"), "{said}");
    assert_sound(&folder.join("kept/n.db"));
}

#[test]
fn where_nothing_can_be_written_it_is_said_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("news"), 3, 0);
    let nowhere = folder.join("no/such/folder/n.db");
    let (status, _, said) = run(folder, &["load", "news", "--db", nowhere.to_str().unwrap()]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("no/such/folder/n.db"), "{said}");
}

/// Made read-only for this test alone, so that it holds for whoever may write anywhere.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_read_only_answers_questions_and_refuses_loads_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("news"), 3, 0);
    fs::create_dir(folder.join("locked")).unwrap();
    loading(folder, &["news"], "locked/here.db")
        .output()
        .unwrap();
    let asked = run(
        folder,
        &["query", "articles | count", "--db", "locked/here.db"],
    );
    let in_locked = |arguments: &str| {
        let script = format!(
            "mount --bind locked locked && mount -o remount,ro,bind locked || exit 77; exec \"$0\" {arguments}"
        );
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", &script]).arg(program());
        command
            .current_dir(folder)
            .env_remove("DATELINE_DB")
            .output()
            .ok()
    };
    let question = "query 'articles | count' --db locked/here.db";
    let Some(answer) = in_locked(question).filter(|it| it.status.code() != Some(77)) else {
        eprintln!("skipped: this system lets no user make a folder read-only");
        return;
    };
    if answer.status.code() != Some(0)
        && String::from_utf8_lossy(&answer.stderr).contains("unshare")
    {
        eprintln!("skipped: this system lets no user make a folder read-only");
        return;
    }
    assert_eq!(answer.status.code(), Some(0), "{answer:?}");
    assert_eq!(String::from_utf8_lossy(&answer.stdout), asked.1);
    for database in ["locked/here.db", "locked/new.db"] {
        let refused = in_locked(&format!("load news --db {database}")).unwrap();
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{said}");
        assert!(said.contains(database), "{said}");
    }
    assert!(!folder.join("locked/new.db").exists());
    assert_sound(&folder.join("locked/here.db"));
}

/// Pages are overwritten one after another, each in a copy of the database: nothing panics, and no load or
/// question goes on for ever.
#[test]
fn a_broken_page_is_an_error_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("news"), 60, 8);
    loading(folder, &["news"], "whole.db").output().unwrap();
    run(folder, &["query", "articles", "--db", "whole.db"]);
    let whole = fs::read(folder.join("whole.db")).unwrap();
    let n_pages = whole.len() / 8192;
    let mut lots = Lots(7);
    for round in 0..12 {
        let page = match round {
            0 => 0,
            1 => 1,
            _ => usize::try_from(lots.next(n_pages as u64)).unwrap(),
        };
        let mut broken = whole.clone();
        let start = page * 8192 + if round % 2 == 0 { 0 } else { 100 };
        for byte in &mut broken[start..(page + 1) * 8192] {
            *byte = u8::try_from(lots.next(256)).unwrap();
        }
        fs::write(folder.join("broken.db"), &broken).unwrap();
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(folder.join(format!("broken.db{ending}")));
        }
        for arguments in [
            &["query", "events by kind", "--db", "broken.db"][..],
            &["query", "articles text ~ \"police\"", "--db", "broken.db"],
            &["export", "all", "--db", "broken.db", "-o", "out.jsonl"],
            &["load", "news", "--db", "broken.db"],
            &["loads", "--db", "broken.db"],
        ] {
            let (status, _, said) = run(folder, arguments);
            assert!(
                (0..=3).contains(&status) && !said.contains("panicked"),
                "page {page}, {arguments:?}: {status} {said}"
            );
            if status == 1 {
                assert!(
                    said.contains("broken.db"),
                    "page {page}, {arguments:?}: {said}"
                );
            }
        }
    }
}
