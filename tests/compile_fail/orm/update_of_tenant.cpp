// error: tenant_key_does_not_fit_here document "owner" "rows stay with their tenant"
#include <hyper/orm.hpp>
#include <hyper/orm/tenant_key.hpp>
using namespace hyper;

struct firm {
  primary_key<> id;
  using meta = model<table<"firms">>;
};
struct document {
  primary_key<> id;
  tenant_key<firm> owner;
  std::string title;
  using meta = model<table<"documents">>;
};

#ifdef COMPILE_FAIL
auto give_away() { return objects<document>.update<"owner">(7); }
#else
auto rename() { return objects<document>.update<"title">("other"); }
#endif
