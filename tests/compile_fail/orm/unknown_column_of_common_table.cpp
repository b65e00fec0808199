// error: model_has_no_column branch "ids" "did you mean" "id"
#include <hyper/orm/common_table.hpp>
using namespace hyper;

struct place {
  primary_key<> id;
  using meta = model<table<"places">>;
};
struct branch {
  std::int64_t id{};
  using meta = model<common_table<"tree">>;
};

#ifdef COMPILE_FAIL
auto all() { return objects<place>.filter(common_column<branch, "ids"> == column<"id">); }
#else
auto all() { return objects<place>.filter(common_column<branch, "id"> == column<"id">); }
#endif
