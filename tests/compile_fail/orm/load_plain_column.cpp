// error: column_is_no_relation post "title" "only a foreign_key can be" "loaded"
#include <hyper/orm.hpp>
using namespace hyper;

struct author {
  primary_key<> id;
  text<1, 80> name;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  text<1, 200> title;
  std::int32_t views;
  foreign_key<author> writer;
  using meta = model<table<"posts">>;
};

#ifdef COMPILE_FAIL
auto posts() { return objects<post>.select_related<"title">().all(); }
#else
auto posts() { return objects<post>.select_related<"writer">().all(); }
#endif
