//! `dateline entity` and `--lexicon`, through the program: load, correct, load again, ask.

use std::path::Path;

use crate::support::{done, run};

fn ask(folder: &Path, question: &str) -> Vec<String> {
    let out = done(folder, &["query", question, "--quiet", "--format", "tsv"]);
    out.lines().skip(1).map(str::to_owned).collect()
}

/// Two spellings of one man, told as two by the records.
const WORLD: &str = r#"{"record":"entity","id":"norland","kind":"place","name":"Norland","place_type":"country"}
{"record":"entity","id":"karl-ost","kind":"person","name":"Karl Ost","country":"norland"}
{"record":"entity","id":"carl-oest","kind":"person","name":"Carl Oest","aliases":["General Oest"],"title":"general"}
{"record":"entity","id":"north-guard","kind":"armed_group","name":"North Guard","aliases":["Guards","Snow Guard"]}
{"record":"article","id":"a1","title":"One","published":"2020-01-02","text":"Karl Ost met the North Guard. He left.","mentions":[{"start":0,"end":8,"entity":"karl-ost"},{"start":13,"end":28,"entity":"north-guard"},{"start":30,"end":32,"entity":"karl-ost","form":"pronoun"}],"events":[{"id":"e1","kind":"consult","mode":"meeting","start":0,"end":28,"trigger":[9,12],"date":"2020-01-01","actors":["karl-ost"],"targets":["north-guard"]}],"quotes":[],"figures":[],"dates":[],"sentences":[{"start":0,"end":29},{"start":30,"end":38}]}
{"record":"article","id":"a2","title":"Two","published":"2020-02-02","text":"Carl Oest fought the Snow Guard. \"We won,\" Oest said of Norland.","mentions":[{"start":0,"end":9,"entity":"carl-oest"},{"start":17,"end":31,"entity":"north-guard"},{"start":43,"end":47,"entity":"carl-oest"},{"start":56,"end":63,"entity":"norland"}],"events":[{"id":"e2","kind":"assault","start":0,"end":32,"trigger":[10,16],"date":"2020-02-01","actors":["carl-oest"],"targets":["north-guard"],"place":"norland","claimant":"carl-oest"}],"quotes":[{"id":"q1","start":34,"end":40,"speaker":"carl-oest","form":"direct"}],"figures":[{"id":"f1","start":0,"end":9,"measure":"killed","low":3,"high":3,"bound":"exact","unit":"people","claimant":"carl-oest","place":"norland"}],"dates":[],"sentences":[{"start":0,"end":32},{"start":33,"end":64}]}
"#;

/// A later article that names the second spelling again.
const LATER: &str = r#"{"record":"entity","id":"carl-oest","kind":"person","name":"Carl Oest","aliases":["Oest of the North"]}
{"record":"article","id":"a3","title":"Three","published":"2020-03-02","text":"Carl Oest praised the Snow Guard.","mentions":[{"start":0,"end":9,"entity":"carl-oest"},{"start":18,"end":32,"entity":"north-guard"}],"events":[{"id":"e3","kind":"support","start":0,"end":33,"trigger":[10,17],"actors":["carl-oest"],"targets":["north-guard"]}],"quotes":[],"figures":[],"dates":[],"sentences":[{"start":0,"end":33}]}
"#;

fn world() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("world.jsonl"), WORLD).unwrap();
    std::fs::write(folder.path().join("later.jsonl"), LATER).unwrap();
    done(folder.path(), &["load", "world.jsonl", "--quiet"]);
    folder
}

/// Everything that the database says, in the words of its nouns.
fn everything(folder: &Path) -> Vec<Vec<String>> {
    [
        "entities | sort id | select id, name, kind, land = country.id, body = org.id, title, aliases",
        "mentions | sort article.id, surface, form | select article.id, surface, whom = entity.id, form",
        "events | sort id | select id, a = actors.id, t = targets.id, p = place.id, c = claimant.id",
        "quotes | sort id | select id, s = speaker.id",
        "figures | sort id | select id, c = claimant.id, p = place.id",
        "network comention | sort a.id, b.id | select one = a.id, two = b.id, weight",
        "events by \"Norland\"+ | sort id | select id",
    ]
    .iter()
    .map(|question| ask(folder, question))
    .collect()
}

#[test]
fn merged_entities_are_one_wherever_they_are_named_and_stay_so() {
    let folder = world();
    let folder = folder.path();
    let before = everything(folder);
    let out = done(folder, &["entity", "merge", "karl-ost", "@carl-oest"]);
    assert_eq!(
        out,
        "merged @carl-oest into @karl-ost in 1 article; undo with `dateline entity undo 1`\n"
    );
    let check = |n_events: usize| {
        let events = ask(folder, "events by \"Carl Oest\" | sort id | select id");
        assert_eq!(events, ["e1", "e2", "e3"][..n_events]);
        assert_eq!(
            ask(folder, "entities named \"General Oest\" | select id"),
            ["karl-ost"]
        );
        assert_eq!(ask(folder, "quotes by \"Karl Ost\" | select id"), ["q1"]);
        assert_eq!(ask(folder, "figures | select claimant.id"), ["karl-ost"]);
        assert_eq!(
            ask(folder, "events by \"Norland\"+ | count"),
            [n_events.to_string()]
        );
        assert_eq!(
            ask(folder, "mentions | where entity.id = \"carl-oest\" | count"),
            ["0"]
        );
        let weights = ask(
            folder,
            "network comention of \"Karl Ost\" | where other.id = \"north-guard\" | select weight",
        );
        assert_eq!(weights, [n_events.to_string()]);
        assert_eq!(
            ask(folder, "entities | where id = \"carl-oest\" | count"),
            ["0"]
        );
    };
    check(2);
    done(folder, &["load", "world.jsonl", "--quiet"]);
    check(2);
    done(folder, &["load", "later.jsonl", "--quiet"]);
    check(3);
    let names = ask(folder, "entities named \"Oest of the North\" | select id");
    assert_eq!(names, ["karl-ost"]);
    assert!(done(folder, &["entity", "undo", "1"]).starts_with("undone: merged @carl-oest"));
    assert_eq!(
        ask(folder, "events by \"Carl Oest\" | sort id | select id"),
        ["e2", "e3"]
    );
    assert_eq!(ask(folder, "events by \"Karl Ost\" | select id"), ["e1"]);

    let other = world();
    done(other.path(), &["entity", "merge", "karl-ost", "carl-oest"]);
    done(other.path(), &["entity", "undo", "1"]);
    assert_eq!(everything(other.path()), before);
    assert_eq!(
        done(other.path(), &["entity", "corrections"]),
        "number\tcorrection\n"
    );
}

#[test]
fn names_that_are_split_off_take_what_is_said_under_them() {
    let folder = world();
    let folder = folder.path();
    let before = everything(folder);
    done(folder, &["entity", "split", "north-guard", "Snow Guard"]);
    let check = |expected: &[&str]| {
        let targets = ask(
            folder,
            "events against \"Snow Guard\" | sort id | select id",
        );
        assert_eq!(targets, expected);
        assert_eq!(
            ask(folder, "events against \"North Guard\" | select id"),
            ["e1"]
        );
        assert_eq!(
            ask(folder, "entities named \"Snow Guard\" | select id, kind"),
            ["snow-guard\tarmed_group"]
        );
    };
    // The mention reads "the Snow Guard", whose fold is that of the name.
    check(&["e2"]);
    done(folder, &["load", "world.jsonl", "later.jsonl", "--quiet"]);
    check(&["e2", "e3"]);
    done(
        folder,
        &["entity", "rename", "snow-guard", "Guard of the Snow"],
    );
    let (status, _, err) = run(folder, &["entity", "undo", "1"]);
    assert!(status == 2 && err.contains("undo 2 first"), "{err}");
    done(folder, &["entity", "undo", "2"]);
    done(folder, &["entity", "undo", "1"]);
    assert_eq!(ask(folder, "events against \"Snow Guard\" | count"), ["3"]);

    let other = world();
    done(
        other.path(),
        &["entity", "split", "north-guard", "Snow Guard"],
    );
    done(other.path(), &["entity", "undo", "1"]);
    assert_eq!(everything(other.path()), before);
}

#[test]
fn other_names_are_shown_and_found_and_stay() {
    let folder = world();
    let folder = folder.path();
    let before = everything(folder);
    done(folder, &["entity", "rename", "carl-oest", "Karl Oest"]);
    done(
        folder,
        &["entity", "alias", "Karl Oest", "the Old Fox", "K. Oest"],
    );
    for _ in 0..2 {
        assert_eq!(
            ask(folder, "entities named \"Old Fox\" | select id, name"),
            ["carl-oest\tKarl Oest"]
        );
        assert_eq!(
            ask(folder, "entities named \"Carl Oest\" | select id"),
            ["carl-oest"]
        );
        done(folder, &["load", "world.jsonl", "later.jsonl", "--quiet"]);
    }
    assert_eq!(
        done(folder, &["entity", "corrections"]),
        "number\tcorrection\n1\trenamed @carl-oest to \"Karl Oest\"\n\
         2\t@carl-oest is also \"the Old Fox\", \"K. Oest\"\n"
    );
    let other = world();
    done(
        other.path(),
        &["entity", "rename", "carl-oest", "Karl Oest"],
    );
    done(
        other.path(),
        &["entity", "alias", "carl-oest", "the Old Fox"],
    );
    done(other.path(), &["entity", "undo", "1"]);
    done(other.path(), &["entity", "undo", "2"]);
    assert_eq!(everything(other.path()), before);
}

#[test]
fn what_cannot_be_corrected_is_told_with_a_remedy() {
    let folder = world();
    let check = |arguments: &[&str], expected: &str| {
        let (status, out, err) = run(folder.path(), arguments);
        assert!(
            status == 2 && out.is_empty() && err.contains(expected),
            "{arguments:?}: {err}"
        );
    };
    check(
        &["entity", "merge", "karl-ost", "Karl Ost"],
        "both are @karl-ost",
    );
    check(&["entity", "merge", "karl-ost", "carl-ost"], "@carl-oest");
    check(
        &["entity", "split", "north-guard", "North Guard"],
        "dateline entity rename north-guard",
    );
    check(
        &["entity", "split", "north-guard", "Sun Guard"],
        "its other names: Guards; Snow Guard",
    );
    check(&["entity", "rename", "karl-ost", "Karl Ost"], "already");
    check(&["entity", "rename", "karl-ost", " - "], "letter");
    check(&["entity", "alias", "north-guard", "Guards"], "already");
    check(&["entity", "undo", "9"], "dateline entity corrections");
    assert_eq!(
        done(folder.path(), &["entity", "corrections"]),
        "number\tcorrection\n"
    );
}

#[test]
fn own_names_are_recognized_linked_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write(
        "one.jsonl",
        r#"{"id":"one","title":"A night in Idlib","date":"2020-01-05","text":"The Zorvane Kestrels shelled the town of Idlib on Saturday."}"#,
    );
    write(
        "two.jsonl",
        r#"{"id":"two","title":"Another night","date":"2020-01-07","text":"Fighters of Zorvane Kestrels left Idlib on Monday."}"#,
    );
    write(
        "names.tsv",
        "# of our desk\narmed_group\tKestrel Movement\tZorvane Kestrels;ZK\tSyria\tkestrels\n",
    );
    done(folder, &["load", "one.jsonl", "--quiet"]);
    let asked = "mentions | where entity.id = \"kestrels\" | sort article.id | select article.id";
    assert_eq!(ask(folder, asked), [""; 0]);
    done(
        folder,
        &["load", "one.jsonl", "--lexicon", "names.tsv", "--quiet"],
    );
    assert_eq!(ask(folder, asked), ["one"]);
    assert_eq!(
        ask(
            folder,
            "entities named \"ZK\" | select name, kind, country.id"
        ),
        ["Kestrel Movement\tarmed_group\tsyria"]
    );
    done(folder, &["load", "two.jsonl", "--quiet"]);
    assert_eq!(ask(folder, asked), ["one", "two"]);
    let extracted = done(folder, &["extract", "two.jsonl", "--lexicon", "names.tsv"]);
    assert!(extracted.contains("\"entity\":\"kestrels\""), "{extracted}");

    write("bad.tsv", "armed_group\tGood Name\nsomething\tOther\n");
    let (status, out, err) = run(folder, &["load", "one.jsonl", "--lexicon", "bad.tsv"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("bad.tsv:2: `something` is no kind"), "{err}");
}

#[test]
fn own_names_are_listed_as_a_file_of_names_and_removed_from_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write(
        "one.jsonl",
        r#"{"id":"one","title":"A day","date":"2020-02-06","text":"Men of the Harrow Kites, known as HK, met Olena Brask in Idlib on Monday."}"#,
    );
    write(
        "names.tsv",
        "armed_group\tHarrow Kites\tHK;the Kites\tsyria\tkites\nperson\tOlena Brask\t\t\tbrask\n",
    );
    let load = ["load", "one.jsonl", "--lexicon", "names.tsv", "--quiet"];
    done(folder, &load);
    let listed = done(folder, &["lexicon", "list", "--format", "tsv"]);
    let expected = "kind\tname\taliases\tcountry\thandle\n\
                    person\tOlena Brask\t\t\tbrask\n\
                    armed_group\tHarrow Kites\tHK;the Kites\tsyria\tkites\n";
    assert_eq!(listed, expected);
    write("again.tsv", &listed);
    done(
        folder,
        &["load", "one.jsonl", "--lexicon", "again.tsv", "--quiet"],
    );
    assert_eq!(
        done(folder, &["lexicon", "list", "--format", "tsv"]),
        expected
    );

    let said = "mentions | where entity.id = \"kites\" | select article.id";
    assert!(!ask(folder, said).is_empty());
    let (status, _, err) = run(folder, &["lexicon", "remove", "HK", "Nobody Such"]);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("\"Nobody Such\""), "{err}");
    assert!(
        !ask(folder, said).is_empty(),
        "nothing goes where one is unknown"
    );
    let told = done(folder, &["lexicon", "remove", "HK"]);
    assert_eq!(told, "Removed 1 name: 1 of 1 article read differently\n");
    assert_eq!(ask(folder, said), [""; 0]);
    assert_eq!(
        ask(folder, "entities | where id = \"kites\" | select id"),
        [""; 0]
    );
    let left = done(folder, &["lexicon", "list", "--format", "tsv"]);
    assert_eq!(left.lines().count(), 2, "{left}");
    done(folder, &["load", "one.jsonl", "--quiet"]);
    assert_eq!(ask(folder, said), [""; 0]);
}

/// What stands in the database after loading, in the words of more nouns.
fn all_that_is_derived(folder: &Path) -> Vec<Vec<String>> {
    [
        "network comention | sort a.id, b.id | select x = a.id, y = b.id, weight, first, last",
        "network coevent | sort a.id, b.id | select x = a.id, y = b.id, weight, first, last",
        "network quotes | sort a.id, b.id | select x = a.id, y = b.id, weight, first, last",
        "events | sort id | select id, a = actors.id, t = targets.id, p = place.id, k = cluster.id",
        "figures | sort id | select id, c = claimant.id, p = place.id, e = event.id, k = cluster.id",
        "quotes | sort id | select id, s = speaker.id, k = cluster.id",
        "sources | sort id | select id, l = country.id, e = entity.id",
        "clusters | sort id | select id, kind, label, date",
        "events within \"Syria\" | sort id | select id",
        "events by \"Syria\"+ | sort id | select id",
    ]
    .iter()
    .map(|question| ask(folder, question))
    .collect()
}

#[test]
fn undoing_leaves_what_was_read_out_of_articles_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    done(folder, &["demo", "--db", "news.db"]);
    let before = (everything_read(folder), all_that_is_derived(folder));
    done(folder, &["entity", "merge", "syria", "iraq"]);
    assert_eq!(
        ask(folder, "entities named \"Iraq\" | select id"),
        ["syria"]
    );
    assert_ne!(
        (everything_read(folder), all_that_is_derived(folder)),
        before
    );
    done(folder, &["entity", "undo", "1"]);
    assert_eq!(
        (everything_read(folder), all_that_is_derived(folder)),
        before
    );
}

fn everything_read(folder: &Path) -> Vec<String> {
    ask(
        folder,
        "entities | sort id | select id, name, kind, l = country.id, p = parent.id, o = org.id, title, aliases",
    )
}

#[test]
fn a_merge_makes_of_the_test_world_what_one_told_with_one_handle_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/world/world.jsonl");
    let Ok(world) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no test world at {}", path.display());
        return;
    };
    let (corrected, told) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(corrected.path().join("world.jsonl"), &world).unwrap();
    done(corrected.path(), &["load", "world.jsonl", "--quiet"]);
    done(
        corrected.path(),
        &["entity", "merge", "islamic-state", "al-nusra-front"],
    );
    done(corrected.path(), &["load", "world.jsonl", "--quiet"]);
    let is_kept = |line: &&str| !line.starts_with(r#"{"record":"entity","id":"al-nusra-front""#);
    let one: Vec<String> = world
        .lines()
        .filter(is_kept)
        .map(|line| line.replace("\"al-nusra-front\"", "\"islamic-state\""))
        .collect();
    assert_eq!(one.len() + 1, world.lines().count());
    std::fs::write(told.path().join("world.jsonl"), one.join("\n")).unwrap();
    done(told.path(), &["load", "world.jsonl", "--quiet"]);
    assert_eq!(
        all_that_is_derived(corrected.path()),
        all_that_is_derived(told.path())
    );
}
