//! Prints what registration files say, as `kumppani-cli read --json` does:
//! `cargo run -p intake --example read -- FILE… [--out DIR]`.

use std::path::{Path, PathBuf};

use intake::{ReadOptions, read_file};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut out: Option<PathBuf> = None;
    let mut files = Vec::new();
    while let Some(argument) = arguments.next() {
        if argument == "--out" {
            out = arguments.next().map(PathBuf::from);
        } else {
            files.push(argument);
        }
    }
    for file in files {
        let bytes = std::fs::read(&file)?;
        let name = Path::new(&file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let read = read_file(&bytes, &name, &ReadOptions::default());
        let json = format!("{:#}", read.to_json(&name, chrono_tz::Europe::Helsinki));
        match &out {
            Some(folder) => {
                #[expect(clippy::disallowed_methods, reason = "a throw-away file of an example")]
                std::fs::write(folder.join(format!("{name}.actual.json")), json)?;
            }
            None => println!("{json}"),
        }
    }
    Ok(())
}
