//! The house look: the accent, the faces, the logos and the foot of an institution's paper.
//!
//! There is one look an institution, under an id that follows from its name, so that two
//! workstations that write the look of one institution write the same record.

mod sample;

use std::collections::BTreeMap;

use documents::contrast;
use documents::ir::Colour;
use documents::model::{Edition, House, Languages, Logo, Phrase, Typeface};
use domain::kinds::{self, document, house_look};
use domain::{Language, Op, RecordId, Value};
use store::Record;

use crate::drafts::{self, Written};
use crate::environment::utc;
use crate::paper::{FONTS, on_a_thread};
use crate::pictures::address;
use crate::sessions::{references, text};
use crate::view::{
    AccentVerdict, ActionDone, HouseDraft, HousePreview, HouseView, LogoDraft, LogoView,
    PreviewPage,
};
use crate::{Error, Kumppani};

/// The feet of paper, by language.
const FEET: [(Language, domain::FieldId); 3] = [
    (Language::Fi, house_look::FOOT_FI),
    (Language::Sv, house_look::FOOT_SV),
    (Language::En, house_look::FOOT_EN),
];

impl Kumppani {
    /// The look of this workstation's institution; the program's own where none was written.
    pub async fn house(&self) -> Result<HouseView, Error> {
        let record = self.house_look().await?;
        let kept = |field| record.as_ref().map(|record| text(record, field)).unwrap_or_default();
        let own = House::default();
        let face = |field, own| {
            let name = kept(field);
            face_name(typeface(&name).unwrap_or(own)).to_owned()
        };
        Ok(HouseView {
            institution: self.institution().await?,
            accent: hex(colour(&kept(house_look::ACCENT)).unwrap_or(own.accent)),
            text_face: face(house_look::TEXT_FACE, own.text_face),
            heading_face: face(house_look::HEADING_FACE, own.heading_face),
            logos: self.logos(record.as_ref()).await?,
            foot_fi: kept(house_look::FOOT_FI),
            foot_sv: kept(house_look::FOOT_SV),
            foot_en: kept(house_look::FOOT_EN),
        })
    }

    /// Writes the look of this workstation's institution.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where the accent cannot be read on white paper; [`Error::Invalid`] where
    /// it is no colour, a face or a file is unknown, or a logo is not described.
    pub async fn save_house(&self, draft: HouseDraft) -> Result<ActionDone, Error> {
        let institution = self.institution().await?;
        if institution.is_empty() {
            return Err(Error::required("institution"));
        }
        if let Some(accent) = accent(&draft)? {
            refuse_pale(accent)?;
        }
        let mut ops = Vec::new();
        let mut logos = Vec::new();
        for logo in &draft.logos {
            let (id, op) = self.written_logo(logo).await?;
            logos.push(id);
            ops.push(op);
        }
        let logos = if logos.is_empty() { Value::Empty } else { Value::References(logos) };
        let written = Written::of(&kinds::HOUSE_LOOK)
            .text("institution", &institution)?
            .text("accent", &accent(&draft)?.map(hex).unwrap_or_default())?
            .text("text_face", &draft.text_face)?
            .text("heading_face", &draft.heading_face)?
            .value(house_look::LOGOS, logos)
            .text("foot_fi", &draft.foot_fi)?
            .text("foot_sv", &draft.foot_sv)?
            .text("foot_en", &draft.foot_en)?;
        let id = self.house_look_id(&institution);
        ops.push(written.into_op(id));
        let outcome = self.edit(ops).await?;
        Ok(ActionDone::of(&outcome, Some(id)))
    }

    /// Paper of invented facts in the look of a draft, and whether its accent can be read.
    pub async fn preview_house(
        &self,
        draft: HouseDraft,
        language: &str,
    ) -> Result<HousePreview, Error> {
        let language = Language::from_code(language)
            .ok_or_else(|| Error::invalid_choice("language", language))?;
        let own = House::default();
        let accent = accent(&draft)?.unwrap_or(own.accent);
        let feet = FEET.map(|(language, field)| {
            let foot = match field {
                house_look::FOOT_FI => &draft.foot_fi,
                house_look::FOOT_SV => &draft.foot_sv,
                _ => &draft.foot_en,
            };
            (language, foot.trim().to_owned())
        });
        let house = House {
            accent,
            text_face: face_or(&draft.text_face, "text_face", own.text_face)?,
            heading_face: face_or(&draft.heading_face, "heading_face", own.heading_face)?,
            logos: self.draft_logos(&draft.logos).await?,
            foot: foot(&feet, Languages::one(language)),
        };
        let created = utc(self.environment().now()).naive_utc();
        let edition = Edition { languages: Languages::one(language), house, created };
        let pages = on_a_thread(move || sample::pages(&edition, &FONTS)).await;
        let pages = pages.into_iter().map(|page| PreviewPage {
            width: page.width,
            height: page.height,
            svg: page.svg,
            text: page.text_alternative,
        });
        Ok(HousePreview { verdict: verdict(accent), pages: pages.collect() })
    }

    /// The look that paper is made in. What cannot be understood or read falls back to the
    /// program's own.
    pub(crate) async fn house_of_paper(&self, languages: Languages) -> Result<House, Error> {
        let own = House::default();
        let Some(record) = self.house_look().await? else { return Ok(own) };
        let accent = colour(&text(&record, house_look::ACCENT));
        let feet = FEET.map(|(language, field)| (language, text(&record, field)));
        Ok(House {
            accent: accent.filter(|accent| contrast::is_readable(*accent)).unwrap_or(own.accent),
            text_face: typeface(&text(&record, house_look::TEXT_FACE)).unwrap_or(own.text_face),
            heading_face: typeface(&text(&record, house_look::HEADING_FACE))
                .unwrap_or(own.heading_face),
            logos: self.logos_of(references(record.value(house_look::LOGOS))).await?,
            foot: foot(&feet, languages),
        })
    }

    async fn house_look(&self) -> Result<Option<Record>, Error> {
        let id = self.house_look_id(&self.institution().await?);
        Ok(self.store().record(kinds::HOUSE_LOOK.id, id).await?)
    }

    fn house_look_id(&self, institution: &str) -> RecordId {
        let key = &self.store().workspace().key;
        RecordId::derived(key, "house-look-by-institution", &[&domain::fold(institution)])
    }

    /// The logos of a look, in order.
    async fn logos(&self, look: Option<&Record>) -> Result<Vec<LogoView>, Error> {
        let ids = look.map(|look| references(look.value(house_look::LOGOS)).to_vec());
        let ids = ids.unwrap_or_default();
        let records = self.records_by_id(&kinds::DOCUMENT, ids.clone()).await?;
        let mut logos = Vec::new();
        for record in ids.iter().filter_map(|id| records.get(id)) {
            let hash = text(record, document::FILE_HASH);
            let picture = self.picture(&hash).await?;
            logos.push(LogoView {
                document: record.id.to_string(),
                description: text(record, document::ALT_TEXT),
                picture: picture.as_ref().map(address).unwrap_or_default(),
                hash,
            });
        }
        Ok(logos)
    }

    /// The logos that documents hold, in order; those whose file is not here are left out.
    pub(crate) async fn logos_of(&self, documents: &[RecordId]) -> Result<Vec<Logo>, Error> {
        let records = self.records_by_id(&kinds::DOCUMENT, documents.to_vec()).await?;
        let mut logos = Vec::new();
        for record in documents.iter().filter_map(|id| records.get(id)) {
            let picture = self.picture(&text(record, document::FILE_HASH)).await?;
            logos.extend(picture.map(|picture| Logo { picture, description: described(record) }));
        }
        Ok(logos)
    }

    /// The logos of a draft, in order.
    async fn draft_logos(&self, drafts: &[LogoDraft]) -> Result<Vec<Logo>, Error> {
        let mut logos = Vec::new();
        for logo in drafts {
            let picture = self.picture(&logo.hash).await?;
            let description = domain::one_line(&logo.description);
            logos.extend(picture.map(|picture| Logo { picture, description }));
        }
        Ok(logos)
    }

    /// The document of a logo: a new one, or the one that is there with what was changed.
    async fn written_logo(&self, logo: &LogoDraft) -> Result<(RecordId, Op), Error> {
        let description = domain::one_line(&logo.description);
        if description.is_empty() {
            return Err(Error::required("description"));
        }
        if self.store().attachment(&logo.hash).await?.is_none() {
            return Err(Error::Invalid {
                field: "hash".to_owned(),
                label: None,
                value: logo.hash.clone(),
                reason: "unknown_file".to_owned(),
                message: "no such file is kept here; choose the picture anew".to_owned(),
            });
        }
        let written = Written::of(&kinds::DOCUMENT)
            .text("title", &description)?
            .text("document_type", "logo")?
            .text("file_hash", &logo.hash)?
            .text("alt_text", &description)?;
        let id = logo.document.as_deref();
        if let Some(id) = id {
            drafts::record_id(&kinds::DOCUMENT, id)?;
        }
        self.written_record(id, written).await
    }
}

/// What is said instead of the picture of a document; its title where nothing else is.
pub(crate) fn described(record: &Record) -> String {
    let said = text(record, document::ALT_TEXT);
    if said.is_empty() { text(record, document::TITLE) } else { said }
}

/// The accent of a draft; none for the program's own.
fn accent(draft: &HouseDraft) -> Result<Option<Colour>, Error> {
    match draft.accent.trim() {
        "" => Ok(None),
        given => colour(given).map(Some).ok_or_else(|| Error::Invalid {
            field: "accent".to_owned(),
            label: None,
            value: given.to_owned(),
            reason: "not_a_colour".to_owned(),
            message: format!("“{given}” is no colour; colours look like #0b4f6c"),
        }),
    }
}

fn refuse_pale(accent: Colour) -> Result<(), Error> {
    let verdict = verdict(accent);
    if verdict.readable {
        return Ok(());
    }
    Err(Error::Refused {
        reason: "accent_contrast",
        details: BTreeMap::from([
            ("nearest", verdict.nearest.clone()),
            ("contrast", format!("{:.1}", verdict.contrast)),
        ]),
        message: format!(
            "text in {} cannot be read on white paper (contrast {:.1}, at least {} is needed); {} \
             is the nearest colour that can",
            hex(accent),
            verdict.contrast,
            contrast::AA,
            verdict.nearest
        ),
    })
}

fn verdict(accent: Colour) -> AccentVerdict {
    AccentVerdict {
        contrast: contrast::contrast(accent, Colour::WHITE),
        readable: contrast::is_readable(accent),
        nearest: hex(contrast::nearest_readable(accent)),
    }
}

/// The foot in the languages of a sheet; in another language rather than not at all.
fn foot(feet: &[(Language, String); 3], languages: Languages) -> Option<Phrase> {
    let of = |wanted: Language| {
        feet.iter().find(|(language, foot)| *language == wanted && !foot.is_empty())
    };
    let any = || feet.iter().find(|(_, foot)| !foot.is_empty());
    let (language, foot) = of(languages.first).or_else(any)?;
    let phrase = Phrase::new(foot.as_str(), *language);
    Some(match languages.second.and_then(of) {
        Some((language, foot)) => phrase.with(foot.as_str(), *language),
        None => phrase,
    })
}

/// `#0b4f6c`, the number sign left out or not.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.trim().trim_start_matches('#');
    let hexadecimal = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten().map(Colour::hex)
}

fn hex(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}

fn typeface(name: &str) -> Option<Typeface> {
    match name {
        "source_sans" => Some(Typeface::SourceSans),
        "source_serif" => Some(Typeface::SourceSerif),
        _ => None,
    }
}

fn face_or(name: &str, field: &str, otherwise: Typeface) -> Result<Typeface, Error> {
    match name.trim() {
        "" => Ok(otherwise),
        name => typeface(name).ok_or_else(|| Error::invalid_choice(field, name)),
    }
}

fn face_name(face: Typeface) -> &'static str {
    match face {
        Typeface::SourceSans => "source_sans",
        Typeface::SourceSerif => "source_serif",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        let petrol = Colour::hex(0x0b4f6c);
        assert_eq!(colour("#0B4F6C"), Some(petrol));
        assert_eq!(colour(" 0b4f6c "), Some(petrol));
        assert_eq!(hex(petrol), "#0b4f6c");
        for wrong in ["", "#0b4f6", "#0b4f6cff", "teal", "#+b4f6c", "#0b4f6ä"] {
            assert_eq!(colour(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_foot_is_said_in_the_languages_of_the_sheet_or_in_another_rather_than_not_at_all() {
        let feet = |fi: &str, sv: &str, en: &str| {
            [(Language::Fi, fi), (Language::Sv, sv), (Language::En, en)]
                .map(|(language, foot)| (language, foot.to_owned()))
        };
        let both = Languages::two(Language::En, Language::Fi);
        let said = foot(&feet("uef.fi", "", "uef.fi/en"), both).unwrap();
        let texts: Vec<&str> = said.wordings().map(|wording| wording.text.as_str()).collect();
        assert_eq!(texts, ["uef.fi/en", "uef.fi"]);
        let only = foot(&feet("", "uef.fi/sv", ""), Languages::one(Language::Fi)).unwrap();
        assert_eq!(only.first.language, Language::Sv);
        assert_eq!(foot(&feet("", "", ""), both), None);
    }

    #[test]
    fn a_pale_accent_is_refused_with_the_nearest_that_can_be_read() {
        assert!(refuse_pale(Colour::hex(0x0b4f6c)).is_ok());
        let refused = refuse_pale(Colour::hex(0xffcc00)).unwrap_err();
        assert_eq!(refused.code(), "refused");
        let details = refused.details();
        assert_eq!(details["reason"], "accent_contrast");
        let nearest = colour(&details["nearest"]).unwrap();
        assert!(contrast::is_readable(nearest));
    }
}
