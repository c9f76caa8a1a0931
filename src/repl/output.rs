//! Where the prompt writes: data, everything else, and what is longer than the screen.

use std::cell::RefCell;
use std::io::{self, Write};

use super::pager;
use crate::render::cell::cells;

/// Where a session writes.
pub struct Output<'run> {
    /// Data.
    pub data: &'run mut dyn Write,
    /// Everything else.
    pub notes: &'run mut dyn Write,
    /// Lines of the screen; `None` where there is none, and so no pager.
    pub height: Option<usize>,
}

impl Output<'_> {
    /// Writes a text as data; one that is higher than the screen goes to the pager.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn long(&mut self, text: &str) -> io::Result<()> {
        let is_higher = self
            .height
            .is_some_and(|height| text.lines().count() >= height);
        if is_higher {
            self.data.flush()?;
            if pager::page(text, false).is_ok() {
                return Ok(());
            }
        }
        self.data.write_all(text.as_bytes())
    }

    /// As [`Output::long`], but a text with a line that is wider than the screen goes to the pager, too.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn wide(&mut self, text: &str, width: Option<usize>) -> io::Result<()> {
        let is_wider = |width: usize| text.lines().any(|line| cells(line) > width);
        if self.height.is_some() && width.is_some_and(is_wider) {
            self.data.flush()?;
            if pager::page(text, true).is_ok() {
                return Ok(());
            }
        }
        self.long(text)
    }
}

/// One place that several write to in turn: on a terminal data and all else must come in order.
pub(super) struct Shared<'place, 'out>(pub(super) &'place RefCell<&'out mut dyn Write>);

impl Write for Shared<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().flush()
    }
}
