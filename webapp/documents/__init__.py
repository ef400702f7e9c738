"""Documents for paper: data made of definitions, templates in Typst, and tagged PDF out of both."""
