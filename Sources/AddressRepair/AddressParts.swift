// SPDX-License-Identifier: GPL-3.0-or-later

/// A web or mail address, cut into its parts. Nothing is lost: ``text`` is what was cut.
struct AddressParts: Equatable {
    /// The scheme with the marks behind it; empty where there is none.
    var scheme: [UInt8] = []
    /// The host; of a mail address with what stands before @.
    var host: [UInt8] = []
    /// The path, the query and the fragment, and any punctuation behind the address.
    var path: [UInt8] = []

    /// The whole address, UTF-8.
    var text: [UInt8] { scheme + host + path }
    var isMail: Bool { host.contains(UInt8(ascii: "@")) }
    /// True if the host ends with a country or something stands behind it.
    var hasWholeHost: Bool {
        !path.isEmpty
            || host.contains(UInt8(ascii: "."))
                && AddressVocabulary.hostEndings.contains(AddressVocabulary.lastLabel(host))
    }
    /// True if the host is one of .fi.
    var isFinnish: Bool { host.suffix(3).elementsEqual(".fi".utf8) }

    init(scheme: [UInt8]) { self.scheme = scheme }

    /// The address that `run` is, with its beginning mended by the rules for that; nil where it is none. Most runs are none,
    /// which a look or two tell.
    ///
    /// - Parameters:
    ///   - run: A run of characters without white space.
    ///   - rules: The rules.
    ///   - names: The names of rules that changed something are added here.
    init?(_ run: ArraySlice<UInt8>, rules: AddressRules, noting names: inout [String]) {
        var rest = run
        switch SchemeReading.begin(of: run) {
        case .scheme(var reading):
            for rule in rules.reading {
                guard case .readScheme(let change) = rule.operation else { continue }
                let before = reading
                change(&reading)
                if reading != before { names.note(rule.name) }
            }
            guard reading.isHTTP else { return nil }
            scheme = reading.text
            rest = reading.rest
        case .host: break
        case .none:
            guard let at = run.firstIndex(of: UInt8(ascii: "@")), at > run.startIndex,
                run[..<at].allSatisfy({ $0.isLabelByte || $0.isOne(of: "._") })
            else { return nil }
        }
        let hostEnd = rest.firstIndex { $0.isOne(of: "/?#:;()\\=&~*%+") } ?? rest.endIndex
        guard hostEnd > rest.startIndex else { return nil }
        host = Array(rest[..<hostEnd])
        path = Array(rest[hostEnd...])
    }
}

extension [String] {
    /// Adds `name` where it is not in yet.
    mutating func note(_ name: String) {
        if !contains(name) { append(name) }
    }
}
