"""Text in a source file becomes whole paragraphs."""

from demo.prose import prose


def test_wrapped_lines_become_one_paragraph() -> None:
    assert (
        prose("""
        One line
        and its end.

        Another.
    """)
        == "One line and its end.\n\nAnother."
    )


def test_a_list_item_starts_a_line_and_goes_on() -> None:
    assert (
        prose("""
        - first
          and more
        - second
    """)
        == "- first and more\n- second"
    )


def test_rows_of_a_table_stay_apart() -> None:
    assert (
        prose("""
        | a | b |
        | --- | --- |
        | c | d |
    """)
        == "| a | b |\n| --- | --- |\n| c | d |"
    )


def test_bold_text_does_not_start_a_list() -> None:
    assert (
        prose("""
        It is
        **bold** here.
    """)
        == "It is **bold** here."
    )
