//! A value of JavaScript, as serde reads it into a scheme.
//!
//! Each visitor of serde is given the one kind of value that it takes, and each name by its number. `serde-wasm-bindgen` and
//! `serde_path_to_error` take the same values, with code for every kind in every place, and the module would be half as large again.

use js_sys::{Array, Reflect};
use serde::de::value::U32Deserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected};
use serde::de::{VariantAccess, Visitor};
use wasm_bindgen::{JsCast, JsValue};

use crate::value_error::ValueError;

/// A value of JavaScript.
pub(crate) struct Value(pub(crate) JsValue);

impl Value {
    fn refuse(expected: &dyn Expected) -> ValueError {
        Error::invalid_type(Unexpected::Unit, expected)
    }

    fn object(self, expected: &dyn Expected) -> Result<JsValue, ValueError> {
        if self.0.is_object() { Ok(self.0) } else { Err(Self::refuse(expected)) }
    }

    fn array(self, expected: &dyn Expected) -> Result<Array, ValueError> {
        match self.0.dyn_into::<Array>() {
            Ok(array) => Ok(array),
            Err(value) if value.is_object() => Err(Self::refuse(expected)),
            Err(_) => Err(ValueError::wrong_type()),
        }
    }

    fn text(&self, expected: &dyn Expected) -> Result<String, ValueError> {
        self.0.as_string().ok_or_else(|| Self::refuse(expected))
    }

    /// Returns a number that fits in 32 bits. Its visitor knows its range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::float_cmp)] // Compared with what it was.
    fn number(&self, expected: &dyn Expected) -> Result<u32, ValueError> {
        let number = self.0.as_f64().unwrap_or(f64::NAN);
        let whole = number as u32;
        if f64::from(whole) == number { Ok(whole) } else { Err(Self::refuse(expected)) }
    }

    fn is_none(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    fn member(object: &JsValue, name: &str) -> Option<Self> {
        let name = name.into();
        // What is inherited is not the scheme's.
        let own = Reflect::get_own_property_descriptor(object.unchecked_ref::<js_sys::Object>(), &name)
            .is_ok_and(|found| !found.is_undefined());
        Reflect::get(object, &name).ok().filter(|value| own && !value.is_undefined()).map(Self)
    }

    /// Returns the number of a variant, its name and its content: the text alone, or an object with it.
    fn variant(self, variants: &'static [&'static str], expected: &dyn Expected) -> Result<Variant, ValueError> {
        let number_of = |name: &str| variants.iter().position(|known| *known == name);
        let found = if let Some(name) = self.0.as_string() {
            number_of(&name).map(|number| (number, JsValue::UNDEFINED))
        } else {
            let object = self.object(expected)?;
            let entries = js_sys::Object::entries(object.unchecked_ref());
            if entries.length() != 1 {
                return Err(Self::refuse(expected));
            }
            let entry = entries.get(0).unchecked_into::<Array>();
            number_of(&entry.get(0).as_string().unwrap_or_default()).map(|number| (number, entry.get(1)))
        };
        let unknown = || Error::unknown_variant("", variants);
        let (number, content) = found.ok_or_else(unknown)?;
        Ok(Variant { number, name: variants.get(number).copied().unwrap_or_default(), content: Self(content) })
    }
}

/// Kinds of values that no property of a scheme has.
macro_rules! no_property {
    ($($method:ident($($argument:ident: $kind:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $kind,)* visitor: V) -> Result<V::Value, ValueError> {
            Err(Self::refuse(&visitor))
        })*
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = ValueError;

    /// For what may be one text or several.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.0.as_string() {
            Some(text) => visitor.visit_string(text),
            None => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let flag = self.0.as_bool().ok_or_else(|| Self::refuse(&visitor))?;
        visitor.visit_bool(flag)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_u32(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_u32(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let number = self.number(&visitor)?;
        visitor.visit_u32(number)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let text = self.text(&visitor)?;
        visitor.visit_string(text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        if self.is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let array = self.array(&visitor)?;
        visitor.visit_seq(Elements { array, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        let object = self.object(&visitor)?;
        visitor.visit_map(Members { object, fields, next: 0, value: None })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        let variant = self.variant(variants, &visitor)?;
        visitor.visit_enum(variant)
    }

    no_property! {
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_u64() deserialize_f32() deserialize_f64()
        deserialize_char() deserialize_bytes() deserialize_byte_buf() deserialize_unit() deserialize_unit_struct(_name: &'static str)
        deserialize_tuple(_length: usize) deserialize_tuple_struct(_name: &'static str, _length: usize) deserialize_map()
        deserialize_identifier() deserialize_ignored_any()
    }
}

/// The elements of a list.
struct Elements {
    array: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ValueError> {
        let at = self.next;
        if at >= self.array.length() {
            return Ok(None);
        }
        self.next = at.saturating_add(1);
        seed.deserialize(Value(self.array.get(at))).map(Some).map_err(|error| error.at_index(at))
    }
}

/// The members of an object that a struct has. The others are not read: the caller looks for them.
struct Members {
    object: JsValue,
    fields: &'static [&'static str],
    next: usize,
    /// The value of the member that was read last.
    value: Option<Value>,
}

impl Members {
    /// Goes on to the next member that the object has, and returns its number.
    fn advance(&mut self) -> Option<u32> {
        loop {
            let at = self.next;
            let name = self.fields.get(at)?;
            self.next = at.saturating_add(1);
            self.value = Value::member(&self.object, name);
            if self.value.is_some() {
                return u32::try_from(at).ok();
            }
        }
    }

    fn take(&mut self) -> Value {
        self.value.take().unwrap_or(Value(JsValue::UNDEFINED))
    }

    fn name(&self) -> &'static str {
        self.fields.get(self.next.saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// The number of a field or of a variant, in place of its name.
fn number(number: u32) -> U32Deserializer<ValueError> {
    number.into_deserializer()
}

impl<'de> MapAccess<'de> for Members {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ValueError> {
        self.advance().map(|at| seed.deserialize(number(at))).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, ValueError> {
        let value = self.take();
        seed.deserialize(value).map_err(|error| error.at_member(self.name()))
    }
}

/// A variant, with its content if it has one.
struct Variant {
    number: usize,
    name: &'static str,
    content: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = ValueError;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), ValueError> {
        let at = u32::try_from(self.number).unwrap_or(u32::MAX);
        Ok((seed.deserialize(number(at))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = ValueError;

    fn unit_variant(self) -> Result<(), ValueError> {
        if self.content.is_none() { Ok(()) } else { Err(ValueError::wrong_type().at_member(self.name)) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ValueError> {
        seed.deserialize(self.content).map_err(|error| error.at_member(self.name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, ValueError> {
        Err(Value::refuse(&visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, ValueError> {
        let name = self.name;
        self.content.deserialize_struct(name, fields, visitor).map_err(|error| error.at_member(name))
    }
}
