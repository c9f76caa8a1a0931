-- What most questions about an entity test, beside the entity: in what an article says of it (`mention`) and in what
-- it takes part in (`participant`). So its articles come by date, and its events by date and kind, off one index each,
-- and no other row is read of those that fail.

-- Copies of the article's columns. `repeats` is 0 where the entity is mentioned first in the article, else 1.
ALTER TABLE mention
  ADD COLUMN repeats bigint NOT NULL DEFAULT 0,
  ADD COLUMN published_first bigint,
  ADD COLUMN published_last bigint,
  ADD COLUMN source bigint;

-- Copies of the event's columns. `repeats` is 0 where the entity is named first in the event, 1 where it stands in
-- another role before but not in this one, and 2 where it stands in this role before.
ALTER TABLE participant
  ADD COLUMN repeats bigint NOT NULL DEFAULT 0,
  ADD COLUMN kind text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN place bigint,
  ADD COLUMN date_first bigint,
  ADD COLUMN date_last bigint;

DROP INDEX mention_entity;
DROP INDEX participant_entity;
DROP INDEX event_place;
DROP INDEX figure_place;
CREATE INDEX mention_entity
  ON mention(entity, repeats, published_first, published_last, article, source, sentence);
CREATE INDEX participant_entity ON participant(entity, date_first, date_last, role, repeats, kind, place);
CREATE INDEX participant_place ON participant(place, kind, role, date_first, date_last, repeats, entity);
CREATE INDEX event_place ON event(place, kind, mode, date_first, date_last, modality);
CREATE INDEX figure_place
  ON figure(place, measure, as_of_first, as_of_last, article, low, high, value);
