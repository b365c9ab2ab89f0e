// SPDX-License-Identifier: GPL-3.0-or-later

extension JSON {
    /// The value that all of `bytes` is (RFC 8259), as it was written; nil where they are none, or lie too deep.
    init?(_ bytes: ArraySlice<UInt8>) {
        var reader = Reader(bytes: bytes, place: bytes.startIndex)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpaces()
        guard reader.place == bytes.endIndex else { return nil }
        self = value
    }

    /// The member `name` of an object; nil where it has none, or is none.
    subscript(_ name: String) -> JSON? {
        if case .object(let members) = self { members.first { $0.key == name }?.value } else { nil }
    }

    /// The text; nil where it is none.
    var asText: String? { if case .text(let text) = self { text } else { nil } }

    /// The values of a list; nil where it is none.
    var asList: [JSON]? { if case .list(let values) = self { values } else { nil } }

    /// The whole number; nil where it is none.
    func asInteger<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        if case .digits(let digits) = self { Number(digits) } else { nil }
    }

    private struct Reader {
        let bytes: ArraySlice<UInt8>
        var place: Int
        private static let deepest = 16

        init(bytes: ArraySlice<UInt8>, place: Int) {
            self.bytes = bytes
            self.place = place
        }

        private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

        mutating func skipSpaces() {
            while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipSpaces()
            guard next == UInt8(ascii: character) else { return false }
            place += 1
            return true
        }

        mutating func value(depth: Int) -> JSON? {
            guard depth < Self.deepest else { return nil }
            skipSpaces()
            switch next {
            case UInt8(ascii: "\""): return text().map { .text($0) }
            case UInt8(ascii: "["):
                place += 1
                var values: [JSON] = []
                if take("]") { return .list([]) }
                repeat {
                    guard let value = value(depth: depth + 1) else { return nil }
                    values.append(value)
                } while take(",")
                return take("]") ? .list(values) : nil
            case UInt8(ascii: "{"):
                place += 1
                var members: [(key: String, value: JSON)] = []
                if take("}") { return .object([]) }
                repeat {
                    skipSpaces()
                    guard let key = text(), take(":"), let value = value(depth: depth + 1) else { return nil }
                    members.append((key, value))
                } while take(",")
                return take("}") ? .object(members) : nil
            default: return digits()
            }
        }

        private mutating func digits() -> JSON? {
            let end = bytes[place...].firstIndex { [0x2C, 0x5D, 0x7D, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
            let word = String(decoding: bytes[place..<(end ?? bytes.endIndex)], as: UTF8.self)
            guard Double(word)?.isFinite == true else { return nil }
            place = end ?? bytes.endIndex
            return .digits(word)
        }

        private mutating func text() -> String? {
            guard next == UInt8(ascii: "\"") else { return nil }
            place += 1
            var made: [UInt8] = []
            while let end = bytes[place...].firstIndex(where: { $0 == 0x22 || $0 == 0x5C }) {
                made += bytes[place..<end]
                place = end + 1
                if bytes[end] == 0x22 { return String(validating: made, as: UTF8.self) }
                guard let scalars = escape() else { return nil }
                made += scalars
            }
            return nil
        }

        private mutating func escape() -> [UInt8]? {
            guard let byte = next else { return nil }
            place += 1
            let plain: [UInt8: UInt8] = [
                0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
            ]
            if let plain = plain[byte] { return [plain] }
            guard byte == UInt8(ascii: "u"), var units = unit().map({ [$0] }) else { return nil }
            if UTF16.isLeadSurrogate(units[0]), bytes[place...].starts(with: [0x5C, 0x75]) {
                place += 2
                guard let low = unit() else { return nil }
                units.append(low)
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        }

        private mutating func unit() -> UInt16? {
            guard bytes.endIndex - place >= 4 else { return nil }
            defer { place += 4 }
            return UInt16(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        }
    }
}
