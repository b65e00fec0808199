// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include "chinook.hpp"

// Reports about the catalogue: relations in both directions, queries in queries, cases, texts.

using namespace chinook;

namespace {

struct titled {
  std::int32_t album_id{};
  std::string title{};
};
struct album_size {
  std::string title{};
  std::int64_t tracks{};
  std::int64_t length{};
};
struct named {
  std::optional<std::string> name{};
};
struct track_name {
  std::int32_t track_id{};
  std::string name{};
};
struct playlist_size {
  std::int32_t playlist_id{};
  std::optional<std::string> name{};
  std::int64_t tracks{};
  decimal minutes{};
};
struct genre_length {
  std::string name{};
  decimal minutes{};
  std::int32_t shortest{};
  std::int32_t longest{};
};
struct composer_count {
  std::string author{};
  std::int64_t tracks{};
};
struct length_band {
  std::string band{};
  std::int64_t tracks{};
  decimal mean_price{};
};
struct genre_list {
  std::int32_t playlist_id{};
  std::string genres{};
};
struct artist_genres {
  std::optional<std::string> name{};
  std::int64_t genres{};
};
struct with_media {
  std::string name{};
  std::optional<std::string> album__artist__name{};
  std::optional<std::string> media_type__name{};
  std::int32_t name__length{};
};

}  // namespace

TEST_CASE("Chinook: albums, artists and their tracks", "[orm]") {
  filled db;
  db.same<album_size>(
      "SELECT b.title, count(*), sum(t.milliseconds) FROM album b JOIN track t USING (album_id) "
      "GROUP BY 1 HAVING count(*) > 20 ORDER BY 2 DESC, 1",
      objects<album>.filter<"tracks__track_id__gt">(0)
          .annotate<"length">(sum_of<"tracks__milliseconds">())
          .annotate<"tracks">(count_of<"tracks">())
          .filter<"tracks__gt">(20)
          .order_by<"-tracks", "title">()
          .values<album_size>());
  db.same<named>(
      "SELECT a.name FROM artist a LEFT JOIN album b USING (artist_id) WHERE b.album_id IS NULL "
      "ORDER BY a.name LIMIT 50",
      objects<artist>.filter<"albums__isnull">(true).order_by<"name">().limit(50).values<named>());
  db.same<named>(
      "SELECT a.name FROM artist a WHERE NOT EXISTS (SELECT 1 FROM album b WHERE b.artist_id = "
      "a.artist_id) AND a.name ILIKE 'b%' ORDER BY 1",
      objects<artist>.filter(~exists(objects<album>.filter<"artist">(outer_column<"artist_id">)))
          .filter<"name__istartswith">("B")
          .order_by<"name">()
          .values<named>());
  db.same<artist_genres>(
      "SELECT a.name, count(DISTINCT t.genre_id) FROM artist a JOIN album b USING (artist_id) JOIN "
      "track t USING (album_id) GROUP BY 1 HAVING count(DISTINCT t.genre_id) > 1 ORDER BY 2 DESC, 1",
      objects<artist>.annotate<"genres">(count_of<"albums__tracks__genre">().distinct())
          .filter<"genres__gt">(1)
          .order_by<"-genres", "name">()
          .values<artist_genres>());
  db.same<titled>(
      "SELECT DISTINCT b.album_id, b.title FROM album b JOIN track t USING (album_id) JOIN genre g "
      "USING (genre_id) WHERE g.name IN ('Jazz', 'Blues') ORDER BY b.title, b.album_id",
      objects<album>.filter<"tracks__genre__name__in">(std::vector<std::string>{"Jazz", "Blues"})
          .distinct()
          .order_by<"title", "album_id">()
          .values<titled>());
}

TEST_CASE("Chinook: tracks", "[orm]") {
  filled db;
  db.same<track_name>(
      "SELECT track_id, name FROM track WHERE milliseconds > (SELECT avg(milliseconds) * 8 FROM "
      "track) ORDER BY milliseconds DESC, track_id LIMIT 40",
      objects<track>.filter<"milliseconds__gt">(
                        subquery<"much">(objects<track>.annotate<"much">(
                            average_of<"milliseconds">() * 8)))
          .order_by<"-milliseconds", "track_id">()
          .limit(40)
          .values<track_name>());
  db.same<track_name>(
      "SELECT t.track_id, t.name FROM track t WHERE t.milliseconds > 2 * (SELECT avg(o.milliseconds) "
      "FROM track o WHERE o.album_id = t.album_id) ORDER BY 1",
      objects<track>.filter(column<"milliseconds"> >
                            2 * subquery<"mean">(objects<track>.filter<"album">(outer_column<"album">)
                                                     .annotate<"mean">(
                                                         average_of<"milliseconds">())))
          .order_by<"track_id">()
          .values<track_name>());
  db.same<track_name>(
      "SELECT t.track_id, t.name FROM track t WHERE t.track_id NOT IN (SELECT track_id FROM "
      "invoice_line) AND t.composer IS NULL ORDER BY 1",
      objects<track>.filter(~where<"track_id__in">(subquery<"track">(objects<invoice_line>)))
          .filter<"composer__isnull">(true)
          .order_by<"track_id">()
          .values<track_name>());
  db.same<with_media>(
      "SELECT t.name, a.name, m.name, char_length(t.name) FROM track t JOIN media_type m USING "
      "(media_type_id) LEFT JOIN album b USING (album_id) LEFT JOIN artist a USING (artist_id) "
      "WHERE t.name ~* '^the [aeiou]' OR m.name LIKE '%Protected AAC%' ORDER BY 4, t.track_id",
      objects<track>.filter(where<"name__iregex">("^the [aeiou]") |
                            where<"media_type__name__contains">("Protected AAC"))
          .order_by<"name__length", "track_id">()
          .values<with_media>());
  db.same<composer_count>(
      "SELECT coalesce(nullif(trim(composer), ''), 'unknown'), count(*) FROM track GROUP BY 1 "
      "ORDER BY 2 DESC, 1 LIMIT 15",
      objects<track>.annotate<"author">(coalesce(null_if(column<"composer__trim">, ""), "unknown"))
          .annotate<"tracks">(count_rows())
          .order_by<"-tracks", "author">()
          .limit(15)
          .values<composer_count>());
  db.same<length_band>(
      "SELECT CASE WHEN milliseconds < 120000 THEN 'short' WHEN milliseconds <= 300000 THEN 'usual' "
      "ELSE 'long' END, count(*), round(avg(unit_price), 3) FROM track GROUP BY 1 ORDER BY 1",
      objects<track>.annotate<"band">(case_when("long", when(column<"milliseconds"> < 120000, "short"),
                                                when(where<"milliseconds__lte">(300000), "usual")))
          .annotate<"tracks">(count_rows())
          .annotate<"mean_price">(rounded<3>(average_of<"unit_price">()))
          .order_by<"band">()
          .values<length_band>());
}

TEST_CASE("Chinook: genres and playlists", "[orm]") {
  filled db;
  db.same<genre_length>(
      "SELECT g.name, round(avg(t.milliseconds) / 60000, 2), min(t.milliseconds), "
      "max(t.milliseconds) FROM genre g JOIN track t USING (genre_id) GROUP BY 1 ORDER BY 2 DESC, 1",
      objects<genre>.annotate<"minutes">(rounded<2>(average_of<"tracks__milliseconds">() / 60000))
          .annotate<"shortest">(least_of<"tracks__milliseconds">())
          .annotate<"longest">(greatest_of<"tracks__milliseconds">())
          .order_by<"-minutes", "name">()
          .values<genre_length>());
  db.same<playlist_size>(
      "SELECT p.playlist_id, p.name, count(t.track_id), coalesce(round(sum(t.milliseconds) / "
      "60000.0, 1), 0) FROM playlist p LEFT JOIN playlist_track USING (playlist_id) LEFT JOIN track "
      "t USING (track_id) GROUP BY 1, 2 ORDER BY 1",
      objects<playlist>.annotate<"minutes">(coalesce(
                           rounded<1>(sum_of<"tracks__milliseconds">() / decimal(60000)), 0))
          .annotate<"tracks">(count_of<"tracks">())
          .order_by<"playlist_id">()
          .values<playlist_size>());
  db.same<genre_list>(
      "SELECT e.playlist_id, string_agg(DISTINCT g.name, ', ' ORDER BY g.name) FROM playlist_track "
      "e JOIN track t USING (track_id) JOIN genre g USING (genre_id) GROUP BY 1 ORDER BY 1",
      objects<playlist>.filter<"tracks__genre__isnull">(false)
          .annotate<"genres">(joined_texts<"tracks__genre__name", sorted_by<"tracks__genre__name">>(
                                  ", ")
                                  .distinct())
          .order_by<"playlist_id">()
          .values<genre_list>());
  db.same<named>(
      "SELECT name FROM track t WHERE EXISTS (SELECT 1 FROM playlist_track e JOIN playlist p USING "
      "(playlist_id) WHERE e.track_id = t.track_id AND p.name = 'Grunge') ORDER BY 1, track_id",
      objects<track>.filter(exists(objects<playlist_track>.filter<"track">(outer_column<"track_id">)
                                       .filter<"playlist__name">("Grunge")))
          .order_by<"name", "track_id">()
          .values<named>());
  db.same<named>(
      "SELECT name FROM track WHERE track_id IN (SELECT track_id FROM playlist_track WHERE "
      "playlist_id = 5) AND track_id NOT IN (SELECT track_id FROM playlist_track WHERE playlist_id = "
      "16) ORDER BY name, track_id LIMIT 30",
      objects<track>
          .filter<"track_id__in">(subquery<"track">(objects<playlist_track>.filter<"playlist">(5)))
          .filter(~where<"track_id__in">(
              subquery<"track">(objects<playlist_track>.filter<"playlist">(16))))
          .order_by<"name", "track_id">()
          .limit(30)
          .values<named>());
}
