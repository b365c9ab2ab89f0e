// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds where fragments of a text may begin and end.
enum SnippetEdges {
    /// A fragment of about `length` characters that holds `core`: from the start of its sentence if that is near,
    /// else from a word's start, to a word's end.
    static func fragment(_ bytes: Span<UInt8>, around core: Range<Int>, length: Int) -> Range<Int> {
        let slack = max(0, length - WordScan.characters(bytes, core))
        let start = start(bytes, of: core, slack: slack)
        let end = end(bytes, of: core, from: start, length: length)
        return start..<max(start, end)
    }

    private static func start(_ bytes: Span<UInt8>, of core: Range<Int>, slack: Int) -> Int {
        var start = core.lowerBound
        var index = start
        var characters = 0
        // Something of what follows the core is shown too.
        while characters <= slack * 2 / 3 {
            if isSentenceStart(bytes, index) {
                start = index
                break
            }
            if characters <= slack / 2, isSpace(bytes[index - 1]) { start = index }
            index -= 1
            if bytes[index] & 0xC0 != 0x80 { characters += 1 }
        }
        while start < core.lowerBound, isSpace(bytes[start]) { start += 1 }
        return start
    }

    private static func end(_ bytes: Span<UInt8>, of core: Range<Int>, from start: Int, length: Int) -> Int {
        var end = start
        var characters = 0
        while end < bytes.count {
            if bytes[end] & 0xC0 != 0x80 {
                if characters == length { break }
                characters += 1
            }
            end += 1
        }
        end = max(end, core.upperBound)
        if end < bytes.count {
            // Back to a word's end, or on to one where the fragment ends in one word of bounded length.
            var back = end
            while back > core.upperBound, !isSpace(bytes[back]) { back -= 1 }
            if isSpace(bytes[back]) {
                end = back
            } else {
                let farthest = min(bytes.count, end + 40)
                while end < farthest, !isSpace(bytes[end]) { end += 1 }
                while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            }
        }
        while end > core.upperBound, end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// True if a sentence or a paragraph begins at `index`.
    static func isSentenceStart(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        if index == 0 { return true }
        guard index >= 2, index < bytes.count, isSpace(bytes[index - 1]), !isSpace(bytes[index]) else { return false }
        let before = bytes[index - 2]
        if bytes[index - 1] == 0x0A, before == 0x0A { return true }
        guard before == 0x2E || before == 0x21 || before == 0x3F else { return false }
        // A lower-case letter goes on after an abbreviation, a digit after an ordinal.
        let next = bytes[index]
        if next == 0xC3, index + 1 < bytes.count { return bytes[index + 1] < 0x9F }
        return !(0x61...0x7A).contains(next) && !(0x30...0x39).contains(next)
    }

    /// True if only space stands before `index`.
    static func isFirst(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        var before = index
        while before > 0, isSpace(bytes[before - 1]) { before -= 1 }
        return before == 0
    }

    /// True if only space stands from `index` on.
    static func isLast(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        var after = index
        while after < bytes.count, isSpace(bytes[after]) { after += 1 }
        return after == bytes.count
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
}
