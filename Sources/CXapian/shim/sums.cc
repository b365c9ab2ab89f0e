// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/sums.h"

#include "shim/buffer.h"
#include "shim/guarded.h"

#include <xapian.h>

#include <string>

extern "C" {

size_t cx_sums_update(const char *path, cx_error *error) {
    return cx::guarded<size_t>(error, 0, [&] {
        cx::Sums sums;
        sums.read(path);
        const size_t count = sums.update(path);
        sums.write(path);
        return count;
    });
}

cx_buffer *cx_sums_check(const char *path, bool is_unfinished, bool *is_summed, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        cx::Sums sums;
        *is_summed = true;
        try {
            *is_summed = sums.read(path);
        } catch (const Xapian::DatabaseCorruptError &) {
            return new cx_buffer{"sums\tthe file is not as it was written\n"};
        }
        return new cx_buffer{*is_summed ? sums.problems(path, is_unfinished) : std::string()};
    });
}

}
