"""The newsroom in a browser and over HTTP: thin doors over `Newsroom`, opened by `headwater serve`."""
