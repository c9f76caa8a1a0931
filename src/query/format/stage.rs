//! Layout of stages.

use super::layout::Piece;
use super::writer::Writer;
use crate::query::ast::{
    Assignment, ChartKind, Count, Expr, Join, JoinKind, OutputColumn, SortKey, Stage, StageKind,
    SubQuery, TopOf,
};

impl Writer<'_> {
    pub(super) fn stage(&mut self, stage: &Stage) {
        self.group(|writer| {
            if let Some(word) = stage.kind.word() {
                writer.known(word);
            }
            writer.arguments(&stage.kind);
        });
    }

    /// What follows the word of a stage.
    fn arguments(&mut self, stage: &StageKind) {
        match stage {
            StageKind::Where(condition) => {
                self.space();
                self.expr(condition);
            }
            StageKind::Filter(clauses) => self.clauses(clauses),
            StageKind::Select(columns) | StageKind::Distinct(columns) => self.columns(columns),
            StageKind::Drop(paths) => self.hanging(paths, Self::path),
            StageKind::Derive(assignments) => self.hanging(assignments, Self::assignment),
            StageKind::Summarize { columns, by } => {
                self.columns(columns);
                self.by(by);
            }
            StageKind::Count { by } => self.by(by),
            StageKind::Sort(keys) => self.hanging(keys, Self::sort_key),
            StageKind::Top { n, of, per } => {
                self.space();
                self.count(*n);
                match of {
                    TopOf::Rows(keys) => {
                        self.space();
                        self.known("by");
                        self.hanging(keys, Self::sort_key);
                    }
                    TopOf::Values(column) => {
                        self.space();
                        self.column(column);
                    }
                }
                self.per(per);
            }
            StageKind::Facet { columns, take } => {
                self.columns(columns);
                self.counted("take", take.as_ref());
            }
            StageKind::Take { n, per } => {
                self.space();
                self.count(*n);
                self.per(per);
            }
            StageKind::Skip(n) => {
                self.space();
                self.count(*n);
            }
            StageKind::Sample { n, seed } => {
                self.space();
                self.count(*n);
                self.counted("seed", seed.as_ref());
            }
            StageKind::Cite(n) => {
                if let Some(n) = n {
                    self.space();
                    self.count(*n);
                }
            }
            StageKind::Each { .. }
            | StageKind::Join(_)
            | StageKind::Set { .. }
            | StageKind::Pivot { .. }
            | StageKind::Compare { .. }
            | StageKind::Fill(_)
            | StageKind::Chart { .. } => self.joining(stage),
        }
    }

    fn joining(&mut self, stage: &StageKind) {
        if matches!(stage, StageKind::Fill(None)) {
            return;
        }
        self.space();
        match stage {
            StageKind::Each { path, name: _ } => {
                self.path(path);
                self.space();
                self.known("as");
                self.space();
                self.word();
            }
            StageKind::Join(join) => self.join(join),
            StageKind::Set { operator: _, other } => self.sub_query(other),
            StageKind::Pivot { path, of } => {
                self.path(path);
                if let Some(of) = of {
                    self.space();
                    self.known("of");
                    self.space();
                    self.path(of);
                }
            }
            StageKind::Compare { path, across, per } => {
                self.path(path);
                self.space();
                self.known("across");
                self.space();
                self.path(across);
                self.per(per);
            }
            StageKind::Fill(Some(path)) => self.path(path),
            StageKind::Chart { kind, paths } => {
                self.known(chart_word(*kind));
                if !paths.is_empty() {
                    self.hanging(paths, Self::path);
                }
            }
            _ => {}
        }
    }

    fn join(&mut self, join: &Join) {
        let Join {
            kind: JoinKind::Join | JoinKind::Lookup,
            alias,
            other,
            on,
        } = join;
        if alias.is_some() {
            self.word();
            self.space();
            self.known("=");
            self.space();
        }
        self.sub_query(other);
        self.space();
        self.known("on");
        self.hanging(on, |writer, (left, right)| {
            writer.path(left);
            if let Some(right) = right {
                writer.space();
                writer.known("=");
                writer.space();
                writer.path(right);
            }
        });
    }

    fn sub_query(&mut self, query: &SubQuery) {
        match query {
            SubQuery::Name(_) => self.word(),
            SubQuery::Pipeline(pipeline) => self.enclosed(pipeline),
        }
    }

    fn columns(&mut self, columns: &[OutputColumn]) {
        self.hanging(columns, Self::column);
    }

    fn by(&mut self, columns: &[OutputColumn]) {
        if columns.is_empty() {
            return;
        }
        self.push(Piece::Line);
        self.group(|writer| {
            writer.known("by");
            writer.columns(columns);
        });
    }

    fn column(&mut self, column: &OutputColumn) {
        let OutputColumn {
            name,
            expr,
            span: _,
        } = column;
        if name.is_some() {
            self.word();
            self.space();
            self.known("=");
            self.space();
        }
        self.nest(|writer| writer.expr(expr));
    }

    fn assignment(&mut self, assignment: &Assignment) {
        let Assignment {
            name: _,
            expr,
            per,
            span: _,
        } = assignment;
        self.word();
        self.space();
        self.known("=");
        self.space();
        self.nest(|writer| writer.expr(expr));
        self.per(per);
    }

    fn sort_key(&mut self, key: &SortKey) {
        let SortKey {
            expr,
            descending,
            nulls_first,
            span: _,
        } = key;
        if *descending {
            self.known("-");
        }
        self.expr(expr);
        if *nulls_first {
            self.space();
            self.known("nulls");
            self.space();
            self.known("first");
        }
    }

    fn per(&mut self, keys: &[Expr]) {
        if !keys.is_empty() {
            self.space();
            self.known("per");
            self.hanging(keys, Self::expr);
        }
    }

    /// A word with a number after it, where there is one.
    pub(super) fn counted(&mut self, word: &'static str, n: Option<&Count>) {
        if let Some(n) = n {
            self.space();
            self.known(word);
            self.space();
            self.count(*n);
        }
    }

    pub(super) fn count(&mut self, count: Count) {
        self.glued(count.span);
    }
}

fn chart_word(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Bar => "bar",
        ChartKind::Line => "line",
        ChartKind::Hist => "hist",
        ChartKind::Timeline => "timeline",
        ChartKind::Heat => "heat",
        ChartKind::Graph => "graph",
    }
}
