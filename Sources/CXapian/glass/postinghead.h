// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_POSTINGHEAD_H
#define CXAPIAN_GLASS_POSTINGHEAD_H

#include <cstdint>

namespace cx {

/// The head of a posting list: the number of its documents, and the sum of their frequencies. Packed with pack(), it begins
/// the tag of the list's first chunk.
struct PostingHead {
    uint64_t documents = 0, frequency = 0;
};

}  // namespace cx

#endif
