"""What can be read on a page: the texts in sight, those that are cut, and those that lie on each other."""

from itertools import groupby

IN_SIGHT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  const layers = [];
  const layerOf = (each) => {
    let at = each;
    while (at && !["fixed", "sticky"].includes(getComputedStyle(at).position)) at = at.parentElement;
    return at;
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!node.data.trim() || around.closest("script, style, select, .unseen, .skip, noscript")) continue;
    if (!around.checkVisibility({ visibilityProperty: true })) continue;
    const layer = layerOf(around);
    if (!layers.includes(layer)) layers.push(layer);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, width, height } of range.getClientRects()) {
      const [x, y] = [left + width / 2, top + height / 2];
      const upper = document.elementFromPoint(x, y);
      if (width && upper && (upper.contains(around) || around.contains(upper))) {
        const box = { left, top, right: left + width, bottom: top + height };
        texts.push({ text: node.data, layer: layers.indexOf(layer), ...box });
      }
    }
  }
  return texts;
}"""
"""Each line of text that is seen without scrolling, and is under nothing, with its box.

Texts of one layer scroll together; what stays where it is when all else scrolls is a layer of its own.
"""

CUT = """() => [...document.querySelectorAll("main *, header *, form *, footer *")]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest("svg, select"))
  .filter((each) => getComputedStyle(each).clipPath === "none")
  .filter((each) => ["hidden", "clip"].includes(getComputedStyle(each).overflowX))
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent)"""
"""The texts that are cut off at a side."""

LABELS = """() => {
  const labels = [...document.querySelectorAll(".scroll text, .axis .date")];
  return labels.filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.textContent).map((each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    const layer = each.closest(".axis") !== null;
    return { text: each.textContent, layer, left, top: top + 2, right, bottom: bottom - 2 };
  });
}"""
"""The labels of the picture that are shown, each with its box."""


def seen(page):
    """All that can be read without scrolling, in one line."""
    texts = (text for text, _ in groupby(page.evaluate(IN_SIGHT), key=lambda line: line["text"]))
    return " ".join(" ".join(texts).split())


def overlapping(boxes, by=1.5):
    """The pairs of texts of one layer that lie on each other; lines of one text may be close."""
    pairs, open_boxes = [], []
    for box in sorted(boxes, key=lambda box: box["left"]):
        open_boxes = [other for other in open_boxes if other["right"] - by > box["left"]]
        pairs += [
            (other["text"], box["text"])
            for other in open_boxes
            if other["layer"] == box["layer"]
            and other["text"] != box["text"]
            and other["top"] + by < box["bottom"]
            and box["top"] + by < other["bottom"]
        ]
        open_boxes.append(box)
    return pairs
