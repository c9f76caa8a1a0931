//! Reports made by the program: pages and Markdown kept as files, mistakes at their place, hostile text without effect.

use std::fs;
use std::path::{Path, PathBuf};

use crate::golden;
use crate::support::{done, run};

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/report")
        .join(name)
}

/// A folder with the demonstration corpus in `demo.db`.
pub(crate) fn demonstration() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &["demo", "--db", "demo.db"]);
    folder
}

const STAMP: &[&str] = &["--stamp", "2026-11-23"];

/// The text of a report that is made at a fixed time.
pub(crate) fn made(folder: &Path, arguments: &[&str], output: &str) -> String {
    done(folder, &[arguments, STAMP, &["-o", output]].concat());
    fs::read_to_string(folder.join(output)).unwrap()
}

#[test]
fn the_examples_stay_as_they_are() {
    let folder = demonstration();
    for name in ["war", "outlets"] {
        let report = format!("{name}.md");
        fs::copy(kept(&report), folder.path().join(&report)).unwrap();
        let page = made(folder.path(), &["report", &report], &format!("{name}.html"));
        golden::check(&kept(&format!("{name}.html")), &page);
    }
    let brief = [
        "brief",
        "Islamic State",
        "--db",
        "demo.db",
        "--since",
        "2017-01-01",
    ];
    golden::check(
        &kept("brief.html"),
        &made(folder.path(), &brief, "brief.html"),
    );
    let text = made(folder.path(), &["report", "outlets.md"], "as-text.md");
    golden::check(&kept("as-text.md"), &text);
    for file in ["as-text-words.svg", "as-text-area.svg"] {
        golden::check(
            &kept(file),
            &fs::read_to_string(folder.path().join(file)).unwrap(),
        );
    }
    let places = folder.path().join("war-places.geojson");
    let places: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(places).unwrap()).unwrap();
    assert_eq!(places["type"], "FeatureCollection");
    let point = &places["features"][0]["geometry"];
    assert_eq!(point["type"], "Point");
    assert_eq!(point["coordinates"].as_array().unwrap().len(), 2);
}

#[test]
fn every_link_inside_a_page_leads_somewhere_and_every_number_has_a_note() {
    for name in ["war.html", "outlets.html", "brief.html"] {
        let page = fs::read_to_string(kept(name)).unwrap();
        for target in page
            .split("href=\"#")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            let n = page.matches(&format!("id=\"{target}\"")).count();
            assert_eq!(n, 1, "{name}: #{target}");
        }
        assert!(
            page.contains("id=\"note-1\"") && page.contains("id=\"to-1-1\""),
            "{name}"
        );
        let ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{name}: an id stands twice");
    }
}

#[test]
fn mistakes_stand_at_their_place_in_the_file() {
    let folder = demonstration();
    let check = |text: &str, expected: &[&str]| {
        fs::write(folder.path().join("r.md"), text).unwrap();
        for more in [&["--check"][..], &["-o", "r.html"]] {
            let arguments = [&["report", "r.md", "--db", "demo.db"], more].concat();
            let (status, out, err) = run(folder.path(), &arguments);
            assert_eq!((status, out.as_str()), (2, ""), "{text}: {err}");
            for part in expected {
                assert!(err.contains(part), "{text}: {part:?} is not in\n{err}");
            }
        }
        assert!(!folder.path().join("r.html").exists());
    };
    check(
        "Text.\n\n```dateline by_kind table\nevents | cuont by kind\n```\n",
        &["block \"by_kind\" of r.md:4:10", "did you mean `count`?"],
    );
    check(
        "```dateline a chart=line\narticles | select title\n```\n```dateline b\nevents by \"Shamkani\"\n```\n",
        &[
            "block \"a\" of r.md:1:4",
            "error[E041]",
            "block \"b\" of r.md:5:11",
            "Ali Shamkhani",
        ],
    );
    check(
        "---\nparams:\n  $who: entiti = \"Russia\"\n---\n```dateline a\nevents by $who\n```\n",
        &["r.md:3:9", "did you mean `entity`?"],
    );
    check(
        "{{ by_knd.count | sum }}\n```dateline by_kind\nevents | count by kind\n```\n",
        &["r.md:1:4", "did you mean `by_kind`?"],
    );
    check("a\n{% for row in %}\n", &["r.md:2"]);
    check(
        "```dateline a tabel\nevents\n```\n",
        &["r.md:1:15", "did you mean `table`?"],
    );
}

#[test]
fn text_that_asks_for_a_missing_column_is_told_those_that_are_there() {
    let folder = demonstration();
    let text =
        "{{ by_kind.cuont | sum }}\n```dateline by_kind hidden\nevents | count by kind\n```\n";
    fs::write(folder.path().join("r.md"), text).unwrap();
    let (status, _, err) = run(folder.path(), &["report", "r.md", "--db", "demo.db"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("r.md:1:12") && err.contains("did you mean `count`?"),
        "{err}"
    );
}

#[test]
fn the_text_counts_sorts_and_cites() {
    let folder = demonstration();
    let text = "{{ n.count | sum | thousands }}|{{ (n | first).count }}|{{ n | length }}|{{ n[0].source }}\n\n\
        {% for row in days | sort(attribute=\"published\", reverse=true) %}{{ row.published }};{% endfor %}\n\n\
        {{ cite(days) }}\n\n\
        ```dateline n hidden\narticles | count by source | sort -count, source\n```\n\
        ```dateline days hidden\narticles during 2014 | sort published | select published\n```\n";
    fs::write(folder.path().join("r.md"), text).unwrap();
    let page = done(folder.path(), &["report", "r.md", "--db", "demo.db"]);
    assert!(
        page.contains("<p dir=\"auto\">26|7|7|Meridian Wire</p>"),
        "{page}"
    );
    assert!(
        page.contains("<p dir=\"auto\">24 September 2014;11 June 2014;"),
        "{page}"
    );
    assert!(page.contains("aria-label=\"note 2\""), "{page}");
}

#[test]
fn parameters_are_bound_and_named_at_the_end() {
    let folder = demonstration();
    let text = "---\nparams:\n  $who: entity = \"Russia\"\n---\n{{ params.who }}\n```dateline n hidden\nevents by $who | count\n```\n{{ n.count | sum }}\n";
    fs::write(folder.path().join("r.md"), text).unwrap();
    let with = |value: &str| {
        run(
            folder.path(),
            &["report", "r.md", "--db", "demo.db", "-p", value],
        )
    };
    let (status, page, err) = with("who=Iran");
    assert_eq!(status, 0, "{err}");
    assert!(
        page.contains("<p dir=\"auto\">Iran</p>")
            && page.contains("<code>$who</code></dt><dd>Iran</dd>"),
        "{page}"
    );
    let (status, _, err) = with("who=\" or true");
    assert_eq!(status, 2, "{err}");
    let (status, _, err) = with("whom=Iran");
    assert!(status == 2 && err.contains("whom"), "{err}");
}

#[test]
fn a_wrong_parameter_is_told_once_at_its_declaration() {
    let folder = demonstration();
    let text = "---\nparams:\n  $who: entity = \"Russia\"\n---\n```dateline n hidden\nevents by $who | count\n```\n\
        ```dateline m\nevents against $who\n```\n";
    fs::write(folder.path().join("r.md"), text).unwrap();
    for (given, expected) in [("who=Rusia", "r.md:3:4"), ("who=Rusia", "^^^")] {
        let arguments = [
            "report", "r.md", "--db", "demo.db", "-p", given, "-o", "r.html",
        ];
        let (status, _, err) = run(folder.path(), &arguments);
        assert_eq!(status, 2);
        assert_eq!(err.matches("nothing is called").count(), 1, "{err}");
        assert!(err.contains(expected) && !err.contains("block"), "{err}");
    }
    for command in [&["lint", "r.md", "--db", "demo.db"][..], &["fmt", "r.md"]] {
        let (status, _, err) = run(folder.path(), command);
        assert!(
            status == 2 && err.contains("dateline report r.md --check"),
            "{err}"
        );
    }
}

#[test]
fn what_was_written_is_told_unless_it_shall_not_be() {
    let folder = demonstration();
    let brief = ["brief", "Homs", "--db", "demo.db", "-o", "x.md"];
    let (_, out, err) = run(folder.path(), &brief);
    assert_eq!(out, "");
    let beside = fs::read_dir(folder.path()).unwrap().flatten();
    let is_beside = |name: String| name.starts_with("x-");
    let n_beside = beside
        .filter(|it| is_beside(it.file_name().to_string_lossy().into_owned()))
        .count();
    let notes = fs::read_to_string(folder.path().join("x.md")).unwrap();
    let n_notes = notes.lines().filter(|line| line.starts_with("[^")).count();
    let ending = format!("{n_notes} notes, {n_beside} files beside it\n");
    assert!(err.starts_with("x.md: ") && err.ends_with(&ending), "{err}");
    let (_, _, err) = run(folder.path(), &[&brief[..], &["--quiet"]].concat());
    assert_eq!(err, "");
}

/// Records whose every text is an attack, on pages, on terminals and on Markdown.
const HOSTILE: &str = r#"{"record":"source","id":"s","name":"<script>window.hit=1</script>"}
{"record":"entity","id":"x","kind":"person","name":"\"><img src=x onerror=window.hit=2>"}
{"record":"entity","id":"y","kind":"person","name":"](javascript:window.hit=3)"}
{"record":"article","id":"a1","source":"s","title":"</title><script>window.hit=4</script>","url":"javascript:window.hit=5","published":"2020-03-04","text":"</q></li><svg onload=window.hit=6> \u202egnitfeL \u0000 hit. {{ 7 * 7 }} [x](javascript:window.hit=7) `</code>` ```","sentences":[{"start":0,"end":105}],"mentions":[{"start":0,"end":4,"entity":"x"},{"start":4,"end":9,"entity":"y"}],"events":[{"id":"e1","kind":"assault","start":0,"end":16,"date":"2020-03-03","actors":["x"],"targets":["y"],"modality":"asserted","summary":"<b onmouseover=window.hit=8>"}],"quotes":[{"id":"q1","start":0,"end":9,"form":"direct","speaker":"y","text":"</q></li>"}]}
{"record":"article","id":"a2","source":"s","title":"مقال \u2067x\u2069 & <i>","url":"https://post.example/\"onclick=window.hit=9","published":"2020-03-05","text":"He met her.","sentences":[{"start":0,"end":11}],"events":[{"id":"e2","kind":"consult","start":0,"end":10,"date":"2020-03-05","actors":["y"],"targets":["x"],"modality":"asserted"}]}
"#;

const HOSTILE_REPORT: &str = "---
title: \"Of {{ titles[0].title }}\"
---
# {{ titles[0].title }}

{% for row in titles %}
- {{ row.title }} {{ row.url }}{{ cite(row) }}
{% endfor %}
`{{ titles[0].title }}` <script>window.hit=10</script> [y](javascript:window.hit=11) ![z](https://tracker.example/x.png)

| a | b |
|---|---|
| {{ titles[0].title }} | {{ said[0].text }} |

    {{ titles[0].title }}

```dateline titles table caption=\"{{ titles[0].title }}\"
articles | sort published | select title, url, source
```

```dateline said list
quotes | select text, speaker
```

```dateline who chart=network
events | each actors as actor | each targets as target | count by actor, target
```

```dateline when chart=timeline
events | select date, summary, actor
```

```dateline bars chart=bar
events | count by actor
```

```dateline heat chart=heat
events | count by actor, kind
```

```dateline lines chart=line
events | count by actor, date
```
";

/// A page made of nothing but attacks, in a folder.
pub(crate) fn hostile(folder: &Path) -> PathBuf {
    fs::write(folder.join("r.jsonl"), HOSTILE).unwrap();
    done(folder, &["load", "r.jsonl", "--quiet"]);
    fs::write(folder.join("r.md"), HOSTILE_REPORT).unwrap();
    done(
        folder,
        &["report", "r.md", "--db", "news.db", "-o", "r.html"],
    );
    done(folder, &["report", "r.md", "--db", "news.db", "-o", "t.md"]);
    folder.join("r.html")
}

#[test]
fn nothing_of_an_article_is_markup() {
    let folder = tempfile::tempdir().unwrap();
    let page = fs::read_to_string(hostile(folder.path())).unwrap();
    for bad in [
        "<script",
        "<img",
        "<svg onload",
        "<b ",
        "<i>",
        "href=\"javascript",
        "http-equiv=\"refresh",
        "tracker.example",
    ] {
        assert!(!page.contains(bad), "{bad}");
    }
    assert!(!page.contains(['\0', '\u{202e}', '\u{2067}']));
    assert!(page.contains("{{ 7 * 7 }}") && page.contains("&lt;script&gt;"));
    let text = fs::read_to_string(folder.path().join("t.md")).unwrap();
    for bad in ["](javascript", "<img", "<svg onload", "\0", "\u{202e}"] {
        let mut plain = text.match_indices(bad).filter(|(at, _)| {
            let line = text[..*at].rsplit('\n').next().unwrap_or_default();
            // The report's own link stays in its text; code is no markup.
            let is_own = text[*at..].starts_with("](javascript:window.hit=11)");
            !is_own && !text[..*at].ends_with('\\') && !line.starts_with("    ")
        });
        assert_eq!(plain.next(), None);
    }
}

const SMALL: &str =
    "---\ntitle: Small\ndb: demo.db\n---\n\n```dateline words\narticles | count by source\n```\n";

#[cfg(unix)]
#[test]
fn a_finished_report_is_opened_by_a_program_and_never_by_a_shell() {
    use std::os::unix::fs::PermissionsExt;

    let folder = demonstration();
    let folder = folder.path();
    fs::write(folder.join("small.md"), SMALL).unwrap();
    let opener = folder.join("opener");
    fs::write(
        &opener,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$(dirname \"$0\")/opened\"\n",
    )
    .unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let name = "a $(touch hit); b.html";
    let report = |browser: &str| {
        let mut command = crate::support::dateline();
        command.args(["report", "small.md", "-o", name, "--open"]);
        crate::support::outcome(command.current_dir(folder).env("BROWSER", browser))
    };
    let (status, _, err) = report(&format!("{} --new", opener.display()));
    assert_eq!(status, 0, "{err}");
    let told = fs::read_to_string(folder.join("opened")).unwrap();
    let whole = folder.canonicalize().unwrap().join(name);
    assert_eq!(told, format!("--new\n{}\n", whole.display()));
    assert!(!folder.join("hit").exists());
    // Nothing is opened without a file.
    let (status, _, _) = run(folder, &["report", "small.md", "--open"]);
    assert_eq!(status, 2);
}

#[cfg(unix)]
#[test]
fn where_nothing_opens_a_report_that_is_said() {
    let folder = demonstration();
    fs::write(folder.path().join("small.md"), SMALL).unwrap();
    let mut command = crate::support::dateline();
    command.args(["report", "small.md", "-o", "small.html", "--open"]);
    command.current_dir(folder.path()).env("PATH", "");
    let (status, _, err) = crate::support::outcome(command.env("BROWSER", "no-such-browser"));
    assert_eq!(status, 1, "{err}");
    assert!(
        err.contains("no-such-browser: ") && err.contains("open it yourself"),
        "{err}"
    );
    assert!(folder.path().join("small.html").exists());
}

#[test]
fn a_page_has_a_script_only_where_its_tables_are_to_be_sorted() {
    let folder = demonstration();
    let folder = folder.path();
    fs::write(folder.join("small.md"), SMALL).unwrap();
    let plain = made(folder, &["report", "small.md"], "plain.html");
    assert!(!plain.contains("<script") && !plain.contains("script-src"));
    let sorted = made(folder, &["report", "small.md", "--sortable"], "sorted.html");
    assert_eq!(sorted.matches("<script>").count(), 1);
    assert!(sorted.contains("; script-src 'sha256-"));
    fs::write(folder.join("dateline.toml"), "[report]\nsortable = true\n").unwrap();
    assert_eq!(made(folder, &["report", "small.md"], "own.html"), sorted);
    let (status, _, err) = run(folder, &["report", "small.md", "--sortable", "-o", "a.md"]);
    assert_eq!(status, 2, "{err}");
}

#[test]
fn what_is_wrong_with_all_blocks_is_told_once_and_a_name_like_a_chart_is_told_of() {
    let folder = demonstration();
    let report = "---\ntitle: T\nparams:\n  group: entity = \"Daesh\"\ndb: demo.db\n---\n```dateline timeline\nevents by $group\n```\n```dateline two\narticles\n```\n";
    fs::write(folder.path().join("t.md"), report).unwrap();
    let make = ["report", "t.md", "-o", "t.html"];
    let (status, _, err) = run(folder.path(), &[&make[..], &["-p", "grp=Daesh"]].concat());
    assert_eq!((status, err.matches("E050").count()), (2, 1), "{err}");
    let (status, _, err) = run(folder.path(), &make);
    assert!(
        status == 0 && err.contains("`timeline chart=timeline` draws it"),
        "{err}"
    );
    assert!(!err.contains("two chart"), "{err}");
}
