// error: clause_does_not_fit_here topic "its tables belong to tenants of"
#include <hyper/orm.hpp>
#include <hyper/orm/tenant_key.hpp>
using namespace hyper;

struct firm {
  primary_key<> id;
  using meta = model<table<"firms">>;
};
struct country {
  primary_key<> id;
  using meta = model<table<"countries">>;
};
struct law;
struct document;
struct topic {
  primary_key<> id;
  related<law, "about"> laws;
  related<document, "about"> documents;
  using meta = model<table<"topics">>;
};
struct law {
  primary_key<> id;
  tenant_key<country> of;
  foreign_key<topic> about;
  using meta = model<table<"laws">>;
};
struct document {
  primary_key<> id;
  tenant_key<firm> owner;
  foreign_key<topic> about;
  using meta = model<table<"documents">>;
};

#ifdef COMPILE_FAIL
auto asked() { return choose<filterable<"laws__id", "documents__id">, sortable<>>(objects<topic>); }
#else
auto asked() { return choose<filterable<"laws__id">, sortable<>>(objects<topic>); }
#endif
