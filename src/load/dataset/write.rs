//! Facts of rows → an article of generated lines, one or more for each row.

use serde_json::{Value, json};

use super::Coded;
use super::cast::Cast;
use super::layout::DataSet;
use crate::lexicon::Lexicon;
use crate::lexicon::codes::CodedKind;
use crate::load::error::{LoadError, Place};
use crate::load::{draft, site};
use crate::model::article::{PublishedBasis, Source, Zone};
use crate::model::date::PartialDate;
use crate::model::entity::MentionForm;
use crate::model::event::Modality;
use crate::model::figure::{Bound, Measure};
use crate::record::{
    ArticleRecord, ClusterRecord, Described, EventRecord, Extra, FigureRecord, MentionRecord,
    ParticipantRecord, SentenceRecord, SourceRecord, source_id,
};

/// Somebody in an event: as the set writes it, and the entity where it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) text: String,
    pub(super) entity: Option<String>,
}

/// A place: its name and its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) name: String,
    pub(super) entity: String,
}

/// A figure of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Count {
    pub(super) measure: Measure,
    pub(super) best: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// What a row says of the article that it comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Head {
    /// Id of the article, unique among those of the set.
    pub(super) id: String,
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    /// ISO 639-1 code.
    pub(super) language: Option<String>,
    pub(super) published: Option<PartialDate>,
}

/// An event of a row.
#[derive(Debug, Clone)]
pub(super) struct CodedEvent<'row> {
    pub(super) id: String,
    pub(super) coded: &'row CodedKind,
    /// What was done, in the words of the set; else in those of the code.
    pub(super) words: Option<&'row str>,
    pub(super) code: &'row str,
    pub(super) date: PartialDate,
    pub(super) actors: Vec<Party>,
    pub(super) targets: Vec<Party>,
    pub(super) place: Option<Spot>,
    pub(super) counts: Vec<Count>,
    /// Text that comes with the row.
    pub(super) notes: Option<&'row str>,
    /// Of two rows with one id, the one with the greater version counts.
    pub(super) version: Option<i64>,
    pub(super) cluster: Option<String>,
    pub(super) row: Extra,
}

/// An article in the making.
#[derive(Debug)]
pub(super) struct Writer<'run> {
    pub(super) cast: Cast<'run>,
    /// Of the set, and of all sets that tell of its articles.
    name: String,
    family: String,
    place: Place,
    head: Option<Head>,
    article: ArticleRecord,
    n_chars: usize,
    n_rows: usize,
    clusters: Vec<ClusterRecord>,
    refused: Vec<LoadError>,
}

impl<'run> Writer<'run> {
    pub(super) fn new(lexicon: &'run Lexicon, set: DataSet, name: Option<&str>) -> Self {
        Self {
            cast: Cast::new(lexicon),
            name: name.unwrap_or(set.name()).to_owned(),
            family: name.unwrap_or(set.family()).to_owned(),
            place: Place::default(),
            head: None,
            article: ArticleRecord {
                sentences: Some(Vec::new()),
                mentions: Some(Vec::new()),
                events: Some(Vec::new()),
                quotes: Some(Vec::new()),
                figures: Some(Vec::new()),
                dates: Some(Vec::new()),
                ..ArticleRecord::default()
            },
            n_chars: 0,
            n_rows: 0,
            clusters: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// Begins a row.
    pub(super) fn begin(&mut self, place: &Place) {
        self.place = place.clone();
    }

    /// Notes that a row cannot be used.
    pub(super) fn refuse(&mut self, error: LoadError) {
        self.refused.push(error);
    }

    /// What a row says of its article; of several rows, the first and the earliest date count.
    pub(super) fn head(&mut self, head: Head) {
        let Some(known) = &mut self.head else {
            self.head = Some(head);
            return;
        };
        known.published = match (known.published, head.published) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }

    /// Adds words; returns the characters that they are.
    pub(super) fn words(&mut self, words: &str) -> [usize; 2] {
        let start = self.n_chars;
        let mut is_spaced = false;
        for letter in words.chars() {
            let is_space = letter.is_whitespace() || letter.is_control();
            if is_space && is_spaced {
                continue;
            }
            is_spaced = is_space;
            self.article.text.push(if is_space { ' ' } else { letter });
            self.n_chars += 1;
        }
        [start, self.n_chars]
    }

    /// Adds the name of an entity, and mentions it.
    pub(super) fn name(&mut self, name: &str, entity: &str) {
        let [start, end] = self.words(name);
        if start == end {
            return;
        }
        self.article
            .mentions
            .get_or_insert_default()
            .push(MentionRecord {
                start,
                end,
                entity: entity.to_owned(),
                form: MentionForm::Name,
                title: None,
                extra: Extra::new(),
            });
    }

    /// Begins a line; returns its first character.
    pub(super) fn line(&mut self) -> usize {
        if self.n_chars > 0 {
            self.article.text.push('\n');
            self.n_chars += 1;
        }
        self.n_chars
    }

    /// Ends a line: it is a sentence of the part of the article that is called `part`.
    pub(super) fn end_line(&mut self, start: usize, mut extra: Extra) {
        extra.insert("origin".to_owned(), self.place.to_string().into());
        self.article
            .sentences
            .get_or_insert_default()
            .push(SentenceRecord {
                start,
                end: self.n_chars,
                zone: Zone::Body,
                extra,
            });
    }

    /// The article in the making, for facts besides events.
    pub(super) fn article(&mut self) -> &mut ArticleRecord {
        &mut self.article
    }

    /// Adds an event with its line: who – what – whom – how many killed – where – when.
    pub(super) fn event(&mut self, event: CodedEvent<'_>) {
        self.n_rows += 1;
        let start = self.line();
        let start_byte = self.article.text.len();
        self.parties(&event.actors);
        if !event.actors.is_empty() {
            self.words(" – ");
        }
        let trigger = self.words(event.words.unwrap_or(&event.coded.words));
        if !event.targets.is_empty() {
            self.words(" – ");
            self.parties(&event.targets);
        }
        for count in &event.counts {
            self.words(" – ");
            self.count(*count, &event);
        }
        if let Some(place) = &event.place {
            self.words(" – ");
            self.name(&place.name, &place.entity);
        }
        self.words(" – ");
        self.words(&event.date.to_string());
        let summary = self.article.text[start_byte..].to_owned();
        let mark = part(&event.id, event.version);
        self.end_line(start, mark.clone());
        if let Some(notes) = event.notes {
            let start = self.line();
            self.words(notes);
            self.end_line(start, mark);
        }
        self.cluster(&event, &summary);
        let record = self.event_record(event, start, trigger, summary);
        self.article.events.get_or_insert_default().push(record);
    }

    fn event_record(
        &self,
        event: CodedEvent<'_>,
        start: usize,
        trigger: [usize; 2],
        summary: String,
    ) -> EventRecord {
        let mut extra = Extra::new();
        extra.insert("dataset".to_owned(), self.name.clone().into());
        extra.insert("code".to_owned(), event.code.into());
        extra.insert("row".to_owned(), Value::Object(event.row));
        EventRecord {
            id: Some(event.id),
            kind: event.coded.kind,
            mode: event.coded.mode,
            start,
            end: self.n_chars,
            trigger: Some(trigger),
            date: Some(event.date),
            place: event.place.map(|place| place.entity),
            actors: event.actors.into_iter().map(participant).collect(),
            targets: event.targets.into_iter().map(participant).collect(),
            others: Vec::new(),
            modality: Modality::Asserted,
            claimant: None,
            summary: Some(summary),
            cluster: event.cluster,
            confidence: None,
            rule: Some(format!("dataset-{}", self.name)),
            extra,
        }
    }

    fn parties(&mut self, parties: &[Party]) {
        for (position, party) in parties.iter().enumerate() {
            if position > 0 {
                self.words(", ");
            }
            let Some(entity) = &party.entity else {
                self.words(&party.text);
                continue;
            };
            let name = self.cast.name_of(entity).unwrap_or(&party.text).to_owned();
            self.name(&name, entity);
        }
    }

    fn count(&mut self, count: Count, event: &CodedEvent<'_>) {
        let is_exact = count.low.total_cmp(&count.high).is_eq();
        let word = count.measure.word();
        let [start, end] = self.words(&format!("{} {word}", count.best));
        let mut extra = Extra::new();
        if !is_exact {
            self.words(&format!(" ({} to {})", count.low, count.high));
            extra.insert("lowest".to_owned(), json!(count.low));
            extra.insert("highest".to_owned(), json!(count.high));
        }
        let unit = unit(count.measure);
        let figure = FigureRecord {
            id: Some(format!("{}:{word}", event.id)),
            start,
            end,
            measure: count.measure,
            what: Some(unit.map_or_else(|| word.to_owned(), |unit| format!("{unit} {word}"))),
            low: Some(count.best),
            high: Some(count.best),
            bound: if is_exact { Bound::Exact } else { Bound::About },
            unit: unit.map(str::to_owned),
            counted_from: None,
            as_of: Some(event.date),
            place: event.place.as_ref().map(|place| place.entity.clone()),
            claimant: None,
            event: Some(event.id.clone()),
            cluster: None,
            extra,
        };
        self.article.figures.get_or_insert_default().push(figure);
    }

    fn cluster(&mut self, event: &CodedEvent<'_>, summary: &str) {
        if let Some(id) = &event.cluster {
            self.clusters.push(ClusterRecord {
                id: id.clone(),
                kind: Some("happening".to_owned()),
                label: Some(summary.to_owned()),
                date: Some(event.date),
                extracted: false,
                extra: Extra::new(),
            });
        }
    }

    /// Notes a row that makes no event.
    pub(super) fn count_row(&mut self) {
        self.n_rows += 1;
    }

    /// The article, if any row could be used.
    pub(super) fn finish(mut self) -> Coded {
        let described = self.head.take().filter(|_| self.n_rows > 0);
        let described = described.map(|head| Box::new(self.describe(head)));
        Coded {
            described,
            clusters: self.clusters,
            refused: self.refused,
        }
    }

    fn describe(&mut self, head: Head) -> Described {
        let domain = head.url.as_deref().and_then(site::domain_of);
        let name = head.outlet.or_else(|| domain.clone());
        let lexicon = self.cast.lexicon;
        let source = name.map(|name| draft::source(name, domain, &lexicon.boilerplate));
        let mut article = std::mem::take(&mut self.article);
        article.id = Some(head.id);
        article.url = head.url;
        article.title = head.title;
        article.author = head.author;
        article.language = head.language;
        article.published = head.published;
        article.published_basis = head.published.map(|_| PublishedBasis::Metadata);
        article.source = source.as_ref().map(source_id);
        let sentences = article.sentences.iter().flatten();
        let mut origins = sentences.filter_map(|sentence| sentence.extra.get("origin"));
        article.origin = origins.next().and_then(Value::as_str).map(str::to_owned);
        article.extra.insert(
            "dataset".to_owned(),
            json!({"name": self.family, "partial": true}),
        );
        let cast = std::mem::replace(&mut self.cast, Cast::new(lexicon));
        Described {
            source: source.as_ref().map(source_record),
            entities: cast.into_records(),
            article,
        }
    }
}

/// The mark of the sentences that one row made.
pub(super) fn part(id: &str, version: Option<i64>) -> Extra {
    let mut extra = Extra::new();
    extra.insert("part".to_owned(), id.into());
    if let Some(version) = version {
        extra.insert("version".to_owned(), version.into());
    }
    extra
}

/// What a measure counts, where it can only be people.
fn unit(measure: Measure) -> Option<&'static str> {
    matches!(
        measure,
        Measure::Killed
            | Measure::Wounded
            | Measure::Displaced
            | Measure::Captured
            | Measure::Missing
            | Measure::Hostages
    )
    .then_some("people")
}

fn participant(party: Party) -> ParticipantRecord {
    ParticipantRecord {
        entity: party.entity,
        text: Some(party.text),
    }
}

fn source_record(source: &Source) -> SourceRecord {
    SourceRecord {
        id: source_id(source),
        name: source.name.clone(),
        domain: source.domain.clone(),
        ..SourceRecord::default()
    }
}
