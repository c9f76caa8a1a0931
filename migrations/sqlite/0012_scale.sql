-- What loading needs where there are many entities, or where everything is new.

-- What a place lies in and what an entity belongs to is taken out from this side when it moves.
CREATE INDEX containment_place ON containment(place);
CREATE INDEX membership_member ON membership(member);

-- Indexes that are absent while a first load goes on, as `CREATE INDEX`: rows are added faster without
-- them, and each is then made in one go.
CREATE TABLE deferred_index (
  name TEXT PRIMARY KEY,
  sql  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
