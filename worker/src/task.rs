//! A request on its way: Rust that waits for the host, with nothing in between.
//!
//! A request waits for one promise at a time, so there is nothing to schedule. It hands the promise out, entry.js waits for
//! it and comes back with what it settled to, and the request goes on from there at once. An executor would wrap the same in
//! closures and microtasks of its own, which cost more here than the verification.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Request, Response};

thread_local! {
    /// What the task that runs is waiting for, on its way out, and what that came to, on its way in. Only one task runs at a
    /// time, and neither is left behind when it stops.
    static AWAITED: Cell<Option<Promise>> = const { Cell::new(None) };
    static SETTLED: Cell<Option<JsValue>> = const { Cell::new(None) };
}

/// The handling of one request.
#[wasm_bindgen]
pub struct Task(Pin<Box<dyn Future<Output = Result<Response, JsValue>>>>);

#[wasm_bindgen]
impl Task {
    /// Takes a request. Nothing of it happens before it is resumed.
    #[wasm_bindgen(constructor)]
    pub fn new(request: Request, env: JsValue) -> Self {
        Self(Box::pin(crate::fetch(request, env)))
    }

    /// Goes on until there is something to wait for, which is a promise that never rejects, or the response. `settled` is what
    /// the promise before came to.
    ///
    /// # Errors
    /// If the runtime will not make even the plainest answer.
    pub fn resume(&mut self, settled: JsValue) -> Result<JsValue, JsValue> {
        SETTLED.set(Some(settled));
        let step = self.0.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        SETTLED.take();
        match step {
            Poll::Ready(response) => response.map(JsValue::from),
            Poll::Pending => Ok(AWAITED.take().into()),
        }
    }
}

/// Waits for a promise that never rejects. Only for use inside a [`Task`].
pub(crate) async fn settled(promise: Promise) -> JsValue {
    let mut promise = Some(promise);
    poll_fn(|_| match promise.take() {
        Some(promise) => {
            AWAITED.set(Some(promise));
            Poll::Pending
        }
        None => Poll::Ready(SETTLED.take().unwrap_or_default()),
    })
    .await
}
