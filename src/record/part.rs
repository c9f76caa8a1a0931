//! Articles that arrive in several parts: the sentences that one row of a table made, with their facts.
//!
//! A part is named by the key `part` of its sentences. Joining adds parts and replaces them by name; the text
//! is made anew of all parts in the order of their names, so that it does not depend on the order in which
//! they came.

use std::collections::BTreeMap;

use serde_json::Value;

use super::article::{ArticleRecord, MentionRecord, SentenceRecord, TimeExpressionRecord};
use super::fact::{EventRecord, FigureRecord, QuoteRecord};
use super::{CharOffsets, Extra};

/// What one row made; offsets count from its first character.
#[derive(Debug, Clone, PartialEq, Default)]
struct Part {
    text: String,
    sentences: Vec<SentenceRecord>,
    mentions: Vec<MentionRecord>,
    events: Vec<EventRecord>,
    quotes: Vec<QuoteRecord>,
    figures: Vec<FigureRecord>,
    dates: Vec<TimeExpressionRecord>,
}

/// Parts by name, numbers in their order.
type Parts = BTreeMap<(Option<u64>, String), Part>;

/// A part that awaits the event that it mentions bears the event's id and this mark.
const MENTION: &str = "@";

impl ArticleRecord {
    /// Whether this may be but a part of its article.
    pub fn is_partial(&self) -> bool {
        let mark = self.extra.get("dataset");
        mark.and_then(|mark| mark.get("partial")) == Some(&Value::Bool(true))
    }

    /// This article with the parts of `other`; of two parts of one name the newer one counts, and where nothing
    /// tells which is newer, that of `other`.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let mut parts = parts(self);
        let mut is_replaced = !parts.is_empty();
        let mut n_taken = 0;
        for (name, part) in self::parts(other) {
            let known = parts.remove(&name);
            let (part, is_taken) = match known {
                Some(known) => newer(known, part),
                None => (part, true),
            };
            n_taken += usize::from(is_taken);
            parts.insert(name, part);
        }
        is_replaced &= n_taken == parts.len();
        absorb(&mut parts);
        let (head, tail) = if is_replaced {
            (other, self)
        } else {
            (self, other)
        };
        let mut joined = heading(head, tail);
        assemble(&mut joined, &parts);
        joined
    }

    /// This article with its parts in the order of their names, as if each had come by itself.
    #[must_use]
    pub fn in_order(&self) -> Self {
        let mut parts = parts(self);
        absorb(&mut parts);
        let mut whole = self.clone();
        assemble(&mut whole, &parts);
        whole
    }

    /// Ids of the events that parts of this article mention and that stand in other articles.
    pub fn awaited(&self) -> Vec<String> {
        let sentences = self.sentences.iter().flatten();
        sentences
            .filter_map(|sentence| Some(sentence.extra.get("awaits")?.as_str()?.to_owned()))
            .collect()
    }

    /// Fills the parts that mention the event `id` with what `teller`, the article that has it, tells of it.
    #[must_use]
    pub fn filled(&self, id: &str, teller: &Self) -> Self {
        let told = parts(teller).remove(&order(id));
        let mut parts = parts(self);
        let article = self.id.as_deref().unwrap_or_default();
        if let (Some(part), Some(told)) = (parts.get_mut(&order(&format!("{id}{MENTION}"))), told) {
            fill(part, &told, &format!("{id}{MENTION}{article}"));
        }
        let mut filled = self.clone();
        assemble(&mut filled, &parts);
        filled
    }
}

/// What the two say of the article as a whole; the first word is the head's.
fn heading(head: &ArticleRecord, tail: &ArticleRecord) -> ArticleRecord {
    let mut joined = head.clone();
    joined.url = joined.url.or_else(|| tail.url.clone());
    joined.title = joined.title.or_else(|| tail.title.clone());
    joined.author = joined.author.or_else(|| tail.author.clone());
    joined.source = joined.source.or_else(|| tail.source.clone());
    joined.language = joined.language.or_else(|| tail.language.clone());
    if let (Some(one), Some(other)) = (joined.published, tail.published) {
        joined.published = Some(one.min(other));
    } else if joined.published.is_none() {
        joined.published = tail.published;
        joined.published_basis = tail.published_basis;
    }
    for (key, value) in &tail.extra {
        joined
            .extra
            .entry(key.clone())
            .or_insert_with(|| value.clone());
    }
    joined
}

fn order(name: &str) -> (Option<u64>, String) {
    let number = name.split([':', '@']).nth(1);
    (
        number.and_then(|number| number.parse().ok()),
        name.to_owned(),
    )
}

/// Cuts an article into its parts.
fn parts(article: &ArticleRecord) -> Parts {
    let offsets = CharOffsets::new(&article.text);
    let mut parts = Parts::new();
    let mut spans: Vec<(usize, usize, (Option<u64>, String))> = Vec::new();
    for sentence in article.sentences.iter().flatten() {
        let name = sentence.extra.get("part").and_then(Value::as_str);
        let name = order(name.unwrap_or_default());
        match spans.last_mut() {
            Some((_, end, last)) if *last == name => *end = sentence.end,
            _ => spans.push((sentence.start, sentence.end, name)),
        }
    }
    for (start, end, name) in spans {
        let mut part = Part {
            text: offsets.slice(start, end).to_owned(),
            ..Part::default()
        };
        macro_rules! take {
            ($($list:ident),+) => {$(
                let items = article.$list.iter().flatten();
                let inside = items.filter(|item| item.start >= start && item.end <= end);
                part.$list = inside.cloned().map(|item| moved(item, start, 0)).collect();
            )+};
        }
        take!(sentences, mentions, events, quotes, figures, dates);
        parts.insert(name, part);
    }
    parts
}

/// Puts the parts into an article, each on lines of its own.
fn assemble(article: &mut ArticleRecord, parts: &Parts) {
    let mut whole = Part::default();
    let mut n_chars = 0;
    for part in parts.values() {
        if n_chars > 0 {
            whole.text.push('\n');
            n_chars += 1;
        }
        whole.text.push_str(&part.text);
        macro_rules! put {
            ($($list:ident),+) => {$(
                let items = part.$list.iter().cloned();
                whole.$list.extend(items.map(|item| moved(item, 0, n_chars)));
            )+};
        }
        put!(sentences, mentions, events, quotes, figures, dates);
        n_chars += part.text.chars().count();
    }
    let origin = whole.sentences.iter().find_map(origin_of);
    article.origin = origin.map(str::to_owned).or(article.origin.take());
    article.text = whole.text;
    article.sentences = Some(whole.sentences);
    article.mentions = Some(whole.mentions);
    article.events = Some(whole.events);
    article.quotes = Some(whole.quotes);
    article.figures = Some(whole.figures);
    article.dates = Some(whole.dates);
}

/// Something that covers characters.
trait Ranged {
    fn range(&mut self) -> (&mut usize, &mut usize, Option<&mut [usize; 2]>);
}

macro_rules! ranged {
    ($($record:ty),+) => {$(
        impl Ranged for $record {
            fn range(&mut self) -> (&mut usize, &mut usize, Option<&mut [usize; 2]>) {
                (&mut self.start, &mut self.end, None)
            }
        }
    )+};
}

ranged!(
    SentenceRecord,
    MentionRecord,
    QuoteRecord,
    FigureRecord,
    TimeExpressionRecord
);

impl Ranged for EventRecord {
    fn range(&mut self) -> (&mut usize, &mut usize, Option<&mut [usize; 2]>) {
        (&mut self.start, &mut self.end, self.trigger.as_mut())
    }
}

/// The same item with its characters counted from another one.
fn moved<T: Ranged>(mut item: T, from: usize, to: usize) -> T {
    let (start, end, trigger) = item.range();
    for offset in [start, end]
        .into_iter()
        .chain(trigger.into_iter().flatten())
    {
        *offset = (*offset + to).saturating_sub(from);
    }
    item
}

/// Which of two parts of one name counts, and whether it is the other one. Of two that say the same, the place
/// that sorts first is kept.
fn newer(known: Part, mut other: Part) -> (Part, bool) {
    let versions = (version(&known), version(&other));
    if matches!(versions, (Some(known), Some(other)) if known > other) {
        return (known, false);
    }
    for (event, known) in other.events.iter_mut().zip(&known.events) {
        if let Some(row) = known.extra.get("mention") {
            event.extra.entry("mention").or_insert_with(|| row.clone());
        }
    }
    let is_same = without_origin(&known) == without_origin(&other);
    let first = known.sentences.first().and_then(origin_of);
    if is_same && first <= other.sentences.first().and_then(origin_of) {
        return (known, false);
    }
    (other, true)
}

fn version(part: &Part) -> Option<i64> {
    part.sentences.first()?.extra.get("version")?.as_i64()
}

fn origin_of(sentence: &SentenceRecord) -> Option<&str> {
    sentence.extra.get("origin")?.as_str()
}

fn without_origin(part: &Part) -> Part {
    let mut part = part.clone();
    for sentence in &mut part.sentences {
        sentence.extra.shift_remove("origin");
    }
    part
}

/// An article that has an event needs no part that mentions it: the row of the mention is kept with the event.
fn absorb(parts: &mut Parts) {
    let names: Vec<(Option<u64>, String)> = parts.keys().cloned().collect();
    for name in names {
        let mention = order(&format!("{}{MENTION}", name.1));
        if !parts.contains_key(&name) || !parts.contains_key(&mention) {
            continue;
        }
        let row = parts
            .remove(&mention)
            .and_then(|part| part.sentences.into_iter().next())
            .and_then(|mut sentence| sentence.extra.shift_remove("row"));
        let event = parts
            .get_mut(&name)
            .and_then(|part| part.events.first_mut());
        if let (Some(row), Some(event)) = (row, event) {
            event.extra.insert("mention".to_owned(), row);
        }
    }
}

/// Tells an event again in the part that mentions it.
fn fill(part: &mut Part, told: &Part, id: &str) {
    let (Some(sentence), Some(event)) = (part.sentences.first(), told.events.first()) else {
        return;
    };
    let Some(line) = told.sentences.first() else {
        return;
    };
    let row = sentence.extra.get("row").cloned().unwrap_or_default();
    let confidence = row.get("Confidence").and_then(Value::as_str);
    let confidence = confidence.and_then(|percent| percent.parse::<f64>().ok());
    let mut extra = Extra::new();
    extra.insert("dataset".to_owned(), "gdelt-mentions".into());
    if let Some(code) = event.extra.get("code") {
        extra.insert("code".to_owned(), code.clone());
    }
    extra.insert("row".to_owned(), row);
    let event = EventRecord {
        id: Some(id.to_owned()),
        end: line.end,
        confidence: confidence.map(|percent| (percent / 100.0).clamp(0.0, 1.0)),
        extra,
        ..event.clone()
    };
    let mentions = told.mentions.iter();
    *part = Part {
        text: told.text.chars().take(line.end).collect(),
        sentences: vec![SentenceRecord {
            start: 0,
            end: line.end,
            ..sentence.clone()
        }],
        mentions: mentions
            .filter(|mention| mention.end <= line.end)
            .cloned()
            .collect(),
        events: vec![event],
        ..Part::default()
    };
}
