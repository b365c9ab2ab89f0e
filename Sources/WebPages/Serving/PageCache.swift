// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import NIOConcurrencyHelpers
internal import NIOCore
internal import Wording

/// A page, packed, with its mark (ETag).
struct PackedPage: Sendable {
    let bytes: ByteBuffer
    let mark: String
}

/// Pages about which the index, the address and the language decide, packed, for when they are asked for again.
///
/// They are those of one state of the index; hakud is asked for each page whether it still serves that, at the same time as
/// for what is on a page that is not kept.
final class PageCache: Sendable {
    private struct Key: Hashable {
        let address: String
        let language: InterfaceLanguage
    }

    private struct Kept {
        var state: Hakud.State?
        /// When the state was first seen.
        var since = ContinuousClock.now
        /// When the first of the pages may have been made.
        var begun = ContinuousClock.now
        var pages = WeightedCache<Key, PackedPage>(cost: PageCache.mostBytes)
    }

    /// The most bytes of pages and addresses that are kept: some 1,500 pages.
    private static let mostBytes = 8 << 20
    /// While a new state comes to be served, replies of both may alternate, and a page may be made of both.
    private static let settling = Duration.seconds(1)
    /// The longest time that a page is kept: a part of an index that was away on another machine may be back, and on SIGHUP
    /// hakud may open another index of the same numbers.
    private static let longest = Duration.seconds(60)

    private let kept = NIOLockedValueBox(Kept())

    /// The page at `address` as `request` asks for it; `body` makes it where it is not kept.
    ///
    /// - Throws: What `body` throws, and ``WebError`` where hakud does not answer.
    func page(
        of address: String, _ request: PageRequest, _ body: () async throws -> String
    ) async throws -> PackedPage {
        let key = Key(address: address, language: request.language)
        let asked = ContinuousClock.now
        let (state, bytes): (Hakud.State, [UInt8])
        if kept.withLockedValue({ $0.pages.contains(key) }) {
            state = try await look(request.hakud)
            if let known = kept.withLockedValue({ $0.pages.value(for: key) }) { return known }
            bytes = Array(try await body().utf8)
        } else {
            async let seen = look(request.hakud)
            bytes = Array(try await body().utf8)
            state = try await seen
        }
        // There was no memory for it.
        guard let packed = Gzip.packed(bytes) else { throw WebError(500, "awaySlow") }
        let page = PackedPage(bytes: ByteBuffer(bytes: packed), mark: WholeAnswers<PageContext>.mark(of: bytes))
        kept.withLockedValue { kept in
            guard kept.state == state, asked - kept.since > Self.settling else { return }
            kept.pages.insert(page, for: key, cost: page.bytes.readableBytes + address.utf8.count + 200)
        }
        return page
    }

    /// The state that `hakud` serves; pages of another one, and those that were kept for long, are forgotten.
    private func look(_ hakud: Hakud) async throws -> Hakud.State {
        let state = try await hakud.state()
        kept.withLockedValue { kept in
            let now = ContinuousClock.now
            if kept.state != state {
                kept = Kept(state: state)
            } else if now - kept.begun > Self.longest {
                kept.pages.removeAll()
                kept.begun = now
            }
        }
        return state
    }
}
