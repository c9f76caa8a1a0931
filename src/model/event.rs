//! Events: who did what to whom. Kinds are those of the PLOVER ontology (manual, version 0.8) and two
//! that news needs besides, `statement` and `formation`.

use super::words::closed_set;

closed_set! {
    /// The kind of an event.
    EventKind {
        /// Agree to do something together.
        Agree = "agree",
        /// Meet, talk, visit, mediate.
        Consult = "consult",
        /// Express support by words.
        Support = "support",
        /// Give way.
        Concede = "concede",
        /// Work together in deeds.
        Cooperate = "cooperate",
        /// Give material help.
        Aid = "aid",
        /// Withdraw, release, lay down arms.
        Retreat = "retreat",
        /// Ask for something.
        Request = "request",
        /// Accuse, criticize, investigate.
        Accuse = "accuse",
        /// Refuse or deny.
        Reject = "reject",
        /// Threaten or warn.
        Threaten = "threaten",
        /// Protest in public.
        Protest = "protest",
        /// Punish by law or trade.
        Sanction = "sanction",
        /// Move forces without using them.
        Mobilize = "mobilize",
        /// Force without battle: arrest, seize, besiege.
        Coerce = "coerce",
        /// Attack.
        Assault = "assault",
        /// Announce, estimate, declare.
        Statement = "statement",
        /// Found or dissolve.
        Formation = "formation",
    }
}

macro_rules! event_modes {
    ($($kind:ident: $($variant:ident = $word:literal),+;)+) => {
        closed_set! {
            /// A mode refines a kind, and implies it.
            EventMode {
                $($(
                    #[doc = concat!("`", $word, "`")]
                    $variant = $word,
                )+)+
            }
        }

        impl EventMode {
            /// The kind that this mode implies.
            pub fn kind(self) -> EventKind {
                match self { $($(Self::$variant)|+ => EventKind::$kind,)+ }
            }
        }
    };
}

event_modes! {
    Agree: Agreement = "agreement", CeasefireAccord = "ceasefire_accord";
    Consult: Meeting = "meeting", Talks = "talks", Visit = "visit", Call = "call",
        Mediation = "mediation";
    Support: Praise = "praise", Endorsement = "endorsement", Condolence = "condolence";
    Concede: Easing = "easing", Amnesty = "amnesty";
    Cooperate: Alliance = "alliance", IntelligenceSharing = "intelligence_sharing",
        JointOperation = "joint_operation", Exercise = "exercise";
    Aid: MilitaryAid = "military_aid", AirSupport = "air_support",
        HumanitarianAid = "humanitarian_aid", EconomicAid = "economic_aid", Training = "training";
    Retreat: Withdrawal = "withdrawal", Release = "release", Truce = "truce",
        Disarmament = "disarmament", Surrender = "surrender", Resignation = "resignation";
    Request: Appeal = "appeal", CallForAction = "call_for_action";
    Accuse: Criticism = "criticism", Allegation = "allegation",
        WarningOfAttack = "warning_of_attack", Investigation = "investigation";
    Reject: Denial = "denial", Refusal = "refusal";
    Threaten: Ultimatum = "ultimatum", Warning = "warning";
    Protest: Demonstration = "demonstration", Riot = "riot", Strike = "strike",
        Boycott = "boycott";
    Sanction: Embargo = "embargo", Expulsion = "expulsion", Conviction = "conviction",
        SeveredTies = "severed_ties";
    Mobilize: Deployment = "deployment", Buildup = "buildup";
    Coerce: Seizure = "seizure", Siege = "siege", Arrest = "arrest", Blockade = "blockade",
        Restriction = "restriction", Deportation = "deportation";
    Assault: Airstrike = "airstrike", Shelling = "shelling", Bombing = "bombing",
        SuicideBombing = "suicide_bombing", Clash = "clash", GroundAdvance = "ground_advance",
        Abduction = "abduction", Assassination = "assassination", Massacre = "massacre",
        ChemicalAttack = "chemical_attack", Destruction = "destruction";
    Statement: Announcement = "announcement", Estimate = "estimate", Declaration = "declaration";
    Formation: Founding = "founding", Dissolution = "dissolution";
}

closed_set! {
    /// Whether the text says that an event happened.
    Modality {
        /// Told as having happened or happening.
        Asserted = "asserted",
        /// Announced or expected.
        Planned = "planned",
        /// Told as somebody's unproven claim.
        Alleged = "alleged",
        /// Said not to have happened.
        Denied = "denied",
        /// Conditional or possible.
        Hypothetical = "hypothetical",
    }
}

closed_set! {
    /// The part that a participant plays in an event.
    ArgumentRole {
        /// Who did it.
        Actor = "actor",
        /// To whom.
        Target = "target",
        /// Anyone else who took part.
        Other = "other",
    }
}
