// error: template_block_is_required "base.html" 1 4 "content" "no template below gives it"
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
      {"base.html", "{% block content required %}{% endblock %}"},
      {"home.html", "{% extends 'base.html' %}"},
#else
      {"base.html", "{% block content required %}{% endblock %}"},
      {"home.html", "{% extends 'base.html' %}{% block content %}x{% endblock %}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
