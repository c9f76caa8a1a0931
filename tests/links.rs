//! The stored links say what the stored sentences, events and quotes say, whatever was loaded in
//! whatever order: compared with plain loops over the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use dateline::ask::Asker;
use dateline::model::date::PartialDate;
use dateline::record::Record;
use dateline::store::Store;
use dateline::value::Value;
use rusqlite::Connection;

/// Kind, whether turned, both ends by id.
type Link = (i64, bool, String, String);

/// Weight, first, last, sentence as `article:ord`.
type Told = (i64, Option<i64>, Option<i64>, String);

/// A sequence of numbers that is the same in every run.
struct Dice {
    state: u64,
    n_entities: u64,
}

impl Dice {
    fn new(seed: u64, n_entities: u64) -> Self {
        Self {
            state: 0x9e37_79b9_7f4a_7c15 ^ seed,
            n_entities,
        }
    }

    fn below(&mut self, n: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % n
    }

    /// A date of some precision, or none.
    fn date(&mut self, field: &str) -> String {
        let (month, day) = (self.below(3) + 1, self.below(3) + 1);
        match self.below(5) {
            0 => String::new(),
            1 => format!(",\"{field}\":\"2020\""),
            2 => format!(",\"{field}\":\"2020-0{month}\""),
            _ => format!(",\"{field}\":\"2020-0{month}-0{day}\""),
        }
    }

    fn entity(&mut self) -> String {
        // Keys are given as entities come, so that their order is not that of the ids.
        format!(
            "\"e{}\"",
            (self.below(self.n_entities) * 3) % self.n_entities
        )
    }

    fn entities(&mut self, most: u64) -> String {
        let list: Vec<String> = (0..self.below(most + 1)).map(|_| self.entity()).collect();
        format!("[{}]", list.join(","))
    }

    /// An article of four sentences of ten characters; sometimes an event's id is another article's.
    fn article(&mut self, number: u64) -> String {
        let mut line = format!(
            "{{\"record\":\"article\",\"id\":\"a{number}\",\"text\":\"{}\"{}",
            "abcdefgh. ".repeat(4),
            self.date("published")
        );
        line.push_str(",\"sentences\":[");
        for at in 0..4 {
            let comma = if at > 0 { "," } else { "" };
            let (start, end) = (at * 10, at * 10 + 9);
            write!(line, "{comma}{{\"start\":{start},\"end\":{end}}}").unwrap();
        }
        line.push_str("],\"mentions\":[");
        for at in 0..self.below(9) {
            let comma = if at > 0 { "," } else { "" };
            let start = self.below(4) * 10 + self.below(8);
            let (end, entity) = (start + 1, self.entity());
            write!(
                line,
                "{comma}{{\"start\":{start},\"end\":{end},\"entity\":{entity}}}"
            )
            .unwrap();
        }
        line.push_str("],\"events\":[");
        for at in 0..self.below(3) {
            let comma = if at > 0 { "," } else { "" };
            let owner = if self.below(12) == 0 {
                number + 1
            } else {
                number
            };
            let start = self.below(4) * 10;
            write!(
                line,
                "{comma}{{\"id\":\"v{owner}-{at}\",\"kind\":\"assault\",\"start\":{start},\"end\":{},\"actors\":{},\"targets\":{},\"others\":{}{}}}",
                start + 9,
                self.entities(2),
                self.entities(2),
                self.entities(1),
                self.date("date")
            )
            .unwrap();
        }
        line.push_str("],\"quotes\":[");
        for at in 0..self.below(3) {
            let comma = if at > 0 { "," } else { "" };
            let start = self.below(4) * 10;
            write!(
                line,
                "{comma}{{\"id\":\"u{number}-{at}\",\"form\":\"direct\",\"start\":{start},\"end\":{},\"speaker\":{}{}}}",
                start + 4 + self.below(4),
                self.entity(),
                self.date("date")
            )
            .unwrap();
        }
        line.push_str("]}");
        line
    }
}

fn rows<T>(connection: &Connection, sql: &str, read: impl Fn(&rusqlite::Row<'_>) -> T) -> Vec<T> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok(read(row))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn stored(connection: &Connection) -> BTreeMap<Link, Told> {
    let all = rows(
        connection,
        "SELECT link.kind, is_turned, one.id, other.id, weight, first, last, article.id || ':' || ord
         FROM link JOIN entity AS one ON one.key = a JOIN entity AS other ON other.key = b
         JOIN sentence ON sentence.key = link.sentence JOIN article ON article.key = sentence.article",
        |row| {
            let get = |at: usize| row.get(at).unwrap();
            let ends = (row.get(2).unwrap(), row.get(3).unwrap());
            let text: String = row.get(7).unwrap();
            let (first, last) = (row.get(5).unwrap(), row.get(6).unwrap());
            (
                (get(0), get(1) == 1, ends.0, ends.1),
                (get(4), first, last, text),
            )
        },
    );
    all.into_iter().collect()
}

/// A sentence, event or quote: date, article, position of the sentence, and the pairs it links.
type Occasion = (Option<i64>, String, i64, BTreeSet<(String, String)>);

/// What plain loops find in the articles that do not wait.
fn looked_up(connection: &Connection) -> BTreeMap<Link, Told> {
    let mut links: BTreeMap<Link, Vec<(Option<i64>, String, i64)>> = BTreeMap::new();
    for (kind, occasions) in (0..).zip([
        sentences(connection),
        events(connection),
        quotes(connection),
    ]) {
        for (date, article, ord, pairs) in occasions {
            for (a, b) in pairs {
                for link in [(kind, false, a.clone(), b.clone()), (kind, true, b, a)] {
                    let told = links.entry(link).or_default();
                    told.push((date, article.clone(), ord));
                }
            }
        }
    }
    let told = |mut all: Vec<(Option<i64>, String, i64)>| {
        all.sort_by_key(|(date, article, ord)| (date.is_none(), *date, article.clone(), *ord));
        let dates = || all.iter().filter_map(|(date, ..)| *date);
        let place = format!("{}:{}", all[0].1, all[0].2);
        let weight = i64::try_from(all.len()).unwrap();
        (weight, dates().min(), dates().max(), place)
    };
    links
        .into_iter()
        .map(|(link, all)| (link, told(all)))
        .collect()
}

/// Each with each other one, the first by id first.
fn paired(all: &BTreeSet<String>) -> BTreeSet<(String, String)> {
    let pairs = all
        .iter()
        .flat_map(|one| all.iter().map(move |other| (one.clone(), other.clone())));
    pairs.filter(|(one, other)| one < other).collect()
}

/// Rows of item, date in three columns, article, position, entity.
fn gathered(connection: &Connection, sql: &str) -> Vec<Occasion> {
    let all = rows(connection, sql, |row| {
        let get = |at: usize| row.get::<_, Option<i64>>(at).unwrap();
        let date = get(1).map(|first| {
            ((first + 8_388_608) << 28) | ((get(2).unwrap() + 8_388_608) << 4) | get(3).unwrap()
        });
        let item = get(0).unwrap();
        (
            item,
            date,
            row.get(4).unwrap(),
            row.get(5).unwrap(),
            row.get(6).unwrap(),
        )
    });
    let mut items: BTreeMap<i64, (Option<i64>, String, i64, BTreeSet<String>)> = BTreeMap::new();
    for (item, date, article, ord, entity) in all {
        let entry = items
            .entry(item)
            .or_insert((date, article, ord, BTreeSet::new()));
        entry.3.insert(entity);
    }
    let items = items.into_values();
    items
        .map(|(date, article, ord, all)| (date, article, ord, paired(&all)))
        .collect()
}

fn sentences(connection: &Connection) -> Vec<Occasion> {
    gathered(
        connection,
        "SELECT sentence.key, article.published_first, article.published_last, article.published_precision, article.id, ord,
           entity.id
         FROM mention JOIN sentence ON sentence.key = mention.sentence
         JOIN entity ON entity.key = mention.entity
         JOIN article ON article.key = mention.article
         WHERE article.key NOT IN (SELECT article FROM unlinked)",
    )
}

fn events(connection: &Connection) -> Vec<Occasion> {
    gathered(
        connection,
        "SELECT event.key, event.date_first, event.date_last, event.date_precision, article.id, sentence.ord, entity.id
         FROM participant JOIN event ON event.key = participant.event
         JOIN entity ON entity.key = participant.entity
         JOIN sentence ON sentence.key = event.sentence JOIN article ON article.key = event.article
         WHERE article.key NOT IN (SELECT article FROM unlinked)",
    )
}

fn quotes(connection: &Connection) -> Vec<Occasion> {
    let all = rows(
        connection,
        "SELECT quote.date_first, quote.date_last, quote.date_precision, article.id, sentence.ord, entity.id, quote.start,
           quote.stop, quote.article
         FROM quote JOIN entity ON entity.key = speaker
         JOIN sentence ON sentence.key = quote.sentence JOIN article ON article.key = quote.article
         WHERE article.key NOT IN (SELECT article FROM unlinked)",
        |row| {
            let get = |at: usize| row.get::<_, Option<i64>>(at).unwrap();
            let date = get(0).map(|first| {
                ((first + 8_388_608) << 28) | ((get(1).unwrap() + 8_388_608) << 4) | get(2).unwrap()
            });
            let texts: (String, String) = (row.get(3).unwrap(), row.get(5).unwrap());
            (
                date,
                texts,
                get(4).unwrap(),
                [6, 7, 8].map(|at| get(at).unwrap()),
            )
        },
    );
    let mentions = rows(
        connection,
        "SELECT article, start, entity.id FROM mention JOIN entity ON entity.key = mention.entity",
        |row| {
            (
                row.get::<_, i64>(0).unwrap(),
                row.get::<_, i64>(1).unwrap(),
                row.get(2).unwrap(),
            )
        },
    );
    let occasion =
        |(date, (article, speaker), ord, place): (_, (String, String), i64, [i64; 3])| {
            let [start, stop, key] = place;
            let inside = mentions
                .iter()
                .filter(|(of, at, entity): &&(i64, i64, String)| {
                    *of == key && *at >= start && *at < stop && *entity != speaker
                });
            let pairs = inside
                .map(|(.., entity)| (speaker.clone(), entity.clone()))
                .collect();
            (date, article, ord, pairs)
        };
    all.into_iter().map(occasion).collect()
}

fn write(path: &Path, lines: &[String], then: bool) {
    let mut store = Store::create(path).unwrap();
    let mut batch = store.batch().unwrap();
    for line in lines {
        // An id that another article has is refused, and leaves nothing.
        let _ = batch.write(&Record::read(line).unwrap());
    }
    batch.commit().unwrap();
    if then {
        store.update_links().unwrap();
    }
}

fn compare(path: &Path, when: &str) -> usize {
    let connection = Connection::open(path).unwrap();
    let (stored, expected) = (stored(&connection), looked_up(&connection));
    let keys: BTreeSet<&Link> = stored.keys().chain(expected.keys()).collect();
    for key in keys {
        assert_eq!(stored.get(key), expected.get(key), "{when}: {key:?}");
    }
    stored.len()
}

#[test]
fn links_are_those_of_the_articles_after_any_sequence_of_loads() {
    for seed in 1..=6 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        let mut dice = Dice::new(seed, 7);
        let lines: Vec<String> = (0..60).map(|number| dice.article(number)).collect();
        write(&path, &lines, true);
        assert!(compare(&path, "first") > 50, "the articles link nobody");
        for round in 0..25 {
            // Few articles at a time, known ones and new ones, so that links are added up and taken
            // out; now and then many, so that they are counted anew.
            let n_articles = if round % 9 == 8 { 30 } else { dice.below(4) };
            let lines: Vec<String> = (0..=n_articles)
                .map(|_| dice.below(64))
                .collect::<Vec<u64>>()
                .into_iter()
                .map(|number| dice.article(number))
                .collect();
            let then = dice.below(3) > 0;
            write(&path, &lines, then);
            compare(&path, &format!("seed {seed}, round {round}"));
        }
    }
}

#[test]
fn an_older_database_gets_its_links_with_the_next_load() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let mut dice = Dice::new(8, 7);
    let lines: Vec<String> = (0..20).map(|number| dice.article(number)).collect();
    let connection = Connection::open(&path).unwrap();
    for step in ["0001_model", "0002_views", "0003_clusters"] {
        let file = format!(
            "{}/migrations/sqlite/{step}.sql",
            env!("CARGO_MANIFEST_DIR")
        );
        connection
            .execute_batch(&std::fs::read_to_string(file).unwrap())
            .unwrap();
    }
    connection
        .execute_batch(
            "PRAGMA user_version = 3; PRAGMA application_id = 0x44544c4e;
             INSERT INTO entity (key, id, name, kind) VALUES (1, 'x', 'X', 'place'), (2, 'b', 'B', 'place');
             INSERT INTO article (key, id, words, text_fingerprint, facts_fingerprint)
               VALUES (1, 'old', 1, '', '');
             INSERT INTO sentence (key, article, ord, zone, start, stop, text)
               VALUES (1, 1, 0, 'body', 0, 4, 'X, B');
             INSERT INTO mention (article, sentence, entity, start, stop, surface, form)
               VALUES (1, 1, 1, 0, 1, 'X', 'name'), (1, 1, 2, 3, 4, 'B', 'name');",
        )
        .unwrap();
    drop(connection);
    write(&path, &[], true);
    assert_eq!(compare(&path, "upgraded"), 2);
    write(&path, &lines, true);
    assert!(compare(&path, "loaded") > 2);
}

/// A clause that every row of a kind of link meets, so that the links are counted.
const ALL: [(&str, &str); 3] = [
    ("comention", "not about \"nothing\""),
    ("coevent", "not of aid"),
    ("quotes", "of direct"),
];

fn asker(path: &Path) -> Asker {
    let now: PartialDate = "2020-07-01".parse().unwrap();
    Asker::new(Store::open(path).unwrap(), now.first, BTreeMap::new())
}

fn answered(asker: &Asker, question: &str) -> Vec<Vec<Value>> {
    match asker.answer(question) {
        Ok(answer) => answer.rows.unwrap().records,
        Err(trouble) => panic!("{question}: {trouble:?}"),
    }
}

#[test]
fn stored_links_and_counted_ones_give_the_same_networks_and_paths() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let mut dice = Dice::new(11, 40);
    let lines: Vec<String> = (0..25).map(|number| dice.article(number)).collect();
    write(&path, &lines, true);
    let stored = asker(&path);
    let waiting_path = folder.path().join("waiting.db");
    write(&waiting_path, &lines, false);
    let waiting = asker(&waiting_path);
    let mut lengths = BTreeSet::new();
    for (kind, all) in ALL {
        let mut questions = vec![(
            format!("network {kind} "),
            "| select a, b, weight, first, last",
        )];
        for one in 0..12 {
            questions.push((format!("network {kind} of @e{one} "), ""));
            let other = dice.below(40);
            let path = format!("path from @e{one} to @e{other} via {kind} max 6 ");
            questions.push((
                path,
                "| select step, one = a.id, other = b.id, weight, told = sentence.id",
            ));
        }
        for (start, end) in questions {
            let question = format!("{start}{end}");
            let rows = answered(&stored, &question);
            let counted = format!("{start}{all} {end}");
            assert_eq!(rows, answered(&stored, &counted), "{counted}");
            assert_eq!(rows, answered(&waiting, &question), "{question}");
            if start.starts_with("path") {
                lengths.insert(rows.len());
            }
        }
    }
    assert!(lengths.len() > 3, "paths of {lengths:?} steps only");
}
