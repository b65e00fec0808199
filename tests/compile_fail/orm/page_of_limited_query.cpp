// error: clause_does_not_fit_here post "page sets limit" "and offset itself"
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

struct place {
  std::string_view payload() const { return {}; }
  std::size_t size() const { return 10; }
};
#ifdef COMPILE_FAIL
auto posts(place at) { return objects<post>.limit(10).page(at); }
#else
auto posts(place at) { return objects<post>.page(at); }
#endif
