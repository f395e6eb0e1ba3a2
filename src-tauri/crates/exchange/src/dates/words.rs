/// Returns the month, 1–12, that a word in Finnish, Swedish or English names; lower case.
pub(super) fn month(word: &str) -> Option<u32> {
    const FINNISH: [&str; 12] = [
        "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka",
        "marras", "joulu",
    ];
    const OTHERS: [&[&str]; 12] = [
        &["january", "januari", "jan"],
        &["february", "februari", "feb", "febr"],
        &["march", "mars", "mar"],
        &["april", "apr"],
        &["may", "maj"],
        &["june", "juni", "jun"],
        &["july", "juli", "jul"],
        &["august", "augusti", "aug"],
        &["september", "sep", "sept"],
        &["october", "oktober", "oct", "okt"],
        &["november", "nov"],
        &["december", "dec"],
    ];
    let stem = word
        .strip_suffix("kuuta")
        .or_else(|| word.strip_suffix("kuu"))
        .or_else(|| word.strip_suffix('k'))
        .unwrap_or(word);
    let finnish = FINNISH.iter().position(|name| *name == stem);
    let month = finnish.or_else(|| OTHERS.iter().position(|names| names.contains(&word)))?;
    u32::try_from(month + 1).ok()
}

/// Returns whether a word names a day of the week in Finnish, Swedish or English; lower case.
pub(super) fn is_weekday(word: &str) -> bool {
    const FINNISH: &str = "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai \
        ma ti ke to pe la su";
    const SWEDISH: &str = "måndag tisdag onsdag torsdag fredag lördag söndag \
        mån tis ons tor tors fre lör sön";
    const ENGLISH: &str = "monday tuesday wednesday thursday friday saturday sunday \
        mon tue tues wed thu thur thurs fri sat sun";
    let word = word.strip_suffix("na").unwrap_or(word);
    let mut names = FINNISH.split(' ').chain(SWEDISH.split(' ')).chain(ENGLISH.split(' '));
    !word.is_empty() && names.any(|name| name == word)
}
