// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts the rows and columns of a sheet of an OpenDocument, where rows and cells may stand for several.
struct SheetPlace {
    /// The row that has begun, or comes next, from 1.
    private var row = 1
    private var rows = 1
    private var column = 0
    private var repeated = 1
    /// The column of each cell of the row, nil for one beside whose text there is more.
    private var columns: [Int?] = []
    /// True once the cell that has begun holds a remark or a text box.
    var isBesides = false

    /// Rows and columns beyond are not told.
    private static let most = 1 << 30

    /// Begins a row that stands for so many.
    mutating func beginRow(repeated: String?) {
        rows = Self.count(repeated)
        column = 0
        columns = []
    }

    /// Begins a cell that stands for so many.
    mutating func beginCell(repeated: String?) {
        self.repeated = Self.count(repeated)
        isBesides = false
    }

    mutating func endCell() {
        columns.append(isBesides || column >= Self.most ? nil : column)
        column = min(column + repeated, Self.most)
    }

    /// Ends the row; nil where it is beyond all rows.
    mutating func endRow() -> Flow.SheetRow? {
        defer { row = min(row + rows, Self.most) }
        return row < Self.most ? Flow.SheetRow(number: row, columns: columns) : nil
    }

    private static func count(_ value: String?) -> Int { min(max(value.flatMap { Int($0) } ?? 1, 1), most) }
}
