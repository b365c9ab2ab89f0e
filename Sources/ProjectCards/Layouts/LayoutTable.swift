// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows of a layout's data file: labels of papers, and what each begins.
///
/// Lines of kind, field and label, parted by tabs, and as a fourth column the way its value ends where the field's own is
/// not meant; empty lines and `#` comments count for nothing. Shipped: `Resources/otsikot.tsv`, `Resources/asettelut`.
struct LayoutTable {
    /// The way in which a value ends.
    enum Ending: String, Sendable {
        /// With its line; one that breaks off goes on in the next.
        case line = "rivi"
        /// With its paragraph.
        case paragraph = "kappale"
        /// With the next label; a name a line.
        case list = "luettelo"
        /// With the next label.
        case section = "osio"
    }

    /// The meaning of what follows a label.
    enum Meaning: Hashable, Sendable {
        /// The value of a field.
        case field(String)
        /// Text of the paper that is no field's.
        case text
        /// Text of the form, the authority or a contact person's card, which is not of the practice.
        case form
        /// The label tells the layout, and what follows is text.
        case marker
    }

    /// One label.
    struct Row {
        var kind: Card.Kind
        var meaning: Meaning
        var label: String
        var ending: Ending
    }

    let rows: [Row]

    /// Fields that a label can begin. `aika` is a period or its days, `paikka` the town of an address.
    private static let fields: Set<String> = [
        "otsikko", "koodi", "rinnakkaiskoodi", "hakemusnumero", "diaarinumero", "toteuttaja", "kumppani", "rahoittaja",
        "kohderyhmä", "tausta", "tavoite", "toimintatapa", "tuotos", "tulos", "levittäminen", "huomiot", "kunta",
        "maakunta", "alkaa", "päättyy", "rahoitus", "rinnakkaisrahoitus", "kokonaiskustannus", "omarahoitus", "päätös",
        "toimintalinja", "erityistavoite", "tila", "organisaatiotyyppi", "aika", "paikka",
    ]
    private static let lists: Set<String> = ["toteuttaja", "kumppani"]
    private static let texts: Set<String> = [
        "kohderyhmä", "tausta", "tavoite", "toimintatapa", "tuotos", "tulos", "levittäminen", "huomiot",
    ]

    /// The rows of `text`.
    ///
    /// - Parameters:
    ///   - text: The file.
    ///   - path: Its name in messages.
    ///   - allowsGeneral: True if labels of the kind `muu` are allowed, which make no paper.
    /// - Throws: ``CardLayoutError`` with the line that cannot be read.
    init(_ text: String, path: String, allowsGeneral: Bool = false) throws(CardLayoutError) {
        var rows: [Row] = []
        for (number, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = Substring(line.last == 0x0D ? line.dropLast() : line)
            if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(\.trimmed)
            guard let row = Self.row(columns), allowsGeneral || row.kind != .muu else {
                throw CardLayoutError(
                    "line \(number + 1) is no label: write kind, field and label with tabs between, such as "
                        + "\"hankekortti\", \"kohderyhmä\", \"Kenelle\"; the field is - for none, ! for what the form "
                        + "says, * for a line that tells the layout; a fourth column says how the value ends: rivi, "
                        + "kappale, luettelo or osio",
                    path: path)
            }
            rows.append(row)
        }
        self.rows = rows
    }

    private static func row(_ columns: [String]) -> Row? {
        guard (3...4).contains(columns.count), let kind = Card.Kind(rawValue: columns[0]),
            CardText.folded(columns[2]).count >= (kind == .muu ? 3 : 4)
        else { return nil }
        let field = columns[1]
        let meaning: Meaning
        var ending = Ending.line
        switch field {
        case "-":
            meaning = .text
            ending = .section
        case "!": meaning = .form
        case "*":
            meaning = .marker
            ending = .section
        default:
            guard fields.contains(field) else { return nil }
            meaning = .field(field)
            if lists.contains(field) { ending = .list }
            if texts.contains(field) { ending = .section }
        }
        if columns.count == 4 {
            guard let said = Ending(rawValue: columns[3]) else { return nil }
            ending = said
        }
        return Row(kind: kind, meaning: meaning, label: columns[2], ending: ending)
    }
}
