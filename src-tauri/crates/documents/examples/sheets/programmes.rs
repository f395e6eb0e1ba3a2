//! Every form of a programme, in every language and two at once, in two looks of a house.

use std::path::Path;

use documents::ir::{Colour, Document};
use documents::model::{Edition, House, Languages, Phrase, ProgrammeBook, Typeface};
use documents::{
    Fonts, impose, lay_out_one_page, lay_out_programme, lay_out_programme_a5, pdf, preview_pages,
};
use domain::Language;

use crate::{put, sample};

type Written = Result<(), Box<dyn std::error::Error>>;

/// Writes the programmes to `folder`.
pub fn write(fonts: &Fonts, folder: &Path) -> Written {
    let languages = [
        Languages::one(Language::Fi),
        Languages::one(Language::Sv),
        Languages::one(Language::En),
        Languages::two(Language::Fi, Language::En),
        Languages::two(Language::Sv, Language::Fi),
    ];
    for languages in languages {
        let mut code = languages.first.code().to_owned();
        if let Some(second) = languages.second {
            code = format!("{code}+{}", second.code());
        }
        let books = [
            ("programme", sample::programme(languages)),
            ("six-tracks", sample::six_tracks(languages)),
            ("one-track", sample::one_track(languages)),
        ];
        for (name, book) in books {
            forms(fonts, folder, &format!("{name}-{code}"), &book, &sample::edition(languages))?;
        }
        let serif = Edition { house: serif_house(languages), ..sample::edition(languages) };
        let book = sample::programme(languages);
        forms(fonts, folder, &format!("serif-{code}"), &book, &serif)?;
    }
    Ok(())
}

/// A house with serifs in its headings, another accent and a foot.
fn serif_house(languages: Languages) -> House {
    House {
        accent: Colour::hex(0x8a1c3b),
        heading_face: Typeface::SourceSerif,
        foot: Some(Phrase::new("www.esimerkki.fi/kumppanuus", languages.first)),
        ..House::default()
    }
}

fn forms(
    fonts: &Fonts,
    folder: &Path,
    name: &str,
    book: &ProgrammeBook,
    edition: &Edition,
) -> Written {
    let upright = lay_out_programme(book, edition, fonts);
    for (index, page) in preview_pages(&upright, fonts).iter().enumerate() {
        put(folder, &format!("{name}-{}.svg", index + 1), page.svg.as_bytes())?;
    }
    let pages = lay_out_programme_a5(book, edition, fonts);
    let booklet = impose::booklet(pages.clone());
    let one_page = lay_out_one_page(book, edition, fonts);
    let forms: [(&str, Document); 4] =
        [("", upright), ("-a5", pages), ("-booklet", booklet), ("-one-page", one_page)];
    for (form, document) in forms {
        let file = pdf::write_document(&document, fonts.book())?;
        put(folder, &format!("{name}{form}.pdf"), &file)?;
    }
    Ok(())
}
