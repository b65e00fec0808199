// error: clause_does_not_fit_here post "writer__name" "only columns of the model" "itself can be
// updated"
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
auto rename() { return objects<post>.update<"writer__name">("Ada"); }
#else
auto rename() { return objects<author>.update<"name">("Ada"); }
#endif
