// error: lookup_takes_another_type post "views" int "filter_if wants a std::optional"
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
auto of(int views) { return objects<post>.filter_if<"views">(views).all(); }
#else
auto of(std::optional<int> views) { return objects<post>.filter_if<"views">(views).all(); }
#endif
