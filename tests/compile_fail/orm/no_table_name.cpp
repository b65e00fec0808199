// error: model_has_no_table_name post "add using meta ="
#include <hyper/orm.hpp>
using namespace hyper;

struct post {
  primary_key<> id;
#ifdef COMPILE_FAIL

#else
  using meta = model<table<"posts">>;
#endif
};

auto posts() { return objects<post>.filter<"id">(1).all(); }
