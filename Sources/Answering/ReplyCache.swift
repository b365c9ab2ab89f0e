// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import NIOConcurrencyHelpers
internal import SearchIndex

/// Replies to what was asked already, which all threads that answer from one index share, and which of its states is
/// served.
///
/// Requests that come again and again are answered without asking the index. All replies are of one state, the served
/// one. When a leader (``Answerer/followCommits()``) sees a newer commit, it answers what clients asked last from the new
/// state while they still get the replies of the old, and then the new state takes the old one's place at once: so no
/// client waits because of a commit. (Lucene and Solr call this warming:
/// https://solr.apache.org/guide/solr/latest/configuration-guide/caches-warming.html.)
///
/// Where no leader looks, or it is late, the answerers follow the commits by themselves and begin with no replies.
public final class ReplyCache: Sendable {
    private struct Served {
        var shelf: ReplyGeneration
        /// The replies that a leader prepares; nil while it does not.
        var coming: ReplyGeneration?
        /// Raised whenever another state is served: what was prepared for the one before is not served any more.
        var version = 0
        /// The number of requests so far.
        var asked: UInt64 = 0
        /// When a leader last looked for a commit.
        var looked: ContinuousClock.Instant?
    }

    /// The longest time since a leader looked in which it is waited for.
    private static let patience = Duration.milliseconds(500)

    private let bytes: Int
    private let served: NIOLockedValueBox<Served>

    /// Keeps about this many bytes of replies; 0 for none.
    public init(bytes: Int) {
        self.bytes = bytes
        served = NIOLockedValueBox(Served(shelf: ReplyGeneration(state: nil, bytes: bytes)))
    }

    /// True if the reply to `request` is kept: those that ask the index much and depend on nothing else.
    func keeps(_ request: Request) -> Bool {
        switch request.verb {
        case .search, .count, .similar, .facets, .suggest: bytes > 0
        // The rows also depend on what was refused and confirmed.
        case .repairs: bytes > 0 && request.option("limit")?.value == "0"
        default: false
        }
    }

    /// The reply of the served state; nil where there is none.
    func reply(to key: ReplyKey) -> Reply? {
        served.withLockedValue { served in
            served.asked += 1
            return served.shelf.reply(to: key, at: served.asked)
        }
    }

    /// Keeps `reply`, given in `state`, if that is the served state; else notes that it was asked for.
    func keep(_ reply: Reply, to key: ReplyKey, in state: IndexState) {
        guard reply.error == nil else { return }
        served.withLockedValue { served in
            let isServed = served.shelf.state == state
            served.shelf.keep(isServed ? reply : nil, to: key, at: served.asked)
            if served.coming?.state == state { served.coming?.keep(reply, to: key, at: served.asked) }
        }
    }

    // MARK: - Which state is served

    /// Changes whenever another state is served.
    var version: Int { served.withLockedValue { $0.version } }

    /// True if a leader follows the commits.
    func isLed(at now: ContinuousClock.Instant) -> Bool {
        served.withLockedValue { served in served.looked.map { now - $0 < Self.patience } ?? false }
    }

    /// Serves `state`, to which an answerer came without a leader: with what a leader has prepared of it, else with
    /// nothing.
    func serve(_ state: IndexState) {
        exchange { served in
            guard served.shelf.state != state else { return nil }
            return served.coming?.state == state ? served.coming : ReplyGeneration(state: state, bytes: bytes)
        }
    }

    /// Serves nothing: there is no index any more.
    func withdraw() {
        exchange { served in
            served.shelf.state == nil && served.coming == nil ? nil : ReplyGeneration(state: nil, bytes: bytes)
        }
    }

    /// Puts a shelf in the place of the served one, unless `body` gives none.
    private func exchange(_ body: (inout Served) -> ReplyGeneration?) {
        // Many replies take their time to be freed: not while others wait.
        let gone = served.withLockedValue { served -> [ReplyGeneration?] in
            guard let shelf = body(&served) else { return [] }
            let gone = [served.shelf, served.coming]
            served.shelf = shelf
            served.coming = nil
            served.version += 1
            return gone
        }
        _ = gone
    }

    // MARK: - For a leader

    /// Tells that a leader looks now.
    func look() { served.withLockedValue { $0.looked = .now } }

    /// Begins to prepare `state`.
    ///
    /// - Returns: What clients have asked for, the latest first, and the version that is served meanwhile; nil where
    ///   that state is served already.
    func prepare(_ state: IndexState) -> (asked: [ReplyKey], version: Int)? {
        let shelf = served.withLockedValue { served -> (ReplyGeneration, Int)? in
            guard served.shelf.state != state else { return nil }
            served.coming = ReplyGeneration(state: state, bytes: bytes)
            return (served.shelf, served.version)
        }
        return shelf.map { ($0.asked(), $1) }
    }

    /// Keeps `reply` for when `state` is served, or if it is by now.
    func prepared(_ reply: Reply, to key: ReplyKey, in state: IndexState) {
        guard reply.error == nil else { return }
        served.withLockedValue { served in
            if served.coming?.state == state {
                served.coming?.keep(reply, to: key, at: 0)
            } else if served.shelf.state == state {
                served.shelf.keep(reply, to: key, at: 0)
            }
        }
    }

    /// Serves what was prepared of `state`, unless another state than `version` has come to be served meanwhile.
    func serve(_ state: IndexState, after version: Int) {
        exchange { served in
            served.version == version && served.coming?.state == state ? served.coming : nil
        }
    }
}
