"""What makes the page one that can be installed: static files, manifest, service worker, the page without a network."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web.assets import version
from bot.web.site import Site

OFFLINE = "/ngoai-tuyen"
ASKING = f"{OFFLINE}?hoi"
"""The same for who asked something."""
PAGES = ("/ke-hoach", "/muc-tieu", "/nhiem-vu", "/co-quan", "/thoi-han", "/gioi-thieu", "/")
"""Pages of the plan that are kept for when there is no network, the whole plan first."""
_SHELL = (".css", ".js", ".svg")
"""The ends of the names of static files that pages without a network need."""
_YEAR = 31_536_000
_ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable.png", "512x512", "maskable"),
)
# A machine's directions, not words.
_ROBOTS = "User-agent: *\nDisallow: /api/\nDisallow: /metrics\nDisallow: /healthz\nDisallow: /tep/\n"


def routes(site: Site) -> list[BaseRoute]:
    """The routes of what is installed.

    Args:
        site: what pages are made of.
    """
    shell = [OFFLINE, ASKING, *(site.asset(name) for name in sorted(site.assets) if name.endswith(_SHELL))]
    worker = site.templates.get_template("sw.js").render(
        version=version(), shell=shell, pages=PAGES, offline=OFFLINE, asking=ASKING
    )
    manifest = _manifest(site)

    async def static(request: Request) -> Response:
        """A file of ours; for good under the address that names its digest."""
        asset = site.assets.get(request.path_params["name"])
        if asset is None:
            raise HTTPException(404)
        lasting = request.query_params.get("v") == asset.digest
        cache = f"public, max-age={_YEAR}, immutable" if lasting else "no-cache"
        return Response(asset.body, media_type=asset.kind, headers={"Cache-Control": cache})

    async def installed(request: Request) -> Response:  # noqa: ARG001  # a route's signature
        """The web app manifest."""
        return JSONResponse(manifest, media_type="application/manifest+json")

    async def works(request: Request) -> Response:  # noqa: ARG001  # a route's signature
        """The service worker: looked for anew each time, as it says what is new."""
        return Response(worker, media_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})

    async def offline(request: Request) -> Response:
        """The page that is shown where there is no network."""
        return site.show(request, "offline.html", asked="hoi" in request.query_params)

    async def robots(request: Request) -> Response:  # noqa: ARG001  # a route's signature
        """Where machines need not look."""
        return PlainTextResponse(_ROBOTS)

    return [
        Route("/static/{name}", static),
        Route("/manifest.webmanifest", installed),
        Route("/sw.js", works),
        Route(OFFLINE, offline),
        Route("/robots.txt", robots),
    ]


def _manifest(site: Site) -> dict[str, object]:
    """What a system is told that installs the page."""
    theme = site.words.at("install.theme.light")
    pages = [page for page in site.words.at("site.pages") if page["at"] in PAGES and page["at"] != "/"]
    return {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "lang": "vi",
        "dir": "ltr",
        "name": site.words.say("install.name"),
        "short_name": site.words.say("site.name"),
        "description": site.words.say("site.description"),
        "display": "standalone",
        "theme_color": theme,
        "background_color": theme,
        "categories": ["government", "reference"],
        "icons": [
            {"src": site.asset(name), "sizes": sizes, "type": site.assets[name].kind, "purpose": purpose}
            for name, sizes, purpose in _ICONS
        ],
        "shortcuts": [{"name": page["name"], "url": page["at"]} for page in pages],
    }
