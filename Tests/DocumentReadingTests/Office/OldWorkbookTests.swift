// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentModel
import Testing

@testable import DocumentReading

/// Excel files of before 2007.
@Suite struct OldWorkbookTests {
    private static func number(_ value: Int, _ count: Int = 2) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func record(_ kind: Int, _ content: [UInt8]) -> [UInt8] {
        number(kind) + number(content.count) + content
    }

    private static func begin(_ kind: Int) -> [UInt8] {
        record(0x809, number(0x600) + number(kind) + [UInt8](repeating: 0, count: 12))
    }

    private static func text(_ text: String, _ row: Int, _ column: Int) -> [UInt8] {
        record(
            0x204, number(row) + number(column) + number(0) + number(text.utf16.count) + [1] + utf16(text))
    }

    private static func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { number(Int($0)) } }

    private static let end = record(0x0A, [])

    /// A workbook of sheets by name, each with its records.
    private static func workbook(_ sheets: [(name: String, records: [UInt8])], before: [UInt8] = []) -> [UInt8] {
        let size = begin(5).count + before.count + end.count + sheets.reduce(0) { $0 + 12 + 2 * $1.name.utf16.count }
        var globals = begin(5) + before
        var bodies: [UInt8] = []
        for sheet in sheets {
            globals += record(
                0x85,
                number(size + bodies.count, 4) + [0, 0, UInt8(sheet.name.utf16.count), 1] + utf16(sheet.name))
            bodies += begin(0x10) + sheet.records + end
        }
        return CompoundFileTests.file([.stream("Workbook", globals + end + bodies)])
    }

    private func references(in document: SourceDocument) -> [String] {
        document.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { number, line in
            (0...line.utf8.count { $0 == 0x09 }).compactMap { document.cells.reference(line: number, cell: $0) }
        }
    }

    @Test func cellsOfAnOldWorkbookAreToldBySheetRowAndColumn() throws {
        let first =
            Self.text("Kunta", 2, 1) + Self.text("rivi\n\"vaihto\"", 2, 3)
            // Cells without content, and a chart's own numbers.
            + Self.record(0x201, Self.number(4) + Self.number(7) + Self.number(0)) + Self.text("Ii", 5, 0)
            + Self.begin(0x20)
            + Self.record(0x203, [0, 0, 0, 0, 0, 0] + Self.number(0x401C_0000_0000_0000, 8)) + Self.end
        let file = Self.workbook([("Talous 2021", first), ("Tyhjä", []), ("Muut", Self.text("\"x\"", 0, 0))])
        let document = try readWhole(file)
        #expect(document.format == .xls)
        #expect(
            document.text
                == "Talous 2021\n\nKunta\trivi \"vaihto\"\nIi\n\u{C}7\n\u{C}Muut\n\n\"x\"\n", "\(document.text)")
        #expect(references(in: document) == ["'Talous 2021'!B3", "'Talous 2021'!D3", "'Talous 2021'!A6", "Muut!A1"])
    }

    @Test func whatIsTrueOrFalseIsShown() throws {
        func constant(_ value: UInt8, _ row: Int, _ column: Int, isError: UInt8 = 0) -> [UInt8] {
            Self.record(0x205, Self.number(row) + Self.number(column) + Self.number(0) + [value, isError])
        }
        func formula(_ value: UInt8, _ row: Int, _ column: Int) -> [UInt8] {
            Self.record(
                0x06,
                Self.number(row) + Self.number(column) + Self.number(0) + [1, 0, value, 0, 0, 0, 0xFF, 0xFF]
                    + [UInt8](repeating: 0, count: 8))
        }
        let records =
            Self.text("Esteetön", 0, 0) + constant(1, 0, 1) + constant(0, 1, 2) + Self.text("Ii", 2, 0)
            + formula(1, 2, 1) + constant(0x2A, 3, 0, isError: 1)
        let document = try readWhole(Self.workbook([("Tilat", records)]))
        #expect(document.text == "Tilat\n\nEsteetön\tTOSI\nEPÄTOSI\nIi\tTOSI\n", "\(document.text)")
        #expect(references(in: document) == ["Tilat!A1", "Tilat!B1", "Tilat!C2", "Tilat!A3", "Tilat!B3"])
    }

    @Test func aConverterThatGivesOtherRowsIsNotBelieved() {
        let rows = WorkbookRows(
            Self.begin(5) + Self.record(0x85, Self.number(38, 4) + [0, 0, 1, 1] + Self.utf16("S")) + Self.end
                + Self.begin(0x10) + Self.text("a", 1, 0) + Self.text("b", 3, 1) + Self.end)
        #expect(rows.pages.map { $0.rows.map(\.number) } == [[1, 3]])
        #expect(WorkbookLines("\"a\"\n\t\"b\"\n\u{C}", rows: rows).cells.reference(line: 3, cell: 0) == "S!B4")
        for text in ["\"a\"\n\"b\"\n", "\"a\"\n\t\"b\"\n\"c\"\n", "\"a\"\n\u{C}\t\"b\"\n\u{C}"] {
            #expect(WorkbookLines(text, rows: rows).cells.isEmpty, "\(text)")
        }
    }

    @Test func aWorkbookWithAPasswordIsToldSo() {
        let file = Self.workbook([("S", Self.text("a", 0, 0))], before: Self.record(0x2F, Self.number(1)))
        let error = #expect(throws: ReadingError.self) { try DocumentReader().decode(file, name: "a.xls") }
        #expect(error?.code == .encrypted)
    }
}
