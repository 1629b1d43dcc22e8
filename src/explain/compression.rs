//! Recognizes and decompresses compressed bodies.

use alloc::vec::Vec;

use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

/// The first bytes of gzip, zstd and zlib.
const MAGIC: [&[u8]; 5] = [b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x78\x01", b"\x78\x9c", b"\x78\xda"];

/// Returns whether a body begins like compressed data.
pub(super) fn looks_compressed(body: &[u8]) -> bool {
    MAGIC.iter().any(|magic| body.starts_with(magic))
}

/// Decompresses gzip or zlib. Returns `None` for other formats, for corrupt data, and for more than `most` bytes.
pub(super) fn inflated(body: &[u8], most: usize) -> Option<Vec<u8>> {
    match body {
        [0x78, 0x01 | 0x9c | 0xda, ..] => decompress_to_vec_zlib_with_limit(body, most).ok(),
        [0x1f, 0x8b, 8, flags, _, _, _, _, _, _, rest @ ..] => {
            let inside = decompress_to_vec_with_limit(past_header(*flags, rest)?, most).ok()?;
            // The length is at the end, so bytes that were added after it are detected (RFC 1952, section 2.3.1).
            let length = u32::try_from(inside.len()).ok()?.to_le_bytes();
            body.ends_with(&length).then_some(inside)
        }
        _ => None,
    }
}

/// Returns the data after the optional fields of a gzip header (RFC 1952, section 2.3).
fn past_header(flags: u8, mut rest: &[u8]) -> Option<&[u8]> {
    const HEADER_CRC: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    if flags & EXTRA != 0 {
        let (length, extra) = rest.split_first_chunk::<2>()?;
        rest = extra.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            let end = rest.iter().position(|byte| *byte == 0)?;
            rest = rest.get(end.saturating_add(1)..)?;
        }
    }
    if flags & HEADER_CRC != 0 { rest.get(2..) } else { Some(rest) }
}
