// SPDX-License-Identifier: GPL-3.0-or-later
// A list that grows by blocks. Not for anybody outside this target.
#ifndef CXAPIAN_BLOCKS_H
#define CXAPIAN_BLOCKS_H

#include <cstddef>
#include <memory>
#include <vector>

namespace cx {

/// Elements in blocks of 65,536: a vector needs up to three times as much memory while it grows, and moves all of it.
template <typename Element>
class Blocks {
    static constexpr size_t bits = 16;
    static constexpr size_t mask = (size_t(1) << bits) - 1;

    std::vector<std::unique_ptr<Element[]>> blocks;
    size_t count = 0;

  public:
    size_t size() const { return count; }

    const Element &operator[](size_t place) const { return blocks[place >> bits][place & mask]; }

    void push_back(const Element &element) {
        if ((count & mask) == 0) blocks.emplace_back(new Element[mask + 1]);
        blocks.back()[count & mask] = element;
        ++count;
    }
};

}  // namespace cx

#endif
