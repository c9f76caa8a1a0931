//! Ids made from content where a record has none, and fingerprints by which a change is seen.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ArticleRecord;
use crate::model::article::PublishedBasis;

impl ArticleRecord {
    /// The handles of the entities in the facts, in order; none where a fact names nobody.
    pub fn handles(&self) -> Vec<Option<&str>> {
        let mentions = self.mentions.iter().flatten();
        let mut names: Vec<Option<&str>> = mentions
            .map(|mention| Some(mention.entity.as_str()))
            .collect();
        for event in self.events.iter().flatten() {
            let participants = event
                .actors
                .iter()
                .chain(&event.targets)
                .chain(&event.others);
            names.extend(participants.map(|participant| participant.entity.as_deref()));
            names.extend([event.place.as_deref(), event.claimant.as_deref()]);
        }
        let quotes = self.quotes.iter().flatten();
        names.extend(quotes.map(|quote| quote.speaker.as_deref()));
        for figure in self.figures.iter().flatten() {
            names.extend([figure.place.as_deref(), figure.claimant.as_deref()]);
        }
        names
    }

    /// Lets the handle of each entity that a fact names be changed.
    pub fn each_handle(&mut self, change: &mut dyn FnMut(&mut String)) {
        for mention in self.mentions.iter_mut().flatten() {
            change(&mut mention.entity);
        }
        for event in self.events.iter_mut().flatten() {
            let participants = event.actors.iter_mut().chain(&mut event.targets);
            for participant in participants.chain(&mut event.others) {
                participant.entity.as_mut().map(&mut *change);
            }
            event.place.as_mut().map(&mut *change);
            event.claimant.as_mut().map(&mut *change);
        }
        for quote in self.quotes.iter_mut().flatten() {
            quote.speaker.as_mut().map(&mut *change);
        }
        for figure in self.figures.iter_mut().flatten() {
            figure.place.as_mut().map(&mut *change);
            figure.claimant.as_mut().map(&mut *change);
        }
    }

    /// Takes away the clusters of an article that the program read: it finds them anew among what is
    /// stored.
    pub fn forget_found_clusters(&mut self) {
        if !self.extracted {
            return;
        }
        self.story = None;
        for event in self.events.iter_mut().flatten() {
            event.cluster = None;
        }
        for quote in self.quotes.iter_mut().flatten() {
            quote.cluster = None;
        }
        for figure in self.figures.iter_mut().flatten() {
            figure.cluster = None;
        }
    }

    /// Gives ids to the article and its facts where they have none: the article's is made from its
    /// address, or, without one, from outlet, title and text; those of facts from the article's and
    /// their number, so that they sort in reading order. Returns the article's id.
    pub fn identify(&mut self) -> String {
        let article = self.id.take().unwrap_or_else(|| self.content_id());
        let made =
            |kind: char, position: usize| Some(format!("{article}-{kind}{:04}", position + 1));
        for (position, event) in self.events.iter_mut().flatten().enumerate() {
            event.id = event.id.take().or_else(|| made('e', position));
        }
        for (position, quote) in self.quotes.iter_mut().flatten().enumerate() {
            quote.id = quote.id.take().or_else(|| made('q', position));
        }
        for (position, figure) in self.figures.iter_mut().flatten().enumerate() {
            figure.id = figure.id.take().or_else(|| made('f', position));
        }
        self.id = Some(article.clone());
        article
    }

    fn content_id(&self) -> String {
        let digest = match &self.url {
            Some(url) => digest_of([url.as_str()]),
            None => digest_of([
                self.source.as_deref().unwrap_or_default(),
                self.title.as_deref().unwrap_or_default(),
                &self.text,
            ]),
        };
        format!("a{}", &digest[..16])
    }

    /// What the article says before anything is read out of it. A date inferred from the text follows
    /// from the text and is left out; so is the origin, since a moved file is the same article.
    pub fn text_fingerprint(&self) -> String {
        let is_stated = !matches!(
            self.published_basis,
            Some(PublishedBasis::Dateline | PublishedBasis::Text)
        );
        let published = self.published.filter(|_| is_stated);
        digest_of([
            self.source.as_deref().unwrap_or_default(),
            self.title.as_deref().unwrap_or_default(),
            self.url.as_deref().unwrap_or_default(),
            self.author.as_deref().unwrap_or_default(),
            self.language.as_deref().unwrap_or_default(),
            &published.map_or_else(String::new, |date| date.to_string()),
            &self.text,
        ])
    }

    /// The fingerprints of its text and of its facts. Ids must be made.
    pub fn fingerprints(&self) -> [String; 2] {
        [self.text_fingerprint(), self.facts_fingerprint()]
    }

    /// What was read out of the article or given with it.
    ///
    /// # Panics
    /// Never: every part has a JSON form.
    pub fn facts_fingerprint(&self) -> String {
        #[derive(Serialize)]
        struct Facts<'record>(
            &'record Option<Vec<super::SentenceRecord>>,
            &'record Option<Vec<super::MentionRecord>>,
            &'record Option<Vec<super::EventRecord>>,
            &'record Option<Vec<super::QuoteRecord>>,
            &'record Option<Vec<super::FigureRecord>>,
            &'record Option<Vec<super::TimeExpressionRecord>>,
            &'record Option<String>,
            &'record super::Extra,
        );
        let facts = Facts(
            &self.sentences,
            &self.mentions,
            &self.events,
            &self.quotes,
            &self.figures,
            &self.dates,
            &self.story,
            &self.extra,
        );
        digest_of([serde_json::to_string(&facts)
            .expect("facts have a JSON form")
            .as_str()])
    }
}

/// SHA-256 of the parts, each preceded by its length, as 64 hexadecimal digits.
fn digest_of<'part>(parts: impl IntoIterator<Item = &'part str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut digits = String::with_capacity(64);
    for byte in hash.finalize() {
        write!(digits, "{byte:02x}").expect("writing to a string succeeds");
    }
    digits
}
