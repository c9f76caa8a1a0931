//! What comes through standard input where no command is given.

use clap::Args;

use super::ask::parameter;

/// `dateline [DB] < script.dq`
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Script {
    /// Go on with a script from standard input after an error in it; the exit status is that of the first
    #[arg(long)]
    pub(in crate::cli) keep_going: bool,

    /// The value of a parameter of the questions
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub(in crate::cli) parameters: Vec<(String, String)>,
}
