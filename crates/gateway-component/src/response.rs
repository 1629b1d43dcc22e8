//! The responses to the sender.

use hookward_gateway::{Response, not_returned};
use wasip2::http::types::{Fields, OutgoingBody, OutgoingResponse, ResponseOutparam};

use crate::log;
use crate::origin::Reply;

/// The maximum number of bytes that the host accepts at once (`wasi:io/streams`, `blocking-write-and-flush`).
const CHUNK: usize = 4096;

/// Sends a response of the gateway, and logs its line.
pub(crate) fn send(out: ResponseOutparam, response: &Response<'_>, line: &str) {
    let mut headers = vec![("content-type".to_owned(), response.content_type.as_bytes().to_vec())];
    if let Some((name, value)) = &response.header {
        headers.push(((*name).to_owned(), value.as_bytes().to_vec()));
    }
    log::write(line);
    respond(out, response.status, headers, response.body.as_bytes());
}

/// Sends the origin's response and logs its line. The response omits the headers that are never returned, and the headers in
/// `more`, one per line.
pub(crate) fn pass_on(out: ResponseOutparam, reply: &Reply, more: Option<&str>, line: &str) {
    let is_dropped = |name: &str| {
        let listed = more.is_some_and(|more| more.split('\n').any(|other| other.eq_ignore_ascii_case(name)));
        listed || not_returned().any(|other| other.eq_ignore_ascii_case(name))
    };
    let headers = reply.headers.iter().filter(|(name, _)| !is_dropped(name)).cloned().collect();
    log::write(line);
    respond(out, reply.status, headers, &reply.body);
}

fn respond(out: ResponseOutparam, status: u16, mut headers: Vec<(String, Vec<u8>)>, body: &[u8]) {
    // A status that must not have a body has no content length either (RFC 9110, section 8.6).
    let has_body = !matches!(status, 204 | 205 | 304);
    let body = if has_body { body } else { b"" };
    if has_body {
        headers.push(("content-length".to_owned(), body.len().to_string().into_bytes()));
    }
    // A host may forbid one of the origin's headers. The response is then sent without headers.
    let fields = Fields::from_list(&headers).unwrap_or_else(|_| Fields::new());
    let response = OutgoingResponse::new(fields);
    if response.set_status_code(status).is_err() {
        return;
    }
    let Ok(outgoing) = response.body() else { return };
    ResponseOutparam::set(out, Ok(response));
    // If writing fails after this point, the sender has closed the connection.
    if let Ok(stream) = outgoing.write() {
        let _ = body.chunks(CHUNK).try_for_each(|part| stream.blocking_write_and_flush(part));
    }
    let _ = OutgoingBody::finish(outgoing, None);
}
