//! Headlines as pages give them → the headline.

/// Marks between a headline and the name of the site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ",
];

/// Strips the name of the site from a page's title: the outlet's name, or a short last part.
pub(super) fn without_site(title: &str, outlet: Option<&str>) -> String {
    let mut title = title.trim();
    while let Some((rest, part)) = SEPARATORS
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .min_by_key(|(_, part)| part.len())
    {
        let is_outlet = outlet.is_some_and(|outlet| {
            fold(part).contains(&fold(outlet)) || fold(outlet).contains(&fold(part))
        });
        let is_site = part.split_whitespace().count() <= 4 && rest.split_whitespace().count() >= 4;
        if !is_outlet && !is_site {
            break;
        }
        title = rest.trim();
    }
    title.to_owned()
}

/// Whether two headlines are the same but for marks and case, or one is most of the other.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    !short.is_empty()
        && (short == long || (long.starts_with(&short) && short.len() * 10 > long.len() * 8))
}

fn fold(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_stripped_from_titles() {
        let cases = [
            (
                "Talks go on in harbour town | Harbour Times",
                None,
                "Talks go on in harbour town",
            ),
            (
                "Talks go on - World - Harbour Times",
                Some("Harbour Times"),
                "Talks go on - World",
            ),
            ("Live: talks - day two", None, "Live: talks - day two"),
            ("Talks go on", Some("Harbour Times"), "Talks go on"),
        ];
        for (title, outlet, expect) in cases {
            assert_eq!(without_site(title, outlet), expect);
        }
    }
}
