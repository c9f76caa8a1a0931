//! What a pipeline begins with → the rows of a noun, a `let`, a pipeline in brackets, a network or a path.

use super::{Outcome, Resolver};
use crate::query::ast;
use crate::query::catalog::{Narrowed, Noun, NounWord, noun_word};
use crate::query::plan::{Binary, Expr, Select};
use crate::query::resolve::frame::{Frame, Natural, Shown, Subject};

impl Resolver<'_> {
    pub(super) fn source(&mut self, source: &ast::Source) -> Outcome<Frame> {
        let mut frame = match &source.kind {
            ast::SourceKind::Name(name) => self.named_rows(name)?,
            ast::SourceKind::Group(pipeline) => self.pipeline(pipeline)?,
            ast::SourceKind::Network(network) => return self.network(network, &source.clauses),
            ast::SourceKind::Walk(walk) => return Ok(self.walk(walk, &source.clauses)),
        };
        if !source.clauses.is_empty() {
            // Clauses choose among the rows that are left, if some were cut.
            frame = self.open(frame);
            self.clauses(&mut frame, &source.clauses);
        }
        Ok(frame)
    }

    /// The rows of a noun or of a `let`.
    pub(super) fn named_rows(&mut self, name: &ast::Identifier) -> Outcome<Frame> {
        let known = self.lets[..self.visible].iter();
        if let Some(found) = known.clone().rposition(|(known, _)| *known == name.text) {
            self.used.insert(found);
            let pipeline = self.lets[found].1;
            let visible = std::mem::replace(&mut self.visible, found);
            let frame = self.pipeline(pipeline);
            self.visible = visible;
            return frame;
        }
        if let Some(word) = noun_word(&name.text) {
            return Ok(self.noun(word));
        }
        self.unknown_source(name)
    }

    /// The rows of a noun.
    pub(super) fn noun(&mut self, word: NounWord) -> Frame {
        let info = word.noun.info();
        let alias = self.alias(info.table);
        let mut frame = Frame::new(Select::table(&alias, info.table));
        let key = Expr::column(&alias, "key");
        frame.joined.push((key.clone(), word.noun, alias));
        frame.subject = Some(Subject {
            noun: word.noun,
            word: word.word,
            key,
            dropped: None,
        });
        frame.shown = info.shown.iter().map(|name| Shown::Field(name)).collect();
        frame.natural = Natural::Subject;
        self.narrow(&mut frame, word.narrowed);
        frame
    }

    /// Keeps only the rows that a word means.
    pub(super) fn narrow(&mut self, frame: &mut Frame, narrowed: Narrowed) {
        let Some(subject) = frame.subject.clone() else {
            return;
        };
        match narrowed {
            Narrowed::No => {}
            Narrowed::Kind(kind) => {
                let alias = self.row(frame, Noun::Entities, &subject.key);
                let column = Expr::column(&alias, "kind");
                frame.filter(column.binary(Binary::Equal, Expr::Word(kind.word())));
            }
            Narrowed::Speakers => {
                let alias = self.alias("quote");
                let speaker = Expr::column(&alias, "speaker");
                let speakers = Select::table(&alias, "quote")
                    .output("speaker", speaker.clone())
                    .filter(speaker.is_null().negated());
                frame.filter(subject.key.within(speakers));
            }
        }
    }
}
