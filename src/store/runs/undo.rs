//! A load → as if it had not been.
//!
//! Articles that the load brought go; those that it replaced are written back as they were; where a later
//! load replaced them again, only what that one keeps is put right. Entities, outlets and clusters that it
//! described are described as before, unless a later load described them too; those that it brought go
//! where nothing names them any more. Corrections and own names are a person's, and stay.

use rusqlite::{Connection, Result, Row, params};

use super::journal::{Former, Noun, State};
use super::{RunNumber, RunState};
use crate::model::entity::PlaceType;
use crate::record::{ClusterRecord, EntityRecord, Record, SourceRecord};
use crate::store::write::{Batch, extra_column};
use crate::store::{Store, StoreError, correct, link};

/// What undoing a load changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Undone {
    /// Articles that are gone.
    pub n_removed: usize,
    /// Articles that are as they were before.
    pub n_restored: usize,
    /// Articles that later loads replaced, and that stay.
    pub n_kept: usize,
    /// Entities that are gone.
    pub n_entities: usize,
}

/// Why a load cannot be undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoRunError {
    /// There is none of that number.
    #[error("there is no load {number}; `dateline loads` lists them")]
    Missing {
        /// The number.
        number: i64,
    },
    /// It has been undone before.
    #[error("load {number} is undone already; `dateline loads` lists the loads")]
    Undone {
        /// The number.
        number: i64,
    },
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Undoes a load, in one transaction, and derives anew what follows.
    ///
    /// # Errors
    /// There is none of that number, it is undone already, or the database cannot be written; then
    /// nothing was changed.
    pub fn undo_run(&mut self, number: RunNumber) -> std::result::Result<Undone, UndoRunError> {
        let run = self.run_of(number)?;
        let run = run.ok_or(UndoRunError::Missing { number: number.0 })?;
        if run.state == RunState::Undone {
            return Err(UndoRunError::Undone { number: number.0 });
        }
        let mut batch = self.batch()?;
        let mut undoing = Undoing {
            batch: &mut batch,
            number,
            undone: Undone::default(),
        };
        undoing.undo()?;
        let undone = undoing.undone;
        batch.commit()?;
        self.group_reports()?;
        self.update_links()?;
        self.analyze()?;
        Ok(undone)
    }
}

struct Undoing<'run, 'store> {
    batch: &'run mut Batch<'store>,
    number: RunNumber,
    undone: Undone,
}

impl Undoing<'_, '_> {
    fn undo(&mut self) -> std::result::Result<(), StoreError> {
        self.note_titles()
            .and_then(|()| self.restore_descriptions())
            .map_err(|error| self.batch.error(error))?;
        self.restore_articles()?;
        self.remove_articles()
            .and_then(|()| self.forget_in_later_loads())
            .and_then(|()| self.remove_unnamed())
            .and_then(|()| self.learn_titles())
            .and_then(|()| self.mark())
            .map_err(|error| self.batch.error(error))
    }

    fn connection(&self) -> &Connection {
        &self.batch.transaction
    }

    /// Remembers whose titles may have been read in an article of the load.
    fn note_titles(&self) -> Result<()> {
        self.connection().execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS titled (entity INTEGER PRIMARY KEY);
             CREATE TEMP TABLE IF NOT EXISTS doomed (entity INTEGER PRIMARY KEY);
             DELETE FROM titled; DELETE FROM doomed;",
        )?;
        self.connection()
            .execute(
                "INSERT OR IGNORE INTO titled SELECT mention.entity FROM mention
                 JOIN article ON article.key = mention.article
                 WHERE article.run = ?1 AND mention.title IS NOT NULL",
                [self.number.0],
            )
            .map(drop)
    }

    /// What the load replaced and no later one replaced again.
    fn formers(&self, noun: Noun) -> Result<Vec<Former>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT id, former_run, record, state FROM journal AS mine
             WHERE run = ?1 AND noun = ?2 AND NOT EXISTS (
               SELECT 1 FROM journal WHERE noun = ?2 AND id = mine.id AND run > ?1)",
        )?;
        let rows = statement.query_map(params![self.number.0, noun.word()], former)?;
        rows.filter_map(Result::transpose).collect()
    }

    fn restore_descriptions(&mut self) -> Result<()> {
        for former in self.formers(Noun::Entity)? {
            if let Record::Entity(record) = &former.record {
                restore_entity(self.batch, record, &former)?;
            }
        }
        for former in self.formers(Noun::Source)? {
            if let Record::Source(record) = &former.record {
                restore_source(self.connection(), record, former.run)?;
            }
        }
        for former in self.formers(Noun::Cluster)? {
            if let Record::Cluster(record) = &former.record {
                restore_cluster(self.connection(), record, &former)?;
            }
        }
        Ok(())
    }

    fn restore_articles(&mut self) -> std::result::Result<(), StoreError> {
        let formers = self.formers(Noun::Article);
        for former in formers.map_err(|error| self.batch.error(error))? {
            let (Record::Article(record), Some(prints)) = (&former.record, &former.state.prints)
            else {
                continue;
            };
            self.batch.restore_article(record, prints)?;
            self.connection()
                .execute(
                    "UPDATE article SET run = ?2 WHERE id = ?1",
                    params![former.id, former.run],
                )
                .map_err(|error| self.batch.error(error))?;
            self.undone.n_restored += 1;
        }
        Ok(())
    }

    /// Those that the load brought. What it replaced bears another number by now.
    fn remove_articles(&mut self) -> Result<()> {
        let mut statement = self.connection().prepare_cached(
            "SELECT key, id FROM article WHERE run = ?1 AND NOT EXISTS (
               SELECT 1 FROM journal WHERE noun = 'article' AND id = article.id AND run = ?1)",
        )?;
        let brought: Vec<(i64, String)> = statement
            .query_map([self.number.0], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        drop(statement);
        for (key, id) in &brought {
            link::set_aside(self.connection(), *key)?;
            self.batch.clear(*key)?;
            for sql in [
                "DELETE FROM article WHERE id = ?1",
                "DELETE FROM uncorrected WHERE noun = 'article' AND id = ?1",
            ] {
                self.connection().prepare_cached(sql)?.execute([id])?;
            }
        }
        self.undone.n_removed = brought.len();
        Ok(())
    }

    /// A later load that replaced what this one had written replaced, from now on, what this one found.
    fn forget_in_later_loads(&mut self) -> Result<()> {
        let number = self.number.0;
        let n_kept: i64 = self.connection().query_row(
            "SELECT count(*) FROM journal WHERE noun = 'article' AND former_run = ?1",
            [number],
            |row| row.get(0),
        )?;
        self.undone.n_kept = usize::try_from(n_kept).unwrap_or_default();
        for sql in [
            "UPDATE journal SET (record, state, former_run) = (
               SELECT record, state, former_run FROM journal AS mine
               WHERE mine.noun = journal.noun AND mine.id = journal.id AND mine.run = ?1)
             WHERE former_run = ?1 AND run <> ?1 AND EXISTS (
               SELECT 1 FROM journal AS mine
               WHERE mine.noun = journal.noun AND mine.id = journal.id AND mine.run = ?1)",
            "DELETE FROM journal WHERE run = ?1 OR former_run = ?1",
        ] {
            self.connection().execute(sql, [number])?;
        }
        Ok(())
    }

    /// Entities, outlets and clusters that the load brought and that nothing names.
    fn remove_unnamed(&mut self) -> Result<()> {
        let number = self.number.0;
        let connection = self.connection();
        for sql in [
            "DELETE FROM source WHERE run = ?1
               AND NOT EXISTS (SELECT 1 FROM article WHERE article.source = source.key)",
            "DELETE FROM cluster WHERE run = ?1 AND is_derived = 0
               AND NOT EXISTS (SELECT 1 FROM article WHERE story = cluster.key)
               AND NOT EXISTS (SELECT 1 FROM event WHERE event.cluster = cluster.key)
               AND NOT EXISTS (SELECT 1 FROM quote WHERE quote.cluster = cluster.key)
               AND NOT EXISTS (SELECT 1 FROM figure WHERE figure.cluster = cluster.key)",
            "INSERT INTO doomed SELECT key FROM entity WHERE run = ?1
               AND NOT EXISTS (SELECT 1 FROM mention WHERE mention.entity = entity.key)
               AND NOT EXISTS (SELECT 1 FROM participant WHERE participant.entity = entity.key)
               AND NOT EXISTS (SELECT 1 FROM event WHERE event.place = entity.key)
               AND NOT EXISTS (SELECT 1 FROM event WHERE event.claimant = entity.key)
               AND NOT EXISTS (SELECT 1 FROM quote WHERE quote.speaker = entity.key)
               AND NOT EXISTS (SELECT 1 FROM figure WHERE figure.place = entity.key)
               AND NOT EXISTS (SELECT 1 FROM figure WHERE figure.claimant = entity.key)",
        ] {
            connection.execute(sql, [number])?;
        }
        connection.execute_batch(
            "DELETE FROM doomed WHERE entity IN (
               SELECT country FROM source UNION SELECT source.entity FROM source)",
        )?;
        // One that stays keeps what it belongs to, at any depth.
        while connection.execute(
            "DELETE FROM doomed WHERE EXISTS (
               SELECT 1 FROM entity WHERE entity.key NOT IN (SELECT entity FROM doomed)
                 AND doomed.entity IN (entity.country, entity.parent, entity.org))",
            [],
        )? > 0
        {}
        connection.execute(
            "UPDATE entity SET country = NULL, parent = NULL, org = NULL
             WHERE key IN (SELECT entity FROM doomed)",
            [],
        )?;
        let removed: Vec<i64> = connection
            .prepare_cached(
                "DELETE FROM entity WHERE key IN (SELECT entity FROM doomed) RETURNING key",
            )?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_>>()?;
        self.undone.n_entities = removed.len();
        for key in removed {
            self.batch.moved.remove(&key);
        }
        Ok(())
    }

    fn learn_titles(&self) -> Result<()> {
        let titled: Vec<i64> = self
            .connection()
            .prepare("SELECT entity FROM titled JOIN entity ON entity.key = titled.entity")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_>>()?;
        let mut learn = self.connection().prepare_cached(correct::LEARN_TITLE)?;
        for key in titled {
            learn.execute([key])?;
        }
        self.connection()
            .execute_batch("DROP TABLE titled; DROP TABLE doomed;")
    }

    fn mark(&self) -> Result<()> {
        self.connection()
            .execute(
                "UPDATE run SET state = ?2, ended = datetime('now') WHERE number = ?1",
                params![self.number.0, RunState::Undone.word()],
            )
            .map(drop)
    }
}

/// None where what was kept cannot be read any more.
fn former(row: &Row<'_>) -> Result<Option<Former>> {
    let (record, state): (String, String) = (row.get(2)?, row.get(3)?);
    let (Ok(record), Ok(state)) = (Record::read(&record), serde_json::from_str::<State>(&state))
    else {
        return Ok(None);
    };
    Ok(Some(Former {
        id: row.get(0)?,
        run: row.get(1)?,
        record,
        state,
    }))
}

fn restore_entity(batch: &mut Batch<'_>, record: &EntityRecord, former: &Former) -> Result<()> {
    batch.put_entity(record)?;
    let (connection, state) = (&batch.transaction, &former.state);
    let key: i64 = connection
        .prepare_cached(
            "UPDATE entity SET is_stub = ?2, title = ?3, title_day = ?4, place_type = ?5, lat = ?6,
               lon = ?7, extra = ?8, run = ?9
             WHERE id = ?1 RETURNING key",
        )?
        .query_row(
            params![
                record.id,
                state.is_stub,
                record.title,
                state.title_day,
                record.place_type.map(PlaceType::word),
                record.lat,
                record.lon,
                extra_column(&record.extra),
                former.run
            ],
            |row| row.get(0),
        )?;
    let mut notes = Vec::new();
    if state.is_only_read {
        notes.push("INSERT OR IGNORE INTO only_read (entity) VALUES (?1)");
    }
    if state.title_day.is_some() {
        notes.push("INSERT OR IGNORE INTO titled (entity) VALUES (?1)");
    }
    for sql in notes {
        connection.prepare_cached(sql)?.execute([key])?;
    }
    Ok(())
}

fn restore_source(connection: &Connection, record: &SourceRecord, run: Option<i64>) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE source SET name = ?2, domain = ?3, extra = ?6, run = ?7,
               country = (SELECT key FROM entity WHERE id = ?4),
               entity = (SELECT key FROM entity WHERE id = ?5)
             WHERE id = ?1",
        )?
        .execute(params![
            record.id,
            record.name,
            record.domain,
            record.country,
            record.entity,
            extra_column(&record.extra),
            run
        ])
        .map(drop)
}

fn restore_cluster(connection: &Connection, record: &ClusterRecord, former: &Former) -> Result<()> {
    let days = record.date.map(|date| (date.first, date.last));
    connection
        .prepare_cached(
            "UPDATE cluster SET kind = ?2, label = ?3, date_first = ?4, date_last = ?5,
               date_precision = ?6, extra = ?7, is_stub = ?8, run = ?9
             WHERE id = ?1",
        )?
        .execute(params![
            record.id,
            record.kind,
            record.label,
            days.map(|days| days.0),
            days.map(|days| days.1),
            record.date.map(|date| date.precision.code()),
            extra_column(&record.extra),
            former.state.is_stub,
            former.run
        ])
        .map(drop)
}
