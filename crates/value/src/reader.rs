//! Reads a value with serde.
//!
//! Each visitor of serde receives the one kind of value that it accepts, and each name as a number. `serde-wasm-bindgen` and
//! `serde_path_to_error` accept the same values, but contain code for every kind of value in every place. With them, a module
//! would be half as large again.

use std::vec;

use serde::de::value::U32Deserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected};
use serde::de::{VariantAccess, Visitor};

use crate::value::Value;
use crate::value_error::ValueError;

/// The member that names the JSON schema for editors. It is not a property of the scheme.
const SCHEMA: &str = "$schema";

/// A deserializer for a value. A struct is read from the own members of an object.
pub struct Reader<V>(pub V);

impl<V: Value> Reader<V> {
    fn refuse(expected: &dyn Expected) -> ValueError {
        Error::invalid_type(Unexpected::Unit, expected)
    }

    fn text(&self, expected: &dyn Expected) -> Result<String, ValueError> {
        self.0.text().ok_or_else(|| Self::refuse(expected))
    }

    /// Returns a whole number. The visitor checks the range.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::float_cmp,
        reason = "compared with what it was"
    )]
    fn number(&self, expected: &dyn Expected) -> Result<u64, ValueError> {
        let number = self.0.number().unwrap_or(f64::NAN);
        let whole = number as u64;
        if whole as f64 == number { Ok(whole) } else { Err(Self::refuse(expected)) }
    }

    /// Returns the members of an object, for a struct with these fields.
    #[inline(never)]
    fn object(self, name: &str, fields: &'static [&'static str], expected: &dyn Expected) -> Result<Members<V>, ValueError> {
        let members = self.0.members().ok_or_else(|| Self::refuse(expected))?;
        let skipped = if name == "Scheme" { SCHEMA } else { "" };
        Ok(Members { rest: members.into_iter(), fields, skipped, name: "", value: None })
    }

    /// Returns the variant that the value describes: a name, or an object with one member for the name and the content.
    fn variant(self, variants: &'static [&'static str]) -> Result<Variant<V>, ValueError> {
        let (name, content) = if let Some(name) = self.0.text() {
            (name, None)
        } else {
            let single = self.0.members().filter(|members| members.len() == 1).and_then(|mut members| members.pop());
            single.map(|(name, content)| (name, Some(content))).unwrap_or_default()
        };
        let number = variants.iter().position(|known| *known == name);
        let number = number.ok_or_else(|| ValueError::unknown_variant("", variants))?;
        Ok(Variant { number, variants, content })
    }
}

/// Refuses the kinds of values that no type uses.
macro_rules! never {
    ($($method:ident($($argument:ident: $kind:ty),*))*) => {
        $(fn $method<T: Visitor<'de>>(self, $($argument: $kind,)* visitor: T) -> Result<T::Value, ValueError> {
            Err(Self::refuse(&visitor))
        })*
    };
}

impl<'de, V: Value> Deserializer<'de> for Reader<V> {
    type Error = ValueError;

    /// Reads a value that may be of several kinds: a text, a boolean or a list.
    fn deserialize_any<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        if let Some(text) = self.0.text() {
            visitor.visit_string(text)
        } else if let Some(flag) = self.0.flag() {
            visitor.visit_bool(flag)
        } else {
            self.deserialize_seq(visitor)
        }
    }

    fn deserialize_bool<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        let flag = self.0.flag().ok_or_else(|| Self::refuse(&visitor))?;
        visitor.visit_bool(flag)
    }

    fn deserialize_u8<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u64<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        let number = self.number(&visitor)?;
        visitor.visit_u64(number)
    }

    fn deserialize_f64<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        let number = self.0.number().ok_or_else(|| Self::refuse(&visitor))?;
        visitor.visit_f64(number)
    }

    fn deserialize_str<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        let text = self.text(&visitor)?;
        visitor.visit_string(text)
    }

    fn deserialize_option<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        if self.0.is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<T: Visitor<'de>>(self, _name: &'static str, visitor: T) -> Result<T::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        let elements = self.0.elements().ok_or_else(|| Self::refuse(&visitor))?;
        visitor.visit_seq(Elements { elements: elements.into_iter(), next: 0 })
    }

    fn deserialize_struct<T: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: T,
    ) -> Result<T::Value, ValueError> {
        let members = self.object(name, fields, &visitor)?;
        visitor.visit_map(members)
    }

    fn deserialize_enum<T: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: T,
    ) -> Result<T::Value, ValueError> {
        visitor.visit_enum(self.variant(variants)?)
    }

    /// Skips a value.
    fn deserialize_ignored_any<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, ValueError> {
        visitor.visit_unit()
    }

    never! {
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_f32() deserialize_char() deserialize_bytes()
        deserialize_byte_buf() deserialize_unit() deserialize_unit_struct(_name: &'static str) deserialize_tuple(_length: usize)
        deserialize_tuple_struct(_name: &'static str, _length: usize) deserialize_map() deserialize_identifier()
    }
}

/// The elements of a list.
struct Elements<V> {
    elements: vec::IntoIter<V>,
    next: u32,
}

impl<'de, V: Value> SeqAccess<'de> for Elements<V> {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ValueError> {
        let Some(element) = self.elements.next() else { return Ok(None) };
        let at = self.next;
        self.next = at.saturating_add(1);
        seed.deserialize(Reader(element)).map(Some).map_err(|error| error.at_index(at))
    }
}

/// The members of an object, for a struct. A member that is not a field of the struct is an error.
struct Members<V> {
    rest: vec::IntoIter<(String, V)>,
    fields: &'static [&'static str],
    skipped: &'static str,
    /// The name and the value of the last member that was read.
    name: &'static str,
    value: Option<V>,
}

impl<V: Value> Members<V> {
    /// Advances to the next member, and returns its number among the fields of the struct.
    fn advance(&mut self) -> Result<Option<U32Deserializer<ValueError>>, ValueError> {
        for (name, value) in self.rest.by_ref() {
            if let Some((at, field)) = self.fields.iter().enumerate().find(|(_, field)| **field == name) {
                (self.name, self.value) = (field, Some(value));
                return Ok(Some(number(at)));
            }
            if name != self.skipped {
                return Err(ValueError::unknown(&name, self.fields));
            }
        }
        Ok(None)
    }
}

/// Returns the number of a field or variant, which replaces its name.
fn number(at: usize) -> U32Deserializer<ValueError> {
    u32::try_from(at).unwrap_or(u32::MAX).into_deserializer()
}

impl<'de, V: Value> MapAccess<'de> for Members<V> {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ValueError> {
        self.advance()?.map(|number| seed.deserialize(number)).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, ValueError> {
        // serde reads a value once, after its name.
        let value = self.value.take().ok_or_else(|| ValueError::missing_field(self.name))?;
        seed.deserialize(Reader(value)).map_err(|error| error.at_member(self.name))
    }
}

/// A variant, with its content if any.
struct Variant<V> {
    number: usize,
    variants: &'static [&'static str],
    content: Option<V>,
}

impl<V: Value> Variant<V> {
    fn name(&self) -> &'static str {
        self.variants.get(self.number).copied().unwrap_or_default()
    }

    /// Returns the content of the variant. Missing content is an error.
    fn content(self) -> Result<(&'static str, Reader<V>), ValueError> {
        let name = self.name();
        let content = self.content.ok_or_else(|| ValueError::unknown_variant("", self.variants))?;
        Ok((name, Reader(content)))
    }
}

impl<'de, V: Value> EnumAccess<'de> for Variant<V> {
    type Error = ValueError;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), ValueError> {
        Ok((seed.deserialize(number(self.number))?, self))
    }
}

impl<'de, V: Value> VariantAccess<'de> for Variant<V> {
    type Error = ValueError;

    fn unit_variant(self) -> Result<(), ValueError> {
        let is_empty = self.content.as_ref().is_none_or(Value::is_none);
        if is_empty { Ok(()) } else { Err(ValueError::unknown_variant("", self.variants)) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ValueError> {
        let (name, content) = self.content()?;
        seed.deserialize(content).map_err(|error| error.at_member(name))
    }

    fn tuple_variant<T: Visitor<'de>>(self, _length: usize, visitor: T) -> Result<T::Value, ValueError> {
        Err(Reader::<V>::refuse(&visitor))
    }

    fn struct_variant<T: Visitor<'de>>(self, fields: &'static [&'static str], visitor: T) -> Result<T::Value, ValueError> {
        let (name, content) = self.content()?;
        content.deserialize_struct(name, fields, visitor).map_err(|error| error.at_member(name))
    }
}
