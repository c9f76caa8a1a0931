//! `dateline check`: whether a database is sound.

use std::io::{self, Write};
use std::path::Path;

use super::Streams;
use super::args::Check;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::load::failed;
use super::turn::open_in_turn;
use crate::render::cell::clean;
use crate::store::{Checked, Damage, Finding, Inspection, Thoroughness};

/// Runs the command.
pub(super) fn run(
    arguments: &Check,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let path = &given.database();
    let mut inspection = Inspection::open(path).map_err(failed)?;
    if arguments.rebuild {
        given.check_may_write("check --rebuild")?;
        drop(inspection);
        let (_turn, mut store) = open_in_turn(path, streams)?;
        store.rebuild().map_err(failed)?;
        inspection = Inspection::open(path).map_err(failed)?;
    }
    let how = if arguments.quick {
        Thoroughness::Quick
    } else {
        Thoroughness::Full
    };
    let mut checks = Vec::new();
    let mut printed = Ok(());
    inspection.check(how, &mut |checked| {
        if printed.is_ok() {
            printed = print(&checked, streams.out);
        }
        checks.push(checked);
    });
    printed?;
    if !checks.iter().any(|checked| checked.finding.is_wrong()) {
        return Ok(Outcome::Done);
    }
    if is_damaged(&checks) {
        tell_damage(&inspection.damage(), path, streams.out)?;
    } else if !arguments.rebuild {
        let path = path.display();
        writeln!(
            streams.out,
            "`dateline check --rebuild --db {path}` makes again what is derived"
        )?;
    }
    Err(Failure::Reported)
}

fn is_damaged(checks: &[Checked]) -> bool {
    checks.iter().any(|checked| match checked.finding {
        Finding::Unreadable { .. } => true,
        Finding::Wrong { .. } => checked.name == "file",
        _ => false,
    })
}

fn print(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let (word, detail) = match &checked.finding {
        Finding::Sound => ("ok", String::new()),
        Finding::Wrong { count, examples } => ("wrong", some_of(*count, examples)),
        Finding::Waiting { count } => {
            let how = "the next load or --rebuild brings it up to date";
            ("waiting", format!("{count}; {how}"))
        }
        Finding::Unchecked { reason } => ("unchecked", clean(reason)),
        Finding::Unreadable { reason } => ("damaged", clean(reason)),
    };
    let line = format!("{word:<9}  {:<21}  {detail}", checked.name);
    writeln!(out, "{}", line.trim_end())?;
    out.flush()
}

/// How many, and which first.
fn some_of(count: u64, examples: &[String]) -> String {
    let examples: Vec<String> = examples.iter().map(|example| clean(example)).collect();
    let more = if count > examples.len() as u64 {
        ", …"
    } else {
        ""
    };
    format!("{count}: {}{more}", examples.join(", "))
}

fn tell_damage(damage: &Damage, path: &Path, out: &mut dyn Write) -> io::Result<()> {
    if damage.tables.is_empty() {
        writeln!(out, "Every table can be read to its end.")?;
    } else {
        let tables = damage.tables.join(", ");
        writeln!(out, "These tables cannot be read to their end: {tables}")?;
    }
    writeln!(
        out,
        "Articles: {} can be read whole, {} only as texts, {} not at all{}",
        damage.n_whole,
        damage.n_texts,
        damage.n_lost,
        if damage.examples.is_empty() {
            String::new()
        } else {
            format!(" ({})", damage.examples.join(", "))
        }
    )?;
    writeln!(
        out,
        "`dateline export --salvage --db {} -o saved.jsonl` writes what can be read; load it into a new \
         database",
        path.display()
    )
}
