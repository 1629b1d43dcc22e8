//! The log, on the standard output: a line of JSON for each request, and for each other origin that does not take a delivery.

use hookward_gateway::{UnfinishedLine, to_json};
use wasip2::cli::stdout;

use crate::origin::{Failure, Reply};

/// How much the host takes at once, in bytes (`wasi:io/streams`, `blocking-write-and-flush`).
const CHUNK: usize = 4096;

/// Writes a line. Without a log, requests are served all the same.
pub(crate) fn write(line: &str) {
    let stream = stdout::get_stdout();
    let text = [line, "\n"].concat();
    let _ = text.as_bytes().chunks(CHUNK).try_for_each(|part| stream.blocking_write_and_flush(part));
}

/// Returns what came of a request to another origin, as members of JSON, unless it took the delivery.
pub(crate) fn outcome(reply: &Result<Reply, Failure>) -> Option<String> {
    match reply {
        Ok(Reply { status: 200..=299, .. }) => None,
        Ok(Reply { status, .. }) => Some(format!("\"originStatus\":{status},\"code\":\"origin_refused\"")),
        Err(Failure::Slow) => Some("\"code\":\"origin_timeout\"".to_owned()),
        Err(Failure::Unreachable(reason)) => Some(format!("\"code\":\"origin_unreachable\",\"reason\":{}", to_json(reason))),
    }
}

/// Returns the line about another origin, by its position in the route.
pub(crate) fn of_other(line: &UnfinishedLine, origin: usize, millis: i64, outcome: &str) -> String {
    let (about, _) = line.0.split_once('\n').unwrap_or((&line.0, ""));
    format!("{{\"level\":\"error\",{about},\"origin\":{origin},\"ms\":{millis},{outcome}}}")
}
