//! Expected quotes and speakers are a person's reading of the sentences.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::extract::{mention, temporal};
use crate::lexicon::abbreviation::AbbreviationLexicon;
use crate::model::article::Article;
use crate::text::analyze;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().unwrap());
static ABBREVIATIONS: LazyLock<AbbreviationLexicon> =
    LazyLock::new(|| AbbreviationLexicon::load().unwrap());

fn read<R>(text: &str, look: impl FnOnce(&Reading<'_, '_>, &[Attribution]) -> R) -> R {
    let article = Article {
        text: text.to_owned(),
        published: "2016-06-09".parse().ok(),
        ..Article::default()
    };
    let lexicon = &*LEXICON;
    let document = analyze(&article, &ABBREVIATIONS);
    let entities = mention::find(&document, lexicon);
    let (times, _) = temporal::find(&article, &document, lexicon);
    let attributions = find_attributions(&document, lexicon, &entities);
    let reading = Reading {
        document: &document,
        lexicon,
        entities: &entities,
        times: &times,
        published: article.published,
    };
    look(&reading, &attributions)
}

fn name(reading: &Reading<'_, '_>, entity: Option<EntityIndex>) -> String {
    entity.map_or("-".to_owned(), |entity| {
        reading.entities.list[entity.0].name.clone()
    })
}

/// Checks "form | words | speaker | verb" for every quote of a text.
fn check(text: &str, expect: &[&str]) {
    let found = read(text, |reading, attributions| {
        let quotes = find_quotes(reading, attributions);
        let line = |quote: &Quote| {
            let verb = quote.verb.as_deref().unwrap_or("-");
            let speaker = name(reading, quote.speaker);
            format!(
                "{} | {} | {speaker} | {verb}",
                quote.form,
                quote.span.of(text)
            )
        };
        quotes.iter().map(line).collect::<Vec<_>>()
    });
    assert_eq!(found, expect, "{text}");
}

#[test]
fn direct_speech_has_the_subject_of_its_verb() {
    let words = "We will defend the town to the last";
    for text in [
        format!("“{words},” Sergei Lavrov said on Tuesday."),
        format!("\"{words},\" Sergei Lavrov said on Tuesday."),
        format!("“{words},” said Russian Foreign Minister Sergei Lavrov on Tuesday."),
        format!("Sergei Lavrov said: “{words}”"),
        format!("Sergei Lavrov said in Geneva that “{words}”."),
        format!("“{words},” Sergei Lavrov, the Russian foreign minister, said."),
    ] {
        check(
            &text,
            &[&format!("direct | {words} | Sergei Lavrov | said")],
        );
    }
}

#[test]
fn words_of_one_or_two_in_marks_are_no_quote() {
    check(
        "They call themselves the “moderate rebels” of the south.",
        &[],
    );
}

#[test]
fn a_clause_with_a_quotation_inside_is_mixed() {
    check(
        "John Kerry said the plan was “a very good step” for the region.",
        &["mixed | the plan was “a very good step” for the region | John Kerry | said"],
    );
    check(
        "John Kerry called it “a very good step”.",
        &["mixed | a very good step | John Kerry | called"],
    );
}

#[test]
fn reported_clauses_are_indirect_quotes() {
    check(
        "John Kerry said on Thursday that the truce was holding.",
        &["indirect | the truce was holding | John Kerry | said"],
    );
    check(
        "The truce was holding in most places, John Kerry said.",
        &["indirect | The truce was holding in most places | John Kerry | said"],
    );
    check(
        "John Kerry said the truce was holding, adding that talks would go on.",
        &[
            "indirect | the truce was holding | John Kerry | said",
            "indirect | talks would go on | John Kerry | adding",
        ],
    );
    check("John Kerry did not say that the truce was holding.", &[]);
    check("The states of the region reports no change.", &[]);
}

#[test]
fn a_pronoun_or_a_lone_quotation_goes_to_the_last_speaker() {
    check(
        "Sergei Lavrov came to Geneva. “We want a truce,” Sergei Lavrov said.\n“It is time to talk now.”",
        &[
            "direct | We want a truce | Sergei Lavrov | said",
            "direct | It is time to talk now. | Sergei Lavrov | -",
        ],
    );
    check(
        "Sergei Lavrov said that the truce held. He added that it was fragile.",
        &[
            "indirect | the truce held | Sergei Lavrov | said",
            "indirect | it was fragile | Sergei Lavrov | added",
        ],
    );
}

#[test]
fn a_name_after_a_preposition_does_not_speak() {
    check(
        "A spokesman for President Bashar al-Assad said that the road was open.",
        &["indirect | the road was open | - | said"],
    );
    check(
        "Sergei Lavrov, who met John Kerry in Geneva, said that the road was open.",
        &["indirect | the road was open | Sergei Lavrov | said"],
    );
}

/// Checks "words | speaker | stance" for every attribution of a text.
fn check_attributions(text: &str, expect: &[&str]) {
    let found = read(text, |reading, attributions| {
        let line = |found: &Attribution| {
            let words = reading.document.text_of(&found.scope);
            format!(
                "{words} | {} | {:?}",
                name(reading, found.speaker),
                found.stance
            )
        };
        attributions.iter().map(line).collect::<Vec<_>>()
    });
    assert_eq!(found, expect, "{text}");
}

#[test]
fn the_cue_tells_the_stance() {
    check_attributions(
        "According to the United Nations, the road is open.",
        &["the road is open | United Nations | Neutral"],
    );
    check_attributions(
        "The road is open, according to the United Nations.",
        &["The road is open | United Nations | Neutral"],
    );
    check_attributions(
        "A report by the United Nations estimates that thousands fled.",
        &["thousands fled | United Nations | Neutral"],
    );
    check_attributions(
        "John Kerry denied that the road was open.",
        &["the road was open | John Kerry | Denied"],
    );
    check_attributions(
        "John Kerry vowed to open the road.",
        &["to open the road | John Kerry | Promised"],
    );
    check_attributions(
        "John Kerry urged all sides to open the road.",
        &["all sides to open the road | John Kerry | Wanted"],
    );
}

#[test]
fn a_quote_has_the_date_that_its_sentence_gives() {
    let dates = read(
        "“We want a truce here,” John Kerry said on Tuesday.",
        |reading, attributions| {
            let quotes = find_quotes(reading, attributions);
            quotes
                .iter()
                .map(|quote| quote.date.unwrap().to_string())
                .collect::<Vec<_>>()
        },
    );
    assert_eq!(dates, ["2016-06-07"]);
}

proptest! {
    #[test]
    fn any_text_is_read_with_valid_scopes(text in "(said|that|“|”|\"|, |\\. |He |according to |Iran |who |adding |\n|[a-z]{1,6} ){0,60}") {
        read(&text, |reading, attributions| {
            for attribution in attributions {
                prop_assert!(!attribution.scope.is_empty());
                prop_assert!(attribution.scope.end <= reading.document.tokens.len());
            }
            for quote in find_quotes(reading, attributions) {
                prop_assert!(quote.span.end <= text.len());
            }
            Ok(())
        })?;
    }
}

#[test]
fn words_handed_on_are_those_of_the_one_quoted() {
    check(
        "“There is no truce in the valley,” Sergei Lavrov was quoted as saying by the agency.",
        &["direct | There is no truce in the valley | Sergei Lavrov | saying"],
    );
    check(
        "The newspaper quoted John Kerry as saying that the truce was holding.",
        &["indirect | the truce was holding | John Kerry | saying"],
    );
    check(
        "The agency, citing John Kerry, said the truce was holding.",
        &["indirect | the truce was holding | John Kerry | said"],
    );
}

#[test]
fn a_quotation_goes_on_after_its_speaker_and_over_paragraphs() {
    check(
        "“This will not be tolerated”, John Kerry told reporters, “and we have made it clear to all.”",
        &[
            "direct | This will not be tolerated | John Kerry | told",
            "direct | and we have made it clear to all. | John Kerry | -",
        ],
    );
    check(
        "“The first thing was a loud noise.\n“Then the roof came down,” said John Kerry.",
        &[
            "direct | The first thing was a loud noise. | John Kerry | -",
            "direct | Then the roof came down | John Kerry | said",
        ],
    );
}
