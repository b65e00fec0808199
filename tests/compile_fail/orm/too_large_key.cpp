// error: model_has_too_large_a_key seat "keyed_by takes at most" "four columns"
#include <hyper/orm.hpp>
using namespace hyper;

struct seat {
  int hall;
  int block;
  int row;
  int place;
  int half;
#ifdef COMPILE_FAIL
  using meta = model<table<"seats">, keyed_by<"hall", "block", "row", "place", "half">>;
#else
  using meta = model<table<"seats">, keyed_by<"hall", "block", "row", "place">>;
#endif
};

auto store(seat& one) { return save(one); }
