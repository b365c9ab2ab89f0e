// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_NEAR_H
#define CXAPIAN_RANKING_NEAR_H

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

namespace cx {

/// A reader's cache of how near each other two words stand in documents, which the next page of a query, and a query with a
/// word more, ask again. It holds for one revision of the database, and belongs to the reader's thread.
class NearMemory {
  public:
    /// The frequencies of one pair, by rising document.
    struct Pair {
        std::vector<Xapian::docid> documents;
        std::vector<double> frequencies;
        /// The generation in which it was asked for last.
        uint64_t generation = 0;

        /// Takes in those of `found`, which rise and are not there yet.
        void add(const std::vector<Xapian::docid> &found, const std::vector<double> &values) {
            std::vector<Xapian::docid> all;
            std::vector<double> all_values;
            all.reserve(documents.size() + found.size());
            all_values.reserve(all.capacity());
            for (size_t own = 0, next = 0; own < documents.size() || next < found.size();) {
                const bool is_own = next == found.size() || (own < documents.size() && documents[own] < found[next]);
                all.push_back(is_own ? documents[own] : found[next]);
                all_values.push_back(is_own ? frequencies[own++] : values[next++]);
            }
            documents.swap(all);
            frequencies.swap(all_values);
        }
    };

    /// The pair of this key, which is in use until the next call of `keep`.
    Pair &pair(const std::string &key) {
        Pair &pair = pairs_[key];
        if (pair.generation != generation_) {
            pair.generation = generation_;
            used_ += cost(pair);
        }
        return pair;
    }

    /// Counts `added` frequencies more; where those that were asked for in a generation are too many, another begins, and
    /// pairs that were not asked for in it go.
    void keep(size_t added) {
        used_ += added;
        if (used_ <= most) return;
        for (auto pair = pairs_.begin(); pair != pairs_.end();) {
            pair = pair->second.generation == generation_ ? std::next(pair) : pairs_.erase(pair);
        }
        ++generation_;
        used_ = 0;
    }

    void clear() {
        pairs_.clear();
        used_ = 0;
    }

  private:
    /// The most frequencies of a generation, 12 bytes each.
    static constexpr size_t most = 1 << 17;
    /// A pair's key and its place in the table count as so many frequencies.
    static constexpr size_t cost_of_pair = 16;

    static size_t cost(const Pair &pair) { return pair.documents.size() + cost_of_pair; }

    std::unordered_map<std::string, Pair> pairs_;
    uint64_t generation_ = 1;
    size_t used_ = 0;
};

}  // namespace cx

#endif
