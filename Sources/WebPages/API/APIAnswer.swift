// SPDX-License-Identifier: GPL-3.0-or-later
internal import HTTPTypes
internal import Hummingbird
internal import LineProtocol
internal import Wording

/// Answers calls of the JSON API.
struct APIAnswer: Sendable {
    let site: Site

    /// The answer to `request`, a call by the name `name`. While the index stays as it is, it has the same mark (ETag), and
    /// whoever has it is told so without asking hakud for it.
    func response(to request: Request, _ name: String) async -> Response {
        do {
            let call = try APICall(name, FormQuery(request.uri.query ?? ""))
            var headers: HTTPFields = [.cacheControl: "no-cache"]
            if call.isOfTheIndex {
                let mark = Self.mark(try await site.hakud.ask(.hello), request.uri.string)
                headers[.eTag] = mark
                if request.headers[.ifNoneMatch] == mark { return Response(status: .notModified, headers: headers) }
            }
            let reply = try await site.hakud.ask(call.kind.verb, call.options, call.rest)
            return .of(JSONReply.bytes(of: reply), "application/json", headers: headers)
        } catch {
            let error = error as? WebError ?? WebError(500, "badRequest")
            let detail = error.said ?? error.key.map { site.messages.text($0, .english) } ?? ""
            return .of(JSONReply.problem(error, detail: detail), "application/problem+json", error.status)
        }
    }

    /// A mark of the answer to `address` by the generation that `greeting` tells.
    private static func mark(_ greeting: Reply, _ address: String) -> String {
        var hasher = Hasher()
        hasher.combine(address)
        let hash = String(UInt(bitPattern: hasher.finalize()), radix: 36)
        return "W/\"\(greeting["generation"] ?? "")-\(greeting["documents"] ?? "")-\(hash)\""
    }
}
