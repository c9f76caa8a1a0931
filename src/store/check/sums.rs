//! Whether the sums of figures by country are those of the figures.

use rusqlite::Connection;

/// Makes all of them again.
pub(in crate::store) const AGAIN: &str =
    "DELETE FROM figure_sum; INSERT INTO figure_sum SELECT * FROM figure_summed;";

/// The sums that should be there but are not, or are and should not, by country and measure. Numbers that are not whole
/// may differ in the last digits, as their order is free.
const WRONG: &str = "
    WITH whole(country, measure, unit, as_of_first, as_of_last, as_of_precision, n, n_low, low, n_high, high, n_value,
      value, sign) AS (
      SELECT *, 1 FROM figure_summed UNION ALL SELECT *, -1 FROM figure_sum
    )
    SELECT coalesce((SELECT id FROM entity WHERE key = country), 'no country') || ' ' || measure FROM whole
    WHERE NOT EXISTS (SELECT 1 FROM deferred_index WHERE name = 'figure_sum')
    GROUP BY country, measure, unit, as_of_first, as_of_last, as_of_precision
    HAVING sum(sign * n) <> 0 OR sum(sign * n_low) <> 0 OR sum(sign * n_high) <> 0 OR sum(sign * n_value) <> 0
      OR count(*) <> 2
      OR abs(sum(sign * low)) > 1e-9 * max(abs(low)) OR abs(sum(sign * high)) > 1e-9 * max(abs(high))
      OR abs(sum(sign * value)) > 1e-9 * max(abs(value))";

pub(super) fn check(connection: &Connection) -> rusqlite::Result<super::Finding> {
    super::statements::check(connection, WRONG)
}
