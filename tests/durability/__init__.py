"""Real processes that are killed, stopped and starved."""

import pytest

# What their helpers assert is told in full, as in the tests themselves.
pytest.register_assert_rewrite("tests.durability.township", "tests.durability.broadcasting")
