// SPDX-License-Identifier: GPL-3.0-or-later

/// The sizes of letters that the paragraph styles of a text set.
struct TextStyles {
    private struct Style {
        var name = ""
        var base: String?
        var size: Double?
        var level: Int?
    }

    private var styles: [String: Style] = [:]
    private var defaultID = ""
    /// The size of letters that no style sets, in points (ISO/IEC 29500-1, 17.3.2.38).
    private var standard = 10.0

    /// Styles based on each other go no deeper.
    private static let deepest = 20

    /// Reads `word/styles.xml`.
    mutating func read(_ reader: XMLReader) throws(OfficeError) {
        var id: String?
        while try reader.next() {
            guard reader.kind != .text else { continue }
            if reader.kind == .end {
                if reader.name == "style" { id = nil }
                continue
            }
            switch reader.name {
            case "style":
                let name = reader.attribute("styleId") ?? ""
                id = reader.isEmpty ? nil : name
                styles[name] = Style()
                if reader.attribute("default") == "1", reader.attribute("type") == "paragraph" { defaultID = name }
            case "name": if let id { styles[id]?.name = (reader.attribute("val") ?? "").lowercased() }
            case "basedOn": if let id { styles[id]?.base = reader.attribute("val") }
            case "outlineLvl": if let id { styles[id]?.level = reader.attribute("val").flatMap { Int($0) } }
            case "sz":
                guard let half = reader.attribute("val").flatMap({ Double($0) }) else { continue }
                if let id { styles[id]?.size = half / 2 } else { standard = half / 2 }
            default: break
            }
        }
    }

    /// The size of letters in the style `id`, a little more in a heading's.
    func size(_ id: String?) -> Double {
        var place = id ?? defaultID
        var size: Double?
        var level: Int?
        for _ in 0..<Self.deepest {
            guard let style = styles[place] else { break }
            if style.name == "title" || style.name == "otsikko" { return TitleChoice.titleSize }
            size = size ?? style.size
            level =
                level ?? style.level
                ?? (style.name.hasPrefix("heading ") ? Int(style.name.dropFirst(8)).map { $0 - 1 } : nil)
            guard let base = style.base else { break }
            place = base
        }
        // A heading in letters of the body's size is one all the same.
        return (size ?? standard) + (level.map { max(0, 0.9 - 0.1 * Double($0)) } ?? 0)
    }
}
