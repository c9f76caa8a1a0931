//! "struck Syria in response to an attack in Douma", "closed the border after a raid on Silopi": what a deed
//! answers or follows has a place and a day of its own.

use std::ops::Range;

use super::draft::Draft;
use super::syntax::Syntax;
use crate::extract::speech::Attribution;
use crate::lexicon::action::word::WordClass;
use crate::model::facts::EntityIndex;

/// Where the words about another event begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    start: usize,
    /// Whether the deed answers it, so that it need not have been in the same place.
    is_answered: bool,
}

impl Syntax<'_, '_> {
    /// The event that a deed of somebody answers or follows, if the words behind its trigger tell one.
    pub(super) fn occasion(&self, draft: &Draft) -> Option<Occasion> {
        let is_done = draft.actors.iter().any(|actor| actor.can_act);
        let behind = draft.trigger.end..draft.clause.end.min(self.tokens.end);
        let found = self
            .phrases_in(&behind)
            .find_map(|phrase| self.occasion_of(phrase));
        found.filter(|occasion| is_done || occasion.is_answered)
    }

    fn occasion_of(&self, phrase: usize) -> Option<Occasion> {
        let start = self.phrases[phrase].preposition?;
        let head = self.phrases[phrase].head;
        let is_event = self.noun(head).is_some_and(|noun| !noun.frames.is_empty());
        let is_answered = self.at(head).has(WordClass::Answered)
            || is_event && self.at(start).has(WordClass::Answered);
        let follows = is_event && self.at(start).has(WordClass::Behind);
        (is_answered || follows).then_some(Occasion { start, is_answered })
    }

    /// The place of what a deed follows, where nothing else tells its own: "arrested after a march in Minsk".
    pub(super) fn place_of_occasion(
        &self,
        occasion: Option<Occasion>,
        range: &Range<usize>,
        draft: &Draft,
    ) -> Option<EntityIndex> {
        occasion
            .filter(|occasion| !occasion.is_answered)
            .and_then(|_| self.place_in(range, draft.trigger.start))
    }
}

/// A range without what a deed answers or follows.
pub(super) fn without_occasion(range: Range<usize>, occasion: Option<Occasion>) -> Range<usize> {
    match occasion {
        Some(occasion) => range.start..range.end.min(occasion.start).max(range.start),
        None => range,
    }
}

/// "…, police in Lahore said": where those are who tell of a deed is not where it was done.
pub(super) fn without_source(
    clause: Range<usize>,
    attribution: Option<&Attribution>,
    draft: &Draft,
) -> Range<usize> {
    let trigger = draft.trigger.start;
    match attribution.map(|attribution| &attribution.source) {
        Some(source) if trigger < source.start => clause.start..clause.end.min(source.start),
        Some(source) if trigger >= source.end => clause.start.max(source.end)..clause.end,
        _ => clause,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_a_deed_answers_gives_it_no_place_and_has_none_of_its_actors() {
        check(
            "The United States, Britain and France bombed Syria in response to a suspected chemical attack in Douma.",
            &[
                "United States, United Kingdom, France: bombing → Syria (Syria)",
                "chemical attack (Douma) [alleged]",
            ],
        );
        check(
            "France and Germany expelled 12 Russian diplomats over the poisoning of Sergei Skripal in Salisbury.",
            &[
                "France, Germany: expulsion → 12 Russian diplomats",
                "chemical attack → Sergei Skripal (Salisbury)",
            ],
        );
        check(
            "Egypt launched air raids on Derna after the killing of 21 Copts in Sirte.",
            &[
                "Egypt: airstrike → Derna (Derna)",
                "assault → Copts (Sirte)",
            ],
        );
        check(
            "Kenya bombed camps in retaliation for the attack on a university in Garissa.",
            &["Kenya: bombing → camps", "assault → university (Garissa)"],
        );
        check(
            "Police arrested 12 students after a demonstration in Minsk.",
            &[
                "Police: arrest → 12 students (Minsk)",
                "demonstration (Minsk)",
            ],
        );
        check(
            "Two policemen were wounded after an attack in Quetta.",
            &["assault → Two policemen (Quetta)"],
        );
        check(
            "Israel bombed Gaza on Monday following a rocket attack on Sderot on Sunday.",
            &[
                "Israel: bombing → Gaza Strip (Gaza Strip)",
                "shelling → Sderot (Sderot)",
            ],
        );
    }

    #[test]
    fn what_one_side_alleges_is_not_added_to_what_another_does() {
        check(
            "Paris bombed Syria over a suspected chemical attack in Douma. The Russian Defense Ministry claimed that Britain had staged the attack.",
            &[
                "France: bombing → Syria (Syria)",
                "chemical attack (Douma) [alleged]",
                "United Kingdom: assault [alleged]",
            ],
        );
    }
}
