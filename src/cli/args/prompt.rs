//! The prompt, which is there where no command is given.

use std::path::PathBuf;

use clap::Args;

use super::ask::parameter;

/// `dateline [DB]`
#[derive(Debug, Args)]
pub(in crate::cli) struct Prompt {
    /// The database to open in the prompt, if no command is given; a script may come through standard input
    #[arg(value_name = "DB", env = "DATELINE_DB", default_value = "news.db")]
    pub(in crate::cli) database: PathBuf,

    /// Open the prompt without the settings of your config.toml
    #[arg(long)]
    pub(in crate::cli) no_config: bool,

    /// Go on with a script after an error in it; the exit status is that of the first
    #[arg(long)]
    pub(in crate::cli) keep_going: bool,

    /// The value of a parameter of the questions
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub(in crate::cli) parameters: Vec<(String, String)>,
}
