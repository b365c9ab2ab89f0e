// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

extension Card {
    /// Adds a value that says something and that the field does not have yet.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty, !fields.contains(DocumentField(name, value)) else { return }
        fields.append(DocumentField(name, value))
    }

    /// Adds a sum in cents.
    mutating func add(_ name: String, cents: Int?) { add(name, cents.map { CardText.euros(cents: $0) }) }

    /// Adds the days the project runs, and its years.
    mutating func add(start: CalendarDay?, end: CalendarDay?) {
        add("alkaa", start?.description)
        add("päättyy", end?.description)
        guard let start, let end, start <= end else { return }
        let period = Period(start: start, end: end)
        self.period = period
        // No project runs for more; a slip in a year must not make a thousand fields.
        guard period.years.count <= 50 else { return }
        for year in period.years { add("vuosi", String(year)) }
    }

    /// Adds the municipalities and regions that the first of `sources` to name one names.
    ///
    /// - Parameter sources: Texts by how well they tell the place: who carries it out comes before what was done. The
    ///   funder is none of them.
    mutating func addPlaces(from sources: [[String]]) {
        let table = Municipalities.all
        for texts in sources {
            let text = texts.joined(separator: "\n")
            let municipalities = table.municipalities(in: text)
            for name in municipalities { add("kunta", name) }
            var regions = municipalities.compactMap { table.regions[$0] }
            if regions.isEmpty { regions = table.regions(in: text) }
            for name in regions { add("maakunta", name) }
            if !regions.isEmpty { return }
        }
    }

    /// `title` without codes and the word *hanke* at its end.
    static func name(of title: String) -> String {
        var name = title.replacing(/\bS[0-9]{5}\b/, with: "")
        name = name.replacing(/\s*[-–]\s?hanke(?:en)?\s*$/, with: "")
        let start = name.drop { !$0.isLetter && !$0.isNumber && !"\"”(".contains($0) }
        return start.trimmed
    }
}
