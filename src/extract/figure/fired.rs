//! Weapons that are counted → whether they were used: "fired 20 rockets", but not "shot down 20 rockets".

use super::counted::{CountReader, NOUN_REACH};
use super::number::Number;
use crate::lexicon::quantity::WeaponWord;

/// How far behind a number the verb may stand that has it as its subject, in tokens.
const VERB_REACH: usize = 5;

impl CountReader<'_, '_, '_> {
    /// Whether weapons that a number counts were used, and not stopped on their way or only had; so is
    /// whatever is no weapon.
    pub(super) fn is_fired(&self, number: &Number) -> bool {
        let end = number.tokens.end;
        let near = |reach: usize| end..self.sentence.end.min(end + reach);
        let is_weapon = |at: usize| self.weapon_word(at) == Some(WeaponWord::Weapon);
        if !near(NOUN_REACH).any(is_weapon) {
            return true;
        }
        // "41 of 55 drones": what became of the part is told of the whole.
        let start = self.part_before(number).unwrap_or(number.tokens.start);
        let fate = |at: usize| {
            self.weapon_word(at)
                .filter(|word| *word != WeaponWord::Weapon)
        };
        let before = (self.sentence.start..start)
            .rev()
            .find_map(|at| Some((start - at, fate(at)?)));
        let after = near(VERB_REACH)
            .take_while(|at| !matches!(self.text(*at), Some("," | ";")))
            .find_map(|at| Some((at + 1 - end, fate(at)?)))
            .filter(|_| start == number.tokens.start);
        let nearest = before
            .into_iter()
            .chain(after)
            .min_by_key(|(distance, _)| *distance);
        match nearest {
            Some((_, word)) => word == WeaponWord::Use,
            None => self
                .sentence
                .clone()
                .any(|at| fate(at) == Some(WeaponWord::Use)),
        }
    }

    fn weapon_word(&self, at: usize) -> Option<WeaponWord> {
        let weapons = self.reading.lexicon.quantity.weapons();
        weapons.find(at, |at| self.text(at)).map(|(_, word)| word)
    }

    /// Where the number of a part begins that is taken of this number: "41 of 55", "41 of the 55".
    fn part_before(&self, number: &Number) -> Option<usize> {
        let last = number.tokens.start.checked_sub(1)?;
        let of = last.checked_sub(usize::from(self.is_any(last, &["the", "its", "their"])))?;
        let part = of
            .checked_sub(1)
            .filter(|at| self.is(of, "of") && self.sentence.contains(at))?;
        self.number_at(part).map(|part| part.tokens.start)
    }
}
