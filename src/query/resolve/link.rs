//! What links two entities: the stored links, and the same counted from the sentences, events or
//! quotes that clauses leave.

use super::Resolver;
use super::frame::Frame;
use crate::model::link::LinkKind;
use crate::query::catalog::{Link, Narrowed, Noun, NounWord};
use crate::query::plan::{Alias, Binary, Expr, Join, Relation, Rows, Select};

/// The end of a link from which it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As `network` shows it.
    Onward,
    /// Turned round.
    Back,
    /// Either.
    Both,
}

/// The stored links of a kind, seen from one end, with the name of their rows.
pub(super) fn stored(resolver: &mut Resolver<'_>, kind: LinkKind, way: Way) -> (Alias, Select) {
    let alias = resolver.alias("link");
    let of_kind = Expr::column(&alias, "kind").binary(Binary::Equal, Expr::Number(kind.code()));
    let is_turned = Expr::column(&alias, "is_turned");
    let seen = match way {
        Way::Onward => is_turned.binary(Binary::Equal, Expr::Number(0)),
        Way::Back => is_turned.binary(Binary::Equal, Expr::Number(1)),
        Way::Both => is_turned.among(vec![Expr::Number(0), Expr::Number(1)]),
    };
    let table = if resolver.names.has_fresh_links() {
        "linked"
    } else {
        "link"
    };
    let select = Select::table(&alias, table).filter(of_kind).filter(seen);
    (alias, select)
}

/// The noun whose rows a kind of link counts.
fn counted_noun(kind: LinkKind) -> Noun {
    match kind {
        LinkKind::Comention => Noun::Sentences,
        LinkKind::Coevent => Noun::Events,
        LinkKind::Quotes => Noun::Quotes,
    }
}

impl Resolver<'_> {
    /// The rows that a kind of link counts.
    pub(super) fn counted_rows(&mut self, kind: LinkKind) -> Frame {
        let noun = counted_noun(kind);
        self.noun(NounWord {
            word: noun.word(),
            noun,
            narrowed: Narrowed::No,
        })
    }

    /// The two entities that each of the rows links, every two of them in both orders and each with
    /// itself; of quotes the speaker and who is spoken of. Adds a row for each two.
    pub(super) fn ends(&mut self, frame: &mut Frame, kind: LinkKind, key: &Expr) -> (Expr, Expr) {
        match kind {
            LinkKind::Comention => {
                let mut present = || self.present(frame, (key, "sentence"), Rows::Table("mention"));
                (present(), present())
            }
            LinkKind::Coevent => {
                let rows = Rows::Link(Link::Participant);
                let mut present = || self.present(frame, (key, "event"), rows.clone());
                (present(), present())
            }
            LinkKind::Quotes => self.speaker_and_mentioned(frame, key),
        }
    }

    /// An entity that is in a sentence or event.
    fn present(&mut self, frame: &mut Frame, (key, owner): (&Expr, &str), rows: Rows) -> Expr {
        let is_event = owner == "event";
        let alias = self.alias(if is_event { "participant" } else { "mention" });
        let on = Expr::column(&alias, owner).binary(Binary::Equal, key.clone());
        frame.select.joins.push(inner_join(&alias, rows, on));
        let entity = Expr::column(&alias, "entity");
        if is_event {
            frame.filter(entity.clone().is_null().negated());
        }
        entity
    }

    /// A quote's speaker, and an entity whose mention starts inside the quote.
    fn speaker_and_mentioned(&mut self, frame: &mut Frame, key: &Expr) -> (Expr, Expr) {
        let speaker = self.column(frame, (Noun::Quotes, key), "speaker", false);
        frame.filter(speaker.clone().is_null().negated());
        let mut of_quote = |name: &str| self.column(frame, (Noun::Quotes, key), name, false);
        let (article, start, stop) = (of_quote("article"), of_quote("start"), of_quote("stop"));
        let alias = self.alias("mention");
        let at = Expr::column(&alias, "start");
        let on = Expr::column(&alias, "article")
            .binary(Binary::Equal, article)
            .and(at.clone().binary(Binary::GreaterOrEqual, start))
            .and(at.binary(Binary::Less, stop));
        let mentions = inner_join(&alias, Rows::Table("mention"), on);
        frame.select.joins.push(mentions);
        (speaker, Expr::column(&alias, "entity"))
    }
}

/// Rows beside those before, only where they belong together.
fn inner_join(alias: &Alias, rows: Rows, on: Expr) -> Join {
    Join {
        relation: Relation {
            alias: alias.clone(),
            rows,
        },
        is_outer: false,
        on: Some(on),
    }
}
