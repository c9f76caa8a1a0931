//! Whole texts kept as files: `CASE.query` and, beside it, what the program says of it in `CASE.error`.
//! With `UPDATE_GOLDEN=1` the files are written anew; read them before keeping them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::query::parse::parse;
use dateline::render::diagnostic::{DiagnosticStyle, diagnostics};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

/// Compares a text with a golden file, or writes the file.
pub(crate) fn check(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, found).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(found, expected, "{}", path.display());
}

fn cases(folder: &Path) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "query")
        })
        .collect();
    cases.sort();
    cases
}

#[test]
fn mistakes_of_form_are_explained_as_recorded() {
    let mut codes = BTreeSet::new();
    for case in cases(&folder("query_error")) {
        let text = fs::read_to_string(&case).unwrap();
        let source = text.trim_end();
        let errors = parse(source).expect_err(source);
        let shown = diagnostics(&errors, source, DiagnosticStyle::default());
        codes.extend(errors.errors().iter().map(|error| error.kind.code()));
        check(&case.with_extension("error"), &format!("{shown}\n"));
    }
    let all = [
        "E001", "E002", "E003", "E004", "E005", "E006", "E007", "E008", "E013", "E014", "E040",
    ];
    assert_eq!(codes, BTreeSet::from(all));
}
