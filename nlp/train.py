"""Makes `data/model.msgpack` from the phrase banks: `make model`. Needs scikit-learn, which the run-time does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.svm import LinearSVC

from knowledge.load import Knowledge, load_knowledge
from nlp.ask import LACKING
from nlp.bank import NOWHERE, Followups, Openings, Phrase, digest, load_followups, load_openings, load_phrases
from nlp.features import EDGES, Feature, ask_features, key, place_features
from nlp.language import Language, load_language, syllables
from nlp.link import link
from nlp.model import FILE, HELD, UNHELD, LinearData, ModelData
from nlp.normalise import canonical, clean, fold, split
from nlp.question import Question, read
from nlp.spell import Speller
from nlp.tokenise import words

Matrix = npt.NDArray[Any]

_UNMARKED = 0.7
"""Weight of a phrase's copy without marks: people type so, but it is the same phrase."""
_CLAUSE = 0.5
"""Weight of the plan's own clauses as phrases."""
_NEAR = 0.4
"""Weight of an unanswerable message as a phrase of its nearest place."""
_OPENING = 1.0
"""Weight of an opening as a phrase of its place."""
_WHOLE = 2.5
"""Weight of a message about the table as a whole when the kinds of thing asked are learned: there are few of them."""
_PAIR = 2
"""Syllables of the compounds that are kept."""
_COMPOUND = 3
"""How often a compound must occur to count."""
_LEAST_WORDS = 4
"""Words that a clause of the plan must have to stand for its place."""
_TEXT_COUNTS = 3
"""How often the plan's text counts in the speller."""
_LEAST_PHRASES = 3
"""Readings of phrases that a feature of what is asked must occur in: what only one phrase has tells of no other."""
_LEAST_JUDGED = 3
"""Readings that a feature must occur in where held and not are told apart."""
_OPENINGS_STRENGTH = 30
_FOLLOWUPS_STRENGTH = 10
"""How little the weights of openings and of follow-ups are held back (C)."""
_PRUNE = 0.012
"""Weights below this share of the largest are dropped."""


def main() -> None:
    """Train and write the model file."""
    knowledge = load_knowledge()
    language = load_language(knowledge)
    phrases = load_phrases()
    speller = make_speller(knowledge, language, phrases)
    opened = load_openings()
    places = train_places(knowledge, language, speller, phrases, opened)
    asks = train_asks(language, speller, phrases)
    openings = train_openings(language, speller, phrases, opened)
    followups = train_followups(language, speller, load_followups())
    models = (places, asks, openings, followups)
    tokens = {token for trained in models for feature in trained.features for token in feature}
    vocabulary = {token: number for number, token in enumerate(sorted(tokens | set(EDGES)))}
    data = ModelData(
        digest=digest(),
        vocabulary=list(vocabulary),
        places=_pack(places, vocabulary),
        asks=_pack(asks, vocabulary),
        openings=_pack(openings, vocabulary),
        followups=_pack(followups, vocabulary),
        counts=dict(speller.counts),
        pairs=dict(speller.pairs),
        known=list(speller.known),
        forms=dict(speller.forms),
        words=make_words(knowledge, language, phrases),
    )
    path = Path(__file__).parent / "data" / FILE
    path.write_bytes(msgspec.msgpack.encode(data))
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {len(phrases)} phrases")


def make_speller(knowledge: Knowledge, language: Language, phrases: Sequence[Phrase]) -> Speller:
    """Counts of syllables and pairs over the plan, the banks, the names and the words that signal something.

    What occurs only once counts as known where a name or a signal has it.
    """
    counts: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    texts = [unit.text for unit in knowledge.plan.units] * _TEXT_COUNTS + [phrase.text for phrase in phrases]
    signals = (form for form, cues in language.cues.forms.items() for _ in cues)
    named = [*language.aliases.forms, *signals]
    for form in [*(syllables(text, language.lexicon) for text in texts), *named]:
        counts.update(form)
        pairs.update(f"{a} {b}" for a, b in pairwise(form))
    names = {syllable for form in named for syllable in form}
    kept = {s: n for s, n in counts.items() if n > 1 or s in names}
    known = sorted(s for s, n in kept.items() if s.isalpha() and len(s) > 1 and n > 1)
    kept_pairs = {p: n for p, n in pairs.items() if all(s in kept for s in p.split())}
    return Speller(kept, kept_pairs, known, _forms(texts))


def _forms(texts: Sequence[str]) -> dict[str, int]:
    """The syllables that the texts write with marks, in canonical form. What occurs only once may be a slip."""
    counts = Counter(canonical(token) for text in texts for token in split(clean(text)) if token.isalpha())
    return {form: n for form, n in counts.items() if n > 1 and not form.isascii()}


def make_words(knowledge: Knowledge, language: Language, phrases: Sequence[Phrase]) -> list[str]:
    """The two-syllable words of the plan and of what people ask of its places, as underthesea segments them, folded.

    Pairs with a filler ("tỉnh mình") are no topics, whatever the segmentation says.
    """
    counts: Counter[str] = Counter()
    for text in [unit.text for unit in knowledge.plan.units] + [phrase.text for phrase in phrases if phrase.unit]:
        for word in words(text.lower()):
            pair = word.split(" ")
            if len(pair) == _PAIR and not any(language.fillers.holds(syllable) for syllable in pair):
                counts[fold(word)] += 1
    return sorted(word for word, count in counts.items() if count >= _COMPOUND and word.replace(" ", "").isalpha())


@dataclass(frozen=True)
class Trained:
    """A trained linear model: weights by feature and label, the features' idf, the labels' bias."""

    labels: tuple[str, ...]
    features: tuple[Feature, ...]
    weights: Matrix
    idf: Matrix
    bias: Matrix
    temperature: float


def train_places(
    knowledge: Knowledge, language: Language, speller: Speller, phrases: Sequence[Phrase], openings: Openings
) -> Trained:
    """Which place: a linear support vector machine over `place_features`, one against the rest."""
    rows: list[tuple[list[Feature], str, float]] = []
    told = [(phrase.text, phrase.unit, 1.0 if phrase.answered else _NEAR) for phrase in phrases if phrase.unit]
    told += [(text, unit, _OPENING) for unit, texts in openings.held.items() if unit != NOWHERE for text in texts]
    for text, unit, weight in told:
        for question, share in _readings(text, language, speller):
            rows.append((place_features(question.folded, question.marked).each(), unit, weight * share))
    for unit_id, clause in _clauses(knowledge):
        question = read(clause, language.lexicon, speller)
        rows.append((place_features(question.folded, question.marked).each(), unit_id, _CLAUSE))
    matrix, features, idf = _vectors([row[0] for row in rows])
    labels = np.array([unit for _, unit, _ in rows])
    weights = np.array([weight for _, _, weight in rows])
    model = LinearSVC(C=0.5, random_state=0)
    held_out = cross_val_predict(
        model,
        matrix,
        labels,
        cv=StratifiedKFold(4, shuffle=True, random_state=0),
        method="decision_function",
        params={"sample_weight": weights},
    )
    model.fit(matrix, labels, sample_weight=weights)
    names = tuple(str(label) for label in model.classes_)
    return Trained(names, features, model.coef_.T, idf, model.intercept_, _temperature(held_out, labels))


def train_asks(language: Language, speller: Speller, phrases: Sequence[Phrase]) -> Trained:
    """What is wanted: multinomial logistic regression over `ask_features`; what the plan lacks begins with "-"."""
    documents: list[list[Feature]] = []
    labels: list[str] = []
    weights: list[float] = []
    for phrase in phrases:
        for question, weight in _readings(phrase.text, language, speller):
            documents.append(ask_features(question, link(question, language)[0]).each())
            labels.append(phrase.asks if phrase.answered else f"{LACKING}{phrase.asks}")
            weights.append(weight * _weight(phrase))
    matrix, features, idf = _vectors(documents, _LEAST_PHRASES)
    model = LogisticRegression(C=30, max_iter=200)
    model.fit(matrix, labels, sample_weight=weights)
    names = tuple(str(label) for label in model.classes_)
    return Trained(names, features, model.coef_.T, idf, model.intercept_, 1.0)


def train_openings(language: Language, speller: Speller, phrases: Sequence[Phrase], bank: Openings) -> Trained:
    """Whether the plan holds what a message wants: logistic regression over the phrases and what people begin with."""
    judged = [(phrase.text, phrase.answered, _weight(phrase)) for phrase in phrases]
    judged += [(text, held, 1.0) for text, held in bank.texts()]
    return _train_judged(language, speller, judged, _OPENINGS_STRENGTH)


def train_followups(language: Language, speller: Speller, bank: Followups) -> Trained:
    """Whether a place spoken of holds what is wanted of it: the same over follow-ups alone."""
    judged = [(text, held, 1.0) for text, held in bank.texts()]
    return _train_judged(language, speller, judged, _FOLLOWUPS_STRENGTH)


def _train_judged(
    language: Language, speller: Speller, judged: Sequence[tuple[str, bool, float]], strength: float
) -> Trained:
    """Two classes, held and not, over `ask_features` of messages with their weights."""
    documents: list[list[Feature]] = []
    labels: list[str] = []
    weights: list[float] = []
    for text, held, weight in judged:
        for question, share in _readings(text, language, speller):
            documents.append(ask_features(question, link(question, language)[0]).each())
            labels.append(HELD if held else UNHELD)
            weights.append(weight * share)
    matrix, features, idf = _vectors(documents, _LEAST_JUDGED)
    model = LogisticRegression(C=strength, max_iter=200)
    model.fit(matrix, labels, sample_weight=weights)
    # Of two classes only the second has weights of its own.
    half, bias = model.coef_.T / 2, model.intercept_ / 2
    return Trained((HELD, UNHELD), features, np.hstack([-half, half]), idf, np.hstack([-bias, bias]), 1.0)


def _weight(phrase: Phrase) -> float:
    """How much a phrase counts where what is wanted is learned: of the table as a whole there are few."""
    return 1.0 if phrase.unit or not phrase.answered else _WHOLE


def _vectors(documents: Sequence[Sequence[Feature]], least: int = 1) -> tuple[Any, tuple[Feature, ...], Matrix]:
    """Documents as a sparse matrix of idf weights of unit length, with the features of so many and their idf."""
    vectorizer = TfidfVectorizer(analyzer=lambda features: [" ".join(f) for f in features], binary=True, min_df=least)
    matrix = vectorizer.fit_transform(documents)
    features = tuple(tuple(str(name).split(" ")) for name in vectorizer.get_feature_names_out())
    return matrix, features, vectorizer.idf_


def _readings(text: str, language: Language, speller: Speller) -> Iterator[tuple[Question, float]]:
    """A phrase as written and, where that has marks, without them."""
    yield read(text, language.lexicon, speller), 1.0
    bare = fold(text)
    if bare != text.lower():
        yield read(bare, language.lexicon, speller), _UNMARKED


def _clauses(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for unit in knowledge.plan.units:
        for clause in dict.fromkeys((unit.text, *re.split(r"[;,.]\s", unit.text))):
            if len(clause.split()) >= _LEAST_WORDS:
                yield unit.id, clause


def _temperature(held_out: Matrix, labels: Matrix) -> float:
    """The softmax temperature with the least log loss on held-out phrases."""
    classes = {label: place for place, label in enumerate(sorted(set(labels)))}
    gold = np.array([classes[label] for label in labels])

    def loss(temperature: float) -> float:
        scores = held_out / temperature
        scores = scores - scores.max(axis=1, keepdims=True)
        log = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return float(-log[np.arange(len(gold)), gold].mean())

    return min((round(0.02 * step, 2) for step in range(2, 40)), key=loss)


def _pack(trained: Trained, vocabulary: Mapping[str, int]) -> LinearData:
    """A trained model as sparse eight-bit weights, its features in ascending order of their keys."""
    numbered = [key(feature, vocabulary) for feature in trained.features]
    order = np.argsort(numbered)
    scale = float(np.abs(trained.weights).max()) / 127
    quantised = np.rint(trained.weights[order] / scale).astype(np.int8)
    quantised[np.abs(quantised) < 127 * _PRUNE] = 0
    rows, columns = np.nonzero(quantised)
    indptr = np.zeros(len(order) + 1, dtype="<i4")
    np.cumsum(np.bincount(rows, minlength=len(order)), out=indptr[1:])
    return LinearData(
        labels=list(trained.labels),
        keys=np.array(numbered, dtype="<i8")[order].tobytes(),
        indptr=indptr.tobytes(),
        columns=columns.astype("u1").tobytes(),
        weights=quantised[rows, columns].tobytes(),
        idf=trained.idf[order].astype("<f4").tobytes(),
        bias=trained.bias.astype("<f4").tobytes(),
        scale=scale,
        temperature=trained.temperature,
    )


if __name__ == "__main__":
    main()
