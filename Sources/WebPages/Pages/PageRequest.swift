// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hummingbird
internal import LineProtocol
internal import Wording

/// A request for a page: what it asks for, the language of the answer, and who knows it.
struct PageRequest: Sendable {
    /// The cookie that keeps the language that was chosen by hand, the only one there is.
    static let cookie = "haku-kieli"

    let path: String
    let form: FormQuery
    let language: InterfaceLanguage
    let site: Site

    init(_ request: Request, _ site: Site) {
        self.site = site
        path = request.uri.path
        form = FormQuery(request.uri.query ?? "")
        let chosen = request.cookies[Self.cookie].flatMap { InterfaceLanguage(rawValue: $0.value) }
        language = chosen ?? .best(of: request.headers[.acceptLanguage] ?? "")
    }

    var hakud: Hakud { site.hakud }
    var messages: MessageTable { site.messages }

    /// The value of `name`, without which there is no such page.
    ///
    /// - Throws: ``WebError``.
    func needed(_ name: String) throws(WebError) -> String {
        guard let value = form[name], !value.isEmpty else { throw WebError(400, "badRequest") }
        return value
    }

    /// The message `key` in the language.
    func text(_ key: String, _ values: String...) -> String {
        switch values.count {
        case 0: messages.text(key, language)
        case 1: messages.text(key, language, values[0])
        default: messages.text(key, language, values[0], values[1])
        }
    }

    /// The notes of hakud's `reply`, in the language.
    func notes(of reply: Reply) -> [String] { said(reply.said, reply["note"]) }

    /// The sentences of hakud, in the language: by their codes, where it tells them, else by the English `text`.
    func said(_ sentences: [CodedSentence], _ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        let known = sentences.compactMap { SentenceTable.pages.sentence($0.code, $0.values, language) }
        let isKnown = !known.isEmpty && known.count == sentences.count
        return [isKnown ? known.joined(separator: " ") : SentenceTable.pages.translated(text, language)]
    }

    /// The values that each page has, for the layout.
    func values(title: String, query: String = "") -> [String: Any] {
        let back = form.text.isEmpty ? path : path + "?" + form.text
        return [
            "title": title, "language": language.rawValue, "query": query,
            "kept": [[String: Any]](),
            "languages": languages(leadingBackTo: FormQuery.encoded(back)),
        ]
    }

    /// The links to the page in the other languages; `back` is its encoded address.
    private func languages(leadingBackTo back: String) -> Markup {
        var list = Markup()
        site.templates.row("languages", about: "", language) { places in
            let languages = InterfaceLanguage.allCases.map {
                ["code": $0.rawValue, "name": $0.name, "isCurrent": $0 == language] as [String: Any]
            }
            return ["languages": languages, "back": places[0]]
        }.add(to: &list, [Markup(escaping: back)])
        return list
    }

    /// A whole number as the language writes it.
    func number(_ number: Int) -> String {
        let separator = language == .english ? "," : "\u{A0}"
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(contentsOf: separator, at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }
}
