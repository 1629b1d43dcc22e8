/** Functions that create elements. Text is inserted as text, and nothing is ever parsed as HTML. */

type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | undefined>>;

/** Creates an element with its attributes and children. Undefined values are omitted. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Creates one of the symbols of the page, as decoration. A word next to it has the same meaning. */
export function icon(name: "passed" | "failed" | "skipped" | "waiting"): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

/** Returns an element of the page by its id, which index.html defines. */
export function byId<E extends HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element ${id}.`);
  return element as E;
}
