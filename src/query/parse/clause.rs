//! Parse pairs → clauses, names, periods and full-text conditions.

use pest::iterators::Pair;

use super::build::{Builder, Parts};
use super::grammar::Rule;
use super::literal;
use crate::query::ast::{
    Call, Clause, ClauseKind, FullText, Identifier, Moment, MomentKind, Name, NameKind, NameSet,
    NameSetKind, PlaceTest, Role, Term, TimeRelation, TimeTest, When, WhenEnd, Word, WordKind,
};
use crate::query::error::QueryErrorKind;
use crate::span::Span;

impl Builder<'_> {
    /// All clauses that come next.
    pub(super) fn clauses(&self, parts: &mut Parts<'_>) -> Option<Vec<Clause>> {
        let mut clauses = Vec::new();
        while let Some(part) = parts.take(Rule::clause) {
            clauses.push(self.clause(part)?);
        }
        Some(clauses)
    }

    fn clause(&self, pair: Pair<'_, Rule>) -> Option<Clause> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let negated = parts.take(Rule::not).is_some();
        let kind = self.clause_kind(parts.next()?)?;
        Some(Clause {
            negated,
            kind,
            span,
        })
    }

    /// `clause_body`
    pub(super) fn clause_kind(&self, pair: Pair<'_, Rule>) -> Option<ClauseKind> {
        let inner = Parts::of(pair).next()?;
        let rule = inner.as_rule();
        Some(match rule {
            Rule::place_test => ClauseKind::Place(self.place_test(inner)?),
            Rule::time_test => ClauseKind::Time(self.time_test(inner)?),
            _ => {
                let mut parts = Parts::of(inner);
                let first = parts.next()?;
                match rule {
                    Rule::who => ClauseKind::Who {
                        role: role(first.as_str())?,
                        names: self.name_set(parts.next()?)?,
                    },
                    Rule::about => ClauseKind::About(self.term(first)?),
                    Rule::matching => ClauseKind::Matching(self.full_text(first)?),
                    Rule::attributed => ClauseKind::According(self.name_set(first)?),
                    Rule::modal => ClauseKind::As(self.words(first)?),
                    _ => ClauseKind::Of(self.words(first)?),
                }
            }
        })
    }

    fn name_set(&self, pair: Pair<'_, Rule>) -> Option<NameSet> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let is_all = parts.take(Rule::each_of).is_some();
        if let Some(pipeline) = parts.take(Rule::pipeline) {
            let kind = NameSetKind::Rows(Box::new(self.pipeline(pipeline)?));
            return Some(NameSet { kind, span });
        }
        let mut names = Vec::new();
        while let Some(part) = parts.next() {
            names.push(self.name(part)?);
        }
        let kind = if is_all {
            NameSetKind::All(names)
        } else {
            NameSetKind::Any(names)
        };
        Some(NameSet { kind, span })
    }

    /// `name`
    pub(super) fn name(&self, pair: Pair<'_, Rule>) -> Option<Name> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let typed = parts.next()?;
        let text = typed.as_str();
        let kind = match typed.as_rule() {
            Rule::string => NameKind::Text(literal::text(text)),
            Rule::handle => NameKind::Handle(text.trim_start_matches('@').to_owned()),
            _ => NameKind::Parameter(text.trim_start_matches('$').to_owned()),
        };
        Some(Name {
            kind,
            with_members: parts.next().is_some(),
            span,
        })
    }

    fn words(&self, pair: Pair<'_, Rule>) -> Option<Vec<Word>> {
        let mut words = Vec::new();
        let mut parts = Parts::of(pair);
        while let Some(part) = parts.next() {
            let span = self.span(&part);
            let kind = self.word_kind(&Parts::of(part).next()?);
            words.push(Word { kind, span });
        }
        Some(words)
    }

    fn word_kind(&self, pair: &Pair<'_, Rule>) -> WordKind {
        match pair.as_rule() {
            Rule::string => WordKind::Text(literal::text(pair.as_str())),
            Rule::param => WordKind::Parameter(self.parameter(pair).name),
            _ => WordKind::Text(self.identifier(pair).text),
        }
    }

    fn term(&self, pair: Pair<'_, Rule>) -> Option<Term> {
        let span = self.span(&pair);
        let kind = self.word_kind(&Parts::of(pair).next()?);
        Some(Term { kind, span })
    }

    /// `place_test`
    pub(super) fn place_test(&self, pair: Pair<'_, Rule>) -> Option<PlaceTest> {
        let mut parts = Parts::of(pair);
        let first = parts.next()?;
        let second = parts.next()?;
        Some(if first.as_rule() == Rule::name {
            PlaceTest::Near {
                name: self.name(first)?,
                distance: literal::distance(second.as_str(), self.span(&second))?,
            }
        } else if first.as_str().eq_ignore_ascii_case("at") {
            PlaceTest::At(self.name_set(second)?)
        } else {
            PlaceTest::Within(self.name_set(second)?)
        })
    }

    /// `time_test`
    pub(super) fn time_test(&self, pair: Pair<'_, Rule>) -> Option<TimeTest> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let possibly = parts.take(Rule::possibly).is_some();
        let word = parts.next()?;
        let relation = TimeRelation::ALL
            .into_iter()
            .find(|relation| relation.word().eq_ignore_ascii_case(word.as_str()))?;
        Some(TimeTest {
            possibly,
            relation,
            when: self.when(parts.next()?)?,
            span,
        })
    }

    fn when(&self, pair: Pair<'_, Rule>) -> Option<When> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let start = self.moment(parts.next()?)?;
        let is_range = parts.take(Rule::open_range).is_some();
        let end = match parts.next() {
            Some(end) => WhenEnd::At(self.moment(end)?),
            None if is_range => WhenEnd::Open,
            None => WhenEnd::Same,
        };
        Some(When { start, end, span })
    }

    /// `moment`
    pub(super) fn moment(&self, pair: Pair<'_, Rule>) -> Option<Moment> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let first = parts.next()?;
        let place = self.span(&first);
        let kind = match first.as_rule() {
            Rule::date | Rule::year => MomentKind::Date(self.date(first.as_str(), place)),
            Rule::string => {
                MomentKind::Date(self.quoted_date(&literal::text(first.as_str()), place))
            }
            Rule::param => MomentKind::Parameter(self.parameter(&first).name),
            Rule::path => MomentKind::Path(self.path(first)?),
            _ => MomentKind::Call(self.call(first)?),
        };
        let shift = match parts.next() {
            Some(shift) => {
                let mut parts = Parts::of(shift);
                let sign = if parts.next()?.as_str() == "-" { -1 } else { 1 };
                let mut duration = self.duration(&parts.next()?)?;
                duration.amount *= sign;
                Some(duration)
            }
            None => None,
        };
        Some(Moment { kind, shift, span })
    }

    /// `call` and `moment_call`
    pub(super) fn call(&self, pair: Pair<'_, Rule>) -> Option<Call> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.identifier(&parts.next()?);
        let mut arguments = Vec::new();
        while let Some(part) = parts.next() {
            if part.as_rule() == Rule::ordered_by {
                let place = self.span(&part);
                arguments.push(self.expr(Parts::of(part).next()?)?);
                self.only_by_order(&name, place);
            } else {
                arguments.push(self.expr(part)?);
            }
        }
        Some(Call {
            name,
            arguments,
            span,
        })
    }

    /// Refuses `by` in calls other than those of functions that look for a first or last row.
    fn only_by_order(&self, function: &Identifier, by: Span) {
        let is_ordered =
            ["first", "last", "argmax"].contains(&function.text.to_lowercase().as_str());
        if !is_ordered {
            let kind = QueryErrorKind::Unexpected {
                found: "by".to_owned(),
                expected: vec![",".to_owned(), ")".to_owned()],
                similar: None,
            };
            self.error(kind, Span::new(by.start, by.start + "by".len()));
        }
    }

    fn full_text(&self, pair: Pair<'_, Rule>) -> Option<FullText> {
        let (rule, span) = (pair.as_rule(), self.span(&pair));
        let mut parts = Parts::of(pair);
        match rule {
            Rule::full_text => self.joined_text(parts, FullText::Or),
            Rule::text_and => self.joined_text(parts, FullText::And),
            Rule::text_not => {
                let negated = parts.take(Rule::not).is_some();
                let inner = self.full_text(parts.next()?)?;
                Some(if negated {
                    FullText::Not(Box::new(inner))
                } else {
                    inner
                })
            }
            Rule::phrase => Some(FullText::Phrase {
                term: self.term(parts.next()?)?,
                is_prefix: parts.next().is_some(),
            }),
            _ => {
                let mut terms = Vec::new();
                while let Some(part) = parts.take(Rule::term) {
                    terms.push(self.term(part)?);
                }
                let distance = parts.next().map(|int| self.count(&int));
                Some(FullText::Near {
                    terms,
                    distance,
                    span,
                })
            }
        }
    }

    fn joined_text(
        &self,
        mut parts: Parts<'_>,
        join: fn(Vec<FullText>) -> FullText,
    ) -> Option<FullText> {
        let mut all = Vec::new();
        while let Some(part) = parts.next() {
            all.push(self.full_text(part)?);
        }
        Some(if all.len() == 1 {
            all.remove(0)
        } else {
            join(all)
        })
    }
}

fn role(word: &str) -> Option<Role> {
    Role::ALL
        .into_iter()
        .find(|role| role.word().eq_ignore_ascii_case(word))
}
