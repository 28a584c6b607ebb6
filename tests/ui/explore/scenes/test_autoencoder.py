"""The autoencoder in its view: against the networks, PCA and the report, by mouse and keyboard."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.engine.data.digits import load_digits
from desktop.engine.networks import few_labels
from desktop.engine.networks.autoencoder import AUTOENCODERS
from desktop.engine.networks.report import read_report
from desktop.engine.networks.variational_autoencoder import VARIATIONAL_AUTOENCODERS
from desktop.questions.views import VIEWS
from desktop.ui.explore.scenes.autoencoder.autoencoder import AutoencoderScene
from desktop.ui.explore.scenes.autoencoder.numbers import Linear, Plane, Reconstructed, Sizes
from tests.ui.explore.scenes.places import middle_of

DEFAULTS = VIEWS["autoencoder"].defaults
SPLIT = load_digits()


@pytest.fixture
def shown(explored):
    """The picture that shows these values."""

    def show(kind, values):
        exploration, picture = explored(AutoencoderScene(), values)
        part = picture.pictures[kind]
        part.resize(640, part.heightForWidth(640))
        return exploration, part

    return show


def computed(**values):
    return AutoencoderScene().compute(DEFAULTS | values)


def digit(label):
    return SPLIT.test.images[SPLIT.test.labels == label][:1]


@pytest.mark.parametrize("size", AUTOENCODERS)
def test_code_and_reconstruction_are_the_networks(size):
    network, image = AUTOENCODERS[size].load(), digit(5)
    found = computed(latent_size=str(size), digit=5)
    np.testing.assert_allclose(found.code, network.encode(image)[0], rtol=1e-5)
    decoded = network.reconstruct(image)
    np.testing.assert_allclose(found.decoded, decoded[0], atol=1e-6)
    assert found.error == pytest.approx(float(np.mean((decoded - image) ** 2)))


def test_a_changed_code_is_decoded():
    network = AUTOENCODERS[4].load()
    code = network.encode(digit(3)) + np.array([[0, 2.5, 0, 0]])
    found = computed(latent_size="4", shifts=(0, 2.5))
    np.testing.assert_allclose(found.decoded, network.decode(code)[0], atol=1e-6)


def test_of_a_variational_one_the_nearest_size_that_there_is():
    for asked, size in (("2", 2), ("4", 2), ("8", 8), ("32", 8)):
        found = computed(model="variational", latent_size=asked)
        assert found.latent_size == size
        mean, deviation = VARIATIONAL_AUTOENCODERS[size].load().distribution(digit(3))
        np.testing.assert_allclose(found.code, mean[0], rtol=1e-5)
        np.testing.assert_allclose(found.deviations, deviation[0], rtol=1e-5)


def test_random_codes_are_decoded_as_the_report_measured():
    near, far = [], []
    for seed in range(6):
        found = computed(shown="samples", seed=seed)
        near.append(found.distances["variational"])
        far.append(found.distances["plain"])
    assert np.mean(near) == pytest.approx(found.figures["variational"]["sample_distance"], rel=0.12)
    assert np.mean(far) == pytest.approx(found.figures["plain"]["sample_distance"], rel=0.12)
    scene = AutoencoderScene()
    assert scene.prediction(DEFAULTS, found).key.key == "variational"
    assert np.mean(near) < np.mean(far) - 1


def test_the_widest_code_has_the_smallest_error():
    found = computed(shown="sizes")
    report = read_report()
    assert found.errors == {
        size: report[f"autoencoder_{size}"]["mean_squared_error"] for size in AUTOENCODERS
    }
    assert found.best == 32


def test_the_linear_autoencoder_ends_in_pcas_subspace():
    scene, values = AutoencoderScene(), DEFAULTS | {"shown": "linear", "latent_size": "8"}
    now = scene.compute(values)
    assert now.angle > 60
    while (following := scene.advance(values, now)) is not None:
        now = following
    assert now.errors[-1] == pytest.approx(now.principal_error, rel=0.01)
    assert now.errors[-1] >= now.principal_error * (1 - 1e-4)
    assert now.angle < 6
    _, by_principal, by_network = now.images
    assert np.abs(by_principal - by_network).mean() < 0.01


def test_pca_is_the_eigenvectors_projection():
    found = computed(shown="linear", latent_size="4", digit=7)
    data = SPLIT.train.images[:500].reshape(500, -1).astype(float)
    mean = data.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov(data.T))
    best = vectors[:, -4:]
    expected = mean + (digit(7).reshape(1, -1) - mean) @ best @ best.T
    np.testing.assert_allclose(found.images[1].ravel(), expected[0], atol=1e-4)


def test_the_heads_are_measured_on_held_out_digits():
    found = computed(shown="labels", latent_size="32", labels_per_class=9)
    assert found.labels[found.at] == 10
    assert found.head == 330
    assert found.encoder == 784 * 128 + 128 + 128 * 32 + 32
    trained_on = SPLIT.train + SPLIT.validation
    rng = np.random.default_rng(11)
    rows = few_labels.labelled_rows(trained_on, 10, rng)
    features = AUTOENCODERS[32].load().features
    known = features(trained_on.images)
    mean, deviation = known.mean(axis=0), known.std(axis=0) + 0.01
    head = few_labels.trained_head((known[rows] - mean) / deviation, trained_on.labels[rows], rng)
    unknown = (features(SPLIT.test.images) - mean) / deviation
    answers = (unknown @ head.weight.data + head.bias.data).argmax(axis=1)
    assert found.features[found.at] == pytest.approx(
        (answers == SPLIT.test.labels).mean(), abs=0.05
    )


def test_a_number_of_the_code_is_dragged_and_undone(shown, qtbot):
    exploration, picture = shown(Reconstructed, {"latent_size": "4"})
    start = middle_of(picture, "code:2")
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(picture, start - QPoint(0, 40))
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton)
    report = read_report()["autoencoder_4"]
    height = 40 / 104 * 3 * max(report["code_deviation"]) + report["code_mean"][2]
    assert exploration.numbers.changed[2] == pytest.approx(height, abs=0.3)
    assert exploration.values["shifts"][:2] == (0, 0)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "reset"))
    assert exploration.values["shifts"] == ()
    picture.point_at("code:0")
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert exploration.values["shifts"][0] > 0


def test_the_ring_walks_the_plane(shown, qtbot):
    values = {"shown": "plane", "model": "variational", "z1": 1, "z2": -1}
    exploration, picture = shown(Plane, values)
    network = VARIATIONAL_AUTOENCODERS[2].load()
    expected = network.decode(np.array([[1, -1]]))[0]
    np.testing.assert_allclose(exploration.numbers.decoded, expected, atol=1e-6)
    ring = middle_of(picture, "ring")
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=ring)
    qtbot.mouseMove(picture, ring + QPoint(80, -50))
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton)
    assert exploration.values["z1"] > 2
    assert exploration.values["z2"] > -0.5


def test_a_size_is_clicked(shown, qtbot):
    exploration, picture = shown(Sizes, {"shown": "sizes"})
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "size:2"))
    assert exploration.numbers.chosen == 2


def test_training_is_drawn(shown):
    _, picture = shown(Linear, {"shown": "linear"})
    assert not picture.grab().isNull()
