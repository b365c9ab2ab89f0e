// SPDX-License-Identifier: GPL-3.0-or-later
internal import HTTPTypes
internal import Hummingbird

/// The file of a paper as an answer: shown in the browser where that is safe, else saved.
struct DocumentAnswer {
    /// Types that a browser shows by itself, by the ends of names. Nothing that can hold scripts is among them.
    private static let shownTypes = [
        "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp",
        "txt": "text/plain; charset=utf-8",
    ]
    /// A browser's viewer of PDF is a part of the page.
    private static let policy = "default-src 'self'; object-src 'self'; script-src 'none'; frame-ancestors 'self'"
    private static let chunk = 128 << 10

    let file: DocumentFile

    /// The whole file, or the range that `request` asks for (RFC 9110, 14.2: one range, of bytes).
    func response(to request: Request) -> Response {
        let ending = file.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let type = Self.shownTypes[ending]
        var headers: HTTPFields = [
            .contentType: type ?? "application/octet-stream", .acceptRanges: "bytes",
            .cacheControl: "private, no-cache", .contentSecurityPolicy: Self.policy,
        ]
        let name = FormQuery.encoded(file.name)
        headers[.contentDisposition] = (type == nil ? "attachment" : "inline") + "; filename*=UTF-8''" + name
        guard let asked = request.headers[.range] else { return answer(0..<file.size, .ok, headers) }
        guard let range = Self.range(asked, of: file.size) else { return answer(0..<file.size, .ok, headers) }
        guard !range.isEmpty else {
            headers[.contentRange] = "bytes */\(file.size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
        headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
        return answer(range, .partialContent, headers)
    }

    private func answer(_ range: Range<Int>, _ status: HTTPResponse.Status, _ headers: HTTPFields) -> Response {
        let file = file
        let body = ResponseBody(contentLength: range.count) { writer in
            var place = range.lowerBound
            while place < range.upperBound {
                let bytes = try await file.bytes(at: place, count: min(Self.chunk, range.upperBound - place))
                // A file that has become shorter cannot keep what its length promised.
                guard !bytes.isEmpty else { throw WebError(500, "unreadable") }
                try await writer.write(ByteBuffer(bytes: bytes))
                place += bytes.count
            }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: headers, body: body)
    }

    /// The one range that `text` asks for: empty where it lies after the end, nil where it is not of that form.
    static func range(_ text: String, of size: Int) -> Range<Int>? {
        guard text.hasPrefix("bytes="), !text.contains(",") else { return nil }
        let ends = text.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        let (first, last) = (Int(ends[0]), Int(ends[1]))
        switch (first, last) {
        case (let first?, let last?): return first <= last ? min(first, size)..<min(last + 1, size) : nil
        case (let first?, nil): return ends[1].isEmpty ? min(first, size)..<size : nil
        case (nil, let last?): return ends[0].isEmpty ? max(0, size - last)..<size : nil
        default: return nil
        }
    }
}
