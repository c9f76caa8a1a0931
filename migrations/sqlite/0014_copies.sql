-- What most questions about an entity test, beside the entity: in what an article says of it (`mention`) and in what
-- it takes part in (`participant`). So its articles come by date, and its events by date and kind, off one index each,
-- and no other row is read of those that fail.

-- Copies of the article's columns. `repeats` is 0 where the entity is mentioned first in the article, else 1.
ALTER TABLE mention ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mention ADD COLUMN published_first INTEGER;
ALTER TABLE mention ADD COLUMN published_last INTEGER;
ALTER TABLE mention ADD COLUMN source INTEGER;

-- Copies of the event's columns. `repeats` is 0 where the entity is named first in the event, 1 where it stands in
-- another role before but not in this one, and 2 where it stands in this role before.
ALTER TABLE participant ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE participant ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE participant ADD COLUMN place INTEGER;
ALTER TABLE participant ADD COLUMN date_first INTEGER;
ALTER TABLE participant ADD COLUMN date_last INTEGER;

UPDATE mention SET
  (published_first, published_last, source) = (
    SELECT published_first, published_last, source FROM article WHERE article.key = mention.article),
  repeats = EXISTS (SELECT 1 FROM mention AS before WHERE before.article = mention.article
    AND before.entity = mention.entity AND before.key < mention.key);
UPDATE participant SET
  (kind, place, date_first, date_last) = (
    SELECT kind, place, date_first, date_last FROM event WHERE event.key = participant.event),
  repeats = CASE
    WHEN EXISTS (SELECT 1 FROM participant AS before WHERE before.event = participant.event
      AND before.role = participant.role AND before.ord < participant.ord AND before.entity = participant.entity) THEN 2
    WHEN EXISTS (SELECT 1 FROM participant AS before WHERE before.event = participant.event
      AND before.role < participant.role AND before.entity = participant.entity) THEN 1
    ELSE 0 END;

DELETE FROM deferred_index WHERE name IN ('mention_entity', 'participant_entity', 'event_place', 'figure_place');
DROP INDEX IF EXISTS mention_entity;
DROP INDEX IF EXISTS participant_entity;
DROP INDEX IF EXISTS event_place;
DROP INDEX IF EXISTS figure_place;
CREATE INDEX mention_entity
  ON mention(entity, repeats, published_first, published_last, article, source, sentence);
CREATE INDEX participant_entity ON participant(entity, date_first, date_last, role, repeats, kind, place);
CREATE INDEX participant_place ON participant(place, kind, role, date_first, date_last, repeats, entity);
CREATE INDEX event_place ON event(place, kind, mode, date_first, date_last, modality);
CREATE INDEX figure_place
  ON figure(place, measure, as_of_first, as_of_last, article, low, high, value);
