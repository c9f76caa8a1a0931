//! The class of a word that the lexicon of events lacks, told by its ending and what stands around it.

use super::tag::Tag;
use super::tagger::Tagger;
use crate::lexicon::action::UNKNOWN_VERB;
use crate::lexicon::action::word::{Forms, VerbId, WordClass};
use crate::text::token::Shape;

impl Tagger<'_, '_, '_> {
    /// "nurses affiliated with", "were wheeling": a verb that the lexicon lacks, told by its ending.
    pub(super) fn unknown_verb(&self, position: usize) -> Option<(VerbId, Forms)> {
        const SHORTEST: usize = 6;
        let text = self.text(position);
        if text.len() < SHORTEST || self.shape(position) != Shape::Lower || text.contains('-') {
            return None;
        }
        let (tag, at) = self.before(position)?;
        let form = if text.ends_with("ed") && !text.ends_with("eed") {
            Forms::PAST.with(Forms::PARTICIPLE)
        } else if text.ends_with("ing") {
            Forms::GERUND
        } else {
            return None;
        };
        let form = match tag {
            Tag::Auxiliary => self.after_auxiliary(at, form)?,
            _ if form == Forms::GERUND => return None,
            // "the murders galvanized Peru": no adjective stands between a noun and a name.
            Tag::Noun if self.tag_after(position) == Some(Tag::Name) => form,
            Tag::Noun | Tag::Name
                if self.next_is_nominal(position) && self.lacks_other_verb(position) =>
            {
                form
            }
            _ if self.next_is_nominal(position) && !self.has_name_as_object(position) => {
                return None;
            }
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Relative | Tag::Aside => form,
            _ => return None,
        };
        Some((UNKNOWN_VERB, form))
    }

    /// "The death of the poet angered Sweden": a name right after the only verb that the clause may have.
    fn has_name_as_object(&self, position: usize) -> bool {
        let next = self.tagged.get(position + 1).map(|next| next.tag);
        !self.has_finite && matches!(next, Some(Tag::Name | Tag::Demonym))
    }

    /// "The murder of the reporter shocked Slovakia": whether the clause has no other verb that it could have.
    fn lacks_other_verb(&self, position: usize) -> bool {
        !self.has_finite
            && self.tagged[position + 1..]
                .iter()
                .take_while(|next| !matches!(next.tag, Tag::Comma | Tag::Break | Tag::Quote))
                .all(|next| {
                    let forms = next.forms();
                    !next.has(WordClass::Auxiliary)
                        && !forms.has(Forms::PAST.with(Forms::PRESENT).with(Forms::BASE))
                })
    }

    pub(super) fn unknown(&self, position: usize) -> Tag {
        let shape = self.shape(position);
        if position == 0 && self.text(position).len() > 5 && self.text(position).ends_with("ly") {
            return Tag::Adverb;
        }
        if shape != Shape::Lower && !self.is_shouting {
            return Tag::Name;
        }
        if self.is_ly(position) {
            return Tag::Adverb;
        }
        let text = self.text(position);
        let is_adjective = [
            "ous", "ful", "ive", "ible", "able", "less", "-led", "-backed", "-based",
        ]
        .iter()
        .any(|ending| text.ends_with(ending));
        if is_adjective && self.next_is_nominal(position) {
            return Tag::Adjective;
        }
        let is_modified = text.ends_with("ed") && self.next_is_nominal(position);
        if is_modified {
            Tag::Adjective
        } else {
            Tag::Noun
        }
    }
}
