// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import LineProtocol
internal import OCRRepair
internal import SearchIndex

extension Answerer {
    /// Changes the list of refused repairs by the repair that `request` names.
    ///
    /// Documents that are in the index keep their text until they are indexed anew.
    ///
    /// - Parameters:
    ///   - request: REFUSE or ALLOW.
    ///   - change: What is done to the list.
    /// - Returns: The reply, with the number of repairs that are refused.
    /// - Throws: `ReplyError`: clients may not, or nothing is named; ``RepairError``: the list cannot be written.
    func judge(_ request: Request, _ change: (inout Set<RefusedRepair>, RefusedRepair) -> Void) throws -> Reply {
        guard allowsRefusals else {
            throw ReplyError(
                .notAllowed,
                "clients may not refuse repairs here: start hakud with --allow-refusals, or use haku repairs")
        }
        let (original, rest, _) = try request.firstWord("the word as it comes")
        let repaired = rest.trimmingSpaces()
        let named = RefusedRepair(
            original: original, repaired: repaired.isEmpty ? nil : Request(request.verb, rest: repaired).wholeWord)
        let list = try RefusalList.changing(in: folder.path) { change(&$0, named) }
        return Reply([Reply.Pair("refused", .integer(list.refused.count))])
    }
}

extension Request {
    /// The rest without the quotation marks around it, where it has some.
    fileprivate var wholeWord: String { (try? firstWord(""))?.word ?? rest }
}
