// SPDX-License-Identifier: GPL-3.0-or-later

/// The remarks that readers wrote into a PDF: the texts of its annotations (ISO 32000-1, 12.5.2), which pdftotext leaves out.
///
/// The file's objects are looked through, those in compressed streams of objects too, for `/Contents` with a string behind:
/// a page's own is a reference, a signature's is no text. Strings of encrypted files are not read.
struct PDFRemarks {
    var budget: ExpansionBudget

    /// Larger files are not looked through.
    private static let largest: Int64 = 64 << 20
    private static let mostRemarks = 10_000
    private static let longest = 1 << 16
    private static let mostStreams = 10_000
    /// An object that names its stream does so within so many bytes.
    private static let longestHead = 1024

    /// True if the file is a form that its reader has to draw (ISO 32000-1, 12.7.8): its pages only say so.
    private(set) var isDrawnForm = false

    /// The remarks of `source`, each once, in the order of the file.
    mutating func remarks(_ source: any ByteSource) throws(ReadingError) -> [String] {
        guard source.size <= Self.largest else { return [] }
        let bytes = try source.bytes(at: 0, count: Int(source.size))
        isDrawnForm = Self.isDrawnForm(bytes[...])
        guard Self.place(of: "/Annot", in: bytes[...]) != nil || Self.place(of: "/ObjStm", in: bytes[...]) != nil,
            Self.place(of: "/Encrypt", in: bytes[...]) == nil
        else { return [] }
        var found = Self.contents(in: bytes[...])
        for stream in Self.objectStreams(in: bytes) {
            let data = MemorySource(Array(bytes[stream].dropFirst(2)), name: source.name)
            // A damaged stream has no objects; Poppler says what is wrong with the file.
            guard let inflater = try? Inflater(SourceStream(data), .none, name: source.name, budget: budget),
                let objects = try? inflater.all(most: DocumentParts.largestMember)
            else { continue }
            found += Self.contents(in: objects[...])
            isDrawnForm = isDrawnForm || Self.isDrawnForm(objects[...])
        }
        var seen: Set<String> = []
        return Array(found.filter { seen.insert($0).inserted }.prefix(Self.mostRemarks))
    }

    /// True if the catalogue of the document, among `bytes`, says that its form needs to be drawn.
    private static func isDrawnForm(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let key = place(of: "/NeedsRendering", in: bytes) else { return false }
        return bytes[key.upperBound...].prefix(8).drop { $0 <= 0x20 }.starts(with: "true".utf8)
    }

    /// Where the compressed bytes of streams of objects stand.
    private static func objectStreams(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var rest = bytes[...]
        while ranges.count < mostStreams, let mark = place(of: "/ObjStm", in: rest) {
            rest = bytes[mark.upperBound...]
            guard let start = place(of: "stream", in: rest.prefix(longestHead)) else { continue }
            var begin = start.upperBound
            if bytes[begin...].first == 0x0D { begin += 1 }
            if bytes[begin...].first == 0x0A { begin += 1 }
            guard let end = place(of: "endstream", in: bytes[begin...]) else { break }
            ranges.append(begin..<end.lowerBound)
            rest = bytes[end.upperBound...]
        }
        return ranges
    }

    /// The strings behind `/Contents` that are text.
    private static func contents(in bytes: ArraySlice<UInt8>) -> [String] {
        var found: [String] = []
        var rest = bytes
        while let key = place(of: "/Contents", in: rest) {
            rest = bytes[key.upperBound...].drop { $0 <= 0x20 }
            guard let string = string(&rest), let text = text(of: string) else { continue }
            found.append(text)
        }
        return found
    }

    private static func place(of mark: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let mark = Array(mark.utf8)
        var from = bytes.startIndex
        while let place = bytes[from...].firstIndex(of: mark[0]) {
            if bytes[place...].starts(with: mark) { return place..<place + mark.count }
            from = place + 1
        }
        return nil
    }

    /// The string that `bytes` begin with, `(…)` or `<…>`; nil where there is none. `bytes` then begin behind it.
    private static func string(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
        if bytes.first == 0x28 { return literal(&bytes) }
        guard bytes.first == 0x3C, bytes.dropFirst().first != 0x3C else { return nil }
        guard let end = bytes.prefix(2 * longest).firstIndex(of: 0x3E) else { return nil }
        var digits = bytes[(bytes.startIndex + 1)..<end].compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        bytes = bytes[(end + 1)...]
        if !digits.count.isMultiple(of: 2) { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private static func literal(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
        var made: [UInt8] = []
        var depth = 0
        while let byte = bytes.popFirst(), made.count <= longest {
            switch byte {
            case 0x28:
                depth += 1
                if depth > 1 { made.append(byte) }
            case 0x29:
                depth -= 1
                if depth == 0 { return made }
                made.append(byte)
            case 0x5C:
                guard let escaped = bytes.popFirst() else { return nil }
                made += self.escaped(escaped, &bytes)
            default: made.append(byte)
            }
        }
        return nil
    }

    /// The bytes that a backslash and `byte` stand for; octal digits go on in `bytes`.
    private static func escaped(_ byte: UInt8, _ bytes: inout ArraySlice<UInt8>) -> [UInt8] {
        switch byte {
        case 0x6E, 0x72: return [0x0A]
        case 0x74: return [0x09]
        case 0x62, 0x66, 0x0A: return []
        case 0x0D:
            if bytes.first == 0x0A { bytes.removeFirst() }
            return []
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            for _ in 0..<2 {
                guard let next = bytes.first, (0x30...0x37).contains(next) else { break }
                value = value * 8 + Int(next - 0x30)
                bytes.removeFirst()
            }
            return [UInt8(truncatingIfNeeded: value)]
        default: return [byte]
        }
    }

    /// The text of a string, UTF-16 where its mark says so, else PDFDocEncoding; nil where it is no text.
    private static func text(of string: [UInt8]) -> String? {
        let text: String
        if string.starts(with: [0xFE, 0xFF]) || string.starts(with: [0xFF, 0xFE]) {
            guard let decoded = try? TextDecoding.decode(string), decoded.encoding.isWide else { return nil }
            text = decoded.text
        } else if string.starts(with: [0xEF, 0xBB, 0xBF]) {
            guard let decoded = String(validating: string.dropFirst(3), as: UTF8.self) else { return nil }
            text = decoded
        } else {
            text = EightBitText.decode(string, documentEncoding)
        }
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let isText = lines.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0 != "\u{FFFD}" || $0 == "\n" || $0 == "\t"
        }
        return isText && lines.contains(where: \.isLetter) ? lines : nil
    }

    /// The characters of bytes 0x80–0xFF in PDFDocEncoding (ISO 32000-1, D.2).
    private static let documentEncoding: [Unicode.Scalar] =
        Array("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{FFFD}€".unicodeScalars)
        + (0xA1...0xFF).map { Unicode.Scalar(UInt8($0)) }
}
