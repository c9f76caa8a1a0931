//! Integration tests, one binary.

mod architecture;
mod golden;
mod loading;
mod properties;
