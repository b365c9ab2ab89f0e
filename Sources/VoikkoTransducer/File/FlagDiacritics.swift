// SPDX-License-Identifier: GPL-3.0-or-later

/// The flag diacritics of a transducer: symbols that read nothing, but set features or ask for their values.
///
/// `@P.X.Y@` sets feature X to Y, `@C.X@` clears it, `@R.X.Y@` asks for Y (without one, for any value), `@D.X.Y@` for another
/// one, `@U.X.Y@` for Y or none and sets it (Beesley and Karttunen, *Finite State Morphology*, 2003, section 7.3).
@usableFromInline struct FlagDiacritics: Sendable {
    /// A flag diacritic: its operation's letter, its feature's bits, and the value in these.
    @usableFromInline struct Flag: Sendable {
        @usableFromInline var operation: UInt8
        @usableFromInline var mask: UInt64
        @usableFromInline var value: UInt64
    }

    @usableFromInline private(set) var flags = [Flag(operation: 0, mask: 0, value: 0)]
    /// The first bit above those of all features.
    private(set) var end: UInt64

    /// Gives each feature of `symbols` its bits, from bit `first` on. The first symbol is the empty one.
    ///
    /// - Returns: nil where a symbol is no flag or 64 bits do not suffice.
    init?(_ symbols: ArraySlice<String>, from first: UInt64) {
        var values: [String: [String]] = [:]
        var features: [String] = []
        var parsed: [(operation: UInt8, feature: String, value: String)] = []
        for symbol in symbols.dropFirst() {
            let fields = symbol.dropFirst().dropLast().split(separator: ".", omittingEmptySubsequences: false)
            guard symbol.hasPrefix("@"), symbol.hasSuffix("@"), (2...3).contains(fields.count),
                let operation = fields[0].utf8.first, fields[0].utf8.count == 1, "PCURD".utf8.contains(operation)
            else { return nil }
            let feature = String(fields[1])
            let value = fields.count == 3 ? String(fields[2]) : ""
            if values[feature] == nil {
                values[feature] = []
                features.append(feature)
            }
            if !value.isEmpty, values[feature]?.contains(value) == false { values[feature]?.append(value) }
            parsed.append((operation, feature, value))
        }
        end = first
        var places: [String: (shift: UInt64, mask: UInt64)] = [:]
        for feature in features {
            let bits = UInt64(Int.bitWidth - (values[feature]?.count ?? 0).leadingZeroBitCount)
            places[feature] = (end, ((1 << bits) - 1) << end)
            end += bits
        }
        guard end <= 64 else { return nil }
        for (operation, feature, value) in parsed {
            guard let place = places[feature] else { return nil }
            let number = values[feature]?.firstIndex(of: value).map { UInt64($0 + 1) } ?? 0
            flags.append(Flag(operation: operation, mask: place.mask, value: number << place.shift))
        }
    }

    /// The features' values, from those in `kept`, behind symbol `symbol`; nil where it asks for others. Other bits stay.
    @inlinable
    func values(_ kept: UInt64, behind symbol: Int) -> UInt64? {
        guard symbol < flags.count else { return nil }
        let flag = flags[symbol]
        let current = kept & flag.mask
        switch flag.operation {
        case UInt8(ascii: "P"): return kept & ~flag.mask | flag.value
        case UInt8(ascii: "C"): return kept & ~flag.mask
        case UInt8(ascii: "U"): return current == 0 ? kept | flag.value : current == flag.value ? kept : nil
        case UInt8(ascii: "R"): return (flag.value == 0 ? current != 0 : current == flag.value) ? kept : nil
        default: return (flag.value == 0 ? current == 0 : current != flag.value) ? kept : nil
        }
    }
}
