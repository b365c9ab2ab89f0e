// SPDX-License-Identifier: GPL-3.0-or-later

/// A sentence in English that knows what of it is its own and what it is about: `"There is no field \(name)."` has the
/// template `There is no field {}.` and one value. By the template its translations are found, without looking at the
/// sentence's words.
public struct Saying: Hashable, Sendable, CustomStringConvertible {
    /// The sentence with `{}` in the place of each value.
    public let template: String
    /// The values, in their order.
    public let values: [String]
    /// The sentence.
    public let description: String

    /// A sentence that somebody else made, which nothing is known about.
    public init(verbatim text: String) {
        template = text
        values = []
        description = text
    }

    private init(_ template: String, _ values: [String], _ description: String) {
        self.template = template
        self.values = values
        self.description = description
    }

    /// One text after the other.
    public static func + (first: Saying, second: Saying) -> Saying {
        Saying(
            first.template + second.template, first.values + second.values, first.description + second.description)
    }
}

extension Saying: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) { self.init(text, [], text) }

    public init(stringInterpolation parts: Parts) { self.init(parts.template, parts.values, parts.text) }

    /// A sentence on its way from a literal.
    public struct Parts: StringInterpolationProtocol {
        fileprivate var template = ""
        fileprivate var values: [String] = []
        fileprivate var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Takes words of the sentence.
        public mutating func appendLiteral(_ literal: String) {
            template += literal
            text += literal
        }

        /// Takes what the sentence is about.
        public mutating func appendInterpolation(_ value: some Any) {
            let value = String(describing: value)
            template += "{}"
            values.append(value)
            text += value
        }
    }
}
