//! Paths to one value: fields of a noun, links to one other row, columns of earlier stages.

use super::answers::clause_of_member;
use super::frame::{Frame, Subject};
use super::function::is_of_dates;
use super::value::{Type, Typed, with_article};
use super::{Outcome, Resolver, error};
use crate::query::ast;
use crate::query::catalog::{Field, FieldSource, Noun};
use crate::query::error::{DateFault, QueryError, QueryErrorKind};
use crate::query::meant::relative_meant;
use crate::query::plan::{Aggregate, Alias, Binary, Expr, Join, Query, Relation, Rows, Select};
use crate::query::size::n_parts;
use crate::query::suggest::nearest;
use crate::span::Span;

/// Parts that columns may have in all, once for each use.
const MAX_COPIED: usize = 50_000;

/// Where a path leads.
pub(super) enum Reached {
    /// To one value.
    One(Typed),
    /// To many rows of this owner: the field of the path at this position.
    Many {
        /// Noun of the owner.
        noun: Noun,
        /// Key of the owner.
        key: Expr,
        /// Position of the field in the path.
        at: usize,
    },
}

impl Resolver<'_> {
    /// The rows of a noun with this key, joined unless they are there already.
    pub(super) fn row(&mut self, frame: &mut Frame, noun: Noun, key: &Expr) -> Alias {
        let known = frame
            .joined
            .iter()
            .find(|(known, of, _)| *of == noun && known == key);
        if let Some((_, _, alias)) = known {
            return alias.clone();
        }
        let table = noun.info().table;
        let alias = self.alias(table);
        frame.select.joins.push(Join {
            relation: Relation {
                alias: alias.clone(),
                rows: Rows::Table(table),
            },
            is_outer: key.is_nullable(),
            on: Some(Expr::column(&alias, "key").binary(Binary::Equal, key.clone())),
        });
        frame.joined.push((key.clone(), noun, alias.clone()));
        alias
    }

    /// A column of the row with this key.
    pub(super) fn column(
        &mut self,
        frame: &mut Frame,
        row: (Noun, &Expr),
        name: &str,
        is_nullable: bool,
    ) -> Expr {
        let alias = self.row(frame, row.0, row.1);
        Expr::field(&alias, name, is_nullable || row.1.is_nullable())
    }

    /// The value of a field that is not many.
    pub(super) fn field(
        &mut self,
        frame: &mut Frame,
        noun: Noun,
        key: &Expr,
        field: &Field,
    ) -> Typed {
        let kind = Type::from(field.kind);
        match field.source {
            FieldSource::Column { name, is_nullable } => {
                let column = self.column(frame, (noun, key), name, is_nullable);
                Typed::new(kind, column).formatted(field.format())
            }
            FieldSource::Date { prefix } => {
                let mut part =
                    |end: &str| self.column(frame, (noun, key), &format!("{prefix}_{end}"), true);
                Typed::date(part("first"), part("last"), part("precision"))
            }
            FieldSource::ArticleText => {
                let alias = self.alias("article_text");
                let text = Select::table(&alias, "article_text")
                    .output("text", Expr::column(&alias, "text"))
                    .filter(Expr::column(&alias, "article").binary(Binary::Equal, key.clone()));
                let text = Expr::Scalar(Box::new(Query::from(text)));
                Typed::new(kind, text).formatted(field.format())
            }
            FieldSource::Aliases => {
                let alias = self.alias("alias");
                let text = Expr::column(&alias, "text");
                let list = Expr::Aggregate(Aggregate::List, vec![text.clone(), text]);
                let names = Select::table(&alias, "alias")
                    .output("names", list)
                    .filter(Expr::column(&alias, "entity").binary(Binary::Equal, key.clone()))
                    .filter(Expr::column(&alias, "ord").binary(Binary::Greater, Expr::Number(0)));
                Typed::new(kind, Expr::Scalar(Box::new(Query::from(names))))
            }
            FieldSource::WithinArticle { name } => {
                let number = self.column(frame, (noun, key), name, false);
                let article = self.column(frame, (noun, key), "article", false);
                let id = self.column(frame, (Noun::Articles, &article), "id", false);
                let start = id.binary(Binary::Concat, Expr::Word(":"));
                Typed::new(kind, start.binary(Binary::Concat, number))
            }
            FieldSource::Path(path) => self.known_path(frame, noun, key, path),
            FieldSource::Many(_) => Typed::unknown(),
        }
    }

    /// The value at the end of a path of the catalogue.
    pub(super) fn known_path(
        &mut self,
        frame: &mut Frame,
        noun: Noun,
        key: &Expr,
        path: &[&str],
    ) -> Typed {
        let (mut noun, mut key) = (noun, key.clone());
        let mut value = Typed::new(Type::Row(noun), key.clone());
        for name in path {
            let Some(field) = noun.field(name) else {
                return Typed::unknown();
            };
            value = self.field(frame, noun, &key, field);
            if let Type::Row(next) = value.kind {
                (noun, key) = (next, value.expr());
            }
        }
        value
    }

    /// The primary date of the subject, if its noun has one.
    pub(super) fn primary_date(&mut self, frame: &mut Frame, subject: &Subject) -> Option<Typed> {
        let name = subject.noun.info().date?;
        Some(self.known_path(frame, subject.noun, &subject.key, &[name]))
    }

    /// The value of a path that leads to one.
    pub(super) fn path(&mut self, frame: &mut Frame, path: &ast::Path) -> Outcome<Typed> {
        match self.reach(frame, &path.segments)? {
            Reached::One(value) => Ok(value),
            Reached::Many { noun, at, .. } => {
                let link = path.segments[at].text.clone();
                error(
                    QueryErrorKind::ToManyAsOne {
                        owner: with_article(noun.info().singular),
                        fixes: self.of_many(path, at),
                        link,
                    },
                    path.span,
                )
            }
        }
    }

    /// Follows a path until its end, or until it leads to many rows.
    pub(super) fn reach(
        &mut self,
        frame: &mut Frame,
        segments: &[ast::Identifier],
    ) -> Outcome<Reached> {
        let first = &segments[0];
        let joined = super::join::joined_column(frame, segments).map(|column| column.value.clone());
        let mut n_read = if joined.is_some() { 2 } else { 1 };
        let known = frame.column(&first.text).map(|column| column.value.clone());
        let mut owner = None;
        let mut value = if let Some(value) = joined.or(known) {
            self.copied(value, first.span)?
        } else if let Some(value) = self.looked_up(frame, &dotted(segments)) {
            // A cell has no fields, so that the points belong to the name: `post.example`.
            n_read = segments.len();
            value
        } else {
            let subject = visible_subject(frame, first)?;
            let (noun, key) = (subject.noun, subject.key);
            owner = Some((noun, key.clone()));
            match self.segment(frame, noun, &key, first)? {
                Some(value) => value,
                None => return Ok(Reached::Many { noun, key, at: 0 }),
            }
        };
        for (at, segment) in segments.iter().enumerate().skip(n_read) {
            let key = value.expr();
            let noun = match value.kind {
                Type::Row(noun) => noun,
                Type::Unknown => return Ok(Reached::One(value)),
                Type::Date if segment.text == "basis" && segments[at - 1].text == "published" => {
                    let Some((noun, key)) = owner.take() else {
                        return no_fields(&segments[at - 1], &value, segment);
                    };
                    value = self.basis(frame, noun, &key);
                    continue;
                }
                _ => return no_fields(&segments[at - 1], &value, segment),
            };
            owner = Some((noun, key.clone()));
            value = match self.segment(frame, noun, &key, segment)? {
                Some(value) => value,
                None => return Ok(Reached::Many { noun, key, at }),
            };
        }
        Ok(Reached::One(value))
    }

    /// A column's value where it is used again: columns made of columns made of columns grow without
    /// end, and are refused before they do.
    fn copied(&mut self, value: Typed, span: Span) -> Outcome<Typed> {
        if self.n_copied > MAX_COPIED {
            // It has been told.
            return Ok(Typed::unknown());
        }
        self.n_copied += n_parts(&value.expr());
        if self.n_copied <= MAX_COPIED {
            return Ok(value);
        }
        let what = "columns made of columns, all written out,";
        error(QueryErrorKind::TooMany { what, limit: None }, span)
    }

    /// How the date of publication of a row's article is known.
    fn basis(&mut self, frame: &mut Frame, noun: Noun, key: &Expr) -> Typed {
        const FIELD: &str = "published_basis";
        let path: &[&str] = if noun == Noun::Articles {
            &[FIELD]
        } else {
            &["article", FIELD]
        };
        self.known_path(frame, noun, key, path)
    }

    /// The value of one field by name; `None` if it is many rows.
    fn segment(
        &mut self,
        frame: &mut Frame,
        noun: Noun,
        key: &Expr,
        name: &ast::Identifier,
    ) -> Outcome<Option<Typed>> {
        match noun.field(&name.text) {
            Some(field) if field.is_many() => Ok(None),
            Some(field) => Ok(Some(self.field(frame, noun, key, field))),
            None => {
                let fields = noun.info().fields.iter();
                let fields = fields.map(|field| field.name.to_owned()).collect();
                let wrong = unknown_field(noun.word(), name, fields);
                wrong.map_err(|wrong| in_other_words(wrong, noun, &name.text))
            }
        }
    }
}

/// What people call fields, and their names here, each if the noun has it.
const SYNONYMS: [(&str, &[&str]); 18] = [
    ("type", &["kind", "measure", "form"]),
    ("kind", &["measure", "form"]),
    ("number", &["value"]),
    ("amount", &["value"]),
    ("who", &["actor", "speaker", "entity"]),
    ("name", &["title", "label"]),
    ("headline", &["title"]),
    ("content", &["text"]),
    ("body", &["text"]),
    ("outlet", &["source"]),
    ("publisher", &["source"]),
    ("newspaper", &["source"]),
    ("location", &["place"]),
    ("where", &["place"]),
    ("country", &["place"]),
    ("perpetrator", &["actor"]),
    ("victim", &["target"]),
    ("value", &["low"]),
];

/// An unknown field that is called otherwise here: the date of articles is `published`. What is a word of
/// a closed set or of time is said with its clause, or as a date.
fn in_other_words(wrong: Box<QueryError>, noun: Noun, typed: &str) -> Box<QueryError> {
    let mut wrong = wrong;
    let typed = typed.to_lowercase();
    let called = SYNONYMS.iter().find(|(word, _)| *word == typed);
    let own = called.and_then(|(_, names)| names.iter().find(|name| noun.field(name).is_some()));
    let date = ["date", "day", "time", "when", "as_of", "published"]
        .contains(&typed.as_str())
        .then(|| noun.info().date)
        .flatten()
        .filter(|date| noun.field(date).is_some());
    if let Some(meant) = relative_meant(&typed) {
        wrong.kind = QueryErrorKind::BadDate {
            text: typed,
            fault: DateFault::Form,
            meant: Some(meant),
            clause: None,
            today: None,
        };
    } else if let QueryErrorKind::UnknownField { similar, .. } = &mut wrong.kind {
        let own = date.or(own.copied()).map(str::to_owned);
        if let Some(name) = own.or_else(|| clause_of_member(noun, &typed)) {
            *similar = Some(name);
        }
    }
    wrong
}

fn visible_subject(frame: &Frame, name: &ast::Identifier) -> Outcome<Subject> {
    let gone = |stage: &str, position| {
        error(
            QueryErrorKind::FieldGone {
                name: name.text.clone(),
                stage: stage.to_owned(),
                position,
                fix: None,
            },
            name.span,
        )
    };
    if let Some(it) = frame.gone.iter().find(|gone| *gone.name == *name.text) {
        return gone(it.stage, it.position);
    }
    match &frame.subject {
        Some(subject) => match subject.dropped {
            None => Ok(subject.clone()),
            Some((stage, position)) if subject.noun.field(&name.text).is_some() => {
                gone(stage, position)
            }
            Some(_) => unknown_field("these rows", name, frame.names()),
        },
        None => unknown_field("these rows", name, frame.names()),
    }
}

fn no_fields(owner: &ast::Identifier, value: &Typed, field: &ast::Identifier) -> Outcome<Reached> {
    // `date.month`
    let part = field.text.to_lowercase();
    let is_part = value.kind == Type::Date && is_of_dates(&part);
    error(
        QueryErrorKind::WrongType {
            found: owner.text.clone(),
            found_type: value.kind.words(),
            expected: format!("something that has a `{}`", field.text),
            fix: is_part.then(|| format!("{part}({})", owner.text)),
        },
        owner.span.join(field.span),
    )
}

/// A path as one name.
fn dotted(segments: &[ast::Identifier]) -> ast::Identifier {
    let names: Vec<&str> = segments
        .iter()
        .map(|segment| segment.text.as_str())
        .collect();
    ast::Identifier {
        text: names.join("."),
        span: segments[0].span.join(segments[segments.len() - 1].span),
    }
}

/// The error of a field that is not there.
pub(super) fn unknown_field<T>(
    row: &str,
    name: &ast::Identifier,
    fields: Vec<String>,
) -> Outcome<T> {
    let similar = nearest(&name.text, fields.iter().map(String::as_str))
        .map(str::to_owned)
        .or_else(|| bin_meant(&name.text, &fields));
    error(
        QueryErrorKind::UnknownField {
            row: row.to_owned(),
            name: name.text.clone(),
            similar,
            fields,
        },
        name.span,
    )
}

/// `count by month` means the month of the rows' date.
fn bin_meant(name: &str, fields: &[String]) -> Option<String> {
    let bins = ["year", "quarter", "month", "week", "day", "weekday"];
    let dates = ["date", "published", "as_of"];
    let is_field = |date: &&str| fields.iter().any(|field| field == date);
    let date = dates.into_iter().find(is_field)?;
    let bin = bins
        .into_iter()
        .find(|bin| bin.eq_ignore_ascii_case(name))?;
    Some(format!("{bin}({date})"))
}
