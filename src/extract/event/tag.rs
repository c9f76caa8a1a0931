//! Tokens → word classes, as far as clauses and events need them.

use std::ops::Range;

use super::tagger::Tagger;
use crate::extract::Reading;
use crate::lexicon::action::ActionLexicon;
use crate::lexicon::action::word::{Forms, VerbId, Word, WordClass};
use crate::lexicon::key::WordKey;
use crate::model::entity::MentionForm;
use crate::text::token::{Shape, TokenKind};

/// The class of a token within its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Determiner,
    Possessive,
    Genitive,
    Pronoun,
    Relative,
    Preposition,
    /// "to" before an infinitive.
    To,
    Subordinator,
    Conjunction,
    Adverb,
    Auxiliary,
    Negation,
    Adjective,
    Demonym,
    Number,
    Time,
    Noun,
    Name,
    Verb,
    Comma,
    /// A mark that ends a clause.
    Break,
    Quote,
    /// Anything inside brackets.
    Aside,
    Other,
}

impl Tag {
    /// Whether a noun phrase can begin with it.
    pub(super) fn opens_phrase(self) -> bool {
        matches!(
            self,
            Self::Determiner
                | Self::Possessive
                | Self::Pronoun
                | Self::Adjective
                | Self::Demonym
                | Self::Number
                | Self::Noun
                | Self::Name
        )
    }

    /// Whether it can be the head of a noun phrase.
    pub(super) fn is_head(self) -> bool {
        matches!(
            self,
            Self::Noun | Self::Name | Self::Demonym | Self::Pronoun
        )
    }

    /// Whether it makes a following noun form a noun.
    pub(super) fn modifies(self) -> bool {
        matches!(
            self,
            Self::Determiner
                | Self::Possessive
                | Self::Genitive
                | Self::Adjective
                | Self::Number
                | Self::Demonym
        )
    }
}

/// A token with its class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tagged<'lexicon> {
    pub(super) tag: Tag,
    /// What the lexicon knows about the spelling.
    pub(super) word: Option<&'lexicon Word>,
    /// The verb, if it is one, with the forms that fit here.
    pub(super) verb: Option<(VerbId, Forms)>,
    /// Position in the document's mentions.
    pub(super) mention: Option<usize>,
}

impl Tagged<'_> {
    pub(super) fn has(&self, class: WordClass) -> bool {
        self.word.is_some_and(|word| word.classes.has(class))
    }

    pub(super) fn forms(&self) -> Forms {
        self.word.map_or(Forms::default(), Word::forms)
    }

    pub(super) fn is_noun_too(&self) -> bool {
        self.word.is_some_and(|word| word.noun.is_some())
    }
}

/// Gives every token of a sentence its class; nothing if none of its words can tell an event.
pub(super) fn tag<'lexicon>(
    reading: &Reading<'lexicon, '_>,
    tokens: &Range<usize>,
    lower: &mut String,
) -> Option<Vec<Tagged<'lexicon>>> {
    let is_shouting = is_shouting(reading, tokens);
    let mut tagged = look_up(reading, tokens, is_shouting, lower);
    let may_tell = |tagged: &Tagged<'_>| tagged.word.is_some_and(Word::may_tell);
    if !tagged.iter().any(may_tell) {
        return None;
    }
    mark_money(reading, tokens, &mut tagged);
    mark_times(reading, tokens, &mut tagged);
    mark_asides(reading, tokens, &mut tagged);
    let mut sentence = Tagger {
        reading,
        first: tokens.start,
        tagged,
        has_finite: false,
        is_shouting,
    };
    for position in 0..sentence.tagged.len() {
        if sentence.tagged[position].tag == Tag::Other {
            let tag = sentence.decide(position);
            sentence.tagged[position].tag = tag;
        }
        sentence.note_boundary(position);
    }
    sentence.settle_subordinators();
    sentence.join_words();
    Some(sentence.tagged)
}

/// Everything that needs no context: punctuation, numbers, names.
fn look_up<'lexicon>(
    reading: &Reading<'lexicon, '_>,
    tokens: &Range<usize>,
    is_loud: bool,
    lower: &mut String,
) -> Vec<Tagged<'lexicon>> {
    let document = reading.document;
    let lexicon: &'lexicon ActionLexicon = &reading.lexicon.action;
    let mentions = &reading.entities.mentions;
    let mut mention = mentions.partition_point(|mention| mention.tokens.end <= tokens.start);
    let mut tagged = Vec::with_capacity(tokens.len());
    for position in tokens.clone() {
        while mentions
            .get(mention)
            .is_some_and(|mention| mention.tokens.end <= position)
        {
            mention += 1;
        }
        let inside = mentions
            .get(mention)
            .filter(|mention| mention.tokens.start <= position);
        let token = document.tokens[position];
        let text = document.token_text(position);
        let word = known_word(lexicon, token.key, text, lower);
        // In capitals, words that the lexicon knows are taken for names too easily.
        let inside = inside.filter(|mention| {
            let is_plain =
                word.is_some_and(|word| !word.classes.is_empty() || !word.verbs.is_empty());
            !(is_loud && is_plain && mention.tokens.len() < 3)
        });
        let mut tag = match token.kind {
            TokenKind::Possessive => Tag::Genitive,
            TokenKind::Number => Tag::Number,
            TokenKind::Punctuation => mark(text),
            TokenKind::Symbol if text == "&" => Tag::Conjunction,
            TokenKind::Symbol if matches!(text, "%" | "$" | "€" | "£") => Tag::Number,
            TokenKind::Symbol => Tag::Break,
            TokenKind::Word if word.is_some_and(|word| word.classes.has(WordClass::Number)) => {
                Tag::Number
            }
            TokenKind::Word => Tag::Other,
        };
        if tag == Tag::Other
            && let Some(inside) = inside
        {
            tag = match inside.form {
                MentionForm::Name | MentionForm::Metonym => Tag::Name,
                MentionForm::Demonym if is_people(text) => Tag::Name,
                MentionForm::Demonym => Tag::Demonym,
                MentionForm::Role | MentionForm::Pronoun => tag,
            };
        }
        tagged.push(Tagged {
            tag,
            word,
            verb: None,
            mention: inside.map(|_| mention),
        });
    }
    tagged
}

/// What the lexicon knows about a word, or about what stands after "ex-" in it.
fn known_word<'lexicon>(
    lexicon: &'lexicon ActionLexicon,
    key: WordKey,
    text: &str,
    lower: &mut String,
) -> Option<&'lexicon Word> {
    const FORMER: &str = "ex-";
    if text.is_ascii() {
        return lexicon.word_by_key(key, text).or_else(|| {
            let (head, rest) = text.split_at_checked(FORMER.len())?;
            head.eq_ignore_ascii_case(FORMER)
                .then(|| lexicon.word(rest))?
        });
    }
    lower_into(text, lower);
    lexicon
        .word(lower)
        .or_else(|| lexicon.word(lower.strip_prefix(FORMER)?))
}

/// Writes the text into `lower` in lower case, with a plain apostrophe.
fn lower_into(text: &str, lower: &mut String) {
    lower.clear();
    for character in text.chars() {
        match character {
            '\u{2019}' => lower.push('\''),
            _ => lower.extend(character.to_lowercase()),
        }
    }
}

/// Whether a demonym names people rather than a quality: "Serbs", not "Serbian".
fn is_people(demonym: &str) -> bool {
    let ends_with = |end: &str| {
        let last = demonym.get(demonym.len().wrapping_sub(end.len())..);
        last.is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    ends_with("s") && !ends_with("us")
}

fn mark(text: &str) -> Tag {
    match text {
        "," => Tag::Comma,
        "\"" | "'" | "’" | "''" | "``" | "“" | "”" | "‘" | "«" | "»" | "„" => {
            Tag::Quote
        }
        _ => Tag::Break,
    }
}

/// "$300 million" is a noun phrase like "300 million dollars".
fn mark_money<'lexicon>(
    reading: &Reading<'lexicon, '_>,
    tokens: &Range<usize>,
    tagged: &mut [Tagged<'lexicon>],
) {
    let is_sign = |position: usize| {
        if reading.document.tokens[tokens.start + position].kind != TokenKind::Symbol {
            return false;
        }
        let text = reading.document.token_text(tokens.start + position);
        matches!(text, "$" | "€" | "£" | "¥")
    };
    for sign in (0..tagged.len()).filter(|position| is_sign(*position)) {
        let numbers = tagged[sign + 1..]
            .iter()
            .take_while(|tagged| tagged.tag == Tag::Number)
            .count();
        if numbers > 0 {
            let last = &mut tagged[sign + numbers];
            last.tag = Tag::Noun;
            last.word = reading.lexicon.action.word("dollars");
        }
    }
}

fn mark_times(reading: &Reading<'_, '_>, tokens: &Range<usize>, tagged: &mut [Tagged<'_>]) {
    let from = reading
        .times
        .partition_point(|time| time.tokens.end <= tokens.start);
    for time in &reading.times[from..] {
        if time.tokens.start >= tokens.end {
            break;
        }
        // "former president", "current talks": part of the phrase they stand in.
        let is_epithet = time.tokens.len() == 1
            && tokens.contains(&time.tokens.start)
            && tagged[time.tokens.start - tokens.start].has(WordClass::Adjective);
        if is_epithet {
            continue;
        }
        for position in time.tokens.clone() {
            if tokens.contains(&position) {
                tagged[position - tokens.start].tag = Tag::Time;
            }
        }
    }
}

/// Short bracketed remarks take no part in the sentence.
fn mark_asides(reading: &Reading<'_, '_>, tokens: &Range<usize>, tagged: &mut [Tagged<'_>]) {
    const LONGEST: usize = 12;
    let text = |position: usize| reading.document.token_text(tokens.start + position);
    let mut position = 0;
    while position < tagged.len() {
        if reading.document.tokens[tokens.start + position].kind != TokenKind::Punctuation {
            position += 1;
            continue;
        }
        let closing = match text(position) {
            "(" => ")",
            "[" => "]",
            _ => {
                position += 1;
                continue;
            }
        };
        let last = (position + LONGEST).min(tagged.len());
        if let Some(end) = (position..last).find(|end| text(*end) == closing) {
            for inside in &mut tagged[position..=end] {
                inside.tag = Tag::Aside;
                inside.mention = None;
            }
            position = end;
        }
        position += 1;
    }
}

/// Whether the whole sentence is in capitals, which then say nothing.
fn is_shouting(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    const ENOUGH: usize = 12;
    let end = tokens.end.min(tokens.start + ENOUGH);
    let words = reading.document.tokens[tokens.start..end]
        .iter()
        .filter(|token| token.kind == TokenKind::Word);
    let n_words = words.clone().count();
    let n_upper = words.filter(|token| token.shape == Shape::Upper).count();
    n_words > 3 && n_upper * 10 >= n_words * 7
}
