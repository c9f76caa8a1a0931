//! Questions as wide and as deep as the language lets them be: each is refused with E008 before it
//! runs, or SQLite takes every statement of it.

use std::fmt::Write as _;

use dateline::ask::Asker;
use dateline::query::error::Diagnostics;
use dateline::query::{Compiled, Options, compile};

use crate::meaning::small_world;

/// Repeats a piece, with its number for `#`.
fn many(n: usize, separator: &str, piece: &str) -> String {
    let pieces = (0..n).map(|number| piece.replace('#', &number.to_string()));
    pieces.collect::<Vec<_>>().join(separator)
}

/// Puts a piece round the middle so many times; `…` is where the inner one goes.
fn nested(n: usize, piece: &str, middle: &str) -> String {
    (0..n).fold(middle.to_owned(), |inner, _| piece.replace('…', &inner))
}

/// A chain of `let`s, each made of the one before.
fn lets(n: usize, first: &str, piece: &str) -> String {
    let mut script = format!("let q0 = {first};\n");
    for number in 1..=n {
        let before = format!("q{}", number - 1);
        writeln!(script, "let q{number} = {};", piece.replace('…', &before)).unwrap();
    }
    script + &format!("q{n}")
}

/// Questions of one sort, by their size.
type Sort = (&'static str, fn(usize) -> String);

const SORTS: &[Sort] = &[
    ("arrows there and back", |n| {
        format!("events {}", many(n, " ", "-> articles -> events"))
    }),
    ("arrows through entities", |n| {
        format!("events {}", many(n, " ", "-> people -> events"))
    }),
    ("arrows to what is counted", |n| {
        format!("events {}", many(n, " ", "-> figures -> events"))
    }),
    ("a long path", |n| {
        format!("events | select x = place{}.name", ".parent".repeat(n))
    }),
    ("many paths", |n| {
        let paths = (0..n).map(|at| format!("x{at} = actor{}.name", ".org.country".repeat(at)));
        format!("events | select {}", paths.collect::<Vec<_>>().join(", "))
    }),
    ("conditions on many paths", |n| {
        let paths = (0..n).map(|at| format!("place{}.name = \"a\"", ".parent".repeat(at)));
        format!("events | where {}", paths.collect::<Vec<_>>().join(" or "))
    }),
    ("columns made of the one before", |n| {
        format!("articles | derive a0 = words{}", many(n, "", ", b# = 1"))
            .replace(", b", " | derive b")
    }),
    ("columns each added to the last", |n| {
        let next = (1..=n).map(|at| format!(" | derive a{at} = a{} + 1", at - 1));
        format!("articles | derive a0 = words{}", next.collect::<String>())
    }),
    ("columns each twice the last", |n| {
        let next = (1..=n).map(|at| format!(" | derive a{at} = a{0} + a{0}", at - 1));
        format!("articles | derive a0 = words{}", next.collect::<String>())
    }),
    ("texts each made of the last", |n| {
        let next = (1..=n).map(|at| format!(" | derive a{at} = replace(a{0}, a{0}, a{0})", at - 1));
        format!("articles | derive a0 = title{}", next.collect::<String>())
    }),
    ("filters", |n| {
        format!("events {}", many(n, "", " | where kind != assault"))
    }),
    ("cuts", |n| {
        format!(
            "events {}",
            many(n, "", " | take 9# | where kind != assault")
        )
    }),
    ("cuts of cuts", |n| {
        format!("events {}", many(n, "", " | take 9#"))
    }),
    ("cuts per", |n| {
        format!("events {}", many(n, "", " | take 9# per place.country"))
    }),
    ("groups of groups", |n| {
        format!("events | count by kind{}", many(n, "", " | count by kind"))
    }),
    ("windows of windows", |n| {
        format!(
            "events | count by kind{}",
            many(n, "", " | derive a# = share(count)")
        )
    }),
    ("windows, filtered", |n| {
        format!(
            "events | count by kind{}",
            many(n, "", " | derive a# = share(count) | where a# > 0")
        )
    }),
    ("members", |n| {
        format!("events | where kind in ({})", many(n, ", ", "assault"))
    }),
    ("numbers", |n| {
        format!("articles | where words in ({})", many(n, ", ", "#"))
    }),
    ("texts", |n| {
        format!("articles | where title in ({})", many(n, ", ", "\"t#\""))
    }),
    ("unions", |n| {
        format!(
            "events | distinct kind{}",
            many(n, "", " | union (events | distinct kind)")
        )
    }),
    ("unions of rows", |n| {
        format!(
            "events | distinct date, id{}",
            many(n, "", " | union (events of clash | distinct date, id)")
        )
    }),
    ("unions in unions", |n| {
        nested(
            n,
            "events | distinct kind | union (…)",
            "events | distinct kind",
        )
    }),
    ("excepts in excepts", |n| {
        nested(
            n,
            "events | distinct kind | except (… | take 5)",
            "events | distinct kind",
        )
    }),
    ("quantifiers in quantifiers", |n| {
        format!(
            "events | where {}",
            nested(n, "any(cluster.events where …)", "kind = assault")
        )
    }),
    ("all in all", |n| {
        format!(
            "events | where {}",
            nested(n, "all(cluster.events where not …)", "true")
        )
    }),
    ("counts in counts", |n| {
        format!(
            "entities | where {}",
            nested(n, "count(events.participants where …) > 1", "true")
        )
    }),
    ("quantifiers side by side", |n| {
        format!(
            "events | where {}",
            many(n, " and ", "any(participants where kind = person)")
        )
    }),
    ("lists side by side", |n| {
        format!(
            "events | select {}",
            many(n, ", ", "l# = list(participants.name)")
        )
    }),
    ("queries in queries", |n| {
        format!(
            "events | where cluster in ({})",
            nested(
                n,
                "events | where cluster in (…) | select cluster",
                "events | select cluster"
            )
        )
    }),
    ("clauses of queries", |n| {
        format!(
            "events with ({})",
            nested(n, "events with (…) -> people", "people")
        )
    }),
    ("arms", |n| {
        format!(
            "events | select x = case {{ {}, else => 0 }}",
            many(n, ", ", "confidence > # => #")
        )
    }),
    ("cases in cases", |n| {
        format!(
            "events | select x = {}",
            nested(n, "case { confidence > 0 => …, else => 0 }", "1")
        )
    }),
    ("or", |n| {
        format!("articles | where {}", many(n, " or ", "words > #"))
    }),
    ("and", |n| {
        format!("articles | where {}", many(n, " and ", "words > #"))
    }),
    ("or of and", |n| {
        format!(
            "articles | where {}",
            many(n, " or ", "words > # and words < 9")
        )
    }),
    ("in brackets", |n| {
        format!(
            "articles | where {}",
            nested(n, "(… or words > 1 and title = \"a\")", "true")
        )
    }),
    ("not not", |n| {
        format!("articles | where {}words > 1", "not ".repeat(n))
    }),
    ("minus minus", |n| {
        format!("articles | select x = {}words", "- ".repeat(n))
    }),
    ("sums", |n| {
        format!("articles | select x = {}", many(n, " + ", "words"))
    }),
    ("else", |n| {
        format!("articles | select x = {}", many(n, " ?? ", "author"))
    }),
    ("functions", |n| {
        format!("articles | select x = {}", nested(n, "upper(…)", "title"))
    }),
    ("functions of two", |n| {
        format!(
            "articles | select x = {}",
            nested(n, "max2(…, len(title))", "words")
        )
    }),
    ("dates moved", |n| {
        format!("events | select x = {}", nested(n, "(… + 1mo)", "date"))
    }),
    ("dates moved and moved", |n| {
        format!("events | select x = date{}", " + 1mo".repeat(n))
    }),
    ("columns", |n| {
        format!("articles | select {}", many(n, ", ", "c# = words + #"))
    }),
    ("aggregates", |n| {
        format!(
            "articles | summarize {} by source",
            many(n, ", ", "c# = sum(words)")
        )
    }),
    ("keys", |n| {
        format!("articles | count by {}", many(n, ", ", "c# = words + #"))
    }),
    ("sort keys", |n| {
        format!("articles | sort {}", many(n, ", ", "words + #"))
    }),
    ("facets", |n| {
        format!("articles | facet {}", many(n, ", ", "c# = words + #"))
    }),
    ("joins", |n| {
        format!("articles{}", many(n, "", " | join j# = (articles) on id"))
    }),
    ("lookups", |n| {
        format!("articles{}", many(n, "", " | lookup j# = (articles) on id"))
    }),
    ("each", |n| {
        format!("events{}", many(n, "", " | each participants as p#"))
    }),
    ("names", |n| {
        format!("events with ({})", many(n, ", ", "@norland"))
    }),
    ("names with members", |n| {
        format!("events with ({})", many(n, ", ", "@norland+"))
    }),
    ("all names", |n| {
        format!("events with all ({})", many(n, ", ", "@norland+"))
    }),
    ("clauses", |n| {
        format!("events {}", many(n, " ", "with @norland+"))
    }),
    ("places", |n| {
        format!("events {}", many(n, " ", "not near @norland 9#km"))
    }),
    ("phrases", |n| {
        format!("articles matching {}", many(n, " or ", "\"w#\""))
    }),
    ("phrases and not", |n| {
        format!("articles matching {}", many(n, " and ", "not \"w#\""))
    }),
    ("phrases in brackets", |n| {
        format!(
            "articles matching {}",
            nested(n, "(… or not \"b\")", "\"a\"")
        )
    }),
    ("about", |n| {
        format!("articles {}", many(n, " ", "about \"w#\""))
    }),
    ("bins", |n| {
        format!(
            "events | count by {} | fill",
            many(n, ", ", "m# = month(date)")
        )
    }),
    ("fills", |n| {
        format!("events | count by month(date){}", many(n, "", " | fill"))
    }),
    ("lets doubled", |n| lets(n, "events", "… | union (…)")),
    ("lets filtered", |n| {
        lets(n, "events", "… | where kind in (assault)")
    }),
    ("lets asked of", |n| {
        lets(
            n,
            "events",
            "events | where cluster in (… | select cluster)",
        )
    }),
    ("lets joined", |n| {
        lets(n, "articles", "articles | join o = … on id | select id")
    }),
    ("pivots", |n| {
        let one = "events | count by kind, modality | pivot modality | select kind";
        format!("{one}{}", many(n, "", &format!(" | union ({one})")))
    }),
    ("fields of a pivot", |n| {
        format!(
            "events | count by kind, modality | pivot modality | derive {}",
            many(n, ", ", "c# = asserted + planned")
        )
    }),
    ("networks", |n| {
        format!(
            "network comention of @norland{}",
            many(
                n,
                "",
                " | join n# = (network comention of @norland) on other"
            )
        )
    }),
    ("samples", |n| {
        format!("events{}", many(n, "", " | sample 9# seed #"))
    }),
    ("cited", |n| {
        format!("sentences{}", many(n, "", " | where text ~ \"a\" | cite 2"))
    }),
    ("patterns", |n| {
        format!("articles | where {}", many(n, " or ", "title ~ /a#/"))
    }),
];

const SIZES: &[usize] = &[1, 12, 30, 66, 200, 700];

fn options() -> Options {
    Options {
        // 9 April 2018.
        now: 17_630,
        ..Options::default()
    }
}

/// What SQLite says against any statement of a question.
fn refused(asker: &Asker, compiled: &Compiled) -> Option<String> {
    let notes = compiled.footnotes.iter().map(|note| &note.statement);
    let heads = compiled.heads(&dateline::value::Rows::default());
    let mut all = notes.chain(heads).chain([&compiled.statement]);
    all.find_map(|statement| asker.store().explain(statement).err())
        .map(|error| error.to_string())
}

fn code(errors: &Diagnostics) -> &'static str {
    errors.errors()[0].kind.code()
}

#[test]
fn what_compiles_is_taken_and_what_is_too_large_is_refused_by_name() {
    // As much room as the program's own thread has.
    let check = std::thread::Builder::new()
        .stack_size(8 << 20)
        .spawn(check)
        .unwrap();
    check.join().unwrap();
}

fn check() {
    let (_folder, asker) = small_world();
    let mut wrong = Vec::new();
    for (sort, question) in SORTS {
        for n in SIZES {
            let source = question(*n);
            let told = match compile(&source, asker.store(), &options()) {
                Err(errors) if code(&errors) == "E008" => break,
                Err(errors) => Some(format!("{:?}", errors.errors()[0])),
                Ok(compiled) => refused(&asker, &compiled),
            };
            wrong.extend(told.map(|told| format!("{sort}, {n}: {told:.300}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
