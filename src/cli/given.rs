//! What holds for every command: the words before and behind it, the environment and the folder's own file, made one.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::args::{Everywhere, Format, Script};
use super::exit::Failure;
use super::project::{self, Project};
use crate::model::date::{Day, days};
use crate::render::{OutputFormat, Page};

/// The database, where nothing names another.
const USUAL_DATABASE: &str = "news.db";

/// Rows that a terminal shows of an answer.
const ROWS: usize = 40;

/// How much is told beside the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loudness {
    /// Errors alone.
    Quiet,
    /// What is worth knowing.
    Usual,
    /// Also what is done, and how long it takes.
    Verbose,
}

/// What holds for every command.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches of the command line"
)]
pub(super) struct Given {
    typed_database: Option<PathBuf>,
    project: Project,
    zone: Option<TimeZone>,
    now: Option<Day>,
    /// The file that data goes to instead of standard output.
    pub(super) output: Option<PathBuf>,
    /// The format that was asked for.
    pub(super) format: Option<Format>,
    /// The width that was asked for.
    pub(super) width: Option<usize>,
    /// How much is told beside the data.
    pub(super) loudness: Loudness,
    /// Whether a text that is higher than the screen may be shown in the pager.
    pub(super) has_pager: bool,
    /// Whether the files of settings are read.
    pub(super) is_configured: bool,
    /// Whether something may be asked of who sits at the terminal.
    pub(super) may_ask: bool,
    /// Whether nothing may change the database.
    pub(super) is_read_only: bool,
    /// What holds for a script on standard input.
    pub(super) script: Script,
}

impl Given {
    /// Makes one of what was typed and of the folder's own file, and tells what is wrong in that.
    pub(super) fn new(typed: Everywhere, err: &mut dyn Write) -> io::Result<Self> {
        let (project, wrong) = if typed.no_config {
            Default::default()
        } else {
            Project::read()
        };
        for wrong in wrong {
            writeln!(err, "{}", crate::render::cell::clean(&wrong))?;
        }
        Ok(Self {
            typed_database: typed.database,
            project,
            zone: typed.zone,
            now: typed.now,
            output: typed.output.filter(|path| path != Path::new("-")),
            format: typed.format,
            width: typed.width,
            loudness: match (typed.quiet, typed.verbose) {
                (true, _) => Loudness::Quiet,
                (_, true) => Loudness::Verbose,
                _ => Loudness::Usual,
            },
            has_pager: !typed.no_pager,
            is_configured: !typed.no_config,
            may_ask: !typed.no_input,
            is_read_only: typed.read_only,
            script: Script::default(),
        })
    }

    /// The database that was typed.
    pub(super) fn typed_database(&self) -> Option<&Path> {
        self.typed_database.as_deref()
    }

    /// Takes a database that was typed without `--db`.
    pub(super) fn set_database(&mut self, path: PathBuf) {
        self.typed_database = Some(path);
    }

    /// The database that something names, and what names it.
    pub(super) fn named_database(&self) -> Option<(PathBuf, &'static str)> {
        let typed = self.typed_database.clone().map(|path| (path, "--db"));
        let set = || Some((set("DATELINE_DB")?, "DATELINE_DB"));
        let own = || Some((self.project.database.clone()?, project::FILE));
        typed.or_else(set).or_else(own)
    }

    /// The database.
    pub(super) fn database(&self) -> PathBuf {
        self.named_database()
            .map_or_else(|| PathBuf::from(USUAL_DATABASE), |(path, _)| path)
    }

    /// The folder of saved questions that the environment or the folder's own file names, and which of them.
    pub(super) fn named_queries(&self) -> Option<(PathBuf, &'static str)> {
        let set = set("DATELINE_QUERIES").map(|path| (path, "DATELINE_QUERIES"));
        set.or_else(|| Some((self.project.queries.clone()?, project::FILE)))
    }

    /// Whether the folder's own file wants tables of reports that can be sorted.
    pub(super) fn is_report_sortable(&self) -> bool {
        self.project.is_report_sortable
    }

    /// The day that `today` means.
    pub(super) fn today(&self) -> Day {
        self.now.unwrap_or_else(|| self.day_of_clock(None))
    }

    /// The day that `--now` says.
    pub(super) fn now(&self) -> Option<Day> {
        self.now
    }

    /// The day of the clock, in the time zone that was typed, else in `usual`, else where the program runs.
    fn day_of_clock(&self, usual: Option<&TimeZone>) -> Day {
        let zone = self.zone.as_ref().or(usual);
        let zone = zone.cloned().unwrap_or_else(TimeZone::system);
        days(Timestamp::now().to_zoned(zone).date())
    }

    /// The day of the clock for a report that names this time zone, or none.
    pub(super) fn report_day(&self, own: Option<&TimeZone>) -> Day {
        self.day_of_clock(own.or(self.project.report_zone.as_ref()))
    }

    /// A time that is stored in UTC, `2024-12-11 19:38:00`, as it is printed: in the time zone that was typed,
    /// else marked as UTC.
    pub(super) fn time(&self, stored: &str) -> String {
        let Some(zone) = &self.zone else {
            return format!("{stored}Z");
        };
        let time = stored.parse::<DateTime>();
        match time.and_then(|time| time.to_zoned(TimeZone::UTC)) {
            Ok(time) => {
                let here = time.with_time_zone(zone.clone());
                here.strftime("%Y-%m-%d %H:%M:%S%:z").to_string()
            }
            Err(_) => stored.to_owned(),
        }
    }

    /// Whether only errors are told beside the data.
    pub(super) fn is_quiet(&self) -> bool {
        self.loudness == Loudness::Quiet
    }

    /// Whether what is done is told.
    pub(super) fn is_verbose(&self) -> bool {
        self.loudness == Loudness::Verbose
    }

    /// Whether data goes to a terminal.
    pub(super) fn is_screen(&self) -> bool {
        self.output.is_none() && io::stdout().is_terminal()
    }

    /// How rows are written: as asked for, as the file is named, a table on a terminal, else tab-separated values.
    ///
    /// # Errors
    /// Rows are not written so, or the name tells nothing.
    pub(super) fn row_format(&self) -> Result<OutputFormat, Failure> {
        let format = match (self.format, &self.output) {
            (Some(format), _) => format.of_rows()?,
            (None, Some(path)) => format_of_file(path)?,
            (None, None) if self.is_screen() => OutputFormat::Table,
            (None, None) => OutputFormat::Tsv,
        };
        if self.is_screen() && !format.is_text() {
            return Err(Failure::Question(format!(
                "error: {} is no text for a terminal: name a file with -o",
                format.word()
            )));
        }
        Ok(format)
    }

    /// The page that data goes to. A terminal shows some rows; elsewhere nothing is cut.
    pub(super) fn page(&self) -> Page {
        let is_screen = self.is_screen();
        Page {
            width: self
                .width
                .or_else(|| is_screen.then(super::terminal_width).flatten()),
            rows: is_screen.then_some(ROWS),
            is_ascii: super::is_ascii() && self.output.is_none(),
            has_links: is_screen && supports_hyperlinks::supports_hyperlinks(),
            is_screen,
            has_weights: self.output.is_none() && super::output_letters().have_weights(),
            ..Page::default()
        }
    }

    /// Refuses to change the database where that was asked for.
    ///
    /// # Errors
    /// It was.
    pub(super) fn check_may_write(&self, command: &str) -> Result<(), Failure> {
        if self.is_read_only {
            return Err(Failure::Question(format!(
                "error: `{command}` changes the database, and --read-only forbids that"
            )));
        }
        Ok(())
    }
}

fn set(name: &str) -> Option<PathBuf> {
    let value = env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.into())
}

/// How the name of a file ends, before what says that it is compressed; in lower case.
pub(super) fn ending(path: &Path) -> String {
    let extension = |path: &Path| {
        let extension = path.extension().unwrap_or_default();
        extension.to_string_lossy().to_lowercase()
    };
    match extension(path).as_str() {
        "gz" | "zst" => extension(&path.with_extension("")),
        ending => ending.to_owned(),
    }
}

/// What `dateline export` writes into files that end so.
fn exported(ending: &str) -> Option<&'static str> {
    match ending {
        "graphml" | "gexf" | "dot" => Some("network"),
        "geojson" => Some("map"),
        "bib" => Some("citations"),
        _ => None,
    }
}

fn format_of_file(path: &Path) -> Result<OutputFormat, Failure> {
    if ending(path) == "parquet" {
        return Format::Parquet.of_rows();
    }
    OutputFormat::from_extension(&ending(path)).ok_or_else(|| {
        let path_shown = path.display();
        if let Some(what) = exported(&ending(path)) {
            return Failure::Question(format!(
                "error: {path_shown} would hold no rows: `dateline export {what} -o {path_shown}` writes it"
            ));
        }
        Failure::Question(format!(
            "error: the name {} does not tell the format: end it in .csv, .tsv, .json, .jsonl, .xlsx, .parquet, .md, .html or .txt, \
             or give --format",
            path.display()
        ))
    })
}
