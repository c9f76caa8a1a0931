//! Capitals that act: "Moscow has sent warplanes" is about Russia, "in Moscow" about the city.

use super::draft::Draft;
use crate::lexicon::names::class::WordClass;
use crate::model::entity::{Handle, MentionForm, PlaceType};
use crate::text::token::TokenKind;

/// Turns mentions of capitals that act into mentions of their countries.
pub(super) fn find(draft: &mut Draft<'_>) {
    for position in 0..draft.mentions.len() {
        if let Some(country) = country_of_capital(draft, position)
            && acts(draft, position)
            && let Some(index) = draft.registry.known_handle(&country)
        {
            draft.mentions[position].entity = index;
            draft.mentions[position].form = MentionForm::Metonym;
        }
    }
}

/// The country whose capital a mention names.
fn country_of_capital(draft: &Draft<'_>, position: usize) -> Option<Handle> {
    let mention = &draft.mentions[position];
    let city = draft.registry.entity(mention.entity);
    if mention.form != MentionForm::Name || city.place_type != Some(PlaceType::City) {
        return None;
    }
    let gazetteer = &draft.words.names.gazetteer;
    let senses = gazetteer.senses(draft.words.key(&mention.tokens));
    senses
        .iter()
        .filter(|sense| sense.form == MentionForm::Metonym)
        .map(|sense| gazetteer.entity(sense.entity).id.clone())
        .find(|country| city.country.as_ref() == Some(country))
}

/// Whether a government acts here: the capital is the subject of a verb, the partner of "with" or
/// "by", or the owner of a policy.
fn acts(draft: &Draft<'_>, position: usize) -> bool {
    let words = draft.words;
    let tokens = draft.mentions[position].tokens.clone();
    let before = tokens
        .start
        .checked_sub(1)
        .filter(|at| *at + 1 > draft.sentence_start(tokens.start));
    let folded_before = before.map_or("", |at| words.folded(at));
    if words.kind(tokens.end) == Some(TokenKind::Possessive) {
        return owns_policy(draft, tokens.end + 1);
    }
    if words.has(before.unwrap_or(usize::MAX), WordClass::LOCATIVE)
        || matches!(folded_before, "capital" | "city" | "of")
        || before
            .is_some_and(|at| words.text(at) == "," && at > 0 && words.folded(at - 1) == "capital")
    {
        return is_asked(draft, tokens.start);
    }
    if matches!(folded_before, "by" | "with" | "between" | "against") {
        return true;
    }
    let mut after = past_insertion(draft, tokens.end);
    while is_listed(draft, after) || is_adverb(words.folded(after)) {
        after += 1;
    }
    let is_listed_first = after > tokens.end && !words.is_lower(after);
    !is_listed_first && is_verb(draft, after)
}

/// One past "along with its allies" or ", together with Paris," after the name; the token itself if
/// neither stands there.
fn past_insertion(draft: &Draft<'_>, end: usize) -> usize {
    const LONGEST: usize = 8;
    let words = draft.words;
    let has_comma = words.text(end) == ",";
    let start = end + usize::from(has_comma);
    if !matches!(words.folded(start), "along" | "together") || words.folded(start + 1) != "with" {
        return end;
    }
    let mut rest = start + 2..start + LONGEST;
    let verb = |at: &usize| {
        if has_comma {
            words.text(*at) == ","
        } else {
            is_verb(draft, *at)
        }
    };
    rest.find(verb)
        .map_or(end, |at| at + usize::from(has_comma))
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly")
        || matches!(
            word,
            "again"
                | "also"
                | "already"
                | "now"
                | "later"
                | "then"
                | "still"
                | "today"
                | "yesterday"
                | "never"
                | "once"
                | "twice"
        )
}

/// "at the request of Damascus", "authorization from Damascus".
fn is_asked(draft: &Draft<'_>, start: usize) -> bool {
    let words = draft.words;
    let Some(noun) = start.checked_sub(2) else {
        return false;
    };
    matches!(words.folded(start - 1), "of" | "from" | "to") && words.has(noun, WordClass::ACT_NOUN)
}

fn owns_policy(draft: &Draft<'_>, from: usize) -> bool {
    (from..from + 4)
        .take_while(|at| draft.words.is_word(*at))
        .any(|at| draft.words.has(at, WordClass::ACT_NOUN))
}

/// Whether a token joins or continues a list of names: ", Moscow and Damascus".
fn is_listed(draft: &Draft<'_>, position: usize) -> bool {
    draft.words.folded(position) == "and"
        || draft
            .covering(position)
            .is_some_and(|mention| mention.form == MentionForm::Name)
        || draft.words.text(position) == "," && draft.covering(position + 1).is_some()
}

fn is_verb(draft: &Draft<'_>, position: usize) -> bool {
    let words = draft.words;
    if !words.is_lower(position) {
        return false;
    }
    let folded = words.folded(position);
    let next = words.folded(position + 1);
    let is_passive = matches!(folded, "is" | "are" | "was" | "were") && next.ends_with("ed");
    if is_passive || folded.starts_with("host") || next.starts_with("host") {
        return false;
    }
    words.has(position, WordClass::SPEECH | WordClass::PERSON_VERB)
        || matches!(
            folded,
            "has"
                | "have"
                | "had"
                | "is"
                | "are"
                | "was"
                | "were"
                | "will"
                | "would"
                | "may"
                | "might"
                | "could"
                | "can"
                | "should"
                | "does"
                | "did"
                | "sent"
                | "began"
                | "gave"
                | "took"
                | "made"
                | "sees"
                | "wants"
                | "seeks"
                | "fears"
                | "hopes"
                | "backs"
                | "views"
                | "welcomes"
                | "considers"
                | "supports"
                | "opposes"
                | "believes"
                | "accuses"
                | "denies"
                | "rejects"
                | "insists"
                | "plans"
                | "holds"
                | "sought"
                | "withdrew"
                | "broke"
                | "told"
                | "agreed"
        )
        || folded.len() > 4 && folded.ends_with("ed")
}
