"""Pages whose inputs did not change are not rendered again: Markdown, what searches read of a page, whole pages.

MkDocs has no place for this, so three calls are answered in its stead, on the very objects of a build: `page.render`,
`template.render` and the search index' `add_entry_from_context`. Each answer stands in the store under a digest of all
that it follows from. What is not known to follow from its inputs alone is never kept: it is rendered, as always.
"""
