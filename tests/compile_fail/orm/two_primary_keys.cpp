// error: model_has_two_primary_keys seat "keep one primary_key, or name" "all columns in keyed_by"
#include <hyper/orm.hpp>
using namespace hyper;

struct seat {
  primary_key<> id;
#ifdef COMPILE_FAIL
  primary_key<std::int32_t> row;
  using meta = model<table<"seats">>;
#else
  std::int32_t row;
  using meta = model<table<"seats">, unique_together<"id", "row">>;
#endif
};

auto store(seat& one) { return save(one); }
