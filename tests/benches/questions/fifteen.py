"""The fifteen questions in DuckDB: python3 fifteen.py CORPUS SECONDS

CORPUS is the folder that make_corpus.py wrote (csv). The tables are made once, beside it, in `duck.db`, with the
kinds, modes and places that to_dateline.py gives. Prints for each question its number, the median and the 95th
percentile in milliseconds and the number of rows, one a line, separated by tabs.
"""
import json
import os
import sys
import time

import duckdb

CORPUS, SECONDS = sys.argv[1], float(sys.argv[2])
ASSAULT = "('conflict.attack', 'conflict.airstrike', 'conflict.shelling', 'conflict.clash', 'conflict.bombing', " \
    "'conflict.ambush', 'conflict.abduction', 'crime.murder')"
with open(os.path.join(CORPUS, "manifest.json"), encoding="utf-8") as manifest:
    ACTORS = json.load(manifest)["actors"]
HOT, COLD = ACTORS["hot"]["id"], ACTORS["cold"]["id"]

MAKE = f"""
CREATE TABLE source AS SELECT id, name FROM read_json('{CORPUS}/outlets.jsonl');
CREATE TABLE article AS SELECT id, outlet AS source, CAST(published AS DATE) AS published, title, coalesce(body, title) AS text
  FROM read_json('{CORPUS}/articles.jsonl', maximum_object_size = 33554432);
CREATE TABLE entity AS SELECT id, name, kind, country, parent FROM read_json('{CORPUS}/entities.jsonl');
CREATE TABLE mention AS SELECT article, entity FROM '{CORPUS}/mentions.csv';
CREATE TABLE event AS SELECT id, article, kind IN {ASSAULT} AS is_assault, kind, date_from, date_to, place FROM '{CORPUS}/events.csv';
CREATE TABLE participant AS SELECT * FROM '{CORPUS}/participants.csv';
CREATE TABLE figure AS SELECT figure.id, event.article, event.place, event.date_from, event.date_to, what, low, high
  FROM '{CORPUS}/figures.csv' AS figure JOIN event ON event.id = figure.event;
CREATE TABLE containment AS WITH RECURSIVE up(place, ancestor) AS (
  SELECT id, id FROM entity WHERE kind IN ('country', 'admin1', 'city')
  UNION SELECT up.place, entity.parent FROM up JOIN entity ON entity.id = up.ancestor WHERE entity.parent IS NOT NULL)
  SELECT * FROM up;
"""

QUESTIONS = {
    1: f"""SELECT date_trunc('month', date_from) AS m, count(*) FROM event
  WHERE is_assault AND date_from >= '2020-01-01' AND place IN (SELECT place FROM containment WHERE ancestor = 1)
    AND id IN (SELECT event FROM participant WHERE entity = {HOT} AND role = 'actor') GROUP BY 1 ORDER BY 1""",
    2: f"""SELECT entity.name, n FROM (SELECT other.entity, count(DISTINCT other.article) AS n
  FROM mention AS one JOIN mention AS other USING (article) JOIN article ON article.id = one.article
  WHERE one.entity = {HOT} AND other.entity <> {HOT} AND published >= '2022-01-01' GROUP BY 1) AS g
  JOIN entity ON entity.id = g.entity ORDER BY n DESC, entity.name LIMIT 20""",
    3: """SELECT published, title FROM article WHERE source = 1 AND published >= '2015-01-01'
  AND regexp_matches(text, '(ceasefire talks(\\W+\\w+){0,10}\\W+death toll|death toll(\\W+\\w+){0,10}\\W+ceasefire talks)', 'i')
  ORDER BY published DESC LIMIT 50""",
    4: """SELECT date_trunc('month', date_from) AS m, count(DISTINCT entity) FROM event
  JOIN participant ON participant.event = event.id AND role = 'actor'
  WHERE is_assault AND date_from >= '2020-01-01' AND place IN (SELECT place FROM containment WHERE ancestor = 1)
  GROUP BY 1 ORDER BY 1""",
    5: f"""WITH near AS (SELECT two.entity, count(DISTINCT two.event) AS n FROM participant AS one JOIN participant AS two USING (event)
    WHERE one.entity = {HOT} AND two.entity <> {HOT} GROUP BY 1),
  far AS (SELECT two.entity, count(DISTINCT two.event) AS n FROM participant AS one JOIN participant AS two USING (event)
    WHERE one.entity = {COLD} AND two.entity <> {COLD} GROUP BY 1)
  SELECT entity, near.n, far.n FROM near JOIN far USING (entity) ORDER BY least(near.n, far.n) DESC LIMIT 1""",
    6: """SELECT source.name, sum(high) FROM figure JOIN article ON article.id = figure.article JOIN source ON source.id = article.source
  WHERE what = 'killed' AND date_from >= '2024-01-01' AND date_to <= '2024-12-31'
    AND place IN (SELECT place FROM containment WHERE ancestor = 1) GROUP BY 1 ORDER BY 1""",
    7: f"""SELECT date_from, kind FROM event WHERE id IN (SELECT event FROM participant WHERE entity = {HOT})
  ORDER BY date_from LIMIT 200""",
    8: f"""SELECT source.name, n, n / sum(n) OVER () FROM (SELECT source, count(*) AS n FROM article
  WHERE id IN (SELECT article FROM mention WHERE entity = {HOT}) GROUP BY 1) AS g JOIN source ON source.id = g.source ORDER BY n DESC""",
    9: """SELECT m, dead, sum(dead) OVER (ORDER BY m) FROM (SELECT date_trunc('month', date_from) AS m, sum(high) AS dead FROM figure
  WHERE what = 'killed' AND place IN (SELECT place FROM containment WHERE ancestor = 1) GROUP BY 1) ORDER BY 1""",
    10: f"""SELECT published, title FROM article WHERE id IN (SELECT article FROM mention WHERE entity = {HOT})
  ORDER BY published DESC LIMIT 50""",
    11: "SELECT kind, year(date_from), count(*) FROM event GROUP BY 1, 2 ORDER BY 1, 2",
    12: """SELECT entity.name, n, n / sum(n) OVER () FROM (SELECT entity, count(DISTINCT event) AS n FROM event
  JOIN participant ON participant.event = event.id AND role = 'actor' WHERE date_from >= '2025-01-01' GROUP BY 1) AS g
  JOIN entity ON entity.id = g.entity ORDER BY n DESC, entity.name LIMIT 20""",
    13: """SELECT date_trunc('month', published) AS m, count(*) FROM article WHERE contains(lower(text), 'ceasefire talks')
  GROUP BY 1 ORDER BY 1""",
    14: """SELECT one.name, two.name, n FROM (SELECT a.entity AS actor, t.entity AS target, count(DISTINCT event.id) AS n FROM event
  JOIN participant AS a ON a.event = event.id AND a.role = 'actor'
  JOIN participant AS t ON t.event = event.id AND t.role IN ('target', 'victim')
  WHERE is_assault AND date_from >= '2024-01-01' GROUP BY 1, 2) AS g
  JOIN entity AS one ON one.id = actor JOIN entity AS two ON two.id = target ORDER BY n DESC LIMIT 20""",
    15: """SELECT kind, count(*) FROM event WHERE date_from >= '2020-01-01'
  AND place IN (SELECT place FROM containment WHERE ancestor = 300) GROUP BY 1 ORDER BY 2 DESC""",
}


def main():
    path = os.path.join(CORPUS, "duck.db")
    is_new = not os.path.exists(path)
    connection = duckdb.connect(path)
    connection.execute("SET threads = 2")
    if is_new:
        connection.execute(MAKE)
    for number, sql in QUESTIONS.items():
        taken, started = [], time.perf_counter()
        while len(taken) < 5 or (time.perf_counter() - started < SECONDS and len(taken) < 201):
            begin = time.perf_counter()
            rows = connection.execute(sql).fetchall()
            taken.append((time.perf_counter() - begin) * 1e3)
        taken.sort()
        median, high = taken[len(taken) // 2], taken[min(len(taken) - 1, len(taken) * 95 // 100)]
        print(number, f"{median:.3f}", f"{high:.3f}", len(rows), sep="\t", flush=True)


main()
