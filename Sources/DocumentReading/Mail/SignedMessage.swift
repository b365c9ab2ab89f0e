// SPDX-License-Identifier: GPL-3.0-or-later

/// A mail or another file within a signature, or encrypted (S/MIME, RFC 8551): cryptographic message syntax (RFC 5652) in the basic encoding
/// rules of ASN.1 (ITU-T X.690). The signature is not checked.
enum SignedMessage {
    /// The file that was signed: a mail with headers of its own, or any other.
    case signed([UInt8])
    /// A file that only its recipient can read.
    case encrypted

    /// The kinds of messages, by the last byte of 1.2.840.113549.1.7.
    private static let (signedData, envelopedData): (UInt8, UInt8) = (2, 3)
    /// 1.2.840.113549.1.7, without its last number.
    private static let family: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
    /// 1.2.840.113549.1.9.16.1.23: encrypted with a seal.
    private static let sealed: [UInt8] = [
        0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17,
    ]

    /// True if `head` begins as one does, of whatever it holds.
    static func isOne(_ head: [UInt8]) -> Bool {
        guard head.count >= 2, head[0] == BasicEncoding.sequence else { return false }
        let kind = head.dropFirst(head[1] > 0x80 ? 2 + Int(head[1] & 0x7F) : 2)
        return [family + [signedData], family + [envelopedData], sealed].contains { number in
            kind.starts(with: [BasicEncoding.identifier, UInt8(number.count)] + number)
        }
    }

    /// The message in `bytes`; nil where it is none of these, or damaged.
    init?(_ bytes: [UInt8]) {
        var all = BasicEncoding(bytes[...])
        guard let message = all.next(), message.tag == BasicEncoding.sequence else { return nil }
        var parts = BasicEncoding(message.content)
        guard let kind = parts.next(), kind.tag == BasicEncoding.identifier else { return nil }
        if kind.content.elementsEqual(Self.sealed) || kind.content.elementsEqual(Self.family + [Self.envelopedData]) {
            self = .encrypted
            return
        }
        guard kind.content.elementsEqual(Self.family + [Self.signedData]), let data = parts.next() else { return nil }
        // Version, digests, then what was signed: its kind and its bytes.
        var signed = BasicEncoding(data.content)
        guard let sequence = signed.next() else { return nil }
        var fields = BasicEncoding(sequence.content)
        guard fields.next() != nil, fields.next() != nil, let body = fields.next() else { return nil }
        var within = BasicEncoding(body.content)
        guard within.next() != nil, let wrapped = within.next() else { return nil }
        var content = BasicEncoding(wrapped.content)
        guard let octets = content.next()?.octets else { return nil }
        self = .signed(octets)
    }
}

/// Reads elements of the basic encoding rules one after the other.
struct BasicEncoding {
    /// A tag of one byte, and the bytes behind its length.
    struct Element {
        var tag: UInt8
        var content: ArraySlice<UInt8>

        /// The bytes of a string of octets, which may come in pieces; nil where it is none.
        var octets: [UInt8]? { octets(depth: 0) }

        private func octets(depth: Int) -> [UInt8]? {
            if tag == BasicEncoding.octetString { return Array(content) }
            guard tag == BasicEncoding.octetString | BasicEncoding.constructed, depth < BasicEncoding.deepest
            else { return nil }
            var pieces = BasicEncoding(content)
            var all: [UInt8] = []
            while let piece = pieces.next() {
                guard let bytes = piece.octets(depth: depth + 1) else { return nil }
                all += bytes
            }
            return all
        }
    }

    static let identifier: UInt8 = 0x06
    static let octetString: UInt8 = 0x04
    static let sequence: UInt8 = 0x30
    /// The bit of a tag whose content is elements.
    static let constructed: UInt8 = 0x20
    /// Deeper elements are those of an attack.
    static let deepest = 12

    private var rest: ArraySlice<UInt8>
    private let depth: Int

    /// The elements in `bytes`.
    init(_ bytes: ArraySlice<UInt8>) { self.init(bytes, depth: 0) }

    private init(_ bytes: ArraySlice<UInt8>, depth: Int) {
        rest = bytes
        self.depth = depth
    }

    /// The next element; nil at the end, at the mark that ends one without a length, and where the rules are broken.
    mutating func next() -> Element? {
        guard depth < Self.deepest, rest.count >= 2 else { return nil }
        let tag = rest[rest.startIndex]
        // Tags of more bytes don't come in messages.
        guard tag & 0x1F != 0x1F else { return nil }
        let first = rest[rest.startIndex + 1]
        var content = rest.dropFirst(2)
        if first == 0x80 {
            guard tag & Self.constructed != 0 else { return nil }
            // Its end is behind the last of its elements.
            var inner = BasicEncoding(content, depth: depth + 1)
            while inner.next() != nil {}
            guard inner.rest.starts(with: [0, 0]) else { return nil }
            content = content[..<inner.rest.startIndex]
            rest = inner.rest.dropFirst(2)
            return Element(tag: tag, content: content)
        }
        var length = Int(first)
        if first > 0x80 {
            let count = Int(first & 0x7F)
            guard count <= 4, content.count >= count else { return nil }
            length = content.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            content = content.dropFirst(count)
        }
        guard tag != 0 || length != 0, content.count >= length else { return nil }
        rest = content.dropFirst(length)
        return Element(tag: tag, content: content.prefix(length))
    }
}
