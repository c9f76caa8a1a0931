//! A line of a table → its cells.

/// Whether quotation marks around a cell are marks of the table or part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum Quoting {
    /// `"` around a cell belongs to the table; doubled, it is one of the text.
    Double,
    /// Every character is text.
    None,
}

/// The cells of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Split {
    /// The first of them, as many as were asked for.
    pub(super) cells: Vec<String>,
    /// How many there are.
    pub(super) n_cells: usize,
    /// Whether the last one has a quotation mark that is not closed.
    pub(super) is_open: bool,
}

/// Splits a line; keeps at most `most` cells and counts the others.
pub(super) fn split(line: &str, separator: char, quoting: Quoting, most: usize) -> Split {
    let mut found = Split {
        cells: Vec::new(),
        n_cells: 0,
        is_open: false,
    };
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (cell, after) = match text.strip_prefix('"') {
            Some(quoted) if quoting == Quoting::Double => {
                let (cell, after, is_open) = quoted_cell(quoted, separator);
                found.is_open |= is_open;
                (cell, after)
            }
            _ => match text.split_once(separator) {
                Some((cell, after)) => (cell.to_owned(), Some(after)),
                None => (text.to_owned(), None),
            },
        };
        found.n_cells += 1;
        if found.cells.len() < most {
            found.cells.push(cell);
        }
        rest = after;
    }
    found
}

/// A cell behind its opening mark, what comes after its separator, and whether it was not closed.
fn quoted_cell(text: &str, separator: char) -> (String, Option<&str>, bool) {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let Some((before, after)) = rest.split_once('"') else {
            cell.push_str(rest);
            return (cell, None, true);
        };
        cell.push_str(before);
        if let Some(after) = after.strip_prefix('"') {
            cell.push('"');
            rest = after;
            continue;
        }
        // What stands between the closing mark and the separator is kept, though nothing should.
        let (trailing, next) = after
            .split_once(separator)
            .map_or((after, None), |(trailing, next)| (trailing, Some(next)));
        cell.push_str(trailing.trim_end());
        return (cell, next, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        let cases: &[(&str, char, Quoting, &[&str], bool)] = &[
            ("a,b,,d", ',', Quoting::Double, &["a", "b", "", "d"], false),
            (
                "\"a, b\",\"he said \"\"no\"\"\",",
                ',',
                Quoting::Double,
                &["a, b", "he said \"no\"", ""],
                false,
            ),
            (
                "x;\"a\nb\";5\" pipe",
                ';',
                Quoting::Double,
                &["x", "a\nb", "5\" pipe"],
                false,
            ),
            ("a,\"b,c", ',', Quoting::Double, &["a", "b,c"], true),
            (
                "\"a\tb\"\tc",
                '\t',
                Quoting::None,
                &["\"a", "b\"", "c"],
                false,
            ),
            ("", ',', Quoting::Double, &[""], false),
        ];
        for (line, separator, quoting, cells, is_open) in cases {
            let found = split(line, *separator, *quoting, 10);
            assert_eq!(
                (found.cells.as_slice(), found.is_open),
                (cells.map_owned().as_slice(), *is_open),
                "{line}"
            );
        }
    }

    trait Owned {
        fn map_owned(&self) -> Vec<String>;
    }

    impl Owned for &[&str] {
        fn map_owned(&self) -> Vec<String> {
            self.iter().map(|cell| (*cell).to_owned()).collect()
        }
    }

    #[test]
    fn cells_beyond_what_is_asked_for_are_counted() {
        let line = ",".repeat(1_000_000);
        let found = split(&line, ',', Quoting::Double, 50);
        assert_eq!((found.cells.len(), found.n_cells), (50, 1_000_001));
    }
}
