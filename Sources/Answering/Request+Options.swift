// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import LineProtocol
internal import Sayings
internal import Searching

extension Request {
    /// The whole number of the option `key`, at least `minimum`.
    func integer(_ key: String, default value: Int, minimum: Int = 0) throws(ReplyError) -> Int {
        guard let option = option(key) else { return value }
        guard let number = Int(option.value), option.value.utf8.first != UInt8(ascii: "+"), number >= minimum else {
            throw ReplyError(
                .syntax, "\(key) is a whole number from \(minimum) up, not “\(option.value.prefix(40))”",
                column: option.column)
        }
        return number
    }

    /// The one of `choices` that the option `key` names; `value` where the option is missing.
    func choice(_ key: String, of choices: [String], default value: String) throws(ReplyError) -> String {
        guard let option = option(key) else { return value }
        guard choices.contains(option.value) else {
            throw ReplyError(
                .syntax, "\(key) is \(choices.joined(separator: " or ")), not “\(option.value.prefix(40))”",
                column: option.column)
        }
        return option.value
    }

    /// True if the option `key` says `yes`.
    func flag(_ key: String, default value: Bool) throws(ReplyError) -> Bool {
        try choice(key, of: ["yes", "no"], default: value ? "yes" : "no") == "yes"
    }

    /// The options `limit` and `offset`.
    func window() throws(ReplyError) -> (offset: Int, limit: Int) {
        let limit = try integer("limit", default: 10)
        let offset = try integer("offset", default: 0)
        do {
            try Searcher.checkWindow(offset: offset, limit: limit)
        } catch {
            throw ReplyError(.tooLarge, error.saying, column: (option("limit") ?? option("offset"))?.column)
        }
        return (offset, limit)
    }

    /// The option `since`: a day.
    func since() throws(ReplyError) -> Day? {
        guard let option = option("since") else { return nil }
        guard let day = Day(option.value) else {
            throw ReplyError(
                .syntax, "since is a day such as 2026-11-01, not “\(option.value.prefix(40))”", column: option.column)
        }
        return day
    }

    /// The option `related`.
    func relatedOption() throws(ReplyError) -> Related {
        let choices = Related.allCases.map(\.rawValue)
        return Related(rawValue: try choice("related", of: choices, default: Related.auto.rawValue)) ?? .auto
    }

    /// The rest as the one word it has to be: a document's id, or a code. Spaces around it do not count.
    func identifier(_ what: String) throws(ReplyError) -> String {
        let word = rest.trimmingSpaces()
        guard !word.isEmpty else {
            throw ReplyError(.syntax, "\(what) is missing; use it as: \(verb.usage)", column: restColumn)
        }
        return word
    }

    /// The first word of the rest, or what stands in quotation marks there, and what follows the one space after it with its place in the line.
    func firstWord(_ what: String) throws(ReplyError) -> (word: String, rest: String, column: Int) {
        let text = rest.unicodeScalars.drop { $0 == " " }
        if let (word, end) = Self.quoted(text) {
            let tail = text[end...].dropFirst()
            let skipped = rest.unicodeScalars.distance(from: rest.unicodeScalars.startIndex, to: tail.startIndex)
            return (word, String(tail), restColumn + skipped)
        }
        let word = text.prefix { $0 != " " }
        guard !word.isEmpty else {
            throw ReplyError(.syntax, "\(what) is missing; use it as: \(verb.usage)", column: restColumn)
        }
        let tail = text[word.endIndex...].dropFirst()
        let skipped = rest.unicodeScalars.distance(from: rest.unicodeScalars.startIndex, to: tail.startIndex)
        return (String(word), String(tail), restColumn + skipped)
    }

    /// The text in quotation marks at the beginning of `text`, as values of options do, and its end, where a space or
    /// nothing follows; nil where none does.
    private static func quoted(
        _ text: Substring.UnicodeScalarView
    ) -> (word: String, end: Substring.UnicodeScalarView.Index)? {
        guard text.first == "\"" else { return nil }
        var word = String.UnicodeScalarView()
        var index = text.index(after: text.startIndex)
        while index < text.endIndex, text[index] != "\"" {
            let next = text.index(after: index)
            if text[index] == "\\", next < text.endIndex, text[next] == "\"" || text[next] == "\\" { index = next }
            word.append(text[index])
            index = text.index(after: index)
        }
        guard index < text.endIndex, !word.isEmpty else { return nil }
        let end = text.index(after: index)
        return end == text.endIndex || text[end] == " " ? (String(word), end) : nil
    }
}

extension String {
    /// The text without spaces at its ends.
    func trimmingSpaces() -> String {
        let head = unicodeScalars.drop { $0 == " " }
        guard let last = head.lastIndex(where: { $0 != " " }) else { return "" }
        return String(head[...last])
    }
}
