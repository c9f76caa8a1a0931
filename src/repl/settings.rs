//! What can be set: at the prompt with `.set`, and in `config.toml` under the same names.

use std::time::Duration;

use crate::query::suggest::nearest;
use crate::render::{NullSign, OutputFormat, TableStyle};

/// Settings by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// How long an answer may take.
    Timeout,
    /// The form of answers.
    Mode,
    /// When rows are shown one field a line.
    Records,
    /// Whether the line below an answer tells how long it took.
    Timer,
    /// Whether the digits of large numbers stand in groups.
    Thousands,
    /// The lines of tables.
    Style,
    /// The width that tables are fitted to.
    Width,
    /// Whether the last rows of a long answer are shown instead of the first.
    Tail,
    /// What stands for a missing value.
    Null,
    /// Whose keys edit a line.
    Keys,
}

impl Setting {
    /// In the order in which they are listed.
    pub(super) const ALL: [Self; 10] = [
        Self::Timeout,
        Self::Mode,
        Self::Records,
        Self::Timer,
        Self::Thousands,
        Self::Style,
        Self::Width,
        Self::Tail,
        Self::Null,
        Self::Keys,
    ];

    /// Its name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Mode => "mode",
            Self::Records => "records",
            Self::Timer => "timer",
            Self::Thousands => "thousands",
            Self::Style => "style",
            Self::Width => "width",
            Self::Tail => "tail",
            Self::Null => "null",
            Self::Keys => "keys",
        }
    }

    /// The values that it takes; what stands in capitals is no value but what it is.
    pub(super) fn values(self) -> Vec<&'static str> {
        match self {
            Self::Timeout => vec!["SECONDS", "off"],
            Self::Mode => OutputFormat::ALL
                .into_iter()
                .map(OutputFormat::word)
                .collect(),
            Self::Records => vec!["on", "off", "auto"],
            Self::Timer | Self::Thousands | Self::Tail => vec!["on", "off"],
            Self::Style => TableStyle::ALL.into_iter().map(TableStyle::word).collect(),
            Self::Width => vec!["CELLS", "auto"],
            Self::Null => vec!["TEXT", "off"],
            Self::Keys => vec!["emacs", "vi"],
        }
    }

    /// What it changes.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Timeout => "how long an answer may take",
            Self::Mode => "the form of answers",
            Self::Records => "one field a line: always, never, or where a table has no room",
            Self::Timer => "tell how long answers take",
            Self::Thousands => "write 1,204 and not 1204",
            Self::Style => "the lines of tables",
            Self::Width => "cells that tables are fitted to",
            Self::Tail => "show the last rows of a long answer, not the first",
            Self::Null => "what stands for a missing value",
            Self::Keys => "whose keys edit a line",
        }
    }

    /// The setting of a name.
    ///
    /// # Errors
    /// A sentence for the user: there is none, and what may be meant.
    pub(super) fn named(name: &str) -> Result<Self, String> {
        let lower = name.to_lowercase();
        let words = || Self::ALL.into_iter().map(Self::word);
        let found = Self::ALL.into_iter().find(|known| known.word() == lower);
        found.ok_or_else(|| {
            let all: Vec<&str> = words().collect();
            let hint = match nearest(&lower, words()) {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => format!("settings are {}", all.join(", ")),
            };
            format!("there is no setting `{name}`; {hint}")
        })
    }
}

/// When rows are shown one field a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordView {
    /// All of them.
    Always,
    /// None.
    Never,
    /// A few that no table has room for.
    Auto,
}

/// Whose keys edit a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Those of the shell.
    Emacs,
    /// Those of vi.
    Vi,
}

/// What is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Settings {
    /// How long an answer may take.
    pub(super) timeout: Option<Duration>,
    /// The form of answers.
    pub(super) mode: OutputFormat,
    /// When rows are shown one field a line.
    pub(super) records: RecordView,
    /// Whether the line below an answer tells how long it took.
    pub(super) is_timed: bool,
    /// Whether the digits of large numbers stand in groups.
    pub(super) is_grouped: bool,
    /// The lines of tables.
    pub(super) style: TableStyle,
    /// The width of tables; that of the screen where none is set.
    pub(super) width: Option<usize>,
    /// Whether the last rows are shown instead of the first.
    pub(super) is_tail: bool,
    /// What stands for a missing value; the usual sign if nothing is set.
    pub(super) null: Option<NullSign>,
    /// Whose keys edit a line.
    pub(super) keys: Keys,
}

impl Settings {
    /// As they are before anything is set.
    pub(super) fn new(mode: OutputFormat) -> Self {
        Self {
            timeout: None,
            mode,
            records: RecordView::Auto,
            is_timed: true,
            is_grouped: true,
            style: TableStyle::default(),
            width: None,
            is_tail: false,
            null: None,
            keys: Keys::Emacs,
        }
    }

    /// The value of a setting, as it is typed.
    pub(super) fn shown(&self, setting: Setting) -> String {
        let on = |is_on: bool| if is_on { "on" } else { "off" }.to_owned();
        match setting {
            Setting::Timeout => self.timeout.map_or_else(
                || "off".to_owned(),
                |limit| format!("{} s", limit.as_secs_f64()),
            ),
            Setting::Mode => self.mode.word().to_owned(),
            Setting::Records => match self.records {
                RecordView::Always => "on",
                RecordView::Never => "off",
                RecordView::Auto => "auto",
            }
            .to_owned(),
            Setting::Timer => on(self.is_timed),
            Setting::Thousands => on(self.is_grouped),
            Setting::Style => self.style.word().to_owned(),
            Setting::Width => self
                .width
                .map_or("auto".to_owned(), |width| width.to_string()),
            Setting::Tail => on(self.is_tail),
            Setting::Null => self
                .null
                .map_or("off".to_owned(), |sign| sign.text().to_owned()),
            Setting::Keys => match self.keys {
                Keys::Emacs => "emacs",
                Keys::Vi => "vi",
            }
            .to_owned(),
        }
    }

    /// Sets one.
    ///
    /// # Errors
    /// A sentence for the user: it does not take this value.
    pub(super) fn set(&mut self, setting: Setting, value: &str) -> Result<(), String> {
        match setting {
            Setting::Timeout => self.timeout = timeout(value)?,
            Setting::Mode => self.mode = format(value)?,
            Setting::Records => self.records = records(value)?,
            Setting::Timer => self.is_timed = switch(setting, value)?,
            Setting::Thousands => self.is_grouped = switch(setting, value)?,
            Setting::Style => self.style = style(value)?,
            Setting::Width => self.width = width(value)?,
            Setting::Tail => self.is_tail = switch(setting, value)?,
            Setting::Null => self.null = null(value)?,
            Setting::Keys => {
                self.keys = match value.to_lowercase().as_str() {
                    "emacs" => Keys::Emacs,
                    "vi" | "vim" => Keys::Vi,
                    _ => return Err(format!("`{value}` is neither emacs nor vi")),
                }
            }
        }
        Ok(())
    }
}

fn is_off(value: &str) -> bool {
    ["off", "none", "no", "false", "0"].contains(&value.to_lowercase().as_str())
}

fn switch(setting: Setting, value: &str) -> Result<bool, String> {
    let is_on = ["on", "yes", "true", "1"].contains(&value.to_lowercase().as_str());
    if is_on || is_off(value) {
        Ok(is_on)
    } else {
        let name = setting.word();
        Err(format!(
            "`{value}` is neither on nor off; write `.set {name} on`"
        ))
    }
}

fn timeout(value: &str) -> Result<Option<Duration>, String> {
    if is_off(value) {
        return Ok(None);
    }
    let seconds = value.trim_end_matches('s').trim_end().parse::<f64>().ok();
    let limit = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    limit.map(Some).ok_or_else(|| {
        format!("`{value}` is no number of seconds; write `.set timeout 30` or `.set timeout off`")
    })
}

fn null(value: &str) -> Result<Option<NullSign>, String> {
    if value.eq_ignore_ascii_case("off") {
        return Ok(None);
    }
    let most = NullSign::MOST_BYTES;
    NullSign::new(value).map(Some).ok_or_else(|| {
        format!("`{value}` cannot stand for a missing value; write 1 to {most} letters, or `off`")
    })
}

/// No table is narrower.
const NARROWEST: usize = 20;

fn width(value: &str) -> Result<Option<usize>, String> {
    if value.eq_ignore_ascii_case("auto") || is_off(value) {
        return Ok(None);
    }
    let width = value.parse().ok().filter(|width| *width >= NARROWEST);
    width.map(Some).ok_or_else(|| {
        format!("`{value}` is no width; write a number of at least {NARROWEST}, or `auto`")
    })
}

/// When rows are shown one field a line, as typed.
///
/// # Errors
/// A sentence for the user.
pub(super) fn records(value: &str) -> Result<RecordView, String> {
    match value.to_lowercase().as_str() {
        "on" | "always" | "true" => Ok(RecordView::Always),
        "off" | "never" | "false" => Ok(RecordView::Never),
        "auto" => Ok(RecordView::Auto),
        _ => Err(format!("`{value}` is none of on, off or auto")),
    }
}

fn format(word: &str) -> Result<OutputFormat, String> {
    let found = OutputFormat::from_word(&word.to_lowercase());
    found.ok_or_else(|| unknown("format", word, &Setting::Mode.values()))
}

fn style(word: &str) -> Result<TableStyle, String> {
    let found = TableStyle::from_word(&word.to_lowercase());
    found.ok_or_else(|| unknown("style", word, &Setting::Style.values()))
}

/// Says that a word is none of those known.
fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    let meant = nearest(word, known.iter().copied());
    let meant = meant.map(|similar| format!(" did you mean `{similar}`?"));
    let (meant, known) = (meant.unwrap_or_default(), known.join(", "));
    format!("there is no {what} `{word}`;{meant} {what}s are {known}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_shown_as_it_was_typed() {
        let mut settings = Settings::new(OutputFormat::Table);
        for (name, value, shown) in [
            ("timeout", "30", "30 s"),
            ("timeout", "0.5s", "0.5 s"),
            ("timeout", "off", "off"),
            ("mode", "JSONL", "jsonl"),
            ("records", "on", "on"),
            ("timer", "off", "off"),
            ("thousands", "off", "off"),
            ("style", "Plain", "plain"),
            ("width", "100", "100"),
            ("width", "auto", "auto"),
            ("tail", "on", "on"),
            ("null", "n/a", "n/a"),
            ("null", "off", "off"),
            ("keys", "vi", "vi"),
        ] {
            let setting = Setting::named(name).unwrap();
            settings.set(setting, value).unwrap();
            assert_eq!(settings.shown(setting), shown, "{name} {value}");
        }
    }

    #[test]
    fn what_cannot_be_set_is_explained() {
        let mut settings = Settings::new(OutputFormat::Table);
        let mut check = |name: &str, value: &str, part: &str| {
            let result = Setting::named(name).and_then(|setting| settings.set(setting, value));
            let message = result.unwrap_err();
            assert!(message.contains(part), "{message}");
        };
        check("timeout", "soon", "`soon` is no number of seconds");
        check("timeout", "-3", "no number of seconds");
        check("color", "on", "there is no setting `color`");
        check("timout", "3", "did you mean `timeout`?");
        check("mode", "jsn", "did you mean `json`?");
        check("style", "utf9", "did you mean `utf8`?");
        check("width", "3", "at least 20");
        check("timer", "perhaps", "neither on nor off");
        check("null", " ", "1 to 24 letters");
        check("keys", "nano", "neither emacs nor vi");
    }
}
