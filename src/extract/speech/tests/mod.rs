//! Expected quotes and speakers are a person's reading of the sentences.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::extract::{mention, temporal};
use crate::lexicon::abbreviation::AbbreviationLexicon;
use crate::model::article::Article;
use crate::text::analyze;

mod denial;
mod told;

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

/// Texts of one quote each, with "form | words | speaker | verb".
const SINGLE: [(&str, &str); 28] = [
    (
        "Luis Soto said on Monday the bridge would be closed.",
        "indirect | the bridge would be closed | Luis Soto | said",
    ),
    (
        "Luis Soto said that was not true.",
        "indirect | that was not true | Luis Soto | said",
    ),
    (
        "Luis Soto said the dam was unsafe, according to two people in the room.",
        "indirect | the dam was unsafe | Luis Soto | said",
    ),
    (
        "The dam leaks, a plumber, Kofi Mensah, told Radio Zwolle.",
        "indirect | The dam leaks | Kofi Mensah | told",
    ),
    (
        "According to Amina Njoroge, head of the Kenya Red Cross, the wells ran dry in March.",
        "indirect | the wells ran dry in March | Amina Njoroge | According to",
    ),
    (
        "The wells ran dry, according to the governor, Paulo Machel.",
        "indirect | The wells ran dry | Paulo Machel | according to",
    ),
    (
        "The talks, Sergei Lavrov said, would go on in Vienna.",
        "indirect | The talks, Sergei Lavrov said, would go on in Vienna | Sergei Lavrov | said",
    ),
    (
        "Eleven smugglers were caught near Zinder, said Musa Idrissa, who commands the border guard.",
        "indirect | Eleven smugglers were caught near Zinder | Musa Idrissa | said",
    ),
    (
        "Eleven smugglers were caught, said the interior ministry.",
        "indirect | Eleven smugglers were caught | - | said",
    ),
    (
        "The strike would go on, Thabo Dlamini, a miner, vowed.",
        "indirect | The strike would go on | Thabo Dlamini | vowed",
    ),
    (
        "Rwanda expelled the rebels that Uganda says are armed by Kigali.",
        "indirect | are armed by Kigali | Uganda | says",
    ),
    (
        "Luis Soto said he would resign, ending months of doubt.",
        "indirect | he would resign | Luis Soto | said",
    ),
    (
        "Luis Soto said the bridge had been mined; it was rebuilt in May.",
        "indirect | the bridge had been mined | Luis Soto | said",
    ),
    (
        "Luis Soto said the mine had been sold, but he gave no price.",
        "indirect | the mine had been sold | Luis Soto | said",
    ),
    (
        "Luis Soto said the bridge had been mined, and the army blew it up, which killed two.",
        "indirect | the bridge had been mined, and the army blew it up, which killed two | Luis Soto | said",
    ),
    (
        "Luis Soto said the hill had been taken, which overlooks the port.",
        "indirect | the hill had been taken | Luis Soto | said",
    ),
    (
        "Luis Soto told the BBC he would resign.",
        "indirect | he would resign | Luis Soto | told",
    ),
    (
        "Luis Soto warned last Thursday that he might resign.",
        "indirect | he might resign | Luis Soto | warned",
    ),
    (
        "Luis Soto said in a report published in Lima that the dam was unsafe.",
        "indirect | the dam was unsafe | Luis Soto | said",
    ),
    (
        "Zambia estimated that 3,000 families had lost their fields.",
        "indirect | 3,000 families had lost their fields | Zambia | estimated",
    ),
    (
        "Luis Soto promised that taxes would not rise.",
        "indirect | taxes would not rise | Luis Soto | promised",
    ),
    (
        "In a letter to the Security Council, Sudan said that its planes had turned back.",
        "indirect | its planes had turned back | Sudan | said",
    ),
    (
        "The Colombian government said the truce had been broken.",
        "indirect | the truce had been broken | Colombia | said",
    ),
    (
        "Luis Soto called the plan \"a gift to no one\".",
        "mixed | a gift to no one | Luis Soto | called",
    ),
    (
        "Chile accused Bolivia of \"playing with fire\" at the border.",
        "mixed | playing with fire | Chile | accused",
    ),
    (
        "Luis Soto blamed the flood on \"years of greed and neglect\".",
        "mixed | years of greed and neglect | Luis Soto | blamed",
    ),
    (
        "The island is quiet, according to officials in Maputo.",
        "indirect | The island is quiet | - | according to",
    ),
    (
        "Luis Soto said only that he would resign.",
        "indirect | he would resign | Luis Soto | said",
    ),
];

#[test]
fn words_end_where_the_article_goes_on() {
    for (text, expect) in SINGLE {
        check(text, &[expect]);
    }
    check(
        "Luis Soto said a knife had been found, while Kofi Mensah said there was none.",
        &[
            "indirect | a knife had been found | Luis Soto | said",
            "indirect | there was none | Kofi Mensah | said",
        ],
    );
    check(
        "“We heard the blast,” said Leyla Aydin, who sells bread. “Nobody slept.”",
        &[
            "direct | We heard the blast | Leyla Aydin | said",
            "direct | Nobody slept. | Leyla Aydin | -",
        ],
    );
}

#[test]
fn what_nobody_has_said_is_no_quote() {
    for text in [
        "According to the plan, the mine will close in May.",
        "Paul Biya is expected to say that the vote was fair.",
        "Paul Biya is likely to announce that he will stay.",
        "The army claimed that attack.",
        "The programme \"Houses for everyone in need\" was launched in Quito.",
    ] {
        check(text, &[]);
    }
    check(
        "“We want a truce,” Sergei Lavrov said.\n“Order without law”\nThe war went on.",
        &["direct | We want a truce | Sergei Lavrov | said"],
    );
}

#[test]
fn what_opens_a_sentence_as_its_time_or_place_is_not_said() {
    for text in [
        "During the talks, Sergei Lavrov reiterated support for the truce.",
        "In the notable exceptions when the court has not, John Kerry has responded with attacks on judges.",
        "While the court was in session, John Kerry repeated his call for calm.",
        "Despite the new sanctions, Sergei Lavrov vowed more tests.",
        "At a news conference in Geneva, John Kerry announced the withdrawal.",
        "Speaking to reporters in Geneva, John Kerry stressed the need for a truce.",
        "After the shelling of the town, Sergei Lavrov warned of reprisals.",
        "Because of the storm, John Kerry announced a delay.",
        "The Swiss, John Kerry and Sergei Lavrov responded to the plan.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_clause_before_its_speaker_is_said_however_it_opens() {
    for words in [
        "In the meantime the army is advancing",
        "At least 12 people died in the raid",
        "After the raid, the army withdrew from the town",
        "If the truce fails, the talks will end",
        "That is not what was agreed",
        "In Geneva the two sides were close to a deal",
        "The truce ended when the rebels attacked",
        "Fighting has stopped in most places",
    ] {
        check(
            &format!("{words}, John Kerry said."),
            &[&format!("indirect | {words} | John Kerry | said")],
        );
        check(
            &format!("{words}, John Kerry told reporters."),
            &[&format!("indirect | {words} | John Kerry | told")],
        );
    }
}

#[test]
fn a_body_named_after_a_person_is_not_that_person() {
    for subject in [
        "The Trump administration",
        "The Biden campaign",
        "Trump supporters",
    ] {
        check(
            &format!("{subject} had argued that the truce was holding."),
            &["indirect | the truce was holding | - | argued"],
        );
    }
    for subject in ["Donald Trump", "Trump", "Trump later"] {
        let text =
            format!("Donald Trump came to Geneva. {subject} said that the truce was holding.");
        check(
            &text,
            &["indirect | the truce was holding | Donald Trump | said"],
        );
    }
}
