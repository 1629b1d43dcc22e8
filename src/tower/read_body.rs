//! Reads the body of a request, up to the limit.

use std::boxed::Box;
use std::error::Error;

use bytes::Bytes;
use http_body::Body;
use http_body_util::{BodyExt, LengthLimitError, Limited};

/// The reason why a body was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadError {
    /// The body is longer than the limit.
    TooLong,
    /// The sender closed the connection, or sent invalid HTTP.
    BrokenOff,
}

/// Returns whether the announced length of a body exceeds the limit.
pub(super) fn is_announced_too_long(body: &impl Body, limit: u64) -> bool {
    body.size_hint().lower() > limit
}

/// Reads a body. Stops when the body exceeds the limit.
pub(super) async fn read<B>(body: B, limit: u64) -> Result<Bytes, ReadError>
where
    B: Body,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(ReadError::TooLong),
        Err(_) => Err(ReadError::BrokenOff),
    }
}
