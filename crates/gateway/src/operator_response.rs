//! The response to an operator, made from the replies of the ledgers.

use crate::http_error::HttpError;
use crate::json_text::to_json;
use crate::operator_request::{Cursor, Kind, OperatorRequest};
use crate::refused::is_refused;
use crate::response::Response;
use crate::routes::Routes;
use crate::shards::path_of;

/// The reply of a ledger to an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatorReply<'t> {
    /// The status of the ledger, as JSON.
    Status {
        /// Whether all is well.
        ok: bool,
        /// The record with the status.
        json: &'t str,
    },
    /// The result of the operation, as JSON.
    Done(&'t str),
    /// Deliveries, the newest first.
    Page {
        /// The records, one per line: the number of a delivery, a space, and the delivery as JSON.
        records: &'t str,
        /// The number down to which the page is complete. `None`: the page is complete to the end.
        until: Option<i64>,
    },
    /// The ledger has no such delivery.
    NotFound,
    /// The state of the delivery does not allow the operation.
    NotPossible,
    /// The ledger did not reply, or failed.
    Unavailable,
}

/// The merged replies of ledgers.
pub(crate) enum Outcome<'r> {
    Response(Response<'r>),
    /// A page of an export: one line for each record, and the end of the page unless it is the last page.
    Records {
        records: String,
        cursor: Option<String>,
    },
}

/// Merges replies. `replies` has the path and the reply of each ledger that was asked.
pub(crate) fn respond<'r>(
    routes: &Routes,
    request: &OperatorRequest,
    replies: &[(&str, OperatorReply<'_>)],
) -> Result<Outcome<'r>, HttpError<'r>> {
    let json = |body| Ok(Outcome::Response(Response::json(200, body)));
    let name = if request.kind.is_of_refused() { "{\"refused\":[" } else { "{\"deliveries\":[" };
    let unavailable = replies.iter().find(|(_, reply)| *reply == OperatorReply::Unavailable);
    let refuse = |(path, _): &(&str, _)| Err(silent(path));
    match request.kind {
        Kind::Status => {
            let statuses = replies.iter().map(|(path, reply)| match reply {
                OperatorReply::Status { ok, json } => (*path, Some((*ok, *json))),
                _ => (*path, None),
            });
            return Ok(Outcome::Response(Response::status(routes, statuses)));
        }
        Kind::List | Kind::Export | Kind::ListRefused => {
            if let Some(unavailable) = unavailable {
                return refuse(unavailable);
            }
            let Page { records, end } = Page::merge(replies, request.limit);
            let cursor = end.map(Cursor::print);
            if request.kind == Kind::Export {
                return Ok(Outcome::Records { records: records.iter().flat_map(|record| [&**record, "\n"]).collect(), cursor });
            }
            let cursor = cursor.map_or_else(|| "null".to_owned(), |cursor| ["\"", &cursor, "\""].concat());
            return json([name, &records.join(","), "],\"cursor\":", &cursor, "}"].concat());
        }
        _ => {}
    }
    // A delivery is in one ledger. The others do not have it.
    let found = replies.iter().find(|(_, reply)| !matches!(reply, OperatorReply::NotFound | OperatorReply::Unavailable));
    match found.map(|(_, reply)| *reply) {
        Some(OperatorReply::Done(body)) => json(body.to_owned()),
        Some(OperatorReply::Page { .. }) => json([name, &Page::merge(replies, request.limit).records.join(","), "]}"].concat()),
        Some(_) => Err(not_possible(request.kind)),
        None => unavailable.map_or_else(|| Err(no_such(request.kind)), refuse),
    }
}

/// Deliveries of several ledgers, newest first, each with the path of its ledger.
struct Page {
    records: Vec<String>,
    /// The end of the page. `None`: it is the last page.
    end: Option<Cursor>,
}

impl Page {
    fn merge(replies: &[(&str, OperatorReply<'_>)], limit: i64) -> Self {
        let pages = replies.iter().map(|(path, reply)| match *reply {
            OperatorReply::Page { records, until } => (["{\"path\":", &to_json(&shown(path)), ","].concat(), records, until),
            _ => (String::new(), "", None),
        });
        let mut ledgers: Vec<_> = pages.map(|(path, records, until)| (path, records.lines().peekable(), until)).collect();
        // Below this number, a ledger that stopped early may have more records than its page contains.
        let floor = ledgers.iter().filter_map(|(_, _, until)| *until).max();
        let mut page = Self { records: Vec::new(), end: None };
        let mut last = None;
        let mut left = limit;
        loop {
            let mut newest = None;
            for (index, (_, lines, _)) in ledgers.iter_mut().enumerate() {
                let seq = lines.peek().map_or(0, |line| numbered(line).0);
                if lines.peek().is_some() && newest.is_none_or(|Cursor { seq: most, .. }| seq > most) {
                    newest = Some(Cursor { seq, index });
                }
            }
            let Some(newest) = newest.filter(|newest| floor.is_none_or(|floor| newest.seq >= floor)) else {
                page.end = floor.map(|seq| Cursor { seq, index: replies.len() });
                return page;
            };
            if left == 0 {
                page.end = last;
                return page;
            }
            if let Some((path, lines, _)) = ledgers.get_mut(newest.index) {
                let record = lines.next().map_or("", |line| numbered(line).1);
                page.records.push([path, record.strip_prefix('{').unwrap_or("}")].concat());
            }
            last = Some(newest);
            left = left.saturating_sub(1);
        }
    }
}

/// Returns the path by which an operator identifies a ledger. For refused requests, it is the path of their route.
fn shown(name: &str) -> &str {
    if is_refused(name) { path_of(name) } else { name }
}

/// Returns the number and the record of a line.
fn numbered(line: &str) -> (i64, &str) {
    let (seq, record) = line.split_once(' ').unwrap_or_default();
    (seq.parse().unwrap_or(0), record)
}

fn silent<'r>(path: &str) -> HttpError<'r> {
    let message = [
        "The ledger of ",
        shown(path),
        " did not reply. Try again. If this continues, see the log line with the code ledger_failed.",
    ];
    HttpError::Operator { status: 503, code: "ledger_unavailable", message: message.concat() }
}

fn no_such<'r>(kind: Kind) -> HttpError<'r> {
    let (code, message) = if kind.is_of_refused() {
        (
            "no_such_request",
            "There is no refused request with this id. Compare the id with the list; the oldest requests are deleted.",
        )
    } else {
        let message = "There is no delivery with this key. Compare the key with the list; old deliveries are deleted.";
        ("no_such_delivery", message)
    };
    HttpError::Operator { status: 404, code, message: message.to_owned() }
}

fn not_possible<'r>(kind: Kind) -> HttpError<'r> {
    let message = match kind {
        Kind::Redeliver => "The delivery cannot be redelivered: its attempts have not ended, or its body is not stored.",
        Kind::Dismiss => "The delivery is not dead, so it cannot be dismissed.",
        _ => "The state of the delivery does not allow this.",
    };
    HttpError::Operator { status: 409, code: "not_possible", message: message.to_owned() }
}
