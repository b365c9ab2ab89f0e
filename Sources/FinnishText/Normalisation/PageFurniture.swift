// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding what a page layout adds to a text: page numbers, and headers and footers that repeat on each page.
///
/// Page numbers go wholly. Of a repeated header the first occurrence stays, for it may be the only place that names
/// the document (*Lapuan kaupunki, Tarkastuslautakunta, Pöytäkirja*).
struct PageFurniture {
    /// The number of lines at the top and at the bottom of a page that may be furniture.
    static let depth = 8
    /// The longest line, in bytes, that is looked at as furniture.
    static let longest = 200

    private let bytes: [UInt8]
    private let lines: [TextLine]
    private var hidden: Set<Int> = []

    /// `lines` without the furniture. O(lines).
    static func removed(from lines: [TextLine], of bytes: [UInt8]) -> [TextLine] {
        guard lines.count > 1 else { return lines }
        var furniture = PageFurniture(bytes: bytes, lines: lines)
        furniture.find()
        return furniture.visible()
    }

    private init(bytes: [UInt8], lines: [TextLine]) {
        self.bytes = bytes
        self.lines = lines
    }

    private mutating func find() {
        let numbers = pageNumberLines()
        let pages = pages(endingAt: numbers)
        hideNumbers(numbers, pages: pages)
        if pages.count > 1 { hideRepeated(pages: pages) }
    }

    private func visible() -> [TextLine] {
        guard !hidden.isEmpty else { return lines }
        var result: [TextLine] = []
        result.reserveCapacity(lines.count - hidden.count)
        var blanks = 0
        var page = false
        for (index, line) in lines.enumerated() {
            if hidden.contains(index) {
                blanks = max(blanks, line.blanksBefore)
                page = true
                continue
            }
            var kept = line
            kept.blanksBefore = max(kept.blanksBefore, blanks)
            kept.startsPage = (kept.startsPage || page) && !result.isEmpty
            result.append(kept)
            blanks = 0
            page = false
        }
        return result
    }

    // MARK: - Page numbers

    /// A line that looks like a page number and nothing else.
    private struct NumberLine {
        var line: Int
        var number: Int
        /// The number of pages where the line says it: `2 (9)`, `2/9`.
        var total: Int?
    }

    private func pageNumberLines() -> [NumberLine] {
        lines.indices.compactMap { index in
            guard lines[index].range.count <= 20, let (number, total) = Self.pageNumber(bytes[lines[index].range])
            else { return nil }
            return NumberLine(line: index, number: number, total: total)
        }
    }

    /// The page number that `line` is: `7`, `- 7 -`, `Sivu 7`, `s. 7`, `7 (9)`, `7/9`, `Sivu 7/9`; nil for anything
    /// else.
    static func pageNumber(_ line: ArraySlice<UInt8>) -> (number: Int, total: Int?)? {
        var rest = line
        for word in ["sivu", "Sivu", "SIVU", "s.", "–", "-"] where rest.starts(with: word.utf8) {
            rest = rest.dropFirst(word.utf8.count)
            break
        }
        func skipSpaces() { rest = rest.drop { $0 == 0x20 } }
        func number() -> Int? {
            let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard !digits.isEmpty && digits.count <= 4 else { return nil }
            rest = rest.dropFirst(digits.count)
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        skipSpaces()
        guard let page = number() else { return nil }
        skipSpaces()
        var total: Int?
        if let mark = rest.first, mark == UInt8(ascii: "(") || mark == UInt8(ascii: "/") {
            rest = rest.dropFirst()
            skipSpaces()
            guard let count = number(), count >= page else { return nil }
            total = count
            skipSpaces()
            if mark == UInt8(ascii: "(") {
                guard rest.first == UInt8(ascii: ")") else { return nil }
                rest = rest.dropFirst()
            }
        }
        for word in ["–", "-"] where rest.starts(with: word.utf8) { rest = rest.dropFirst(word.utf8.count) }
        return rest.isEmpty && page > 0 ? (page, total) : nil
    }

    /// The pages as ranges of lines: as form feeds part them, or else as a run of page numbers does.
    private func pages(endingAt numbers: [NumberLine]) -> [Range<Int>] {
        var starts = [0] + lines.indices.filter { lines[$0].startsPage }
        if starts.count == 1 { starts += Self.sequence(numbers, lines: lines).map { $0.line } }
        starts = Array(Set(starts)).sorted()
        return zip(starts, starts.dropFirst() + [lines.count]).map { $0..<$1 }
    }

    /// The page numbers of a text without form feeds: at least three that rise by one, each alone between empty
    /// lines and with a page's worth of lines between them.
    private static func sequence(_ numbers: [NumberLine], lines: [TextLine]) -> [NumberLine] {
        var run: [NumberLine] = []
        var best: [NumberLine] = []
        for number in numbers {
            let alone =
                lines[number.line].blanksBefore > 0
                && (number.line + 1 == lines.count || lines[number.line + 1].blanksBefore > 0)
            guard alone else { continue }
            if let last = run.last, last.number + 1 == number.number, last.total == number.total,
                number.line - last.line >= 10
            {
                run.append(number)
            } else {
                run = [number]
            }
            if run.count > best.count { best = run }
        }
        return best.count >= 3 ? best : []
    }

    private mutating func hideNumbers(_ numbers: [NumberLine], pages: [Range<Int>]) {
        let byLine = Dictionary(uniqueKeysWithValues: numbers.map { ($0.line, $0) })
        if pages.count > 1 {
            // A page number rises by one from page to page, so that a year or a sum at a page's end is none.
            var shifts: [Int: Int] = [:]
            var found: [(line: Int, shift: Int)] = []
            for (page, range) in pages.enumerated() {
                for line in edges(of: range) {
                    guard let number = byLine[line] else { continue }
                    let shift = number.number - page
                    found.append((line, shift))
                    shifts[shift, default: 0] += 1
                }
            }
            for (line, shift) in found where shifts[shift, default: 0] >= 2 { hidden.insert(line) }
        } else if let first = byLine[0], first.number == 1, lines.count > 3, lines[1].blanksBefore > 0 {
            // One page, or the first page of a text whose other pages were cut off.
            hidden.insert(0)
        } else if let last = byLine[lines.count - 1], last.number == 1, lines[lines.count - 1].blanksBefore > 0,
            lines.count > 3
        {
            hidden.insert(lines.count - 1)
        }
    }

    // MARK: - Headers and footers

    private func top(of page: Range<Int>) -> Range<Int> {
        page.lowerBound..<min(page.upperBound, page.lowerBound + Self.depth)
    }

    private func bottom(of page: Range<Int>) -> Range<Int> {
        max(page.lowerBound, page.upperBound - Self.depth)..<page.upperBound
    }

    private func edges(of page: Range<Int>) -> Set<Int> { Set(top(of: page)).union(bottom(of: page)) }

    private mutating func hideRepeated(pages: [Range<Int>]) {
        let needed = max(2, (pages.count + 1) / 2)
        hideRepeated(pages.map { Array(top(of: $0)) }, needed: needed)
        hideRepeated(pages.map { Array(bottom(of: $0).reversed()) }, needed: needed)
    }

    /// Hides, on each page from its edge on, the lines that stand at that edge of `needed` pages or more.
    ///
    /// On a third of all pages nothing else may stand between them and the edge: a formula of the text (*Esittelijä:
    /// Mirva Korpi*) is near the edge of many pages, but by chance.
    private mutating func hideRepeated(_ edges: [[Int]], needed: Int) {
        let keys = edges.map { edge in edge.filter { !hidden.contains($0) }.map { (line: $0, key: key(of: $0)) } }
        var counts: [[UInt8]: Int] = [:]
        for page in keys {
            for key in Set(page.compactMap { $0.key }) { counts[key, default: 0] += 1 }
        }
        var furniture = Set(counts.filter { $0.value >= needed }.keys)
        let neededAtEdge = max(2, (edges.count + 2) / 3)
        while !furniture.isEmpty {
            var atEdge: [[UInt8]: Int] = [:]
            for page in keys {
                var met: Set<[UInt8]> = []
                for case let key? in page.prefix(while: { $0.key.map(furniture.contains) ?? false }).map(\.key)
                where met.insert(key).inserted { atEdge[key, default: 0] += 1 }
            }
            let left = furniture.filter { atEdge[$0, default: 0] >= neededAtEdge }
            if left.count == furniture.count { break }
            furniture = left
        }
        var seen: Set<[UInt8]> = []
        for page in keys {
            for (line, key) in page {
                guard let key, furniture.contains(key) else { break }
                if !seen.insert(key).inserted { hidden.insert(line) }
            }
        }
    }

    /// The key by which a line of a header is recognised: its text with the spaces evened out and a page number at its
    /// end left out. Nil for a line too long or without a letter or digit.
    private func key(of line: Int) -> [UInt8]? {
        guard lines[line].range.count <= Self.longest else { return nil }
        var words = bytes[lines[line].range].split(separator: 0x20)
        for count in 1...3 where words.count > count {
            let tail = Array(words.suffix(count).joined(separator: [0x20]))
            if tail.contains(where: { $0 == 0x28 || $0 == 0x2F }), let (_, total) = Self.pageNumber(tail[...]),
                let total
            {
                words = words.dropLast(count) + [ArraySlice(Array("/\(total)".utf8))]
                break
            }
        }
        let key = Array(words.joined(separator: [0x20]))
        let telling = key.contains { $0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0xC3 }
        return telling ? key : nil
    }
}
