//! `dateline show`: an article with its marks, an entity, an event.

use std::collections::BTreeMap;

use super::Streams;
use super::args::{Show, ShowCommand};
use super::exit::{Failure, Outcome};
use super::given::Given;
use crate::model::fold::fold;
use crate::query::names::{Candidate, Names};
use crate::record::{CharOffsets, EntityRecord};
use crate::render::cell::clean;
use crate::render::marked::{self, EntityCounts, Known, Paper};
use crate::store::{ArticleTitle, FoundArticle, Store, StoredArticle};

/// Entities that are named to somebody who meant another one.
const OFFERED: usize = 5;

/// Runs the command.
pub(super) fn run(
    arguments: &Show,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let store = Store::open(&given.database()).map_err(failed)?;
    let page = given.page();
    let paper = Paper {
        width: page.width,
        is_coloured: given.output.is_none() && super::is_output_coloured(),
        is_ascii: page.is_ascii,
    };
    let text = match &arguments.what {
        ShowCommand::Article { id } => article(&store, id, paper)?,
        ShowCommand::Entity { id } => entity(&store, id, paper)?,
        ShowCommand::Event { id } => event(&store, id, paper)?,
    };
    write!(streams.out, "{text}")?;
    Ok(Outcome::Done)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Failed(error.to_string())
}

/// A mistake in what was typed.
fn mistake(text: &str) -> Failure {
    Failure::Question(format!("error: {text}"))
}

fn article(store: &Store, typed: &str, paper: Paper) -> Result<String, Failure> {
    let id = match store.find_article(typed).map_err(failed)? {
        FoundArticle::One(id) => id,
        FoundArticle::Several(articles, n_found) => {
            let shown = listed(&articles);
            let more = match n_found - articles.len() {
                0 => String::new(),
                n_more => format!("\n  and {n_more} more"),
            };
            return Err(mistake(&format!(
                "{n_found} articles begin with \"{}\"; name one by its id:{shown}{more}",
                clean(typed)
            )));
        }
        FoundArticle::None(nearest) => return Err(no_article(typed, &nearest)),
    };
    let stored = store.article(&id).map_err(failed)?;
    let stored = stored.ok_or_else(|| no_article(typed, &[]))?;
    Ok(marked::article(&stored.record, known(&stored), paper))
}

fn known(stored: &StoredArticle) -> Known<'_> {
    Known {
        entities: &stored.entities,
        outlet: stored.outlet.as_deref(),
    }
}

fn no_article(typed: &str, nearest: &[ArticleTitle]) -> Failure {
    let typed = clean(typed);
    let hint = if nearest.is_empty() {
        "\n  `dateline query \"articles | select id, title\"` lists them".to_owned()
    } else {
        format!("; the nearest:{}", listed(nearest))
    };
    mistake(&format!(
        "no article has the id \"{typed}\" or a title that begins so{hint}"
    ))
}

fn listed(articles: &[ArticleTitle]) -> String {
    let line = |article: &ArticleTitle| {
        let title = article.title.as_deref().unwrap_or("(no title)");
        format!("\n  {}  {}", clean(&article.id), clean(title))
    };
    articles.iter().map(line).collect()
}

/// The handle of the entity that is meant by a handle, with or without its `@`, or by a name.
pub(super) fn handle_of(store: &Store, typed: &str) -> Result<String, Failure> {
    let bare = typed.strip_prefix('@').unwrap_or(typed);
    if let Some(found) = Names::entity(store, bare) {
        return Ok(found.id);
    }
    let shown = clean(typed);
    let folded = fold(bare);
    let mut found = store.entities(&folded);
    match found.len() {
        1 => Ok(found.remove(0).id),
        0 => {
            let nearest = store.nearest(&folded, OFFERED);
            let hint = if nearest.is_empty() {
                "\n  `dateline query \"entities | select id, name\"` lists them".to_owned()
            } else {
                format!("; the nearest:{}", candidates(&nearest))
            };
            Err(mistake(&format!("no entity is called \"{shown}\"{hint}")))
        }
        n_found => Err(mistake(&format!(
            "{n_found} entities are called \"{shown}\"; name one by its handle:{}",
            candidates(&found)
        ))),
    }
}

fn candidates(found: &[Candidate]) -> String {
    let line = |one: &Candidate| {
        let kind = one.kind.word().replace('_', " ");
        format!("\n  @{}  {} ({kind})", clean(&one.id), clean(&one.name))
    };
    found.iter().take(OFFERED).map(line).collect()
}

fn entity(store: &Store, typed: &str, paper: Paper) -> Result<String, Failure> {
    let handle = handle_of(store, typed)?;
    let record = store.entity_record(&handle).map_err(failed)?;
    let record = record.ok_or_else(|| mistake(&format!("no entity @{handle}")))?;
    let spoken = store.entity_use(&handle).map_err(failed)?;
    let counts = EntityCounts {
        mentions: spoken.mentions,
        articles: spoken.articles,
        events: spoken.events,
        quotes: spoken.quotes,
    };
    let mut entities: BTreeMap<String, EntityRecord> = BTreeMap::new();
    for whole in [&record.org, &record.parent, &record.country]
        .into_iter()
        .flatten()
    {
        if let Some(found) = store.entity_record(whole).map_err(failed)? {
            entities.insert(whole.clone(), found);
        }
    }
    let known = Known {
        entities: &entities,
        outlet: None,
    };
    Ok(marked::entity(&record, counts, known, paper))
}

fn event(store: &Store, id: &str, paper: Paper) -> Result<String, Failure> {
    let missing = || {
        let shown = clean(id);
        let hint = "`dateline query \"events | select id, summary\"` lists them";
        mistake(&format!("no event has the id \"{shown}\"; {hint}"))
    };
    let article = store.article_of_event(id).map_err(failed)?;
    let article = article.ok_or_else(missing)?;
    let stored = store
        .article(&article)
        .map_err(failed)?
        .ok_or_else(missing)?;
    let record = &stored.record;
    let events = record.events.iter().flatten();
    let event = events
        .into_iter()
        .find(|event| event.id.as_deref() == Some(id))
        .ok_or_else(missing)?;
    let offsets = CharOffsets::new(&record.text);
    let sentence = record.sentences.iter().flatten();
    let sentence = sentence
        .filter(|sentence| sentence.start <= event.start)
        .max_by_key(|sentence| sentence.start);
    let (start, end) = sentence.map_or((event.start, event.end), |sentence| {
        (sentence.start, sentence.end.max(event.end))
    });
    let title = record.title.as_deref().unwrap_or("(no title)");
    let date = record
        .published
        .map_or("no date".to_owned(), |date| date.to_string());
    let outlet = stored.outlet.as_deref().unwrap_or("no outlet");
    Ok(format!(
        "{}\n{}\n{}, {}, {date} (article {})\n",
        marked::event(event, known(&stored), paper).trim_end(),
        clean(offsets.slice(start, end)),
        clean(title),
        clean(outlet),
        clean(&article)
    ))
}
