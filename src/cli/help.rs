//! `dateline help`: a command, a code such as `E010`, a word of the language, or the list of what there
//! is to read.

use clap::CommandFactory;

use super::Streams;
use super::args::Arguments;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::rows::print;
use super::topic::topics;
use crate::ask;
use crate::query::describe;
use crate::query::reference::{self, Entry, WordKind};
use crate::query::suggest::nearest;
use crate::render::diagnostic::lesson::{lesson, lessons, near_lesson};

/// Words that ask for the list of codes.
const CODES: [&str; 4] = ["codes", "errors", "error", "warnings"];

/// Runs `dateline help`.
pub(super) fn run(
    topic: Option<&str>,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let Some(topic) = topic.map(str::trim).filter(|topic| !topic.is_empty()) else {
        return overview(streams);
    };
    let word = topic.to_lowercase();
    // The query language, for short.
    let word = if word == "ql" {
        "language".to_owned()
    } else {
        word
    };
    let entries = reference::about(word.split(' ').next().unwrap_or(&word));
    let entries = match (entries.is_empty(), word.strip_suffix('s')) {
        (true, Some(singular)) => reference::about(singular),
        _ => entries,
    };
    if let Some(mut command) = command(&word) {
        write!(streams.out, "{}", command.render_long_help())?;
        for entry in &entries {
            write!(streams.out, "\n{}", entry.text())?;
        }
    } else if let Some(lesson) = lesson(topic) {
        write!(streams.out, "{}", lesson.text())?;
    } else if CODES.contains(&word.as_str()) {
        for lesson in lessons() {
            writeln!(streams.out, "{}  {}", lesson.code, lesson.title)?;
        }
    } else if let Some(topic) = topics().find(|topic| topic.name == word) {
        writeln!(streams.out, "{}", topic.text)?;
    } else if describe::noun(&word).is_some() {
        let fields = ask::schema(Some(&word))
            .map_err(|_| Failure::Failed(format!("cannot describe `{word}`")))?;
        return print(&fields, given, streams);
    } else if !entries.is_empty() {
        let texts: Vec<String> = entries.iter().map(Entry::text).collect();
        write!(streams.out, "{}", texts.join("\n"))?;
    } else if let Some(list) = listed(&word) {
        write!(streams.out, "{list}")?;
    } else {
        return Err(Failure::Question(unknown(topic)));
    }
    Ok(Outcome::Done)
}

/// All words of one kind with what each does: `stages`, `clauses`, `functions`, `fields`, `nouns`.
fn listed(kind: &str) -> Option<String> {
    let kinds = [WordKind::Stage, WordKind::Clause, WordKind::Function];
    let asked = kinds
        .into_iter()
        .find(|it| [it.word(), &plural(*it)].contains(&kind));
    let pairs: Vec<(String, String)> = match (asked, kind) {
        (Some(asked), _) => reference::entries()
            .iter()
            .filter(|entry| entry.kind == asked)
            .map(|entry| (entry.word.to_owned(), entry.does.clone()))
            .collect(),
        (None, "nouns" | "noun") => describe::nouns()
            .into_iter()
            .map(|noun| (noun.word, noun.doc.to_owned()))
            .collect(),
        (None, "fields" | "field") => describe::nouns()
            .into_iter()
            .map(|noun| {
                let names: Vec<&str> = noun.fields.iter().map(|field| field.name).collect();
                (noun.word, names.join(", "))
            })
            .collect(),
        _ => return None,
    };
    let width = pairs.iter().map(|(word, _)| word.chars().count()).max()?;
    let lines = pairs
        .iter()
        .map(|(word, does)| format!("{word:width$}  {does}\n"));
    Some(lines.collect())
}

fn plural(kind: WordKind) -> String {
    format!("{}s", kind.word())
}

fn overview(streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let nouns: Vec<String> = describe::nouns()
        .into_iter()
        .map(|noun| noun.word)
        .collect();
    let words = |kind| reference::words(kind).collect::<Vec<_>>().join(", ");
    writeln!(streams.out, "{}", Arguments::command().render_help())?;
    writeln!(
        streams.out,
        "Topics of `dateline help TOPIC`:\n\
         \x20 a command   `dateline help load`\n\
         \x20 a code      `dateline help E010`; `dateline help codes` lists them\n\
         \x20 how to      {}\n\
         \x20 a noun      {}\n\
         \x20 a stage     {}\n\
         \x20 a clause    {}\n\
         \x20 a function  {}\n\
         \x20 a field     `dateline help actor`; `dateline help fields` lists them\n\
         \x20 a value     `dateline help airstrike`; `dateline help kinds` lists those of events",
        topics()
            .map(|topic| topic.name)
            .collect::<Vec<_>>()
            .join(", "),
        nouns.join(", "),
        words(WordKind::Stage),
        words(WordKind::Clause),
        words(WordKind::Function)
    )?;
    Ok(Outcome::Done)
}

fn command(word: &str) -> Option<clap::Command> {
    let mut program = Arguments::command();
    program.build();
    program.find_subcommand(word).cloned()
}

/// The message about a topic that is none.
fn unknown(topic: &str) -> String {
    let nouns = describe::nouns();
    let program = Arguments::command();
    let commands = program.get_subcommands().map(clap::Command::get_name);
    let noun_words = nouns.iter().map(|noun| noun.word.as_str());
    let entries = reference::entries().iter().map(|entry| entry.word);
    let fields = reference::fields().into_iter();
    let topics = topics().map(|topic| topic.name);
    let values = reference::values().into_iter();
    let words = commands.chain(noun_words).chain(entries).chain(fields);
    let words = words.chain(values).chain(topics).chain(CODES);
    let meant = match near_lesson(topic) {
        Some(near) => Some(format!("{} ({})", near.code, near.title)),
        None => nearest(topic, words).map(str::to_owned),
    };
    let hint = meant.map_or_else(
        || "`dateline help` lists what there is".to_owned(),
        |meant| format!("did you mean {meant}?"),
    );
    format!("error: there is no help on `{topic}`: {hint}")
}
