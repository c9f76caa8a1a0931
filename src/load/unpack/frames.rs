//! Zstandard: one frame after another.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

/// What is decompressed may look back so far (8 MB is what every decompressor must take; the tool's highest
/// usual level needs as much).
const LONGEST_WINDOW: u64 = 128 << 20;

/// The decompressed content of all frames.
pub(super) struct Frames<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    Between(R),
    Within(Box<StreamingDecoder<R, FrameDecoder>>),
    Done,
}

impl<R: BufRead> Frames<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            state: State::Between(source),
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut source) => {
                    if source.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    let decoder =
                        StreamingDecoder::new_with_max_window_size(source, LONGEST_WINDOW)
                            .map_err(|error| {
                                io::Error::new(io::ErrorKind::InvalidData, error.to_string())
                            })?;
                    self.state = State::Within(Box::new(decoder));
                }
                State::Within(mut decoder) => {
                    let n_read = decoder.read(buffer)?;
                    if n_read > 0 {
                        self.state = State::Within(decoder);
                        return Ok(n_read);
                    }
                    self.state = State::Between(decoder.into_inner());
                }
            }
        }
    }
}
