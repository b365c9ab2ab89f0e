// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The repairs that a form names, and what is to be thought of them.
struct RepairJudgement {
    /// The sign between the two words of a repair in the value of a field.
    static let separator = "\t"
    /// The most repairs that a form may name.
    static let most = 1_000

    private static let verbs: [(name: String, verb: Verb)] = [
        ("torju", .refuse), ("vahvista", .confirm), ("salli", .allow),
    ]

    let verb: Verb
    /// The repairs as REFUSE, CONFIRM and ALLOW take them.
    let repairs: [String]

    /// The judgement of `form`: a button of one repair has the judgement for its name and the repair for its value; that of all
    /// repairs that were chosen is called `teko`.
    ///
    /// - Throws: ``WebError`` where it says nothing of the kind.
    init(_ form: FormQuery) throws(WebError) {
        let single = Self.verbs.first { form[$0.name] != nil }
        guard let verb = (single ?? Self.verbs.first { $0.name == form["teko"] })?.verb else {
            throw WebError(400, "badRequest")
        }
        self.verb = verb
        let named = single.map { form.values(of: $0.name) } ?? form.values(of: "pari")
        var repairs: [String] = []
        for pair in named.prefix(Self.most) {
            let words = pair.split(separator: Self.separator, maxSplits: 1).map(String.init)
            guard words.count == 2 else { throw WebError(400, "badRequest") }
            repairs.append(words.map { ComparePage.quoted($0) }.joined(separator: " "))
        }
        self.repairs = repairs
    }
}
