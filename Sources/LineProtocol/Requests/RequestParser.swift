// SPDX-License-Identifier: GPL-3.0-or-later
internal import Sayings

/// Reads one line:
///
///     request = VERB *( SP option ) [ SP "--" ] [ SP rest ]
///     option  = key "=" value
///     key     = a–z *( a–z / "-" )
///     value   = *( any but SP )  /  DQUOTE *( any but DQUOTE and "\" / "\" DQUOTE / "\\" ) DQUOTE
///
/// A value that begins with a quote must be the quoted form. Several spaces may part the leading options; before the
/// rest exactly one is removed.
struct RequestParser<Line: RandomAccessCollection<UInt8>> where Line.Index == Int {
    private let line: Line
    /// The next byte to read.
    private var position: Int
    private var options: [Request.Option] = []
    /// The form chosen so far; an error later in the line is told in it.
    private(set) var format: ReplyFormat?
    private var index: Request.Option?

    /// A parser of `line`, which has no line end and is not empty.
    init(_ line: Line) {
        self.line = line
        self.position = line.startIndex
    }

    /// Reads the line.
    mutating func parse() throws(ReplyError) -> Request {
        if let bad = firstInvalidByte() {
            throw ReplyError(
                .syntax, "the line is not UTF-8; send UTF-8, or convert the text first (iconv -t UTF-8)",
                column: column(of: bad))
        }
        let verb = try parseVerb()
        while let word = nextWord() {
            if isDashes(word) {
                position = word.upperBound
                break
            }
            guard let equals = keyEnd(word) else { break }
            try parseOption(at: word.lowerBound, equals: equals, of: verb)
        }
        if position < line.endIndex { position += 1 }  // the one space before the rest
        let restColumn = column(of: position)
        let rest = String(decoding: line[position...], as: UTF8.self)
        if !rest.isEmpty, !verb.takesRest {
            throw ReplyError(
                .syntax, "\(verb.rawValue) takes no text; use it as: \(verb.usage)", column: restColumn)
        }
        return Request(verb, options: options, format: format, index: index, rest: rest, restColumn: restColumn)
    }

    private mutating func parseVerb() throws(ReplyError) -> Verb {
        let end = line[position...].firstIndex(of: space) ?? line.endIndex
        if end == position {
            throw ReplyError(.syntax, "a line begins with a verb, not with a space; HELP lists the verbs", column: 1)
        }
        guard let verb = Verb(spelled: line[position..<end]) else {
            let name = line[position..<end].prefix(40)
            throw ReplyError(
                .noSuchVerb, "there is no verb “\(String(decoding: name, as: UTF8.self))”; HELP lists the verbs",
                column: 1)
        }
        position = end
        return verb
    }

    /// The next word after spaces, without taking it; nil at the end of the line.
    private func nextWord() -> Range<Int>? {
        guard position < line.endIndex, let start = line[position...].firstIndex(where: { $0 != space }) else {
            return nil
        }
        return start..<(line[start...].firstIndex(of: space) ?? line.endIndex)
    }

    private func isDashes(_ word: Range<Int>) -> Bool {
        word.count == 2 && line[word.lowerBound] == dash && line[word.lowerBound + 1] == dash
    }

    /// Where the `=` of a word of the form `key=…` stands; nil if the word is none.
    private func keyEnd(_ word: Range<Int>) -> Int? {
        guard (0x61...0x7A).contains(line[word.lowerBound]),
            let end = line[word].firstIndex(where: { !(0x61...0x7A).contains($0) && $0 != dash }),
            line[end] == equalsSign
        else { return nil }
        return end
    }

    private mutating func parseOption(at start: Int, equals: Int, of verb: Verb) throws(ReplyError) {
        let key = String(decoding: line[start..<equals], as: UTF8.self)
        let place = column(of: start)
        guard Verb.keysOfAll.contains(key) || verb.keys.contains(key) else {
            let known = (verb.keys + Verb.keysOfAll).joined(separator: ", ")
            throw ReplyError(
                .syntax,
                "\(verb.rawValue) has no option “\(key.prefix(40))” (it has \(known)); if this is text, put -- before it",
                column: place)
        }
        let value = try parseValue(from: equals + 1)
        let isRepeated =
            switch key {
            case "format": format != nil
            case "index": index != nil
            default: options.contains { $0.key == key }
            }
        guard !isRepeated else {
            throw ReplyError(
                .syntax, "the option “\(key)” comes twice; if the second is text, put -- before it", column: place)
        }
        guard key == "format" else {
            let option = Request.Option(key: key, value: value, column: place)
            if key == "index" { index = option } else { options.append(option) }
            return
        }
        guard let chosen = ReplyFormat(rawValue: value) else {
            throw ReplyError(.syntax, "format is tsv or json, not “\(value.prefix(40))”", column: place)
        }
        format = chosen
    }

    /// Reads the value that begins at `start` and moves behind it.
    private mutating func parseValue(from start: Int) throws(ReplyError) -> String {
        guard start < line.endIndex, line[start] == quote else {
            let end = line[start...].firstIndex(of: space) ?? line.endIndex
            position = end
            return String(decoding: line[start..<end], as: UTF8.self)
        }
        var value: [UInt8] = []
        var next = start + 1
        while next < line.endIndex {
            switch line[next] {
            case quote:
                next += 1
                guard next == line.endIndex || line[next] == space else {
                    throw ReplyError(
                        .syntax, "a quoted value ends with its quote; write a quote inside it as \\\"",
                        column: column(of: next))
                }
                position = next
                return String(decoding: value, as: UTF8.self)
            case backslash:
                guard next + 1 < line.endIndex, line[next + 1] == quote || line[next + 1] == backslash else {
                    throw ReplyError(
                        .syntax, "in a quoted value a backslash stands before a quote or a backslash only",
                        column: column(of: next))
                }
                value.append(line[next + 1])
                next += 2
            default:
                value.append(line[next])
                next += 1
            }
        }
        throw ReplyError(.syntax, "the quoted value is not closed", column: column(of: start))
    }

    /// The place of the byte at `index`: Unicode scalars from 1.
    private func column(of index: Int) -> Int {
        line[..<index].reduce(into: 1) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } }
    }

    /// Where the line stops being UTF-8; nil if all of it is.
    private func firstInvalidByte() -> Int? {
        if line.allSatisfy({ $0 < 0x80 }) { return nil }
        var decoder = UTF8.ForwardParser()
        var bytes = line.makeIterator()
        var place = line.startIndex
        while true {
            switch decoder.parseScalar(from: &bytes) {
            case .valid(let scalar): place += scalar.count
            case .emptyInput: return nil
            case .error: return place
            }
        }
    }
}

private let space = UInt8(ascii: " ")
private let dash = UInt8(ascii: "-")
private let equalsSign = UInt8(ascii: "=")
private let quote = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")
