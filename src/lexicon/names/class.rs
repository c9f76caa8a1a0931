//! What a single word says about the name that it begins, ends or stands beside.

use std::ops::{BitOr, BitOrAssign};

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordClass(u32);

impl WordClass {
    /// The empty set.
    pub const NONE: Self = Self(0);
    /// Articles, pronouns, prepositions, conjunctions, auxiliaries: never a name of their own.
    pub const FUNCTION: Self = Self(1);
    /// Written in lower case elsewhere: a capital at the start of a sentence says nothing.
    pub const COMMON: Self = Self(1 << 1);
    /// Months, days, seasons, feasts.
    pub const CALENDAR: Self = Self(1 << 2);
    /// Capitalised, yet no entity: creeds, languages, directions, "Takfiri".
    pub const ADJECTIVE: Self = Self(1 << 3);
    /// Small words inside names: al, bin, van, de.
    pub const PARTICLE: Self = Self(1 << 4);
    /// Head word of a body's name: Ministry, Council.
    pub const BODY_HEAD: Self = Self(1 << 5);
    /// Head word of an armed group's name: Front, Brigades.
    pub const GROUP_HEAD: Self = Self(1 << 6);
    /// Last word of a place's name: Province, River.
    pub const PLACE_HEAD: Self = Self(1 << 7);
    /// First word of a place's name: Lake, Deir.
    pub const PLACE_FIRST: Self = Self(1 << 8);
    /// Mr, Sheikh, Ayatollah.
    pub const HONORIFIC: Self = Self(1 << 9);
    /// General, Lieutenant.
    pub const RANK: Self = Self(1 << 10);
    /// Minister, envoy, ringleader.
    pub const OFFICE: Self = Self(1 << 11);
    /// Foreign, deputy, special: before an office.
    pub const TITLE_MODIFIER: Self = Self(1 << 12);
    /// A given name.
    pub const GIVEN: Self = Self(1 << 13);
    /// A family name.
    pub const SURNAME: Self = Self(1 << 14);
    /// Jr, III.
    pub const SUFFIX: Self = Self(1 << 15);
    /// Terrorists, militants: what stands beside it is a group.
    pub const GROUP_NOUN: Self = Self(1 << 16);
    /// Prepositions of place.
    pub const LOCATIVE: Self = Self(1 << 17);
    /// Said, told, warned.
    pub const SPEECH: Self = Self(1 << 18);
    /// Met, arrived, resigned: what a person does.
    pub const PERSON_VERB: Self = Self(1 << 19);
    /// Words of page furniture: Photo, Source, Comments.
    pub const HEADING: Self = Self(1 << 20);
    /// A body that needs no name beside the country's: Parliament, Cabinet.
    pub const INSTITUTION: Self = Self(1 << 21);
    /// He, him, his.
    pub const HE: Self = Self(1 << 22);
    /// She, her.
    pub const SHE: Self = Self(1 << 23);
    /// Parliament, Senate: its members are lawmakers.
    pub const LEGISLATURE: Self = Self(1 << 24);
    /// Pledge, request, support: what a government has or gives, not a city.
    pub const ACT_NOUN: Self = Self(1 << 25);
    /// Last word of the name of a treaty, an award, a law or a feast, which is no entity.
    pub const MATTER_HEAD: Self = Self(1 << 26);
    /// Head word of a state's own body: Army, Government, Ministry.
    pub const STATE_HEAD: Self = Self(1 << 27);

    /// The set as bits, one a class.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Asked, accused, gave: whom it happens to is somebody, not a town.
    pub const ADDRESS_VERB: Self = Self(1 << 28);
    /// Company, charity, pollster: in lower case it says that the name beside it is a body's.
    pub const BODY_NOUN: Self = Self(1 << 29);

    /// Whether this set shares a class with `other`.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for WordClass {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for WordClass {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
