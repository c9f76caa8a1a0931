//! `dateline learn`, through the program: learn, load more, forget. The articles are made of invented names
//! in sentences of a few forms.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::learn::{FEWEST_ARTICLES, LearnError, keep, learn};
use dateline::lexicon::Lexicon;
use dateline::lexicon::learned::{LearnedWeights, N_ROWS, Tag};
use dateline::store::Store;

use crate::support::{done, run};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        from[(self.0 >> 33) as usize % from.len()]
    }

    fn name(&mut self, endings: &[&str]) -> String {
        let first = self.pick(&[
            "Bra", "Tol", "Mir", "Gor", "Vel", "Sar", "Dun", "Kal", "Hes", "Lom",
        ]);
        let second = self.pick(&["ke", "va", "do", "ri", "na", "su", "mo", "li", "za", "pe"]);
        format!("{first}{second}{}", self.pick(endings))
    }

    fn person(&mut self) -> String {
        let given = self.pick(&[
            "Maria", "John", "Ahmed", "Elena", "David", "Fatima", "Peter", "Amina",
        ]);
        format!(
            "{given} {}",
            self.name(&["ssen", "rich", "dan", "vic", "tti"])
        )
    }

    fn place(&mut self) -> String {
        self.name(&["grad", "burg", "abad", "ville", "kent"])
    }

    fn body(&mut self) -> String {
        let what = self.pick(&["Water", "Harbour", "Grain", "Rail", "Forest"]);
        format!(
            "{} {what} {}",
            self.name(&["ia", "land"]),
            self.pick(&["Council", "Agency", "Union"])
        )
    }

    fn words(&mut self) -> String {
        let mut words = String::new();
        for _ in 0..9 {
            let word = self.pick(&[
                "water", "road", "market", "winter", "quiet", "season", "morning", "farmers",
                "traders", "prices", "bread", "river", "long", "heavy", "rain", "old", "wide",
                "bridge", "school", "lamp", "field", "wool", "salt", "boats", "nets", "cloth",
                "glass", "stone", "green", "small", "bright", "empty", "streets", "shops", "songs",
                "clay", "horses", "carts",
            ]);
            write!(words, "{word} ").unwrap();
        }
        words
    }

    fn sentence(&mut self) -> String {
        let (person, place, body) = (self.person(), self.place(), self.body());
        let tail = self.words();
        match self.pick(&[0, 1, 2, 3, 4, 5]) {
            0 => format!("{person}, the mayor of {place}, said on Monday that {tail}remained."),
            1 => format!("The {body} opened an office in {place} beside {tail}again."),
            2 => format!("Near {place}, {tail}were seen by {person} of the {body}."),
            3 => format!("{place} has {tail}since the {body} closed it."),
            4 => format!(
                "{} praised {place} for {tail}there.",
                self.name(&["ssen", "rich"])
            ),
            _ => format!("In the town of {place}, {person} told {body} about {tail}there."),
        }
    }
}

/// How the articles of a test are written.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    /// In the forms above only.
    Narrow,
    /// With sentences of the project's own articles among them.
    Wide,
}

/// The sentences of the articles in `fixtures/articles`.
fn sentences() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let texts = files
        .into_iter()
        .map(|file| fs::read_to_string(file).unwrap());
    let lines: Vec<String> = texts
        .flat_map(|text| text.lines().skip(4).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let sentences = lines.iter().flat_map(|line| line.split_inclusive(". "));
    sentences
        .map(|sentence| sentence.trim().to_owned())
        .filter(|sentence| sentence.ends_with('.'))
        .collect()
}

/// So many articles, from a number on, as JSON Lines.
fn articles(from: usize, count: usize, manner: Manner) -> String {
    let known = sentences();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut lines = String::new();
    for number in from..from + count {
        let mut dice = Dice(number as u64 * 7_919 + 1);
        let mut text = String::new();
        for position in 0..20 {
            let sentence = match manner {
                Manner::Wide if position % 4 > 0 => dice.pick(&known).to_owned(),
                _ => dice.sentence(),
            };
            write!(text, "{sentence} ").unwrap();
        }
        let article = serde_json::json!({
            "id": format!("n{number:03}"), "title": format!("Report {number}"),
            "published": "2020-01-06", "text": text,
        });
        writeln!(lines, "{article}").unwrap();
    }
    lines
}

fn folder(count: usize, manner: Manner) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("news.jsonl"), articles(0, count, manner)).unwrap();
    fs::write(folder.path().join("more.jsonl"), articles(500, 3, manner)).unwrap();
    done(folder.path(), &["load", "news.jsonl", "--quiet"]);
    folder
}

/// What the database says, in the words of its nouns.
fn everything(folder: &Path) -> Vec<String> {
    let questions = [
        "articles | sort id | select id, title, published, n = count(mentions)",
        "mentions | sort article.id, surface, form | select article.id, surface, whom = entity.id, form",
        "entities | sort id | select id, name, kind, land = country.id, title, aliases",
        "events | sort id | select id, kind, a = actors.id, t = targets.id, p = place.id",
        "quotes | sort id | select id, s = speaker.id",
        "network comention | sort a.id, b.id | select one = a.id, two = b.id, weight",
    ];
    let ask = |question: &str| done(folder, &["query", question, "--quiet", "--format", "tsv"]);
    questions.into_iter().map(ask).collect()
}

/// The weights that a database keeps.
fn weights(folder: &Path) -> Option<Vec<u8>> {
    let store = Store::open(&folder.join("news.db")).unwrap();
    store.learned_weights().unwrap()
}

#[test]
fn too_few_articles_teach_nothing_and_it_is_said_how_many_it_takes() {
    let folder = folder(3, Manner::Narrow);
    let before = everything(folder.path());
    let (status, out, err) = run(folder.path(), &["learn"]);
    assert_eq!((status, out.as_str()), (1, ""), "{err}");
    assert!(err.contains("3 articles"), "{err}");
    assert!(
        err.contains(&format!("it takes {FEWEST_ARTICLES} with 20000 words")),
        "{err}"
    );
    assert_eq!(everything(folder.path()), before);
    assert_eq!(weights(folder.path()), None);
    let (status, _, err) = run(folder.path(), &["learn", "--db", "none.db"]);
    assert_eq!(status, 1);
    assert!(err.contains("none.db"), "{err}");
    assert!(!folder.path().join("none.db").exists());
}

/// The three figures in a line of output.
fn figures(out: &str, line: &str) -> Vec<f64> {
    let line = out.lines().find(|found| found.contains(line)).unwrap();
    let figures = line.split_whitespace().filter_map(|word| word.parse().ok());
    figures.collect()
}

#[test]
fn only_what_does_no_harm_is_kept_and_both_are_told_with_figures() {
    for manner in [Manner::Narrow, Manner::Wide] {
        let folder = folder(110, manner);
        let folder = folder.path();
        let before = everything(folder);
        let (_, out, _) = run(folder, &["learn", "--dry-run"]);
        assert!(out.contains("from 110 articles"), "{out}");
        assert_eq!(
            (everything(folder), weights(folder)),
            (before.clone(), None)
        );

        let (status, out, err) = run(folder, &["learn"]);
        let rules = figures(&out, "the rules alone");
        let both = figures(&out, "with what was learned");
        assert_eq!((rules.len(), both.len()), (3, 3), "{out}");
        if both[2] < rules[2] {
            assert_eq!(status, 1, "{out}");
            assert!(
                err.contains("not kept, since it does harm there; nothing was changed"),
                "{err}"
            );
            assert_eq!((everything(folder), weights(folder)), (before, None));
        } else {
            assert_eq!(status, 0, "{out}{err}");
            assert!(out.contains("Kept in news.db"), "{out}");
            let (after, kept) = (everything(folder), weights(folder));
            assert!(kept.is_some());
            done(folder, &["learn"]);
            assert_eq!(
                (everything(folder), weights(folder)),
                (after, kept),
                "the rules alone teach"
            );
        }
    }
}

/// Weights that take no word for a name.
fn denial() -> LearnedWeights {
    let mut weights = LearnedWeights::default();
    for row in 0..N_ROWS {
        weights.set(row, Tag::Outside, 1_000);
    }
    weights
}

#[test]
fn what_is_kept_is_used_by_later_loads_and_forgotten_without_trace() {
    let folder = folder(6, Manner::Narrow);
    let folder = folder.path();
    let before = everything(folder);
    let mut store = Store::create(&folder.join("news.db")).unwrap();
    let mut lexicon = Lexicon::built_in().unwrap();
    lexicon.learned = Some(denial());
    let go_on = AtomicBool::new(false);
    let reread = keep(&mut store, &lexicon, &go_on).unwrap();
    assert_eq!((reread.n_articles, reread.n_changed), (6, 6));
    assert_eq!(keep(&mut store, &lexicon, &go_on).unwrap().n_changed, 0);
    drop(store);
    let after = everything(folder);
    assert_ne!(after, before);

    // What stands in the database is what loading with the weights gives.
    let later = tempfile::tempdir().unwrap();
    let mut empty = Store::create(&later.path().join("news.db")).unwrap();
    keep(&mut empty, &lexicon, &go_on).unwrap();
    drop(empty);
    fs::copy(folder.join("news.jsonl"), later.path().join("news.jsonl")).unwrap();
    done(later.path(), &["load", "news.jsonl", "--quiet"]);
    assert_eq!(everything(later.path()), after);
    let extract = |with: &[&str]| done(folder, &[&["extract", "more.jsonl"], with].concat());
    assert_ne!(extract(&["--db", "news.db"]), extract(&[]));

    let out = done(folder, &["learn", "--forget"]);
    assert!(
        out.contains("Forgotten: 6 of 6 articles in news.db read differently"),
        "{out}"
    );
    assert_eq!((everything(folder), weights(folder)), (before, None));
    assert!(done(folder, &["learn", "--forget"]).contains("Nothing was learned in news.db"));
}

#[test]
fn what_a_person_said_stays_when_articles_are_read_again() {
    let folder = folder(3, Manner::Narrow);
    let folder = folder.path();
    let told = r#"{"record":"entity","id":"old-mill","kind":"place","name":"Old Mill"}"#;
    fs::write(folder.join("told.jsonl"), told).unwrap();
    done(folder, &["load", "told.jsonl", "--quiet"]);
    let question = "people | sort id | take 1 | select id";
    let person = done(folder, &["query", question, "--quiet", "--format", "tsv"]);
    let person = person.lines().nth(1).unwrap();
    done(folder, &["entity", "rename", person, "Somebody Else"]);
    let before = everything(folder);
    let mut store = Store::create(&folder.join("news.db")).unwrap();
    let mut lexicon = Lexicon::built_in().unwrap();
    let go_on = AtomicBool::new(false);
    for weights in [Some(denial()), None] {
        lexicon.learned = weights;
        keep(&mut store, &lexicon, &go_on).unwrap();
        let told = store.entity_record("old-mill").unwrap();
        assert_eq!(told.unwrap().name, "Old Mill");
        let renamed = store.entity_record(person).unwrap();
        assert_eq!(renamed.unwrap().name, "Somebody Else");
    }
    drop(store);
    assert_eq!(everything(folder), before);
}

#[test]
fn a_stop_leaves_the_database_as_it_was() {
    let folder = folder(3, Manner::Narrow);
    let before = everything(folder.path());
    let mut store = Store::create(&folder.path().join("news.db")).unwrap();
    let mut lexicon = Lexicon::built_in().unwrap();
    let stopped = learn(&mut store, &mut lexicon, &AtomicBool::new(true));
    assert!(matches!(stopped, Err(LearnError::Stopped)), "{stopped:?}");
    drop(store);
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn damaged_weights_are_refused_by_name() {
    let folder = folder(1, Manner::Narrow);
    let folder = folder.path();
    let mut store = Store::create(&folder.join("news.db")).unwrap();
    let batch = store.batch().unwrap();
    batch.keep_weights(Some(b"\x01\0\0\0no weights")).unwrap();
    batch.commit().unwrap();
    drop(store);
    for arguments in [
        &["load", "more.jsonl"][..],
        &["extract", "more.jsonl", "--db", "news.db"],
    ] {
        let (status, _, err) = run(folder, arguments);
        assert_eq!(status, 1, "{arguments:?}: {err}");
        assert!(
            err.contains("damaged") && err.contains("dateline learn --forget"),
            "{err}"
        );
    }
    done(folder, &["learn", "--forget"]);
    done(folder, &["load", "more.jsonl"]);
}
