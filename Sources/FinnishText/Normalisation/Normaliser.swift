// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// Puts the text of a document in order before anything else looks at it.
///
/// Unicode in one form (NFC, with a listed table of ligatures, invisible characters and spaces), the lines of a PDF
/// put together as paragraphs, words split at line ends joined where they are words, and so are letters set apart and
/// words with old hyphens in them, check boxes shown as ☒ and ☐, page numbers and repeated headers out. Headings, lists and the rows of tables stay lines of their own; on clean
/// text only the layout changes.
///
/// Normalising a normalised text changes nothing.
public struct Normaliser {
    /// Tells whether two halves of a word make a word.
    public let judge: any WordJudging

    /// The most times that the lines are looked at again. One look finds nearly everything; another shows that nothing
    /// is left to do.
    private static var mostPasses: Int { 8 }

    /// A normaliser that asks `judge` about words split at line ends.
    public init(judge: any WordJudging) {
        self.judge = judge
    }

    /// `text` in order.
    ///
    /// O(n) and at most some milliseconds a megabyte, but for the judge, who is asked once or twice a split word.
    ///
    /// - Parameter text: The text of a document. Form feeds part its pages.
    /// - Returns: The text, which ends in a line feed unless it is empty.
    public func normalise(_ text: String) -> NormalisedText {
        let source = Array(text.utf8)
        var (bytes, origin) = CharacterPass.run(source)
        let sourcePages = PageStart.starts(in: source)
        var breaks = Self.places(of: sourcePages.map(\.offset), in: origin, count: bytes.count)
        for _ in 0..<Self.mostPasses {
            var wasMended = false
            if let mended = WordMending.run(bytes, judge: judge) {
                breaks = breaks.isEmpty ? [] : Self.places(of: breaks, in: mended.origin, count: mended.bytes.count)
                origin = mended.origin.composed(with: origin)
                bytes = mended.bytes
                wasMended = true
            }
            let (next, map) = Layout.arrange(bytes, pages: breaks, judge: judge)
            guard wasMended || next != bytes else { break }
            // A line feed at the end, which most files lack, changes nothing that another look could find.
            let isEnded = !wasMended && next.count == bytes.count + 1 && next.starts(with: bytes)
            // The made text shows no pages; looked at again, it must be as if it were normalised anew.
            breaks = []
            origin = map.composed(with: origin)
            bytes = next
            if isEnded { break }
        }
        let lines = TextLines.split(bytes, pages: [])
        let unasserted = CheckBoxes.alternatives(
            besideEmpty: CheckBoxes.find(in: bytes, lines: lines), lines: lines, of: bytes)
        var starts: [PageStart] = []
        for (page, offset) in zip(
            sourcePages, Self.places(of: sourcePages.map(\.offset), in: origin, count: bytes.count))
        {
            // Of pages without text only the last one's number is of use.
            if starts.last?.offset == offset { starts.removeLast() }
            starts.append(PageStart(offset: offset, number: page.number))
        }
        return NormalisedText(
            bytes: bytes, pages: starts,
            unasserted: EncodedRuns.merged(unasserted, EncodedRuns.find(in: bytes)), origin: origin)
    }

    /// For each of `offsets` in the source of `map` the first place in the made text that came from there or later.
    private static func places(of offsets: [Int], in map: OffsetMap, count: Int) -> [Int] {
        offsets.map { offset in
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                if map.source(of: middle) < offset { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
