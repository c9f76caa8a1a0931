//! What a result leaves unsaid: counted by statements of their own over the same rows.

use super::Resolver;
use super::frame::Frame;
use super::spread::SpreadLimit;
use super::value::Typed;
use crate::model::date::Precision;
use crate::query::catalog::Noun;
use crate::query::plan::{Aggregate, Binary, Expr, Select};
use crate::span::Span;

/// Something to count beside a result.
#[derive(Debug, Clone)]
pub(super) struct Footnote {
    pub(super) kind: FootnoteKind,
    pub(super) select: Select,
}

/// What a footnote counts. Each statement gives rows of a word and a number, or one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FootnoteKind {
    /// One number: rows without a date, which a test of time left out.
    UndatedLeftOut {
        /// The noun in the plural.
        noun: &'static str,
    },
    /// One number: rows without a date, in the bin of what is missing.
    UndatedInBin {
        /// The noun in the plural.
        noun: &'static str,
    },
    /// Word and number: rows by a precision that is too vague for the bin.
    TooVague {
        /// The noun in the plural.
        noun: &'static str,
        /// How fine the bin is.
        bin: Precision,
    },
    /// Word and number: events by a modality other than asserted.
    Modality,
    /// Keys of a group, a unit, and how many of its figures have it, in order of the keys: what must
    /// be one unit for each group.
    Units {
        /// How many columns the keys are.
        n_keys: usize,
        /// Where the units are mixed.
        span: Span,
        /// Stages that mix none.
        fixes: Vec<String>,
    },
    /// The heads of columns made of values, in one row: what must have those that the script names.
    Heads {
        /// What became columns.
        path: String,
        /// How many columns there may be.
        limit: SpreadLimit,
        /// Heads that the script names, and where.
        looked_up: Vec<(String, Span)>,
        /// Where the stage stands.
        span: Span,
    },
    /// The keys of a row, a head, and how many values that cell would have: what `pivot` does not allow.
    Cells {
        /// What becomes columns.
        path: String,
        /// The names of the keys.
        keys: Vec<String>,
        /// Stages that leave one value for each cell.
        fix: String,
        /// Where the stage stands.
        span: Span,
    },
    /// A key that several rows have, and how many: what `lookup` does not allow.
    Unique {
        /// The name of the rows.
        name: String,
        /// The paths of the key.
        on: String,
        /// Where the rows are looked up.
        span: Span,
    },
}

impl FootnoteKind {
    /// Whether what it counts decides if the query may run at all.
    pub(in crate::query) fn is_check(&self) -> bool {
        matches!(
            self,
            Self::Units { .. } | Self::Unique { .. } | Self::Cells { .. } | Self::Heads { .. }
        )
    }
}

impl Resolver<'_> {
    /// Takes over what must hold of some rows, whatever becomes of them.
    pub(super) fn take_checks(&mut self, frame: &mut Frame) {
        let (checks, notes) = std::mem::take(&mut frame.footnotes)
            .into_iter()
            .partition::<Vec<_>, _>(|note| note.kind.is_check());
        frame.footnotes = notes;
        for check in checks {
            // A `let` that is used twice is looked at once.
            if self.checks.iter().all(|known| known.kind != check.kind) {
                self.checks.push(check);
            }
        }
    }

    /// Notes what is worth counting about rows of a noun, before they are grouped or shown.
    pub(super) fn note_rows(&mut self, frame: &mut Frame) {
        frame.note_left_out();
        let is_noted = |note: &Footnote| note.kind == FootnoteKind::Modality;
        let subject = frame.subject.clone();
        let Some(subject) = subject.filter(|it| it.noun == Noun::Events) else {
            return;
        };
        if frame.footnotes.iter().any(is_noted) {
            return;
        }
        let mut counted = self.open(frame.clone());
        let Some(key) = counted.subject.as_ref().map(|it| it.key.clone()) else {
            return;
        };
        let modality = self.column(&mut counted, (subject.noun, &key), "modality", false);
        let mut select = counted.select;
        select.filters.push(
            modality
                .clone()
                .binary(Binary::NotEqual, Expr::Word("asserted")),
        );
        select.groups.push(modality.clone());
        select.order = vec![ascending(modality.clone())];
        frame.push_note(
            FootnoteKind::Modality,
            select.output("modality", modality).output("n", count()),
        );
    }
}

impl Frame {
    /// Notes how many rows a test of time has left out because they have no date.
    pub(super) fn note_left_out(&mut self) {
        let Some(noun) = self.subject.as_ref().map(|subject| subject.noun) else {
            return;
        };
        if !self.time_filters.is_empty() && !self.is_cut && !self.has_window() {
            self.note_undated(noun);
        }
    }

    fn note_undated(&mut self, noun: Noun) {
        let Some(column) = date_column(noun) else {
            return;
        };
        let Some((_, _, alias)) = self
            .joined
            .iter()
            .find(|(_, joined, _)| *joined == column.0)
        else {
            return;
        };
        let mut select = self.select.clone();
        for position in std::mem::take(&mut self.time_filters).iter().rev() {
            select.filters.remove(*position);
        }
        select
            .filters
            .push(Expr::field(alias, column.1, true).is_null());
        self.push_note(
            FootnoteKind::UndatedLeftOut { noun: noun.word() },
            select.output("n", count()),
        );
    }

    /// Notes what a bin of time cannot hold.
    pub(super) fn note_bin(&mut self, date: &Typed, bin: Expr, unit: Precision) {
        let Some(noun) = self.subject.as_ref().map(|subject| subject.noun.word()) else {
            return;
        };
        if self.is_cut || self.has_window() {
            return;
        }
        let missing = date.is_null();
        if !self
            .select
            .filters
            .iter()
            .any(|test| excludes(test, &missing))
        {
            let mut undated = self.select.clone();
            undated.filters.push(missing);
            self.push_note(
                FootnoteKind::UndatedInBin { noun },
                undated.output("n", count()),
            );
        }
        let mut vague = self.select.clone();
        vague.filters.push(date.is_null().negated());
        vague.filters.push(bin.is_null());
        let word = Expr::Call(
            crate::query::functions::Function::PrecisionWord,
            vec![date.precision()],
        );
        vague.groups.push(date.precision());
        vague.order.push(ascending(date.precision()));
        self.push_note(
            FootnoteKind::TooVague { noun, bin: unit },
            vague.output("precision", word).output("n", count()),
        );
    }

    pub(super) fn push_note(&mut self, kind: FootnoteKind, select: Select) {
        self.footnotes.push(Footnote { kind, select });
    }
}

/// Whether a test fails for all rows that lack the tested column.
fn excludes(test: &Expr, missing: &Expr) -> bool {
    let Expr::IsNull(column) = missing else {
        return false;
    };
    matches!(test, Expr::Binary(operator, tested, _) if operator.is_order() && tested == column)
}

fn count() -> Expr {
    Expr::Aggregate(Aggregate::Count, Vec::new())
}

fn ascending(expr: Expr) -> crate::query::plan::Order {
    crate::query::plan::Order {
        expr,
        descending: false,
        nulls: crate::query::plan::Nulls::Last,
        is_text: false,
    }
}

/// The noun whose table holds the primary date, and its first column.
fn date_column(noun: Noun) -> Option<(Noun, &'static str)> {
    match noun {
        Noun::Articles | Noun::Sentences | Noun::Mentions => {
            Some((Noun::Articles, "published_first"))
        }
        Noun::Events | Noun::Quotes | Noun::Clusters => Some((noun, "date_first")),
        Noun::Figures => Some((noun, "as_of_first")),
        Noun::Sources | Noun::Entities => None,
    }
}
