// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps C++ exceptions within the shim.
#ifndef CXAPIAN_SHIM_GUARDED_H
#define CXAPIAN_SHIM_GUARDED_H

#include "cxapian.h"

#include <string>

namespace cx {

/// Puts the exception being handled into `*error`. Only to be called from within a catch block.
void fill_from_current_exception(cx_error *error) noexcept;

/// Runs `body` and returns its result; if it throws, sets `*error` and returns `failure`.
template <typename Result, typename Body>
Result guarded(cx_error *error, Result failure, Body &&body) noexcept {
    error->code = CX_OK;
    error->type[0] = error->message[0] = '\0';
    try {
        return body();
    } catch (...) {
        fill_from_current_exception(error);
        return failure;
    }
}

/// Deletes a handle of the shim; a destructor that throws is ignored.
template <typename Handle>
void dispose(Handle *handle) noexcept {
    cx_error ignored;
    guarded<bool>(&ignored, false, [&] {
        delete handle;
        return true;
    });
}

/// A copy of the `size` bytes at `data`, which may be null where `size` is 0.
inline std::string bytes(const void *data, size_t size) {
    return size == 0 ? std::string() : std::string(static_cast<const char *>(data), size);
}

}  // namespace cx

#endif
