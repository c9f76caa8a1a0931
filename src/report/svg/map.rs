//! Points on a plain frame of latitudes and longitudes; rows without a position are counted.

use super::Drawn;
use super::canvas::{Anchor, Canvas, count, fitted};
use super::names::{Used, free_place, unnamed};
use crate::render::cell::shown;
use crate::render::chart::read::number;
use crate::report::ask::Taken;
use crate::value::{ColumnType, Rows, Value};

/// No map shows fewer degrees.
const LEAST_SPAN: f64 = 4.0;

/// How many times farther than most points the few lie that are left out of the frame.
const FAR: f64 = 3.0;
/// Fewer points are shown wherever they lie.
const LEAST_NEAR: usize = 4;
/// Points outside the frame that are named.
const MOST_OUTSIDE: usize = 8;

/// A row that has a position.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Point {
    /// Degrees north.
    pub(in crate::report) latitude: f64,
    /// Degrees east.
    pub(in crate::report) longitude: f64,
    /// What it is called.
    pub(in crate::report) name: String,
    /// How much of it there is.
    pub(in crate::report) value: Option<f64>,
    /// That number as it is written.
    pub(in crate::report) text: String,
    /// The number of its row, from 0.
    pub(in crate::report) row: usize,
}

/// The rows that have a position, and how many have none.
pub(in crate::report) fn points(rows: &Rows) -> (Vec<Point>, usize) {
    let is_called = |name: &str, short: &str, long: &str| {
        let last = name.rsplit(['.', '_', ' ']).next().unwrap_or(name);
        last == short || last == long
    };
    let column = |short, long| {
        rows.columns
            .iter()
            .position(|it| is_called(&it.name, short, long))
    };
    let (Some(north), Some(east)) = (column("lat", "latitude"), column("lon", "longitude")) else {
        return (Vec::new(), rows.records.len());
    };
    let others = || (0..rows.columns.len()).filter(move |at| *at != north && *at != east);
    let is_text = |at: &usize| {
        rows.records
            .iter()
            .any(|record| matches!(record[*at], Value::Text(_)))
    };
    let name = others().find(is_text);
    let has_number = |at: &usize| {
        rows.columns[*at].kind == ColumnType::Plain
            && rows
                .records
                .iter()
                .any(|record| number(&record[*at]).is_some())
    };
    let value = others().filter(|at| Some(*at) != name).find(has_number);
    let mut found = Vec::new();
    for (row, record) in rows.records.iter().enumerate() {
        let (Some(latitude), Some(longitude)) = (number(&record[north]), number(&record[east]))
        else {
            continue;
        };
        if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
            continue;
        }
        let text = |at: usize| shown(&record[at], &rows.columns[at]);
        found.push(Point {
            latitude,
            longitude,
            name: name.map_or(String::new(), text),
            value: value.and_then(|at| number(&record[at])),
            text: value.map_or(String::new(), text),
            row,
        });
    }
    let n_unplaced = rows.records.len() - found.len();
    (found, n_unplaced)
}

pub(super) fn draw(taken: &Taken, drawn: &mut Drawn) {
    let (mut points, n_unplaced) = points(&taken.rows);
    if n_unplaced > 0 {
        drawn
            .remarks
            .push(format!("{n_unplaced} without a position."));
    }
    if points.is_empty() {
        return;
    }
    let far = split_far(&mut points);
    if !far.is_empty() {
        drawn.remarks.push(outside(&far));
    }
    let canvas = &mut drawn.canvas;
    let frame = Frame::around(&points, canvas.width);
    canvas.height = frame.bottom + 22.0;
    frame.draw(canvas);
    points.sort_by(|one, other| {
        other
            .value
            .unwrap_or(1.0)
            .total_cmp(&one.value.unwrap_or(1.0))
    });
    let greatest = points
        .iter()
        .filter_map(|point| point.value)
        .fold(f64::MIN_POSITIVE, f64::max);
    let radius = |point: &Point| match point.value {
        Some(value) => 3.0 + 10.0 * (value / greatest).max(0.0).sqrt(),
        None => 5.0,
    };
    for point in &points {
        let told = format!("{} {}", point.name, point.text);
        canvas.circle(frame.at(point), radius(point), "f0 place", told.trim());
    }
    let mut used: Vec<Used> = points
        .iter()
        .map(|point| Used::around(frame.at(point), radius(point) * 0.6))
        .collect();
    let mut n_unnamed = 0;
    for point in &points {
        let text = fitted(&point.name, 140.0);
        let size = (canvas.width, frame.bottom);
        if let Some(place) = free_place(frame.at(point), radius(point), &text, size, &[&used]) {
            used.push(place.used(&text));
            canvas.text(place.at, place.anchor, "name halo", &text);
        } else {
            n_unnamed += 1;
        }
    }
    drawn.remarks.extend(unnamed(n_unnamed));
}

/// Takes away the few points that lie so far from all others that with them nothing else could be told apart.
fn split_far(points: &mut Vec<Point>) -> Vec<Point> {
    let middle = |of: fn(&Point) -> f64| {
        let mut all: Vec<f64> = points.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let (latitude, longitude) = (middle(|it| it.latitude), middle(|it| it.longitude));
    let distance = |point: &Point| {
        let across = (point.longitude - longitude).abs() * latitude.to_radians().cos();
        (point.latitude - latitude).abs().max(across)
    };
    let mut distances: Vec<f64> = points.iter().map(distance).collect();
    distances.sort_by(f64::total_cmp);
    let most = distances[(distances.len() * 3 / 4).min(distances.len() - 1)];
    let reach = (most * FAR).max(LEAST_SPAN * 1.5);
    let (near, far): (Vec<Point>, Vec<Point>) =
        points.drain(..).partition(|point| distance(point) <= reach);
    if near.len() >= LEAST_NEAR && far.len() * 4 <= near.len() {
        *points = near;
        return far;
    }
    points.extend(near);
    points.extend(far);
    Vec::new()
}

/// `Outside the map: Moscow (2), Geneva.`
fn outside(far: &[Point]) -> String {
    let named = far
        .iter()
        .take(MOST_OUTSIDE)
        .map(|point| match point.value {
            Some(_) => format!("{} ({})", point.name, point.text),
            None => point.name.clone(),
        });
    let named = named.collect::<Vec<_>>().join(", ");
    match far.len().saturating_sub(MOST_OUTSIDE) {
        0 => format!("Outside the map: {named}."),
        more => format!("Outside the map: {named} and {more} more."),
    }
}

/// The part of the earth that is drawn.
struct Frame {
    west: f64,
    north: f64,
    south: f64,
    east: f64,
    /// Units of a degree of longitude, and of one of latitude.
    scale: (f64, f64),
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Frame {
    fn around(points: &[Point], width: f64) -> Self {
        let range = |of: fn(&Point) -> f64| {
            let low = points.iter().map(of).fold(f64::INFINITY, f64::min);
            let high = points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
            let margin = ((high - low) * 0.12)
                .max((LEAST_SPAN - (high - low)) / 2.0)
                .max(0.3);
            (low - margin, high + margin)
        };
        let ((south, north), (mut west, mut east)) =
            (range(|it| it.latitude), range(|it| it.longitude));
        let (south, north) = (south.max(-90.0), north.min(90.0));
        let (left, top, right) = (42.0, 6.0, width - 1.0);
        // A degree of longitude is shorter the farther it is from the equator.
        let shrink = f64::midpoint(south, north).to_radians().cos().max(0.2);
        // Around a single point there is little to see.
        let tallest = width * if points.len() == 1 { 0.3 } else { 0.6 };
        let mut across = (right - left) / (east - west);
        if (north - south) * across / shrink > tallest {
            across = tallest / (north - south) * shrink;
            let more = ((right - left) / across - (east - west)) / 2.0;
            (west, east) = ((west - more).max(-180.0), (east + more).min(180.0));
            across = (right - left) / (east - west);
        }
        let down = across / shrink;
        Self {
            west,
            north,
            south,
            east,
            scale: (across, down),
            left,
            top,
            right,
            bottom: top + (north - south) * down,
        }
    }

    fn x(&self, longitude: f64) -> f64 {
        self.left + (longitude - self.west) * self.scale.0
    }

    fn y(&self, latitude: f64) -> f64 {
        self.top + (self.north - latitude) * self.scale.1
    }

    fn at(&self, point: &Point) -> (f64, f64) {
        (self.x(point.longitude), self.y(point.latitude))
    }

    /// The frame with a line every few degrees.
    fn draw(&self, canvas: &mut Canvas) {
        let size = (self.right - self.left, self.bottom - self.top);
        canvas.rect((self.left, self.top), size, "sea", "");
        for longitude in lines(self.west, self.east) {
            let x = self.x(longitude);
            canvas.line((x, self.top), (x, self.bottom), "grid");
            let name = degrees(longitude, "E", "W");
            canvas.text((x, self.bottom + 16.0), Anchor::Middle, "tick", &name);
        }
        for latitude in lines(self.south, self.north) {
            let y = self.y(latitude);
            canvas.line((self.left, y), (self.right, y), "grid");
            let name = degrees(latitude, "N", "S");
            canvas.text((self.left - 6.0, y + 4.0), Anchor::End, "tick", &name);
        }
    }
}

/// Round degrees between two.
fn lines(from: f64, to: f64) -> Vec<f64> {
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0];
    let step = steps
        .into_iter()
        .find(|step| (to - from) / step <= 6.0)
        .unwrap_or(90.0);
    let first = (from / step).ceil() * step;
    (0..8)
        .map(|at| first + count(at) * step)
        .filter(|line| *line <= to)
        .collect()
}

fn degrees(of: f64, positive: &str, negative: &str) -> String {
    let sign = if of > 0.0 {
        positive
    } else if of < 0.0 {
        negative
    } else {
        ""
    };
    format!("{:.0}°{sign}", of.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(places: &[(&str, f64, f64)]) -> Vec<Point> {
        let point = |(row, (name, latitude, longitude)): (usize, &(&str, f64, f64))| Point {
            latitude: *latitude,
            longitude: *longitude,
            name: (*name).to_owned(),
            value: None,
            text: String::new(),
            row,
        };
        places.iter().enumerate().map(point).collect()
    }

    #[test]
    fn one_far_place_does_not_fix_the_scale() {
        let mut all = points(&[
            ("Aleppo", 36.2, 37.2),
            ("Homs", 34.7, 36.7),
            ("Moscow", 55.8, 37.6),
            ("Idlib", 35.9, 36.6),
            ("Hasakah", 36.5, 40.7),
        ]);
        let far = split_far(&mut all);
        assert_eq!(outside(&far), "Outside the map: Moscow.");
        assert_eq!(all.len(), 4);
        // What is far from everything else is not far where everything is.
        let mut world = points(&[
            ("Paris", 48.9, 2.4),
            ("Delhi", 28.6, 77.2),
            ("Lima", -12.0, -77.0),
            ("Tokyo", 35.7, 139.7),
            ("Nairobi", -1.3, 36.8),
        ]);
        assert!(split_far(&mut world).is_empty());
        assert_eq!(world.len(), 5);
        let mut two = points(&[("Idlib", 35.9, 36.6), ("Moscow", 55.8, 37.6)]);
        assert!(split_far(&mut two).is_empty());
    }
}
