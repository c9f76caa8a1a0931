//! Rows → a Parquet file, where the program was built with `--features parquet`.

#[cfg(not(feature = "parquet"))]
mod absent;
#[cfg(feature = "parquet")]
mod written;

#[cfg(not(feature = "parquet"))]
pub use absent::ParquetFile;
#[cfg(feature = "parquet")]
pub use written::ParquetFile;

/// Whether Parquet files can be written.
pub const IS_BUILT_IN: bool = cfg!(feature = "parquet");
