//! `dateline merge`: another database is brought in.

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::Streams;
use super::args::Merge;
use super::entity::told;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::load::{counted, duration, failed, stop_at_interrupt};
use super::turn::{check_is_there, take_turn};
use crate::render::cell::clean;
use crate::store::{Conflict, MergeMode, Merged, Store};

/// Conflicts that are printed one by one.
const SHOWN_CONFLICTS: usize = 50;
/// Entities known under another handle that are printed one by one.
const SHOWN_PAIRS: usize = 20;

/// Runs the command.
pub(super) fn run(
    arguments: &Merge,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let (path, other) = (&given.database(), &arguments.other);
    if !arguments.dry_run {
        given.check_may_write("merge")?;
    }
    check_is_there(path)?;
    let there = Store::open(other).map_err(failed)?;
    let same = path.canonicalize().ok().zip(other.canonicalize().ok());
    if same.is_some_and(|(own, other)| own == other) {
        return Err(Failure::Failed(format!(
            "{} is the database itself",
            other.display()
        )));
    }
    let stop = stop_at_interrupt();
    let merged = if arguments.dry_run {
        let mut here = Store::open(path).map_err(failed)?;
        here.merge(&there, MergeMode::DryRun, &stop)
    } else {
        let Some(turn) = take_turn(path, &stop, streams)? else {
            return Ok(Outcome::Interrupted);
        };
        let mut here = Store::create(path).map_err(failed)?;
        let merged = here.merge(&there, MergeMode::Write, &stop);
        drop(turn);
        merged
    };
    let merged = merged.map_err(failed)?;
    summarize(&merged, path, other, started.elapsed(), streams.out)?;
    tell_conflicts(&merged, streams.err)?;
    if merged.is_stopped {
        writeln!(streams.err, "stopped; run the same command to go on")?;
        return Ok(Outcome::Interrupted);
    }
    Ok(Outcome::Done)
}

fn summarize(
    merged: &Merged,
    path: &Path,
    other: &Path,
    elapsed: Duration,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (path, other) = (path.display(), other.display());
    let time = duration(elapsed);
    match merged.run {
        None => writeln!(out, "Would merge {other} into {path} (nothing was changed)")?,
        Some(_) if !merged.is_news() => writeln!(out, "Nothing new for {path} in {other}")?,
        Some(run) => writeln!(
            out,
            "Merged {other} into {path} as load {} in {time}",
            run.0
        )?,
    }
    let joined = match merged.n_joined {
        0 => String::new(),
        n_joined => format!(" · {n_joined} with more parts"),
    };
    writeln!(
        out,
        "  articles  {} new{joined} · {} here already · {} told otherwise here",
        merged.n_new, merged.n_known, merged.n_different
    )?;
    writeln!(
        out,
        "  entities  {} new · {} described further · {} known under another handle",
        merged.n_new_entities,
        merged.n_learned,
        merged.matched.len()
    )?;
    for (there, here) in merged.matched.iter().take(SHOWN_PAIRS) {
        writeln!(out, "            @{} is @{}", clean(there), clean(here))?;
    }
    if merged.matched.len() > SHOWN_PAIRS {
        writeln!(out, "            …")?;
    }
    for (count, one, many) in [
        (
            merged.n_descriptions,
            "source or cluster",
            "sources and clusters",
        ),
        (merged.n_own_names, "name of your own", "names of your own"),
        (merged.n_corrections, "correction", "corrections"),
    ] {
        if count > 0 {
            writeln!(out, "  also      {}", counted(count, one, many))?;
        }
    }
    if merged.n_conflicts > 0 {
        let conflicts = counted(merged.n_conflicts, "conflict", "conflicts");
        writeln!(out, "  {conflicts}: what is here stays")?;
    }
    Ok(())
}

fn tell_conflicts(merged: &Merged, err: &mut dyn Write) -> io::Result<()> {
    for conflict in merged.conflicts.iter().take(SHOWN_CONFLICTS) {
        writeln!(err, "conflict  {}", clean(&words(conflict)))?;
    }
    let n_more = merged.n_conflicts.saturating_sub(SHOWN_CONFLICTS);
    if n_more > 0 {
        writeln!(err, "          and {n_more} more")?;
    }
    Ok(())
}

fn words(conflict: &Conflict) -> String {
    match conflict {
        Conflict::Words { article } => format!("article {article} has other words there"),
        Conflict::Facts { article } => format!("article {article} has other facts there"),
        Conflict::Refused { article, reason } => {
            format!("article {article} cannot be taken in: {reason}")
        }
        Conflict::Field {
            noun,
            id,
            field,
            own,
            other,
        } => format!("{noun} {id}: its {field} is {own} here, {other} there"),
        Conflict::Several { id, candidates } => format!(
            "@{id} could be each of @{}: taken as another one",
            candidates.join(", @")
        ),
        Conflict::Cluster { id } => format!("cluster {id} is described otherwise there"),
        Conflict::OwnName { id } => format!("your own name @{id} is another one there"),
        Conflict::Correction { other, own } => {
            format!("there: {}; here: {}", told(other), told(own))
        }
    }
}
