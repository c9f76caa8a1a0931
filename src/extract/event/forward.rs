//! Verbs in -ing whose subject or reality only the clause after them tells: "Addressing parliament, he",
//! "By freeing her, Chad would", "Freeing her would".

use super::group::{Form, combine};
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::word::Forms;
use crate::model::event::Modality;

impl Syntax<'_, '_> {
    /// A gerund or participle that opens the sentence has the subject of the clause after it.
    pub(super) fn fill_forward(&mut self) {
        for index in 0..self.clauses.len() {
            let form = self.groups[index].form;
            if self.clauses[index].subject.is_some()
                || self.clauses[index].noun.is_some()
                || !matches!(form, Form::Gerund | Form::Participle)
            {
                continue;
            }
            let next = (index + 1..self.clauses.len())
                .find(|next| self.groups[*next].form == Form::Finite);
            let Some(next) = next else {
                continue;
            };
            let told = self.clauses[next].modality;
            if form == Form::Gerund && self.is_subject_of(index, next) {
                let is_over = told == Modality::Asserted && self.is_past(next);
                let open = if is_over {
                    told
                } else {
                    Modality::Hypothetical
                };
                self.clauses[index].modality = combine(self.clauses[index].modality, open);
                continue;
            }
            let is_open = matches!(told, Modality::Planned | Modality::Hypothetical);
            if form == Form::Gerund && is_open && self.is_means(index) {
                self.clauses[index].modality = combine(self.clauses[index].modality, told);
            }
            self.clauses[index].subject = self.clauses[next].subject;
        }
    }

    /// "Freeing the nun would be wise": whether what a verb in -ing tells is the subject of another verb.
    fn is_subject_of(&self, index: usize, next: usize) -> bool {
        let start = self.groups[index].tokens.start;
        let mut between = self.groups[index].tokens.end..self.groups[next].tokens.start;
        start == self.tokens.start
            && next == index + 1
            && !between.any(|at| matches!(self.tag(at), Tag::Comma | Tag::Break | Tag::Relative))
    }

    /// "By freeing the nun, Chad would gain": whether a verb in -ing says by what something comes about.
    fn is_means(&self, index: usize) -> bool {
        let start = self.groups[index].tokens.start;
        start == self.tokens.start + 1 && self.is_any(self.tokens.start, &["by", "in"])
    }

    /// Whether a verb stands in the past.
    fn is_past(&self, index: usize) -> bool {
        let first = self.groups[index].tokens.start;
        self.is_any(first, &["was", "were", "had", "did"])
            || self.tag(first) == Tag::Verb && self.at(first).forms().has(Forms::PAST)
    }
}
