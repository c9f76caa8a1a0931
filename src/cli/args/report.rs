//! Reports and briefs.

use std::path::PathBuf;

use clap::Args;

use super::ask::{day, parameter};

/// `dateline report`
#[derive(Debug, Args)]
#[command(
    after_help = "A report is Markdown with questions in fenced blocks:\n\n  \
    ---\n  title: The war in figures\n  db: news.db\n  params:\n    $who: entity = \"Islamic State\"\n  ---\n  \
    {{ by_year.count | sum | thousands }} events{{ cite(by_year) }} against {{ params.who }}.\n\n  \
    ```dateline by_year chart=column caption=\"By year\"\n  events against $who | count by year(date)\n  ```\n\n\
    A block is shown as: table, list, hidden, or chart= bar, column, line, area, hist, timeline, heat, \
    network, map (which needs columns lat and lon).\n\n\
    In the text stand:\n  \
    {{ NAME | length }}                 how many rows a block has\n  \
    {{ NAME.column | sum }}             a column; filters: sum, thousands, period, join, unique\n  \
    {{ (NAME | first).column }}         of its first row\n  \
    {% for row in NAME %} … {% endfor %}  with {{ row.column }}, {{ row | amount }}, {{ row | attribution }}\n  \
    {{ cite(row) }}, {{ cite(NAME) }}     the notes of a row, of all\n\
    A column is called as the question calls it, with `_` for a dot; --check names those that are there."
)]
pub(in crate::cli) struct Report {
    /// The report
    #[arg(value_name = "FILE.md")]
    pub(in crate::cli) file: PathBuf,
    /// The value of a parameter of the report
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub(in crate::cli) parameters: Vec<(String, String)>,
    /// Compile every question and the text, and write nothing; status 2 if something is wrong
    #[arg(long, conflicts_with = "watch")]
    pub(in crate::cli) check: bool,
    /// Make it again whenever the report or the database changes, until Ctrl-C
    #[arg(long, requires = "output")]
    pub(in crate::cli) watch: bool,
    /// Show the written file in the browser, or in what BROWSER names
    #[arg(long, requires = "output", conflicts_with = "check")]
    pub(in crate::cli) open: bool,
    #[command(flatten)]
    pub(in crate::cli) written: ReportOutput,
}

/// How a report is written, and on which day.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReportOutput {
    /// The day that is printed on it; the day of the clock unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(in crate::cli) stamp: Option<i32>,
    /// Let readers of the page sort its tables: it gets a script of 2 KB, which fetches nothing
    #[arg(long)]
    pub(in crate::cli) sortable: bool,
}

/// `dateline brief`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline brief \"Islamic State\" -o brief.html\n  \
    dateline brief 'events of assault within \"Homs\"' --title \"Attacks on Homs\" -o homs.html\n  \
    dateline brief 'articles about \"Aleppo\"' --since 2016-12-01 -o aleppo.md")]
pub(in crate::cli) struct Brief {
    /// A name, or a question of which events or articles are told
    #[arg(value_name = "NAME|QUERY")]
    pub(in crate::cli) about: String,
    /// Tell also what is new: what was published on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(in crate::cli) since: Option<i32>,
    /// The headline; the name, or "Situation brief" above a question, unless given
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) title: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) written: ReportOutput,
}
