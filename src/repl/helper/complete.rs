//! What Tab offers after a dot: commands and what they take.

use rustyline::completion::Pair;

use crate::query::catalog::noun_words;
use crate::query::reference;
use crate::repl::answers::Answers;
use crate::repl::command::COMMANDS;
use crate::repl::session::Session;
use crate::repl::settings::Setting;
use crate::value::ChartKind;

/// What is offered.
pub(super) enum Offer {
    /// Words that replace the line from a byte on.
    Words(usize, Vec<Pair>),
    /// Files and folders.
    Files,
}

/// What could complete a command; `typed` is the line up to the cursor without its dot.
pub(super) fn command<A: Answers>(typed: &str, session: &Session<A>) -> Offer {
    let Some((command, rest)) = typed.split_once(char::is_whitespace) else {
        return Offer::Words(0, commands(typed));
    };
    let begun = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    // The dot before the command is one byte.
    let start = 1 + typed.len() - begun.len();
    let lower = begun.to_lowercase();
    let Some(words) = arguments(command, rest, session) else {
        return Offer::Files;
    };
    let fitting = words
        .into_iter()
        .filter(|word| word.to_lowercase().starts_with(&lower));
    let pairs = fitting.map(|word| Pair {
        display: word.clone(),
        replacement: word,
    });
    Offer::Words(start, pairs.collect())
}

/// The words that a command takes at the end of what stands after it; `None` for a file.
fn arguments<A: Answers>(command: &str, rest: &str, session: &Session<A>) -> Option<Vec<String>> {
    let position = rest.split_whitespace().count()
        - usize::from(!rest.ends_with(char::is_whitespace) && !rest.is_empty());
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let nouns = || noun_words().map(|noun| noun.word.to_owned());
    Some(match command {
        "export" | "once" | "read" | "load" | "use" => return None,
        "schema" | "columns" => nouns().collect(),
        "help" => {
            let commands = COMMANDS.iter().map(|known| known.word);
            let entries = reference::entries().iter().map(|known| known.word);
            let topics = session.answers().topics().into_iter();
            let others = entries.chain(topics).chain(["keys"]);
            let mut words: Vec<String> = commands.map(str::to_owned).chain(nouns()).collect();
            for word in others {
                if words.iter().all(|known| known != word) {
                    words.push(word.to_owned());
                }
            }
            words
        }
        "facet" | "crosstab" => session.last_columns(),
        "chart" => ChartKind::ALL.map(|kind| kind.word().to_owned()).into(),
        "x" => owned(&["on", "off", "auto"]),
        "mode" => owned(&Setting::Mode.values()),
        "timer" => owned(&Setting::Timer.values()),
        "set" if position == 0 => Setting::ALL.map(|it| it.word().to_owned()).into(),
        "set" => {
            let name = rest.split_whitespace().next().unwrap_or_default();
            let values = Setting::named(name).map_or_else(|_| Vec::new(), Setting::values);
            let values = values
                .iter()
                .filter(|value| value.starts_with(char::is_lowercase));
            values.map(|value| (*value).to_owned()).collect()
        }
        "run" if position == 0 => {
            let saved = session
                .answers()
                .saved()
                .and_then(|saved| saved.list().ok());
            saved.into_iter().flatten().map(|one| one.name).collect()
        }
        _ => Vec::new(),
    })
}

fn commands(typed: &str) -> Vec<Pair> {
    let lower = typed.to_lowercase();
    let fitting = COMMANDS
        .iter()
        .filter(|known| known.word.starts_with(&lower));
    let pair = |known: &crate::repl::command::Listed| Pair {
        display: format!(".{}  {}", known.word, known.meaning),
        replacement: format!(".{} ", known.word),
    };
    fitting.map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::Echoing;
    use super::*;
    use crate::render::{OutputFormat, Page};

    #[test]
    fn commands_that_take_a_word_offer_it() {
        let session = Session::new(Echoing, OutputFormat::Table, Page::default());
        let check = |typed: &str, expected: Option<(usize, &[&str])>| {
            let found = match command(typed, &session) {
                Offer::Words(start, pairs) => {
                    let words: Vec<String> = pairs.into_iter().map(|it| it.replacement).collect();
                    Some((start, words))
                }
                Offer::Files => None,
            };
            let expected = expected.map(|(start, words)| {
                (
                    start,
                    words
                        .iter()
                        .map(|word| (*word).to_owned())
                        .collect::<Vec<_>>(),
                )
            });
            assert_eq!(found, expected, "{typed}");
        };
        check("schema ev", Some((8, &["events"])));
        check("mode js", Some((6, &["json", "jsonl"])));
        check("mode x", Some((6, &[])));
        check("set ti", Some((5, &["timeout", "timer"])));
        check("set timer o", Some((11, &["on", "off"])));
        check("set timeout ", Some((13, &["off"])));
        check("chart t", Some((7, &["timeline"])));
        check("help comp", Some((6, &["compare"])));
        check("help top", Some((6, &["top"])));
        check("sou", Some((0, &[".sources "])));
        check("export x", None);
    }
}
