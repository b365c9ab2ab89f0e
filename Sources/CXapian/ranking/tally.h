// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_TALLY_H
#define CXAPIAN_RANKING_TALLY_H

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cx {

/// Frequencies in the documents of a stretch of numbers, to which one term of a word after the other adds its own. Empty
/// but while a stretch is counted.
class Tally {
  public:
    /// The documents of a stretch.
    static constexpr Xapian::docid size = 1 << 12;

    Tally() : sums_(size), found_(size / 64), held_(size / 64), whole_(size / 64) {}

    /// Adds to the frequency in the document in place `place` of the stretch, which `is_held` says holds the word itself, and
    /// `is_whole` whole.
    void add(size_t place, double frequency, bool is_held, bool is_whole) {
        const uint64_t bit = uint64_t(1) << (place % 64);
        found_[place / 64] |= bit;
        if (is_held) held_[place / 64] |= bit;
        if (is_whole) whole_[place / 64] |= bit;
        sums_[place] += frequency;
    }

    /// Calls body(place, frequency, is_held, is_whole) for each document, by rising number, and forgets them.
    template <typename Body>
    void take(const Body &body) {
        for (size_t group = 0; group < found_.size(); ++group) {
            for (uint64_t bits = found_[group]; bits != 0; bits &= bits - 1) {
                const auto bit = static_cast<size_t>(__builtin_ctzll(bits));
                const size_t place = 64 * group + bit;
                const double frequency = sums_[place];
                sums_[place] = 0;
                body(place, frequency, (held_[group] >> bit & 1) != 0, (whole_[group] >> bit & 1) != 0);
            }
            found_[group] = held_[group] = whole_[group] = 0;
        }
    }

  private:
    std::vector<double> sums_;
    /// A bit for each document: those that hold any term, those that hold the word itself, and those that hold it whole.
    std::vector<uint64_t> found_, held_, whole_;
};

}  // namespace cx

#endif
