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

const take = (fields, key) => {
  const value = fields.get(key) ?? null;
  fields.delete(key);
  return value;
};
