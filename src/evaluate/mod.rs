//! Annotated articles → how well the extraction reads them: precision and recall of each sort of thing.
//!
//! Only what the annotation speaks of is scored: an article without the list `quotes` says nothing of
//! quotes. Where a whole set of articles annotates no role or pronoun, no indirect quote or no event of
//! the kind `statement`, finding some is neither right nor wrong. Nor is an indirect quote that holds an
//! annotated event or figure, where the whole set annotates such words only by the claimant of what they tell;
//! nor a denial or statement that tells an annotated event, where no such act is annotated beside its content.

mod date;
mod event;
mod figure;
mod gold;
mod mention;
mod miss;
mod pair;
mod party;
mod quote;
mod report;
mod score;
mod sheet;

use std::collections::BTreeMap;

use crate::extract::{extract, reads};
use crate::lexicon::Lexicon;
use crate::model::article::Article;
use crate::model::entity::MentionForm;
use crate::model::event::EventKind;
use crate::model::facts::Facts;
use crate::model::quote::QuoteForm;
use crate::record::{ArticleRecord, CharOffsets, Described, EntityRecord, describe};
use crate::text::analyze;

pub use gold::{Gold, GoldArticle, Unread};
pub use miss::{Fault, Miss};
pub use party::{is_same_party, names_of};
pub use report::{Aspect, Report};
pub use score::Score;
pub use sheet::{Label, Sheet};

/// Reads every annotated article as if it were not annotated, and compares.
pub fn evaluate(gold: &Gold, lexicon: &Lexicon) -> Report {
    let mut report = Report::default();
    for (_, set) in evaluate_sets(gold, lexicon) {
        report.merge(set);
    }
    report
}

/// The same for each set, with the name that its lines bear: first what bears none, if there is any.
pub fn evaluate_sets(gold: &Gold, lexicon: &Lexicon) -> Vec<(Option<String>, Report)> {
    let mut sets = Vec::new();
    if !gold.articles.is_empty() {
        sets.push((None, evaluate_articles(gold, lexicon)));
    }
    sets.extend(sheet::evaluate(gold, lexicon));
    sets
}

/// What loading would store of an article.
fn read(article: &Article, lexicon: &Lexicon) -> Described {
    let facts = if reads(article.language.as_deref()) {
        let document = analyze(article, &lexicon.abbreviations);
        extract(article, &document, lexicon)
    } else {
        Facts::default()
    };
    describe(article, &facts)
}

fn evaluate_articles(gold: &Gold, lexicon: &Lexicon) -> Report {
    let scope = Scope::of(gold);
    let mut report = Report::default();
    for article in &gold.articles {
        let mut described = read(&article.record.article(), lexicon);
        described.article.identify();
        let entities = described.entities.into_iter();
        let entities = entities.map(|entity| (entity.id.clone(), entity)).collect();
        let comparison = Comparison {
            place: &article.place,
            offsets: CharOffsets::new(&article.record.text),
            expected: Side {
                record: &article.record,
                entities: &gold.entities,
            },
            found: Side {
                record: &described.article,
                entities: &entities,
            },
            scope,
        };
        comparison.score(&mut report);
    }
    report
}

/// What a set of annotated articles speaks of.
#[derive(Debug, Clone, Copy)]
struct Scope {
    has_references: bool,
    indirect: IndirectQuotes,
    has_statements: bool,
    speech: Speech,
}

/// How a set annotates that somebody tells an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speech {
    /// Only by the claimant of the event.
    ByClaimant,
    /// Also as an event of its own, such as a denial or an announcement.
    AsEvent,
}

impl Speech {
    fn of(gold: &Gold) -> Self {
        let mut records = gold.articles.iter().map(|article| &article.record);
        let is_both = records.any(|record| {
            let events = || record.events.iter().flatten();
            events()
                .any(|act| event::is_speech(act) && events().any(|told| event::tells(act, told)))
        });
        if is_both {
            Self::AsEvent
        } else {
            Self::ByClaimant
        }
    }
}

/// Which indirect quotes a set annotates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IndirectQuotes {
    None,
    /// None that tells an event or figure: its speaker is annotated as their claimant.
    NoClaims,
    All,
}

impl IndirectQuotes {
    fn of(gold: &Gold) -> Self {
        let records = gold.articles.iter().map(|article| &article.record);
        let indirect = records.flat_map(|record| {
            let quotes = record.quotes.iter().flatten();
            let indirect = quotes.filter(|quote| quote.form == QuoteForm::Indirect);
            indirect.map(move |quote| quote::is_claim(quote, record))
        });
        indirect
            .map(|is_claim| if is_claim { Self::All } else { Self::NoClaims })
            .fold(Self::None, |all, one| match (all, one) {
                (Self::All, _) | (_, Self::All) => Self::All,
                _ => Self::NoClaims,
            })
    }
}

impl Scope {
    fn of(gold: &Gold) -> Self {
        let records = || gold.articles.iter().map(|article| &article.record);
        let mut mentions = records().flat_map(|record| record.mentions.iter().flatten());
        let mut events = records().flat_map(|record| record.events.iter().flatten());
        Self {
            has_references: mentions.any(|mention| is_reference(mention.form)),
            indirect: IndirectQuotes::of(gold),
            speech: Speech::of(gold),
            has_statements: events.any(|event| event.kind == EventKind::Statement),
        }
    }
}

/// Whether a mention refers without a name.
fn is_reference(form: MentionForm) -> bool {
    matches!(form, MentionForm::Role | MentionForm::Pronoun)
}

/// What is said of an article, by the annotation or by the extraction.
#[derive(Debug, Clone, Copy)]
struct Side<'article> {
    record: &'article ArticleRecord,
    entities: &'article BTreeMap<String, EntityRecord>,
}

/// One article, as annotated and as read.
#[derive(Debug)]
struct Comparison<'article> {
    /// Where the annotation stands.
    place: &'article str,
    offsets: CharOffsets<'article>,
    expected: Side<'article>,
    found: Side<'article>,
    scope: Scope,
}

impl Comparison<'_> {
    fn score(&self, report: &mut Report) {
        report.n_articles += 1;
        let expected = self.expected.record;
        if expected.mentions.is_some() {
            mention::score(self, report);
        }
        if expected.dates.is_some() {
            date::score(self, report);
        }
        if expected.quotes.is_some() {
            quote::score(self, report);
        }
        if expected.figures.is_some() {
            figure::score(self, report);
        }
        if expected.events.is_some() {
            event::score(self, report);
        }
    }
}

#[cfg(test)]
mod tests;
