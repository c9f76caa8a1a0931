//! Events, quotes and figures of an article.

use rusqlite::{Connection, Result, Row};

use super::{date, extra, member, optional_member};
use crate::model::event::{ArgumentRole, EventKind, EventMode, Modality};
use crate::model::figure::{Bound, Measure};
use crate::model::quote::QuoteForm;
use crate::record::{EventRecord, FigureRecord, ParticipantRecord, QuoteRecord};

pub(super) fn events(connection: &Connection, article: i64) -> Result<Vec<EventRecord>> {
    let mut statement = connection.prepare_cached(
        "SELECT event.key, event.id, event.kind, mode, start, stop, trigger_start, trigger_stop,
           event.date_first, event.date_last, event.date_precision, place.id, modality, claimant.id,
           summary, cluster.id, confidence, rule, event.extra
         FROM event LEFT JOIN entity AS place ON place.key = event.place
         LEFT JOIN entity AS claimant ON claimant.key = event.claimant
         LEFT JOIN cluster ON cluster.key = event.cluster
         WHERE article = ?1 ORDER BY event.key",
    )?;
    let found = statement.query_map([article], |row| Ok((row.get(0)?, event(row)?)))?;
    let mut events = Vec::new();
    for found in found {
        let (key, mut event) = found?;
        add_participants(connection, key, &mut event)?;
        events.push(event);
    }
    Ok(events)
}

fn event(row: &Row<'_>) -> Result<EventRecord> {
    let trigger: (Option<usize>, Option<usize>) = (row.get(6)?, row.get(7)?);
    Ok(EventRecord {
        id: row.get(1)?,
        kind: member(row, 2, EventKind::from_word)?,
        mode: optional_member(row, 3, EventMode::from_word)?,
        start: row.get(4)?,
        end: row.get(5)?,
        trigger: trigger.0.zip(trigger.1).map(<[usize; 2]>::from),
        date: date(row, 8)?,
        place: row.get(11)?,
        actors: Vec::new(),
        targets: Vec::new(),
        others: Vec::new(),
        modality: member(row, 12, Modality::from_word)?,
        claimant: row.get(13)?,
        summary: row.get(14)?,
        cluster: row.get(15)?,
        confidence: row.get(16)?,
        rule: row.get(17)?,
        extra: extra(row, 18)?,
    })
}

fn add_participants(connection: &Connection, key: i64, event: &mut EventRecord) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT role, entity.id, text FROM participant
         LEFT JOIN entity ON entity.key = participant.entity
         WHERE event = ?1 ORDER BY ord",
    )?;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        let list = match member(row, 0, ArgumentRole::from_word)? {
            ArgumentRole::Actor => &mut event.actors,
            ArgumentRole::Target => &mut event.targets,
            ArgumentRole::Other => &mut event.others,
        };
        list.push(ParticipantRecord {
            entity: row.get(1)?,
            text: row.get(2)?,
        });
    }
    Ok(())
}

pub(super) fn quotes(connection: &Connection, article: i64) -> Result<Vec<QuoteRecord>> {
    connection
        .prepare_cached(
            "SELECT quote.id, start, stop, entity.id, form, verb, quote.date_first,
               quote.date_last, quote.date_precision, cluster.id, quote.extra
             FROM quote LEFT JOIN entity ON entity.key = quote.speaker
             LEFT JOIN cluster ON cluster.key = quote.cluster
             WHERE article = ?1 ORDER BY quote.key",
        )?
        .query_map([article], |row| {
            Ok(QuoteRecord {
                id: row.get(0)?,
                start: row.get(1)?,
                end: row.get(2)?,
                speaker: row.get(3)?,
                form: member(row, 4, QuoteForm::from_word)?,
                verb: row.get(5)?,
                date: date(row, 6)?,
                cluster: row.get(9)?,
                extra: extra(row, 10)?,
            })
        })?
        .collect()
}

pub(super) fn figures(connection: &Connection, article: i64) -> Result<Vec<FigureRecord>> {
    connection
        .prepare_cached(
            "SELECT figure.id, figure.start, figure.stop, measure, what, low, high, bound, unit,
               counted_from_first, counted_from_last, counted_from_precision, as_of_first,
               as_of_last, as_of_precision, place.id, claimant.id, event.id, cluster.id,
               figure.extra
             FROM figure LEFT JOIN entity AS place ON place.key = figure.place
             LEFT JOIN entity AS claimant ON claimant.key = figure.claimant
             LEFT JOIN event ON event.key = figure.event
             LEFT JOIN cluster ON cluster.key = figure.cluster
             WHERE figure.article = ?1 ORDER BY figure.key",
        )?
        .query_map([article], |row| {
            let mut extra = extra(row, 19)?;
            // An event that was not there yet when the figure was written.
            let later = extra.shift_remove("event");
            let later = later.and_then(|id| id.as_str().map(str::to_owned));
            Ok(FigureRecord {
                id: row.get(0)?,
                start: row.get(1)?,
                end: row.get(2)?,
                measure: member(row, 3, Measure::from_word)?,
                what: row.get(4)?,
                low: row.get(5)?,
                high: row.get(6)?,
                bound: member(row, 7, Bound::from_word)?,
                unit: row.get(8)?,
                counted_from: date(row, 9)?,
                as_of: date(row, 12)?,
                place: row.get(15)?,
                claimant: row.get(16)?,
                event: row.get::<_, Option<String>>(17)?.or(later),
                cluster: row.get(18)?,
                extra,
            })
        })?
        .collect()
}
