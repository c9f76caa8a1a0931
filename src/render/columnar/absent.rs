//! The place of what was not built.

use std::convert::Infallible;
use std::io::{self, Write};

use crate::value::ValueRef;

/// There is none.
pub struct ParquetFile(Infallible);

impl ParquetFile {
    /// Makes none.
    ///
    /// # Errors
    /// Always.
    pub fn new(_: Vec<String>) -> io::Result<Self> {
        Err(io::Error::new(
            io::ErrorKind::Unsupported,
            "this program was built without Parquet",
        ))
    }

    /// Is never called.
    ///
    /// # Errors
    /// None.
    pub fn row(&mut self, _: &[ValueRef<'_>]) -> io::Result<()> {
        match self.0 {}
    }

    /// Is never called.
    ///
    /// # Errors
    /// None.
    pub fn finish(self, _: &mut dyn Write) -> io::Result<()> {
        match self.0 {}
    }
}
