//! Integration tests, one binary.

mod architecture;
mod golden;
mod properties;
