use proptest::prelude::*;

use super::*;

const WRITER: &str = "0123456789abcdef0123456789abcdef";

fn names() -> impl Strategy<Value = ShareName> {
    let writer = || any::<[u8; 16]>().prop_map(WriterId);
    let number = || 1..=LAST_SEGMENT;
    let short = any::<ShortMark>;
    let long = any::<Mark>;
    prop_oneof![
        Just(ShareName::Workspace),
        Just(ShareName::Readme),
        (short(), 1_u32..).prop_map(|(id, number)| ShareName::Key { id, number }),
        (writer(), 0..=LAST_SEGMENT, short(), short()).prop_map(|(writer, segment, acks, mark)| {
            ShareName::Head { writer, segment, acks, mark }
        }),
        (writer(), 1_u32.., short()).prop_map(|(writer, number, mark)| ShareName::Card {
            writer,
            number,
            mark
        }),
        (writer(), number(), long()).prop_map(|(writer, number, mark)| ShareName::Segment {
            writer,
            number,
            mark
        }),
        (writer(), number(), number(), long()).prop_map(|(writer, a, b, mark)| ShareName::Pack {
            writer,
            from: a.min(b),
            to: a.max(b),
            mark
        }),
        (writer(), 1_u32..100_000_000, long())
            .prop_map(|(writer, number, mark)| ShareName::Snapshot { writer, number, mark }),
        (writer(), number(), 1_u32.., long()).prop_map(|(writer, number, generation, mark)| {
            ShareName::Reissue { writer, number, generation, mark }
        }),
        (writer(), writer(), number(), long())
            .prop_map(|(writer, of, number, mark)| ShareName::Copy { writer, of, number, mark }),
        (writer(), writer(), number()).prop_map(|(writer, of, number)| ShareName::Request {
            writer,
            of,
            number
        }),
        (any::<[u8; 16]>(), long()).prop_map(|(name, mark)| ShareName::Attachment { name, mark }),
    ]
}

proptest! {
    #[test]
    fn a_name_is_read_back_as_printed(name in names()) {
        let path = name.to_string();
        prop_assert_eq!(path.parse(), Ok(name));
        prop_assert!(path.len() <= LONGEST_PATH);
        prop_assert!(path.starts_with(&name.folder()));
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"/.-".contains(&byte);
        prop_assert!(name == ShareName::Readme || path.bytes().all(plain), "{}", path);
    }

    #[test]
    fn a_name_with_anything_altered_is_another_name_or_none(
        name in names(),
        at in any::<prop::sample::Index>(),
        put in any::<char>(),
    ) {
        let path = name.to_string();
        let at = at.index(path.len());
        let altered = format!("{}{put}{}", &path[..at], &path[at + 1..]);
        prop_assert!(altered == path || altered.parse() != Ok(name));
    }

    #[test]
    fn any_text_is_a_name_only_if_it_prints_as_it_was_read(text in "\\PC*") {
        if let Ok(name) = text.parse::<ShareName>() {
            prop_assert_eq!(name.to_string(), text.clone());
        }
        foreign(&text);
    }

    #[test]
    fn a_second_file_for_a_name_is_known_for_what_it_is(
        name in names(),
        added in prop::sample::select(vec![
            "-DESKTOP-7Q2", " (1)", " (Ainon ristiriitainen kopio 2026-11-24)", "_conflict-20261124",
            " - Copy", ".sync-conflict-20261124-101010-ABCDEFG", "~1",
        ]),
    ) {
        let path = name.to_string();
        let dot = path.rfind('.').unwrap();
        let (stem, ending) = path.split_at(dot);
        prop_assert_eq!(foreign(&format!("{stem}{added}{ending}")), Foreign::ConflictCopy(name));
        prop_assert_eq!(foreign(&format!("{path}{added}")), Foreign::ConflictCopy(name));
    }
}

#[test]
fn the_layout_is_this() {
    let writer = parse_writer(WRITER).unwrap();
    let segment = ShareName::Segment { writer, number: 12_345, mark: [0xAB; 6] };
    assert_eq!(segment.to_string(), format!("w/{WRITER}/s/12/0000012345.abababababab.seg"));
    assert_eq!(segment.folder(), segment_folder(writer, 12_345));
    let head = ShareName::Head { writer, segment: 7, acks: [1; 4], mark: [2; 4] };
    assert_eq!(head.to_string(), format!("heads/{WRITER}.0000000007.01010101.02020202.hd"));
    assert_eq!(ShareName::Key { id: [0xC; 4], number: 2 }.to_string(), "keys/0c0c0c0c-2.key");
}

#[test]
fn names_that_only_look_like_ours_are_refused() {
    for path in [
        "",
        "/",
        "workspace.json/",
        "/workspace.json",
        "Workspace.json",
        "readme.txt",
        "keys/0c0c0c0c-0.key",
        "keys/0c0c0c0c-01.key",
        "keys/0C0C0C0C-1.key",
        "keys/0c0c0c0c-1.key.tmp",
        "keys/../workspace.json",
        "keys//0c0c0c0c-1.key",
        "heads/0123456789abcdef.0000000001.00000000.00000000.hd",
        "w/0123456789abcdef0123456789abcdef/s/0/0000000000.abababababab.seg",
        "w/0123456789abcdef0123456789abcdef/s/1/0000000001.abababababab.seg",
        "w/0123456789abcdef0123456789abcdef/s/00/0000000001.abababababab.seg",
        "w/0123456789abcdef0123456789abcdef/s/0/0000000001.abababababa.seg",
        "w/0123456789abcdef0123456789abcdef/s/0/+000000001.abababababab.seg",
        "w/0123456789abcdef0123456789abcdef/s/0/0000000001.abababababab.seg.seg",
        "w/0123456789abcdef0123456789abcdef/p/0000000002-0000000001.abababababab.pak",
        "w/0123456789abcdef0123456789abcdef/x/0000000001.r0.abababababab.seg",
        "w/0123456789ABCDEF0123456789abcdef/card.1.abababab",
        "w\\0123456789abcdef0123456789abcdef\\card.1.abababab",
        "a/ab/cdababababababababababababababab.abababababab",
        "a/ab/é",
        "w/０123456789abcdef0123456789abcdef/card.1.abababab",
    ] {
        assert!(path.parse::<ShareName>().is_err(), "{path}");
    }
}

#[test]
fn what_others_leave_behind_is_told_apart() {
    let segment = "w/0123456789abcdef0123456789abcdef/s/0/0000000001.abababababab.seg";
    for (path, is) in [
        (format!("{segment}.tmp"), Foreign::Temporary),
        ("heads/~$x.docx".into(), Foreign::Noise),
        ("heads/._0123".into(), Foreign::Noise),
        ("heads/.DS_Store".into(), Foreign::Noise),
        ("w/Desktop.ini".into(), Foreign::Noise),
        ("keys/kuvia.zip".into(), Foreign::Unknown),
        (segment.to_uppercase(), Foreign::ConflictCopy(segment.parse().unwrap())),
        ("x".repeat(100_000), Foreign::Unknown),
    ] {
        assert_eq!(foreign(&path), is, "{path}");
    }
}
