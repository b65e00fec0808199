// error: column_has_no_such_lookup post "views__icontains" "icontains" "the column is" "integer"
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
auto viewed(std::int32_t views) { return objects<post>.filter<"views__icontains">(views).all(); }
#else
auto viewed(std::int32_t views) { return objects<post>.filter<"views__gte">(views).all(); }
#endif
