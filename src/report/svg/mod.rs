//! Rows and how to draw them → SVG, one kind of chart a file. Colours and type come from a style sheet, so that a page can
//! be dark or printed; what a chart cannot show is told below it.

mod axis;
mod bar;
mod canvas;
mod column;
mod heat;
mod hist;
mod layout;
mod line;
mod map;
mod names;
mod network;
mod series;
mod timeline;
mod words;

pub(super) use map::points;
pub(super) use words::in_words;

use super::ask::Taken;
use super::escape::html;
use super::source::Picture;
use canvas::Canvas;

/// How wide a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// A column of text.
    Wide,
    /// A telephone.
    Narrow,
}

impl Width {
    /// In units of the drawing, which are pixels where there is room.
    fn units(self) -> f64 {
        match self {
            Self::Wide => 700.0,
            Self::Narrow => 350.0,
        }
    }
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    canvas: Canvas,
    /// What it does not show.
    pub(super) remarks: Vec<String>,
}

impl Drawn {
    /// As part of a page; `words` are escaped.
    pub(super) fn svg(&self, words: &str) -> String {
        self.canvas.svg(words, "")
    }

    /// As a file of its own with its colours.
    pub(super) fn file(&self, words: &str, style: &str) -> String {
        self.canvas.svg(&html(words), style) + "\n"
    }
}

/// Draws the rows of a block.
pub(super) fn draw(taken: &Taken, picture: Picture, width: Width) -> Drawn {
    let mut drawn = Drawn {
        canvas: Canvas::new(width.units()),
        remarks: Vec::new(),
    };
    match (picture, &taken.chart) {
        (Picture::Map, _) => map::draw(taken, &mut drawn),
        (_, None) => {}
        (Picture::Bar, Some(chart)) => bar::draw(&taken.rows, chart, &mut drawn),
        (Picture::Column, Some(chart)) => column::draw(&taken.rows, chart, &mut drawn),
        (Picture::Line, Some(chart)) => {
            line::draw(&taken.rows, chart, line::Fill::None, &mut drawn);
        }
        (Picture::Area, Some(chart)) => {
            line::draw(&taken.rows, chart, line::Fill::Below, &mut drawn);
        }
        (Picture::Hist, Some(chart)) => hist::draw(&taken.rows, chart, &mut drawn),
        (Picture::Timeline, Some(chart)) => timeline::draw(taken, chart, &mut drawn),
        (Picture::Heat, Some(chart)) => heat::draw(&taken.rows, chart, &mut drawn),
        (Picture::Network, Some(chart)) => network::draw(&taken.rows, chart, &mut drawn),
    }
    drawn
}
