"""What can be seen to stand in the way of publishing on a WordPress, found by looking only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.cms.base import Fact, Problem, PublishError, Section
from bot.cms.common.options import Rubric, in_the_clear
from bot.cms.wordpress import mark, terms, xmlrpc
from bot.cms.wordpress.api import Api
from bot.cms.wordpress.posts import Posts
from bot.cms.wordpress.settings import Blog
from bot.cms.wordpress.shapes import INDEX_FIELDS, Index, User

RIGHTS = ("edit_posts", "publish_posts", "edit_published_posts", "upload_files")


def problems(blog: Blog, api: Api, posts: Posts) -> list[Problem]:
    """Return what is wrong, the first cause first: what can only follow from it is not looked at."""
    found = in_the_clear(blog.site.base_url, *blog.roots[:1])[:1]
    if not blog.site.rubrics:
        found.append(Problem("sections_empty", "no section is configured", "error"))
    try:
        found += _interface(blog, api)
        me = api.me()
        found += [*_rights(me), *_sections(api, blog.site.rubrics, me), *_search(posts)]
    except PublishError as error:
        found.append(Problem(_cause(error, blog), error.detail, "error"))
    return [*found, *api.noise()]


def facts(api: Api) -> list[Fact]:
    """Return as whom we are signed in; raises PublishError."""
    me = api.me()
    return [Fact("user", f"{me.username or me.name} ({', '.join(me.roles) or '?'})")]


def sections(api: Api, rubrics: Iterable[Rubric]) -> list[Section]:
    """Return the office's sections with the addresses of their categories, as far as those are there."""
    there = terms.all_categories(api)
    links = {name: term.link for term in there for name in (term.slug, str(term.id), term.name)}
    return [Section(r.key, r.name, links.get(r.remote) or links.get(r.name)) for r in rubrics]


def _cause(error: PublishError, blog: Blog) -> str:
    """Tell a wrong password from a right one that a web server or a plugin keeps from WordPress."""
    if error.code != "denied":
        return error.code
    causes = {"right": "auth_blocked", "wrong": "login_wrong", "unknown": "denied"}
    return causes[xmlrpc.login_is(blog)]


def _interface(blog: Blog, api: Api) -> Iterator[Problem]:
    """Look at what the interface says of itself to anybody."""
    index = api.get("", Index, {"_fields": INDEX_FIELDS})
    if "wp/v2" not in index.namespaces:
        raise PublishError("api_missing", "the interface has no wp/v2", again=False)
    if "application-passwords" not in index.authentication:
        raise PublishError("app_passwords_off", "WordPress offers none (no HTTPS, or a plugin)", again=False)
    if index.home and index.home.rstrip("/") != blog.site.base_url:
        yield Problem("base_url_other", index.home[:200], "warning")


def _rights(me: User) -> Iterator[Problem]:
    lost = [right for right in RIGHTS if not me.may(right)]
    if lost:
        yield Problem("right_missing", f"{me.username}: {', '.join(lost)}", "error")
    if me.may("manage_options"):
        yield Problem("rights_too_many", f"{me.username} ({', '.join(me.roles)})", "warning")
    elif not lost and not me.may("edit_others_posts"):
        yield Problem("rights_few", f"{me.username} ({', '.join(me.roles)})", "warning")


def _sections(api: Api, rubrics: Sequence[Rubric], me: User) -> Iterator[Problem]:
    """A missing category is no trouble to somebody who may make it."""
    if me.may("manage_categories"):
        return
    for rubric in rubrics:
        if not terms.find_category(api, rubric):
            yield Problem("section_unknown", rubric.remote, "error")


def _search(posts: Posts) -> Iterator[Problem]:
    """Our posts are found by WordPress's own search; a plugin in its place may keep drafts or comments out."""
    ours = [post for post in posts.some() if mark.read(post)]
    if ours and not posts.is_found(ours[0]):
        yield Problem("search_odd", f"post {ours[0].id} is not found by its mark", "error")
