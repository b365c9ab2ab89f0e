// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Sayings

extension QueryField {
    /// The field called `name`, in any case, with or without dots.
    ///
    /// - Throws: ``SearchError/Code/syntax`` where there is none.
    public static func field(named name: String) throws(SearchError) -> QueryField {
        if let field = QueryField(name: name.unicodeScalars) { return field }
        let names = allCases.map(\.rawValue).joined(separator: ", ")
        throw SearchError(.syntax, "There is no field \"\(name)\"; the fields are \(names).")
    }

    /// The fields whose names stand between commas in `list`, without repeats.
    ///
    /// - Throws: ``SearchError/Code/syntax`` where one is none.
    public static func fields(named list: String) throws(SearchError) -> [QueryField] {
        var fields: [QueryField] = []
        for name in list.split(separator: ",") {
            let field = try field(named: String(name.drop { $0 == " " }.prefix { $0 != " " }))
            if !fields.contains(field) { fields.append(field) }
        }
        return fields
    }
}
