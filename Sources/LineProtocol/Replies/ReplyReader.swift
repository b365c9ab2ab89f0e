// SPDX-License-Identifier: GPL-3.0-or-later
internal import Sayings

/// Puts the lines of replies in the form `json` together again.
///
/// As the protocol asks of clients, rows of an unknown kind, and columns and keys without a name here, are passed over;
/// a known column that is missing is ``Value/none``. An `ERR` in the form `tsv` is read too: a server that turns a
/// connection away says so before it knows which form is wanted.
public struct ReplyReader: Sendable {
    /// A line is none of a reply.
    public struct Malformed: Error, Hashable, Sendable {
        /// The line's beginning.
        public let line: String

        /// The error about `line`.
        public init(_ line: ArraySlice<UInt8>) { self.line = String(decoding: line.prefix(200), as: UTF8.self) }
    }

    private var rows: [Row] = []

    /// A reader before the first line of a reply.
    public init() {}

    /// Takes the next line, which is given without its line end.
    ///
    /// - Returns: The reply that the line ends; nil where it is a data line.
    /// - Throws: ``Malformed`` where the line is neither an object of the protocol nor `ERR`.
    public mutating func read(_ line: ArraySlice<UInt8>) throws(Malformed) -> Reply? {
        if line.starts(with: "ERR ".utf8) { return finished(.error(try Self.error(line))) }
        var members: [(name: String, value: JSONMembers.Element)]
        do throws(JSONMembers.Malformed) { members = try JSONMembers.read(line) } catch { throw Malformed(line) }
        guard let first = members.first, first.name == "kind", case .text(let kind) = first.value else {
            throw Malformed(line)
        }
        members.removeFirst()
        switch kind {
        case "ok":
            var pairs = members.map { Reply.Pair($0.name, Value($0.value)) }
            var said: [CodedSentence] = []
            if let place = pairs.firstIndex(where: { $0.key == Reply.saidKey }) {
                if case .list(let wires) = pairs.remove(at: place).value {
                    said = wires.map { CodedSentence(wire: $0) }
                }
            }
            var reply = finished(.ok(pairs))
            reply.said = said
            return reply
        case "error": return finished(.error(try Self.error(members, line)))
        default:
            if let row = Row(kind, members) { rows.append(row) }
            return nil
        }
    }

    /// Takes the data lines read since they were last taken out of the reply, which then does not hold them: for whoever
    /// does not want to hold all of a long one.
    public mutating func takeRows() -> [Row] {
        defer { rows = [] }
        return rows
    }

    private mutating func finished(_ final: Reply.Final) -> Reply {
        var reply = Reply(rows: rows)
        reply.final = final
        rows = []
        return reply
    }

    /// The error of `ERR code name message`.
    private static func error(_ line: ArraySlice<UInt8>) throws(Malformed) -> ReplyError {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 3)
        guard words.count >= 3, let number = Int(words[1]) else { throw Malformed(line) }
        let message = words.count > 3 ? String(words[3]) : ""
        return ReplyError(ReplyError.Code(number, String(words[2])), Saying(verbatim: message))
    }

    private static func error(
        _ members: [(name: String, value: JSONMembers.Element)], _ line: ArraySlice<UInt8>
    ) throws(Malformed) -> ReplyError {
        func member(_ name: String) -> Value { members.first { $0.name == name }.map { Value($0.value) } ?? .none }
        guard let number = member("code").asInteger else { throw Malformed(line) }
        var error = ReplyError(
            ReplyError.Code(number, member("name").description), Saying(verbatim: member("message").description),
            column: member("column").asInteger)
        if case .list(let wires) = member(Reply.saidKey) { error.said = wires.map { CodedSentence(wire: $0) } }
        return error
    }
}

extension Row {
    /// The line of the kind called `name` that has these members; nil where there is no such kind.
    fileprivate init?(_ name: String, _ members: [(name: String, value: JSONMembers.Element)]) {
        // Two kinds share the name “hit”: the one that has more of the members is meant.
        func known(_ kind: RowKind) -> Int { kind.columns.count { column in members.contains { $0.name == column } } }
        guard let kinds = RowKind.named[name],
            let kind = kinds.count == 1 ? kinds[0] : kinds.max(by: { known($0) < known($1) })
        else { return nil }
        self.init(kind)
        let (columns, marked) = (kind.columns, kind.markedColumns)
        values = columns.enumerated().map { place, column in
            // Members usually stand in the order of the columns.
            let isInPlace = place < members.count && members[place].name == column
            guard let member = isInPlace ? members[place] : members.first(where: { $0.name == column }) else {
                return .none
            }
            let value = Value(member.value)
            if !marked.isEmpty, marked.contains(column), case .text(let text) = value { return Value(marks: text) }
            return value
        }
        if kind.takesFields, members.count > columns.count || members.contains(where: { !columns.contains($0.name) }) {
            fields = members.filter { !columns.contains($0.name) }.map { member in
                if case .list(let texts) = member.value { return Reply.Pair(member.name, .values(texts)) }
                return Reply.Pair(member.name, Value(member.value))
            }
        }
    }
}

extension Value {
    /// The text of a snippet as it is on the wire: `«` and `»` stand around each match, and nowhere else.
    init(marks wire: String) {
        var text: [UInt8] = []
        text.reserveCapacity(wire.utf8.count)
        var matches: [Range<Int>] = []
        var begin = 0
        var rest = wire.utf8[...]
        while let next = rest.firstIndex(of: 0xC2) {
            text += rest[..<next]
            rest = rest[rest.index(after: next)...]
            switch rest.first {
            case 0xAB?: begin = text.count
            case 0xBB?: matches.append(begin..<text.count)
            default:
                text.append(0xC2)
                continue
            }
            rest = rest.dropFirst()
        }
        text += rest
        self = .marked(String(decoding: text, as: UTF8.self), matches)
    }

    fileprivate init(_ element: JSONMembers.Element) {
        switch element {
        case .text(let text): self = .text(text)
        case .list(let texts): self = .list(texts)
        case .truth(let isTrue): self = .text(isTrue ? "yes" : "no")
        case .null: self = .none
        case .number(let digits):
            if let number = Int(digits) {
                self = .integer(number)
            } else {
                let point = digits.firstIndex(of: ".").map { digits[$0...].utf8.count - 1 } ?? 0
                self = .number(Double(digits) ?? 0, decimals: point)
            }
        }
    }
}
