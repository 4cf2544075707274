"""Serializers, filters and the view set: the whole of the baseline's code."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet
from django.urls import include, path
from rest_framework import routers, serializers, viewsets

from tests.benchmarks.baseline.models import Audience, Resource, Topic

CARD = (
    *("id", "slug", "title", "summary", "topics", "audiences"),
    *("language", "format", "licence", "published_at", "modified_at"),
)


class TopicSerializer(serializers.ModelSerializer):
    class Meta:
        model = Topic
        fields = ("id", "slug", "name")


class AudienceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Audience
        fields = ("id", "slug", "name")


class CardSerializer(serializers.ModelSerializer):
    topics = TopicSerializer(many=True, read_only=True)
    audiences = AudienceSerializer(many=True, read_only=True)

    class Meta:
        model = Resource
        fields = CARD


class ResourceSerializer(CardSerializer):
    class Meta(CardSerializer.Meta):
        fields = (*CARD, "body")


class ResourceViewSet(viewsets.ModelViewSet):
    queryset = Resource.objects.prefetch_related("topics", "audiences").defer("search")
    lookup_field = "slug"

    def get_serializer_class(self) -> type[serializers.ModelSerializer]:
        return CardSerializer if self.action == "list" else ResourceSerializer

    def get_queryset(self) -> QuerySet[Resource]:
        found, given = super().get_queryset(), self.request.query_params
        names: dict[str, Any] = {"topic": "topics__slug", "audience": "audiences__slug"}
        for name, field in names.items():
            if name in given:
                found = found.filter(**{field: given[name]})
        return found.filter(search=SearchQuery(given["q"], config="english")) if "q" in given else found


router = routers.DefaultRouter()
router.register("resources", ResourceViewSet)
urlpatterns = [path("api/", include(router.urls))]
