//! The rows of a world in memory, read from its records and from nothing else.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use dateline::model::date::PartialDate;
use serde_json::Value;

use super::cell::{Cell, Ref, count, plain_order};
use super::schema::Noun;
use super::text::fold;

/// One row: its values and its links to many rows, by name of the field.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    pub(super) values: BTreeMap<&'static str, Cell>,
    pub(super) links: BTreeMap<&'static str, Vec<Ref>>,
}

/// Every row of a world.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    rows: BTreeMap<Noun, Vec<Record>>,
}

impl Memory {
    /// Reads Dateline JSON Lines.
    pub(super) fn read(lines: &str) -> Self {
        let mut memory = Self::default();
        let records: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let of = |word: &'static str| {
            records
                .iter()
                .filter(move |record| record["record"] == word)
        };
        for record in of("entity") {
            memory.entity(record);
        }
        for record in of("entity") {
            memory.entity_links(record);
        }
        for record in of("source") {
            memory.outlet(record);
        }
        for record in of("cluster") {
            memory.cluster(record);
        }
        for record in of("article") {
            memory.article(record);
        }
        for record in of("article") {
            memory.events_of_figures(record);
        }
        super::links::connect(&mut memory);
        memory
    }

    pub(super) fn all(&self, noun: Noun) -> Vec<Ref> {
        let n = self.rows.get(&noun).map_or(0, Vec::len);
        (0..n).map(|at| Ref { noun, at }).collect()
    }

    pub(super) fn row(&self, row: Ref) -> &Record {
        &self.rows[&row.noun][row.at]
    }

    pub(super) fn row_mut(&mut self, row: Ref) -> &mut Record {
        &mut self.rows.get_mut(&row.noun).unwrap()[row.at]
    }

    /// The value of a field that is not many.
    pub(super) fn value(&self, row: Ref, name: &str) -> Cell {
        let values = &self.row(row).values;
        values.get(name).cloned().unwrap_or(Cell::Null)
    }

    /// The rows of a field that is many.
    pub(super) fn many(&self, row: Ref, name: &str) -> Vec<Ref> {
        let links = &self.row(row).links;
        links.get(name).cloned().unwrap_or_default()
    }

    pub(super) fn text_of(&self, row: Ref, name: &str) -> String {
        self.value(row, name).as_text().unwrap_or("").to_owned()
    }

    pub(super) fn id(&self, row: Ref) -> String {
        self.text_of(row, "id")
    }

    pub(super) fn find(&self, noun: Noun, id: &str) -> Option<Ref> {
        self.all(noun).into_iter().find(|row| self.id(*row) == id)
    }

    /// What a row is shown as.
    pub(super) fn label(&self, row: Ref) -> String {
        let name = match row.noun {
            Noun::Entities | Noun::Sources => "name",
            Noun::Clusters => "label",
            Noun::Articles => "title",
            Noun::Sentences => "text",
            Noun::Mentions => "surface",
            Noun::Events | Noun::Quotes | Noun::Figures => "id",
        };
        match self.value(row, name) {
            Cell::Text(label) => label,
            _ => self.id(row),
        }
    }

    /// Order of rows among each other, as the language says; where it says nothing, by id.
    fn row_order(&self, one: Ref, other: Ref) -> Ordering {
        let by_name = |name: &str| self.order(&self.value(one, name), &self.value(other, name));
        let by_id = || self.id(one).cmp(&self.id(other));
        match one.noun {
            Noun::Entities | Noun::Sources => by_name("name").then_with(by_id),
            Noun::Clusters => by_name("label").then_with(by_id),
            Noun::Sentences => self.by_article(one, other).then_with(|| by_name("ord")),
            Noun::Mentions => self.by_article(one, other).then_with(|| by_name("start")),
            Noun::Articles | Noun::Events | Noun::Quotes | Noun::Figures => by_id(),
        }
    }

    fn by_article(&self, one: Ref, other: Ref) -> Ordering {
        let article = |row: Ref| self.value(row, "article").as_row().map(|it| self.id(it));
        article(one).cmp(&article(other))
    }

    /// Ascending order; null sorts last.
    pub(super) fn order(&self, one: &Cell, other: &Cell) -> Ordering {
        match (one, other) {
            (Cell::Null, Cell::Null) => Ordering::Equal,
            (Cell::Null, _) => Ordering::Greater,
            (_, Cell::Null) => Ordering::Less,
            (Cell::Row(one), Cell::Row(other)) => self.row_order(*one, *other),
            _ => plain_order(one, other),
        }
    }

    pub(super) fn order_all(&self, one: &[Cell], other: &[Cell]) -> Ordering {
        one.iter()
            .zip(other)
            .map(|(one, other)| self.order(one, other))
            .find(|order| *order != Ordering::Equal)
            .unwrap_or(Ordering::Equal)
    }

    fn add(&mut self, noun: Noun, values: Vec<(&'static str, Cell)>) -> Ref {
        let list = self.rows.entry(noun).or_default();
        list.push(Record {
            values: values.into_iter().collect(),
            links: BTreeMap::new(),
        });
        Ref {
            noun,
            at: list.len() - 1,
        }
    }

    fn named(&self, noun: Noun, id: &Value) -> Cell {
        id.as_str()
            .and_then(|id| self.find(noun, id))
            .map_or(Cell::Null, Cell::Row)
    }

    fn entity(&mut self, record: &Value) {
        let aliases: Vec<Cell> = list(&record["aliases"]).iter().map(text).collect();
        let mut shown = aliases;
        shown.sort_by(plain_order);
        shown.dedup();
        self.add(
            Noun::Entities,
            vec![
                ("id", text(&record["id"])),
                ("name", text(&record["name"])),
                ("kind", text(&record["kind"])),
                ("title", text(&record["title"])),
                ("place_type", text(&record["place_type"])),
                ("aliases", Cell::List(shown)),
                ("lat", number(&record["lat"])),
                ("lon", number(&record["lon"])),
            ],
        );
    }

    fn entity_links(&mut self, record: &Value) {
        let row = self.named(Noun::Entities, &record["id"]).as_row().unwrap();
        for name in ["country", "parent", "org"] {
            let value = self.named(Noun::Entities, &record[name]);
            self.row_mut(row).values.insert(name, value);
        }
    }

    fn outlet(&mut self, record: &Value) {
        let country = self.named(Noun::Entities, &record["country"]);
        let body = self.named(Noun::Entities, &record["entity"]);
        self.add(
            Noun::Sources,
            vec![
                ("id", text(&record["id"])),
                ("name", text(&record["name"])),
                ("domain", text(&record["domain"])),
                ("country", country),
                ("entity", body),
            ],
        );
    }

    fn cluster(&mut self, record: &Value) {
        self.add(
            Noun::Clusters,
            vec![
                ("id", text(&record["id"])),
                ("kind", text(&record["kind"])),
                ("label", text(&record["label"])),
                ("date", date(&record["date"])),
            ],
        );
    }

    fn article(&mut self, record: &Value) {
        let body = record["text"].as_str().unwrap();
        let article = self.add(
            Noun::Articles,
            vec![
                ("id", text(&record["id"])),
                ("source", self.named(Noun::Sources, &record["source"])),
                ("title", text(&record["title"])),
                ("author", text(&record["author"])),
                ("url", text(&record["url"])),
                ("origin", text(&record["origin"])),
                ("language", text(&record["language"])),
                ("published", date(&record["published"])),
                ("published_basis", text(&record["published_basis"])),
                ("words", count(body.split_whitespace().count())),
                ("text", text(&record["text"])),
                ("story", self.named(Noun::Clusters, &record["story"])),
            ],
        );
        for (ord, sentence) in list(&record["sentences"]).iter().enumerate() {
            let id = format!("{}:{ord}", self.id(article));
            let mut values = self.of_article(article);
            values.extend([
                ("id", Cell::Text(id)),
                ("ord", count(ord)),
                ("zone", text(&sentence["zone"])),
                ("text", Cell::Text(slice(body, sentence))),
                ("start", number(&sentence["start"])),
                ("end", number(&sentence["end"])),
            ]);
            self.add(Noun::Sentences, values);
        }
        for mention in &list(&record["mentions"]) {
            self.mention(article, body, mention);
        }
        for event in &list(&record["events"]) {
            self.event(article, record, event);
        }
        for quote in &list(&record["quotes"]) {
            self.quote(article, body, quote);
        }
        for figure in &list(&record["figures"]) {
            self.figure(article, figure);
        }
    }

    fn of_article(&self, article: Ref) -> Vec<(&'static str, Cell)> {
        vec![
            ("article", Cell::Row(article)),
            ("source", self.value(article, "source")),
            ("published", self.value(article, "published")),
        ]
    }

    /// What every fact of an article has: article, outlet, date, the sentence in which it starts.
    fn of_fact(&self, article: Ref, fact: &Value) -> Vec<(&'static str, Cell)> {
        let at = number(&fact["start"]).number();
        let sentence = self.all(Noun::Sentences).into_iter().find(|row| {
            self.value(*row, "article") == Cell::Row(article)
                && self.value(*row, "start").number() <= at
                && self.value(*row, "end").number() > at
        });
        let mut values = self.of_article(article);
        values.extend([
            ("id", text(&fact["id"])),
            ("sentence", sentence.map_or(Cell::Null, Cell::Row)),
            ("cluster", self.named(Noun::Clusters, &fact["cluster"])),
            ("start", number(&fact["start"])),
            ("end", number(&fact["end"])),
        ]);
        values
    }

    fn mention(&mut self, article: Ref, body: &str, mention: &Value) {
        let id = format!("{}:{}", self.id(article), mention["start"]);
        let mut values = self.of_fact(article, mention);
        values.extend([
            ("id", Cell::Text(id)),
            ("entity", self.named(Noun::Entities, &mention["entity"])),
            ("surface", Cell::Text(slice(body, mention))),
            ("form", text(&mention["form"])),
            ("title", text(&mention["title"])),
        ]);
        self.add(Noun::Mentions, values);
    }

    fn event(&mut self, article: Ref, record: &Value, event: &Value) {
        let body = record["text"].as_str().unwrap();
        let mut values = self.of_fact(article, event);
        let trigger = list(&event["trigger"]);
        let trigger = match trigger.as_slice() {
            [start, end] => Cell::Text(part(body, start, end)),
            _ => Cell::Null,
        };
        values.extend([
            ("kind", text(&event["kind"])),
            ("mode", text(&event["mode"])),
            ("date", date(&event["date"])),
            ("place", self.named(Noun::Entities, &event["place"])),
            ("summary", text(&event["summary"])),
            ("trigger", trigger),
            ("actor_text", as_written(record, event, "actors")),
            ("target_text", as_written(record, event, "targets")),
            ("modality", text(&event["modality"])),
            ("claimant", self.named(Noun::Entities, &event["claimant"])),
            ("confidence", number(&event["confidence"])),
            // No rule of ours has made it.
            ("origin", Cell::Null),
        ]);
        let row = self.add(Noun::Events, values);
        let mut everyone = Vec::new();
        for (name, one) in [
            ("actors", Some("actor")),
            ("targets", Some("target")),
            ("others", None),
        ] {
            let people: Vec<Ref> = list(&event[name])
                .iter()
                .filter_map(|it| {
                    let id = if it.is_object() { &it["entity"] } else { it };
                    self.named(Noun::Entities, id).as_row()
                })
                .collect();
            if let Some(one) = one {
                let first = people.first().map_or(Cell::Null, |row| Cell::Row(*row));
                self.row_mut(row).values.insert(one, first);
                self.row_mut(row).links.insert(name, once(people.clone()));
            }
            everyone.extend(people);
        }
        self.row_mut(row)
            .links
            .insert("participants", once(everyone));
    }

    fn quote(&mut self, article: Ref, body: &str, quote: &Value) {
        let mut values = self.of_fact(article, quote);
        values.extend([
            ("speaker", self.named(Noun::Entities, &quote["speaker"])),
            ("form", text(&quote["form"])),
            ("verb", text(&quote["verb"])),
            ("text", Cell::Text(slice(body, quote))),
            ("date", date(&quote["date"])),
        ]);
        self.add(Noun::Quotes, values);
    }

    fn figure(&mut self, article: Ref, figure: &Value) {
        let (low, high) = (number(&figure["low"]), number(&figure["high"]));
        let value = match (low.number(), high.number()) {
            (Some(low), Some(high)) => Cell::Num(f64::midpoint(low, high)),
            (Some(one), None) | (None, Some(one)) => Cell::Num(one),
            (None, None) => Cell::Null,
        };
        let mut values = self.of_fact(article, figure);
        values.extend([
            ("measure", text(&figure["measure"])),
            ("what", text(&figure["what"])),
            ("low", low),
            ("high", high),
            ("value", value),
            ("bound", text(&figure["bound"])),
            ("unit", text(&figure["unit"])),
            ("counted_from", date(&figure["counted_from"])),
            ("as_of", date(&figure["as_of"])),
            ("place", self.named(Noun::Entities, &figure["place"])),
            ("claimant", self.named(Noun::Entities, &figure["claimant"])),
        ]);
        self.add(Noun::Figures, values);
    }

    fn events_of_figures(&mut self, record: &Value) {
        for figure in list(&record["figures"]) {
            let row = self.named(Noun::Figures, &figure["id"]).as_row().unwrap();
            let event = self.named(Noun::Events, &figure["event"]);
            self.row_mut(row).values.insert("event", event);
        }
    }

    /// Entities one of whose names is this, once folded.
    pub(super) fn called(&self, name: &str) -> Vec<Ref> {
        let wanted = fold(name);
        let fits = |row: &Ref| {
            let Cell::List(aliases) = self.value(*row, "aliases") else {
                return false;
            };
            let names = aliases.iter().filter_map(Cell::as_text);
            fold(&self.text_of(*row, "name")) == wanted
                || names.into_iter().any(|alias| fold(alias) == wanted)
        };
        self.all(Noun::Entities).into_iter().filter(fits).collect()
    }
}

/// The same rows, each once.
pub(super) fn once(rows: Vec<Ref>) -> Vec<Ref> {
    let mut found: Vec<Ref> = Vec::new();
    for row in rows {
        if !found.contains(&row) {
            found.push(row);
        }
    }
    found
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// Those who took part in a role in the words of the event: as the record has them, else as they are
/// first mentioned there.
fn as_written(article: &Value, event: &Value, role: &str) -> Cell {
    let body = article["text"].as_str().unwrap();
    let at = |value: &Value, name: &str| value[name].as_u64().unwrap();
    let mentions = list(&article["mentions"]);
    let surface = |id: &Value| {
        let found = mentions.iter().find(|mention| {
            let is_inside = at(mention, "start") >= at(event, "start")
                && at(mention, "end") <= at(event, "end");
            mention["entity"] == *id && is_inside
        });
        found.map(|mention| slice(body, mention))
    };
    let people = list(&event[role]);
    let words: Vec<String> = people
        .iter()
        .filter_map(|it| match it["text"].as_str() {
            Some(text) => Some(text.to_owned()),
            None => surface(if it.is_object() { &it["entity"] } else { it }),
        })
        .collect();
    if words.is_empty() {
        return Cell::Null;
    }
    Cell::Text(words.join("; "))
}

fn text(value: &Value) -> Cell {
    value.as_str().map_or(Cell::Null, Cell::text)
}

fn number(value: &Value) -> Cell {
    value.as_f64().map_or(Cell::Null, Cell::Num)
}

fn date(value: &Value) -> Cell {
    let date = value
        .as_str()
        .map(|text| text.parse::<PartialDate>().unwrap());
    date.map_or(Cell::Null, Cell::Date)
}

fn slice(text: &str, span: &Value) -> String {
    part(text, &span["start"], &span["end"])
}

/// Characters from `start` to `end`.
fn part(text: &str, start: &Value, end: &Value) -> String {
    let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let (start, end) = (place(start), place(end));
    text.chars().skip(start).take(end - start).collect()
}
