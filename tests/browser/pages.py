"""One address of each kind of page."""

from __future__ import annotations

from urllib.parse import urlencode


def asking(*questions: str) -> str:
    """The address of a conversation."""
    return "/hoi?" + urlencode([("q", question) for question in questions])


PAGES = {
    "greeting": "/",
    "answer": asking("Sở nào chủ trì nhiệm vụ tín dụng?"),
    "conversation": asking("vay von hoi ai", "ai phối hợp?"),
    "choices": asking("nhiệm vụ 5 do ai chủ trì?"),
    "duties": asking("Sở Công Thương phải làm gì?"),
    "nothing": asking("hôm nay trời mưa không"),
    "place": "/muc/III-II-5",
    "target": "/muc/II-2-2030-1",
    "group": "/muc/III-II",
    "targets": "/muc-tieu",
    "tasks": "/nhiem-vu",
    "agencies": "/co-quan",
    "agency": "/co-quan/stc",
    "times": "/thoi-han",
    "plan": "/ke-hoach",
    "found": "/ke-hoach?tim=tin+dung",
    "privacy": "/rieng-tu",
    "workplace": "/noi-lam-viec",
    "about": "/gioi-thieu",
    "offline": "/ngoai-tuyen",
}
MISSING = "/khong-co-trang-nay"
