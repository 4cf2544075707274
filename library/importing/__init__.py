"""Bringing in what people have: a Word, OpenDocument, HTML or Markdown file becomes title, sections and pictures of a draft. Pure.

Nothing of its text is lost. What has a place in a document stands there; what has none (a comment, the foot of a page,
deleted words) stands in a remark with its words, and `accounting` counts the words of both against those of the file.
Nothing is fetched, nothing in a file is run, and pandoc is the only one that unravels it (`syntax_tree`).
"""
