//! All responses of the edge.

use std::borrow::Cow;

use hookward::Ack;
use serde::Serialize;

use crate::http_error::HttpError;
use crate::json_text::to_json;
use crate::routes::{Route, Routes};

/// A response of the gateway itself.
#[derive(Debug, PartialEq, Eq)]
pub struct Response<'r> {
    /// The status.
    pub status: u16,
    /// The content type.
    pub content_type: Cow<'r, str>,
    /// The body. If it is empty, the response has none.
    pub body: Cow<'r, str>,
    /// A further header: its name in lower case, and its value.
    pub header: Option<(&'static str, Cow<'static, str>)>,
}

impl<'r> Response<'r> {
    /// Returns the response to a request that was not served. An operator gets the message as JSON. Any other sender gets a plain
    /// text without the reason.
    pub(crate) fn http_error(error: &HttpError<'_>) -> Self {
        if let HttpError::Operator { status, message, .. } = error {
            return Self::json(*status, ["{\"error\":", &to_json(message), "}"].concat());
        }
        let (status, text) = error.response();
        let header = match error {
            HttpError::Method { allow } => Some(("allow", (*allow).into())),
            error => error.retry_after().map(|seconds| ("retry-after", seconds.to_string().into())),
        };
        Self { status, content_type: "text/plain; charset=utf-8".into(), body: text.into(), header }
    }

    /// Returns the response that the provider accepts as success, byte for byte, whatever the origin's response was.
    pub(crate) fn ack(ack: &'r Ack) -> Self {
        let (content_type, body) = ((&*ack.content_type).into(), (&*ack.body).into());
        Self { status: ack.status, content_type, body, header: None }
    }

    /// Returns the response to a challenge. The header prevents a browser from displaying the echoed token as a page.
    pub(crate) fn challenge(content_type: &'r str, body: String) -> Self {
        let header = Some(("x-content-type-options", "nosniff".into()));
        Self { status: 200, content_type: content_type.into(), body: body.into(), header }
    }

    /// Returns the health of the configuration: 200 if all routes can be used, otherwise 503. The body states which routes can be
    /// used.
    pub(crate) fn health(routes: &Routes) -> Self {
        let ok = routes.errors().next().is_none();
        let code = routes.all.as_ref().err().map(|error| error.code);
        let body = to_json(&Health { ok, code, routes: routes.all.iter().flatten().map(RouteHealth::of).collect() });
        Self::json(if ok { 200 } else { 503 }, body)
    }

    /// Returns a JSON response of the gateway, for operators and monitors.
    pub(crate) fn json(status: u16, body: String) -> Self {
        let header = Some(("cache-control", "no-store".into()));
        Self { status, content_type: "application/json".into(), body: body.into(), header }
    }

    /// Returns the status of the ledgers: 200 if all is well, otherwise 503. The body has the status of each ledger, which is
    /// JSON from the ledger.
    pub(crate) fn status<'s>(routes: &Routes, ledgers: impl Iterator<Item = (&'s str, Option<(bool, &'s str)>)>) -> Self {
        let mut ok = routes.errors().next().is_none();
        let mut list = String::new();
        for (path, status) in ledgers {
            let (is_well, json) = status.unwrap_or((false, r#"{"ok":false,"code":"ledger_unavailable"}"#));
            ok &= is_well;
            let members = json.strip_prefix('{').unwrap_or("}");
            let separator = if list.is_empty() { "" } else { "," };
            list.push_str(&[separator, "{\"path\":", &to_json(&path), ",", members].concat());
        }
        let body = ["{\"ok\":", if ok { "true" } else { "false" }, ",\"routes\":[", &list, "]}"].concat();
        Self::json(if ok { 200 } else { 503 }, body)
    }
}

/// The body of the health endpoint. It contains codes and no messages, because anyone may request it, and a message names
/// bindings.
#[derive(Serialize)]
struct Health<'r> {
    ok: bool,
    /// The code of the error, if no route can be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    routes: Vec<RouteHealth<'r>>,
}

#[derive(Serialize)]
struct RouteHealth<'r> {
    path: Option<&'r str>,
    scheme: Option<&'r str>,
    ok: bool,
    /// The code of the error, if the route cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

impl<'r> RouteHealth<'r> {
    fn of(route: &'r Route) -> Self {
        let code = route.error().map(|error| error.code);
        Self { path: route.path.as_deref(), scheme: route.scheme.as_deref(), ok: code.is_none(), code }
    }
}
