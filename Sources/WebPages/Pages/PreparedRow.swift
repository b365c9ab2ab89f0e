// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of a list as the engine rendered it, with places for what differs from page to page.
struct PreparedRow: Sendable {
    /// Texts that stand for what comes into the places, in the values of the row's template. No reply of hakud holds such
    /// control characters.
    static let places = (1...8).map { String(UnicodeScalar($0)) }

    /// The markup before each place, with the number of the place.
    private var parts: [(before: Markup, place: Int)] = []
    private let end: Markup

    /// The row of a template that was rendered with ``places`` in its values.
    init(_ rendered: String) {
        var rest = rendered.utf8[...]
        while let next = rest.firstIndex(where: { 1...8 ~= $0 }) {
            parts.append((Markup(rendered: String(decoding: rest[..<next], as: UTF8.self)), Int(rest[next]) - 1))
            rest = rest[rest.index(after: next)...]
        }
        end = Markup(rendered: String(decoding: rest, as: UTF8.self))
    }

    /// Adds the row to `list` with `values` in its places; places without a value stay empty.
    func add(to list: inout Markup, _ values: [Markup]) {
        for part in parts {
            list += part.before
            if part.place < values.count { list += values[part.place] }
        }
        list += end
    }
}
