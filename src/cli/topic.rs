//! What `dateline help TOPIC` says of things that are neither a command nor a word of the language.

/// Each topic begins with a line `# name`.
const TOPICS: &str = include_str!("topics.md");

/// A topic.
pub(super) struct Topic {
    /// What it is called.
    pub(super) name: &'static str,
    /// What it says, in lines.
    pub(super) text: &'static str,
}

/// All topics, in the order of the file.
pub(super) fn topics() -> impl Iterator<Item = Topic> {
    TOPICS.split("\n# ").filter_map(|part| {
        let (name, text) = part.split_once('\n')?;
        Some(Topic {
            name: name.trim_start_matches("# ").trim(),
            text: text.trim_end(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_fits_a_terminal_and_says_something() {
        let names: Vec<&str> = topics().map(|topic| topic.name).collect();
        for name in ["language", "dates", "formats", "exit-codes", "report"] {
            assert!(names.contains(&name), "{names:?}");
        }
        for topic in topics() {
            assert!(topic.text.len() > 100, "{}", topic.name);
            for line in topic.text.lines() {
                assert!(line.chars().count() <= 120, "{line}");
            }
        }
    }
}
