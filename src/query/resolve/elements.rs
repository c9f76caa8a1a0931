//! Links to many rows: the rows themselves, and `->`.

use super::frame::{Frame, SortBy, Subject};
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::query::ast;
use crate::query::catalog::{
    Field, FieldSource, Link, Many, Noun, NounWord, noun_word, noun_words, reach,
};
use crate::query::error::QueryErrorKind;
use crate::query::plan::{Alias, Binary, Expr, Join, Query, Relation, Rows, Select};
use crate::span::Span;

/// The rows that a to-many path leads to.
pub(super) struct Elements {
    /// The rows; what the path leads to is their subject if it is a row.
    pub(super) frame: Frame,
    /// Key of the row that owns each.
    pub(super) owner: Expr,
    /// What the path leads to.
    pub(super) value: Typed,
}

impl Resolver<'_> {
    /// The rows that a path leads to from a noun; its first segment is a field with many.
    pub(super) fn elements(&mut self, noun: Noun, path: &[ast::Identifier]) -> Outcome<Elements> {
        let Some(Field {
            source: FieldSource::Many(many),
            kind: crate::query::catalog::FieldType::Row(target),
            ..
        }) = noun.field(&path[0].text)
        else {
            return super::field::unknown_field(noun.word(), &path[0], Vec::new());
        };
        let (mut frame, owner) = self.linked_rows(*many, *target);
        let Some(subject) = frame.subject.clone() else {
            return super::field::unknown_field(noun.word(), &path[0], Vec::new());
        };
        let mut value = Typed::new(Type::Row(subject.noun), subject.key);
        if path.len() > 1 {
            match self.reach(&mut frame, &path[1..])? {
                super::field::Reached::One(found) => value = found,
                super::field::Reached::Many { noun, key, at } => {
                    let inner = self.elements(noun, &path[1 + at..])?;
                    return Ok(self.chained(frame, (&owner, &key), inner));
                }
            }
        }
        if let Type::Row(noun) = value.kind {
            frame.subject = Some(Subject {
                noun,
                word: noun.word(),
                key: value.expr(),
                dropped: None,
            });
        }
        Ok(Elements {
            frame,
            owner,
            value,
        })
    }

    /// Rows of rows: those of `inner` whose owner has the key of a row of `outer`.
    fn chained(&mut self, outer: Frame, keys: (&Expr, &Expr), inner: Elements) -> Elements {
        let alias = self.alias("link");
        let select = outer
            .select
            .output("owner", keys.0.clone())
            .output("element", keys.1.clone());
        let mut frame = inner.frame;
        frame.select.joins.push(Join {
            relation: Relation {
                alias: alias.clone(),
                rows: Rows::Query(Query::from(select)),
            },
            is_outer: false,
            on: Some(Expr::column(&alias, "element").binary(Binary::Equal, inner.owner)),
        });
        Elements {
            frame,
            owner: Expr::field(&alias, "owner", keys.0.is_nullable()),
            value: inner.value,
        }
    }

    /// The rows of a link, with the key of their owner.
    fn linked_rows(&mut self, many: Many, target: Noun) -> (Frame, Expr) {
        match many {
            Many::Child {
                column,
                is_nullable,
            } => {
                let frame = self.noun(NounWord {
                    word: target.word(),
                    noun: target,
                    narrowed: crate::query::catalog::Narrowed::No,
                });
                let alias = frame.joined[0].2.clone();
                (frame, Expr::field(&alias, column, is_nullable))
            }
            Many::Linked {
                link,
                owner,
                other,
                role,
            } => {
                let (alias, select) = self.link(link, role);
                let key = Expr::column(&alias, other);
                let owner = Expr::column(&alias, owner);
                let mut select = select;
                if link == Link::Participant {
                    let entity = Expr::column(&alias, "entity");
                    select = select.filter(entity.is_null().negated());
                }
                let mut frame = Frame::new(select);
                frame.subject = Some(Subject {
                    noun: target,
                    word: target.word(),
                    key,
                    dropped: None,
                });
                (frame, owner)
            }
        }
    }

    /// The rows that hold both keys of a link.
    pub(super) fn link(&mut self, link: Link, role: Option<&'static str>) -> (Alias, Select) {
        let alias = self.alias(match link {
            Link::Participant => "participant",
            Link::ClusterArticle => "report",
        });
        let mut select = Select {
            from: Some(Relation {
                alias: alias.clone(),
                rows: Rows::Link(link),
            }),
            ..Select::default()
        };
        if let Some(role) = role {
            let column = Expr::column(&alias, "role");
            select = select.filter(column.binary(Binary::Equal, Expr::Word(role)));
        }
        (alias, select)
    }

    /// `-> noun`: the rows that the present ones lead to, each once.
    pub(super) fn follow(&mut self, frame: Frame, follow: &ast::Follow) -> Outcome<Frame> {
        let Some(word) = noun_word(&follow.noun.text) else {
            let nouns: Vec<String> = noun_words().map(|it| it.word.to_owned()).collect();
            let words = nouns.iter().map(String::as_str);
            let similar = crate::query::suggest::nearest(&follow.noun.text, words);
            return error(
                QueryErrorKind::UnknownSource {
                    name: follow.noun.text.clone(),
                    similar: similar.map(str::to_owned),
                    instead: Vec::new(),
                    nouns,
                },
                follow.noun.span,
            );
        };
        let mut frame = self.open(frame);
        let (noun, key) = start_of(&frame, word, follow.span)?;
        let Some(path) = reach(noun, word) else {
            return error(
                QueryErrorKind::NoLink {
                    from: match &frame.subject {
                        Some(subject) if subject.noun == noun => subject.word.to_owned(),
                        _ => noun.word().to_owned(),
                    },
                    to: word.word.to_owned(),
                    reachable: noun_words()
                        .filter(|to| reach(noun, *to).is_some())
                        .map(|to| to.word.to_owned())
                        .collect(),
                },
                follow.span,
            );
        };
        if let Some(keys) = self.counting(&mut frame, (noun, &key), word.noun) {
            let mut reached = self.noun(word);
            let key = Expr::column(&reached.joined[0].2, "key");
            reached.filter(key.within(keys));
            self.clauses(&mut reached, &follow.clauses);
            return Ok(reached);
        }
        let mut value = Typed::new(Type::Row(noun), key);
        let mut at = 0;
        while let (Some(name), Type::Row(noun)) = (path.get(at), value.kind.clone()) {
            let Some(field) = noun.field(name).filter(|field| !field.is_many()) else {
                break;
            };
            let key = value.expr();
            value = self.field(&mut frame, noun, &key, field);
            at += 1;
        }
        let Type::Row(noun) = value.kind else {
            return Ok(frame);
        };
        let keys = Self::values_of(frame, &value);
        let mut reached = self.rows_reached(noun, keys, &path[at..], word);
        self.clauses(&mut reached, &follow.clauses);
        Ok(reached)
    }

    fn rows_reached(
        &mut self,
        noun: Noun,
        keys: Select,
        path: &[&'static str],
        word: NounWord,
    ) -> Frame {
        let (mut noun, mut keys) = (noun, keys);
        let last = path.len().saturating_sub(1);
        for (at, name) in path.iter().enumerate() {
            let Some(field) = noun.field(name) else {
                continue;
            };
            let crate::query::catalog::FieldType::Row(next) = field.kind else {
                continue;
            };
            if at == last
                && let FieldSource::Many(Many::Child {
                    column,
                    is_nullable,
                }) = field.source
            {
                let mut frame = self.noun(word);
                let alias = frame.joined[0].2.clone();
                frame.filter(Expr::field(&alias, column, is_nullable).within(keys));
                return frame;
            }
            keys = self.keys_reached(noun, field, next, keys);
            noun = next;
        }
        let mut frame = self.noun(word);
        let key = Expr::column(&frame.joined[0].2, "key");
        frame.filter(key.within(keys));
        frame
    }

    fn keys_reached(&mut self, noun: Noun, field: &Field, next: Noun, keys: Select) -> Select {
        match field.source {
            FieldSource::Many(Many::Child { column, .. }) => {
                let alias = self.alias(next.info().table);
                Select::table(&alias, next.info().table)
                    .output("key", Expr::column(&alias, "key"))
                    .filter(Expr::column(&alias, column).within(keys))
            }
            FieldSource::Many(Many::Linked {
                link,
                owner,
                other,
                role,
            }) => {
                let (alias, select) = self.link(link, role);
                let value = Expr::column(&alias, other);
                let select = select
                    .output(other, value.clone())
                    .filter(Expr::column(&alias, owner).within(keys));
                if link == Link::Participant {
                    select.filter(value.is_null().negated())
                } else {
                    select
                }
            }
            _ => {
                let alias = self.alias(noun.info().table);
                let name = match field.source {
                    FieldSource::Column { name, .. } => name,
                    _ => "key",
                };
                let value = Expr::column(&alias, name);
                Select::table(&alias, noun.info().table)
                    .output(name, value.clone())
                    .filter(Expr::column(&alias, "key").within(keys))
                    .filter(value.is_null().negated())
            }
        }
    }

    /// The keys of rows of a noun that a pipeline yields: its own rows, or its one column of them.
    pub(super) fn row_keys(&mut self, frame: Frame, noun: Noun, span: Span) -> Outcome<Select> {
        let frame = self.open(frame);
        let own = frame
            .subject
            .as_ref()
            .filter(|subject| subject.noun == noun)
            .map(|subject| subject.key.clone());
        let value = match own {
            Some(key) => Some(Typed::new(Type::Row(noun), key)),
            None => frame
                .columns
                .iter()
                .find(|column| column.value.kind == Type::Row(noun))
                .map(|column| column.value.clone()),
        };
        match value {
            Some(value) => Ok(Self::values_of(frame, &value)),
            None => error(
                QueryErrorKind::WrongType {
                    found: self.text(span).to_owned(),
                    found_type: "other rows".to_owned(),
                    expected: format!("a query for {}", noun.word()),
                    fix: None,
                },
                span,
            ),
        }
    }
}

/// The row of a noun that a set operation has kept beside its columns, where these were rows of one noun.
fn kept_row(frame: &Frame) -> Option<(Noun, Expr)> {
    frame
        .ended
        .filter(|stage| ["union", "except", "intersect"].contains(stage))?;
    let is_column = |tie: &&SortBy| {
        let mut columns = frame.columns.iter();
        columns.any(|column| column.value.expr() == tie.value.expr())
    };
    let mut beside = frame.ties.iter().filter(|tie| !is_column(tie));
    match (beside.next(), beside.next()) {
        (Some(only), None) => match only.value.kind {
            Type::Row(noun) => Some((noun, only.value.expr())),
            _ => None,
        },
        _ => None,
    }
}

/// The row from which `->` starts: the noun's, or the one that a set operation or grouping has kept.
fn start_of(frame: &Frame, word: NounWord, span: Span) -> Outcome<(Noun, Expr)> {
    if let Some(subject) = &frame.subject {
        return Ok((subject.noun, subject.key.clone()));
    }
    if let Some(kept) = kept_row(frame).filter(|(noun, _)| reach(*noun, word).is_some()) {
        return Ok(kept);
    }
    let rows = frame
        .columns
        .iter()
        .filter_map(|column| match column.value.kind {
            Type::Row(noun) if reach(noun, word).is_some() => Some((noun, column.value.expr())),
            _ => None,
        });
    let mut rows = rows.collect::<Vec<_>>();
    match rows.len() {
        1 => Ok(rows.remove(0)),
        _ => error(
            QueryErrorKind::MisplacedStage {
                stage: "->".to_owned(),
                needs: "rows of a noun".to_owned(),
                ended_by: frame.ended.unwrap_or("the stage before").to_owned(),
                fix: None,
            },
            span,
        ),
    }
}
