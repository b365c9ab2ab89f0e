// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Ranges of a field's values as index queries. They match, and weigh nothing.
enum ValueRanges {
    /// Documents whose `field` lies between `from` and `to` (units as ``QueryField/Values``), both included.
    static func query(_ field: QueryField, from: Int?, to: Int?) -> IndexQuery {
        switch field {
        case .vuosi:
            // A project runs in a year if it begins before the year's end and ends after its beginning.
            return .scaled(
                .and([
                    range(Schema.Slot.begins, nil, day(to.map { $0 * 10_000 + 1231 })),
                    range(Schema.Slot.ends, day(from.map { $0 * 10_000 + 101 }), nil),
                ]), by: 0)
        case .alkaa: return .scaled(range(Schema.Slot.begins, day(from), day(to)), by: 0)
        case .päättyy: return .scaled(range(Schema.Slot.ends, day(from), day(to)), by: 0)
        case .muokattu:
            // Behind the day stands the time of day.
            return .scaled(range(Schema.Slot.modified, day(from), day(to).map { $0 + [0xFF] }), by: 0)
        default:
            guard let slot = slots[field] else { return .nothing }
            return .scaled(range(slot, cents(from), cents(to)), by: 0)
        }
    }

    /// Documents whose content was first indexed on `day` or later. They match, and weigh nothing.
    static func query(since day: Int) -> IndexQuery {
        .scaled(range(Schema.Slot.indexed, Schema.dayValue(day), nil), by: 0)
    }

    /// The slots of sums of money.
    static let slots: [QueryField: UInt32] = [
        .rahoitus: Schema.Slot.funding, .rinnakkaisrahoitus: Schema.Slot.parallelFunding,
        .kokonaiskustannus: Schema.Slot.totalCost, .omarahoitus: Schema.Slot.ownFunding,
    ]

    /// A document without a value has the empty one, so the least bound is one byte.
    private static func range(_ slot: UInt32, _ from: [UInt8]?, _ to: [UInt8]?) -> IndexQuery {
        .valueRange(slot: slot, from: from ?? [0], to: to)
    }

    private static func day(_ day: Int?) -> [UInt8]? { day.map { Schema.dayValue($0) } }

    private static func cents(_ cents: Int?) -> [UInt8]? {
        cents.map { Schema.fundingValue(cents: UInt64(max(0, $0))) }
    }
}
