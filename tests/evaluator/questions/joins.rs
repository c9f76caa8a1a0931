//! `join`, `lookup`, and operations on sets of rows.

use super::super::schema::{Kind, NOUNS, Noun};
use super::super::table::Table;
use super::Writer;

impl Writer<'_> {
    /// A set operation with rows of the same noun.
    pub(super) fn same_again(&mut self, table: &Table) -> Option<String> {
        let noun = table
            .subject
            .filter(|_| table.columns.is_empty() && !table.is_dropped)?;
        let word = NOUNS.iter().find(|it| it.1 == noun)?.0;
        let operator = *self.dice.pick(&["union", "except", "intersect"]);
        let known = self.lets.iter().find(|it| it.1 == word);
        if let Some((name, _)) = known.cloned()
            && self.dice.once_in(2)
        {
            return Some(format!("{operator} {name}"));
        }
        let clause = self.inner(|it| it.clause_of(noun));
        Some(format!("{operator} ({word} {clause})"))
    }

    /// A set operation of what a pipeline gives with what it gives for other rows of its noun.
    pub(super) fn other_side(&mut self, text: &str, noun: Noun) -> Option<String> {
        let (head, stages) = text.split_once(" | ")?;
        if text.contains("->") || head.starts_with('(') || stages.contains(" | ") {
            return None;
        }
        let word = head.split(' ').next()?;
        let operator = *self.dice.pick(&["union", "except", "intersect"]);
        let clause = self.inner(|it| it.clause_of(noun));
        Some(format!(" | {operator} ({word} {clause} | {stages})"))
    }

    pub(super) fn join(&mut self, table: &Table) -> Option<String> {
        if self.dice.once_in(3) {
            return self.join_of_values(table);
        }
        let (noun, right) = *self.dice.pick(&[
            (Noun::Clusters, "figures"),
            (Noun::Clusters, "quotes"),
            (Noun::Articles, "events"),
            (Noun::Articles, "quotes"),
            (Noun::Entities, "events"),
            (Noun::Sources, "articles"),
            (Noun::Sentences, "mentions"),
        ]);
        let key = self
            .field_where(table, |kind| *kind == Kind::Row(noun))?
            .path;
        let name = match noun {
            Noun::Clusters => "cluster",
            Noun::Articles => "article",
            Noun::Sources => "source",
            Noun::Sentences => "sentence",
            _ => *self.dice.pick(&["place", "actor"]),
        };
        let on = if key == name {
            key
        } else {
            format!("{key} = {name}")
        };
        let clause = self.inner(|it| {
            let noun = NOUNS.iter().find(|it| it.0 == right).map(|it| it.1);
            noun.filter(|_| it.dice.once_in(2))
                .map_or(String::new(), |noun| it.clause_of(noun))
        });
        Some(match self.dice.below(6) {
            0 | 1 => format!("join other = ({right} {clause}) on {on}"),
            2 => format!("lookup other = ({right} {clause} | count by {name}) on {on}"),
            3 => format!(
                "lookup other = ({right} {clause} | take 1 per {name} | derive is_{right} = id != \"\") on {on}"
            ),
            4 => format!("join other = ({right} {clause} | select {name}, id, published) on {on}"),
            _ => format!("lookup other = ({right} {clause} | take 1 per {name}) on {on}"),
        })
    }

    /// Rows beside those with the same values.
    fn join_of_values(&mut self, table: &Table) -> Option<String> {
        let (noun, keys): (&str, &[(&str, Kind)]) = match self.dice.below(5) {
            0 => (
                "events",
                &[
                    ("place", Kind::Row(Noun::Entities)),
                    ("source", Kind::Row(Noun::Sources)),
                ],
            ),
            1 => (
                "articles",
                &[
                    ("source", Kind::Row(Noun::Sources)),
                    ("published", Kind::Date),
                ],
            ),
            2 => (
                "people",
                &[("country", Kind::Row(Noun::Entities)), ("name", Kind::Text)],
            ),
            3 => (
                "figures",
                &[("cluster", Kind::Row(Noun::Clusters)), ("low", Kind::Num)],
            ),
            _ => (
                "quotes",
                &[("speaker", Kind::Row(Noun::Entities)), ("date", Kind::Date)],
            ),
        };
        let n = self.dice.between(1, keys.len());
        let mut on = Vec::new();
        for (name, kind) in &keys[..n] {
            let own =
                self.field_where(table, |it| it == kind || it.is_number() && kind.is_number())?;
            on.push(if own.path == *name {
                own.path
            } else {
                format!("{} = {name}", own.path)
            });
        }
        let names: Vec<&str> = keys[..n].iter().map(|(name, _)| *name).collect();
        let (on, by) = (on.join(", "), names.join(", "));
        Some(if self.dice.once_in(2) {
            format!("join also = ({noun}) on {on}")
        } else {
            format!("lookup also = ({noun} | count by {by}) on {on}")
        })
    }
}
