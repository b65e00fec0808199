// error: model_has_no_column post "vews" "did you mean" "views" "of" "post"
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
auto loud() { return objects<post>.filter(column<"vews"> > 3).count(); }
#else
auto loud() { return objects<post>.filter(column<"views"> > 3).count(); }
#endif
