//! What the fuzz targets have in common.

pub mod articles;
pub mod checks;
pub mod clock;
pub mod formats;
pub mod prose;
pub mod tables;
pub mod words;
