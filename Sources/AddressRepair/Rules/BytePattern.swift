// SPDX-License-Identifier: GPL-3.0-or-later

/// A pattern of bytes, matched at a place: characters stand for themselves, `[a-z]` for one of several, `[^a-z]` for any
/// other or an edge of the text, `*` behind either for any number of it, `^` and `$` for the edges.
///
/// Less than a regular expression on purpose: matching needs no compiler and no library, and a row stays readable.
struct BytePattern: Sendable {
    private enum Element {
        case one(ByteSet)
        case anyNumber(ByteSet)
        case edge
    }

    private let elements: [Element]
    /// The number of bytes that the pattern takes; nil where it varies.
    let length: Int?

    /// The pattern that `text` spells.
    init(_ text: String) {
        var elements: [Element] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.popFirst() {
            switch first {
            case UInt8(ascii: "^"), UInt8(ascii: "$"): elements.append(.edge)
            case UInt8(ascii: "*"):
                if case .one(let set)? = elements.popLast() { elements.append(.anyNumber(set)) }
            case UInt8(ascii: "["):
                let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) ?? rest.endIndex
                elements.append(.one(ByteSet(rest[..<close])))
                rest = rest[close...].dropFirst()
            default: elements.append(.one(ByteSet([first])))
            }
        }
        self.elements = elements
        var length: Int? = 0
        for element in elements {
            switch element {
            case .one: length = length.map { $0 + 1 }
            case .anyNumber: length = nil
            case .edge: break
            }
        }
        self.length = length
    }

    /// True if the pattern stands in `bytes` from `place` on.
    func matches(_ bytes: [UInt8], from place: Int) -> Bool {
        Self.matches(elements[...], bytes[place...])
    }

    /// True if the pattern stands in `bytes` right before `place`.
    func matches(_ bytes: [UInt8], upTo place: Int) -> Bool {
        Self.matches(elements.reversed()[...], bytes[..<place].reversed()[...])
    }

    private static func matches(_ elements: ArraySlice<Element>, _ bytes: ArraySlice<UInt8>) -> Bool {
        guard let element = elements.first else { return true }
        switch element {
        case .edge: return bytes.isEmpty && matches(elements.dropFirst(), bytes)
        case .one(let set):
            guard let byte = bytes.first else { return set.isComplement && matches(elements.dropFirst(), bytes) }
            return set.contains(byte) && matches(elements.dropFirst(), bytes.dropFirst())
        case .anyNumber(let set):
            if matches(elements.dropFirst(), bytes) { return true }
            guard let byte = bytes.first, set.contains(byte) else { return false }
            return matches(elements, bytes.dropFirst())
        }
    }
}

/// A set of bytes.
private struct ByteSet {
    private var words = SIMD4<UInt64>()
    /// True if the set is all bytes but some.
    let isComplement: Bool

    /// The bytes that `text` spells, as between the brackets of a ``BytePattern``.
    init(_ text: ArraySlice<UInt8>) {
        isComplement = text.count > 1 && text.first == UInt8(ascii: "^")
        var rest = isComplement ? text.dropFirst() : text
        while let first = rest.popFirst() {
            var last = first
            if rest.count > 1, rest.first == UInt8(ascii: "-") {
                last = rest[rest.startIndex + 1]
                rest = rest.dropFirst(2)
            }
            for byte in first...max(first, last) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
        }
        if isComplement { words = ~words }
    }

    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }
}
