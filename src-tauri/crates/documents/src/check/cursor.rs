//! Looking things up in a document, through references.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The value of a key, whether it stands there or elsewhere.
pub(super) fn get<'a>(
    document: &'a Document,
    from: &'a Dictionary,
    key: &str,
) -> Option<&'a Object> {
    resolve(document, from.get(key.as_bytes()).ok()?)
}

/// The object that a reference leads to, or the object itself.
pub(super) fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

/// The dictionary under a key; of a stream, its dictionary.
pub(super) fn dictionary<'a>(
    document: &'a Document,
    from: &'a Dictionary,
    key: &str,
) -> Option<&'a Dictionary> {
    as_dictionary(get(document, from, key)?)
}

/// An object as a dictionary; of a stream, its dictionary.
pub(super) fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The name under a key.
pub(super) fn name<'a>(document: &'a Document, from: &'a Dictionary, key: &str) -> Option<&'a str> {
    std::str::from_utf8(get(document, from, key)?.as_name().ok()?).ok()
}

/// The text under a key.
pub(super) fn text(document: &Document, from: &Dictionary, key: &str) -> Option<String> {
    let object = get(document, from, key)?;
    object.as_str().ok()?;
    lopdf::decode_text_string(object).ok()
}

/// The whole number under a key.
pub(super) fn integer(document: &Document, from: &Dictionary, key: &str) -> Option<i64> {
    get(document, from, key)?.as_i64().ok()
}

/// Whether the key says `true`.
pub(super) fn is_true(document: &Document, from: &Dictionary, key: &str) -> bool {
    get(document, from, key).is_some_and(|value| matches!(value, Object::Boolean(true)))
}

/// The items of an array; a single object counts as an array of one.
pub(super) fn items<'a>(
    document: &'a Document,
    from: &'a Dictionary,
    key: &str,
) -> Vec<&'a Object> {
    match get(document, from, key) {
        Some(Object::Array(items)) => items.iter().collect(),
        Some(Object::Null) | None => Vec::new(),
        Some(_) => from.get(key.as_bytes()).into_iter().collect(),
    }
}

/// The number that an object is known by, if it is a reference.
pub(super) fn id(object: &Object) -> Option<ObjectId> {
    object.as_reference().ok()
}

/// Whether a language tag is spelled as BCP 47 wants it.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let sound = |part: &str| (1..=8).contains(&part.len());
    parts.next().is_some_and(|part| sound(part) && part.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| sound(part) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
