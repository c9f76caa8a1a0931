//! The rules of the house, read off the source: who may use whom, and which module alone may name a
//! crate.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// For each top-level module, the modules of the crate that it may use. Data flows one way.
const MAY_USE: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("model", &["span"]),
    ("value", &["model"]),
    ("lexicon", &["model"]),
    ("text", &["span", "model", "lexicon"]),
    ("record", &["span", "model"]),
    ("load", &["span", "model", "lexicon", "record"]),
    ("query", &["span", "model", "value"]),
    (
        "store",
        &[
            "span",
            "model",
            "value",
            "record",
            "query::names",
            "query::functions",
        ],
    ),
    ("extract", &["span", "model", "lexicon", "text"]),
    (
        "render",
        &[
            "span",
            "model",
            "value",
            "record",
            "query::error",
            "query::suggest",
        ],
    ),
    (
        "ingest",
        &[
            "span", "model", "load", "record", "text", "lexicon", "extract", "store",
        ],
    ),
    (
        "evaluate",
        &[
            "span", "model", "lexicon", "text", "record", "load", "extract",
        ],
    ),
    (
        "learn",
        &[
            "span", "model", "lexicon", "text", "record", "extract", "evaluate", "store",
        ],
    ),
    ("path", &["value", "query"]),
    ("ask", &["span", "model", "value", "query", "path", "store"]),
    (
        "exchange",
        &[
            "model", "value", "lexicon", "record", "query", "store", "ask", "render",
        ],
    ),
    (
        "repl",
        &["span", "model", "value", "query", "store", "ask", "render"],
    ),
    (
        "report",
        &["span", "model", "value", "query", "store", "ask", "render"],
    ),
    (
        "demo",
        &[
            "model", "lexicon", "ingest", "store", "ask", "render", "value", "load",
        ],
    ),
    (
        "cli",
        &[
            "span", "model", "value", "lexicon", "text", "record", "load", "query", "store",
            "extract", "evaluate", "render", "ingest", "learn", "ask", "repl", "report", "demo",
            "exchange",
        ],
    ),
];

/// Crates that only some places may name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("pest", &["query/parse/"]),
    ("rusqlite", &["store/"]),
    ("comfy_table", &["render/"]),
    ("annotate_snippets", &["render/"]),
    ("minijinja", &["report/"]),
    ("pulldown_cmark", &["load/markdown.rs", "report/"]),
    ("rustyline", &["repl/"]),
    ("parquet", &["render/columnar/"]),
    ("toml_edit", &["repl/"]),
    ("base64", &["repl/", "report/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("clap_mangen", &["cli/"]),
];

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with its path from `src/` and its text up to the unit tests.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    rust_files(&source_folder(), &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(source_folder())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let is_test = name.ends_with("/tests.rs") || name.contains("/tests/");
        (
            name,
            if is_test {
                String::new()
            } else {
                code.to_owned()
            },
        )
    };
    files.into_iter().map(read).collect()
}

fn module_of(file: &str) -> &str {
    file.split('/')
        .next()
        .unwrap_or(file)
        .trim_end_matches(".rs")
}

/// Paths after `crate::` in a line of code, in `use` lines with braces each branch apart.
fn crate_paths(code: &str) -> Vec<String> {
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut paths = Vec::new();
    for part in code.split("crate::").skip(1) {
        if let Some(branches) = part.strip_prefix('{') {
            let inside = branches.split("};").next().unwrap_or_default();
            paths.extend(inside.split(',').map(|branch| branch.trim().to_owned()));
        } else {
            let end = part.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            paths.push(part[..end.unwrap_or(part.len())].to_owned());
        }
    }
    paths.retain(|path| !path.is_empty());
    paths
}

#[test]
fn modules_use_only_what_they_may() {
    let may_use: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut broken = Vec::new();
    for (file, code) in sources() {
        let module = module_of(&file);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let allowed = may_use.get(module);
        let allowed = allowed.unwrap_or_else(|| panic!("`{module}` has no line in MAY_USE"));
        for path in crate_paths(&code) {
            let is_own = path == module || path.starts_with(&format!("{module}::"));
            let fits = |rule: &&str| path == **rule || path.starts_with(&format!("{rule}::"));
            if !is_own && !allowed.iter().any(fits) {
                broken.push(format!("src/{file} uses crate::{path}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn crates_are_named_only_where_they_belong() {
    let mut broken = Vec::new();
    for (file, code) in sources() {
        for (name, places) in ONLY_IN {
            let is_named = code.lines().any(|line| {
                !line.trim_start().starts_with("//")
                    && (line.contains(&format!("{name}::"))
                        || line.contains(&format!("use {name};")))
            });
            if is_named && !places.iter().any(|place| file.starts_with(place)) {
                broken.push(format!("src/{file} names {name}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn query_and_extract_read_no_clock_and_no_file() {
    const FORBIDDEN: &[&str] = &[
        "std::fs",
        "std::env",
        "std::net",
        "SystemTime",
        "Instant::now",
        "Zoned::now",
        "File::open",
    ];
    let mut broken = Vec::new();
    for (file, code) in sources() {
        if !matches!(module_of(&file), "query" | "extract" | "text" | "model") {
            continue;
        }
        broken.extend(
            FORBIDDEN
                .iter()
                .filter(|word| code.contains(**word))
                .map(|word| format!("src/{file} names {word}")),
        );
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_the_named_things_stand_at_the_top() {
    const NAMED: &[&str] = &[
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "grammar",
        "migrations",
        "src",
        "target",
        "tests",
    ];
    // The demonstration leaves its database in the folder where it is run.
    const MADE: &[&str] = &[".db", ".db-shm", ".db-wal"];
    let is_made = |name: &str| MADE.iter().any(|ending| name.ends_with(ending));
    let other: Vec<String> = fs::read_dir(env!("CARGO_MANIFEST_DIR"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !NAMED.contains(&name.as_str()) && !is_made(name))
        .collect();
    assert!(other.is_empty(), "{}", other.join(", "));
}
