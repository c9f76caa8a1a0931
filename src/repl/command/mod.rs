//! Commands of the prompt: a dot and a word, of which any unique beginning will do.

mod list;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::time::Duration;

pub(super) use list::{COMMANDS, Group, Listed};

use super::settings::{self, RecordView};
use crate::query::suggest::nearest;
use crate::value::ChartKind;

/// What a command does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    /// `.x _3`: a command on an earlier result, which is the last one from then on.
    Of(usize, Box<Command>),
    /// `.help`, `.help E010`, `.help events`.
    Help(Option<String>),
    /// `.tables`
    Tables,
    /// `.schema events`
    Schema(Option<String>),
    /// `.columns events`
    Columns(String),
    /// `.sql`, of the last question or of the one that follows.
    Sql(Option<String>),
    /// `.explain`, of the last question or of the one that follows.
    Explain(Option<String>),
    /// `.set timeout 30`, `.mode csv`, `.timer off`; shows the present one without a value.
    Set(Option<String>, Option<String>),
    /// `.param who "Russia"`; shows those that are set without a name.
    Param(Option<(String, String)>),
    /// `.x`, for the last result, or for all with a choice.
    Records(Option<RecordView>),
    /// `.full`
    Full,
    /// `.more`
    More,
    /// `.facet kind`
    Facet(String),
    /// `.crosstab kind year n`
    Crosstab(Crosstab),
    /// `.chart bar`
    Chart(Option<ChartKind>),
    /// `.sources`
    Sources,
    /// `.open 3`
    Open(usize),
    /// `.export deaths.csv`
    Export(PathBuf),
    /// `.once deaths.csv`
    Once(PathBuf),
    /// `.copy`
    Copy,
    /// `.save deaths`
    Save(String),
    /// `.run deaths who="Russia"`
    Run(String, Vec<(String, String)>),
    /// `.queries`
    Queries,
    /// `.read questions.dq`
    Read(PathBuf),
    /// `.watch 5s`
    Watch(Duration),
    /// `.load news/`
    Load(PathBuf),
    /// `.use other.db`
    Use(PathBuf),
    /// `.edit`
    Edit,
    /// `.history ISIS`
    History(Option<String>),
    /// `.clear`
    Clear,
    /// `.quit`
    Quit,
}

/// Two columns against each other, and what is added up for each pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Crosstab {
    /// The column whose values go down the page.
    pub(super) row: String,
    /// The column whose values go across.
    pub(super) column: String,
    /// The column whose numbers are added up; rows are counted without one.
    pub(super) value: Option<String>,
}

/// Beginnings that are not unique but mean only one thing to whoever types them.
const SHORT: [(&str, &str); 3] = [("h", "help"), ("q", "quit"), ("exit", "quit")];

/// How often a watched database is looked at unless told.
const USUAL_WATCH: Duration = Duration::from_secs(5);

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
    let rest = rest.trim_end_matches(';').trim_end();
    let command = whole(word)?;
    if let Some((number, rest)) = earlier(command, rest) {
        let command = read(&format!(".{command} {rest}"))?;
        return Ok(Command::Of(number, Box::new(command)));
    }
    let argument = (!rest.is_empty()).then(|| rest.to_owned());
    Ok(match command {
        "help" => Command::Help(argument),
        "tables" => Command::Tables,
        "schema" => Command::Schema(argument),
        "sql" => Command::Sql(argument),
        "explain" => Command::Explain(argument),
        "mode" | "timer" => Command::Set(Some(command.to_owned()), argument),
        "set" => setting(rest),
        "param" => Command::Param(parameter(rest)?),
        "x" => Command::Records(argument.map(|word| settings::records(&word)).transpose()?),
        "full" => Command::Full,
        "more" => Command::More,
        "crosstab" => Command::Crosstab(crosstab(rest)?),
        "chart" => Command::Chart(argument.map(|word| chart(&word)).transpose()?),
        "sources" => Command::Sources,
        "copy" => Command::Copy,
        "queries" => Command::Queries,
        "watch" => Command::Watch(argument.map_or(Ok(USUAL_WATCH), |text| seconds(&text))?),
        "edit" => Command::Edit,
        "history" => Command::History(argument),
        "clear" => Command::Clear,
        "quit" => Command::Quit,
        needing => return with_argument(needing, argument),
    })
}

/// The command that a text without a dot begins with, spelt out.
pub(super) fn without_dot(text: &str) -> Option<&'static str> {
    let word = text.split_whitespace().next()?.to_lowercase();
    if word == "?" {
        return Some("help");
    }
    let known = COMMANDS.iter().find(|known| known.word == word);
    known
        .map(|known| known.word)
        .or((word == "exit").then_some("exit"))
}

/// The number of the result that a command names at its end, with what stands before that: `_3`, also `3` where no other
/// number can stand.
fn earlier<'text>(command: &str, rest: &'text str) -> Option<(usize, &'text str)> {
    let known = COMMANDS.iter().find(|known| known.word == command)?;
    let is_of_result = matches!(known.group, Group::Result | Group::Sources)
        || matches!(command, "export" | "copy" | "save" | "edit");
    let start = rest.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (before, name) = rest.split_at(start);
    let is_bare = matches!(
        command,
        "x" | "full" | "more" | "chart" | "sources" | "copy"
    );
    let digits = name.strip_prefix('_').or(is_bare.then_some(name))?;
    let number = digits.parse().ok().filter(|_| is_of_result)?;
    Some((number, before.trim_end()))
}

/// The commands that do nothing without something after them.
fn with_argument(word: &'static str, argument: Option<String>) -> Result<Command, String> {
    let Some(argument) = argument else {
        let usage = COMMANDS.iter().find(|known| known.word == word);
        let usage = usage.map_or("", |known| known.argument);
        return Err(format!(
            "`.{word}` needs something after it: `.{word} {usage}`"
        ));
    };
    Ok(match word {
        "columns" => Command::Columns(argument),
        "facet" => Command::Facet(unquoted(&argument).to_owned()),
        "open" => Command::Open(number(&argument)?),
        "export" => Command::Export(path(&argument)),
        "once" => Command::Once(path(&argument)),
        "save" => Command::Save(argument),
        "run" => run(&argument)?,
        "read" => Command::Read(path(&argument)),
        "load" => Command::Load(path(&argument)),
        _ => Command::Use(path(&argument)),
    })
}

/// The whole word of which this is the beginning.
fn whole(word: &str) -> Result<&'static str, String> {
    let lower = word.to_lowercase();
    let known = || COMMANDS.iter().map(|command| command.word);
    let short = SHORT.iter().find(|(short, _)| *short == lower);
    let exact = known().find(|name| *name == lower);
    if let Some(exact) = exact.or(short.map(|(_, whole)| *whole)) {
        return Ok(exact);
    }
    let fitting: Vec<&str> = known()
        .filter(|name| !lower.is_empty() && name.starts_with(&lower))
        .collect();
    match fitting.as_slice() {
        [only] => Ok(only),
        [] => Err(match nearest(&lower, known()).filter(|_| lower.len() > 1) {
            Some(similar) => format!("there is no command `.{word}`; did you mean `.{similar}`?"),
            None => format!("there is no command `.{word}`; `.help` lists them"),
        }),
        [others @ .., last] => {
            let others: Vec<String> = others.iter().map(|name| format!("`.{name}`")).collect();
            let others = others.join(", ");
            Err(format!("`.{word}` could be {others} or `.{last}`"))
        }
    }
}

fn setting(text: &str) -> Command {
    let mut words = text.splitn(2, |c: char| c.is_whitespace() || c == '=');
    let mut word = || {
        let word = words.next().unwrap_or_default();
        let word = word.trim_matches(|c: char| c.is_whitespace() || c == '=');
        (!word.is_empty()).then(|| unquoted(word).to_owned())
    };
    Command::Set(word(), word())
}

fn parameter(text: &str) -> Result<Option<(String, String)>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let (name, value) = text
        .split_once(|c: char| c.is_whitespace() || c == '=')
        .ok_or_else(|| format!("`.param {text}` needs a value: `.param {text} VALUE`"))?;
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || c == '=');
    Ok(Some((
        name.trim_start_matches('$').to_owned(),
        unquoted(value).to_owned(),
    )))
}

fn crosstab(text: &str) -> Result<Crosstab, String> {
    let mut words = words(text).into_iter();
    let (Some(row), Some(column)) = (words.next(), words.next()) else {
        return Err("`.crosstab` needs two columns: `.crosstab ROW COLUMN [VALUE]`".to_owned());
    };
    Ok(Crosstab {
        row,
        column,
        value: words.next(),
    })
}

fn chart(word: &str) -> Result<ChartKind, String> {
    let known = || ChartKind::ALL.into_iter().map(ChartKind::word);
    let lower = word.to_lowercase();
    let found = ChartKind::ALL.into_iter().find(|kind| kind.word() == lower);
    // Reports draw the same thing by another name.
    let found = found.or((lower == "network").then_some(ChartKind::Graph));
    found.ok_or_else(|| {
        if lower == "map" {
            return "maps are drawn in reports: `.help report`".to_owned();
        }
        let meant = ChartKind::meant(&lower).map(ChartKind::word);
        let meant = meant.or_else(|| nearest(&lower, known()));
        let meant = meant.map(|similar| format!(" did you mean `{similar}`?"));
        let all: Vec<&str> = known().collect();
        let meant = meant.unwrap_or_default();
        format!(
            "there is no chart `{word}`;{meant} charts are {}",
            all.join(", ")
        )
    })
}

fn number(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("`{text}` is no number of a row; write `.open 1`"))
}

/// `5`, `5s`, `0.5 s`.
fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.trim_end_matches('s').trim_end().parse::<f64>().ok();
    let known = number.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    known
        .filter(|time| !time.is_zero())
        .ok_or_else(|| format!("`{text}` is no number of seconds; write `.watch 5s`"))
}

fn run(text: &str) -> Result<Command, String> {
    let mut words = words(text).into_iter();
    let name = words.next().unwrap_or_default();
    let parameter = |word: String| {
        let pair = word.split_once('=');
        let pair = pair.map(|(key, value)| (key.trim_start_matches('$'), unquoted(value)));
        pair.map(|(key, value)| (key.to_owned(), value.to_owned()))
            .ok_or_else(|| format!("`{word}` is no parameter; write `.run {name} name=value`"))
    };
    let parameters = words.map(parameter).collect::<Result<_, _>>()?;
    Ok(Command::Run(name, parameters))
}

/// Words between blanks; what stands in quotes is one, and keeps its blanks.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote) = (String::new(), None);
    for character in text.chars() {
        match (character, quote) {
            (_, Some(open)) if character == open => quote = None,
            ('"' | '\'' | '`', None) => quote = Some(character),
            (blank, None) if blank.is_whitespace() => words.push(std::mem::take(&mut word)),
            (other, _) => word.push(other),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// A text without the quotes round it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    ['"', '\'', '`']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(text)
}

/// A path as typed, with the user's folder in the place of `~`.
fn path(text: &str) -> PathBuf {
    let text = unquoted(text);
    let home = || std::env::home_dir();
    match text
        .strip_prefix("~/")
        .and_then(|rest| Some(home()?.join(rest)))
    {
        Some(path) => path,
        None => PathBuf::from(text),
    }
}
