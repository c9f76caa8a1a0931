//! Figures: numbers that an article states about the world.

use super::words::closed_set;

closed_set! {
    /// What a figure measures.
    Measure {
        /// People killed.
        Killed = "killed",
        /// People wounded.
        Wounded = "wounded",
        /// People driven from their homes.
        Displaced = "displaced",
        /// People taken prisoner.
        Captured = "captured",
        /// People missing.
        Missing = "missing",
        /// Members of an armed group.
        Fighters = "fighters",
        /// Members of a state's forces.
        Troops = "troops",
        /// Air strikes, rockets, attacks.
        Strikes = "strikes",
        /// Hostages.
        Hostages = "hostages",
        /// Area or number of places held.
        Territory = "territory",
        /// A length.
        Distance = "distance",
        /// A sum of money.
        Money = "money",
        /// A part of a whole.
        Share = "share",
        /// A length of time.
        Duration = "duration",
        /// Anything else that is counted.
        Other = "other",
    }
}

closed_set! {
    /// How a stated number bounds the true one.
    Bound {
        /// As stated.
        Exact = "exact",
        /// Near what is stated.
        About = "about",
        /// Above what is stated.
        Over = "over",
        /// Below what is stated.
        Under = "under",
        /// Between low and high.
        Between = "between",
    }
}
