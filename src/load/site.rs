//! Addresses → domain and date.

use std::sync::LazyLock;

use regex::Regex;

use super::date::{is_plausible_year, month_number};
use crate::model::date::PartialDate;

/// The domain of an address, without `www.` and the like, in lower case.
pub(super) fn domain_of(url: &str) -> Option<String> {
    let after = url
        .split_once("://")
        .map_or_else(|| url.strip_prefix("//"), |(_, rest)| Some(rest))?;
    let host = after.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?.to_lowercase();
    let bare = ["www.", "amp.", "m."]
        .into_iter()
        .find_map(|prefix| host.strip_prefix(prefix).filter(|rest| rest.contains('.')))
        .unwrap_or(&host);
    bare.contains('.').then(|| bare.to_owned())
}

/// The date in the path of an address: `/2019/11/18/`, `/2019/nov/18/`, `/20191118/`, `/2019-11-18`, `/2019/11/`.
pub(super) fn date_in(url: &str) -> Option<PartialDate> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)[/_=-]((?:19|20)\d\d)([/_-]?)(\d{1,2}|[a-z]{3})([/_-]?)(\d{1,2})(?:[/_.?&-]|T\d|$)")
            .expect("the pattern is well formed")
    });
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)/((?:19|20)\d\d)[/-]?(\d\d|[a-z]{3})/")
            .expect("the pattern is well formed")
    });
    let day = DAY.captures_iter(url).find_map(|found| {
        if found[2] != found[4] || (found[2].is_empty() && found[3].len() + found[5].len() != 4) {
            return None;
        }
        PartialDate::ymd(year(&found[1])?, month(&found[3])?, found[5].parse().ok()?)
    });
    day.or_else(|| {
        MONTH
            .captures_iter(url)
            .find_map(|found| PartialDate::month(year(&found[1])?, month(&found[2])?))
    })
}

fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| is_plausible_year(*year))
}

fn month(text: &str) -> Option<i8> {
    text.parse().ok().or_else(|| month_number(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_lose_their_usual_prefixes() {
        let cases = [
            ("https://www.press.example/a?b", Some("press.example")),
            ("http://user@amp.press.example:80/", Some("press.example")),
            ("//News.Press.Example", Some("news.press.example")),
            ("press.example/a", None),
            ("file:///tmp", None),
        ];
        for (url, expect) in cases {
            assert_eq!(domain_of(url).as_deref(), expect, "{url}");
        }
    }

    #[test]
    fn dates_are_read_from_paths() {
        let cases = [
            ("https://a.example/2019/11/18/talks", Some("2019-11-18")),
            (
                "https://a.example/world/2019/nov/18/talks",
                Some("2019-11-18"),
            ),
            ("https://a.example/news/20160609-talks", Some("2016-06-09")),
            (
                "https://a.example/Detail/2016-06-09/469",
                Some("2016-06-09"),
            ),
            ("https://a.example/2016/06/talks", Some("2016-06")),
            ("https://a.example/2016/13/41/talks", None),
            ("https://a.example/news-14848164.php", None),
            ("https://a.example/19600475/", None),
            ("https://a.example/id/201934567/", None),
        ];
        for (url, expect) in cases {
            let date = date_in(url).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expect, "{url}");
        }
    }
}
