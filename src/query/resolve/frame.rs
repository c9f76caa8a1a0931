//! The rows at one point of a pipeline: the `select` that makes them so far, and what their fields and
//! columns mean there.

use std::rc::Rc;

use super::chart::Drawn;
use super::footnote::Footnote;
use super::value::{Type, Typed};
use crate::query::catalog::Noun;
use crate::query::plan::{Alias, Expr, Select};

/// The rows at one point of a pipeline.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// What makes them; without columns and order.
    pub(super) select: Select,
    /// The noun whose rows they are, if they are.
    pub(super) subject: Option<Subject>,
    /// Rows that are joined: key, noun, name.
    pub(super) joined: Vec<(Expr, Noun, Alias)>,
    /// Columns with names of their own.
    pub(super) columns: Vec<Named>,
    /// What a result shows, in order.
    pub(super) shown: Vec<Shown>,
    /// Order asked for.
    pub(super) order: Vec<SortBy>,
    /// Order where none is asked for; ends in a tie-break.
    pub(super) natural: Natural,
    /// Orders equal rows in the end; for rows of a noun after its id.
    pub(super) ties: Vec<SortBy>,
    /// Whether rows were cut, so that no filter can be added.
    pub(super) is_cut: bool,
    /// Names that earlier stages have dropped.
    pub(super) gone: Vec<Gone>,
    /// The stage that ended clauses and `cite`.
    pub(super) ended: Option<&'static str>,
    /// Positions in `select.filters` of tests on the primary date.
    pub(super) time_filters: Vec<usize>,
    /// What is worth counting beside the result.
    pub(super) footnotes: Vec<Footnote>,
    /// Columns that a stage made of values.
    pub(super) spread: Option<FrameSpread>,
    /// How they are to be drawn.
    pub(super) chart: Option<Drawn>,
    /// Whether the rows are those of `count by`, and so on: the kind of bins that `fill` can complete.
    pub(super) is_grouped: bool,
    /// How many of the columns tell every row from every other; 0 if that is not known.
    pub(super) n_keys: usize,
}

/// The noun whose rows they are.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// Which noun.
    pub(super) noun: Noun,
    /// The word that named it.
    pub(super) word: &'static str,
    /// The key of the row.
    pub(super) key: Expr,
    /// The stage that dropped the fields which it did not name, and its number.
    pub(super) dropped: Option<(&'static str, usize)>,
}

/// A column with a name.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) name: Rc<str>,
    pub(super) value: Typed,
    /// Whether a missing value counts as 0 where `fill` and `pivot` add rows and cells.
    pub(super) is_count: bool,
    /// Whether the rows are grouped by it.
    pub(super) is_key: bool,
    /// Whether it stands for a bin whose dates were all missing or too vague.
    pub(super) bin: Option<Bin>,
}

/// A bin of time that a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bin {
    /// A year, as an integer.
    Year,
    /// A packed date.
    Unit,
}

/// What a result shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// A field of the noun.
    Field(&'static str),
    /// A column.
    Column(Rc<str>),
}

/// A name that a stage has dropped.
#[derive(Debug, Clone)]
pub(super) struct Gone {
    pub(super) name: Rc<str>,
    pub(super) stage: &'static str,
    pub(super) position: usize,
}

/// A part of an order.
#[derive(Debug, Clone)]
pub(super) struct SortBy {
    pub(super) value: Typed,
    pub(super) descending: bool,
    pub(super) nulls_first: bool,
}

/// Order where none is asked for.
#[derive(Debug, Clone)]
pub(super) enum Natural {
    /// That of the noun.
    Subject,
    /// These keys.
    Keys(Vec<SortBy>),
}

/// Columns that a stage made of values, as they are at this point.
#[derive(Debug, Clone)]
pub(super) struct FrameSpread {
    /// Which of the resolver's.
    pub(super) number: usize,
    /// Those that `drop` has taken away.
    pub(super) dropped: Vec<Rc<str>>,
}

impl SortBy {
    pub(super) fn ascending(value: Typed) -> Self {
        Self {
            value,
            descending: false,
            nulls_first: false,
        }
    }

    pub(super) fn descending(value: Typed) -> Self {
        Self {
            value,
            descending: true,
            nulls_first: false,
        }
    }
}

impl Named {
    pub(super) fn new(name: &str, value: Typed) -> Self {
        Self {
            name: name.into(),
            value,
            is_count: false,
            is_key: false,
            bin: None,
        }
    }
}

impl Frame {
    /// Rows made by a `select`, with nothing known about them.
    pub(super) fn new(select: Select) -> Self {
        Self {
            select,
            subject: None,
            joined: Vec::new(),
            columns: Vec::new(),
            shown: Vec::new(),
            order: Vec::new(),
            natural: Natural::Keys(Vec::new()),
            ties: Vec::new(),
            is_cut: false,
            gone: Vec::new(),
            ended: None,
            time_filters: Vec::new(),
            footnotes: Vec::new(),
            spread: None,
            chart: None,
            is_grouped: false,
            n_keys: 0,
        }
    }

    /// Adds a condition; the parts of an `and` one by one.
    pub(super) fn filter(&mut self, condition: Expr) {
        match condition {
            Expr::And(all) => all.into_iter().for_each(|part| self.filter(part)),
            Expr::Bool(true) => {}
            one => self.select.filters.push(one),
        }
    }

    /// The column of that name.
    pub(super) fn column(&self, name: &str) -> Option<&Named> {
        self.columns.iter().find(|column| *column.name == *name)
    }

    /// Whether any column looks at other rows.
    pub(super) fn has_window(&self) -> bool {
        self.columns.iter().any(|column| column.value.has_window())
            || self.order.iter().any(|key| key.value.has_window())
    }

    /// Shows a column, unless it is shown already.
    pub(super) fn show(&mut self, item: Shown) {
        if !self.shown.contains(&item) {
            self.shown.push(item);
        }
    }

    /// Names that can be used at this point.
    pub(super) fn names(&self) -> Vec<String> {
        let own = self.columns.iter().map(|column| column.name.to_string());
        let mut names: Vec<String> = own.collect();
        if let Some(subject) = self.subject.as_ref().filter(|it| it.dropped.is_none()) {
            for field in subject.noun.info().fields {
                if !names.iter().any(|name| name == field.name) {
                    names.push(field.name.to_owned());
                }
            }
        }
        names
    }

    /// The entity or cluster that grouping has kept, if it is the only one: clauses are about it.
    pub(super) fn kept_row(&self) -> Option<Subject> {
        let kept = self.columns.iter().filter(|column| column.is_key);
        let mut kept = kept.filter_map(|column| match column.value.kind {
            Type::Row(noun @ (Noun::Entities | Noun::Clusters)) => Some((noun, column)),
            _ => None,
        });
        let (noun, column) = kept.next().filter(|_| self.is_grouped)?;
        kept.next().is_none().then(|| Subject {
            noun,
            word: noun.word(),
            key: column.value.expr(),
            dropped: None,
        })
    }

    /// Forgets every name but those of the columns, on behalf of a stage.
    pub(super) fn drop_fields(&mut self, stage: &'static str, position: usize) {
        if let Some(subject) = &mut self.subject {
            subject.dropped.get_or_insert((stage, position));
        }
    }
}

/// Whether values of a type order as text.
pub(super) fn is_text(kind: &Type) -> bool {
    matches!(kind, Type::Text | Type::Enum(_))
}
