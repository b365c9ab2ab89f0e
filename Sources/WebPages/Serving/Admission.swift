// SPDX-License-Identifier: GPL-3.0-or-later
internal import HTTPTypes
internal import Hummingbird

/// Lets in those who give a password, or of whom a proxy says who they are, where the settings ask for that.
struct Admission: RouterMiddleware {
    let passwords: Passwords?
    /// The header by which a proxy names who asks.
    let userHeader: HTTPField.Name?
    /// Makes the page that says why somebody was not let in.
    let refused: @Sendable (WebError, Request) -> Response

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        if let userHeader, request.headers[userHeader]?.isEmpty ?? true {
            return refused(WebError(403, "userNeeded"), request)
        }
        if let passwords {
            let address = context.remoteAddress?.ipAddress ?? ""
            switch await passwords.judge(request.headers[.authorization], from: address) {
            case .right: break
            case .tooMany:
                var response = refused(WebError(429, "tooManyTries"), request)
                response.headers[.retryAfter] = "1"
                return response
            case .wrong:
                var response = refused(WebError(401, "passwordNeeded"), request)
                response.headers[.wwwAuthenticate] = "Basic realm=\"haku\", charset=\"UTF-8\""
                return response
            }
        }
        return try await next(request, context)
    }
}
