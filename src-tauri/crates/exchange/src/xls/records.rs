/// Numbers of the records that are read (MS-XLS 2.3).
pub(super) mod id {
    pub(crate) const BOF: u16 = 0x0809;
    pub(crate) const EOF: u16 = 0x000a;
    pub(crate) const FILEPASS: u16 = 0x002f;
    pub(crate) const CODEPAGE: u16 = 0x0042;
    pub(crate) const DATEMODE: u16 = 0x0022;
    pub(crate) const FORMAT: u16 = 0x041e;
    pub(crate) const XF: u16 = 0x00e0;
    pub(crate) const BOUNDSHEET: u16 = 0x0085;
    pub(crate) const SST: u16 = 0x00fc;
    pub(crate) const CONTINUE: u16 = 0x003c;
    pub(crate) const NUMBER: u16 = 0x0203;
    pub(crate) const LABEL: u16 = 0x0204;
    pub(crate) const RSTRING: u16 = 0x00d6;
    pub(crate) const BOOLERR: u16 = 0x0205;
    pub(crate) const STRING: u16 = 0x0207;
    pub(crate) const RK: u16 = 0x027e;
    pub(crate) const MULRK: u16 = 0x00bd;
    pub(crate) const LABELSST: u16 = 0x00fd;
    pub(crate) const FORMULA: u16 = 0x0006;
}

/// One record: its number and what it holds, up to 8,224 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'s> {
    pub id: u16,
    pub data: &'s [u8],
}

impl Record<'_> {
    pub(super) fn u16_at(&self, at: usize) -> Option<u16> {
        let bytes = self.data.get(at..at + 2)?;
        Some(u16::from_le_bytes(bytes.try_into().ok()?))
    }

    pub(super) fn u32_at(&self, at: usize) -> Option<u32> {
        let bytes = self.data.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    pub(super) fn f64_at(&self, at: usize) -> Option<f64> {
        let bytes = self.data.get(at..at + 8)?;
        Some(f64::from_le_bytes(bytes.try_into().ok()?))
    }
}

/// The records of a stream, one after the other; a record that the stream cuts ends them.
pub(super) struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Records<'s> {
    pub(super) fn new(stream: &'s [u8]) -> Self {
        Self { rest: stream }
    }

    /// Takes the records that go on with the one before.
    pub(super) fn take_continued(&mut self) -> Vec<&'s [u8]> {
        let mut parts = Vec::new();
        while self.rest.starts_with(&id::CONTINUE.to_le_bytes()) {
            let Some(record) = self.next() else { break };
            parts.push(record.data);
        }
        parts
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (head, rest) = self.rest.split_at_checked(4)?;
        let id = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (data, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Record { id, data })
    }
}
