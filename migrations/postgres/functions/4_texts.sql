-- Functions of text.

CREATE OR REPLACE FUNCTION is_ascii(x text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT octet_length(x) = length(x) $$;

-- Lower and upper case after Unicode.
CREATE OR REPLACE FUNCTION text_lower(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_ascii(x) THEN lower(x COLLATE "C") 
    ELSE lower(x COLLATE "und-x-icu") COLLATE "C" END
$$;

CREATE OR REPLACE FUNCTION text_upper(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_ascii(x) THEN upper(x COLLATE "C") 
    ELSE upper(x COLLATE "und-x-icu") COLLATE "C" END
$$;

-- Compatible characters as one, without combining marks, each character in lower case by itself: a final
-- sigma is like any other.
CREATE OR REPLACE FUNCTION text_plain(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_ascii(x) THEN lower(x COLLATE "C") ELSE
    translate(
      lower(replace(
        regexp_replace(normalize(x, NFKD), '[' || character_class('mark') || ']', '', 'g'),
        U&'\03A3', U&'\03C3'
      ) COLLATE "und-x-icu") COLLATE "C",
      U&'\0131\00F8\0142\0111\00F0\0127\0167', 'iolddht'
    ) END
$$;

-- Whether the second text occurs in the first, without case and accents.
CREATE OR REPLACE FUNCTION text_contains(x text, part text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT strpos(text_plain(x) COLLATE "C", text_plain(part)) > 0
$$;

-- A name folded for comparison: lower case, without accents, punctuation read as a space or dropped, and
-- without a leading `al`, `el` or `the`.
CREATE OR REPLACE FUNCTION text_fold(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(word, ' ' ORDER BY place), '')
  FROM (
    SELECT word, place, count(*) OVER () AS n_words,
      bool_or(word NOT IN ('al', 'el', 'the')) OVER (ORDER BY place) AS has_begun
    FROM (
      SELECT place, text_plain(regexp_replace(normalize(part, NFKD),
        '[^' || character_class('alphanumeric') || '&]|[\u02B0-\u02FF]', '', 'g')) AS word
      FROM regexp_split_to_table(
        x, '[-_/,\u2010-\u2015' || character_class('space') || ']+'
      ) WITH ORDINALITY AS split(part, place)
    ) AS folded
    WHERE word <> ''
  ) AS counted
  WHERE has_begun OR n_words = 1
$$;

-- Letters and digits with what joins them inside a word; else a single letter of a script without
-- spaces. Marks belong to what they follow.
CREATE OR REPLACE FUNCTION word_pattern() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT format(
    '((?:[%5$s]%1$s)*(?:%6$s)(?:(?:[%5$s]%1$s)+(?:%6$s))*(?:[%5$s]%1$s)*|[%7$s]%1$s)',
    extend, letter, hebrew, numeric_digit, joiner,
    format(
      '(?:[%2$s]%1$s(?:[%5$s]%1$s(?=[%2$s]))?|[%3$s]%1$s(?:"%1$s(?=[%3$s]))?'
      || '|[%4$s]%1$s(?:[%6$s]%1$s(?=[%4$s]))?)+|(?:[%7$s]%1$s)+',
      extend, letter, hebrew, numeric_digit, in_word, in_number, katakana
    ),
    alone
  )
  FROM (SELECT '[' || character_class('break_extend') || ']*' AS extend,
          character_class('break_letter') AS letter, character_class('break_hebrew') AS hebrew,
          character_class('break_numeric') AS numeric_digit,
          character_class('break_joiner') AS joiner, character_class('break_in_word') AS in_word,
          character_class('break_in_number') AS in_number,
          character_class('break_katakana') AS katakana, character_class('alone') AS alone) AS classes
$$;

-- Number of words, as UAX 29 parts them.
CREATE OR REPLACE FUNCTION text_words(x text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT count(*) FROM regexp_matches(x, word_pattern(), 'g') AS found(words)
  WHERE words[1] ~ ('[' || character_class('alphanumeric') || ']')
$$;

-- Part of a text, from character 1; what lies before the text counts but is not there.
CREATE OR REPLACE FUNCTION text_part(x text, start double precision, count double precision)
RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN count >= 1 THEN
    substr(x, least(trunc(start), 2000000000)::integer, least(trunc(count), 100000000)::integer)
    ELSE '' END
$$;

-- Whether a regular expression matches somewhere.
CREATE OR REPLACE FUNCTION text_matches(x text, pattern text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT x COLLATE "C" ~ pattern $$;

-- First match of a regular expression whose first group is the whole: its second group if that matched.
CREATE OR REPLACE FUNCTION text_extract(x text, pattern text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(found[2], found[1]) FROM regexp_match(x COLLATE "C", pattern) AS found
$$;

-- First 8 bytes of the text's SHA-256 in lower-case hexadecimal.
CREATE OR REPLACE FUNCTION sample_rank(x text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT encode(substr(sha256(convert_to(x, 'UTF8')), 1, 8), 'hex')
$$;
