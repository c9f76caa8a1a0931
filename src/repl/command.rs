//! Commands of the prompt: a dot and a word, of which any unique beginning will do.

use crate::query::suggest::nearest;
use crate::render::OutputFormat;

/// What a command does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    /// `.help`
    Help,
    /// `.tables`
    Tables,
    /// `.schema events`
    Schema(Option<String>),
    /// `.mode csv`; shows the present one without a word.
    Mode(Option<OutputFormat>),
    /// `.sql`, of the last question or of the one that follows.
    Sql(Option<String>),
    /// `.quit`
    Quit,
}

/// The words with their arguments and meanings.
pub(super) const COMMANDS: [(&str, &str, &str); 6] = [
    ("help", "", "this list"),
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
        "help" => Command::Help,
        "tables" => Command::Tables,
        "schema" => Command::Schema(argument),
        "mode" => Command::Mode(argument.map(|word| format(&word)).transpose()?),
        "sql" => Command::Sql(argument),
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
        check(".help", Command::Help);
        check(".h", Command::Help);
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
    }

    #[test]
    fn mistyped_commands_are_explained() {
        let check = |text: &str, part: &str| {
            let message = read(text).unwrap_err();
            assert!(message.contains(part), "{message}");
        };
        check(".s", "`.schema` or `.sql`");
        check(".shcema", "did you mean `.schema`?");
        check(".xyz", "`.help` lists them");
        check(".", "`.help` lists them");
        check(".mode jsn", "did you mean `json`?");
    }
}
