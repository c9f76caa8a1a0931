use super::*;

fn check(text: &str, expect: &[(Zone, &str)]) -> Draft {
    let lexicon = BoilerplateLexicon::load().unwrap();
    let draft = clean(text, None, &lexicon);
    let lines: Vec<(Zone, &str)> = draft
        .body
        .lines
        .iter()
        .map(|line| (line.zone, line.span.of(&draft.body.text)))
        .collect();
    assert_eq!(lines, expect);
    draft
}

const FIRST: &str =
    "Delegates of the two sides met in the harbour town on Monday and agreed to meet again.";
const SECOND: &str = "“We shall see each other again,” the head of one of the delegations said.";

#[test]
fn lines_of_an_article_get_their_zones() {
    let text = format!(
        "Talks to go on\n\nBy Jo Roe\n\nJune 9, 2016\n\nDelegates shake hands before the talks. (Photo by Al Poe)\n\n{FIRST}\n\nA long way to go\n\n{SECOND}\n\nTalks Harbour Delegates"
    );
    let draft = check(
        &text,
        &[
            (Zone::Title, "Talks to go on"),
            (
                Zone::Caption,
                "Delegates shake hands before the talks. (Photo by Al Poe)",
            ),
            (Zone::Body, FIRST),
            (Zone::Subhead, "A long way to go"),
            (Zone::Body, SECOND),
        ],
    );
    assert_eq!(draft.title.as_deref(), Some("Talks to go on"));
    assert_eq!(draft.authors, ["Jo Roe"]);
    let (date, basis) = draft.published.unwrap();
    assert_eq!(
        (date.to_string().as_str(), basis),
        ("2016-06-09", PublishedBasis::Dateline)
    );
}

#[test]
fn tickers_adverts_and_what_follows_the_article_are_left_out() {
    let text = format!(
        "• Gold 12 3.5% -2%\nOil 55.1 -1% 4\n\nHarbourTimes: {FIRST}\n\nTired of your old shoes? Buy new ones at Shoe Hall\n\n{SECOND}\n\nComments (3)\n\n{FIRST}"
    );
    let draft = check(&text, &[(Zone::Body, FIRST), (Zone::Body, SECOND)]);
    assert_eq!(draft.outlet.as_deref(), Some("HarbourTimes"));
    assert_eq!(draft.title, None);
}

#[test]
fn the_article_of_a_whole_page_is_its_densest_part() {
    let menu = "News\nSport\nWeather\nTravel\nFood\nArts\nBooks\nTalks to go on\nBy Jo Roe\n";
    let text = format!(
        "Talks to go on - Harbour Times\n{menu}{FIRST}\n{SECOND}\nMost read\nA dog bites a man\n\
         This site uses cookies to make your visit a better one, as every site does.\nContact"
    );
    let draft = check(
        &text,
        &[
            (Zone::Title, "Talks to go on"),
            (Zone::Body, FIRST),
            (Zone::Body, SECOND),
        ],
    );
    assert_eq!(draft.authors, ["Jo Roe"]);
}

#[test]
fn a_text_of_short_lines_is_kept() {
    check(
        "Talks to go on\nThey met.\nThey left.",
        &[
            (Zone::Title, "Talks to go on"),
            (Zone::Body, "They met."),
            (Zone::Body, "They left."),
        ],
    );
}

#[test]
fn raw_text_is_unchanged() {
    let lexicon = BoilerplateLexicon::load().unwrap();
    let text = "Talks to go on\r\n\r\n  They met.\nComments (3)\n";
    let draft = read(text.to_owned(), &lexicon, Cleaning::Raw);
    assert_eq!(draft.body.text, text);
    let lines: Vec<&str> = draft
        .body
        .lines
        .iter()
        .map(|line| line.span.of(text))
        .collect();
    assert_eq!(lines, ["Talks to go on", "  They met.", "Comments (3)"]);
    assert_eq!(draft.body.lines[0].zone, Zone::Title);
}

#[test]
fn the_outlet_may_stand_in_a_line_of_its_own() {
    for head in [
        "Talks to go on\nBy Jo Roe\nHarbour Tribune\nJune 9, 2016",
        "Talks to go on\n\nHarbour Tribune\nJune 9, 2016",
        "Harbour Tribune\nJune 9, 2016\n\nTalks to go on",
    ] {
        let draft = check(
            &format!("{head}\n\n{FIRST}"),
            &[(Zone::Title, "Talks to go on"), (Zone::Body, FIRST)],
        );
        assert_eq!(draft.outlet.as_deref(), Some("Harbour Tribune"), "{head}");
        assert_eq!(draft.title.as_deref(), Some("Talks to go on"), "{head}");
    }
}

#[test]
fn a_subhead_is_no_outlet() {
    let draft = check(
        &format!("Talks to go on\n\nMorning Star\n\n{FIRST}"),
        &[
            (Zone::Title, "Talks to go on"),
            (Zone::Subhead, "Morning Star"),
            (Zone::Body, FIRST),
        ],
    );
    assert_eq!(draft.outlet, None);
}

#[test]
fn markdown_is_read_as_it_shows() {
    let lexicon = BoilerplateLexicon::load().unwrap();
    let text = format!("# Talks to go on\n\n*Harbour Tribune, June 9, 2016*\n\n{FIRST}\n");
    let draft = read(text, &lexicon, Cleaning::Clean);
    assert_eq!(draft.title.as_deref(), Some("Talks to go on"));
    assert_eq!(draft.outlet.as_deref(), Some("Harbour Tribune"));
}
