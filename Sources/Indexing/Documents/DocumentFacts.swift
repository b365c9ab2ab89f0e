// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import DocumentReading
internal import OCRRepair
internal import ProjectCards
internal import SearchIndex

/// A document's fields, values and keys beside its text, in the index's terms.
struct DocumentFacts {
    /// The title to show; never empty.
    var title: String
    var kind: String
    /// The key that stands for the project, for collapsing; empty where the document is of none.
    var project: String
    /// The terms that tell the project: its own code in lower case, its period with a slash.
    var projectKeys: [String]
    var fields: [DocumentField]
    /// The project codes the text names, own ones and others, in lower case, without repeats.
    var codes: [String]
    var values: [UInt32: [UInt8]] = [:]
    /// The weight of each part of the text in telling the practice.
    var aspects: PracticeAspects

    /// The field of the languages that a document's passages are in, which are told of its text alone.
    static let language = "kieli"

    /// The slots of sums, by field.
    private static let sums: [(field: String, slot: UInt32)] = [
        ("rahoitus", Schema.Slot.funding), ("rinnakkaisrahoitus", Schema.Slot.parallelFunding),
        ("kokonaiskustannus", Schema.Slot.totalCost), ("omarahoitus", Schema.Slot.ownFunding),
    ]

    /// The facts of a document.
    ///
    /// - Parameters:
    ///   - card: The card that was read in `text`.
    ///   - text: The document's text.
    ///   - id: The document's title where no line can be it.
    ///   - named: Fields that the document gives in so many words; those of these names are not taken from the card.
    init(_ card: Card, of text: RepairedText, id: String, named: [DocumentField] = []) {
        var card = card
        let named = named.filter { $0.name != Self.language }
        let names = Set(named.map(\.name))
        if !names.isEmpty {
            card.fields.removeAll { names.contains($0.name) }
            card.fields += named
            if let title = named.first(where: { $0.name == "otsikko" })?.value { card.title = title }
        }
        aspects = PracticeAspects(card.passages)
        title = card.title.isEmpty ? id : card.title
        kind = card.kind.rawValue
        project = card.project
        projectKeys = card.projectKeys
        fields = card.fields
        if card.title.isEmpty { fields.insert(DocumentField("otsikko", title), at: 0) }
        codes = Self.codes(in: text.text)
        // Codes of other funders than the structural funds are told by their labels.
        for code in (card.values("koodi") + card.values("rinnakkaiskoodi")).map({ $0.lowercased() })
        where !codes.contains(code) && !code.contains(" ") {
            codes.append(code)
        }
        for (field, slot) in [("alkaa", Schema.Slot.begins), ("päättyy", Schema.Slot.ends)] {
            // 2016-03-01 without its dashes.
            guard let day = card.values(field).first.flatMap({ Int($0.filter(\.isNumber)) }) else { continue }
            values[slot] = Schema.dayValue(day)
        }
        // Where a paper tells years alone, or is of one day, it is found by its years too.
        if let period = card.period {
            if values[Schema.Slot.begins] == nil { values[Schema.Slot.begins] = Schema.dayValue(period.start.number) }
            if values[Schema.Slot.ends] == nil { values[Schema.Slot.ends] = Schema.dayValue(period.end.number) }
        }
        for (field, slot) in Self.sums {
            guard let cents = card.values(field).first.flatMap(Self.cents) else { continue }
            values[slot] = Schema.fundingValue(cents: cents)
        }
    }

    /// The cents of `399446` or `1234,50`.
    private static func cents(_ euros: String) -> UInt64? {
        let parts = euros.split(separator: ",")
        guard let whole = parts.first.flatMap({ UInt64($0) }), whole < UInt64.max / 200 else { return nil }
        return whole * 100 + (parts.count > 1 ? UInt64(parts[1]) ?? 0 : 0)
    }

    /// The project codes of the structural funds: S and five digits, such as S20059.
    private static func codes(in text: String) -> [String] {
        var codes: [String] = []
        var known: Set<String> = []
        var text = text
        text.withUTF8 { bytes in
            guard bytes.count >= 6 else { return }
            for start in 0...bytes.count - 6 where unsafe bytes[start] | 0x20 == 0x73 && isDigit(bytes[start + 1]) {
                guard (start + 2..<start + 6).allSatisfy({ unsafe isDigit(bytes[$0]) }),
                    unsafe start == 0 || !isWordByte(bytes[start - 1]),
                    unsafe start + 6 == bytes.count || !isWordByte(bytes[start + 6])
                else { continue }
                let code = unsafe "s" + String(decoding: bytes[start + 1..<start + 6], as: UTF8.self)
                if known.insert(code).inserted { codes.append(code) }
            }
        }
        return codes
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
