//! The layer and its service, which define the order of the steps for one request.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll};

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use http::request::Parts;
use http::{HeaderValue, Request};
use tower_layer::Layer;
use tower_service::Service;

use super::delivery::Delivery;
use super::options::{ChallengeOption, Clock, OnRefused, OnVerified, WebhookOptions, signed_url};
use super::read_body::{ReadError, is_announced_too_long, read};
use super::refusal::Refusal;
use super::{challenge, members, respond};
use crate::{ConfigError, Received, UnixTime, VerificationError, Verifier};

/// Checks the options, and returns the layer.
///
/// # Errors
/// Returns [`ConfigError`] if no verifier can be built, if the scheme signs the URL and no URL is set, or if the scheme does not
/// use an option.
///
/// # Examples
/// ```
/// use axum::body::Body;
/// use axum::http::{Request, StatusCode};
/// use axum::{Router, routing::post};
/// use hookward::schemes;
/// use hookward::tower::{Delivery, WebhookOptions, webhook_layer};
/// use tower::ServiceExt;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let layer = webhook_layer(WebhookOptions::new(&schemes::GRILLO, ["votre_secret_partage"]))?;
/// let receive = |delivery: Delivery| async move { println!("{:?}", delivery.event()) };
/// let app: Router = Router::new().route("/webhooks/grillo", post(receive).layer(layer));
///
/// let signature = "sha256=9c168484dc0cbf3b61e95a83cc499d55f62fa1de64bdaf49fb4595539b128233";
/// let request = |body| Request::post("/webhooks/grillo").header("x-grillo-signature", signature).body(Body::from(body));
/// let genuine = app.clone().oneshot(request(r#"{"type":"sensor.online"}"#)?).await?;
/// assert_eq!(genuine.status(), StatusCode::OK);
/// let forged = app.oneshot(request("{}")?).await?;
/// assert_eq!(forged.status(), StatusCode::UNAUTHORIZED);
/// # Ok(())
/// # }
/// ```
pub fn webhook_layer(options: WebhookOptions) -> Result<WebhookLayer, ConfigError> {
    let verifier = Arc::new(options.check()?);
    let WebhookOptions { url, challenge, on_refused, on_verified, clock, .. } = options;
    Ok(WebhookLayer { settings: Arc::new(Settings { verifier, url, challenge, on_refused, on_verified, clock }) })
}

/// The layer, which verifies each request before it calls the inner service. It is cheap to clone.
#[derive(Clone)]
pub struct WebhookLayer {
    settings: Arc<Settings>,
}

/// The service of a [`WebhookLayer`].
#[derive(Clone)]
pub struct Webhook<S> {
    inner: S,
    settings: Arc<Settings>,
}

struct Settings {
    verifier: Arc<Verifier>,
    url: Option<alloc::string::String>,
    challenge: ChallengeOption,
    on_refused: OnRefused,
    on_verified: Option<OnVerified>,
    clock: Clock,
}

impl fmt::Debug for WebhookLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WebhookLayer({})", self.settings.verifier.scheme().id)
    }
}

impl<S: fmt::Debug> fmt::Debug for Webhook<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({}, {:?})", self.settings.verifier.scheme().id, self.inner)
    }
}

impl<S> Layer<S> for WebhookLayer {
    type Service = Webhook<S>;

    fn layer(&self, inner: S) -> Webhook<S> {
        Webhook { inner, settings: Arc::clone(&self.settings) }
    }
}

impl<S, ReqBody, ResBody> Service<Request<ReqBody>> for Webhook<S>
where
    S: Service<Request<Body>, Response = http::Response<ResBody>> + Clone + Send + 'static,
    S::Future: Send,
    ReqBody: http_body::Body + Send + 'static,
    ReqBody::Data: Send,
    ReqBody::Error: Into<Box<dyn Error + Send + Sync>>,
    ResBody: http_body::Body<Data = Bytes> + Send + 'static,
    ResBody::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<ReqBody>) -> Self::Future {
        let settings = Arc::clone(&self.settings);
        // Only the service that was polled is ready. Its clone may not be ready.
        let clone = self.inner.clone();
        let mut inner = mem::replace(&mut self.inner, clone);
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let delivery = match settings.receive(&parts, body).await {
                Ok(delivery) => delivery,
                Err(response) => return Ok(*response),
            };
            settings.hand_on(&mut parts, &delivery);
            let response = inner.call(Request::from_parts(parts, Body::from(delivery.body().clone()))).await?;
            Ok(respond::acknowledged(response.map(Body::new), delivery.ack()))
        })
    }
}

impl Settings {
    /// Returns a delivery for the service, or a response for the sender.
    async fn receive<B>(&self, request: &Parts, body: B) -> Result<Delivery, Box<Response>>
    where
        B: http_body::Body,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        let refuse = |refusal: Refusal| {
            (self.on_refused)(&refusal, request);
            Box::new(respond::refuse(&refusal, self.verifier.scheme()))
        };
        let respond = |result: Result<Option<_>, _>| match (result, &self.verifier.scheme().challenge) {
            (Ok(Some(body)), Some(challenge)) => Err(Box::new(respond::challenge(challenge, body))),
            (Err(reason), _) => Err(refuse(Refusal::of_challenge(reason))),
            _ => Ok(()),
        };
        respond(challenge::unsigned(&self.verifier, &self.challenge, request))?;
        let delivery = match self.verify(request, body).await {
            Ok(delivery) => delivery,
            Err(Failure::Refused(error)) => return Err(refuse(Refusal::of(&self.verifier, error))),
            Err(Failure::BrokenOff) => return Err(Box::new(respond::broken_off())),
        };
        respond(challenge::signed(&self.verifier, request, &delivery))?;
        if let Some(hook) = &self.on_verified {
            hook(&delivery, request);
        }
        Ok(delivery)
    }

    /// Reads and verifies a request. Refuses a request because of its announced length or its headers before it reads the body.
    async fn verify<B>(&self, request: &Parts, body: B) -> Result<Delivery, Failure>
    where
        B: http_body::Body,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        let verifier = &self.verifier;
        let now: UnixTime = (self.clock)();
        let target = request.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
        let url = self.url.as_deref().map(|url| signed_url(url, target));
        let received = |body| Received {
            url: url.as_deref(),
            method: Some(request.method.as_str()),
            member: Some(&members::text_or_number),
            ..Received::new(&request.headers, body)
        };
        let limit = verifier.max_body_bytes();
        if is_announced_too_long(&body, limit) {
            return Err(VerificationError::BodyTooLarge { limit }.into());
        }
        verifier.check_received_headers(&received(b""), now)?;
        let body = read(body, limit).await.map_err(|error| match error {
            ReadError::TooLong => Failure::Refused(VerificationError::BodyTooLarge { limit }),
            ReadError::BrokenOff => Failure::BrokenOff,
        })?;
        let proof = verifier.verify_received(&received(&body), now)?;
        Ok(Delivery::new(verifier, &body, &request.headers, &proof))
    }

    /// Changes the head of a request to match the verified bytes, and adds the delivery.
    fn hand_on(&self, request: &mut Parts, delivery: &Delivery) {
        let headers = &mut request.headers;
        headers.remove(TRANSFER_ENCODING);
        headers.insert(CONTENT_LENGTH, HeaderValue::from(delivery.body().len()));
        // The content type of the sender is not signed. It could cause JSON to be parsed as a form.
        match HeaderValue::from_str(self.verifier.scheme().content_type(delivery.body())) {
            Ok(content_type) => headers.insert(CONTENT_TYPE, content_type),
            Err(_) => headers.remove(CONTENT_TYPE),
        };
        request.extensions.insert(delivery.clone());
    }
}

/// The reason why a request has no delivery.
enum Failure {
    Refused(VerificationError),
    BrokenOff,
}

impl From<VerificationError> for Failure {
    fn from(error: VerificationError) -> Self {
        Self::Refused(error)
    }
}
