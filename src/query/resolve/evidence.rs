//! The sentences behind each row, for those who want to know where an answer comes from: a column that is never
//! shown, with the key of the sentence that a row comes from, or the list of those whose rows it counts.

use super::Resolver;
use super::frame::{Frame, Named};
use super::value::{Type, Typed};
use crate::query::Carried;
use crate::query::catalog::Noun;
use crate::query::plan::{Aggregate, Binary, Expr, Query, Select};

/// The column of a result that holds them; no field has such a name.
pub const EVIDENCE: &str = " evidence";

impl Resolver<'_> {
    /// Whether rows carry the sentences that they come from.
    pub(super) fn carries_evidence(&self) -> bool {
        matches!(self.carried, Carried::Evidence | Carried::WholeEvidence)
    }

    /// The sentence or sentences behind a row at this point, if they are asked for and known.
    pub(super) fn evidence(&mut self, frame: &mut Frame) -> Option<Named> {
        if !self.carries_evidence() {
            return None;
        }
        if let Some(known) = frame.column(EVIDENCE) {
            return Some(known.clone());
        }
        let Some(subject) = frame.subject.clone() else {
            // The steps of a path.
            let sentence = frame.column("sentence")?;
            let is_sentence = sentence.value.kind == Type::Row(Noun::Sentences);
            let key = Typed::new(Type::Int, sentence.value.expr());
            return is_sentence.then(|| Named::new(EVIDENCE, key));
        };
        let sentence = match subject.noun {
            Noun::Sentences => Typed::new(Type::Int, subject.key),
            Noun::Articles => self.first_sentence("sentence", "key", "article", &subject.key),
            Noun::Entities => self.first_sentence("mention", "sentence", "entity", &subject.key),
            noun if noun.field("sentence").is_some() => {
                let sentence = self.known_path(frame, noun, &subject.key, &["sentence"]);
                Typed::new(Type::Int, sentence.expr())
            }
            _ => return None,
        };
        Some(Named::new(EVIDENCE, sentence))
    }

    /// The sentences behind the rows of a group.
    pub(super) fn evidence_of_groups(&mut self, frame: &mut Frame) -> Option<Named> {
        self.evidence(frame).map(|known| all_of(&known))
    }

    /// The sentence that comes first in a table, of the rows with a key.
    fn first_sentence(
        &mut self,
        table: &'static str,
        sentence: &str,
        owner: &str,
        key: &Expr,
    ) -> Typed {
        let alias = self.alias(table);
        let sentence = Expr::column(&alias, sentence);
        let first = Expr::Aggregate(Aggregate::Min, vec![sentence]);
        let is_own = Expr::column(&alias, owner).binary(Binary::Equal, key.clone());
        let select = Select::table(&alias, table).output("sentence", first);
        let rows = Query::from(select.filter(is_own));
        Typed::new(Type::Int, Expr::Scalar(Box::new(rows)))
    }
}

/// The sentences of several rows as one list.
pub(super) fn all_of(known: &Named) -> Named {
    let sentence = known.value.expr();
    let all = if matches!(known.value.kind, Type::List(_)) {
        Expr::Aggregate(Aggregate::Merged, vec![sentence])
    } else {
        Expr::Aggregate(Aggregate::List, vec![sentence.clone(), sentence])
    };
    let kind = Type::List(Box::new(Type::Int));
    Named::new(EVIDENCE, Typed::new(kind, all))
}
