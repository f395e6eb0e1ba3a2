//! A PDF file written from front to back: streams as they come, everything else packed into
//! object streams, a cross-reference stream at the end (ISO 32000-1, 7.5.7 and 7.5.8).

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};

use super::PdfError;
use super::numbers::push_integer;
use super::rows::{self, Numbers, Record};
use super::spell::{Spelling as _, push_entries, push_object, push_separated, push_stream};

/// The most indirect objects that a PDF/A-2 file may have (ISO 19005-2, 6.1.13).
pub(crate) const MOST_OBJECTS: u32 = 8_388_607;

/// Objects packed together: enough for a window of deflate, few enough to open quickly.
const OBJECTS_PER_PACK: usize = 400;

/// Content that is written as it is: deflating some lines of text takes longer than making them,
/// and saves little more than the word for it costs.
const SHORT_CONTENT: usize = 300;

/// The effort of deflate for rows, which are long and nearly alike: it must look far back to find a row again.
const ROWS_EFFORT: u32 = 5;

/// Rows packed together: what stands in the first is repeated in the others.
const ROWS_PER_PACK: usize = 60;

/// A place that objects are put into, by the number reserved for them.
///
/// A document in memory and a file being written take the same objects, so that tags, fonts and
/// metadata are made by the same code for both.
pub(crate) trait Objects {
    /// A number for an object that will be put later.
    fn reserve(&mut self) -> ObjectId;

    /// Puts the object of a reserved number.
    fn put(&mut self, id: ObjectId, object: Object);

    /// Puts an element of the structure tree.
    fn put_element(&mut self, id: ObjectId, element: &Element<'_>) {
        self.put(id, element.dictionary().into());
    }

    /// Puts an object under a new number.
    fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.put(id, object.into());
        id
    }
}

impl Objects for lopdf::Document {
    fn reserve(&mut self) -> ObjectId {
        self.new_object_id()
    }

    fn put(&mut self, id: ObjectId, object: Object) {
        self.objects.insert(id, object);
    }
}

/// An element of the structure tree, the one kind of object that comes by the ten thousand.
pub(crate) struct Element<'a> {
    /// Its structure type.
    pub(crate) kind: &'static str,
    /// The element above, or the root of the tree.
    pub(crate) parent: ObjectId,
    /// The page of its content that is given by number alone.
    pub(crate) page: Option<ObjectId>,
    /// What it holds.
    pub(crate) kids: &'a [Object],
    /// Everything else that it says.
    pub(crate) more: Dictionary,
}

impl Element<'_> {
    fn dictionary(&self) -> Dictionary {
        let mut element = dictionary! { "S" => self.kind, "P" => self.parent };
        if let Some(page) = self.page {
            element.set("Pg", page);
        }
        match self.kids {
            [] => {}
            [kid] => element.set("K", kid.clone()),
            kids => element.set("K", kids.to_vec()),
        }
        element.extend(&self.more);
        element
    }
}

/// Where an object lies in the file.
#[derive(Debug, Clone, Copy)]
enum Entry {
    Absent,
    At(u32),
    Packed { container: u32, index: u16 },
}

/// The file so far.
pub(crate) struct FileWriter {
    out: Vec<u8>,
    entries: Vec<Entry>,
    packed: Vec<(u32, usize)>,
    pack: Vec<u8>,
    deflate: Deflate,
    rows_deflate: Option<Deflate>,
}

impl FileWriter {
    /// A file with nothing but its header: the version and four bytes above 127, by which
    /// transports know that it is binary (ISO 19005-2, 6.1.2).
    pub(crate) fn new(deflate: Deflate) -> FileWriter {
        FileWriter {
            out: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(),
            entries: vec![Entry::Absent],
            packed: Vec::new(),
            pack: Vec::new(),
            deflate,
            rows_deflate: None,
        }
    }

    /// The highest number in use.
    pub(crate) fn last_number(&self) -> u32 {
        self.entries.len() as u32 - 1
    }

    /// Puts every object of a document under its own number.
    pub(crate) fn take(&mut self, document: lopdf::Document) {
        let last = document.objects.keys().next_back().map_or(0, |id| id.0);
        self.entries.resize(last as usize + 1, Entry::Absent);
        for (id, object) in document.objects {
            self.put(id, object);
        }
    }

    /// Puts a stream whose dictionary holds nothing but its length, deflated where that is
    /// shorter.
    pub(crate) fn put_content(&mut self, id: ObjectId, content: &[u8]) {
        self.begin_object(id);
        let filter: &[u8] = b"/Filter/FlateDecode";
        let mut shortest = (&b""[..], content);
        if content.len() > SHORT_CONTENT {
            let deflated = self.deflate.run(content);
            if deflated.len() + filter.len() < content.len() {
                shortest = (filter, deflated);
            }
        }
        let (filter, content) = shortest;
        self.out.extend_from_slice(b"<</Length ");
        push_integer(&mut self.out, content.len() as i64);
        self.out.extend_from_slice(filter);
        self.out.extend_from_slice(b">>stream\n");
        self.out.extend_from_slice(content);
        self.out.extend_from_slice(b"\nendstream\nendobj\n");
    }

    /// Puts the objects of a record once for each row of `given`, the numbers given with it; gives
    /// the numbers of the objects.
    pub(crate) fn put_rows(&mut self, record: &Record, given: &[Vec<u32>]) -> Numbers {
        let rows = given.len() as u32;
        let numbers = Numbers { first: self.entries.len() as u32, rows };
        let all = (record.columns() * rows) as usize;
        self.entries.resize(self.entries.len() + all, Entry::Absent);
        for (chunk, given) in given.chunks(ROWS_PER_PACK).enumerate() {
            let from = (chunk * ROWS_PER_PACK) as u32;
            let table = rows::table(record, numbers, from, given);
            let container = self.entries.len() as u32;
            let mut index = 0;
            for row in from..from + given.len() as u32 {
                for column in record.order() {
                    let number = numbers.of(column, row);
                    self.entries[number as usize] = Entry::Packed { container, index };
                    index += 1;
                }
            }
            let parameters = dictionary! { "Predictor" => 12, "Columns" => table.width as i64 };
            let more = dictionary! { "DecodeParms" => parameters };
            let deflated = self.rows_deflate.get_or_insert_with(|| Deflate::new(ROWS_EFFORT));
            let deflated = deflated.run(&table.content).to_vec();
            self.put_pack(usize::from(index), table.first, deflated, more);
        }
        numbers
    }

    /// Ends the file; its identifier is a digest of all that was put before. Gives the compressor
    /// back, for the next file.
    ///
    /// # Errors
    /// When more objects were put than PDF/A-2 allows.
    pub(crate) fn finish(
        mut self,
        catalog: ObjectId,
        info: ObjectId,
    ) -> Result<(Vec<u8>, Deflate), PdfError> {
        self.close_pack();
        if self.entries.len() as u64 >= u64::from(MOST_OBJECTS)
            || self.out.len() > u32::MAX as usize
        {
            return Err(PdfError::TooLarge);
        }
        let digest = blake3::hash(&self.out);
        let identifier =
            Object::String(digest.as_bytes()[..16].to_vec(), StringFormat::Hexadecimal);
        let place = self.out.len() as u32;
        self.entries.push(Entry::At(place));
        let rows = cross_reference_rows(&self.entries);
        let rows = self.deflate.run(&rows).to_vec();
        let dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => self.entries.len() as i64,
            "W" => vec![1.into(), 4.into(), 2.into()],
            "Root" => catalog,
            "Info" => info,
            "ID" => vec![identifier.clone(), identifier],
            "Filter" => "FlateDecode",
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => ROW as i64 },
        };
        let number = self.entries.len() as u32 - 1;
        self.begin_object_unrecorded(number);
        push_stream(&mut self.out, &Stream::new(dictionary, rows));
        self.out.extend_from_slice(b"\nendobj\nstartxref\n");
        push_integer(&mut self.out, i64::from(place));
        self.out.extend_from_slice(b"\n%%EOF\n");
        Ok((self.out, self.deflate))
    }

    fn begin_object(&mut self, id: ObjectId) {
        self.entries[id.0 as usize] = Entry::At(self.out.len() as u32);
        self.begin_object_unrecorded(id.0);
    }

    fn begin_object_unrecorded(&mut self, number: u32) {
        push_integer(&mut self.out, i64::from(number));
        self.out.extend_from_slice(b" 0 obj\n");
    }

    fn put_stream(&mut self, id: ObjectId, mut stream: Stream) {
        if stream.allows_compression && !stream.dict.has(b"Filter") && !stream.content.is_empty() {
            let deflated = self.deflate.run(&stream.content).to_vec();
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(deflated);
        }
        self.begin_object(id);
        push_stream(&mut self.out, &stream);
        self.out.extend_from_slice(b"\nendobj\n");
    }

    fn pack_in(&mut self, id: ObjectId, push: impl FnOnce(&mut Vec<u8>)) {
        self.packed.push((id.0, self.pack.len()));
        push(&mut self.pack);
        self.pack.push(b'\n');
        if self.packed.len() == OBJECTS_PER_PACK {
            self.close_pack();
        }
    }

    fn close_pack(&mut self) {
        if self.packed.is_empty() {
            return;
        }
        let container = self.entries.len() as u32;
        let mut content = Vec::with_capacity(self.pack.len() + self.packed.len() * 12);
        for (index, (number, start)) in self.packed.iter().enumerate() {
            self.entries[*number as usize] = Entry::Packed { container, index: index as u16 };
            push_integer(&mut content, i64::from(*number));
            content.push(b' ');
            push_integer(&mut content, *start as i64);
            content.push(b' ');
        }
        let first = content.len();
        content.extend_from_slice(&self.pack);
        let deflated = self.deflate.run(&content).to_vec();
        self.put_pack(self.packed.len(), first, deflated, Dictionary::new());
        self.packed.clear();
        self.pack.clear();
    }
}

impl FileWriter {
    /// Puts an object stream under the next number.
    fn put_pack(&mut self, count: usize, first: usize, deflated: Vec<u8>, more: Dictionary) {
        let container = self.reserve();
        let mut dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => count as i64,
            "First" => first as i64,
            "Filter" => "FlateDecode",
        };
        dictionary.extend(&more);
        self.begin_object(container);
        push_stream(&mut self.out, &Stream::new(dictionary, deflated));
        self.out.extend_from_slice(b"\nendobj\n");
    }
}

impl Objects for FileWriter {
    fn reserve(&mut self) -> ObjectId {
        self.entries.push(Entry::Absent);
        (self.entries.len() as u32 - 1, 0)
    }

    fn put(&mut self, id: ObjectId, object: Object) {
        if let Object::Stream(stream) = object {
            return self.put_stream(id, stream);
        }
        self.pack_in(id, |pack| push_object(pack, &object));
    }

    fn put_element(&mut self, id: ObjectId, element: &Element<'_>) {
        self.pack_in(id, |pack| {
            pack.extend_from_slice(b"<</S/");
            pack.extend_from_slice(element.kind.as_bytes());
            pack.extend_from_slice(b"/P ");
            pack.reference(element.parent);
            if let Some(page) = element.page {
                pack.extend_from_slice(b"/Pg ");
                pack.reference(page);
            }
            match element.kids {
                [] => {}
                [kid] => {
                    pack.extend_from_slice(b"/K");
                    push_separated(pack, kid);
                }
                kids => {
                    pack.extend_from_slice(b"/K[");
                    kids.iter().for_each(|kid| push_separated(pack, kid));
                    pack.push(b']');
                }
            }
            push_entries(pack, &element.more);
            pack.extend_from_slice(b">>");
        });
    }
}

/// Bytes of one row of the cross-reference stream: kind, place or container, generation or index.
const ROW: usize = 7;

/// The rows, each as its difference from the row above (PNG predictor “Up”): neighbours differ
/// by little, and deflate then makes next to nothing of them.
fn cross_reference_rows(entries: &[Entry]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(entries.len() * (ROW + 1));
    let mut above = [0_u8; ROW];
    for (number, entry) in entries.iter().enumerate() {
        let (kind, middle, last) = match *entry {
            Entry::Absent => (0, 0, if number == 0 { u16::MAX } else { 0 }),
            Entry::At(place) => (1, place, 0),
            Entry::Packed { container, index } => (2, container, index),
        };
        let mut row = [kind, 0, 0, 0, 0, 0, 0];
        row[1..5].copy_from_slice(&middle.to_be_bytes());
        row[5..].copy_from_slice(&last.to_be_bytes());
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(now, before)| now.wrapping_sub(before)));
        above = row;
    }
    rows
}

/// A compressor that is set up once and used for many streams: setting it up costs more than
/// most of them.
pub(crate) struct Deflate {
    state: Compress,
    out: Vec<u8>,
}

impl Deflate {
    /// A compressor of an effort of 1–9.
    pub(crate) fn new(level: u32) -> Deflate {
        Deflate { state: Compress::new(Compression::new(level), true), out: Vec::new() }
    }

    /// A stream that is deflated already, for objects that go into more than one file.
    pub(crate) fn stream(&mut self, mut dictionary: Dictionary, content: &[u8]) -> Stream {
        dictionary.set("Filter", "FlateDecode");
        Stream::new(dictionary, self.run(content).to_vec())
    }

    fn run(&mut self, data: &[u8]) -> &[u8] {
        self.state.reset();
        self.out.clear();
        self.out.reserve(data.len() / 2 + 64);
        loop {
            let taken = self.state.total_in() as usize;
            match self.state.compress_vec(&data[taken..], &mut self.out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return &self.out,
                _ => self.out.reserve(self.out.capacity().max(64)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spell::text;
    use super::*;

    #[test]
    fn a_written_file_is_read_back_with_the_same_objects() {
        let mut file = FileWriter::new(Deflate::new(6));
        let pages = file.reserve();
        let strange = Object::String(b"a(b\\c\r\nd)".to_vec(), StringFormat::Literal);
        let kept = file.add(dictionary! {
            "Name with space" => strange.clone(),
            "Numbers" => vec![1.into(), Object::Real(-0.25), Object::Null, true.into()],
        });
        file.put(pages, dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 }.into());
        let catalog = file.add(dictionary! { "Type" => "Catalog", "Pages" => pages });
        let info = file.add(dictionary! { "Title" => text("Žofia – Åström") });
        let content = file.reserve();
        file.put_content(content, "0 0 m ".repeat(100).as_bytes());
        let (bytes, _) = file.finish(catalog, info).unwrap();

        let read = lopdf::Document::load_mem(&bytes).unwrap();
        let kept = read.get_dictionary(kept).unwrap();
        assert_eq!(kept.get(b"Name with space").unwrap().as_str().unwrap(), b"a(b\\c\r\nd)");
        assert_eq!(kept.get(b"Numbers").unwrap().as_array().unwrap()[1], Object::Real(-0.25));
        let title = read.get_dictionary(info).unwrap().get(b"Title").unwrap();
        assert_eq!(lopdf::decode_text_string(title).unwrap(), "Žofia – Åström");
        let stream = read.get_object(content).unwrap().as_stream().unwrap();
        assert_eq!(stream.decompressed_content().unwrap().len(), 600);
    }

    #[test]
    fn packs_of_many_objects_are_all_found_again() {
        let mut file = FileWriter::new(Deflate::new(6));
        let ids: Vec<_> = (0..1_500_i64).map(|value| file.add(value)).collect();
        let pages = file.add(dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 });
        let catalog = file.add(dictionary! { "Type" => "Catalog", "Pages" => pages });
        let (bytes, _) = file.finish(catalog, catalog).unwrap();
        let read = lopdf::Document::load_mem(&bytes).unwrap();
        for (value, id) in ids.into_iter().enumerate() {
            assert_eq!(read.get_object(id).unwrap().as_i64().unwrap(), value as i64);
        }
    }
}
