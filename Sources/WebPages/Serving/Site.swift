// SPDX-License-Identifier: GPL-3.0-or-later

/// The things that all requests share.
struct Site: Sendable {
    let hakud: Hakud
    let messages: Messages
    let templates: Templates
    let documents: DocumentFolders
}
