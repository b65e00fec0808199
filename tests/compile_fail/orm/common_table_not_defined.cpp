// error: clause_does_not_fit_here place "a common table is not defined:"
// "with(definition).select(query)"
#include <hyper/orm/common_table.hpp>
using namespace hyper;

struct place {
  primary_key<> id;
  using meta = model<table<"places">>;
};
struct near {
  std::int64_t id{};
  using meta = model<common_table<"near">>;
};

#ifdef COMPILE_FAIL
auto all() { return objects<place>.filter(common_column<near, "id"> == column<"id">).all(); }
#else
auto all() {
  return with(common<near>(objects<place>))
      .select(objects<place>.filter(common_column<near, "id"> == column<"id">))
      .all();
}
#endif
