//! Values as they are typed.

use super::super::world::ENTITIES;
use super::{Parameter, Writer};

impl Writer<'_> {
    pub(super) fn number(&mut self) -> String {
        if let Some(parameter) = self.parameter(Parameter::Number) {
            return parameter;
        }
        match self.dice.below(6) {
            0 => "2.5".to_owned(),
            1 => "0.01k".to_owned(),
            2 => "1_0".to_owned(),
            3 => "0".to_owned(),
            _ => self.dice.between(1, 45).to_string(),
        }
    }

    pub(super) fn text(&mut self) -> String {
        if let Some(parameter) = self.parameter(Parameter::Text) {
            return parameter;
        }
        let texts = [
            "\"a\"",
            "'Talks'",
            "\"NOR\"",
            "\"clash\"",
            "\"é\"",
            "\"bridge\"",
            "\"said\"",
            "\"o\"",
            "\"\"",
            "\"director\"",
            "\"Harbour\"",
            "'it\\'s'",
            "\"%_\"",
        ];
        (*self.dice.pick(&texts)).to_owned()
    }

    pub(super) fn pattern(&mut self) -> String {
        let patterns = [
            "/^a/i",
            "/o.*r/",
            "/[0-9]+/",
            "/ (\\w+)$/",
            "/(talk|attack)s?/",
            "/é/i",
            "/\\//",
            "/^$/",
        ];
        (*self.dice.pick(&patterns)).to_owned()
    }

    /// A date that stands for itself; a year is a number outside date positions.
    pub(super) fn date(&mut self) -> String {
        if let Some(parameter) = self.parameter(Parameter::Date) {
            return parameter;
        }
        let dates = [
            "2020-03-01",
            "2020-03",
            "2020-Q1",
            "2020-02-29",
            "2019-12",
            "2020-w10",
            "202X",
            "2020-03-31",
            "2020-01-15",
            "2020-q2",
        ];
        (*self.dice.pick(&dates)).to_owned()
    }

    /// What stands in a date position.
    pub(super) fn moment(&mut self) -> String {
        if let Some(parameter) = self.parameter(Parameter::Date) {
            return parameter;
        }
        let plain = match self.dice.below(7) {
            0 => "2020".to_owned(),
            1 => "2019".to_owned(),
            2 => (*self.dice.pick(&["today", "today()"])).to_owned(),
            3 => format!("ago({})", self.duration()),
            4 => "\"2020-03\"".to_owned(),
            _ => self.date(),
        };
        match self.dice.below(6) {
            0 => format!("{plain} + {}", self.plain_duration()),
            1 => format!("{plain} - {}", self.plain_duration()),
            _ => plain,
        }
    }

    pub(super) fn when(&mut self) -> String {
        match self.dice.below(5) {
            0 => format!("{}..{}", self.moment(), self.moment()),
            1 => format!("{}..", self.moment()),
            _ => self.moment(),
        }
    }

    fn plain_duration(&mut self) -> String {
        let durations = ["30d", "2w", "1mo", "1q", "1y", "3mo", "48h", "1d"];
        (*self.dice.pick(&durations)).to_owned()
    }

    pub(super) fn duration(&mut self) -> String {
        match self.parameter(Parameter::Duration) {
            Some(parameter) => parameter,
            None => self.plain_duration(),
        }
    }

    /// A width of bins of time.
    pub(super) fn width(&mut self) -> String {
        if let Some(parameter) = self.parameter(Parameter::Duration) {
            return parameter;
        }
        let widths = [
            "7d", "1d", "10d", "3d", "2w", "1mo", "2mo", "5mo", "1q", "1y", "2y", "10y", "48h",
        ];
        (*self.dice.pick(&widths)).to_owned()
    }

    /// A pattern in which a date is written.
    pub(super) fn date_pattern(&mut self) -> String {
        let patterns = [
            "\"%Y\"",
            "\"%d %B %Y\"",
            "\"%b %y\"",
            "\"Q%q\"",
            "\"%e.%m.\"",
            "\"%A, %a\"",
            "\"%G-W%V-%u\"",
            "\"%j of %Y\"",
            "\"100%%\"",
            "\"\"",
        ];
        (*self.dice.pick(&patterns)).to_owned()
    }

    /// A duration that is a number of days.
    pub(super) fn days(&mut self) -> String {
        (*self.dice.pick(&["3d", "2w", "24h", "0d", "30d"])).to_owned()
    }

    /// A name or handle of an entity, of a kind or of any.
    pub(super) fn entity_name(&mut self, kind: Option<&str>) -> String {
        let wanted = if kind == Some("place") {
            Parameter::Place
        } else {
            Parameter::Entity
        };
        if let Some(parameter) = self.parameter(wanted) {
            return parameter;
        }
        if kind.is_none()
            && self.takes_lists
            && let Some(parameter) = self.parameter(Parameter::Entities)
        {
            return parameter;
        }
        let known: Vec<_> = ENTITIES
            .iter()
            .filter(|it| kind.is_none_or(|kind| it.2 == kind))
            .collect();
        let (id, name, _, aliases) = *self.dice.pick(&known);
        // Two groups are called `Front`, and `Harbour` is a place before it is an office.
        let alias = aliases
            .iter()
            .find(|alias| !matches!(**alias, "Front" | "Harbour"));
        match (self.dice.below(5), alias) {
            (0, _) => format!("@{id}"),
            (1, Some(alias)) => format!("\"{alias}\""),
            (2, _) if name != &"Harbour" => format!("'{}'", name.to_uppercase()),
            (3, _) if name != &"Harbour" => format!("\"{}\"", name.replace(' ', "-")),
            _ => format!("\"{name}\""),
        }
    }

    pub(super) fn outlet(&mut self) -> String {
        let outlets = [
            "\"Morning Post\"",
            "\"post.example\"",
            "\"Evening Star\"",
            "@star-house",
            "\"Star House\"",
            "\"daily mail\"",
        ];
        (*self.dice.pick(&outlets)).to_owned()
    }
}
