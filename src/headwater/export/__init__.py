"""The brief in other people's formats: JSON, HTML, Markdown, a page for the terminal."""
