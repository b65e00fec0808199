// error: static_files_has_no_such_option "/static" int "options are served_from<>," "cached_for<>,
// index_pages and" "follow_links"
#include <hyper/routing/router.hpp>
#include <hyper/routing/static_files.hpp>

using namespace hyper;

#ifdef COMPILE_FAIL
using site = routes<static_files<"/static", int>>;
#else
using site = routes<static_files<"/static", index_pages>>;
#endif

void serve(exchange& with) { site::handle(with); }
