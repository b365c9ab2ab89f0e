// SPDX-License-Identifier: GPL-3.0-or-later
internal import HTTPTypes
internal import Hummingbird

/// Tells requests that a page of this server sends from those that a page of another one makes a browser send.
enum OwnRequests {
    /// True if `request` came from a page of this server, or from no page at all.
    static func isOwn(_ request: Request) -> Bool {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else { return true }
        let host = request.head.authority ?? ""
        return origin == "http://" + host || origin == "https://" + host
    }
}
