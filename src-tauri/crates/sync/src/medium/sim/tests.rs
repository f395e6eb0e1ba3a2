use super::*;

fn share() -> (SimShare, SimMedium) {
    let share = SimShare::new(1, UnixMillis(1_700_000_000_000));
    let desk = share.desk();
    (share, desk)
}

/// What one trouble alone does to the making of a file of 1,000 bytes.
fn made_in(trouble: Trouble) -> (SimShare, SimMedium, Result<(), MediumError>) {
    let (share, desk) = share();
    share.set_weather(Weather::fair().with(trouble, 1_000));
    let made = desk.create("w/one", &[7; 1_000]);
    share.set_weather(Weather::fair().with(Trouble::Phantom, 0));
    (share, desk, made)
}

mod in_fair_weather {
    use super::*;
    use crate::medium::contract::keeps_the_contract;

    fn fair() -> (Box<dyn Medium>, SimShare) {
        let (share, desk) = share();
        (Box::new(desk), share)
    }

    keeps_the_contract!(fair());
}

#[test]
fn every_trouble_of_writing_does_what_it_says() {
    for trouble in Trouble::ALL.into_iter().filter(|one| one.befalls(Doing::Create)) {
        let (share, desk, made) = made_in(trouble);
        let found = desk.read("w/one", 2_000).ok();
        let is_whole = found.as_deref() == Some(&[7; 1_000][..]);
        match trouble {
            Trouble::TornWrite => assert!(made.is_err() && found.is_some() && !is_whole),
            Trouble::LostWrite => assert!(made.is_ok() && found.is_none()),
            Trouble::ZeroTail | Trouble::Truncated => {
                assert!(made.is_ok() && found.is_some() && !is_whole, "{trouble:?}");
            }
            Trouble::AnswerLost => assert!(made.is_err() && is_whole),
            Trouble::TruncatedLater | Trouble::LostLater => {
                assert!(made.is_ok() && is_whole);
                share.advance(3_600_000);
                assert_ne!(desk.read("w/one", 2_000).ok().as_deref(), Some(&[7; 1_000][..]));
            }
            Trouble::Full => assert!(matches!(made, Err(MediumError::Full { .. }))),
            Trouble::Denied => assert!(matches!(made, Err(MediumError::Denied { .. }))),
            Trouble::Noise | Trouble::ConflictCopy => {
                assert!(made.is_ok() && is_whole && desk.list("w").unwrap().len() == 2);
            }
            _ => assert!(made.is_err() && found.is_none(), "{trouble:?}"),
        }
        assert_eq!(share.struck(), BTreeMap::from([(trouble, 1)]));
    }
}

#[test]
fn every_trouble_of_reading_and_listing_passes() {
    for trouble in Trouble::ALL.into_iter() {
        let (share, desk) = share();
        desk.create("w/1111.seg", &[7; 100]).unwrap();
        let listed = desk.list("w").unwrap();
        desk.create("w/2222.seg", &[7; 100]).unwrap();
        share.set_weather(Weather::fair().with(trouble, 1_000));
        if trouble.befalls(Doing::Read) {
            assert_ne!(desk.read("w/1111.seg", 100).ok(), Some(vec![7; 100]), "{trouble:?}");
        }
        if trouble.befalls(Doing::List) {
            let told = desk.list("w").ok();
            match trouble {
                Trouble::StaleListing => assert_eq!(told, Some(listed)),
                Trouble::WithoutNewest => assert_eq!(told.unwrap().len(), 1),
                Trouble::Phantom => assert_eq!(told.unwrap().len(), 3),
                Trouble::FoldedCase => assert_eq!(told.unwrap()[0].name, "1111.SEG"),
                _ => assert_eq!(told, None),
            }
        }
        share.set_weather(Weather::fair());
        assert_eq!(desk.read("w/1111.seg", 100).unwrap(), vec![7; 100]);
        assert_eq!(desk.list("w").unwrap().len(), 2);
    }
}

#[test]
fn a_share_that_is_gone_empty_or_foreign_is_told_apart_and_comes_back_whole() {
    let (share, desk) = share();
    desk.create("w/one", b"1").unwrap();
    share.put_foreign("workspace.json", b"another");
    share.stand(Standing::Gone);
    assert!(matches!(desk.list(""), Err(MediumError::Unreachable { .. })));
    assert!(desk.probe().is_err());
    share.stand(Standing::Empty);
    assert!(desk.probe().is_ok() && desk.list("").unwrap().is_empty());
    assert!(desk.read("workspace.json", 9).is_err());
    share.stand(Standing::Foreign);
    assert_eq!(desk.read("workspace.json", 9).unwrap(), b"another");
    desk.create("stray", b"2").unwrap();
    share.stand(Standing::Home);
    assert_eq!(share.files().into_keys().collect::<Vec<_>>(), ["w/one"]);
    let homes: Vec<bool> = share.deeds().iter().map(|deed| deed.is_home).collect();
    assert_eq!(homes, [true, false]);
}

#[test]
fn a_share_rolled_back_has_what_it_had() {
    let (share, desk) = share();
    desk.create("old", b"1").unwrap();
    let copy = share.keep_copy();
    desk.create("new", b"2").unwrap();
    desk.remove("old").unwrap();
    share.roll_back(copy);
    assert_eq!(share.files().into_keys().collect::<Vec<_>>(), ["old"]);
}

#[test]
fn a_desk_that_crashed_does_nothing_more_until_it_is_revived() {
    let (share, desk) = share();
    desk.crash_at(2);
    desk.create("one", b"1").unwrap();
    let crash = |doing: &dyn Fn()| {
        let stopped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(doing));
        assert_eq!(stopped.unwrap_err().downcast_ref(), Some(&Crash));
    };
    crash(&|| drop(desk.create("two", b"2")));
    crash(&|| drop(desk.create("three", b"3")));
    assert!(desk.has_crashed());
    desk.revive();
    desk.create("four", b"4").unwrap();
    assert!(share.files().contains_key("one") && share.files().contains_key("four"));
}
