//! `dateline learn`: a database's articles teach how names look in them.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use super::Streams;
use super::args::Learn;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::load::{built_in_lexicon, counted, duration, failed, stop_at_interrupt};
use super::own;
use super::turn::open_in_turn;
use crate::evaluate::Score;
use crate::learn::{
    FEWEST_ARTICLES, FEWEST_WORDS, LearnError, Learned, Reread, forget, learn, n_articles, try_out,
};
use crate::store::{Store, Turn};

/// Runs the command.
pub(super) fn run(
    arguments: &Learn,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let path = &given.database();
    if !arguments.dry_run {
        given.check_may_write("learn")?;
    }
    let (_turn, mut store) = open(path, arguments.dry_run, streams)?;
    let mut lexicon = built_in_lexicon()?;
    own::learn_names(&mut lexicon, &store).map_err(failed)?;
    let stop = stop_at_interrupt();
    if arguments.forget {
        let forgotten = forget(&mut store, &mut lexicon, &stop);
        return match forgotten {
            Ok(reread) => Ok(tell_forgotten(reread, path, streams.out)?),
            Err(error) => ended(&error, streams),
        };
    }
    let learned = if arguments.dry_run {
        try_out(&store, &mut lexicon, &stop)
    } else {
        learn(&mut store, &mut lexicon, &stop)
    };
    match learned {
        Ok(learned) => {
            tell_learned(&learned, started, streams.out)?;
            tell_decision(&learned, path, arguments.dry_run, streams)
        }
        Err(error) => ended(&error, streams),
    }
}

/// The database, which must be there; one that nothing is changed in is only read.
fn open(
    path: &Path,
    is_dry_run: bool,
    streams: &mut Streams<'_>,
) -> Result<(Option<Turn>, Store), Failure> {
    if is_dry_run || !path.exists() {
        let store = Store::open(path).map_err(failed)?;
        return Ok((None, store));
    }
    open_in_turn(path, streams)
}

/// How a run ends that changed nothing.
fn ended(error: &LearnError, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    match error {
        LearnError::Stopped => {
            writeln!(streams.err, "stopped; nothing was changed")?;
            Ok(Outcome::Interrupted)
        }
        LearnError::TooFew {
            n_articles,
            n_words,
        } => Err(Failure::Failed(format!(
            "too little to learn from: {} in English with {n_words} words, not counting copies and articles \
             whose facts were given; it takes {FEWEST_ARTICLES} with {FEWEST_WORDS} words. Load more first",
            counted(*n_articles, "article", "articles")
        ))),
        LearnError::Store(error) => Err(failed(error)),
    }
}

fn tell_learned(learned: &Learned, started: Instant, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "Learned {} weights from {} with {} words in {}",
        learned.n_weights,
        counted(learned.n_articles, "article", "articles"),
        learned.n_words,
        duration(started.elapsed())
    )?;
    writeln!(
        out,
        "  names in {} built-in articles   precision  recall  F1",
        n_articles()
    )?;
    for (what, score) in [
        ("the rules alone", learned.before),
        ("with what was learned", learned.after),
    ] {
        writeln!(out, "  {what:<31} {}", shown(score))?;
    }
    Ok(())
}

fn shown(score: Score) -> String {
    let [precision, recall, f1] = [score.precision(), score.recall(), score.f1()]
        .map(|share| share.map_or_else(|| "–".to_owned(), |share| format!("{share:.3}")));
    format!("{precision:>9}  {recall:>6}  {f1:>5}")
}

fn tell_decision(
    learned: &Learned,
    path: &Path,
    is_dry_run: bool,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let database = path.display();
    if learned.is_worse() {
        return Err(Failure::Failed(format!(
            "not kept, since it does harm there; nothing was changed in {database}"
        )));
    }
    match learned.reread {
        Some(reread) => writeln!(
            streams.out,
            "Kept in {database}: {} of {} read differently, and later loads use it. Undo with \
             `dateline learn --forget`",
            reread.n_changed,
            counted(reread.n_articles, "article", "articles")
        )?,
        None if is_dry_run => writeln!(streams.out, "Nothing was changed in {database}")?,
        None => {}
    }
    Ok(Outcome::Done)
}

fn tell_forgotten(reread: Option<Reread>, path: &Path, out: &mut dyn Write) -> io::Result<Outcome> {
    let database = path.display();
    match reread {
        Some(reread) => writeln!(
            out,
            "Forgotten: {} of {} in {database} read differently",
            reread.n_changed,
            counted(reread.n_articles, "article", "articles")
        )?,
        None => writeln!(out, "Nothing was learned in {database}")?,
    }
    Ok(Outcome::Done)
}
