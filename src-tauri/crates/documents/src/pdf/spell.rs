//! Objects as a PDF file spells them (ISO 32000-1, 7.3).

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};

use super::numbers::{push_integer, push_real};

/// Takes the spelling of objects.
pub(crate) trait Spelling {
    /// What is spelled so far.
    fn bytes(&mut self) -> &mut Vec<u8>;

    /// Spells a whole number.
    fn integer(&mut self, value: i64) {
        push_integer(self.bytes(), value);
    }

    /// Spells a reference to an object.
    fn reference(&mut self, (number, generation): ObjectId) {
        let out = self.bytes();
        push_integer(out, i64::from(number));
        out.push(b' ');
        push_integer(out, i64::from(generation));
        out.extend_from_slice(b" R");
    }
}

impl Spelling for Vec<u8> {
    fn bytes(&mut self) -> &mut Vec<u8> {
        self
    }
}

/// Appends a stream with its length.
pub(crate) fn push_stream(out: &mut impl Spelling, stream: &Stream) {
    let mut dictionary = stream.dict.clone();
    dictionary.set("Length", stream.content.len() as i64);
    push_dictionary(out, &dictionary);
    let out = out.bytes();
    out.extend_from_slice(b"stream\n");
    out.extend_from_slice(&stream.content);
    out.extend_from_slice(b"\nendstream");
}

/// Appends an object as the file spells it.
pub(crate) fn push_object(out: &mut impl Spelling, object: &Object) {
    match object {
        Object::Null => out.bytes().extend_from_slice(b"null"),
        Object::Boolean(true) => out.bytes().extend_from_slice(b"true"),
        Object::Boolean(false) => out.bytes().extend_from_slice(b"false"),
        Object::Integer(value) => out.integer(*value),
        Object::Real(value) => push_real(out.bytes(), *value),
        Object::Name(name) => push_name(out.bytes(), name),
        Object::String(bytes, StringFormat::Literal) => push_literal(out.bytes(), bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => push_hexadecimal(out.bytes(), bytes),
        Object::Array(items) => {
            out.bytes().push(b'[');
            for item in items {
                push_separated(out, item);
            }
            out.bytes().push(b']');
        }
        Object::Dictionary(dictionary) => push_dictionary(out, dictionary),
        Object::Stream(stream) => push_stream(out, stream),
        Object::Reference(id) => out.reference(*id),
    }
}

fn push_dictionary(out: &mut impl Spelling, dictionary: &Dictionary) {
    out.bytes().extend_from_slice(b"<<");
    push_entries(out, dictionary);
    out.bytes().extend_from_slice(b">>");
}

/// Appends what stands between the brackets of a dictionary.
pub(crate) fn push_entries(out: &mut impl Spelling, dictionary: &Dictionary) {
    for (key, value) in dictionary {
        push_name(out.bytes(), key);
        push_separated(out, value);
    }
}

/// Appends an object after a space, if it would run together with what stands before.
pub(crate) fn push_separated(out: &mut impl Spelling, object: &Object) {
    let begins_itself = matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    );
    if !begins_itself && !out.bytes().ends_with(b"[") {
        out.bytes().push(b' ');
    }
    push_object(out, object);
}

fn push_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            push_hexadecimal_byte(out, *byte);
        }
    }
}

/// Appends a literal string; a bare carriage return would be read as a line feed.
pub(crate) fn push_literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

fn push_hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    for byte in bytes {
        push_hexadecimal_byte(out, *byte);
    }
    out.push(b'>');
}

fn push_hexadecimal_byte(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(DIGITS[usize::from(byte >> 4)]);
    out.push(DIGITS[usize::from(byte & 15)]);
}

/// A text string: plain where it is ASCII, else UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
pub(crate) fn text(value: &str) -> Object {
    if value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Literal)
}
