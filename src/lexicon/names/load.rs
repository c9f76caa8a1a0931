//! Reads the data files of names into the lexicon.

use super::class::WordClass;
use super::context;
use super::gazetteer::Gazetteer;
use super::office::{OfficeWord, Stance};
use super::{NamesLexicon, Word};
use crate::lexicon::error::LexiconError;
use crate::lexicon::read::{Record, read};
use crate::lexicon::table::WordTable;
use crate::model::entity::{Entity, EntityKind, Handle, MentionForm, PlaceType};
use crate::model::fold::fold;

/// Reads every file.
pub(super) fn load() -> Result<NamesLexicon, LexiconError> {
    let mut lexicon = NamesLexicon {
        context: context::load()?,
        ..NamesLexicon::default()
    };
    read_words(&mut lexicon.words)?;
    read_titles(&mut lexicon.words)?;
    read_plain(&mut lexicon.words)?;
    let capitals = read_countries(&mut lexicon.gazetteer)?;
    read_places(&mut lexicon.gazetteer)?;
    read_short_names(&mut lexicon.gazetteer)?;
    add_capitals(&mut lexicon.gazetteer, &capitals);
    read_bodies(&mut lexicon.gazetteer)?;
    read_people(&mut lexicon.gazetteer)?;
    read_peoples(&mut lexicon.gazetteer)?;
    read_demonyms(&mut lexicon.gazetteer)?;
    Ok(lexicon)
}

fn read_words(words: &mut WordTable<Word>) -> Result<(), LexiconError> {
    let data = include_str!("../data/name_words.tsv");
    read("name_words.tsv", data, |record| {
        let class = record.cell("class")?;
        let kind = record.cell("kind")?;
        let word = words.entry(&fold(record.cell("word")?));
        word.classes |= word_class(class, kind)
            .ok_or_else(|| record.error(format!("no class `{class}` with kind `{kind}`")))?;
        match class {
            "org_head" | "group_head" | "institution" => {
                word.body = word.body.or(EntityKind::from_word(kind));
            }
            "place_head" | "place_first" => word.place = word.place.or(PlaceType::from_word(kind)),
            _ => {}
        }
        Ok(())
    })
}

fn word_class(class: &str, kind: &str) -> Option<WordClass> {
    Some(match class {
        "org_head" => WordClass::BODY_HEAD,
        "group_head" => WordClass::GROUP_HEAD,
        "place_head" => WordClass::PLACE_HEAD,
        "place_first" => WordClass::PLACE_FIRST,
        "particle" => WordClass::PARTICLE,
        "suffix" => WordClass::SUFFIX,
        "calendar" => WordClass::CALENDAR,
        "adjective" => WordClass::ADJECTIVE,
        "group_noun" => WordClass::GROUP_NOUN,
        "locative" => WordClass::LOCATIVE,
        "speech" => WordClass::SPEECH,
        "person_verb" => WordClass::PERSON_VERB,
        "heading" => WordClass::HEADING,
        "institution" => WordClass::INSTITUTION,
        "legislature" => WordClass::LEGISLATURE,
        "act_noun" => WordClass::ACT_NOUN,
        "body_noun" => WordClass::BODY_NOUN,
        "address_verb" => WordClass::ADDRESS_VERB,
        "matter_head" => WordClass::MATTER_HEAD,
        "state_head" => WordClass::STATE_HEAD,
        "pronoun" if kind == "male" => WordClass::HE,
        "pronoun" if kind == "female" => WordClass::SHE,
        _ => return None,
    })
}

fn read_titles(words: &mut WordTable<Word>) -> Result<(), LexiconError> {
    let mut groups: Vec<String> = Vec::new();
    let data = include_str!("../data/titles.tsv");
    read("titles.tsv", data, |record| {
        let (stance, class) = match record.cell("class")? {
            "honorific" => (Stance::Honorific, WordClass::HONORIFIC),
            "rank" => (Stance::Rank, WordClass::RANK),
            "office" => (Stance::Office, WordClass::OFFICE),
            "modifier" => (Stance::Modifier, WordClass::TITLE_MODIFIER),
            other => return Err(record.error(format!("no class `{other}`"))),
        };
        let name = record.cell("group")?;
        let group = groups.iter().position(|known| known == name);
        let group = group.unwrap_or_else(|| {
            groups.push(name.to_owned());
            groups.len() - 1
        });
        let group = u16::try_from(group).map_err(|_| record.error("too many groups"))?;
        let word = words.entry(&fold(record.cell("word")?));
        word.classes |= class;
        word.office = Some(OfficeWord { stance, group });
        Ok(())
    })
}

fn read_plain(words: &mut WordTable<Word>) -> Result<(), LexiconError> {
    let files = [
        (
            "function_words.tsv",
            include_str!("../data/function_words.tsv"),
            "word",
            WordClass::FUNCTION,
        ),
        (
            "common_words.tsv",
            include_str!("../data/common_words.tsv"),
            "word",
            WordClass::COMMON,
        ),
        (
            "given_names.tsv",
            include_str!("../data/given_names.tsv"),
            "name",
            WordClass::GIVEN,
        ),
        (
            "surnames.tsv",
            include_str!("../data/surnames.tsv"),
            "name",
            WordClass::SURNAME,
        ),
    ];
    for (file, data, column, class) in files {
        read(file, data, |record| {
            words.entry(&fold(record.cell(column)?)).classes |= class;
            Ok(())
        })?;
    }
    Ok(())
}

/// Reads the countries; the answer is their positions with the handles of their capitals.
fn read_countries(gazetteer: &mut Gazetteer) -> Result<Vec<(usize, Handle)>, LexiconError> {
    let mut capitals = Vec::new();
    read(
        "countries.tsv",
        include_str!("../data/countries.tsv"),
        |record| {
            let mut country = entity(record, EntityKind::Place)?;
            country.country = Some(country.id.clone());
            country.place_type = Some(PlaceType::Country);
            country.coordinates = coordinates(record)?;
            country.parent = reference(record, "region")?;
            let id = country.id.clone();
            if !gazetteer.add(country) {
                return Err(record.error(format!("handle `{id}` is taken")));
            }
            let Some(position) = gazetteer.position(&id) else {
                return Ok(());
            };
            for demonym in record
                .list("adjectives")?
                .into_iter()
                .chain(record.list("people")?)
            {
                gazetteer.add_name(position, demonym, MentionForm::Demonym);
            }
            for metonym in record.list("metonyms")? {
                gazetteer.add_name(position, metonym, MentionForm::Metonym);
            }
            if let Some(capital) = reference(record, "capital")? {
                capitals.push((position, capital));
            }
            Ok(())
        },
    )?;
    Ok(capitals)
}

/// Lets the names of capitals stand for the countries. Capitals must be known by then.
fn add_capitals(gazetteer: &mut Gazetteer, capitals: &[(usize, Handle)]) {
    for (country, capital) in capitals {
        if let Some(city) = gazetteer.position(capital) {
            let city = gazetteer.entity(city).clone();
            gazetteer.add_name(*country, &city.name, MentionForm::Metonym);
        }
    }
}

fn read_places(gazetteer: &mut Gazetteer) -> Result<(), LexiconError> {
    read("places.tsv", include_str!("../data/places.tsv"), |record| {
        let mut place = entity(record, EntityKind::Place)?;
        let kind = record.cell("type")?;
        place.place_type = Some(
            PlaceType::from_word(kind).ok_or_else(|| record.error(format!("no type `{kind}`")))?,
        );
        place.country = reference(record, "country")?;
        place.parent = reference(record, "parent")?.or_else(|| place.country.clone());
        place.coordinates = coordinates(record)?;
        add(gazetteer, record, place)
    })
}

fn read_short_names(gazetteer: &mut Gazetteer) -> Result<(), LexiconError> {
    let data = include_str!("../data/region_short_names.tsv");
    read("region_short_names.tsv", data, |record| {
        let id = Handle::from(record.cell("id")?);
        for name in record.list("names")? {
            if !gazetteer.add_short(&id, name) {
                return Err(record.error(format!("no place `{id}`")));
            }
        }
        Ok(())
    })
}

fn read_bodies(gazetteer: &mut Gazetteer) -> Result<(), LexiconError> {
    let files = [
        (
            "groups.tsv",
            include_str!("../data/groups.tsv"),
            EntityKind::ArmedGroup,
        ),
        (
            "organizations.tsv",
            include_str!("../data/organizations.tsv"),
            EntityKind::Organization,
        ),
    ];
    for (file, data, kind) in files {
        read(file, data, |record| {
            let mut body = entity(record, kind)?;
            body.country = reference(record, "country")?;
            body.parent = reference(record, "parent")?;
            add(gazetteer, record, body)
        })?;
    }
    Ok(())
}

fn read_people(gazetteer: &mut Gazetteer) -> Result<(), LexiconError> {
    read("people.tsv", include_str!("../data/people.tsv"), |record| {
        let mut person = entity(record, EntityKind::Person)?;
        person.country = reference(record, "country")?;
        person.org = reference(record, "org")?;
        person.title = record.optional("title")?.map(str::to_owned);
        add(gazetteer, record, person)
    })
}

/// Reads the peoples and communities of faith. Like a country's, their names are demonyms.
fn read_peoples(gazetteer: &mut Gazetteer) -> Result<(), LexiconError> {
    let data = include_str!("../data/peoples.tsv");
    read("peoples.tsv", data, |record| {
        let id = Handle::from(record.cell("id")?);
        let name = record.cell("name")?;
        let people = Entity::new(id.clone(), EntityKind::Organization, name);
        if gazetteer.add_people(people, &record.list("words")?) {
            Ok(())
        } else {
            Err(record.error(format!("handle `{id}` is taken")))
        }
    })
}

/// Reads the adjectives and inhabitants of places that are no countries.
fn read_demonyms(gazetteer: &mut Gazetteer) -> Result<(), LexiconError> {
    let data = include_str!("../data/demonyms.tsv");
    read("demonyms.tsv", data, |record| {
        let id = Handle::from(record.cell("id")?);
        let place = gazetteer
            .position(&id)
            .ok_or_else(|| record.error(format!("no place `{id}`")))?;
        for word in record.list("words")? {
            gazetteer.add_name(place, word, MentionForm::Demonym);
        }
        Ok(())
    })
}

fn add(gazetteer: &mut Gazetteer, record: &Record<'_>, entity: Entity) -> Result<(), LexiconError> {
    let id = entity.id.clone();
    if gazetteer.add(entity) {
        Ok(())
    } else {
        Err(record.error(format!("handle `{id}` is taken")))
    }
}

fn entity(record: &Record<'_>, kind: EntityKind) -> Result<Entity, LexiconError> {
    let id = record.cell("id")?;
    let name = record.cell("name")?;
    if id.is_empty() || name.is_empty() {
        return Err(record.error("no id or no name"));
    }
    let mut entity = Entity::new(Handle::from(id), kind, name);
    entity.aliases = record
        .list("aliases")?
        .into_iter()
        .map(str::to_owned)
        .collect();
    Ok(entity)
}

fn reference(record: &Record<'_>, column: &'static str) -> Result<Option<Handle>, LexiconError> {
    Ok(record.optional(column)?.map(Handle::from))
}

fn coordinates(record: &Record<'_>) -> Result<Option<(f64, f64)>, LexiconError> {
    let (Some(lat), Some(lon)) = (record.optional("lat")?, record.optional("lon")?) else {
        return Ok(None);
    };
    match (lat.parse(), lon.parse()) {
        (Ok(lat), Ok(lon)) => Ok(Some((lat, lon))),
        _ => Err(record.error(format!("`{lat}`, `{lon}` are no degrees"))),
    }
}
