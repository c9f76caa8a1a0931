//! Changes to a query by whole words: most changes by bytes only break it.

/// Words that stand in queries.
const WORDS: &[&str] = &[
    "events",
    "articles",
    "quotes",
    "figures",
    "entities",
    "people",
    "places",
    "mentions",
    "sentences",
    "sources",
    "clusters",
    "speakers",
    "network",
    "path",
    "comention",
    "coevent",
    "via",
    "max",
    "|",
    "->",
    "where",
    "select",
    "drop",
    "derive",
    "summarize",
    "count",
    "top",
    "facet",
    "sort",
    "take",
    "skip",
    "sample",
    "seed",
    "distinct",
    "each",
    "join",
    "lookup",
    "union",
    "except",
    "intersect",
    "pivot",
    "compare",
    "across",
    "fill",
    "cite",
    "chart",
    "bar",
    "line",
    "hist",
    "timeline",
    "heat",
    "graph",
    "by",
    "against",
    "to",
    "with",
    "mentioning",
    "named",
    "from",
    "within",
    "at",
    "near",
    "about",
    "matching",
    "of",
    "as",
    "according",
    "possibly",
    "during",
    "since",
    "until",
    "before",
    "after",
    "per",
    "on",
    "and",
    "or",
    "not",
    "in",
    "is",
    "null",
    "nulls",
    "first",
    "true",
    "false",
    "any(",
    "all(",
    "none(",
    "count(",
    "case {",
    "else =>",
    "=>",
    "let x =",
    "param $p: text = \"a\";",
    "explain",
    "sql",
    "describe",
    ";",
    "x",
    "(",
    ")",
    "{",
    "}",
    ",",
    ".",
    "..",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "~",
    "!~",
    "+",
    "-",
    "*",
    "/",
    "%",
    "??",
    "\"Russia\"",
    "\"Syria\"",
    "@islamic-state",
    "\"Press TV\"",
    "\"Iran\"+",
    "$p",
    "2016",
    "2016-06",
    "2016-06-09",
    "2016-Q2",
    "2016-W05",
    "201x",
    "30d",
    "6mo",
    "1y",
    "12h",
    "30km",
    "20 mi",
    "250k",
    "1.5m",
    "0",
    "1",
    "3",
    "-1",
    "9223372036854775807",
    "0.5",
    "/a.b/i",
    "\"\"",
    "'x'",
    "`a b`",
    "# c\n",
    "\n",
    "date",
    "kind",
    "mode",
    "modality",
    "place",
    "actor",
    "actors",
    "target",
    "participants",
    "claimant",
    "source",
    "sentence",
    "article",
    "cluster",
    "published",
    "title",
    "text",
    "speaker",
    "low",
    "high",
    "value",
    "measure",
    "unit",
    "as_of",
    "bound",
    "counted_from",
    "name",
    "country",
    "entity",
    "surface",
    "month(date)",
    "year(date)",
    "week(date)",
    "sum(low)",
    "avg(high)",
    "min(date)",
    "list(actors)",
    "median(low)",
    "quantile(low, 0.9)",
    "stdev(low)",
    "running(count)",
    "lag(count)",
    "moving(avg, count, 3)",
    "share(count)",
    "rank(count)",
    "len(title)",
    "ago(30d)",
    "today",
    "today()",
    "assault",
    "airstrike",
    "killed",
    "denied",
    "direct",
    "person",
    "armed_group",
    "place.country",
    "actor.name",
    "if(true, 1, 2)",
];

/// A sequence of numbers made of a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// Where words, numbers, quoted texts and symbols stand; half-open byte ranges.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == '@';
        while let Some((at, next)) = rest.peek().copied() {
            let goes_on = match first {
                '"' | '\'' => true,
                _ => is_word(first) && is_word(next),
            };
            if !goes_on {
                break;
            }
            rest.next();
            end = at + next.len_utf8();
            if next == first && matches!(first, '"' | '\'') {
                break;
            }
        }
        pieces.push((start, end));
    }
    pieces
}

/// Changes one to four words in place and gives the new length; nothing where it is not the time for it.
pub fn mutated(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> Option<usize> {
    mutated_by(WORDS, data, size, max_size, seed)
}

/// The same with words of another sort.
pub fn mutated_by(
    words: &[&str],
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
) -> Option<usize> {
    let mut dice = Dice(u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    dice.below(2);
    if dice.below(4) == 0 {
        return None;
    }
    let mut text = String::from_utf8(data[..size].to_vec()).ok()?;
    for _ in 0..=dice.below(4) {
        let pieces = pieces(&text);
        let at = |dice: &mut Dice| {
            pieces
                .get(dice.below(pieces.len()))
                .copied()
                .unwrap_or((0, 0))
        };
        let (start, end) = at(&mut dice);
        let (other_start, other_end) = at(&mut dice);
        let word = words[dice.below(words.len())];
        let own = text[other_start..other_end.max(other_start)].to_owned();
        let run_end = other_end.max(end);
        match dice.below(8) {
            0 => text.replace_range(start..end, ""),
            1 | 2 => text.replace_range(start..end, word),
            3 | 4 => text.insert_str(end, &format!(" {word} ")),
            5 => text.insert_str(end, &format!(" {own} ")),
            6 => text.replace_range(start..end, &own),
            _ if start < run_end => {
                let run = text[start..run_end].to_owned();
                text.insert_str(run_end, &format!(" {run} "));
            }
            _ => text.insert_str(start, &format!("({word}) ")),
        }
    }
    if text.len() > max_size {
        return None;
    }
    data[..text.len()].copy_from_slice(text.as_bytes());
    Some(text.len())
}
