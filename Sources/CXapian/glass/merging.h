// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_MERGING_H
#define CXAPIAN_GLASS_MERGING_H

#include "glass/tablereader.h"
#include "glass/version.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace cx {

/// A database to be merged.
struct Source {
    std::string folder;
    Version version;
};

/// The entries of one table of all sources together, by rising key: a heap of readers.
class Merging {
    std::vector<TableReader> readers;
    std::vector<TableReader *> heap;

    static bool is_later(const TableReader *one, const TableReader *other) { return one->key() > other->key(); }

  public:
    /// Opens table `table` of each of `sources`, at its first entry.
    Merging(const std::vector<Source> &sources, int table) {
        readers.reserve(sources.size());
        for (const Source &source : sources)
            readers.emplace_back(table_path(source.folder, table), source.version.tables[table]);
        for (TableReader &reader : readers) add(&reader);
    }

    /// The reader at the least key; null at the end of all.
    TableReader *first() const { return heap.empty() ? nullptr : heap.front(); }

    /// Takes the first reader out, which may go on by itself until it is put back.
    TableReader *take() {
        std::pop_heap(heap.begin(), heap.end(), is_later);
        TableReader *reader = heap.back();
        heap.pop_back();
        return reader;
    }

    /// Puts a reader back, at its current entry.
    void put(TableReader *reader) {
        heap.push_back(reader);
        std::push_heap(heap.begin(), heap.end(), is_later);
    }

    /// Puts a reader back at its next entry, if there is one.
    void add(TableReader *reader) {
        if (reader->next()) put(reader);
    }

    /// Moves the first reader to its next entry. It often stays the first, so it is sifted down rather than taken out.
    void go_on() {
        TableReader *reader = heap.front();
        if (!reader->next()) {
            take();
            return;
        }
        size_t place = 0;
        for (;;) {
            size_t least = place;
            for (size_t child = 2 * place + 1; child <= 2 * place + 2 && child < heap.size(); ++child) {
                const TableReader *best = least == place ? reader : heap[least];
                if (is_later(best, heap[child])) least = child;
            }
            if (least == place) break;
            heap[place] = heap[least];
            place = least;
        }
        heap[place] = reader;
    }
};

}  // namespace cx

#endif
