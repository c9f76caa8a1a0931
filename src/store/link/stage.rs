//! Sentences, events or quotes → who is in each of them, in the order in which a link names its first
//! sentence.

use std::ops::{Range, RangeInclusive};

use rusqlite::{Connection, Result, Rows, Statement};

use crate::model::link::LinkKind;

/// Numbers that are kept in one row.
const IN_A_ROW: usize = 1 << 14;

/// Who is in what links, as rows of numbers that memory need not hold: for each sentence, event or quote
/// how many there are, and their places.
const PRESENT: &str = "
    DROP TABLE IF EXISTS temp.present;
    CREATE TEMP TABLE present (key INTEGER PRIMARY KEY, numbers BLOB NOT NULL);";

/// What is read, in order: its key, its date, its sentence if it is all in one, who speaks.
const fn items(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Comention => {
            "SELECT key, ((published_first + 8388608) << 28) | ((published_last + 8388608) << 4)
               | published_precision AS date, NULL, NULL
             FROM article ORDER BY date NULLS LAST, id"
        }
        LinkKind::Coevent => {
            "SELECT event.key, ((event.date_first + 8388608) << 28) | ((event.date_last + 8388608) << 4)
               | date_precision AS date, event.sentence, NULL
             FROM event JOIN sentence ON sentence.key = event.sentence
             JOIN article ON article.key = event.article
             ORDER BY date NULLS LAST, article.id, sentence.ord"
        }
        LinkKind::Quotes => {
            "SELECT quote.key, ((date_first + 8388608) << 28) | ((date_last + 8388608) << 4)
               | date_precision AS date, quote.sentence, speaker
             FROM quote JOIN sentence ON sentence.key = quote.sentence
             JOIN article ON article.key = quote.article WHERE speaker IS NOT NULL
             ORDER BY date NULLS LAST, article.id, sentence.ord"
        }
    }
}

/// The sentences of what is read, in order, and who is in them.
const fn present(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Comention => {
            "SELECT coalesce(?2, sentence.key), entity
             FROM sentence CROSS JOIN mention ON mention.sentence = sentence.key
             WHERE sentence.article = ?1 ORDER BY sentence.ord"
        }
        LinkKind::Coevent => {
            "SELECT ?2, entity FROM participant WHERE event = ?1 AND entity IS NOT NULL"
        }
        LinkKind::Quotes => {
            "SELECT ?2, entity FROM quote CROSS JOIN mention ON mention.article = quote.article
               AND mention.start >= quote.start AND mention.start < quote.stop
             WHERE quote.key = ?1 AND entity <> speaker"
        }
    }
}

/// The entities. The place of one is its number in the order of their keys.
#[derive(Debug)]
pub(super) struct Standing {
    keys: Vec<i64>,
    /// By place: the number in the order of ids.
    by_id: Vec<u32>,
}

impl Standing {
    fn read(connection: &Connection) -> Result<Self> {
        let mut statement = connection.prepare("SELECT key FROM entity ORDER BY id")?;
        let keys = statement.query_map([], |row| row.get(0))?;
        let mut all: Vec<(i64, u32)> = Vec::new();
        for key in keys {
            all.push((key?, number(all.len())?));
        }
        all.sort_unstable();
        let (keys, by_id) = all.into_iter().unzip();
        Ok(Self { keys, by_id })
    }

    fn place(&self, key: i64) -> Result<Option<u32>> {
        self.keys.binary_search(&key).ok().map(number).transpose()
    }

    pub(super) fn key(&self, place: u32) -> i64 {
        self.keys[place as usize]
    }
}

/// Places, ranks and counts are kept in 32 bits.
fn number(value: usize) -> Result<u32> {
    let too_large = |_| rusqlite::Error::ToSqlConversionFailure("too many to be linked".into());
    u32::try_from(value).map_err(too_large)
}

/// What makes the links of one kind. The rank of a sentence, event or quote is its number in the order
/// of dates, the undated last, then of the ids of articles and of reading.
#[derive(Debug)]
pub(super) struct Occasions {
    pub(super) kind: LinkKind,
    /// By rank: the key of the sentence.
    sentences: Vec<i64>,
    /// The dates, each with the first rank that has it.
    dates: Vec<(u32, Option<i64>)>,
    /// By place: how often the entity is the first and the second of a pair.
    pub(super) n_pairs: [Vec<usize>; 2],
    /// Keys of the rows of numbers.
    rows: RangeInclusive<i64>,
}

impl Occasions {
    pub(super) fn sentence(&self, rank: u32) -> i64 {
        self.sentences[rank as usize]
    }

    pub(super) fn date(&self, rank: u32) -> Option<i64> {
        let at = self.dates.partition_point(|(first, _)| *first <= rank);
        self.dates
            .get(at.wrapping_sub(1))
            .and_then(|(_, date)| *date)
    }

    /// Ranks that have a date.
    pub(super) fn dated(&self) -> Range<u32> {
        match self.dates.last() {
            Some((first, None)) => 0..*first,
            _ => 0..u32::MAX,
        }
    }

    /// Gives rank and places of those present, in the order of their ids or the speaker first.
    pub(super) fn each(
        &self,
        connection: &Connection,
        take: &mut dyn FnMut(u32, &[u32]),
    ) -> Result<()> {
        let mut statement = connection.prepare_cached(
            "SELECT numbers FROM temp.present WHERE key BETWEEN ?1 AND ?2 ORDER BY key",
        )?;
        let mut rows = statement.query([self.rows.start(), self.rows.end()])?;
        let mut rank = 0;
        let mut numbers: Vec<u32> = Vec::new();
        while let Some(row) = rows.next()? {
            numbers.clear();
            let (bytes, _) = row.get_ref(0)?.as_blob()?.as_chunks();
            numbers.extend(bytes.iter().map(|bytes| u32::from_le_bytes(*bytes)));
            let mut rest = numbers.as_slice();
            while let Some((n_present, behind)) = rest.split_first() {
                let (present, behind) = behind.split_at(*n_present as usize);
                take(rank, present);
                rank += 1;
                rest = behind;
            }
        }
        Ok(())
    }
}

/// All that is linked, and what links it.
#[derive(Debug)]
pub(super) struct Staged {
    pub(super) standing: Standing,
    pub(super) kinds: Vec<Occasions>,
}

impl Staged {
    /// Reads the database, as long as `goes_on` says so.
    pub(super) fn read(
        connection: &Connection,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Self>> {
        connection.execute_batch(PRESENT)?;
        let mut staged = Self {
            standing: Standing::read(connection)?,
            kinds: Vec::new(),
        };
        for kind in [LinkKind::Comention, LinkKind::Coevent, LinkKind::Quotes] {
            let mut reader = Reader::new(connection, &staged.standing, kind)?;
            if !reader.read(goes_on)? {
                return Ok(None);
            }
            let occasions = reader.occasions;
            staged.kinds.push(occasions);
        }
        Ok(Some(staged))
    }
}

struct Reader<'run> {
    standing: &'run Standing,
    connection: &'run Connection,
    save: Statement<'run>,
    occasions: Occasions,
    /// Those in the one at hand.
    present: Vec<u32>,
    /// Not saved yet.
    numbers: Vec<u32>,
}

impl<'run> Reader<'run> {
    fn new(connection: &'run Connection, standing: &'run Standing, kind: LinkKind) -> Result<Self> {
        let save = connection.prepare("INSERT INTO temp.present (numbers) VALUES (?1)")?;
        let last: i64 = connection.query_row(
            "SELECT coalesce(max(key), 0) FROM temp.present",
            [],
            |row| row.get(0),
        )?;
        let none = || vec![0; standing.keys.len()];
        Ok(Self {
            standing,
            connection,
            save,
            occasions: Occasions {
                kind,
                sentences: Vec::new(),
                dates: Vec::new(),
                n_pairs: [none(), none()],
                rows: last + 1..=last,
            },
            present: Vec::new(),
            numbers: Vec::with_capacity(IN_A_ROW),
        })
    }

    /// Whether everything was read.
    fn read(&mut self, goes_on: &mut dyn FnMut() -> bool) -> Result<bool> {
        let mut items = self.connection.prepare(items(self.occasions.kind))?;
        let mut present = self.connection.prepare(present(self.occasions.kind))?;
        let mut items = items.query([])?;
        while let Some(item) = items.next()? {
            let (key, date): (i64, Option<i64>) = (item.get(0)?, item.get(1)?);
            let (sentence, speaker): (Option<i64>, Option<i64>) = (item.get(2)?, item.get(3)?);
            let speaker = match speaker {
                Some(speaker) => self.standing.place(speaker)?,
                None => None,
            };
            let mut rows = present.query((key, sentence))?;
            self.read_item(&mut rows, date, speaker)?;
            if self.numbers.len() >= IN_A_ROW {
                self.save()?;
                if !goes_on() {
                    return Ok(false);
                }
            }
        }
        self.save()?;
        Ok(true)
    }

    fn read_item(
        &mut self,
        rows: &mut Rows<'_>,
        date: Option<i64>,
        speaker: Option<u32>,
    ) -> Result<()> {
        let mut open = None;
        while let Some(row) = rows.next()? {
            let sentence: i64 = row.get(0)?;
            if let Some(ended) = open.replace(sentence).filter(|open| *open != sentence) {
                self.close(ended, date, speaker)?;
            }
            self.present.extend(self.standing.place(row.get(1)?)?);
        }
        open.map_or(Ok(()), |ended| self.close(ended, date, speaker))
    }

    /// Those present are known.
    fn close(&mut self, sentence: i64, date: Option<i64>, speaker: Option<u32>) -> Result<()> {
        let by_id = &self.standing.by_id;
        self.present
            .sort_unstable_by_key(|place| by_id[*place as usize]);
        self.present.dedup();
        if self.occasions.kind.is_directed() {
            match speaker {
                Some(speaker) => self.present.insert(0, speaker),
                None => self.present.clear(),
            }
        }
        if self.present.len() > 1 {
            self.add(sentence, date)?;
        }
        self.present.clear();
        Ok(())
    }

    fn add(&mut self, sentence: i64, date: Option<i64>) -> Result<()> {
        let occasions = &mut self.occasions;
        let rank = number(occasions.sentences.len())?;
        occasions.sentences.push(sentence);
        if occasions.dates.last().is_none_or(|(_, last)| *last != date) {
            occasions.dates.push((rank, date));
        }
        let [first, second] = &mut occasions.n_pairs;
        let n_first = if occasions.kind.is_directed() {
            1
        } else {
            self.present.len()
        };
        for (position, place) in self.present.iter().enumerate() {
            let place = *place as usize;
            if position < n_first {
                first[place] += self.present.len() - 1 - position;
            }
            second[place] += position.min(n_first);
        }
        self.numbers.push(number(self.present.len())?);
        self.numbers.extend_from_slice(&self.present);
        Ok(())
    }

    fn save(&mut self) -> Result<()> {
        if self.numbers.is_empty() {
            return Ok(());
        }
        let bytes: Vec<u8> = self
            .numbers
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect();
        let key = self.save.insert([bytes])?;
        self.occasions.rows = *self.occasions.rows.start()..=key;
        self.numbers.clear();
        Ok(())
    }
}
