//! A file that appears under its name only when it is complete.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::exit::Failure;
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

/// How a database of SQLite begins.
const SIGNATURE: &[u8; 16] = b"SQLite format 3\0";

/// Bytes that are written together.
const BUFFER: usize = 64 << 10;

/// Bytes that are compressed together.
const FRAME: usize = 4 << 20;

/// A file that is being written under another name; dropped before [`OutputFile::finish`], it is gone.
pub(super) struct OutputFile {
    writer: Option<Encoder>,
    /// None for what is no file but a device or a pipe, which is written to as it is.
    unfinished: Option<PathBuf>,
    path: PathBuf,
}

enum Encoder {
    Plain(BufWriter<File>),
    Gzip(Box<GzEncoder<BufWriter<File>>>),
    Zstandard(Frames),
}

impl OutputFile {
    /// Starts a file beside the one it will be; how its name ends tells how it is compressed.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() || name.is_empty() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let is_special = std::fs::metadata(path).is_ok_and(|known| !known.is_file());
        if !is_special && is_database(path) {
            return Err(io::Error::other("it is a database; give another name"));
        }
        // What a link points to is replaced, not the link.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let beside = || {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.with_file_name(format!(".{name}.{}.part", std::process::id()))
        };
        let unfinished = (!is_special).then(beside);
        let file = OpenOptions::new()
            .write(true)
            .create_new(!is_special)
            .open(unfinished.as_deref().unwrap_or(&path))?;
        let file = BufWriter::with_capacity(BUFFER, file);
        let extension = path.extension().unwrap_or_default();
        let writer = if extension.eq_ignore_ascii_case("gz") {
            Encoder::Gzip(Box::new(GzEncoder::new(file, Compression::default())))
        } else if extension.eq_ignore_ascii_case("zst") {
            Encoder::Zstandard(Frames {
                open: Vec::with_capacity(FRAME),
                file,
            })
        } else {
            Encoder::Plain(file)
        };
        Ok(Self {
            writer: Some(writer),
            unfinished,
            path,
        })
    }

    /// Gives the file its name, once all of it is on the disk.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let file = match self.writer.take() {
            Some(Encoder::Plain(file)) => file,
            Some(Encoder::Gzip(encoder)) => encoder.finish()?,
            Some(Encoder::Zstandard(frames)) => frames.finish()?,
            None => return Ok(()),
        };
        let file = file.into_inner()?;
        let Some(unfinished) = &self.unfinished else {
            return Ok(());
        };
        file.sync_all()?;
        std::fs::rename(unfinished, &self.path)
    }
}

/// Refuses to write what is made of a file over that file.
pub(super) fn refuse_to_replace(
    source: Option<&Path>,
    target: Option<&Path>,
) -> Result<(), Failure> {
    let (Some(source), Some(target)) = (source, target) else {
        return Ok(());
    };
    let whole = |path: &Path| path.canonicalize().ok();
    if whole(source).is_some_and(|source| whole(target) == Some(source)) {
        let target = target.display();
        return Err(Failure::Failed(format!(
            "{target} is what the output is made of; give another name"
        )));
    }
    Ok(())
}

/// Whether a file is a database of SQLite: nobody means to replace one by an answer.
fn is_database(path: &Path) -> bool {
    let mut head = [0; SIGNATURE.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == *SIGNATURE
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if let Some(unfinished) = &self.unfinished {
            // After a rename there is nothing left to remove.
            let _ = std::fs::remove_file(unfinished);
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.writer {
            Some(Encoder::Plain(file)) => file.write(bytes),
            Some(Encoder::Gzip(encoder)) => encoder.write(bytes),
            Some(Encoder::Zstandard(frames)) => frames.write(bytes),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Some(Encoder::Plain(file)) => file.flush(),
            Some(Encoder::Gzip(encoder)) => encoder.flush(),
            // What waits for its frame is written with it.
            Some(Encoder::Zstandard(_)) | None => Ok(()),
        }
    }
}

/// Zstandard frames, one behind the other, which make one stream.
struct Frames {
    open: Vec<u8>,
    file: BufWriter<File>,
}

impl Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_taken = bytes.len().min(FRAME - self.open.len());
        self.open.extend_from_slice(&bytes[..n_taken]);
        if self.open.len() == FRAME {
            self.close()?;
        }
        Ok(n_taken)
    }

    fn close(&mut self) -> io::Result<()> {
        let frame = compress_to_vec(self.open.as_slice(), CompressionLevel::Fastest);
        self.open.clear();
        self.file.write_all(&frame)
    }

    fn finish(mut self) -> io::Result<BufWriter<File>> {
        if !self.open.is_empty() {
            self.close()?;
        }
        Ok(self.file)
    }
}
