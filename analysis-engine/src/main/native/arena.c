/*
 * The memory of one tree at a time. What the parser asks for is cut from large pieces, without looking for a place, and
 * all of it is given back at once when the tree has been read out, without walking it. What is freed before serves the
 * next that needs as much, so that a long parse does not grow without end.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks up to SMALL bytes are multiples of STEP, larger ones powers of two. */
enum { STEP = 16, SMALL = 1024, SMALL_KINDS = SMALL / STEP + 1, KINDS = SMALL_KINDS + 64 };

/* Of memory of the system, for what is asked for while no arena is open. */
enum { OF_THE_SYSTEM = 0 };

/* Kept from tree to tree; what a file of a few thousand lines needs. */
static const size_t PIECE = (size_t)4 << 20;

typedef struct Block {
  uint64_t kind;
  struct Block *next_free;
} Block;

static const size_t HEAD = offsetof(Block, next_free);

typedef struct Piece {
  struct Piece *next;
  char memory[];
} Piece;

typedef struct {
  Piece *pieces;
  char *next;
  char *end;
  Block *free[KINDS];
} Arena;

/* That of the parse which this thread is at. */
static _Thread_local Arena *open_arena = NULL;

static void *arena_checked(void *memory, size_t size) {
  if (memory == NULL) {
    fprintf(stderr, "the parser got no memory: %zu bytes\n", size);
    abort();
  }
  return memory;
}

static inline unsigned arena_kind(size_t size) {
  return size <= SMALL ? (unsigned)((size + STEP - 1) / STEP) : (unsigned)(SMALL_KINDS + 64 - __builtin_clzll(size - 1));
}

static inline size_t arena_size(unsigned kind) {
  return kind < SMALL_KINDS ? (size_t)kind * STEP : (size_t)1 << (kind - SMALL_KINDS);
}

static void arena_add_piece(Arena *arena, size_t size) {
  Piece *piece = arena_checked(malloc(sizeof(Piece) + size), size);
  piece->next = arena->pieces;
  arena->pieces = piece;
  arena->next = piece->memory;
  arena->end = piece->memory + size;
}

static inline Block *arena_cut(Arena *arena, unsigned kind) {
  size_t size = arena_size(kind);
  if ((size_t)(arena->end - arena->next) < size) {
    arena_add_piece(arena, size > PIECE ? size : PIECE);
  }
  Block *block = (Block *)arena->next;
  arena->next += size;
  block->kind = kind;
  return block;
}

static inline void *arena_malloc(size_t size) {
  Arena *arena = open_arena;
  if (arena == NULL) {
    Block *block = arena_checked(malloc(size + sizeof(Block)), size);
    block->kind = OF_THE_SYSTEM;
    return &block->next_free;
  }
  unsigned kind = arena_kind(size + HEAD);
  Block *block = arena->free[kind];
  if (block == NULL) {
    block = arena_cut(arena, kind);
  } else {
    arena->free[kind] = block->next_free;
  }
  return &block->next_free;
}

static inline Block *arena_block(void *memory) {
  return (Block *)((char *)memory - HEAD);
}

static inline void arena_free(void *memory) {
  if (memory == NULL) {
    return;
  }
  Block *block = arena_block(memory);
  if (block->kind == OF_THE_SYSTEM) {
    free(block);
  } else {
    block->next_free = open_arena->free[block->kind];
    open_arena->free[block->kind] = block;
  }
}

static void *arena_calloc(size_t count, size_t size) {
  return memset(arena_malloc(count * size), 0, count * size);
}

static void *arena_realloc(void *memory, size_t size) {
  if (memory == NULL) {
    return arena_malloc(size);
  }
  Block *block = arena_block(memory);
  if (block->kind == OF_THE_SYSTEM) {
    block = arena_checked(realloc(block, size + sizeof(Block)), size);
    return &block->next_free;
  }
  size_t room = arena_size(block->kind) - HEAD;
  if (size <= room) {
    return memory;
  }
  void *larger = memcpy(arena_malloc(size), memory, room);
  arena_free(memory);
  return larger;
}

/* Gives back all but one piece. */
static void arena_clear(Arena *arena) {
  while (arena->pieces->next != NULL) {
    Piece *piece = arena->pieces;
    arena->pieces = piece->next;
    free(piece);
  }
  arena->next = arena->pieces->memory;
  arena->end = arena->next + PIECE;
  memset(arena->free, 0, sizeof(arena->free));
}

#define ts_malloc arena_malloc
#define ts_calloc arena_calloc
#define ts_realloc arena_realloc
#define ts_free arena_free
