//! How words look: the sorts of marks that cover them, and whether they are a label or a heading.

use crate::model::entity::EntityKind;

/// A sort of thing that is marked in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Person,
    Organization,
    ArmedGroup,
    Place,
    Date,
    Event,
    Quote,
    Figure,
}

impl Sort {
    /// In the order of the list below the text.
    pub(super) const ENTITIES: [Self; 4] = [
        Self::Person,
        Self::Organization,
        Self::ArmedGroup,
        Self::Place,
    ];

    const ALL: [Self; 8] = [
        Self::Person,
        Self::Organization,
        Self::ArmedGroup,
        Self::Place,
        Self::Date,
        Self::Event,
        Self::Quote,
        Self::Figure,
    ];

    pub(super) fn of(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organization => Self::Organization,
            EntityKind::ArmedGroup => Self::ArmedGroup,
            EntityKind::Place => Self::Place,
        }
    }

    /// The first character of a label.
    pub(super) fn letter(self) -> char {
        match self {
            Self::Person => 'P',
            Self::Organization => 'O',
            Self::ArmedGroup => 'G',
            Self::Place => 'L',
            Self::Date => 'D',
            Self::Event => 'E',
            Self::Quote => 'Q',
            Self::Figure => 'F',
        }
    }

    /// The heading of its part of the list.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Organization => "Organizations",
            Self::ArmedGroup => "Armed groups",
            Self::Place => "Places",
            Self::Date => "Dates",
            Self::Event => "Events",
            Self::Quote => "Quotes",
            Self::Figure => "Figures",
        }
    }

    /// Parameters of the escape sequence. Those of different sorts do not undo each other, but a colour
    /// goes over a colour.
    fn code(self) -> &'static str {
        match self {
            Self::Person => "36",
            Self::Organization => "34",
            Self::ArmedGroup => "31",
            Self::Place => "32",
            Self::Date => "33",
            Self::Event => "1;35",
            Self::Quote => "3",
            Self::Figure => "4",
        }
    }
}

/// How a word looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Ink {
    sorts: u8,
    is_dim: bool,
    is_bold: bool,
}

impl Ink {
    pub(super) const PLAIN: Self = Self {
        sorts: 0,
        is_dim: false,
        is_bold: false,
    };
    pub(super) const DIM: Self = Self {
        is_dim: true,
        ..Self::PLAIN
    };
    pub(super) const BOLD: Self = Self {
        is_bold: true,
        ..Self::PLAIN
    };

    /// The same ink with one sort of mark more.
    pub(super) fn with(self, sort: Sort) -> Self {
        Self {
            sorts: self.sorts | 1 << (sort as u8),
            ..self
        }
    }

    /// The same ink without marks.
    pub(super) fn without_marks(self) -> Self {
        Self { sorts: 0, ..self }
    }

    /// The ink of one sort of mark.
    pub(super) fn of(sort: Sort) -> Self {
        Self::PLAIN.with(sort)
    }

    /// The escape sequence that turns this ink on, whatever was on before.
    pub(super) fn on(self) -> String {
        let mut codes = vec!["0"];
        if self.is_dim {
            codes.push("2");
        }
        if self.is_bold {
            codes.push("1");
        }
        let sorts = Sort::ALL.into_iter();
        let covering = sorts.filter(|sort| self.sorts & (1 << (*sort as u8)) != 0);
        codes.extend(covering.map(Sort::code));
        format!("\u{1b}[{}m", codes.join(";"))
    }
}
