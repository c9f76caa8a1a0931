//! Stored articles → clusters: articles that tell one story, reports of one happening, tellings of one
//! quotation.
//!
//! Only articles that the program read itself get derived clusters; what records say stays. Derived
//! clusters depend on the articles alone, in whatever order they were loaded: whatever a new article
//! could belong with is looked up by index, with what that could belong with in turn, and grouped anew.

mod figure;
mod happening;
mod joining;
mod pace;
mod quotation;
mod reach;
mod sets;
mod shingle;
mod story;
mod telling;

use rusqlite::{Connection, Result, TransactionBehavior, params};

use super::{Store, StoreError};
use crate::model::date::{Day, Precision, civil};
use pace::Pace;
pub use pace::{GroupProgress, GroupStep};
pub(super) use quotation::words_hash;
pub(super) use shingle::{put as put_shingles, smallest as smallest_hashes};

/// A derived cluster, to be written.
struct Derived {
    id: String,
    kind: &'static str,
    label: Option<String>,
    /// First and last day.
    days: Option<(Day, Day)>,
}

impl Store {
    /// Derives the clusters of the articles that wait for theirs.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full; then they go on waiting.
    pub fn group_reports(&mut self) -> Result<(), StoreError> {
        self.group_reports_while(&mut |_| true)
    }

    /// Derives the clusters of the articles that wait for theirs, as long as `goes_on` says so.
    ///
    /// # Errors
    /// As [`Store::group_reports`], or it was stopped; then all of them go on waiting.
    pub fn group_reports_while(
        &mut self,
        goes_on: &mut dyn FnMut(GroupProgress) -> bool,
    ) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut run = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            if has_waiting(&transaction)? {
                group_while(&transaction, goes_on)?;
            }
            transaction.commit()
        };
        run().map_err(|error| StoreError::of(&path, error))
    }
}

fn has_waiting(connection: &Connection) -> Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM unclustered)", [], |row| {
        row.get(0)
    })
}

/// Derives the clusters of the articles that wait for theirs.
pub(super) fn group(connection: &Connection) -> Result<()> {
    group_while(connection, &mut |_| true)
}

fn group_while(
    connection: &Connection,
    goes_on: &mut dyn FnMut(GroupProgress) -> bool,
) -> Result<()> {
    let mut pace = Pace::new(goes_on);
    pace.begin(GroupStep::Texts)?;
    story::group(connection, &mut pace)?;
    pace.begin(GroupStep::Events)?;
    happening::group(connection, &mut pace)?;
    pace.begin(GroupStep::Words)?;
    quotation::group(connection, &mut pace)?;
    figure::group(connection, &mut pace)?;
    connection.execute_batch(
        "DELETE FROM cluster WHERE is_derived = 1
           AND NOT EXISTS (SELECT 1 FROM article WHERE story = cluster.key)
           AND NOT EXISTS (SELECT 1 FROM event WHERE event.cluster = cluster.key)
           AND NOT EXISTS (SELECT 1 FROM quote WHERE quote.cluster = cluster.key)
           AND NOT EXISTS (SELECT 1 FROM figure WHERE figure.cluster = cluster.key);
         DELETE FROM unclustered;",
    )
}

impl Derived {
    /// Writes the cluster; returns its key.
    fn save(&self, connection: &Connection) -> Result<i64> {
        let (first, last) = self.days.unzip();
        let precision = self.days.map(|_| Precision::Day.code());
        connection
            .prepare_cached(
                "INSERT INTO cluster (id, kind, label, date_first, date_last, date_precision,
                   is_derived)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)
                 ON CONFLICT (id) DO UPDATE SET kind = iif(is_stub, excluded.kind, kind),
                   is_derived = max(is_derived, is_stub), is_stub = 0, label = excluded.label,
                   date_first = excluded.date_first, date_last = excluded.date_last,
                   date_precision = excluded.date_precision
                 RETURNING key",
            )?
            .query_row(
                params![self.id, self.kind, self.label, first, last, precision],
                |row| row.get(0),
            )
    }
}

/// From the first of the days to the last.
fn hull(days: impl Iterator<Item = (Day, Day)>) -> Option<(Day, Day)> {
    days.reduce(|all, days| (all.0.min(days.0), all.1.max(days.1)))
}

/// The month of a day: `2017-04`.
fn month_of(day: Day) -> String {
    civil(day).strftime("%Y-%m").to_string()
}
