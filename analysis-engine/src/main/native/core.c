/* The parser over memory of its own, and what the engine asks of it: one unit, so that its parts can be seen and inlined. */
#include "arena.c"

/*
 * Scanners of grammars write their state into a buffer of the parser and are trusted to stop in time. That of Bash does
 * not, in a file with hundreds of here-documents that never end, and the process dies. It has room here.
 */
#include "tree_sitter/api.h"
#include "parser.h"
#undef TREE_SITTER_SERIALIZATION_BUFFER_SIZE
#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 65536

#include "lib.c"
#include "flatten.c"
#include "reader.c"
