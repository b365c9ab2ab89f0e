// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_MERGED_H
#define CXAPIAN_RANKING_MERGED_H

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

struct cx_reader;

namespace cx {

/// The documents of a reader that hold any term that begins in one of some ways, with the sums of the terms' frequencies:
/// their posting lists, merged one after another. Takes 4 bytes for each document number, however many the terms.
class MergedList {
    /// By document number: twice the frequency and 1; 0 where no term is held.
    std::vector<uint32_t> entries_;

    void add(Xapian::docid document, Xapian::termcount frequency) {
        uint32_t &entry = entries_[document];
        if (entry == 0) {
            entry = 1;
            ++count;
        }
        entry += 2 * frequency;
    }

  public:
    /// The number of documents.
    Xapian::doccount count = 0;

    /// Merges the lists of all terms of `reader` that begin with any of `beginnings`, none of which begins another.
    ///
    /// Throws OutOfTime once the reader's deadline has passed.
    MergedList(cx_reader &reader, const std::vector<std::string> &beginnings);

    bool holds(Xapian::docid document) const { return document < entries_.size() && entries_[document] != 0; }

    /// The frequency in a document that holds any.
    Xapian::termcount frequency(Xapian::docid document) const { return entries_[document] / 2; }

    /// The highest document number there can be.
    Xapian::docid last() const { return static_cast<Xapian::docid>(entries_.size() - 1); }
};

}  // namespace cx

#endif
