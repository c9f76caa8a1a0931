//! What can be said of every command, before its name or behind it.

use std::path::PathBuf;

use clap::{ArgAction, Args};

use super::ask::{day, zone};
use super::{Colour, Format};
use crate::model::date::Day;

/// What can be said of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Of every command")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches of the command line"
)]
pub(in crate::cli) struct Everywhere {
    /// The database; that of `DATELINE_DB`, else of dateline.toml, else news.db unless given
    #[arg(long = "db", value_name = "FILE", global = true)]
    pub(in crate::cli) database: Option<PathBuf>,
    /// Write to this file instead of standard output; it is there once it is whole, and compressed if it ends in
    /// .gz or .zst. The name tells the format
    #[arg(short, long, value_name = "FILE", global = true)]
    pub(in crate::cli) output: Option<PathBuf>,
    /// How to write it: table, record, csv, tsv, json, jsonl, markdown, html or list; as the name of the file says, else a
    /// table on a terminal, else tab-separated values
    #[arg(
        short = 'F',
        long,
        value_enum,
        global = true,
        hide_possible_values = true
    )]
    pub(in crate::cli) format: Option<Format>,
    /// Whether anything is coloured; on a terminal unless given, and unless the environment says otherwise
    #[arg(long = "color", value_name = "WHEN", value_enum, global = true)]
    pub(in crate::cli) colour: Option<Colour>,
    /// Fit what is printed to this many columns; to those of the terminal unless given
    #[arg(long, value_name = "N", global = true)]
    pub(in crate::cli) width: Option<usize>,
    /// Never show anything in the pager
    #[arg(long, global = true)]
    pub(in crate::cli) no_pager: bool,
    /// Print nothing but data and errors
    #[arg(short, long, global = true)]
    pub(in crate::cli) quiet: bool,
    /// Tell on standard error what is done: which database, how it was chosen, statements and times
    #[arg(short, long, global = true, conflicts_with = "quiet", action = ArgAction::SetTrue)]
    pub(in crate::cli) verbose: bool,
    /// The time zone in which `today` is told and times are printed: Europe/Paris
    #[arg(long = "tz", value_name = "ZONE", value_parser = zone, global = true)]
    pub(in crate::cli) zone: Option<jiff::tz::TimeZone>,
    /// The day that `today` means; the day of the clock unless given
    #[arg(long, value_name = "DATE", value_parser = day, global = true)]
    pub(in crate::cli) now: Option<Day>,
    /// Read neither config.toml nor dateline.toml
    #[arg(long, global = true)]
    pub(in crate::cli) no_config: bool,
    /// Never ask anything: what is missing is an error
    #[arg(long, global = true)]
    pub(in crate::cli) no_input: bool,
    /// Refuse whatever would change the database
    #[arg(long, global = true)]
    pub(in crate::cli) read_only: bool,
}
