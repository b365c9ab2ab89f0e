// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// A record of a table as a document: its named values as lines, those that haku knows as fields.
enum RecordDocument {
    /// haku's fields, and what else tables call them. Names are compared in small letters, without diaereses and rings.
    private static let fields: [(field: String, names: [String])] = [
        ("otsikko", ["otsikko", "title", "nimi", "name", "aihe", "subject", "hankkeen nimi", "projektin nimi"]),
        ("koodi", ["koodi", "projektikoodi", "hankekoodi", "code"]),
        ("rinnakkaiskoodi", ["rinnakkaiskoodi"]), ("hakemusnumero", ["hakemusnumero"]),
        ("diaarinumero", ["diaarinumero"]),
        ("toteuttaja", ["toteuttaja", "hakija", "organisaatio"]), ("kumppani", ["kumppani", "kumppanit"]),
        ("rahoittaja", ["rahoittaja"]), ("kohderyhmä", ["kohderyhma", "kohderyhmat"]), ("tausta", ["tausta"]),
        ("tavoite", ["tavoite", "tavoitteet"]), ("toimintatapa", ["toimintatapa", "toimintatavat"]),
        ("tuotos", ["tuotos", "tuotokset"]), ("tulos", ["tulos", "tulokset"]), ("levittäminen", ["levittaminen"]),
        ("huomiot", ["huomiot"]), ("kunta", ["kunta", "kunnat"]), ("maakunta", ["maakunta", "maakunnat"]),
        ("vuosi", ["vuosi", "year"]), ("alkaa", ["alkaa", "alkupaiva", "alkamispaiva"]),
        ("päättyy", ["paattyy", "loppupaiva", "paattymispaiva"]), ("rahoitus", ["rahoitus"]),
        ("rinnakkaisrahoitus", ["rinnakkaisrahoitus"]), ("kokonaiskustannus", ["kokonaiskustannus"]),
        ("omarahoitus", ["omarahoitus"]), ("päätös", ["paatos"]), ("linkki", ["linkki", "url", "link"]),
    ]
    private static let fieldOfName: [String: String] = Dictionary(
        fields.flatMap { entry in entry.names.map { ($0, entry.field) } }
    ) { first, _ in first }
    /// Columns that are the text itself, whose name says nothing.
    private static let bodies: Set<String> = ["teksti", "text", "sisalto", "content", "body"]
    private static let sums: Set<String> = ["rahoitus", "rinnakkaisrahoitus", "kokonaiskustannus", "omarahoitus"]

    /// The document of named values; nil where none says anything.
    static func document(of values: [(name: String, value: String)]) -> SourceDocument? {
        let values = values.filter { $0.value.contains { !$0.isWhitespace } }
        guard !values.isEmpty else { return nil }
        var fields: [DocumentField] = []
        var title: String?
        for (name, value) in values {
            guard let field = fieldOfName[key(name)] else { continue }
            if field == "otsikko" {
                if title != nil { continue }
                title = value
            }
            fields.append(DocumentField(field, canonical(value, of: field)))
        }
        if title == nil, let first = values.first(where: { $0.value.count(where: \.isLetter) > 2 }) {
            // The names of columns are labels, and no titles.
            fields.insert(DocumentField("otsikko", shortened(first.value)), at: 0)
        }
        var text = title.map { $0 + "\n\n" } ?? ""
        for (name, value) in values where !(fieldOfName[key(name)] == "otsikko" && value == title) {
            text += (name.isEmpty || bodies.contains(key(name)) ? value : "\(name): \(value)") + "\n\n"
        }
        return SourceDocument(text: text, fields: fields)
    }

    /// The first line of `value`, cut at a word's end where it is long.
    private static func shortened(_ value: String) -> String {
        let line = value.split(whereSeparator: \.isNewline).first.map(String.init) ?? value
        guard line.count > longestTitle else { return line }
        let cut = line.prefix(longestTitle)
        return cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)] + "…"
    }

    /// The longest title that is made of a value, in characters.
    private static let longestTitle = 100

    private static func key(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.lowercased().unicodeScalars.map { scalar in
                    switch scalar {
                    case "ä", "å": "a"
                    case "ö": "o"
                    case "_": " "
                    default: scalar
                    }
                }))
    }

    /// Days as 2016-03-01, sums as 1234,50, as cards give them; others as they are.
    private static func canonical(_ value: String, of field: String) -> String {
        if field == "alkaa" || field == "päättyy" {
            let parts = value.split(separator: ".").map { $0.trimmed(\.isWhitespace) }
            if parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]),
                (1...31).contains(day), (1...12).contains(month), (1000...9999).contains(year)
            {
                return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            }
            return String(value.prefix(10))
        }
        guard sums.contains(field) else { return value }
        var digits = String(value.filter { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") })
        // The last of the separators parts the cents where two digits or one follow.
        let cents = digits.lastIndex { $0 == "," || $0 == "." }.flatMap { place -> Substring? in
            let rest = digits[digits.index(after: place)...]
            return rest.count <= 2 && !rest.isEmpty ? rest : nil
        }
        let tail = cents.map { "," + ($0.count == 1 ? $0 + "0" : $0) } ?? ""
        if let cents { digits.removeLast(cents.count + 1) }
        let whole = digits.filter(\.isNumber)
        return whole.isEmpty ? value : whole + (tail == ",00" ? "" : tail)
    }
}
