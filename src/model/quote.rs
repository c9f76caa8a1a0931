//! Quotes: what somebody said.

use super::words::closed_set;

closed_set! {
    /// How the words are given.
    QuoteForm {
        /// Wholly inside quotation marks.
        Direct = "direct",
        /// Partly inside quotation marks.
        Mixed = "mixed",
        /// Reported without quotation marks.
        Indirect = "indirect",
    }
}
