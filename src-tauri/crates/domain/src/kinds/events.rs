//! Company days, trainings and campus walks: what happens, who comes, who was there.

use super::register::*;
use crate::FieldType::*;
use crate::{field, label};

choices! {
    /// What an event is.
    EVENT_TYPES {
        "company_day" "Yrityspäivä", "Företagsdag", "Company day";
        "training" "Teemakoulutus", "Temautbildning", "Thematic training";
        "campus_walk" "Kampuskävely", "Campuspromenad", "Campus walk";
        "pilot_workshop" "Pilottityöpaja", "Pilotworkshop", "Pilot workshop";
        "seminar" "Seminaari", "Seminarium", "Seminar";
        "steering_group" "Ohjausryhmä", "Styrgrupp", "Steering group";
    }
}

choices! {
    /// How far an event has come.
    EVENT_STATES {
        "draft" "Luonnos", "Utkast", "Draft";
        "open" "Ilmoittautuminen auki", "Anmälan öppen", "Open for registration";
        "closed" "Ilmoittautuminen päättynyt", "Anmälan stängd", "Registration closed";
        "held" "Pidetty", "Hållet", "Held";
        "cancelled" "Peruttu", "Inställt", "Cancelled";
    }
}

choices! {
    /// What an item of a programme is.
    SESSION_TYPES {
        "talk" "Puheenvuoro", "Anförande", "Talk";
        "panel" "Paneeli", "Panel", "Panel";
        "workshop" "Työpaja", "Workshop", "Workshop";
        "tour" "Kierros", "Rundtur", "Tour";
        "pitch" "Hissipuhe", "Pitch", "Pitch";
        "networking" "Verkostoituminen", "Nätverkande", "Networking";
        "break" "Tauko", "Paus", "Break";
        "meal" "Ruokailu", "Måltid", "Meal";
        "registration" "Ilmoittautuminen", "Registrering", "Registration";
        "transfer" "Siirtyminen", "Förflyttning", "Transfer";
        "other" "Muu", "Annat", "Other";
    }
}

choices! {
    /// Where a registration stands.
    REGISTRATION_STATUSES {
        "new" "Uusi", "Ny", "New";
        "confirmed" "Vahvistettu", "Bekräftad", "Confirmed";
        "waiting" "Varasijalla", "På reservplats", "On the waiting list";
        "cancelled" "Peruttu", "Avbokad", "Cancelled";
        "unfinished" "Kesken", "Oavslutad", "Unfinished";
        "no_show" "Ei saapunut", "Uteblev", "No-show";
    }
}

choices! {
    /// How a presence came to be known.
    ATTENDANCE_MANNERS {
        "signature" "Allekirjoitus", "Underskrift", "Signature";
        "noted" "Kirjattu", "Antecknad", "Noted";
        "remote" "Etänä", "På distans", "Remote";
    }
}

kind! {
    /// A company day, a training, a campus walk or another event, of one or several days.
    ///
    /// A plain text is in the event's own language; the same name with the code of a language is
    /// its translation. Practical information (arrival, network, accessibility) is in blocks parted
    /// by blank lines, the first line of a block being its heading. Partners are the companies
    /// whose logos the programme shows, in order.
    EVENT = 16 "event", label("Tapahtuma", "Evenemang", "Event"), title ["name"],
    mod event {
        NAME = field(1, "name", label("Nimi", "Namn", "Name"), Text).required().searched();
        NAME_FI = field(20, "name_fi", label("Nimi suomeksi", "Namn på finska", "Name in Finnish"), Text).searched();
        NAME_SV = field(21, "name_sv", label("Nimi ruotsiksi", "Namn på svenska", "Name in Swedish"), Text).searched();
        NAME_EN = field(22, "name_en", label("Nimi englanniksi", "Namn på engelska", "Name in English"), Text).searched();
        CODE = field(2, "code", label("Tapahtumakoodi", "Evenemangskod", "Event code"), Text).searched();
        EVENT_TYPE = field(3, "event_type", label("Tyyppi", "Typ", "Type"), Choice(EVENT_TYPES));
        COUNTS_AS_ESF_PARTICIPATION = field(4, "counts_as_esf_participation", label("Luetaan ESR-osallistumiseksi", "Räknas som ESF-deltagande", "Counts as ESF participation"), Flag);
        DESCRIPTION = field(5, "description", label("Kuvaus", "Beskrivning", "Description"), LongText).searched();
        DESCRIPTION_FI = field(23, "description_fi", label("Kuvaus suomeksi", "Beskrivning på finska", "Description in Finnish"), LongText).searched();
        DESCRIPTION_SV = field(24, "description_sv", label("Kuvaus ruotsiksi", "Beskrivning på svenska", "Description in Swedish"), LongText).searched();
        DESCRIPTION_EN = field(25, "description_en", label("Kuvaus englanniksi", "Beskrivning på engelska", "Description in English"), LongText).searched();
        STARTS_AT = field(6, "starts_at", label("Alkaa", "Börjar", "Starts at"), LocalDateTime).grouped("time");
        ENDS_AT = field(7, "ends_at", label("Päättyy", "Slutar", "Ends at"), LocalDateTime).grouped("time");
        VENUE = field(8, "venue", label("Paikka", "Plats", "Venue"), Text).searched();
        CAMPUS = field(9, "campus", label("Kampus", "Campus", "Campus"), Text).searched();
        CAPACITY = field(10, "capacity", label("Paikkoja", "Platser", "Capacity"), Integer);
        REGISTRATION_CLOSES_AT = field(11, "registration_closes_at", label("Ilmoittautuminen päättyy", "Anmälan stänger", "Registration closes at"), LocalDateTime);
        LANGUAGE = field(12, "language", label("Kieli", "Språk", "Language"), Choice(LANGUAGES));
        ORGANISER = field(13, "organiser", label("Järjestäjä", "Arrangör", "Organiser"), Text).searched();
        PROJECT = field(14, "project", label("Hanke", "Projekt", "Project"), Reference("project"));
        STATE = field(15, "state", label("Tila", "Status", "State"), Choice(EVENT_STATES));
        SIGNATORIES = field(16, "signatories", label("Todistuksen allekirjoittajat", "Undertecknare av intyg", "Signatories of certificates"), TextList).personal();
        CERTIFICATE_CONTENT = field(17, "certificate_content", label("Todistuksen sisältö", "Intygets innehåll", "Content of certificates"), LongText);
        CERTIFICATE_CONTENT_FI = field(26, "certificate_content_fi", label("Todistuksen sisältö suomeksi", "Intygets innehåll på finska", "Content of certificates in Finnish"), LongText);
        CERTIFICATE_CONTENT_SV = field(27, "certificate_content_sv", label("Todistuksen sisältö ruotsiksi", "Intygets innehåll på svenska", "Content of certificates in Swedish"), LongText);
        CERTIFICATE_CONTENT_EN = field(28, "certificate_content_en", label("Todistuksen sisältö englanniksi", "Intygets innehåll på engelska", "Content of certificates in English"), LongText);
        INSTITUTION = field(18, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text);
        WEB_ADDRESS = field(19, "web_address", label("Verkko-osoite", "Webbadress", "Web address"), Url);
        PRACTICAL = field(29, "practical", label("Käytännön tietoa", "Praktisk information", "Practical information"), LongText).searched();
        PRACTICAL_FI = field(30, "practical_fi", label("Käytännön tietoa suomeksi", "Praktisk information på finska", "Practical information in Finnish"), LongText).searched();
        PRACTICAL_SV = field(31, "practical_sv", label("Käytännön tietoa ruotsiksi", "Praktisk information på svenska", "Practical information in Swedish"), LongText).searched();
        PRACTICAL_EN = field(32, "practical_en", label("Käytännön tietoa englanniksi", "Praktisk information på engelska", "Practical information in English"), LongText).searched();
        MAP = field(33, "map", label("Kartta", "Karta", "Map"), Reference("document"));
        PARTNERS = field(34, "partners", label("Kumppanit ohjelmassa", "Samarbetspartner i programmet", "Partners in the programme"), References("organisation"));
    }
}

kind! {
    /// An item of a programme; its plain texts are in the event's own language.
    SESSION = 17 "session", label("Ohjelmakohta", "Programpunkt", "Session"), title ["title"],
    mod session {
        EVENT = field(1, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event")).grouped("order").required().parent();
        POSITION = field(2, "position", label("Järjestys", "Ordning", "Position"), Text).grouped("order");
        TITLE = field(3, "title", label("Otsikko", "Rubrik", "Title"), Text).required().searched();
        TITLE_FI = field(15, "title_fi", label("Otsikko suomeksi", "Rubrik på finska", "Title in Finnish"), Text).searched();
        TITLE_SV = field(16, "title_sv", label("Otsikko ruotsiksi", "Rubrik på svenska", "Title in Swedish"), Text).searched();
        TITLE_EN = field(17, "title_en", label("Otsikko englanniksi", "Rubrik på engelska", "Title in English"), Text).searched();
        DESCRIPTION = field(4, "description", label("Kuvaus", "Beskrivning", "Description"), LongText).searched();
        DESCRIPTION_FI = field(18, "description_fi", label("Kuvaus suomeksi", "Beskrivning på finska", "Description in Finnish"), LongText).searched();
        DESCRIPTION_SV = field(19, "description_sv", label("Kuvaus ruotsiksi", "Beskrivning på svenska", "Description in Swedish"), LongText).searched();
        DESCRIPTION_EN = field(20, "description_en", label("Kuvaus englanniksi", "Beskrivning på engelska", "Description in English"), LongText).searched();
        SESSION_TYPE = field(5, "session_type", label("Tyyppi", "Typ", "Type"), Choice(SESSION_TYPES));
        ROOM = field(6, "room", label("Tila", "Lokal", "Room"), Reference("room")).grouped("slot");
        STARTS_AT = field(7, "starts_at", label("Alkaa", "Börjar", "Starts at"), LocalDateTime).grouped("slot");
        ENDS_AT = field(8, "ends_at", label("Päättyy", "Slutar", "Ends at"), LocalDateTime).grouped("slot");
        TRACK = field(9, "track", label("Rata", "Spår", "Track"), Text).searched();
        SPEAKERS = field(10, "speakers", label("Puhujat", "Talare", "Speakers"), References("person")).personal();
        SPEAKER_NAMES = field(11, "speaker_names", label("Muut puhujat", "Övriga talare", "Other speakers"), TextList).searched().personal();
        CREDIT_MINUTES = field(12, "credit_minutes", label("Luetaan todistukseen (min)", "Räknas i intyget (min)", "Minutes counted for certificates"), Integer);
        CREDIT_POINTS = field(13, "credit_points", label("Opintopisteet", "Studiepoäng", "Credit points"), Text);
        CAPACITY = field(14, "capacity", label("Paikkoja", "Platser", "Capacity"), Integer);
    }
}

kind! {
    /// A room that events are held in.
    ROOM = 18 "room", label("Tila", "Lokal", "Room"), title ["name"],
    mod room {
        NAME = field(1, "name", label("Nimi", "Namn", "Name"), Text).required().searched();
        BUILDING = field(2, "building", label("Rakennus", "Byggnad", "Building"), Text).searched();
        CAMPUS = field(3, "campus", label("Kampus", "Campus", "Campus"), Text).searched();
        CAPACITY = field(4, "capacity", label("Paikkoja", "Platser", "Capacity"), Integer);
        ACCESSIBILITY = field(5, "accessibility", label("Esteettömyys", "Tillgänglighet", "Accessibility"), LongText);
        GUIDANCE = field(6, "guidance", label("Opastus", "Vägledning", "Guidance"), LongText);
    }
}

kind! {
    /// A stop of a campus walk: what is seen, who shows it and how long it takes.
    ROUTE_STOP = 19 "route_stop", label("Kävelyn pysähdys", "Stopp på promenaden", "Route stop"), title ["title"],
    mod route_stop {
        EVENT = field(1, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event")).grouped("order").required().parent();
        POSITION = field(2, "position", label("Järjestys", "Ordning", "Position"), Text).grouped("order");
        TITLE = field(3, "title", label("Otsikko", "Rubrik", "Title"), Text).searched();
        INFRASTRUCTURE = field(4, "infrastructure", label("TKI-infra", "FUI-infrastruktur", "RDI infrastructure"), Reference("infrastructure"));
        HOST = field(5, "host", label("Isäntä", "Värd", "Host"), Reference("person")).personal();
        MINUTES = field(6, "minutes", label("Kesto (min)", "Längd (min)", "Duration (min)"), Integer);
        ROOM = field(7, "room", label("Tila", "Lokal", "Room"), Reference("room"));
        NOTES = field(8, "notes", label("Muistiinpanot", "Anteckningar", "Notes"), LongText);
    }
}

kind! {
    /// Somebody's registration to an event, as it was sent and as it stands.
    REGISTRATION = 20 "registration", label("Ilmoittautuminen", "Anmälan", "Registration"), title ["first_name", "last_name"],
    mod registration {
        EVENT = field(1, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event")).required().parent();
        PERSON = field(2, "person", label("Henkilö", "Person", "Person"), Reference("person")).personal().about();
        ORGANISATION = field(3, "organisation", label("Organisaatio", "Organisation", "Organisation"), Reference("organisation"));
        FIRST_NAME = field(4, "first_name", label("Etunimi", "Förnamn", "First name"), Text).grouped("contact").searched().personal();
        LAST_NAME = field(5, "last_name", label("Sukunimi", "Efternamn", "Last name"), Text).grouped("contact").searched().personal();
        EMAIL = field(6, "email", label("Sähköposti", "E-post", "E-mail"), Email).grouped("contact").searched().personal();
        PHONE = field(7, "phone", label("Puhelin", "Telefon", "Phone"), Phone).grouped("contact").searched().personal();
        ORGANISATION_NAME = field(8, "organisation_name", label("Organisaation nimi", "Organisationens namn", "Organisation name"), Text).grouped("contact").searched().personal();
        BUSINESS_ID = field(9, "business_id", label("Y-tunnus", "FO-nummer", "Business ID"), BusinessId).grouped("contact").searched();
        JOB_TITLE = field(10, "job_title", label("Titteli", "Titel", "Job title"), Text).grouped("contact").personal();
        STATUS = field(11, "status", label("Tila", "Status", "Status"), Choice(REGISTRATION_STATUSES)).grouped("status");
        STATUS_REASON = field(12, "status_reason", label("Tilan syy", "Orsak till statusen", "Reason for the status"), Text).grouped("status").personal();
        ANSWERS = field(13, "answers", label("Vastaukset", "Svar", "Answers"), Answers).personal();
        DIET = field(14, "diet", label("Ruokavalio", "Specialkost", "Diet"), Text).sensitive();
        SUBMITTED_AT = field(15, "submitted_at", label("Lähetetty", "Skickad", "Submitted at"), Instant);
        SOURCE_PROFILE = field(16, "source_profile", label("Lähde", "Källa", "Source"), Text).grouped("source");
        SOURCE_KEY = field(17, "source_key", label("Rivin tunnus lähteessä", "Radens id i källan", "Key in the source"), Text).grouped("source");
        SOURCE_ROW = field(18, "source_row", label("Rivi lähteessä", "Rad i källan", "Row in the source"), Integer).grouped("source");
        LANGUAGE = field(19, "language", label("Kieli", "Språk", "Language"), Choice(LANGUAGES)).personal();
        MARKETING_CONSENT = field(20, "marketing_consent", label("Markkinointilupa", "Marknadsföringslov", "Consent to marketing"), Flag).personal();
        PHOTO_CONSENT = field(21, "photo_consent", label("Kuvauslupa", "Fotograferingslov", "Consent to photographs"), Flag).personal();
        ESF_PARTICIPANT = field(22, "esf_participant", label("ESR-osallistuja", "ESF-deltagare", "ESF participant"), Flag).personal();
        ESF_REQUESTED_ON = field(23, "esf_requested_on", label("ESR-tiedot pyydetty", "ESF-uppgifter begärda", "ESF data requested on"), Date).personal();
        ESF_START_DONE = field(24, "esf_start_done", label("ESR-aloitus tehty", "ESF-start gjord", "ESF start done"), Flag).personal();
        ESF_END_DONE = field(25, "esf_end_done", label("ESR-lopetus tehty", "ESF-avslut gjort", "ESF end done"), Flag).personal();
        NOTES = field(26, "notes", label("Muistiinpanot", "Anteckningar", "Notes"), LongText).personal();
    }
}

kind! {
    /// That somebody was there: in one session, or for a day.
    ATTENDANCE = 21 "attendance", label("Läsnäolo", "Närvaro", "Attendance"), title ["day"],
    mod attendance {
        REGISTRATION = field(1, "registration", label("Ilmoittautuminen", "Anmälan", "Registration"), Reference("registration")).required().parent().personal().about();
        SESSION = field(2, "session", label("Ohjelmakohta", "Programpunkt", "Session"), Reference("session"));
        DAY = field(3, "day", label("Päivä", "Dag", "Day"), Date);
        ARRIVED_AT = field(4, "arrived_at", label("Saapui", "Kom", "Arrived at"), LocalDateTime).personal();
        LEFT_AT = field(5, "left_at", label("Poistui", "Gick", "Left at"), LocalDateTime).personal();
        MANNER = field(6, "manner", label("Tapa", "Sätt", "Manner"), Choice(ATTENDANCE_MANNERS));
        SIGNATURE_SCAN = field(7, "signature_scan", label("Skannattu allekirjoituslista", "Skannad underskriftslista", "Scanned signature sheet"), Reference("document")).personal();
    }
}

kind! {
    /// A certificate that was given to somebody who was present; a re-issue keeps its number.
    CERTIFICATE = 22 "certificate", label("Todistus", "Intyg", "Certificate"), title ["number"],
    mod certificate {
        REGISTRATION = field(1, "registration", label("Ilmoittautuminen", "Anmälan", "Registration"), Reference("registration")).required().parent().personal().about();
        EVENT = field(2, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event")).required().parent();
        NUMBER = field(3, "number", label("Numero", "Nummer", "Number"), Text).searched();
        LANGUAGE = field(4, "language", label("Kieli", "Språk", "Language"), Choice(LANGUAGES)).grouped("issue");
        SECOND_LANGUAGE = field(13, "second_language", label("Toinen kieli", "Andra språk", "Second language"), Choice(LANGUAGES)).grouped("issue");
        MINUTES = field(5, "minutes", label("Kesto (min)", "Omfattning (min)", "Duration (min)"), Integer).grouped("issue");
        CONTENT = field(6, "content", label("Sisältö", "Innehåll", "Content"), LongText).grouped("issue");
        SIGNATORIES = field(7, "signatories", label("Allekirjoittajat", "Undertecknare", "Signatories"), TextList).grouped("issue").personal();
        ISSUED_AT = field(8, "issued_at", label("Luotu", "Utfärdat", "Issued at"), Instant).grouped("issue");
        VERSION = field(9, "version", label("Versio", "Version", "Version"), Integer).grouped("issue");
        REVOKED_AT = field(10, "revoked_at", label("Mitätöity", "Makulerat", "Revoked at"), Instant).grouped("revocation");
        REVOKED_REASON = field(11, "revoked_reason", label("Mitätöinnin syy", "Orsak till makuleringen", "Reason for revoking"), Text).grouped("revocation").personal();
        TEMPLATE = field(12, "template", label("Malli", "Mall", "Template"), Reference("document"));
    }
}

kind! {
    /// Feedback on an event; anonymous unless the person wants to be contacted.
    FEEDBACK = 23 "feedback", label("Palaute", "Respons", "Feedback"), title ["comment"],
    mod feedback {
        EVENT = field(1, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event")).required().parent();
        RATINGS = field(2, "ratings", label("Arvosanat", "Betyg", "Ratings"), Answers);
        COMMENT = field(3, "comment", label("Vapaa palaute", "Fri respons", "Comment"), LongText).searched().personal();
        MAY_BE_CONTACTED = field(4, "may_be_contacted", label("Saa ottaa yhteyttä", "Får kontaktas", "May be contacted"), Flag).personal();
        PERSON = field(5, "person", label("Henkilö", "Person", "Person"), Reference("person")).personal().about();
        SUBMITTED_AT = field(6, "submitted_at", label("Lähetetty", "Skickad", "Submitted at"), Instant);
        SOURCE_PROFILE = field(7, "source_profile", label("Lähde", "Källa", "Source"), Text).grouped("source");
        SOURCE_KEY = field(8, "source_key", label("Rivin tunnus lähteessä", "Radens id i källan", "Key in the source"), Text).grouped("source");
        SOURCE_ROW = field(9, "source_row", label("Rivi lähteessä", "Rad i källan", "Row in the source"), Integer).grouped("source");
    }
}
