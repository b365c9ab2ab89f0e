// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    func snippet(of document: UInt32, for plan: QueryPlan) throws -> (text: String, page: Int?) { ("", nil) }
}
