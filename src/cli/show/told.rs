//! An event, a quote or a figure by its id.

use super::{entity, failed, known, mistake};
use crate::cli::exit::Failure;
use crate::record::ArticleRecord;
use crate::render::cell::clean;
use crate::render::marked::{self, Paper};
use crate::store::{Store, Told};

/// The card of what has this id.
pub(super) fn card(store: &Store, what: Told, id: &str, paper: Paper) -> Result<String, Failure> {
    let missing = || missing(what, id);
    let article = store.article_telling(what, id).map_err(failed)?;
    let stored = store.article(&article.ok_or_else(missing)?);
    let stored = stored.map_err(failed)?.ok_or_else(missing)?;
    let told = find(what, id, &stored.record).ok_or_else(missing)?;
    let counts = told.voice().map(|handle| entity::counts(store, handle));
    let counts = counts.transpose().map_err(failed)?.unwrap_or_default();
    Ok(marked::card(
        told,
        counts,
        &stored.record,
        known(&stored),
        paper,
    ))
}

fn find<'record>(
    what: Told,
    id: &str,
    article: &'record ArticleRecord,
) -> Option<marked::Told<'record>> {
    let is_it = |own: &Option<String>| own.as_deref() == Some(id);
    match what {
        Told::Event => {
            let mut all = article.events.iter().flatten();
            all.find(|one| is_it(&one.id)).map(marked::Told::Event)
        }
        Told::Quote => {
            let mut all = article.quotes.iter().flatten();
            all.find(|one| is_it(&one.id)).map(marked::Told::Quote)
        }
        Told::Figure => {
            let mut all = article.figures.iter().flatten();
            all.find(|one| is_it(&one.id)).map(marked::Told::Figure)
        }
    }
}

fn missing(what: Told, id: &str) -> Failure {
    let (noun, question) = match what {
        Told::Event => ("event", "events | select id, summary"),
        Told::Quote => ("quote", "quotes | select id, text"),
        Told::Figure => ("figure", "figures | select id, measure, value"),
    };
    mistake(&format!(
        "no {noun} has the id \"{}\"; `dateline query \"{question}\"` lists them",
        clean(id)
    ))
}
