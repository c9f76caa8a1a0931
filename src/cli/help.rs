//! `dateline help`: a command, a code such as `E010`, a noun, or the list of what there is to read.

use clap::CommandFactory;

use super::Streams;
use super::args::Arguments;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::rows::print;
use super::topic::topics;
use crate::ask;
use crate::query::FUNCTIONS;
use crate::query::describe;
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
    if let Some(mut command) = command(&word) {
        write!(streams.out, "{}", command.render_long_help())?;
    } else if let Some(lesson) = lesson(topic) {
        write!(streams.out, "{}", lesson.text())?;
    } else if CODES.contains(&word.as_str()) {
        for lesson in lessons() {
            writeln!(streams.out, "{}  {}", lesson.code, lesson.title)?;
        }
    } else if let Some(topic) = topics().find(|topic| topic.name == word) {
        writeln!(streams.out, "{}", topic.text)?;
    } else if let Some(function) = FUNCTIONS.iter().find(|known| known.name == word) {
        writeln!(streams.out, "{}", function.signature)?;
    } else if describe::noun(&word).is_some() {
        let fields = ask::schema(Some(&word))
            .map_err(|_| Failure::Failed(format!("cannot describe `{word}`")))?;
        return print(&fields, given, streams);
    } else {
        return Err(Failure::Question(unknown(topic)));
    }
    Ok(Outcome::Done)
}

fn overview(streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let nouns: Vec<String> = describe::nouns()
        .into_iter()
        .map(|noun| noun.word)
        .collect();
    let functions: Vec<&str> = FUNCTIONS.iter().map(|known| known.name).collect();
    writeln!(streams.out, "{}", Arguments::command().render_help())?;
    writeln!(
        streams.out,
        "Topics of `dateline help TOPIC`:\n\
         \x20 a command   `dateline help load`\n\
         \x20 a code      `dateline help E010`; `dateline help codes` lists them\n\
         \x20 how to      {}\n\
         \x20 a noun      {}\n\
         \x20 a function  {}",
        topics()
            .map(|topic| topic.name)
            .collect::<Vec<_>>()
            .join(", "),
        nouns.join(", "),
        functions.join(", ")
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
    let functions = FUNCTIONS.iter().map(|known| known.name);
    let topics = topics().map(|topic| topic.name);
    let words = commands.chain(noun_words).chain(functions);
    let words = words.chain(topics).chain(CODES);
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
