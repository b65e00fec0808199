// error: relation_has_no_such_link author "posts" "name a foreign_key of" "post"
#include <hyper/orm.hpp>
using namespace hyper;

struct post;
struct author {
  primary_key<> id;
#ifdef COMPILE_FAIL
  related<post, "editor"> posts;
#else
  related<post, "writer"> posts;
#endif
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  text<1, 200> title;
  foreign_key<author> writer;
  using meta = model<table<"posts">>;
};

auto writers(std::string title) { return objects<author>.filter<"posts__title">(title).count(); }
