"""The pages for people: server-rendered, and whole without their script."""
