//! Events with their participants, quotes and figures.

use std::path::Path;

use rusqlite::{CachedStatement, ErrorCode, OptionalExtension, Params, Result, params};

use super::entity::{optional_reference, reference};
use super::{Batch, cluster, date_columns, extra_column};
use crate::model::entity::EntityKind;
use crate::model::event::{ArgumentRole, EventMode};
use crate::record::{
    ArticleRecord, CharOffsets, EventRecord, FigureRecord, ParticipantRecord, QuoteRecord,
};
use crate::store::StoreError;
use crate::store::cluster::words_hash;

/// An article whose sentences are written: where facts go.
pub(super) struct Place<'text> {
    pub(super) article: i64,
    /// The article's outlet.
    pub(super) source: Option<i64>,
    pub(super) offsets: &'text CharOffsets<'text>,
    /// First character and key of each sentence, in reading order; never empty if there are facts.
    pub(super) starts: Vec<(usize, i64)>,
}

impl Place<'_> {
    /// The sentence that holds a character, or the last one before it.
    pub(super) fn sentence(&self, character: usize) -> i64 {
        let next = self
            .starts
            .partition_point(|(start, _)| *start <= character);
        self.starts[next.saturating_sub(1)].1
    }
}

/// Inserts a row whose id must not be taken.
fn insert(
    path: &Path,
    mut statement: CachedStatement<'_>,
    row: impl Params,
    noun: &'static str,
    id: Option<&str>,
) -> Result<i64, StoreError> {
    statement.insert(row).map_err(|error| {
        if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) {
            let id = id.unwrap_or_default().to_owned();
            return StoreError::IdTaken { noun, id };
        }
        StoreError::of(path, error)
    })
}

pub(super) fn put_events(
    batch: &mut Batch<'_>,
    place: &Place<'_>,
    record: &ArticleRecord,
) -> Result<(), StoreError> {
    for event in record.events.iter().flatten() {
        let row = EventRow::of(batch, record, place.offsets, event)
            .map_err(|error| batch.error(error))?;
        let key = put_event(batch, place, event, &row)?;
        put_participants(batch, key, event, &row).map_err(|error| batch.error(error))?;
    }
    Ok(())
}

/// What of an event's row is not in its record.
struct EventRow {
    actors: Vec<Option<i64>>,
    targets: Vec<Option<i64>>,
    others: Vec<Option<i64>>,
    place: Option<i64>,
    claimant: Option<i64>,
    cluster: Option<i64>,
    actor_text: Option<String>,
    target_text: Option<String>,
}

impl EventRow {
    fn of(
        batch: &mut Batch<'_>,
        article: &ArticleRecord,
        offsets: &CharOffsets<'_>,
        event: &EventRecord,
    ) -> Result<Self> {
        let mut keys = |list: &[ParticipantRecord]| -> Result<Vec<Option<i64>>> {
            let keys = list.iter().map(|participant| {
                let id = participant.entity.as_deref();
                optional_reference(batch, id, EntityKind::Organization)
            });
            keys.collect()
        };
        let (actors, targets) = (keys(&event.actors)?, keys(&event.targets)?);
        let others = keys(&event.others)?;
        Ok(Self {
            actors,
            targets,
            others,
            place: optional_reference(batch, event.place.as_deref(), EntityKind::Place)?,
            claimant: optional_reference(
                batch,
                event.claimant.as_deref(),
                EntityKind::Organization,
            )?,
            cluster: optional_cluster(batch, event.cluster.as_deref())?,
            actor_text: as_written(article, offsets, event, &event.actors),
            target_text: as_written(article, offsets, event, &event.targets),
        })
    }
}

/// The participants' own words, joined by `; `: as the record gives them, else as they are first
/// mentioned in the event's words.
fn as_written(
    article: &ArticleRecord,
    offsets: &CharOffsets<'_>,
    event: &EventRecord,
    participants: &[ParticipantRecord],
) -> Option<String> {
    let surface = |handle: &str| {
        let mut mentions = article.mentions.iter().flatten();
        let found = mentions.find(|mention| {
            mention.entity == handle && mention.start >= event.start && mention.end <= event.end
        })?;
        Some(offsets.slice(found.start, found.end).to_owned())
    };
    let words: Vec<String> = participants
        .iter()
        .filter_map(|participant| {
            let text = participant.text.clone();
            text.or_else(|| surface(participant.entity.as_deref()?))
        })
        .collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn put_event(
    batch: &Batch<'_>,
    place: &Place<'_>,
    event: &EventRecord,
    row: &EventRow,
) -> Result<i64, StoreError> {
    let statement = batch
        .transaction
        .prepare_cached(
            "INSERT INTO event (id, article, sentence, kind, mode, date_first, date_last,
               date_precision, place, actor, target, actor_text, target_text, summary, trigger,
               trigger_start, trigger_stop, modality, claimant, cluster, confidence, rule, start,
               stop, extra)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
               ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
        )
        .map_err(|error| batch.error(error))?;
    let (first, last, precision) = date_columns(event.date);
    let first_of = |keys: &[Option<i64>]| keys.iter().flatten().next().copied();
    let row = params![
        event.id,
        place.article,
        place.sentence(event.start),
        event.kind.word(),
        event.mode.map(EventMode::word),
        first,
        last,
        precision,
        row.place,
        first_of(&row.actors),
        first_of(&row.targets),
        row.actor_text,
        row.target_text,
        event.summary,
        event
            .trigger
            .map(|[start, stop]| place.offsets.slice(start, stop)),
        event.trigger.map(|[start, _]| start),
        event.trigger.map(|[_, stop]| stop),
        event.modality.word(),
        row.claimant,
        row.cluster,
        event.confidence,
        event.rule,
        event.start,
        event.end,
        extra_column(&event.extra)
    ];
    insert(batch.path, statement, row, "event", event.id.as_deref())
}

/// What a question about a participant tests of the event is written beside it.
fn put_participants(
    batch: &Batch<'_>,
    event: i64,
    record: &EventRecord,
    row: &EventRow,
) -> Result<()> {
    let mut insert = batch.transaction.prepare_cached(
        "INSERT INTO participant (event, role, ord, entity, text, repeats, kind, place, date_first,
           date_last)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let (first, last, _) = date_columns(record.date);
    let mut named: Vec<(i64, ArgumentRole)> = Vec::new();
    // In the order of their words, by which `repeats` is defined.
    for (role, participants, keys) in [
        (ArgumentRole::Actor, &record.actors, &row.actors),
        (ArgumentRole::Other, &record.others, &row.others),
        (ArgumentRole::Target, &record.targets, &row.targets),
    ] {
        for (ord, (participant, key)) in participants.iter().zip(keys).enumerate() {
            insert.execute(params![
                event,
                role.word(),
                ord,
                key,
                participant.text,
                key.map_or(0, |key| repeats(&named, key, role)),
                record.kind.word(),
                row.place,
                first,
                last
            ])?;
            named.extend(key.map(|key| (key, role)));
        }
    }
    Ok(())
}

/// Whether an entity was named before in the event: 1 in other roles alone, 2 in this one.
fn repeats(named: &[(i64, ArgumentRole)], entity: i64, role: ArgumentRole) -> i64 {
    let before = named.iter().filter(|(other, _)| *other == entity);
    before
        .map(|(_, other)| if *other == role { 2 } else { 1 })
        .max()
        .unwrap_or(0)
}

fn optional_cluster(batch: &Batch<'_>, id: Option<&str>) -> Result<Option<i64>> {
    id.map(|id| cluster::reference(batch, id)).transpose()
}

pub(super) fn put_quotes(
    batch: &mut Batch<'_>,
    place: &Place<'_>,
    record: &ArticleRecord,
) -> Result<(), StoreError> {
    for quote in record.quotes.iter().flatten() {
        put_quote(batch, place, quote)?;
    }
    Ok(())
}

fn put_quote(
    batch: &mut Batch<'_>,
    place: &Place<'_>,
    quote: &QuoteRecord,
) -> Result<i64, StoreError> {
    let keys = |batch: &mut Batch<'_>| {
        let speaker = quote.speaker.as_deref();
        let speaker = speaker.map(|id| reference(batch, id, EntityKind::Person));
        let cluster = optional_cluster(batch, quote.cluster.as_deref())?;
        Ok((speaker.transpose()?, cluster))
    };
    let (speaker, cluster) = keys(batch).map_err(|error| batch.error(error))?;
    let statement = batch
        .transaction
        .prepare_cached(
            "INSERT INTO quote (id, article, sentence, speaker, form, verb, text, date_first,
               date_last, date_precision, cluster, start, stop, extra, words_hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )
        .map_err(|error| batch.error(error))?;
    let (first, last, precision) = date_columns(quote.date);
    let text = place.offsets.slice(quote.start, quote.end);
    let row = params![
        quote.id,
        place.article,
        place.sentence(quote.start),
        speaker,
        quote.form.word(),
        quote.verb,
        text,
        first,
        last,
        precision,
        cluster,
        quote.start,
        quote.end,
        extra_column(&quote.extra),
        words_hash(text)
    ];
    insert(batch.path, statement, row, "quote", quote.id.as_deref())
}

pub(super) fn put_figures(
    batch: &mut Batch<'_>,
    place: &Place<'_>,
    record: &ArticleRecord,
) -> Result<(), StoreError> {
    for figure in record.figures.iter().flatten() {
        put_figure(batch, place, figure)?;
    }
    Ok(())
}

/// Places, claimant, event and cluster of a figure; an event that is not known leaves the words of the
/// link among the unknown keys.
struct FigureRow {
    place: Option<i64>,
    claimant: Option<i64>,
    event: Option<i64>,
    cluster: Option<i64>,
    extra: Option<String>,
}

impl FigureRow {
    fn of(batch: &mut Batch<'_>, figure: &FigureRecord) -> Result<Self> {
        let place = optional_reference(batch, figure.place.as_deref(), EntityKind::Place)?;
        let claimant = figure.claimant.as_deref();
        let claimant = optional_reference(batch, claimant, EntityKind::Organization)?;
        let mut find = batch
            .transaction
            .prepare_cached("SELECT key FROM event WHERE id = ?1")?;
        let event = match &figure.event {
            Some(id) => find.query_row([id], |row| row.get(0)).optional()?,
            None => None,
        };
        let mut extra = figure.extra.clone();
        if let (Some(id), None) = (&figure.event, event) {
            extra.insert("event".to_owned(), id.clone().into());
        }
        Ok(Self {
            place,
            claimant,
            event,
            cluster: optional_cluster(batch, figure.cluster.as_deref())?,
            extra: extra_column(&extra),
        })
    }
}

fn put_figure(
    batch: &mut Batch<'_>,
    place: &Place<'_>,
    figure: &FigureRecord,
) -> Result<i64, StoreError> {
    let row = FigureRow::of(batch, figure).map_err(|error| batch.error(error))?;
    let statement = batch
        .transaction
        .prepare_cached(
            "INSERT INTO figure (id, article, sentence, measure, what, low, high, value, bound, unit,
               counted_from_first, counted_from_last, counted_from_precision, as_of_first,
               as_of_last, as_of_precision, place, claimant, event, cluster, start, stop, extra,
               source)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
               ?19, ?20, ?21, ?22, ?23, ?24)",
        )
        .map_err(|error| batch.error(error))?;
    let (from_first, from_last, from_precision) = date_columns(figure.counted_from);
    let (first, last, precision) = date_columns(figure.as_of);
    let row = params![
        figure.id,
        place.article,
        place.sentence(figure.start),
        figure.measure.word(),
        figure.what,
        figure.low,
        figure.high,
        value_of(figure.low, figure.high),
        figure.bound.word(),
        figure.unit,
        from_first,
        from_last,
        from_precision,
        first,
        last,
        precision,
        row.place,
        row.claimant,
        row.event,
        row.cluster,
        figure.start,
        figure.end,
        row.extra,
        place.source
    ];
    insert(batch.path, statement, row, "figure", figure.id.as_deref())
}

/// The mean of both ends, or the one that is known.
fn value_of(low: Option<f64>, high: Option<f64>) -> Option<f64> {
    match (low, high) {
        (Some(low), Some(high)) => Some(f64::midpoint(low, high)),
        (low, high) => low.or(high),
    }
}
