//! Dateline JSON Lines: the one format in which records enter and leave.
