//! Frames: what a verb or noun tells, and where its participants stand.

use super::word::{NounClass, NounId};
use crate::lexicon::error::LexiconError;
use crate::lexicon::read::Record;
use crate::model::entity::EntityKind;
use crate::model::event::{EventKind, EventMode, Modality};

/// Where a target stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The direct object; the subject of a passive.
    Object,
    /// After this preposition.
    After(String),
}

/// What a direct object must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectTest {
    /// Any name, or a noun that can act.
    Participant,
    /// Whatever stands there.
    Anything,
    /// Any name.
    Named,
    /// A name of this kind.
    NamedKind(EntityKind),
    /// A noun of this class.
    Class(NounClass),
    /// A noun that tells an event.
    Event,
    /// This noun.
    Noun(NounId),
}

/// What else a frame asks for or says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// A plural subject acts on itself.
    Reciprocal,
    /// Counts without a target.
    Optional,
    /// Counts where the infinitive or clause that it governs follows.
    Control,
    /// Counts only with a named actor and a named target.
    Weak,
    /// Only people and crowds do it.
    Crowd,
    /// Only weapons do it.
    Weapon,
    /// Counts only with a place.
    Place,
    /// A request: the object is asked, what follows is wanted.
    Request,
    /// Needs a phrase with "with".
    With,
    /// Told as planned.
    Planned,
    /// Needs "out", "from" or "away".
    Out,
    /// A statement: needs a clause or an object.
    Statement,
    /// A noun that counts only beside a light verb.
    Light,
    /// The target is also the place.
    Visit,
    /// What stands after "of" must be a body.
    Body,
    /// The subject is the target: "received weapons from".
    Swap,
    /// A noun that counts only with a target or where it is carried out: "strike".
    Aimed,
    /// Counts only where nothing is its object: "demonstrated", not "demonstrated skill".
    Alone,
}

impl Flag {
    const ALL: [(&'static str, Self); 18] = [
        ("reciprocal", Self::Reciprocal),
        ("optional", Self::Optional),
        ("control", Self::Control),
        ("weak", Self::Weak),
        ("crowd", Self::Crowd),
        ("weapon", Self::Weapon),
        ("place", Self::Place),
        ("request", Self::Request),
        ("with", Self::With),
        ("planned", Self::Planned),
        ("out", Self::Out),
        ("statement", Self::Statement),
        ("light", Self::Light),
        ("visit", Self::Visit),
        ("body", Self::Body),
        ("swap", Self::Swap),
        ("aimed", Self::Aimed),
        ("alone", Self::Alone),
    ];
}

/// What a verb tells.
#[derive(Debug, Clone)]
pub struct VerbFrame {
    /// Words right after the verb that belong to it.
    pub then: Vec<String>,
    /// What the direct object must be, any of these; empty: nothing is asked.
    pub object: Vec<ObjectTest>,
    /// Kind.
    pub kind: EventKind,
    /// Mode.
    pub mode: Option<EventMode>,
    /// Where the target stands, in order of preference.
    pub target: Vec<Slot>,
    /// What else is asked or said.
    pub flags: Vec<Flag>,
}

/// What "of X" is after an event noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfRole {
    /// Who does it: "visit of".
    Actor,
    /// Who suffers it: "killing of".
    Target,
    /// Neither.
    Nothing,
}

/// What a noun tells.
#[derive(Debug, Clone)]
pub struct NounFrame {
    /// One of these must stand before the noun in its phrase; empty: nothing is asked.
    pub with: Vec<String>,
    /// Kind.
    pub kind: EventKind,
    /// Mode.
    pub mode: Option<EventMode>,
    /// What "of X" is.
    pub of: OfRole,
    /// Prepositions of the target, in order of preference.
    pub target: Vec<String>,
    /// What else is asked or said.
    pub flags: Vec<Flag>,
}

/// What the subject of a light verb is in the event of the noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LightPart {
    /// Who does it: "carry out".
    Actor,
    /// Who suffers it: "draw", "come under".
    Target,
    /// Where it takes place or who arranges it: "host".
    Host,
    /// Nobody in it: "prevent".
    None,
}

/// A verb that leaves the meaning to the noun after it.
#[derive(Debug, Clone)]
pub struct LightVerb {
    /// Words right after the verb that belong to it.
    pub then: Vec<String>,
    /// What its subject is.
    pub part: LightPart,
    /// What it says about whether the event happened.
    pub modality: Option<Modality>,
}

impl VerbFrame {
    /// Whether the direct object must be one of certain nouns.
    pub fn is_of_nouns(&self) -> bool {
        let mut tests = self.object.iter();
        !self.object.is_empty() && tests.all(|test| matches!(test, ObjectTest::Noun(_)))
    }

    /// Whether the frame bears the flag.
    pub fn is(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    pub(super) fn read(
        record: &Record<'_>,
        noun: &mut impl FnMut(&str) -> NounId,
    ) -> Result<Self, LexiconError> {
        let (kind, mode) = kind_and_mode(record)?;
        let mut object = Vec::new();
        for word in record.list("object")? {
            object.push(object_test(record, word, noun)?);
        }
        let target = record.list("target")?.into_iter().map(|word| match word {
            "object" => Slot::Object,
            preposition => Slot::After(preposition.to_owned()),
        });
        Ok(Self {
            then: words(record.cell("then")?),
            object,
            kind,
            mode,
            target: target.collect(),
            flags: flags(record)?,
        })
    }
}

impl NounFrame {
    /// Whether the frame bears the flag.
    pub fn is(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    pub(super) fn read(record: &Record<'_>) -> Result<Self, LexiconError> {
        let (kind, mode) = kind_and_mode(record)?;
        let of = match record.cell("of")? {
            "actor" => OfRole::Actor,
            "target" => OfRole::Target,
            "" => OfRole::Nothing,
            other => return Err(record.error(format!("`{other}` is no part of \"of\""))),
        };
        Ok(Self {
            with: owned(record.list("with")?),
            kind,
            mode,
            of,
            target: owned(record.list("target")?),
            flags: flags(record)?,
        })
    }
}

impl LightVerb {
    pub(super) fn read(record: &Record<'_>) -> Result<Self, LexiconError> {
        let part = match record.cell("part")? {
            "actor" => LightPart::Actor,
            "target" => LightPart::Target,
            "host" => LightPart::Host,
            "none" => LightPart::None,
            other => return Err(record.error(format!("`{other}` is no part"))),
        };
        Ok(Self {
            then: words(record.cell("then")?),
            part,
            modality: modality(record)?,
        })
    }
}

/// The cell `modality`, if it is not empty.
pub(super) fn modality(record: &Record<'_>) -> Result<Option<Modality>, LexiconError> {
    record
        .optional("modality")?
        .map(|word| {
            Modality::from_word(word).ok_or_else(|| record.error(format!("no modality `{word}`")))
        })
        .transpose()
}

/// The member with that name in a list of names and members.
pub(super) fn named<T: Copy>(
    record: &Record<'_>,
    all: &[(&'static str, T)],
    word: &str,
) -> Result<T, LexiconError> {
    all.iter()
        .find(|(name, _)| *name == word)
        .map(|(_, member)| *member)
        .ok_or_else(|| record.error(format!("`{word}` is unknown")))
}

fn kind_and_mode(record: &Record<'_>) -> Result<(EventKind, Option<EventMode>), LexiconError> {
    let word = record.cell("kind")?;
    let kind =
        EventKind::from_word(word).ok_or_else(|| record.error(format!("no kind `{word}`")))?;
    let Some(word) = record.optional("mode")? else {
        return Ok((kind, None));
    };
    match EventMode::from_word(word) {
        Some(mode) if mode.kind() == kind => Ok((kind, Some(mode))),
        _ => Err(record.error(format!("`{word}` is no mode of {kind}"))),
    }
}

fn object_test(
    record: &Record<'_>,
    word: &str,
    noun: &mut impl FnMut(&str) -> NounId,
) -> Result<ObjectTest, LexiconError> {
    if let Some(class) = word.strip_prefix('~') {
        return Ok(match class {
            "event" => ObjectTest::Event,
            _ => ObjectTest::Class(named(record, &NounClass::ALL, class)?),
        });
    }
    Ok(match word.strip_prefix('@') {
        Some("") => ObjectTest::Named,
        Some(kind) => ObjectTest::NamedKind(
            EntityKind::from_word(kind)
                .ok_or_else(|| record.error(format!("no kind of entity `{kind}`")))?,
        ),
        None if word == "*" => ObjectTest::Participant,
        None if word == "?" => ObjectTest::Anything,
        None => ObjectTest::Noun(noun(word)),
    })
}

fn flags(record: &Record<'_>) -> Result<Vec<Flag>, LexiconError> {
    let list = record.list("flags")?;
    list.into_iter()
        .map(|word| named(record, &Flag::ALL, word))
        .collect()
}

fn words(cell: &str) -> Vec<String> {
    owned(cell.split_whitespace().collect())
}

fn owned(list: Vec<&str>) -> Vec<String> {
    list.into_iter().map(str::to_owned).collect()
}
