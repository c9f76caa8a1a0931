use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::load::{Cleaning, Loaded, pieces};
use crate::model::article::Article;

const PAGE: &str = "<html><head><title>Envoys leave Lima</title></head><body><p>The envoys of Chile and \
    Peru left Lima on Monday after talks about the border.</p></body></html>";

fn record(kind: &str, headers: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let mut record =
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{headers}Content-Length: {length}\r\n\r\n")
            .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    let http = "WARC-Target-URI: https://news.example/envoys\r\n\
        Content-Type: application/http; msgtype=response\r\n";
    let block = [format!("HTTP/1.1 {headers}\r\n").as_bytes(), body].concat();
    record("response", http, &block)
}

/// The articles of a file, and what is wrong with the rest.
fn read(data: &[u8]) -> Vec<Result<Article, String>> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), data).unwrap();
    let lexicon = BoilerplateLexicon::load().unwrap();
    pieces(&[file.path().to_owned()])
        .map(
            |piece| match piece.and_then(|piece| piece.read(&lexicon, Cleaning::Clean)) {
                Ok(Loaded::Article(article)) => Ok(*article),
                Ok(Loaded::Record { .. }) => Err("a record".to_owned()),
                Ok(Loaded::Rows(_)) => Err("rows".to_owned()),
                Err(error) => Err(error.fault.to_string()),
            },
        )
        .collect()
}

#[test]
fn pages_of_web_archives_are_articles_with_their_address() {
    let mut chunked = format!("{:x}\r\n", PAGE.len()).into_bytes();
    chunked.extend_from_slice(PAGE.as_bytes());
    chunked.extend_from_slice(b"\r\n0\r\n\r\n");
    let latin = PAGE.replace("Chile", "Espa\u{f1}a");
    let latin: Vec<u8> = latin
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let archive = [
        record(
            "warcinfo",
            "Content-Type: application/warc-fields\r\n",
            b"software: none",
        ),
        answer("200 OK\r\nContent-Type: text/html\r\n", PAGE.as_bytes()),
        answer(
            "404 Not Found\r\nContent-Type: text/html\r\n",
            PAGE.as_bytes(),
        ),
        answer("200 OK\r\nContent-Type: image/png\r\n", b"\x89PNG\r\n"),
        record(
            "resource",
            "WARC-Target-URI: metadata://writer.example/log\r\nContent-Type: text/plain\r\n",
            b"The program opened the page and closed it again.",
        ),
        answer(
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
            &chunked,
        ),
        answer(
            "200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n",
            &latin,
        ),
    ]
    .concat();
    let articles = read(&archive);
    assert_eq!(articles.len(), 3, "{articles:?}");
    for article in &articles {
        let article = article.as_ref().unwrap();
        assert_eq!(article.url.as_deref(), Some("https://news.example/envoys"));
        assert_eq!(article.title.as_deref(), Some("Envoys leave Lima"));
        assert!(
            article.text.ends_with("talks about the border."),
            "{}",
            article.text
        );
    }
    let last = articles[2].as_ref().unwrap();
    assert!(last.text.contains("Espa\u{f1}a"), "{}", last.text);
}

#[test]
fn a_web_archive_that_breaks_off_gives_what_came_before() {
    let whole = answer("200 OK\r\nContent-Type: text/html\r\n", PAGE.as_bytes());
    let mut two = [whole.clone(), whole].concat();
    two.truncate(two.len() - 60);
    let found = read(&two);
    assert!(found[0].is_ok());
    assert_eq!(
        found[1].as_ref().unwrap_err(),
        "breaks off after 400 bytes of text; the article before the break was loaded"
    );
}

#[test]
fn what_is_wrong_with_a_web_archive_is_said() {
    let whole = answer("200 OK\r\nContent-Type: text/html\r\n", PAGE.as_bytes());
    for (rest, fault) in [
        (
            "WARC/1.0\r\nWARC-Type: resp",
            "breaks off after 200 bytes of text; the article before the break was loaded",
        ),
        (
            "WA",
            "breaks off after 200 bytes of text; the article before the break was loaded",
        ),
        (
            "The end.\r\n",
            "is a damaged web archive (a record does not begin with its version); \
             the article before the break was loaded",
        ),
        (
            "WARC/1.0\r\nContent-Length: many\r\n\r\n",
            "is a damaged web archive (the length of a record is no number); \
             the article before the break was loaded",
        ),
    ] {
        let found = read(&[whole.as_slice(), rest.as_bytes()].concat());
        assert!(found[0].is_ok());
        assert_eq!(found[1].as_ref().unwrap_err(), fault, "{rest}");
    }
}

#[test]
fn messages_are_articles_with_sender_and_date() {
    let message = "Return-Path: <desk@agency.example>\r\nFrom: \"Ana Silva\" <ana@agency.example>\r\n\
        Subject: =?utf-8?Q?Envoys_leave_Lima_=E2=80=93_again?=\r\nDate: Mon, 3 Jun 2024 10:00:00 +0200\r\n\
        MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n\
        The envoys of Chile and Peru left Lima on Monday after talks about the =\r\nborder.\r\n";
    let articles = read(message.as_bytes());
    let article = articles[0].as_ref().unwrap();
    assert_eq!(
        article.title.as_deref(),
        Some("Envoys leave Lima \u{2013} again")
    );
    assert_eq!(article.author.as_deref(), Some("Ana Silva"));
    assert_eq!(article.published.unwrap().to_string(), "2024-06-03");
    assert!(
        article.text.ends_with("talks about the border."),
        "{}",
        article.text
    );

    let mailbox = format!("From ana Mon Jun  3 10:00:00 2024\n{message}\n").repeat(2);
    assert_eq!(read(mailbox.as_bytes()).len(), 2);
}

#[test]
fn messages_are_read_in_the_charset_that_they_name() {
    for (charset, encoding, words) in [
        (
            "ISO-2022-JP",
            encoding_rs::ISO_2022_JP,
            "使節団は月曜日にリマを出発した。",
        ),
        (
            "EUC-KR",
            encoding_rs::EUC_KR,
            "사절단은 월요일에 리마를 떠났다.",
        ),
        ("gb2312", encoding_rs::GBK, "使节团星期一离开了利马。"),
        ("Big5", encoding_rs::BIG5, "使節團星期一離開了利馬。"),
        (
            "koi8-r",
            encoding_rs::KOI8_R,
            "Послы покинули Лиму в понедельник.",
        ),
    ] {
        let head = format!(
            "From: ana@agency.example\r\nSubject: Lima\r\nMIME-Version: 1.0\r\n\
             Date: Mon, 3 Jun 2024 10:00:00 +0200\r\n\
             Content-Type: text/plain; charset={charset}\r\n\r\n"
        );
        let message = [head.as_bytes(), &encoding.encode(words).0, b"\r\n"].concat();
        let articles = read(&message);
        assert_eq!(articles[0].as_ref().unwrap().text, words, "{charset}");
    }
}

#[test]
fn zeros_and_line_breaks_of_messages_are_left_out() {
    let message = "From: ana@agency.example\r\nSubject: =?utf-8?Q?Envoys_leave_Li=00ma=0A?=\r\n\
        Date: Mon, 3 Jun 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nThe envoys left Li=00ma on Monday.\r\n";
    let articles = read(message.as_bytes());
    let article = articles[0].as_ref().unwrap();
    assert_eq!(article.title.as_deref(), Some("Envoys leave Lima"));
    assert_eq!(article.text, "The envoys left Lima on Monday.");
}

#[test]
fn saved_pages_are_read_as_pages() {
    let saved = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/envoys\r\n\
         Subject: Envoys leave Lima\r\nDate: Tue, 4 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"edge\"\r\n\r\n\
         --edge\r\nContent-Type: text/html\r\nContent-Location: https://news.example/envoys\r\n\r\n{PAGE}\r\n\
         --edge\r\nContent-Type: text/css\r\nContent-Location: https://news.example/a.css\r\n\r\np {{}}\r\n--edge--\r\n"
    );
    let articles = read(saved.as_bytes());
    assert_eq!(articles.len(), 1, "{articles:?}");
    let article = articles[0].as_ref().unwrap();
    assert_eq!(article.url.as_deref(), Some("https://news.example/envoys"));
    assert_eq!(article.title.as_deref(), Some("Envoys leave Lima"));
    assert_eq!(article.published, None);
}

#[test]
fn linked_data_is_the_articles_that_it_describes() {
    let graph = r##"{"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "The Lima Post"},
        {"@type": "Person", "@id": "#ana", "name": "Ana Silva"},
        {"@type": ["NewsArticle"], "headline": "Envoys leave Lima", "datePublished": "2024-06-03T10:00:00Z",
         "author": {"@id": "#ana"}, "publisher": {"@type": "Organization", "name": "The Lima Post"},
         "mainEntityOfPage": {"@type": "WebPage", "@id": "https://news.example/envoys"},
         "description": "The envoys of Chile &amp; Peru left Lima on Monday after talks.",},
    ]}"##;
    let articles = read(graph.as_bytes());
    assert_eq!(articles.len(), 1, "{articles:?}");
    let article = articles[0].as_ref().unwrap();
    assert_eq!(article.title.as_deref(), Some("Envoys leave Lima"));
    assert_eq!(article.author.as_deref(), Some("Ana Silva"));
    assert_eq!(article.published.unwrap().to_string(), "2024-06-03");
    assert_eq!(article.url.as_deref(), Some("https://news.example/envoys"));
    assert_eq!(
        article.text,
        "The envoys of Chile & Peru left Lima on Monday after talks."
    );
}
