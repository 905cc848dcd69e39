#pragma once

// Foundation brings an ICU of its own; libxml2's headers must not bring the system's beside it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* libxml2 reports through function pointers whose types differ between its versions and through a
   context that must be freed; this shim hides both. Every handler returns non-zero to stop parsing. */
typedef struct {
  void *user;
  int (*start_element)(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                       int namespace_count, const xmlChar **namespaces, int attribute_count,
                       const xmlChar **attributes);
  int (*end_element)(void *user);
  int (*characters)(void *user, const xmlChar *bytes, int count);
  int (*cdata)(void *user, const xmlChar *bytes, int count);
  int (*comment)(void *user, const xmlChar *text);
  int (*instruction)(void *user, const xmlChar *target, const xmlChar *data);
  int (*doctype)(void *user);
  int (*problem)(void *user, int level, int line, int column, const char *message);
} markup_handlers;

static inline const markup_handlers *markup_of(void *context) {
  return (const markup_handlers *)((xmlParserCtxtPtr)context)->_private;
}

static inline void markup_stop_if(void *context, int stop) {
  if (stop) xmlStopParser((xmlParserCtxtPtr)context);
}

static void markup_start(void *context, const xmlChar *local, const xmlChar *prefix,
                         const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                         int attribute_count, int defaulted_count, const xmlChar **attributes) {
  const markup_handlers *h = markup_of(context);
  (void)defaulted_count;
  markup_stop_if(context, h->start_element(h->user, local, prefix, uri, namespace_count, namespaces,
                                           attribute_count, attributes));
}

static void markup_end(void *context, const xmlChar *local, const xmlChar *prefix,
                       const xmlChar *uri) {
  const markup_handlers *h = markup_of(context);
  (void)local; (void)prefix; (void)uri;
  markup_stop_if(context, h->end_element(h->user));
}

static void markup_characters(void *context, const xmlChar *bytes, int count) {
  const markup_handlers *h = markup_of(context);
  markup_stop_if(context, h->characters(h->user, bytes, count));
}

static void markup_cdata(void *context, const xmlChar *bytes, int count) {
  const markup_handlers *h = markup_of(context);
  markup_stop_if(context, h->cdata(h->user, bytes, count));
}

static void markup_comment(void *context, const xmlChar *text) {
  const markup_handlers *h = markup_of(context);
  markup_stop_if(context, h->comment(h->user, text));
}

static void markup_instruction(void *context, const xmlChar *target, const xmlChar *data) {
  const markup_handlers *h = markup_of(context);
  markup_stop_if(context, h->instruction(h->user, target, data));
}

static void markup_doctype(void *context, const xmlChar *name, const xmlChar *external,
                           const xmlChar *system) {
  const markup_handlers *h = markup_of(context);
  (void)name; (void)external; (void)system;
  markup_stop_if(context, h->doctype(h->user));
}

static void markup_problem(void *context, const xmlError *error) {
  const markup_handlers *h = markup_of(context);
  markup_stop_if(context, h->problem(h->user, (int)error->level, error->line, error->int2,
                                     error->message ? error->message : "not well-formed"));
}

/* Must have run once before the first parse; the caller sees to that. */
static inline void markup_initialize(void) { xmlInitParser(); }

/* 0: well-formed and not stopped. -1: no memory. Otherwise libxml2's error number. No network is
   used and no file is opened. */
static inline int markup_parse(const char *bytes, int size, const markup_handlers *handlers) {
  xmlParserCtxtPtr context = xmlNewParserCtxt();
  if (!context) return -1;
  xmlSAXHandler *sax = context->sax;
  memset(sax, 0, sizeof(*sax));
  sax->initialized = XML_SAX2_MAGIC;
  sax->startElementNs = markup_start;
  sax->endElementNs = markup_end;
  sax->characters = markup_characters;
  sax->ignorableWhitespace = markup_characters;
  sax->cdataBlock = markup_cdata;
  sax->comment = markup_comment;
  sax->processingInstruction = markup_instruction;
  sax->internalSubset = markup_doctype;
  sax->serror = (xmlStructuredErrorFunc)markup_problem;
  context->_private = (void *)handlers;
  xmlDocPtr document =
      xmlCtxtReadMemory(context, bytes, size, NULL, NULL,
                        XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_HUGE | XML_PARSE_COMPACT);
  int code = context->wellFormed ? 0 : (context->errNo ? context->errNo : 1);
  if (document) xmlFreeDoc(document);
  xmlFreeParserCtxt(context);
  return code;
}
