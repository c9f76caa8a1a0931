//! Reports in a real browser: nothing is fetched, nothing runs, every part can be reached and told apart.
//!
//! Chromium is driven without a library: `--dump-dom` gives the page as it stands after all scripts, and the log what was
//! said on the console. Checks that need the page's own view of itself run in a frame around it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::reports::{demonstration, hostile};
use crate::support::done;

/// Chromium, if it is installed.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let mut folders = std::env::split_paths(&path);
    let found = folders.find_map(|folder| {
        names
            .iter()
            .map(|name| folder.join(name))
            .find(|file| file.is_file())
    });
    if found.is_none() {
        eprintln!(
            "no chromium is installed: pages are not looked at in a browser (apt-get install chromium)"
        );
    }
    found
}

/// What the browser has of a page after it was shown, and all that it said.
fn shown(browser: &Path, page: &Path, width: usize) -> (String, String) {
    let profile = tempfile::tempdir().unwrap();
    let net_log = profile.path().join("net.json");
    let done = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args([
            "--disable-extensions",
            "--enable-logging=stderr",
            "--v=0",
            "--timeout=20000",
            "--dump-dom",
        ])
        .arg(format!("--window-size={width},900"))
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--log-net-log={}", net_log.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let net = fs::read_to_string(net_log).unwrap_or_default();
    let console = said
        .lines()
        .filter(|line| line.contains("CONSOLE"))
        .map(str::to_owned);
    let wanted = net
        .split("\"url\":\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let wanted = wanted.filter(|url| url.starts_with("http") && url.contains("example"));
    let told: Vec<String> = console.chain(wanted.map(str::to_owned)).collect();
    (
        String::from_utf8_lossy(&done.stdout).into_owned(),
        told.join("\n"),
    )
}

/// A page around another that looks at it from outside and writes what it found: the policy of the inner page forbids it to
/// run anything itself.
const LOOKER: &str = r#"<!DOCTYPE html><title>looker</title><iframe id="page" style="width:WIDTHpx;height:900px;border:0"></iframe><pre id="found">nothing</pre>
<script>
const frame = document.getElementById('page');
frame.onload = () => {
  const page = frame.contentDocument, found = [];
  const luminance = (color) => {
    const parts = color.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = frame.contentWindow.getComputedStyle(at).backgroundColor;
      if (!/, 0\)$/.test(color) && color !== 'transparent') return color;
    }
    return 'rgb(255,255,255)';
  };
  if (!page.documentElement.lang) found.push('no language');
  if (page.title.trim() === '') found.push('no title');
  for (const mark of ['header', 'main', 'footer', 'h1'])
    if (page.querySelectorAll(mark).length !== 1) found.push(`not one ${mark}`);
  let last = 0;
  for (const heading of page.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1) found.push(`h${level} after h${last}: ${heading.textContent}`);
    last = level;
  }
  for (const head of page.querySelectorAll('th')) if (!head.scope) found.push('a head without scope');
  for (const cell of page.querySelectorAll('main td:not(.s)')) if (cell.dir !== 'auto') found.push('a cell without direction');
  for (const drawing of page.querySelectorAll('svg'))
    if (drawing.getAttribute('role') !== 'img' || !drawing.getAttribute('aria-label')) found.push('a chart without words');
  for (const figure of page.querySelectorAll('figure.chart'))
    if (!figure.querySelector('details table') && !figure.querySelector('.none')) found.push('a chart without its table');
  for (const node of page.querySelectorAll('p,li,td,th,figcaption,a,dd,dt,summary,h1,h2,h3')) {
    const style = frame.contentWindow.getComputedStyle(node);
    const [one, other] = [luminance(style.color), luminance(background(node))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 4.5) found.push(`contrast ${ratio.toFixed(2)} of ${node.tagName} ${style.color}`);
  }
  for (const link of page.querySelectorAll('a[href]'))
    if (!['http:', 'https:'].includes(link.protocol) && !link.getAttribute('href').startsWith('#')) found.push(`link ${link.href}`);
  for (const node of page.querySelectorAll('*'))
    for (const { name } of node.attributes) if (name.startsWith('on')) found.push(`attribute ${name}`);
  if (page.querySelector('script,img,iframe,object,embed,link,base,form')) found.push('something that loads or runs');
  if (frame.contentWindow.hit !== undefined) found.push(`ran: ${frame.contentWindow.hit}`);
  if (page.documentElement.scrollWidth > frame.clientWidth) found.push(`wider than the window: ${page.documentElement.scrollWidth}`);
  const drawn = [...page.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().height > 20).length;
  document.getElementById('found').textContent = `drawn ${drawn}; ${[...new Set(found)].join('; ') || 'all is well'}`;
};
frame.srcdoc = atob('PAGE') && new TextDecoder().decode(Uint8Array.from(atob('PAGE'), (sign) => sign.charCodeAt(0)));
</script>"#;

/// What the looker found in a page at a width.
fn looked_at(browser: &Path, page: &Path, width: usize) -> String {
    let looker = LOOKER
        .replace("PAGE", &BASE64_STANDARD.encode(fs::read(page).unwrap()))
        .replace("WIDTH", &width.to_string());
    let path = page.with_file_name(format!("looker-{width}.html"));
    fs::write(&path, looker).unwrap();
    let (dom, _) = shown(browser, &path, width + 40);
    let found = dom
        .split("<pre id=\"found\">")
        .nth(1)
        .and_then(|rest| rest.split("</pre>").next());
    found.unwrap_or("the browser showed nothing").to_owned()
}

#[test]
fn reports_are_shown_without_a_word_and_without_a_network() {
    let Some(browser) = browser() else {
        return;
    };
    let folder = demonstration();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/report");
    for name in ["war", "outlets"] {
        let report = format!("{name}.md");
        fs::copy(kept.join(&report), folder.path().join(&report)).unwrap();
        done(
            folder.path(),
            &["report", &report, "-o", &format!("{name}.html")],
        );
    }
    done(
        folder.path(),
        &[
            "brief",
            "Syria",
            "--db",
            "demo.db",
            "--since",
            "2017-01-01",
            "-o",
            "brief.html",
        ],
    );
    for (name, n_charts) in [("war.html", 6), ("outlets.html", 4), ("brief.html", 5)] {
        let page = folder.path().join(name);
        let (dom, told) = shown(&browser, &page, 1000);
        assert!(dom.contains("<h1"), "{name}: {dom}");
        assert_eq!(told, "", "{name}");
        for width in [1000, 400] {
            let found = looked_at(&browser, &page, width);
            assert_eq!(
                found,
                format!("drawn {n_charts}; all is well"),
                "{name} at {width}"
            );
        }
    }
}

#[test]
fn hostile_articles_do_nothing_in_a_browser() {
    let Some(browser) = browser() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let page = hostile(folder.path());
    let (_, told) = shown(&browser, &page, 1000);
    assert_eq!(told, "");
    assert_eq!(looked_at(&browser, &page, 1000), "drawn 5; all is well");
}

/// A page around another that presses the heads of its first table and writes the order of the rows.
const SORTER: &str = r#"<!DOCTYPE html><title>sorter</title><iframe id="page" style="width:1000px;height:900px;border:0"></iframe><pre id="found">nothing</pre>
<script>
const frame = document.getElementById('page');
frame.onload = () => {
  const page = frame.contentDocument, table = page.querySelector('main table');
  const column = (at) => [...table.tBodies[0].rows].map((row) => row.cells[at].textContent.trim()).join(',');
  const heads = [...table.tHead.rows[0].cells], found = [];
  const press = (at) => {
    const button = heads[at].querySelector('button');
    button.focus();
    if (page.activeElement !== button) found.push('a head that no key reaches');
    button.click();
    found.push(heads.map((head) => head.getAttribute('aria-sort') || '-').join(' ') + ' ' + column(at));
  };
  press(1); press(1); press(0); press(0);
  document.getElementById('found').textContent = found.join('; ');
};
frame.srcdoc = new TextDecoder().decode(Uint8Array.from(atob('PAGE'), (sign) => sign.charCodeAt(0)));
</script>"#;

#[test]
fn tables_are_sorted_by_their_heads_and_the_page_is_as_well_as_without() {
    let Some(browser) = browser() else {
        return;
    };
    let folder = demonstration();
    let report = "---\ntitle: Words\ndb: demo.db\n---\n\n```dateline words\narticles | where source = \"Levant Observer\" | \
        count by year(published)\n```\n";
    fs::write(folder.path().join("words.md"), report).unwrap();
    done(
        folder.path(),
        &["report", "words.md", "-o", "words.html", "--sortable"],
    );
    let page = folder.path().join("words.html");
    let (_, told) = shown(&browser, &page, 1000);
    assert_eq!(told, "", "the policy of the page lets its own script run");
    let sorter = SORTER.replace("PAGE", &BASE64_STANDARD.encode(fs::read(&page).unwrap()));
    let path = page.with_file_name("sorter.html");
    fs::write(&path, sorter).unwrap();
    let (dom, _) = shown(&browser, &path, 1040);
    let found = dom.split("<pre id=\"found\">").nth(1);
    let found = found.and_then(|rest| rest.split("</pre>").next()).unwrap();
    // One article of 2015, one of 2016 and two of 2017.
    assert_eq!(
        found,
        "- descending - 2,1,1; - ascending - 1,1,2; descending - - 2017,2016,2015; ascending - - 2015,2016,2017"
    );
}
