//! What a script declares before its question: parameters and named rows.

use super::super::schema::{NOUNS, members};
use super::{Parameter, Writer};

impl Writer<'_> {
    /// `let`, of a noun or of what was named before.
    pub(super) fn declare_rows(&mut self) {
        let name = *self.dice.pick(&["mine", "found"]);
        let nouns = ["events", "quotes", "figures", "people", "articles"];
        let word = *self.dice.pick(&nouns);
        let Some((_, noun, _)) = NOUNS.iter().find(|it| it.0 == word) else {
            return;
        };
        let clause = self.clause_of(*noun);
        let (start, word) = match self.lets.first() {
            Some((before, word)) if self.dice.once_in(2) => (before.clone(), *word),
            _ => (format!("{word} {clause}"), word),
        };
        let stage = match self.dice.below(6) {
            0 => " | take 3",
            1 => " | where id != \"\"",
            2 => " | sort -id",
            3 => " | derive extra = len(id)",
            _ => "",
        };
        let text = format!("let {name} = {start}{stage};\n");
        let script = format!("{}{text}{name}", self.head);
        if self.world.evaluate(&script).is_ok() && self.lets.iter().all(|it| it.0 != name) {
            self.head.push_str(&text);
            self.lets.insert(0, (name.to_owned(), word));
        }
    }

    /// `param`, with a type or without, and with a value.
    pub(super) fn declare_parameter(&mut self) {
        let sets = ["event_kind", "modality", "quote_form", "measure"];
        let set = *self.dice.pick(&sets);
        let kind = *self.dice.pick(&[
            Parameter::Entity,
            Parameter::Place,
            Parameter::Number,
            Parameter::Date,
            Parameter::Text,
            Parameter::Duration,
            Parameter::Entities,
            Parameter::Numbers,
            Parameter::Texts,
            Parameter::Word(set),
            Parameter::Words(set),
        ]);
        let word = match set {
            "event_kind" => "kind",
            "quote_form" => "form",
            other => other,
        };
        let (kind_word, value) = match kind {
            Parameter::Entity => ("entity".to_owned(), self.entity_name(None)),
            Parameter::Place => {
                let word = *self.dice.pick(&["entity", "place", "entity(place)"]);
                (word.to_owned(), self.entity_name(Some("place")))
            }
            Parameter::Number => ("num".to_owned(), self.number()),
            Parameter::Date => {
                let date = match self.dice.below(6) {
                    0 => "ago(1mo)".to_owned(),
                    1 => "today".to_owned(),
                    2 => format!("{} + 2w", self.date()),
                    _ => self.date(),
                };
                ("date".to_owned(), date)
            }
            Parameter::Text => ("text".to_owned(), self.text()),
            Parameter::Duration => ("duration".to_owned(), self.duration()),
            Parameter::Entities => {
                let (one, other) = (self.entity_name(None), self.entity_name(None));
                ("list<entity>".to_owned(), format!("({one}, {other})"))
            }
            Parameter::Numbers => {
                let (one, other) = (self.number(), self.number());
                ("list<num>".to_owned(), format!("({one}, {other})"))
            }
            Parameter::Texts => {
                let (one, other) = (self.text(), self.text());
                ("list<text>".to_owned(), format!("({one}, {other})"))
            }
            Parameter::Word(set) => {
                let value = *self.dice.pick(members(set));
                (word.to_owned(), value.to_owned())
            }
            Parameter::Words(set) => {
                let (one, other) = (*self.dice.pick(members(set)), *self.dice.pick(members(set)));
                (format!("list<{word}>"), format!("({one}, {other})"))
            }
        };
        let is_word = matches!(kind, Parameter::Word(_) | Parameter::Words(_));
        let typed = if !is_word && self.dice.once_in(3) {
            String::new()
        } else {
            format!(": {kind_word}")
        };
        let line = format!("param $it{typed} = {value};\n");
        self.head.push_str(&line);
        self.parameters.push(("$it".to_owned(), kind));
    }
}
