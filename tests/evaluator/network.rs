//! `network`: who is linked to whom, and how strongly.

use dateline::query::ast::{Clause, LinkKind, NameSet, NameSetKind, Network};

use super::cell::{Cell, Ref, count, same};
use super::schema::{Kind, Noun, primary_date};
use super::scope::Context;
use super::table::{Column, Outcome, Row, Table};

/// A pair of entities that a sentence, event or quote links.
pub(super) struct Pair {
    pub(super) a: Ref,
    pub(super) b: Ref,
    pub(super) by: Ref,
}

impl Context<'_> {
    /// Every link, once for each sentence, event or quote that makes it; both ways round where the two
    /// are equals.
    pub(super) fn pairs(&self, link: LinkKind, clauses: &[Clause]) -> Outcome<Vec<Pair>> {
        let noun = match link {
            LinkKind::Comention => "sentences",
            LinkKind::Coevent => "events",
            LinkKind::Quotes => "quotes",
        };
        let table = self.filtered(self.noun(noun)?, clauses)?;
        let mut pairs = Vec::new();
        for by in table.rows.iter().filter_map(|row| row.subject) {
            for (a, b) in self.linked(link, by) {
                pairs.push(Pair { a, b, by });
            }
        }
        Ok(pairs)
    }

    fn linked(&self, link: LinkKind, by: Ref) -> Vec<(Ref, Ref)> {
        let entity = |mention: &Ref| self.memory.value(*mention, "entity").as_row();
        if link == LinkKind::Quotes {
            let Some(speaker) = self.memory.value(by, "speaker").as_row() else {
                return Vec::new();
            };
            let article = self.memory.value(by, "article").as_row().unwrap();
            let number = |row: Ref, name: &str| self.memory.value(row, name).number();
            let mut inside = self.memory.many(article, "mentions");
            inside.retain(|mention| {
                number(*mention, "start") >= number(by, "start")
                    && number(*mention, "start") < number(by, "end")
            });
            let named = super::memory::once(inside.iter().filter_map(entity).collect());
            return named
                .into_iter()
                .filter(|it| *it != speaker)
                .map(|it| (speaker, it))
                .collect();
        }
        let together = if link == LinkKind::Comention {
            let mentions = self.memory.many(by, "mentions");
            super::memory::once(mentions.iter().filter_map(entity).collect())
        } else {
            self.memory.many(by, "participants")
        };
        let mut pairs = Vec::new();
        for a in &together {
            pairs.extend(together.iter().filter(|b| a != *b).map(|b| (*a, *b)));
        }
        pairs
    }

    pub(super) fn network(&self, network: &Network, clauses: &[Clause]) -> Outcome<Table> {
        let pairs = self.pairs(network.link, clauses)?;
        let mut linked: Vec<(Vec<Cell>, Vec<Ref>)> = Vec::new();
        let whose = match &network.of {
            Some(name) => Some(self.wanted(
                &NameSet {
                    kind: NameSetKind::Any(vec![name.clone()]),
                    span: name.span,
                },
                None,
            )?),
            None => None,
        };
        for Pair { a, b, by } in pairs {
            let is_directed = network.link == LinkKind::Quotes;
            let keys = match &whose {
                Some(set) => match (set.met_by(&[a]), set.met_by(&[b])) {
                    (true, false) => vec![Cell::Row(b)],
                    (false, true) if is_directed => vec![Cell::Row(a)],
                    _ => continue,
                },
                None if !is_directed && self.memory.id(a) > self.memory.id(b) => continue,
                None => vec![Cell::Row(a), Cell::Row(b)],
            };
            let own = |(known, _): &&mut (Vec<Cell>, Vec<Ref>)| {
                known.iter().zip(&keys).all(|(known, key)| same(known, key))
            };
            match linked.iter_mut().find(own) {
                Some((_, rows)) if rows.contains(&by) => {}
                Some((_, rows)) => rows.push(by),
                None => linked.push((keys, vec![by])),
            }
        }
        Ok(self.network_rows(whose.is_some(), linked))
    }

    fn network_rows(&self, is_one_sided: bool, linked: Vec<(Vec<Cell>, Vec<Ref>)>) -> Table {
        let ends: &[&str] = if is_one_sided {
            &["other"]
        } else {
            &["a", "b"]
        };
        let mut columns: Vec<Column> = ends
            .iter()
            .map(|name| Column {
                is_key: true,
                ..Column::new(name, Kind::Row(Noun::Entities))
            })
            .collect();
        columns.push(Column::new("weight", Kind::Int));
        columns.push(Column::new("first", Kind::Date));
        columns.push(Column::new("last", Kind::Date));
        let mut table = Table::of_columns(columns);
        table.is_grouped = true;
        for (keys, by) in linked {
            let date = |row: &Ref| self.memory.value(*row, primary_date(row.noun).unwrap());
            let dates: Vec<Cell> = by.iter().map(date).filter(|date| !date.is_null()).collect();
            let mut cells = keys.clone();
            cells.push(count(by.len()));
            cells.push(super::aggregates::extreme(self.memory, &dates, false));
            cells.push(super::aggregates::extreme(self.memory, &dates, true));
            table.rows.push(Row {
                subject: None,
                cells,
                ties: keys,
            });
        }
        // The language fixes no order of a network's rows: the strongest first, as for counts.
        let at = ends.len();
        table.rows.sort_by(|one, other| {
            let by_weight = self.memory.order(&other.cells[at], &one.cells[at]);
            by_weight.then_with(|| self.memory.order_all(&one.ties, &other.ties))
        });
        table
    }
}
