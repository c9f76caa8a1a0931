//! `dateline show`: an article with its marks, an entity, an event, a quote, a figure.

mod entity;
mod told;

use super::Streams;
use super::args::{Show, ShowCommand};
use super::exit::{Failure, Outcome};
use super::given::Given;
use crate::render::Letters;
use crate::render::cell::clean;
use crate::render::marked::{self, Known, Paper};
use crate::store::{ArticleTitle, FoundArticle, Store, StoredArticle, Told};

pub(super) use entity::handle_of;

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
        letters: if given.output.is_none() {
            super::output_letters()
        } else {
            Letters::Plain
        },
        is_ascii: page.is_ascii,
    };
    let text = match &arguments.what {
        ShowCommand::Article { id } => article(&store, id, paper)?,
        ShowCommand::Entity { id } => entity::card(&store, id, paper)?,
        ShowCommand::Event { id } => told::card(&store, Told::Event, id, paper)?,
        ShowCommand::Quote { id } => told::card(&store, Told::Quote, id, paper)?,
        ShowCommand::Figure { id } => told::card(&store, Told::Figure, id, paper)?,
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
