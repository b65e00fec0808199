// error: template_argument_is_wrong "home.html" 1 19 "truncate" "has no argument" "lenght"
#include <hyper/templates/render.hpp>

struct person {
  std::string name;
};
struct page {
  std::string title;
  std::vector<person> people;
};
struct pages {
  static constexpr hyper::embedded_template all[] = {
#ifdef COMPILE_FAIL
      {"home.html", "{{ title|truncate(lenght=5) }}"},
#else
      {"home.html", "{{ title|truncate(length=5) }}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
