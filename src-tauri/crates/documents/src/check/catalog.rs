//! What the catalog promises for the whole document.

use lopdf::{Dictionary, Document, Object};

use super::Findings;
use super::cursor::{dictionary, get, is_language, is_true, items, name, text};

/// Checks the catalog; gives the language of the document.
pub(super) fn check(
    document: &Document,
    catalog: &Dictionary,
    findings: &mut Findings,
) -> Option<String> {
    let marks = dictionary(document, catalog, "MarkInfo");
    let marked = marks.is_some_and(|marks| is_true(document, marks, "Marked"));
    findings.unless(marked, "UA-6.2-1", "the document does not say that it is tagged");
    let suspects = marks.is_some_and(|marks| is_true(document, marks, "Suspects"));
    findings.unless(!suspects, "UA-7.1-4", "the document calls its own tags doubtful");
    let shown = dictionary(document, catalog, "ViewerPreferences")
        .is_some_and(|preferences| is_true(document, preferences, "DisplayDocTitle"));
    findings.unless(
        shown,
        "UA-7.1-10",
        "the window would show the name of the file, not the title",
    );
    for key in ["PageMode", "PageLayout"] {
        let sound = get(document, catalog, key).is_none_or(|value| value.as_name().is_ok());
        findings.unless(sound, "own-syntax", format!("/{key} of the catalog is no name"));
    }
    for key in ["AA", "Requirements", "NeedsRendering", "OCProperties"] {
        findings.unless(
            !catalog.has(key.as_bytes()),
            "A-6.5.2-1",
            format!("the catalog has /{key}"),
        );
    }
    output_intent(document, catalog, findings);
    language(document, catalog, findings)
}

fn language(document: &Document, catalog: &Dictionary, findings: &mut Findings) -> Option<String> {
    let language = text(document, catalog, "Lang").filter(|language| !language.is_empty());
    match &language {
        None => findings.add("UA-7.2-34", "the document does not say its language"),
        Some(tag) => {
            findings.unless(is_language(tag), "UA-7.2-29", format!("“{tag}” is no language"));
        }
    }
    language
}

/// Colours are those of the device, so that a profile must say which device.
fn output_intent(document: &Document, catalog: &Dictionary, findings: &mut Findings) {
    let intents = items(document, catalog, "OutputIntents");
    let intents = intents.into_iter().filter_map(|intent| {
        let intent = document.dereference(intent).ok()?.1.as_dict().ok()?;
        (name(document, intent, "S") == Some("GTS_PDFA1")).then_some(intent)
    });
    let profiles: Vec<&Object> =
        intents.filter_map(|intent| get(document, intent, "DestOutputProfile")).collect();
    let [profile] = profiles[..] else {
        let found = profiles.len();
        return findings
            .add("A-6.2.4.3-2", format!("{found} profiles for the colours of the device"));
    };
    let profile = profile.as_stream().ok().and_then(|stream| {
        let components = stream.dict.get(b"N").and_then(Object::as_i64).ok();
        Some((stream.get_plain_content().ok()?, components))
    });
    let sound = profile.is_some_and(|(bytes, components)| is_rgb_profile(&bytes, components));
    findings.unless(
        sound,
        "A-6.2.3-1",
        "the profile of the output intent is no RGB display profile",
    );
}

fn is_rgb_profile(bytes: &[u8], components: Option<i64>) -> bool {
    let size = bytes.first_chunk::<4>().map(|size| u32::from_be_bytes(*size) as usize);
    size == Some(bytes.len())
        && bytes.get(8).is_some_and(|version| (2..=4).contains(version))
        && bytes.get(12..20).is_some_and(|kind| kind == b"mntrRGB " || kind == b"prtrRGB ")
        && bytes.get(36..40) == Some(b"acsp")
        && components == Some(3)
}
