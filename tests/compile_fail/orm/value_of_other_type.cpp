// error: lookup_takes_another_type post "views__gt" char "give a whole number"
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
auto viewed() { return objects<post>.filter<"views__gt">("many").all(); }
#else
auto viewed() { return objects<post>.filter<"views__gt">(1000).all(); }
#endif
