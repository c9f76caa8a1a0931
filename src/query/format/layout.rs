//! A text with the places where its lines may end, and the choice among them.

use unicode_width::UnicodeWidthStr;

/// Columns of one level of indentation.
const INDENT: usize = 2;

/// A piece of a text whose line ends are still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Stands as it is. Only a quoted text may hold line ends of its own.
    Text(&'a str),
    /// A blank, or the end of a line where the group round it is broken.
    Line,
    /// Nothing, or the end of a line where the group round it is broken.
    Soft,
    /// The end of a line.
    Hard,
    /// The end of a line and an empty line.
    Empty,
    /// A comment; a line ends after it.
    Comment {
        /// With its `#`.
        text: &'a str,
        /// Whether it has a line of its own rather than following something.
        is_alone: bool,
    },
    /// On one line if it fits there and holds no comment, else broken at each of its own places.
    Group(Vec<Piece<'a>>),
    /// Further right.
    Nest(Vec<Piece<'a>>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Flat,
    Broken,
}

/// A piece that waits to be printed.
type Waiting<'p, 'a> = (usize, Mode, &'p Piece<'a>);

/// Writes pieces on lines of at most `width` columns where they can be broken; ends with a line end
/// unless nothing is written.
pub(super) fn print(pieces: &[Piece<'_>], width: usize) -> String {
    let mut printer = Printer {
        out: String::new(),
        column: 0,
        n_ends: 0,
        indent: 0,
        width,
    };
    let mut waiting: Vec<Waiting<'_, '_>> = Vec::new();
    wait(&mut waiting, 0, Mode::Broken, pieces);
    while let Some((indent, mode, piece)) = waiting.pop() {
        match piece {
            Piece::Text(text) => printer.text(text),
            Piece::Line if mode == Mode::Flat => printer.text(" "),
            Piece::Soft if mode == Mode::Flat => {}
            Piece::Line | Piece::Soft | Piece::Hard => printer.end_line(1, indent),
            Piece::Empty => printer.end_line(2, indent),
            Piece::Comment { text, is_alone } => printer.comment(text, *is_alone, indent),
            Piece::Nest(inner) => wait(&mut waiting, indent + INDENT, mode, inner),
            Piece::Group(inner) => {
                let flat = printer.fits(inner, &waiting);
                let mode = if flat { Mode::Flat } else { Mode::Broken };
                wait(&mut waiting, indent, mode, inner);
            }
        }
    }
    if !printer.out.is_empty() {
        printer.out.push('\n');
    }
    printer.out
}

fn wait<'p, 'a>(
    waiting: &mut Vec<Waiting<'p, 'a>>,
    indent: usize,
    mode: Mode,
    pieces: &'p [Piece<'a>],
) {
    waiting.extend(pieces.iter().rev().map(|piece| (indent, mode, piece)));
}

struct Printer {
    out: String,
    column: usize,
    /// Line ends to be written before what comes next.
    n_ends: usize,
    /// Columns left free after them.
    indent: usize,
    width: usize,
}

impl Printer {
    fn end_line(&mut self, n_ends: usize, indent: usize) {
        if !self.out.is_empty() {
            self.n_ends = self.n_ends.max(n_ends);
            self.indent = indent;
        }
    }

    fn text(&mut self, text: &str) {
        if self.n_ends > 0 {
            if text == " " {
                return;
            }
            // A blank before what then begins a line; no word of the language ends with one.
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.extend(std::iter::repeat_n('\n', self.n_ends));
            self.n_ends = 0;
            self.out.extend(std::iter::repeat_n(' ', self.indent));
            self.column = self.indent;
        }
        self.out.push_str(text);
        self.column = match text.rsplit_once('\n') {
            Some((_, last)) => last.width(),
            None => self.column + text.width(),
        };
    }

    /// A comment alone begins where the line after an end would begin, or else where its piece stands.
    fn comment(&mut self, text: &str, is_alone: bool, indent: usize) {
        let indent = if self.n_ends > 0 { self.indent } else { indent };
        if is_alone {
            self.end_line(1, indent);
        } else {
            self.text(" ");
        }
        self.text(text);
        self.end_line(1, indent);
    }

    /// Whether a group fits on the line, together with what cannot be parted from its end.
    fn fits(&self, group: &[Piece<'_>], after: &[Waiting<'_, '_>]) -> bool {
        let mut column = if self.n_ends > 0 {
            self.indent
        } else {
            self.column
        };
        let mut inner: Vec<Waiting<'_, '_>> = Vec::new();
        wait(&mut inner, 0, Mode::Flat, group);
        let mut after = after.iter().rev();
        while column <= self.width {
            let inside = inner.pop();
            let Some((_, mode, piece)) = inside.or_else(|| after.next().copied()) else {
                return true;
            };
            let is_inside = mode == Mode::Flat;
            match piece {
                Piece::Text(text) => match text.split_once('\n') {
                    Some((first, _)) => {
                        return !is_inside && column + first.width() <= self.width;
                    }
                    None => column += text.width(),
                },
                Piece::Line if is_inside => column += 1,
                Piece::Soft if is_inside => {}
                Piece::Hard | Piece::Empty | Piece::Comment { .. } => return !is_inside,
                Piece::Line | Piece::Soft => return true,
                Piece::Group(pieces) | Piece::Nest(pieces) => wait(&mut inner, 0, mode, pieces),
            }
        }
        false
    }
}
