// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import NIOConcurrencyHelpers
internal import Wording

/// Rows that many pages have, kept as the engine rendered them: a value of a facet stands on most pages, in the address of
/// another search and with another number. For any thread.
final class PreparedRows: Sendable {
    private struct Key: Hashable {
        let template: String
        let value: String
        let language: InterfaceLanguage
    }

    /// The most bytes of rows that are kept: some 4,000 of them.
    private static let mostBytes = 2 << 20

    private let rows = NIOLockedValueBox(WeightedCache<Key, PreparedRow>(cost: PreparedRows.mostBytes))

    /// The row of `template` about `value`; `render` makes it of the template with ``PreparedRow/places`` in it.
    func row(_ template: String, _ value: String, _ language: InterfaceLanguage, _ render: () -> String) -> PreparedRow
    {
        let key = Key(template: template, value: value, language: language)
        if let row = rows.withLockedValue({ $0.value(for: key) }) { return row }
        let rendered = render()
        let row = PreparedRow(rendered)
        rows.withLockedValue { $0.insert(row, for: key, cost: rendered.utf8.count + value.utf8.count + 200) }
        return row
    }
}
