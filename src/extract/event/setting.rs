//! Days and places that a clause takes from what is told beside it.

use super::draft::Draft;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::extract::temporal::FoundTime;
use crate::lexicon::time::TimeWord;
use crate::model::entity::MentionForm;
use crate::model::facts::{EntityIndex, TimexType};

impl Syntax<'_, '_> {
    /// Whether a time tells a day: a date, or a part of a day that is named, "Tuesday night"; an hour alone
    /// is one of some other day as often as not.
    pub(super) fn tells_day(&self, time: &FoundTime) -> bool {
        let is_named = || {
            time.tokens.clone().any(|at| {
                let text = self.reading.document.token_text(at);
                matches!(
                    self.reading.lexicon.time.word(text),
                    Some(TimeWord::Weekday(_) | TimeWord::Month(_) | TimeWord::DeicticDay(_))
                )
            })
        };
        match time.fact.timex_type {
            TimexType::Date => true,
            TimexType::Time => is_named(),
            TimexType::Duration | TimexType::Set => false,
        }
    }

    /// "in Kisumu, where police shot protesters": the place that the relative clause goes on about.
    pub(super) fn place_before_where(&self, draft: &Draft) -> Option<EntityIndex> {
        let opener = self.clause_start(draft.trigger.start).checked_sub(1)?;
        if opener <= self.tokens.start || !self.is_word(opener, "where") {
            return None;
        }
        let end = opener - usize::from(self.tag(opener - 1) == Tag::Comma);
        let before = self.tokens.start..end;
        let mentions = self.reading.entities.mentions_in(&before);
        let mention = mentions
            .last()
            .filter(|mention| mention.tokens.end == end)?;
        let is_place = self.is_place(self.reading.entity(mention));
        (is_place && mention.form == MentionForm::Name).then_some(mention.entity)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, read};

    #[test]
    fn part_of_a_named_day_dates_an_event() {
        for (text, date) in [
            ("Troops shelled Homs on Monday night.", "2016-06-06"),
            ("On Monday evening troops shelled Homs.", "2016-06-06"),
            ("Troops shelled Homs at 3 a.m. on Tuesday.", "2016-06-07"),
            (
                "Troops shelled Homs over the weekend.",
                "2016-06-04/2016-06-05",
            ),
        ] {
            let found = read(text).events[0].date;
            assert_eq!(
                found.map(|date| date.to_string()).as_deref(),
                Some(date),
                "{text}"
            );
        }
        assert_eq!(read("Troops shelled Homs at 3 a.m.").events[0].date, None);
    }

    #[test]
    fn clause_with_where_happens_in_the_place_before_it() {
        check(
            "The deaths occurred in Kisumu, where police shot protesters.",
            &["police: assault → protesters (Kisumu)"],
        );
    }
}
