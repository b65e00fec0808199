// error: meta_names_unknown_column post "creatd" "did you mean" "created"
#include <hyper/orm.hpp>
using namespace hyper;

struct post {
  primary_key<> id;
  created_at created;
#ifdef COMPILE_FAIL
  using meta = model<table<"posts">, ordered_by<"-creatd">>;
#else
  using meta = model<table<"posts">, ordered_by<"-created">>;
#endif
};

auto posts() { return objects<post>.first(); }
