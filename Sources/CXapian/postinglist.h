// SPDX-License-Identifier: GPL-3.0-or-later
// Posting lists as Xapian lays them into a table. Not for anybody outside this target.
#ifndef CXAPIAN_POSTINGLIST_H
#define CXAPIAN_POSTINGLIST_H

#include "packing.h"
#include "table.h"

#include <xapian.h>

#include <string>
#include <string_view>

namespace cx {

/// Some of the documents of a posting list, one after another.
struct PostingChunk {
    uint32_t first = 0, last = 0;
    /// The first document's frequency, then distances and frequencies of those that follow.
    std::string_view body;
};

/// What stands before the first chunk of a list: of how many documents, and occurrences, it is.
struct PostingHead {
    uint64_t documents = 0, frequency = 0;
};

/// Writes a list, cut into chunks of about the same size.
class PostingListWriter {
    Table &table;
    const std::string_view name;
    const PostingHead head;
    std::string chunk, key, tag;
    uint32_t first = 0, last = 0;
    bool is_first_chunk = true;

    /// Goes on after the last document; with a new chunk where this one cannot take `size` more bytes.
    void go_on(uint32_t document, size_t size) {
        if (last != 0 && document <= last) throw Xapian::DatabaseCorruptError("documents of a posting list do not rise");
        if (last != 0 && chunk.size() + size > chunk_size) {
            write(false);
            first = document;
        } else if (last == 0) {
            first = document;
        } else {
            pack(chunk, document - last - 1);
        }
    }

    void write(bool is_last_chunk) {
        key.assign(name);
        tag.clear();
        if (is_first_chunk) {
            pack(tag, head.documents);
            pack(tag, head.frequency);
            pack(tag, first - 1);
        } else {
            if (name != lengths_name()) key += '\0';
            pack_sorting(key, first);
        }
        tag += is_last_chunk ? '1' : '0';
        pack(tag, last - first);
        tag += chunk;
        table.add(key, tag);
        chunk.clear();
        is_first_chunk = false;
    }

  public:
    /// Postings and values are cut into chunks of about so many bytes, as Xapian does.
    static constexpr size_t chunk_size = 2000;

    /// The key of the list of the lengths of documents.
    static std::string_view lengths_name() { return std::string_view("\0\xe0", 2); }

    /// The list whose first key is `name`, which stays where it is while this is used.
    PostingListWriter(Table &table, std::string_view name, PostingHead head) : table(table), name(name), head(head) {}

    void add(uint32_t document, uint64_t count) {
        go_on(document, 1);
        last = document;
        pack(chunk, count);
    }

    /// Adds a chunk of another list; small ones become one.
    void add(const PostingChunk &other) {
        go_on(other.first, other.body.size() + 5);
        last = other.last;
        chunk += other.body;
    }

    /// Writes the last chunk; once, and for a list of one document at least.
    void finish() { write(true); }
};

}  // namespace cx

#endif
