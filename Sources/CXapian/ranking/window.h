// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_WINDOW_H
#define CXAPIAN_RANKING_WINDOW_H

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cx {

/// Sums for the documents of a stretch of numbers, to which one word after the other adds what it has there: a walk
/// through one posting list at a time takes a fraction of what a walk through all of them side by side does, and the
/// sums of a window stay in the processor's cache, however many documents there are.
class Window {
  public:
    /// The most documents of a window, and as many as have a look between them at what may be left out.
    static constexpr size_t size = 1 << 14, small = 1 << 11;

    /// The weight that words have added to a document.
    struct Sum {
        double weight = 0;
        /// The bits of what was asked for that it holds.
        uint64_t held = 0;
    };

    /// The first document, and the one after the last.
    Xapian::docid begin = 0, end = 0;

    Window() : sums_(size), found_(size / 64) {}

    /// Moves to the window of `count` documents, at most `size`, from `document` on; what words added before must have been
    /// taken.
    void move(Xapian::docid document, size_t count) {
        begin = document;
        end = document > UINT32_MAX - count ? UINT32_MAX : document + static_cast<Xapian::docid>(count);
    }

    /// The sum of a document of the window, which is found from now on.
    Sum &found(Xapian::docid document) {
        const size_t place = document - begin;
        found_[place / 64] |= uint64_t(1) << (place % 64);
        return sums_[place];
    }

    /// Calls body(document, sum) for each document that was found, by rising number.
    template <typename Body>
    void each(const Body &body) {
        for (size_t group = 0; group < (end - begin + 63) / 64; ++group) {
            for (uint64_t bits = found_[group]; bits != 0; bits &= bits - 1) {
                const size_t place = 64 * group + static_cast<size_t>(__builtin_ctzll(bits));
                body(begin + static_cast<Xapian::docid>(place), sums_[place]);
            }
        }
    }

    /// The same, and forgets them.
    template <typename Body>
    void take(const Body &body) {
        each([&](Xapian::docid document, Sum &sum) {
            body(document, sum);
            sum = Sum();
        });
        found_.assign(found_.size(), 0);
    }

  private:
    std::vector<Sum> sums_;
    /// A bit for each document that was found.
    std::vector<uint64_t> found_;
};

}  // namespace cx

#endif
