"""The REST interface of one WordPress: where it is, what is asked, and what its refusals mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from bot.cms.base import Problem, PublishError
from bot.cms.common.shapes import shaped
from bot.cms.http import Answer, Door, SiteError
from bot.cms.wordpress.errors import CODES, explained, is_blind, narrow, refusal, trouble
from bot.cms.wordpress.settings import PLAIN, Blog
from bot.cms.wordpress.shapes import USER_FIELDS, User

T = TypeVar("T")
Params = Mapping[str, Any]
MOST = 100  # rows of one answer; WordPress gives no more


class Api:
    """One session with the interface, signed in with the application password."""

    def __init__(self, blog: Blog) -> None:
        """Open nothing yet."""
        self._roots = blog.roots
        self._root: str | None = None
        site = blog.site
        self._door = Door(
            blog.roots[0].partition("?")[0],
            auth=(blog.user, blog.password),
            ca_file=site.ca_file,
            timeout=site.timeout,
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._door.close()

    def noise(self) -> list[Problem]:
        """Say who prints into the answers, and what keeps old ones."""
        return self._door.noise()

    def get(self, route: str, shape: type[T], params: Params) -> T:
        """Return what is at a route; raises PublishError."""
        answer = self._asked(route, params)
        if is_blind(answer):
            self.me()
            raise PublishError("right_missing", f"{route}: this account may not see drafts", again=False)
        if not answer.ok:
            raise refusal(answer, route)
        return shaped(answer, shape)

    def me(self) -> User:
        """Return the account we are signed in with; raises PublishError.

        "denied" is what WordPress says to a wrong password as well as to none: its REST interface takes whoever
        it does not know for a visitor. ``xmlrpc`` tells the two apart.
        """
        answer = self._asked("wp/v2/users/me", {"context": "edit", "_fields": USER_FIELDS})
        if not answer.ok:
            raise refusal(answer, "users/me")
        return shaped(answer, User)

    def post(self, route: str, shape: type[T], fields: Mapping[str, Any], wanted: str) -> T:
        """Create or change something and return it with the ``wanted`` fields; raises PublishError."""
        answer = self.answered("POST", route, params={"_fields": wanted, "context": "edit"}, json=fields)
        if not answer.ok:
            raise refusal(answer, route)
        return shaped(answer, shape)

    def delete(self, route: str) -> None:
        """Remove something for good; what is gone already is no error."""
        answer = self.answered("DELETE", route, params={"force": "true"})
        if not answer.ok and CODES.get(trouble(answer).code) != "not_found":
            raise refusal(answer, route)

    def answered(self, method: str, route: str, *, params: Params, **what: Any) -> Answer:
        """Send a change and return whatever is answered; raises PublishError for what is no answer at all."""
        url, query = _address(self._root or self._roots[0], route)
        try:
            return self._door.send(method, url, params={**query, **params}, **what)
        except SiteError as error:
            raise narrow(error, {**params, **what}) or explained(error, route) from error

    def _asked(self, route: str, params: Params) -> Answer:
        """Ask at the address we know; or at each it may have, until one answers as WordPress does.

        Raises PublishError("api_missing") for a website that answers pages at all of them; a firewall's page
        (HTTP 401 or 403) is "api_off".
        """
        if self._root is not None:
            return self._at(self._root, route, params)
        missing: PublishError | None = None
        for root in self._roots:
            answer = self._at(root, route, params)
            if _is_spoken(answer):
                self._root = root
                return answer
            error = refusal(answer, route)
            if error.code == "login_page" and missing:  # a front page with a form, where there is no interface
                raise missing
            if error.code != "api_missing":
                raise error
            missing = error
        raise missing or PublishError("api_missing", route, again=False)

    def _at(self, root: str, route: str, params: Params) -> Answer:
        url, query = _address(root, route)
        return self._door.get(url, params={**query, **params})


def _address(root: str, route: str) -> tuple[str, dict[str, str]]:
    """Return the address of a route, and what its query must hold."""
    url, plain, prefix = root.partition(PLAIN)
    if plain:
        return url, {"rest_route": f"{prefix.rstrip('/')}/{route}"}
    return f"{root.rstrip('/')}/{route}", {}


def _is_spoken(answer: Answer) -> bool:
    """Say whether this is WordPress's interface, and not a page."""
    try:
        found = answer.json()
    except PublishError:
        return False
    return isinstance(found, dict | list) and bool(answer.ok or trouble(answer).code)
