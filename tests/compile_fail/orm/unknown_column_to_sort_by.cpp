// error: model_has_no_column post "vews" "did you mean" "views" "of" "post"
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
auto popular() { return objects<post>.order_by<"-vews">().limit(10).all(); }
#else
auto popular() { return objects<post>.order_by<"-views">().limit(10).all(); }
#endif
