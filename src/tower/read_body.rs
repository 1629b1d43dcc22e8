//! Reading the body of a request, to the limit and no further.

use std::boxed::Box;
use std::error::Error;

use bytes::Bytes;
use http_body::Body;
use http_body_util::{BodyExt, LengthLimitError, Limited};

/// Why a body was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadError {
    /// It is over the limit.
    TooLong,
    /// Its sender hung up, or sent what is none of HTTP.
    BrokenOff,
}

/// Whether a body says that it will be longer than the limit.
pub(super) fn is_announced_too_long(body: &impl Body, limit: u64) -> bool {
    body.size_hint().lower() > limit
}

/// Reads a body, and stops where it is over the limit.
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
