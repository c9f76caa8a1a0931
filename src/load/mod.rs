//! Bytes → articles.
