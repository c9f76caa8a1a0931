//! What must hold for any bytes that stand in a table of coded events.

use crate::articles;

/// First lines of tables, and rows that begin one without a line of names.
const BEGINNINGS: &[&str] = &[
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,inter1,actor2,country,location,latitude,longitude,time_precision,notes,fatalities,timestamp\n",
    "event_id_cnty;event_date;event_type;fatalities;notes;timestamp\n",
    "id,type_of_violence,side_a,side_b,date_start,date_end,best,high,low,country,where_coordinates,where_prec,adm_1,latitude,longitude\n",
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tTarget Name\tStory ID\tCity\tCountry\tLatitude\tLongitude\n",
    "GLOBALEVENTID\tSQLDATE\tEventCode\tActor1Name\tActor1CountryCode\tActionGeo_Type\tActionGeo_FullName\tActionGeo_CountryCode\tActionGeo_Lat\tActionGeo_Long\tSOURCEURL\n",
    "GLOBALEVENTID\tEventTimeDate\tMentionTimeDate\tMentionIdentifier\tConfidence\n",
    "GKGRECORDID\tDATE\tDocumentIdentifier\tCounts\tLocations\tV2Persons\tQuotations\tExtras\n",
    "DATE\tNUMARTS\tCOUNTS\tTHEMES\tLOCATIONS\tPERSONS\tORGANIZATIONS\tTONE\tCAMEOEVENTIDS\tSOURCES\tSOURCEURLS\n",
];

/// Rows below the line of names that the first byte chooses are used or refused.
pub fn load(bytes: &[u8]) {
    let Some((choice, rows)) = bytes.split_first() else {
        return;
    };
    let beginning = BEGINNINGS[usize::from(*choice) % BEGINNINGS.len()];
    let mut table = beginning.as_bytes().to_vec();
    table.extend_from_slice(rows);
    articles::load(&table);
}
