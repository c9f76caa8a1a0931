-- Full text: words as SQLite's tokenizer `porter unicode61 remove_diacritics 2` makes them, so that both
-- databases find the same rows. PostgreSQL's own parser cuts words elsewhere, and its dictionary of
-- Porter's stemmer lacks two rules.

-- The functions of stems use few regular expressions, all in one collation: a session keeps 32 of them,
-- and the one that cuts a text into words is long.

-- A word of bytes with V for each vowel; `y` is a vowel after a consonant.
CREATE OR REPLACE FUNCTION word_shape(word text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  shape text COLLATE "C" := translate(word, 'aeiou', 'VVVVV');
  place integer := strpos(shape, 'y');
BEGIN
  WHILE place > 0 LOOP
    shape := overlay(shape PLACING CASE WHEN place = 1 OR substr(shape, place - 1, 1) = 'V'
      THEN 'C' ELSE 'V' END FROM place FOR 1);
    place := strpos(shape, 'y');
  END LOOP;
  RETURN shape;
END
$$;

-- Runs of vowels that runs of consonants follow: 0, 1, or 2 for more.
CREATE OR REPLACE FUNCTION word_measure(word text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  shape text COLLATE "C" := word_shape(word);
BEGIN
  RETURN CASE WHEN shape ~ 'V[^V]+V+[^V]' THEN 2 WHEN shape ~ 'V[^V]' THEN 1 ELSE 0 END;
END
$$;

-- Whether a word ends in consonant, vowel, consonant, the last not w, x or y.
CREATE OR REPLACE FUNCTION word_is_short(word text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  shape text COLLATE "C" := right(word_shape(word), 3);
BEGIN
  RETURN length(shape) = 3 AND right(word, 1) NOT IN ('w', 'x', 'y')
    AND left(shape, 1) <> 'V' AND substr(shape, 2, 1) = 'V' AND right(shape, 1) <> 'V';
END
$$;

-- Whether a word has a vowel, `y` being one unless it comes first.
CREATE OR REPLACE FUNCTION word_has_vowel(word text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(word, 'aeiou', '') <> word OR strpos(substr(word, 2), 'y') > 0
$$;

-- A word without the first of these endings that it has, with another in its place, if the measure of
-- what stays is at least as asked.
CREATE OR REPLACE FUNCTION word_ending(word text, endings text[], others text[], measure integer)
RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest text COLLATE "C";
BEGIN
  FOR place IN 1..cardinality(endings) LOOP
    IF length(word) > length(endings[place]) AND right(word, length(endings[place])) = endings[place]
    THEN
      rest := left(word, -length(endings[place]));
      RETURN CASE WHEN word_measure(rest) >= measure
        AND (endings[place] <> 'ion' OR right(rest, 1) IN ('s', 't'))
        THEN rest || others[place] ELSE word END;
    END IF;
  END LOOP;
  RETURN word;
END
$$;

-- The stem of a folded word.
CREATE OR REPLACE FUNCTION word_stem(token text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  -- Bytes, each as a character.
  word text COLLATE "C" := CASE WHEN is_ascii(token) THEN token
    ELSE convert_from(convert_to(token, 'UTF8'), 'LATIN1') END;
  rest text COLLATE "C";
BEGIN
  IF length(word) < 3 OR length(word) > 64 THEN
    RETURN token;
  END IF;
  IF right(word, 1) = 's' THEN
    word := CASE
      WHEN right(word, 3) = 'ies' AND length(word) > 3 THEN left(word, -2)
      WHEN right(word, 4) = 'sses' AND length(word) > 4 THEN left(word, -2)
      WHEN right(word, 2) = 'ss' THEN word
      ELSE left(word, -1) END;
  END IF;
  IF right(word, 3) = 'eed' AND length(word) > 3 THEN
    word := word_ending(word, '{eed}', '{ee}', 1);
  ELSE
    rest := CASE
      WHEN right(word, 2) = 'ed' AND length(word) > 2 THEN left(word, -2)
      WHEN right(word, 3) = 'ing' AND length(word) > 3 THEN left(word, -3) END;
    IF word_has_vowel(rest) THEN
      word := CASE
        WHEN right(rest, 2) IN ('at', 'bl', 'iz') AND length(rest) > 2 THEN rest || 'e'
        WHEN length(rest) > 1 AND right(rest, 1) = substr(rest, length(rest) - 1, 1)
          AND strpos('bcdfghjkmnpqrtvwxy0123456789', right(rest, 1)) > 0 THEN left(rest, -1)
        WHEN word_measure(rest) = 1 AND word_is_short(rest) THEN rest || 'e'
        ELSE rest END;
    END IF;
  END IF;
  IF right(word, 1) = 'y' AND word_has_vowel(left(word, -1)) THEN
    word := left(word, -1) || 'i';
  END IF;
  word := word_ending(word,
    '{ational,tional,enci,anci,izer,logi,bli,alli,entli,eli,ousli,ization,ation,ator,alism,iveness,fulness,ousness,aliti,iviti,biliti}',
    '{ate,tion,ence,ance,ize,log,ble,al,ent,e,ous,ize,ate,ate,al,ive,ful,ous,al,ive,ble}', 1);
  word := word_ending(word,
    '{ical,ness,icate,iciti,ful,ative,alize}', '{ic,"",ic,ic,"","",al}', 1);
  word := word_ending(word,
    '{al,ance,ence,er,ic,able,ible,ant,ement,ment,ent,ion,ou,ism,ate,iti,ous,ive,ize}',
    array_fill(''::text, ARRAY[19]), 2);
  IF right(word, 1) = 'e' THEN
    rest := left(word, -1);
    IF word_measure(rest) = 2 OR (word_measure(rest) = 1 AND NOT word_is_short(rest)) THEN
      word := rest;
    END IF;
  END IF;
  IF right(word, 2) = 'll' AND word_measure(left(word, -1)) = 2 THEN
    word := left(word, -1);
  END IF;
  RETURN CASE WHEN is_ascii(word) THEN word
    ELSE convert_from(convert_to(word, 'LATIN1'), 'UTF8') END;
END
$$;

-- A word of a text in lower case and without accents.
CREATE OR REPLACE FUNCTION word_folded(word text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN is_ascii(word) THEN lower(word COLLATE "C") ELSE translate(
    regexp_replace(lower(word COLLATE "C"), '[' || character_class('dropped') || ']', '', 'g'),
    'µÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀā'
    'ĂăĄąĆćĈĉĊċČčĎďĐĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦĨĩĪīĬĭĮįİĲĴĵĶķĹĺĻļĽľĿŁŃń'
    'ŅņŇňŊŌōŎŏŐőŒŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſƁƂƄƆƇ'
    'ƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠơƢƤƦƧƩƬƮƯưƱƲƳƵƷƸƼǄǅǇǈǊǋǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǢǤ'
    'ǦǧǨǩǪǫǬǭǮǰǱǲǴǵǶǷǸǹǺǻǼǾȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȜȞȟȠȢȤȦȧȨȩ'
    'ȪȫȬȭȮȯȰȱȲȳȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫς'
    'ϏϐϑϕϖϘϚϜϞϠϢϤϦϨϪϬϮϰϱϴϵϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПР'
    'СТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀ'
    'ӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԱԲԳԴԵԶԷԸԹ'
    'ԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾ'
    'ႿჀჁჂჃჄჅჇჍḀḁḂḃḄḅḆḇḈḉḊḋḌḍḎḏḐḑḒḓḔḕḖḗḘḙḚḛḜḝḞḟḠḡḢḣḤḥḦḧḨḩḪḫḬḭḮḯḰḱḲ'
    'ḳḴḵḶḷḸḹḺḻḼḽḾḿṀṁṂṃṄṅṆṇṈṉṊṋṌṍṎṏṐṑṒṓṔṕṖṗṘṙṚṛṜṝṞṟṠṡṢṣṤṥṦṧṨṩṪṫṬṭṮ'
    'ṯṰṱṲṳṴṵṶṷṸṹṺṻṼṽṾṿẀẁẂẃẄẅẆẇẈẉẊẋẌẍẎẏẐẑẒẓẔẕẖẗẘẙẛẞẠạẢảẤấẦầẨẩẪẫẬậẮ'
    'ắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪ'
    'ừỬửỮữỰựỲỳỴỵỶỷỸỹỺỼỾἈἉἊἋἌἍἎἏἘἙἚἛἜἝἨἩἪἫἬἭἮἯἸἹἺἻἼἽἾἿὈὉὊὋὌὍὙὛὝὟὨὩ'
    'ὪὫὬὭὮὯᾈᾉᾊᾋᾌᾍᾎᾏᾘᾙᾚᾛᾜᾝᾞᾟᾨᾩᾪᾫᾬᾭᾮᾯᾸᾹᾺΆᾼιῈΈῊΉῌῘῙῚΊῨῩῪΎῬῸΌῺΏῼΩKÅℲⅠ'
    'ⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯↃⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫ'
    'ⰬⰭⰮⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒ'
    'ⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾ'
    'ꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞠꞢꞤꞦꞨꞪＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲ'
    'ＳＴＵＶＷＸＹＺ𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧',
    'μaaaaaaæceeeeiiiiðnoooooøuuuuyþaaaaaaceeeeiiiinooooouuuuyyaa'
    'aaaaccccccccddđeeeeeeeeeegggggggghhħiiiiiiiiiĳjjkkllllllŀłnn'
    'nnnnŋooooooœrrrrrrssssssssttttŧuuuuuuuuuuuuwwyyyzzzzzzsɓƃƅɔƈ'
    'ɖɗƌǝəɛƒɠɣɩɨƙɯɲɵooƣƥʀƨʃƭʈuuʊʋƴƶʒƹƽǆǆǉǉǌǌaaiioouuuuuuuuuuaaǡǣǥ'
    'ggkkooooǯjǳǳggƕƿnnaaǽǿaaaaeeeeiiiioooorrrruuuussttȝhhƞȣȥaaee'
    'ooooooooyyⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋσ'
    'ϗβθφπϙϛϝϟϡϣϥϧϩϫϭϯκρθεϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопр'
    'стуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏ'
    'ӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧաբգդեզէըթ'
    'ժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞ'
    'ⴟⴠⴡⴢⴣⴤⴥⴧⴭaabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkk'
    'kkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttt'
    'tttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwysßaaaaaaaaaaaaaaa'
    'aaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuu'
    'uuuuuuuyyyyyyyyỻỽỿἀἁἂἃἄἅἆἇἐἑἒἓἔἕἠἡἢἣἤἥἦἧἰἱἲἳἴἵἶἷὀὁὂὃὄὅὑὓὕὗὠὡ'
    'ὢὣὤὥὦὧᾀᾁᾂᾃᾄᾅᾆᾇᾐᾑᾒᾓᾔᾕᾖᾗᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱὰάᾳιὲέὴήῃῐῑὶίῠῡὺύῥὸόὼώῳωkaⅎⅰ'
    'ⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼⅽⅾⅿↄⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛ'
    'ⱜⱝⱞⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓ'
    'ⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿ'
    'ꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞡꞣꞥꞧꞩɦａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒ'
    'ｓｔｕｖｗｘｙｚ𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏'
  ) END
$$;

-- The stems of a text in order.
CREATE OR REPLACE FUNCTION text_stems(x text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(word_stem(word_folded(words[1])) ORDER BY place), '{}')
  FROM regexp_matches(x, '[' || character_class('token') || ']['
    || character_class('token') || character_class('dropped') || ']*', 'g')
    WITH ORDINALITY AS found(words, place)
$$;

-- A stem as the syntax of searches has it.
CREATE OR REPLACE FUNCTION quote_stem(stem text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT '''' || replace(replace(stem, '\', '\\'), '''', '''''') || ''''
$$;

-- A search is JSON: {"all": [searches]}, {"any": [searches]}, {"phrase": text, "prefix": true}, or
-- {"near": [texts], "distance": words between the first phrase and the last}.
--
-- What the index is asked for: rows that have every word of a phrase, wherever it stands.
CREATE OR REPLACE FUNCTION search_words(search jsonb) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  found tsquery;
  part tsquery;
  item jsonb;
  stems text[];
BEGIN
  IF search ? 'phrase' THEN
    stems := text_stems(search ->> 'phrase');
    FOR place IN 1..cardinality(stems) LOOP
      part := (quote_stem(stems[place])
        || CASE WHEN place = cardinality(stems) AND (search -> 'prefix')::boolean
          THEN ':*' ELSE '' END)::tsquery;
      found := CASE WHEN found IS NULL THEN part ELSE found && part END;
    END LOOP;
    RETURN coalesce(found, ''::tsquery);
  END IF;
  FOR item IN SELECT * FROM jsonb_array_elements(coalesce(search -> 'all', search -> 'any', search -> 'near'))
  LOOP
    IF search ? 'near' THEN
      part := search_words(jsonb_build_object('phrase', item, 'prefix', false));
    ELSE
      part := search_words(item);
    END IF;
    found := CASE WHEN found IS NULL THEN part WHEN search ? 'any' THEN found || part
      ELSE found && part END;
  END LOOP;
  RETURN coalesce(found, ''::tsquery);
END
$$;

-- Where a phrase begins in a text of stems; the last word may be a beginning.
CREATE OR REPLACE FUNCTION phrase_places(stems text[], phrase text[], is_prefix boolean)
RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(place ORDER BY place), '{}')
  FROM (SELECT cardinality(phrase) AS size) AS sized,
    generate_series(1, cardinality(stems) - size + 1) AS place
  WHERE size > 0
    AND stems[place:place + size - 2] = phrase[1:size - 1]
    AND CASE WHEN is_prefix THEN starts_with(stems[place + size - 1], phrase[size])
      ELSE stems[place + size - 1] = phrase[size] END
$$;

-- Whether a text of stems has a place of every phrase, with at most so many words between the end of each
-- of them and the start of the last.
CREATE OR REPLACE FUNCTION phrases_are_near(stems text[], phrases text[], distance bigint)
RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  WITH found AS MATERIALIZED (
    SELECT nth, cardinality(phrase) AS size, unnest(phrase_places(stems, phrase, false)) AS place
    FROM (SELECT nth, text_stems(given) AS phrase
          FROM unnest(phrases) WITH ORDINALITY AS listed(given, nth)) AS stemmed
  )
  SELECT EXISTS (
    SELECT FROM found AS latest
    WHERE cardinality(phrases) = (
      SELECT count(DISTINCT nth) FROM found
      WHERE place BETWEEN latest.place - size - distance AND latest.place
    )
  )
$$;

-- Whether a text of stems is what a search looks for. A line end stands between the texts of a row that
-- no phrase may span.
CREATE OR REPLACE FUNCTION search_holds(stems text[], search jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  item jsonb;
  line_end integer := array_position(stems, E'\n');
BEGIN
  IF search ? 'phrase' THEN
    RETURN phrase_places(stems, text_stems(search ->> 'phrase'), (search -> 'prefix')::boolean) <> '{}';
  ELSIF search ? 'near' THEN
    RETURN CASE WHEN line_end IS NULL THEN
        phrases_are_near(stems, ARRAY(SELECT jsonb_array_elements_text(search -> 'near')),
          (search ->> 'distance')::bigint)
      ELSE search_holds(stems[:line_end - 1], search) OR search_holds(stems[line_end + 1:], search) END;
  ELSIF search ? 'all' THEN
    FOR item IN SELECT * FROM jsonb_array_elements(search -> 'all') LOOP
      IF NOT search_holds(stems, item) THEN
        RETURN false;
      END IF;
    END LOOP;
    RETURN true;
  END IF;
  FOR item IN SELECT * FROM jsonb_array_elements(search -> 'any') LOOP
    IF search_holds(stems, item) THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END
$$;
