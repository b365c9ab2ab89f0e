// SPDX-License-Identifier: GPL-3.0-or-later
// Databases of disjoint documents made one, table by table: each table's entries come in order from all of them, so
// that they are copied from blocks to blocks. Tables are merged by several threads at once.
#include "internal.h"
#include "postinglist.h"
#include "table.h"
#include "tablereader.h"
#include "version.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <exception>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

namespace {

struct Source {
    std::string folder;
    cx::Version version;
};

/// The entries of one table of all sources, least key first.
class Merging {
    std::vector<cx::TableReader> readers;
    std::vector<cx::TableReader *> heap;

    static bool is_later(const cx::TableReader *one, const cx::TableReader *other) { return one->key() > other->key(); }

  public:
    Merging(const std::vector<Source> &sources, int table) {
        readers.reserve(sources.size());
        for (const Source &source : sources)
            readers.emplace_back(cx::table_path(source.folder, table), source.version.tables[table]);
        for (cx::TableReader &reader : readers) add(&reader);
    }

    /// The reader that is at the least key; none at the end of all.
    cx::TableReader *first() const { return heap.empty() ? nullptr : heap.front(); }

    /// Takes the first one out, which may go on by itself until it is added again.
    cx::TableReader *take() {
        std::pop_heap(heap.begin(), heap.end(), is_later);
        cx::TableReader *reader = heap.back();
        heap.pop_back();
        return reader;
    }

    /// Adds a reader at its entry.
    void put(cx::TableReader *reader) {
        heap.push_back(reader);
        std::push_heap(heap.begin(), heap.end(), is_later);
    }

    /// Adds a reader at its next entry, if it has one.
    void add(cx::TableReader *reader) {
        if (reader->next()) put(reader);
    }

    /// Has the first one go on. It often stays the first, with many entries of one term or document.
    void go_on() {
        cx::TableReader *reader = heap.front();
        if (!reader->next()) {
            take();
            return;
        }
        size_t place = 0;
        for (;;) {
            size_t least = place;
            for (size_t child = 2 * place + 1; child <= 2 * place + 2 && child < heap.size(); ++child) {
                const cx::TableReader *best = least == place ? reader : heap[least];
                if (is_later(best, heap[child])) least = child;
            }
            if (least == place) break;
            heap[place] = heap[least];
            place = least;
        }
        heap[place] = reader;
    }
};

[[noreturn]] void damaged(const char *what) {
    throw Xapian::DatabaseCorruptError(std::string("a segment has a damaged ") + what);
}

bool begins_with(std::string_view text, std::string_view beginning) {
    return text.substr(0, beginning.size()) == beginning;
}

/// Tables whose entries are each of one source.
void copy_all(Merging &from, cx::Table &to) {
    for (; cx::TableReader *reader = from.first(); from.go_on())
        to.copy(reader->key(), reader->tag(), reader->is_compressed());
}

// ---- the table of postings ----

/// Metadata: what several have is the same in all.
void copy_metadata(Merging &from, cx::Table &to) {
    const std::string_view beginning("\0\xc0", 2);
    std::string last;
    for (; cx::TableReader *reader = from.first(); from.go_on()) {
        if (!begins_with(reader->key(), beginning)) return;
        if (reader->key() == last) continue;
        last.assign(reader->key());
        to.copy(reader->key(), reader->tag(), reader->is_compressed());
    }
}

/// What is known of the values of each slot: how many, the least, the greatest.
void merge_value_statistics(Merging &from, cx::Table &to) {
    const std::string_view beginning("\0\xd0", 2);
    std::string key, least, greatest, tag;
    while (from.first() != nullptr && begins_with(from.first()->key(), beginning)) {
        key.assign(from.first()->key());
        uint64_t count = 0;
        for (; from.first() != nullptr && from.first()->key() == key; from.go_on()) {
            cx::Unpacker in(from.first()->tag());
            const uint64_t more = in.number();
            const std::string_view low = in.string();
            if (in.is_damaged()) damaged("statistic of values");
            // Where they are the same, it is said once.
            const std::string_view high = in.is_at_end() ? low : in.remaining();
            if (count == 0 || low < least) least.assign(low);
            if (count == 0 || high > greatest) greatest.assign(high);
            count += more;
        }
        tag.clear();
        cx::pack(tag, count);
        cx::pack_string(tag, least);
        if (greatest != least) tag += greatest;
        to.add(key, tag);
    }
}

/// Stretches of values, by slot and first document.
void copy_values(Merging &from, cx::Table &to) {
    const std::string_view beginning("\0\xd8", 2);
    for (; cx::TableReader *reader = from.first(); from.go_on()) {
        if (!begins_with(reader->key(), beginning)) return;
        to.copy(reader->key(), reader->tag(), reader->is_compressed());
    }
}

/// One source's part of a posting list.
struct Part {
    cx::TableReader *reader;
    cx::PostingHead head;
    cx::PostingChunk chunk;
};

/// What follows the head, or the key, of a chunk that begins with the document `first`.
cx::PostingChunk chunk(cx::Unpacker &in, uint64_t first) {
    in.byte();  // whether it is the last
    const uint64_t distance = in.number();
    if (in.is_damaged() || first == 0 || first > UINT32_MAX || distance > UINT32_MAX - first) damaged("posting list");
    const uint64_t last = first + distance;
    return {static_cast<uint32_t>(first), static_cast<uint32_t>(last), in.remaining()};
}

Part begin_list(cx::TableReader *reader) {
    cx::Unpacker in(reader->tag());
    Part part{reader, {}, {}};
    part.head.documents = in.number();
    part.head.frequency = in.number();
    const uint64_t first = in.number() + 1;
    part.chunk = chunk(in, first);
    return part;
}

/// Goes on to the next chunk of the list called `name`; false where the reader is past the list, or at its end.
bool next_chunk(Part &part, std::string_view name, bool &is_at_end) {
    is_at_end = !part.reader->next();
    if (is_at_end || !begins_with(part.reader->key(), name)) return false;
    std::string_view rest = part.reader->key().substr(name.size());
    if (name != cx::PostingListWriter::lengths_name()) {
        // The name ends with a NUL; one that is followed by 0xFF is of a longer name.
        if (rest.size() < 2 || rest[0] != '\0' || rest[1] == '\xFF') return false;
        rest.remove_prefix(1);
    }
    cx::Unpacker number(rest);
    const uint32_t first = number.sorting_number();
    if (number.is_damaged()) damaged("key of a posting list");
    cx::Unpacker in(part.reader->tag());
    part.chunk = chunk(in, first);
    return true;
}

void merge_lists(Merging &from, cx::Table &to) {
    std::string name;
    std::vector<Part> parts;
    while (from.first() != nullptr) {
        name.assign(from.first()->key());
        parts.clear();
        cx::PostingHead all;
        while (from.first() != nullptr && from.first()->key() == name) {
            parts.push_back(begin_list(from.take()));
            all.documents += parts.back().head.documents;
            all.frequency += parts.back().head.frequency;
        }
        std::sort(parts.begin(), parts.end(), [](const Part &one, const Part &other) {
            return one.chunk.first < other.chunk.first;
        });
        cx::PostingListWriter list(to, name, all);
        for (Part &part : parts) {
            bool is_at_end = false;
            do list.add(part.chunk);
            while (next_chunk(part, name, is_at_end));
            if (!is_at_end) from.put(part.reader);
        }
        list.finish();
    }
}

void merge_postings(Merging &from, cx::Table &to) {
    copy_metadata(from, to);
    merge_value_statistics(from, to);
    copy_values(from, to);
    merge_lists(from, to);
}

// ---- all tables ----

/// Merges the tables of `sources` into the folder `target`, those that take longest first.
class TableMerger {
    const std::vector<Source> &sources;
    const std::string &target;
    std::atomic<size_t> next{0};
    std::atomic<bool> has_failed{false};
    std::exception_ptr failures[cx::table_count];

    static constexpr int order[] = {cx::postlist_table, cx::position_table, cx::termlist_table, cx::docdata_table};

    void merge(int number) {
        cx::Table table(cx::table_path(target, number), number == cx::docdata_table || number == cx::termlist_table);
        Merging from(sources, number);
        if (number == cx::postlist_table) {
            merge_postings(from, table);
        } else {
            copy_all(from, table);
        }
        table.finish(written[number]);
    }

    void work() noexcept {
        for (size_t place = next++; place < std::size(order) && !has_failed; place = next++) {
            try {
                merge(order[place]);
            } catch (...) {
                failures[order[place]] = std::current_exception();
                has_failed = true;
            }
        }
    }

  public:
    /// What the version file says of each table.
    std::string written[cx::table_count];

    TableMerger(const std::vector<Source> &sources, const std::string &target) : sources(sources), target(target) {}

    /// Throws the failure of a table after all threads have ended.
    void run(size_t threads) {
        // Each thread has a table of every source open.
        rlimit most{};
        if (::getrlimit(RLIMIT_NOFILE, &most) == 0 && most.rlim_cur != RLIM_INFINITY)
            threads = std::min<size_t>(threads, most.rlim_cur / (sources.size() + 64));
        std::vector<std::thread> others;
        // Room beforehand: a vector that cannot grow would end the program, with threads in it that nobody waits for.
        others.reserve(std::size(order));
        try {
            while (others.size() + 1 < std::min(threads, std::size(order))) others.emplace_back([this] { work(); });
        } catch (const std::exception &) {
            // The system has no thread left, or no memory for one: those there are do it all.
        }
        work();
        for (std::thread &other : others) other.join();
        for (const std::exception_ptr &failure : failures) {
            if (failure) std::rethrow_exception(failure);
        }
        for (int table = cx::position_table + 1; table < cx::table_count; ++table)
            cx::Table("", true).finish(written[table]);
    }
};

}  // namespace

bool cx_merge(const void *sources, size_t size, const char *target, size_t threads, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        const std::string names = cx::bytes(sources, size);
        const std::string folder = target;
        std::vector<Source> all;
        cx::Statistics statistics;
        for (size_t start = 0; start < names.size();) {
            const std::string name = names.c_str() + start;
            start += name.size() + 1;
            all.push_back(Source{name, cx::Version::read(name)});
            statistics.add(all.back().version.statistics);
        }
        if (::mkdir(target, 0777) != 0 && errno != EEXIST)
            throw Xapian::DatabaseOpeningError("Couldn't make " + folder, errno);
        TableMerger merger(all, folder);
        merger.run(threads);
        cx::write_version(folder, merger.written, statistics);
        return true;
    });
}
