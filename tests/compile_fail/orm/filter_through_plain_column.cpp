// error: column_is_no_relation post "title" "only a foreign_key can be" "followed"
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
auto named(std::string const& name) {
  return objects<post>.filter<"title__name__exact">(name).all();
}
#else
auto named(std::string const& name) {
  return objects<post>.filter<"writer__name__exact">(name).all();
}
#endif
