// SPDX-License-Identifier: GPL-3.0-or-later

/// The records that a value of JSON lists, and what it says beside them.
struct JSONEntries {
    /// The records, each an object.
    var records: [JSONValue]
    /// The rest of what it says; null where that is nothing that anybody wrote.
    var rest: JSONValue

    /// A list within a value is its content where it has so many records,
    private static let leastRecords = 3
    /// and of so many parts of what the value says, all but one.
    private static let parts = 5
    /// Lists that lie deeper are parts of something.
    private static let deepest = 6

    /// The records of `value`: a list of objects, or an object with one list of them that is nearly all of it, as interfaces
    /// answer (`{"total": 2, "items": […]}`); nil where it is none.
    init?(_ value: JSONValue) {
        if case .array(let values) = value {
            guard !values.isEmpty, values.allSatisfy(\.isObject) else { return nil }
            (records, rest) = (values, .null)
            return
        }
        guard let path = Self.largestList(in: value, depth: 0)?.path, let (list, others) = value.taking(path[...]),
            Self.size(others) * (Self.parts - 1) <= Self.size(.array(list))
        else { return nil }
        records = list
        rest = Self.says(others) ? others : .null
    }

    /// The way to the largest list of objects within `value`, and its size.
    private static func largestList(in value: JSONValue, depth: Int) -> (path: [Int], size: Int)? {
        guard depth < deepest, case .object(let members) = value else { return nil }
        var largest: (path: [Int], size: Int)?
        for (index, member) in members.enumerated() {
            var found: (path: [Int], size: Int)?
            if case .array(let values) = member.value {
                guard values.count >= leastRecords, values.allSatisfy(\.isObject) else { continue }
                found = ([], size(member.value))
            } else {
                found = largestList(in: member.value, depth: depth + 1)
            }
            if let found, found.size > largest?.size ?? 0 { largest = ([index] + found.path, found.size) }
        }
        return largest
    }

    /// The number of bytes of all that `value` says.
    private static func size(_ value: JSONValue) -> Int {
        switch value {
        case .null, .bool: 0
        case .number(let text), .string(let text): text.utf8.count
        case .array(let values): values.reduce(0) { $0 + size($1) }
        case .object(let members): members.reduce(0) { $0 + size($1.value) }
        }
    }

    /// True if there are letters in what `value` says.
    private static func says(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool, .number: false
        case .string(let text): text.contains(where: \.isLetter)
        case .array(let values): values.contains { says($0) }
        case .object(let members): members.contains { says($0.value) }
        }
    }
}

extension JSONValue {
    /// The list at the end of `path`, numbers of members of objects within objects, and this value without it.
    fileprivate func taking(_ path: ArraySlice<Int>) -> (list: [JSONValue], rest: JSONValue)? {
        guard let index = path.first else {
            if case .array(let values) = self { return (values, .null) }
            return nil
        }
        guard case .object(var members) = self, let found = members[index].value.taking(path.dropFirst()) else {
            return nil
        }
        members[index].value = found.rest
        return (found.list, .object(members))
    }
}
