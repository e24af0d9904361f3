"""Scripts and contents: the article written otherwise, and its headings to go by."""

from pathlib import Path

from tests.screens.conftest import opened


async def test_the_other_script_and_back(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("j", "j", "enter")
        assert "冷空气过境日" in driver.text()
        await driver.press("c")
        assert "青嶼氣象站" in driver.text()
        assert driver.text().count("冷空氣過境") == 2  # in the list and above the article
        await driver.press("s")
        assert driver.text().count("冷空氣過境") == 2
        await driver.press("c")
        assert "青屿气象站" in driver.text()
        assert "冷空氣過境" not in driver.text()
        assert "原文" in driver.lines()[-1]


async def test_contents_lead_to_a_heading(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("j", "j", "enter", "H")
        assert "目录" in driver.text()
        await driver.press("j", "j", "enter")
        assert driver.main.article.top > 0
        assert driver.main.shown is not None
        await driver.press("C")
        assert "没有评论" in driver.lines()[-1]
