//! Expressions that point from the moment of writing or of the story: "last week", "that year",
//! "yesterday", "on Tuesday", "three years ago", "two days later".

use super::super::meaning::{Base, Meaning};
use super::{Grammar, Parsed};
use crate::lexicon::time::{Pointer, TimeUnit, TimeWord};

impl Grammar<'_, '_> {
    pub(super) fn pointed(&self, at: usize) -> Parsed {
        match self.time(at)? {
            TimeWord::DeicticDay(offset) => {
                let (end, part) = self.optional_part(at + 1);
                Some((end, Meaning::DeicticDay(offset, part)))
            }
            TimeWord::DeicticNight => Some((at + 1, Meaning::DeicticDay(0, Some("NI")))),
            TimeWord::Weekday(weekday) => {
                let (end, part) = self.optional_part(at + 1);
                Some((
                    end,
                    Meaning::Weekday {
                        weekday,
                        pointer: None,
                        part,
                    },
                ))
            }
            // "over the weekend"
            TimeWord::The
                if self.time(at + 1) == Some(TimeWord::Unit(TimeUnit::Weekend))
                    && self.is_singular(at + 1)
                    && self.follows(at, &["over", "at", "during", "on"]) =>
            {
                Some((
                    at + 2,
                    Meaning::Unit {
                        unit: TimeUnit::Weekend,
                        offset: -1,
                        base: Base::Publication,
                    },
                ))
            }
            TimeWord::The => {
                let TimeWord::Pointer(pointer) = self.time(at + 1)? else {
                    return None;
                };
                self.after_pointer(at + 2, pointer, true)
            }
            TimeWord::Pointer(Pointer::That) if self.is(at + 1, "same") => {
                self.after_pointer(at + 2, Pointer::Same, true)
            }
            TimeWord::Pointer(Pointer::This)
                if self.is_any(at + 1, &["past", "coming", "same"]) =>
            {
                self.after_pointer(at + 2, Pointer::This, false)
            }
            TimeWord::Pointer(pointer) => self.after_pointer(at + 1, pointer, false),
            _ => None,
        }
    }

    fn optional_part(&self, at: usize) -> (usize, Option<&'static str>) {
        match self.time(at) {
            Some(TimeWord::DayPart(part)) => (at + 1, Some(part)),
            Some(TimeWord::Unit(TimeUnit::Night)) => (at + 1, Some("NI")),
            _ => (at, None),
        }
    }

    /// What follows "last", "the following" and so on.
    fn after_pointer(&self, at: usize, pointer: Pointer, has_the: bool) -> Parsed {
        let base = base(pointer, has_the);
        match self.time(at)? {
            TimeWord::Weekday(weekday) => {
                let (end, part) = self.optional_part(at + 1);
                let pointer = Some(pointer);
                Some((
                    end,
                    Meaning::Weekday {
                        weekday,
                        pointer,
                        part,
                    },
                ))
            }
            TimeWord::DayPart(part) => Some((at + 1, Meaning::PartOfDay { part, base })),
            TimeWord::Unit(TimeUnit::Night) if pointer == Pointer::Last => {
                Some((at + 1, Meaning::DeicticDay(-1, Some("NI"))))
            }
            TimeWord::Unit(TimeUnit::Night) => {
                Some((at + 1, Meaning::PartOfDay { part: "NI", base }))
            }
            TimeWord::YearKind if self.is(at + 1, "year") => Some((
                at + 2,
                Meaning::Unit {
                    unit: TimeUnit::Year,
                    offset: offset(pointer),
                    base,
                },
            )),
            TimeWord::Unit(unit) if self.is_singular(at) => {
                let is_length = pointer == Pointer::Next && has_the && unit == TimeUnit::Decade;
                if pointer == Pointer::Past || is_length {
                    let value = super::length::duration(Some(1.0), unit);
                    return Some((at + 1, Meaning::Duration(value)));
                }
                Some((
                    at + 1,
                    Meaning::Unit {
                        unit,
                        offset: offset(pointer),
                        base,
                    },
                ))
            }
            TimeWord::Number(_) | TimeWord::Vague | TimeWord::Article => {
                self.pointed_length(at, pointer)
            }
            TimeWord::Unit(_) if matches!(pointer, Pointer::Following | Pointer::Past) => {
                self.plain_unit(at)
            }
            _ => {
                let (end, calendar) = self.pointable(at, pointer)?;
                Some((end, Meaning::Calendar(calendar)))
            }
        }
        .or_else(|| self.pointed_length(at, pointer))
    }

    /// "the past two years", "the next 10 days".
    fn pointed_length(&self, at: usize, pointer: Pointer) -> Parsed {
        if matches!(pointer, Pointer::This | Pointer::That | Pointer::Same) {
            return None;
        }
        self.length(at)
    }

    fn plain_unit(&self, at: usize) -> Parsed {
        let TimeWord::Unit(unit) = self.time(at)? else {
            return None;
        };
        Some((
            at + 1,
            Meaning::Duration(super::length::duration(None, unit)),
        ))
    }

    pub(super) fn is_singular(&self, at: usize) -> bool {
        self.text(at)
            .is_some_and(|text| !text.ends_with(['s', 'S']))
    }

    /// "the year" in "the end of the year": the one told of.
    pub(super) fn told_unit(&self, at: usize) -> Parsed {
        if self.time(at) != Some(TimeWord::The) && !self.is(at, "year") {
            return None;
        }
        let start = self.skip_the(at);
        match self.time(start)? {
            TimeWord::Unit(unit) if self.is_singular(start) => Some((
                start + 1,
                Meaning::Unit {
                    unit,
                    offset: 0,
                    base: Base::Narrative,
                },
            )),
            _ => None,
        }
    }

    /// "three years ago", "two days later", "a year earlier", "weeks later".
    pub(super) fn shifted(&self, at: usize) -> Parsed {
        let (end, count, unit) = match self.counted_unit(at) {
            Some(found) => found,
            None => match self.time(at)? {
                TimeWord::Unit(unit) if !self.is_singular(at) => (at + 1, None, unit),
                _ => return None,
            },
        };
        let TimeWord::Direction(direction) = self.time(end)? else {
            return None;
        };
        let is_open = self.is_any(end, &["before", "after", "previously"]);
        if is_open && !self.is_any(end + 1, &[".", ",", ";", ")"]) {
            return None;
        }
        let is_place_in = self.is_any(end, &["later", "earlier"]) && self.is(end + 1, "than");
        (!is_place_in).then_some((
            end + 1,
            Meaning::Shift {
                count,
                unit,
                direction,
            },
        ))
    }
}

fn base(pointer: Pointer, has_the: bool) -> Base {
    match pointer {
        Pointer::Previous | Pointer::Following | Pointer::Same | Pointer::That => Base::Narrative,
        Pointer::Next if has_the => Base::Narrative,
        Pointer::Last | Pointer::Past | Pointer::This | Pointer::Next => Base::Publication,
    }
}

fn offset(pointer: Pointer) -> i32 {
    match pointer {
        Pointer::Last | Pointer::Past | Pointer::Previous => -1,
        Pointer::This | Pointer::Same | Pointer::That => 0,
        Pointer::Next | Pointer::Following => 1,
    }
}
