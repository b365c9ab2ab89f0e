// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

extension PageRequest {
    /// The file of the paper that the request names.
    ///
    /// - Throws: ``WebError``: there is no such paper, or its file may not be opened, or is no longer there.
    func document() async throws -> DocumentFile {
        let id = try needed("id")
        guard !site.documents.isEmpty else { throw WebError(403, "documentsClosed") }
        let shown = Fields(try await hakud.ask(.show, [], id))
        guard let path = shown.values(of: "polku").first, let file = site.documents.open(path) else {
            throw WebError(404, "documentMissing")
        }
        return file
    }
}
