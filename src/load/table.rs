//! Whether text is a table, whose lines have the same number of cells.

use super::dataset::TableMap;

/// What separates cells.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// So many lines are looked at.
const LINES: usize = 6;
/// The longest name of a column.
const LONGEST_NAME: usize = 60;
/// No sentence has so many commas.
const ENDLESS: usize = 200;
/// Without names, so many columns make a table.
const NAMELESS: usize = 9;

/// Tells a table by its first bytes; `is_whole` says whether they are all there is.
pub(super) fn is_table(head: &[u8], is_whole: bool) -> bool {
    SEPARATORS
        .iter()
        .any(|separator| has_cells(head, *separator, is_whole))
}

fn has_cells(head: &[u8], separator: u8, is_whole: bool) -> bool {
    if !head.contains(&b'\n') {
        let n_cells = head.split(|byte| *byte == separator).count();
        return n_cells >= ENDLESS && !head.windows(2).any(|pair| pair == b". ");
    }
    let lines = lines(head, separator, is_whole);
    let [names, rest @ ..] = lines.as_slice() else {
        return false;
    };
    // A row may be broken.
    let n_alike = rest
        .iter()
        .filter(|cells| cells.len() == names.len())
        .count();
    if n_alike == 0 || n_alike * 2 < rest.len() {
        return false;
    }
    if separator == b'\t' && names.len() >= NAMELESS {
        return true;
    }
    let is_name = |name: &String| {
        name.len() <= LONGEST_NAME
            && name.contains(char::is_alphabetic)
            && !name.trim_end().ends_with(['.', '!', '?'])
    };
    let are_words = names.iter().all(|name| !name.trim().contains(' '));
    // Programs that number the rows leave the name above the numbers empty.
    let written = match names.as_slice() {
        [number, others @ ..] if number.trim().is_empty() => others,
        all => all,
    };
    written.iter().all(is_name)
        && (names.len() >= 4 || are_words && names.len() >= 3 || TableMap::usual(names).is_some())
}

/// The cells of the first lines; the last line may be cut off, and is left out.
fn lines(head: &[u8], separator: u8, is_whole: bool) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(head);
    let records = reader.byte_records().take(LINES + 1).filter_map(Result::ok);
    let mut lines: Vec<Vec<String>> = records
        .map(|record| {
            let cells = record.iter();
            cells
                .map(|cell| String::from_utf8_lossy(cell).into_owned())
                .collect()
        })
        .collect();
    if !is_whole || lines.len() > LINES {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_from_prose() {
        let cases: [(&str, bool); 16] = [
            ("a,b,c\n1,2,3\n4,5,6\n", true),
            (",a,b,c\n0,1,2,3\n1,4,5,6\n", true),
            ("\"\";\"a\";\"b\"\n\"1\";x;y\n", true),
            ("a,,b,c\n0,1,2,3\n1,4,5,6\n", false),
            ("a;b;c\n1;2;3\n", true),
            ("id\tname\tborn\n1\tx\t1990\n", true),
            (
                "headline,body\n\"Talks, again\",\"He left.\nShe stayed.\"\n",
                true,
            ),
            (
                "case no,place of death,sex,age\n1,Lima,f,30\n2,Quito,m,31\n",
                true,
            ),
            ("1\t2\t3\t4\t5\t6\t7\t8\t9\n1\t\t\t\t\t\t\t\t9\n", true),
            ("a,b,c\n1,2\n3,4,5\n", true),
            ("a,b,c\n1,2\n3,4\n", false),
            (
                "Talks fail\n\nThe envoy left Lima, Peru, on Monday, officials said.\n",
                false,
            ),
            (
                "Killed, wounded, missing, freed.\nOne, two, three, four.\n",
                false,
            ),
            ("Rain, wind and snow\nSun, clouds and rain\n", false),
            ("name,age\nJo,30\n", false),
            ("a,b,c\n", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_table(text.as_bytes(), true), expected, "{text}");
        }
        assert!(is_table("c,".repeat(30_000).as_bytes(), false));
        let endless = "the envoy, tired, left. ".repeat(3_000);
        assert!(!is_table(endless.as_bytes(), false));
    }
}
