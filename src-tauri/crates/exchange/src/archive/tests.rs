use std::io::Write;

use zip::write::SimpleFileOptions;

use super::*;
use crate::read;

const LIST: &[u8] = "Nimi;Yritys\nMaija Keksitty;Höyry Oy\n".as_bytes();

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn code(files: &[(&str, &[u8])]) -> &'static str {
    read(&packed(files), "lista.zip", &Limits::default()).map_or_else(|e| e.code(), |_| "read")
}

#[test]
fn a_file_packed_alone_is_read_and_what_systems_add_does_not_count() {
    assert_eq!(code(&[("lista.csv", LIST)]), "read");
    assert_eq!(
        code(&[("k/", b""), ("k/lista.csv", LIST), ("__MACOSX/k/._lista.csv", b"x")]),
        "read"
    );
    assert_eq!(code(&[("lista.ods", &packed(&[("content.xml", b"<a/>")]))]), "not-a-table");
    let workbook = include_bytes!("../../tests/samples/ilmoittautuneet.xlsx");
    assert_eq!(code(&[("lista.xlsx", workbook)]), "read");
}

#[test]
fn archives_of_other_things_are_refused_by_name() {
    assert_eq!(code(&[("a.csv", LIST), ("b.csv", LIST)]), "unsupported");
    assert_eq!(code(&[("a.zip", &packed(&[("b.csv", LIST)]))]), "unsupported");
    assert_eq!(code(&[("[Content_Types].xml", b"x"), ("word/document.xml", b"x")]), "not-a-table");
    assert_eq!(code(&[]), "unsupported");
}

#[test]
fn a_packed_file_is_held_to_the_limits_of_files() {
    let zeros = vec![b'a'; 3 << 20];
    let limits = Limits { inflated_bytes: 1 << 20, ..Limits::default() };
    let error = read(&packed(&[("a.csv", &zeros)]), "a.zip", &limits).unwrap_err();
    assert_eq!(error.code(), "over-limit");
    let limits = Limits { bytes: 1 << 20, ..Limits::default() };
    assert_eq!(
        read(&packed(&[("a.csv", &zeros)]), "a.zip", &limits).unwrap_err().code(),
        "over-limit"
    );
}
