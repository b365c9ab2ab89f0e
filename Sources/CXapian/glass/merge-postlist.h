// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_MERGE_POSTLIST_H
#define CXAPIAN_GLASS_MERGE_POSTLIST_H

#include "glass/merging.h"
#include "glass/table.h"

namespace cx {

/// Merges the tables of postings: metadata, statistics of values, values, document lengths, and posting lists, in the order
/// of their keys. Chunks are copied; only heads and keys of lists are made anew.
///
/// Throws Xapian::DatabaseCorruptError where a source is damaged, or two hold the same document.
void merge_postlist(Merging &from, Table &to);

}  // namespace cx

#endif
