// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import FinnishText
internal import OCRRepair

extension SheetCells {
    /// The cells of the lines of `text`, which was made of `original`, whose cells these are. A line that is not made of one
    /// line there, or has more or fewer tabs, is left out. O(n), nothing where there are no cells.
    func following(_ text: RepairedText, from original: String) -> SheetCells {
        guard !isEmpty else { return self }
        var starts = [0]
        for (index, byte) in original.utf8.enumerated() where byte == 0x0A { starts.append(index + 1) }
        return following(
            Self.lines(of: text.text).map { line -> (line: Int, cells: Int)? in
                guard !line.bytes.isEmpty else { return nil }
                let source = Self.line(at: text.origin.source(of: line.bytes.lowerBound), in: starts)
                guard source == Self.line(at: text.origin.source(of: line.bytes.upperBound - 1), in: starts) else {
                    return nil
                }
                return (source, line.tabs + 1)
            })
    }

    /// The cells of the lines of `text`, which differs from `other`, whose cells these are, by its words: none where it has
    /// other lines or tabs.
    func following(_ text: String, insteadOf other: String) -> SheetCells {
        guard !isEmpty else { return self }
        return Self.lines(of: text).map(\.tabs) == Self.lines(of: other).map(\.tabs) ? self : SheetCells()
    }

    /// The bytes of each line, and the number of its tabs.
    private static func lines(of text: String) -> [(bytes: Range<Int>, tabs: Int)] {
        var lines: [(bytes: Range<Int>, tabs: Int)] = []
        var (start, tabs, end) = (0, 0, 0)
        for byte in text.utf8 {
            if byte == 0x0A {
                lines.append((start..<end, tabs))
                (start, tabs) = (end + 1, 0)
            } else if byte == 0x09 {
                tabs += 1
            }
            end += 1
        }
        lines.append((start..<end, tabs))
        return lines
    }

    /// The number of the line in which `offset` is, where lines begin at `starts`.
    private static func line(at offset: Int, in starts: [Int]) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
