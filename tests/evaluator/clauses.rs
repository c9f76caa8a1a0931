//! What clauses mean for each noun.

use dateline::query::ast::{
    Clause, ClauseKind, FullText, Literal, Name, NameKind, NameSet, NameSetKind, Role, Term, Word,
    WordKind,
};

use super::cell::{Cell, Ref};
use super::names::rows_of;
use super::schema::{Noun, primary_date};
use super::scope::{Context, Scope};
use super::table::{Outcome, refuse};
use super::text::{are_near, fold, phrase_starts, words};

/// Words between phrases where `near` does not say how many.
const NEAR: usize = 10;

impl Scope<'_> {
    /// Whether a clause holds for the row.
    pub(super) fn clause(&self, clause: &Clause) -> Outcome<bool> {
        let (noun, row) = match (self.table.subject, self.table.kept()) {
            (Some(noun), _) => (noun, self.row.subject),
            (None, Some((noun, at))) => (noun, self.row.cells[at].as_row()),
            (None, None) => return refuse("E041"),
        };
        let Some(row) = row else {
            return Ok(clause.negated);
        };
        let holds = match &clause.kind {
            ClauseKind::Who { role, names } => self.who(row, *role, names)?,
            ClauseKind::About(term) => {
                let wanted = words(&self.context.term(term)?);
                let texts = self.searched(row)?;
                wanted.iter().all(|word| {
                    let phrase = std::slice::from_ref(word);
                    texts
                        .iter()
                        .any(|text| !phrase_starts(text, phrase, false).is_empty())
                })
            }
            ClauseKind::Matching(text) => self.context.matches(text, &self.searched(row)?)?,
            ClauseKind::Of(list) => self.of(row, list)?,
            ClauseKind::As(list) if noun == Noun::Events => self.is_word(row, "modality", list)?,
            ClauseKind::As(_) => return refuse("E012"),
            ClauseKind::Place(test) => {
                let place = match noun {
                    Noun::Entities => Cell::Row(row),
                    Noun::Events | Noun::Figures => self.memory().value(row, "place"),
                    _ => return refuse("E012"),
                };
                self.place_test(&place, test)?
            }
            ClauseKind::Time(test) => match primary_date(noun) {
                Some(date) => self.time_test(&self.memory().value(row, date), test)?,
                None => return refuse("E012"),
            },
            ClauseKind::According(names) => self.according(row, names)?,
        };
        Ok(holds != clause.negated)
    }

    fn who(&self, row: Ref, role: Role, names: &NameSet) -> Outcome<bool> {
        let memory = self.memory();
        let one = |name: &str| memory.value(row, name).as_row().into_iter().collect();
        let rows: Vec<Ref> = match (role, row.noun) {
            (Role::Named, Noun::Entities) => return self.named(row, names),
            (Role::From, _) => return self.from(row, names),
            (Role::By, Noun::Articles) => return self.by_author(row, names),
            (Role::By, Noun::Events) => memory.many(row, "actors"),
            (Role::By, Noun::Quotes) => one("speaker"),
            (Role::By, Noun::Sentences) => {
                let quotes = memory.many(row, "quotes").into_iter();
                quotes
                    .filter_map(|it| memory.value(it, "speaker").as_row())
                    .collect()
            }
            (Role::Against | Role::To, Noun::Events) => memory.many(row, "targets"),
            (Role::With, Noun::Events) => memory.many(row, "participants"),
            (Role::Mentioning, Noun::Articles | Noun::Sentences) => self.mentioned(row),
            (Role::Mentioning, Noun::Clusters) => {
                let articles = memory.many(row, "articles").into_iter();
                articles.flat_map(|it| self.mentioned(it)).collect()
            }
            (Role::Mentioning, Noun::Mentions | Noun::Events | Noun::Quotes | Noun::Figures) => {
                let sentence = memory.value(row, "sentence").as_row();
                sentence.map_or(Vec::new(), |it| self.mentioned(it))
            }
            _ => return refuse("E012"),
        };
        Ok(self.context.wanted(names, None)?.met_by(&rows))
    }

    fn mentioned(&self, row: Ref) -> Vec<Ref> {
        let mentions = self.memory().many(row, "mentions").into_iter();
        mentions
            .filter_map(|it| self.memory().value(it, "entity").as_row())
            .collect()
    }

    fn named(&self, row: Ref, names: &NameSet) -> Outcome<bool> {
        self.each_name(names, |name| match self.context.typed(name)? {
            NameKind::Text(text) => {
                let called = self.memory().called(&text);
                if called.is_empty() {
                    refuse("E030")
                } else {
                    Ok(called.contains(&row))
                }
            }
            NameKind::Handle(handle) => Ok(self.context.handle(&handle)? == row),
            NameKind::Parameter(_) => refuse("E050"),
        })
    }

    fn by_author(&self, row: Ref, names: &NameSet) -> Outcome<bool> {
        let author = self.memory().value(row, "author");
        self.each_name(names, |name| {
            let wanted = match self.context.typed(name)? {
                NameKind::Text(text) => text,
                NameKind::Handle(handle) => {
                    let entity = self.context.handle(&handle)?;
                    self.memory().text_of(entity, "name")
                }
                NameKind::Parameter(_) => return refuse("E050"),
            };
            Ok(author
                .as_text()
                .is_some_and(|author| fold(author) == fold(&wanted)))
        })
    }

    fn from(&self, row: Ref, names: &NameSet) -> Outcome<bool> {
        if matches!(row.noun, Noun::Sources | Noun::Entities | Noun::Clusters) {
            return refuse("E012");
        }
        let outlet = self.memory().value(row, "source").as_row();
        let is = |found: &[Ref]| outlet.is_some_and(|outlet| found.contains(&outlet));
        if let NameSetKind::Rows(pipeline) = &names.kind {
            return Ok(is(&rows_of(
                &self.context.pipeline(pipeline)?,
                Noun::Sources,
            )?));
        }
        self.each_name(names, |name| {
            let found = self.context.outlets(&self.context.typed(name)?)?;
            if found.is_empty() {
                refuse("E030")
            } else {
                Ok(is(&found))
            }
        })
    }

    /// The claimant; where there is none, the outlet's own entity or name.
    fn according(&self, row: Ref, names: &NameSet) -> Outcome<bool> {
        let claimant = match row.noun {
            Noun::Events | Noun::Figures => self.memory().value(row, "claimant"),
            Noun::Quotes => self.memory().value(row, "speaker"),
            _ => return refuse("E012"),
        };
        let outlet = self.memory().value(row, "source").as_row();
        let body = outlet.and_then(|outlet| self.memory().value(outlet, "entity").as_row());
        let meets = |set: &NameSet| -> Outcome<bool> {
            let wanted = self.context.wanted(set, None)?;
            Ok(match claimant.as_row() {
                Some(claimant) => wanted.met_by(&[claimant]),
                None => body.is_some_and(|body| wanted.met_by(&[body])),
            })
        };
        if let NameSetKind::Rows(_) = names.kind {
            return meets(names);
        }
        self.each_name(names, |name| {
            let outlets = self.context.outlets(&self.context.typed(name)?)?;
            let one = NameSet {
                kind: NameSetKind::Any(vec![name.clone()]),
                span: name.span,
            };
            let by_outlet = claimant.is_null() && outlet.is_some_and(|it| outlets.contains(&it));
            match meets(&one) {
                Ok(found) => Ok(found || by_outlet),
                Err(_) if !outlets.is_empty() => Ok(by_outlet),
                Err(refusal) => Err(refusal),
            }
        })
    }

    fn each_name(&self, names: &NameSet, test: impl Fn(&Name) -> Outcome<bool>) -> Outcome<bool> {
        let (list, is_all) = match &names.kind {
            NameSetKind::Any(list) => (list, false),
            NameSetKind::All(list) => (list, true),
            NameSetKind::Rows(_) => return refuse("E060"),
        };
        let list = self.context.each_name(list)?;
        let tests: Outcome<Vec<bool>> = list.iter().map(test).collect();
        let tests = tests?;
        Ok(if is_all {
            !tests.contains(&false)
        } else {
            tests.contains(&true)
        })
    }

    /// The texts that are searched for a row, as words: its sentence; of an article title and body.
    fn searched(&self, row: Ref) -> Outcome<Vec<Vec<String>>> {
        let memory = self.memory();
        let sentence = match row.noun {
            Noun::Articles => {
                let of = |name: &str| words(&memory.text_of(row, name));
                return Ok(vec![of("title"), of("text")]);
            }
            Noun::Sentences => row,
            Noun::Mentions | Noun::Events | Noun::Quotes | Noun::Figures => {
                memory.value(row, "sentence").as_row().unwrap()
            }
            Noun::Sources | Noun::Entities | Noun::Clusters => return refuse("E012"),
        };
        Ok(vec![words(&memory.text_of(sentence, "text"))])
    }

    fn of(&self, row: Ref, list: &[Word]) -> Outcome<bool> {
        match row.noun {
            Noun::Events => {
                Ok(self.is_word(row, "kind", list)? || self.is_word(row, "mode", list)?)
            }
            Noun::Quotes => self.is_word(row, "form", list),
            Noun::Figures => self.is_word(row, "measure", list),
            _ => refuse("E012"),
        }
    }

    fn is_word(&self, row: Ref, field: &str, list: &[Word]) -> Outcome<bool> {
        let own = self.memory().value(row, field);
        for word in list {
            let words = match &word.kind {
                WordKind::Text(text) => vec![text.clone()],
                WordKind::Parameter(name) => {
                    let values = self.context.parameter_values(name)?.iter();
                    values.map(text_of).collect::<Outcome<Vec<String>>>()?
                }
            };
            if words
                .iter()
                .any(|word| own.as_text() == Some(&word.to_lowercase()))
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn text_of(literal: &Literal) -> Outcome<String> {
    match literal {
        Literal::Text(text) => Ok(text.clone()),
        _ => refuse("E020"),
    }
}

impl Context<'_> {
    fn word(&self, word: &WordKind) -> Outcome<String> {
        match word {
            WordKind::Text(text) => Ok(text.clone()),
            WordKind::Parameter(name) => text_of(&self.parameter(name)?),
        }
    }

    fn term(&self, term: &Term) -> Outcome<String> {
        self.word(&term.kind)
    }

    /// Whether texts match; each phrase stands within one of them.
    fn matches(&self, search: &FullText, texts: &[Vec<String>]) -> Outcome<bool> {
        let all = |parts: &[FullText]| -> Outcome<Vec<bool>> {
            parts.iter().map(|part| self.matches(part, texts)).collect()
        };
        Ok(match search {
            FullText::Or(parts) => all(parts)?.contains(&true),
            FullText::And(parts) => !all(parts)?.contains(&false),
            FullText::Not(inner) => !self.matches(inner, texts)?,
            FullText::Phrase { term, is_prefix } => {
                let phrase = words(&self.term(term)?);
                texts
                    .iter()
                    .any(|text| !phrase_starts(text, &phrase, *is_prefix).is_empty())
            }
            FullText::Near {
                terms, distance, ..
            } => {
                let phrases: Outcome<Vec<Vec<String>>> = terms
                    .iter()
                    .map(|term| Ok(words(&self.term(term)?)))
                    .collect();
                let phrases = phrases?;
                let distance = distance.map_or(NEAR, |it| usize::try_from(it.value).unwrap());
                texts.iter().any(|text| are_near(text, &phrases, distance))
            }
        })
    }
}
