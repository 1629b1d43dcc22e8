//! A Worker that forwards everything, written with the `worker` crate.

use js_sys::Uint8Array;
use worker::{Context, Env, Fetch, Method, Request, RequestInit, RequestRedirect, Response, Result, event};

#[event(fetch)]
async fn fetch(mut request: Request, env: Env, _context: Context) -> Result<Response> {
    let body = request.bytes().await?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(request.headers().clone())
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(Uint8Array::from(body.as_slice()).into()));
    Fetch::Request(Request::new_with_init(&env.var("ORIGIN")?.to_string(), &init)?).send().await
}
