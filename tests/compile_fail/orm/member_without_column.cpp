// error: member_has_no_sql_type post "when" foo "specialise column_traits, or" "wrap it in
// stored_json<>"
#include <hyper/orm.hpp>
using namespace hyper;

struct foo {
  int x;
};
struct post {
  primary_key<> id;
#ifdef COMPILE_FAIL
  foo when;
#else
  stored_json<foo> when;
#endif
  using meta = model<table<"posts">>;
};

auto posts() { return objects<post>.all(); }
