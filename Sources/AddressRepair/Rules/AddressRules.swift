// SPDX-License-Identifier: GPL-3.0-or-later

/// The rules by which addresses are mended, in the order in which they apply.
struct AddressRules: Sendable {
    /// All of them.
    let rules: [Rule]
    /// Rules that read the beginning of an address.
    let reading: [Rule]
    /// Rules that decide on the text behind a space or a line's end; the first that has a decision has the last word.
    let joining: [Rule]
    /// Rules that mend an address once it is whole.
    let mending: [Rule]

    /// Hosts go before the seam of host and path, and that before paths: what a slash cuts off belongs to the path.
    static let all = AddressRules(
        schemeRules + hostJoiningRules + pathJoiningRules + hostRules + countryRules + signRules + nameRules + pageRules
    )

    init(_ rules: [Rule]) {
        self.rules = rules
        reading = rules.filter { $0.scope == .scheme && !$0.isJoining }
        joining = rules.filter(\.isJoining)
        mending = rules.filter { $0.scope != .scheme && !$0.isJoining }
    }

    /// All rules but the one called `name`.
    func without(_ name: String) -> AddressRules { AddressRules(rules.filter { $0.name != name }) }
}
