use super::*;

fn read_json(text: &str) -> Result<Workbook, ReadError> {
    crate::read(text.as_bytes(), "lista.json", &Limits::default())
}

fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    let cells = |row: &Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    sheet.rows.iter().map(|row| (row.number, cells(row))).collect()
}

#[test]
fn an_array_of_objects_is_a_table_in_the_order_of_its_keys() {
    let workbook = read_json(
        r#"[{"nimi": "Maija", "puhelin": 358400000120, "lounas": false, "muu": null},
            {"yritys": "Höyry Oy", "nimi": "Åsa", "aiheet": ["Metsä", "Vety, varasto"]}]"#,
    )
    .unwrap();
    let sheet = &workbook.sheets[0];
    let titles = sheet.stated_titles.as_deref().unwrap();
    assert_eq!(titles, ["nimi", "puhelin", "lounas", "muu", "yritys", "aiheet"]);
    let second = ["Åsa", "", "", "", "Höyry Oy", "[\"Metsä\",\"Vety, varasto\"]"];
    assert_eq!(
        texts(sheet),
        [
            (1, vec!["Maija".into(), "358400000120".into(), "false".into()]),
            (2, second.map(String::from).to_vec()),
        ]
    );
}

#[test]
fn objects_inside_are_flattened() {
    let workbook = read_json(r#"{"person": {"name": "Maija", "org": {"id": 1}}, "x": 2}"#).unwrap();
    let titles = workbook.sheets[0].stated_titles.as_deref().unwrap();
    assert_eq!(titles, ["person.name", "person.org.id", "x"]);
}

#[test]
fn a_broken_line_is_named_and_the_others_stay() {
    let workbook = read_json("{\"a\": 1}\n\n{\"a\": 2}\n{\"a\": 3, \"b").unwrap();
    assert_eq!(workbook.format, Format::JsonLines);
    let numbers: Vec<u32> = workbook.sheets[0].rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3]);
    assert_eq!(workbook.oddities, [Oddity::BrokenLine { row: 4 }]);
}

#[test]
fn what_is_no_list_of_objects_is_refused() {
    for (text, code) in [
        ("[1, 2]", "damaged"),
        ("[{\"a\": 1}, {\"a\"", "truncated"),
        ("[]", "empty"),
        ("{}", "empty"),
        (&"[".repeat(100_000), "over-limit"),
        (&"{\"a\":".repeat(100_000), "over-limit"),
    ] {
        let error = read_json(text).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
    }
}

#[test]
fn a_number_too_long_for_a_number_keeps_its_digits() {
    let workbook = read_json(r#"{"id": 12345678901234567890}"#).unwrap();
    assert_eq!(workbook.sheets[0].rows[0].cell(0).text(), "12345678901234567890");
}

#[test]
fn a_list_that_starts_with_a_bracket_is_still_a_list() {
    let workbook = crate::read(b"[x];Nimi\n1;Maija\n", "lista.csv", &Limits::default()).unwrap();
    assert_eq!(workbook.sheets[0].rows.len(), 2);
}
