//! The built-in schemes. Of the code that verification runs, only this folder names a provider.
//!
//! Each scheme is a static in `builtin.rs`, which `npm run generate` writes from `schemes/<id>/scheme.json`. A program that names
//! one scheme contains only that scheme. [`by_id`] and [`ALL`] contain all schemes.

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

/// Every built-in scheme, by id. Empty without the feature `schemes`.
#[cfg(not(feature = "schemes"))]
pub static ALL: [&Scheme; 0] = [];

#[cfg(not(feature = "schemes"))]
static IDS: &str = "";
#[cfg(feature = "schemes")]
use builtin::IDS;

/// Returns the built-in scheme with that id.
///
/// # Examples
/// ```
/// assert_eq!(hookward::schemes::by_id("grillo").unwrap().name, "Grillo");
/// assert!(hookward::schemes::by_id("no such provider").is_none());
/// ```
pub fn by_id(id: &str) -> Option<&'static Scheme> {
    ALL.iter().copied().find(|scheme| scheme.id == id)
}

/// Returns the ids of the built-in schemes, in alphabetical order.
///
/// # Examples
/// ```
/// assert!(hookward::schemes::ids().any(|id| id == "grillo"));
/// ```
pub fn ids() -> impl Iterator<Item = &'static str> {
    IDS.split(' ').filter(|id| !id.is_empty())
}

/// Returns the built-in scheme with that id as JSON, without the properties that have their default. `docs` is empty.
///
/// It is for a program that must be small, such as a WebAssembly module, and that may use any scheme. Such a program reads only
/// the scheme that it uses. The compressed texts of all schemes have a third of the size of the statics.
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

/// Returns the built-in id that is most similar to an unknown id. This is the id with the fewest letters changed, added or
/// removed. If no id is similar, it is the first id that begins with the unknown id.
pub(crate) fn nearest(id: &str) -> Option<&'static str> {
    let close = |known: &&str| distance(id, known) <= (known.len() / 2).min(MAX_DISTANCE);
    let begins = |known: &&str| known.strip_prefix(id).is_some_and(|rest| rest.starts_with('-'));
    ids().filter(close).min_by_key(|known| distance(id, known)).or_else(|| ids().find(begins))
}

/// The maximum number of wrong letters in an id.
const MAX_DISTANCE: usize = 2;

/// Returns the number of letters to change, add or remove to make one id equal to another (Levenshtein). The maximum is one more
/// than [`MAX_DISTANCE`].
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
