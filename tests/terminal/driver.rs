//! The program in a pseudo-terminal, and the screen that somebody in front of it would see.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Child;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use vt100::{Cell, Color, Parser, Screen};

use crate::support::program;

/// Longer than anything takes on a machine that builds something else.
const PATIENCE: Duration = Duration::from_mins(1);
/// What stands before an empty line, in the program and in the shell.
const PROMPTS: [&str; 3] = ["news>", "desk>", "$"];

/// A terminal as the environment describes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// Cells in a row.
    pub(super) columns: u16,
    /// Rows: as many as a whole story needs, unless it is about the pager.
    pub(super) rows: u16,
    /// `LC_ALL`
    pub(super) locale: &'static str,
    /// Whether `NO_COLOR` is absent.
    pub(super) is_coloured: bool,
}

/// A running program and its screen.
pub(super) struct Terminal {
    pty: Arc<Pty>,
    child: Child,
    screen: Arc<Mutex<Parser>>,
}

impl Terminal {
    /// Starts the program in a folder, without any settings of whoever runs the tests.
    pub(super) fn start(folder: &Path, kind: Kind, arguments: &[&str]) -> Self {
        Self::run(folder, kind, Command::new(program()).args(arguments))
    }

    /// Starts a shell in a folder, which knows the program by its name.
    pub(super) fn shell(folder: &Path, kind: Kind) -> Self {
        let terminal = Self::run(folder, kind, Command::new("sh"));
        terminal.until_prompt();
        terminal
    }

    fn run(folder: &Path, kind: Kind, command: Command) -> Self {
        let own = program().parent().unwrap().to_owned();
        let usual = std::env::var_os("PATH").unwrap_or_default();
        let places = [own].into_iter().chain(std::env::split_paths(&usual));
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(kind.rows, kind.columns)).unwrap();
        let mut command = command
            .current_dir(folder)
            .env_clear()
            .env("PATH", std::env::join_paths(places).unwrap())
            .env("PS1", "$ ")
            .env("TERM", "xterm")
            .env("LC_ALL", kind.locale)
            .env("HOME", folder)
            .env("XDG_STATE_HOME", folder.join("state"))
            .env("XDG_CONFIG_HOME", folder.join("config"))
            .env("XDG_DATA_HOME", folder.join("data"))
            .env("DATELINE_PAGER", "cat")
            .env("DATELINE_EDITOR", folder.join("editor"));
        if !kind.is_coloured {
            command = command.env("NO_COLOR", "1");
        }
        let child = command.spawn(pts).unwrap();
        let cells = |number| NonZeroU16::new(number).unwrap();
        let screen = Parser::new(cells(kind.rows), cells(kind.columns), 0);
        let terminal = Self {
            pty: Arc::new(pty),
            child,
            screen: Arc::new(Mutex::new(screen)),
        };
        let (pty, screen) = (Arc::clone(&terminal.pty), Arc::clone(&terminal.screen));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The other end is gone when the program has ended.
            while let Ok(n_read) = (&*pty).read(&mut bytes) {
                if n_read == 0 {
                    break;
                }
                screen.lock().unwrap().process(&bytes[..n_read]);
            }
        });
        terminal
    }

    /// Presses keys.
    pub(super) fn press(&self, keys: &str) {
        (&*self.pty).write_all(keys.as_bytes()).unwrap();
    }

    /// Types a text and waits until it stands before the cursor.
    pub(super) fn write(&self, text: &str) {
        self.press(text);
        let last = squeezed(text.split_whitespace().last().unwrap_or_default());
        self.until(&format!("{text} to be typed"), |screen| {
            let line = cursor_line(screen);
            // A long word may go on in the next row.
            !PROMPTS.contains(&line.trim_end()) && squeezed(&line_above(screen)).contains(&last)
        });
    }

    /// Types an input, runs it and waits for the next prompt.
    pub(super) fn ask(&self, input: &str) {
        self.write(input);
        self.press("\r");
        self.until_prompt();
    }

    /// As [`Terminal::ask`]; where the input waits for more, an empty line runs it all the same.
    pub(super) fn ask_open(&self, input: &str) {
        self.write(input);
        self.press("\r");
        let is_open = |line: &str| matches!(line.trim(), "…" | "...");
        self.until("prompt", |screen| {
            let line = cursor_line(screen);
            PROMPTS.contains(&line.trim_end()) || is_open(&line)
        });
        if is_open(&cursor_line(self.screen.lock().unwrap().screen())) {
            self.press("\r");
            self.until_prompt();
        }
    }

    /// Waits for a prompt with nothing after it.
    pub(super) fn until_prompt(&self) {
        self.until("prompt", |screen| {
            PROMPTS.contains(&cursor_line(screen).trim_end())
        });
    }

    /// Waits until a text is seen.
    pub(super) fn until_seen(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    pub(super) fn until(&self, what: &str, is_so: impl Fn(&Screen) -> bool) {
        let start = Instant::now();
        while !is_so(self.screen.lock().unwrap().screen()) {
            let text = self.text();
            assert!(start.elapsed() < PATIENCE, "waited for {what}:\n{text}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The screen as text.
    pub(super) fn text(&self) -> String {
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        let lines: Vec<String> = screen
            .rows(0, u16::MAX)
            .map(|row| row.trim_end().to_owned())
            .collect();
        lines.join("\n").trim_end().to_owned() + "\n"
    }

    /// The screen as text, with attributes: `{red underline|evnts}`.
    pub(super) fn styled(&self) -> String {
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        let (rows, columns) = screen.size();
        let mut text = String::new();
        for row in 0..rows.get() {
            let mut style = String::new();
            for column in 0..columns.get() {
                let Some(cell) = screen.cell(row, column) else {
                    continue;
                };
                if cell.is_wide_continuation() {
                    continue;
                }
                let next = attributes(cell);
                if next != style {
                    text.push_str(if style.is_empty() { "" } else { "}" });
                    if !next.is_empty() {
                        text = format!("{text}{{{next}|");
                    }
                    style = next;
                }
                text.push_str(if cell.has_contents() {
                    cell.contents()
                } else {
                    " "
                });
            }
            text = text.trim_end().to_owned();
            text.push_str(if style.is_empty() { "\n" } else { "}\n" });
        }
        text.trim_end().to_owned() + "\n"
    }

    /// Leaves by Ctrl-D; the exit status.
    pub(super) fn leave(mut self) -> i32 {
        self.press("\u{4}");
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            assert!(
                start.elapsed() < PATIENCE,
                "does not leave:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // One that has ended cannot be ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The row of the cursor.
fn cursor_line(screen: &Screen) -> String {
    let (row, _) = screen.cursor_position();
    let mut rows = screen.rows(0, u16::MAX);
    rows.nth(usize::from(row)).unwrap_or_default()
}

/// The row of the cursor after the one above it.
fn line_above(screen: &Screen) -> String {
    let (row, _) = screen.cursor_position();
    let first = usize::from(row).saturating_sub(1);
    screen.rows(0, u16::MAX).skip(first).take(2).collect()
}

/// A text without what a screen may break it with.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn attributes(cell: &Cell) -> String {
    let colour = match cell.fgcolor() {
        Color::Default | Color::Rgb(..) => None,
        Color::Idx(index) => [
            "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        ]
        .get(usize::from(index % 8))
        .copied(),
    };
    let named = [
        (cell.bold(), "bold"),
        (cell.dim(), "dim"),
        (cell.underline(), "underline"),
        (cell.italic(), "italic"),
        (cell.inverse(), "inverse"),
    ];
    let named = named
        .into_iter()
        .filter(|(is_set, _)| *is_set)
        .map(|(_, name)| name);
    colour
        .into_iter()
        .chain(named)
        .collect::<Vec<_>>()
        .join(" ")
}
