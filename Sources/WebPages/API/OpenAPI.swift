// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The description of the JSON API (OpenAPI 3.1), made of the calls that there are.
enum OpenAPI {
    /// The document.
    static let document: String = {
        let paths = APICall.kinds.map { "\"/api/\($0.name)\":{\"get\":\(operation($0))}" }.joined(separator: ",")
        return """
            {"openapi":"3.1.0","info":{"title":"haku","version":"1","description":\
            "The verbs of hakud's line protocol by HTTP: parameters and objects are those of PROTOCOL.md."},\
            "paths":{\(paths)},"components":{"schemas":{"Answer":\(answer),"Problem":\(problem)}}}

            """
    }()

    private static let answer = """
        {"type":"object","required":["rows","kind"],"properties":{"rows":{"type":"array","items":{"type":"object",\
        "required":["kind"],"properties":{"kind":{"type":"string"}}}},"kind":{"const":"ok"}}}
        """

    private static let problem = """
        {"type":"object","required":["type","status","title","detail"],"properties":{"type":{"type":"string"},\
        "status":{"type":"integer"},"title":{"type":"string"},"detail":{"type":"string"},"column":{"type":"integer"}}}
        """

    private static func operation(_ kind: APICall.Kind) -> String {
        let parameters = (kind.rest + kind.options).map { name in
            let isNeeded = kind.needed.contains(name)
            return "{\"name\":\"\(name)\",\"in\":\"query\",\"required\":\(isNeeded),"
                + "\"schema\":\(schema(of: name, kind.verb))}"
        }
        let failures = ["400", "404", "413", "422", "500", "502", "503", "504"].map {
            "\"\($0)\":{\"description\":\"a problem\",\"content\":{\"application/problem+json\":"
                + "{\"schema\":{\"$ref\":\"#/components/schemas/Problem\"}}}}"
        }
        return """
            {"operationId":"\(kind.name)","summary":"\(kind.verb.rawValue)","parameters":[\
            \(parameters.joined(separator: ","))],"responses":{"200":{"description":"the answer","content":\
            {"application/json":{"schema":{"$ref":"#/components/schemas/Answer"}}}},\(failures.joined(separator: ","))}}
            """
    }

    /// The type of a parameter: numbers and words of a few are told, all else is text.
    private static func schema(of parameter: String, _ verb: Verb) -> String {
        switch parameter {
        case "from": return "{\"type\":\"integer\",\"minimum\":1}"
        case "lines": return "{\"type\":\"integer\",\"minimum\":0}"
        case "below": return "{\"type\":\"number\",\"minimum\":0,\"maximum\":1}"
        case "limit", "offset": return "{\"type\":\"integer\",\"minimum\":0,\"maximum\":10000}"
        case "snippet", "copies", "same-project", "elsewhere", "passages", "original", "matching", "repairs":
            return choice(["yes", "no"])
        case "related": return choice(["yes", "no", "auto"])
        case "collapse": return choice(["project"])
        case "sort" where verb == .facets: return choice(["count", "value"])
        default: return "{\"type\":\"string\"}"
        }
    }

    private static func choice(_ words: [String]) -> String {
        "{\"type\":\"string\",\"enum\":[\(words.map { "\"\($0)\"" }.joined(separator: ","))]}"
    }
}
