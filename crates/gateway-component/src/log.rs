//! The log, on the standard output: a line of JSON for each request, and for each other origin that does not take a delivery.

use wasip2::cli::stdout;

/// How much the host takes at once, in bytes (`wasi:io/streams`, `blocking-write-and-flush`).
const CHUNK: usize = 4096;

/// Writes a line. Without a log, requests are served all the same.
pub(crate) fn write(line: &str) {
    let stream = stdout::get_stdout();
    let text = [line, "\n"].concat();
    let _ = text.as_bytes().chunks(CHUNK).try_for_each(|part| stream.blocking_write_and_flush(part));
}
