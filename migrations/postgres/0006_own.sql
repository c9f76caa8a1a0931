-- What a person knows better: names of their own, and corrections of entities. What the columns mean is
-- told beside the tables for SQLite.
CREATE TABLE own_name (
  id      text COLLATE "C" PRIMARY KEY,
  kind    text COLLATE "C" NOT NULL,
  name    text COLLATE "C" NOT NULL,
  aliases text COLLATE "C" NOT NULL,
  country text COLLATE "C"
);

CREATE TABLE correction (
  number bigint PRIMARY KEY,
  deed   text COLLATE "C" NOT NULL,
  entity text COLLATE "C" NOT NULL,
  other  text COLLATE "C",
  names  text COLLATE "C" NOT NULL
);

CREATE TABLE uncorrected (
  noun   text COLLATE "C" NOT NULL,
  id     text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  PRIMARY KEY (noun, id)
);
