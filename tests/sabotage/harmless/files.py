"""The same specification in other files: line endings, marks, folders, names, divided documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sabotage.cut import API, CACHE, DATABASE, EVENTS

Files = dict[str, bytes]


def windows_line_endings(files: Files) -> Files:
    return {path: data.replace(b"\n", b"\r\n") for path, data in files.items()}


def byte_order_marks(files: Files) -> Files:
    return {path: b"\xef\xbb\xbf" + data for path, data in files.items()}


def trailing_blanks(files: Files) -> Files:
    return {path: data.replace(b" |\n", b" | \n") for path, data in files.items()}


def no_final_newline(files: Files) -> Files:
    return {path: data.rstrip(b"\n") for path, data in files.items()}


def in_a_folder(files: Files) -> Files:
    return {f"v1/{path}": data for path, data in files.items()}


def a_foreign_page(files: Files) -> Files:
    page = "# Meeting notes\n\n- `POST /api/v1/nothing` answers `9999`\n\n| Table | Owner |\n| --- | --- |\n| x | y |\n"
    return files | {"notes.md": page.encode()}


def front_matter(files: Files) -> Files:
    return files | {API: b"---\ntitle: API\n---\n\n" + files[API]}


def another_name_with_front_matter(files: Files) -> Files:
    moved = {path: data for path, data in files.items() if path != CACHE}
    return moved | {"redis.md": b"---\nspec: cache\n---\n\n" + files[CACHE]}


def another_name_known_by_title(files: Files) -> Files:
    moved = {path: data for path, data in files.items() if path != DATABASE}
    return moved | {"tables.md": files[DATABASE]}


def a_table_in_a_file_of_its_own(files: Files) -> Files:
    return _moved(files, DATABASE, "## 4. Service Ownership", "## 5. Auto", "ownership.md", "database")


def a_section_of_events_in_a_file_of_its_own(files: Files) -> Files:
    return _moved(files, EVENTS, "## 6. Producer & Consumer Contracts", "## 7. Retry", "contracts.md", "event")


def _moved(files: Files, path: str, start: str, end: str, to: str, kind: str) -> Files:
    text = files[path].decode()
    first, last = text.index(f"\n{start}") + 1, text.index(f"\n{end}") + 1
    head = f"---\nspec: {kind}\n---\n\n" + text[: text.index("## 1.")]
    return files | {path: (text[:first] + text[last:]).encode(), to: (head + text[first:last]).encode()}


CHANGES: Mapping[str, Callable[[Files], Files]] = {
    change.__name__: change
    for change in (
        windows_line_endings,
        byte_order_marks,
        trailing_blanks,
        no_final_newline,
        in_a_folder,
        a_foreign_page,
        front_matter,
        another_name_with_front_matter,
        another_name_known_by_title,
        a_table_in_a_file_of_its_own,
        a_section_of_events_in_a_file_of_its_own,
    )
}
