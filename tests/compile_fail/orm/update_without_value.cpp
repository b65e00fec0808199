// error: clause_does_not_fit_here post "update" "give one value for each column"
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
auto reset() { return objects<post>.update<"views", "title">(0); }
#else
auto reset() { return objects<post>.update<"views", "title">(0, "none"); }
#endif
