// SPDX-License-Identifier: GPL-3.0-or-later

/// Reading a paper by the labels of a layout.
struct LabelledPaper {
    let text: PaperLines
    let values: [LabelledValue]
    private var card: Card

    /// Fields of running text, kept as they stand.
    private static let texts = [
        "kohderyhmä", "tausta", "tavoite", "toimintatapa", "tuotos", "tulos", "levittäminen", "huomiot",
    ]
    /// Fields of one line, kept as they stand.
    private static let lines = ["toimintalinja", "erityistavoite", "tila", "organisaatiotyyppi", "päätös"]

    private init(_ text: PaperLines, _ values: [LabelledValue], kind: Card.Kind) {
        self.text = text
        self.values = values
        card = Card(kind: kind, title: "")
    }

    /// Reads a paper.
    ///
    /// - Parameters:
    ///   - text: The paper.
    ///   - values: Its labels and what stands behind them, in order.
    ///   - kind: The kind that its layout is of.
    /// - Returns: The paper's fields, title and passages.
    static func read(_ text: PaperLines, _ values: [LabelledValue], kind: Card.Kind) -> Card {
        var paper = LabelledPaper(text, values, kind: kind)
        paper.read()
        return paper.card
    }

    private mutating func read() {
        let head = text.lines.prefix { $0.lowerBound < (values.first?.label.lowerBound ?? 0) }.map { text.string($0) }
        let named = strings("otsikko").first ?? ""
        let (title, days) = ProjectCard.titleAndDays(named)
        card.title = title.isEmpty ? TitleLines.title(of: head.map { $0[...] }) : title
        if card.title.isEmpty { card.title = TitleLines.title(of: text.lines.map { text.string($0)[...] }) }
        card.projectName = Card.name(of: card.title)
        card.add("otsikko", card.title)
        addCodes()
        addPeriod(head, days)
        for name in ["hakemusnumero", "diaarinumero"] { card.add(name, strings(name).first) }
        for name in Self.lines { card.add(name, strings(name).first) }
        addMoney()
        for name in ["toteuttaja", "kumppani"] { for value in names(name) { card.add(name, value) } }
        for name in Self.texts { for value in strings(name) { card.add(name, Self.bounded(value)) } }
        let told = card.values("tavoite") + card.values("toimintatapa")
        if card.values("kohderyhmä").isEmpty, !told.isEmpty {
            for value in told { Statements.add(from: value, only: "kohderyhmä", to: &card) }
        }
        addPlaces()
        for link in CardText.links(in: String(decoding: text.bytes, as: UTF8.self)).prefix(200) {
            card.add("linkki", link)
        }
        addPassages()
    }

    /// The values of a field that say something, in one line each.
    private func strings(_ field: String) -> [String] {
        values.enumerated().filter { $0.element.meaning == .field(field) }.map { string(at: $0.offset) }
            .filter { $0.contains { $0.isLetter || $0.isNumber } }
    }

    private func string(at index: Int) -> String {
        let value = values[index]
        var result = ""
        for line in String(decoding: text.bytes[value.value], as: UTF8.self).split(separator: "\n") {
            let line = line.trimmed
            if line.isEmpty { continue }
            if !result.isEmpty { result += " " }
            result += line
            if result.utf8.count > 4 * CardReader.longestValue { break }
        }
        if result.hasSuffix("|") { result = String(result.dropLast()).trimmed }
        return value.ending == .section ? result : withoutNextNumber(result, at: index)
    }

    /// `value` without the number before the next label, where they stand on one line.
    private func withoutNextNumber(_ value: String, at index: Int) -> String {
        guard index + 1 < values.count, values[index + 1].label.lowerBound == values[index].value.upperBound,
            let number = value.firstMatch(of: /\s[0-9]{1,2}(?:\.[0-9]{1,2})*\.?$/),
            value[..<number.range.lowerBound].contains(where: \.isLetter)
        else { return value }
        return String(value[..<number.range.lowerBound]).trimmed
    }

    private static func bounded(_ value: String) -> String {
        guard value.utf8.count > CardReader.longestValue, value.count > CardReader.longestValue else { return value }
        let cut = value.prefix(CardReader.longestValue)
        return String(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)])
    }

    // MARK: - Fields

    private mutating func addCodes() {
        for code in CardText.codes(in: card.title[...]) { card.add("koodi", code) }
        for (field, isOwn) in [("koodi", true), ("rinnakkaiskoodi", false)] {
            guard let value = strings(field).first else { continue }
            // *S20059*, *A72109*, *212014*.
            for match in value.matches(of: /\b[A-Z]{0,3}[0-9]{4,8}\b/).prefix(4) {
                let code = String(match.output)
                if isOwn || !card.values("koodi").contains(code) { card.add(field, code) }
            }
        }
    }

    private mutating func addPeriod(_ head: [String], _ days: CardText.Days?) {
        var start = days?.start
        var end = days?.end
        var years: ClosedRange<Int>?
        if let time = strings("aika").first.map({ PeriodText($0) }) {
            start = start ?? time.start
            end = end ?? time.end
            years = time.years
        }
        start = start ?? strings("alkaa").first.flatMap { CardText.day($0[...]) }
        end = end ?? strings("päättyy").first.flatMap { CardText.day($0[...]) }
        let isTold = values.contains {
            [.field("aika"), .field("alkaa"), .field("päättyy")].contains($0.meaning)
        }
        // Above the labels a line of its own may tell the days.
        if start == nil, end == nil, !isTold,
            let line = head.first(where: {
                $0.utf8.count < 40 && $0.contains(/[0-9]\.[0-9]{4}/) && !$0.contains(where: \.isLetter)
            })
        {
            let time = PeriodText(line)
            if CardText.days(in: line) != nil || time.start == nil { (start, end) = (time.start, time.end) }
        }
        if let start, let end, end < start { return }
        card.add(start: start, end: end)
        guard card.period == nil, start == nil, end == nil, let years,
            let first = CalendarDay(year: years.lowerBound, month: 1, day: 1),
            let last = CalendarDay(year: years.upperBound, month: 12, day: 31)
        else { return }
        card.period = Period(start: first, end: last)
        for year in years { card.add("vuosi", String(year)) }
    }

    private mutating func addMoney() {
        for index in values.indices where values[index].meaning == .field("rahoittaja") {
            if values[index].ending == .list {
                for name in names(at: index) { card.add("rahoittaja", funder(name)) }
            } else {
                card.add("rahoittaja", funder(string(at: index)))
            }
        }
        for name in ["rahoitus", "rinnakkaisrahoitus", "kokonaiskustannus", "omarahoitus"] {
            guard let value = strings(name).first else { continue }
            if let cents = SumText.cents(in: value) {
                card.add(name, cents: cents)
            } else if name == "rahoitus", !value.contains(where: \.isNumber) || !value.contains("€") {
                // *Rahoitus: Leader, Keskitien säätiö* tells who paid.
                if value.utf8.count < 200 { card.add("rahoittaja", funder(value)) }
            }
        }
    }

    /// A funder without the sum behind it.
    private func funder(_ value: String) -> String {
        var name = value[...]
        if let sum = CardText.sums(in: value).first { name = value[..<sum.range.lowerBound] }
        while let last = name.last, last.isWhitespace || ",;:–—-+(".contains(last) { name.removeLast() }
        let text = name.trimmed
        return text.hasSuffix(".") && !text.hasSuffix("ry.") && !text.hasSuffix("sr.") ? String(text.dropLast()) : text
    }

    private func names(_ field: String) -> [String] {
        values.indices.filter { values[$0].meaning == .field(field) }.flatMap { names(at: $0) }
    }

    /// The names of a value without business ids.
    private func names(at index: Int) -> [String] {
        let value = values[index]
        guard value.ending == .list else {
            let name = Self.withoutNumber(string(at: index))
            return name.contains(where: \.isLetter) ? [name] : []
        }
        let names = withoutNextNumber(String(decoding: text.bytes[text.trimmed(value.value)], as: UTF8.self), at: index)
        let lines = names.split(separator: "\n")
        return Sections.Section(field: nil, lines: lines).names.map(Self.withoutNumber)
            .filter { $0.contains(where: \.isLetter) }
    }

    private static func withoutNumber(_ name: String) -> String {
        name.replacing(/[\s,;(]*(?:Y-tunnus:?\s*)?[0-9]{7}-[0-9]\)?/, with: "").trimmed
    }

    private mutating func addPlaces() {
        let table = Municipalities.all
        for value in strings("kunta") + strings("maakunta") {
            for name in table.municipalities(in: value) { card.add("kunta", name) }
        }
        for value in strings("paikka") {
            for name in table.municipalities(in: Self.capitalised(value)) { card.add("kunta", name) }
        }
        for value in strings("maakunta") + strings("kunta") {
            for name in table.regions(in: value) { card.add("maakunta", name) }
        }
        for name in card.values("kunta") { card.add("maakunta", table.regions[name]) }
        if card.values("maakunta").isEmpty {
            card.addPlaces(from: [card.values("toteuttaja"), card.values("kumppani"), [card.title]])
        }
    }

    /// *HELSINKI* as *Helsinki*.
    private static func capitalised(_ text: String) -> String {
        var result = ""
        var isFirst = true
        for character in text {
            result += isFirst ? character.uppercased() : character.lowercased()
            isFirst = !character.isLetter
        }
        return result
    }

    // MARK: - Passages

    private mutating func addPassages() {
        var passages: [Card.Passage] = []
        func add(_ range: Range<Int>, _ content: Card.Passage.Content) {
            if !range.isEmpty { passages.append(Card.Passage(range, content)) }
        }
        let first = values.first?.label.lowerBound ?? 0
        for line in text.lines where line.lowerBound < first {
            let range = line.clamped(to: 0..<first)
            if TitleLines.isLetterhead(text.string(range)) { add(range, .form) }
        }
        for value in values {
            add(value.label, .form)
            switch value.meaning {
            case .field(let name): add(value.value, .field(name))
            case .form: add(value.value, .form)
            case .text, .marker: break
            }
        }
        card.passages = passages
    }
}
