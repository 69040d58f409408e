/*
 * Reads one file at a time, without calling back: the source is in memory, and the clock is looked at here. Used by the
 * one thread that opened it.
 */
#include <time.h>

typedef struct {
  Arena arena;
  TSTree *tree;
  const char *source;
  uint32_t length;
  int64_t deadline;
  bool timed_out;
} Reader;

/* As in CompiledReader.java; a tree has at least one node. */
enum { GAVE_UP = 0, TIMED_OUT = -1, LANGUAGE_REFUSED = -2 };

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static const char *read_on(void *payload, uint32_t offset, TSPoint position, uint32_t *length) {
  (void)position;
  Reader *reader = payload;
  uint32_t from = offset < reader->length ? offset : reader->length;
  *length = reader->length - from;
  return reader->source + from;
}

static bool is_over(TSParseState *state) {
  Reader *reader = state->payload;
  reader->timed_out = reader->timed_out || now() > reader->deadline;
  return reader->timed_out;
}

static void forget(Reader *reader) {
  reader->tree = NULL;
  arena_clear(&reader->arena);
}

static TSTree *parsed(Reader *reader, TSParser *parser) {
  TSInput input = {.payload = reader, .read = read_on, .encoding = TSInputEncodingUTF8};
  TSParseOptions options = {.payload = reader, .progress_callback = is_over};
  return ts_parser_parse_with_options(parser, NULL, input, options);
}

Reader *upkeep_reader_new(void) {
  Reader *reader = arena_checked(calloc(1, sizeof(Reader)), sizeof(Reader));
  arena_add_piece(&reader->arena, PIECE);
  return reader;
}

void upkeep_reader_delete(Reader *reader) {
  forget(reader);
  free(reader->arena.pieces);
  free(reader);
}

/* How many nodes the tree has, or why there is none. The source is not looked at any more when this is done. */
int32_t upkeep_reader_parse(Reader *reader, const TSLanguage *language, const char *source, uint32_t length, int64_t nanoseconds) {
  forget(reader);
  reader->source = source;
  reader->length = length;
  reader->deadline = now() + nanoseconds;
  reader->timed_out = false;
  open_arena = &reader->arena;
  TSParser *parser = ts_parser_new();
  bool accepted = ts_parser_set_language(parser, language);
  reader->tree = accepted ? parsed(reader, parser) : NULL;
  ts_parser_delete(parser);
  open_arena = NULL;
  if (reader->tree != NULL) {
    return ts_subtree_visible_descendant_count(reader->tree->root) + 1;
  }
  return !accepted ? LANGUAGE_REFUSED : reader->timed_out ? TIMED_OUT : GAVE_UP;
}

/* Writes the nodes of the tree as `flatten` does, and forgets it. */
uint32_t upkeep_reader_flatten(Reader *reader, uint32_t error, uint32_t *nodes, int32_t *parents, uint32_t capacity) {
  open_arena = &reader->arena;
  uint32_t size = flatten(reader->tree, error, nodes, parents, capacity);
  open_arena = NULL;
  forget(reader);
  return size;
}
