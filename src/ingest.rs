//! load → text → extract → store: the one composition of the loading side.
