// SPDX-License-Identifier: GPL-3.0-or-later

/// A field's name and one of its values, as a document gives them, its card or the index. A name may come more than once.
public struct DocumentField: Hashable, Sendable {
    /// The field's Finnish name, in lower case: `otsikko`, `kohderyhmä`…
    public var name: String
    /// One value. Of a card, dates are `2016-03-01`, sums euros in digits (`399446`; with cents `1234,50`).
    public var value: String

    /// A field of this name and value.
    public init(_ name: String, _ value: String) {
        (self.name, self.value) = (name, value)
    }
}
