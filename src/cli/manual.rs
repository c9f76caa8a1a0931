//! `dateline completions` and `dateline man`: what shells and `man` know of the command line, made of it.

use clap::CommandFactory;
use clap_complete::generate;
use clap_mangen::Man;

use super::Streams;
use super::args::{Arguments, Completions};
use super::exit::{Failure, Outcome};

/// Runs `dateline completions`.
pub(super) fn completions(
    arguments: &Completions,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    // The generator does not expect that its writer fails, as a closed pipe does.
    let mut script = Vec::new();
    generate(
        arguments.shell,
        &mut Arguments::command(),
        "dateline",
        &mut script,
    );
    streams.out.write_all(&script)?;
    Ok(Outcome::Done)
}

/// Runs `dateline man`: the page of the program, and behind it those of its commands.
pub(super) fn man(streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut program = Arguments::command();
    program.build();
    Man::new(program.clone()).render(&mut streams.out)?;
    for command in program.get_subcommands().filter(|it| !it.is_hide_set()) {
        let title = format!("dateline {}", command.get_name());
        writeln!(streams.out, ".SH \"{}\"", title.to_uppercase())?;
        let man = Man::new(command.clone());
        man.render_synopsis_section(&mut streams.out)?;
        man.render_description_section(&mut streams.out)?;
        man.render_options_section(&mut streams.out)?;
    }
    Ok(Outcome::Done)
}
