//! Inputs of several lines: at the prompt their further lines stand below the text of the first, behind a mark; where
//! they are kept, they begin where they were written.

use crate::query::highlight::further_lines;

/// A text that is put in behind `before`, with its further lines so many cells from the left. They are moved together, or
/// not at all if all of them are that far already; those of a quoted text stay, since it would become another.
pub(super) fn below(before: &str, text: &str, indent: usize) -> String {
    let spaces = " ".repeat(indent);
    let whole = format!("{before}{text}");
    let lines = further_lines(&whole).into_iter();
    let starts: Vec<usize> = lines
        .filter_map(|at| at.checked_sub(before.len()))
        .collect();
    if starts.iter().all(|at| text[*at..].starts_with(&spaces)) {
        return text.to_owned();
    }
    let mut moved = text.to_owned();
    for at in starts.into_iter().rev() {
        moved.insert_str(at, &spaces);
    }
    moved
}

/// An input whose further lines have lost the cells that [`below`] gives them.
pub(super) fn kept(input: &str, indent: usize) -> String {
    let spaces = " ".repeat(indent);
    let starts = further_lines(input);
    if !starts.iter().all(|at| input[*at..].starts_with(&spaces)) {
        return input.to_owned();
    }
    let mut kept = input.to_owned();
    for at in starts.into_iter().rev() {
        kept.replace_range(at..at + indent, "");
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_lines_stand_below_the_first_and_are_kept_without() {
        let check = |input: &str, moved: &str| {
            assert_eq!(below("", input, 6), moved);
            assert_eq!(kept(moved, 6), input);
        };
        check("events", "events");
        check("events\n| count", "events\n      | count");
        check(
            "events of (\n    assault\n)\n| count",
            "events of (\n          assault\n      )\n      | count",
        );
        // A text in quotes stays as it is.
        check(
            "articles about \"a\nb\"\n| count",
            "articles about \"a\nb\"\n      | count",
        );
        check("articles about \"a\nb", "articles about \"a\nb");
        assert_eq!(
            below("events by \"", "a\nb\"\n| count", 2),
            "a\nb\"\n  | count"
        );
        assert_eq!(below("", "a\n        b", 6), "a\n        b");
    }
}
