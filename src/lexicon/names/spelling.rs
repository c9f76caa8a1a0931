//! What the spellings of one name of three or more parts have in common.

/// Fewest parts of a name whose spelling may differ: with fewer, different people look alike.
const FEWEST_PARTS: usize = 3;

/// The consonants of a folded name, part by part, without articles; `None` for a name that is too
/// short to be told from others by them.
pub(super) fn skeleton(folded: &str) -> Option<String> {
    let is_joiner = |part: &&str| !matches!(*part, "al" | "el" | "ul");
    let parts: Vec<String> = folded
        .split(' ')
        .filter(is_joiner)
        .map(consonants)
        .collect();
    let is_telling = parts.len() >= FEWEST_PARTS && parts.iter().all(|part| part.len() > 1);
    is_telling.then(|| parts.join(" "))
}

fn consonants(part: &str) -> String {
    let mut kept = String::new();
    for letter in part.chars() {
        let letter = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => continue,
            'q' => 'k',
            'w' => 'v',
            other => other,
        };
        if !kept.ends_with(letter) {
            kept.push(letter);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_their_consonants() {
        assert_eq!(
            skeleton("fahad jassim freij"),
            skeleton("fahd jassem al freij")
        );
        assert_ne!(
            skeleton("fahad jassim freij"),
            skeleton("fahad kasim freij")
        );
    }

    #[test]
    fn names_of_two_parts_are_not_compared_by_consonants() {
        assert_eq!(skeleton("ali larijani"), None);
    }
}
