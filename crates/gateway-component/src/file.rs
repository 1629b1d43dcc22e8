//! Reads files from the folders that the host opens for the component.

use wasip2::filesystem::preopens;
use wasip2::filesystem::types::{Descriptor, DescriptorFlags, OpenFlags, PathFlags};

/// The size of one read, in bytes.
const CHUNK: u64 = 1 << 16;

/// Returns the text of a file. `path` is relative to one of the opened folders, or begins with the name of the folder.
pub(crate) fn read(path: &str) -> Option<String> {
    preopens::get_directories().iter().find_map(|(opened, folder)| {
        let below = path.strip_prefix(folder.as_str()).unwrap_or(path).trim_start_matches('/');
        let file = opened.open_at(PathFlags::SYMLINK_FOLLOW, below, OpenFlags::empty(), DescriptorFlags::READ).ok()?;
        String::from_utf8(whole(&file)?).ok()
    })
}

fn whole(file: &Descriptor) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let (chunk, is_end) = file.read(CHUNK, bytes.len() as u64).ok()?;
        bytes.extend_from_slice(&chunk);
        if is_end || chunk.is_empty() {
            return Some(bytes);
        }
    }
}
