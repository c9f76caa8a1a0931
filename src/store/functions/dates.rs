//! Functions of dates. A date is two days, or the one integer of [`PartialDate::pack`].

use rusqlite::functions::Context;
use rusqlite::types::Value;
use rusqlite::{Connection, Result};

use super::{scalar, text};
use crate::model::calendar::{BinWidth, date_part};
use crate::model::date::{Day, OPEN_END, OPEN_START, PartialDate, Precision, civil};

pub(super) fn define(connection: &Connection) -> Result<()> {
    scalar(connection, "date_bin", 3, |context| {
        let unit: String = context.get(2)?;
        let precision = Precision::ALL.into_iter().find(|it| it.word() == unit);
        let days = days(context)?;
        Ok(match (days, precision) {
            (Some((first, last)), Some(precision)) => {
                let unit = PartialDate::unit(first, precision);
                if last <= unit.last {
                    Value::Integer(unit.pack())
                } else {
                    Value::Null
                }
            }
            _ => Value::Null,
        })
    })?;
    scalar(connection, "date_year", 2, |context| {
        Ok(match days(context)? {
            Some((first, last)) if civil(first).year() == civil(last).year() => {
                Value::Integer(civil(first).year().into())
            }
            _ => Value::Null,
        })
    })?;
    scalar(connection, "date_weekday", 2, |context| {
        Ok(match days(context)? {
            Some((first, last)) if first == last => {
                Value::Integer(civil(first).weekday().to_monday_one_offset().into())
            }
            _ => Value::Null,
        })
    })?;
    scalar(connection, "date_next", 1, |context| {
        let next = PartialDate::unpack(context.get(0)?).and_then(PartialDate::following);
        Ok(next.map_or(Value::Null, |next| Value::Integer(next.pack())))
    })?;
    scalar(connection, "date_moved", 2, |context| {
        let months = context.get(1)?;
        let moved = PartialDate::unpack(context.get(0)?).map(|date| date.months_later(months));
        Ok(moved.map_or(Value::Null, |date| Value::Integer(date.pack())))
    })?;
    scalar(connection, "date_span", 4, |context| {
        let (count, unit): (i32, String) = (context.get(2)?, context.get(3)?);
        let width = if unit == "month" {
            BinWidth::Months(count)
        } else {
            BinWidth::Days(count)
        };
        let bin = days(context)?.and_then(|(first, last)| PartialDate::bin(first, last, width));
        Ok(bin.map_or(Value::Null, |bin| Value::Integer(bin.pack())))
    })?;
    scalar(connection, "date_part_text", 3, |context| {
        let letter = text(context, 2).chars().next();
        let part = days(context)?.zip(letter);
        let part = part.and_then(|((first, last), letter)| date_part(first, last, letter));
        Ok(part.map_or(Value::Null, Value::Text))
    })?;
    scalar(connection, "date_text", 1, |context| {
        Ok(match PartialDate::unpack(context.get(0)?) {
            Some(date) => Value::Text(date.to_string()),
            None => Value::Null,
        })
    })
}

/// The first two arguments as days, unless an end is open.
fn days(context: &Context<'_>) -> Result<Option<(Day, Day)>> {
    let (first, last): (Day, Day) = (context.get(0)?, context.get(1)?);
    Ok((is_closed(first) && is_closed(last)).then_some((first, last)))
}

fn is_closed(day: Day) -> bool {
    day > OPEN_START && day < OPEN_END
}
