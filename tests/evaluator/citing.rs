//! Where rows come from: the sentence of each, with those around it.

use super::cell::Cell;
use super::schema::{Kind, Noun, field};
use super::scope::Context;
use super::stages::push_column;
use super::table::{Column, Outcome, Row, Table, refuse};

impl Context<'_> {
    /// Where each row comes from.
    pub(super) fn cite(&self, table: Table, n: u64) -> Outcome<Table> {
        let mut table = table;
        let sentences: Vec<Cell> = table
            .rows
            .iter()
            .map(|row| self.sentence_of(&table, row))
            .collect();
        let has_sentence = match table.subject {
            Some(noun) => noun == Noun::Sentences || field(noun, "sentence").is_some(),
            None => table
                .position("sentence")
                .is_some_and(|at| table.columns[at].kind == Kind::Row(Noun::Sentences)),
        };
        if !has_sentence {
            return refuse("E041");
        }
        let of = |name: &str| -> Vec<Cell> {
            let value = |cell: &Cell| {
                cell.as_row()
                    .map_or(Cell::Null, |row| self.memory.value(row, name))
            };
            sentences.iter().map(value).collect()
        };
        let mut cited = vec![
            ("source", Kind::Row(Noun::Sources), of("source")),
            ("published", Kind::Date, of("published")),
            ("sentence", Kind::Row(Noun::Sentences), sentences.clone()),
        ];
        if n > 0 {
            let n = i64::try_from(n).unwrap();
            let near = |range: (i64, i64)| -> Vec<Cell> {
                sentences
                    .iter()
                    .map(|sentence| self.neighbours(sentence, range))
                    .collect()
            };
            cited.push(("before", Kind::Text, near((-n, -1))));
            cited.push(("after", Kind::Text, near((1, n))));
        }
        for (name, kind, values) in cited {
            if table.shown.iter().any(|shown| shown == name) {
                continue;
            }
            if table.position(name).is_some() {
                table.show(name);
            } else {
                push_column(&mut table, Column::new(name, kind), values);
            }
        }
        Ok(table)
    }

    fn sentence_of(&self, table: &Table, row: &Row) -> Cell {
        match (row.subject, table.position("sentence")) {
            (Some(row), _) if row.noun == Noun::Sentences => Cell::Row(row),
            (Some(row), _) => self.memory.value(row, "sentence"),
            (None, Some(at)) => row.cells[at].clone(),
            (None, None) => Cell::Null,
        }
    }

    /// The sentences that stand so far from one, with a space between.
    fn neighbours(&self, sentence: &Cell, (from, to): (i64, i64)) -> Cell {
        let Some(sentence) = sentence.as_row() else {
            return Cell::text("");
        };
        let ord = |row| match self.memory.value(row, "ord") {
            Cell::Int(ord) => ord,
            _ => 0,
        };
        let article = self.memory.value(sentence, "article").as_row().unwrap();
        let mut near = self.memory.many(article, "sentences");
        near.retain(|row| (from..=to).contains(&(ord(*row) - ord(sentence))));
        near.sort_by_key(|row| ord(*row));
        let texts: Vec<String> = near
            .iter()
            .map(|row| self.memory.text_of(*row, "text"))
            .collect();
        Cell::Text(texts.join(" "))
    }
}
