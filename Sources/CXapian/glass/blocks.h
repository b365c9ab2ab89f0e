// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_BLOCKS_H
#define CXAPIAN_GLASS_BLOCKS_H

#include <cstddef>
#include <memory>
#include <vector>

namespace cx {

/// A list that grows by blocks of 65,536 elements: unlike a vector it never moves them, nor needs memory for both copies.
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
