// SPDX-License-Identifier: GPL-3.0-or-later

/// A line of a `.hakuignore`, which means what it means in a `.gitignore` (gitignore(5), "Pattern format").
struct IgnorePattern {
    /// True if what matches is not left out, though an earlier line says so.
    let isNegated: Bool
    /// True if it matches folders only.
    private let isForFolders: Bool
    /// The parts between slashes; nil stands for `**`, which matches any number of folders.
    private let parts: [[Sign]?]

    /// A sign of a pattern.
    private enum Sign: Equatable {
        case byte(UInt8)
        /// `?`: one character.
        case any
        /// `*`: any number of characters.
        case many
        /// `[…]`: one character of a set, or with `!` none of it.
        case set([ClosedRange<UInt32>], isNegated: Bool)
    }

    /// The pattern of `line`; nil where that is empty or a comment.
    init?(_ line: String) {
        var text = Array(line.utf8)
        // Spaces at the end, but for one behind a backslash.
        while let last = text.last, last == 0x20 || last == 0x09 || last == 0x0D {
            if last == 0x20, text.dropLast().reversed().prefix(while: { $0 == 0x5C }).count % 2 == 1 { break }
            text.removeLast()
        }
        guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
        isNegated = first == UInt8(ascii: "!")
        if isNegated { text.removeFirst() }
        isForFolders = text.last == 0x2F
        if isForFolders { text.removeLast() }
        // A slash at the beginning or within ties the pattern to the folder of its file.
        let isAnchored = text.contains(0x2F)
        if text.first == 0x2F { text.removeFirst() }
        guard !text.isEmpty else { return nil }
        var parts: [[Sign]?] = isAnchored ? [] : [nil]
        for part in text.split(separator: 0x2F, omittingEmptySubsequences: false) {
            if part.elementsEqual("**".utf8) {
                if parts.last != .some(nil) { parts.append(nil) }
            } else {
                guard let signs = Self.signs(of: Array(part)) else { return nil }
                parts.append(signs)
            }
        }
        self.parts = parts
    }

    /// True if the pattern matches `path`, the names from the folder of its file on.
    func matches(_ path: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool {
        (isFolder || !isForFolders) && Self.matches(parts[...], path)
    }

    private static func matches(_ parts: ArraySlice<[Sign]?>, _ path: ArraySlice<[UInt8]>) -> Bool {
        guard let part = parts.first else { return path.isEmpty }
        let rest = parts.dropFirst()
        guard let part else {
            // `a/**` is all that lies in a, and not a itself.
            if rest.isEmpty { return !path.isEmpty }
            return (path.startIndex...path.endIndex).contains { matches(rest, path[$0...]) }
        }
        guard let name = path.first, matches(part, name) else { return false }
        return matches(rest, path.dropFirst())
    }

    /// Matches one name, going back to the last `*` where it goes wrong: O(signs · name).
    private static func matches(_ signs: [Sign], _ name: [UInt8]) -> Bool {
        var sign = 0
        var place = 0
        var retry: (sign: Int, place: Int)?
        while place < name.count {
            if sign < signs.count, signs[sign] == .many {
                sign += 1
                retry = (sign, place)
            } else if sign < signs.count, let length = length(of: signs[sign], at: place, in: name) {
                sign += 1
                place += length
            } else if let last = retry {
                let next = last.place + characterLength(at: last.place, in: name)
                retry = (last.sign, next)
                (sign, place) = (last.sign, next)
            } else {
                return false
            }
        }
        return signs[sign...].allSatisfy { $0 == .many }
    }

    /// The number of bytes that `sign`, which is no `*`, matches at `place`; nil where it does not.
    private static func length(of sign: Sign, at place: Int, in name: [UInt8]) -> Int? {
        switch sign {
        case .byte(let byte): return name[place] == byte ? 1 : nil
        case .any: return characterLength(at: place, in: name)
        case .set(let ranges, let isNegated):
            let length = characterLength(at: place, in: name)
            let character =
                String(decoding: name[place..<place + length], as: UTF8.self).unicodeScalars.first?.value ?? 0
            return ranges.contains { $0.contains(character) } != isNegated ? length : nil
        case .many: return nil
        }
    }

    private static func characterLength(at place: Int, in name: [UInt8]) -> Int {
        max(1, TextDecoding.lengthOfUTF8Sequence(at: place, in: name))
    }

    /// The signs of a part between slashes; nil where a bracket is not closed or a backslash ends it, which matches nothing.
    private static func signs(of part: [UInt8]) -> [Sign]? {
        var signs: [Sign] = []
        var index = 0
        while index < part.count {
            switch part[index] {
            case UInt8(ascii: "*"):
                if signs.last != .many { signs.append(.many) }
            case UInt8(ascii: "?"): signs.append(.any)
            case UInt8(ascii: "["):
                guard let (sign, end) = Self.set(in: part, from: index + 1) else { return nil }
                signs.append(sign)
                index = end
            case 0x5C:
                index += 1
                guard index < part.count else { return nil }
                signs.append(.byte(part[index]))
            default: signs.append(.byte(part[index]))
            }
            index += 1
        }
        return signs
    }

    /// The set behind a `[`, and where its `]` stands.
    private static func set(in part: [UInt8], from start: Int) -> (Sign, Int)? {
        var scalars: [(value: UInt32, isEscaped: Bool)] = []
        var index = start
        var isNegated = false
        if index < part.count, part[index] == UInt8(ascii: "!") || part[index] == UInt8(ascii: "^") {
            isNegated = true
            index += 1
        }
        while index < part.count, part[index] != UInt8(ascii: "]") || scalars.isEmpty {
            let isEscaped = part[index] == 0x5C && index + 1 < part.count
            if isEscaped { index += 1 }
            let length = characterLength(at: index, in: part)
            let character = String(decoding: part[index..<min(index + length, part.count)], as: UTF8.self)
            scalars.append((character.unicodeScalars.first?.value ?? 0, isEscaped))
            index += length
        }
        guard index < part.count else { return nil }
        var ranges: [ClosedRange<UInt32>] = []
        var next = 0
        while next < scalars.count {
            let low = scalars[next].value
            if next + 2 < scalars.count, scalars[next + 1].value == 0x2D, !scalars[next + 1].isEscaped {
                let high = scalars[next + 2].value
                if low <= high { ranges.append(low...high) }
                next += 3
            } else {
                ranges.append(low...low)
                next += 1
            }
        }
        return (.set(ranges, isNegated: isNegated), index)
    }
}
