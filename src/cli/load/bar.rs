//! A bar that fills.

/// Cells of the bar.
const WIDTH: u32 = 20;

/// The characters of a bar: its ends, and cells that are more and more full.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    ends: [char; 2],
    cells: &'static [char],
}

impl Bar {
    pub(super) const BLOCKS: Self = Self {
        ends: ['▕', '▏'],
        cells: &[' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
    };
    pub(super) const ASCII: Self = Self {
        ends: ['[', ']'],
        cells: &['.', '#'],
    };

    /// The bar of which this share is full, between 0 and 1.
    pub(super) fn draw(self, share: f64) -> String {
        let most = f64::from(u8::try_from(self.cells.len() - 1).unwrap_or(u8::MAX));
        // From the left, each cell is as full as what is left of the share.
        let cell = |position: u32| {
            let full = (share * f64::from(WIDTH) - f64::from(position)).clamp(0.0, 1.0);
            let levels = self.cells.iter().zip(0_u32..).skip(1);
            let reached = levels.take_while(|(_, level)| full * most >= f64::from(*level));
            reached.last().map_or(self.cells[0], |(cell, _)| *cell)
        };
        let cells: String = (0..WIDTH).map(cell).collect();
        format!("{}{cells}{}", self.ends[0], self.ends[1])
    }
}
