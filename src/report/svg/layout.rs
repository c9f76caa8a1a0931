//! Where the points of a network stand: each part that hangs together is laid out by itself, then the parts are packed into
//! rows. The same links always give the same places.

use super::canvas::count;

const STEPS: usize = 400;
/// Between two linked points, without measure.
const NEAR: f64 = 1.6;
/// Units of the drawing for one without measure.
const SCALE: f64 = 66.0;
/// No part is taller.
const TALLEST: f64 = 440.0;
/// Room above and below the points of a part.
const MARGIN: f64 = 26.0;

/// Positions in units of the drawing.
pub(super) struct Layout {
    pub(super) places: Vec<(f64, f64)>,
    pub(super) height: f64,
}

/// Places so many points in a drawing of this width; names need so much room at each side of a part.
pub(super) fn lay_out(n: usize, links: &[(usize, usize)], width: f64, side: f64) -> Layout {
    let parts: Vec<Part> = parts(n, links)
        .into_iter()
        .map(|members| Part::new(members, links, width, side))
        .collect();
    let mut layout = Layout {
        places: vec![(0.0, 0.0); n],
        height: 0.0,
    };
    let mut rest = parts.as_slice();
    while !rest.is_empty() {
        let mut used = 0.0;
        let fits = rest.iter().take_while(|part| {
            used += part.size.0;
            used <= width
        });
        let (row, after) = rest.split_at(fits.count().max(1));
        layout.row(row, width);
        rest = after;
    }
    layout
}

impl Layout {
    /// Sets parts beside each other below what is there.
    fn row(&mut self, parts: &[Part], width: f64) {
        let tall = parts.iter().map(|part| part.size.1).fold(0.0, f64::max);
        let used: f64 = parts.iter().map(|part| part.size.0).sum();
        let gap = (width - used).max(0.0) / count(parts.len() + 1);
        let mut left = gap;
        for part in parts {
            let top = self.height + (tall - part.size.1) / 2.0;
            for (at, (x, y)) in part.members.iter().zip(&part.places) {
                self.places[*at] = (left + x, top + y);
            }
            left += part.size.0 + gap;
        }
        self.height += tall;
    }
}

/// Points that hang together, placed from their own top left.
struct Part {
    members: Vec<usize>,
    places: Vec<(f64, f64)>,
    size: (f64, f64),
}

impl Part {
    fn new(members: Vec<usize>, links: &[(usize, usize)], width: f64, side: f64) -> Self {
        let local = |at: usize| members.iter().position(|member| *member == at);
        let links: Vec<(usize, usize)> = links
            .iter()
            .filter_map(|(one, other)| Some((local(*one)?, local(*other)?)))
            .collect();
        let mut places = forced(members.len(), &links);
        lie_down(&mut places);
        let range = |of: fn(&(f64, f64)) -> f64| {
            let low = places.iter().map(of).fold(f64::INFINITY, f64::min);
            let high = places.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
            (low, high - low)
        };
        let ((left, across), (top, down)) = (range(|place| place.0), range(|place| place.1));
        let fitted = |length: f64, room: f64| SCALE.min(room / length.max(0.001));
        let scale = (
            fitted(across, width - 2.0 * side),
            fitted(down, TALLEST - 2.0 * MARGIN),
        );
        let places = places
            .iter()
            .map(|(x, y)| (side + (x - left) * scale.0, MARGIN + (y - top) * scale.1));
        Self {
            places: places.collect(),
            size: (across * scale.0 + 2.0 * side, down * scale.1 + 2.0 * MARGIN),
            members,
        }
    }
}

/// The points that hang together, the largest part first.
fn parts(n: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut part: Vec<usize> = (0..n).collect();
    // Every point takes the least number that it can reach.
    loop {
        let before = part.clone();
        for (one, other) in links {
            let least = part[*one].min(part[*other]);
            (part[*one], part[*other]) = (least, least);
        }
        if before == part {
            break;
        }
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); n];
    for (at, root) in part.into_iter().enumerate() {
        parts[root].push(at);
    }
    parts.retain(|members| !members.is_empty());
    parts.sort_by_key(|members| std::cmp::Reverse(members.len()));
    parts
}

/// Places without measure: points push each other away and links hold them together, in small steps.
fn forced(n: usize, links: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let angle = |at: usize| count(at) * 2.399_963_229_7;
    let mut places: Vec<(f64, f64)> = (0..n)
        .map(|at| {
            let far = (count(at) + 0.5).sqrt();
            (far * angle(at).cos(), far * angle(at).sin())
        })
        .collect();
    for step in 0..STEPS {
        let heat = 0.6 * (1.0 - count(step) / count(STEPS));
        let moves = moves(&places, links);
        for (place, (dx, dy)) in places.iter_mut().zip(moves) {
            let far = dx.hypot(dy).max(0.01);
            let most = far.min(heat);
            place.0 += dx / far * most;
            place.1 += dy / far * most;
        }
    }
    places
}

fn moves(places: &[(f64, f64)], links: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut moves = vec![(0.0, 0.0); places.len()];
    let apart = |one: usize, other: usize| {
        let (dx, dy) = (
            places[one].0 - places[other].0,
            places[one].1 - places[other].1,
        );
        (dx, dy, dx.hypot(dy).max(0.01))
    };
    for one in 0..places.len() {
        for other in 0..places.len() {
            let (dx, dy, far) = apart(one, other);
            if one != other {
                let force = NEAR * NEAR / far;
                moves[one].0 += dx / far * force;
                moves[one].1 += dy / far * force;
            }
        }
        // A weak pull to the middle keeps long tails near.
        moves[one].0 -= places[one].0 * 0.1;
        moves[one].1 -= places[one].1 * 0.1;
    }
    for (one, other) in links.iter().copied() {
        let (dx, dy, far) = apart(one, other);
        let force = far * far / NEAR;
        for (at, sign) in [(one, -1.0), (other, 1.0)] {
            moves[at].0 += sign * dx / far * force;
            moves[at].1 += sign * dy / far * force;
        }
    }
    moves
}

/// Turns places so that they are wider than tall, as the drawing is.
fn lie_down(places: &mut [(f64, f64)]) {
    let n = count(places.len().max(1));
    let middle = (
        places.iter().map(|place| place.0).sum::<f64>() / n,
        places.iter().map(|place| place.1).sum::<f64>() / n,
    );
    let (mut across, mut down, mut both) = (0.0, 0.0, 0.0);
    for place in places.iter() {
        let (dx, dy) = (place.0 - middle.0, place.1 - middle.1);
        across += dx * dx;
        down += dy * dy;
        both += dx * dy;
    }
    let turn = -0.5 * (2.0 * both).atan2(across - down);
    for place in places {
        let (dx, dy) = (place.0 - middle.0, place.1 - middle.1);
        *place = (
            dx * turn.cos() - dy * turn.sin(),
            dx * turn.sin() + dy * turn.cos(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_do_not_hang_together_do_not_cover_each_other() {
        // A star of six, two pairs, and one alone.
        let links = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (6, 7), (8, 9)];
        let layout = lay_out(11, &links, 700.0, 80.0);
        for (one, first) in layout.places.iter().enumerate() {
            assert!((0.0..=700.0).contains(&first.0) && (0.0..=layout.height).contains(&first.1));
            for second in &layout.places[one + 1..] {
                assert!((first.0 - second.0).hypot(first.1 - second.1) > 30.0);
            }
        }
        // The pairs and the single point stand in one row.
        let below = [6, 7, 8, 9, 10].map(|at: usize| layout.places[at].1.round());
        assert!(
            below.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1.5),
            "{below:?}"
        );
    }
}
