//! The built-in schemes: the only folder on the way of a verification that names a provider.
//!
//! Each is a static in `builtin.rs`, which `npm run generate` writes from `schemes/<id>/scheme.json`. A program that names one
//! holds that one; [`by_id`] and [`ALL`] hold all of them.

#[cfg(feature = "schemes")]
#[rustfmt::skip] // Generated.
mod builtin;

#[cfg(all(feature = "schemes", feature = "serde"))]
#[rustfmt::skip] // Generated.
mod json;

#[cfg(feature = "schemes")]
pub use builtin::*;

#[cfg(feature = "schemes")]
use crate::scheme::DEFAULT;
use crate::scheme::Scheme;

/// Every built-in scheme, by id. There are none without the feature `schemes`.
#[cfg(not(feature = "schemes"))]
pub static ALL: [&Scheme; 0] = [];

#[cfg(not(feature = "schemes"))]
static IDS: &str = "";
#[cfg(feature = "schemes")]
use builtin::IDS;

/// Returns the built-in scheme of that id.
///
/// # Examples
/// ```
/// assert_eq!(hookward::schemes::by_id("grillo").unwrap().name, "Grillo");
/// assert!(hookward::schemes::by_id("no such provider").is_none());
/// ```
pub fn by_id(id: &str) -> Option<&'static Scheme> {
    ALL.iter().copied().find(|scheme| scheme.id == id)
}

/// Returns the ids of the built-in schemes, in the order of the alphabet.
///
/// # Examples
/// ```
/// assert!(hookward::schemes::ids().any(|id| id == "grillo"));
/// ```
pub fn ids() -> impl Iterator<Item = &'static str> {
    IDS.split(' ').filter(|id| !id.is_empty())
}

/// Returns the built-in scheme of that id as JSON, without the properties that have their default. `docs` is empty.
///
/// A program that may use any of them and must be small, as one of WebAssembly, reads the one that it uses. The texts of all are
/// compressed to a third of what the statics are.
///
/// # Examples
/// ```
/// let json = hookward::schemes::json_by_id("grillo").unwrap();
/// let scheme: hookward::Scheme = serde_json::from_str(&json).unwrap();
/// assert_eq!(scheme, hookward::Scheme { docs: "".into(), ..hookward::schemes::GRILLO.clone() });
/// ```
#[cfg(all(feature = "schemes", feature = "serde"))]
pub fn json_by_id(id: &str) -> Option<alloc::string::String> {
    let at = ids().position(|known| known == id)?;
    let own = json::JSON.lines().nth(at)?.strip_prefix('{')?;
    Some([r#"{"id":""#, id, r#"","docs":"","#, own].concat())
}

/// Returns the id that was meant by one that no built-in scheme has: the one with the fewest letters changed, added or left out, or
/// else the first of which it is the beginning.
pub(crate) fn nearest(id: &str) -> Option<&'static str> {
    let close = |known: &&str| distance(id, known) <= (known.len() / 2).min(MAX_DISTANCE);
    let begins = |known: &&str| known.strip_prefix(id).is_some_and(|rest| rest.starts_with('-'));
    ids().filter(close).min_by_key(|known| distance(id, known)).or_else(|| ids().find(begins))
}

/// The most letters that may be wrong in an id.
const MAX_DISTANCE: usize = 2;

/// Returns how many letters have to be changed, added or left out to make one id another (Levenshtein), at most one more than
/// [`MAX_DISTANCE`].
fn distance(one: &str, other: &str) -> usize {
    distance_of(one.as_bytes(), other.as_bytes(), MAX_DISTANCE)
}

fn distance_of(one: &[u8], other: &[u8], most: usize) -> usize {
    let (Some((first, rest)), Some((wanted, others))) = (one.split_first(), other.split_first()) else {
        return one.len().max(other.len());
    };
    if first.eq_ignore_ascii_case(wanted) {
        return distance_of(rest, others, most);
    }
    let Some(left) = most.checked_sub(1) else { return 1 };
    let changed = distance_of(rest, others, left);
    let nearest = changed.min(distance_of(one, others, left)).min(distance_of(rest, other, left));
    nearest.saturating_add(1)
}
