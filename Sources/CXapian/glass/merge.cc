// SPDX-License-Identifier: GPL-3.0-or-later
// Databases of disjoint documents merged into one, table by table, in several threads. Entries of each table come in order
// from all of them, so that they are copied from block to block.
#include "cxapian.h"
#include "glass/merge-postlist.h"
#include "glass/merging.h"
#include "glass/table.h"
#include "glass/version.h"
#include "shim/guarded.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <exception>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace {

/// Copies a table whose keys are each of one source.
void copy_all(cx::Merging &from, cx::Table &to) {
    for (; cx::TableReader *reader = from.first(); from.go_on())
        to.copy(reader->key(), reader->tag(), reader->is_compressed());
}

/// Merges the tables of `sources` into the folder `target`, one a thread, those that take longest first.
class TableMerger {
    const std::vector<cx::Source> &sources;
    const std::string &target;
    std::atomic<size_t> next{0};
    std::atomic<bool> has_failed{false};
    std::exception_ptr failures[cx::table_count];

    static constexpr int order[] = {cx::postlist_table, cx::position_table, cx::termlist_table, cx::docdata_table};

    void merge(int number) {
        cx::Table table(cx::table_path(target, number), number == cx::docdata_table || number == cx::termlist_table);
        cx::Merging from(sources, number);
        if (number == cx::postlist_table) {
            cx::merge_postlist(from, table, bounds);
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
    /// The least and greatest values of slots that are to be told exactly.
    cx::ValueBounds bounds;
    /// The entries of the version file, by table.
    std::string written[cx::table_count];

    TableMerger(const std::vector<cx::Source> &sources, const std::string &target) : sources(sources), target(target) {}

    /// Merges with up to `threads` threads, this one included. Throws the failure of a table when all have ended.
    void run(size_t threads) {
        // Each thread has a table of every source open.
        rlimit most{};
        if (::getrlimit(RLIMIT_NOFILE, &most) == 0 && most.rlim_cur != RLIM_INFINITY)
            threads = std::min<size_t>(threads, most.rlim_cur / (sources.size() + 64));
        std::vector<std::thread> others;
        // Reserved, because a vector that fails to grow would destroy threads that nobody has joined, which ends the program.
        others.reserve(std::size(order));
        try {
            while (others.size() + 1 < std::min(threads, std::size(order))) others.emplace_back([this] { work(); });
        } catch (const std::exception &) {
            // No thread or no memory left in the system: the threads there are merge everything.
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
        std::vector<cx::Source> all;
        cx::Statistics statistics;
        for (size_t start = 0; start < names.size();) {
            const std::string name = names.c_str() + start;
            start += name.size() + 1;
            all.push_back(cx::Source{name, cx::Version::read(name)});
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

bool cx_rewrite(const char *source, const char *target, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        const std::string folder = target;
        const std::vector<cx::Source> all{cx::Source{source, cx::Version::read(source)}};
        if (::mkdir(target, 0777) != 0 && errno != EEXIST)
            throw Xapian::DatabaseOpeningError("Couldn't make " + folder, errno);
        TableMerger merger(all, folder);
        cx::Merging postlist(all, cx::postlist_table);
        merger.bounds = cx::value_bounds(postlist);
        merger.run(1);
        cx::write_version(folder, merger.written, all[0].version.statistics);
        return true;
    });
}
