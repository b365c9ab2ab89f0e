// SPDX-License-Identifier: GPL-3.0-or-later

/// The formats of a workbook's cells.
struct CellStyles {
    private let is1904: Bool
    /// The format's number of each style of a cell.
    private var formats: [Int] = []
    /// Formats of the workbook's own, by number.
    private var codes: [Int: String] = [:]
    private var parsed: [Int: NumberFormat] = [:]

    /// Formats that each program has, as Finnish ones show them (ISO/IEC 29500-1, 18.8.30).
    private static let shared: [Int: String] = [
        1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
        14: "d.m.yyyy", 15: "d.mmm.yy", 16: "d.mmm", 17: "mmm.yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
        21: "h:mm:ss", 22: "d.m.yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
        40: "#,##0.00;-#,##0.00", 44: "#,##0.00 \"€\"", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    ]

    /// Formats of a workbook whose days are counted from 1904, or else from 1900.
    init(is1904: Bool) { self.is1904 = is1904 }

    mutating func read(_ reader: XMLReader) throws(OfficeError) {
        var isInCells = false
        while try reader.next() {
            switch (reader.kind, reader.name) {
            case (.start, "numFmt"):
                if let id = reader.attribute("numFmtId").flatMap({ Int($0) }), let code = reader.attribute("formatCode")
                {
                    codes[id] = code
                }
            case (.start, "cellXfs"): isInCells = !reader.isEmpty
            case (.end, "cellXfs"): isInCells = false
            case (.start, "xf") where isInCells:
                formats.append(reader.attribute("numFmtId").flatMap { Int($0) } ?? 0)
            // Formats of rules and tables are others'.
            case (.start, "dxfs"): try reader.skip()
            default: break
            }
        }
        for id in Set(formats) {
            if let code = codes[id] ?? Self.shared[id] { parsed[id] = NumberFormat(code) }
        }
    }

    /// `number` as a cell of the style shows it.
    func text(of number: Double, style: Int) -> String {
        let id = formats.indices.contains(style) ? formats[style] : 0
        return (parsed[id] ?? .general).text(of: number, is1904: is1904)
    }
}
