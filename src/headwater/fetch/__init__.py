"""The only place that opens files and sockets: paths in, pages out."""
