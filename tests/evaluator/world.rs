//! Small worlds made at random, as Dateline JSON Lines.

use serde_json::{Value, json};

use super::dice::Dice;
use super::schema::members;
use super::text::vocabulary;

/// An entity that a world may have: id, name, kind, other names.
pub(super) type Known = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// Everybody. The alias `Front` is that of two groups, `Harbour` the name of a place and of a body.
pub(super) const ENTITIES: &[Known] = &[
    ("norland", "Norland", "place", &["Nórland", "the North"]),
    ("sudland", "Sudland", "place", &["Südland"]),
    ("coast", "West Coast", "place", &["west-coast"]),
    ("harbour", "Harbour", "place", &[]),
    ("old-quay", "Old Quay", "place", &["Quayside"]),
    ("lake", "Lake Mir", "place", &[]),
    (
        "ministry",
        "Ministry of Ports",
        "organization",
        &["al-Wizara"],
    ),
    ("port-office", "Port Office", "organization", &["Harbour"]),
    ("star-house", "Star House", "organization", &[]),
    ("ada-berg", "Ada Berg", "person", &["Berg"]),
    ("odd-strand", "Odd Strand", "person", &[]),
    ("ida-vik", "Ida Vik", "person", &["Ída Vík"]),
    ("red-flag", "Red Flag", "armed_group", &["Reds", "Front"]),
    ("blue-front", "Blue Front", "armed_group", &["Front"]),
];

const PLACES: &[&str] = &["norland", "sudland", "coast", "harbour", "old-quay", "lake"];
const BODIES: &[&str] = &[
    "ministry",
    "port-office",
    "star-house",
    "red-flag",
    "blue-front",
];
const OUTLETS: &[&str] = &["morning-post", "evening-star", "the-mail"];
const CLUSTERS: &[&str] = &["k1", "k2", "k3", "k4"];
const AUTHORS: &[&str] = &["A. Writer", "Éva Quill", "a. writer"];
/// Dates of every precision; no two are the same interval.
const DATES: &[&str] = &[
    "2020-01-15",
    "2020-02-29",
    "2020-03-01",
    "2020-03-02",
    "2020-03-31",
    "2020-04-01",
    "2019-12-31",
    "2021-01-01",
    "2020-03",
    "2020-02",
    "2020-Q2",
    "2020-Q1",
    "2020",
    "2019",
    "202X",
    "2020-W09",
    "2020-W10",
    "2020-03-01/2020-03-04",
    "2020-02-27/2020-03-02",
    "2020-01/2020-03-15",
    "2020-04/..",
    "2020-03-10/..",
    "../2020-02",
    "../2020-03",
];

/// The records of the world with this seed.
pub(super) fn records(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut records = Vec::new();
    for known in ENTITIES {
        records.push(entity(&mut dice, known));
    }
    records.extend(outlets(&mut dice));
    for id in CLUSTERS {
        let kind = *dice.pick(members("cluster_kind"));
        let label = dice.pick(&[None, Some("Clash at Harbour"), Some("Talks"), Some("Aid")]);
        let date = maybe_date(&mut dice, 2);
        records.push(
            json!({"record": "cluster", "id": id, "kind": kind, "label": label, "date": date}),
        );
    }
    for number in 1..=dice.between(4, 7) {
        records.push(article(&mut dice, number));
    }
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    lines.join("\n")
}

fn entity(dice: &mut Dice, (id, name, kind, aliases): &Known) -> Value {
    let mut record =
        json!({"record": "entity", "id": id, "name": name, "kind": kind, "aliases": aliases});
    let country = *dice.pick(&[Some("norland"), Some("sudland"), None]);
    match *kind {
        "place" => {
            let (place_type, parent): (&str, Option<&str>) = match *id {
                "norland" | "sudland" => ("country", None),
                "coast" => ("region", *dice.pick(&[Some("norland"), Some("sudland")])),
                "harbour" => ("city", *dice.pick(&[Some("coast"), Some("norland"), None])),
                "old-quay" => ("site", *dice.pick(&[Some("harbour"), Some("coast")])),
                _ => ("water", *dice.pick(&[Some("norland"), None])),
            };
            record["place_type"] = json!(place_type);
            record["parent"] = json!(parent);
            record["country"] = json!(if place_type == "country" {
                Some(*id)
            } else {
                country
            });
            if !dice.once_in(4) {
                record["lat"] =
                    json!(60.0 + f64::from(u8::try_from(dice.below(8)).unwrap()) / 10.0);
                record["lon"] = json!(10.0 + f64::from(u8::try_from(dice.below(3)).unwrap()) / 4.0);
            }
        }
        "person" => {
            record["country"] = json!(country);
            record["org"] = json!(maybe(dice, BODIES, 2));
            // Else it would be the title that the latest mention has.
            record["title"] = json!(dice.pick(&["director", "Minister"]));
        }
        _ => {
            record["country"] = json!(country);
            let above = BODIES.iter().position(|body| body == id).unwrap_or(0);
            record["parent"] = json!(maybe(dice, &BODIES[..above], 2));
        }
    }
    record
}

fn outlets(dice: &mut Dice) -> Vec<Value> {
    let country = maybe(dice, &["norland", "sudland"], 2);
    vec![
        json!({"record": "source", "id": "morning-post", "name": "Morning Post",
               "domain": "post.example", "country": country}),
        json!({"record": "source", "id": "evening-star", "name": "Evening Star",
               "domain": "star.example", "entity": "star-house", "country": "norland"}),
        json!({"record": "source", "id": "the-mail", "name": "Daily Mail", "domain": null}),
    ]
}

fn maybe<'w>(dice: &mut Dice, list: &[&'w str], often: usize) -> Option<&'w str> {
    if dice.once_in(often) {
        return None;
    }
    dice.pick_any(list).copied()
}

fn maybe_date(dice: &mut Dice, often: usize) -> Option<&'static str> {
    maybe(dice, DATES, often + 2)
}

/// A text in the making, with the facts of its sentences.
#[derive(Default)]
struct Draft {
    text: String,
    sentences: Vec<Value>,
    mentions: Vec<Value>,
    events: Vec<Value>,
    quotes: Vec<Value>,
    figures: Vec<Value>,
}

impl Draft {
    fn at(&self) -> usize {
        self.text.chars().count()
    }

    fn push(&mut self, word: &str) -> (usize, usize) {
        let start = self.at();
        self.text.push_str(word);
        (start, self.at())
    }
}

fn article(dice: &mut Dice, number: usize) -> Value {
    let mut draft = Draft::default();
    for _ in 0..dice.between(2, 4) {
        if !draft.text.is_empty() {
            draft.push(" ");
        }
        sentence(dice, &mut draft, number);
    }
    let words = vocabulary();
    let title = format!("{} {}", dice.pick(&words), dice.pick(&words));
    let published = maybe_date(dice, 5);
    json!({
        "record": "article",
        "id": format!("n{number}"),
        "url": format!("https://news.example/{number}"),
        "origin": format!("pages/{number}.html"),
        "source": maybe(dice, OUTLETS, 8),
        "title": if dice.once_in(6) { None } else { Some(title) },
        "author": maybe(dice, AUTHORS, 3),
        "language": "en",
        "published": published,
        "published_basis": published.map(|_| *dice.pick(members("basis"))),
        "story": maybe(dice, CLUSTERS, 2),
        "text": draft.text,
        "sentences": draft.sentences,
        "mentions": draft.mentions,
        "events": draft.events,
        "quotes": draft.quotes,
        "figures": draft.figures,
    })
}

fn sentence(dice: &mut Dice, draft: &mut Draft, article: usize) {
    let words = vocabulary();
    let start = draft.at();
    for n in 0..dice.between(3, 7) {
        if n > 0 {
            draft.push(" ");
        }
        match dice.below(7) {
            0..=2 => {
                draft.push(dice.pick::<&str>(&words));
            }
            3 | 4 => mention(dice, draft),
            5 => figure(dice, draft, article),
            _ => quote(dice, draft, article),
        }
    }
    let (_, end) = draft.push(".");
    draft
        .sentences
        .push(json!({"start": start, "end": end, "zone": *dice.pick(members("zone"))}));
    for _ in 0..dice.below(3) {
        event(dice, draft, article, (start, end));
    }
}

fn mention(dice: &mut Dice, draft: &mut Draft) {
    let (id, name, kind, aliases) = dice.pick(ENTITIES);
    let surface = if dice.once_in(3) {
        dice.pick_any(aliases).copied().unwrap_or(name)
    } else {
        name
    };
    let (start, end) = draft.push(surface);
    let title = maybe(dice, &["director", "Minister"], 2).filter(|_| *kind == "person");
    draft.mentions.push(json!({
        "start": start, "end": end, "entity": id,
        "form": *dice.pick(members("mention_form")), "title": title,
    }));
}

fn figure(dice: &mut Dice, draft: &mut Draft, article: usize) {
    let low = dice.between(1, 40);
    let (start, end) = draft.push(&low.to_string());
    let id = format!("g{article}-{}", draft.figures.len());
    let high = *dice.pick(&[Some(low), Some(low), Some(low + 7), None]);
    let has_low = !dice.once_in(6);
    let event = draft.events.last().map(|event| event["id"].clone());
    draft.figures.push(json!({
        "id": id, "start": start, "end": end,
        "measure": *dice.pick(members("measure")),
        "what": maybe(dice, &["people killed", "homes lost"], 2),
        "low": has_low.then_some(low), "high": high,
        "bound": *dice.pick(members("bound")),
        "unit": *dice.pick(&[Some("people"), Some("people"), Some("percent"), None]),
        "counted_from": maybe(dice, &["2019", "2020-01"], 2),
        "as_of": maybe_date(dice, 4),
        "place": maybe(dice, PLACES, 3),
        "claimant": maybe(dice, &["ada-berg", "ministry", "red-flag", "star-house"], 2),
        "event": event.filter(|_| dice.once_in(2)),
        "cluster": maybe(dice, CLUSTERS, 4),
    }));
}

fn quote(dice: &mut Dice, draft: &mut Draft, article: usize) {
    let words = vocabulary();
    let (start, _) = draft.push("\"");
    draft.push(dice.pick::<&str>(&words));
    draft.push(" ");
    if dice.once_in(2) {
        mention(dice, draft);
    } else {
        draft.push(dice.pick::<&str>(&words));
    }
    let (_, end) = draft.push("\"");
    let id = format!("u{article}-{}", draft.quotes.len());
    draft.quotes.push(json!({
        "id": id, "start": start, "end": end,
        "speaker": maybe(dice, &["ada-berg", "odd-strand", "ministry", "norland", "ida-vik"], 4),
        "form": *dice.pick(members("quote_form")),
        "verb": maybe(dice, &["said", "warned"], 3),
        "date": maybe_date(dice, 4),
        "cluster": maybe(dice, CLUSTERS, 3),
    }));
}

fn event(dice: &mut Dice, draft: &mut Draft, article: usize, (start, end): (usize, usize)) {
    let (kind, modes): (&str, &[Option<&str>]) = *dice.pick(&[
        ("assault", &[Some("clash"), Some("airstrike"), None] as &[_]),
        ("consult", &[Some("meeting"), Some("talks")]),
        ("aid", &[Some("training"), None]),
        ("statement", &[None]),
        ("coerce", &[Some("siege"), None]),
    ]);
    let id = format!("v{article}-{}", draft.events.len());
    let actors = people(dice);
    let targets = people(dice);
    let others = people(dice);
    draft.events.push(json!({
        "id": id, "kind": kind, "mode": *dice.pick(modes), "start": start, "end": end,
        "trigger": if dice.once_in(2) { Some([start, start + 3]) } else { None },
        "date": maybe_date(dice, 4),
        "place": maybe(dice, PLACES, 4),
        "actors": actors, "targets": targets, "others": others,
        "modality": *dice.pick(members("modality")),
        "claimant": maybe(dice, &["ada-berg", "ministry", "red-flag", "star-house"], 2),
        "summary": maybe(dice, &["A clash", "Talks held", "aid sent"], 4),
        "cluster": maybe(dice, CLUSTERS, 4),
        "confidence": if dice.once_in(2) { Some(0.5) } else { Some(0.75) },
    }));
}

/// Those who took part in one role: entities, entities in other words, and people nobody names.
fn people(dice: &mut Dice) -> Vec<Value> {
    let mut people = Vec::new();
    for _ in 0..dice.below(3) {
        let (id, ..) = dice.pick(ENTITIES);
        people.push(match dice.below(4) {
            0 => json!({"text": "gunmen"}),
            1 => json!({"entity": id, "text": "somebody"}),
            _ => json!(id),
        });
    }
    people
}
