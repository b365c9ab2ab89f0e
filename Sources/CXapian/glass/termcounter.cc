// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/termcounter.h"

#include "glass/packing.h"

#include <xapian.h>

namespace cx {

TermCounter::TermCounter(const std::string &folder, const Version &version)
    : finder(table_path(folder, postlist_table), version.tables[postlist_table], version.revision, blocks) {}

PostingHead TermCounter::head(std::string_view term) {
    key.clear();
    pack_sorting(key, term, true);
    std::string_view tag;
    if (!finder.find(key, tag)) return {};
    Unpacker in(tag);
    PostingHead head;
    head.documents = in.number();
    head.frequency = in.number();
    if (in.is_damaged() || head.documents > UINT32_MAX) throw Xapian::DatabaseCorruptError("a posting list is damaged");
    return head;
}

}  // namespace cx
