"""The hashes of words and shingles: what they mean, and that they stay as they are."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.dedup.shingles import BLOCK, VERSION, shingle_hashes, word_hashes

TEXTS = st.text(st.sampled_from("ابت ثجح.،\n0٣aé_-ـ😀𐎀"), max_size=60) | st.text(max_size=60)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(TEXTS)
def test_words_are_runs_of_word_characters(text: str) -> None:
    hashes = word_hashes(text).tolist()
    assert len(hashes) == len(words(text))
    assert len(set(hashes)) == len(set(words(text)))


@given(TEXTS)
def test_shingles_are_the_distinct_runs_of_three_words(text: str) -> None:
    found = words(text)
    hashes = shingle_hashes(word_hashes(text))
    assert len(hashes) == len(set(zip(found, found[1:], found[2:], strict=False)))
    assert np.all(hashes[1:] > hashes[:-1])


@given(TEXTS, TEXTS)
def test_a_word_has_one_hash_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before} كلمة {after}"
    assert word_hashes("كلمة")[0] in word_hashes(text)


def test_a_long_text_has_the_words_of_its_parts() -> None:
    text = " ".join(f"كلمة{number}" for number in range(BLOCK // 4))
    assert len(text) > 2 * BLOCK
    assert np.array_equal(word_hashes(text), np.concatenate([word_hashes(word) for word in text.split()]))


def test_a_word_longer_than_a_block_ends_somewhere() -> None:
    assert len(word_hashes("ا" * (BLOCK + 5) + " ب")) == 3


def test_the_numbers_of_this_version() -> None:
    """A change here makes every article new to every running service: change VERSION with it."""
    assert VERSION == "3gram-1"
    assert word_hashes("قتل ثلاثة 3").tolist() == [0x576D1F0D130B99B5, 0x150E149B104D05E1, 0xDF268ADEB6513356]
    shingles = shingle_hashes(word_hashes("قتل ثلاثة جنود أمس"))
    assert shingles.tolist() == [0xBDF09D3A92902E02, 0xF65DA76E41A0723B]
