//! A request of the host.

use hookward_gateway::{Head, HeaderNames};
use url::Url;
use wasip2::http::types::{IncomingRequest, Method};
use wasip2::random::random;

/// The fixed beginning of every URL. The host in the request is not read.
const ORIGIN: &str = "http://edge.invalid";

/// A request without its body.
pub(crate) struct Request {
    method: String,
    url: String,
    headers: Vec<(String, Vec<u8>)>,
}

impl Request {
    /// Reads the method, the path and the headers of a request.
    pub(crate) fn of(incoming: &IncomingRequest) -> Self {
        let target = incoming.path_with_query().unwrap_or_default();
        let url = [ORIGIN, &target].concat();
        // The parser removes dot segments, as every URL parser does. A target that is not a valid URL matches no route.
        let url = Url::parse(&url).map_or_else(|_| ORIGIN.to_owned(), String::from);
        let mut headers = incoming.headers().entries();
        for (name, _) in &mut headers {
            name.make_ascii_lowercase();
        }
        Self { method: name_of(incoming.method()), url, headers }
    }

    /// Returns the method and the path of the request.
    pub(crate) fn head(&self) -> Head<'_> {
        Head::new(&self.method, &self.url)
    }
}

impl hookward_gateway::Request for Request {
    fn values(&self, names: &HeaderNames) -> String {
        let mut text = String::new();
        for name in names.text.split('\n') {
            let mut values = self.headers.iter().filter(|(own, _)| own == name).peekable();
            text.push_str(if values.peek().is_some() { "=" } else { "" });
            while let Some((_, value)) = values.next() {
                text.push_str(&String::from_utf8_lossy(value));
                text.push_str(if values.peek().is_some() { ", " } else { "" });
            }
            text.push('\n');
        }
        text
    }

    fn with_prefix(&self, prefix: &str) -> String {
        let own = self.headers.iter().filter(|(name, _)| name.starts_with(prefix));
        own.map(|(name, value)| [name, "\n", &*String::from_utf8_lossy(value), "\n"].concat()).collect()
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let query = self.url.split_once('?')?.1;
        let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(own, _)| own == name);
        let (_, value) = values.next()?;
        values.next().is_none().then(|| value.into_owned())
    }

    fn random(&self) -> String {
        random::get_random_bytes(16)
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }
}

fn name_of(method: Method) -> String {
    let known = match method {
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
        Method::Connect => "CONNECT",
        Method::Options => "OPTIONS",
        Method::Trace => "TRACE",
        Method::Patch => "PATCH",
        Method::Other(name) => return name,
    };
    known.to_owned()
}
