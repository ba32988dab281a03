// Elements, and the texts in them.

// An element with attributes and children; texts are put in as texts, and as nothing else.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}
const fill = (root, ...children) => root.replaceChildren(...children.filter((child) => child !== null));
const autoText = (content, name = "span") => element(name, { dir: "auto" }, content);
const actor = (by) => actors.get(by).title;
const side = (by) => ["first", "second", "both"][actors.get(by).at] ?? "other";

// A button that asks why a subject stands as it does; its name is the id of the subject, as commands take it.
function asking(subject) {
  const button = element("button", { type: "button", class: "id", dir: "auto", title: "Why does it stand as it does?" }, text(subject));
  button.addEventListener("click", () => ask(subject, { focused: true }));
  return button;
}

// A section with a heading and the rest of its items only when they are asked for.
const listed = (items, attributes = {}) => element("ul", attributes, ...items);
