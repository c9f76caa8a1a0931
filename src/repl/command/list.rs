//! The commands there are, with what help says of them.

/// What a command is about; help lists one below the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::repl) enum Group {
    /// The last result, which is not asked for again.
    Result,
    /// Where it comes from.
    Sources,
    /// Where it goes.
    Files,
    /// What can be asked.
    Database,
    /// Questions that are kept.
    Questions,
    /// The prompt itself.
    Prompt,
}

impl Group {
    /// In the order of help.
    pub(in crate::repl) const ALL: [Self; 6] = [
        Self::Result,
        Self::Sources,
        Self::Files,
        Self::Database,
        Self::Questions,
        Self::Prompt,
    ];

    /// Its head in help.
    pub(in crate::repl) fn title(self) -> &'static str {
        match self {
            Self::Result => {
                "The last result, without asking again (`_3` behind a command: result 3)"
            }
            Self::Sources => "Where it comes from",
            Self::Files => "Where it goes",
            Self::Database => "What can be asked",
            Self::Questions => "Questions",
            Self::Prompt => "The prompt",
        }
    }
}

/// A command as help lists it.
#[derive(Debug, Clone, Copy)]
pub(in crate::repl) struct Listed {
    /// Its word, without the dot.
    pub(in crate::repl) word: &'static str,
    /// What may stand after it.
    pub(in crate::repl) argument: &'static str,
    /// What it does.
    pub(in crate::repl) meaning: &'static str,
    /// What it is about.
    pub(in crate::repl) group: Group,
}

const fn listed(
    group: Group,
    word: &'static str,
    argument: &'static str,
    meaning: &'static str,
) -> Listed {
    Listed {
        word,
        argument,
        meaning,
        group,
    }
}

/// Every command, in the order of help.
pub(in crate::repl) const COMMANDS: [Listed; 32] = [
    listed(
        Group::Result,
        "x",
        "[on|off|auto]",
        "one field a line; alone for this result only",
    ),
    listed(Group::Result, "full", "", "all of it uncut, in the pager"),
    listed(Group::Result, "more", "", "the next rows"),
    listed(
        Group::Result,
        "facet",
        "COLUMN",
        "its values with how many rows have each",
    ),
    listed(
        Group::Result,
        "crosstab",
        "ROW COLUMN [VALUE]",
        "two columns against each other",
    ),
    listed(
        Group::Result,
        "chart",
        "[KIND]",
        "drawn: bar, line, hist, timeline, heat, graph",
    ),
    listed(
        Group::Sources,
        "sources",
        "",
        "the articles behind it, numbered",
    ),
    listed(
        Group::Sources,
        "open",
        "N",
        "article N of `.sources`, or that of row N, with its marks",
    ),
    listed(
        Group::Files,
        "export",
        "FILE",
        "write it; the ending of FILE tells how",
    ),
    listed(Group::Files, "once", "FILE", "write the next answer there"),
    listed(Group::Files, "copy", "", "put it on the clipboard"),
    listed(
        Group::Database,
        "tables",
        "",
        "the nouns with their numbers of rows",
    ),
    listed(
        Group::Database,
        "schema",
        "[NOUN]",
        "the nouns, or the fields of one",
    ),
    listed(
        Group::Database,
        "columns",
        "NOUN",
        "the names of its fields",
    ),
    listed(
        Group::Database,
        "sql",
        "[QUERY]",
        "the SQL of the last question, or of this one",
    ),
    listed(
        Group::Database,
        "explain",
        "[QUERY]",
        "how it is understood and run",
    ),
    listed(
        Group::Database,
        "load",
        "PATH",
        "load a file or folder into the database",
    ),
    listed(
        Group::Database,
        "use",
        "FILE",
        "go on with another database",
    ),
    listed(Group::Questions, "save", "NAME", "keep the last question"),
    listed(Group::Questions, "run", "NAME [k=v…]", "ask a kept one"),
    listed(Group::Questions, "queries", "", "those that are kept"),
    listed(
        Group::Questions,
        "param",
        "[NAME VALUE]",
        "a value for $NAME in what follows",
    ),
    listed(
        Group::Questions,
        "read",
        "FILE",
        "ask what stands in a file",
    ),
    listed(
        Group::Questions,
        "watch",
        "[SECONDS]",
        "ask again when the database changes",
    ),
    listed(
        Group::Questions,
        "edit",
        "",
        "write in your editor (also Ctrl-X Ctrl-E)",
    ),
    listed(
        Group::Questions,
        "history",
        "[WORD]",
        "what was asked before",
    ),
    listed(
        Group::Prompt,
        "set",
        "[NAME [VALUE]]",
        "settings, as in config.toml",
    ),
    listed(Group::Prompt, "mode", "[FORMAT]", "the form of answers"),
    listed(
        Group::Prompt,
        "timer",
        "[on|off]",
        "tell how long answers take",
    ),
    listed(Group::Prompt, "clear", "", "an empty screen (also Ctrl-L)"),
    listed(
        Group::Prompt,
        "help",
        "[TOPIC]",
        "a command, `keys`, a code such as E010, or any word of a question",
    ),
    listed(Group::Prompt, "quit", "", "leave (also Ctrl-D)"),
];
