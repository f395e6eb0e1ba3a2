//! How the register is filled, kept clean and kept lawful.

use super::register::*;
use crate::FieldType::*;
use crate::{field, label};

choices! {
    /// What a document is.
    DOCUMENT_TYPES {
        "programme" "Ohjelma", "Program", "Programme";
        "booklet" "Ohjelmavihko", "Programhäfte", "Booklet";
        "certificate" "Todistus", "Intyg", "Certificate";
        "badges" "Nimilaput", "Namnbrickor", "Badges";
        "tents" "Pöytäkyltit", "Bordsskyltar", "Name tents";
        "attendance_list" "Allekirjoituslista", "Underskriftslista", "Signature sheet";
        "signs" "Ovikyltit", "Dörrskyltar", "Door signs";
        "report" "Raportti", "Rapport", "Report";
        "brief" "Käyntimuistio", "Besöksunderlag", "Visit brief";
        "agreement" "Sopimus", "Avtal", "Agreement";
        "signature_scan" "Skannattu allekirjoituslista", "Skannad underskriftslista", "Scanned signature sheet";
        "route_card" "Reittikortti", "Ruttkort", "Route card";
        "check_in_list" "Saapumislista", "Incheckningslista", "Check-in list";
        "event_page" "Tapahtumasivu", "Evenemangssida", "Event page";
        "calendar" "Kalenteritiedosto", "Kalenderfil", "Calendar file";
        "logo" "Logo", "Logotyp", "Logo";
        "signature" "Allekirjoitus", "Underskrift", "Signature";
        "map" "Kartta", "Karta", "Map";
        "image" "Kuva", "Bild", "Image";
        "other" "Muu", "Annat", "Other";
    }
}

choices! {
    /// The lawful basis of keeping personal data (GDPR art. 6).
    LAWFUL_BASES {
        "consent" "Suostumus", "Samtycke", "Consent";
        "contract" "Sopimus", "Avtal", "Contract";
        "legal_obligation" "Lakisääteinen velvoite", "Rättslig förpliktelse", "Legal obligation";
        "public_task" "Yleinen etu", "Allmänt intresse", "Public interest";
        "legitimate_interest" "Oikeutettu etu", "Berättigat intresse", "Legitimate interest";
    }
}

choices! {
    /// What a consent allows.
    CONSENT_SCOPES {
        "register" "Tietojen säilyttäminen rekisterissä", "Registrering av uppgifter", "Keeping in the register";
        "marketing" "Markkinointi", "Marknadsföring", "Marketing";
        "photographs" "Kuvaaminen", "Fotografering", "Photographs";
        "event" "Tapahtuman järjestäminen", "Ordnande av evenemang", "Holding an event";
        "project_reporting" "Hankeraportointi", "Projektrapportering", "Project reporting";
    }
}

choices! {
    /// Kinds of record that can be duplicates of each other.
    DUPLICATE_SUBJECTS {
        "organisation" "Organisaatio", "Organisation", "Organisation";
        "person" "Henkilö", "Person", "Person";
    }
}

choices! {
    /// What somebody decided on a pair of likely duplicates.
    DUPLICATE_DECISIONS {
        "open" "Avoin", "Öppen", "Open";
        "same" "Sama", "Samma", "The same";
        "different" "Eivät ole sama", "Inte samma", "Not the same";
    }
}

kind! {
    /// How the columns of one sort of registration file are read.
    IMPORT_PROFILE = 24 "import_profile", label("Tuontiprofiili", "Importprofil", "Import profile"), title ["name"],
    mod import_profile {
        NAME = field(1, "name", label("Nimi", "Namn", "Name"), Text).required().searched();
        HEADERS = field(2, "headers", label("Otsikot", "Rubriker", "Headers"), TextList).grouped("mapping");
        MAPPING = field(3, "mapping", label("Sarakkeiden vastaavuudet", "Kolumnernas motsvarigheter", "Mapping of columns"), LongText).grouped("mapping");
        RULES = field(4, "rules", label("Säännöt", "Regler", "Rules"), LongText).grouped("mapping");
        VERSION = field(5, "version", label("Versio", "Version", "Version"), Integer).grouped("mapping");
        EVENT = field(6, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event"));
    }
}

kind! {
    /// One reading of one file, with what came of it.
    IMPORT_RUN = 25 "import_run", label("Tuonti", "Import", "Import"), title ["file_name"],
    mod import_run {
        FILE_NAME = field(1, "file_name", label("Tiedosto", "Fil", "File"), Text).grouped("file").required().searched().personal();
        FILE_HASH = field(2, "file_hash", label("Tiedoston tiiviste", "Filens kontrollsumma", "Hash of the file"), Text).grouped("file").required();
        EVENT = field(3, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event"));
        PROFILE = field(4, "profile", label("Tuontiprofiili", "Importprofil", "Import profile"), Text);
        COUNT_NEW = field(5, "count_new", label("Uusia", "Nya", "New"), Integer).grouped("counts");
        COUNT_CHANGED = field(6, "count_changed", label("Muuttuneita", "Ändrade", "Changed"), Integer).grouped("counts");
        COUNT_UNCHANGED = field(7, "count_unchanged", label("Ennallaan", "Oförändrade", "Unchanged"), Integer).grouped("counts");
        COUNT_SET_ASIDE = field(8, "count_set_aside", label("Syrjään siirrettyjä", "Lagda åt sidan", "Set aside"), Integer).grouped("counts");
        IMPORTED_AT = field(9, "imported_at", label("Tuotu", "Importerad", "Imported at"), Instant);
        IMPORTED_BY = field(10, "imported_by", label("Tuoja", "Importerad av", "Imported by"), Text).personal();
        WRITER = field(11, "writer", label("Muutosten kirjoittaja", "Ändringarnas skribent", "Writer of the changes"), Text);
        UNDONE_AT = field(12, "undone_at", label("Kumottu", "Ångrad", "Undone at"), Instant);
    }
}

kind! {
    /// A file that was printed, scanned or attached, or a template that paper is made from.
    DOCUMENT = 26 "document", label("Asiakirja", "Dokument", "Document"), title ["title"],
    mod document {
        TITLE = field(1, "title", label("Otsikko", "Rubrik", "Title"), Text).required().searched();
        DOCUMENT_TYPE = field(2, "document_type", label("Tyyppi", "Typ", "Type"), Choice(DOCUMENT_TYPES));
        IS_TEMPLATE = field(3, "is_template", label("Malli", "Mall", "Template"), Flag);
        LANGUAGE = field(4, "language", label("Kieli", "Språk", "Language"), Choice(LANGUAGES));
        FILE_NAME = field(5, "file_name", label("Tiedosto", "Fil", "File"), Text).grouped("file").searched();
        MEDIA_TYPE = field(6, "media_type", label("Tiedostomuoto", "Filformat", "Media type"), Text).grouped("file");
        FILE_HASH = field(7, "file_hash", label("Tiedoston tiiviste", "Filens kontrollsumma", "Hash of the file"), Text).grouped("file");
        FILE_SIZE = field(8, "file_size", label("Koko (tavua)", "Storlek (byte)", "Size (bytes)"), Integer).grouped("file");
        CONTENT = field(9, "content", label("Mallin sisältö", "Mallens innehåll", "Content of the template"), LongText);
        ALT_TEXT = field(10, "alt_text", label("Kuvan tekstivastine", "Bildens alternativtext", "Text alternative"), Text);
        EVENT = field(11, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event"));
        ORGANISATION = field(12, "organisation", label("Organisaatio", "Organisation", "Organisation"), Reference("organisation"));
        PERSON = field(13, "person", label("Henkilö", "Person", "Person"), Reference("person")).personal().about();
        PROJECT = field(14, "project", label("Hanke", "Projekt", "Project"), Reference("project"));
        MADE_AT = field(15, "made_at", label("Luotu", "Skapat", "Made at"), Instant);
    }
}

kind! {
    /// Why a person's data may be kept, for what and until when.
    CONSENT = 27 "consent", label("Suostumus ja säilytys", "Samtycke och lagring", "Consent and retention"), title ["scope", "given_on"],
    mod consent {
        PERSON = field(1, "person", label("Henkilö", "Person", "Person"), Reference("person")).required().parent().personal().about();
        BASIS = field(2, "basis", label("Peruste", "Grund", "Basis"), Choice(LAWFUL_BASES)).required();
        SCOPE = field(3, "scope", label("Laajuus", "Omfattning", "Scope"), Choice(CONSENT_SCOPES)).required();
        GIVEN_ON = field(4, "given_on", label("Päivä", "Datum", "Given on"), Date);
        SOURCE = field(5, "source", label("Lähde", "Källa", "Source"), Text);
        KEEP_UNTIL = field(6, "keep_until", label("Säilytetään asti", "Lagras till", "Kept until"), Date);
        WITHDRAWN_ON = field(7, "withdrawn_on", label("Peruttu", "Återkallat", "Withdrawn on"), Date);
        EVENT = field(8, "event", label("Tapahtuma", "Evenemang", "Event"), Reference("event"));
    }
}

kind! {
    /// Two records that may be one, and what was decided; a "not the same" is remembered.
    DUPLICATE_CANDIDATE = 28 "duplicate_candidate", label("Mahdollinen kaksoiskappale", "Möjlig dubblett", "Possible duplicate"), title ["subject", "decision"],
    mod duplicate_candidate {
        SUBJECT = field(1, "subject", label("Laji", "Slag", "Kind"), Choice(DUPLICATE_SUBJECTS)).grouped("pair").required();
        FIRST = field(2, "first", label("Ensimmäinen", "Första", "First"), Text).grouped("pair").required().about();
        SECOND = field(3, "second", label("Toinen", "Andra", "Second"), Text).grouped("pair").required().about();
        SCORE_PERCENT = field(4, "score_percent", label("Varmuus (%)", "Säkerhet (%)", "Score (%)"), Integer).grouped("likeness");
        REASONS = field(5, "reasons", label("Syyt", "Orsaker", "Reasons"), TextList).grouped("likeness");
        DECISION = field(6, "decision", label("Päätös", "Beslut", "Decision"), Choice(DUPLICATE_DECISIONS)).grouped("decision");
        DECIDED_ON = field(7, "decided_on", label("Päätetty", "Beslutat", "Decided on"), Date).grouped("decision");
        DECIDED_BY = field(8, "decided_by", label("Päättäjä", "Beslutat av", "Decided by"), Text).grouped("decision").personal();
    }
}

kind! {
    /// A merge of two records, with what is needed to undo it.
    MERGE = 29 "merge", label("Yhdistäminen", "Sammanslagning", "Merge"), title ["subject", "reason"],
    mod merge {
        SUBJECT = field(1, "subject", label("Laji", "Slag", "Kind"), Choice(DUPLICATE_SUBJECTS)).grouped("pair").required();
        SURVIVOR = field(2, "survivor", label("Jäävä", "Kvarvarande", "Survivor"), Text).grouped("pair").required().about();
        LOSER = field(3, "loser", label("Väistyvä", "Sammanslagen post", "Merged record"), Text).grouped("pair").required().about();
        REASON = field(4, "reason", label("Syy", "Orsak", "Reason"), Text).personal();
        SNAPSHOT = field(5, "snapshot", label("Tiedot ennen yhdistämistä", "Uppgifter före sammanslagningen", "Data before the merge"), LongText).personal();
        MERGED_AT = field(6, "merged_at", label("Yhdistetty", "Sammanslaget", "Merged at"), Instant);
        MERGED_BY = field(7, "merged_by", label("Yhdistäjä", "Sammanslaget av", "Merged by"), Text).personal();
        UNDONE_AT = field(8, "undone_at", label("Kumottu", "Ångrat", "Undone at"), Instant);
    }
}
