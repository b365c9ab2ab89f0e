// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAKU_CDEFLATE_SHIM_H
#define HAKU_CDEFLATE_SHIM_H

#include <libdeflate.h>

#endif
