//! English conditions on the row: what each means for each noun.

use super::answers::{clauses_of_names, word, wrong_clause, wrong_who};
use super::called::joined;
use super::frame::{Frame, Subject};
use super::name::{EntitySet, Wanted};
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::model::entity::EntityKind;
use crate::model::event::{EventKind, EventMode};
use crate::query::ast::{Clause, ClauseKind, Name, NameSet, NameSetKind, PlaceTest, Role, Word};
use crate::query::catalog::{Link, Members, Noun};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr, Join, Relation, Rows, Select};
use crate::span::Span;
use crate::value::Parameter;

impl Resolver<'_> {
    /// Adds clauses as conditions. Each wrong clause is an error of its own, and what follows is still
    /// looked at.
    pub(super) fn clauses(&mut self, frame: &mut Frame, clauses: &[Clause]) {
        for clause in clauses {
            let test = self.clause(frame, clause).map_err(|wrong| {
                let text = self.text(clause.span);
                super::answers::with_followed(wrong, clause, text)
            });
            let Some(test) = self.kept(test) else {
                continue;
            };
            let before = frame.select.filters.len();
            frame.filter(test);
            if matches!(clause.kind, ClauseKind::Time(_)) && !clause.negated {
                let added = before..frame.select.filters.len();
                frame.time_filters.extend(added);
            }
        }
    }

    /// Whether a clause holds for the row.
    pub(super) fn clause(&mut self, frame: &mut Frame, clause: &Clause) -> Outcome<Expr> {
        let Some(subject) = frame.subject.clone().or_else(|| frame.kept_row()) else {
            return error(
                QueryErrorKind::MisplacedStage {
                    stage: word(&clause.kind).to_owned(),
                    needs: "rows of a noun".to_owned(),
                    ended_by: frame.ended.unwrap_or("the stage before").to_owned(),
                    fix: frame.ended.and_then(|stage| self.moved_before(stage)),
                },
                clause.span,
            );
        };
        let test = match &clause.kind {
            ClauseKind::Who { role, names } => self.who(frame, &subject, *role, names, clause.span),
            ClauseKind::About(term) => match self.searched(frame, subject.noun, &subject.key) {
                Some(key) => self.about(frame, term, key),
                None => wrong_clause(&subject, &clause.kind, "text", clause.span),
            },
            ClauseKind::Matching(text) => match self.searched(frame, subject.noun, &subject.key) {
                Some(key) => self.matching(text, &key),
                None => wrong_clause(&subject, &clause.kind, "text", clause.span),
            },
            ClauseKind::Of(words) => self.of(frame, &subject, words, clause),
            ClauseKind::As(words) => self.modality(frame, &subject, words, clause),
            ClauseKind::Place(test) => match self.place(frame, &subject) {
                Some(place) => self
                    .place_test(&place, test)
                    .map_err(|wrong| self.instead_of_place(wrong, subject.noun, test)),
                None => wrong_clause(&subject, &clause.kind, "place", clause.span),
            },
            ClauseKind::Time(test) => match self.primary_date(frame, &subject) {
                Some(date) => self.time_test(frame, &date, test),
                None => wrong_clause(&subject, &clause.kind, "date", clause.span),
            },
            ClauseKind::According(names) => self.according(frame, &subject, names, clause),
        };
        Ok(test?.negated_if(clause.negated))
    }

    fn who(
        &mut self,
        frame: &mut Frame,
        subject: &Subject,
        role: Role,
        names: &NameSet,
        span: Span,
    ) -> Outcome<Expr> {
        #[expect(clippy::match_same_arms, reason = "a table: one line for each role")]
        let lacks = match (role, subject.noun) {
            (Role::Named, Noun::Entities) => return self.named(&subject.key, names),
            (Role::From, _) => return self.from(frame, subject, names, span),
            (Role::By, Noun::Articles) => return self.by_author(frame, subject, names),
            (Role::By, Noun::Events | Noun::Quotes | Noun::Sentences)
            | (Role::Against | Role::To | Role::With, Noun::Events) => None,
            (Role::Mentioning, Noun::Sources | Noun::Entities) => Some("sentence"),
            (Role::Mentioning, _) => None,
            (Role::Named, _) => Some("aliases"),
            (Role::By, _) => Some("actor"),
            (Role::Against | Role::To, _) => Some("target"),
            (Role::With, _) => Some("participants"),
        };
        if let Some(lacks) = lacks {
            let typed = self.text(names.span);
            return wrong_who(subject, (role, typed), lacks, span);
        }
        let wanted = self.wanted(names, None)?;
        Ok(self.each_wanted(&wanted, |resolver, set| {
            resolver.takes_part(frame, subject, role, set)
        }))
    }

    /// Tests each set of a clause's names.
    pub(super) fn each_wanted(
        &mut self,
        wanted: &Wanted,
        mut test: impl FnMut(&mut Self, &EntitySet) -> Expr,
    ) -> Expr {
        wanted.test(|set| test(self, set))
    }

    fn takes_part(
        &mut self,
        frame: &mut Frame,
        subject: &Subject,
        role: Role,
        set: &EntitySet,
    ) -> Expr {
        let key = subject.key.clone();
        match (role, subject.noun) {
            (Role::Mentioning, noun) => self.mentioning(frame, (noun, &key), set),
            (Role::By, Noun::Quotes) => {
                let speaker = self.column(frame, (Noun::Quotes, &key), "speaker", true);
                self.is_in(&speaker, set)
            }
            (Role::By, Noun::Sentences) => {
                let alias = self.alias("quote");
                let test = self.is_in(&Expr::column(&alias, "speaker"), set);
                let said = Select::table(&alias, "quote")
                    .output("sentence", Expr::column(&alias, "sentence"))
                    .filter(test);
                key.within(said)
            }
            _ => {
                let part = match role {
                    Role::By => Some("actor"),
                    Role::Against | Role::To => Some("target"),
                    _ => None,
                };
                let (alias, select) = self.link(Link::Participant, part);
                let test = self.is_in(&Expr::column(&alias, "entity"), set);
                let events = select
                    .output("event", Expr::column(&alias, "event"))
                    .filter(test);
                key.within(events)
            }
        }
    }

    fn mentioning(&mut self, frame: &mut Frame, row: (Noun, &Expr), set: &EntitySet) -> Expr {
        let alias = self.alias("mention");
        let test = self.is_in(&Expr::column(&alias, "entity"), set);
        let mentions = Select::table(&alias, "mention").filter(test);
        let sentence = Expr::column(&alias, "sentence");
        let article = Expr::column(&alias, "article");
        match row.0 {
            Noun::Articles => row.1.clone().within(mentions.output("article", article)),
            Noun::Sentences => row.1.clone().within(mentions.output("sentence", sentence)),
            Noun::Clusters => {
                let (report, mut select) = self.link(Link::ClusterArticle, None);
                let within =
                    Expr::column(&report, "article").within(mentions.output("article", article));
                select = select
                    .output("cluster", Expr::column(&report, "cluster"))
                    .filter(within);
                row.1.clone().within(select)
            }
            noun => {
                let own = self.column(frame, (noun, row.1), "sentence", false);
                own.within(mentions.output("sentence", sentence))
            }
        }
    }

    fn of(
        &mut self,
        frame: &mut Frame,
        subject: &Subject,
        words: &[Word],
        clause: &Clause,
    ) -> Outcome<Expr> {
        let (column, members) = match subject.noun {
            Noun::Events => return self.of_event(frame, subject, words),
            Noun::Quotes => ("form", Members::QuoteForm),
            Noun::Figures => ("measure", Members::Measure),
            _ => return wrong_clause(subject, &clause.kind, "kind", clause.span),
        };
        let wanted = self.members(subject.noun, column, members, words)?;
        let column = self.column(frame, (subject.noun, &subject.key), column, false);
        Ok(column.among(wanted))
    }

    fn of_event(&mut self, frame: &mut Frame, subject: &Subject, words: &[Word]) -> Outcome<Expr> {
        let kind = self.column(frame, (Noun::Events, &subject.key), "kind", false);
        let mode = self.column(frame, (Noun::Events, &subject.key), "mode", true);
        let (mut kinds, mut modes) = (Vec::new(), Vec::<(EventKind, Vec<Expr>)>::new());
        for (text, span) in self.each_word(words)? {
            let text = text.to_lowercase();
            if EventKind::from_word(&text).is_some() {
                kinds.push(Expr::text(text));
            } else if let Some(found) = EventMode::from_word(&text) {
                let of_kind = found.kind();
                match modes.iter_mut().find(|(kind, _)| *kind == of_kind) {
                    Some((_, list)) => list.push(Expr::text(text)),
                    None => modes.push((of_kind, vec![Expr::text(text)])),
                }
            } else {
                return self.unknown_kind(&text, span);
            }
        }
        let mut any = Vec::new();
        if !kinds.is_empty() {
            any.push(kind.clone().among(kinds));
        }
        for (of_kind, list) in modes {
            // The kind is implied, but the index begins with it.
            let same_kind = kind
                .clone()
                .binary(Binary::Equal, Expr::text(of_kind.word()));
            any.push(same_kind.and(mode.clone().among(list)));
        }
        Ok(joined(any, false))
    }

    fn unknown_kind<T>(&self, text: &str, span: Span) -> Outcome<T> {
        let mut known = Members::EventKind.words();
        known.extend(Members::EventMode.words());
        self.unknown_member(
            (Noun::Events, "kind"),
            Members::EventKind,
            &known,
            (text, span),
        )
    }

    /// Words of a closed set, as values.
    fn members(
        &mut self,
        noun: Noun,
        field: &str,
        members: Members,
        words: &[Word],
    ) -> Outcome<Vec<Expr>> {
        let mut values = Vec::new();
        for (text, span) in self.each_word(words)? {
            let text = text.to_lowercase();
            let known = members.words();
            if !known.contains(&text.as_str()) {
                return self.unknown_member((noun, field), members, &known, (&text, span));
            }
            values.push(Expr::text(text));
        }
        Ok(values)
    }

    /// The error of a word that is not in its closed set.
    pub(super) fn unknown_member<T>(
        &self,
        field: (Noun, &str),
        members: Members,
        known: &[&'static str],
        typed: (&str, Span),
    ) -> Outcome<T> {
        let noun = field.0.word();
        let similar = super::answers::member_elsewhere(typed.0, known)
            .or_else(|| crate::query::suggest::nearest(typed.0, known.iter().copied()));
        error(
            QueryErrorKind::UnknownMember {
                what: members.singular().to_owned(),
                word: typed.0.to_owned(),
                similar: similar.map(|word| {
                    let count = self.names.member_count(noun, word);
                    (word.to_owned(), noun.to_owned(), count)
                }),
                field: format!("{noun}.{}", field.1),
                members: known.iter().map(|word| (*word).to_owned()).collect(),
                elsewhere: super::answers::other_clause(members, typed.0),
            },
            typed.1,
        )
    }

    fn modality(
        &mut self,
        frame: &mut Frame,
        subject: &Subject,
        words: &[Word],
        clause: &Clause,
    ) -> Outcome<Expr> {
        if subject.noun != Noun::Events {
            return wrong_clause(subject, &clause.kind, "modality", clause.span);
        }
        let wanted = self.members(Noun::Events, "modality", Members::Modality, words)?;
        let column = self.column(frame, (Noun::Events, &subject.key), "modality", false);
        Ok(column.among(wanted))
    }

    /// The place of a row: that of an event or figure, or a place itself.
    fn place(&mut self, frame: &mut Frame, subject: &Subject) -> Option<Expr> {
        match subject.noun {
            Noun::Events | Noun::Figures => {
                Some(self.column(frame, (subject.noun, &subject.key), "place", true))
            }
            Noun::Entities => Some(subject.key.clone()),
            _ => None,
        }
    }

    /// Whether a place is where a test says.
    pub(super) fn place_test(&mut self, place: &Expr, test: &PlaceTest) -> Outcome<Expr> {
        match test {
            PlaceTest::Within(names) => {
                let wanted = self.wanted(names, Some(EntityKind::Place))?;
                Ok(self.each_wanted(&wanted, |resolver, set| resolver.lies_in(place, set)))
            }
            PlaceTest::At(names) => {
                let wanted = self.wanted(names, Some(EntityKind::Place))?;
                Ok(self.each_wanted(&wanted, |resolver, set| resolver.is_in(place, set)))
            }
            PlaceTest::Near { name, distance } => {
                let center = self.entity(name, Some(EntityKind::Place))?;
                Ok(self.near(place, center.key, distance.kilometres))
            }
        }
    }

    /// The error of a name that is no place, with the clauses that rows of the noun answer about it.
    fn instead_of_place(
        &self,
        mut wrong: Box<QueryError>,
        noun: Noun,
        test: &PlaceTest,
    ) -> Box<QueryError> {
        if let QueryErrorKind::WrongKind { fixes, .. } = &mut wrong.kind {
            let name = self.text(wrong.span);
            let clauses = clauses_of_names(noun);
            *fixes = clauses.map(|clause| format!("{clause} {name}")).collect();
            // The distance goes with the place.
            if let PlaceTest::Near { distance, .. } = test {
                wrong.span = wrong.span.join(distance.span);
            }
        }
        wrong
    }

    fn near(&mut self, place: &Expr, center: i64, kilometres: f64) -> Expr {
        let (there, here) = (self.alias("entity"), self.alias("entity"));
        let degrees = [
            Expr::field(&there, "lat", true),
            Expr::field(&there, "lon", true),
            Expr::field(&here, "lat", true),
            Expr::field(&here, "lon", true),
        ];
        let distance = Expr::Call(Function::GreatCircle, degrees.into());
        let mut places = Select::table(&there, "entity")
            .output("key", Expr::column(&there, "key"))
            .filter(distance.binary(
                Binary::LessOrEqual,
                Expr::Bound(Parameter::Real(kilometres)),
            ));
        places.joins.push(Join {
            relation: Relation {
                alias: here.clone(),
                rows: Rows::Table("entity"),
            },
            is_outer: false,
            on: Some(Expr::column(&here, "key").binary(Binary::Equal, Expr::integer(center))),
        });
        place.clone().within(places)
    }

    /// The claimant; where there is none, the outlet.
    fn according(
        &mut self,
        frame: &mut Frame,
        subject: &Subject,
        names: &NameSet,
        clause: &Clause,
    ) -> Outcome<Expr> {
        let column = match subject.noun {
            Noun::Events | Noun::Figures => "claimant",
            Noun::Quotes => "speaker",
            _ => return wrong_clause(subject, &clause.kind, "claimant", clause.span),
        };
        let claimant = self.column(frame, (subject.noun, &subject.key), column, true);
        let outlet = self.known_path(frame, subject.noun, &subject.key, &["source"]);
        let body = self.column(frame, (Noun::Sources, &outlet.expr()), "entity", true);
        if let NameSetKind::Rows(_) = names.kind {
            let wanted = self.wanted(names, None)?;
            return Ok(self.each_wanted(&wanted, |resolver, set| {
                let said = resolver.is_in(&claimant, set);
                let published = resolver.is_in(&body, set);
                Expr::Or(vec![said, claimant.clone().is_null().and(published)])
            }));
        }
        let (list, is_all) = self.listed(names)?;
        let mut tests = Vec::new();
        for name in &list {
            tests.push(self.according_to(name, [&claimant, &outlet.expr(), &body])?);
        }
        Ok(joined(tests, is_all))
    }

    fn according_to(&mut self, name: &Name, columns: [&Expr; 3]) -> Outcome<Expr> {
        let [claimant, outlet, body] = columns;
        let outlets = self.outlets(name, false)?;
        let one = NameSet {
            kind: NameSetKind::Any(vec![name.clone()]),
            span: name.span,
        };
        let entities = match self.wanted(&one, None) {
            Ok(found) => Some(found),
            Err(_) if !outlets.is_empty() => None,
            Err(error) => return Err(error),
        };
        let mut by_outlet = Vec::new();
        if !outlets.is_empty() {
            let keys = outlets.iter().map(|one| Expr::integer(one.key)).collect();
            by_outlet.push(outlet.clone().among(keys));
        }
        let mut any = Vec::new();
        if let Some(found) = &entities {
            any.push(self.each_wanted(found, |resolver, set| resolver.is_in(claimant, set)));
            by_outlet.push(self.each_wanted(found, |resolver, set| resolver.is_in(body, set)));
        }
        any.push(claimant.clone().is_null().and(joined(by_outlet, false)));
        Ok(joined(any, false))
    }

    /// Whether a value that is a row of an entity is where a test says.
    pub(super) fn place_of_value(
        &mut self,
        noun: Option<Noun>,
        value: &Typed,
        test: &PlaceTest,
        span: Span,
    ) -> Outcome<Expr> {
        if value.kind != Type::Row(Noun::Entities) {
            return error(
                QueryErrorKind::WrongType {
                    found: self.text(span).to_owned(),
                    found_type: value.kind.words(),
                    expected: "a place".to_owned(),
                    fix: None,
                },
                span,
            );
        }
        self.place_test(&value.expr(), test)
            .map_err(|wrong| match noun {
                Some(noun) => self.instead_of_place(wrong, noun, test),
                None => wrong,
            })
    }
}
