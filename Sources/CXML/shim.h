// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAKU_CXML_SHIM_H
#define HAKU_CXML_SHIM_H

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

/// Options of parsing: nothing is fetched, no entity is replaced, nothing is printed, and the parser's own limits
/// on depth, sizes and amplification hold (there is no XML_PARSE_HUGE).
static const int haku_xml_options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;

#endif
