// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import FinnishText
internal import OCRRepair

extension SheetCells {
    /// The cells of the lines of `text`, which was made of `original`, whose cells these are. A line that is not made of one
    /// line there is left out. O(n log n), nothing where there are no cells.
    func following(_ text: RepairedText, from original: String) -> SheetCells {
        guard !isEmpty else { return self }
        let starts = Self.starts(in: original)
        let ends = Self.starts(in: text.text).dropFirst().map { $0 - 1 } + [text.text.utf8.count]
        var start = 0
        return following(
            ends.map { end -> Int? in
                defer { start = end + 1 }
                guard start < end else { return nil }
                let line = Self.line(at: text.origin.source(of: start), in: starts)
                return line == Self.line(at: text.origin.source(of: end - 1), in: starts) ? line : nil
            })
    }

    /// The cells of the lines of `text`, which differs from `other`, whose cells these are, by its words: none where it has
    /// more lines or fewer.
    func following(_ text: String, insteadOf other: String) -> SheetCells {
        guard !isEmpty else { return self }
        return Self.starts(in: text).count == Self.starts(in: other).count ? self : SheetCells()
    }

    /// The offsets at which lines begin.
    private static func starts(in text: String) -> [Int] {
        var starts = [0]
        for (index, byte) in text.utf8.enumerated() where byte == 0x0A { starts.append(index + 1) }
        return starts
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
