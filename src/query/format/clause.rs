//! Layout of clauses: names, words, full text, places and periods.

use super::layout::Piece;
use super::writer::Writer;
use crate::query::ast::{
    Clause, ClauseKind, Distance, Moment, MomentKind, Name, NameSet, NameSetKind, PlaceTest,
    TimeTest, When, WhenEnd, Word,
};

impl Writer<'_> {
    /// Clauses after something, each of which may begin a line.
    pub(super) fn following(&mut self, clauses: &[Clause]) {
        for clause in clauses {
            self.push(Piece::Line);
            self.clause(clause);
        }
    }

    /// Clauses that begin a stage.
    pub(super) fn clauses(&mut self, clauses: &[Clause]) {
        for (position, clause) in clauses.iter().enumerate() {
            if position > 0 {
                self.push(Piece::Line);
            }
            self.clause(clause);
        }
    }

    pub(super) fn clause(&mut self, clause: &Clause) {
        let Clause {
            negated,
            kind,
            span,
        } = clause;
        if *negated {
            self.known("not");
            self.space();
        }
        match kind {
            ClauseKind::Who { role, names } => {
                self.known(role.word());
                self.space();
                self.names(names);
            }
            ClauseKind::About(_) => {
                self.known("about");
                self.space();
                self.word();
            }
            ClauseKind::Matching(_) => {
                self.known("matching");
                self.space();
                self.group(|writer| writer.full_text(span.end));
            }
            ClauseKind::Of(words) => self.words_after("of", words),
            ClauseKind::As(words) => self.words_after("as", words),
            ClauseKind::Place(test) => self.place_test(test),
            ClauseKind::Time(test) => self.time_test(test),
            ClauseKind::According(names) => {
                self.known("according");
                self.space();
                self.known("to");
                self.space();
                self.names(names);
            }
        }
    }

    fn words_after(&mut self, word: &'static str, words: &[Word]) {
        self.known(word);
        self.space();
        if self.is_next("(") {
            self.brackets(|writer| writer.list(words, |writer, _| writer.word()));
        } else {
            self.list(words, |writer, _| writer.word());
        }
    }

    fn names(&mut self, names: &NameSet) {
        let NameSet { kind, span: _ } = names;
        match kind {
            NameSetKind::Any(names) if self.is_next("(") => {
                self.brackets(|writer| writer.list(names, Self::name));
            }
            NameSetKind::Any(names) => self.list(names, Self::name),
            NameSetKind::All(names) => {
                self.known("all");
                self.space();
                self.brackets(|writer| writer.list(names, Self::name));
            }
            NameSetKind::Rows(pipeline) => self.enclosed(pipeline),
        }
    }

    pub(super) fn name(&mut self, name: &Name) {
        self.glued(name.span);
    }

    /// What `matching` looks for, up to byte `end` or a closing bracket. The tree does not keep the
    /// brackets, so the words lead here.
    fn full_text(&mut self, end: usize) {
        while let Some(word) = self.next().filter(|word| word.start < end) {
            match word.text.to_ascii_lowercase().as_str() {
                "(" => self.brackets(|writer| writer.full_text(end)),
                ")" => return,
                "or" => self.joined_text("or"),
                "and" => self.joined_text("and"),
                "not" => {
                    self.known("not");
                    self.space();
                }
                "near" => self.known("near"),
                "," => {
                    self.known(",");
                    self.push(Piece::Line);
                }
                _ => self.word(),
            }
        }
    }

    fn joined_text(&mut self, word: &'static str) {
        self.push(Piece::Line);
        self.known(word);
        self.space();
    }

    pub(super) fn place_test(&mut self, test: &PlaceTest) {
        match test {
            PlaceTest::Within(names) => {
                self.known("within");
                self.space();
                self.names(names);
            }
            PlaceTest::At(names) => {
                self.known("at");
                self.space();
                self.names(names);
            }
            PlaceTest::Near { name, distance } => {
                let Distance {
                    kilometres: _,
                    span,
                } = distance;
                self.known("near");
                self.space();
                self.name(name);
                self.space();
                self.spaced(*span);
            }
        }
    }

    pub(super) fn time_test(&mut self, test: &TimeTest) {
        let TimeTest {
            possibly,
            relation,
            when,
            span: _,
        } = test;
        if *possibly {
            self.known("possibly");
            self.space();
        }
        self.known(relation.word());
        self.space();
        let When {
            start,
            end,
            span: _,
        } = when;
        self.moment(start);
        match end {
            WhenEnd::Same => {}
            WhenEnd::Open => self.known(".."),
            WhenEnd::At(end) => {
                self.known("..");
                self.moment(end);
            }
        }
    }

    pub(super) fn moment(&mut self, moment: &Moment) {
        let Moment {
            kind,
            shift,
            span: _,
        } = moment;
        match kind {
            MomentKind::Date(_) | MomentKind::Parameter(_) => self.word(),
            MomentKind::Call(call) => self.call(call),
            MomentKind::Path(path) => self.path(path),
        }
        if let Some(shift) = shift {
            self.space();
            self.known(if shift.amount < 0 || self.is_next("-") {
                "-"
            } else {
                "+"
            });
            self.space();
            self.word();
        }
    }
}
