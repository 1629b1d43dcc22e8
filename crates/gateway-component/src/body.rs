//! A body in memory, and reading a body up to a limit.

use std::borrow::Cow;

use hookward_gateway::{Body, BodyReadError};
use wasip2::http::types::IncomingRequest;
use wasip2::io::streams::StreamError;

/// The size of one read, in bytes.
const CHUNK: u64 = 1 << 16;

/// Reads the body of a request. Stops at the part that passes the limit.
pub(crate) fn receive(incoming: &IncomingRequest, limit: u64) -> Result<Vec<u8>, BodyReadError> {
    let body = incoming.consume().map_err(|()| BodyReadError::BrokenOff)?;
    let stream = body.stream().map_err(|()| BodyReadError::BrokenOff)?;
    let mut bytes = Vec::new();
    loop {
        match stream.blocking_read(CHUNK) {
            Ok(part) => bytes.extend_from_slice(&part),
            Err(StreamError::Closed) => return Ok(bytes),
            Err(StreamError::LastOperationFailed(_)) => return Err(BodyReadError::BrokenOff),
        }
        if bytes.len() as u64 > limit {
            return Err(BodyReadError::TooLong);
        }
    }
}

/// The bytes received, or the re-serialized body.
pub(crate) struct Bytes<'b>(Cow<'b, [u8]>);

impl<'b> Bytes<'b> {
    /// Returns a body of the bytes received.
    pub(crate) fn received(bytes: &'b [u8]) -> Self {
        Self(Cow::Borrowed(bytes))
    }
}

impl Body for Bytes<'_> {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn has_host_hash(&self) -> bool {
        false
    }

    fn reserialized(&self) -> Option<Self> {
        hookward_json::stringify(&self.0).map(|printed| Self(Cow::Owned(printed.into_bytes())))
    }

    fn text(&self, path: &str) -> Option<String> {
        hookward_json::text(&self.0, path)
    }

    fn scalar(&self, path: &str) -> Option<String> {
        hookward_json::scalar(&self.0, path)
    }
}
