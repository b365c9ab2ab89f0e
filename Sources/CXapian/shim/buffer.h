// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes that a function of the shim hands over to its caller, who frees them with cx_buffer_free.
#ifndef CXAPIAN_SHIM_BUFFER_H
#define CXAPIAN_SHIM_BUFFER_H

#include "cxapian.h"

#include <string>

struct cx_buffer {
    std::string bytes;
};

#endif
