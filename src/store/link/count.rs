//! All articles → all links, counted anew, in parts that memory and a transaction hold.

use rusqlite::{Connection, Result, Statement, Transaction, TransactionBehavior, params_from_iter};

use super::LinkProgress;
use super::part::{Part, StoredLink, parts};
use super::stage::Staged;

/// Pairs that are counted, and written, together.
pub(super) const TOGETHER: usize = 1 << 22;

/// How often it is begun before the articles are left waiting, since others change them.
const ATTEMPTS: usize = 4;

/// Links that one statement writes.
const IN_A_STATEMENT: usize = 64;

/// No links are kept apart.
pub(super) const FORGET_FRESH: &str = "
    DELETE FROM fresh_link;
    UPDATE unlinked SET is_fresh = 0;";

/// No article is in the links.
pub(super) const LET_ALL_WAIT: &str = "
    DELETE FROM link;
    DELETE FROM fresh_link;
    UPDATE unlinked SET is_fresh = 0;
    INSERT OR IGNORE INTO unlinked (article) SELECT key FROM article;";

const DONE: &str = "DELETE FROM unlinked;";

const FORGET: &str = "DROP TABLE IF EXISTS temp.present;";

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attempt {
    Done,
    Stopped,
    /// Another program wrote something meanwhile.
    Overtaken,
}

/// Counts everything anew; no article waits any longer. Where that takes several transactions, all
/// articles wait in between, and what `link` holds by then means nothing.
pub(super) fn count_in_parts(
    connection: &Connection,
    together: usize,
    goes_on: &mut dyn FnMut(LinkProgress) -> bool,
) -> Result<()> {
    for _ in 0..ATTEMPTS {
        let attempt = attempt(connection, together, goes_on);
        connection.execute_batch(FORGET)?;
        if attempt? != Attempt::Overtaken {
            break;
        }
    }
    Ok(())
}

fn attempt(
    connection: &Connection,
    together: usize,
    goes_on: &mut dyn FnMut(LinkProgress) -> bool,
) -> Result<Attempt> {
    let version = data_version(connection)?;
    let mut progress = LinkProgress::default();
    let Some(staged) = Staged::read(connection, &mut || goes_on(progress))? else {
        return Ok(Attempt::Stopped);
    };
    let parts = parts(&staged, together);
    progress.n_pairs = parts.iter().map(|part| part.n_pairs).sum();
    let begin = || Transaction::new_unchecked(connection, TransactionBehavior::Immediate);
    let mut transaction = begin()?;
    if data_version(connection)? != version {
        return Ok(Attempt::Overtaken);
    }
    transaction.execute_batch(LET_ALL_WAIT)?;
    let mut n_written = 0;
    for part in &parts {
        if n_written > 0 && n_written + part.n_pairs > together {
            transaction.commit()?;
            n_written = 0;
            if !goes_on(progress) {
                return Ok(Attempt::Stopped);
            }
            transaction = begin()?;
            if data_version(connection)? != version {
                return Ok(Attempt::Overtaken);
            }
        }
        write(&transaction, &staged, part)?;
        n_written += part.n_pairs;
        progress.n_done += part.n_pairs;
    }
    transaction.execute_batch(DONE)?;
    transaction.commit()?;
    Ok(Attempt::Done)
}

/// Another number once another program has written something.
fn data_version(connection: &Connection) -> Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

fn write(connection: &Connection, staged: &Staged, part: &Part) -> Result<()> {
    let mut writer = Writer::new(connection)?;
    part.count(connection, staged, &mut |link| writer.write(link))?;
    writer.finish()
}

/// Writes links, many with a statement.
struct Writer<'run> {
    connection: &'run Connection,
    many: Statement<'run>,
    values: Vec<Option<i64>>,
}

/// What writes so many links.
fn insert(n_links: usize) -> String {
    let values = vec!["(?, ?, ?, ?, ?, ?, ?, ?)"; n_links].join(", ");
    format!(
        "INSERT INTO link (kind, is_turned, a, b, weight, first, last, sentence) VALUES {values}"
    )
}

impl<'run> Writer<'run> {
    fn new(connection: &'run Connection) -> Result<Self> {
        Ok(Self {
            connection,
            many: connection.prepare(&insert(IN_A_STATEMENT))?,
            values: Vec::new(),
        })
    }

    fn write(&mut self, link: StoredLink) -> Result<()> {
        self.values.extend(link);
        if self.values.len() == IN_A_STATEMENT * link.len() {
            self.many.execute(params_from_iter(&self.values))?;
            self.values.clear();
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        let n_left = self.values.len() / StoredLink::default().len();
        if n_left > 0 {
            self.connection
                .prepare(&insert(n_left))?
                .execute(params_from_iter(&self.values))?;
        }
        Ok(())
    }
}

/// Gives what the stored links should be, in their order: kind, whether turned, both ends, weight, first,
/// last, sentence.
pub(in crate::store) fn each_link(
    connection: &Connection,
    take: &mut dyn FnMut(StoredLink) -> Result<()>,
) -> Result<()> {
    if let Some(staged) = Staged::read(connection, &mut || true)? {
        for part in parts(&staged, TOGETHER) {
            part.count(connection, &staged, take)?;
        }
    }
    connection.execute_batch(FORGET)
}
