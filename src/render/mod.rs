//! Rows and errors → text.
