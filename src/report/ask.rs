//! The questions of a report → the rows of each block with what proves them.

use std::collections::BTreeMap;

use super::proof::{self, Proof};
use super::source::{Block, Form, Picture, Script, Source};
use super::{Trouble, template};
use crate::ask::{self, Asker};
use crate::query::Dialect;
use crate::query::ast::{self, StageKind, StatementKind, Step};
use crate::query::error::{Diagnostics, QueryError, QueryErrorKind, Warning};
use crate::query::parse::parse;
use crate::store::{Citation, StoreError};
use crate::value::{Chart, ChartKind, Column, Rows};

/// The answers of a report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// Those of its blocks, in order.
    pub taken: Vec<Taken>,
    /// The sentences that prove them, by key.
    pub citations: BTreeMap<i64, Citation>,
    /// What is worth saying.
    pub told: Vec<Told>,
}

/// The answer of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The block's name.
    pub name: String,
    /// How it is shown.
    pub form: Form,
    /// Its rows.
    pub rows: Rows,
    /// Which columns are drawn.
    pub chart: Option<Chart>,
    /// What was left out.
    pub notes: Vec<String>,
    /// What proves each row; empty where that is not known of any.
    pub proofs: Vec<Proof>,
    /// What proves them all.
    pub proof: Proof,
    /// The set of coded events that each row was read out of, where nobody wrote the sentences behind it.
    pub sets: Vec<Option<String>>,
}

/// What is worth saying about a block. Places are bytes of the report's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its name.
    pub block: String,
    /// Warnings of its question.
    pub warnings: Vec<Warning>,
    /// How names were understood.
    pub echoes: Vec<String>,
}

/// Compiles every question and the text, and runs nothing.
///
/// # Errors
/// The text names what is not there, some questions do not compile, or the database cannot be read.
pub fn check(source: &Source, asker: &Asker) -> Result<(), Trouble> {
    let (mut wrong, mut found) = (Vec::new(), Asked::default());
    for block in &source.blocks {
        let (form, stage) = form(source, block);
        let script = source.script(block, stage);
        match asker.statement(&script.text, Dialect::Sqlite) {
            Ok(statement) => {
                let taken = imagined(block, form, statement.columns, &script.text);
                found.taken.extend(taken);
            }
            Err(trouble) => kept(trouble, block, &script, &mut wrong)?,
        }
    }
    told_once(source, wrong)?;
    template::check(source, &found).map_err(Trouble::Form)
}

/// A block with the columns that its question will have, and no rows; none where values make its columns.
fn imagined(block: &Block, form: Form, columns: Vec<Column>, script: &str) -> Option<Taken> {
    let mut stages = stages(script).into_iter();
    let is_known =
        !columns.is_empty() && !stages.any(|kind| matches!(kind, StageKind::Pivot { .. }));
    is_known.then(|| Taken {
        name: block.name.clone(),
        form,
        rows: Rows {
            columns,
            records: Vec::new(),
        },
        chart: None,
        notes: Vec::new(),
        proofs: Vec::new(),
        proof: Proof::default(),
        sets: Vec::new(),
    })
}

/// Asks every question, with what proves each row.
///
/// # Errors
/// As [`check`], or a question fails.
pub fn ask(source: &Source, asker: &Asker) -> Result<Asked, Trouble> {
    let mut all = Asked::default();
    let (mut wrong, mut evidence) = (Vec::new(), Vec::new());
    for block in &source.blocks {
        let (form, stage) = form(source, block);
        let script = source.script(block, stage);
        let answer = match asker.cited(&script.text) {
            Ok(answer) => answer,
            Err(trouble) => {
                kept(trouble, block, &script, &mut wrong)?;
                continue;
            }
        };
        let moved = |mut warning: Warning| {
            warning.span = script.in_file(warning.span);
            warning
        };
        all.told.push(Told {
            block: block.name.clone(),
            warnings: answer.warnings.into_iter().map(moved).collect(),
            echoes: answer.echoes.into_iter().chain(misnamed(block)).collect(),
        });
        all.taken.push(Taken {
            name: block.name.clone(),
            form,
            rows: answer.rows.unwrap_or_default(),
            chart: answer.chart,
            notes: answer.notes,
            proofs: Vec::new(),
            proof: Proof::default(),
            sets: Vec::new(),
        });
        evidence.push(answer.evidence);
    }
    told_once(source, wrong)?;
    prove(&mut all, &evidence, asker)?;
    Ok(all)
}

/// Reads the sentences behind all rows at once, and chooses those that are named.
fn prove(all: &mut Asked, evidence: &[Vec<Vec<i64>>], asker: &Asker) -> Result<(), Trouble> {
    let wanted = evidence
        .iter()
        .flatten()
        .flat_map(|keys| proof::worth_reading(keys));
    let mut wanted: Vec<i64> = wanted.copied().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let found = asker.store().citations(&wanted).map_err(Trouble::from)?;
    let known: BTreeMap<i64, Citation> = found.into_iter().map(|it| (it.sentence, it)).collect();
    for (taken, evidence) in all.taken.iter_mut().zip(evidence) {
        taken.proofs = evidence
            .iter()
            .map(|keys| proof::chosen(keys, &known))
            .collect();
        taken.proof = proof::chosen(&evidence.concat(), &known);
        taken.sets = taken.proofs.iter().map(|it| set_of(it, &known)).collect();
    }
    all.citations = known;
    Ok(())
}

/// The set that all sentences of a proof were made of, if it is one.
fn set_of(proof: &Proof, known: &BTreeMap<i64, Citation>) -> Option<String> {
    let mut sets = proof
        .named
        .iter()
        .map(|key| Some(&known.get(key)?.row.as_ref()?.set));
    let first = sets.next()??;
    sets.all(|set| set == Some(first)).then(|| first.clone())
}

/// How a block is shown, and the stage that is put behind its question to find the columns drawn.
fn form(source: &Source, block: &Block) -> (Form, Option<&'static str>) {
    let own = own_chart(&source.script(block, None).text);
    let form = block
        .form
        .unwrap_or_else(|| own.map_or(Form::Table, |kind| Form::Chart(picture(kind))));
    let stage = match form {
        Form::Chart(picture) if own.is_none() => picture.stage(),
        _ => None,
    };
    (form, stage)
}

fn picture(kind: ChartKind) -> Picture {
    match kind {
        ChartKind::Bar => Picture::Bar,
        ChartKind::Line => Picture::Line,
        ChartKind::Hist => Picture::Hist,
        ChartKind::Timeline => Picture::Timeline,
        ChartKind::Heat => Picture::Heat,
        ChartKind::Graph => Picture::Network,
    }
}

/// What is said of a block that is called like a chart and is none.
fn misnamed(block: &Block) -> Option<String> {
    let mut words = Picture::ALL.iter().map(|(word, _)| *word);
    let is_word = words.any(|word| word == block.name);
    (is_word && block.form.is_none()).then(|| {
        let name = &block.name;
        format!("`{name}` is only the name of a table here: `{name} chart={name}` draws it")
    })
}

/// The chart that a question asks for by itself.
fn own_chart(script: &str) -> Option<ChartKind> {
    let stages = stages(script);
    stages.into_iter().rev().find_map(|kind| match kind {
        StageKind::Chart { kind, .. } => Some(kind),
        _ => None,
    })
}

/// The stages of a script's last pipeline.
fn stages(script: &str) -> Vec<StageKind> {
    let statements = parse(script).map_or_else(|_| Vec::new(), |script| script.statements);
    let last = statements.into_iter().rev().find_map(|it| match it.kind {
        StatementKind::Pipeline(pipeline) => Some(pipeline),
        _ => None,
    });
    let steps = last.into_iter().flat_map(|pipeline| pipeline.steps);
    let kinds = steps.filter_map(|step| match step {
        Step::Stage(ast::Stage { kind, .. }) => Some(kind),
        Step::Follow(_) => None,
    });
    kinds.collect()
}

/// Keeps what is wrong with a question; what is no fault of a question ends the report.
fn kept(
    trouble: ask::Trouble,
    block: &Block,
    script: &Script,
    wrong: &mut Vec<(String, Diagnostics)>,
) -> Result<(), Trouble> {
    match trouble {
        ask::Trouble::Question(errors) => {
            let moved = |mut error: QueryError| {
                error.span = script.in_file(error.span);
                error
            };
            let errors = errors.into_errors().into_iter().map(moved).collect();
            wrong.extend(Diagnostics::new(errors).map(|errors| (block.name.clone(), errors)));
            Ok(())
        }
        ask::Trouble::Stopped(_) => Err(Trouble::Stopped),
        ask::Trouble::Failed(reason) => {
            Err(Trouble::Failed(format!("block `{}`: {reason}", block.name)))
        }
    }
}

/// Ends the report if anything is wrong. What is wrong with a declaration or with a value that was given is wrong in every
/// block, and is told once.
fn told_once(source: &Source, wrong: Vec<(String, Diagnostics)>) -> Result<(), Trouble> {
    let is_declared = |error: &QueryError| {
        let is_given = matches!(error.kind, QueryErrorKind::UnknownParameter(_));
        is_given || error.span.end <= source.front.end
    };
    let (mut declared, mut own) = (Vec::new(), Vec::new());
    for (block, errors) in wrong {
        let (of_all, of_block): (Vec<_>, Vec<_>) =
            errors.into_errors().into_iter().partition(is_declared);
        for error in of_all {
            if declared
                .iter()
                .all(|known: &QueryError| known.kind != error.kind)
            {
                declared.push(error);
            }
        }
        own.extend(Diagnostics::new(of_block).map(|errors| (block, errors)));
    }
    let declared = Diagnostics::new(declared).map(|errors| (String::new(), errors));
    let all: Vec<(String, Diagnostics)> = declared.into_iter().chain(own).collect();
    if all.is_empty() {
        return Ok(());
    }
    Err(Trouble::Questions(all))
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Interrupted => Self::Stopped,
            other => Self::Failed(other.to_string()),
        }
    }
}
