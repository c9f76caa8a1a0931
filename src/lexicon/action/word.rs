//! What the event lexicon knows about one spelling.

use crate::model::event::Modality;

/// A set of classes of function words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClassSet(u32);

/// A class of function words, or of adjectives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordClass {
    /// "the", "some", "many".
    Determiner,
    /// "its", "their".
    Possessive,
    /// "he", "they".
    Pronoun,
    /// "who", "which".
    Relative,
    /// "in", "against".
    Preposition,
    /// "while", "because".
    Subordinator,
    /// "and", "but".
    Conjunction,
    /// "also", "recently".
    Adverb,
    /// "has", "will".
    Auxiliary,
    /// "military", "new".
    Adjective,
    /// Counts what follows "of", and is no function word: "scores", "majority".
    Quantity,
    /// Says that something is not what was told before, and is no function word: "another", "second".
    Fresh,
    /// Points to what was told before, and is no function word: "the", "this".
    Definite,
    /// "two", "dozen".
    Number,
    /// What stands after it has happened before, and it is no function word by that: "after", "following".
    Behind,
    /// What stands after it is what somebody answers by a deed, and it is no function word by that:
    /// "response", "over".
    Answered,
    /// A part or a sum of those who are counted, and no function word: "percent", "number".
    Share,
    /// Says that there were many and not who: "many", "countless"; no function word by that.
    Vague,
    /// Says that something is not so: "absurd", "fabrication"; no function word by that.
    False,
    /// Finds fault: "barbaric", "outrage"; no function word by that.
    Bad,
    /// Finds good: "historic", "triumph"; no function word by that.
    Good,
}

impl WordClass {
    /// Every class with its name in the data file.
    pub(super) const ALL: [(&'static str, Self); 21] = [
        ("determiner", Self::Determiner),
        ("possessive", Self::Possessive),
        ("pronoun", Self::Pronoun),
        ("relative", Self::Relative),
        ("preposition", Self::Preposition),
        ("subordinator", Self::Subordinator),
        ("conjunction", Self::Conjunction),
        ("adverb", Self::Adverb),
        ("auxiliary", Self::Auxiliary),
        ("adjective", Self::Adjective),
        ("quantity", Self::Quantity),
        ("fresh", Self::Fresh),
        ("definite", Self::Definite),
        ("number", Self::Number),
        ("behind", Self::Behind),
        ("answered", Self::Answered),
        ("share", Self::Share),
        ("vague", Self::Vague),
        ("false", Self::False),
        ("bad", Self::Bad),
        ("good", Self::Good),
    ];
}

impl ClassSet {
    /// Adds a class.
    pub(super) fn insert(&mut self, class: WordClass) {
        self.0 |= 1 << class as u32;
    }

    /// Whether the class is in the set.
    pub fn has(self, class: WordClass) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// Whether the word is no function word at all.
    pub fn is_empty(self) -> bool {
        let others = [
            WordClass::Quantity,
            WordClass::Fresh,
            WordClass::Definite,
            WordClass::Behind,
            WordClass::Answered,
            WordClass::Share,
            WordClass::Vague,
            WordClass::False,
            WordClass::Bad,
            WordClass::Good,
        ];
        let others = others.iter().fold(0, |all, class| all | 1 << *class as u32);
        self.0 & !others == 0
    }
}

/// The forms of a verb that a spelling can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forms(u8);

impl Forms {
    /// "attack": infinitive and plural present.
    pub const BASE: Self = Self(1);
    /// "attacks".
    pub const PRESENT: Self = Self(2);
    /// "attacking".
    pub const GERUND: Self = Self(4);
    /// "took".
    pub const PAST: Self = Self(8);
    /// "taken".
    pub const PARTICIPLE: Self = Self(16);

    /// Whether the two sets share a form.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The forms of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a noun can be in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounClass {
    /// One human being by office or description.
    Person,
    /// Human beings without arms.
    People,
    /// People in the street.
    Crowd,
    /// Forces of a state.
    Force,
    /// People under arms who are none.
    Group,
    /// A government or a part of it.
    Government,
    /// What can be founded and dissolved.
    Body,
    /// What can be hit, besieged or blocked.
    Installation,
    /// A place without a name.
    Place,
    /// Arms and what carries them.
    Weapon,
    /// Goods of aid.
    Supply,
    /// Money.
    Money,
    /// Sanctions, bans.
    Restriction,
    /// Relations between states.
    Ties,
    /// People held.
    Prisoner,
    /// Treaties, deals.
    Agreement,
    /// Talks.
    Talks,
    /// What flies and fires.
    Aircraft,
    /// Whose country or body is not the one that they are named after: "US proxies".
    Apart,
    /// Who speaks for the place where they sit: "officials in Washington".
    Seated,
    /// What kills although nobody attacks: accidents and forces of nature.
    Mishap,
    /// Where something is said or shown: "a website".
    Medium,
}

impl NounClass {
    /// Every class with its name in the data files.
    pub(super) const ALL: [(&'static str, Self); 22] = [
        ("person", Self::Person),
        ("people", Self::People),
        ("crowd", Self::Crowd),
        ("force", Self::Force),
        ("group", Self::Group),
        ("government", Self::Government),
        ("body", Self::Body),
        ("installation", Self::Installation),
        ("place", Self::Place),
        ("weapon", Self::Weapon),
        ("supply", Self::Supply),
        ("money", Self::Money),
        ("restriction", Self::Restriction),
        ("ties", Self::Ties),
        ("prisoner", Self::Prisoner),
        ("agreement", Self::Agreement),
        ("talks", Self::Talks),
        ("aircraft", Self::Aircraft),
        ("apart", Self::Apart),
        ("seated", Self::Seated),
        ("mishap", Self::Mishap),
        ("medium", Self::Medium),
    ];
}

/// What a verb does to the clause or noun beside it, whatever it tells itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbClass {
    /// Says that what its object tells is yet to come: "announced a strike".
    Announcing,
    /// Makes support out of words help: "provided support".
    Giving,
    /// Says what a protest is for.
    Aim,
    /// "that" after it opens what is wanted and not what is so.
    Demanding,
    /// Its clause may hold a demand.
    Saying,
    /// A clause may follow without "that".
    Believing,
    /// What its clause tells is only claimed, believed, feared or imagined.
    Doubting,
    /// Only says that what the noun tells took place.
    Happening,
    /// What it governs is over: "broke the siege".
    Ending,
    /// Its object is the place that was come to.
    Reaching,
    /// A light verb of deeds under arms: "conducted strikes".
    CarryingOut,
    /// What follows "of" is the charge or the loss: "accused of looting".
    Charging,
    /// What follows "on" is blamed.
    Blaming,
    /// Tells what an attack did to people and things: "killed", "damaged".
    Harming,
    /// Its subject, a deed, did this to people: "left 12 dead", "claimed lives".
    Toll,
    /// Its object came about or was seen: "set off protests", "reported clashes".
    Causing,
    /// Says what its object is: "called the charge absurd".
    Naming,
    /// What "would" says after it is planned: "said it would".
    Telling,
    /// Says that somebody lost his life, and not by whom.
    Dying,
    /// What kills although nobody attacks: "the bus overturned".
    Mishap,
    /// Holds out a deed of one's own: "offered to guard".
    Offering,
    /// "by" behind it never brings an actor: "agreed by telephone".
    Intransitive,
    /// What somebody says follows, with or without "that", and is a clause of its own: "he said rebels attacked".
    Introducing,
    /// Who does something stands between it and a verb in the base form: "helped him oust".
    Letting,
}

impl VerbClass {
    /// Every class with its name in the data file.
    pub(super) const ALL: [(&'static str, Self); 24] = [
        ("announcing", Self::Announcing),
        ("giving", Self::Giving),
        ("aim", Self::Aim),
        ("demanding", Self::Demanding),
        ("saying", Self::Saying),
        ("believing", Self::Believing),
        ("doubting", Self::Doubting),
        ("happening", Self::Happening),
        ("ending", Self::Ending),
        ("reaching", Self::Reaching),
        ("carrying_out", Self::CarryingOut),
        ("charging", Self::Charging),
        ("blaming", Self::Blaming),
        ("harming", Self::Harming),
        ("toll", Self::Toll),
        ("dying", Self::Dying),
        ("mishap", Self::Mishap),
        ("offering", Self::Offering),
        ("causing", Self::Causing),
        ("naming", Self::Naming),
        ("telling", Self::Telling),
        ("intransitive", Self::Intransitive),
        ("introducing", Self::Introducing),
        ("letting", Self::Letting),
    ];
}

/// A set of classes of verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerbClasses(u32);

impl VerbClasses {
    /// Adds a class.
    pub(super) fn insert(&mut self, class: VerbClass) {
        self.0 |= 1 << class as u32;
    }

    /// Whether the class is in the set.
    pub fn has(self, class: VerbClass) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

/// A set of classes of nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NounClasses(u32);

impl NounClasses {
    /// Whoever can act or suffer: people, forces, groups, governments, bodies.
    const PARTICIPANTS: [NounClass; 7] = [
        NounClass::Person,
        NounClass::People,
        NounClass::Crowd,
        NounClass::Force,
        NounClass::Group,
        NounClass::Government,
        NounClass::Body,
    ];

    /// Adds a class.
    pub(super) fn insert(&mut self, class: NounClass) {
        self.0 |= 1 << class as u32;
    }

    /// Whether the class is in the set.
    pub fn has(self, class: NounClass) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// Whether the noun can act.
    pub fn is_participant(self) -> bool {
        Self::PARTICIPANTS.iter().any(|class| self.has(*class)) || self.has(NounClass::Prisoner)
    }
}

/// Where a modality cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CuePlace {
    /// Before the verb: "will", "may".
    Auxiliary,
    /// Anywhere in the clause: "allegedly".
    Adverb,
    /// Right before the verb, and nowhere else: "almost".
    Degree,
    /// Before the noun: "planned".
    Adjective,
    /// "not", "never", "no".
    Negation,
    /// Opens a clause: "if".
    Condition,
    /// Opens a clause of what is waited for, where its verb stands in the present: "until".
    Awaited,
}

impl CuePlace {
    /// Every place with its name in the data file.
    pub(super) const ALL: [(&'static str, Self); 7] = [
        ("auxiliary", Self::Auxiliary),
        ("adverb", Self::Adverb),
        ("degree", Self::Degree),
        ("adjective", Self::Adjective),
        ("negation", Self::Negation),
        ("condition", Self::Condition),
        ("awaited", Self::Awaited),
    ];
}

/// Number of a verb in the lexicon.
pub type VerbId = usize;
/// Number of a noun in the lexicon.
pub type NounId = usize;

/// What the event lexicon knows about one spelling, in lower case.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// Classes of function words that it belongs to.
    pub classes: ClassSet,
    /// Verbs of which it is a form; the event verbs first.
    pub verbs: Vec<(VerbId, Forms)>,
    /// The noun of which it is a form.
    pub noun: Option<NounId>,
    /// Whether it is that noun's plural.
    pub is_plural: bool,
    /// What it says about whether something happened.
    pub cue: Option<(CuePlace, Modality)>,
    /// What it says about what it governs: "plan to", "expected to", "failed to".
    pub governs: Option<Modality>,
    /// All forms of all verbs that it can be.
    pub(super) forms: Forms,
    /// Whether an event can hang on it: a sentence without any such word tells none.
    pub(super) may_tell: bool,
}

impl Word {
    /// All forms of all verbs that this spelling can be.
    pub fn forms(&self) -> Forms {
        self.forms
    }

    /// Whether an event can hang on it: a sentence without any such word tells none.
    pub fn may_tell(&self) -> bool {
        self.may_tell
    }
}
