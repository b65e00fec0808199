// error: clause_does_not_fit_here branch "the step of a recursive query" "has no limit, offset or
// groups"
#include <hyper/orm/common_table.hpp>
using namespace hyper;

struct place {
  primary_key<> id;
  foreign_key<place> within;
  using meta = model<table<"places">>;
};
struct branch {
  std::int64_t id{};
  using meta = model<common_table<"tree">>;
};

auto below() { return objects<place>.filter(column<"within"> == common_column<branch, "id">); }
#ifdef COMPILE_FAIL
auto tree() { return recursive<branch>(objects<place>, below().limit(3)); }
#else
auto tree() { return recursive<branch>(objects<place>, below()); }
#endif
