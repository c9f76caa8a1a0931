//! As many completions as fit on the screen: a list that is longer would be paged by the line editor, which
//! takes what is typed next for an answer to its `--More--`.

use rustyline::completion::Pair;

use crate::render::cell::cells;

/// Lines that the input takes above and below the list.
const OTHER_LINES: usize = 2;

/// Cells between two columns of the list, as the line editor leaves them.
const GAP: usize = 2;

/// The first completions of a text that is `typed`, and how many more there are, on a screen of so many columns and
/// lines. A completion that is wider than the screen is shown cut.
pub(in crate::repl) fn fitting(
    mut pairs: Vec<Pair>,
    typed: &str,
    (columns, lines): (usize, usize),
) -> Vec<Pair> {
    for pair in &mut pairs {
        if cells(&pair.display) + GAP > columns {
            pair.display = cut(&pair.display, columns.saturating_sub(GAP));
        }
    }
    let widest = pairs.iter().map(|pair| cells(&pair.display)).max();
    let Some(across) = widest.and_then(|widest| columns.checked_div(widest + GAP)) else {
        return pairs;
    };
    let room = across.max(1) * lines.saturating_sub(OTHER_LINES).max(1);
    if pairs.len() > room {
        let n_more = pairs.len() - (room - 1);
        pairs.truncate(room - 1);
        // It stands for what was typed, so that Tab puts nothing in which only some of them begin with.
        pairs.push(Pair {
            display: format!("… {n_more} more"),
            replacement: typed.to_owned(),
        });
    }
    pairs
}

/// The beginning of a text with a mark behind it, in so many cells.
fn cut(text: &str, width: usize) -> String {
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if cells(&kept) >= width {
            kept.pop();
            break;
        }
    }
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(texts: &[&str]) -> Vec<Pair> {
        let pair = |text: &&str| Pair {
            display: (*text).to_owned(),
            replacement: (*text).to_owned(),
        };
        texts.iter().map(pair).collect()
    }

    fn shown(texts: &[&str], screen: (usize, usize)) -> Vec<String> {
        let found = fitting(pairs(texts), "t", screen);
        found.into_iter().map(|pair| pair.display).collect()
    }

    #[test]
    fn a_list_is_no_longer_than_the_screen() {
        let names = ["ta", "tb", "tc", "td", "te", "tf"];
        assert_eq!(shown(&names, (80, 24)), names);
        // Two columns of four cells on three lines, one of which holds the list.
        assert_eq!(shown(&names, (8, 3)), ["ta", "… 5 more"]);
        assert_eq!(shown(&names, (4, 5)), ["ta", "tb", "… 4 more"]);
        let more = fitting(pairs(&names), "t", (4, 5)).pop();
        assert_eq!(more.map(|pair| pair.replacement), Some("t".to_owned()));
        assert_eq!(shown(&names, (0, 0)), ["… 6 more"]);
        assert_eq!(shown(&[], (80, 24)), [""; 0]);
    }

    #[test]
    fn a_completion_is_no_wider_than_the_screen() {
        assert_eq!(shown(&["tabcdefghij"], (8, 9)), ["tabcd…"]);
        assert_eq!(shown(&["阿勒颇阿勒颇"], (8, 9)), ["阿勒…"]);
    }
}
