//! Whether the stored links are those that sentences, events and quotes make.

use rusqlite::{Connection, Result, Row, Rows};

use super::{Faults, Finding};
use crate::store::link::{self, StoredLink};

/// Counts the links anew, and compares them with the stored ones in the order of both.
pub(super) fn check(connection: &Connection) -> Result<Finding> {
    if link::has_waiting(connection)? {
        return Ok(Finding::Unchecked {
            reason: "they are not complete while articles wait for theirs".to_owned(),
        });
    }
    let mut statement = connection.prepare(
        "SELECT kind, is_turned, a, b, weight, first, last, sentence FROM linked
         ORDER BY kind, is_turned, a, b",
    )?;
    let mut comparison = Comparison {
        connection,
        stored: statement.query([])?,
        next: None,
        faults: Faults::default(),
    };
    comparison.advance()?;
    link::each_link(connection, &mut |counted| comparison.compare(counted))?;
    while let Some(superfluous) = comparison.next {
        comparison.find(superfluous);
        comparison.advance()?;
    }
    Ok(comparison.faults.finding())
}

struct Comparison<'run> {
    connection: &'run Connection,
    stored: Rows<'run>,
    /// The first of those that are not compared yet.
    next: Option<StoredLink>,
    faults: Faults,
}

impl Comparison<'_> {
    fn advance(&mut self) -> Result<()> {
        self.next = self.stored.next()?.map(read).transpose()?;
        Ok(())
    }

    /// Compares the stored links up to the one that was counted.
    fn compare(&mut self, counted: StoredLink) -> Result<()> {
        while let Some(stored) = self.next
            && stored[..4] <= counted[..4]
        {
            self.advance()?;
            if stored[..4] == counted[..4] {
                if stored != counted {
                    self.find(counted);
                }
                return Ok(());
            }
            self.find(stored);
        }
        self.find(counted);
        Ok(())
    }

    fn find(&mut self, [_, _, a, b, ..]: StoredLink) {
        let connection = self.connection;
        let ends = || {
            connection.query_row(
                "SELECT one.id || ' and ' || other.id FROM entity AS one, entity AS other
                 WHERE one.key = ?1 AND other.key = ?2",
                [a, b],
                |row| row.get(0),
            )
        };
        self.faults
            .add(|| ends().unwrap_or_else(|_| "of entities that are not there".to_owned()));
    }
}

fn read(row: &Row<'_>) -> Result<StoredLink> {
    let mut link = StoredLink::default();
    for (at, value) in link.iter_mut().enumerate() {
        *value = row.get(at)?;
    }
    Ok(link)
}
