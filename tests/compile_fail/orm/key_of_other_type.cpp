// error: foreign_key_has_wrong_key_type node "parent" "name the key type of the target" "as third
// argument"
#include <hyper/orm.hpp>
using namespace hyper;

struct node {
  primary_key<uuid> id;
#ifdef COMPILE_FAIL
  foreign_key<node, set_null> parent;
#else
  foreign_key<node, set_null, uuid> parent;
#endif
  using meta = model<table<"nodes">>;
};

constexpr auto text = create_table<node>();
