//! Prints what the reader makes of files: `cargo run -p exchange --example dump -- FILE…`.
//!
//! One line for each file and sheet, with the header found and the number of rows below it; with
//! `--rows` also the rows.

use std::time::Instant;

use exchange::{Limits, locate_header, looks_complete, read};

fn main() -> std::io::Result<()> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let with_rows = flags.iter().any(|flag| flag == "--rows");
    for file in files {
        let bytes = std::fs::read(&file)?;
        let start = Instant::now();
        let workbook = read(&bytes, &file, &Limits::default());
        let spent = start.elapsed();
        let whole = looks_complete(&bytes, &file);
        println!("{file}: whole {whole}, {spent:.1?}");
        let workbook = match workbook {
            Ok(workbook) => workbook,
            Err(error) => {
                println!("  {}: {error}", error.code());
                continue;
            }
        };
        println!("  {:?} {:?}", workbook.format, workbook.modified_unix_ms);
        for oddity in &workbook.oddities {
            println!("  odd: {oddity:?}");
        }
        for sheet in &workbook.sheets {
            println!("  [{}] hidden {}, {} rows", sheet.name, sheet.hidden, sheet.rows.len());
            for oddity in sheet.oddities.iter().take(5) {
                println!("    odd: {oddity:?}");
            }
            match locate_header(sheet) {
                Some(header) => {
                    let titles: Vec<String> =
                        header.titles.iter().map(ToString::to_string).collect();
                    println!(
                        "    header {:?}, body {}: {titles:?}",
                        header.rows,
                        header.body.len()
                    );
                }
                None => println!("    no header"),
            }
            if with_rows {
                for row in &sheet.rows {
                    println!("    {}: {:?}", row.number, row.cells);
                }
            }
        }
    }
    Ok(())
}
