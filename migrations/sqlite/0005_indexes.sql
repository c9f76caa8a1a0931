-- Indexes that hold what the tests of a question look at, so that rows which fail are never read.

-- Dates: both ends, which is also the order of rows that nobody sorted.
DROP INDEX article_published;
CREATE INDEX article_published ON article(published_first, published_last, id);
DROP INDEX event_date;
CREATE INDEX event_date ON event(date_first, date_last, id);
DROP INDEX quote_date;
CREATE INDEX quote_date ON quote(date_first, date_last, id);
DROP INDEX figure_as_of;
CREATE INDEX figure_as_of ON figure(as_of_first, as_of_last, id);

-- Places: what happened there, in one search for each place of a region.
DROP INDEX event_place;
CREATE INDEX event_place ON event(place, kind, mode, date_first);
DROP INDEX figure_place;
CREATE INDEX figure_place ON figure(place, measure, as_of_first);

-- What an outlet's articles mention, and how the reports of a happening stand.
DROP INDEX mention_article;
CREATE INDEX mention_article ON mention(article, entity);
DROP INDEX event_cluster;
CREATE INDEX event_cluster ON event(cluster, modality);
DROP INDEX figure_cluster;
CREATE INDEX figure_cluster ON figure(cluster, measure);

-- Kinds within a time: `event_kind` has the mode before the day.
CREATE INDEX event_kind_date ON event(kind, date_first);
