/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libvoikko's deprecated API is hidden, so that nothing calls it by mistake. */
#define VOIKKO_NO_DEPRECATED_API
#include <libvoikko/voikko.h>
