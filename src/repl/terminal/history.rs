//! What was typed before: whole inputs, each once, in a file that several prompts share.
//!
//! The file only grows, one line for each input and written at once, so that two prompts lose nothing of
//! each other; where it has grown too long it is made short when a prompt starts. A file of rustyline's own
//! form is read as well.

use std::borrow::Cow;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustyline::history::{History, SearchDirection, SearchResult};

use crate::repl::lines;

/// Inputs that are kept.
const MOST: usize = 10_000;
/// Lines after which the file is made short.
const MOST_LINES: usize = 15_000;

/// Inputs, oldest first, none twice.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    entries: Vec<String>,
    file: Option<PathBuf>,
    /// Cells before the text of a first line, so that those after it begin below it.
    indent: Arc<AtomicUsize>,
}

impl Inputs {
    /// Those in the user's file; none where there is no place for one. Their further lines begin `indent` cells from the
    /// left.
    pub(super) fn of_user(indent: Arc<AtomicUsize>) -> Self {
        let inputs = file().and_then(|path| Self::of_file(path).ok());
        Self {
            indent,
            ..inputs.unwrap_or_default()
        }
    }

    /// Those in a file, which is made if it is missing.
    ///
    /// # Errors
    /// It cannot be used.
    fn of_file(path: PathBuf) -> io::Result<Self> {
        protect(&path)?;
        let mut file = OpenOptions::new().read(true).write(true).open(&path)?;
        file.lock()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let mut inputs = Self::default();
        let lines = text
            .lines()
            .filter(|line| !line.is_empty() && *line != "#V2");
        let n_lines = lines.clone().count();
        for line in lines {
            inputs.push(unescaped(line));
        }
        if n_lines > MOST_LINES {
            inputs.rewrite(&mut file)?;
        }
        inputs.file = Some(path);
        Ok(inputs)
    }

    fn rewrite(&self, file: &mut File) -> io::Result<()> {
        let lines: String = self.entries.iter().map(|entry| escaped(entry)).collect();
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(lines.as_bytes())
    }

    /// Takes an input to its end, and keeps it nowhere else.
    fn push(&mut self, input: String) {
        self.entries.retain(|known| *known != input);
        self.entries.push(input);
        if self.entries.len() > MOST {
            self.entries.remove(0);
        }
    }

    /// Takes an input and writes it to the file; one that begins with a space is not kept.
    pub(super) fn keep(&mut self, input: &str) {
        let input = lines::kept(input.trim_end(), self.indent.load(Ordering::Relaxed));
        if input.is_empty() || input.starts_with(char::is_whitespace) {
            return;
        }
        if self.entries.last().is_none_or(|last| *last != input)
            && let Some(path) = &self.file
        {
            // Without a history one can still ask.
            let _ = append(path, &escaped(&input));
        }
        self.push(input);
    }

    /// An input as it stands at the prompt.
    fn shown<'entry>(&self, entry: &'entry str) -> Cow<'entry, str> {
        if entry.contains('\n') {
            let indent = self.indent.load(Ordering::Relaxed);
            Cow::Owned(lines::below("", entry, indent))
        } else {
            Cow::Borrowed(entry)
        }
    }

    /// Those with a word in them, in any letter case; all without one.
    pub(super) fn with(&self, word: Option<&str>) -> Vec<&str> {
        let word = word.map(str::to_lowercase);
        let has = |input: &&String| {
            let word = word.as_ref();
            word.is_none_or(|word| input.to_lowercase().contains(word))
        };
        self.entries
            .iter()
            .filter(has)
            .map(String::as_str)
            .collect()
    }

    /// The first input with a term in it from `start` on, in a direction, in which `place` finds it.
    fn find(
        &self,
        term: &str,
        start: usize,
        direction: SearchDirection,
        place: impl Fn(&str) -> Option<usize>,
    ) -> Option<SearchResult<'_>> {
        // To move lines takes longer than to see that a term of one line is in none.
        let may_fit = |entry: &str| term.contains('\n') || entry.contains(term);
        let result = |(idx, entry): (usize, &'_ String)| {
            let pos = may_fit(entry).then(|| place(&self.shown(entry)))??;
            Some((idx, pos))
        };
        let all = self.entries.iter().enumerate();
        let (idx, pos) = match direction {
            SearchDirection::Forward => all.skip(start).find_map(result),
            SearchDirection::Reverse => {
                let after = self.entries.len().saturating_sub(start + 1);
                all.rev().skip(after).find_map(result)
            }
        }?;
        Some(SearchResult {
            entry: self.shown(&self.entries[idx]),
            idx,
            pos,
        })
    }
}

impl History for Inputs {
    fn get(&self, index: usize, _: SearchDirection) -> rustyline::Result<Option<SearchResult<'_>>> {
        Ok(self.entries.get(index).map(|entry| SearchResult {
            entry: self.shown(entry),
            idx: index,
            pos: 0,
        }))
    }

    fn add(&mut self, line: &str) -> rustyline::Result<bool> {
        self.keep(line);
        Ok(true)
    }

    fn add_owned(&mut self, line: String) -> rustyline::Result<bool> {
        self.add(&line)
    }

    fn len(&self) -> usize {
        self.entries.len()
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn set_max_len(&mut self, _: usize) -> rustyline::Result<()> {
        Ok(())
    }

    fn ignore_dups(&mut self, _: bool) -> rustyline::Result<()> {
        Ok(())
    }

    fn ignore_space(&mut self, _: bool) {}

    fn save(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn append(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn load(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> rustyline::Result<()> {
        self.entries.clear();
        Ok(())
    }

    fn search(
        &self,
        term: &str,
        start: usize,
        direction: SearchDirection,
    ) -> rustyline::Result<Option<SearchResult<'_>>> {
        if term.is_empty() {
            return Ok(None);
        }
        Ok(self.find(term, start, direction, |entry| entry.find(term)))
    }

    fn starts_with(
        &self,
        term: &str,
        start: usize,
        direction: SearchDirection,
    ) -> rustyline::Result<Option<SearchResult<'_>>> {
        let place = |entry: &str| entry.starts_with(term).then_some(term.len());
        Ok(self.find(term, start, direction, place))
    }
}

/// An input as one line, with its end.
fn escaped(input: &str) -> String {
    format!("{}\n", input.replace('\\', "\\\\").replace('\n', "\\n"))
}

fn unescaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            other => text.push(other),
        }
    }
    text
}

fn append(path: &Path, line: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    file.lock()?;
    file.write_all(line.as_bytes())
}

/// The history file: `$XDG_STATE_HOME/dateline/history`, else below `~/.local/state`. Its folder is
/// made if it is missing. `None` where the machine has no such place.
fn file() -> Option<PathBuf> {
    let state = env::var_os("XDG_STATE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".local/state")))?;
    let folder = state.join("dateline");
    fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}

/// Makes the file readable by its owner alone, since it tells what somebody asks about.
fn protect(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    drop(file);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_prompts_lose_nothing_and_keep_nothing_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history");
        let mut one = Inputs::of_file(path.clone()).unwrap();
        let mut other = Inputs::of_file(path.clone()).unwrap();
        one.keep("events |\n  count");
        other.keep("a \\ b");
        one.keep("articles");
        other.keep("events |\n  count");
        one.keep(" secret");
        one.keep("");
        let again = Inputs::of_file(path.clone()).unwrap();
        assert_eq!(again.entries, ["a \\ b", "articles", "events |\n  count"]);
        assert_eq!(again.with(Some("EVENT")), ["events |\n  count"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_has_grown_is_made_short() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history");
        let lines = "a\nb\nc\n".repeat(MOST_LINES / 3 + 1);
        fs::write(&path, lines).unwrap();
        let inputs = Inputs::of_file(path.clone()).unwrap();
        assert_eq!(inputs.entries, ["a", "b", "c"]);
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 3);
    }

    #[test]
    fn searches_go_both_ways() {
        let mut inputs = Inputs::default();
        for input in ["events", "articles", "events | count"] {
            inputs.keep(input);
        }
        let back = inputs
            .starts_with("events", 2, SearchDirection::Reverse)
            .unwrap();
        assert_eq!(back.map(|found| found.idx), Some(2));
        let back = inputs.search("event", 1, SearchDirection::Reverse).unwrap();
        assert_eq!(back.map(|found| found.idx), Some(0));
        let forward = inputs.search("count", 0, SearchDirection::Forward).unwrap();
        assert_eq!(forward.map(|found| (found.idx, found.pos)), Some((2, 9)));
    }
}
