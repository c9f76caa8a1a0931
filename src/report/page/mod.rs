//! A report as one HTML file: nothing fetched, nothing of an article that is markup, and no script unless tables are to be
//! sorted.

mod block;
mod end;
pub(super) use end::{MODALITIES, doubt};
mod footnotes;
mod sort;
mod text;

use super::Tables;
use super::escape::html;
use super::notes::Notes;
use super::picture::Material;

const STYLE: &str = include_str!("page.css");
/// Colours and type of charts, which a chart in a file of its own carries too.
pub(super) const CHART_STYLE: &str = include_str!("chart.css");

/// Writes the page.
pub(super) fn write(material: &Material<'_>, tables: Tables, notes: &mut Notes) -> String {
    let (policy, sort_style, script) = match tables {
        Tables::Still => (String::new(), "", String::new()),
        Tables::Sortable => {
            let script = format!("<script>{}</script>\n", sort::SCRIPT);
            (sort::policy(), sort::STYLE, script)
        }
    };
    let body = text::body(material, notes);
    let footnotes = footnotes::section(material, notes);
    let end = end::section(material);
    let further = footnotes::further(material, notes);
    let lang = material.source.front.lang.as_deref().unwrap_or("en");
    let title = html(material.title());
    let subtitle = material
        .filled
        .subtitle
        .as_deref()
        .map_or(String::new(), |text| {
            format!("<p class=\"subtitle\" dir=\"auto\">{}</p>\n", html(text))
        });
    let day = html(&material.listing.day);
    let stamp =
        html(&crate::model::date::PartialDate::day(material.circumstances.stamp).to_string());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"Dateline {version}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{CHART_STYLE}{sort_style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">To the text</a>\n\
         <header>\n<p class=\"kicker\"><time datetime=\"{stamp}\">{day}</time></p>\n\
         <h1 dir=\"auto\">{title}</h1>\n{subtitle}</header>\n\
         <main id=\"text\">\n{body}</main>\n\
         <footer>\n{footnotes}{end}{further}</footer>\n{script}</body>\n</html>\n",
        lang = html(lang),
        version = env!("CARGO_PKG_VERSION"),
    )
}
