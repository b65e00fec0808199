// error: type_is_not_a_model branch "a query makes its rows:" "they can only be read"
#include <hyper/orm/common_table.hpp>
#include <hyper/orm/save.hpp>
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
task<void> keep(branch& row) { return save(row); }
#else
task<void> keep(place& row) { return save(row); }
#endif
