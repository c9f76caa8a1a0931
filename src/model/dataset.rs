//! Sets of coded events, whose rows become articles of generated lines.

/// A row of such a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedRow {
    /// The set as people call it: `UCDP GED`.
    pub set: String,
    /// The number of the row in that set.
    pub id: String,
}

impl CodedRow {
    /// The row that is marked `part` (`ucdp:100801`) in an article of the set `name` (`ucdp-ged`).
    pub fn new(name: &str, part: &str) -> Self {
        let (prefix, id) = part.split_once(':').unwrap_or(("", part));
        let known = match prefix {
            "ucdp" => Some("UCDP GED"),
            "acled" => Some("ACLED"),
            "icews" => Some("ICEWS"),
            "gdelt" => Some("GDELT"),
            "gkg" => Some("GDELT GKG"),
            _ => None,
        };
        Self {
            set: known.unwrap_or(name).to_owned(),
            // A set of the user's own may have colons in its numbers.
            id: if known.is_some() { id } else { part }
                .trim_end_matches('@')
                .to_owned(),
        }
    }

    /// `UCDP GED, row 100801`
    pub fn name(&self) -> String {
        format!("{}, row {}", self.set, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_named_by_its_set_and_number() {
        let check = |name: &str, part: &str, expected: &str| {
            assert_eq!(CodedRow::new(name, part).name(), expected);
        };
        check("ucdp-ged", "ucdp:100801", "UCDP GED, row 100801");
        check("gdelt", "gkg:2017-2", "GDELT GKG, row 2017-2");
        check("Our desk's list", "desk:4", "Our desk's list, row desk:4");
    }
}
