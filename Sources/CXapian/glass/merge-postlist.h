// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_MERGE_POSTLIST_H
#define CXAPIAN_GLASS_MERGE_POSTLIST_H

#include "glass/merging.h"
#include "glass/table.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace cx {

/// The least and the greatest value of slots.
using ValueBounds = std::map<uint64_t, std::pair<std::string, std::string>>;

/// The bounds of the values that there are. Those that a database tells may be wider: Xapian does not make them narrower when
/// a document goes out.
ValueBounds value_bounds(Merging &from);

/// Merges the tables of postings: metadata, statistics of values, values, document lengths, and posting lists, in the order
/// of their keys. Chunks are copied; only heads and keys of lists are made anew. Slots that `bounds` has are told with these bounds.
///
/// Throws Xapian::DatabaseCorruptError where a source is damaged, or two hold the same document.
void merge_postlist(Merging &from, Table &to, const ValueBounds &bounds);

}  // namespace cx

#endif
