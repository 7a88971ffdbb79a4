"""What a long command shows on a terminal."""

import io

from django.core.management.base import OutputWrapper

from principles.management.progress import Progress, Stages


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_was_over_at_once_leaves_no_line() -> None:
    out = Terminal()
    stages = Stages(OutputWrapper(out))
    stages.show("rows", 1, 2)
    stages.show("index", 0, 1)
    stages.end()
    assert out.getvalue() == ""


def test_a_bar_that_was_drawn_is_left_on_its_line() -> None:
    out = Terminal()
    progress = Progress(OutputWrapper(out), "rows", 2)
    progress.show(1)
    progress.end()
    assert out.getvalue().endswith("s left \n")
