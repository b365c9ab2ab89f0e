// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import LineProtocol
internal import OCRRepair
internal import Sayings
internal import SearchIndex
internal import Searching

extension Answerer {
    /// The greatest number of doubtful repairs that REPAIRS gives.
    private static let mostDoubtful = 10_000

    /// The repairs of all documents that are least sure and that nobody has refused or confirmed, and how many there are.
    ///
    /// - Parameter request: REPAIRS.
    /// - Returns: The reply, with the numbers of all repairs and of the documents that have some.
    /// - Throws: `ReplyError` where an option is none, ``RepairError`` where a list cannot be read, and as `Searcher` does.
    func doubtfulRepairs(_ request: Request) throws -> Reply {
        let limit = try request.integer("limit", default: 100)
        guard limit <= Self.mostDoubtful else {
            throw ReplyError(
                .tooLarge, "limit is at most \(Self.mostDoubtful) here", column: request.option("limit")?.column)
        }
        let most = try request.share("below", default: 0.9)
        let judged = try JudgedRepairs(in: folders)
        let found = try searcher.doubtfulRepairs(below: Float(most), limit: limit) { original, repaired in
            judged.isRefused(original, repaired) || judged.isConfirmed(original, repaired)
        }
        let rows = found.rows.map { row in
            Row(
                .doubtfulRepair, .text(row.original), .text(row.repaired),
                .number(Double(row.confidence), decimals: 3), .text(row.document), .integer(Int(row.line)),
                .text(row.text), row.page.map { .integer($0) } ?? .none, .text(row.title))
        }
        return Reply(
            rows: rows,
            [
                Reply.Pair("shown", .integer(rows.count)), Reply.Pair("repairs", .integer(found.repairs)),
                Reply.Pair("documents", .integer(found.documents)),
            ])
    }

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

/// The lists of refused and of confirmed repairs that the folders of indexes keep.
struct JudgedRepairs {
    private var refused: Set<RefusedRepair> = []
    private var confirmed: Set<RefusedRepair> = []

    /// Reads the lists in `folders`.
    ///
    /// - Throws: ``RepairError`` where one cannot be read.
    init(in folders: [IndexFolder]) throws {
        for folder in folders {
            refused.formUnion(try RefusalList(folder: folder.path).refused)
            for (original, repaired) in try ConfirmationList(folder: folder.path).confirmed {
                confirmed.insert(RefusedRepair(original: original, repaired: repaired))
            }
        }
    }

    /// True if the repair, or any of `original`, was refused.
    func isRefused(_ original: String, _ repaired: String) -> Bool {
        !refused.isEmpty
            && (refused.contains(RefusedRepair(original: original, repaired: repaired))
                || refused.contains(RefusedRepair(original: original)))
    }

    /// True if the repair was confirmed.
    func isConfirmed(_ original: String, _ repaired: String) -> Bool {
        !confirmed.isEmpty && confirmed.contains(RefusedRepair(original: original, repaired: repaired))
    }
}

extension Request {
    /// The number from 0 to 1 of the option `key`.
    fileprivate func share(_ key: String, default value: Double) throws(ReplyError) -> Double {
        guard let option = option(key) else { return value }
        guard let number = Double(option.value), (0...1).contains(number) else {
            throw ReplyError(
                .syntax, "\(key) is a number from 0 to 1, not “\(option.value.prefix(40))”", column: option.column)
        }
        return number
    }

    /// The rest without the quotation marks around it, where it has some.
    fileprivate var wholeWord: String { (try? firstWord(""))?.word ?? rest }
}
