// error: lookup_takes_another_type post "id__in" long "give a list of such values"
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
auto of(std::int64_t id) { return objects<post>.filter<"id__in">(id).all(); }
#else
auto of(std::int64_t id) { return objects<post>.filter<"id__in">(std::vector{id}).all(); }
#endif
