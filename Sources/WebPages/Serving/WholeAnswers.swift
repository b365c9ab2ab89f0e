// SPDX-License-Identifier: GPL-3.0-or-later
internal import HTTPTypes
internal import Hummingbird

/// Gives each answer that is made as a whole its mark (ETag), answers 304 to whoever has it already, and packs what the
/// browser takes packed. Files of documents, which are read as they are sent, pass as they are.
struct WholeAnswers<Context: RequestContext>: RouterMiddleware {
    /// Fewer bytes are not worth packing: they fit a packet.
    private static var leastPacked: Int { 1_000 }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard response.headers[.acceptRanges] == nil, response.body.contentLength != nil else { return response }
        response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
        // Of an answer without its body, nothing more can be told.
        let isPacked = response.headers[.contentEncoding] != nil || request.method == .head
        let bytes = isPacked ? [] : try await Self.bytes(of: response.body)
        let mark = response.headers[.eTag] ?? (isPacked ? nil : Self.mark(of: bytes))
        if response.status == .ok, request.method == .get || request.method == .head, let mark {
            response.headers[.eTag] = mark
            if Self.isKnown(mark, to: request) {
                response.headers[.contentEncoding] = nil
                return Response(status: .notModified, headers: response.headers)
            }
        }
        if isPacked { return response }
        if bytes.count >= Self.leastPacked, Self.takesGzip(request), let packed = Gzip.packed(bytes) {
            response.headers[.contentEncoding] = "gzip"
            response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
        } else {
            response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        }
        return response
    }

    private static func bytes(of body: ResponseBody) async throws -> [UInt8] {
        let collected = CollectedBody()
        try await body.write(CollectingWriter(body: collected))
        return collected.bytes
    }

    /// A weak mark (RFC 9110, 8.8.3): the same answer, packed or not.
    static func mark(of bytes: [UInt8]) -> String {
        let sum = UInt64(bytes.count) << 32 | UInt64(Gzip.checksum(of: bytes))
        return "W/\"" + String(sum, radix: 36) + "\""
    }

    private static func isKnown(_ mark: String, to request: Request) -> Bool {
        request.headers[.ifNoneMatch]?.split(separator: ",").contains { $0.filter { $0 != " " } == mark } ?? false
    }

    /// True if whoever sent `request` takes an answer that is packed.
    static func takesGzip(_ request: Request) -> Bool {
        let accepted = request.headers[values: .acceptEncoding].joined(separator: ",").lowercased()
        return accepted.split(separator: ",").contains { part in
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return (pieces.first == "gzip" || pieces.first == "*") && weight > 0
        }
    }
}

/// The bytes of an answer. It belongs to one request, which writes and then reads it.
private final class CollectedBody {
    var bytes: [UInt8] = []
}

private struct CollectingWriter: ResponseBodyWriter {
    let body: CollectedBody

    mutating func write(_ buffer: ByteBuffer) async throws { body.bytes += buffer.readableBytesView }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
