"""Generated pages: one module each, with `page(view)`; None for a page that would be empty."""
