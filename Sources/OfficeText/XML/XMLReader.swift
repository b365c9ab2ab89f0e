// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXML

/// Goes through a part of XML, one tag or text after the other (libxml2's pull parser).
///
/// Names are without their prefixes, so that the strict and the transitional forms of a format are one. No entity but
/// XML's own five is replaced, and nothing else is opened.
@safe final class XMLReader {
    /// The kind of thing that the reader stands at.
    enum Kind {
        case start
        case end
        case text
    }

    /// The part's name, for errors.
    let part: String
    private let input: Input
    private let reader: xmlTextReaderPtr

    /// The bytes that the parser asks for, and what went wrong with them.
    private final class Input {
        let stream: PartStream
        var bytes: ArraySlice<UInt8> = []
        var failure: OfficeError?

        init(_ stream: @escaping PartStream) { self.stream = stream }

        /// Puts up to `count` bytes at `target`: as many as there were, -1 where the stream failed.
        func read(to target: UnsafeMutablePointer<CChar>, count: Int) -> Int32 {
            do throws(OfficeError) {
                if bytes.isEmpty { bytes = try stream()[...] }
            } catch {
                failure = error
                return -1
            }
            let taken = bytes.prefix(count)
            for (index, byte) in taken.enumerated() { unsafe target[index] = CChar(bitPattern: byte) }
            bytes = bytes.dropFirst(taken.count)
            return Int32(taken.count)
        }
    }

    /// - Throws: ``OfficeError`` where the parser has no memory.
    init(_ part: String, _ stream: @escaping PartStream) throws(OfficeError) {
        self.part = part
        input = Input(stream)
        let made = unsafe xmlReaderForIO(
            { context, buffer, count in
                guard let context = unsafe context, let buffer = unsafe buffer else { return -1 }
                return unsafe Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
                    .read(to: buffer, count: Int(count))
            }, nil, Unmanaged.passUnretained(input).toOpaque(), nil, nil, haku_xml_options)
        guard let made = unsafe made else { throw OfficeError(.damaged, "cannot be read: there is no memory for it") }
        unsafe reader = made
    }

    deinit { unsafe xmlFreeTextReader(reader) }

    /// The kind of thing that the reader stands at.
    private(set) var kind = Kind.start
    /// The name of the tag that the reader stands at.
    private(set) var name = ""
    /// True if the tag that the reader stands at begins and ends an element. No end comes for it.
    private(set) var isEmpty = false
    /// The number of elements around what the reader stands at.
    private(set) var depth = 0

    /// Goes on to the next tag or text; false at the end.
    ///
    /// - Throws: ``OfficeError`` where the part is no XML from here on.
    func next() throws(OfficeError) -> Bool {
        while true {
            let result = unsafe xmlTextReaderRead(reader)
            if result == 0 { return false }
            if let failure = input.failure { throw failure }
            guard result > 0 else {
                let line = unsafe xmlTextReaderGetParserLineNumber(reader)
                throw OfficeError(.damaged, "is damaged: its part \(part) breaks the rules of XML in line \(line)")
            }
            switch unsafe xmlTextReaderNodeType(reader) {
            case Int32(XML_READER_TYPE_ELEMENT.rawValue):
                kind = .start
                isEmpty = unsafe xmlTextReaderIsEmptyElement(reader) == 1
                takeName()
            case Int32(XML_READER_TYPE_END_ELEMENT.rawValue):
                kind = .end
                takeName()
            case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue),
                Int32(XML_READER_TYPE_WHITESPACE.rawValue), Int32(XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue):
                kind = .text
            default: continue
            }
            depth = Int(unsafe xmlTextReaderDepth(reader))
            return true
        }
    }

    /// The text that the reader stands at.
    var text: String { unsafe xmlTextReaderConstValue(reader).map { unsafe String(cString: $0) } ?? "" }

    /// The value of the attribute `name` (without a prefix) of the tag that the reader stands at; nil where there is none.
    func attribute(_ name: String) -> String? {
        guard kind == .start, unsafe xmlTextReaderMoveToFirstAttribute(reader) == 1 else { return nil }
        defer { unsafe xmlTextReaderMoveToElement(reader) }
        repeat {
            if let local = unsafe xmlTextReaderConstLocalName(reader), unsafe String(cString: local) == name,
                unsafe xmlTextReaderIsNamespaceDecl(reader) != 1
            {
                return text
            }
        } while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1
        return nil
    }

    /// The id of the relationship that the tag names, `r:id`; nil where there is none.
    var relationshipID: String? {
        guard kind == .start, unsafe xmlTextReaderMoveToFirstAttribute(reader) == 1 else { return nil }
        defer { unsafe xmlTextReaderMoveToElement(reader) }
        repeat {
            if let local = unsafe xmlTextReaderConstLocalName(reader), unsafe String(cString: local) == "id",
                let space = unsafe xmlTextReaderConstNamespaceUri(reader),
                unsafe String(cString: space).hasSuffix("/relationships")
            {
                return text
            }
        } while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1
        return nil
    }

    /// True if the tag is one of OpenDocument's.
    var isOpenDocument: Bool {
        unsafe xmlTextReaderConstNamespaceUri(reader).map { unsafe String(cString: $0).contains(":opendocument:") }
            ?? false
    }

    /// The values of the tag's attributes, but for those that declare namespaces.
    var values: [String] {
        guard kind == .start, unsafe xmlTextReaderMoveToFirstAttribute(reader) == 1 else { return [] }
        defer { unsafe xmlTextReaderMoveToElement(reader) }
        var values: [String] = []
        repeat {
            if unsafe xmlTextReaderIsNamespaceDecl(reader) != 1 { values.append(text) }
        } while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1
        return values
    }

    /// Passes over what is in the element whose beginning the reader stands at, and its end.
    func skip() throws(OfficeError) {
        guard kind == .start, !isEmpty else { return }
        let outer = depth
        while try next() {
            if kind == .end && depth == outer { return }
        }
    }

    private func takeName() {
        name = unsafe xmlTextReaderConstLocalName(reader).map { unsafe String(cString: $0) } ?? ""
    }
}
