//! Compounds of the field, each with the joints between its parts.

use super::points;
use domain::Language;

const COMPOUNDS: &str = "
työ-elämä työn-antaja työn-antajat työ-ura työ-olot työ-aika työ-ehdot työ-olosuhteet
yhteis-työ yhteis-yritys yhteis-opetus yhteis-hanke elin-keino elin-keino-elämä elin-keino-ohjelma
opin-näyte opin-näyte-työ opin-polku oppi-laitos oppi-sopimus oppi-materiaali opetus-alalla
opetus-ohjelma opetus-suunnitelma opetus-alusta opiskelija-vaihto opiskelija-edustaja
korkea-koulu korkea-kouluissa ammatti-korkea-koulu ammatti-osaaja ammatti-opisto ammatti-ala
yrityksen-johto yritys-yhteistyö yritys-esittely yritys-vierailu yritys-idea yritys-akatemia
kumppanuus-ohjelma kumppanuus-sopimus kumppanuus-akatemia kumppanuus-asiantuntija
kumppanuus-idea kumppanuus-yritys hanke-ohjaaja hanke-osaaminen hanke-esittely hanke-asiantuntija
hanke-arviointi hanke-idea tutkimus-alalla tutkimus-aineisto tutkimus-infrastruktuuri
tutkimus-organisaatio tutkimus-yhteistyö tutkimus-ohjelma tutkimus-etiikka tutkimus-avustus
kehittämis-osaaminen kehittämis-organisaatio kehittämis-yhtiö kehittämis-ohjelma kehittämis-idea
osaamis-alalla osaamis-tarve osaamis-alusta osaamis-arviointi osaamis-keskus osaamis-yhteisö
asiakas-yritys asiakas-esittely asiakas-ohjaus asian-tuntija asian-omistaja 
kansain-välinen kansain-välisyys maa-kunta maakunta-ohjelma maan-viljely  maan-omistaja
ilmasto-osaaminen ilmasto-ohjelma ympäristö-ala ympäristö-ohjelma vihreä-osaaminen
 energia-yhtiö energia-avustus metsä-ala metsä-energia metsä-osaaminen
teko-äly tieto-aineisto tieto-alusta tieto-yhteiskunta tietoturva-asiantuntija
  data-osaaminen pilvi-alusta verkko-opetus verkko-alusta verkko-osoite
hyvin-vointi hyvinvointi-ala hyvinvointi-alue terveys-alalla terveys-asema terveys-osaaminen
matkailu-ala matkailu-yritys matkailu-osaaminen elin-tarvike elintarvike-ala 
koulutus-alalla koulutus-ohjelma koulutus-organisaatio koulutus-yhteistyö koulutus-esite
jatko-opinnot jatko-opiskelu perus-opetus täydennys-opetus avoin-yliopisto kesä-yliopisto
avaus-esitys aamu-esitys posteri-esitys esitys-aika yleisö-esitys 
  tapahtuma-organisaatio ohjaus-ryhmä ohjaus-aika tuotannon-ohjaus
laadun-ohjaus opinto-ohjaus opinto-ohjaaja ura-ohjaus ryhmä-ohjaus projekti-ohjaus
innovaatio-ohjelma innovaatio-alusta innovaatio-ekosysteemi liike-idea liike-elämä
kulttuuri-elämä yhdistys-elämä arki-elämä alue-kehitys alue-ohjelma kaupunki-alue kasvu-alue
rahoitus-ohjelma rahoitus-osuus rahoitus-avustus rahoitus-instrumentti vienti-osaaminen
vienti-yritys perhe-yritys kasvu-yritys pien-yritys mikro-yritys emo-yhtiö osake-yhtiö
toimi-ala   toiminta-ohjelma  palvelu-ala palvelu-alusta
palvelu-esite palaute-arviointi vaikuttavuus-arviointi vertais-arviointi itse-arviointi
";

#[test]
fn words_that_only_look_like_compounds_are_left_to_their_syllables() {
    for (word, wrong) in [
        ("kansalainen", 4),
        ("matalan", 3),
        ("työpaikat", 6),
        ("lipunkantaja", 6),
        ("salaisuus", 1),
    ] {
        assert!(!points(word, Language::Fi).contains(&wrong), "{word}");
    }
}

#[test]
fn compounds_are_divided_between_their_parts() {
    let mut wrong = Vec::new();
    for marked in COMPOUNDS.split_whitespace() {
        let word = marked.replace('-', "");
        let found = points(&word, Language::Fi);
        let mut at = 0;
        for part in marked.split('-') {
            at += part.len();
            if at == word.len() {
                break;
            }
            // A letter alone on the wrong side of a joint is what misleads a reader.
            let before = word[..at].char_indices().next_back().map_or(0, |(before, _)| before);
            let after = at + word[at..].chars().next().map_or(0, char::len_utf8);
            // Too short an end never stands alone, joint or no joint.
            let short = word[at..].chars().count() < 3;
            let astray = found.contains(&before) || found.contains(&after);
            if astray || !short && !found.contains(&at) {
                wrong.push(marked);
            }
        }
    }
    assert_eq!(wrong, Vec::<&str>::new());
    assert!(COMPOUNDS.split_whitespace().count() >= 150);
}
