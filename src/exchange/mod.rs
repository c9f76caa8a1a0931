//! Database → the files of other tools: networks for Gephi and Graphviz, maps, bibliographies, STIX,
//! Follow the Money. One format a file.
//!
//! What is written is chosen by questions in Dateline's own language, so that an export and an answer
//! never differ. Texts of articles are hostile: each format escapes them as its standard says, and what
//! a terminal or a reader obeys is never written as it stands where the format knows an escape.

pub mod citation;
pub mod ftm;
pub mod geojson;
pub mod network;
pub mod stix;

mod chosen;
mod error;
mod question;
mod text;

pub use error::ExchangeError;
