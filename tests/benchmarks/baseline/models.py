"""One table of items with two many-to-many relations."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Topic(models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)


class Audience(models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)


class Resource(models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300)
    body = models.TextField()
    topics = models.ManyToManyField(Topic, related_name="resources")
    audiences = models.ManyToManyField(Audience, related_name="resources")
    language = models.CharField(max_length=35, db_index=True)
    format = models.CharField(max_length=20, db_index=True)
    licence = models.CharField(max_length=60)
    published_at = models.DateTimeField(db_index=True)
    modified_at = models.DateTimeField()
    search = SearchVectorField(null=True, editable=False)

    class Meta:
        ordering = ["-published_at"]
        indexes = [GinIndex(fields=["search"])]
