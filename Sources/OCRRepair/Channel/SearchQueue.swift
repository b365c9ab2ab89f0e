// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// The queue of a search by A*: the steps that may be taken next, the cheapest first; of equal ones that which is farther on, and
/// of these the one that was put there first. A binary heap.
struct SearchQueue: ~Copyable {
    /// A step that may be taken.
    struct Step {
        /// The place in the queue, by cost first.
        fileprivate var key: UInt64
        /// The place that it leads from.
        var place: Int32
        /// Its number among the steps of all places.
        var number: Int32

        /// The least that a whole path with this step costs, in nats.
        var cost: Float { Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)) }
    }

    private var heap = UncheckedArray<Step>()
    private var pushed: UInt32 = 0

    /// Empties the queue.
    mutating func removeAll() {
        heap.truncate(to: 0)
        pushed = 0
    }

    /// Adds step `number` from `place`, by which the cheapest path costs `cost`, 0 or more; `position`, 0…64, is how far on it is.
    mutating func push(cost: Float, position: Int, place: Int32, number: Int32) {
        let step = step(cost: cost, position: position, place: place, number: number)
        heap.append(step)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if heap[parent].key <= step.key { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = step
    }

    /// The first step; nil where there is none.
    var first: Step? { heap.count > 0 ? heap[0] : nil }

    /// Removes the first step, which there must be.
    mutating func removeFirst() {
        let last = heap.removeLast()
        if heap.count > 0 { sink(last) }
    }

    /// Removes the first step, which there must be, and adds another one, as ``push(cost:position:place:number:)``. Costs less than
    /// both one after the other, the less the nearer they are.
    mutating func replaceFirst(cost: Float, position: Int, place: Int32, number: Int32) {
        sink(step(cost: cost, position: position, place: place, number: number))
    }

    private mutating func step(cost: Float, position: Int, place: Int32, number: Int32) -> Step {
        // Costs are never negative, so that they are in the order of their bits.
        let key =
            UInt64(cost.bitPattern) << 32 | UInt64(UInt32(64 - position) << 25) | UInt64(pushed & 0x1FF_FFFF)
        pushed &+= 1
        return Step(key: key, place: place, number: number)
    }

    /// Puts `step` in the place of the first, and then below all that come before it.
    @inline(__always)
    private mutating func sink(_ step: Step) {
        var parent = 0
        while true {
            var child = 2 * parent + 1
            if child >= heap.count { break }
            if child + 1 < heap.count, heap[child + 1].key < heap[child].key { child += 1 }
            if heap[child].key >= step.key { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = step
    }
}
