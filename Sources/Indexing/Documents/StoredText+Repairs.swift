// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import FinnishText
internal import OCRRepair
internal import SearchIndex

extension StoredText {
    /// A repaired text as the index keeps it, with each repair's line and column in the text as it came, and the cells that
    /// its lines are made of.
    init(_ text: RepairedText, original: String, cells: SheetCells) {
        let source = text.repairs.isEmpty ? [] : Array(original.utf8)
        var offset = 0
        var line: UInt32 = 1
        var column: UInt32 = 1
        // Repairs come by rising offset of the repaired text, which is nearly always that of the source too.
        let repairs = text.repairs.sorted { $0.sourceOffset < $1.sourceOffset }.map { repair in
            while offset < min(repair.sourceOffset, source.count) {
                if source[offset] == 0x0A {
                    line += 1
                    column = 1
                } else if source[offset] & 0xC0 != 0x80 {
                    column += 1
                }
                offset += 1
            }
            return Repair(
                start: UInt32(clamping: repair.range.lowerBound), end: UInt32(clamping: repair.range.upperBound),
                original: repair.original, confidence: Float(repair.confidence), reason: repair.reason.rawValue,
                line: line, column: column)
        }
        self.init(
            text: text.text, original: original, pages: text.pages,
            repairs: repairs.sorted { $0.start < $1.start },
            unasserted: text.unasserted.map { UInt32(clamping: $0.lowerBound)..<UInt32(clamping: $0.upperBound) },
            cells: cells)
    }
}
