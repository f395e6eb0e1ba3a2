//! Writes sample paper as PDF files to a folder, checks them, and can say how long it takes:
//! `cargo run --release -p documents --example pdfs -- FOLDER`, or `--time` instead of a folder.

#[path = "sheets/sample.rs"]
mod sample;

use std::path::Path;
use std::time::{Duration, Instant};

use documents::impose::booklet;
use documents::ir::Document;
use documents::pdf::{PdfError, SeparateFiles, write_batch, write_batch_page, write_document};
use documents::{Fonts, check, lay_out_certificates, lay_out_programme};
use domain::Language;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let fonts = Fonts::shipped();
    match std::env::args().nth(1).as_deref() {
        None => eprintln!("Name a folder to write to, or --time."),
        Some("--time") => time(&fonts)?,
        Some(folder) => write(&fonts, Path::new(folder))?,
    }
    Ok(())
}

fn write(fonts: &Fonts, folder: &Path) -> Outcome {
    for language in Language::ALL {
        let code = language.code();
        let books = [
            ("programme", sample::programme(language)),
            ("six-tracks", sample::six_tracks(language)),
            ("one-track", sample::one_track(language)),
        ];
        for (name, book) in books {
            let document = lay_out_programme(&book, &sample::edition(language), fonts);
            keep(folder, &format!("{name}-{code}"), &write_document(&document, fonts.book())?)?;
            let booklet = write_document(&booklet(document), fonts.book())?;
            keep(folder, &format!("{name}-booklet-{code}"), &booklet)?;
        }
        let batch = lay_out_certificates(
            &sample::certificates(language, 120),
            &sample::edition(language),
            fonts,
        );
        keep(folder, &format!("certificates-{code}"), &write_batch(&batch, fonts.book())?)?;
        keep(folder, &format!("certificate-{code}"), &write_batch_page(&batch, 0, fonts.book())?)?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a sample cut short is made again")]
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Outcome {
    std::fs::write(folder.join(format!("{name}.pdf")), bytes)?;
    println!("{name}: {} bytes", bytes.len());
    for finding in check::file(bytes) {
        println!("  {finding}");
    }
    Ok(())
}

fn time(fonts: &Fonts) -> Outcome {
    let document =
        lay_out_programme(&sample::programme(Language::Fi), &sample::edition(Language::Fi), fonts);
    let (took, bytes) = median(|| write_document(&document, fonts.book()))?;
    println!("programme of {} pages: {took:?}, {} bytes", document.pages.len(), bytes.len());

    let many = forty_pages(document);
    let (copying, _) = median(|| Ok::<_, PdfError>(many.clone()))?;
    let (both, _) = median(|| Ok::<_, PdfError>(booklet(many.clone())))?;
    println!("imposing 40 pages as a booklet: {:?}", both.saturating_sub(copying));

    let mut sizes = Vec::new();
    for count in [1_000, 2_000] {
        let batch = lay_out_certificates(
            &sample::certificates(Language::Fi, count),
            &sample::edition(Language::Fi),
            fonts,
        );
        let (took, bytes) = median(|| write_batch(&batch, fonts.book()))?;
        println!("{count} certificates in one file: {took:?}, {} bytes", bytes.len());
        sizes.push(bytes.len());
    }
    println!("each further certificate: {} bytes", (sizes[1] - sizes[0]) / 1_000);

    let batch = lay_out_certificates(
        &sample::certificates(Language::Fi, 1_000),
        &sample::edition(Language::Fi),
        fonts,
    );
    let (took, bytes) = median(|| write_batch_page(&batch, 7, fonts.book()))?;
    println!("one certificate as a file of its own: {took:?}, {} bytes", bytes.len());
    let (took, bytes) = median(|| {
        let files = SeparateFiles::new(&batch, fonts.book())?;
        (0..batch.pages.len())
            .try_fold(0, |sum, index| Ok::<_, PdfError>(sum + files.file(index)?.len()))
    })?;
    println!("1000 certificates as separate files: {took:?}, {} bytes each", bytes / 1_000);
    Ok(())
}

/// The same pages over and over; imposing does not ask what they mean.
fn forty_pages(mut document: Document) -> Document {
    document.pages = document.pages.iter().cycle().take(40).cloned().collect();
    document
}

/// The middle of nine runs.
fn median<T, E>(mut run: impl FnMut() -> Result<T, E>) -> Result<(Duration, T), E> {
    let mut times = Vec::new();
    let mut last = run()?;
    for _ in 0..9 {
        let start = Instant::now();
        last = run()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok((times[times.len() / 2], last))
}
