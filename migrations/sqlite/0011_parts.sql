-- Sentences that mention an event whose own article may come later, by the id of the event.

CREATE INDEX sentence_awaits ON sentence(extra ->> '$.awaits')
  WHERE extra ->> '$.awaits' IS NOT NULL;
