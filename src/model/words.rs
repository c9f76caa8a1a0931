//! Closed sets of words: an enum whose variants have one spelling each, in code, files and queries.

/// Defines an enum with `ALL`, `word`, `from_word`, `Display` and serde by word.
macro_rules! closed_set {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every member, in the order in which the model lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one spelling of this member.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The member spelled like this, if there is one.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.word())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = std::borrow::Cow::<str>::deserialize(from)?;
                Self::from_word(&word).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|member| member.word()).collect();
                    serde::de::Error::custom(format_args!(
                        "`{word}` is none of {}", known.join(", ")
                    ))
                })
            }
        }
    };
}

pub(crate) use closed_set;
