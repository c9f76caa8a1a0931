use super::*;
use crate::model::article::Zone;

const FIRST: &str = "Delegates of the two sides met in the harbour town on Monday, and after a day of talks, which both called frank, they agreed to meet again within a month.";
const SECOND: &str = "“We shall see each other again,” the head of one of the delegations said, and added that nobody, himself included, had hoped for more than that.";
const THIRD: &str = "The town, which lies halfway between the two capitals, has seen three rounds of talks in as many years, none of which ended with a paper that both signed.";

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang='en-GB'><head><title>Talks to go on in harbour town | Harbour Times</title>{head}</head><body>{body}</body></html>"
    )
}

fn article() -> String {
    format!(
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>\
         <article><h1>Talks to go on in harbour town</h1><figure><img src='a.jpg'><figcaption>Delegates shake hands on the pier.</figcaption></figure>\
         <p>{FIRST}</p><p>{SECOND}</p><h2>A long way to go</h2><p>{THIRD}</p><p>Read more: <a href='/b'>A dog bites a man</a></p></article>\
         <div class='comments-area'><p>{FIRST}</p></div><footer><p>© 2016 Harbour Times. All rights reserved.</p></footer>"
    )
}

fn read_page(page: &str) -> Draft {
    read(page, &BoilerplateLexicon::load().unwrap(), Cleaning::Clean)
}

#[test]
fn lines_have_the_zones_of_their_elements() {
    let draft = read_page(&page("", &article()));
    let lines: Vec<(Zone, &str)> = draft
        .body
        .lines
        .iter()
        .map(|line| (line.zone, line.span.of(&draft.body.text)))
        .collect();
    let expect = [
        (Zone::Caption, "Delegates shake hands on the pier."),
        (Zone::Body, FIRST),
        (Zone::Body, SECOND),
        (Zone::Subhead, "A long way to go"),
        (Zone::Body, THIRD),
    ];
    assert_eq!(lines, expect);
    assert_eq!(
        draft.title.as_deref(),
        Some("Talks to go on in harbour town")
    );
    assert_eq!(draft.language.as_deref(), Some("en"));
}

#[test]
fn linked_data_is_read_even_if_it_is_broken() {
    let script = "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[\
        {\"@type\":\"Person\",\"@id\":\"#jo\",\"name\":\"Jo Roe\"},\
        {\"@type\":[\"NewsArticle\"],\"headline\":\"Talks to go on\n in harbour town\",\"datePublished\":\"2016-06-09T23:30:00-05:00\",\
        \"dateModified\":\"2017-01-01\",\"author\":[{\"@id\":\"#jo\"}],\"publisher\":{\"name\":\"Harbour Times\"},},]}</script>";
    let draft = read_page(&page(script, &article()));
    let (date, basis) = draft.published.unwrap();
    assert_eq!(
        (date.to_string().as_str(), basis),
        ("2016-06-09", PublishedBasis::Metadata)
    );
    assert_eq!(draft.authors, ["Jo Roe"]);
    assert_eq!(draft.outlet.as_deref(), Some("Harbour Times"));
}

#[test]
fn metadata_comes_from_meta_elements_and_addresses() {
    let head = "<meta property='og:site_name' content='Harbour Times'><meta name='author' content='By Jo Roe and Al Poe'>\
        <link rel='canonical' href='https://www.harbour.example/2016/06/09/talks'>";
    let draft = read_page(&page(head, &article()));
    let (date, basis) = draft.published.unwrap();
    assert_eq!(
        (date.to_string().as_str(), basis),
        ("2016-06-09", PublishedBasis::Url)
    );
    assert_eq!(draft.authors, ["Jo Roe", "Al Poe"]);
    assert_eq!(
        draft.url.as_deref(),
        Some("https://www.harbour.example/2016/06/09/talks")
    );
}

#[test]
fn the_day_in_the_address_goes_before_a_time_in_utc_that_no_reader_sees() {
    let head = "<meta property='article:published_time' content='2016-06-08T22:30:00Z'>\
        <link rel='canonical' href='https://www.harbour.example/2016/06/09/talks'>";
    for (shown, expect) in [
        ("", "2016-06-09"),
        ("<time>9 June 2016</time>", "2016-06-09"),
        ("<time>8 June 2016, 10.30pm</time>", "2016-06-08"),
        (
            "<time>9 June 2016</time> | <time>8 June 2016</time>",
            "2016-06-09",
        ),
    ] {
        let draft = read_page(&page(head, &format!("{shown}{}", article())));
        let (date, _) = draft.published.unwrap();
        assert_eq!(date.to_string(), expect, "{shown}");
    }
}

#[test]
fn a_date_that_is_announced_goes_before_one_that_only_stands_there() {
    let body = format!(
        "<div class=masthead-date>12 June 2016</div><div><span>Harbour</span> <span>Published On <b>June 9, \
        2016</b> 01:52 PM</span></div>{}",
        article()
    );
    let (date, basis) = read_page(&page("", &body)).published.unwrap();
    assert_eq!(
        (date.to_string().as_str(), basis),
        ("2016-06-09", PublishedBasis::Dateline)
    );
}

#[test]
fn a_page_without_an_article_still_gives_its_text() {
    let draft = read_page("<p>They met.<p>They left.");
    assert_eq!(draft.body.text, "They met.\nThey left.");
}

/// Each would take minutes or end the program if its cost were quadratic or its walk recursive.
#[test]
fn hostile_pages_are_read_in_time() {
    let start = std::time::Instant::now();
    for (piece, n) in [
        ("<div>", 100_000),
        ("<b>", 100_000),
        ("<p><b id=x>a</p>", 20_000),
        ("<a href=x>", 100_000),
        ("<table>", 50_000),
        ("<ul><li>", 50_000),
        ("<p>", 50_000),
        ("<", 100_000),
        ("<!--", 100_000),
        ("</div>", 100_000),
        ("<svg>", 50_000),
        ("<select><option>", 20_000),
        ("<li>", 50_000),
        ("<dd>", 50_000),
    ] {
        let one = std::time::Instant::now();
        read_page(&format!(
            "<html><body><p>{FIRST}</p>{}{SECOND}",
            piece.repeat(n)
        ));
        assert!(
            one.elapsed().as_secs() < 20,
            "{piece} took {:?}",
            one.elapsed()
        );
    }
    assert!(start.elapsed().as_secs() < 60);
}
