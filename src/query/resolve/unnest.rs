//! `each path as name`: one row for each linked row. `cite`: where a row comes from.

use super::field::Reached;
use super::frame::{Frame, Named, Shown, SortBy};
use super::value::{Type, Typed};
use super::wrap::Outputs;
use super::{Outcome, Resolver, error};
use crate::query::ast;
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Aggregate, Binary, Expr, Join, Query, Relation, Rows, Select};
use crate::span::Span;
use crate::value::Format;

impl Resolver<'_> {
    /// `each actors as actor`
    pub(super) fn each(
        &mut self,
        frame: Frame,
        path: &ast::Path,
        name: &ast::Identifier,
    ) -> Outcome<Frame> {
        let mut frame = self.open(frame);
        let (noun, key, at) = match self.reach(&mut frame, &path.segments)? {
            Reached::Many { noun, key, at } => (noun, key, at),
            Reached::One(value) => {
                return self.wrong_type(&value, "a link to many rows", path.span);
            }
        };
        if frame.column(&name.text).is_some() {
            let name = name.text.clone();
            return error(QueryErrorKind::DuplicateColumn { name }, path.span);
        }
        let elements = self.elements(noun, &path.segments[at..])?;
        let value = elements.value;
        let mut outputs = Outputs::new(self.alias("each_row"));
        let owner = outputs.add("owner", &Typed::new(Type::Int, elements.owner));
        let element = outputs.add("element", &value);
        let alias = outputs.alias().clone();
        let mut select = elements.frame.select;
        if value.is_nullable() {
            select = select.filter(value.is_null().negated());
        }
        select.outputs = outputs.into_list();
        // Linked rows are a set: one in two parts of an event is one participant.
        select.groups = select
            .outputs
            .iter()
            .map(|output| output.expr.clone())
            .collect();
        frame.select.joins.push(Join {
            relation: Relation {
                alias: alias.clone(),
                rows: Rows::Query(Query::from(select)),
            },
            is_outer: false,
            on: Some(owner.expr().binary(Binary::Equal, key)),
        });
        let format = element.format;
        let element = Typed::new(element.kind, Expr::column(&alias, "element")).formatted(format);
        frame.columns.push(Named::new(&name.text, element.clone()));
        frame.n_keys = 0;
        frame
            .shown
            .retain(|item| *item != Shown::Column(name.text.as_str().into()));
        frame
            .shown
            .insert(0, Shown::Column(name.text.as_str().into()));
        frame.ties.push(SortBy::ascending(element));
        Ok(frame)
    }

    /// `cite n`
    pub(super) fn cite(&mut self, frame: Frame, n: u64, span: Span) -> Outcome<Frame> {
        let mut frame = frame;
        let has_sentence = |noun: Noun| noun == Noun::Sentences || noun.field("sentence").is_some();
        let subject = frame.subject.clone().filter(|it| has_sentence(it.noun));
        let sentence = match (&subject, frame.column("sentence").cloned()) {
            (Some(subject), _) if subject.noun == Noun::Sentences => {
                Typed::new(Type::Row(Noun::Sentences), subject.key.clone())
            }
            (Some(subject), _) => {
                self.known_path(&mut frame, subject.noun, &subject.key, &["sentence"])
            }
            (None, Some(column)) if column.value.kind == Type::Row(Noun::Sentences) => column.value,
            (None, _) => {
                let earlier = frame.ended.and_then(|stage| self.moved_before(stage));
                return error(
                    QueryErrorKind::MisplacedStage {
                        stage: "cite".to_owned(),
                        needs: "rows that come from a sentence".to_owned(),
                        ended_by: frame.ended.unwrap_or("the source").to_owned(),
                        fix: earlier.or_else(|| self.by_sentences(frame.ended)),
                    },
                    span,
                );
            }
        };
        let key = sentence.expr();
        let source = self.known_path(&mut frame, Noun::Sentences, &key, &["source"]);
        let published = self.known_path(&mut frame, Noun::Sentences, &key, &["published"]);
        let mut cited = vec![
            ("source", source),
            ("published", published),
            ("sentence", sentence),
        ];
        if n > 0 {
            let n = i64::from(u32::try_from(n).unwrap_or(u32::MAX));
            cited.push(("before", self.context(&mut frame, &key, (-n, -1))));
            cited.push(("after", self.context(&mut frame, &key, (1, n))));
        }
        for (name, value) in cited {
            let is_shown = frame.shown.iter().any(|item| match item {
                Shown::Field(known) => *known == name,
                Shown::Column(known) => **known == *name,
            });
            if is_shown {
                continue;
            }
            if frame.column(name).is_none() {
                frame.columns.push(Named::new(name, value));
            }
            frame.show(Shown::Column(name.into()));
        }
        Ok(frame)
    }

    /// The sentences that stand so far from one, in one text.
    fn context(&mut self, frame: &mut Frame, sentence: &Expr, range: (i64, i64)) -> Typed {
        let article = self.column(frame, (Noun::Sentences, sentence), "article", false);
        let ord = self.column(frame, (Noun::Sentences, sentence), "ord", false);
        let alias = self.alias("sentence");
        let near = |distance: i64| ord.clone().binary(Binary::Add, Expr::integer(distance));
        let text = Expr::column(&alias, "text");
        let own = Expr::column(&alias, "ord");
        let joined = Expr::Aggregate(Aggregate::Joined, vec![text, own.clone()]);
        let select = Select::table(&alias, "sentence")
            .output("text", joined)
            .filter(Expr::column(&alias, "article").binary(Binary::Equal, article))
            .filter(own.clone().binary(Binary::GreaterOrEqual, near(range.0)))
            .filter(own.binary(Binary::LessOrEqual, near(range.1)));
        let text = Expr::Scalar(Box::new(Query::from(select)));
        let text = Expr::Call(Function::Coalesce, vec![text, Expr::Word("")]);
        Typed::new(Type::Text, text).formatted(Format::Passage)
    }
}
