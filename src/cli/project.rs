//! `dateline.toml` in the working directory: which database and which saved questions belong to a folder, and how its
//! reports are made. It names no command to run, so a folder from elsewhere can do no harm.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::args::zone;
use crate::query::suggest::nearest;

/// What the file is called.
pub(super) const FILE: &str = "dateline.toml";

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Project {
    /// The database.
    pub(super) database: Option<PathBuf>,
    /// The folder of saved questions.
    pub(super) queries: Option<PathBuf>,
    /// The time zone in which the day of a report is told, unless it names another.
    pub(super) report_zone: Option<TimeZone>,
    /// Whether the tables of reports can be sorted by who reads them.
    pub(super) is_report_sortable: bool,
}

const KEYS: [&str; 3] = ["db", "queries", "report"];
const REPORT_KEYS: [&str; 2] = ["tz", "sortable"];

impl Project {
    /// What the file of the working directory says, and a sentence for each thing that is wrong in it; what is right
    /// holds nevertheless.
    pub(super) fn read() -> (Self, Vec<String>) {
        let (project, wrong) = match fs::read_to_string(Path::new(FILE)) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Default::default(),
            Err(error) => (Self::default(), vec![format!("cannot be read: {error}")]),
        };
        let told = wrong.into_iter().map(|wrong| format!("{FILE}: {wrong}"));
        (project, told.collect())
    }

    fn parse(text: &str) -> (Self, Vec<String>) {
        let mut project = Self::default();
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => return (project, vec![error.to_string().trim_end().to_owned()]),
        };
        let mut wrong = Vec::new();
        for (key, value) in &table {
            match (key.as_str(), value) {
                ("db", toml::Value::String(path)) => project.database = Some(path.into()),
                ("queries", toml::Value::String(path)) => project.queries = Some(path.into()),
                ("report", toml::Value::Table(report)) => project.report(report, &mut wrong),
                ("db" | "queries", _) => wrong.push(format!("`{key}` is the name of a file")),
                ("report", _) => wrong.push("`report` is a table: [report]".to_owned()),
                _ => wrong.push(unknown(key, &KEYS)),
            }
        }
        (project, wrong)
    }

    fn report(&mut self, table: &toml::Table, wrong: &mut Vec<String>) {
        for (key, value) in table {
            match (key.as_str(), value) {
                ("tz", toml::Value::String(name)) => match zone(name) {
                    Ok(zone) => self.report_zone = Some(zone),
                    Err(reason) => wrong.push(format!("report.tz: `{name}`: {reason}")),
                },
                ("sortable", toml::Value::Boolean(is_sortable)) => {
                    self.is_report_sortable = *is_sortable;
                }
                ("tz", _) => wrong.push("`report.tz` is a text: \"Europe/Paris\"".to_owned()),
                ("sortable", _) => wrong.push("`report.sortable` is true or false".to_owned()),
                _ => wrong.push(unknown(key, &REPORT_KEYS)),
            }
        }
    }
}

fn unknown(key: &str, known: &[&str]) -> String {
    let hint = match nearest(key, known.iter().copied()) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => format!("keys are {}", known.join(", ")),
    };
    format!("there is no key `{key}`; {hint}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_holds_and_what_is_wrong_is_told() {
        let (project, wrong) = Project::parse(
            "db = \"desk.db\"\nquerys = \"q\"\npager = \"rm\"\n[report]\ntz = \"Europe/Pairs\"\nsortable = true\n",
        );
        assert_eq!(project.database, Some("desk.db".into()));
        assert!(project.is_report_sortable);
        assert_eq!(
            wrong,
            [
                "there is no key `pager`; keys are db, queries, report",
                "there is no key `querys`; did you mean `queries`?",
                "report.tz: `Europe/Pairs`: there is no such time zone; write it as Europe/Paris or UTC",
            ]
        );
        assert!(Project::parse("db =").1[0].contains("line 1"));
    }
}
