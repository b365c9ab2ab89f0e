// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAKU_CCRYPT_SHIM_H
#define HAKU_CCRYPT_SHIM_H

#include <crypt.h>

#endif
