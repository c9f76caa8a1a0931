//! Inputs that fuzzing found worth keeping, fed to everything that must hold for any text.

#[expect(
    unreachable_pub,
    reason = "the file belongs to the fuzz targets as well, where it is public"
)]
#[path = "fuzz/src/checks.rs"]
pub(crate) mod checks;

use std::fs;
use std::path::Path;

#[test]
fn inputs_kept_from_fuzzing_do_no_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        for check in [
            checks::parse,
            checks::compile,
            checks::format,
            checks::complete,
        ] {
            check(text);
        }
    }
}
