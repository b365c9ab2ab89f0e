// SPDX-License-Identifier: GPL-3.0-or-later

/// The first step of normalisation: characters, one by one. Lines are still the source's lines, form feeds still stand.
struct CharacterPass {
    private let source: [UInt8]
    private var made: OffsetTrackedBytes

    /// `source` must be valid UTF-8. O(n).
    static func run(_ source: [UInt8]) -> (bytes: [UInt8], origin: OffsetMap) {
        var pass = CharacterPass(source: source, made: OffsetTrackedBytes(capacity: source.count))
        pass.run()
        return (pass.made.bytes, pass.made.origin)
    }

    private mutating func run() {
        let plain = CharacterTable.plain
        var index = 0
        while index < source.count {
            let start = index
            while index < source.count && plain[Int(source[index])] { index += 1 }
            made.copy(start..<index, of: source)
            if index < source.count { index = handle(at: index) }
        }
    }

    /// Deals with the character at `index`, and answers where the next one begins.
    private mutating func handle(at index: Int) -> Int {
        let (scalar, length) = UTF8Bytes.scalar(at: index, in: source)
        let next = index + length
        if scalar == "\r" {
            if next < source.count && source[next] == 0x0A { return next }
            made.append(0x0A, source: index)
            return next
        }
        switch CharacterTable.action(scalar) {
        case .keep: made.copy(index..<next, of: source)
        case .remove: break
        case .space: made.append(0x20, source: index)
        case .newline: made.append(0x0A, source: index)
        case .replace(let text): made.append(text, source: index)
        case .joiner:
            if let before = last(), before.scalar.value < 0x250, before.scalar.isLetter { break }
            made.copy(index..<next, of: source)
        case .softHyphen:
            if endsWord(at: next), let before = last(), before.scalar.isLetter { made.append(0x2D, source: index) }
        case .mark: return compose(firstMark: scalar, at: index, next: next)
        }
        return next
    }

    private func last() -> (scalar: Unicode.Scalar, start: Int)? {
        UTF8Bytes.scalar(before: made.count, in: made.bytes)
    }

    /// True if a soft hyphen before `index` stands at the end of a line or before a space, where it is a hyphen to see.
    private func endsWord(at index: Int) -> Bool {
        guard index < source.count else { return false }
        switch source[index] {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: return true
        default: return false
        }
    }

    /// Composes the last character made with the marks that follow it in the source.
    private mutating func compose(firstMark: Unicode.Scalar, at index: Int, next: Int) -> Int {
        var marks = [firstMark]
        var end = next
        var look = next
        gathering: while look < source.count {
            let (scalar, length) = UTF8Bytes.scalar(at: look, in: source)
            look += length
            // Invisible characters between marks do not part them.
            switch CharacterTable.action(scalar) {
            case .mark:
                marks.append(scalar)
                end = look
            case .remove, .softHyphen: continue
            default: break gathering
            }
        }
        guard let letter = last(), letter.scalar.value > 0x20 else {
            // Marks on nothing stay, in their order.
            made.append(Self.bytes(CanonicalComposition.compose(" ", marks).dropFirst()), source: index, before: end)
            return end
        }
        let letterSource = made.origin.source(of: letter.start)
        made.removeLast(made.count - letter.start)
        let composed = CanonicalComposition.compose(letter.scalar, marks)
        let whole = Self.bytes(composed.prefix(1))
        made.append(whole, source: letterSource, before: end)
        // Marks that stay apart came from the marks of the source, behind those that went into the letter.
        made.append(
            Self.bytes(composed.dropFirst()), source: max(index, letterSource + whole.count), before: end)
        return end
    }

    private static func bytes(_ scalars: ArraySlice<Unicode.Scalar>) -> [UInt8] {
        scalars.flatMap { UTF8.encode($0).map { Array($0) } ?? [] }
    }
}
