// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A verb of hakud as a tool of the Model Context Protocol.
struct Tool {
    /// An argument of a tool.
    struct Argument {
        let name: String
        /// `string`, `integer` or `boolean` of JSON Schema.
        let type: String
        let description: String
        /// True for the text of the request, which has to be there; other arguments are its options.
        var isRest = false
    }

    let name: String
    let verb: Verb
    let description: String
    let arguments: [Argument]
    /// Options that every call has.
    var options: [(String, String)] = []

    /// The document that a tool is about.
    private static let document = Argument(
        name: "id", type: "string", description: "The id of a hit, or a project's code.", isRest: true)

    /// All tools.
    static let all = [
        Tool(
            name: "search", verb: .search,
            description:
                "Searches the collection of Finnish (also Swedish and English) documents. Any inflected form of a word "
                + "is found by any other. Best hits first, each with id, title, a snippet and fields.",
            arguments: [
                Argument(
                    name: "query", type: "string",
                    description: "Words, \"phrases\", +must, -mustnot, AND OR NOT, NEAR, alku*, and fields such as "
                        + "kunta:Kajaani, vuosi:2016..2018, laji:hankekortti, koodi:S20059.", isRest: true),
                Argument(name: "limit", type: "integer", description: "How many hits at most (10)."),
                Argument(name: "offset", type: "integer", description: "How many hits to pass over."),
                Argument(
                    name: "sort", type: "string",
                    description: "rahoitus, alkaa, päättyy, vuosi, otsikko or muokattu, - before it "
                        + "for falling; by rank without."),
            ], options: [("fields", "laji,vuosi,kunta,maakunta,toteuttaja,rahoitus")]),
        Tool(
            name: "similar", verb: .similar,
            description: "Finds documents of similar practices, and the words and passages that show why they are.",
            arguments: [
                document,
                Argument(name: "limit", type: "integer", description: "How many at most (10)."),
                Argument(
                    name: "by", type: "string",
                    description: "Compares this field only: kohderyhmä, tavoite, toimintatapa …"),
                Argument(name: "elsewhere", type: "boolean", description: "True leaves out those of the same region."),
            ], options: [("passages", "yes")]),
        Tool(
            name: "show", verb: .show,
            description: "The fields of a document: title, code, dates, funding, groups, places, path.",
            arguments: [
                document
            ]),
        Tool(
            name: "text", verb: .text,
            description: "The text of a document by lines, with the damage of scanning repaired.",
            arguments: [
                document,
                Argument(name: "from", type: "integer", description: "The first line, from 1."),
                Argument(name: "lines", type: "integer", description: "How many lines at most (200)."),
                Argument(name: "original", type: "boolean", description: "True gives the text before repairs."),
            ]),
    ]

    /// The tool as `tools/list` tells it.
    var described: JSONValue {
        let properties = arguments.map {
            ($0.name, JSONValue.object(["type": .text($0.type), "description": .text($0.description)]))
        }
        return .object([
            "name": .text(name), "description": .text(description),
            "inputSchema": .object([
                "type": .text("object"), "properties": .object(Dictionary(properties) { $1 }),
                "required": .list(arguments.filter(\.isRest).map { .text($0.name) }),
            ]),
            "annotations": .object(["readOnlyHint": .truth(true), "openWorldHint": .truth(false)]),
        ])
    }

    /// The request for a call with these arguments; nil where the text is missing, or one is not of its type.
    func request(_ given: JSONValue) -> Request? {
        var options = options.map { Request.Option(key: $0.0, value: $0.1) }
        var rest: String?
        for argument in arguments {
            guard let value = given[argument.name] else { continue }
            if case .null = value { continue }
            guard let text = value.option else { return nil }
            if argument.isRest { rest = text } else { options.append(Request.Option(key: argument.name, value: text)) }
        }
        if verb == .text, !options.contains(where: { $0.key == "lines" }) {
            options.append(Request.Option(key: "lines", value: "200"))
        }
        options.append(Request.Option(key: "format", value: "json"))
        guard let rest, rest.contains(where: { !$0.isWhitespace }) else { return nil }
        let line = String(String.UnicodeScalarView(rest.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return Request(verb, options: options, rest: line)
    }
}
