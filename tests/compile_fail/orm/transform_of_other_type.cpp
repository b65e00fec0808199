// error: column_has_no_such_lookup post "views__year" "year" "the column is" "integer"
#include <hyper/orm.hpp>
using namespace hyper;

struct post;
struct author {
  primary_key<> id;
  text<1, 80> name;
  related<post, "writer"> posts;
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
auto old() { return objects<post>.filter<"views__year">(2020).count(); }
#else
auto old() { return objects<post>.filter<"views">(2020).count(); }
#endif
