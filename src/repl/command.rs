//! Commands of the prompt: a dot and a word, of which any unique beginning will do.

use std::time::Duration;

use crate::query::suggest::nearest;
use crate::render::OutputFormat;

/// What a command does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    /// `.help`, `.help E010`, `.help events`.
    Help(Option<String>),
    /// `.tables`
    Tables,
    /// `.schema events`
    Schema(Option<String>),
    /// `.mode csv`; shows the present one without a word.
    Mode(Option<OutputFormat>),
    /// `.sql`, of the last question or of the one that follows.
    Sql(Option<String>),
    /// `.set timeout 30`, `.set timeout off`; shows the present one without a value.
    Timeout(Option<TimeoutChoice>),
    /// `.quit`
    Quit,
}

/// How long an answer may take, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeoutChoice {
    /// As long as it likes.
    Off,
    /// No longer than this.
    After(Duration),
}

/// The words with their arguments and meanings.
pub(super) const COMMANDS: [(&str, &str, &str); 7] = [
    (
        "help",
        "[TOPIC]",
        "this list, a code such as E010, or a noun",
    ),
    (
        "tables",
        "",
        "what can be asked about, with numbers of rows",
    ),
    ("schema", "[NOUN]", "the nouns, or the fields of one"),
    ("mode", "[FORMAT]", "show or set the form of answers"),
    (
        "sql",
        "[QUERY]",
        "the SQL of the last question, or of this one",
    ),
    (
        "set",
        "timeout [SECONDS]",
        "show or set how long an answer may take; `off` for no limit",
    ),
    ("quit", "", "leave (also Ctrl-D)"),
];

/// Reads a command; the text begins with a dot.
///
/// # Errors
/// A sentence for the user: what is wrong, and what may be meant.
pub(super) fn read(text: &str) -> Result<Command, String> {
    let text = text.trim().trim_start_matches('.');
    let (word, rest) = match text.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim()),
        None => (text, ""),
    };
    let argument = (!rest.is_empty()).then(|| rest.trim_end_matches(';').to_owned());
    Ok(match whole(word)? {
        "help" => Command::Help(argument),
        "tables" => Command::Tables,
        "schema" => Command::Schema(argument),
        "mode" => Command::Mode(argument.map(|word| format(&word)).transpose()?),
        "sql" => Command::Sql(argument),
        "set" => setting(argument.as_deref().unwrap_or_default())?,
        _ => Command::Quit,
    })
}

/// The whole word of which this is the beginning.
fn whole(word: &str) -> Result<&'static str, String> {
    let lower = word.to_lowercase();
    let known = || COMMANDS.iter().map(|(name, _, _)| *name);
    if let Some(exact) = known().find(|name| *name == lower) {
        return Ok(exact);
    }
    let fitting: Vec<&str> = known()
        .filter(|name| !lower.is_empty() && name.starts_with(&lower))
        .collect();
    match fitting.as_slice() {
        [only] => Ok(only),
        [] => Err(match nearest(&lower, known()) {
            Some(similar) => format!("there is no command `.{word}`; did you mean `.{similar}`?"),
            None => format!("there is no command `.{word}`; `.help` lists them"),
        }),
        several => {
            let several: Vec<String> = several.iter().map(|name| format!("`.{name}`")).collect();
            Err(format!("`.{word}` could be {}", several.join(" or ")))
        }
    }
}

/// What `.set` changes: the time that an answer may take is all there is.
fn setting(text: &str) -> Result<Command, String> {
    let mut words = text.split(|c: char| c.is_whitespace() || c == '=');
    let name = words.next().unwrap_or_default().to_lowercase();
    let value = words.find(|word| !word.is_empty());
    if !name.is_empty() && name != "timeout" {
        return Err(format!(
            "there is no setting `{name}`; `.set timeout 60` is all there is"
        ));
    }
    let Some(value) = value else {
        return Ok(Command::Timeout(None));
    };
    if ["off", "none", "no", "0"].contains(&value.to_lowercase().as_str()) {
        return Ok(Command::Timeout(Some(TimeoutChoice::Off)));
    }
    let seconds = value.trim_end_matches('s').parse::<f64>().ok();
    let limit = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    match limit {
        Some(limit) => Ok(Command::Timeout(Some(TimeoutChoice::After(limit)))),
        None => Err(format!(
            "`{value}` is no number of seconds; write `.set timeout 30` or `.set timeout off`"
        )),
    }
}

fn format(word: &str) -> Result<OutputFormat, String> {
    let words = || OutputFormat::ALL.into_iter().map(OutputFormat::word);
    OutputFormat::from_word(&word.to_lowercase()).ok_or_else(|| {
        let all: Vec<&str> = words().collect();
        let meant = nearest(word, words()).map(|similar| format!(" did you mean `{similar}`?"));
        let meant = meant.unwrap_or_default();
        format!(
            "there is no format `{word}`;{meant} formats are {}",
            all.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_go_by_any_unique_beginning() {
        let check = |text: &str, expected: Command| assert_eq!(read(text), Ok(expected), "{text}");
        check(".help", Command::Help(None));
        check(".h e010", Command::Help(Some("e010".to_owned())));
        check(".TAB", Command::Tables);
        check(".schema events", Command::Schema(Some("events".to_owned())));
        check(".sc", Command::Schema(None));
        check(".mode jsonl", Command::Mode(Some(OutputFormat::JsonLines)));
        check(".m", Command::Mode(None));
        check(
            ".sql events | take 3;",
            Command::Sql(Some("events | take 3".to_owned())),
        );
        check(".q", Command::Quit);
        let after = |seconds| {
            Command::Timeout(Some(TimeoutChoice::After(Duration::from_secs_f64(seconds))))
        };
        check(".set timeout 30", after(30.0));
        check(".set timeout=0.5s", after(0.5));
        check(
            ".set timeout off",
            Command::Timeout(Some(TimeoutChoice::Off)),
        );
        check(".set timeout", Command::Timeout(None));
    }

    #[test]
    fn mistyped_commands_are_explained() {
        let check = |text: &str, part: &str| {
            let message = read(text).unwrap_err();
            assert!(message.contains(part), "{message}");
        };
        check(".s", "`.schema` or `.sql` or `.set`");
        check(".set timeout soon", "`soon` is no number of seconds");
        check(".set timeout -3", "no number of seconds");
        check(".set color on", "there is no setting `color`");
        check(".shcema", "did you mean `.schema`?");
        check(".xyz", "`.help` lists them");
        check(".", "`.help` lists them");
        check(".mode jsn", "did you mean `json`?");
    }
}
