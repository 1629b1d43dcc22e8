//! The log on the standard output: a line of JSON for each request, and for each other origin that does not accept a delivery.

use wasip2::cli::stdout;

/// The maximum number of bytes that the host accepts at once (`wasi:io/streams`, `blocking-write-and-flush`).
const CHUNK: usize = 4096;

/// Writes a line. If the log cannot be written, requests are still served.
pub(crate) fn write(line: &str) {
    let stream = stdout::get_stdout();
    let text = [line, "\n"].concat();
    let _ = text.as_bytes().chunks(CHUNK).try_for_each(|part| stream.blocking_write_and_flush(part));
}
