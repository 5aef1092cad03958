//! What goes through the pipe between the program and its workers: frames,
//! each a length in four bytes, little end first, and as many bytes.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::model::{Raw, SkipReason};

/// The name of the format and the documents, or why there are none.
pub(super) type Reply = Result<(String, Vec<Raw>), SkipReason>;

/// What a worker says.
#[derive(Deserialize, Serialize)]
pub(super) enum Message {
    /// It needs the file of this name beside the one it reads; the answer is
    /// [`sibling`].
    Sibling(String),
    /// It is done.
    Reply(Reply),
}

/// The frame that holds a file beside the one read: a byte before its own,
/// or nothing where there is no such file.
pub(super) fn sibling(bytes: Option<Vec<u8>>) -> Vec<u8> {
    bytes.map_or(Vec::new(), |mut bytes| {
        bytes.insert(0, 1);
        bytes
    })
}

/// What [`sibling`] put into a frame.
pub(super) fn sibling_in(mut frame: Vec<u8>) -> Option<Vec<u8>> {
    (!frame.is_empty()).then(|| frame.split_off(1))
}

/// Bytes of the longest frame; a longer one is not read.
const LONGEST: u32 = 1 << 30;

/// Writes one frame.
pub(super) fn write(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len())
        .ok()
        .filter(|length| *length <= LONGEST)
        .ok_or(io::ErrorKind::FileTooLarge)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)?;
    out.flush()
}

/// Reads one frame; None at the end of the pipe.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Ok(None);
        }
        other => other?,
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_as_they_went() {
        let mut pipe = Vec::new();
        for bytes in [b"".as_slice(), b"one", &[7; 70_000]] {
            write(&mut pipe, bytes).unwrap();
        }
        let mut from = pipe.as_slice();
        let mut lengths = Vec::new();
        while let Some(bytes) = read(&mut from).unwrap() {
            lengths.push(bytes.len());
        }
        assert_eq!(lengths, [0, 3, 70_000]);
    }

    #[test]
    fn files_beside_come_back_as_they_went() {
        for bytes in [None, Some(vec![]), Some(vec![0, 1, 2])] {
            assert_eq!(sibling_in(sibling(bytes.clone())), bytes);
        }
    }

    #[test]
    fn a_cut_frame_is_an_error() {
        for bytes in [b"\x05\0\0\0abc".as_slice(), &[255; 8]] {
            assert!(read(&mut &bytes[..]).is_err(), "{bytes:?}");
        }
    }
}
