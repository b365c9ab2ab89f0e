// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import LineProtocol
internal import OCRRepair
internal import SearchIndex

extension Answerer {
    /// Changes the lists of refused and confirmed repairs by the repair that `request` names.
    ///
    /// Documents that are in the index keep their text until they are indexed anew.
    ///
    /// - Parameter request: REFUSE, ALLOW or CONFIRM.
    /// - Returns: The reply, with the number of repairs that are refused, or confirmed.
    /// - Throws: `ReplyError`: clients may not, or nothing is named; ``RepairError``: the list cannot be written.
    func judge(_ request: Request) throws -> Reply {
        guard allowsRefusals else {
            throw ReplyError(
                .notAllowed,
                "clients may not refuse repairs here: start hakud with --allow-refusals, or use haku repairs")
        }
        guard indexes.count == 1, let folder = folders.first else {
            throw ReplyError(
                .syntax, "repairs are refused in one index, which has a folder here: name it by index=",
                column: request.index?.column)
        }
        let (original, rest, _) = try request.firstWord("the word as it comes")
        let repaired = rest.trimmingSpaces()
        let named = RefusedRepair(
            original: original, repaired: repaired.isEmpty ? nil : Request(request.verb, rest: repaired).wholeWord)
        if request.verb == .confirm, named.repaired == nil {
            throw ReplyError(.syntax, "CONFIRM takes the word as it comes and what is put in its place")
        }
        let lists = try RefusalList.changing(in: folder.path) { refused, confirmed in
            switch request.verb {
            case .refuse: named.refuse(in: &refused, &confirmed)
            case .confirm: named.confirm(in: &refused, &confirmed)
            default: named.allow(in: &refused, &confirmed)
            }
        }
        if request.verb == .confirm {
            return Reply([Reply.Pair("confirmed", .integer(lists.confirmed.confirmed.count))])
        }
        return Reply([Reply.Pair("refused", .integer(lists.refused.refused.count))])
    }
}

extension Request {
    /// The rest without the quotation marks around it, where it has some.
    fileprivate var wholeWord: String { (try? firstWord(""))?.word ?? rest }
}
