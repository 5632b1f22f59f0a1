"""Links and anchors put into pages: into the Markdown as marks that no Markdown extension minds, and from there into
the HTML that a site generator made of it. The visible text stays as it was."""
