# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT
"""The half of benchmarks/django/run that is Django's. main.cpp asks the same questions of the same tables.

  main.py ADDRESS            prints `question TAB microseconds` of processor time, as main.cpp does
  main.py table DJANGO OURS  a Markdown table of what several rounds of both have printed: medians, and their range
"""
import collections
import datetime
import statistics
import sys
import time
import urllib.parse

UTC = datetime.timezone.utc


def connect(address):
    """As in production: no debugging, one connection that is kept."""
    import django
    from django.conf import settings

    url = urllib.parse.urlsplit(address)
    options = dict(urllib.parse.parse_qsl(url.query))
    database = {"ENGINE": "django.db.backends.postgresql", "NAME": url.path.strip("/"), "USER": url.username,
                "HOST": options["host"], "PORT": options["port"], "CONN_MAX_AGE": None}
    settings.configure(DEBUG=False, USE_TZ=True, DATABASES={"default": database},
                       DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
    django.setup()


def models():
    from django.db import models

    class Writer(models.Model):
        name = models.CharField(max_length=80)

        class Meta:
            app_label, managed, db_table = "benchmark", False, "benchmark_writers"

    class Book(models.Model):
        title = models.CharField(max_length=200)
        author = models.ForeignKey(Writer, models.CASCADE, related_name="books")
        stock = models.IntegerField(default=0)
        weight = models.FloatField(default=0)
        visible = models.BooleanField(default=True)
        note = models.TextField(null=True)
        published = models.DateTimeField()

        class Meta:
            app_label, managed, db_table = "benchmark", False, "benchmark_books"

    class Loan(models.Model):
        reader = models.TextField()
        lent = models.ForeignKey(Book, models.CASCADE)
        days = models.IntegerField(default=0)
        note = models.TextField(null=True)
        begun = models.DateTimeField()

        class Meta:
            app_label, managed, db_table = "benchmark", False, "benchmark_loans"

    return Writer, Book, Loan


def questions():
    """Name, how often it is asked, and a function that answers with how many rows or objects it had to do with."""
    from django.db.models import Count, Sum

    Writer, Book, Loan = models()
    changed = Book.objects.get(id=7)

    def rows(_):
        return len(list(Book.objects.filter(id__lte=1000)))

    def rows_with_writers(_):
        found = list(Book.objects.filter(id__lte=1000).select_related("author"))
        return len(found) if sum(len(each.author.name) for each in found) else 0

    def writers_with_books(_):
        found = list(Writer.objects.prefetch_related("books"))
        return len(found) + sum(len(each.books.all()) for each in found)

    def values(_):
        return len(list(Book.objects.filter(id__lte=1000).values("id", "title", "stock")))

    def groups(_):
        return len(list(Book.objects.values("author").annotate(books=Count("*"), copies=Sum("stock"))))

    def make_loan(number):
        return Loan(reader=f"reader {number}", lent_id=1 + number % 1000, days=number % 30,
                    note=f"note {number}" if number % 3 == 0 else None,
                    begun=datetime.datetime.fromtimestamp(1_700_000_000 + number, UTC))

    def insert_many(_):
        made = Loan.objects.bulk_create([make_loan(i) for i in range(10_000)])
        return len(made) if made[-1].id else 0

    def by_key(number):
        return 1 if Book.objects.get(id=1 + number % 1000).title else 0

    def insert_one(number):
        made = make_loan(number)
        made.save()
        return 1 if made.id else 0

    def update_one(number):
        changed.stock = number % 1000
        changed.save(update_fields=["stock"])
        return 1

    def count_some(number):
        return 1 if Book.objects.filter(visible=True, stock__gt=number % 500).count() else 0

    def sum_some(number):
        return 1 if Book.objects.filter(stock__gt=number % 500).aggregate(Sum("stock")) else 0

    return [("rows", 40, rows), ("select_related", 25, rows_with_writers), ("prefetch_related", 25, writers_with_books),
            ("values", 80, values), ("group by", 200, groups), ("bulk insert", 2, insert_many),
            ("get by key", 1500, by_key), ("insert", 1000, insert_one), ("update", 1000, update_one),
            ("count", 500, count_some), ("sum", 500, sum_some)]


def measure(address):
    connect(address)
    from django.db import connection

    for name, calls, ask in questions():
        for number in range(1, 2 + calls // 20):
            ask(number)
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE benchmark_loans")
        begin = time.process_time()
        answered = sum(ask(number) for number in range(1, calls + 1))
        print(f"{name}\t{(time.process_time() - begin) / answered * 1e6:.4f}", flush=True)


TITLES = {
    "rows": "1,000 rows into objects, a row",
    "select_related": "… with the object behind a foreign key, a row",
    "prefetch_related": "100 objects with their 1,000 related ones, an object",
    "values": "1,000 rows of three chosen columns, a row",
    "group by": "100 groups with a count and a sum, a group",
    "bulk insert": "10,000 objects made and inserted at once, an object",
    "get by key": "one object by its key, a call",
    "insert": "one object inserted, a call",
    "update": "one column of an object updated, a call",
    "count": "a count of filtered rows, a call",
    "sum": "a sum over filtered rows, a call",
}


def read(path):
    found = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, value = line.rstrip("\n").split("\t")
            found[name].append(float(value))
    return found


def shown(values):
    digits = 2 if statistics.median(values) < 10 else 1 if statistics.median(values) < 100 else 0
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def table(django, ours):
    django, ours = read(django), read(ours)
    print("| processor time of the client, µs | Django | this library | ratio |\n|---|--:|--:|--:|")
    for name, title in TITLES.items():
        ratio = statistics.median(django[name]) / statistics.median(ours[name])
        print(f"| {title} | {shown(django[name])} | {shown(ours[name])} | {ratio:.0f} |")


if __name__ == "__main__":
    table(*sys.argv[2:4]) if sys.argv[1] == "table" else measure(sys.argv[1])
