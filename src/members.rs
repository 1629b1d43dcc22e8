//! Feature `serde`: reads the members of an object, one by one, into a value that has the defaults.
//!
//! The code that serde derives is twice as large. It stores each member separately until all members are read, and drops the
//! stored ones at each place where a member cannot be read. The crates of this workspace use this module for their own types.

use core::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// A type that is read from the members of an object.
pub trait Members: Sized {
    /// The name of the type.
    const NAME: &'static str;
    /// The expected value, for an error.
    const EXPECTED: &'static str;
    /// The names of the members. The required members are first.
    const NAMES: &'static [&'static str];
    /// The number of required members.
    const REQUIRED: u32;
    /// The name of a member that is skipped. Empty if no member is skipped.
    const SKIPPED: &'static str;

    /// Returns the value of an object without members.
    fn start() -> Self;

    /// Reads the value of a member, by its position among the names.
    fn read<'de, A: MapAccess<'de>>(&mut self, member: u32, map: &mut A) -> Result<(), A::Error>;
}

/// Declares the members of a type, the required members first. A member that is read `as` another type is converted from that
/// type.
#[doc(hidden)]
#[macro_export]
macro_rules! members {
    (
        $kind:ident = $default:expr, $expected:literal, required: $required:literal $(, skipped: $skipped:literal)?;
        $($field:ident = $name:literal $(as $type:ty)?,)*
    ) => {
        const _: () = {
            /// The position of each member.
            #[allow(non_camel_case_types, non_upper_case_globals, reason = "the names of the fields")]
            mod member {
                enum Position {
                    $($field,)*
                }
                $(pub(super) const $field: u32 = Position::$field as u32;)*
            }

            impl $crate::members::Members for $kind {
                const NAME: &'static str = stringify!($kind);
                const EXPECTED: &'static str = $expected;
                const NAMES: &'static [&'static str] = &[$($name,)*];
                const REQUIRED: u32 = $required;
                const SKIPPED: &'static str = concat!("", $($skipped)?);

                fn start() -> Self {
                    $default
                }

                fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, member: u32, map: &mut A) -> Result<(), A::Error> {
                    match member {
                        $(member::$field => $crate::members!(@read self.$field map $($type)?),)*
                        _ => Ok(()),
                    }
                }
            }

            impl<'de> serde::Deserialize<'de> for $kind {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $crate::members::read(deserializer)
                }
            }
        };
    };
    (@read $self:ident.$field:ident $map:ident) => { $crate::members::read_into(&mut $self.$field, $map) };
    (@read $self:ident.$field:ident $map:ident $type:ty) => {
        $crate::members::read_as::<_, $type, _>(&mut $self.$field, $map)
    };
}

/// Reads a value from the members of an object.
///
/// # Errors
/// Returns the error of the deserializer for a member that is unknown, missing, repeated or wrong.
pub fn read<'de, T: Members, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::NAMES, MembersVisitor(T::start()))
}

/// Reads the value of a member into its place. All members of a type share this function.
///
/// # Errors
/// Returns an error for a value of a different type.
#[inline(never)]
pub fn read_into<'de, T: Deserialize<'de>, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
    *place = map.next_value()?;
    Ok(())
}

/// Reads the value of a member, as another type, into its place.
///
/// # Errors
/// Returns an error for a value of a different type.
#[inline(never)]
pub fn read_as<'de, T, R: Deserialize<'de> + Into<T>, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error> {
    *place = map.next_value::<R>()?.into();
    Ok(())
}

struct MembersVisitor<T>(T);

impl<'de, T: Members> Visitor<'de> for MembersVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<T, A::Error> {
        let names = Names { all: T::NAMES, required: T::REQUIRED, skipped: T::SKIPPED };
        names.read_each(&mut map, &mut |member, map| self.0.read(member, map))?;
        Ok(self.0)
    }
}

/// A function that reads the value of a member, by its position.
type ReadMember<'r, A, E> = dyn FnMut(u32, &mut A) -> Result<(), E> + 'r;

/// The names of the members of a type.
#[derive(Clone, Copy)]
struct Names {
    all: &'static [&'static str],
    required: u32,
    skipped: &'static str,
}

impl Names {
    /// Reads every member of an object. All types share this function.
    #[inline(never)]
    fn read_each<'de, A: MapAccess<'de>>(self, map: &mut A, read: &mut ReadMember<'_, A, A::Error>) -> Result<(), A::Error> {
        let name = |member: u32| self.all.get(member as usize).copied().unwrap_or_default();
        let mut seen = 0_u64;
        while let Some(member) = map.next_key_seed(self)? {
            let Some(member) = member else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let bit = 1_u64.wrapping_shl(member);
            if seen & bit != 0 {
                return Err(A::Error::duplicate_field(name(member)));
            }
            seen |= bit;
            read(member, map)?;
        }
        let missing = seen.trailing_ones();
        if missing < self.required { Err(A::Error::missing_field(name(missing))) } else { Ok(()) }
    }
}

/// Reads the name of a member as its position, or as `None` if the member is skipped.
impl<'de> DeserializeSeed<'de> for Names {
    type Value = Option<u32>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u32>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Names {
    type Value = Option<u32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<u32>, E> {
        match (0..).zip(self.all).find(|(_, known)| **known == name) {
            Some((member, _)) => Ok(Some(member)),
            None if name == self.skipped => Ok(None),
            None => Err(E::unknown_field(name, self.all)),
        }
    }

    /// Reads the position from a deserializer that has already looked up the name.
    fn visit_u64<E: Error>(self, member: u64) -> Result<Option<u32>, E> {
        Ok(u32::try_from(member).ok())
    }
}
