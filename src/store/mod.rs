//! The SQLite file: the only place that names rusqlite.
