// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows of an Excel file of before 2007, as its records tell them ([MS-XLS], 2.1.4): where the lines stand that a
/// converter makes of it, which leaves empty rows out.
struct WorkbookRows {
    /// Rows that end together: those of a sheet, or the numbers that a chart in it shows.
    struct Page {
        /// The sheet's name; nil where it is none.
        var name: String?
        /// The numbers of the rows that have a cell, from 0, rising, and the last column of each, from 0.
        var rows: [(number: Int, last: Int)]
        /// The cells that are true or false, by row and column, from 0. The converter leaves them out, or shows a formula's
        /// as a number.
        var booleans: [Int: [Int: Bool]] = [:]
    }

    /// The pages, in the order of the file.
    private(set) var pages: [Page] = []
    /// True if the file opens with a password only.
    private(set) var isEncrypted = false

    /// Records with a cell in a column, and those with cells side by side, whose last column stands at their end.
    private static let cells: Set<Int> = [0x06, 0x206, 0x406, 0x201, 0x203, 0x204, 0xD6, 0xFD, 0x27E]
    private static let cellRows: Set<Int> = [0xBD, 0xBE]
    private static let begin: Set<Int> = [0x809, 0x409, 0x209, 0x09]
    private static let (end, password, sheet) = (0x0A, 0x2F, 0x85)
    /// Records of a boolean or an error, and of a formula with its value ([MS-XLS], 2.4.24 and 2.4.127).
    private static let constant = 0x205
    private static let formulas: Set<Int> = [0x06, 0x206, 0x406]
    /// The number of columns that a sheet can have; more are a lie, and would cost memory.
    private static let columns = 256

    /// The rows in the stream of records `bytes`. O(n).
    init(_ bytes: [UInt8]) {
        var names: [Int: String] = [:]
        var name: String?
        var rows: [Int: Int] = [:]
        var booleans: [Int: [Int: Bool]] = [:]
        func endPage() {
            if !rows.isEmpty {
                pages.append(
                    Page(
                        name: name, rows: rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
                        booleans: booleans))
            }
            rows = [:]
            booleans = [:]
            name = nil
        }
        var place = 0
        while place + 4 <= bytes.count {
            let kind = Int(bytes.number(at: place, 2))
            let size = Int(bytes.number(at: place + 2, 2))
            let start = place + 4
            guard start + size <= bytes.count else { break }
            func number(_ offset: Int) -> Int { Int(bytes.number(at: start + offset, 2)) }
            if kind == Self.constant, size == 8, bytes[start + 7] == 0, number(2) < Self.columns {
                booleans[number(0), default: [:]][number(2)] = bytes[start + 6] == 1
            } else if Self.formulas.contains(kind), size >= 14, bytes[start + 6] == 1, number(12) == 0xFFFF,
                number(2) < Self.columns
            {
                booleans[number(0), default: [:]][number(2)] = bytes[start + 8] == 1
            }
            if Self.begin.contains(kind) {
                endPage()
                name = names[place]
            } else if kind == Self.end {
                endPage()
            } else if kind == Self.password {
                isEncrypted = true
                return
            } else if kind == Self.sheet, size > 7 {
                names[Int(bytes.number(at: start, 4))] = Self.name(bytes[(start + 6)..<(start + size)])
            } else if Self.cells.contains(kind), size >= 4 {
                rows[number(0)] = max(rows[number(0)] ?? 0, number(2))
            } else if Self.cellRows.contains(kind), size >= 6 {
                rows[number(0)] = max(rows[number(0)] ?? 0, number(size - 2))
            }
            place = start + size
        }
        endPage()
    }

    /// A name whose length stands before it: in UTF-16, or a byte a character, as the next byte says; of an older file,
    /// which has no such byte, in Windows-1252.
    private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let count = bytes.first.map({ Int($0) }) else { return nil }
        let rest = bytes.dropFirst()
        if rest.count == count { return EightBitText.decodeWindows1252(Array(rest)) }
        guard let form = rest.first else { return nil }
        let letters = Array(rest.dropFirst())
        if form & 1 == 0 { return letters.count == count ? EightBitText.decodeWindows1252(letters) : nil }
        guard letters.count == 2 * count else { return nil }
        return String(
            decoding: (0..<count).map { UInt16(letters[2 * $0]) | UInt16(letters[2 * $0 + 1]) << 8 }, as: UTF16.self)
    }
}
