//! Where the prompt writes: data, everything else, and what is longer than the screen.

use std::cell::RefCell;
use std::io::{self, Write};

use super::pager;

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
            if pager::page(text).is_ok() {
                return Ok(());
            }
        }
        self.data.write_all(text.as_bytes())
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
