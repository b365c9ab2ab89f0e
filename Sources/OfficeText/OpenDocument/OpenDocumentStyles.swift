// SPDX-License-Identifier: GPL-3.0-or-later

/// The sizes of letters that the styles of an OpenDocument set.
struct OpenDocumentStyles {
    private struct Style {
        var base: String?
        var size: Double?
    }

    private var styles: [String: Style] = [:]
    /// The size of letters that no style sets, in points.
    private var standard = 12.0

    /// Styles based on each other go no deeper.
    private static let deepest = 20

    /// Reads the styles in `styles.xml`, or those at the beginning of `content.xml`.
    mutating func read(_ reader: XMLReader) throws(OfficeError) {
        var name: String?
        while try reader.next() {
            guard reader.kind == .start else {
                if reader.kind == .end, reader.name == "style" { name = nil }
                continue
            }
            switch reader.name {
            case "body": return
            case "style":
                let found = reader.attribute("name") ?? ""
                styles[found] = Style(base: reader.attribute("parent-style-name"))
                name = reader.isEmpty ? nil : found
            case "text-properties":
                guard let name, let size = Self.points(reader.attribute("font-size")) else { continue }
                styles[name]?.size = size
            default: break
            }
        }
    }

    /// The size of letters in the style `name`.
    func size(_ name: String?) -> Double {
        var place = name
        for _ in 0..<Self.deepest {
            guard let found = place, let style = styles[found] else { break }
            if found == "Title" { return TitleChoice.titleSize }
            if let size = style.size { return size }
            place = style.base
        }
        return place == "Title" ? TitleChoice.titleSize : standard
    }

    private static func points(_ value: String?) -> Double? {
        guard let value, value.hasSuffix("pt") else { return nil }
        return Double(value.dropLast(2))
    }
}
