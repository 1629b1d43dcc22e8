//! Reading a body as bytes, never further than its limit.
//!
//! A declared length can be wrong or missing, so what counts is what arrives: reading stops with the chunk that passes the
//! limit, and the rest is never taken off the wire. The bytes are never decoded: what a decoder leaves out or replaces
//! would be outside the signature.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// Why a body could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It is longer than it may be.
    TooLong,
    /// It ended before its end: the connection closed, or the signal of the request fired.
    Off,
}

/// Reads a whole body. A request without one has an empty body.
///
/// `declared` is the length that the other side announced, for the first allocation; it is not trusted.
pub(crate) async fn read(stream: Option<ReadableStream>, limit: u64, declared: Option<u64>) -> Result<Vec<u8>, Broken> {
    let Some(stream) = stream else { return Ok(Vec::new()) };
    let reader = ReadableStreamDefaultReader::new(&stream).map_err(|_| Broken::Off)?;
    let mut body = Vec::with_capacity(usize::try_from(declared.unwrap_or(0).min(limit)).unwrap_or(0));
    while let Some(chunk) = next(&reader).await? {
        let (start, length) = (body.len(), body.len().saturating_add(usize::try_from(chunk.length()).unwrap_or(usize::MAX)));
        if u64::try_from(length).unwrap_or(u64::MAX) > limit {
            // Tells the sender to stop. Whether it does is no concern of ours, so nothing waits for the promise.
            let _ = reader.cancel();
            return Err(Broken::TooLong);
        }
        body.resize(length, 0);
        if let Some(space) = body.get_mut(start..) {
            chunk.copy_to(space);
        }
    }
    Ok(body)
}

/// The next chunk, or `None` at the end of the body.
async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, Broken> {
    let result = reader.read().await.map_err(|_| Broken::Off)?;
    let field = |name: &str| Reflect::get(&result, &JsValue::from(name)).map_err(|_| Broken::Off);
    if field("done")?.is_truthy() {
        return Ok(None);
    }
    field("value")?.dyn_into().map(Some).map_err(|_| Broken::Off)
}
