//! Sends a request to an origin within a time limit.

use hookward_gateway::{OriginError, OriginRequest};
use url::Url;
use wasip2::http::outgoing_handler;
use wasip2::http::types::{ErrorCode, Fields, IncomingResponse, Method, OutgoingBody, OutgoingRequest, Scheme};
use wasip2::io::streams::StreamError;

use crate::deadline::Deadline;

/// The size of one read, in bytes.
const CHUNK: u64 = 1 << 16;

/// The response of an origin, including its whole body.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// Returns the value of the header `connection`, or an empty text if the header is missing.
    pub(crate) fn connection(&self) -> String {
        let mut values = self.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("connection"));
        values.next().map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
    }
}

/// The reason why an origin returned no response.
pub(crate) enum Failure {
    /// The deadline has passed.
    Slow,
    /// Any other reason, as a text.
    Unreachable(String),
}

impl Failure {
    /// Returns the error that the gateway expects.
    pub(crate) const fn as_error(&self) -> OriginError<'_> {
        match self {
            Self::Slow => OriginError::Slow,
            Self::Unreachable(reason) => OriginError::Unreachable(reason.as_str()),
        }
    }
}

/// Sends a request and reads the whole response within the timeout. No redirect is followed, because no host of `wasi:http`
/// follows redirects.
pub(crate) fn ask(origin: &str, sent: &OriginRequest<'_>, body: &[u8]) -> Result<Reply, Failure> {
    let deadline = Deadline::in_millis(sent.timeout);
    let request = request(origin, sent, body.len()).ok_or_else(|| failure("the request cannot be made"))?;
    let outgoing = request.body().map_err(|()| failure("the request has no body"))?;
    // The deadline is the only timeout. The host's own timeouts are longer, and setting them would duplicate the deadline.
    let response = outgoing_handler::handle(request, None).map_err(|error| reason(&error))?;
    write(&outgoing, body, &deadline)?;
    // An origin may respond before it has read the whole body. The response shows whether the body was sent.
    let _ = OutgoingBody::finish(outgoing, None);
    if !deadline.wait(&response.subscribe()) {
        return Err(Failure::Slow);
    }
    match response.get() {
        Some(Ok(Ok(response))) => read(&response, sent.limit, &deadline),
        Some(Ok(Err(error))) => Err(reason(&error)),
        _ => Err(failure("there is no response")),
    }
}

fn request(origin: &str, sent: &OriginRequest<'_>, length: usize) -> Option<OutgoingRequest> {
    let mut lines = sent.headers.split('\n');
    let mut headers = vec![("content-length".to_owned(), length.to_string().into_bytes())];
    while let (Some(name), Some(value)) = (lines.next(), lines.next()) {
        headers.push((name.to_owned(), value.as_bytes().to_vec()));
    }
    let request = OutgoingRequest::new(Fields::from_list(&headers).ok()?);
    let url = Url::parse(origin).ok()?;
    let scheme = if url.scheme() == "https" { Scheme::Https } else { Scheme::Http };
    let query = url.query().map(|query| ["?", query].concat()).unwrap_or_default();
    request.set_method(&Method::Post).ok()?;
    request.set_scheme(Some(&scheme)).ok()?;
    request.set_authority(Some(url.authority())).ok()?;
    request.set_path_with_query(Some(&[url.path(), &query].concat())).ok()?;
    Some(request)
}

/// Writes a body until its end, or until the origin accepts no more.
fn write(outgoing: &OutgoingBody, mut rest: &[u8], deadline: &Deadline) -> Result<(), Failure> {
    let Ok(stream) = outgoing.write() else { return Err(failure("the body cannot be written")) };
    while !rest.is_empty() {
        if !deadline.wait(&stream.subscribe()) {
            return Err(Failure::Slow);
        }
        let Ok(room) = stream.check_write() else { return Ok(()) };
        let length = usize::try_from(room).unwrap_or(usize::MAX).min(rest.len());
        let Some((part, behind)) = rest.split_at_checked(length) else { return Ok(()) };
        if stream.write(part).is_err() {
            return Ok(());
        }
        rest = behind;
    }
    if stream.flush().is_ok() && !deadline.wait(&stream.subscribe()) {
        return Err(Failure::Slow);
    }
    Ok(())
}

fn read(response: &IncomingResponse, limit: u64, deadline: &Deadline) -> Result<Reply, Failure> {
    let (status, headers) = (response.status(), response.headers().entries());
    let consumed = response.consume().map_err(|()| failure("the response has no body"))?;
    let stream = consumed.stream().map_err(|()| failure("the response has no body"))?;
    let mut body = Vec::new();
    loop {
        if !deadline.wait(&stream.subscribe()) {
            return Err(Failure::Slow);
        }
        match stream.read(CHUNK) {
            Ok(part) => body.extend_from_slice(&part),
            Err(StreamError::Closed) => return Ok(Reply { status, headers, body }),
            Err(StreamError::LastOperationFailed(_)) => return Err(failure("its response ended early")),
        }
        if body.len() as u64 > limit {
            return Err(Failure::Unreachable(format!("its response is longer than {limit} bytes")));
        }
    }
}

fn failure(reason: &str) -> Failure {
    Failure::Unreachable(reason.to_owned())
}

/// Converts an error of the host. An error about a timeout counts as a passed deadline.
fn reason(error: &ErrorCode) -> Failure {
    match error {
        ErrorCode::ConnectionTimeout
        | ErrorCode::ConnectionReadTimeout
        | ErrorCode::ConnectionWriteTimeout
        | ErrorCode::HttpResponseTimeout => Failure::Slow,
        error => Failure::Unreachable(error.to_string()),
    }
}
