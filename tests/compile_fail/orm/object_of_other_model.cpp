// error: lookup_takes_another_type post "writer" post "give its key or the object"
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
auto of(post const& writer) { return objects<post>.filter<"writer">(writer).all(); }
#else
auto of(author const& writer) { return objects<post>.filter<"writer">(writer).all(); }
#endif
