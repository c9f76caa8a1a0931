//! What the fuzz targets have in common.

pub mod checks;
pub mod clock;
pub mod words;
