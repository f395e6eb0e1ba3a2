//! What accessibility and archiving ask for beyond the pages: PDF/UA-1 (ISO 14289-1) and
//! PDF/A-2a (ISO 19005-2), for every document without exception.
//!
//! Tags and their parent tree, metadata, colour profile, language, bookmarks and links. All of it
//! is put into anything that takes objects, a document in memory or a file being written.

pub(crate) mod icc;
pub(crate) mod links;
pub(crate) mod metadata;
pub(crate) mod numbertree;
pub(crate) mod outline;
pub(crate) mod tags;

use std::sync::OnceLock;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use crate::ir::{Edge, Head, Printing};
use crate::pdf::PdfError;
use crate::pdf::file::{Deflate, Objects};
use crate::pdf::spell::text;

/// The parts of a document that its catalog names.
pub(crate) struct Parts {
    /// The root of the page tree.
    pub(crate) pages: ObjectId,
    /// The root of the structure tree.
    pub(crate) structure: ObjectId,
    /// The root of the bookmarks, if there are any.
    pub(crate) outline: Option<ObjectId>,
}

/// Puts catalog, metadata, output intent and document information; gives the catalog and the
/// information, which the trailer names.
///
/// # Errors
/// When the head has no title, or a date that cannot be written.
pub(crate) fn put_catalog(
    objects: &mut impl Objects,
    head: &Head,
    parts: &Parts,
) -> Result<(ObjectId, ObjectId), PdfError> {
    let facts = metadata::Facts::of(head)?;
    let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let xmp = Stream::new(xmp, metadata::packet(&facts).into_bytes()).with_compression(false);
    let xmp = objects.add(xmp);
    let profile = objects.add(profile());
    let intent = objects.add(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB"),
        "Info" => text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    });
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => parts.pages,
        "Lang" => text(head.language.code()),
        "MarkInfo" => dictionary! { "Marked" => true },
        "ViewerPreferences" => preferences(head.printing),
        "Metadata" => xmp,
        "OutputIntents" => vec![intent.into()],
        "StructTreeRoot" => parts.structure,
    };
    if let Some(outline) = parts.outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    Ok((objects.add(catalog), objects.add(metadata::information(&facts))))
}

/// What the window and the dialog of a printer are to do (ISO 32000-1, 12.2).
fn preferences(printing: Printing) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if printing.actual_size {
        preferences.set("PrintScaling", Object::Name(b"None".to_vec()));
    }
    if let Some(edge) = printing.both_sides {
        let turned: &[u8] = match edge {
            Edge::Long => b"DuplexFlipLongEdge",
            Edge::Short => b"DuplexFlipShortEdge",
        };
        preferences.set("Duplex", Object::Name(turned.to_vec()));
    }
    preferences
}

/// The colour profile, the same in every document.
fn profile() -> Stream {
    static PROFILE: OnceLock<Stream> = OnceLock::new();
    let made = || Deflate::new(6).stream(dictionary! { "N" => 3 }, &icc::srgb());
    PROFILE.get_or_init(made).clone()
}
