import os
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="true"
import pytest
from tests.api.desk.browser import somebody
from tests.api.desk.sitting import PASSWORD, let_in, address, list_of
from tests.worlds import World

def test_look(live_server, transactional_db):
    world=World()
    world.join("everybody","sun",["curator","publisher","reviewer","steward_admin","admin"],["clinical","lived_experience"])
    item=world.published(title="Help for carers")
    cs=world.draft(kind="case_study", title="The Sanctuary: a case study")
    lf=world.in_review(kind="leaflet", title="Finding support for an eating disorder")
    world.changes_requested(title="A page with changes asked for")
    world.approved(title="Approved poster")
    world.edited(item, title="Help for carers of adults")
    let_in(world,"everybody")
    todo=[("start","/desk/"),("items",list_of("catalogue_item")),("drafts",list_of("publishing_draft")),("item",address(item)),("draft",address(cs)),("leaflet",address(lf)),
      ("withdraw",address(item,"withdraw")),("additem","/desk/catalogue/item/add/"),("review",address(lf,"review")),("preview",address(lf,"preview")),("contacts",list_of("directory_contactpoint")),("keyadd","/desk/accounts/apikey/add/"),("members",list_of("accounts_membership")),("events",list_of("history_event")),("topicadd","/desk/catalogue/topic/add/"),("compare",address(item.drafts.first(),"compare"))]
    with somebody(live_server.url) as p:
        p.go("/desk/login/"); p.look("login"); print("login", p.barriers())
        p.sign_in("everybody",PASSWORD)
        for n,u in todo:
            p.go(u); p.page.wait_for_timeout(300); p.look(n)
            b=p.barriers()
            print(n, len(b)); 
            for x in b[:12]: print("    ",x[:230])
        print("FOREIGN",p.foreign); print("BROKEN",set(p.broken))
