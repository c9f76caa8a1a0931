//! Places for names beside points, such that none covers another.

use super::canvas::{Anchor, count, width_of};

/// A part of the drawing that is used.
pub(super) struct Used {
    from: (f64, f64),
    to: (f64, f64),
}

impl Used {
    /// Around a point.
    pub(super) fn around((x, y): (f64, f64), radius: f64) -> Self {
        Self {
            from: (x - radius, y - radius),
            to: (x + radius, y + radius),
        }
    }

    /// That of a text which begins there.
    pub(super) fn of_text((x, y): (f64, f64), text: &str) -> Self {
        Self {
            from: (x, y - 11.0),
            to: (x + width_of(text), y + 4.0),
        }
    }

    /// Along a line, in small steps.
    pub(super) fn along((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> impl Iterator<Item = Self> {
        const STEPS: usize = 24;
        (0..=STEPS).map(move |step| {
            let part = count(step) / count(STEPS);
            Self::around((x1 + (x2 - x1) * part, y1 + (y2 - y1) * part), 1.5)
        })
    }

    fn meets(&self, other: &Self) -> bool {
        self.from.0 < other.to.0
            && other.from.0 < self.to.0
            && self.from.1 < other.to.1
            && other.from.1 < self.to.1
    }
}

/// Where a name stands: held at its start, middle or end, since its width is known only about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) at: (f64, f64),
    pub(super) anchor: Anchor,
}

impl Place {
    /// The part of the drawing that a text there uses.
    pub(super) fn used(&self, text: &str) -> Used {
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width_of(text) / 2.0,
            Anchor::End => width_of(text),
        };
        Used::of_text((self.at.0 - before, self.at.1), text)
    }
}

/// Where a name can stand beside its point.
pub(super) fn free_place(
    (x, y): (f64, f64),
    radius: f64,
    text: &str,
    size: (f64, f64),
    taken: &[&[Used]],
) -> Option<Place> {
    use Anchor::{End, Middle, Start};
    let gap = radius + 4.0;
    let places = [
        (x + gap, y + 4.5, Start),
        (x - gap, y + 4.5, End),
        (x, y - gap - 2.0, Middle),
        (x, y + gap + 11.0, Middle),
        (x + gap * 0.7, y - gap, Start),
        (x + gap * 0.7, y + gap + 8.0, Start),
        (x - gap * 0.7, y - gap, End),
        (x - gap * 0.7, y + gap + 8.0, End),
    ];
    let mut places = places
        .into_iter()
        .map(|(x, y, anchor)| Place { at: (x, y), anchor });
    places.find(|place| is_free(&place.used(text), size, taken))
}

/// Whether a part of the drawing lies inside it and on nothing that is used.
pub(super) fn is_free(wanted: &Used, (width, height): (f64, f64), taken: &[&[Used]]) -> bool {
    let is_inside = wanted.from.0 >= 0.0
        && wanted.to.0 <= width
        && wanted.from.1 >= 0.0
        && wanted.to.1 <= height;
    let mut used = taken.iter().flat_map(|used| used.iter());
    is_inside && !used.any(|other| other.meets(wanted))
}

/// What is told of points whose name has no room.
pub(super) fn unnamed(number: usize) -> Option<String> {
    match number {
        0 => None,
        1 => Some("1 point has no room for its name; the table has all names.".to_owned()),
        more => Some(format!(
            "{more} points have no room for their names; the table has all names."
        )),
    }
}
