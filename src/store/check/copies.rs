//! What mentions, figures and participants repeat of their articles and events, as the migration that made the copies says it.

/// Whether the entity is mentioned before in the article.
macro_rules! mention_repeats {
    () => {
        "EXISTS (SELECT 1 FROM mention AS before WHERE before.article = mention.article
        AND before.entity = mention.entity AND before.key < mention.key)"
    };
}

/// 2 if the entity stands in the role before, 1 if in another one, else 0.
macro_rules! participant_repeats {
    () => {
        "CASE
        WHEN EXISTS (SELECT 1 FROM participant AS before WHERE before.event = participant.event
          AND before.role = participant.role AND before.ord < participant.ord
          AND before.entity = participant.entity) THEN 2
        WHEN EXISTS (SELECT 1 FROM participant AS before WHERE before.event = participant.event
          AND before.role < participant.role AND before.entity = participant.entity) THEN 1
        ELSE 0 END"
    };
}

/// Articles of which a mention says something else.
pub(super) const WRONG_MENTIONS: &str = concat!(
    "SELECT DISTINCT article.id FROM mention JOIN article ON article.key = mention.article
     WHERE (mention.published_first, mention.published_last, mention.source)
        IS NOT (article.published_first, article.published_last, article.source)
      OR mention.repeats <> ",
    mention_repeats!()
);

/// Events of which a participant says something else.
pub(super) const WRONG_PARTICIPANTS: &str = concat!(
    "SELECT DISTINCT event.id FROM participant JOIN event ON event.key = participant.event
     WHERE (participant.kind, participant.place, participant.date_first, participant.date_last)
        IS NOT (event.kind, event.place, event.date_first, event.date_last)
      OR participant.repeats <> ",
    participant_repeats!()
);

/// Figures that give another outlet than their article has.
pub(super) const WRONG_FIGURES: &str =
    "SELECT figure.id FROM figure JOIN article ON article.key = figure.article
     WHERE figure.source IS NOT article.source";

/// Makes all again.
pub(super) const REBUILD: &str = concat!(
    "UPDATE mention SET
      (published_first, published_last, source) = (
        SELECT published_first, published_last, source FROM article WHERE article.key = mention.article),
      repeats = ",
    mention_repeats!(),
    ";
     UPDATE participant SET
      (kind, place, date_first, date_last) = (
        SELECT kind, place, date_first, date_last FROM event WHERE event.key = participant.event),
      repeats = ",
    participant_repeats!(),
    ";
     UPDATE figure SET source = (SELECT source FROM article WHERE article.key = figure.article);"
);
