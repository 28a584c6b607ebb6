"""Figure 9.2: the encoder-decoder transformer."""

from __future__ import annotations

from builder.figures.kit.canvas import Box, Canvas
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import EDGE, INK, PAGE, RULE, SOFT, SUNK

ENCODER, DECODER = 88.0, 232.0  # middles of the two columns
POSITIONS = 160.0
WIDTH = 104.0
LINE = 16.0  # px from one line of words to the next
FRAME_BOTTOM = 380.0
ENCODER_TOP, DECODER_TOP = 220.0, 112.0
SUM, EMBEDDING = 400.0, 420.0  # heights of the sums with the positions and of the embeddings


def draw(canvas: Canvas) -> None:
    """Inputs at the bottom, output at the top; the encoder at the left of the decoder."""
    for left, upper, name in ((10, ENCODER_TOP, "encoder"), (168, DECODER_TOP, "decoder")):
        canvas.box(left, upper, 142, FRAME_BOTTOM - upper, fill=SUNK, edge=RULE)
        canvas.words(name, left + 2, upper - 11, anchor="start", color=SOFT)

    top = _sublayer(canvas, ENCODER, FRAME_BOTTOM, ("self-attention",), bypass=-1)
    memory = _sublayer(canvas, ENCODER, top.y, ("feed-forward",), bypass=-1)
    top = _sublayer(canvas, DECODER, FRAME_BOTTOM, ("masked", "self-attention"), bypass=1)
    top = _sublayer(canvas, DECODER, top.y, ("encoder-decoder", "attention"), bypass=1)
    middle, above = top.bottom[1] + 8 + LINE + 3, ENCODER_TOP - 14
    canvas.arrow(
        [
            memory.top,
            (ENCODER, above),
            (POSITIONS, above),
            (POSITIONS, middle),
            (DECODER - WIDTH / 2, middle),
        ]
    )
    top = _sublayer(canvas, DECODER, top.y, ("feed-forward",), bypass=1)
    _embedding(canvas, ENCODER, ("inputs",), side=-1)
    _embedding(canvas, DECODER, ("outputs", "(shifted right)"), side=1)
    for place, word in enumerate(("positional", "encoding")):
        canvas.words(word, POSITIONS, SUM - 7 + LINE * place)
    _head(canvas, top)


def _operation(canvas: Canvas, x: float, bottom: float, lines: tuple[str, ...], edge: str) -> Box:
    height = LINE * len(lines) + 6
    box = canvas.box(x - WIDTH / 2, bottom - height, WIDTH, height, fill=PAGE, edge=edge)
    for place, line in enumerate(lines):
        canvas.words(line, x, box.y + 3 + LINE * (place + 0.5))
    return box


def _sublayer(
    canvas: Canvas, x: float, below: float, lines: tuple[str, ...], *, bypass: int
) -> Box:
    """An operation and its "add & norm" above `below`; the bypass runs at one side."""
    operation = _operation(canvas, x, below - 24, lines, INK)
    norm = _operation(canvas, x, operation.y - 8, ("add & norm",), EDGE)
    canvas.arrow([(x, below), operation.bottom])
    canvas.line([operation.top, norm.bottom], color=INK)
    outside = x + bypass * (WIDTH / 2 + 14)
    entry = norm.right if bypass > 0 else norm.left
    fork = below - 12
    canvas.arrow([(x, fork), (outside, fork), (outside, entry[1]), entry], color=EDGE, head=5)
    return norm


def _embedding(canvas: Canvas, x: float, words: tuple[str, ...], *, side: int) -> None:
    """Words, their embedding, and the sum with the positional encoding."""
    embedding = _operation(canvas, x, EMBEDDING + 22, ("embedding",), INK)
    canvas.line([(x, SUM - 8), (x, FRAME_BOTTOM)], color=INK)
    canvas.arrow([embedding.top, (x, SUM + 8)])
    canvas.circle(x, SUM, 8)
    canvas.math("+", x, SUM)
    canvas.arrow([(POSITIONS + side * 32, SUM), (x - side * 8, SUM)], head=5)
    bottom = embedding.bottom[1]
    canvas.arrow([(x, bottom + 16), embedding.bottom])
    for place, word in enumerate(words):
        canvas.words(word, x, bottom + 26 + LINE * place)


def _head(canvas: Canvas, top: Box) -> None:
    """From the decoder to the probabilities of the next word."""
    linear = canvas.box(DECODER - 36, 66, 72, 22)
    canvas.words("linear", *linear.center)
    softmax = canvas.box(DECODER - 36, 34, 72, 22)
    canvas.words("softmax", *softmax.center)
    canvas.arrow([top.top, linear.bottom])
    canvas.line([linear.top, softmax.bottom], color=INK)
    canvas.words("output probabilities", DECODER, 8)
    canvas.arrow([softmax.top, (DECODER, 18)])


FIGURE = Figure(
    draw,
    title="The encoder-decoder transformer",
    description="The encoder, at the left, takes the embedded inputs with a positional encoding "
    "through self-attention and a feed-forward network. The decoder, at the right, takes the "
    "embedded outputs, shifted right, with a positional encoding through masked self-attention, "
    "encoder-decoder attention, which also receives the encoder's result, and a feed-forward "
    "network. Each part is bypassed and followed by add and norm. A linear layer and a softmax "
    "give the output probabilities.",
)
