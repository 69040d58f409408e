/*
 * The walk that turns a tree into plain integers in one call. It reads the inner structures of the parser: a cursor answers
 * the same questions node by node, at ten times the price.
 */

/* As in SyntaxTree.java, which reads what is written here. */
enum { WIDTH = 4, FIELD_SHIFT = 16 };
static const uint32_t MISSING = UINT32_C(1) << 31;

/* The children of one subtree, of which some were visited. */
typedef struct {
  const Subtree *children;
  const TSSymbol *aliases;
  const TSFieldMapEntry *fields;
  const TSFieldMapEntry *fields_end;
  uint32_t count;
  uint32_t next;
  uint32_t structural;
  uint32_t position;
  uint32_t node;
  TSFieldId field;
} Level;

typedef struct {
  const TSLanguage *language;
  uint32_t error;
  uint32_t *nodes;
  int32_t *parents;
  uint32_t capacity;
  uint32_t size;
  Array(Level) levels;
} Walk;

/* What does not fit is counted. */
static inline uint32_t note(Walk *walk, Subtree subtree, TSSymbol alias, TSFieldId field, uint32_t start, int32_t parent) {
  if (walk->size < walk->capacity) {
    TSSymbol symbol = ts_language_public_symbol(walk->language, alias ? alias : ts_subtree_symbol(subtree));
    uint32_t end = start + ts_subtree_size(subtree).bytes;
    bool missing = start == end && ts_subtree_missing(subtree);
    uint32_t *node = walk->nodes + (size_t)walk->size * WIDTH;
    node[0] = (symbol == ts_builtin_sym_error ? walk->error : symbol) | (uint32_t)field << FIELD_SHIFT | (missing ? MISSING : 0);
    node[1] = start;
    node[2] = end;
    node[3] = walk->size + 1;
    walk->parents[walk->size] = parent;
  }
  return walk->size++;
}

static inline void enter(Walk *walk, Subtree subtree, uint32_t position, uint32_t node, TSFieldId field) {
  Level level = {
    .children = ts_subtree_children(subtree),
    .aliases = ts_language_alias_sequence(walk->language, subtree.ptr->production_id),
    .count = ts_subtree_child_count(subtree),
    .position = position,
    .node = node,
    .field = field,
  };
  ts_language_field_map(walk->language, subtree.ptr->production_id, &level.fields, &level.fields_end);
  array_push(&walk->levels, level);
}

/* A node that is seen ends its subtree; a hidden one only hands its children to the node above. */
static inline void leave(Walk *walk) {
  uint32_t node = array_pop(&walk->levels).node;
  bool hidden = walk->levels.size > 0 && array_back(&walk->levels)->node == node;
  if (!hidden && node < walk->capacity) {
    walk->nodes[(size_t)node * WIDTH + 3] = walk->size;
  }
}

static inline TSFieldId field_of(const Level *level, uint32_t structural) {
  for (const TSFieldMapEntry *entry = level->fields; entry < level->fields_end; entry++) {
    if (!entry->inherited && entry->child_index == structural) {
      return entry->field_id;
    }
  }
  return level->field;
}

static inline void visit(Walk *walk, Level *level) {
  Subtree child = level->children[level->next];
  uint32_t start = level->position + (level->next == 0 ? 0 : ts_subtree_padding(child).bytes);
  uint32_t node = level->node;
  TSSymbol alias = 0;
  TSFieldId field = 0;
  if (!ts_subtree_extra(child)) {
    alias = level->aliases ? level->aliases[level->structural] : 0;
    field = field_of(level, level->structural);
    level->structural++;
  }
  level->next++;
  level->position = start + ts_subtree_size(child).bytes;
  if (alias || ts_subtree_visible(child)) {
    uint32_t noted = note(walk, child, alias, field, start, (int32_t)node);
    if (ts_subtree_child_count(child) > 0) {
      enter(walk, child, start, noted, 0);
    }
  } else if (ts_subtree_visible_child_count(child) > 0) {
    enter(walk, child, start, node, field);
  }
}

/*
 * Writes the nodes in source order, WIDTH integers each, and the index of each one's parent, -1 for the root; the answer
 * is how many there are, of which no more than `capacity` were written. `error` stands for the symbol of error nodes.
 */
static uint32_t flatten(const TSTree *tree, uint32_t error, uint32_t *nodes, int32_t *parents, uint32_t capacity) {
  Walk walk = {
    .language = tree->language,
    .error = error,
    .nodes = nodes,
    .parents = parents,
    .capacity = capacity,
    .levels = array_new(),
  };
  uint32_t start = ts_subtree_padding(tree->root).bytes;
  uint32_t root = note(&walk, tree->root, 0, 0, start, -1);
  if (ts_subtree_child_count(tree->root) > 0) {
    enter(&walk, tree->root, start, root, 0);
  }
  while (walk.levels.size > 0) {
    Level *level = array_back(&walk.levels);
    if (level->next < level->count) {
      visit(&walk, level);
    } else {
      leave(&walk);
    }
  }
  array_delete(&walk.levels);
  return walk.size;
}
