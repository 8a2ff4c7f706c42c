"""The cast that other packages' tests rely on."""

from thucchat.orgs.models import Closure, Organisation
from thucchat.orgs.tests.factories import PASSWORD, make_org, make_tree


def test_every_body_of_the_tree_stands_under_the_root(cast):
    below = Closure.objects.filter(ancestor=cast.root).values_list("descendant_id", flat=True)
    assert set(below) == set(Organisation.objects.values_list("pk", flat=True))


def test_a_body_made_twice_is_one(db):
    assert make_tree()["VPTW"] == make_tree("VPTW")["VPTW"]


def test_a_body_without_a_parent_hangs_on_the_root(db):
    assert make_org().parent.code == "VN"


def test_everybody_can_sign_in(cast, client):
    assert client.login(username="officer", password=PASSWORD)
