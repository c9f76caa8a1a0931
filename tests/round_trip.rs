//! Whatever records a database is made of: exported, loaded and exported again they are the same bytes, and
//! both databases are sound.

use std::path::Path;

use dateline::record::Record;
use dateline::store::{Finding, Inspection, Store, Thoroughness};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Choices that records are made of.
struct Tape<'bytes> {
    bytes: &'bytes [u8],
}

impl Tape<'_> {
    /// A number below `limit`; 0 once the tape is at its end.
    fn pick(&mut self, limit: usize) -> usize {
        let Some((first, rest)) = self.bytes.split_first() else {
            return 0;
        };
        self.bytes = rest;
        usize::from(*first) % limit
    }

    fn word(&mut self, words: &[&str]) -> String {
        words[self.pick(words.len())].to_owned()
    }

    /// One time in so many.
    fn is(&mut self, rarity: usize) -> bool {
        self.pick(rarity) == rarity - 1
    }
}

const HANDLES: &[&str] = &["a", "b", "c-d", "é", "norland", "ost", "x y", "Ω"];
const NAMES: &[&str] = &[
    "A",
    "a",
    "Göta Guard",
    "Ost",
    "\"x\"",
    "名前",
    "T\tab",
    "😀 Group",
];
const DATES: &[&str] = &[
    "2016-06-09",
    "2016-06",
    "2016",
    "2016-Q2",
    "201X",
    "2016-W05",
    "2016-06-09/2016-06-11",
    "2014-06/..",
    "../2020",
];
const TEXTS: &[&str] = &[
    "",
    "Gunmen fired.",
    "Göta Guard 😀 left. \"We go on,\" Ost said.\nThen\r\nnothing.",
    "一二三。四五六。",
    "\u{0} nul and \u{202e}turned",
    "   ",
    "The army struck Raqqa on Monday, killing 12 fighters, and then it struck it again on Tuesday, killing 5 more of them there.",
];

/// Puts a key in, sometimes.
fn maybe(
    object: &mut Map<String, Value>,
    tape: &mut Tape<'_>,
    key: &str,
    value: impl FnOnce(&mut Tape<'_>) -> Value,
) {
    if tape.is(2) {
        let value = value(tape);
        object.insert(key.to_owned(), value);
    }
}

fn handle(tape: &mut Tape<'_>) -> Value {
    json!(tape.word(HANDLES))
}

fn name(tape: &mut Tape<'_>) -> Value {
    json!(tape.word(NAMES))
}

fn date(tape: &mut Tape<'_>) -> Value {
    json!(tape.word(DATES))
}

fn number(tape: &mut Tape<'_>) -> Value {
    [
        json!(0),
        json!(-1.5),
        json!(3),
        json!(1e300),
        json!(0.1),
        json!(250_000),
    ][tape.pick(6)]
    .clone()
}

fn unknown(tape: &mut Tape<'_>) -> Value {
    [
        json!(null),
        json!([1, {"b": null}]),
        json!({"z": 1, "a": {"c": "é"}}),
        json!(18_446_744_073_709_551_615_u64),
        json!("0"),
        json!(false),
    ][tape.pick(6)]
    .clone()
}

fn object(of: Value) -> Map<String, Value> {
    let Value::Object(object) = of else {
        panic!("not an object")
    };
    object
}

fn entity(tape: &mut Tape<'_>) -> Value {
    let kinds = ["person", "organization", "armed_group", "place"];
    let mut it = object(
        json!({"record": "entity", "id": handle(tape), "kind": tape.word(&kinds), "name": name(tape)}),
    );
    maybe(&mut it, tape, "aliases", |tape| {
        json!([name(tape), name(tape), handle(tape)])
    });
    for key in ["country", "parent", "org"] {
        maybe(&mut it, tape, key, handle);
    }
    maybe(&mut it, tape, "title", name);
    maybe(&mut it, tape, "place_type", |tape| {
        json!(tape.word(&["country", "city", "water"]))
    });
    maybe(&mut it, tape, "lat", number);
    maybe(&mut it, tape, "lon", number);
    maybe(&mut it, tape, "extracted", |_| json!(true));
    maybe(&mut it, tape, "born", unknown);
    Value::Object(it)
}

fn source(tape: &mut Tape<'_>) -> Value {
    let mut it = object(json!({"record": "source", "id": handle(tape), "name": name(tape)}));
    maybe(&mut it, tape, "domain", name);
    maybe(&mut it, tape, "country", handle);
    maybe(&mut it, tape, "entity", handle);
    maybe(&mut it, tape, "other_ids", |tape| json!([handle(tape)]));
    maybe(&mut it, tape, "tier", unknown);
    Value::Object(it)
}

fn cluster(tape: &mut Tape<'_>) -> Value {
    let mut it = object(json!({"record": "cluster", "id": handle(tape)}));
    maybe(&mut it, tape, "kind", |tape| {
        json!(tape.word(&["story", "happening"]))
    });
    maybe(&mut it, tape, "label", name);
    maybe(&mut it, tape, "date", date);
    maybe(&mut it, tape, "seen", unknown);
    Value::Object(it)
}

/// Some characters of a text.
fn span(tape: &mut Tape<'_>, n_chars: usize) -> Map<String, Value> {
    let start = tape.pick(n_chars + 1);
    let end = start + tape.pick(n_chars - start + 1);
    object(json!({"start": start, "end": end}))
}

fn list(tape: &mut Tape<'_>, make: impl Fn(&mut Tape<'_>) -> Value) -> Value {
    let n_items = tape.pick(3);
    Value::Array((0..n_items).map(|_| make(tape)).collect())
}

fn participant(tape: &mut Tape<'_>) -> Value {
    match tape.pick(3) {
        0 => handle(tape),
        1 => json!({"text": name(tape)}),
        _ => json!({"entity": handle(tape), "text": name(tape)}),
    }
}

fn event(tape: &mut Tape<'_>, n_chars: usize) -> Value {
    let mut it = span(tape, n_chars);
    it.insert(
        "mode".to_owned(),
        json!(tape.word(&["airstrike", "meeting", "denial"])),
    );
    maybe(&mut it, tape, "id", handle);
    maybe(&mut it, tape, "trigger", |tape| {
        let span = span(tape, n_chars);
        json!([span["start"], span["end"]])
    });
    maybe(&mut it, tape, "date", date);
    for key in ["place", "claimant", "cluster"] {
        maybe(&mut it, tape, key, handle);
    }
    for key in ["actors", "targets", "others"] {
        maybe(&mut it, tape, key, |tape| list(tape, participant));
    }
    maybe(&mut it, tape, "modality", |tape| {
        json!(tape.word(&["denied", "planned"]))
    });
    maybe(&mut it, tape, "summary", name);
    maybe(&mut it, tape, "confidence", number);
    maybe(&mut it, tape, "row", unknown);
    Value::Object(it)
}

fn quote(tape: &mut Tape<'_>, n_chars: usize) -> Value {
    let mut it = span(tape, n_chars);
    it.insert("form".to_owned(), json!(tape.word(&["direct", "indirect"])));
    for key in ["id", "speaker", "cluster"] {
        maybe(&mut it, tape, key, handle);
    }
    maybe(&mut it, tape, "date", date);
    Value::Object(it)
}

fn figure(tape: &mut Tape<'_>, n_chars: usize) -> Value {
    let mut it = span(tape, n_chars);
    it.insert("measure".to_owned(), json!(tape.word(&["killed", "money"])));
    for key in ["low", "high"] {
        maybe(&mut it, tape, key, number);
    }
    for key in ["counted_from", "as_of"] {
        maybe(&mut it, tape, key, date);
    }
    for key in ["id", "place", "claimant", "event", "cluster"] {
        maybe(&mut it, tape, key, handle);
    }
    maybe(&mut it, tape, "what", name);
    maybe(&mut it, tape, "sure", unknown);
    Value::Object(it)
}

fn mention(tape: &mut Tape<'_>, n_chars: usize) -> Value {
    let mut it = span(tape, n_chars);
    it.insert("entity".to_owned(), handle(tape));
    maybe(&mut it, tape, "form", |tape| {
        json!(tape.word(&["role", "pronoun"]))
    });
    maybe(&mut it, tape, "title", name);
    maybe(&mut it, tape, "sure", unknown);
    Value::Object(it)
}

fn time(tape: &mut Tape<'_>, n_chars: usize) -> Value {
    let mut it = span(tape, n_chars);
    maybe(&mut it, tape, "value", date);
    maybe(
        &mut it,
        tape,
        "timex3",
        |_| json!({"type": "SET", "value": "P1D"}),
    );
    Value::Object(it)
}

fn sentence(tape: &mut Tape<'_>, n_chars: usize) -> Value {
    let mut it = span(tape, n_chars);
    maybe(&mut it, tape, "zone", |tape| {
        json!(tape.word(&["title", "caption"]))
    });
    maybe(&mut it, tape, "tone", unknown);
    Value::Object(it)
}

fn article(tape: &mut Tape<'_>) -> Value {
    let text = tape.word(TEXTS);
    let n = text.chars().count();
    let mut it = object(json!({
        "record": "article",
        "sentences": list(tape, |tape| sentence(tape, n)),
        "mentions": list(tape, |tape| mention(tape, n)),
        "events": list(tape, |tape| event(tape, n)),
        "quotes": list(tape, |tape| quote(tape, n)),
        "figures": list(tape, |tape| figure(tape, n)),
        "dates": list(tape, |tape| time(tape, n)),
        "text": text,
    }));
    for key in ["id", "source", "story"] {
        maybe(&mut it, tape, key, handle);
    }
    for key in ["title", "url", "author"] {
        maybe(&mut it, tape, key, name);
    }
    maybe(&mut it, tape, "published", date);
    maybe(&mut it, tape, "published_basis", |tape| {
        json!(tape.word(&["url", "text"]))
    });
    if tape.is(2) {
        it.insert("extracted".to_owned(), json!(true));
        // What the program reads names no event of another article.
        for figure in it["figures"].as_array_mut().into_iter().flatten() {
            figure.as_object_mut().map(|figure| figure.remove("event"));
        }
    }
    maybe(&mut it, tape, "weather", unknown);
    Value::Object(it)
}

/// A database of these records, in batches as loading writes them.
fn database(path: &Path, lines: &[String]) -> Store {
    let mut store = Store::create(path).unwrap();
    for lines in lines.chunks(4) {
        let mut batch = store.batch().unwrap();
        for line in lines {
            let record = Record::read(line).unwrap();
            if let Err(error) = batch.write(&record) {
                assert!(!error.is_fatal(), "{error}: {line}");
            }
        }
        batch.commit().unwrap();
    }
    store.group_reports().unwrap();
    store.update_links().unwrap();
    store
}

fn export(store: &Store) -> Vec<String> {
    let mut lines = Vec::new();
    let snapshot = store.snapshot().unwrap();
    let taken = snapshot.each_record(&mut |record| {
        lines.push(record.to_line());
        Ok(())
    });
    taken.unwrap();
    lines
}

fn wrong(path: &Path) -> Vec<(&'static str, Finding)> {
    let mut wrong = Vec::new();
    let inspection = Inspection::open(path).unwrap();
    inspection.check(Thoroughness::Full, &mut |checked| {
        if checked.finding != Finding::Sound {
            wrong.push((checked.name, checked.finding));
        }
    });
    wrong
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn an_export_is_the_same_after_it_was_loaded(bytes in prop::collection::vec(any::<u8>(), 0..900)) {
        let mut tape = Tape { bytes: &bytes };
        let mut lines = Vec::new();
        while !tape.bytes.is_empty() && lines.len() < 24 {
            let record = match tape.pick(6) {
                0 => entity(&mut tape),
                1 => source(&mut tape),
                2 => cluster(&mut tape),
                _ => article(&mut tape),
            };
            lines.push(record.to_string());
        }
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("first.db"), folder.path().join("second.db"));
        let exported = export(&database(&first, &lines));
        prop_assert_eq!(wrong(&first), vec![]);
        let again = export(&database(&second, &exported));
        for (again, exported) in again.iter().zip(&exported) {
            prop_assert_eq!(again, exported);
        }
        prop_assert_eq!(again.len(), exported.len());
        prop_assert_eq!(wrong(&second), vec![]);
    }
}
