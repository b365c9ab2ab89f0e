// SPDX-License-Identifier: GPL-3.0-or-later
internal import HTTPTypes
internal import Hummingbird

extension Response {
    /// An answer of `bytes`, of the type `type`.
    static func of(
        _ bytes: some Sequence<UInt8>, _ type: String, _ status: Int = 200, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A page. It depends on the browser's language and on the cookie, and is looked up anew each time.
    static func page(_ text: String, _ status: Int = 200) -> Response {
        var headers = pageHeaders
        if status == 503 { headers[.retryAfter] = "5" }
        return of(text.utf8, pageType, status, headers: headers)
    }

    /// A page that is packed already.
    static func page(_ page: PackedPage) -> Response {
        var headers = pageHeaders
        headers[.contentType] = pageType
        headers[.contentEncoding] = "gzip"
        headers[.eTag] = page.mark
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: page.bytes))
    }

    private static let pageType = "text/html; charset=utf-8"
    private static let pageHeaders: HTTPFields = [.cacheControl: "private, no-cache", .vary: "Accept-Language, Cookie"]
}
